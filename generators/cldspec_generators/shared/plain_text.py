"""Texts from data that files, spreadsheets and terminals can show without harm."""

import re

from cldspec.wording import number

LONGEST_CELL_TEXT = 32_000
"""The characters that a cell of a spreadsheet can hold, with some to spare. With more, Excel breaks the rows of a CSV file."""
_UNWRITABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_MAY_BE_FORMULA = re.compile("[\t\r\n]|\\s*[=+@\\-\uff1d\uff0b\uff20\uff0d]")
"""How texts begin that a spreadsheet may take for a formula. The last four are the wide signs that it reads as the same in East Asia."""


def writable(text: str) -> str:
    """Return a text with escapes for characters that XML forbids, that are invisible, or that reverse the direction of text."""
    return _UNWRITABLE.sub(lambda match: _escape(match[0]), text)


def printable(text: str) -> str:
    """Return a text on one line, without anything that a terminal obeys or does not show."""
    return "".join(sign if sign.isprintable() else _escape(sign) for sign in text)


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` characters; if it was longer, it ends by saying how long."""
    if len(text) <= most:
        return text
    ending = f" ... (cut: {number(len(text))} characters)"
    return text[: most - len(ending)] + ending


def cell_text(text: str) -> str:
    """Return a text that a cell of a spreadsheet can hold."""
    return shortened(writable(text), LONGEST_CELL_TEXT)


def may_be_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a text for a formula."""
    return bool(_MAY_BE_FORMULA.match(text))


def guarded(text: str) -> str:
    """Return a text that a spreadsheet reads as text or a number from a CSV file, never as a formula: others get an apostrophe."""
    return f"'{text}" if may_be_formula(text) and not _NUMBER.fullmatch(text) else text


def _escape(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")
