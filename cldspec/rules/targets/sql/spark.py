"""Spark SQL."""

from cldspec.rules.cells import SPACES
from cldspec.rules.targets.sql.dialect import PatternDialect


class Spark(PatternDialect):
    """Apache Spark, from 3.5."""

    name = "spark"
    title = "Spark SQL"
    text_type = "STRING"
    checks = False

    def identifier(self, name: str) -> str:
        """See `Dialect.identifier`."""
        return f"`{name}`"

    def text(self, value: str) -> str:
        """See `Dialect.text`; a backslash is an escape here, and two quotes are none."""
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def tidy(self, text: str) -> str:
        """See `Dialect.tidy`."""
        spaces = "".join(f"\\u{ord(sign):04x}" for sign in SPACES)
        return f"NULLIF(TRIM(TRANSLATE({text}, '{spaces}', {self.text(' ' * len(SPACES))})), '')"

    def folded(self, text: str) -> str:
        """See `Dialect.folded`; all places are replaced anyway."""
        return f"LOWER(REGEXP_REPLACE({text}, ' +', ' '))"

    def matches(self, text: str, pattern: str) -> str:
        """See `PatternDialect.matches`."""
        return f"{text} RLIKE {self.text(pattern)}"

    def to_date(self, text: str) -> str:
        """See `PatternDialect.to_date`."""
        return f"TO_DATE({text}, 'dd/MM/yyyy')"

    def starts_with(self, text: str, prefix: str) -> str:
        """See `Dialect.starts_with`."""
        return f"STARTSWITH({text}, {self.text(prefix)})"

    def month_end(self, date: str, months: str) -> str:
        """See `Dialect.month_end`."""
        return f"LAST_DAY(ADD_MONTHS({date}, {months}))"

    def today(self) -> str:
        """See `Dialect.today`."""
        return "CURRENT_DATE()"


DIALECT = Spark()
