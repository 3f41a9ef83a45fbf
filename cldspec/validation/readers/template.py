"""The template as a person filled it in and saved it, as a workbook or as CSV: its rows as typed. Nothing is repaired."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cldspec.model import Cells, DataItem, Specification
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers import unpacking
from cldspec.validation.readers.cell_text import CellValue, text_of
from cldspec.validation.readers.csv import open_csv, rows_of
from cldspec.validation.readers.files import unpacked
from cldspec.validation.readers.header import Header, find_header, items_by_column, letters
from cldspec.validation.readers.workbook import worksheets
from cldspec.validation.temporary import private_folder


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A row that is not blank: its number as a spreadsheet shows it, and its cells as typed."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class TemplateContent:
    """The content of a template: the number of the header row, the rows below it, and how its columns differ from the template's.

    `unknown` are the letters of the columns that the template does not have.
    """

    header_row: int
    rows: tuple[TemplateRow, ...]
    missing: tuple[DataItem, ...]
    unknown: tuple[str, ...]


def read_template(path: Path, specification: Specification) -> TemplateContent:
    """Return the rows of a workbook (from its first worksheet with the template's headers) or of a CSV file.

    Raises UnreadableFileError, and OSError where the file cannot be opened.
    """
    name = str(path)
    with private_folder() as folder:
        for rows in _tables(path, name, specification, folder):
            header = find_header(rows, specification, name)
            if header and 2 * len(header.columns) > len(specification.items):
                return _below(rows, header, name, specification)
    raise UnreadableFileError(
        f"No row of {name} has more than half of the {len(specification.items)} headers of the template. "
        "Copy the header row from the template."
    )


def _tables(path: Path, name: str, specification: Specification, folder: Path) -> Iterator[Sequence[Sequence[CellValue]]]:
    path, start = unpacked(path, name, folder)
    if start.startswith(unpacking.PARQUET):
        raise UnreadableFileError(f"{name} is a Parquet file, not a template. Give the template as .xlsx or .csv.")
    if start.startswith((unpacking.ZIP, unpacking.OLE)):
        yield from (rows for _, rows in worksheets(path, name))
    else:
        yield list(rows_of(open_csv(path, name, specification, folder)))


def _below(rows: Sequence[Sequence[CellValue]], header: Header, name: str, specification: Specification) -> TemplateContent:
    """Return the content below the header row."""
    columns = items_by_column(rows[header.number - 1], specification)
    repeated = [item.title for index, item in columns.items() if header.columns[item.id] != index]
    if repeated:
        raise UnreadableFileError(f"{name} has more than one column {repeated[0]} in row {header.number}. Remove all but one.")
    filled_rows = []
    for number, row in enumerate(rows[header.number :], header.number + 1):
        cells = {item.id: text for index, item in columns.items() if index < len(row) and (text := text_of(row[index]))}
        if any(text.strip() for text in cells.values()):
            filled_rows.append(TemplateRow(number, cells))
    missing = tuple(item for item in specification.items if item.id not in header.columns)
    unknown = tuple(letters(index) for index, cell in enumerate(header.cells) if index not in columns and cell.strip())
    return TemplateContent(header.number, tuple(filled_rows), missing, unknown)
