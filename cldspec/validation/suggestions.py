"""What an unreadable cell probably was: a list value that is misspelt, or a value that a spreadsheet has changed."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from cldspec.model import ALWAYS, DataItem, Format, Specification
from cldspec.rules.cells import (
    DATE_FORM,
    DATE_PATTERN,
    FIRST_YEAR,
    INVISIBLE,
    LAST_YEAR,
    LOST,
    PATTERN_ERRORS,
    UNREADABLE,
    WHOLE_DIGITS,
    WITHOUT_RESULT,
    character_names,
    fault_of,
    has_format,
    is_formula_error,
    read,
    tidy,
)
from cldspec.rules.look_alikes import first_look_alike, plain
from cldspec.validation.cell_rules import NEVER_CALCULATED
from cldspec.validation.list_values import BLANK_WORDS, likely_list_value, synonym
from cldspec.wording import joined

MAX_LENGTH = 200
"""The characters of the longest text for which there are suggestions."""
EXCEL_DAY_0 = date(1899, 12, 30)
"""The day from which Excel counts days."""
FIRST_DAY, LAST_DAY = 61, 99_999
"""The numbers of the first day that Excel counts correctly, and of a day that is late enough."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GROUPED = r"-?[1-9][0-9]{0,2}([, '])[0-9]{3}(\1[0-9]{3})*(\.[0-9]+)?"
"""A regular expression for a number with separators between thousands, which are the same and in the right places."""
_ONE_COMMA = r"\D*[0-9]{1,3},[0-9]{3}\D*"
"""A regular expression for a number whose only sign may lie between thousands here, and before the decimals in other countries."""
_BETWEEN = r"[/.\- ]"
"""A regular expression for what may lie between day, month and year."""
_UNCERTAIN_TIME = r".*([Zz]|[+-][0-9]{2}:?[0-9]{2})|[T ]*2[23]:.*"
"""A regular expression for a time with which the day may be another one here: it has a time zone, or is midnight in another zone."""
_COPY_AGAIN = "Copy them again from your system, as text."
SENTENCES: Mapping[str, str] = {
    "long": "The text has {:,} characters, but at most {:,} are allowed. Shorten it.",
    "odd": "It has {}. {}",
    "write": "Write {}.",
    "type-again": "Type the value again.",
    "error": "This is an Excel formula error, not a value. Correct the formula. {}",
    "narrow": "Excel shows these characters where a column is too narrow. Make the column wider, and save the file again.",
    "probably": "{} It was probably {}.",
    "day-first": ", if the day comes first",
    "month-before-day": ", if the month comes before the day",
    "comma-between-thousands": ", if the comma is between thousands",
    "year-first": f"The year comes first. Write the date as {DATE_FORM}.",
    "no-slashes": f"The date has no slashes. Write it as {DATE_FORM}.",
    "two-digits": f"The year has only two digits. Write the date as {DATE_FORM}.",
    "month-word": f"The month is written as a word. Write the date as {DATE_FORM}.",
    "only-year": f"This is only a year, or a date as Excel stores it. Write the full date as {DATE_FORM}.",
    "day-number": f"This is the number that Excel stores for a date. Format the cells as dates {DATE_FORM}, and save the file again.",
    "time": f"The date has a time. Write it as {DATE_FORM}.",
    "digits": f"The day and the month need two digits each, with slashes between. Write it as {DATE_FORM}.",
    "month-first": (
        f"The month comes first, as in the United States. Write the date as {DATE_FORM}. Check the other "
        "dates in this column too: where the day is 12 or less, nothing shows that day and month are swapped."
    ),
    "no-such-date": "There is no such date in the calendar.",
    "year-range": f"The year is not between {FIRST_YEAR} and {LAST_YEAR}. Correct it.",
    "scientific-number": "Excel has written the number in scientific notation. Format the cells as numbers, and save the file again.",
    "comma": "Write the decimals after a point, not a comma.",
    "brackets": "The number is in brackets, as accountants write negative numbers. Write it with a minus sign.",
    "currency": "Write the number without a currency sign, spaces, or commas between thousands.",
    "thousands": "Write the decimals after a point, and nothing between thousands.",
    "zeros": "Write the number without the point and the zeros after it.",
    "unit": "Write the number alone, without a unit or other words.",
    "whole": "Write a whole number.",
    "zero": "Write a zero before the point.",
    "many-digits": "The number has too many digits before the point. Correct it.",
    "respaced": "Only spaces, punctuation or small letters are wrong.",
    "only-digits": "Write only the digits, without spaces, commas, other signs or a point.",
    "check-digit": "The last digit does not match the others: a digit is wrong, or two are swapped. Look the number up again.",
    "decimals": "Write at most {} digits after the point.",
    "decimals-thousands": "Write at most {} digits after the point, and nothing between thousands.",
    "round": "The number has more than {} digits after the point. Round it.",
    "scientific-digits": f"Excel has written the digits in scientific notation, and some may be lost. {_COPY_AGAIN}",
    "first-zeros": f"The zeros at the beginning are missing, which can happen in Excel. {_COPY_AGAIN}",
    "length": "There are {} digits instead of {}. Look the number up again.",
}
"""What happened to a value and what to do, by a short name. The page that checks a return says the same."""
_Explanation = tuple[str, str | None]
"""What happened to a value and what to do, and the value itself if it can be worked out."""


def suggestion(item: DataItem, typed: str, specification: Specification, *, show_values: bool) -> str | None:
    """Return what to write instead of a text, or what happened to it; None where that is unknown or the text is right.

    A value that is worked out from the text is personal data if the text is, so it is part of the suggestion only if values
    are shown. A list value always is.
    """
    text = tidy(typed)
    if item.type == "text" and item.max_length is not None and len(text) > item.max_length:
        return SENTENCES["long"].format(len(text), item.max_length)
    if not text or len(text) > MAX_LENGTH or read(item, typed, specification) is not UNREADABLE:
        return None
    code_list = specification.code_list_of(item)
    values = code_list.values if code_list else ()
    if odd := character_names("".join(character for character in text if character in INVISIBLE + LOST)):
        value = likely_list_value(text.translate(dict.fromkeys(map(ord, INVISIBLE))), values) if values else None
        return SENTENCES["odd"].format(joined(odd), _write(value))
    if not text.isascii() and (right := read(item, plain(text), specification)) not in {None, UNREADABLE}:
        return f"{first_look_alike(text)} {_write(right if values else None)}"
    if text == WITHOUT_RESULT:
        return NEVER_CALCULATED
    if is_formula_error(text) and set(text) != {"#"}:
        instead = instead_of_blank_word(item, values, specification)
        return SENTENCES["error"].format(instead)
    if re.fullmatch("##+", text):
        return SENTENCES["narrow"]
    value = likely_list_value(text, values)
    if value is not None:
        return value
    if text.lower() in BLANK_WORDS:
        return instead_of_blank_word(item, values, specification)
    if code_list:
        return None
    explanation = (
        _date(text)
        if item.type == "date"
        else _number(text, item)
        if item.type in {"integer", "decimal"}
        else _formatted(text, specification.format_by_id.get(item.format or ""))
    )
    if explanation is None:
        return None
    sentence, value = explanation
    is_right = value is not None and fault_of(item, value, specification) is None
    return SENTENCES["probably"].format(sentence, f"{value}{_proviso(item, text, str(value))}") if is_right and show_values else sentence


def _proviso(item: DataItem, text: str, value: str) -> str:
    """Return under which condition a text stands for a value, if the text may also stand for another."""
    if item.type == "date":
        day, month, _ = value.split("/")
        if day == month or int(day) > len(MONTHS):
            return ""
        if re.match(rf"[0-9]{{1,2}}{_BETWEEN}[0-9]{{1,2}}{_BETWEEN}[0-9]{{4}}", text) or re.fullmatch(f"{day}{month}[0-9]{{4}}", text):
            return SENTENCES["day-first"]
        return SENTENCES["month-before-day"] if re.match("[0-9]{4}[/.]", text) else ""
    return SENTENCES["comma-between-thousands"] if item.scale and re.fullmatch(_ONE_COMMA, text) else ""


def _write(value: object) -> str:
    return SENTENCES["type-again"] if value is None else SENTENCES["write"].format(value)


def instead_of_blank_word(item: DataItem, values: tuple[str, ...], specification: Specification) -> str:
    """Say what to write where there is no value."""
    if item.required_when is None or item.if_blank is None:
        return "If there is no value, leave the cell blank."
    if not item.required_when == ALWAYS == specification.section_by_id[item.section].applies_when:
        return "Leave the cell blank, unless this row needs a value."
    if item.if_blank == "warning":
        return "A value is expected here. Leave the cell blank only if there is none."
    not_known = synonym("not known", values)
    return f"A value is required here. If it is not known, write {not_known}." if not_known else "A value is required here."


# Dates


def _date(text: str) -> _Explanation | None:
    if re.fullmatch(r"[0-9]{1,5}(\.[0-9]+)?", text):
        return _from_number(text)
    if match := re.fullmatch(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})([T ].*)?", text):
        year, _, month, day, time = match.groups()
        if _day(year, month, day) or match[2]:
            return _certain(_with_date(SENTENCES["year-first"], year, month, day), time)
    if match := re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{4})", text):
        return _with_date(SENTENCES["no-slashes"], match[3], match[2], match[1])
    if match := re.fullmatch(rf"([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}([0-9]{{4}})([T ].*)?", text):
        return _from_parts(*match.groups())
    if re.fullmatch(rf"[0-9]{{1,2}}{_BETWEEN}[0-9]{{1,2}}{_BETWEEN}[0-9]{{2}}([T ].*)?", text):
        return SENTENCES["two-digits"], None
    return _with_month_name(text)


def _with_month_name(text: str) -> _Explanation | None:
    """Explain a date whose month is a word, before the day or after it."""
    day, month = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", r"(?P<month>[A-Za-z]{3})[A-Za-z]*"
    year = r"[ \-/,]{0,2}(?P<year>[0-9]{4}|[0-9]{2})( .*)?"
    match = re.fullmatch(rf"{day}[ \-/]?{month}{year}", text) or re.fullmatch(rf"{month}[ \-/.]{{1,2}}{day}(?=[ \-/,]){year}", text)
    if not match or match["month"].lower() not in MONTHS:
        return None
    number = str(MONTHS.index(match["month"].lower()) + 1)
    return _with_date(SENTENCES["month-word"], match["year"], number, match["day"])


def _from_number(text: str) -> _Explanation:
    if re.fullmatch("(19|20)[0-9]{2}", text):
        return SENTENCES["only-year"], None
    days = int(text.split(".", maxsplit=1)[0])
    day = EXCEL_DAY_0 + timedelta(days) if FIRST_DAY <= days <= LAST_DAY else None
    sentence = SENTENCES["day-number"]
    return sentence, day.strftime(DATE_PATTERN) if day else None


def _from_parts(first: str, second: str, year: str, time: str | None) -> _Explanation:
    if _day(year, second, first):
        return _certain(_with_date(SENTENCES["time" if time else "digits"], year, second, first), time)
    if _day(year, first, second):
        return _certain(_with_date(SENTENCES["month-first"], year, first, second), time)
    return SENTENCES["no-such-date"], None


def _certain(explanation: _Explanation, time: str | None) -> _Explanation:
    """Return an explanation without the date if, with this time, it may be another day here."""
    return (explanation[0], None) if time and re.fullmatch(_UNCERTAIN_TIME, time) else explanation


def _with_date(sentence: str, year: str, month: str, day: str) -> _Explanation:
    """Return the sentence with the date; or that there is no such date."""
    if len(year) < len("yyyy"):
        return sentence, None
    found = _day(year, month, day)
    if found is None:
        return SENTENCES["no-such-date"], None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return SENTENCES["year-range"], None
    return sentence, found.strftime(DATE_PATTERN)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


# Numbers


def _number(text: str, item: DataItem) -> _Explanation | None:
    if re.fullmatch(r"-?[0-9]+(\.[0-9]*)?[eE][+-]?[0-9]+", text):
        return SENTENCES["scientific-number"], None
    if item.scale and (match := re.fullmatch(r"(-?[0-9]+),([0-9]{1,2})", text)):
        return SENTENCES["comma"], f"{match[1]}.{match[2]}"
    if match := re.fullmatch(r"\(([^()]+)\)", text):
        return SENTENCES["brackets"], f"-{match[1]}"
    bare = re.sub(r"^(-?) ?[£$€'] ?|()( ?[£$€])$", r"\1", text)
    if re.fullmatch(_GROUPED, bare):
        bare = re.sub("[, ']", "", bare)
    if bare != text and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", bare):
        currencies = [sign for sign in "£$€" if sign in item.title]
        is_another = currencies and any(sign in text for sign in "£$€" if sign not in currencies)
        sentence = SENTENCES["currency"]
        return sentence, None if is_another or _may_be_thousands(bare) else bare
    if re.fullmatch(r"-?[0-9][0-9., ']*[0-9]", bare) and not re.fullmatch(r"[0-9]*\.?[0-9]*", bare):
        return SENTENCES["thousands"], None
    if not _may_be_thousands(text) and (match := re.fullmatch(r"(-?[0-9]+)\.0*", text)) and len(match[1].lstrip("-")) <= WHOLE_DIGITS:
        return SENTENCES["zeros"], match[1]
    if re.fullmatch(r"-?[0-9]*\.[0-9]+", text):
        return _decimal(text, item)
    if re.fullmatch(r"[£$€]?[0-9][0-9.,]* ?[^0-9]+", text):
        return SENTENCES["unit"], None
    return None


def _may_be_thousands(text: str) -> bool:
    """Say whether the point of a number may lie between thousands, as it does in many countries."""
    return re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", text) is not None


def _decimal(text: str, item: DataItem) -> _Explanation:
    """Explain a number that has a point."""
    if not item.scale:
        return SENTENCES["whole"], None
    if text.lstrip("-").startswith("."):
        return SENTENCES["zero"], text.replace(".", "0.", 1)
    whole, _, decimals = text.partition(".")
    if len(decimals) > item.scale >= len(decimals.rstrip("0")) and not _may_be_thousands(text):
        return SENTENCES["decimals"].format(item.scale), f"{whole}.{decimals[: item.scale]}"
    if len(decimals) > item.scale >= len(decimals.rstrip("0")):
        return SENTENCES["decimals-thousands"].format(item.scale), None
    if len(decimals) > item.scale:
        return SENTENCES["round"].format(item.scale), None
    return SENTENCES["many-digits"], None


# Texts that have a format


def _formatted(text: str, text_format: Format | None) -> _Explanation | None:
    if text_format is None or not text_format.conforms:
        return None
    if not all(example.isdigit() for example in text_format.conforms):
        right = next((guess for guess in _respaced(text, text_format) if has_format(guess, text_format)), None)
        return (SENTENCES["respaced"], right) if right else None
    longest = max(map(len, text_format.conforms))
    if match := re.fullmatch(r"([0-9])(?:\.([0-9]*))?[eE]\+?([0-9]{1,3})", text):
        digits = match[1] + (match[2] or "")
        whole = digits if len(digits) == longest == int(match[3]) + 1 else None
        return SENTENCES["scientific-digits"], whole
    bare = re.sub(r"\.0+$", "", re.sub(r"[\s'’,-]", "", text))
    if bare != text and has_format(bare, text_format):
        return SENTENCES["only-digits"], bare
    if not (bare.isascii() and bare.isdigit()):
        return None
    if len(bare) < longest and has_format(bare.zfill(longest), text_format):
        return SENTENCES["first-zeros"], bare.zfill(longest)
    if text_format.check_digit is not None and _matches(bare, text_format):
        return SENTENCES["check-digit"], None
    if len(bare) != longest and all(len(example) == longest for example in text_format.conforms):
        return SENTENCES["length"].format(len(bare), longest), None
    return None


def _respaced(text: str, text_format: Format) -> Iterator[str]:
    """Yield the text in capitals, with a space where the examples of the format have one."""
    joined = re.sub(r"[\s'’.-]", "", text).upper()
    yield " ".join(text.upper().split())
    yield joined
    for after_space in sorted({len(example) - example.index(" ") - 1 for example in text_format.conforms if example.count(" ") == 1}):
        yield f"{joined[:-after_space]} {joined[-after_space:]}"


def _matches(text: str, text_format: Format) -> bool:
    try:
        return re.fullmatch(text_format.pattern, text) is not None
    except PATTERN_ERRORS:
        return False
