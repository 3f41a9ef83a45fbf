"""Returns as councils save them: any CSV file, workbook, Parquet file or table, read into the table of cells as it stands.

A CSV file that is sound is read by DuckDB in one go. One that is not (rows of different lengths, stray quotes, blank lines
between rows) is read row by row with Python's csv module, which is slower and puts up with all that. Nothing is repaired:
what a file holds is what is checked.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import duckdb

from cldspec.conformance import books, unpacking
from cldspec.conformance.cells import fill_query
from cldspec.conformance.header import FORM_RULES, Header, find_header, header_findings
from cldspec.conformance.result import File, Finding
from cldspec.filled import DEEPEST_HEADER, LONGEST_CELL, WORKBOOKS, NotReadable, Value, typed
from cldspec.model import Specification
from cldspec.rules.cells import DATE_PATTERN

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
"""What may stand between the cells of a CSV file, and what it is called; of two that fit alike, the first."""
SAMPLE = 2**22
"""The bytes at the beginning of a file among which its headers are looked for."""
BATCH = 20_000
"""The rows that are handed over at a time where they are read one by one."""
FEW = 1000
"""The rows that are too long whose numbers are kept."""
UTF8, ANSI = "UTF-8", "Windows-1252"


@dataclass(frozen=True, slots=True)
class Read:
    """A file that has been read: what it was, what is wrong with its form, and how many of its rows are too long.

    `lines` is the CSV file that DuckDB read, which passes over blank lines: None where rows were counted one by one.
    """

    file: File
    findings: tuple[Finding, ...]
    long_rows: int = 0
    lines: Path | None = None


@dataclass(frozen=True, slots=True)
class _Csv:
    """A CSV file in UTF-8: its separator, its encoding before, and the bytes that it begins with."""

    path: Path
    name: str
    separator: str
    encoding: str
    header: Header


def read_file(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification, folder: Path, *, row_by_row: bool = False
) -> Read:
    """Add the rows of a file to the table of cells; `folder` is where other forms of it may be put for the while.

    `row_by_row` has a CSV file read in the slower way, which counts blank lines. Raises NotReadable.
    """
    start = unpacking.beginning(path, SAMPLE)
    if start.startswith(unpacking.GZIP):
        unpacked = folder / f"unpacked-{path.name}"
        if not unpacked.exists():
            unpacking.ungzipped(path, unpacked)
        path, start = unpacked, unpacking.beginning(unpacked, SAMPLE)
        if start.startswith(unpacking.GZIP):
            raise NotReadable(f"{name} is packed twice. Unpack it once, and name what comes out.")
    if not start:
        raise NotReadable(f"{name} is empty.")
    if start.startswith(unpacking.PARQUET):
        return _read_parquet(connection, path, name, specification)
    if start.startswith((unpacking.ZIP, unpacking.OLE)) or Path(name).suffix.lower() in WORKBOOKS:
        return _read_workbook(connection, path, name, specification)
    return _read_csv(connection, path, name, specification, folder, row_by_row=row_by_row)


def has_blank_lines(path: Path) -> bool:
    """Say whether a CSV file may have blank lines between others; those at its end do not count."""
    seen = False
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(unpacking.CHUNK):
            text = before + chunk
            if seen and text.strip():
                return True
            at = min((place for place in (text.find(pair) for pair in (b"\n\n", b"\n\r\n", b"\r\r")) if place >= 0), default=-1)
            if at >= 0:
                if text[at:].strip():
                    return True
                seen = True
            before = text[-2:]
    return False


# Tables


def read_table(connection: duckdb.DuckDBPyConnection, source: str, name: str, specification: Specification, form: str) -> Read:
    """Add the rows of something that has columns, which `source` names in SQL; its rows are numbered as if headers stood above them."""
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    header = find_header([[str(column[0]) for column in described]], specification)
    if header is None:
        raise NotReadable(_no_header(name, specification))
    texts = {item: _as_typed(header.cells[index], str(described[index][1])) for item, index in header.columns.items()}
    selected = ", ".join(f'{sql} AS "{item}"' for item, sql in texts.items())
    rows = _count(connection.execute(fill_query(specification, texts, f"(SELECT {selected} FROM {source})")))
    return Read(File(name, form, 1, rows), tuple(header_findings(header, (), name, specification)))


def _as_typed(column: str, kind: str) -> str:
    """Return a column as texts, as they would be typed in the template."""
    quoted = '"' + column.replace('"', '""') + '"'
    if kind.startswith(("DATE", "TIMESTAMP")):
        time = (
            f"CASE WHEN CAST({quoted} AS TIME) <> TIME '00:00:00' THEN STRFTIME({quoted}, ' %H:%M:%S') ELSE '' END"
            if kind != "DATE"
            else "''"
        )
        return f"STRFTIME({quoted}, '{DATE_PATTERN}') || {time}"
    text = f"CAST({quoted} AS VARCHAR)"
    if kind in {"FLOAT", "DOUBLE"}:  # whole numbers as such: a column of them with gaps is often kept as floating point
        return f"NULLIF(REGEXP_REPLACE({text}, '\\.0$', ''), '')"
    return f"NULLIF({text}, '')"


def _read_parquet(connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification) -> Read:
    try:
        return read_table(connection, f"READ_PARQUET({_quoted(path)})", name, specification, "Parquet")
    except duckdb.Error as error:
        raise NotReadable(f"{name} is a Parquet file that is damaged or cut off. Write it again.") from error


# Workbooks


def _read_workbook(connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification) -> Read:
    best: tuple[Header, str, Sequence[Sequence[Value]]] | None = None
    for sheet, rows in books.sheets(path):
        header = find_header(rows, specification)
        if header and (best is None or len(header.columns) > len(best[0].columns)):
            best = header, sheet, rows
            if 2 * len(header.columns) > len(specification.items):
                break
    if best is None:
        raise NotReadable(_no_header(name, specification))
    header, sheet, rows = best
    below = ([typed(cell) for cell in row] for row in islice(rows, header.number, None))
    return _fill_row_by_row(connection, below, header, File(name, "workbook", header.number, 0, sheet=sheet), specification)


# CSV


def _read_csv(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification, folder: Path, *, row_by_row: bool
) -> Read:
    start = unpacking.beginning(path, SAMPLE)
    wide = next((encoding for sign, encoding in unpacking.WIDE if start.startswith(sign)), None)
    if wide:
        path = _in_utf8(path, "utf-16", folder)
        return _read_text(connection, path, name, specification, "UTF-16", row_by_row=row_by_row)
    if b"\0" in start:
        raise NotReadable(f"{name} is no CSV file, workbook or Parquet file. Save the return as CSV UTF-8, or as .xlsx.")
    try:
        return _read_text(connection, path, name, specification, UTF8, row_by_row=row_by_row)
    except UnicodeDecodeError:
        return _read_text(connection, _in_utf8(path, "cp1252", folder), name, specification, ANSI, row_by_row=row_by_row)


def _in_utf8(path: Path, encoding: str, folder: Path) -> Path:
    decoded = folder / f"decoded-{path.name}"
    if not decoded.exists():
        unpacking.in_utf8(path, encoding, decoded)
    return decoded


def _read_text(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification, encoding: str, *, row_by_row: bool
) -> Read:
    """Read a CSV file in UTF-8. Raises UnicodeDecodeError where it is not, before any row is added."""
    separator, header = _csv_header(path, name, specification)
    one = _Csv(path, name, separator, encoding, header)
    if not row_by_row:
        try:
            return _read_at_once(connection, one, specification)
        except duckdb.InvalidInputException as error:
            if "unicode" in str(error):
                raise UnicodeDecodeError("utf-8", b"", 0, 1, "not UTF-8") from error
    with path.open(encoding="utf-8") as text:
        for _ in iter(lambda: text.read(unpacking.CHUNK), ""):
            pass
    return _fill_row_by_row(connection, _lines(one), header, _file(one, 0), specification)


def _csv_header(path: Path, name: str, specification: Specification) -> tuple[str, Header]:
    """Return what separates the cells of a CSV file, and its row of headers."""
    text = unpacking.beginning(path, SAMPLE).decode("utf-8-sig", errors="replace")
    csv.field_size_limit(LONGEST_CELL)
    best: tuple[str, Header] | None = None
    for separator in SEPARATORS:
        try:
            lines = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), DEEPEST_HEADER))
        except csv.Error:
            continue
        header = find_header(lines, specification)
        if header and (best is None or len(header.columns) > len(best[1].columns)):
            best = separator, header
    if best is None:
        raise NotReadable(_no_header(name, specification))
    return best


def _read_at_once(connection: duckdb.DuckDBPyConnection, one: _Csv, specification: Specification) -> Read:
    header = one.header
    names = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(header.cells)))
    source = (
        f"READ_CSV({_quoted(one.path)}, header = false, skip = {header.number}, delim = '{one.separator}', quote = '\"', escape = '\"',"
        f" nullstr = '', auto_detect = false, columns = {{{names}}})"
    )
    selected = ", ".join(f'c{index} AS "{item}"' for item, index in header.columns.items())
    rows = _count(connection.execute(fill_query(specification, header.columns, f"(SELECT {selected} FROM {source})")))
    blank = [index for index, cell in enumerate(header.cells) if not cell.strip()]
    filled: list[int] = []
    if blank:
        counts = connection.execute(
            f"SELECT {', '.join(f'COUNT(NULLIF(TRIM(c{index}), {chr(39) * 2}))' for index in blank)} FROM {source}"
        ).fetchone()
        filled = [index for index, count in zip(blank, counts or (), strict=True) if count]
    findings = tuple(header_findings(header, filled, one.name, specification))
    return Read(_file(one, rows), findings, lines=one.path)


def _lines(one: _Csv) -> Iterator[list[str]]:
    """Yield the rows below the headers of a CSV file, blank ones too."""
    number = 0
    line: list[str] = []
    with one.path.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, delimiter=one.separator)
        try:
            for number, line in enumerate(reader, 1):
                if number > one.header.number:
                    yield line
        except csv.Error as error:
            raise NotReadable(
                f"{one.name} cannot be read from row {number + 1} on ({error}). Look for a quotation mark that is never closed."
            ) from error
    if line and "\n" in line[-1] and _has_odd_quotes(one.path):
        raise NotReadable(f"{one.name} has a quotation mark in row {number} that is never closed: the file is damaged or cut off.")


def _has_odd_quotes(path: Path) -> bool:
    with path.open("rb") as file:
        return sum(chunk.count(b'"') for chunk in iter(lambda: file.read(unpacking.CHUNK), b"")) % 2 == 1


def _fill_row_by_row(
    connection: duckdb.DuckDBPyConnection, lines: Iterable[Sequence[str]], header: Header, file: File, specification: Specification
) -> Read:
    """Add rows that are there one by one, in batches."""
    import pyarrow

    rows = 0
    width = len(header.cells)
    long: list[int] = []
    long_rows = 0
    unnamed = [index for index, cell in enumerate(header.cells) if not cell.strip()]
    filled: set[int] = set()
    source = iter(lines)
    while batch := list(islice(source, BATCH)):
        for number, line in enumerate(batch, header.number + rows + 1):
            if len(line) > width and any(cell.strip() for cell in line[width:]):
                long_rows += 1
                if len(long) < FEW:
                    long.append(number)
        filled |= {index for index in unnamed if any(index < len(line) and line[index].strip() for line in batch)}
        columns = {
            item: pyarrow.array([line[index] or None if index < len(line) else None for line in batch], pyarrow.string())
            for item, index in header.columns.items()
        }
        connection.register("batch", pyarrow.table(columns))
        rows += _count(connection.execute(fill_query(specification, header.columns, "batch")))
        connection.unregister("batch")
    message = f"The row has more cells than the {width} headers. Look for a separator inside a value, and put the value in quotation marks."
    findings = [
        *header_findings(header, sorted(filled), file.name, specification),
        *(Finding(file.name, number, None, "row.cells", FORM_RULES["row.cells"][1], message) for number in long),
    ]
    return Read(replace(file, rows=rows), tuple(findings), long_rows)


def _file(one: _Csv, rows: int) -> File:
    return File(one.name, f"CSV, {one.encoding}, separated by {SEPARATORS[one.separator]}", one.header.number, rows)


def _no_header(name: str, specification: Specification) -> str:
    return (
        f"{name} has no row with headers of the template among its first {DEEPEST_HEADER}. "
        f"Copy the row of headers from the template: {specification.items[0].title}, {specification.items[1].title}, and so on."
    )


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of rows that a statement has added."""
    (count,) = connection.fetchone() or (0,)
    return int(count)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
