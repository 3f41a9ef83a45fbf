"""What a workbook holds, found before it is read: its size when unpacked, how far its worksheets reach, and formulas without a value.

The library that reads workbooks keeps every cell of the used area of a worksheet and has no limits. It takes errors of
formulas, and formulas that were never calculated, for blanks.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from cldspec.rules.cells import WITHOUT_RESULT
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.unpacking import ALWAYS_ALLOWED, CHUNK, MAX_EXPANSION, too_large

MAX_AREA = 10**8
"""The cells of the largest used area of a worksheet that is read."""
CELL_MEMORY = 180
"""The bytes of memory that reading a worksheet takes for each cell that is filled in, as measured with returns."""
MAX_CELL_LENGTH = 2**16
"""The bytes of the longest cell with an error, including its formula."""
Errors = dict[tuple[int, int], str]
"""The errors of formulas, such as #N/A, and formulas without a result, by row and column from 0."""
_TAG = rb"<(?:\w+:)?"
_ATTRIBUTE = rb"[^<>]*?\br\s*=\s*[\"']"
_CELL = re.compile(_TAG + rb"c(?:\s" + _ATTRIBUTE + rb"([A-Za-z]+)([0-9]+)[\"']|[\s/>])")
_ROW = re.compile(_TAG + rb"row\s" + _ATTRIBUTE + rb"([0-9]+)[\"']")
_ERROR = re.compile(
    _TAG + rb"c\s([^<>]*\bt=[\"']e[\"'][^<>]*)>(?:<(?:\w+:)?f[^<>]*/>|<(?:\w+:)?f[^<>]*>[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v>(#[^<]{1,20})<"
)
_FORMULA = rb"(?:<(?:\w+:)?f[^<>]*/>|<(?:\w+:)?f(?:\s[^<>]*)?>[^<]*</(?:\w+:)?f>)"
_NOT_CALCULATED = re.compile(_TAG + rb"c\s([^<>]*)>" + _FORMULA + rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>")
_TEXT_RESULT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_OPEN = re.compile(
    rb"<(table:table-row|table:table-cell|table:covered-table-cell|/table:table-row|table:table(?![-\w]))\b([^<>]*)>"
    rb"(?:<text:p[^<>]*>([^<]{1,40})</text:p>)?"
)
_CELL_OR_ROW = (b"<table:table-cell", b"<table:covered-table-cell", b"<table:table-row", b"<table:table ")
_NAME = re.compile(rb"\btable:name\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MAX_REPEATED_ERRORS = 2**16
"""The most cells for which one element of a LibreOffice worksheet may say that they have an error."""
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']([0-9]{1,9})")
_SHEET, _ID = "}sheet", "}id"
"""The ends of the names, which have another namespace in a workbook that Excel saved as Strict."""
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(slots=True)
class _UsedArea:
    """How far the cells of a worksheet reach, as far as it has been scanned."""

    rows: int = 0
    columns: int = 0
    cells_without_reference: int = 0
    filled: int = 0
    errors: Errors = field(default_factory=dict)

    def size(self) -> int:
        """Return the largest number of cells that the area can have."""
        return self.rows * (self.columns + self.cells_without_reference)


def damaged(name: str) -> str:
    """Return the message about a workbook that is damaged."""
    return f"{name} is not a workbook that can be read: it is damaged or cut off. Save it again as .xlsx."


def scan(path: Path, name: str, memory: int | None = None) -> dict[str, Errors]:
    """Return the formulas without a value in a workbook by worksheet.

    `memory` is how many bytes reading a worksheet may take. Raises UnreadableFileError where it is not a workbook, or holds more
    than can be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_kind(archive, name)
            areas, errors = _used_areas(archive, name, max(ALWAYS_ALLOWED, MAX_EXPANSION * path.stat().st_size), memory)
            return errors | {sheet: areas[part].errors for sheet, part in _parts_of_sheets(archive) if part in areas}
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


def _used_areas(archive: zipfile.ZipFile, name: str, most: int, memory: int | None) -> tuple[dict[str, _UsedArea], dict[str, Errors]]:
    """Return the used area of each part of a workbook, as if it were a worksheet. All parts may unpack to `most` bytes.

    Also returns the errors in a LibreOffice workbook by worksheet.
    """
    areas: dict[str, _UsedArea] = {}
    errors: dict[str, Errors] = {}
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
                    area.filled += chunk.count(b"</table:table-cell>")
                else:
                    rest = _scan_excel(text, area)
                    area.filled += chunk.count(b"v>") // 2 + chunk.count(b"</is>")
                _check_reach(area, name)
                if memory is not None and area.filled * CELL_MEMORY > memory:
                    raise UnreadableFileError(
                        f"{name} has so many cells that reading it takes more memory than --memory allows. Save it as CSV UTF-8, which "
                        "needs less. Or allow more memory."
                    )
        if open_document:
            open_document.add(rest, is_last=True)
            area.rows, area.columns = open_document.rows, open_document.columns
            _check_reach(area, name)
            errors = open_document.errors
        if left - most != declared:
            raise UnreadableFileError(damaged(name))
        part.file_size = declared
    return areas, errors


def _check_reach(area: _UsedArea, name: str) -> None:
    """Raise UnreadableFileError if the used area of a worksheet is larger than what is read."""
    if area.size() > MAX_AREA:
        raise UnreadableFileError(
            f"A sheet of {name} reaches too far down and right. "
            "Delete the columns and rows outside the table, and save it again with Excel."
        )


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
    if b"<f" in text or b":f" in text:
        for attributes in _NOT_CALCULATED.findall(text):
            if (reference := _REFERENCE.search(attributes)) and not _TEXT_RESULT.search(attributes):
                area.errors[int(reference[2]) - 1, _column_number(reference[1]) - 1] = WITHOUT_RESULT
    tag = text.rfind(b"<")
    is_open = tag >= 0 and text.find(b">", tag) < 0
    start = max(len(text) - MAX_CELL_LENGTH, 0)
    return text[min(tag, start) if is_open else start :]


class _OpenDocumentArea:
    """The used area of a LibreOffice worksheet, whose rows and cells say how often they are repeated."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self.errors: dict[str, Errors] = {}
        self._row = self._column = 0
        self._rows_repeated = 1
        self._errors: Errors = {}

    def add(self, text: bytes, *, is_last: bool = False) -> bytes:
        """Scan a piece of the file, and return the end of it, with which the next piece begins: its last cell."""
        end = len(text) if is_last else max(text.rfind(tag) for tag in _CELL_OR_ROW)
        if end < 0:
            end = max(text.rfind(b"<"), 0)
        for tag, attributes, content in _OPEN.findall(text[:end]):
            times = int(repeated[1]) if (repeated := _REPEATED.search(attributes)) else 1
            if tag == b"table:table":
                self._begin_sheet(attributes)
            elif tag == b"table:table-row":
                self._column, self._rows_repeated = 0, times
                self._row += times
            elif tag != b"/table:table-row":
                self._column += times
                if b"value" in attributes or b"formula" in attributes:
                    self.columns = max(self.columns, self._column)
                    self.rows = max(self.rows, self._row)
                if b"table:formula" in attributes:
                    self._add_error(attributes, content, times)
        return text[end:]

    def _begin_sheet(self, attributes: bytes) -> None:
        named = _NAME.search(attributes)
        self._row, self._errors = 0, {}
        self.errors[unescape((named[1] or named[2] or b"").decode("utf-8", "replace")) if named else ""] = self._errors

    def _add_error(self, attributes: bytes, content: bytes, times: int) -> None:
        """Keep a formula without a value. Its last column and row are the present ones."""
        is_error = b'value-type="error"' in attributes
        if (not is_error and b"office:value-type" in attributes) or times * self._rows_repeated > _MAX_REPEATED_ERRORS:
            return
        shown = unescape(content.decode("utf-8", "replace")) if is_error else WITHOUT_RESULT
        for row in range(self._row - self._rows_repeated, self._row):
            for column in range(self._column - times, self._column):
                self._errors[row, column] = shown if shown.startswith(("#", "Err:")) or not is_error else "#ERROR!"


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
    for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iter():  # noqa: S314 - as above
        if not sheet.tag.endswith(_SHEET):
            continue
        target = targets.get(next((value for key, value in sheet.items() if key.endswith(_ID)), None), "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
