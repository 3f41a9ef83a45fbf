"""The findings that DuckDB has stored, counted and listed."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from duckdb import DuckDBPyConnection

from cldspec.model import DataItem, Severity, Specification
from cldspec.rules.all_rules import Readable, Rule, Same, Spelling
from cldspec.rules.targets.sql.conditions import Columns
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.rules.targets.sql.finding_queries import usual_value
from cldspec.validation.cell_rules import Remarked, cell_advice
from cldspec.validation.engines.duckdb_cells import CELLS, FINDINGS, READ_TEXTS, columns, text_as_typed, value_of
from cldspec.validation.result import SEVERITIES, Finding
from cldspec.validation.suggestions import most_rows_have, suggestion

FileAndRow = Callable[[int], tuple[str, int]]
"""Gives the file of a row, and its number there as a spreadsheet shows it, by its number among all rows."""


def list_findings(
    connection: DuckDBPyConnection,
    specification: Specification,
    rules: Sequence[Rule],
    file_and_row: FileAndRow,
    limit: int | None,
    *,
    unreadable: Collection[str],
    latest: str,
    show_values: bool,
) -> tuple[list[Finding], dict[int, int]]:
    """Return the findings that are listed, rule by rule, and the total for each broken rule by its number.

    `unreadable` are the items with an unreadable cell, and `latest` is the view of the rows that should agree, as for `check_rules`.
    """
    counts = _counts(connection, rules, limit)
    usual: dict[int, str | None] = {}
    if show_values:
        item_columns = columns(specification, unreadable, "r")
        tests = {number: test for number in counts if isinstance(test := rules[number].test, Same) and test.of is None}
        usual = {number: _usual(connection, test, specification, latest, item_columns) for number, test in tests.items()}
    findings = _findings(connection, specification, rules, counts, usual, file_and_row, show_values=show_values)
    return list(findings), {number: count for number, (count, _) in counts.items()}


def first_findings(findings: Iterable[Finding], limit: int | None) -> Iterator[Finding]:
    """Yield the first findings for each rule; all if the limit is None."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.rule] += 1
        if limit is None or seen[finding.rule] <= limit:
            yield finding


def rows_with_findings(connection: DuckDBPyConnection, rules: Sequence[Rule]) -> dict[Severity, int]:
    """Return the number of rows with a finding of each severity."""
    numbers = [[number for number, rule in enumerate(rules) if rule.severity == severity] for severity in SEVERITIES]
    has_severity = [f"BOOL_OR(rule IN ({', '.join(map(str, of_severity)) or -1}))" for of_severity in numbers]
    selected = ", ".join(f"{sql} AS s{index}" for index, sql in enumerate(has_severity))
    counted = ", ".join(f"COUNT(*) FILTER (s{index})" for index in range(len(SEVERITIES)))
    counts = connection.execute(f"SELECT {counted} FROM (SELECT {selected} FROM {FINDINGS} GROUP BY row_number)").fetchone() or ()
    return dict(zip(SEVERITIES, counts, strict=True))


def _counts(connection: DuckDBPyConnection, rules: Sequence[Rule], limit: int | None) -> dict[int, tuple[int, list[int]]]:
    """Return the number of findings for each broken rule, and the rows of those that are listed, by the number of the rule.

    The first are listed. Where rows must agree across the whole return, those with the rarest values are listed instead.
    """
    rows = "LIST(row_number ORDER BY row_number)" if limit is None else f"MIN(row_number, {max(limit, 1)})"
    found = connection.execute(f"SELECT rule, COUNT(*), {rows} FROM {FINDINGS} GROUP BY rule ORDER BY rule").fetchall()
    counts = {number: (count, rows if limit is None else rows[:limit]) for number, count, rows in found}
    for number, (count, _) in counts.items():
        test = rules[number].test
        if limit is not None and count > limit and isinstance(test, Same) and test.of is None:
            counts[number] = (count, _rarest(connection, number, test.item, limit))
    return counts


def _rarest(connection: DuckDBPyConnection, number: int, item: str, limit: int) -> list[int]:
    """Return the rows that break a rule and have the rarest values of an item."""
    frequency = f"COUNT(*) OVER (PARTITION BY c.{value_of(item)})"
    found = connection.execute(
        f"SELECT f.row_number FROM {FINDINGS} AS f JOIN {CELLS} AS c ON c.rowid = f.row_number WHERE f.rule = {number}"
        f" ORDER BY {frequency}, f.row_number LIMIT {limit}"
    ).fetchall()
    return [row for (row,) in found]


def _findings(
    connection: DuckDBPyConnection,
    specification: Specification,
    rules: Sequence[Rule],
    counts: Mapping[int, tuple[int, list[int]]],
    usual: Mapping[int, str | None],
    file_and_row: FileAndRow,
    *,
    show_values: bool,
) -> Iterator[Finding]:
    """Yield the findings that are listed, rule by rule. `usual` has what most rows have, in a sentence, by the number of the rule."""
    about_cells = {number: rows for number, (_, rows) in counts.items() if isinstance(rules[number].test, Readable | Spelling)}
    texts = _texts(connection, about_cells)
    for number, (_, rows) in counts.items():
        rule = rules[number]
        item = specification.item_by_id[rule.items[0]]
        values = _values(connection, specification, item, rows) if show_values else {}
        for row in rows:
            text, better = texts.get((number, row), (None, usual.get(number)))
            if text is not None and isinstance(rule.test, Remarked):
                better = cell_advice(rule.test.remark, text)
            elif better is None and text is not None:
                better = suggestion(item, text, specification, show_values=show_values)
            yield Finding(
                *file_and_row(row),
                item.id,
                rule.id,
                rule.severity,
                rule.message,
                better,
                text if show_values and text is not None else values.get(row),
            )


def _usual(connection: DuckDBPyConnection, same: Same, specification: Specification, table: str, item_columns: Columns) -> str | None:
    """Return in a sentence what most rows have, where all should agree; None if there is no such value."""
    found = connection.execute(usual_value(same, specification, DATABASE, table, item_columns)).fetchone()
    return most_rows_have(found[0]) if found else None


def _texts(connection: DuckDBPyConnection, rows: Mapping[int, Sequence[int]]) -> dict[tuple[int, int], tuple[str, str | None]]:
    """Return the texts of the cells that break rules about one cell, and the values that they stand for, by rule and row.

    `rows` has the rows that are listed by the number of the rule: the first that break it.
    """
    wanted = [f"(f.rule = {number} AND f.row_number <= {max(listed)})" for number, listed in rows.items() if listed]
    if not wanted:
        return {}
    found = connection.execute(
        f"SELECT f.rule, f.row_number, t.typed, t.better FROM {FINDINGS} AS f JOIN {READ_TEXTS} AS t ON t.number = f.text"
        f" WHERE {' OR '.join(wanted)}"
    ).fetchall()
    return {(rule, row): (typed, value) for rule, row, typed, value in found}


def _values(connection: DuckDBPyConnection, specification: Specification, item: DataItem, rows: Sequence[int]) -> dict[int, str | None]:
    """Return the cells of a data item as typed, or else as they were read, by row."""
    value, typed = f"c.{value_of(item.id)}", text_as_typed(item.id, specification, "c")
    text = f"STRFTIME({value}, '%d/%m/%Y')" if item.type == "date" else f"CAST({value} AS VARCHAR)"
    connection.execute("CREATE OR REPLACE TEMP TABLE wanted AS SELECT UNNEST(?::BIGINT[]) AS row_number", [list(rows)])
    found = connection.execute(
        f"SELECT c.rowid, COALESCE({typed}, {text}) FROM {CELLS} AS c WHERE c.rowid IN (SELECT row_number FROM wanted)"
    ).fetchall()
    return dict(found)
