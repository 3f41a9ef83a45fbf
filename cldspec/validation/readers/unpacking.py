"""The bytes of a file as its content has them: unpacked, and as UTF-8, in a folder of our own where that takes another file."""

import codecs
import gzip
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cldspec.validation.readers.template import UnreadableFileError

CHUNK = 2**20
"""The bytes that are worked on at a time."""
MOST_TIMES = 250
"""How many times its size a packed return may have unpacked: tables with few different values shrink to about a thirtieth."""
SMALL = 2**28
"""The bytes up to which anything may be unpacked."""
GZIP, ZIP, PARQUET, OLE = b"\x1f\x8b", b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0"
"""What files of a kind begin with."""
WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
"""What files begin with that Excel saves as Unicode text."""
_SAVE = "Save the return as CSV UTF-8, or as .xlsx."
_UNPACK = "Unpack it, and name what comes out."
OTHER_KINDS = {
    b"%PDF": ("a PDF file", _SAVE),
    b"{\\rtf": ("a text document", _SAVE),
    b"\x89PNG": ("a picture", _SAVE),
    b"\xff\xd8\xff": ("a picture", _SAVE),
    b"GIF8": ("a picture", _SAVE),
    b"<": ("a web page or an XML file", _SAVE),
    b"SQLite format 3": ("a database", _SAVE),
    b"PARE": ("a locked Parquet file", "Write it without encryption."),
    b"PK\x05\x06": ("an empty ZIP archive", _SAVE),
    b"7z\xbc\xaf": ("an archive", _UNPACK),
    b"Rar!": ("an archive", _UNPACK),
    b"BZh": ("a packed file", _UNPACK),
    b"\xfd7zXZ": ("a packed file", _UNPACK),
    b"\x28\xb5\x2f\xfd": ("a packed file", _UNPACK),
}
"""What files of other kinds begin with, what they are, and what to do."""
_STRETCH = 2**19
"""The bytes that are looked at at a time; a line that has two stretches or more is a long one."""
_ENDS = b"\r\n,;\t|"
"""What a cell of a CSV file begins and ends at."""
_MAYBE_LOOSE = re.compile(rb'"(?:(?<=[\r\n,;\t| ] ")|(?<=\A ")|(?= (?:[ \r\n,;\t|]|\Z)))')
"""A quotation mark with a space beside it that may be between it and what a cell begins or ends at."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a CSV file is seen to hold without reading its cells.

    `end` is what most probably ends its lines, and `ends` how many of them there are, without those of blank lines at the
    end of the file. `is_plain` says that no line is so long that DuckDB passes over it unheard, and that there are no spaces
    between a separator and a quotation mark, which readers take differently.
    """

    end: str
    ends: int
    is_plain: bool


def check_file(path: Path, name: str) -> None:
    """Raise UnreadableFileError where there is no file that can be read as often as it takes."""
    if path.is_dir():
        raise UnreadableFileError(f"{name} is a folder. Name the files in it.")
    if not path.exists():
        raise UnreadableFileError(f"There is no file {name}. Look at how its name is written.")
    if not path.is_file():
        raise UnreadableFileError(f"{name} is no file, but a pipe or a device. Save what it holds to a file, or send it to standard input.")


def beginning(path: Path, size: int) -> bytes:
    """Return the first bytes of a file."""
    with path.open("rb") as file:
        return file.read(size)


def copied(stream: BinaryIO, to: Path) -> None:
    """Write what a stream holds to a file."""
    with to.open("wb") as file:
        while chunk := stream.read(CHUNK):
            file.write(chunk)


def ungzipped(path: Path, name: str, to: Path) -> None:
    """Write what a gzip file holds to another. Raises UnreadableFileError where it is damaged, or holds too much to be a return."""
    most = max(SMALL, MOST_TIMES * path.stat().st_size)
    written = 0
    try:
        with gzip.open(path) as packed, to.open("wb") as file:
            while chunk := packed.read(CHUNK):
                written += len(chunk)
                if written > most:
                    raise UnreadableFileError(_too_much(name))
                file.write(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableFileError(f"{name} is a gzip file that is damaged or cut off. Pack it again.") from error


def copied_from(path: Path, start: int, to: Path) -> Path:
    """Write what a file holds from a byte on to another, and return that."""
    with path.open("rb") as file:
        file.seek(start)
        copied(file, to)
    return to


def in_utf8(path: Path, encoding: str, to: Path) -> Path:
    """Write a text file as UTF-8 to another, and return that; a byte that the encoding does not know becomes a sign that says so."""
    with path.open(encoding=encoding, errors="replace", newline="") as text, to.open("w", encoding="utf-8", newline="") as file:
        for chunk in iter(lambda: text.read(CHUNK), ""):
            file.write(chunk)
    return to


def check_utf8(path: Path) -> None:
    """Raise UnicodeDecodeError where a text file is not in UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while chunk := file.read(_STRETCH):
            decoder.decode(chunk)
    decoder.decode(b"", final=True)


def look(path: Path) -> Look:
    """Return what a CSV file is seen to hold, as quickly as it can be seen."""
    feeds = returns = 0
    blank_feeds = blank_returns = 0
    before = b""
    is_plain = True
    with path.open("rb") as file:
        while chunk := file.read(_STRETCH):
            here = chunk.count(b"\n")
            feeds += here
            returns += 0 if feeds else chunk.count(b"\r")  # where lines end otherwise, nobody asks how many there are
            kept = len(chunk.rstrip())
            blank_feeds = chunk.count(b"\n", kept) + (0 if kept else blank_feeds)
            blank_returns = chunk.count(b"\r", kept) + (0 if kept else blank_returns)
            if is_plain:
                is_long = len(chunk) == _STRETCH and not here and b"\r" not in chunk
                whole = chunk.rfind(b"\n") + 1
                text = b"".join((before, memoryview(chunk)[:whole]))  # whole lines: nothing is cut beside a quotation mark
                before = chunk[whole:]
                is_plain = not is_long and not _has_loose_quotes(text)
    is_plain = is_plain and not _has_loose_quotes(before)
    return Look("\n", feeds - blank_feeds, is_plain) if feeds else Look("\r", returns - blank_returns, is_plain)


def _has_loose_quotes(text: bytes) -> bool:
    """Say whether there may be spaces between a separator, or the end of a line, and a quotation mark."""
    if not _MAYBE_LOOSE.search(text):
        return False  # as nearly always, and quickly seen
    pieces = text.split(b'"')
    for index, piece in enumerate(pieces):
        if piece[-1:] == b" " and index < len(pieces) - 1:
            left = piece.rstrip(b" ")
            if left[-1] in _ENDS if left else index == 0:
                return True
        if piece[:1] == b" " and index:
            right = piece.lstrip(b" ")
            if right[0] in _ENDS if right else index == len(pieces) - 1:
                return True
    return False


def _too_much(name: str) -> str:
    return f"{name} unpacks to more than {MOST_TIMES} times its size, as no return does. Save it as CSV UTF-8."
