"""Workbooks of the older kind (.xls): errors of formulas, which the library that reads workbooks takes for blanks.

Such a file is a container with streams in it ([MS-CFB]). One stream holds the workbook as records ([MS-XLS]).
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from cldspec.validation.readers.workbook_scan import Errors

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_FORMULA, _END, _SHEET, _ERROR, _BEGIN = 0x0006, 0x000A, 0x0085, 0x0205, 0x0809
"""The types of records: a formula, the end of a worksheet, its name and position, a boolean or error, and its beginning."""
_VERSION_8 = 0x0600
_FREE, _END_OF_CHAIN = 0xFFFFFFFF, 0xFFFFFFFE
_ENTRY = 128
"""The bytes of an entry of the container's directory."""
_SMALL = 64
"""The bytes of a small sector."""


def is_locked(path: Path) -> bool:
    """Say whether a container holds a newer workbook that is locked with a password."""
    try:
        return "EncryptedPackage" in _Container(path.read_bytes()).streams
    except (struct.error, ValueError):
        return False


def scan_older(path: Path) -> dict[str, Errors]:
    """Return the errors of formulas in a workbook of the older kind by worksheet; none where its structure is unknown."""
    try:
        container = _Container(path.read_bytes())
        name = next((name for name in ("Workbook", "Book") if name in container.streams), None)
        return _errors(container.stream(name)) if name else {}
    except (struct.error, ValueError, IndexError):
        return {}


class _Container:
    """The streams of a container by name. Raises ValueError and struct.error where its structure is broken."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = 1 << struct.unpack_from("<H", content, 30)[0]
        if self.size not in {512, 4096}:
            raise ValueError
        directory, _, self.cutoff, small_table, _, more, _ = struct.unpack_from("<7I", content, 48)
        sectors = [number for number in struct.unpack_from("<109I", content, 76) if number != _FREE]
        for sector in self._chain_of_tables(more):
            sectors += [number for number in struct.unpack(f"<{self.size // 4 - 1}I", sector[:-4]) if number != _FREE]
        table = b"".join(map(self._sector, sectors))
        self.next = struct.unpack(f"<{len(table) // 4}I", table)
        entries = b"".join(self._chain(directory))
        self.streams: dict[str, tuple[int, int]] = {}
        self.small = b""
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            start, size = struct.unpack_from("<II", entries, at + 116)
            if kind == 5:  # the root, whose content is the small sectors  # noqa: PLR2004 - the number in the format
                self.small = b"".join(self._chain(start))
            elif kind:
                self.streams[entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")] = start, size
        self.small_next = self._numbers(small_table)

    def stream(self, name: str) -> bytes:
        """Return the content of a stream."""
        start, size = self.streams[name]
        if size >= self.cutoff:
            return b"".join(self._chain(start))[:size]
        numbers = _numbers_of_chain(start, self.small_next)
        return b"".join(self.small[number * _SMALL : (number + 1) * _SMALL] for number in numbers)[:size]

    def _numbers(self, start: int) -> tuple[int, ...]:
        table = b"".join(self._chain(start))
        return struct.unpack(f"<{len(table) // 4}I", table)

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self.size
        return self.content[at : at + self.size].ljust(self.size, b"\xff")

    def _chain(self, start: int) -> Iterator[bytes]:
        return map(self._sector, _numbers_of_chain(start, self.next))

    def _chain_of_tables(self, start: int) -> Iterator[bytes]:
        seen: set[int] = set()
        while start < _END_OF_CHAIN and start not in seen and (start + 1) * self.size < len(self.content):
            seen.add(start)
            sector = self._sector(start)
            yield sector
            (start,) = struct.unpack("<I", sector[-4:])


def _numbers_of_chain(start: int, following: tuple[int, ...]) -> Iterator[int]:
    """Yield the numbers of the sectors of a chain. A chain that runs in circles ends."""
    for _ in range(len(following) + 1):
        if start >= len(following):
            return
        yield start
        start = following[start]


def _errors(stream: bytes) -> dict[str, Errors]:
    """Return the errors in the records of a workbook by worksheet."""
    found: dict[str, Errors] = {}
    for kind, record in _records(stream, 0):
        if kind == _SHEET:
            (position,) = struct.unpack_from("<I", record)
            found[_name(record[6:], stream)] = _errors_of_sheet(stream, position)
    return found


def _name(record: bytes, stream: bytes) -> str:
    """Return the name of a worksheet: its length, in newer files whether it has two bytes for each character, and the characters."""
    if struct.unpack_from("<H", stream, 4)[0] < _VERSION_8:
        return record[1 : 1 + record[0]].decode("cp1252", "replace")
    return record[2 : 2 + 2 * record[0]].decode("utf-16-le", "replace") if record[1] & 1 else record[2 : 2 + record[0]].decode("latin-1")


def _errors_of_sheet(stream: bytes, position: int) -> Errors:
    errors: Errors = {}
    for kind, record in _records(stream, position):
        if kind == _ERROR and record[7]:
            row, column = struct.unpack_from("<HH", record)
            errors[row, column] = _ERRORS.get(record[6], "#ERROR!")
        elif kind == _FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:  # noqa: PLR2004 - the number for an error
            row, column = struct.unpack_from("<HH", record)
            errors[row, column] = _ERRORS.get(record[8], "#ERROR!")
    return errors


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a part of the stream, from its beginning to its end, without the parts inside it, such as charts."""
    depth = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length
