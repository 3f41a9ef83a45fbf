"""Validating a return with Spark, on one machine or many: the same rules and the same result as with DuckDB."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cldspec.model import Severity, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, rules_of
from cldspec.rules.targets.sql.databases.spark import DATABASE
from cldspec.rules.targets.sql.finding_queries import rows_that_break, usual_value
from cldspec.rules.targets.sql.reading import AS_TYPED, may_be_unreadable, read_columns, readings
from cldspec.validation.engines.duckdb_rules import rules_by_group
from cldspec.validation.engines.spark_session import spark_errors_in_words, spark_session
from cldspec.validation.quality import count_cells, without_columns
from cldspec.validation.readers.header import (
    LONG_ROW,
    broken_format_rules,
    covered_by_missing_columns,
    missing_in_all,
    no_rows,
    row_finding,
    without_values,
)
from cldspec.validation.readers.loading import FAULTY_ROWS_LISTED
from cldspec.validation.readers.spark_files import BLOCK_BITS, FILE_BITS, LONG, ROW, SparkFile, read_files
from cldspec.validation.result import SEVERITIES, BrokenRule, FileSummary, Finding, Result
from cldspec.validation.suggestions import most_rows_have, suggestion
from cldspec.validation.validator import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_WHOLE_STAGE = "spark.sql.codegen.wholeStage"
"""The setting by which Spark compiles a whole pass over rows to one Java method. With this many rules it would be too long for Java."""


@dataclass(frozen=True, slots=True)
class _RowNumbers:
    """The files and row numbers of rows.

    For each block of row numbers, `blocks` has the index of its file, the first number in the block, and how many rows of the
    file come before it.
    """

    blocks: Mapping[int, tuple[int, int, int]]
    files: Sequence[SparkFile]

    def file_and_row(self, number: int) -> tuple[SparkFile, int]:
        """Return the file of a row, and its number in it as a spreadsheet shows it."""
        index, first, before = self.blocks[number >> BLOCK_BITS]
        file = self.files[index]
        return file, file.header.number + 1 + before + number - first


@dataclass(frozen=True, slots=True)
class _Views:
    """The names of the views of one validation: all rows, the rows that are not blank, and the findings."""

    cells: str
    rows: str
    findings: str

    def candidates(self, number: int) -> str:
        """Return the name of the view of rows that may break a rule, and others of the same groups."""
        return f"{self.rows}_{number}"


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
    with spark_session(session, master) as spark, spark_errors_in_words(), _own_views(spark) as views:
        sources, typed = read_files(spark, files, specification)
        return _check(spark, specification, sources, typed, views, options)


@contextmanager
def _own_views(spark: "SparkSession") -> Iterator[_Views]:
    """Give names of views that are unique in this session; the views are dropped in the end."""
    prefix = f"cldspec_{uuid4().hex}"
    before = spark.conf.get(_WHOLE_STAGE) or "true"
    spark.conf.set(_WHOLE_STAGE, "false")
    try:
        yield _Views(f"{prefix}_cells", f"{prefix}_rows", f"{prefix}_findings")
    finally:
        spark.conf.set(_WHOLE_STAGE, before)
        for view in spark.catalog.listTables():
            if view.isTemporary and view.name.startswith(prefix):
                spark.catalog.dropTempView(view.name)


def _check(
    spark: "SparkSession",
    specification: Specification,
    sources: Sequence[SparkFile],
    typed: "DataFrame",
    views: _Views,
    options: Options,
) -> Result:
    """Check the rules, and return the result."""
    rules = rules_of(specification)
    _materialise(_read_cells(typed, specification), views.cells)
    row_numbers, files, long_rows = _count_rows(spark, sources, views.cells)
    has_data = " OR ".join(f"{name} IS NOT NULL" for name in _columns_of_data(specification))
    spark.table(views.cells).where(has_data).createOrReplaceTempView(views.rows)
    missing = missing_in_all(source.findings for source in sources)
    skipped = covered_by_missing_columns(rules, missing)
    _materialise(_broken_rules(spark, rules, specification, views, skipped), views.findings)
    counts: dict[int, int] = dict(map(tuple, spark.sql(f"SELECT rule, COUNT(*) FROM {views.findings} GROUP BY rule").collect()))
    (rows, today), *_ = spark.sql(f"SELECT COUNT(*), CAST({DATABASE.today()} AS STRING) FROM {views.rows}").collect()
    rows_with = _rows_with_findings(spark, rules, views.findings)
    listed_long_rows = list(_long_rows(spark, views.cells, row_numbers)) if any(long_rows) else []
    format_findings = [*(finding for source in sources for finding in source.findings), *listed_long_rows]
    format_findings = format_findings if options.show_values else without_values(format_findings)
    format_findings += [] if rows else [no_rows(sources[0].name, sources[0].header.number)]
    item_columns = read_columns(specification, DATABASE, "r")
    marks = {item.id: f"CASE WHEN {_is_unreadable(item.id, 'r')} THEN 1 END" for item in specification.items if may_be_unreadable(item)}
    has_unreadable = " OR ".join(f"({_is_unreadable(item, 'r')})" for item in marks) or "FALSE"
    findings = _findings(spark, specification, rules, typed, views, row_numbers, options)
    broken_rules = [
        *(
            BrokenRule(rule.id, rule.title, rule.severity, rule.items[0], rule.message, counts[number])
            for number, rule in enumerate(rules)
            if number in counts
        ),
        *broken_format_rules(format_findings, {"row.cells": sum(long_rows)}),
    ]
    order = {file.name: number for number, file in enumerate(files)}
    cells = count_cells(lambda sql: spark.sql(sql).collect(), specification, DATABASE, item_columns, views.rows, marks, has_unreadable)
    return Result(
        specification=specification,
        files=tuple(files),
        rows=rows,
        rows_with=rows_with,
        rows_conforming=rows - rows_with["error"],
        broken_rules=tuple(sorted(broken_rules, key=lambda rule: (SEVERITIES.index(rule.severity), -rule.rows, rule.rule))),
        findings=tuple(sorted([*format_findings, *findings], key=lambda finding: (order[finding.file], finding.row))),
        quality=without_columns(cells, missing),
        limit=options.limit,
        today=today,
    )


def _materialise(frame: "DataFrame", view: str) -> None:
    """Compute a frame once, keep it in memory or on disk, and give it the name of a view.

    Unlike `persist`, this forgets how the frame was made. With plans as long as these, Spark would otherwise take longer to
    plan each query than to run it.
    """
    from pyspark import StorageLevel

    frame.localCheckpoint(storageLevel=StorageLevel.MEMORY_AND_DISK_DESER).createOrReplaceTempView(view)


def _read_cells(typed: "DataFrame", specification: Specification) -> "DataFrame":
    """Return the values of cells as typed."""
    identifiers = [DATABASE.identifier(item.id) for item in specification.items]
    tidied = typed.selectExpr(ROW, LONG, *(f"{DATABASE.tidy(name)} AS {name}" for name in identifiers)).alias("t")
    values = (f"{reading.sql} AS {DATABASE.identifier(reading.name)}" for reading in readings(specification, DATABASE, "t"))
    return tidied.selectExpr(f"t.{ROW}", f"t.{LONG}", *values)


def _columns_of_data(specification: Specification) -> Iterable[str]:
    """Return the columns of which at least one is not NULL in a row that is not blank."""
    return (DATABASE.identifier(item.id + (AS_TYPED if may_be_unreadable(item) else "")) for item in specification.items)


def _is_unreadable(item: str, alias: str) -> str:
    """Return the condition that the cell of an item is unreadable; the item does not take any text."""
    return f"{alias}.{DATABASE.identifier(item + AS_TYPED)} IS NOT NULL AND {alias}.{DATABASE.identifier(item)} IS NULL"


def _count_rows(spark: "SparkSession", sources: Sequence[SparkFile], cells: str) -> tuple[_RowNumbers, list[FileSummary], list[int]]:
    """Return the row numbers, the summaries of the files, and how many rows of each file have too many cells."""
    block = f"SHIFTRIGHT({ROW}, {BLOCK_BITS})"
    found = spark.sql(f"SELECT {block}, MIN({ROW}), COUNT(*), COUNT_IF({LONG}) FROM {cells} GROUP BY {block}").collect()
    rows, long_rows = [0] * len(sources), [0] * len(sources)
    blocks: dict[int, tuple[int, int, int]] = {}
    for number, first, count, long in sorted(tuple(line) for line in found):
        file = number >> (FILE_BITS - BLOCK_BITS)
        blocks[number] = (file, first, rows[file])
        rows[file] += count
        long_rows[file] += long
    files = [FileSummary(source.name, source.description, source.header.number, count) for source, count in zip(sources, rows, strict=True)]
    return _RowNumbers(blocks, sources), files, long_rows


# Rules


def _broken_rules(
    spark: "SparkSession", rules: Sequence[Rule], specification: Specification, views: _Views, skipped: Collection[int]
) -> "DataFrame":
    """Return the rows that break rules, with the numbers of the rules: those about one row in one pass, then the others."""
    item_columns = read_columns(specification, DATABASE, "r")
    about_one_row: list[str] = []
    queries: list[str] = []
    for number, rule in enumerate(rules):
        match rule.test:
            case _ if number in skipped:
                continue
            case Row() | Readable() | Spelling():
                _, is_broken = rows_that_break(rule, specification, DATABASE, views.rows, item_columns).split("\nWHERE ", 1)
                about_one_row.append(f"CASE WHEN {is_broken} THEN {number} END")
            case Same(of=str()):
                pass  # below, with the rules about the same groups
            case _:
                queries.append(_numbered(number, rows_that_break(rule, specification, DATABASE, views.rows, item_columns)))
    for of, _, numbers in rules_by_group(rules):
        view = views.candidates(min(numbers))
        _materialise(spark.sql(_candidates(of, [rules[number] for number in numbers], views.rows)), view)
        queries += [_numbered(number, rows_that_break(rules[number], specification, DATABASE, view, item_columns)) for number in numbers]
    broken = f"FILTER(ARRAY({', '.join(about_one_row)}), rule -> rule IS NOT NULL)"
    one_row = f"SELECT r.{ROW}, {broken} AS rules FROM {views.rows} AS r"
    return spark.sql(" UNION ALL ".join([f"SELECT {ROW}, EXPLODE(rules) AS rule FROM ({one_row}) WHERE SIZE(rules) > 0", *queries]))


def _numbered(number: int, rows: str) -> str:
    return f"SELECT r.{ROW}, {number} AS rule FROM {rows}"


def _candidates(of: str, rules: Sequence[Rule], table: str) -> str:
    """Return the query of the rows of all groups that do not agree in everything that the rules require.

    Everything in which rows must agree is hashed to one number, which is cheaper to compare.
    """
    key = DATABASE.identifier(of)
    items = [DATABASE.identifier(rule.test.item) for rule in rules if isinstance(rule.test, Same)]
    parts = ", ".join(f"COALESCE(CAST(s.{item} AS STRING), '')" for item in items)
    all_values = f"XXHASH64({parts})"
    groups = f"SELECT s.{key} FROM {table} AS s WHERE s.{key} IS NOT NULL GROUP BY s.{key} HAVING MIN({all_values}) <> MAX({all_values})"
    return f"SELECT s.* FROM {table} AS s LEFT SEMI JOIN ({groups}) AS g ON g.{key} = s.{key}"


# Findings


def _rows_with_findings(spark: "SparkSession", rules: Sequence[Rule], findings: str) -> dict[Severity, int]:
    """Return the number of rows with a finding of each severity."""
    has_severity: list[str] = []
    for index, severity in enumerate(SEVERITIES):
        numbers = ", ".join(str(number) for number, rule in enumerate(rules) if rule.severity == severity)
        has_severity.append(f"BOOL_OR(rule IN ({numbers or -1})) AS s{index}")
    counted = ", ".join(f"COUNT_IF(s{index})" for index in range(len(SEVERITIES)))
    (counts,) = spark.sql(f"SELECT {counted} FROM (SELECT {', '.join(has_severity)} FROM {findings} GROUP BY {ROW})").collect()
    return dict(zip(SEVERITIES, counts, strict=True))


def _findings(
    spark: "SparkSession",
    specification: Specification,
    rules: Sequence[Rule],
    typed: "DataFrame",
    views: _Views,
    row_numbers: _RowNumbers,
    options: Options,
) -> Iterator[Finding]:
    """Yield the findings that are listed, rule by rule."""
    listed = views.findings if options.limit is None else f"({_first_findings(rules, views, options.limit)})"
    found = [tuple(line) for line in spark.sql(f"SELECT {ROW}, rule FROM {listed} ORDER BY rule, {ROW}").collect()]
    about_cells = {number for number, rule in enumerate(rules) if isinstance(rule.test, Readable | Spelling)}
    items = sorted({rules[number].items[0] for _, number in found if options.show_values or number in about_cells})
    wanted = spark.sql(f"SELECT DISTINCT {ROW} FROM {listed}")
    cells = _cells(spark, specification, items, wanted, views)
    values = _cells_as_typed(items, wanted, typed) if options.show_values else {}
    usual = _usual(spark, rules, {number for _, number in found}, specification, views) if options.show_values else {}
    for row, number in found:
        rule = rules[number]
        item = specification.item_by_id[rule.items[0]]
        value, given = cells.get((row, item.id), (None, None))
        better = usual.get(number)
        if number in about_cells:
            better = value or suggestion(item, given or "", specification, show_values=options.show_values)
        file, row_in_file = row_numbers.file_and_row(row)
        yield Finding(file.name, row_in_file, item.id, rule.id, rule.severity, rule.message, better, values.get((row, item.id)))


def _usual(
    spark: "SparkSession", rules: Sequence[Rule], broken: Iterable[int], specification: Specification, views: _Views
) -> dict[int, str | None]:
    """Return in sentences what most rows have, where all should agree but do not, by the number of the rule."""
    item_columns = read_columns(specification, DATABASE, "r")
    tests = {number: test for number in broken if isinstance(test := rules[number].test, Same) and test.of is None}
    found = {
        number: spark.sql(usual_value(test, specification, DATABASE, views.rows, item_columns)).collect() for number, test in tests.items()
    }
    return {number: most_rows_have(lines[0].usual) for number, lines in found.items() if lines}


def _first_findings(rules: Sequence[Rule], views: _Views, limit: int) -> str:
    """Return the query of the findings that are listed for each rule.

    The first are listed. Where rows must agree across the whole return, those with the rarest values are listed instead.
    """
    whole_return = {number: rule.items[0] for number, rule in enumerate(rules) if isinstance(rule.test, Same) and rule.test.of is None}
    numbers = ", ".join(map(str, whole_return)) or "-1"
    queries = [f"SELECT {ROW}, rule, 0 AS frequency FROM {views.findings} WHERE rule NOT IN ({numbers})"]
    queries += [
        f"SELECT f.{ROW}, f.rule, COUNT(*) OVER (PARTITION BY r.{DATABASE.identifier(item)}) AS frequency FROM {views.findings} AS f"
        f" JOIN {views.rows} AS r ON r.{ROW} = f.{ROW} WHERE f.rule = {number}"
        for number, item in whole_return.items()
    ]
    rank = f"ROW_NUMBER() OVER (PARTITION BY rule ORDER BY frequency, {ROW}) AS position"
    return f"SELECT * FROM (SELECT {ROW}, rule, {rank} FROM ({' UNION ALL '.join(queries)})) WHERE position <= {limit}"


def _cells(
    spark: "SparkSession", specification: Specification, items: Sequence[str], wanted: "DataFrame", views: _Views
) -> dict[tuple[int, str], tuple[str | None, str | None]]:
    """Return the values of cells as text, and their tidied texts whether they are values or not, by row and item."""
    columns: list[str] = []
    for name in items:
        item, column = specification.item_by_id[name], DATABASE.identifier(name)
        columns.append(f"DATE_FORMAT({column}, 'dd/MM/yyyy')" if item.type == "date" else f"CAST({column} AS STRING)")
        columns.append(DATABASE.identifier(name + AS_TYPED) if may_be_unreadable(item) else column)
    lines: list[Any] = spark.table(views.rows).join(wanted, ROW, "left_semi").selectExpr(ROW, *columns).collect() if items else []
    return {(row, name): (cells[2 * index], cells[2 * index + 1]) for row, *cells in lines for index, name in enumerate(items)}


def _cells_as_typed(items: Sequence[str], wanted: "DataFrame", typed: "DataFrame") -> dict[tuple[int, str], str | None]:
    """Return cells exactly as typed, by row and item. This reads the files again."""
    columns = map(DATABASE.identifier, items)
    lines: list[Any] = typed.join(wanted, ROW, "left_semi").selectExpr(ROW, *columns).collect() if items else []
    return {(row, name): cell for row, *cells in lines for name, cell in zip(items, cells, strict=True)}


def _long_rows(spark: "SparkSession", cells: str, row_numbers: _RowNumbers) -> Iterator[Finding]:
    """Yield findings about the rows with more cells than headers, the first rows of each file."""
    file = f"SHIFTRIGHT({ROW}, {FILE_BITS})"
    ranked = f"SELECT {ROW}, ROW_NUMBER() OVER (PARTITION BY {file} ORDER BY {ROW}) AS position FROM {cells} WHERE {LONG}"
    for (number,) in spark.sql(f"SELECT {ROW} FROM ({ranked}) WHERE position <= {FAULTY_ROWS_LISTED} ORDER BY {ROW}").collect():
        source, row = row_numbers.file_and_row(number)
        yield row_finding("row.cells", source.name, row, LONG_ROW.format(len(source.header.cells)))
