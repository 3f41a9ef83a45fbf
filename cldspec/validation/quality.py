"""The quality of a return on the two scales that councils know from the department: status by validity, item by item."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from duckdb import DuckDBPyConnection

from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.expression import parse
from cldspec.rules.tables import items_in
from cldspec.rules.targets.sql.conditions import Columns, condition
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases.duckdb import DATABASE as DIALECT
from cldspec.validation.engines.duckdb_cells import ROWS, columns, is_unread, unread_columns
from cldspec.validation.result import Quality, Status, Validity

Ask = Callable[[str], Iterable[Sequence[int]]]
"""What runs a query, and returns its rows."""
_STATUSES = tuple(Status)


def quality(connection: DuckDBPyConnection, specification: Specification, unread: Collection[str]) -> Quality:
    """Return the quality of the rows in DuckDB; `unread` are the items with a cell that cannot be read."""
    unreadable = {
        item.id: f"CASE WHEN {is_unread(item.id, specification, 'r')} THEN 1 END" for item in specification.items if item.id in unread
    }
    where = columns(specification, unread, "r")
    some = " OR ".join(f"r.{column} <> 0" for column in unread_columns(specification))
    return counted(lambda sql: connection.execute(sql).fetchall(), specification, DIALECT, where, ROWS, unreadable, some)


def counted(
    ask: Ask, specification: Specification, database: Database, where: Columns, rows: str, unreadable: Mapping[str, str], some: str
) -> Quality:
    """Return how many cells of each item have which status and validity.

    `where` says where the items stand in `rows`, whose alias is r; `unreadable` has SQL that is not NULL where the cell of an
    item cannot be read, and `some` the condition that this is so of a cell of the row. Items whose status depends on the same
    conditions share it; the rows are grouped by all statuses at once, of which there are few, and the cells of each item
    counted in each group.
    """
    place: dict[str, int] = {}
    of_item = {
        item.id: place.setdefault(_status(item, specification, database, where, unreadable), len(place)) for item in specification.items
    }
    code = " + ".join(f"CAST({sql} AS BIGINT) * {len(_STATUSES) ** index}" for sql, index in place.items())
    coded = f"SELECT {code} AS code, r.* FROM {rows} AS r"
    values = ", ".join(f"COUNT({where.value(item)})" for item in of_item)
    found = ask(f"SELECT r.code, COUNT(*), {values} FROM ({coded}) AS r GROUP BY r.code")
    wrong: dict[int, Sequence[int]] = {}
    if unreadable:
        cells = ", ".join(f"COUNT({sql})" for sql in unreadable.values())
        wrong = {group: counts for group, *counts in ask(f"SELECT r.code, {cells} FROM ({coded} WHERE {some}) AS r GROUP BY r.code")}
    result: dict[str, Counter[tuple[Status, Validity]]] = {item: Counter() for item in of_item}
    for group, number, *counts in found:
        known = dict(zip(of_item, counts, strict=True))
        invalid = dict(zip(unreadable, wrong.get(group, ()), strict=False))
        for item, index in of_item.items():
            status = _STATUSES[group // len(_STATUSES) ** index % len(_STATUSES)]
            _count(result[item], status, number, known[item], invalid.get(item, 0))
    return result


def _count(counted: Counter[tuple[Status, Validity]], status: Status, rows: int, valid: int, invalid: int) -> None:
    blank = Validity.MISSING if status is Status.MANDATORY else Validity.BLANK
    filled = Validity.INVALID if status is Status.NOT_APPLICABLE else Validity.VALID  # what is there must not be
    for validity, cells in ((filled, valid), (Validity.INVALID, invalid), (blank, rows - valid - invalid)):
        if cells:
            counted[status, validity] += cells


def _status(item: DataItem, specification: Specification, database: Database, where: Columns, unread: Collection[str]) -> str:
    """Return the number of an item's status in SQL."""
    section = specification.section_by_id[item.section]
    applies, applies_not = (
        condition(parse(section.applies_when), specification, database, where, outcome=outcome) for outcome in (True, False)
    )
    mandatory, applicable, not_applicable, undetermined = range(len(_STATUSES))
    wanted_at_all = item.required_when and (item.obligation == "mandatory" or item.if_blank == "error")
    required = parse(item.required_when or ALWAYS)
    if wanted_at_all:
        is_, is_not = (condition(required, specification, database, where, outcome=outcome) for outcome in (True, False))
        unknown = " OR ".join(_decides_nothing(name, specification, unread, where) for name in sorted(items_in(required, specification)))
        inner = f"CASE WHEN {is_} THEN {mandatory} WHEN {is_not} OR NOT ({unknown or 'FALSE'}) THEN {applicable} ELSE {undetermined} END"
    else:
        inner = str(applicable)
    return f"CASE WHEN {applies} THEN {inner} WHEN {applies_not} THEN {not_applicable} ELSE {undetermined} END"


def _decides_nothing(name: str, specification: Specification, unread: Collection[str], where: Columns) -> str:
    """Return the condition that a cell which decides about another is itself wrong: not readable, or blank where it must not be.

    A blank that may be one decides: an event without outcome has none that would need another item.
    """
    item = specification.item_by_id[name]
    not_read = f"({where.value(name)} IS NULL AND NOT {where.is_blank(name)})" if name in unread else "FALSE"
    return f"{not_read} OR {where.is_blank(name)}" if item.required_when == ALWAYS and item.if_blank == "error" else not_read
