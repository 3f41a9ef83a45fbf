"""The quality of a return on the two scales that councils know from the department: status by validity, item by item."""

from collections import Counter
from collections.abc import Collection

from duckdb import DuckDBPyConnection

from cldspec.conformance.cells import ROWS, columns, odd_of, value_of
from cldspec.conformance.result import Quality, Status, Validity
from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.expression import parse
from cldspec.rules.sql.conditions import Columns, condition
from cldspec.rules.sql.duckdb import DIALECT
from cldspec.rules.tables import items_in

_STATUSES = tuple(Status)


def quality(connection: DuckDBPyConnection, specification: Specification, unread: Collection[str]) -> Quality:
    """Return how many cells of each item have which status and validity; `unread` are the items with a cell that cannot be read.

    Items whose status depends on the same conditions share it; the rows are grouped by all statuses at once, of which there
    are few, and the cells of each item counted in each group.
    """
    place: dict[str, int] = {}
    of_item = {item.id: place.setdefault(_status(item, specification, unread), len(place)) for item in specification.items}
    code = " + ".join(f"({sql}) * {len(_STATUSES) ** index}" for sql, index in place.items())
    counts = [f"COUNT({value_of(item.id)})" for item in specification.items]
    counts += [f"COUNT({odd_of(item.id)})" for item in specification.items if item.id in unread]
    found = connection.execute(
        f"SELECT code, COUNT(*), {', '.join(counts)} FROM (SELECT CAST({code} AS BIGINT) AS code, r.* FROM {ROWS} AS r) GROUP BY code"
    ).fetchall()
    counted: dict[str, Counter[tuple[Status, Validity]]] = {item.id: Counter() for item in specification.items}
    for group, rows, *cells in found:
        known = dict(zip(of_item, cells, strict=False))
        invalid = dict(zip([item.id for item in specification.items if item.id in unread], cells[len(of_item) :], strict=True))
        for item, index in of_item.items():
            status = _STATUSES[group // len(_STATUSES) ** index % len(_STATUSES)]
            _count(counted[item], status, rows, known[item], invalid.get(item, 0))
    return counted


def _count(counted: Counter[tuple[Status, Validity]], status: Status, rows: int, valid: int, invalid: int) -> None:
    blank = Validity.MISSING if status is Status.MANDATORY else Validity.BLANK
    for validity, cells in ((Validity.VALID, valid), (Validity.INVALID, invalid), (blank, rows - valid - invalid)):
        if cells:
            counted[status, validity] += cells


def _status(item: DataItem, specification: Specification, unread: Collection[str]) -> str:
    """Return the number of an item's status in SQL."""
    section = specification.section_by_id[item.section]
    where = columns(unread, "r")
    applies, applies_not = (
        condition(parse(section.applies_when), specification, DIALECT, where, wanted=wanted) for wanted in (True, False)
    )
    mandatory, applicable, not_applicable, undetermined = range(len(_STATUSES))
    wanted_at_all = item.required_when and (item.obligation == "mandatory" or item.if_blank == "error")
    required = parse(item.required_when or ALWAYS)
    if wanted_at_all:
        is_, is_not = (condition(required, specification, DIALECT, where, wanted=wanted) for wanted in (True, False))
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
    not_read = f"({where.value(name)} IS NULL AND NOT {where.blank(name)})" if name in unread else "FALSE"
    return f"{not_read} OR {where.blank(name)}" if item.required_when == ALWAYS and item.if_blank == "error" else not_read
