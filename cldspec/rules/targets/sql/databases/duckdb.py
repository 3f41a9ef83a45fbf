"""DuckDB."""

from collections.abc import Sequence

from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR
from cldspec.rules.targets.sql.database import CELL_PATTERN, RUN_IN_FULL, RegexDatabase


class DuckDB(RegexDatabase):
    """DuckDB, from 1.0."""

    name = "duckdb"
    title = "DuckDB"
    position = 4
    has_exact_decimals = True
    has_constraints = True
    has_comment_statements = True
    can_alter_tables = False
    row_number_type = None
    transaction = ("BEGIN;\n", "COMMIT;\n")
    requirements = "Needs DuckDB 1.0 or later."
    testing = RUN_IN_FULL

    def text_of_length(self, length: int) -> str:
        """See `Expressions.text_of_length`."""
        del length
        return "VARCHAR"

    def matches(self, text: str, pattern: str) -> str:
        """See `RegexDatabase.matches`."""
        return f"REGEXP_FULL_MATCH({text}, {self.text(pattern)})"

    def each_cell(self, staging: str, columns: Sequence[str], cells: Sequence[tuple[str, str, str]]) -> str:
        """See `Statements.each_cell`. UNPIVOT takes a sixtieth of the time of a lateral join."""
        number, item, *others, typed = map(self.identifier, columns)
        named = ", ".join(self.identifier(cell[0]) for cell in cells)
        rows = ",\n      ".join(f"({', '.join(map(self.text, cell))})" for cell in cells)
        kept = ", ".join(f"v.{name}" for name in others)
        return (
            f"SELECT u.{number}, u.{item}, {kept}, u.{typed}\n"
            f"    FROM (SELECT {self.row_number(staging)} AS {number}, s.* FROM {staging} AS s)\n"
            f"    UNPIVOT ({typed} FOR {item} IN ({named})) AS u\n"
            f"    JOIN (VALUES\n      {rows}\n    ) AS v ({', '.join([item, *others])}) ON v.{item} = u.{item}"
        )

    def finds(self, text: str, pattern: str) -> str:
        """See `RegexDatabase.finds`."""
        return f"REGEXP_MATCHES({text}, {self.text(pattern)})"

    def range_of(self, first: int, last: int) -> str:
        """See `RegexDatabase.range_of`."""
        return f"\\x{{{first:x}}}-\\x{{{last:x}}}"

    def as_date(self, text: str) -> str:
        """See `Expressions.as_date`. This takes half the time of a pattern that matches only days in the calendar.

        The slashes must be in their positions, because strptime also takes white space before a date and years of fewer digits.
        """
        return f"CASE WHEN {self._is_like_date(text)} AND {self.is_in_calendar(self.to_date(text))} THEN {self.to_date(text)} END"

    def as_date_of_any_year(self, text: str) -> str:
        """Return the date that a text dd/mm/yyyy stands for, even outside the years that `as_date` and `is_in_calendar` allow."""
        return f"CASE WHEN {self._is_like_date(text)} THEN {self.to_date(text)} END"

    def is_in_calendar(self, date: str) -> str:
        """Return the condition that a date is in the years that dates may have."""
        return f"{date} BETWEEN DATE '{FIRST_YEAR}-01-01' AND DATE '{LAST_YEAR}-12-31'"

    @staticmethod
    def _is_like_date(text: str) -> str:
        return f"{text} LIKE '__/__/____' AND {text} >= '0'"

    def to_date(self, text: str) -> str:
        """See `RegexDatabase.to_date`."""
        return f"CAST(TRY_STRPTIME({text}, '%d/%m/%Y') AS DATE)"

    def starts_with(self, text: str, prefix: str) -> str:
        """See `Expressions.starts_with`."""
        return f"STARTS_WITH({text}, {self.text(prefix)})"

    def first_of(self, year: str, month: int) -> str:
        """See `Expressions.first_of`."""
        return f"MAKE_DATE({year}, {month}, 1)"

    def month_end(self, date: str, months: str) -> str:
        """See `Expressions.month_end`."""
        return f"LAST_DAY({date} + TO_MONTHS(CAST({months} AS INTEGER)))"

    def add_years(self, date: str, years: str) -> str:
        """See `Expressions.add_years`."""
        return f"CAST({date} + TO_YEARS(CAST({years} AS INTEGER)) AS DATE)"

    def quotient(self, left: str, right: str) -> str:
        """See `Expressions.quotient`."""
        return f"{left} // {right}"

    def product(self, left: str, right: str, decimals: int) -> str:
        """See `Expressions.product`. DuckDB would leave only 18 digits for the product of two numbers of up to 18 digits."""
        return f"(CAST({left} AS DECIMAL(38, {decimals})) * {right})"

    def date_as_text(self, date: str) -> str:
        """See `Expressions.date_as_text`."""
        return f"STRFTIME({date}, '%d/%m/%Y')"

    def staging_script(self, file: str, staging: str, columns: Sequence[str]) -> str:
        """See `Database.staging_script`. READ_CSV leaves out empty lines, so this takes the file apart itself."""
        cells = ", ".join(f"r.cells[{place}]" for place in range(1, len(columns) + 1))
        return f"""\
-- The rows of the file. A line that ends inside quotation marks goes on in the next line.
CREATE OR REPLACE TEMPORARY TABLE {staging}_row AS
WITH lines AS (
  SELECT UNNEST(f.lines) AS line, UNNEST(RANGE(LEN(f.lines))) AS n
  FROM (SELECT STRING_SPLIT(content, CHR(10)) AS lines FROM READ_TEXT('{file}')) AS f
), numbered AS (
  SELECT l.n, l.line, SUM(CASE WHEN l.marks_before % 2 = 0 THEN 1 ELSE 0 END) OVER (ORDER BY l.n) AS row_number
  FROM (
    SELECT n, line, COALESCE(SUM(LENGTH(line) - LENGTH(REPLACE(line, '"', ''))) OVER (
      ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) AS marks_before
    FROM lines
  ) AS l
), records AS (
  SELECT n.row_number, RTRIM(STRING_AGG(n.line, CHR(10) ORDER BY n.n), CHR(13)) AS record
  FROM numbered AS n
  GROUP BY n.row_number
)
SELECT r.row_number, r.record, [
    CASE WHEN c LIKE '"%"' THEN REPLACE(SUBSTRING(c, 2, LENGTH(c) - 2), '""', '"') ELSE c END
    FOR c IN REGEXP_EXTRACT_ALL(r.record || ',', {self.text(CELL_PATTERN)}, 1)
  ] AS cells
FROM records AS r
WHERE r.row_number > 1;

SELECT ERROR('Row ' || r.row_number || ' has ' || LEN(r.cells) || ' cells. The template has {len(columns)} columns.')
FROM {staging}_row AS r
WHERE LEN(r.cells) <> {len(columns)} AND TRIM(r.record) <> ''
ORDER BY r.row_number
LIMIT 1;

DELETE FROM {staging};

INSERT INTO {staging}
SELECT {cells}
FROM {staging}_row AS r
ORDER BY r.row_number;

DROP TABLE {staging}_row;

SELECT COUNT(*) AS rows_loaded FROM {staging};
"""

    def run_command(self, script: str, name: str) -> str:
        """See `Database.run_command`."""
        return f"duckdb {name}.duckdb -bail -f {script}"

    def validate_command(self, name: str) -> str:
        """See `Database.validate_command`. The shell's usual format leaves out most rows of a long result."""
        return f"duckdb {name}.duckdb -bail -box -f validate.sql"

    def load_instructions(self, file: str, staging: str, columns: Sequence[str], name: str) -> str:
        """See `Database.load_instructions`."""
        del staging, columns
        return f"""\
```
{self.run_command("stage.sql", name)}
```

The script reads `{file}` from this folder. For another file, change the name in the script. The file is in UTF-8 and separated by
commas: save from Excel as “CSV UTF-8”. Rows keep the numbers that Excel shows, even below empty lines."""


DATABASE = DuckDB()
