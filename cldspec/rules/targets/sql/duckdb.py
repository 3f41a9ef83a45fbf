"""DuckDB."""

from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR
from cldspec.rules.targets.sql.dialect import PatternDialect


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

        Of texts with the strokes in their places, strptime takes what is a day, with white space before it, and after a year of
        fewer digits.
        """
        return f"CASE WHEN {self._is_like_date(text)} AND {self.is_in_calendar(self.to_date(text))} THEN {self.to_date(text)} END"

    def begun_date(self, text: str) -> str:
        """Return the day that a text names, of any year; those that `is_in_calendar` leaves are what `as_date` makes of it."""
        return f"CASE WHEN {self._is_like_date(text)} THEN {self.to_date(text)} END"

    def is_in_calendar(self, date: str) -> str:
        """Return the condition that a day lies in the years that dates may have."""
        return f"{date} BETWEEN DATE '{FIRST_YEAR}-01-01' AND DATE '{LAST_YEAR}-12-31'"

    @staticmethod
    def _is_like_date(text: str) -> str:
        return f"{text} LIKE '__/__/____' AND {text} >= '0'"

    def to_date(self, text: str) -> str:
        """See `PatternDialect.to_date`."""
        return f"CAST(TRY_STRPTIME({text}, '%d/%m/%Y') AS DATE)"

    def month_end(self, date: str, months: str) -> str:
        """See `Dialect.month_end`."""
        return f"LAST_DAY({date} + TO_MONTHS(CAST({months} AS INTEGER)))"


DIALECT = DuckDB()
