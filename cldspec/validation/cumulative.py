"""Submissions of one year: which events of a previous submission are in the latest one too, changed or unchanged, and which are not.

`matching` finds out which rows are about the same event.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from duckdb import DuckDBPyConnection

from cldspec.model import Specification
from cldspec.validation.engines.duckdb_cells import CELLS
from cldspec.validation.matching import MATCHES, SUBMISSION_RULES, Matching, compared_items, differs, reused_key, submission_rules_broken
from cldspec.validation.result import BrokenRule, CumulativeSummary, Finding

VANISHED = "event.vanished"
"""The rule that every event of a previous submission is in the latest one too."""
_BATCH = 10_000
"""The findings that are fetched at a time."""
VANISHED_TITLE = "Every event of a previous submission is in the latest one too"
VANISHED_MESSAGE = (
    "This event was submitted before, but is not in the latest submission. Add it, unless it should never have been reported. "
    "If it is there, check the data items by which an event is recognised."
)


def summarise(connection: DuckDBPyConnection, specification: Specification, rows: str, end_of_latest: int) -> CumulativeSummary:
    """Return how the latest submission, the rows before `end_of_latest`, differs from the previous ones.

    `rows` is the view of the rows of all submissions together, without those that are superseded.
    """
    compared = compared_items(specification)
    conditions = [differs(item, specification, "l", "p") for item in compared]
    any_differs = " OR ".join(conditions)
    by_item = ", ".join(f"COUNT(*) FILTER ({condition})" for condition in conditions)
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
) -> Iterator[Finding]:
    """Yield the findings about events of previous submissions that are not in the latest one, up to the limit."""
    most = "" if limit is None else f" LIMIT {limit}"
    found = connection.execute(f"SELECT row_number FROM {rows} WHERE row_number >= {end_of_latest} ORDER BY row_number{most}")
    while batch := found.fetchmany(_BATCH):
        yield from (Finding(*file_and_row(number), None, VANISHED, "warning", VANISHED_MESSAGE) for (number,) in batch)


def submission_findings(
    matching: Matching,
    specification: Specification,
    ends: Sequence[int],
    file_and_header: Callable[[int], tuple[str, int]],
    file_and_row: Callable[[int], tuple[str, int]],
) -> list[Finding]:
    """Return the findings about previous submissions, and about events with an identifier that another one had before."""
    about_submissions = [
        Finding(*file_and_header(ends[index]), item, rule, SUBMISSION_RULES[rule].severity, message)
        for index, rule, item, message in matching.about_submissions
    ]
    rule = "event.reused-key"
    reused = [
        Finding(*file_and_row(row), item, rule, SUBMISSION_RULES[rule].severity, reused_key(item, specification))
        for row, item in matching.reused
    ]
    return [*about_submissions, *reused]


def broken_rules(summary: CumulativeSummary, matching: Matching) -> Iterator[BrokenRule]:
    """Yield the rules about previous submissions that are broken."""
    if summary.vanished:
        yield BrokenRule(VANISHED, VANISHED_TITLE, "warning", None, VANISHED_MESSAGE, summary.vanished)
    for rule, count in submission_rules_broken(matching):
        yield BrokenRule(rule, SUBMISSION_RULES[rule].title, SUBMISSION_RULES[rule].severity, None, SUBMISSION_RULES[rule].message, count)
