"""The cells of a return, all text, as values. A cell that is not blank and has no value is unreadable."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import CHECKED_PATTERN, takes_any_text
from cldspec.rules.targets.sql.conditions import Columns
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.expressions import TEXT_LENGTH

AS_TYPED = "_as_typed"
"""The end of the name of the column that has the cell as typed, beside the column of its value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A column of the table of values: its name, its type, and the SQL that makes it from the tidy text of a cell."""

    name: str
    type: str
    sql: str


UNREADABLE = "_unreadable"
"""The end of the name of the column that marks a cell of any text as unreadable, in the query of tidy texts."""


def may_be_unreadable(item: DataItem) -> bool:
    """Say whether a cell of the item that is not blank may be unreadable. Free text never is."""
    return not takes_any_text(item) or item.max_length is not None


def readings(specification: Specification, database: Database, alias: str, *, has_marks: bool = False) -> Iterator[Reading]:
    """Yield the columns of the table of values, in template order: each item's value, and its cell as typed if it may be unreadable.

    `alias` names the table of tidy texts. If it `has_marks` of unreadable cells of any text, every item has its cell as typed.
    """
    for item in specification.items:
        text = f"{alias}.{database.identifier(item.id)}"
        code_list = specification.code_list_of(item)
        longest = max(map(len, code_list.values)) if code_list else None
        value = read_value(item, text, specification, database)
        if has_marks and takes_any_text(item):
            value = f"CASE WHEN {alias}.{database.identifier(item.id + UNREADABLE)} IS NULL THEN {value} END"
        yield Reading(item.id, database.type_of(item, longest=longest), value)
        if has_marks or may_be_unreadable(item):
            yield Reading(f"{item.id}{AS_TYPED}", database.text_of_length(TEXT_LENGTH), text)


def read_columns(specification: Specification, database: Database, alias: str, *, has_marks: bool = False) -> Columns:
    """Return the columns of the items in the table of values, by its alias; see `readings`."""

    def as_typed(name: str) -> str | None:
        is_there = has_marks or may_be_unreadable(specification.item_by_id[name])
        return f"{alias}.{database.identifier(name + AS_TYPED)}" if is_there else None

    return Columns(lambda name: f"{alias}.{database.identifier(name)}", as_typed)


def typed_columns(database: Database, alias: str = "") -> Columns:
    """Return the columns of the items in the typed table, which has no cells as typed."""
    return Columns(lambda name: f"{alias}{'.' if alias else ''}{database.identifier(name)}", lambda _: None)


def read_value(item: DataItem, text: str, specification: Specification, database: Database) -> str:
    """Return SQL for the value that the tidy text of an item's cell stands for; NULL if it is blank or unreadable."""
    code_list = specification.code_list_of(item)
    if code_list:
        values = ", ".join(map(database.text, code_list.values))
        spellings = " ".join(
            f"WHEN {database.text(spelling)} THEN {database.text(value)}" for spelling, value in sorted(code_list.by_spelling.items())
        )
        return f"CASE WHEN {text} IN ({values}) THEN {text} ELSE CASE {database.folded(text)} {spellings} END END"
    if item.type == "date":
        return database.as_date(text)
    if item.type in {"integer", "decimal"}:
        return database.as_number(text, item)
    condition = read_condition(item, text, specification, database)
    return f"CASE WHEN {condition} THEN {text} END" if condition else text


def format_conditions(item: DataItem, text: str, specification: Specification, database: Database) -> list[str]:
    """Return the conditions that a text has the format and length of its item, without any check digit."""
    named = specification.format_by_id.get(item.format or "")
    conditions = [database.has_format(text, named)] if named else []
    if named and named.check_digit and named.pattern != CHECKED_PATTERN:  # a text without a check digit, which check reports
        conditions.append(database.has_format(text, replace(named, pattern=CHECKED_PATTERN)))
    if item.max_length is not None:
        conditions.append(f"{database.length(text)} <= {item.max_length}")
    return conditions


def read_condition(item: DataItem, text: str, specification: Specification, database: Database) -> str | None:
    """Return the condition that a text has the format and length of its item; None where any text has."""
    named = specification.format_by_id.get(item.format or "")
    conditions = format_conditions(item, text, specification, database)
    if named and named.check_digit:
        total = " + ".join(f"{10 - index} * {database.digit(text, index + 1)}" for index in range(9))
        is_right = f"(11 - ({total}) % 11) % 11 = {database.digit(text, 10)}"
        conditions = [f"CASE WHEN {' AND '.join(conditions)} THEN CASE WHEN {is_right} THEN 1 ELSE 0 END ELSE 0 END = 1"]
    return " AND ".join(conditions) or None
