"""The bytes of a file as its content has them: unpacked, and as UTF-8, in a folder of our own where that takes another file."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cldspec.filled import NotReadable

CHUNK = 2**20
"""The bytes that are worked on at a time."""
MOST_TIMES = 250
"""How many times its size a packed return may have unpacked: tables with few different values shrink to about a thirtieth."""
SMALL = 2**28
"""The bytes up to which anything may be unpacked."""
GZIP, ZIP, PARQUET, OLE = b"\x1f\x8b", b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0"
"""What files of a kind begin with."""
WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""What files begin with that Excel saves as Unicode text."""


def beginning(path: Path, size: int) -> bytes:
    """Return the first bytes of a file. Raises NotReadable where there is none that can be read."""
    if path.is_dir():
        raise NotReadable(f"{path.name} is a folder. Name the files in it.")
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        raise NotReadable(f"{path.name} cannot be read: {error.strerror or error}.") from error


def copied(stream: BinaryIO, to: Path) -> None:
    """Write what a stream holds to a file."""
    with to.open("wb") as file:
        while chunk := stream.read(CHUNK):
            file.write(chunk)


def ungzipped(path: Path, to: Path) -> None:
    """Write what a gzip file holds to another. Raises NotReadable where it is damaged, or holds too much to be a return."""
    most = max(SMALL, MOST_TIMES * path.stat().st_size)
    written = 0
    try:
        with gzip.open(path) as packed, to.open("wb") as file:
            while chunk := packed.read(CHUNK):
                written += len(chunk)
                if written > most:
                    raise NotReadable(f"{path.name} unpacks to more than {MOST_TIMES} times its size, as no return does.")
                file.write(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise NotReadable(f"{path.name} is a gzip file that is damaged or cut off ({error}). Pack it again.") from error


def in_utf8(path: Path, encoding: str, to: Path) -> None:
    """Write a text file as UTF-8; a byte that the encoding does not know becomes a sign that says so."""
    with path.open(encoding=encoding, errors="replace", newline="") as text, to.open("w", encoding="utf-8", newline="") as file:
        for chunk in iter(lambda: text.read(CHUNK), ""):
            file.write(chunk)


def check_workbook(path: Path) -> None:
    """Raise NotReadable where a ZIP file is no workbook, is damaged, or holds more than Excel could have saved from a return."""
    most = max(SMALL, MOST_TIMES * path.stat().st_size)
    read = 0
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" not in names and "mimetype" not in names:
                raise NotReadable(f"{path.name} is a ZIP archive. Unpack it, and name the files in it.")
            for name in names:
                for chunk in _chunks(archive, name):
                    read += len(chunk)
                    if read > most:
                        raise NotReadable(f"{path.name} unpacks to more than {MOST_TIMES} times its size, as no return does.")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise NotReadable(f"{path.name} is a workbook that is damaged or locked ({error}). Save it again as .xlsx.") from error


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        while chunk := member.read(CHUNK):
            yield chunk
