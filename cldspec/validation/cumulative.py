"""Submissions of one year: which events of a previous submission are in the latest one too, changed or unchanged, and which are not.

The specification says by which data items an event is recognised (`record.known_by`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from duckdb import DuckDBPyConnection

from cldspec.model import Specification
from cldspec.validation.engines.duckdb_cells import CELLS, is_unreadable, text_as_typed, value_of
from cldspec.validation.result import BrokenRule, CumulativeSummary, Finding

MATCHES = "same_events"
"""The table of pairs of rows about the same event: the row in the later submission, and the row in the previous one."""
SUPERSEDED = f"SELECT previous FROM {MATCHES}"
"""The query of the rows whose event is in a later submission too."""

VANISHED = "event.vanished"
"""The rule that every event of a previous submission is in the latest one too."""
VANISHED_TITLE = "Every event of a previous submission is in the latest one too"
VANISHED_MESSAGE = (
    "This event was submitted before, but is not in the latest submission. Add it, unless it should never have been reported. "
    "If it is there, check the data items by which an event is recognised."
)


def match_events(connection: DuckDBPyConnection, specification: Specification, ends: Sequence[int]) -> None:
    """Find the rows whose event is in a later submission too.

    `ends` are the numbers of the row after each submission, the latest submission first, beginning with 0.
    """
    connection.execute(f"CREATE TABLE {MATCHES} (later BIGINT, previous BIGINT)")
    for begin, end in pairwise(ends[1:]):
        pairs = " UNION ALL ".join(_pairs(specification.record.known_by, begin, end))
        connection.execute(f"INSERT INTO {MATCHES} SELECT MIN(later), previous FROM ({pairs}) GROUP BY previous")


def _pairs(keys: Sequence[Sequence[str]], begin: int, end: int) -> list[str]:
    """Return queries of pairs of rows that agree in a key: the first key that both have in full, or else the last."""
    queries: list[str] = []
    incomplete = "TRUE"
    for number, key in enumerate(keys):
        equals = "IS NOT DISTINCT FROM" if number == len(keys) - 1 else "="
        agrees = " AND ".join(f"l.{value_of(item)} {equals} p.{value_of(item)}" for item in key)
        has_value = " OR ".join(f"p.{value_of(item)} IS NOT NULL" for item in key)
        queries.append(
            f"SELECT l.rowid AS later, p.rowid AS previous FROM {CELLS} AS l JOIN {CELLS} AS p ON {agrees}"
            f" WHERE l.rowid < {begin} AND p.rowid >= {begin} AND p.rowid < {end} AND ({has_value}) AND ({incomplete})"
        )
        blank = " OR ".join(f"{alias}.{value_of(item)} IS NULL" for alias in ("l", "p") for item in key)
        incomplete = f"{incomplete} AND ({blank})"
    return queries


def summarise(connection: DuckDBPyConnection, specification: Specification, rows: str, end_of_latest: int) -> CumulativeSummary:
    """Return how the latest submission, the rows before `end_of_latest`, differs from the previous ones.

    `rows` is the view of the rows of all submissions together, without those that are superseded.
    """
    about_the_return = {section.id for section in specification.sections if section.same_on_every_row_of == specification.collection.id}
    compared = [item.id for item in specification.items if item.section not in about_the_return]
    differs = {
        item: f"(l.{value_of(item)} IS DISTINCT FROM p.{value_of(item)} OR {_unreadable_text(item, specification, 'l')} IS DISTINCT FROM "
        f"{_unreadable_text(item, specification, 'p')})"
        for item in compared
    }
    any_differs = " OR ".join(differs.values())
    by_item = ", ".join(f"COUNT(*) FILTER ({condition})" for condition in differs.values())
    pairs = (
        f"(SELECT later, MIN(previous) AS previous FROM {MATCHES} WHERE later < {end_of_latest} GROUP BY later) AS m"
        f" JOIN {CELLS} AS l ON l.rowid = m.later JOIN {CELLS} AS p ON p.rowid = m.previous"
    )
    matched, changed, *changes = connection.execute(
        f"SELECT COUNT(*), COUNT(*) FILTER ({any_differs}), {by_item} FROM {pairs}"
    ).fetchone() or (0, 0)
    latest, vanished = connection.execute(
        f"SELECT COUNT(*) FILTER (row_number < {end_of_latest}), COUNT(*) FILTER (row_number >= {end_of_latest}) FROM {rows}"
    ).fetchone() or (0, 0)
    changed_by_item: Mapping[str, int] = {item: count for item, count in zip(compared, changes, strict=True) if count}
    return CumulativeSummary(
        added=latest - matched,
        changed=changed,
        unchanged=matched - changed,
        vanished=vanished,
        merged=latest + vanished,
        changed_by_item=changed_by_item,
    )


def vanished_events(
    connection: DuckDBPyConnection, rows: str, end_of_latest: int, file_and_row: Callable[[int], tuple[str, int]], limit: int | None
) -> list[Finding]:
    """Return the findings about events of previous submissions that are not in the latest one, up to the limit."""
    most = "" if limit is None else f" LIMIT {limit}"
    found = connection.execute(f"SELECT row_number FROM {rows} WHERE row_number >= {end_of_latest} ORDER BY row_number{most}").fetchall()
    return [Finding(*file_and_row(number), None, VANISHED, "warning", VANISHED_MESSAGE) for (number,) in found]


def broken_rules(summary: CumulativeSummary) -> Iterator[BrokenRule]:
    """Yield the rule about vanished events if it is broken."""
    if summary.vanished:
        yield BrokenRule(VANISHED, VANISHED_TITLE, "warning", None, VANISHED_MESSAGE, summary.vanished)


def _unreadable_text(item: str, specification: Specification, alias: str) -> str:
    """Return SQL for the text of a cell if it is unreadable."""
    return f"CASE WHEN {is_unreadable(item, specification, alias)} THEN {text_as_typed(item, specification, alias)} END"
