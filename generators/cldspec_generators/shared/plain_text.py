"""Texts from data that files, spreadsheets and terminals can show without harm."""

import re

from cldspec.wording import escape_of, is_like_formula, shortened

LONGEST_CELL_TEXT = 32_000
"""The characters that a cell of a spreadsheet can hold, with some to spare. With more, Excel breaks the rows of a CSV file."""
UNWRITABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""The characters that XML forbids, that are invisible, or that reverse the direction of text."""


def writable(text: str) -> str:
    """Return a text with escapes for characters that XML forbids, that are invisible, or that reverse the direction of text."""
    return UNWRITABLE.sub(lambda match: escape_of(match[0]), text)


def cell_text(text: str) -> str:
    """Return a text that a cell of a spreadsheet can hold."""
    return shortened(writable(text), LONGEST_CELL_TEXT)


def guarded(text: str) -> str:
    """Return a text that a spreadsheet reads as text or a number from a CSV file, never as a formula: others get an apostrophe."""
    return f"'{text}" if is_like_formula(text) else text
