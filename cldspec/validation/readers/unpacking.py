"""The bytes of a file: what kind of file they are, and how they are decompressed and converted to UTF-8 in a temporary folder."""

import codecs
import gzip
import zlib
from pathlib import Path
from typing import BinaryIO

from cldspec.rules.cells import BYTES, LOST
from cldspec.validation.errors import UnreadableFileError

CHUNK = 2**20
"""The bytes that are processed at a time."""
MAX_EXPANSION = 250
"""How many times larger a return may become when it is decompressed. Tables with few different values shrink to about a thirtieth."""
ALWAYS_ALLOWED = 2**28
"""The bytes to which any file may be decompressed, however small it is."""
GZIP, ZIP, PARQUET, OLE = b"\x1f\x8b", b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0"
"""The first bytes of each kind of file. OLE is the container of workbooks before .xlsx, and of those with a password."""
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""The first bytes of files that Excel saves as Unicode text."""
KEEP_BYTES = "cldspec-keep-bytes"
"""How bytes that an encoding lacks are decoded."""
_BEYOND_ASCII = 0x80
_SAVE = "Save the return as CSV UTF-8, or as .xlsx."
_UNPACK = "Unpack it, and give the file inside."
OTHER_KINDS = {
    b"%PDF": ("a PDF file", _SAVE),
    b"{\\rtf": ("a text document", _SAVE),
    b"\x89PNG": ("a picture", _SAVE),
    b"\xff\xd8\xff": ("a picture", _SAVE),
    b"GIF8": ("a picture", _SAVE),
    b"<": ("a web page or an XML file", _SAVE),
    b"SQLite format 3": ("a database", _SAVE),
    b"PARE": ("an encrypted Parquet file", "Write it without encryption."),
    b"PK\x05\x06": ("an empty ZIP archive", _SAVE),
    b"7z\xbc\xaf": ("an archive", _UNPACK),
    b"Rar!": ("an archive", _UNPACK),
    b"BZh": ("a compressed file", _UNPACK),
    b"\xfd7zXZ": ("a compressed file", _UNPACK),
    b"\x28\xb5\x2f\xfd": ("a compressed file", _UNPACK),
}
"""The first bytes of files that are not returns, what these files are, and what to do instead."""


def check_file(path: Path, name: str) -> None:
    """Raise UnreadableFileError unless the path is a file that can be read several times."""
    if path.is_dir():
        raise UnreadableFileError(f"{name} is a folder. Give the files in it.")
    if not path.exists():
        raise UnreadableFileError(f"There is no file {name}. Check the spelling of its name and folder.")
    if not path.is_file():
        raise UnreadableFileError(f"{name} is a pipe or a device, not a file. Save its content to a file, or send it to standard input.")


def first_bytes(path: Path, size: int) -> bytes:
    """Return the first bytes of a file."""
    with path.open("rb") as file:
        return file.read(size)


def copy_stream(stream: BinaryIO, target: Path) -> None:
    """Write the rest of a stream to a file."""
    with target.open("wb") as file:
        while chunk := stream.read(CHUNK):
            file.write(chunk)


def copy_from(path: Path, start: int, target: Path) -> Path:
    """Write a file, from the byte `start` on, to another file. Return that file."""
    with path.open("rb") as file:
        file.seek(start)
        copy_stream(file, target)
    return target


def decompress(path: Path, name: str, target: Path) -> None:
    """Write the content of a gzip file to another file. Raises UnreadableFileError where it is damaged, or too large to be a return."""
    most = max(ALWAYS_ALLOWED, MAX_EXPANSION * path.stat().st_size)
    written = 0
    try:
        with gzip.open(path) as packed, target.open("wb") as file:
            while chunk := packed.read(CHUNK):
                written += len(chunk)
                if written > most:
                    raise UnreadableFileError(too_large(name))
                file.write(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableFileError(f"{name} is a gzip file that is damaged or cut off. Compress the return again.") from error


def too_large(name: str) -> str:
    """Return the message about a file that grows too much when it is decompressed."""
    return f"{name} unpacks to more than {MAX_EXPANSION} times its size, which no return does. Save it as CSV UTF-8."


def convert_to_utf8(path: Path, encoding: str, target: Path) -> Path:
    """Write a text file as UTF-8 to another file, and return that file. Bytes that the encoding lacks become characters of LOST."""
    with path.open(encoding=encoding, errors=KEEP_BYTES, newline="") as text, target.open("w", encoding="utf-8", newline="") as file:
        for chunk in iter(lambda: text.read(CHUNK), ""):
            file.write(chunk)
    return target


def is_damaged_utf8(path: Path) -> bool:
    """Say whether a text file that is not in UTF-8 was once, and has some wrong bytes, rather than being in another encoding.

    It begins as Excel begins such files, or has no more wrong bytes than other characters beyond ASCII. In another encoding,
    hardly any of these would be right.
    """
    decoder = codecs.getincrementaldecoder("utf-8")(errors=KEEP_BYTES)
    right = wrong = 0
    with path.open("rb") as file:
        if file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8:
            return True
        file.seek(0)
        is_end = False
        while not is_end:
            chunk = file.read(CHUNK)
            is_end = not chunk
            text = decoder.decode(chunk, final=is_end)
            beyond_ascii = text.encode("ascii", "ignore")
            bad = sum(map(text.count, set(text) & set(LOST)))
            wrong += bad
            right += len(text) - len(beyond_ascii) - bad
    return 0 < wrong <= right


def _keep_bytes(error: UnicodeError) -> tuple[str, int]:
    """Return the characters of LOST for bytes that an encoding lacks."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(chr(BYTES + byte) if byte >= _BEYOND_ASCII else "\ufffd" for byte in wrong), error.end


codecs.register_error(KEEP_BYTES, _keep_bytes)


def check_utf8(path: Path) -> None:
    """Raise UnicodeDecodeError unless a text file is in UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
    decoder.decode(b"", final=True)
