"""The quality of a return, item by item, on two scales: status and validity."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from duckdb import DuckDBPyConnection

from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.expression import parse
from cldspec.rules.tables import items_in
from cldspec.rules.targets.sql.conditions import Columns, condition
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.validation.engines.duckdb_cells import ROWS, columns, is_unreadable, unreadable_columns
from cldspec.validation.result import Quality, Status, Validity

Query = Callable[[str], Iterable[Sequence[int]]]
"""Runs a query and returns its rows."""
_STATUSES = tuple(Status)


def quality(connection: DuckDBPyConnection, specification: Specification, unreadable: Collection[str]) -> Quality:
    """Return the quality of the rows in DuckDB; `unreadable` are the items that have an unreadable cell."""
    marks = {
        item.id: f"CASE WHEN {is_unreadable(item.id, specification, 'r')} THEN 1 END"
        for item in specification.items
        if item.id in unreadable
    }
    item_columns = columns(specification, unreadable, "r")
    has_unreadable = " OR ".join(f"r.{column} <> 0" for column in unreadable_columns(specification))
    return count_cells(lambda sql: connection.execute(sql).fetchall(), specification, DATABASE, item_columns, ROWS, marks, has_unreadable)


def count_cells(
    query: Query,
    specification: Specification,
    database: Database,
    item_columns: Columns,
    rows: str,
    unreadable: Mapping[str, str],
    has_unreadable: str,
) -> Quality:
    """Return the number of cells of each data item by status and validity.

    `item_columns` says where the items are in the table `rows`, whose alias is r. `unreadable` has SQL by item that is not NULL
    where its cell is unreadable; `has_unreadable` is the condition that a row has an unreadable cell. Rows are grouped by
    their codes, which gives few groups, and the cells of each item are counted in each group.
    """
    statuses = Statuses(specification, database, item_columns, unreadable)
    coded = f"SELECT {' + '.join(statuses.parts_of_code())} AS code, r.* FROM {rows} AS r"
    values = ", ".join(f"COUNT({item_columns.value(item)})" for item in statuses.index)
    groups = query(f"SELECT r.code, COUNT(*), {values} FROM ({coded}) AS r GROUP BY r.code")
    unreadable_counts: dict[int, Sequence[int]] = {}
    if unreadable:
        cells = ", ".join(f"COUNT({sql})" for sql in unreadable.values())
        marked = query(f"SELECT r.code, {cells} FROM ({coded} WHERE {has_unreadable}) AS r GROUP BY r.code")
        unreadable_counts = {group: counts for group, *counts in marked}
    return statuses.tally(
        (code, rows, dict(zip(statuses.index, counts, strict=True)), dict(zip(unreadable, unreadable_counts.get(code, ()), strict=False)))
        for code, rows, *counts in groups
    )


class Statuses:
    """The statuses of the items in a row, which together are one number: the code of the row.

    `columns` says where the items are, and `unreadable` are those that may have an unreadable cell. Items whose status depends
    on the same conditions share a status; `index` has its position by item.
    """

    def __init__(self, specification: Specification, database: Database, columns: Columns, unreadable: Collection[str]) -> None:
        index_of_status: dict[str, int] = {}
        self.index = {
            item.id: index_of_status.setdefault(_status(item, specification, database, columns, unreadable), len(index_of_status))
            for item in specification.items
        }
        self._statuses = tuple(index_of_status)

    def parts_of_code(self) -> list[str]:
        """Return SQL for the numbers whose sum is the code of a row."""
        return [f"CAST({sql} AS BIGINT) * {len(_STATUSES) ** index}" for index, sql in enumerate(self._statuses)]

    def tally(self, groups: Iterable[tuple[int, int, Mapping[str, int], Mapping[str, int]]]) -> Quality:
        """Return the quality of rows, in groups of the same code: the code, the rows, and by item the values and the unreadable cells."""
        result: dict[str, Counter[tuple[Status, Validity]]] = {item: Counter() for item in self.index}
        for code, rows, values, unreadable in groups:
            for item, index in self.index.items():
                status = _STATUSES[code // len(_STATUSES) ** index % len(_STATUSES)]
                _count(result[item], status, rows, values[item], unreadable.get(item, 0))
        return result


def without_columns(quality: Quality, missing: Collection[str]) -> Quality:
    """Return the quality where the columns of some items are missing: their cells are not blank, but not in the file."""
    absent = {item: Counter[tuple[Status, Validity]]() for item in missing}
    for item, counts in absent.items():
        for (status, _), cells in quality.get(item, {}).items():
            counts[status, Validity.NOT_IN_FILE] += cells
    return {**quality, **{item: counts for item, counts in absent.items() if counts}}


def _count(counts: Counter[tuple[Status, Validity]], status: Status, rows: int, with_value: int, invalid: int) -> None:
    blank = Validity.MISSING if status is Status.MANDATORY else Validity.BLANK
    has_value = Validity.INVALID if status is Status.NOT_APPLICABLE else Validity.VALID  # a value that must not be there is invalid
    for validity, cells in ((has_value, with_value), (Validity.INVALID, invalid), (blank, rows - with_value - invalid)):
        if cells:
            counts[status, validity] += cells


def _status(item: DataItem, specification: Specification, database: Database, item_columns: Columns, unreadable: Collection[str]) -> str:
    """Return SQL for the number of an item's status."""
    section = specification.section_by_id[item.section]
    applies, does_not_apply = (
        condition(parse(section.applies_when), specification, database, item_columns, outcome=outcome) for outcome in (True, False)
    )
    mandatory, applicable, not_applicable, undetermined = range(len(_STATUSES))
    if item.required_when and (item.obligation == "mandatory" or item.if_blank == "error"):
        required = parse(item.required_when)
        is_required, is_optional = (
            condition(required, specification, database, item_columns, outcome=outcome) for outcome in (True, False)
        )
        deciding = sorted(items_in(required, specification))
        unknown = " OR ".join(_decides_nothing(name, specification, unreadable, item_columns) for name in deciding)
        where_applies = (
            f"CASE WHEN {is_required} THEN {mandatory} WHEN {is_optional} OR NOT ({unknown or 'FALSE'}) THEN {applicable}"
            f" ELSE {undetermined} END"
        )
    else:
        where_applies = str(applicable)
    return f"CASE WHEN {applies} THEN {where_applies} WHEN {does_not_apply} THEN {not_applicable} ELSE {undetermined} END"


def _decides_nothing(name: str, specification: Specification, unreadable: Collection[str], item_columns: Columns) -> str:
    """Return the condition that a cell on which a status depends is itself faulty: unreadable, or blank where that is an error.

    A blank that is allowed does decide: an event without an outcome has no outcome that would require another item.
    """
    item = specification.item_by_id[name]
    is_unread = f"({item_columns.value(name)} IS NULL AND NOT {item_columns.is_blank(name)})" if name in unreadable else "FALSE"
    return f"{is_unread} OR {item_columns.is_blank(name)}" if item.required_when == ALWAYS and item.if_blank == "error" else is_unread
