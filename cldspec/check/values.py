"""Check the values of code lists, tables and multipliers."""

from collections.abc import Iterable, Iterator

from cldspec.findings import Finding
from cldspec.model import Code, DataItem, Specification
from cldspec.origin import Position
from cldspec.spelling import appearance, folded, signs_apart, suggest
from cldspec.wording import is_like_formula, joined


def duplicate_value(specification: Specification) -> Iterator[Finding]:
    """A spelling stands for only one value of its code list, even if case and spaces are ignored."""
    for code_list in specification.code_lists:
        owners: dict[str, Code] = {}
        for code in code_list.codes:
            yield from _unless_first(code.value, code, code.origin.value("value"), owners)
        for code in code_list.codes:
            for other in code.also_seen_as:
                at = other.origin.value("value")
                if other.value == code.value:
                    yield Finding(
                        at, "duplicate-value", f"{other.value} is not another spelling: it is the value itself.", "Remove it here."
                    )
                yield from _unless_first(other.value, code, at, owners)


def _unless_first(spelling: str, code: Code, at: Position, owners: dict[str, Code]) -> Iterator[Finding]:
    owner = owners.setdefault(folded(spelling), code)
    if owner is not code:
        line = owner.origin.value("value").line
        if owner.value == spelling:
            message = f"{spelling} is already on line {line}."
        else:
            message = f"{spelling} is already a spelling of the value {owner.value} on line {line}, if case and spaces are ignored."
        yield Finding(at, "duplicate-value", message, "Keep one of them.")


def look_alike(specification: Specification) -> Iterator[Finding]:
    """No two values of a code list, and no two headers, look the same: with dashes, apostrophes, letters or spaces of other kinds."""
    for code_list in specification.code_lists:
        named = [(code.value, code.origin.value("value"), number) for number, code in enumerate(code_list.codes)]
        named += [
            (other.value, other.origin.value("value"), number) for number, code in enumerate(code_list.codes) for other in code.also_seen_as
        ]
        yield from _look_alikes(named)
    yield from _look_alikes([(item.title, item.origin.value("title"), number) for number, item in enumerate(specification.items)])


def _look_alikes(named: Iterable[tuple[str, Position, int]]) -> Iterator[Finding]:
    """Yield a finding for each text that looks like an earlier one of another owner. Given are texts, positions and owners."""
    first: dict[str, tuple[str, Position, int]] = {}
    for text, at, owner in named:
        other, other_at, other_owner = first.setdefault(appearance(text), (text, at, owner))
        if owner != other_owner and folded(text) != folded(other):
            difference = signs_apart(text, other)
            message = f"“{text}” looks like “{other}” on line {other_at.line}, but {difference}."
            yield Finding(at, "look-alike", message, "Keep one of them, or write them so that a reader can tell them apart.")


def untidy_value(specification: Specification) -> Iterator[Finding]:
    """Values, labels and headers have no spaces at either end, no double spaces and no invisible characters."""
    names = [
        (code.origin.value(key), getattr(code, key))
        for code_list in specification.code_lists
        for code in code_list.codes
        for key in ("value", "label")
    ]
    names += [(item.origin.value("title"), item.title) for item in specification.items]
    for at, name in names:
        tidy = (
            " ".join("".join(character if character.isprintable() else " " * character.isspace() for character in name).split())
            if name
            else name
        )
        if name != tidy:
            yield Finding(at, "untidy-value", f"{name!r} has spaces that do not belong, or invisible characters.", f"Write {tidy!r}.")


def formula(specification: Specification) -> Iterator[Finding]:
    """No value, spelling, label or header looks like a formula to a spreadsheet, unless may_look_like_formula says that it is meant."""
    named: list[tuple[Code | DataItem, Position, str]] = [(item, item.origin.value("title"), item.title) for item in specification.items]
    for code in (code for code_list in specification.code_lists for code in code_list.codes):
        named += [(code, code.origin.value("value"), code.value), (code, code.origin.value("label"), code.label or "")]
        named += [(code, other.origin.value("value"), other.value) for other in code.also_seen_as]
    for part, at, text in named:
        if is_like_formula(text) and not part.may_look_like_formula:
            message = f"A spreadsheet that opens the published CSV files may take {text} for a formula."
            fix = "Write it differently. If it is exactly what is meant, add may_look_like_formula: true."
            yield Finding(at, "formula", message, fix)


def unknown_value(specification: Specification) -> Iterator[Finding]:
    """The values in tables and multipliers are allowed values of their data items."""
    for table in specification.tables:
        allowed: dict[str, tuple[str, ...] | None] = {key: specification.values_of(key) for key in table.keys}
        allowed |= {attribute.id: tuple(meaning.value for meaning in attribute.values) for attribute in table.attributes}
        for index, row in enumerate(table.rows):
            for key, value in row.items():
                known = allowed.get(key)
                if known is not None and value not in known:
                    at = table.origin.value("rows", index, key)
                    yield Finding(at, "unknown-value", f"{value} is not a value of {key}.", suggest(value, known))
    for calculation in specification.calculations:
        if calculation.multipliers is None:
            continue
        values = specification.values_of(calculation.multipliers.item)
        for multiplier in calculation.multipliers.values:
            if values is not None and multiplier.value not in values:
                yield Finding(
                    multiplier.origin.value("value"),
                    "unknown-value",
                    f"{multiplier.value} is not a value of {calculation.multipliers.item}.",
                    suggest(multiplier.value, values),
                )


def table_row(specification: Specification) -> Iterator[Finding]:
    """Each row of a table has all keys and attributes and no others, and no two rows have the same keys."""
    for table in specification.tables:
        expected = [*table.keys, *(attribute.id for attribute in table.attributes)]
        seen: dict[tuple[str | None, ...], int] = {}
        for index, row in enumerate(table.rows):
            at = table.origin.value("rows", index)
            for key in row:
                if key not in expected:
                    yield Finding(
                        table.origin.key("rows", index, key),
                        "table-row",
                        f"{key} is not a key or an attribute of this table.",
                        suggest(key, expected),
                    )
            missing = [key for key in expected if key not in row]
            if missing:
                yield Finding(at, "table-row", f"The row has no {', '.join(missing)}.", "Add what is missing.")
            first = seen.setdefault(tuple(row.get(key) for key in table.keys), at.line)
            if first != at.line:
                yield Finding(at, "table-row", f"The row on line {first} has the same keys.", "Keep one of them.")


def missing_multiplier(specification: Specification) -> Iterator[Finding]:
    """A calculation with multipliers has one for each value of the code list."""
    for calculation in specification.calculations:
        if calculation.multipliers is None:
            continue
        given = [multiplier.value for multiplier in calculation.multipliers.values]
        for value in specification.values_of(calculation.multipliers.item) or ():
            if given.count(value) != 1:
                yield Finding(
                    calculation.multipliers.origin.key("values"),
                    "missing-multiplier",
                    f"{value} has {'no multiplier' if value not in given else 'more than one multiplier'}.",
                    "Write exactly one multiplier for each value of the list.",
                )


def unknown_count(specification: Specification) -> Iterator[Finding]:
    """Each {{ count.NAME }} in the summary names something that is counted."""
    if "{{" in specification.summary or "}}" in specification.summary:
        names = joined([f"{{{{ count.{name} }}}}" for name in specification.counts], "or")
        at = specification.origin.value("summary")
        yield Finding(at, "unknown-count", "The summary has curly brackets that stand for no number.", f"Write {names}.")
