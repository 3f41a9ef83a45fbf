"""What a workbook holds, found before it is read: its size when unpacked, how far its worksheets reach, and errors of formulas.

The library that reads workbooks keeps every cell of the used area of a worksheet and has no limits, and it takes errors of
formulas for blanks.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.unpacking import ALWAYS_ALLOWED, CHUNK, MAX_EXPANSION, too_large

MAX_AREA = 10**8
"""The cells of the largest used area of a worksheet that is read."""
MAX_CELL_LENGTH = 2**16
"""The bytes of the longest cell with an error, including its formula."""
Errors = dict[tuple[int, int], str]
"""The errors of formulas, such as #N/A, by row and column from 0."""
_TAG = rb"<(?:\w+:)?"
_ATTRIBUTE = rb"[^<>]*?\br\s*=\s*[\"']"
_CELL = re.compile(_TAG + rb"c(?:\s" + _ATTRIBUTE + rb"([A-Za-z]+)([0-9]+)[\"']|[\s/>])")
_ROW = re.compile(_TAG + rb"row\s" + _ATTRIBUTE + rb"([0-9]+)[\"']")
_ERROR = re.compile(
    _TAG + rb"c\s([^<>]*\bt=[\"']e[\"'][^<>]*)>(?:<(?:\w+:)?f[^<>]*/>|<(?:\w+:)?f[^<>]*>[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v>(#[^<]{1,20})<"
)
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_OPEN = re.compile(rb"<(table:table-row|table:table-cell|table:covered-table-cell|/table:table-row)\b([^<>]*)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']([0-9]{1,9})")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(slots=True)
class _UsedArea:
    """How far the cells of a worksheet reach, as far as it has been scanned."""

    rows: int = 0
    columns: int = 0
    cells_without_reference: int = 0
    errors: Errors = field(default_factory=dict)

    def size(self) -> int:
        """Return the largest number of cells that the area can have."""
        return self.rows * (self.columns + self.cells_without_reference)


def damaged(name: str) -> str:
    """Return the message about a workbook that is damaged."""
    return f"{name} is not a workbook that can be read: it is damaged or cut off. Save it again as .xlsx."


def scan(path: Path, name: str) -> dict[str, Errors]:
    """Return the errors of formulas in a workbook by worksheet.

    Raises UnreadableFileError where it is not a workbook, or holds more than can be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_kind(archive, name)
            areas = _used_areas(archive, name, max(ALWAYS_ALLOWED, MAX_EXPANSION * path.stat().st_size))
            return {sheet: areas[part].errors for sheet, part in _parts_of_sheets(archive) if part in areas}
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
        raise UnreadableFileError(damaged(name)) from error


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise UnreadableFileError(f"{name} is a binary workbook. Save it as .xlsx.")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise UnreadableFileError(f"{name} is a document or a presentation, not a workbook. Save the return as CSV UTF-8, or as .xlsx.")
    if not names & {"xl/workbook.xml", "content.xml", "[Content_Types].xml"}:
        raise UnreadableFileError(f"{name} is a ZIP archive. Unpack it, and give the files in it.")


def _used_areas(archive: zipfile.ZipFile, name: str, most: int) -> dict[str, _UsedArea]:
    """Return the used area of each part of a workbook, as if it were a worksheet. All parts may unpack to `most` bytes."""
    areas: dict[str, _UsedArea] = {}
    for part in archive.infolist():
        area = areas.setdefault(part.filename, _UsedArea())
        declared, part.file_size = part.file_size, 2**62  # or else only as much is unpacked as the archive says, which may be a lie
        open_document = _OpenDocumentArea() if part.filename == "content.xml" else None
        left = most
        rest = b""
        with archive.open(part) as file:
            while chunk := file.read(CHUNK):
                most -= len(chunk)
                if most < 0:
                    raise UnreadableFileError(too_large(name))
                text = rest + chunk
                if b"<!ENTITY" in text or len(rest) > CHUNK:
                    raise UnreadableFileError(damaged(name))
                if open_document:
                    rest = open_document.add(text)
                    area.rows, area.columns = open_document.rows, open_document.columns
                else:
                    rest = _scan_excel(text, area)
                if area.size() > MAX_AREA:
                    raise UnreadableFileError(
                        f"A sheet of {name} reaches too far down and right. "
                        "Delete the columns and rows outside the table, and save it again with Excel."
                    )
        if left - most != declared:
            raise UnreadableFileError(damaged(name))
        part.file_size = declared
    return areas


def _scan_excel(text: bytes, area: _UsedArea) -> bytes:
    """Scan a piece of an Excel worksheet, and return the end of it, with which the next piece begins."""
    cells = _CELL.findall(text)
    area.cells_without_reference += cells.count((b"", b""))
    rows = {row for _, row in cells}.union(_ROW.findall(text)) - {b""}
    area.rows = max([area.rows, *map(int, rows)])
    area.columns = max([area.columns, *map(_column_number, {column for column, _ in cells})])
    if b't="e"' in text or b"t='e'" in text:
        for attributes, value in _ERROR.findall(text):
            if reference := _REFERENCE.search(attributes):
                area.errors[int(reference[2]) - 1, _column_number(reference[1]) - 1] = value.decode("ascii", "replace")
    tag = text.rfind(b"<")
    is_open = tag >= 0 and text.find(b">", tag) < 0
    start = max(len(text) - MAX_CELL_LENGTH, 0)
    return text[min(tag, start) if is_open else start :]


class _OpenDocumentArea:
    """The used area of a LibreOffice worksheet, whose rows and cells say how often they are repeated."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0

    def add(self, text: bytes) -> bytes:
        """Scan a piece of the file, and return the end of it, with which the next piece begins."""
        end = text.rfind(b"<")
        end = len(text) if end < 0 else end
        for tag, attributes in _OPEN.findall(text, 0, end):
            times = int(repeated[1]) if (repeated := _REPEATED.search(attributes)) else 1
            if tag == b"table:table-row":
                self._column = 0
                self._row += times
            elif tag != b"/table:table-row":
                self._column += times
                if b"value" in attributes or b"formula" in attributes:
                    self.columns = max(self.columns, self._column)
                    self.rows = max(self.rows, self._row)
        return text[end:]


def _column_number(letters: bytes) -> int:
    """Return the number of a column by its letters, from 1. Letters that no column has give a number that is too large."""
    if len(letters) > len("XFD"):
        return MAX_AREA
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _parts_of_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the names of the worksheets with the parts of the archive that hold them."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
        return
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - parts with entities are already refused
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations.iter(_RELATION)}
    for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iter(_SHEET):  # noqa: S314 - as above
        target = targets.get(sheet.get(_ID), "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
