"""A filled template as a person saved it, workbook or CSV: its rows as typed, found by their headers. Nothing is repaired."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from cldspec.model import Cells, DataItem, Specification
from cldspec.rules.cells import DATE_PATTERN
from cldspec.spelling import folded

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""The endings of the files that are read as workbooks; anything else is read as CSV."""
DEEPEST_HEADER = 50
"""How far down a row of headers is looked for."""
LONGEST_CELL = 2**20
"""The characters of the longest cell of a CSV file that is taken for one."""
SIGNIFICANT = 15
"""The digits of a number that a workbook keeps."""

Value = str | float | bool | date | time | timedelta | None
"""A cell of a workbook or a CSV file."""


class UnreadableFileError(Exception):
    """Raised where a file is not a filled template: says what it is instead, and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: its number as a spreadsheet shows it, and its cells as typed."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Filled:
    """What a file holds: the number of the row of headers, the rows below it, and how its columns differ from the template's."""

    header: int
    rows: tuple[Row, ...]
    missing: tuple[DataItem, ...]
    unknown: tuple[str, ...]


def read_template(path: Path, specification: Specification) -> Filled:
    """Return the rows of a workbook (its first sheet with the template's headers) or of a CSV file.

    Raises UnreadableFileError, and OSError where the file cannot be opened.
    """
    content = path.read_bytes()
    if not content:
        raise UnreadableFileError(f"{path} is empty.")
    tables = _workbook(content, path) if path.suffix.lower() in WORKBOOKS else _csv(content, path, specification)
    most = 0
    for lines in tables:
        for number, line in enumerate(lines[:DEEPEST_HEADER]):
            found = len(columns_of(line, specification))
            most = max(most, found)
            if 2 * found > len(specification.items):
                return _below(lines, number, path, specification)
    raise UnreadableFileError(
        f"{path} has no row with the headers of the template: no row has more than {most} of the {len(specification.items)}. "
        "Copy the row of headers from the template."
    )


def _below(lines: Sequence[Sequence[Value]], header: int, path: Path, specification: Specification) -> Filled:
    """Return what stands below the row of headers."""
    columns = columns_of(lines[header], specification)
    twice = [item.title for item in specification.items if sum(other is item for other in columns.values()) > 1]
    if twice:
        raise UnreadableFileError(f"{path} has more than one column {twice[0]} in row {header + 1}. Remove all but one.")
    rows = []
    for number, line in enumerate(lines[header + 1 :], header + 2):
        cells = {item.id: text for index, item in columns.items() if index < len(line) and (text := typed(line[index]))}
        if any(text.strip() for text in cells.values()):
            rows.append(Row(number, cells))
    known = {item.id for item in columns.values()}
    unknown = [typed(cell) for index, cell in enumerate(lines[header]) if index not in columns and typed(cell).strip()]
    return Filled(header + 1, tuple(rows), tuple(item for item in specification.items if item.id not in known), tuple(unknown))


def typed(value: Value) -> str:
    """Return a cell's value as the template has it typed: dates dd/mm/yyyy, numbers without an exponent."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case datetime():
            has_time = (value.hour, value.minute, value.second) != (0, 0, 0)
            return value.strftime(f"{DATE_PATTERN} %H:%M:%S" if has_time else DATE_PATTERN)
        case date():
            return value.strftime(DATE_PATTERN)
        case int() | float():
            return _plain(f"{value:.{SIGNIFICANT}g}")
        case _:
            return str(value)


def _plain(number: str) -> str:
    """Return a number without its exponent."""
    return f"{Decimal(number):f}" if "e" in number else number


def columns_of(line: Sequence[Value], specification: Specification) -> dict[int, DataItem]:
    """Return the data items of those cells of a row that are headers, titles or identifiers, whatever their case and spaces."""
    titles = {folded(name): item for item in specification.items for name in (item.id, item.title)}
    return {index: item for index, cell in enumerate(line) if isinstance(cell, str) and (item := titles.get(folded(cell)))}


def _workbook(content: bytes, path: Path) -> Iterator[Sequence[Sequence[Value]]]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for one in book.sheets_metadata:
            if one.typ == SheetTypeEnum.WorkSheet:
                yield book.get_sheet_by_name(one.name).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise UnreadableFileError(
            f"{path} is not a workbook that can be read ({error}). Save it again as .xlsx, without a password."
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault in the reader's own language shows
            raise
        raise UnreadableFileError(f"{path} is not a workbook that can be read: it is damaged. Save it again as .xlsx.") from error


def _csv(content: bytes, path: Path, specification: Specification) -> Iterator[Sequence[Sequence[Value]]]:
    """Yield the lines of a CSV file, split by each separator that its headers may stand between."""
    if b"\0" in content[:LONGEST_CELL]:
        raise UnreadableFileError(f"{path} is not a CSV file in UTF-8 or Windows-1252. Save it as CSV UTF-8, or as .xlsx.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    csv.field_size_limit(LONGEST_CELL)
    beginning = text[: DEEPEST_HEADER * LONGEST_CELL]
    separator = max(",;\t", key=lambda one: sum(beginning.count(f"{item.title}{one}") for item in specification.items))
    try:
        yield [list(line) for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise UnreadableFileError(f"{path} is not a CSV file that can be read ({error}). Save it as CSV UTF-8 again.") from error
