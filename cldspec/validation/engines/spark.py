"""Validating a return with Spark, on one machine or many: the same rules and the same result as with DuckDB."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from cldspec.model import Specification
from cldspec.rules.all_rules import Readable, Rule, rules_of
from cldspec.rules.targets.sql.databases.spark import DATABASE
from cldspec.validation.cell_rules import cell_rules
from cldspec.validation.engines import spark_cells as cells
from cldspec.validation.engines.duckdb_findings import first_findings
from cldspec.validation.engines.spark_findings import Views, list_findings, rows_with_findings
from cldspec.validation.engines.spark_rules import broken_by_all, broken_by_groups, suspicious_groups
from cldspec.validation.engines.spark_session import spark_errors_in_words, spark_session
from cldspec.validation.finding_columns import FindingColumns
from cldspec.validation.later_release import MAX_TEXTS, later_release_finding
from cldspec.validation.odd_rows import MESSAGES, MOST_CANDIDATES, is_shifted, repeats_headers
from cldspec.validation.quality import Statuses, without_columns
from cldspec.validation.readers.header import (
    LONG_ROW,
    broken_format_rules,
    covered_by_missing_columns,
    missing_in_all,
    no_rows,
    row_finding,
    without_values,
)
from cldspec.validation.readers.loading import FAULTY_ROWS_LISTED, SWALLOWED
from cldspec.validation.readers.spark_files import BLOCK_BITS, FILE_BITS, HAS_SWALLOWED, LONG, ROW, SparkFile, read_files
from cldspec.validation.result import SEVERITIES, BrokenRule, FileSummary, Finding, Quality, Result
from cldspec.validation.validator import Options, unchecked

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_SETTINGS = {"spark.sql.codegen.wholeStage": "false", "spark.sql.constraintPropagation.enabled": "false"}
"""Settings of Spark for queries as long as these.

A whole pass over rows as one Java method would be too long for Java. To work out what is known of the columns would take Spark longer
than to check the rows.
"""
_RULES_ABOUT_ROWS = ("row.cells", "row.swallowed", "row.header", "row.shifted", "row.total")
"""The rules about the format of rows, in the order in which the findings about a row are listed."""


@dataclass(frozen=True, slots=True)
class _RowNumbers:
    """The files and row numbers of rows.

    For each block of row numbers, `blocks` has the index of its file, the first number in the block, and how many rows of the
    file come before it.
    """

    blocks: Mapping[int, tuple[int, int, int]]
    files: Sequence[SparkFile]

    def source_and_row(self, number: int) -> tuple[SparkFile, int]:
        """Return the file of a row, and its number in it as a spreadsheet shows it."""
        index, first, before = self.blocks[number >> BLOCK_BITS]
        file = self.files[index]
        return file, file.header.number + 1 + before + number - first

    def file_and_row(self, number: int) -> tuple[str, int]:
        """Return the name of the file of a row, and the same number."""
        source, row = self.source_and_row(number)
        return source.name, row


def validate_on_spark(
    files: Sequence[str],
    specification: Specification,
    *,
    options: Options,
    master: str | None = None,
    session: "SparkSession | None" = None,
) -> Result:
    """Return the result of validating files that together are one submission.

    `files` are CSV files (also compressed, if their name ends in .gz) or Parquet files, or folders of them, wherever Spark can
    read. Spark is `session`, the active session, or a new session on the cluster `master` or on this machine. Raises
    UnreadableFileError where a file is not a return, or Spark fails.
    """
    with spark_session(session, master, options.memory) as spark, spark_errors_in_words(), _own_views(spark) as views:
        sources, typed = read_files(spark, files, specification)
        return _check(spark, specification, sources, typed, views, options)


@contextmanager
def _own_views(spark: "SparkSession") -> Iterator[Views]:
    """Give names of views that are unique in this session; the views are dropped in the end."""
    prefix = f"cldspec_{uuid4().hex}"
    before = {key: spark.conf.get(key) or "true" for key in _SETTINGS}
    for key, value in _SETTINGS.items():
        spark.conf.set(key, value)
    try:
        yield Views(prefix)
    finally:
        for key, value in before.items():
            spark.conf.set(key, value)
        for view in spark.catalog.listTables():
            if view.isTemporary and view.name.startswith(prefix):
                spark.catalog.dropTempView(view.name)


def _check(
    spark: "SparkSession",
    specification: Specification,
    sources: Sequence[SparkFile],
    typed: "DataFrame",
    views: Views,
    options: Options,
) -> Result:
    """Check the rules, and return the result."""
    rules = (*rules_of(specification), *cell_rules(specification, options.skip))
    missing = missing_in_all(source.findings for source in sources)
    skipped = covered_by_missing_columns(rules, missing)
    _materialise(cells.check_rows(typed, specification, rules, skipped), views.cells)
    row_numbers, files = _count_rows(spark, sources, views.cells)
    if later := _later_releases(spark, specification, sources, views, options):
        return unchecked(specification, files, later, options.limit, _today(spark))
    odd_rows = _odd_rows(spark, specification, rules, views, row_numbers)
    marks = [column for kind in (cells.PRESENT, cells.UNREADABLE) for column in cells.mark_columns(specification, kind)]
    rows = spark.table(views.cells).where(" OR ".join(f"{column} <> 0" for column in marks))
    if odd_rows:
        rows = rows.where(f"{ROW} NOT IN ({', '.join(map(str, odd_rows))})")
    rows.createOrReplaceTempView(views.rows)
    _materialise(spark.sql(_findings(spark, specification, rules, views)), views.findings)
    quality, row_count = _quality(spark, specification, views)
    counts: dict[int, int] = dict(map(tuple, spark.sql(f"SELECT rule, COUNT(*) FROM {views.findings} GROUP BY rule").collect()))
    rows_with = rows_with_findings(spark, rules, views)
    faulty, faulty_counts = _faulty_rows(spark, views, row_numbers, odd_rows)
    format_findings = [*(finding for source in sources for finding in source.findings), *faulty]
    format_findings = format_findings if options.show_values else without_values(format_findings)
    format_findings += [] if row_count else [no_rows(sources[0].name, sources[0].header.number)]
    findings = list_findings(spark, specification, rules, typed, views, row_numbers.file_and_row, counts, options)
    broken_rules = [
        *(
            BrokenRule(rule.id, rule.title, rule.severity, rule.items[0], rule.message, counts[number])
            for number, rule in enumerate(rules)
            if number in counts
        ),
        *broken_format_rules(format_findings, faulty_counts),
    ]
    order = {file.name: number for number, file in enumerate(files)}
    listed = [*first_findings(format_findings, options.limit), *findings]
    return Result(
        specification=specification,
        files=tuple(files),
        rows=row_count,
        rows_with=rows_with,
        rows_conforming=row_count - rows_with["error"],
        broken_rules=tuple(sorted(broken_rules, key=lambda rule: (SEVERITIES.index(rule.severity), -rule.rows, rule.rule))),
        findings=FindingColumns(sorted(listed, key=lambda finding: (order[finding.file], finding.row))),
        quality=without_columns(quality, missing),
        limit=options.limit,
        today=_today(spark),
    )


def _materialise(frame: "DataFrame", view: str) -> None:
    """Compute a frame once, keep it in memory or on disk, and give it the name of a view.

    Unlike `persist`, this forgets how the frame was made. With plans as long as these, Spark would otherwise take longer to
    plan each query than to run it.
    """
    from pyspark import StorageLevel

    frame.localCheckpoint(storageLevel=StorageLevel.MEMORY_AND_DISK_DESER).createOrReplaceTempView(view)


def _count_rows(spark: "SparkSession", sources: Sequence[SparkFile], cells_view: str) -> tuple[_RowNumbers, list[FileSummary]]:
    """Return the row numbers, and the summaries of the files."""
    block = f"SHIFTRIGHT({ROW}, {BLOCK_BITS})"
    found = spark.sql(f"SELECT {block}, MIN({ROW}), COUNT(*) FROM {cells_view} GROUP BY {block}").collect()
    rows = [0] * len(sources)
    blocks: dict[int, tuple[int, int, int]] = {}
    for number, first, count in sorted(tuple(line) for line in found):
        file = number >> (FILE_BITS - BLOCK_BITS)
        blocks[number] = (file, first, rows[file])
        rows[file] += count
    files = [FileSummary(source.name, source.description, source.header.number, count) for source, count in zip(sources, rows, strict=True)]
    return _RowNumbers(blocks, sources), files


def _today(spark: "SparkSession") -> str:
    (line,) = spark.sql(f"SELECT CAST({DATABASE.today()} AS STRING)").collect()
    return str(line[0])


# Rows and files that are something else


def _later_releases(
    spark: "SparkSession", specification: Specification, sources: Sequence[SparkFile], views: Views, options: Options
) -> list[Finding]:
    """Return the findings that files were made for a later release."""

    def texts(number: int, item: str) -> set[str]:
        text = f"GET({cells.IRREGULAR}, {list(specification.item_by_id).index(item)})"
        rows = f"FROM {views.cells} WHERE SHIFTRIGHT({ROW}, {FILE_BITS}) = {number} AND {text} IS NOT NULL"
        return {text for (text,) in spark.sql(f"SELECT DISTINCT {text} {rows} LIMIT {MAX_TEXTS}").collect()}

    found = (
        later_release_finding(specification, options.later_releases, source.header, source.name, partial(texts, number))
        for number, source in enumerate(sources)
    )
    return [finding for finding in found if finding]


def _odd_rows(
    spark: "SparkSession", specification: Specification, rules: Sequence[Rule], views: Views, row_numbers: _RowNumbers
) -> dict[int, str]:
    """Return the rows that are no rows of a return, each with the rule about the format of rows that it breaks.

    Spark finds those that may be odd, and these few are looked at closely.
    """
    readable = {number: rule.items[0] for number, rule in enumerate(rules) if type(rule.test) is Readable}
    unreadable = f"FILTER({cells.BROKEN}, rule -> rule IN ({', '.join(map(str, readable)) or -1}))"
    candidates = f"{cells.IS_TOTAL} OR {cells.MAY_BE_HEADER} OR SIZE({unreadable}) > 1"
    columns = f"{ROW}, {cells.IS_TOTAL}, {cells.MAY_BE_HEADER}, {cells.IRREGULAR}, {unreadable}"
    found = spark.sql(f"SELECT {columns} FROM {views.cells} WHERE {candidates} ORDER BY {ROW} LIMIT {MOST_CANDIDATES}").collect()
    odd: dict[int, str] = {}
    items = list(specification.item_by_id)
    for row, is_total, may_be_header, irregular, broken in found:
        file, _ = row_numbers.source_and_row(row)
        if may_be_header and repeats_headers(irregular, specification):
            odd[row] = "row.header"
        elif is_total:
            odd[row] = "row.total"
        elif len(broken) > 1:
            texts = {readable[number]: irregular[items.index(readable[number])] for number in broken}
            if is_shifted(texts, file.header.columns, specification):
                odd[row] = "row.shifted"
    return odd


def _faulty_rows(
    spark: "SparkSession", views: Views, row_numbers: _RowNumbers, odd: Mapping[int, str]
) -> tuple[list[Finding], dict[str, int]]:
    """Return findings about the format of rows, the first of each file, and how many rows break each such rule."""
    flags = {"row.cells": LONG, "row.swallowed": HAS_SWALLOWED}
    file = f"SHIFTRIGHT({ROW}, {FILE_BITS})"
    but = f"AND {ROW} NOT IN ({', '.join(map(str, odd))})" if odd else ""  # a row that is too long because it is shifted is only shifted
    flagged = " UNION ALL ".join(
        f"SELECT {ROW}, '{rule}' AS rule FROM {views.cells} WHERE {flag} {but if flag == LONG else ''}" for rule, flag in flags.items()
    )
    group = f"OVER (PARTITION BY rule, {file}"
    ranked = f"SELECT {ROW}, rule, ROW_NUMBER() {group} ORDER BY {ROW}) AS place, COUNT(*) {group}) AS members FROM ({flagged})"
    found: list[tuple[int, str]] = []
    counts: dict[str, int] = {}
    for row, rule, place, members in spark.sql(f"SELECT * FROM ({ranked}) WHERE place <= {FAULTY_ROWS_LISTED} ORDER BY {ROW}").collect():
        found.append((row, rule))
        if place == 1:
            counts[rule] = counts.get(rule, 0) + members
    listed: dict[tuple[str, str], int] = {}
    for row, rule in sorted(odd.items()):
        name = row_numbers.source_and_row(row)[0].name
        counts[rule] = counts.get(rule, 0) + 1
        listed[rule, name] = listed.get((rule, name), 0) + 1
        if listed[rule, name] <= FAULTY_ROWS_LISTED:
            found.append((row, rule))
    found.sort(key=lambda one: (_RULES_ABOUT_ROWS.index(one[1]), one[0]))
    return [_row_finding(row, rule, row_numbers) for row, rule in found], counts


def _row_finding(number: int, rule: str, row_numbers: _RowNumbers) -> Finding:
    source, row = row_numbers.source_and_row(number)
    messages = {**MESSAGES, "row.cells": LONG_ROW.format(len(source.header.cells)), "row.swallowed": SWALLOWED}
    return row_finding(rule, source.name, row, messages[rule])


# Rules and quality


def _findings(spark: "SparkSession", specification: Specification, rules: Sequence[Rule], views: Views) -> str:
    """Return the query of all findings: see `Views.findings`."""
    columns = cells.shared_columns(specification)
    _materialise(spark.sql(suspicious_groups(rules, specification, columns, views.rows)), views.groups)
    groups: dict[int, int] = dict(map(tuple, spark.sql(f"SELECT kind, COUNT(*) FROM {views.groups} GROUP BY kind").collect()))
    several = [
        *broken_by_groups(rules, specification, columns, views.rows, views.groups, groups),
        *broken_by_all(spark, rules, specification, columns, views.rows),
    ]
    items = list(specification.item_by_id)
    positions = ", ".join(str(items.index(rule.items[0])) for rule in rules)
    about_one = f"SELECT {ROW}, {cells.IRREGULAR}, EXPLODE({cells.BROKEN}) AS rule FROM {views.rows} WHERE SIZE({cells.BROKEN}) > 0"
    typed = f"GET({cells.IRREGULAR}, GET(ARRAY({positions}), rule)) AS typed"
    queries = [f"SELECT {ROW}, rule, {typed}, CAST(NULL AS BIGINT) AS usual_row FROM ({about_one})"]
    queries += [
        f"SELECT {ROW}, broken.rule, CAST(NULL AS STRING) AS typed, broken.usual_row"
        f" FROM (SELECT {ROW}, EXPLODE(rules) AS broken FROM ({query}))"
        for query in several
    ]
    return " UNION ALL ".join(queries)


def _quality(spark: "SparkSession", specification: Specification, views: Views) -> tuple[Quality, int]:
    """Return the quality of the rows, and how many there are.

    Rows are grouped by which cells they have, and the cells are counted in these groups, which are fewer than the rows.
    """
    marks = {kind: cells.mark_columns(specification, kind) for kind in (cells.PRESENT, cells.UNREADABLE)}
    columns = ", ".join([cells.CODE, *(name for kind in marks.values() for name in kind)])
    counted = [
        f"SUM(IF(({name} & {1 << bit}L) <> 0, members, 0L))"
        for kind in marks.values()
        for name, items in kind.items()
        for bit in range(len(items))
    ]
    groups = f"SELECT {columns}, COUNT(*) AS members FROM {views.rows} GROUP BY {columns}"
    found = spark.sql(f"SELECT {cells.CODE}, SUM(members), {', '.join(counted)} FROM ({groups}) GROUP BY {cells.CODE}").collect()
    items = list(specification.item_by_id)
    statuses = Statuses(specification, DATABASE, cells.columns_of_rows(specification), frozenset(items))
    tallied = statuses.tally(
        (code, rows, dict(zip(items, counts, strict=False)), dict(zip(items, counts[len(items) :], strict=True)))
        for code, rows, *counts in found
    )
    return tallied, sum(rows for _, rows, *_ in found)
