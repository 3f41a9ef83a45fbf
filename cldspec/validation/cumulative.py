"""Submissions of one year: which events of an earlier one stand again in the later, changed or not, and which do not.

The key by which the same event is known stands in the specification (`record.known_by`).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from duckdb import DuckDBPyConnection

from cldspec.model import Specification
from cldspec.validation.engines.duckdb_cells import CELLS, is_unread, typed_in, value_of
from cldspec.validation.result import Cumulation

SAME = "same_events"
"""The table of pairs of the same event: the row of the later submission, and that of the earlier."""
SUPERSEDED = f"SELECT earlier FROM {SAME}"
"""The query of the rows of which a later submission has the same event."""

VANISHED = "event.vanished"
"""The rule that an event of an earlier submission stands in the later one, too."""
VANISHED_TITLE = "An event of an earlier submission is there again"
VANISHED_MESSAGE = (
    "The later submission does not have this event. Add it, unless it was never to be reported. If it is there otherwise, look at "
    "what it is known by."
)


def match(connection: DuckDBPyConnection, specification: Specification, starts: Sequence[int]) -> None:
    """Find the rows that are the same event in a later submission.

    `starts` are the numbers of the first row of each submission, the latest first, and the number after the last row.
    """
    connection.execute(f"CREATE TABLE {SAME} (later BIGINT, earlier BIGINT)")
    for begin, end in pairwise(starts[1:]):
        pairs = " UNION ALL ".join(_pairs(specification.record.known_by, begin, end))
        connection.execute(f"INSERT INTO {SAME} SELECT MIN(later), earlier FROM ({pairs}) GROUP BY earlier")


def _pairs(keys: Sequence[Sequence[str]], begin: int, end: int) -> list[str]:
    """Return queries of pairs of rows that agree in a key: the first that both have whole, or else the last."""
    queries: list[str] = []
    lacking = "TRUE"
    for number, key in enumerate(keys):
        is_last = number == len(keys) - 1
        equal = " AND ".join(f"l.{value_of(item)} {'IS NOT DISTINCT FROM' if is_last else '='} e.{value_of(item)}" for item in key)
        some = " OR ".join(f"e.{value_of(item)} IS NOT NULL" for item in key)
        queries.append(
            f"SELECT l.rowid AS later, e.rowid AS earlier FROM {CELLS} AS l JOIN {CELLS} AS e ON {equal}"
            f" WHERE l.rowid < {begin} AND e.rowid >= {begin} AND e.rowid < {end} AND ({some}) AND ({lacking})"
        )
        blank = " OR ".join(f"{side}.{value_of(item)} IS NULL" for side in ("l", "e") for item in key)
        lacking = f"{lacking} AND ({blank})"
    return queries


def cumulation(connection: DuckDBPyConnection, specification: Specification, rows: str, current: int) -> Cumulation:
    """Return how the latest submission, the rows before `current`, differs from those before it; `rows` is the view of the rest."""
    of_return = {section.id for section in specification.sections if section.same_on_every_row_of == specification.collection.id}
    compared = [item.id for item in specification.items if item.section not in of_return]
    differs = {
        item: f"(l.{value_of(item)} IS DISTINCT FROM e.{value_of(item)} OR {_unread(item, specification, 'l')} IS DISTINCT FROM "
        f"{_unread(item, specification, 'e')})"
        for item in compared
    }
    any_differs = " OR ".join(differs.values())
    each = ", ".join(f"COUNT(*) FILTER ({test})" for test in differs.values())
    pairs = (
        f"(SELECT later, MIN(earlier) AS earlier FROM {SAME} WHERE later < {current} GROUP BY later) AS p"
        f" JOIN {CELLS} AS l ON l.rowid = p.later JOIN {CELLS} AS e ON e.rowid = p.earlier"
    )
    matched, changed, *by_item = connection.execute(
        f"SELECT COUNT(*), COUNT(*) FILTER ({any_differs}), {each} FROM {pairs}"
    ).fetchone() or (0, 0)
    ours, theirs = connection.execute(
        f"SELECT COUNT(*) FILTER (row_number < {current}), COUNT(*) FILTER (row_number >= {current}) FROM {rows}"
    ).fetchone() or (0, 0)
    by: Mapping[str, int] = {item: count for item, count in zip(compared, by_item, strict=True) if count}
    return Cumulation(
        added=ours - matched, changed=changed, unchanged=matched - changed, vanished=theirs, merged=ours + theirs, changed_by_item=by
    )


def _unread(item: str, specification: Specification, alias: str) -> str:
    """Return what was typed in a cell that cannot be read."""
    return f"CASE WHEN {is_unread(item, specification, alias)} THEN {typed_in(item, specification, alias)} END"
