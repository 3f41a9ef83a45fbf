"""Sheets of a workbook as rows of cells, the errors of formulas among them."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree

from cldspec.conformance.unpacking import CHUNK, check_workbook
from cldspec.filled import NotReadable, Value

LARGEST_AREA = 10**8
"""The cells of the largest area of a sheet that is read: the reader keeps each of them, empty ones too."""
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]* t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>(#[^<]{1,20})</v>')
_LONGEST_CELL = 2**15
_NAMES = {
    "sheet": "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet",
    "id": "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "relation": "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship",
}


def sheets(path: Path) -> Iterator[tuple[str, Sequence[Sequence[Value]]]]:
    """Yield the sheets of a workbook with their names. Raises NotReadable."""
    from python_calamine import CalamineError, CalamineWorkbook

    errors = _errors(path) if zipfile.is_zipfile(path) else {}
    try:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for (row, column), text in errors.get(name, {}).items():
                if row < len(rows) and column < len(rows[row]):
                    rows[row][column] = text
            yield name, rows
    except (CalamineError, OSError, ValueError) as error:
        raise NotReadable(
            f"{path.name} is not a workbook that can be read ({error}). Save it again as .xlsx, without a password."
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault in the reader's own language shows
            raise
        raise NotReadable(f"{path.name} is a workbook that is damaged. Save it again as .xlsx.") from error


def _errors(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Return the errors that formulas came to, by sheet, row and column from 0: the reader takes them for blanks."""
    check_workbook(path)
    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(path) as archive:
        for name, part in _parts(archive):
            area, found[name] = _scan(archive, part)
            if area > LARGEST_AREA:
                raise NotReadable(
                    f"The sheet {name} of {path.name} reaches too far down and right. Delete the columns and rows outside the table."
                )
    return found


def _scan(archive: zipfile.ZipFile, part: str) -> tuple[int, dict[tuple[int, int], str]]:
    """Return the cells of the area that a sheet fills, and its errors."""
    deepest = widest = 0
    errors: dict[tuple[int, int], str] = {}
    rest = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            text = rest + chunk
            cells = _CELL.findall(text)
            deepest = max([deepest, *(int(row) for _, row in cells[-1:])])
            widest = max([widest, *map(_number, {column for column, _ in cells})])
            if b't="e"' in text:
                errors |= {
                    (int(row) - 1, _number(column) - 1): value.decode("ascii", "replace") for column, row, value in _ERROR.findall(text)
                }
            rest = text[-_LONGEST_CELL:]
    return deepest * widest, errors


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the names of the sheets with the files that hold them."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    try:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - expat refuses entities that multiply
        targets = {one.get("Id"): one.get("Target", "") for one in relations.iter(_NAMES["relation"])}
        for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(_NAMES["sheet"]):  # noqa: S314
            target = targets.get(sheet.get(_NAMES["id"]), "")
            part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            if part in names:
                yield sheet.get("name", ""), part
    except ElementTree.ParseError as error:
        raise NotReadable(f"This workbook is damaged ({error}). Save it again as .xlsx.") from error
