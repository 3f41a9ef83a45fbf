"""List values, table rows and multipliers: each once, tidy, and known to the lists."""

from collections.abc import Iterator

from cldspec.findings import Finding
from cldspec.model import Code, Specification
from cldspec.origin import Position
from cldspec.spelling import folded, suggest


def duplicate_value(specification: Specification) -> Iterator[Finding]:
    """A value, or another spelling, stands for one value of its list, also when case and spaces are not looked at."""
    for code_list in specification.code_lists:
        owners: dict[str, Code] = {}
        for code in code_list.codes:
            yield from _taken(code.value, code, code.origin.value("value"), owners)
        for code in code_list.codes:
            for other in code.also_seen_as:
                at = other.origin.value("value")
                if other.value == code.value:
                    yield Finding(at, "duplicate-value", f"{other.value} is the value itself.", "Remove it here.")
                yield from _taken(other.value, code, at, owners)


def _taken(spelling: str, code: Code, at: Position, owners: dict[str, Code]) -> Iterator[Finding]:
    owner = owners.setdefault(folded(spelling), code)
    if owner is not code:
        same = "stands" if owner.value == spelling else f"is, but for case, spaces or spelling, the value {owner.value}, which stands"
        yield Finding(
            at, "duplicate-value", f"{spelling} {same} on line {owner.origin.value('value').line} already.", "Keep one of the two."
        )


def untidy_value(specification: Specification) -> Iterator[Finding]:
    """A value, label or header has no space before, after, or twice within it, and no character that cannot be seen."""
    names = [
        (code.origin.value(key), getattr(code, key))
        for each in specification.code_lists
        for code in each.codes
        for key in ("value", "label")
    ]
    names += [(item.origin.value("title"), item.title) for item in specification.items]
    for at, name in names:
        tidy = " ".join("".join(sign if sign.isprintable() else " " * sign.isspace() for sign in name).split()) if name else name
        if name != tidy:
            yield Finding(at, "untidy-value", f"{name!r} has stray spaces or characters that cannot be seen.", f"Write {tidy!r}.")


def unknown_value(specification: Specification) -> Iterator[Finding]:
    """A value that a table or a multiplier names is in the list of its data item."""
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
    """Each row of a table has each key and attribute, nothing else, and no other row has the same keys."""
    for table in specification.tables:
        wanted = [*table.keys, *(attribute.id for attribute in table.attributes)]
        seen: dict[tuple[str | None, ...], int] = {}
        for index, row in enumerate(table.rows):
            at = table.origin.value("rows", index)
            for key in row:
                if key not in wanted:
                    yield Finding(
                        table.origin.key("rows", index, key),
                        "table-row",
                        f"{key} is no key or attribute of this table.",
                        suggest(key, wanted),
                    )
            missing = [key for key in wanted if key not in row]
            if missing:
                yield Finding(at, "table-row", f"The row lacks {', '.join(missing)}.", "Add it.")
            first = seen.setdefault(tuple(row.get(key) for key in table.keys), at.line)
            if first != at.line:
                yield Finding(at, "table-row", f"The row on line {first} has the same keys.", "Keep one of the two.")


def missing_multiplier(specification: Specification) -> Iterator[Finding]:
    """A calculation has one multiplier for each value of the list."""
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
                    "Give each value of the list one.",
                )
