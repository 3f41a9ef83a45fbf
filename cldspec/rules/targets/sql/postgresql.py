"""PostgreSQL."""

from cldspec.rules.targets.sql.dialect import PatternDialect


class PostgreSQL(PatternDialect):
    """PostgreSQL, from 12."""

    name = "postgresql"
    title = "PostgreSQL"

    def matches(self, text: str, pattern: str) -> str:
        """See `PatternDialect.matches`; letters from A to Z are those of ASCII in every locale."""
        return f'{text} COLLATE "C" ~ {self.text(pattern)}'

    def to_date(self, text: str) -> str:
        """See `PatternDialect.to_date`."""
        return f"TO_DATE({text}, 'DD/MM/YYYY')"

    def first_of(self, year: str, month: int) -> str:
        """See `Dialect.first_of`."""
        return f"MAKE_DATE(CAST({year} AS INTEGER), {month}, 1)"

    def month_end(self, date: str, months: str) -> str:
        """See `Dialect.month_end`."""
        after = f"MAKE_INTERVAL(months => CAST({months} AS INTEGER) + 1)"
        return f"CAST(DATE_TRUNC('month', {date}) + {after} - INTERVAL '1 day' AS DATE)"


DIALECT = PostgreSQL()
