"""Expressions of SQL: names, literals, types and functions. The methods here are standard SQL; a database overrides where it differs.

Arguments and results are SQL text unless a docstring says otherwise. The text of a cell is tidy: see `Statements.tidied_cells`.
"""

from abc import ABC, abstractmethod
from decimal import Decimal

from cldspec.model import DataItem, Format
from cldspec.rules.cells import WHOLE_DIGITS

KEY_LENGTH = 450
"""The most characters of a text column that is a key: the most that an index of SQL Server takes."""
TEXT_LENGTH = 4000
"""The most characters of any other text column whose length nothing limits."""


class Expressions(ABC):
    """The expressions of one database."""

    @property
    @abstractmethod
    def has_exact_decimals(self) -> bool:
        """Whether decimal numbers are stored and multiplied exactly. Where not, calculations use scaled whole numbers."""

    # Names, literals and types

    def identifier(self, name: str) -> str:
        """Return a name, which is not SQL, in quotes."""
        return f'"{name}"'

    def text(self, value: str) -> str:
        """Return the literal of a text, which is not SQL."""
        return "'" + value.replace("'", "''") + "'"

    def date(self, iso: str) -> str:
        """Return the literal of a date, given as yyyy-mm-dd."""
        return f"DATE '{iso}'"

    def number(self, value: Decimal) -> str:
        """Return the literal of a number."""
        return f"{value:f}"

    def type_of(self, item: DataItem, *, longest: int | None = None, is_key: bool = False) -> str:
        """Return the type of an item's column. `longest` is the length of its longest allowed value, where there is a list."""
        match item.type:
            case "date":
                return "DATE"
            case "integer" | "decimal":
                scale = item.scale or 0
                return f"DECIMAL({WHOLE_DIGITS + scale}, {scale})"
            case _:
                return self.text_of_length(longest or item.max_length or (KEY_LENGTH if is_key else TEXT_LENGTH))

    @abstractmethod
    def text_of_length(self, length: int) -> str:
        """Return the type of a text column of up to `length` characters."""

    def any_length(self) -> str:
        """Return the type of a text column of any length."""
        return self.text_of_length(TEXT_LENGTH)

    def stored(self, value: str, kind: str) -> str:
        """Return a text as one of a type, which is that of its column, for a database that takes the type of a new column from a query."""
        del kind
        return value

    # The cells of a return

    @abstractmethod
    def folded(self, text: str) -> str:
        """Return a text in lower case, with single spaces."""

    @abstractmethod
    def has_format(self, text: str, named: Format) -> str:
        """Return the condition that a text matches the pattern of a format."""

    @abstractmethod
    def as_date(self, text: str) -> str:
        """Return the date that a text dd/mm/yyyy stands for; NULL if it is not a date."""

    @abstractmethod
    def as_number(self, text: str, item: DataItem) -> str:
        """Return the number that a text stands for; NULL if the item cannot have it."""

    def character(self, code: int) -> str:
        """Return the character of a Unicode code point."""
        return f"CHR({code})"

    def joined(self, *texts: str) -> str:
        """Return texts joined to one."""
        return " || ".join(texts)

    def length(self, text: str) -> str:
        """Return the number of characters of a text that has no spaces around it."""
        return f"LENGTH({text})"

    def full_length(self, text: str) -> str:
        """Return the number of characters of any text."""
        return self.length(text)

    @abstractmethod
    def has_characters(self, text: str, *characters: str) -> str:
        """Return the condition that a text has one of these characters; of several such texts, one of each, next to each other.

        The characters are not SQL. The character 0 is in no text of a database.
        """

    @abstractmethod
    def is_formula_error(self, text: str) -> str:
        """Return the condition that a text is the error of a formula: see `cldspec.rules.cells.FORMULA_ERROR`."""

    @abstractmethod
    def is_rounded_number(self, text: str) -> str:
        """Return the condition that a text is a long number as spreadsheets show it: see `cldspec.rules.cells.ROUNDED_NUMBER`."""

    def digit(self, text: str, position: int) -> str:
        """Return the digit at a position of a text, counted from 1, as a whole number."""
        return f"CAST(SUBSTRING({text}, {position}, 1) AS INTEGER)"

    def differs(self, left: str, right: str) -> str:
        """Return the condition that two texts are not exactly the same."""
        return f"{left} <> {right}"

    @abstractmethod
    def starts_with(self, text: str, prefix: str) -> str:
        """Return the condition that a text begins with `prefix`, which is not SQL."""

    # Dates and numbers

    def year(self, date: str) -> str:
        """Return the year of a date."""
        return f"EXTRACT(YEAR FROM {date})"

    def month(self, date: str) -> str:
        """Return the month of a date, from 1 to 12."""
        return f"EXTRACT(MONTH FROM {date})"

    def day(self, date: str) -> str:
        """Return the day of the month of a date, from 1 to 31."""
        return f"EXTRACT(DAY FROM {date})"

    @abstractmethod
    def first_of(self, year: str, month: int) -> str:
        """Return the first day of a month."""

    @abstractmethod
    def month_end(self, date: str, months: str) -> str:
        """Return the last day of the month that is `months` months after the month of a date."""

    def days_between(self, first: str, last: str) -> str:
        """Return the number of days from one date to another, in brackets where it needs them."""
        return f"({last} - {first})"

    def add_days(self, date: str, days: str) -> str:
        """Return the date that is `days`, a whole number, after a date."""
        return f"({date} + CAST({days} AS INTEGER))"

    def add_years(self, date: str, years: str) -> str:
        """Return the same day `years` years later; the day before for 29 February where there is none."""
        end = self.month_end(date, f"12 * ({years})")
        days = f"CASE WHEN {self.day(date)} < {self.day(end)} THEN {self.day(date)} - {self.day(end)} ELSE 0 END"
        return self.add_days(end, days)

    def today(self) -> str:
        """Return today's date."""
        return "CURRENT_DATE"

    @abstractmethod
    def date_as_text(self, date: str) -> str:
        """Return a date as the text dd/mm/yyyy."""

    def product(self, left: str, right: str, decimals: int) -> str:
        """Return the product of two numbers in brackets. `decimals` is how many decimal places the left number may have."""
        del decimals
        return f"({left} * {right})"

    def quotient(self, left: str, right: str) -> str:
        """Return the quotient of two whole numbers, of which neither is negative, without its remainder."""
        return f"{left} / {right}"

    def in_code_order(self, text: str) -> str:
        """Return a text as one that is ordered by the codes of its characters."""
        return text

    def rounded(self, number: str, scale: int) -> str:
        """Return a number rounded to `scale` decimal places, halves away from zero."""
        return f"ROUND({number}, {scale})"
