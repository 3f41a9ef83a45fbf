"""Returns in workbooks: worksheets as rows of cells, including the errors of formulas."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from cldspec.model import Specification
from cldspec.rules.cells import WITHOUT_RESULT, tidy
from cldspec.spelling import folded
from cldspec.validation.engines.duckdb_cells import row_count
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.cell_text import CellValue, text_of
from cldspec.validation.readers.header import Header, find_header, format_finding, no_header
from cldspec.validation.readers.loading import BATCH_ROWS, OPENED_WRONGLY, LoadedFile, insert_batches, with_damaged_letters
from cldspec.validation.readers.older_workbook import is_locked, scan_older
from cldspec.validation.readers.unpacking import ZIP, first_bytes
from cldspec.validation.readers.workbook_scan import Errors, damaged, scan
from cldspec.validation.result import FileSummary
from cldspec.wording import joined

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


_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB")
"""The units of memory that DuckDB shows, each 1,024 times the one before."""
SAYS_NOTHING = re.compile(r"\S{1,4}|data|sheet ?[0-9]{1,3}", re.IGNORECASE)
"""Names of worksheets that are too short, or too usual, to say anything about a person."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A worksheet: its position from 1, its name, its rows, and whether Excel hides it."""

    position: int
    name: str
    rows: Sequence[Sequence[CellValue]]
    is_hidden: bool

    def label(self, *, show_names: bool) -> str:
        """Return what messages call the worksheet: its name, or its position if the name may be about a person. --sheet takes both."""
        return self.name if show_names or SAYS_NOTHING.fullmatch(self.name) else str(self.position)


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """The worksheet to read, and what messages call it.

    `unread` and `hidden` are what they call others that have rows below the headers: visible ones, and hidden ones.
    """

    sheet: Worksheet
    header: Header
    label: str
    unread: tuple[str, ...]
    hidden: tuple[str, ...]


def worksheets(path: Path, name: str, memory: int | None = None) -> Iterator[Worksheet]:
    """Yield the worksheets of a workbook; reading one may take `memory` bytes. Raises UnreadableFileError."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    if first_bytes(path, len(ZIP)).startswith(b"PK"):
        errors = scan(path, name, memory)
    elif is_locked(path):
        raise UnreadableFileError(_locked(name))
    else:
        _try_older_kind(path, name)
        errors = scan_older(path)
    try:
        with path.open("rb") as file:
            workbook = CalamineWorkbook.from_filelike(file)
            for position, sheet in enumerate(workbook.sheets_metadata, 1):
                if sheet.typ != SheetTypeEnum.WorkSheet:
                    continue
                rows: list[list[Any]] = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                for (row, column), text in _in_filled_rows(errors.get(sheet.name, {}), rows):
                    _put(rows, row, column, text)
                yield Worksheet(position, sheet.name, rows, sheet.visible != SheetVisibleEnum.Visible)
    except PasswordError as error:
        raise UnreadableFileError(_locked(name)) from error
    except (CalamineError, ValueError, OverflowError) as error:
        raise UnreadableFileError(damaged(name)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault in the library's own language appears
            raise
        raise UnreadableFileError(damaged(name)) from error


def find_sheet(
    path: Path, name: str, specification: Specification, sheet: str | None = None, *, show_names: bool = False, memory: int | None = None
) -> FoundSheet:
    """Return the worksheet of a workbook to read: the one that is named, or else the visible one with the most headers.

    `memory` is how many bytes reading a worksheet may take. Raises UnreadableFileError.
    """
    best: tuple[Worksheet, Header] | None = None
    with_rows: list[Worksheet] = []
    all_sheets = worksheets(path, name, memory)
    if sheet is not None:
        listed = list(all_sheets)
        named = [one for one in listed if folded(one.name) == folded(sheet)] or [one for one in listed if str(one.position) == sheet]
        if not named:
            names = ", ".join(one.label(show_names=show_names) for one in listed)
            raise UnreadableFileError(f"{name} has no sheet {sheet}. Choose from: {names}.")
        all_sheets = iter(named)
    for one in all_sheets:
        header = find_header(one.rows, specification, name)
        if header is None:
            continue
        if 2 * len(header.columns) > len(specification.items) and any(map(_has_cell, one.rows[header.number :])):
            with_rows.append(replace(one, rows=()))
        if (sheet is not None or not one.is_hidden) and (best is None or _rank(one, header) > _rank(*best)):
            best = one, header
    if best is None and with_rows:
        hidden = joined([one.label(show_names=show_names) for one in with_rows])
        raise UnreadableFileError(
            f"The only sheet of {name} with the headers of the template is hidden: {hidden}. Unhide it, or name it with --sheet."
        )
    if best is None:
        raise UnreadableFileError(no_header(name, specification))
    unread, hidden_ones = (
        tuple(one.label(show_names=show_names) for one in with_rows if one.is_hidden is is_hidden and one.name != best[0].name)
        for is_hidden in (False, True)
    )
    return FoundSheet(*best, best[0].label(show_names=show_names), unread, hidden_ones)


def _rank(sheet: Worksheet, header: Header) -> tuple[int, bool]:
    """Return the number of headers, and whether there are rows below them: a blank template is not read where another one has rows."""
    return len(header.columns), any(map(_has_cell, sheet.rows[header.number :]))


def _has_cell(row: Sequence[CellValue]) -> bool:
    return any(cell is not None and (not isinstance(cell, str) or tidy(cell)) for cell in row)


def unread_sheets(found: FoundSheet) -> str:
    """Return in a sentence which worksheets with the headers are not read."""
    which = f"The sheets {joined(found.unread)} have" if len(found.unread) > 1 else f"The sheet {found.unread[0]} has"
    return f"{which} the headers of the template too"


def read_workbook(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    specification: Specification,
    sheet: str | None = None,
    *,
    show_names: bool = False,
) -> LoadedFile:
    """Add the rows of a worksheet to the table of cells: the one that is named, or else the visible one with the most headers.

    Raises UnreadableFileError.
    """
    found = find_sheet(path, name, specification, sheet, show_names=show_names, memory=_memory_limit(connection))
    header = found.header
    below = ([cell if isinstance(cell, str) else text_of(cell) for cell in row] for row in islice(found.sheet.rows, header.number, None))
    batches = iter(lambda: list(islice(below, BATCH_ROWS)), [])
    notes = tuple(f"The hidden sheet {one} has the headers of the template too. It was not read." for one in found.hidden)
    is_named = found.label == found.sheet.name
    notes += () if is_named else (f"Sheet {found.label} was read.",)
    summary = FileSummary(name, "workbook", header.number, 0, notes, found.sheet.name if is_named else None)
    first_row = row_count(connection)
    loaded = insert_batches(connection, batches, header, summary, specification)
    loaded = with_damaged_letters(connection, loaded, specification, first_row, OPENED_WRONGLY)
    if found.unread:
        message = (
            f"{unread_sheets(found)}, but only the sheet {found.label} was read. Name the sheet to read with --sheet, "
            "or put all rows on one sheet."
        )
        loaded = replace(loaded, findings=(*loaded.findings, format_finding("sheets.unread", header, name, message)))
    return loaded


def _memory_limit(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many bytes of memory DuckDB may use. A workbook may take as many besides."""
    ((limit,),) = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    number, unit = str(limit).split()
    return int(float(number) * 1024 ** _UNITS.index(unit))


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


def _in_filled_rows(errors: Errors, rows: Sequence[Sequence[CellValue]]) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the formulas without a value, except formulas without a result in rows where nobody has filled in anything.

    A template may have formulas for default values in rows that are still blank. Rows of which most cells are formulas are not blank.
    """
    width = max(map(len, rows), default=0)
    formulas = Counter(row for (row, _), text in errors.items() if text == WITHOUT_RESULT)
    for (row, column), text in errors.items():
        if text != WITHOUT_RESULT or 2 * formulas[row] > width or (row < len(rows) and _has_cell(rows[row])):
            yield (row, column), text


def _put(rows: list[list[Any]], row: int, column: int, text: str) -> None:
    """Write a text into a cell, which may be outside the rows."""
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
    rows[row][column] = text
