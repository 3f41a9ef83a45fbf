"""The cells of a return, all text, as values: each blank, known, or typed and not read."""

from collections.abc import Iterator
from dataclasses import dataclass

from cldspec.model import DataItem, Specification
from cldspec.rules.targets.sql.conditions import Columns
from cldspec.rules.targets.sql.dialect import TEXT_LENGTH, Dialect

GIVEN = "_given"
"""What the name of the column ends with that keeps the text of a cell beside its value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A column of read cells: its name, its type, and the SQL that makes it from the tidied text of a cell."""

    name: str
    type: str
    sql: str


def may_be_unreadable(item: DataItem) -> bool:
    """Say whether a filled cell of the item may be none of its values; free text is always read."""
    return item.type != "text" or item.format is not None or item.max_length is not None


def readings(specification: Specification, dialect: Dialect, alias: str) -> Iterator[Reading]:
    """Yield the columns of read cells, in template order: of each item its value, and its text where that may be another."""
    for item in specification.items:
        text = f"{alias}.{dialect.identifier(item.id)}"
        code_list = specification.code_list_of(item)
        longest = max(map(len, code_list.values)) if code_list else None
        yield Reading(item.id, dialect.type_of(item, longest=longest), _read(item, text, specification, dialect))
        if may_be_unreadable(item):
            yield Reading(f"{item.id}{GIVEN}", dialect.text_of_length(TEXT_LENGTH), text)


def read_columns(specification: Specification, dialect: Dialect, alias: str) -> Columns:
    """Return where the items of a row stand among read cells."""
    return Columns(
        lambda name: f"{alias}.{dialect.identifier(name)}",
        lambda name: f"{alias}.{dialect.identifier(name + GIVEN)}" if may_be_unreadable(specification.item_by_id[name]) else None,
    )


def typed_columns(dialect: Dialect, alias: str = "") -> Columns:
    """Return where the items of a row stand in a table that holds values only."""
    return Columns(lambda name: f"{alias}{'.' if alias else ''}{dialect.identifier(name)}", lambda _: None)


def _read(item: DataItem, text: str, specification: Specification, dialect: Dialect) -> str:
    code_list = specification.code_list_of(item)
    if code_list:
        values = ", ".join(map(dialect.text, code_list.values))
        spellings = " ".join(
            f"WHEN {dialect.text(spelling)} THEN {dialect.text(value)}" for spelling, value in sorted(code_list.by_spelling.items())
        )
        return f"CASE WHEN {text} IN ({values}) THEN {text} ELSE CASE {dialect.folded(text)} {spellings} END END"
    if item.type == "date":
        return dialect.as_date(text)
    if item.type in {"integer", "decimal"}:
        return dialect.as_number(text, item)
    condition = read_condition(item, text, specification, dialect)
    return f"CASE WHEN {condition} THEN {text} END" if condition else text


def form_conditions(item: DataItem, text: str, specification: Specification, dialect: Dialect) -> list[str]:
    """Return the conditions that a text has the format and length of its item, but for a check digit."""
    named = specification.format_by_id.get(item.format or "")
    conditions = [dialect.has_form(text, named)] if named else []
    if item.max_length is not None:
        conditions.append(f"{dialect.length(text)} <= {item.max_length}")
    return conditions


def read_condition(item: DataItem, text: str, specification: Specification, dialect: Dialect) -> str | None:
    """Return the condition that a text has the format and length of its item; None where any will do."""
    named = specification.format_by_id.get(item.format or "")
    conditions = form_conditions(item, text, specification, dialect)
    if named and named.check_digit:
        total = " + ".join(f"{10 - place} * {dialect.sign(text, place + 1)}" for place in range(9))
        is_right = f"(11 - ({total}) % 11) % 11 = {dialect.sign(text, 10)}"
        conditions = [f"CASE WHEN {' AND '.join(conditions)} THEN CASE WHEN {is_right} THEN 1 ELSE 0 END ELSE 0 END = 1"]
    return " AND ".join(conditions) or None
