"""The findings that Spark has, counted and listed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cldspec.model import DataItem, Severity, Specification
from cldspec.rules.all_rules import Readable, Rule, Same, Spelling
from cldspec.rules.cells import UNREADABLE, read, to_typed
from cldspec.rules.targets.sql.databases.spark import DATABASE
from cldspec.validation.cell_rules import Remarked, cell_advice
from cldspec.validation.engines.duckdb_findings import FileAndRow, usual_suggestion
from cldspec.validation.readers.spark_files import ROW
from cldspec.validation.result import SEVERITIES, Finding
from cldspec.validation.suggestions import suggestion
from cldspec.validation.validator import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True, slots=True)
class Views:
    """The names of the views of one validation."""

    prefix: str

    @property
    def cells(self) -> str:
        """All rows, as `spark_cells.check_rows` returns them."""
        return f"{self.prefix}_cells"

    @property
    def rows(self) -> str:
        """The rows of the return: those that are neither blank nor odd."""
        return f"{self.prefix}_rows"

    @property
    def groups(self) -> str:
        """The groups of rows that may break a rule."""
        return f"{self.prefix}_groups"

    @property
    def findings(self) -> str:
        """The findings: row, number of the rule, the cell as typed where the rule is about one cell, and `usual_row`.

        This is the first row that has what most have, where the rule is about rows that should agree.
        """
        return f"{self.prefix}_findings"


def rows_with_findings(spark: "SparkSession", rules: Sequence[Rule], views: Views) -> dict[Severity, int]:
    """Return the number of rows with a finding of each severity."""
    has_severity: list[str] = []
    for index, severity in enumerate(SEVERITIES):
        numbers = ", ".join(str(number) for number, rule in enumerate(rules) if rule.severity == severity)
        has_severity.append(f"BOOL_OR(rule IN ({numbers or -1})) AS s{index}")
    counted = ", ".join(f"COUNT_IF(s{index})" for index in range(len(SEVERITIES)))
    (counts,) = spark.sql(f"SELECT {counted} FROM (SELECT {', '.join(has_severity)} FROM {views.findings} GROUP BY {ROW})").collect()
    return dict(zip(SEVERITIES, counts, strict=True))


def list_findings(
    spark: "SparkSession",
    specification: Specification,
    rules: Sequence[Rule],
    typed: "DataFrame",
    views: Views,
    file_and_row: FileAndRow,
    counts: Mapping[int, int],
    options: Options,
) -> Iterator[Finding]:
    """Yield the findings that are listed, rule by rule.

    `typed` has the cells as typed, and `counts` the number of findings by the number of the rule.
    """
    if not counts:
        return
    listed = views.findings if options.limit is None else f"({_first_findings(rules, counts, views, options.limit)})"
    found = [tuple(line) for line in spark.sql(f"SELECT {ROW}, rule, typed, usual_row FROM {listed} ORDER BY rule, {ROW}").collect()]
    values: dict[tuple[int, str], str | None] = {}
    if options.show_values:
        rows = f"SELECT EXPLODE(ARRAY({ROW}, usual_row)) AS {ROW} FROM {listed} WHERE typed IS NULL"
        wanted = spark.sql(f"SELECT DISTINCT {ROW} FROM ({rows}) WHERE {ROW} IS NOT NULL")
        items = sorted({rules[number].items[0] for _, number, text, _ in found if text is None})
        values = _cells_as_typed(items, wanted, typed)
    for row, number, text, usual in found:
        rule = rules[number]
        item = specification.item_by_id[rule.items[0]]
        better = None
        if isinstance(rule.test, Same):
            value = read(item, values.get((usual, item.id)) or "", specification)
            shown_value = to_typed(item, value) if value is not UNREADABLE and value is not None else None
            better = usual_suggestion(rule.test, specification, shown_value, row, usual, file_and_row)
        elif isinstance(rule.test, Remarked):
            better = cell_advice(rule.test.remark, text)
        elif isinstance(rule.test, Spelling):
            value = read(item, text, specification)
            better = None if value is UNREADABLE else str(value)
        elif isinstance(rule.test, Readable):
            better = suggestion(item, text, specification, show_values=options.show_values)
        shown = None
        if options.show_values:
            shown = _as_read(item, values.get((row, item.id)), specification) if text is None else text
        yield Finding(*file_and_row(row), item.id, rule.id, rule.severity, rule.message, better, shown)


def _as_read(item: DataItem, typed: str | None, specification: Specification) -> str | None:
    """Return a cell as DuckDB shows it: numbers with all their decimal places, other cells as typed."""
    value = read(item, typed, specification) if typed else None
    return to_typed(item, value) if isinstance(value, Decimal) else typed


def _first_findings(rules: Sequence[Rule], counts: Mapping[int, int], views: Views, limit: int) -> str:
    """Return the query of the findings that are listed for each rule.

    The first are listed. Where rows must agree across the whole return, those with the rarest values are listed instead.
    """
    whole_return = {number: test.item for number in counts if isinstance(test := rules[number].test, Same) and test.of is None}
    numbers = ", ".join(map(str, whole_return)) or "-1"
    queries = [f"SELECT {ROW}, rule, typed, usual_row, 0 AS frequency FROM {views.findings} WHERE rule NOT IN ({numbers})"]
    queries += [
        f"SELECT f.{ROW}, f.rule, f.typed, f.usual_row, COUNT(*) OVER (PARTITION BY r.{DATABASE.identifier(item)}) AS frequency"
        f" FROM {views.findings} AS f JOIN {views.rows} AS r ON r.{ROW} = f.{ROW} WHERE f.rule = {number}"
        for number, item in whole_return.items()
    ]
    rank = f"ROW_NUMBER() OVER (PARTITION BY rule ORDER BY frequency, {ROW}) AS place"
    return f"SELECT * FROM (SELECT {ROW}, rule, typed, usual_row, {rank} FROM ({' UNION ALL '.join(queries)})) WHERE place <= {limit}"


def _cells_as_typed(items: Sequence[str], wanted: "DataFrame", typed: "DataFrame") -> dict[tuple[int, str], str | None]:
    """Return cells exactly as typed, by row and item. This reads the files again."""
    columns = map(DATABASE.identifier, items)
    lines: list[Any] = typed.join(wanted, ROW, "left_semi").selectExpr(ROW, *columns).collect() if items else []
    return {(row, name): cell for row, *cells in lines for name, cell in zip(items, cells, strict=True)}
