"""A submission held to a specification by Spark, on one machine or many: the same rules, the same result as from DuckDB."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cldspec.model import Severity, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, rules_of
from cldspec.rules.targets.sql.databases.spark import DATABASE as DIALECT
from cldspec.rules.targets.sql.finding_queries import rows_that_break
from cldspec.rules.targets.sql.reading import GIVEN, may_be_unreadable, read_columns, readings
from cldspec.validation.engines.duckdb_rules import alike
from cldspec.validation.quality import counted
from cldspec.validation.readers.header import FORM_RULES, broken_form, missing_in_all, no_rows, told_by_columns
from cldspec.validation.readers.spark_files import BLOCK_BITS, FILE_BITS, LONG, ROW, Source, read_files
from cldspec.validation.readers.template import UnreadableFileError
from cldspec.validation.result import SEVERITIES, Broken, File, Finding, Result
from cldspec.validation.suggestions import suggestion
from cldspec.validation.validator import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

NO_SPARK = 'Spark is not installed here: pip install "cldspec[spark]". It also needs Java 17 or later.'
NO_START = "Spark does not start. It needs Java 17 or later, and the cluster, if one is named, to be there"
FEW = 1000
"""The rows that are too long whose numbers are told, of each file."""
_WHOLE_STAGE = "spark.sql.codegen.wholeStage"
"""The setting by which Spark makes one Java method of a whole pass over rows: with so many rules it would be too long for Java."""
_SETTINGS = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the rows stand: by block of row numbers its file, the first number in it, and how many rows of the file precede it."""

    blocks: Mapping[int, tuple[int, int, int]]
    sources: Sequence[Source]

    def of(self, number: int) -> tuple[int, int]:
        """Return the index of a row's file, and its number in the file as a spreadsheet shows it."""
        file, first, before = self.blocks[number >> BLOCK_BITS]
        return file, self.sources[file].header.number + 1 + before + number - first


def validate_on_spark(
    files: Sequence[str],
    specification: Specification,
    *,
    options: Options,
    master: str | None = None,
    session: "SparkSession | None" = None,
) -> Result:
    """Return what checking files as one submission comes to.

    `files` are CSV (also packed, with a name that ends in .gz) or Parquet files, or folders of them, wherever Spark can read.
    `session` is the Spark to use; else it is that which is active, or one on the cluster `master`, or on this machine. Raises
    UnreadableFileError where a file is no return, or Spark cannot do it.
    """
    with _spark(session, master) as spark, _told_in_words(), _views(spark) as names:
        sources, typed = read_files(spark, files, specification)
        return _checked(spark, specification, sources, typed, names, options)


@contextmanager
def _spark(session: "SparkSession | None", master: str | None) -> "Iterator[SparkSession]":
    """Give a session: one that is there already, or a new one, which ends with the work."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UnreadableFileError(NO_SPARK) from error
    active = session or SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    builder = SparkSession.builder.appName("cldspec validate")
    with TemporaryDirectory(prefix="cldspec-", ignore_cleanup_errors=True) as folder:
        for key, value in (_SETTINGS | {"spark.sql.warehouse.dir": folder}).items():
            builder = builder.config(key, value)
        try:
            started = (builder.master(master) if master else builder).getOrCreate()
        except _errors(OSError, TypeError) as error:
            raise UnreadableFileError(f"{NO_START} ({_first_line(error)}).") from error
        try:
            yield started
        finally:
            started.stop()


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except _errors() as error:
        raise UnreadableFileError(f"Spark could not do it: {_first_line(error)}") from error


def _errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """Return what Spark raises, and what Java raises in it, and others."""
    from py4j.protocol import Py4JError  # type: ignore[import-untyped] # ships no types
    from pyspark.errors import PySparkException

    return *others, PySparkException, Py4JError


def _first_line(error: Exception) -> str:
    """Return what an error says, without the trace of Java that may follow."""
    cause = getattr(error, "java_exception", None)
    text = str(cause.getMessage()) if cause is not None else str(error)
    return text.strip().split("\n", 1)[0]


@dataclass(frozen=True, slots=True)
class _Names:
    """The views of one check: all rows, those that are not blank, the findings, and the rows that do not agree."""

    cells: str
    rows: str
    hits: str

    def suspects(self, number: int) -> str:
        """Return the name of the rows among which a rule, and others after it, may be broken."""
        return f"{self.rows}_{number}"


@contextmanager
def _views(spark: "SparkSession") -> Iterator[_Names]:
    """Give names that nobody else has in this session; what bears them goes in the end."""
    own = f"cldspec_{uuid4().hex}"
    before = spark.conf.get(_WHOLE_STAGE) or "true"
    spark.conf.set(_WHOLE_STAGE, "false")
    try:
        yield _Names(f"{own}_cells", f"{own}_rows", f"{own}_hits")
    finally:
        spark.conf.set(_WHOLE_STAGE, before)
        for view in spark.catalog.listTables():
            if view.isTemporary and view.name.startswith(own):
                spark.catalog.dropTempView(view.name)


def _checked(
    spark: "SparkSession", specification: Specification, sources: Sequence[Source], typed: "DataFrame", names: _Names, options: Options
) -> Result:
    rules = rules_of(specification)
    _kept(_read(typed, specification), names.cells)
    places, files, long_rows = _counted(spark, sources, names.cells)
    filled = " OR ".join(f"{name} IS NOT NULL" for name in _filled(specification))
    spark.table(names.cells).where(filled).createOrReplaceTempView(names.rows)
    by_columns = told_by_columns(rules, missing_in_all(source.findings for source in sources))
    _kept(_hits(spark, rules, specification, names, by_columns), names.hits)
    counts: dict[int, int] = dict(map(tuple, spark.sql(f"SELECT rule, COUNT(*) FROM {names.hits} GROUP BY rule").collect()))
    (rows, today), *_ = spark.sql(f"SELECT COUNT(*), CAST({DIALECT.today()} AS STRING) FROM {names.rows}").collect()
    rows_with = _rows_with(spark, rules, names.hits)
    long = list(_long_findings(spark, names.cells, places)) if any(long_rows) else []
    form = [*(finding for source in sources for finding in source.findings), *long]
    form += [] if rows else [no_rows(sources[0].name, sources[0].header.number)]
    where = read_columns(specification, DIALECT, "r")
    unreadable = {item.id: f"CASE WHEN {_unread(item.id, 'r')} THEN 1 END" for item in specification.items if may_be_unreadable(item)}
    some = " OR ".join(f"({_unread(item, 'r')})" for item in unreadable) or "FALSE"
    told = _findings(spark, specification, rules, typed, names, places, options)
    broken = [
        *(
            Broken(rule.id, rule.title, rule.severity, rule.items[0], rule.message, counts[number])
            for number, rule in enumerate(rules)
            if number in counts
        ),
        *broken_form(form, sum(long_rows)),
    ]
    order = {file.name: number for number, file in enumerate(files)}
    return Result(
        specification=specification,
        files=tuple(files),
        rows=rows,
        rows_with=rows_with,
        rows_conforming=rows - rows_with["error"],
        broken=tuple(sorted(broken, key=lambda one: (SEVERITIES.index(one.severity), -one.rows, one.rule))),
        findings=tuple(sorted([*form, *told], key=lambda finding: (order[finding.file], finding.row))),
        quality=counted(lambda sql: spark.sql(sql).collect(), specification, DIALECT, where, names.rows, unreadable, some),
        limit=options.limit,
        today=today,
    )


def _kept(frame: "DataFrame", name: str) -> None:
    """Let what a frame holds be worked out once and kept, in memory or else on disk, under a name.

    Unlike with `persist`, nothing is known any more of how it came to be: over plans as long as these, Spark would take
    longer to plan each query than to run it.
    """
    from pyspark import StorageLevel

    frame.localCheckpoint(storageLevel=StorageLevel.MEMORY_AND_DISK_DESER).createOrReplaceTempView(name)


def _read(typed: "DataFrame", specification: Specification) -> "DataFrame":
    """Return the read cells of what was typed."""
    identifiers = [DIALECT.identifier(item.id) for item in specification.items]
    tidied = typed.selectExpr(ROW, LONG, *(f"{DIALECT.tidy(name)} AS {name}" for name in identifiers)).alias("t")
    return tidied.selectExpr(
        f"t.{ROW}", f"t.{LONG}", *(f"{one.sql} AS {DIALECT.identifier(one.name)}" for one in readings(specification, DIALECT, "t"))
    )


def _filled(specification: Specification) -> Iterable[str]:
    """Return the columns of which some holds something in a row that is not blank."""
    return (DIALECT.identifier(item.id + (GIVEN if may_be_unreadable(item) else "")) for item in specification.items)


def _unread(item: str, alias: str) -> str:
    """Return the condition that the cell of an item, any but a text of any form, holds what cannot be read."""
    return f"{alias}.{DIALECT.identifier(item + GIVEN)} IS NOT NULL AND {alias}.{DIALECT.identifier(item)} IS NULL"


def _counted(spark: "SparkSession", sources: Sequence[Source], cells: str) -> tuple[_Places, list[File], list[int]]:
    """Return where the rows stand, the files with their numbers of rows, and how many rows of each are too long."""
    block = f"SHIFTRIGHT({ROW}, {BLOCK_BITS})"
    found = spark.sql(f"SELECT {block}, MIN({ROW}), COUNT(*), COUNT_IF({LONG}) FROM {cells} GROUP BY {block}").collect()
    rows, long_rows = [0] * len(sources), [0] * len(sources)
    blocks: dict[int, tuple[int, int, int]] = {}
    for number, first, count, long in sorted(tuple(line) for line in found):
        file = number >> (FILE_BITS - BLOCK_BITS)
        blocks[number] = (file, first, rows[file])
        rows[file] += count
        long_rows[file] += long
    files = [File(source.name, source.form, source.header.number, count) for source, count in zip(sources, rows, strict=True)]
    return _Places(blocks, sources), files, long_rows


# Rules


def _hits(spark: "SparkSession", rules: Sequence[Rule], specification: Specification, names: _Names, told: Collection[int]) -> "DataFrame":
    """Return what rows break: rules about one row in one pass, then those about many. A rule is told by its number.

    `told` are the rules that are left out, since the columns have told it.
    """
    columns = read_columns(specification, DIALECT, "r")
    each: list[str] = []
    found: list[str] = []
    for number, rule in enumerate(rules):
        match rule.test:
            case _ if number in told:
                continue
            case Row() | Readable() | Spelling():
                _, where = rows_that_break(rule, specification, DIALECT, names.rows, columns).split("\nWHERE ", 1)
                each.append(f"CASE WHEN {where} THEN {number} END")
            case Same(of=str()):
                pass  # with those about the same groups, below
            case _:
                found.append(_among_many(number, rows_that_break(rule, specification, DIALECT, names.rows, columns)))
    for of, _, numbers in alike(rules):
        view = names.suspects(min(numbers))
        query = _suspects(of, [rules[number] for number in numbers], names.rows)
        _kept(spark.sql(query), view)
        found += [_among_many(number, rows_that_break(rules[number], specification, DIALECT, view, columns)) for number in numbers]
    one_row = f"SELECT r.{ROW}, FILTER(ARRAY({', '.join(each)}), rule -> rule IS NOT NULL) AS rules FROM {names.rows} AS r"
    return spark.sql(" UNION ALL ".join([f"SELECT {ROW}, EXPLODE(rules) AS rule FROM ({one_row}) WHERE SIZE(rules) > 0", *found]))


def _among_many(number: int, found: str) -> str:
    return f"SELECT r.{ROW}, {number} AS rule FROM {found}"


def _suspects(of: str, rules: Sequence[Rule], table: str) -> str:
    """Return the query of the rows of those groups that do not agree in everything that some rules want them to.

    All that they are to agree in is drawn together into one number: comparing one is cheaper than comparing many.
    """
    key = DIALECT.identifier(of)
    items = [DIALECT.identifier(rule.test.item) for rule in rules if isinstance(rule.test, Same)]
    parts = ", ".join(f"COALESCE(CAST(s.{item} AS STRING), '')" for item in items)
    one = f"XXHASH64({parts})"
    groups = f"SELECT s.{key} FROM {table} AS s WHERE s.{key} IS NOT NULL GROUP BY s.{key} HAVING MIN({one}) <> MAX({one})"
    return f"SELECT s.* FROM {table} AS s LEFT SEMI JOIN ({groups}) AS g ON g.{key} = s.{key}"


# What is told


def _rows_with(spark: "SparkSession", rules: Sequence[Rule], hits: str) -> dict[Severity, int]:
    """Return the number of rows with a finding of each severity."""
    some: list[str] = []
    for index, severity in enumerate(SEVERITIES):
        numbers = ", ".join(str(number) for number, rule in enumerate(rules) if rule.severity == severity)
        some.append(f"BOOL_OR(rule IN ({numbers or -1})) AS s{index}")
    numbers = ", ".join(f"COUNT_IF(s{index})" for index in range(len(SEVERITIES)))
    (found,) = spark.sql(f"SELECT {numbers} FROM (SELECT {', '.join(some)} FROM {hits} GROUP BY {ROW})").collect()
    return dict(zip(SEVERITIES, found, strict=True))


def _findings(
    spark: "SparkSession",
    specification: Specification,
    rules: Sequence[Rule],
    typed: "DataFrame",
    names: _Names,
    places: _Places,
    options: Options,
) -> Iterator[Finding]:
    """Yield the findings that are kept, rule by rule."""
    first = names.hits
    if options.limit is not None:
        whole = {number: rule.items[0] for number, rule in enumerate(rules) if isinstance(rule.test, Same) and rule.test.of is None}
        counted_in = f"SELECT {ROW}, rule, 0 AS alike FROM {names.hits} WHERE rule NOT IN ({', '.join(map(str, whole)) or '-1'})"
        rare = [
            f"SELECT h.{ROW}, h.rule, COUNT(*) OVER (PARTITION BY r.{DIALECT.identifier(item)}) AS alike FROM {names.hits} AS h"
            f" JOIN {names.rows} AS r ON r.{ROW} = h.{ROW} WHERE h.rule = {number}"
            for number, item in whole.items()
        ]
        both = " UNION ALL ".join([counted_in, *rare])
        ranked = f"SELECT {ROW}, rule, ROW_NUMBER() OVER (PARTITION BY rule ORDER BY alike, {ROW}) AS place FROM ({both})"
        first = f"(SELECT * FROM ({ranked}) WHERE place <= {options.limit})"
    hits = [tuple(line) for line in spark.sql(f"SELECT {ROW}, rule FROM {first} ORDER BY rule, {ROW}").collect()]
    about_cells = {number for number, rule in enumerate(rules) if isinstance(rule.test, Readable | Spelling)}
    items = sorted({rules[number].items[0] for _, number in hits if options.show_values or number in about_cells})
    wanted = spark.sql(f"SELECT DISTINCT {ROW} FROM {first}")
    cells = _cells(spark, specification, items, wanted, names)
    values = _as_typed(items, wanted, typed) if options.show_values else {}
    for row, number in hits:
        rule = rules[number]
        item = specification.item_by_id[rule.items[0]]
        value, given = cells.get((row, item.id), (None, None))
        better = None
        if number in about_cells:
            better = value or suggestion(item, given or "", specification, show_values=options.show_values)
        file, place = places.of(row)
        yield Finding(places.sources[file].name, place, item.id, rule.id, rule.severity, rule.message, better, values.get((row, item.id)))


def _cells(
    spark: "SparkSession", specification: Specification, items: Sequence[str], wanted: "DataFrame", names: _Names
) -> dict[tuple[int, str], tuple[str | None, str | None]]:
    """Return cells of some rows, by row and item: their values as texts, and what stands there, be it a value or not."""
    columns: list[str] = []
    for name in items:
        item, column = specification.item_by_id[name], DIALECT.identifier(name)
        columns.append(f"DATE_FORMAT({column}, 'dd/MM/yyyy')" if item.type == "date" else f"CAST({column} AS STRING)")
        columns.append(DIALECT.identifier(name + GIVEN) if may_be_unreadable(item) else column)
    lines: list[Any] = spark.table(names.rows).join(wanted, ROW, "left_semi").selectExpr(ROW, *columns).collect() if items else []
    return {(row, name): (cells[2 * index], cells[2 * index + 1]) for row, *cells in lines for index, name in enumerate(items)}


def _as_typed(items: Sequence[str], wanted: "DataFrame", typed: "DataFrame") -> dict[tuple[int, str], str | None]:
    """Return cells of some rows, by row and item, to the letter; the files are read again."""
    columns = map(DIALECT.identifier, items)
    lines: list[Any] = typed.join(wanted, ROW, "left_semi").selectExpr(ROW, *columns).collect() if items else []
    return {(row, name): cell for row, *cells in lines for name, cell in zip(items, cells, strict=True)}


def _long_findings(spark: "SparkSession", cells: str, places: _Places) -> Iterator[Finding]:
    """Yield the rows that have more cells than there are headers, the first of each file."""
    file = f"SHIFTRIGHT({ROW}, {FILE_BITS})"
    ranked = f"SELECT {ROW}, ROW_NUMBER() OVER (PARTITION BY {file} ORDER BY {ROW}) AS place FROM {cells} WHERE {LONG}"
    for (number,) in spark.sql(f"SELECT {ROW} FROM ({ranked}) WHERE place <= {FEW} ORDER BY {ROW}").collect():
        index, row = places.of(number)
        source = places.sources[index]
        message = (
            f"The row has more cells than the {len(source.header.cells)} headers. "
            "Look for a separator inside a value, and put the value in quotation marks."
        )
        yield Finding(source.name, row, None, "row.cells", FORM_RULES["row.cells"].severity, message)
