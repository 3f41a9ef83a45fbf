"""The cells of a return: which value of its data item a cell as typed stands for, and whether it is readable at all."""

import re
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from cldspec.model import DataItem, Format, Specification
from cldspec.spelling import folded, suggest
from cldspec.wording import counted

DATE_FORM = "dd/mm/yyyy"
"""The format of dates in the template."""
DATE_PATTERN = "%d/%m/%Y"
"""The same format, as strptime and the table schema write it."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The first and the last year of dates, which workbooks and all databases support."""
_YEAR = "(19|2[0-9])[0-9]{2}"
_LEAP_YEAR = "((19|2[0-9])(0[48]|[2468][048]|[13579][26])|2[048]00)"
CALENDAR_DATE = (
    f"^({_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP_YEAR}-02-29)$"
)
"""A regular expression for dates yyyy-mm-dd that exist, with leap years. All regular expression engines support what it uses."""
TYPED_DATE = (
    f"^(((0[1-9]|[12][0-9]|3[01])/(0[13578]|1[02])|(0[1-9]|[12][0-9]|30)/(0[469]|11)|(0[1-9]|1[0-9]|2[0-8])/02)/{_YEAR}"
    f"|29/02/{_LEAP_YEAR})$"
)
"""The same for dates as typed in the template."""
PATTERN_ERRORS = (re.error, OverflowError, RecursionError)
"""The errors that an invalid regular expression may raise."""
WHOLE_DIGITS = 10
"""The most digits before the decimal point of a number. All engines multiply two such numbers and a multiplier exactly."""
DIGITS = f"[0-9]{{1,{WHOLE_DIGITS}}}"
"""A regular expression for the digits before the decimal point."""
CHECKED_DIGITS = 10
"""The digits of a number with a modulus 11 check digit, which is the last of them."""
CHECKED_PATTERN = f"^[0-9]{{{CHECKED_DIGITS}}}$"
"""A regular expression for such a number."""
SPACES = "\t\n\r\u00a0"
"""The invisible characters, apart from the space itself, that count as a space."""


class Unreadable(Enum):
    """The value of an unreadable cell: its text is not a value of its data item, so the cell is not blank, but its value is unknown."""

    UNREADABLE = "unreadable"


UNREADABLE = Unreadable.UNREADABLE
Cell = str | Decimal | None | Unreadable
"""The value of a cell: a text or allowed value, a date as yyyy-mm-dd, a number, None for a blank, or UNREADABLE."""


def tidy(typed: str) -> str:
    """Return the text of a cell without white space at either end, and with spaces in place of other white space."""
    return typed.translate(dict.fromkeys(map(ord, SPACES), " ")).strip(" ")


def read(item: DataItem, typed: str, specification: Specification) -> Cell:
    """Return the value of a cell as typed. For another spelling of an allowed value, this is the allowed value."""
    text = tidy(typed)
    if not text:
        return None
    code_list = specification.code_list_of(item)
    if code_list:
        value = text if text in code_list.values else code_list.by_spelling.get(folded(text))
        return UNREADABLE if value is None else value
    if fault_of(item, text, specification):
        return UNREADABLE
    match item.type:
        case "date":
            return to_iso_date(text)
        case "integer" | "decimal":
            return Decimal(text)
        case _:
            return text


def to_typed(item: DataItem, cell: Cell) -> str:
    """Return a cell as typed in the template."""
    if cell is None or isinstance(cell, Unreadable):
        return ""
    if item.type == "date":
        return to_typed_date(str(cell))
    return f"{cell:.{item.scale or 0}f}" if isinstance(cell, Decimal) else cell


def number_pattern(item: DataItem) -> str:
    """Return the regular expression, from ^ to $, of a number of the item's type."""
    return rf"^-?{DIGITS}(\.[0-9]{{1,{item.scale}}})?$" if item.scale else f"^-?{DIGITS}$"


def fault_of(item: DataItem, value: str, specification: Specification) -> tuple[str, str] | None:
    """Return what is wrong with a value as typed in the template, and what to write. None if the item can have the value.

    What is wrong follows the value in a sentence, such as "is not a date".
    """
    match item.type:
        case "code":
            values = specification.values_of(item.id)
            if values and value not in values:
                return f"is not in the list {item.code_list}", suggest(value, values)
        case "date":
            if to_iso_date(value) is None:
                return "is not a date", f"Write it as {DATE_FORM}."
        case "integer":
            if not re.fullmatch(number_pattern(item), value):
                return "is not a whole number", "Write digits only."
        case "decimal":
            if not re.fullmatch(number_pattern(item), value):
                return f"is not a number with at most {counted(item.scale or 0, 'decimal place')}", "Write digits and a decimal point only."
        case "text":
            named = specification.format_by_id.get(item.format or "")
            if named and not has_format(value, named):
                return f"is not in the format {named.id}", f"Write it like {named.conforms[0]}."
            if item.max_length is not None and len(value) > item.max_length:
                return f"has more than {item.max_length} characters", "Shorten it."
    return None


def has_format(value: str, named: Format) -> bool:
    """Say whether a value matches the pattern of a format, and has the right check digit if the format has one."""
    try:
        matches = re.fullmatch(named.pattern, value) is not None
    except PATTERN_ERRORS:
        return True  # the check bad-format reports the pattern
    return matches and (named.check_digit is None or _modulus_11(value))


def to_iso_date(typed: str) -> str | None:
    """Return a date that is typed as in the template as yyyy-mm-dd. Return None if the text is not a date."""
    if not re.fullmatch(TYPED_DATE, typed):
        return None
    return datetime.strptime(typed, DATE_PATTERN).date().isoformat()  # noqa: DTZ007 - a date has no time zone


def is_iso_date(text: str) -> bool:
    """Say whether a text is a date yyyy-mm-dd that exists."""
    return re.fullmatch(CALENDAR_DATE, text) is not None


def to_typed_date(iso: str) -> str:
    """Return a date yyyy-mm-dd as typed in the template."""
    return date.fromisoformat(iso).strftime(DATE_PATTERN)


def _modulus_11(digits: str) -> bool:
    """Say whether the last of ten digits is the modulus 11 check digit of the nine before it."""
    if not re.fullmatch(CHECKED_PATTERN, digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[-1])
