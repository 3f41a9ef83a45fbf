"""What a cell that cannot be read probably was: the nearest list value, or what a spreadsheet has made of a value."""

import re
from datetime import date, timedelta

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import DATE_FORM, DATE_PATTERN, FIRST_YEAR, LAST_YEAR, fault_of, has_format, tidy
from cldspec.spelling import nearest

LONGEST = 200
"""The characters of the longest text that is looked at."""
EXCEL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_EPOCH = date(1899, 12, 30)
"""The day from which Excel counts days."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def suggestion(item: DataItem, typed: str, specification: Specification, *, show_values: bool) -> str | None:
    """Return what to write in place of what was typed, or what has happened to it; None where nobody can tell.

    Values that are worked out from what was typed are personal data as that is, and told only where values are shown; list
    values are told in any case.
    """
    text = tidy(typed)
    if not text or len(text) > LONGEST:
        return None
    if text.upper() in EXCEL_ERRORS:
        return "This is an error that a formula in Excel came to, no value. Look at the formula, or leave the cell blank."
    code_list = specification.code_list_of(item)
    if code_list:
        return _nearest_value(text, code_list.values)
    found = (
        _date(text)
        if item.type == "date"
        else _number(text, item)
        if item.type in {"integer", "decimal"}
        else _digits(text, item, specification)
    )
    if found is None:
        return None
    what, value = found
    is_right = value is not None and fault_of(item, value, specification) is None
    return f"{what} Probably it was {value}." if is_right and show_values else what


def _nearest_value(text: str, values: tuple[str, ...]) -> str | None:
    whole = text.removesuffix(".0")
    longest = max(map(len, values))
    for guess in (whole, whole.zfill(longest) if whole.isdigit() else whole):
        if guess in values:
            return guess
    near = nearest(text, values)
    return near[0] if near else None


def _date(text: str) -> tuple[str, str | None] | None:
    if re.fullmatch(r"[0-9]{1,5}(\.[0-9]+)?", text):
        days = int(text.split(".")[0])
        return f"Excel shows the number of the day in place of the date. Format the cells as dates {DATE_FORM}.", _on(
            _EPOCH + timedelta(days)
        )
    if match := re.fullmatch(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})([T ].*)?", text):
        return f"The date is written year first. Write it as {DATE_FORM}.", _day(match[1], match[2], match[3])
    if match := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})( .*)?", text):
        first, second, year, time = match.groups()
        if time and _day(year, second, first):
            return f"The date has a time. Write it as {DATE_FORM}.", _day(year, second, first)
        if _day(year, second, first):
            return f"The date is not written to the letter. Write it as {DATE_FORM}.", _day(year, second, first)
        if _day(year, first, second):
            return f"The date is in the order of the United States, month first. Write it as {DATE_FORM}.", _day(year, first, second)
        return "There is no such day in the calendar.", None
    if match := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2})", text):
        return f"The year has two digits. Write the date as {DATE_FORM}.", None
    if match := re.fullmatch(r"([0-9]{1,2})[ -]([A-Za-z]{3})[a-z]*[ -]([0-9]{4})", text):
        month = _MONTHS.index(match[2].lower()) + 1 if match[2].lower() in _MONTHS else 0
        return f"The month is written as a word. Write the date as {DATE_FORM}.", _day(match[3], f"{month:02}", match[1])
    return None


def _on(day: date) -> str | None:
    return day.strftime(DATE_PATTERN) if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return _on(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _number(text: str, item: DataItem) -> tuple[str, str | None] | None:
    if re.fullmatch(r"-?[0-9.]+[eE][+-]?[0-9]+", text):
        return "Excel has written the number in scientific notation. Format the cells as numbers.", None
    if match := re.fullmatch(r"(-?[0-9]+),([0-9]{1,2})", text):
        return "Write a point before the decimals, not a comma.", f"{match[1]}.{match[2]}"
    bare = text.replace(",", "").replace(" ", "").lstrip("£$€")
    if bare != text and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", bare):
        return "Write the number without a sign for the currency, spaces, or commas between thousands.", bare
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", text) and item.scale:
        return f"The number has more than {item.scale} digits after the point. Round it.", None
    return None


def _digits(text: str, item: DataItem, specification: Specification) -> tuple[str, str | None] | None:
    """Say what has happened to a text that should be digits only."""
    named = specification.format_by_id.get(item.format or "")
    if named is None:
        return None
    longest = max(map(len, named.conforms))
    if not all(example.isdigit() for example in named.conforms):
        squeezed = " ".join(text.upper().split())
        guesses = [squeezed, f"{squeezed.replace(' ', '')[:-3]} {squeezed.replace(' ', '')[-3:]}"]
        right = next((guess for guess in guesses if has_format(guess, named)), None)
        return ("The value is right but for its spaces and small letters.", right) if right else None
    if match := re.fullmatch(r"([0-9])\.?([0-9]*)[eE]\+?([0-9]+)", text):
        digits = match[1] + match[2]
        whole = digits if len(digits) == longest == int(match[3]) + 1 else None
        return "Excel has written the digits in scientific notation, which loses some. Take them from the system again, as text.", whole
    bare = re.sub(r"[\s-]", "", text).removesuffix(".0")
    if bare != text and has_format(bare, named):
        return "Write the digits alone, without spaces, hyphens or a point.", bare
    if text.isascii() and text.isdigit() and len(text) < longest and has_format(text.zfill(longest), named):
        return "Zeros at the beginning are lost, as happens in Excel. Take the digits from the system again, as text.", text.zfill(longest)
    return None
