"""DuckDB."""

from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR
from cldspec.rules.sql.dialect import PatternDialect


class DuckDB(PatternDialect):
    """DuckDB, from 1.0."""

    name = "duckdb"
    title = "DuckDB"
    text_type = "VARCHAR"

    def matches(self, text: str, pattern: str) -> str:
        """See `PatternDialect.matches`."""
        return f"REGEXP_FULL_MATCH({text}, {self.text(pattern)})"

    def as_date(self, text: str) -> str:
        """See `Dialect.as_date`; a pattern of all days of the calendar takes twice as long.

        Of texts with the strokes in their places, strptime takes what is a day, and white space before it.
        """
        is_like_one = f"{text} LIKE '__/__/____' AND {text} >= '0' AND SUBSTRING({text}, 7) BETWEEN '{FIRST_YEAR}' AND '{LAST_YEAR}'"
        return f"CASE WHEN {is_like_one} THEN {self.to_date(text)} END"

    def to_date(self, text: str) -> str:
        """See `PatternDialect.to_date`."""
        return f"CAST(TRY_STRPTIME({text}, '%d/%m/%Y') AS DATE)"

    def month_end(self, date: str, months: str) -> str:
        """See `Dialect.month_end`."""
        return f"LAST_DAY({date} + TO_MONTHS(CAST({months} AS INTEGER)))"


DIALECT = DuckDB()
