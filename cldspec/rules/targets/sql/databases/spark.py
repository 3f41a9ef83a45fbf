"""Spark SQL: no constraints, no transactions, and descriptions are part of the table."""

from collections.abc import Iterator, Sequence

from cldspec.rules.cells import SPACES
from cldspec.rules.targets.sql.database import CELL_PATTERN, RUN_IN_FULL, RegexDatabase

QUERIES_IN_ONE_STATEMENT = 50
"""The most queries that Spark plans as one statement without being slow at it."""


class Spark(RegexDatabase):
    """Apache Spark, from 3.5."""

    name = "spark"
    title = "Spark SQL"
    position = 5
    has_exact_decimals = True
    has_constraints = False
    has_comment_statements = False
    can_alter_tables = False
    row_number_type = "BIGINT"
    transaction = None
    requirements = "Needs Spark 3.5 or later."
    testing = RUN_IN_FULL

    def identifier(self, name: str) -> str:
        """See `Expressions.identifier`."""
        return f"`{name}`"

    def text(self, value: str) -> str:
        """See `Expressions.text`. A backslash escapes a quotation mark here; doubling it does not."""
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def character(self, code: int) -> str:
        """See `Expressions.character`. CHR knows only the first 256 characters here."""
        return f"'\\u{code:04x}'"

    def text_of_length(self, length: int) -> str:
        """See `Expressions.text_of_length`."""
        del length
        return "STRING"

    def tidy(self, text: str) -> str:
        """See `RegexDatabase.tidy`."""
        spaces = "".join(f"\\u{ord(space):04x}" for space in SPACES)
        return f"NULLIF(TRIM(TRANSLATE({text}, '{spaces}', {self.text(' ' * len(SPACES))})), '')"

    def replace_all(self, text: str, pattern: str, replacement: str) -> str:
        """See `RegexDatabase.replace_all`. REGEXP_REPLACE always replaces every match here."""
        return f"REGEXP_REPLACE({text}, {self.text(pattern)}, {self.text(replacement)})"

    def range_of(self, first: int, last: int) -> str:
        """See `RegexDatabase.range_of`."""
        return f"\\x{{{first:x}}}-\\x{{{last:x}}}"

    def each_cell(self, staging: str, columns: Sequence[str], cells: Sequence[tuple[str, str, str]]) -> str:
        """See `Statements.each_cell`. Spark makes rows of a list of values with STACK."""
        number, *names = map(self.identifier, columns)
        rows = ",\n      ".join(map(self._cell_values, cells))
        return (
            f"SELECT {self.row_number(staging)} AS {number}, {', '.join(f'v.{name}' for name in names)}\n    FROM {staging} AS s\n"
            f"    LATERAL VIEW STACK({len(cells)},\n      {rows}\n    ) v AS {', '.join(names)}"
        )

    def matches(self, text: str, pattern: str) -> str:
        """See `RegexDatabase.matches`."""
        return f"{text} RLIKE {self.text(pattern)}"

    def to_date(self, text: str) -> str:
        """See `RegexDatabase.to_date`."""
        return f"TO_DATE({text}, 'dd/MM/yyyy')"

    def starts_with(self, text: str, prefix: str) -> str:
        """See `Expressions.starts_with`."""
        return f"STARTSWITH({text}, {self.text(prefix)})"

    def first_of(self, year: str, month: int) -> str:
        """See `Expressions.first_of`."""
        return f"MAKE_DATE({year}, {month}, 1)"

    def month_end(self, date: str, months: str) -> str:
        """See `Expressions.month_end`."""
        return f"LAST_DAY(ADD_MONTHS({date}, {months}))"

    def days_between(self, first: str, last: str) -> str:
        """See `Expressions.days_between`."""
        return f"DATEDIFF({last}, {first})"

    def add_days(self, date: str, days: str) -> str:
        """See `Expressions.add_days`."""
        return f"DATE_ADD({date}, CAST({days} AS INT))"

    def add_years(self, date: str, years: str) -> str:
        """See `Expressions.add_years`."""
        return f"ADD_MONTHS({date}, CAST(12 * ({years}) AS INT))"

    def quotient(self, left: str, right: str) -> str:
        """See `Expressions.quotient`."""
        return f"{left} DIV {right}"

    def today(self) -> str:
        """See `Expressions.today`."""
        return "CURRENT_DATE()"

    def date_as_text(self, date: str) -> str:
        """See `Expressions.date_as_text`."""
        return f"DATE_FORMAT({date}, 'dd/MM/yyyy')"

    def create_table(self, table: str, lines: Sequence[str], comment: str) -> str:
        """See `Statements.create_table`."""
        note = f"\nCOMMENT {self.text(comment)}" if comment else ""
        return f"{super().create_table(table, lines, comment).removesuffix(self.end)}\nUSING PARQUET{note}{self.end}"

    def column_line(self, name: str, kind: str, comment: str, *, is_required: bool = False) -> str:
        """See `Statements.column_line`."""
        del is_required
        note = f" COMMENT {self.text(comment)}" if comment else ""
        return f"{super().column_line(name, kind, comment)}{note}"

    def create_table_from(self, table: str, query: str) -> str:
        """See `Statements.create_table_from`."""
        return f"CREATE TABLE {table} USING PARQUET AS\n{query}{self.end}"

    def insert_results(self, table: str, columns: Sequence[str], queries: Sequence[tuple[str, str]]) -> Iterator[str]:
        """See `Statements.insert_results`. Each statement is a job that writes files, so each inserts the results of many queries."""
        into = f"INSERT INTO {table} ({', '.join(map(self.identifier, columns))})"
        for start in range(0, len(queries), QUERIES_IN_ONE_STATEMENT):
            parts = [f"{remark}\n{query}" for remark, query in queries[start : start + QUERIES_IN_ONE_STATEMENT]]
            joined = "\nUNION ALL\n".join(parts)
            yield f"{into}\n{joined}{self.end}"

    def replace_rows(self, table: str, insert: str) -> Iterator[str]:
        """See `Statements.replace_rows`. Spark replaces the old rows once all new ones are written."""
        del table
        yield f"{insert.replace('INSERT INTO', 'INSERT OVERWRITE', 1)}{self.end}"

    def staging_script(self, file: str, staging: str, columns: Sequence[str]) -> str:
        """See `Database.staging_script`. Spark's reader of CSV leaves out empty lines, so this takes the file apart itself."""
        cells = ", ".join(f"GET(r.cells, {place})" for place in range(len(columns)))
        wrong = f"CONCAT('Row ', r.row_number, ' has ', SIZE(r.cells), ' cells. The template has {len(columns)} columns.')"
        checked = f"CASE WHEN SIZE(r.cells) = {len(columns)} OR TRIM(r.record) = '' THEN r.row_number ELSE RAISE_ERROR({wrong}) END"
        return f"""\
CREATE OR REPLACE TEMPORARY VIEW {staging}_file USING text
OPTIONS (path '{file}', wholetext 'true');

-- The rows of the file. A line that ends inside quotation marks goes on in the next line.
CREATE OR REPLACE TEMPORARY VIEW {staging}_row AS
WITH lines AS (
  SELECT POSEXPLODE(SPLIT(value, CHR(10))) AS (n, line) FROM {staging}_file
), numbered AS (
  SELECT l.n, l.line, SUM(CASE WHEN l.marks_before % 2 = 0 THEN 1 ELSE 0 END) OVER (ORDER BY l.n) AS row_number
  FROM (
    SELECT n, line, COALESCE(SUM(LENGTH(line) - LENGTH(REPLACE(line, '"', ''))) OVER (
      ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) AS marks_before
    FROM lines
  ) AS l
), records AS (
  SELECT n.row_number, RTRIM(CHR(13), ARRAY_JOIN(TRANSFORM(
    ARRAY_SORT(COLLECT_LIST(NAMED_STRUCT('n', n.n, 'line', n.line))), l -> l.line
  ), CHR(10))) AS record
  FROM numbered AS n
  GROUP BY n.row_number
)
SELECT r.row_number, r.record, TRANSFORM(
    REGEXP_EXTRACT_ALL(CONCAT(r.record, ','), {self.text(CELL_PATTERN)}, 1),
    c -> CASE WHEN c LIKE '"%"' THEN REPLACE(SUBSTRING(c, 2, LENGTH(c) - 2), '""', '"') ELSE c END
  ) AS cells
FROM records AS r
WHERE r.row_number > 1;

INSERT OVERWRITE {staging}
SELECT {checked}, {cells}
FROM {staging}_row AS r;

SELECT COUNT(*) AS rows_loaded FROM {staging};
"""

    def run_command(self, script: str, name: str) -> str:
        """See `Database.run_command`."""
        del name
        return f"spark-sql -f {script}"

    def load_instructions(self, file: str, staging: str, columns: Sequence[str], name: str) -> str:
        """See `Database.load_instructions`."""
        del columns
        return f"""\
```
{self.run_command("stage.sql", name)}
```

The script reads `{file}` from this folder. For another file, change the name in the script. The file is in UTF-8 and separated by
commas. Spark reads it in one piece, so that rows keep the numbers that a spreadsheet shows, even below empty lines. If the file is
too large for that, write it with row numbers, and load these into the column `row_number` of `{staging}`."""


DATABASE = Spark()
