"""Returns in CSV files.

DuckDB reads a sound CSV file in one go. Any other file (rows of different lengths, stray quotation marks, blank lines between
rows) is read row by row with Python's csv module, which is slower. Nothing is repaired: what is in the file is what is checked.
"""

import codecs
import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, repeat
from pathlib import Path
from typing import TextIO

import duckdb

from cldspec.model import Specification
from cldspec.rules.all_rules import items_same_on_all_rows, rules_of
from cldspec.rules.cells import tidy
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.validation.engines.duckdb_cells import insert_query, row_count
from cldspec.validation.engines.duckdb_irregular import read_thoroughly
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers import csv_scan
from cldspec.validation.readers.csv_layout import MAX_CELL_LENGTH, UTF_8, UTF_16, WINDOWS_1252, CsvLayout, find_layout
from cldspec.validation.readers.header import header_findings
from cldspec.validation.readers.loading import (
    BATCH_CHARACTERS,
    BATCH_ROWS,
    OPENED_WRONGLY,
    SAVED_ON_A_MAC,
    SWALLOWED,
    LoadedFile,
    cells_with_rows,
    insert_batches,
    inserted,
    is_disk_full,
    with_damaged_letters,
    with_faulty_rows,
)
from cldspec.validation.readers.unpacking import UTF_16_MARKS, check_utf8, convert_to_utf8, copy_from, first_bytes, is_damaged_utf8
from cldspec.validation.result import FileSummary

BEGINNING = 2**22
"""The bytes at the beginning of a file in which its headers are looked for."""
MAX_LINE_LENGTH = 2**22
"""The characters of the longest line that is read."""
_FEW_WRONG = 20
"""Most cells of an item are values if at most one of so many is not."""
_AS_IT_IS = "compression = 'none', hive_partitioning = false"
"""Options so that DuckDB draws no conclusions from the names of the file and its folders."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file in UTF-8: its name, the encoding that it had before, what ends its lines, and its layout."""

    path: Path
    name: str
    encoding: str
    line_end: str
    layout: CsvLayout

    def summary(self, rows: int) -> FileSummary:
        """Return what reports say about the file."""
        return FileSummary(self.name, self.layout.description(self.encoding), self.layout.header.number, rows)


class RowByRowNeededError(Exception):
    """Raised where DuckDB has added wrong rows: the file must be read again, row by row, into an empty table of cells."""


def read_csv(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification, folder: Path, *, row_by_row: bool
) -> LoadedFile:
    """Add the rows of a CSV file to the table of cells; `folder` is for temporary files.

    Raises UnreadableFileError, and RowByRowNeededError unless `row_by_row`.
    """
    if first_bytes(path, 2) in UTF_16_MARKS:
        path, encoding = _in_utf8(path, folder)
        return _read_utf8(connection, path, name, specification, encoding, folder, row_by_row=row_by_row)
    try:
        return _read_utf8(connection, path, name, specification, UTF_8, folder, row_by_row=row_by_row)
    except UnicodeDecodeError:
        path, encoding = _in_utf8(path, folder)
        return _read_utf8(connection, path, name, specification, encoding, folder, row_by_row=row_by_row)


def open_csv(path: Path, name: str, specification: Specification, folder: Path) -> CsvFile:
    """Return a CSV file in UTF-8, converted in `folder` if need be. Raises UnreadableFileError where it has no header row."""
    path, encoding = _in_utf8(path, folder)
    return _with_layout(path, name, specification, encoding)


def rows_of(file: CsvFile) -> Iterator[list[str]]:
    """Yield the rows of a CSV file, blank lines included, except those at its end. Raises UnreadableFileError."""
    with file.path.open(encoding="utf-8-sig", newline="") as text:
        yield from _rows(_LimitedLines(text, file.name), file)


def _in_utf8(path: Path, folder: Path) -> tuple[Path, str]:
    """Return a text file in UTF-8, converted in `folder` if need be, and the encoding that it had before."""
    if first_bytes(path, 2) in UTF_16_MARKS:
        return convert_to_utf8(path, "utf-16", folder / "decoded"), UTF_16
    try:
        check_utf8(path)
    except UnicodeDecodeError:
        is_damaged = is_damaged_utf8(path)
        return convert_to_utf8(path, "utf-8" if is_damaged else "cp1252", folder / "decoded"), UTF_8 if is_damaged else WINDOWS_1252
    return path, UTF_8


def _read_utf8(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    specification: Specification,
    encoding: str,
    folder: Path,
    *,
    row_by_row: bool,
) -> LoadedFile:
    """Add the rows of a CSV file in UTF-8. Raises UnicodeDecodeError, before any row is added, where it is in another encoding."""
    file = _with_layout(path, name, specification, encoding)
    first_row = row_count(connection)
    if row_by_row:
        check_utf8(path)
    else:
        try:
            return _read_at_once(connection, file, specification, folder)
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            if is_disk_full(error):
                raise
            check_utf8(path)
    loaded = insert_batches(connection, _batches(file), file.layout.header, file.summary(0), specification, file.layout.separator)
    return with_damaged_letters(connection, loaded, specification, first_row, _damaged_letters(file))


def _with_layout(path: Path, name: str, specification: Specification, encoding: str) -> CsvFile:
    """Return a CSV file with its layout. Raises UnicodeDecodeError where its beginning is not in UTF-8."""
    start = first_bytes(path, BEGINNING)
    codecs.getincrementaldecoder("utf-8")().decode(start)
    text = start.decode("utf-8-sig", errors="replace")
    try:
        layout = find_layout(text, name, specification)
    except UnreadableFileError:
        if "\0" not in text:
            raise
        message = f"{name} is not a CSV file, workbook or Parquet file. Save the return as CSV UTF-8, or as .xlsx."
        raise UnreadableFileError(message) from None
    if len(start) == BEGINNING and len(layout.text_to_header) == len(text):
        raise UnreadableFileError(f"Row {layout.header.number} of {name} is too long. Look for a quotation mark that is never closed.")
    return CsvFile(path, name, encoding, "\n" if "\n" in text else "\r", layout)


# All rows at once


def _read_at_once(connection: duckdb.DuckDBPyConnection, file: CsvFile, specification: Specification, folder: Path) -> LoadedFile:
    """Let DuckDB read a CSV file, and find out meanwhile whether it reads it correctly. Raises RowByRowNeededError if not."""
    with ThreadPoolExecutor(1) as executor:
        scanning = executor.submit(csv_scan.scan, file.path)
        layout, header = file.layout, file.layout.header
        first_row = row_count(connection)
        path, skip, source = _source(file, folder)
        selected = ", ".join(f'c{index} AS "{item}"' for item, index in header.columns.items())
        query = insert_query(
            specification,
            header.columns,
            f"(SELECT {selected} FROM {source})",
            _common_texts(layout, specification),
            mostly_values=_mostly_values(layout, specification),
            thoroughly=False,
        )
        rows = inserted(connection.execute(query))
    scan = scanning.result()
    if not scan.is_plain or scan.line_end != file.line_end:
        raise RowByRowNeededError
    if scan.has_unusual_characters:
        read_thoroughly(connection, specification, header.columns, first_row)
    without_header = [index for index, cell in enumerate(header.cells) if not tidy(cell)]
    unnamed: list[int] = []
    if without_header:
        counted = ", ".join(f"COUNT({DATABASE.tidy(f'c{index}')})" for index in without_header)
        counts = connection.execute(f"SELECT {counted} FROM {source}").fetchone()
        unnamed = [index for index, count in zip(without_header, counts or (), strict=True) if count]
    findings = tuple(header_findings(header, unnamed, file.name, specification))
    each_line_is_a_row = scan.line_ends + 1 == layout.text_to_header.count(scan.line_end) + rows
    swallowed = [] if each_line_is_a_row else cells_with_rows(connection, specification, first_row, layout.separator, len(header.cells))
    numbers = [header.number + 1 + row - first_row for row in swallowed]
    loaded = LoadedFile(file.summary(rows), findings, unnumbered=None if skip and each_line_is_a_row else path, header=header)
    if scan.may_have_damaged_letters or file.encoding == WINDOWS_1252:
        loaded = with_damaged_letters(connection, loaded, specification, first_row, _damaged_letters(file))
    return with_faulty_rows(loaded, "row.swallowed", numbers, SWALLOWED)


def _damaged_letters(file: CsvFile) -> str:
    """Return the regular expression for letters of a file that were damaged."""
    return SAVED_ON_A_MAC if file.encoding == WINDOWS_1252 else OPENED_WRONGLY


def _common_texts(layout: CsvLayout, specification: Specification) -> dict[str, str]:
    """Return the texts of the first row of the items that should be the same on every row."""
    cells = layout.first_rows[0] if layout.first_rows else ()
    same_on_all_rows = items_same_on_all_rows(rules_of(specification))
    return {item: cells[index] for item, index in layout.header.columns.items() if item in same_on_all_rows and index < len(cells)}


def _mostly_values(layout: CsvLayout, specification: Specification) -> set[str]:
    """Return the list items of which most cells in the first rows are values or blank."""
    mostly: set[str] = set()
    for item, index in layout.header.columns.items():
        values = specification.values_of(item)
        wrong = sum(index < len(cells) and bool(cells[index]) and cells[index] not in (values or ()) for cells in layout.first_rows)
        if values and _FEW_WRONG * wrong <= len(layout.first_rows):
            mostly.add(item)
    return mostly


def _source(file: CsvFile, folder: Path) -> tuple[Path, int, str]:
    """Return how DuckDB reads the rows of a CSV file: from which file, how many lines it skips, and the SQL."""
    path, skip, layout = file.path, 1, file.layout
    if layout.header.number > 1 or '"' in layout.text_to_header or not layout.text_to_header.endswith(file.line_end):
        # DuckDB may silently misread lines that it should skip, so it gets a file without them
        bom = len(codecs.BOM_UTF8) if first_bytes(path, len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else 0
        path, skip = copy_from(path, bom + len(layout.text_to_header.encode()), folder / "rows"), 0
    names = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(layout.header.cells)))
    source = (
        f"READ_CSV({DATABASE.text(str(path))}, header = false, skip = {skip}, delim = '{layout.separator}',"
        f" quote = '\"', escape = '\"', nullstr = '', auto_detect = false, columns = {{{names}}}, {_AS_IT_IS})"
    )
    return path, skip, source


# Row by row


class _LimitedLines:
    """The lines of a CSV file, up to a maximum length. One more line after the last shows whether a quotation mark is still open.

    `characters` counts the characters of the lines so far.
    """

    END = "end of the file"

    def __init__(self, text: TextIO, name: str) -> None:
        self.text, self.name = text, name
        self.characters = 0
        self.has_ended = False

    def __iter__(self) -> Iterator[str]:
        number = 0
        while line := self.text.readline(MAX_LINE_LENGTH):
            number += 1
            if len(line) == MAX_LINE_LENGTH:
                raise UnreadableFileError(
                    f"Line {number:,} of {self.name} is longer than a row can be. Save the return as CSV UTF-8 again."
                )
            self.characters += len(line)
            yield line
        self.has_ended = True
        yield self.END


def _batches(file: CsvFile) -> Iterator[list[list[str]]]:
    """Yield the rows below the headers of a CSV file in batches."""
    with file.path.open(encoding="utf-8-sig", newline="") as text:
        lines = _LimitedLines(text, file.name)
        batch: list[list[str]] = []
        characters = 0
        for row in islice(_rows(lines, file), file.layout.header.number, None):
            batch.append(row)
            if len(batch) == BATCH_ROWS or lines.characters - characters > BATCH_CHARACTERS:
                characters = lines.characters
                yield batch
                batch = []
        yield batch


def _rows(lines: _LimitedLines, file: CsvFile) -> Iterator[list[str]]:
    """Yield the rows of a CSV file, blank lines included, except those at its end."""
    csv.field_size_limit(MAX_CELL_LENGTH)
    number = blank = 0
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=file.layout.separator), 1):  # noqa: B007 - for the messages below
            if lines.has_ended and row == [_LimitedLines.END]:
                return
            if row:
                yield from repeat([], blank)
                blank = 0
                yield row
            else:
                blank += 1
    except csv.Error as error:
        raise UnreadableFileError(
            f"{file.name} is unreadable from row {number + 1:,} on, which is too long. Look for a quotation mark that is never closed."
        ) from error
    raise UnreadableFileError(f"{file.name} has a quotation mark in row {number:,} that is never closed: it is damaged or cut off.")
