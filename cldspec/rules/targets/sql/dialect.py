"""What SQL says alike in all databases; a database's own module overrides what it says otherwise.

Arguments and results are texts of SQL, unless their names say otherwise. A cell's text is one that `tidy` has been at.
"""

from abc import ABC, abstractmethod
from decimal import Decimal

from cldspec.model import DataItem, Format
from cldspec.rules.cells import SPACES, TYPED_DATE, WHOLE_DIGITS, number_pattern

KEY_LENGTH = 450
"""Characters of a text that is a key: as many as an index of SQL Server holds."""
TEXT_LENGTH = 4000
"""Characters of any other text whose length nothing limits."""


class Dialect(ABC):
    """One database's SQL: names, literals, and the functions that differ from database to database."""

    name = ""
    title = ""
    exact_numbers = True
    """Whether decimal numbers are kept and multiplied exactly; where not, they are reckoned with in whole numbers."""
    checks = True
    """Whether a table can be given CHECK constraints and keys."""
    text_type = "TEXT"

    def identifier(self, name: str) -> str:
        """Return a name in quotes."""
        return f'"{name}"'

    def text(self, value: str) -> str:
        """Return a text literal."""
        return "'" + value.replace("'", "''") + "'"

    def date(self, iso: str) -> str:
        """Return the literal of a date yyyy-mm-dd."""
        return f"DATE '{iso}'"

    def number(self, value: Decimal) -> str:
        """Return the literal of a number."""
        return f"{value:f}"

    def type_of(self, item: DataItem, *, longest: int | None = None, is_key: bool = False) -> str:
        """Return the type of an item's column; `longest` is the length of its longest value, where it is known."""
        match item.type:
            case "date":
                return "DATE"
            case "integer" | "decimal":
                scale = item.scale or 0
                return f"DECIMAL({WHOLE_DIGITS + scale}, {scale})"
            case _:
                return self.text_of_length(longest or item.max_length or (KEY_LENGTH if is_key else TEXT_LENGTH))

    def text_of_length(self, length: int) -> str:
        """Return the type of texts of up to so many characters; most databases do not ask how many."""
        del length
        return self.text_type

    # The cells of a return

    def tidy(self, text: str) -> str:
        """Return a cell's text without white space around it, each white space in it a space; NULL if nothing is left."""
        spaces = " || ".join(f"chr({ord(sign)})" for sign in SPACES)
        return f"NULLIF(TRIM(TRANSLATE({text}, {spaces}, {self.text(' ' * len(SPACES))})), '')"

    def folded(self, text: str) -> str:
        """Return a text in small letters, with single spaces."""
        return f"LOWER(REGEXP_REPLACE({text}, ' +', ' ', 'g'))"

    @abstractmethod
    def has_form(self, text: str, named: Format) -> str:
        """Return the condition that a text matches the pattern of a format."""

    @abstractmethod
    def as_date(self, text: str) -> str:
        """Return the date that a text dd/mm/yyyy is; NULL if it is none."""

    @abstractmethod
    def as_number(self, text: str, item: DataItem) -> str:
        """Return the number that a text is; NULL if it is none that the item can be."""

    def length(self, text: str) -> str:
        """Return the number of characters of a text."""
        return f"LENGTH({text})"

    def sign(self, text: str, place: int) -> str:
        """Return the digit at a place, from 1, of a text as a whole number."""
        return f"CAST(SUBSTRING({text}, {place}, 1) AS INTEGER)"

    def differs(self, left: str, right: str) -> str:
        """Return the condition that two texts differ, to the letter."""
        return f"{left} <> {right}"

    def starts_with(self, text: str, prefix: str) -> str:
        """Return the condition that a text begins with `prefix`, which is no SQL."""
        return f"STARTS_WITH({text}, {self.text(prefix)})"

    # Dates

    def year(self, date: str) -> str:
        """Return the year of a date."""
        return f"EXTRACT(YEAR FROM {date})"

    def month(self, date: str) -> str:
        """Return the month of a date, from 1."""
        return f"EXTRACT(MONTH FROM {date})"

    def day(self, date: str) -> str:
        """Return the day of the month of a date, from 1."""
        return f"EXTRACT(DAY FROM {date})"

    def first_of(self, year: str, month: int) -> str:
        """Return the first day of a month of a year."""
        return f"MAKE_DATE({year}, {month}, 1)"

    @abstractmethod
    def month_end(self, date: str, months: str) -> str:
        """Return the last day of the month that is so many months after that of the date."""

    def today(self) -> str:
        """Return today's date."""
        return "CURRENT_DATE"

    # Numbers

    def rounded(self, number: str, scale: int) -> str:
        """Return a number rounded to so many digits after the point, halves away from zero."""
        return f"ROUND({number}, {scale})"


class PatternDialect(Dialect):
    """A database that has regular expressions."""

    @abstractmethod
    def matches(self, text: str, pattern: str) -> str:
        """Return the condition that a text as a whole matches a regular expression from ^ to $."""

    @abstractmethod
    def to_date(self, text: str) -> str:
        """Return the date that a text dd/mm/yyyy is, where it is one."""

    def has_form(self, text: str, named: Format) -> str:
        """See `Dialect.has_form`."""
        return self.matches(text, named.pattern)

    def as_date(self, text: str) -> str:
        """See `Dialect.as_date`."""
        return f"CASE WHEN {self.matches(text, TYPED_DATE)} THEN {self.to_date(text)} END"

    def as_number(self, text: str, item: DataItem) -> str:
        """See `Dialect.as_number`."""
        return f"CASE WHEN {self.matches(text, number_pattern(item))} THEN CAST({text} AS {self.type_of(item)}) END"
