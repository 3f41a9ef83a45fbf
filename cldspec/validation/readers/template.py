"""The template as a person filled it in and saved it, as a workbook or as CSV: its rows as typed. Nothing is repaired."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cldspec.model import Cells, DataItem, Specification
from cldspec.rules.cells import WITHOUT_RESULT, is_formula_error, shows_no_value, tidy
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers import unpacking
from cldspec.validation.readers.cell_text import CellValue, text_of
from cldspec.validation.readers.csv import open_csv, rows_of
from cldspec.validation.readers.files import unpacked
from cldspec.validation.readers.header import Header, find_header, items_by_column, letters
from cldspec.validation.readers.loading import SWALLOWED, has_swallowed_rows
from cldspec.validation.readers.parquet import parquet_rows
from cldspec.validation.readers.workbook import find_sheet, unread_sheets
from cldspec.validation.temporary import private_folder


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A row that is not blank: its number as a spreadsheet shows it, and its cells as typed."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class TemplateContent:
    """The content of a template: the number of the header row, the rows below it, and how its columns differ from the template's.

    `unknown` are the letters of the columns that the template does not have. `unread` are the cells whose content is not in the
    file, such as errors of formulas, with what they show. `sheet` is the worksheet of a workbook.
    """

    header_row: int
    rows: tuple[TemplateRow, ...]
    missing: tuple[DataItem, ...]
    unknown: tuple[str, ...]
    unread: tuple[str, ...]
    sheet: str | None = None


def read_template(path: Path, specification: Specification, sheet: str | None = None) -> TemplateContent:
    """Return the rows of a CSV or Parquet file, or of a workbook: the worksheet that is named, or else the one with the headers.

    Raises UnreadableFileError, and OSError where the file cannot be opened.
    """
    name = str(path)
    header: Header | None
    rows: Sequence[Sequence[CellValue]]
    with private_folder() as folder:
        path, start = unpacked(path, name, folder)
        if start.startswith(unpacking.PARQUET):
            rows = parquet_rows(path, name, specification)
            header, sheet = find_header(rows[:1], specification, name), None
        elif start.startswith((unpacking.ZIP, unpacking.OLE)):
            found = find_sheet(path, name, specification, sheet)
            if found.unread:
                raise UnreadableFileError(f"{unread_sheets(found)}, like the sheet {found.label}. Name the one to export with --sheet.")
            header, rows, sheet = found.header, found.sheet.rows, found.label
        else:
            rows = _csv_rows(path, name, specification, folder)
            header, sheet = find_header(rows, specification, name), None
    if header is None or 2 * len(header.columns) <= len(specification.items):
        raise UnreadableFileError(
            f"No row of {name} has more than half of the {len(specification.items)} headers of the template. "
            "Copy the header row from the template."
        )
    return replace(_below(rows, header, name, specification), sheet=sheet)


def _csv_rows(path: Path, name: str, specification: Specification, folder: Path) -> Sequence[Sequence[CellValue]]:
    """Return the rows of a CSV file. Raises UnreadableFileError where a stray quotation mark has joined rows."""
    file = open_csv(path, name, specification, folder)
    rows = list(rows_of(file))
    for number, row in enumerate(rows, 1):
        if any(has_swallowed_rows(cell, file.layout.separator, len(file.layout.header.cells)) for cell in row):
            raise UnreadableFileError(f"{name}, row {number:,}: {SWALLOWED}")
    return rows


def _below(rows: Sequence[Sequence[CellValue]], header: Header, name: str, specification: Specification) -> TemplateContent:
    """Return the content below the header row."""
    columns = items_by_column(rows[header.number - 1], specification)
    repeated = [item.title for index, item in columns.items() if header.columns[item.id] != index]
    if repeated:
        raise UnreadableFileError(f"{name} has more than one column {repeated[0]} in row {header.number}. Remove all but one.")
    filled_rows = []
    unread = []
    for number, row in enumerate(rows[header.number :], header.number + 1):
        cells = {item.id: text for index, item in columns.items() if index < len(row) and (text := text_of(row[index]))}
        if any(text.strip() for text in cells.values()):
            filled_rows.append(TemplateRow(number, cells))
            unread += [
                f"{letters(header.columns[item.id])}{number}{_shown(cells[item.id])}"
                for item in map(specification.item_by_id.__getitem__, cells)
                if shows_no_value(item, cells[item.id], specification)
            ]
    missing = tuple(item for item in specification.items if item.id not in header.columns)
    unknown = tuple(letters(index) for index, cell in enumerate(header.cells) if index not in columns and cell.strip())
    return TemplateContent(header.number, tuple(filled_rows), missing, unknown, tuple(unread))


def _shown(typed: str) -> str:
    """Return in brackets what a cell shows if it is no value from the data, which may be about people."""
    if tidy(typed) == WITHOUT_RESULT:
        return " (a formula without a result)"
    return f" ({tidy(typed)})" if is_formula_error(typed) else ""
