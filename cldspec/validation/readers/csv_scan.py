"""A quick look at the bytes of a CSV file: its lines, and whether DuckDB can read it in one go."""

import re
from dataclasses import dataclass
from pathlib import Path

from cldspec.rules.cells import INVISIBLE, LOST, SPACES
from cldspec.rules.look_alikes import LOOK_ALIKES_IN_TEXT
from cldspec.validation.readers.unpacking import CHUNK, first_bytes

_STRETCH = 2**19
"""The bytes that are scanned at a time. A line that fills a whole stretch counts as too long."""
_CELL_ENDS = b"\r\n,;\t|"
"""The bytes before or after which a cell of a CSV file begins or ends."""
_MAYBE_LOOSE = re.compile(rb'"(?:(?<=[\r\n,;\t| ] ")|(?<=\A ")|(?= (?:[ \r\n,;\t|]|\Z)))')
"""A quotation mark next to a space that may lie between it and the beginning or end of the cell."""

_USUAL = bytes([*range(0x20, 0x7F), ord("\t")])
_UNUSUAL = frozenset(SPACES + INVISIBLE + LOST + LOOK_ALIKES_IN_TEXT) - set("\t\r\n")
_MAY_BE_DAMAGED = re.compile("Ã|Â|â€".encode())
"""The bytes that a text with damaged letters has: see `cldspec.validation.readers.loading.OPENED_WRONGLY`."""
_LONGEST_CHARACTER = 4
"""The bytes of the longest character in UTF-8."""


@dataclass(frozen=True, slots=True)
class CsvScan:
    """What a scan of a CSV file shows.

    `line_end` is most probably what ends its lines, and `line_ends` is how many there are, without blank lines at the end of
    the file. `is_plain` is True where DuckDB reads the file as Python's csv module does: no line is so long that DuckDB
    silently skips it, and no spaces lie between a separator and a quotation mark. `has_unusual_characters` says whether there
    are invisible characters, white space that is unusual in a file, or letters and digits that look like others.
    `may_have_damaged_letters` says whether letters in UTF-8 may have been taken for several letters each.
    """

    line_end: str
    line_ends: int
    is_plain: bool
    has_unusual_characters: bool
    may_have_damaged_letters: bool


def scan(path: Path) -> CsvScan:
    """Return what a CSV file looks like, as quickly as possible."""
    feeds = returns = 0
    blank_feeds = blank_returns = 0
    before = unusual = b""
    is_plain = True
    has_unusual_characters = may_have_damaged_letters = False
    with path.open("rb") as file:
        while chunk := file.read(_STRETCH):
            rest = chunk.translate(None, _USUAL)  # short, so that it can be looked at closely
            here = rest.count(b"\n")
            if not has_unusual_characters:
                unusual = unusual[-_LONGEST_CHARACTER:] + rest.translate(None, b"\r\n")
                has_unusual_characters = not _UNUSUAL.isdisjoint(unusual.decode(errors="ignore").removeprefix("\ufeff"))
            may_have_damaged_letters = may_have_damaged_letters or _MAY_BE_DAMAGED.search(rest) is not None
            feeds += here
            returns += 0 if feeds else chunk.count(b"\r")  # with line feeds, nobody asks for the number of carriage returns
            kept = len(chunk.rstrip())
            blank_feeds = chunk.count(b"\n", kept) + (0 if kept else blank_feeds)
            blank_returns = chunk.count(b"\r", kept) + (0 if kept else blank_returns)
            if is_plain:
                is_long = len(chunk) == _STRETCH and not here and b"\r" not in chunk
                whole = chunk.rfind(b"\n") + 1
                text = b"".join((before, memoryview(chunk)[:whole]))  # whole lines, so that nothing is cut next to a quotation mark
                before = chunk[whole:]
                is_plain = not is_long and not _has_loose_quotes(text)
    is_plain = is_plain and not _has_loose_quotes(before)
    line_end, line_ends = ("\n", feeds - blank_feeds) if feeds else ("\r", returns - blank_returns)
    return CsvScan(line_end, line_ends, is_plain, has_unusual_characters, may_have_damaged_letters)


def has_blank_lines(path: Path) -> bool:
    """Say whether a CSV file may have blank lines before or between other lines. Blank lines at its end do not count."""
    seen = first_bytes(path, 1) in {b"\r", b"\n"}
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            text = before + chunk
            if seen and text.strip():
                return True
            at = min((index for index in (text.find(pair) for pair in (b"\n\n", b"\n\r\n", b"\r\r")) if index >= 0), default=-1)
            if at >= 0:
                if text[at:].strip():
                    return True
                seen = True
            before = text[-2:]
    return False


def _has_loose_quotes(text: bytes) -> bool:
    """Say whether there may be spaces between a quotation mark and a separator or the end of a line."""
    if not _MAYBE_LOOSE.search(text):
        return False  # nearly always so, and quick to find out
    pieces = text.split(b'"')
    for index, piece in enumerate(pieces):
        if piece[-1:] == b" " and index < len(pieces) - 1:
            left = piece.rstrip(b" ")
            if left[-1] in _CELL_ENDS if left else index == 0:
                return True
        if piece[:1] == b" " and index:
            right = piece.lstrip(b" ")
            if right[0] in _CELL_ENDS if right else index == len(pieces) - 1:
                return True
    return False
