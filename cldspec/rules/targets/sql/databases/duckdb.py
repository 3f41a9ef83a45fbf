"""DuckDB."""

from collections.abc import Sequence

from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR
from cldspec.rules.targets.sql.database import RUN_IN_FULL, RegexDatabase


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

    def product(self, left: str, right: str, decimals: int) -> str:
        """See `Expressions.product`. DuckDB would leave only 18 digits for the product of two numbers of up to 18 digits."""
        return f"(CAST({left} AS DECIMAL(38, {decimals})) * {right})"

    def date_as_text(self, date: str) -> str:
        """See `Expressions.date_as_text`."""
        return f"STRFTIME({date}, '%d/%m/%Y')"

    def run_command(self, script: str, name: str) -> str:
        """See `Database.run_command`."""
        return f"duckdb {name}.duckdb -bail -f {script}"

    def load_instructions(self, file: str, staging: str, columns: Sequence[str], name: str) -> str:
        """See `Database.load_instructions`."""
        del columns, name
        return f"""\
```sql
DELETE FROM {staging};
INSERT INTO {staging} SELECT * FROM read_csv('{file}', header = true, all_varchar = true);
```

Save from Excel as “CSV UTF-8”."""


DATABASE = DuckDB()
