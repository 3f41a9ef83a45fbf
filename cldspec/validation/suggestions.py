"""What a cell that cannot be read probably was: a list value that is misspelt, or what a spreadsheet has made of a value."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from cldspec.model import ALWAYS, DataItem, Format, Specification
from cldspec.rules.cells import (
    DATE_FORM,
    DATE_PATTERN,
    FIRST_YEAR,
    LAST_YEAR,
    PATTERN_ERRORS,
    UNREADABLE,
    fault_of,
    has_format,
    read,
    tidy,
)

LONGEST = 200
"""The characters of the longest text that is looked at."""
MOST_NEAREST = 10_000
"""The texts whose list value is remembered: the same mistake stands in many rows."""
EXCEL_ERRORS = frozenset(
    f"#{name}"
    for name in (
        *("N/A", "REF!", "VALUE!", "NAME?", "DIV/0!", "NUM!", "NULL!"),
        *("SPILL!", "CALC!", "FIELD!", "BLOCKED!", "CONNECT!", "UNKNOWN!", "BUSY!", "GETTING_DATA"),
    )
)
"""What a cell shows whose formula cannot be worked out."""
NOTHING = frozenset(
    {"n/a", "n.a.", "na", "null", "none", "nil", "nan", "-", "--", ".", "?", "unknown", "not known", "tbc", "blank", "(blank)"}
)
"""What people and programs write where there is nothing to write, in small letters."""
_SAME_SENSE = (
    (r"unknown|not known|do not know|don t know", r"(.* )?(unknown|not known|do not know|don t know)"),
    (r"n a|na|not applicable", r"not applicable"),
)
"""Texts that say the same in other words, and the list values that say so, as `_plain` returns both."""
_INITIALS, _BEGINNING = 2, 6
"""The letters of the longest initials, and of the shortest beginning of a list value that may stand for all of it."""
_SHORT_WORD, _LONG_WORD = 4, 8
"""The letters from which on one letter of a word may be wrong, and two."""
_EPOCH = date(1899, 12, 30)
"""The day from which Excel counts days."""
_FIRST_DAY, _LAST_DAY = 61, 99_999
"""The numbers of the first day that Excel counts rightly, and of one that is late enough."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AGAIN = "Take them from your system again, as text."
_Found = tuple[str, str | None]
"""What has happened to a value, and what it was, if that can be worked out."""


def suggestion(item: DataItem, typed: str, specification: Specification, *, show_values: bool) -> str | None:
    """Return what to write in place of what was typed, or what has happened to it; None where nobody can tell or it is right.

    Values that are worked out from what was typed are personal data as that is, and told only where values are shown; list
    values are told in any case.
    """
    text = tidy(typed)
    if item.type == "text" and item.max_length is not None and len(text) > item.max_length:
        return f"The text has {len(text):,} characters, and may have {item.max_length:,}. Shorten it."
    if not text or len(text) > LONGEST or read(item, typed, specification) is not UNREADABLE:
        return None
    code_list = specification.code_list_of(item)
    values = code_list.values if code_list else ()
    if text.upper() in EXCEL_ERRORS:
        return f"This is an error that a formula in Excel came to, not a value. Mend the formula. {_nothing(item, values, specification)}"
    if re.fullmatch("##+", text):
        return "Excel shows these signs where a column is too narrow. Make the column wider, and save the file again."
    value = _list_value(text, values)
    if value is not None:
        return value
    if text.lower() in NOTHING:
        return _nothing(item, values, specification)
    if code_list:
        return None
    found = (
        _date(text)
        if item.type == "date"
        else _number(text, item)
        if item.type in {"integer", "decimal"}
        else _formatted(text, specification.format_by_id.get(item.format or ""))
    )
    if found is None:
        return None
    what, value = found
    is_right = value is not None and fault_of(item, value, specification) is None
    return f"{what} Probably it was {value}." if is_right and show_values else what


def _nothing(item: DataItem, values: tuple[str, ...], specification: Specification) -> str:
    """Say what to do where there is nothing to write."""
    if item.required_when is None or item.if_blank is None:
        return "Leave the cell blank where there is nothing to write."
    if not item.required_when == ALWAYS == specification.section_by_id[item.section].applies_when:
        return "Leave the cell blank, unless a value is needed on this row."
    if item.if_blank == "warning":
        return "A value is expected here: leave the cell blank only where there is none."
    not_known = _in_other_words("not known", values)
    return f"A value is needed here. Where it is not known, write {not_known}." if not_known else "A value is needed here."


# List values


@lru_cache(MOST_NEAREST)
def _list_value(text: str, values: tuple[str, ...]) -> str | None:
    """Return the list value that a text stands for without much doubt: a wrong one is worse than none."""
    whole = re.sub(r"\.0+$", "", text)
    if whole.isdigit():
        lengths = sorted({len(value) for value in values if value.isdigit()})
        return next((guess for guess in (whole, *(whole.zfill(length) for length in lengths)) if guess in values), None)
    plain = {value: _plain(value) for value in values if not value.isdigit()}
    typed = _plain(text)
    is_word = text.lower() in NOTHING or any(typed in words.split() for words in plain.values())
    is_initial = len(typed) <= _INITIALS and typed.isalpha() and not is_word
    return (
        _only([value for value in plain if plain[value] == typed != ""])
        or _only([value for value in plain if is_initial and plain[value].startswith(typed)])
        or _in_other_words(typed, values)
        or _only([value for value in plain if _is_misspelt(typed, plain[value])])
        or _only([value for value in plain if len(typed) >= _BEGINNING and typed in plain[value]], typed)
    )


def _plain(text: str) -> str:
    """Return the words of a text in small letters, without signs."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _only(values: list[str], beginning: str = "") -> str | None:
    """Return the value of which there is no second, if it begins as it should."""
    return values[0] if len(values) == 1 and _plain(values[0]).startswith(beginning) else None


def _in_other_words(typed: str, values: tuple[str, ...]) -> str | None:
    """Return the list value that says in other words that something is not known, or does not apply, as the text does."""
    for texts, others in _SAME_SENSE:
        if re.fullmatch(texts, typed):
            return _only([value for value in values if re.fullmatch(others, _plain(value))])
    return None


def _is_misspelt(typed: str, value: str) -> bool:
    """Say whether a text has the words of a value, some of them misspelt."""
    words, right = typed.split(), value.split()
    if len(words) == len(right):
        return all(map(_is_near, words, right))
    return typed.replace(" ", "") == value.replace(" ", "")


def _is_near(word: str, right: str) -> bool:
    """Say whether two words begin alike, and differ in one place: by a letter, by two in long words, or by two that changed places."""
    if word == right:
        return True
    longest = max(len(word), len(right))
    if word[0] != right[0] or longest < _SHORT_WORD or not (word + right).isalpha():
        return False
    start = _alike(word, right)
    rest, other = word[start:], right[start:]
    end = _alike(rest[::-1], other[::-1])
    rest, other = rest[: len(rest) - end], other[: len(other) - end]
    most = 2 if longest >= _LONG_WORD else 1
    return max(len(rest), len(other)) <= most or (len(rest) == len("ab") and rest == other[::-1])


def _alike(one: str, other: str) -> int:
    """Return how many letters two words have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (first, second) in pairs if first != second), min(len(one), len(other)))


# Dates


def _date(text: str) -> _Found | None:
    if re.fullmatch(r"[0-9]{1,5}(\.[0-9]+)?", text):
        return _from_number(text)
    if match := re.fullmatch(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})([T ].*)?", text):
        year, _, month, day, _ = match.groups()
        if _day(year, month, day) or match[2]:
            return _told(f"The date is written year first. Write it as {DATE_FORM}.", year, month, day)
    if match := re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{4})", text):
        return _told(f"The date has no slashes. Write it as {DATE_FORM}.", match[3], match[2], match[1])
    if match := re.fullmatch(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})([T ].*)?", text):
        return _in_parts(*match.groups())
    if re.fullmatch(r"[0-9]{1,2}[/.\- ][0-9]{1,2}[/.\- ][0-9]{2}([T ].*)?", text):
        return f"The year has two digits only. Write the date as {DATE_FORM}.", None
    return _with_word(text)


def _with_word(text: str) -> _Found | None:
    """Say what is wrong with a date whose month is a word, before the day or after it."""
    day, month = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", r"(?P<month>[A-Za-z]{3})[A-Za-z]*"
    year = r"[ \-/,]{0,2}(?P<year>[0-9]{4}|[0-9]{2})( .*)?"
    match = re.fullmatch(rf"{day}[ \-/]?{month}{year}", text) or re.fullmatch(rf"{month}[ \-/.]{{1,2}}{day}(?=[ \-/,]){year}", text)
    if not match or match["month"].lower() not in _MONTHS:
        return None
    number = str(_MONTHS.index(match["month"].lower()) + 1)
    return _told(f"The month is written as a word. Write the date as {DATE_FORM}.", match["year"], number, match["day"])


def _from_number(text: str) -> _Found:
    if re.fullmatch("(19|20)[0-9]{2}", text):
        return f"This is a year, or the number of a day in Excel. Write the whole date as {DATE_FORM}.", None
    days = int(text.split(".", maxsplit=1)[0])
    day = _EPOCH + timedelta(days) if _FIRST_DAY <= days <= _LAST_DAY else None
    what = f"This is the number by which Excel keeps a date. Format the cells as dates {DATE_FORM}, and save the file again."
    return what, day.strftime(DATE_PATTERN) if day else None


def _in_parts(first: str, second: str, year: str, time: str | None) -> _Found:
    if _day(year, second, first):
        what = "The date has a time." if time else "Day and month have two digits each, with slashes."
        return _told(f"{what} Write it as {DATE_FORM}.", year, second, first)
    if _day(year, first, second):
        what = (
            f"The month stands first, as in the United States. Write the date as {DATE_FORM}. "
            "Look at the other dates of this column too: up to the 12th of a month nothing shows that day and month have changed places."
        )
        return _told(what, year, first, second)
    return "There is no such day in the calendar.", None


def _told(what: str, year: str, month: str, day: str) -> _Found:
    """Return what has happened to a date with the date; that there is none, where that is so."""
    if len(year) < len("yyyy"):
        return what, None
    found = _day(year, month, day)
    if found is None:
        return "There is no such day in the calendar.", None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return f"The year is not between {FIRST_YEAR} and {LAST_YEAR}.", None
    return what, found.strftime(DATE_PATTERN)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


# Numbers


def _number(text: str, item: DataItem) -> _Found | None:
    if re.fullmatch(r"-?[0-9]+(\.[0-9]*)?[eE][+-]?[0-9]+", text):
        return "Excel has written the number in scientific notation. Format the cells as numbers, and save the file again.", None
    if item.scale and (match := re.fullmatch(r"(-?[0-9]+),([0-9]{1,2})", text)):
        return "Write a point before the decimals, not a comma.", f"{match[1]}.{match[2]}"
    if match := re.fullmatch(r"\(([^()]+)\)", text):
        return "The number is in brackets, as accounts have negative ones. Write it with a minus sign.", f"-{match[1]}"
    bare = re.sub("[£$€, ']", "", text)
    if bare != text and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", bare):
        return "Write the number without a sign for the currency, without spaces, and without commas between thousands.", bare
    if match := re.fullmatch(r"(-?[0-9]+)\.0*", text):
        return "Write the number without a point and without the zeros after it.", match[1]
    if re.fullmatch(r"-?[0-9]*\.[0-9]+", text):
        return _point(text, item)
    if re.fullmatch(r"[£$€]?[0-9][0-9.,]* ?[^0-9]+", text):
        return "Write the number alone, without a unit or other words.", None
    return None


def _point(text: str, item: DataItem) -> _Found:
    """Say what is wrong with a number that has a point."""
    if not item.scale:
        return "Write a whole number.", None
    if text.lstrip("-").startswith("."):
        return "Write a zero before the point.", text.replace(".", "0.", 1)
    if len(text.split(".")[1]) > item.scale:
        return f"The number has more than {item.scale} digits after the point. Round it.", None
    return "The number has too many digits before the point.", None


# Texts that have a format


def _formatted(text: str, named: Format | None) -> _Found | None:
    if named is None or not named.conforms:
        return None
    if not all(example.isdigit() for example in named.conforms):
        right = next((guess for guess in _respaced(text, named) if has_format(guess, named)), None)
        return ("The value is right but for its spaces, signs or small letters.", right) if right else None
    longest = max(map(len, named.conforms))
    if match := re.fullmatch(r"([0-9])(?:\.([0-9]*))?[eE]\+?([0-9]{1,3})", text):
        digits = match[1] + (match[2] or "")
        whole = digits if len(digits) == longest == int(match[3]) + 1 else None
        return f"Excel has written the digits in scientific notation, and may have lost some of them. {_AGAIN}", whole
    bare = re.sub(r"\.0+$", "", re.sub(r"[\s'’,-]", "", text))
    if bare != text and has_format(bare, named):
        return "Write the digits alone, without spaces, commas, signs or a point.", bare
    if not (bare.isascii() and bare.isdigit()):
        return None
    if len(bare) < longest and has_format(bare.zfill(longest), named):
        return f"The zeros at the beginning are lost, as happens in Excel. {_AGAIN}", bare.zfill(longest)
    if named.check_digit is not None and _matches(bare, named):
        return "The last digit does not fit the others: a digit is wrong, or two have changed places. Look it up again.", None
    if len(bare) != longest and all(len(example) == longest for example in named.conforms):
        return f"There are {len(bare)} digits where there should be {longest}. Look it up again.", None
    return None


def _respaced(text: str, named: Format) -> Iterator[str]:
    """Yield the text in capitals, with a space where the examples of the format have one."""
    joined = re.sub(r"[\s'’.-]", "", text).upper()
    yield " ".join(text.upper().split())
    yield joined
    for place in sorted({len(example) - example.index(" ") - 1 for example in named.conforms if example.count(" ") == 1}):
        yield f"{joined[:-place]} {joined[-place:]}"


def _matches(text: str, named: Format) -> bool:
    try:
        return re.fullmatch(named.pattern, text) is not None
    except PATTERN_ERRORS:
        return False
