"""Numbers, lists and dates in words, and texts on one line, as messages and documents write them."""

import re
from collections.abc import Sequence

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
LOG_COMMAND = re.compile(r"::[A-Za-z][A-Za-z-]*(?: [^:]*)?::|##(?:vso)?\[")
"""What GitHub and Azure take for a command, not for text, in the log of a CI system."""
_LINE_ENDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
"""A number as a spreadsheet shows it."""
FORMULA_START = re.compile("[\t\r\n]|\\s*[=+@\\-\uff1d\uff0b\uff20\uff0d]")
"""How texts begin that a spreadsheet may take for a formula. The last four are the wide signs that it reads as the same in East Asia."""


def number(value: int) -> str:
    """Return a number with commas between thousands, such as 1,000."""
    return f"{value:,}"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, such as "1 row" or "1,000 rows"."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence, such as "a, b and c"; `last` is the word before the last one."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def without_bracket(text: str) -> str:
    """Return a text without a remark in brackets at its end."""
    return re.sub(r"\s*\([^()]*\)$", "", text)


def sentence(text: str) -> str:
    """Return a text that somebody wrote, as a sentence: with a capital letter and a full stop."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


def version_label(version: str, *, name: str | None = None, status: str = "released", corrected: str | None = None) -> str:
    """Return what a version is called wherever it is printed after a title, as in "CLD 4.0".

    `name` is the name that it may have, and `corrected` the date of its last correction. Such as "4.0", "4.1 (draft)",
    "4.0, corrected 14 December 2026", "Release 1 (version 5.1)" or "Release 1 (version 5.1, draft)".
    """
    marks = [status] if status != "released" else []
    marks += [f"corrected {date_in_words(corrected)}"] if corrected else []
    if name:
        return f"{name} ({', '.join([f'version {version}', *marks])})"
    if corrected and status == "released":
        return f"{version}, {marks[0]}"
    return f"{version} ({', '.join(marks)})" if marks else version


def date_in_words(date: str) -> str:
    """Return a date, or a month, in words: "30 November 2026" for 2026-11-30, "November 2026" for 2026-11."""
    year, month, *days = date.split("-")
    return " ".join([*(str(int(day)) for day in days), MONTHS[int(month) - 1], year])


def printable(text: str) -> str:
    """Return a text on one line, without anything that a terminal obeys or does not show."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else escape_of(sign) for sign in text)


def safe_in_log(text: str) -> str:
    """Return a text on one line that is no command to a terminal, nor in the log of a CI system."""
    return LOG_COMMAND.sub(lambda match: f"{match[0][0]} {match[0][1:]}", printable(text))


def on_one_line(text: str) -> str:
    """Return a text with escapes for what could end a line, or change the direction of one. All else stays exactly as it is."""
    return text if text.isprintable() else _LINE_ENDS.sub(lambda match: escape_of(match[0]), text)


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` characters; if it was longer, it ends by saying how long."""
    if len(text) <= most:
        return text
    ending = f" ... (cut: {number(len(text))} characters)"
    return text[: most - len(ending)] + ending


def escape_of(sign: str) -> str:
    """Return a character as the escape that stands for it in Python and JSON."""
    return sign.encode("unicode_escape").decode("ascii")


def may_be_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a text for a formula."""
    return bool(FORMULA_START.match(text))


def is_like_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a text for a formula, and not for a number."""
    return may_be_formula(text) and not NUMBER.fullmatch(text)
