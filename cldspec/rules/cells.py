"""One cell of a return, as typed in the template: whether it is a value that its data item can have."""

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation

from cldspec.findings import suggest
from cldspec.model import DataItem, Format, Specification


def fault_of(item: DataItem, value: str, specification: Specification) -> tuple[str, str] | None:
    """Say what the item's value should have been and what to write, if `value`, as typed in the template, is not that."""
    match item.type:
        case "code":
            code_list = specification.code_list_by_id.get(item.code_list or "")
            if code_list and value not in code_list.values:
                return f"in the list {code_list.id}", suggest(value, code_list.values)
        case "date":
            if not re.fullmatch(r"\d{2}/\d{2}/\d{4}", value) or not _is_date(value):
                return "a date", "Write it as dd/mm/yyyy."
        case "integer":
            if not re.fullmatch(r"-?\d+", value):
                return "a whole number", "Write digits only."
        case "decimal":
            if not _is_decimal(value, item.scale or 0):
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
    except re.error:
        return True  # the check bad-format says that the pattern cannot be read; nothing can be held to it
    if not matches:
        return False
    return named.check_digit is None or _modulus_11(value)


def _modulus_11(digits: str) -> bool:
    """Say whether the last of ten digits is the check digit of the nine before, as NHS Numbers have it."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[-1])


def _is_date(value: str) -> bool:
    try:
        datetime.strptime(value, "%d/%m/%Y")  # noqa: DTZ007 - a calendar date has no time zone
    except ValueError:
        return False
    return True


def _is_decimal(value: str, scale: int) -> bool:
    try:
        exponent = Decimal(value).as_tuple().exponent
    except InvalidOperation:
        return False
    return isinstance(exponent, int) and -exponent <= scale
