"""The values of workbook cells as the text that a person would type into the template."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from cldspec.rules.cells import DATE_PATTERN

SIGNIFICANT_DIGITS = 15
"""The digits of a number that a workbook keeps."""

CellValue = str | float | bool | date | time | timedelta | None
"""A cell of a workbook or a CSV file."""


def text_of(value: CellValue) -> str:
    """Return a cell's value as it would be typed: dates as dd/mm/yyyy, numbers without an exponent, blanks as ""."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case datetime():
            has_time = (value.hour, value.minute, value.second) != (0, 0, 0)
            return value.strftime(f"{DATE_PATTERN} %H:%M:%S" if has_time else DATE_PATTERN)
        case date():
            return value.strftime(DATE_PATTERN)
        case int() | float() if abs(value) >= 10**SIGNIFICANT_DIGITS:
            return f"{value:.{SIGNIFICANT_DIGITS - 1}E}"  # as Excel shows it, since its last digits are lost
        case int() | float():
            return _without_exponent(f"{value:.{SIGNIFICANT_DIGITS}g}")
        case _:
            return str(value)


def _without_exponent(number: str) -> str:
    return f"{Decimal(number):f}" if "e" in number else number
