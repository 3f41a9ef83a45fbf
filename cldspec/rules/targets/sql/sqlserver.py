"""SQL Server: T-SQL as of 2016, which has no regular expressions and no TRIM."""

from cldspec.model import DataItem, Format
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR, SPACES
from cldspec.rules.targets.sql.dialect import Dialect
from cldspec.rules.targets.sql.shapes import alternatives, bracketed, is_number

COLLATION = "Latin1_General_100_BIN2"
"""The collation that every text column of ours has: texts are the same only to the letter, and ranges are those of ASCII."""


class SQLServer(Dialect):
    """SQL Server, from 2016, and Azure SQL."""

    name = "sqlserver"
    title = "SQL Server"

    def identifier(self, name: str) -> str:
        """See `Dialect.identifier`."""
        return f"[{name}]"

    def text(self, value: str) -> str:
        """See `Dialect.text`."""
        return f"N{super().text(value)}"

    def date(self, iso: str) -> str:
        """See `Dialect.date`; without hyphens it is read alike in every language setting."""
        return f"CAST('{iso.replace('-', '')}' AS date)"

    def text_of_length(self, length: int) -> str:
        """See `Dialect.text_of_length`."""
        return f"nvarchar({length}) COLLATE {COLLATION}"

    def tidy(self, text: str) -> str:
        """See `Dialect.tidy`."""
        for sign in SPACES:
            text = f"REPLACE({text}, NCHAR({ord(sign)}), N' ')"
        return f"NULLIF(LTRIM(RTRIM({text})), N'')"

    def folded(self, text: str) -> str:
        """See `Dialect.folded`."""
        marked = f"REPLACE({text}, N' ', NCHAR(1) + NCHAR(2))"
        return f"LOWER(REPLACE(REPLACE({marked}, NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' '))"

    def has_form(self, text: str, named: Format) -> str:
        """See `Dialect.has_form`."""
        likes = alternatives(named.pattern, lambda signs: bracketed(signs, "%_["))
        return "(" + " OR ".join(f"{text} LIKE {self.text(like)}" for like in likes) + ")"

    def as_date(self, text: str) -> str:
        """See `Dialect.as_date`; style 103 is dd/mm/yyyy."""
        form = f"{text} LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]'"
        years = f"SUBSTRING({text}, 7, 4) BETWEEN N'{FIRST_YEAR}' AND N'{LAST_YEAR}'"
        return f"CASE WHEN {form} AND {years} THEN TRY_CONVERT(date, {text}, 103) END"

    def as_number(self, text: str, item: DataItem) -> str:
        """See `Dialect.as_number`."""
        form = is_number(item.scale or 0, lambda pattern: f"{text} LIKE {self.text(pattern)}", f"CHARINDEX(N'.', {text} + N'.')")
        return f"CASE WHEN {form} THEN TRY_CONVERT({self.type_of(item).lower()}, {text}) END"

    def length(self, text: str) -> str:
        """See `Dialect.length`."""
        return f"LEN({text})"

    def sign(self, text: str, place: int) -> str:
        """See `Dialect.sign`."""
        return f"CAST(SUBSTRING({text}, {place}, 1) AS int)"

    def differs(self, left: str, right: str) -> str:
        """See `Dialect.differs`; to = and <> a space at the end does not count here."""
        return f"{left} + N'|' <> {right} + N'|'"

    def starts_with(self, text: str, prefix: str) -> str:
        """See `Dialect.starts_with`."""
        return f"LEFT({text}, {len(prefix)}) + N'|' = {self.text(prefix + '|')}"

    def year(self, date: str) -> str:
        """See `Dialect.year`."""
        return f"YEAR({date})"

    def month(self, date: str) -> str:
        """See `Dialect.month`."""
        return f"MONTH({date})"

    def day(self, date: str) -> str:
        """See `Dialect.day`."""
        return f"DAY({date})"

    def first_of(self, year: str, month: int) -> str:
        """See `Dialect.first_of`."""
        return f"DATEFROMPARTS({year}, {month}, 1)"

    def month_end(self, date: str, months: str) -> str:
        """See `Dialect.month_end`."""
        return f"EOMONTH({date}, {months})"

    def today(self) -> str:
        """See `Dialect.today`."""
        return "CAST(GETDATE() AS date)"


DIALECT = SQLServer()
