"""DuckDB."""

from cldspec.rules.sql.dialect import PatternDialect


class DuckDB(PatternDialect):
    """DuckDB, from 1.0."""

    name = "duckdb"
    title = "DuckDB"
    text_type = "VARCHAR"

    def matches(self, text: str, pattern: str) -> str:
        """See `PatternDialect.matches`."""
        return f"REGEXP_FULL_MATCH({text}, {self.text(pattern)})"

    def to_date(self, text: str) -> str:
        """See `PatternDialect.to_date`."""
        return f"CAST(TRY_STRPTIME({text}, '%d/%m/%Y') AS DATE)"

    def month_end(self, date: str, months: str) -> str:
        """See `Dialect.month_end`."""
        return f"LAST_DAY({date} + TO_MONTHS(CAST({months} AS INTEGER)))"


DIALECT = DuckDB()
