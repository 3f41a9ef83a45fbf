"""SQLite: no dates, no decimals, no regular expressions."""

from cldspec.model import DataItem, Format
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR, SPACES
from cldspec.rules.targets.sql.dialect import Dialect
from cldspec.rules.targets.sql.shapes import alternatives, bracketed, is_number


class SQLite(Dialect):
    """SQLite, from 3.25. Dates are texts yyyy-mm-dd, numbers with a point are floating."""

    name = "sqlite"
    title = "SQLite"
    exact_numbers = False

    def date(self, iso: str) -> str:
        """See `Dialect.date`."""
        return f"'{iso}'"

    def type_of(self, item: DataItem, *, longest: int | None = None, is_key: bool = False) -> str:
        """See `Dialect.type_of`."""
        types = {"date": "TEXT", "integer": "INTEGER", "decimal": "REAL"}
        return types.get(item.type) or super().type_of(item, longest=longest, is_key=is_key)

    def tidy(self, text: str) -> str:
        """See `Dialect.tidy`."""
        for sign in SPACES:
            text = f"REPLACE({text}, CHAR({ord(sign)}), ' ')"
        return f"NULLIF(TRIM({text}), '')"

    def folded(self, text: str) -> str:
        """See `Dialect.folded`."""
        marked = f"REPLACE({text}, ' ', CHAR(1) || CHAR(2))"
        return f"LOWER(REPLACE(REPLACE({marked}, CHAR(2) || CHAR(1), ''), CHAR(1) || CHAR(2), ' '))"

    def has_form(self, text: str, named: Format) -> str:
        """See `Dialect.has_form`."""
        globs = alternatives(named.pattern, lambda signs: bracketed(signs, "*?["))
        return "(" + " OR ".join(f"{text} GLOB {self.text(glob)}" for glob in globs) + ")"

    def as_date(self, text: str) -> str:
        """See `Dialect.as_date`; only after an addition does DATE turn 31 April into 1 May, and so show that it is none."""
        iso = f"SUBSTR({text}, 7, 4) || '-' || SUBSTR({text}, 4, 2) || '-' || SUBSTR({text}, 1, 2)"
        form = f"{text} GLOB '[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]'"
        years = f"SUBSTR({text}, 7, 4) BETWEEN '{FIRST_YEAR}' AND '{LAST_YEAR}'"
        return f"CASE WHEN {form} AND {years} AND DATE({iso}, '+0 days') = {iso} THEN {iso} END"

    def as_number(self, text: str, item: DataItem) -> str:
        """See `Dialect.as_number`."""
        form = is_number(
            item.scale or 0,
            lambda pattern: f"{text} GLOB {self.text(pattern.replace('%', '*').replace('_', '?'))}",
            f"INSTR({text} || '.', '.')",
        )
        return f"CASE WHEN {form} THEN CAST({text} AS {self.type_of(item)}) END"

    def sign(self, text: str, place: int) -> str:
        """See `Dialect.sign`."""
        return f"CAST(SUBSTR({text}, {place}, 1) AS INTEGER)"

    def starts_with(self, text: str, prefix: str) -> str:
        """See `Dialect.starts_with`; LIKE does not look at case here."""
        return f"SUBSTR({text}, 1, {len(prefix)}) = {self.text(prefix)}"

    def year(self, date: str) -> str:
        """See `Dialect.year`."""
        return f"CAST(SUBSTR({date}, 1, 4) AS INTEGER)"

    def month(self, date: str) -> str:
        """See `Dialect.month`."""
        return f"CAST(SUBSTR({date}, 6, 2) AS INTEGER)"

    def day(self, date: str) -> str:
        """See `Dialect.day`."""
        return f"CAST(SUBSTR({date}, 9, 2) AS INTEGER)"

    def first_of(self, year: str, month: int) -> str:
        """See `Dialect.first_of`."""
        return f"({year}) || '-{month:02}-01'"

    def month_end(self, date: str, months: str) -> str:
        """See `Dialect.month_end`."""
        return f"DATE({date}, 'start of month', '+' || ({months} + 1) || ' months', '-1 day')"

    def today(self) -> str:
        """See `Dialect.today`."""
        return "DATE('now', 'localtime')"


DIALECT = SQLite()
