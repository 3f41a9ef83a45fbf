"""Sheets of a workbook as rows of cells, the errors of formulas among them.

The reader of workbooks keeps every cell of the area that a sheet fills, and has no bounds. So what a workbook holds is looked
through before: what it unpacks to, how far its sheets reach, and the errors, which that reader takes for blanks.
"""

import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree as ET

from cldspec.validation.readers.template import UnreadableFileError, Value
from cldspec.validation.readers.unpacking import CHUNK, MOST_TIMES, SMALL, beginning

LARGEST_AREA = 10**8
"""The cells of the largest area of a sheet that is read."""
LONGEST_CELL = 2**16
"""The bytes of the longest cell with an error, its formula included."""
_TAG = rb"<(?:\w+:)?"
_ATTRIBUTE = rb"[^<>]*?\br\s*=\s*[\"']"
_CELL = re.compile(_TAG + rb"c(?:\s" + _ATTRIBUTE + rb"([A-Za-z]+)([0-9]+)[\"']|[\s/>])")
_ROW = re.compile(_TAG + rb"row\s" + _ATTRIBUTE + rb"([0-9]+)[\"']")
_ERROR = re.compile(
    _TAG + rb"c\s([^<>]*\bt=[\"']e[\"'][^<>]*)>(?:<(?:\w+:)?f[^<>]*/>|<(?:\w+:)?f[^<>]*>[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v>(#[^<]{1,20})<"
)
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_OPEN = re.compile(rb"<(table:table-row|table:table-cell|table:covered-table-cell|/table:table-row)\b([^<>]*)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']([0-9]{1,9})")
_IN_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TOO_FAR = "A sheet of {} reaches too far down and right. Delete the columns and rows outside the table, and save it again with Excel."
_DAMAGED = "{} is not a workbook that can be read: it is damaged or cut off. Save it again as .xlsx."
_IS_LOCKED = "{} is locked with a password. Save it without one."
_TRY = """
import sys
from python_calamine import CalamineWorkbook, PasswordError
try:
    with open(sys.argv[1], "rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > 65536 * 256:  # more than such a workbook has
                sys.exit(1)
            sheet.to_python()
except PasswordError:
    sys.exit(3)
"""
_LOCKED = 3
_PATIENCE = 300
"""The seconds that reading a workbook of the older kind may take."""
Errors = dict[tuple[int, int], str]
"""The errors that formulas came to, by row and column from 0."""


@dataclass(slots=True)
class _Area:
    """How far the cells of a sheet reach, as far as they have been looked at."""

    deepest: int = 0
    widest: int = 0
    unplaced: int = 0
    """The cells that do not say where they stand."""
    errors: Errors = field(default_factory=dict)

    def size(self) -> int:
        """Return the number of cells that the area has at most."""
        return self.deepest * (self.widest + self.unplaced)


def sheets(path: Path, name: str) -> Iterator[tuple[str, Sequence[Sequence[Value]]]]:
    """Yield the sheets of a workbook with their names. Raises UnreadableFileError."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    errors: dict[str, Errors] = {}
    if beginning(path, 2) == b"PK":
        errors = _looked_through(path, name)
    else:
        _try(path, name)
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            for sheet in book.sheets_metadata:
                if sheet.typ != SheetTypeEnum.WorkSheet:
                    continue
                rows: list[list[Any]] = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                for (row, column), text in errors.get(sheet.name, {}).items():
                    _put(rows, row, column, text)
                yield sheet.name, rows
    except PasswordError as error:
        raise UnreadableFileError(_IS_LOCKED.format(name)) from error
    except (CalamineError, ValueError) as error:
        raise UnreadableFileError(_DAMAGED.format(name)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault in the reader's own language shows
            raise
        raise UnreadableFileError(_DAMAGED.format(name)) from error


def _try(path: Path, name: str) -> None:
    """Raise UnreadableFileError where a workbook of the older kind cannot be read.

    Its reader ends the whole process where such a file is damaged in certain places: so that is a process of its own.
    """
    command = [sys.executable, "-P", "-c", _TRY, str(path)]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - this Python, no shell
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(_DAMAGED.format(name)) from error
    if done.returncode:
        raise UnreadableFileError((_IS_LOCKED if done.returncode == _LOCKED else _DAMAGED).format(name))


def _put(rows: list[list[Any]], row: int, column: int, text: str) -> None:
    """Put a text into a cell, which may lie beyond those that are there."""
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
    rows[row][column] = text


def _looked_through(path: Path, name: str) -> dict[str, Errors]:
    """Return the errors of a workbook by sheet. Raises UnreadableFileError where it is none, or holds more than can be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_kind(archive, name)
            areas = _areas(archive, name, max(SMALL, MOST_TIMES * path.stat().st_size))
            return {sheet: areas[part].errors for sheet, part in _parts(archive) if part in areas}
    except (
        zipfile.BadZipFile,
        zlib.error,
        ET.ParseError,
        EOFError,
        KeyError,
        NotImplementedError,
        OverflowError,
        RuntimeError,
        ValueError,
    ) as error:
        raise UnreadableFileError(_DAMAGED.format(name)) from error


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise UnreadableFileError(f"{name} is a binary workbook. Save it as .xlsx.")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise UnreadableFileError(f"{name} is a document or slides, not a workbook. Save the return as CSV UTF-8, or as .xlsx.")
    if not names & {"xl/workbook.xml", "content.xml", "[Content_Types].xml"}:
        raise UnreadableFileError(f"{name} is a ZIP archive. Unpack it, and name the files in it.")


def _areas(archive: zipfile.ZipFile, name: str, most: int) -> dict[str, _Area]:
    """Return what each part of a workbook fills, as if it were a sheet. `most` are the bytes that all may unpack to."""
    areas: dict[str, _Area] = {}
    for part in archive.infolist():
        area = areas.setdefault(part.filename, _Area())
        declared, part.file_size = part.file_size, 2**62  # else no more is unpacked than the archive says, which may be a lie
        opened = _Repeated() if part.filename == "content.xml" else None
        left = most
        rest = b""
        with archive.open(part) as file:
            while chunk := file.read(CHUNK):
                most -= len(chunk)
                if most < 0:
                    raise UnreadableFileError(
                        f"{name} unpacks to more than {MOST_TIMES} times its size, as no return does. Save it as CSV UTF-8."
                    )
                text = rest + chunk
                if b"<!ENTITY" in text or len(rest) > CHUNK:
                    raise UnreadableFileError(_DAMAGED.format(name))
                if opened:
                    rest = opened.add(text)
                    area.deepest, area.widest = opened.deepest, opened.widest
                else:
                    rest = _scan(text, area)
                if area.size() > LARGEST_AREA:
                    raise UnreadableFileError(_TOO_FAR.format(name))
        if left - most != declared:
            raise UnreadableFileError(_DAMAGED.format(name))
        part.file_size = declared
    return areas


def _scan(text: bytes, area: _Area) -> bytes:
    """Look at a piece of a sheet of Excel's; return its end, which the next piece goes on from."""
    cells = _CELL.findall(text)
    area.unplaced += cells.count((b"", b""))
    rows = {row for _, row in cells}.union(_ROW.findall(text)) - {b""}
    area.deepest = max([area.deepest, *map(int, rows)])
    area.widest = max([area.widest, *map(_number, {column for column, _ in cells})])
    if b't="e"' in text or b"t='e'" in text:
        for attributes, value in _ERROR.findall(text):
            if place := _PLACE.search(attributes):
                area.errors[int(place[2]) - 1, _number(place[1]) - 1] = value.decode("ascii", "replace")
    tag = text.rfind(b"<")
    is_open = tag >= 0 and text.find(b">", tag) < 0
    start = max(len(text) - LONGEST_CELL, 0)
    return text[min(tag, start) if is_open else start :]


class _Repeated:
    """How far a sheet of LibreOffice's reaches, whose rows and cells say how often they are repeated."""

    def __init__(self) -> None:
        self.deepest = self.widest = 0
        self.row = self.times = self.width = self.filled = 0

    def add(self, text: bytes) -> bytes:
        """Look at a piece of the file; return its end, which the next piece goes on from."""
        end = text.rfind(b"<")
        end = len(text) if end < 0 else end
        for tag, attributes in _OPEN.findall(text, 0, end):
            times = int(repeated[1]) if (repeated := _REPEATED.search(attributes)) else 1
            if tag == b"table:table-row":
                self.times, self.width, self.filled = times, 0, 0
                self.row += times
            elif tag != b"/table:table-row":
                self.width += times
                if b"value" in attributes or b"formula" in attributes:
                    self.widest = max(self.widest, self.width)
                    self.deepest = max(self.deepest, self.row)
        return text[end:]


def _number(letters: bytes) -> int:
    """Return the number of a column by its letters, from 1; one that is too large for letters that no column has."""
    if len(letters) > len("XFD"):
        return LARGEST_AREA
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the names of the sheets with the files that hold them."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
        return
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - parts with entities are refused before
    targets = {one.get("Id"): one.get("Target", "") for one in relations.iter(_RELATION)}
    for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iter(_IN_MAIN):  # noqa: S314 - as above
        target = targets.get(sheet.get(_ID), "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
