"""One cell of a return, as typed in the template: what value it stands for, if its data item can have that value."""

import re
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from cldspec.model import DataItem, Format, Specification
from cldspec.spelling import folded, suggest

DATE_FORM = "dd/mm/yyyy"
"""How the template has dates typed."""
DATE_PATTERN = "%d/%m/%Y"
"""The same, as strptime and the table schema write it."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years that dates can lie in: those that workbooks and all databases hold."""
_YEAR = "(19|2[0-9])[0-9]{2}"
_LEAP_YEAR = "((19|2[0-9])(0[48]|[2468][048]|[13579][26])|2[048]00)"
CALENDAR_DATE = (
    f"^({_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP_YEAR}-02-29)$"
)
"""A date yyyy-mm-dd that is in the calendar, leap years and all. No engine of regular expressions lacks what is used here."""
TYPED_DATE = (
    f"^(((0[1-9]|[12][0-9]|3[01])/(0[13578]|1[02])|(0[1-9]|[12][0-9]|30)/(0[469]|11)|(0[1-9]|1[0-9]|2[0-8])/02)/{_YEAR}"
    f"|29/02/{_LEAP_YEAR})$"
)
"""The same as typed in the template."""
PATTERN_ERRORS = (re.error, OverflowError, RecursionError)
"""What reading a regular expression may raise."""
WHOLE_DIGITS = 10
"""As many digits before the point as any number here needs; two such numbers and a factor multiply exactly everywhere."""
DIGITS = f"[0-9]{{1,{WHOLE_DIGITS}}}"
"""The digits before the point of a number."""
SPACES = "\t\n\r\u00a0"
"""The characters besides the space that a cell may be filled up with unseen; each counts as a space."""


class Unreadable(Enum):
    """What a cell is whose text is not a value of its data item: neither blank nor known."""

    UNREADABLE = "unreadable"


UNREADABLE = Unreadable.UNREADABLE
Cell = str | Decimal | None | Unreadable
"""A canonical cell: a text or list value, a date as yyyy-mm-dd, a number, None for a blank."""


def tidy(typed: str) -> str:
    """Return a cell's text without the white space around it; other white space within it is a space."""
    return typed.translate(dict.fromkeys(map(ord, SPACES), " ")).strip(" ")


def read(item: DataItem, typed: str, specification: Specification) -> Cell:
    """Return what a cell stands for: the list value where another spelling of it is typed."""
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
    """Say what the item's value should have been and what to write, if `value`, as typed in the template, is not that."""
    match item.type:
        case "code":
            values = specification.values_of(item.id)
            if values and value not in values:
                return f"in the list {item.code_list}", suggest(value, values)
        case "date":
            if to_iso_date(value) is None:
                return "a date", f"Write it as {DATE_FORM}."
        case "integer":
            if not re.fullmatch(number_pattern(item), value):
                return "a whole number", "Write digits only."
        case "decimal":
            if not re.fullmatch(number_pattern(item), value):
                return f"a number with at most {item.scale} digits after the point", "Write digits and a point only."
        case "text":
            named = specification.format_by_id.get(item.format or "")
            if named and not has_format(value, named):
                return f"of the format {named.id}", f"Write it like {named.conforms[0]}."
            if item.max_length is not None and len(value) > item.max_length:
                return f"at most {item.max_length} characters long", "Shorten it."
    return None


def has_format(value: str, named: Format) -> bool:
    """Say whether the value has the format: its pattern, and its check digit if there is one."""
    try:
        matches = re.fullmatch(named.pattern, value) is not None
    except PATTERN_ERRORS:
        return True  # the check bad-format says that the pattern cannot be read; nothing can be held to it
    return matches and (named.check_digit is None or _modulus_11(value))


def to_iso_date(typed: str) -> str | None:
    """Return a date as typed in the template as yyyy-mm-dd; None if it is none."""
    if not re.fullmatch(TYPED_DATE, typed):
        return None
    return datetime.strptime(typed, DATE_PATTERN).date().isoformat()  # noqa: DTZ007 - a calendar date has no time zone


def is_iso_date(text: str) -> bool:
    """Say whether a text is a date of the calendar, written yyyy-mm-dd."""
    return re.fullmatch(CALENDAR_DATE, text) is not None


def to_typed_date(iso: str) -> str:
    """Return a date yyyy-mm-dd as typed in the template."""
    return date.fromisoformat(iso).strftime(DATE_PATTERN)


def _modulus_11(digits: str) -> bool:
    """Say whether the last of ten digits is the modulus 11 check digit of the nine before it."""
    if not re.fullmatch("[0-9]{10}", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[-1])
