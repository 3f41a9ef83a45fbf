"""Which rows of a later submission and of a previous one are about the same event, and whether they are submissions of one year at all.

The specification says by which data items an event is recognised (`record.known_by`), and which items describe the whole
return (`same_on_every_row_of`). Each row of a previous submission has at most one row that replaces it, and the other way
round, so that no row is lost in silence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from duckdb import DuckDBPyConnection

from cldspec.model import DataItem, Severity, Specification
from cldspec.rules.cells import identifiers
from cldspec.validation.engines.duckdb_cells import CELLS, is_unreadable, text_as_typed, value_of
from cldspec.wording import counted, joined, number

MATCHES = "same_events"
"""The table of pairs of rows about the same event: the row in the later submission, and the row in the previous one."""
LEFT_OUT = "left_out_rows"
"""The table of the rows of submissions that are not compared."""
REPLACED = f"SELECT previous FROM {MATCHES} UNION SELECT row_number FROM {LEFT_OUT}"
"""The query of the rows that are not part of the year to date: their event is in a later submission too, or they are left out."""
_LATER, _PREVIOUS, _REPEATED = "later_rows", "previous_rows", "repeated_keys"
"""The tables of the rows that have no counterpart yet, with a number for each of their keys, and of the keys that repeat."""
FEW, MANY = 0.1, 0.5
"""The share of events that are found again where identifiers may have changed, and of those that then agree in all else."""


@dataclass(frozen=True, slots=True)
class SubmissionRule:
    """What previous submissions must meet so that they can be compared."""

    title: str
    message: str
    severity: Severity = "warning"


SUBMISSION_RULES = {
    "submission.other": SubmissionRule(
        "Every previous submission is of the same year and sender",
        "Give only previous submissions of the same year. This one was left out.",
    ),
    "submission.order": SubmissionRule(
        "Submissions are in the order of their periods", "Give the previous submissions in the order of their periods, the latest last."
    ),
    "submission.identifiers": SubmissionRule(
        "Identifiers are the same in every submission", "Keep the identifiers of earlier submissions, so that events are recognised."
    ),
    "submission.repeated-key": SubmissionRule(
        "What identifies an event does not repeat", "Give each event an identifier that no other event of the return has."
    ),
    "event.reused-key": SubmissionRule(
        "No identifier of an event is used again for another", "Give the event an identifier of its own. Both events were kept."
    ),
}
"""The rules about previous submissions, by identifier."""


MESSAGES: Mapping[str, str] = {
    "submission.other": (
        "This previous submission has another {}, so it is not of the same year and sender. It was not compared, and its {} {} left out. "
        "Give only previous submissions of the same year."
    ),
    "submission.order": "{} is later than in the submission after it. Give the previous submissions in order, the latest last.",
    "submission.repeated-key": (
        "{} repeats within a submission, so it does not say which events of {} of this file are in a later submission. "
        "These were recognised by {}."
    ),
    "submission.identifiers": (
        "Hardly any event of this submission is in a later one, but {} of them are there with another {}. "
        "The identifiers seem to have changed, so the same events count as vanished and as added."
    ),
    "event.reused-key": (
        "This {} belonged to another event of somebody else in a previous submission. Both events are kept. "
        "Give this event one of its own, unless the previous submission was wrong."
    ),
}
"""The messages about submissions and events, by rule."""


@dataclass(slots=True)
class Matching:
    """What was found when submissions were compared.

    `about_submissions` has the number of a submission, a rule, the item and a message; submissions are numbered like their
    ends. `reused` has the rows of later submissions whose identifier another event had before, with the item.
    """

    about_submissions: list[tuple[int, str, str | None, str]] = field(default_factory=list)
    reused: list[tuple[int, str]] = field(default_factory=list)


def compared_items(specification: Specification) -> list[str]:
    """Return the items in which an event can change: those that do not describe the whole return."""
    of_return = items_of_return(specification)
    return [item.id for item in specification.items if item not in of_return]


def differs(item: str, specification: Specification, left: str, right: str) -> str:
    """Return the condition that two rows differ in an item."""
    texts = (_unreadable_text(item, specification, alias) for alias in (left, right))
    return f"({left}.{value_of(item)} IS DISTINCT FROM {right}.{value_of(item)} OR {' IS DISTINCT FROM '.join(texts)})"


def match_events(connection: DuckDBPyConnection, specification: Specification, ends: Sequence[int], but: str) -> Matching:
    """Find the rows whose event is in a later submission too.

    `ends` are the numbers of the row after each submission, the latest submission first, beginning with 0. `but` is a query of
    rows that are not compared.
    """
    connection.execute(f"CREATE TABLE {MATCHES} (later BIGINT, previous BIGINT)")
    connection.execute(f"CREATE TABLE {LEFT_OUT} (row_number BIGINT)")
    matching = Matching()
    descriptions = [_description(connection, specification, begin, end) for begin, end in pairwise(ends)]
    for index, (begin, end) in enumerate(pairwise(ends[1:]), 1):
        other = [
            item for item in items_of_return(specification) if item.type != "date" and _is_other(item, descriptions[0], descriptions[index])
        ]
        if other:
            matching.about_submissions.append((index, "submission.other", other[0].id, _other(other, end - begin)))
            connection.execute(f"INSERT INTO {LEFT_OUT} SELECT UNNEST(RANGE({begin}, {end}))")
            continue
        if wrong := _wrong_order(specification, descriptions, index):
            message = MESSAGES["submission.order"].format(wrong.title)
            matching.about_submissions.append((index, "submission.order", wrong.id, message))
        _match(connection, specification, begin, end, but, matching, index)
    return matching


def items_of_return(specification: Specification) -> list[DataItem]:
    """Return the items that describe the whole return."""
    sections = {section.id for section in specification.sections if section.same_on_every_row_of == specification.collection.id}
    return [item for item in specification.items if item.section in sections]


def _description(connection: DuckDBPyConnection, specification: Specification, begin: int, end: int) -> dict[str, object]:
    """Return the values that most rows of a submission have of the items that describe the whole return."""
    items = items_of_return(specification)
    if not items:
        return {}
    modes = ", ".join(f"MODE({value_of(item.id)})" for item in items)
    found = connection.execute(f"SELECT {modes} FROM {CELLS} WHERE rowid >= {begin} AND rowid < {end}").fetchone() or ()
    return {item.id: value for item, value in zip(items, found, strict=True)}


def _is_other(item: DataItem, latest: dict[str, object], previous: dict[str, object]) -> bool:
    return None not in {latest[item.id], previous[item.id]} and latest[item.id] != previous[item.id]


def _other(items: Sequence[DataItem], rows: int) -> str:
    names = joined([item.title for item in items])
    return MESSAGES["submission.other"].format(names, counted(rows, "row"), "was" if rows == 1 else "were")


def _wrong_order(specification: Specification, descriptions: Sequence[dict[str, object]], index: int) -> DataItem | None:
    """Return the item whose date in a previous submission is later than in the next submission; None if the order is right."""
    for item in items_of_return(specification):
        previous, later = descriptions[index][item.id], descriptions[index - 1][item.id]
        if item.type == "date" and previous is not None and later is not None and str(previous) > str(later):
            return item
    return None


def _match(
    connection: DuckDBPyConnection, specification: Specification, begin: int, end: int, but: str, matching: Matching, index: int
) -> None:
    """Find the pairs of rows of a previous submission, from `begin` to `end`, and of later ones."""
    keys = specification.record.known_by
    replaced = f"({but} UNION {REPLACED})"
    for table, rows in ((_LATER, f"r.rowid < {begin}"), (_PREVIOUS, f"r.rowid >= {begin} AND r.rowid < {end}")):
        selected = ", ".join(f"{_key(key, is_last=key is keys[-1])} AS key_{position}" for position, key in enumerate(keys))
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT r.rowid AS row_number, {selected},"
            f" {_content(compared_items(specification), specification)} AS content,"
            f" {_content(_without_identifiers(specification), specification)} AS anonymous"
            f" FROM {CELLS} AS r WHERE {rows} AND r.rowid NOT IN {replaced}"
        )
    (rows_before, rows_later) = (_count(connection, table) for table in (_PREVIOUS, _LATER))
    if not min(rows_before, rows_later):
        return
    for position, key in enumerate(keys[:-1]):
        _set_repeated_aside(connection, specification, position, key, matching, index)
        _match_by_unique_key(connection, specification, position, key, matching)
    last = f"key_{len(keys) - 1}"
    incomplete = " AND ".join(f"key_{position} IS NULL" for position in range(len(keys) - 1)) or "TRUE"
    for for_later, for_previous in ((incomplete, incomplete), ("TRUE", incomplete), (incomplete, "TRUE")):
        for columns in ((last, "content"), (last,)):
            _pair(connection, columns, for_later, for_previous)
    left = _count(connection, _PREVIOUS)
    if rows_before - left <= FEW * min(rows_before, rows_later):
        _compare_anonymously(connection, specification, left, matching, index)


def _key(key: Sequence[str], *, is_last: bool) -> str:
    """Return SQL for the number of a key: NULL where an item is blank, or all are in the last key, whose other blanks are values."""
    values = ", ".join(f"r.{value_of(item)}" for item in key)
    blank = (" AND " if is_last else " OR ").join(f"r.{value_of(item)} IS NULL" for item in key)
    return f"CASE WHEN NOT ({blank}) THEN HASH(ROW({values})) END"


def _content(items: Sequence[str], specification: Specification) -> str:
    """Return SQL for the number of everything that a row says about these items."""
    texts = ", ".join(f"r.{value_of(item)}, {_unreadable_text(item, specification, 'r')}" for item in items)
    return f"HASH(ROW({texts}))"


def _without_identifiers(specification: Specification) -> list[str]:
    return [item for item in compared_items(specification) if item not in identifiers(specification)]


def _set_repeated_aside(
    connection: DuckDBPyConnection, specification: Specification, position: int, key: Sequence[str], matching: Matching, index: int
) -> None:
    """Clear the keys that repeat in a submission, and say so: they do not say which event a row is about."""
    column = f"key_{position}"
    repeated = " UNION ".join(
        f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL GROUP BY {column} HAVING COUNT(*) > 1" for table in (_LATER, _PREVIOUS)
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_REPEATED} AS {repeated}")
    if not _count(connection, _REPEATED):
        return
    (rows,) = connection.execute(f"SELECT COUNT(*) FROM {_PREVIOUS} WHERE {column} IN (SELECT {column} FROM {_REPEATED})").fetchone() or (
        0,
    )
    for table in (_LATER, _PREVIOUS):
        connection.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} IN (SELECT {column} FROM {_REPEATED})")
    names, others = (joined([specification.item_by_id[item].title for item in items]) for items in (key, specification.record.known_by[-1]))
    message = MESSAGES["submission.repeated-key"].format(names, counted(rows, "row"), others)
    matching.about_submissions.append((index, "submission.repeated-key", key[0], message))


def _match_by_unique_key(
    connection: DuckDBPyConnection, specification: Specification, position: int, key: Sequence[str], matching: Matching
) -> None:
    """Pair the rows that share a key, unless it has been used again for another event: of somebody else, and of another kind."""
    column = f"key_{position}"
    others = [specification.item_by_id[item] for item in specification.record.known_by[-1] if item not in key]
    of_return = items_of_return(specification)
    somebody = [f"l.{value_of(item.id)} <> p.{value_of(item.id)}" for item in others if item.id in identifiers(specification)]
    kinds = [f"l.{value_of(item.id)} <> p.{value_of(item.id)}" for item in others if item.code_list and item not in of_return]
    is_reused = f"(({' OR '.join(somebody) or 'FALSE'}) AND ({' OR '.join(kinds) or 'FALSE'})) IS TRUE"
    found = (
        f"SELECT a.row_number AS later, b.row_number AS previous, {is_reused} AS is_reused FROM {_LATER} AS a JOIN {_PREVIOUS} AS b"
        f" ON a.{column} = b.{column} JOIN {CELLS} AS l ON l.rowid = a.row_number JOIN {CELLS} AS p ON p.rowid = b.row_number"
    )
    reused = connection.execute(f"SELECT later FROM ({found}) WHERE is_reused ORDER BY later").fetchall()
    matching.reused += [(row, key[0]) for (row,) in reused]
    connection.execute(f"INSERT INTO {MATCHES} SELECT later, previous FROM ({found}) WHERE NOT is_reused")
    _remove_matched(connection)


def _pair(connection: DuckDBPyConnection, columns: Sequence[str], for_later: str, for_previous: str) -> None:
    """Pair rows that share these columns, the first with the first, the second with the second, and so on."""
    listed = ", ".join(columns)
    ranked = (
        f"SELECT row_number, {listed}, ROW_NUMBER() OVER (PARTITION BY {listed} ORDER BY row_number) AS place"
        f" FROM {{}} WHERE {columns[0]} IS NOT NULL AND {{}}"
    )
    agree = " AND ".join(f"a.{column} = b.{column}" for column in (*columns, "place"))
    connection.execute(
        f"INSERT INTO {MATCHES} SELECT a.row_number, b.row_number FROM ({ranked.format(_LATER, for_later)}) AS a"
        f" JOIN ({ranked.format(_PREVIOUS, for_previous)}) AS b ON {agree}"
    )
    _remove_matched(connection)


def _remove_matched(connection: DuckDBPyConnection) -> None:
    connection.execute(
        f"DELETE FROM {_LATER} WHERE row_number IN (SELECT later FROM {MATCHES} WHERE previous IN (SELECT row_number FROM {_PREVIOUS}))"
    )
    connection.execute(f"DELETE FROM {_PREVIOUS} WHERE row_number IN (SELECT previous FROM {MATCHES})")


def _compare_anonymously(connection: DuckDBPyConnection, specification: Specification, left: int, matching: Matching, index: int) -> None:
    """Say that identifiers seem to have changed where hardly any event was found again, but many agree in all else."""
    alike = f"SELECT COUNT(*) FROM {_PREVIOUS} WHERE anonymous IN (SELECT anonymous FROM {_LATER})"
    (agreeing,) = connection.execute(alike).fetchone() or (0,)
    if left < 2 or agreeing < MANY * left:  # noqa: PLR2004 - one event may well be another
        return
    names = joined([item.title for item in specification.items if item.id in identifiers(specification)], "or")
    message = MESSAGES["submission.identifiers"].format(number(agreeing), names)
    matching.about_submissions.append((index, "submission.identifiers", None, message))


def _count(connection: DuckDBPyConnection, table: str) -> int:
    (count,) = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone() or (0,)
    return int(count)


def _unreadable_text(item: str, specification: Specification, alias: str) -> str:
    """Return SQL for the text of a cell if it is unreadable."""
    return f"CASE WHEN {is_unreadable(item, specification, alias)} THEN {text_as_typed(item, specification, alias)} END"


def reused_key(item: str, specification: Specification) -> str:
    """Return the message about a row whose identifier another event had before."""
    return MESSAGES["event.reused-key"].format(specification.item_by_id[item].title)


def submission_rules_broken(matching: Matching) -> Iterator[tuple[str, int]]:
    """Yield the rules about previous submissions that are broken, and how often."""
    counts = {rule: sum(found == rule for _, found, _, _ in matching.about_submissions) for rule in SUBMISSION_RULES}
    counts["event.reused-key"] = len(matching.reused)
    yield from ((rule, count) for rule, count in counts.items() if count)
