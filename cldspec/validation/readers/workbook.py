"""Returns in workbooks: worksheets as rows of cells, including the errors of formulas."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from cldspec.model import Specification
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.cell_text import CellValue, text_of
from cldspec.validation.readers.header import Header, find_header, no_header
from cldspec.validation.readers.loading import BATCH_ROWS, LoadedFile, insert_batches
from cldspec.validation.readers.unpacking import ZIP, first_bytes
from cldspec.validation.readers.workbook_scan import Errors, damaged, scan
from cldspec.validation.result import FileSummary

_TRIAL = """
import sys
from python_calamine import CalamineWorkbook, PasswordError
try:
    with open(sys.argv[1], "rb") as file:
        workbook = CalamineWorkbook.from_filelike(file)
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > 65536 * 256:  # more than such a workbook can have
                sys.exit(1)
            sheet.to_python()
except PasswordError:
    sys.exit(3)
"""
_LOCKED = 3
_TIMEOUT = 300
"""The seconds that reading a workbook of the older kind may take."""


def worksheets(path: Path, name: str) -> Iterator[tuple[str, Sequence[Sequence[CellValue]]]]:
    """Yield the names and rows of the worksheets in a workbook. Raises UnreadableFileError."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    errors: dict[str, Errors] = {}
    if first_bytes(path, len(ZIP)).startswith(b"PK"):
        errors = scan(path, name)
    else:
        _try_older_kind(path, name)
    try:
        with path.open("rb") as file:
            workbook = CalamineWorkbook.from_filelike(file)
            for sheet in workbook.sheets_metadata:
                if sheet.typ != SheetTypeEnum.WorkSheet:
                    continue
                rows: list[list[Any]] = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                for (row, column), text in errors.get(sheet.name, {}).items():
                    _put(rows, row, column, text)
                yield sheet.name, rows
    except PasswordError as error:
        raise UnreadableFileError(_locked(name)) from error
    except (CalamineError, ValueError) as error:
        raise UnreadableFileError(damaged(name)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault in the library's own language appears
            raise
        raise UnreadableFileError(damaged(name)) from error


def read_workbook(connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification) -> LoadedFile:
    """Add the rows of the worksheet with the most headers of the template to the table of cells. Raises UnreadableFileError."""
    best: tuple[Header, str, Sequence[Sequence[CellValue]]] | None = None
    for sheet, rows in worksheets(path, name):
        header = find_header(rows, specification, name)
        if header and (best is None or len(header.columns) > len(best[0].columns)):
            best = header, sheet, rows
            if 2 * len(header.columns) > len(specification.items):
                break
    if best is None:
        raise UnreadableFileError(no_header(name, specification))
    header, sheet, rows = best
    below = ([cell if isinstance(cell, str) else text_of(cell) for cell in row] for row in islice(rows, header.number, None))
    batches = iter(lambda: list(islice(below, BATCH_ROWS)), [])
    return insert_batches(connection, batches, header, FileSummary(name, "workbook", header.number, 0, sheet=sheet), specification)


def _try_older_kind(path: Path, name: str) -> None:
    """Raise UnreadableFileError where a workbook of the older kind cannot be read.

    Certain kinds of damage in such a file end the whole process, so another process tries to read it first.
    """
    command = [sys.executable, "-P", "-c", _TRIAL, str(path)]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=_TIMEOUT)  # noqa: S603 - this Python, no shell
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(damaged(name)) from error
    if done.returncode:
        raise UnreadableFileError(_locked(name) if done.returncode == _LOCKED else damaged(name))


def _locked(name: str) -> str:
    return f"{name} is locked with a password. Save it without one."


def _put(rows: list[list[Any]], row: int, column: int, text: str) -> None:
    """Write a text into a cell, which may be outside the rows."""
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
    rows[row][column] = text
