"""One cell of a return, as typed in the template: whether it is a value that its data item can have."""

import re
from datetime import date, datetime

from cldspec.model import DataItem, Format, Specification
from cldspec.spelling import suggest

DATE_FORM = "dd/mm/yyyy"
"""How the template has dates typed."""
DATE_PATTERN = "%d/%m/%Y"
"""The same, as strptime and the table schema write it."""
PATTERN_ERRORS = (re.error, OverflowError, RecursionError)
"""What reading a regular expression may raise."""
DIGITS = "[0-9]{1,15}"
"""As many digits before the point as any number here needs, and as any program holds exactly."""


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
            if not re.fullmatch(f"-?{DIGITS}", value):
                return "a whole number", "Write digits only."
        case "decimal":
            if not re.fullmatch(rf"-?{DIGITS}(\.[0-9]{{1,{item.scale}}})?" if item.scale else f"-?{DIGITS}", value):
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
    if not re.fullmatch("[0-9]{2}/[0-9]{2}/[0-9]{4}", typed):
        return None
    try:
        return datetime.strptime(typed, DATE_PATTERN).date().isoformat()  # noqa: DTZ007 - a calendar date has no time zone
    except ValueError:
        return None


def is_iso_date(text: str) -> bool:
    """Say whether a text is a date of the calendar, written yyyy-mm-dd."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _modulus_11(digits: str) -> bool:
    """Say whether the last of ten digits is the modulus 11 check digit of the nine before it."""
    if not re.fullmatch("[0-9]{10}", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[-1])
