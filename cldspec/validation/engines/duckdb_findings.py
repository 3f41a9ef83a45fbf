"""The findings that DuckDB has stored, counted and listed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from duckdb import DuckDBPyConnection

from cldspec.model import Severity, Specification
from cldspec.rules.all_rules import Readable, Rule, Same, Spelling
from cldspec.rules.cells import tidy
from cldspec.rules.targets.sentences import most_rows_have
from cldspec.validation.cell_rules import Remarked, cell_advice
from cldspec.validation.engines.duckdb_cells import CELLS, FINDINGS, text_as_typed, value_of
from cldspec.validation.engines.duckdb_irregular import READ_TEXTS
from cldspec.validation.result import SEVERITIES, Finding
from cldspec.validation.suggestions import suggestion

_TOTALS, _LISTED, _VALUES = "totals", "listed_findings", "listed_values"
_BATCH, _TEXTS_KEPT = 10_000, 10_000
"""The findings that are fetched at a time, and the texts for which suggestions are kept."""
FileAndRow = Callable[[int], tuple[str, int]]
"""Gives the file of a row, and its number there as a spreadsheet shows it, by its number among all rows."""


def count_findings(connection: DuckDBPyConnection, limit: int | None) -> dict[int, int]:
    """Return the total for each broken rule by its number, and find out which findings are listed: the first for each rule."""
    rows = "NULL" if limit is None else f"MIN(row_number, {max(limit, 1)})"
    connection.execute(f"CREATE TEMP TABLE {_TOTALS} AS SELECT rule, COUNT(*) AS total, {rows} AS rows FROM {FINDINGS} GROUP BY rule")
    return dict(connection.execute(f"SELECT rule, total FROM {_TOTALS} ORDER BY rule").fetchall())


def listed_findings(
    connection: DuckDBPyConnection,
    specification: Specification,
    rules: Sequence[Rule],
    totals: Mapping[int, int],
    file_and_row: FileAndRow,
    limit: int | None,
    *,
    show_values: bool,
) -> Iterator[Finding]:
    """Yield the findings that are listed, by row and rule. Nothing else can be asked of the connection meanwhile.

    `totals` are the totals for each broken rule.
    """
    found = _listed(connection, rules, totals, limit)
    same = ", ".join(str(number) for number in totals if isinstance(rules[number].test, Same)) or "-1"
    usual_row = f"CASE WHEN f.rule IN ({same}) THEN f.detail END"
    values = "NULL, NULL"
    if show_values:
        _store_values(connection, specification, rules, totals, found)
        values = "v.typed, u.value"
        found += f" LEFT JOIN {_VALUES} AS v ON v.rule = f.rule AND v.row_number = f.row_number"
        found += f" LEFT JOIN {_VALUES} AS u ON u.rule = f.rule AND u.row_number = {usual_row}"

    @lru_cache(_TEXTS_KEPT)
    def suggested(number: int, text: str) -> str | None:
        rule = rules[number]
        if isinstance(rule.test, Remarked):
            return cell_advice(rule.test.remark, text)
        return suggestion(specification.item_by_id[rule.items[0]], text, specification, show_values=show_values)

    found += f" LEFT JOIN {READ_TEXTS} AS t ON t.number = CASE WHEN f.rule NOT IN ({same}) THEN f.detail END"
    listed = connection.execute(
        f"SELECT f.row_number, f.rule, t.typed, t.better, {usual_row}, {values} FROM {found} ORDER BY f.row_number, f.rule"
    )
    while batch := listed.fetchmany(_BATCH):
        for row, number, text, better, usual, value, usual_value in batch:
            rule = rules[number]
            if isinstance(rule.test, Same):
                better = usual_suggestion(rule.test, specification, usual_value, row, usual, file_and_row)  # noqa: PLW2901 - worked out here
            elif text is None:
                pass
            elif better is None or isinstance(rule.test, Remarked):
                better = suggested(number, text)  # noqa: PLW2901 - as above
            shown = (value if text is None else text) if show_values else None
            yield Finding(*file_and_row(row), rule.items[0], rule.id, rule.severity, rule.message, better, shown)


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


def _listed(connection: DuckDBPyConnection, rules: Sequence[Rule], totals: Mapping[int, int], limit: int | None) -> str:
    """Return SQL for the findings that are listed, as f.

    The first are listed. Where rows must agree across the whole return, those with the rarest values are listed instead.
    """
    if limit is None:
        return f"{FINDINGS} AS f"
    same = {
        number: test.item
        for number, total in totals.items()
        if isinstance(test := rules[number].test, Same) and test.of is None and total > limit
    }
    is_first = f"rule NOT IN ({', '.join(map(str, same)) or -1})"
    rows = [f"SELECT rule, UNNEST(rows) AS row_number FROM {_TOTALS} WHERE {is_first} AND {limit} > 0"]
    for number, item in same.items():
        frequency = f"COUNT(*) OVER (PARTITION BY c.{value_of(item)})"
        rows.append(
            f"SELECT * FROM (SELECT f.rule, f.row_number FROM {FINDINGS} AS f JOIN {CELLS} AS c ON c.rowid = f.row_number"
            f" WHERE f.rule = {number} ORDER BY {frequency}, f.row_number LIMIT {limit})"
        )
    connection.execute(
        f"CREATE TEMP TABLE {_LISTED} AS SELECT f.* FROM {FINDINGS} AS f JOIN ({' UNION ALL '.join(rows)}) USING (rule, row_number)"
    )
    return f"{_LISTED} AS f"


def usual_suggestion(
    same: Same, specification: Specification, value: str | None, row: int, usual_row: int | None, file_and_row: FileAndRow
) -> str | None:
    """Return the suggestion to a row that differs from most, given their value, if it may be shown, and the first of them, if any."""
    if usual_row is None:
        return None
    (file, _), (usual_file, number) = file_and_row(row), file_and_row(usual_row)
    return most_rows_have(same, specification, value and tidy(value), f"{number}{f' of {usual_file}' if usual_file != file else ''}")


def _store_values(
    connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule], totals: Mapping[int, int], listed: str
) -> None:
    """Make a table of the cells, as typed or else as they were read, and of their values, of the findings that are not about a text."""
    connection.execute(f"CREATE TEMP TABLE {_VALUES} (rule USMALLINT, row_number BIGINT, typed VARCHAR, value VARCHAR)")
    for number in totals:
        test = rules[number].test
        if isinstance(test, Readable | Spelling | Remarked):
            continue
        item = specification.item_by_id[rules[number].items[0]]
        value, typed = f"c.{value_of(item.id)}", text_as_typed(item.id, specification, "c")
        text = f"STRFTIME({value}, '%d/%m/%Y')" if item.type == "date" else f"CAST({value} AS VARCHAR)"
        shown = f"SELECT f.row_number FROM {listed} WHERE f.rule = {number}"
        shown += f" UNION SELECT f.detail FROM {listed} WHERE f.rule = {number}" if isinstance(test, Same) else ""
        connection.execute(
            f"INSERT INTO {_VALUES} SELECT {number}, c.rowid, COALESCE({typed}, {text}), {text} FROM {CELLS} AS c"
            f" WHERE c.rowid IN ({shown})"
        )
