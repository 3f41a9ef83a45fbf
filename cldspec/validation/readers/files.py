"""Returns as councils save them: any CSV file, workbook, Parquet file or table, read into the table of cells as it stands.

A CSV file that is sound is read by DuckDB in one go. One that is not (rows of different lengths, stray quotes, blank lines
between rows) is read row by row with Python's csv module, which is slower and puts up with all that. Nothing is repaired:
what a file holds is what is checked.
"""

import codecs
import csv
import errno
import io
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice, repeat
from pathlib import Path
from typing import TextIO

import duckdb

from cldspec.model import Specification
from cldspec.rules.all_rules import alike_in_all, rules_of
from cldspec.rules.cells import DATE_PATTERN, tidy
from cldspec.rules.targets.sql.databases.duckdb import DATABASE as DIALECT
from cldspec.validation.engines.duckdb_cells import fill_query
from cldspec.validation.readers import unpacking
from cldspec.validation.readers import workbook as books
from cldspec.validation.readers.header import FORM_RULES, Header, find_header, header_findings
from cldspec.validation.readers.template import DEEPEST_HEADER, LONGEST_CELL, SIGNIFICANT, WORKBOOKS, UnreadableFileError, Value, typed
from cldspec.validation.result import File, Finding

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
"""What may stand between the cells of a CSV file, and what it is called; of two that fit alike, the first."""
SAMPLE = 2**22
"""The bytes at the beginning of a file among which its headers are looked for."""
LONGEST_LINE = 2**22
"""The characters of the longest line of a CSV file that is taken for one."""
BATCH, BATCH_LENGTH = 20_000, 2**24
"""The rows, and the characters, that are handed over at a time where rows are read one by one."""
FEW = 1000
"""The rows that are too long whose numbers are kept."""
UTF8, ANSI = "UTF-8", "Windows-1252"
TEXTS = (".csv", ".txt", ".tsv")
"""The endings of the files that are meant to be CSV files."""
FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_FORMS = {unpacking.ZIP: "a workbook or a ZIP archive", unpacking.OLE: "a workbook", unpacking.PARQUET: "a Parquet file"}
_NO_EXTRAS = "compression = 'none', hive_partitioning = false"
"""DuckDB reads the file as it is, whatever its name and folders make of it."""


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
class Beginning:
    """What the beginning of a CSV file shows: what separates its cells, its row of headers, its text down to there, and the row below."""

    separator: str
    header: Header
    head: str
    first: Sequence[str]
    """Empty if it cannot be seen."""


@dataclass(frozen=True, slots=True)
class _Csv:
    """A CSV file in UTF-8: what it is called, its encoding before, and what its beginning shows."""

    path: Path
    name: str
    encoding: str
    end: str
    """What ends a line, as far as the beginning of the file shows."""
    beginning: Beginning

    @property
    def header(self) -> Header:
        """The row of headers."""
        return self.beginning.header


class Reread(Exception):  # noqa: N818 - reads as what it says
    """Raised where rows have been added that are not right: the file has to be read once more, row by row, into an empty table."""


def read_file(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification, folder: Path, *, row_by_row: bool = False
) -> Read:
    """Add the rows of a file to the table of cells; `folder` is where other forms of it may be put for the while.

    `row_by_row` has a CSV file read in the slower way, which counts blank lines. Raises UnreadableFileError, and Reread where
    that way is needed after all; what DuckDB raises where there is no room left passes.
    """
    try:
        return _read_any(connection, path, name, specification, folder, row_by_row=row_by_row)
    except (duckdb.OutOfMemoryException, duckdb.IOException):
        raise
    except duckdb.Error as error:  # whose words may hold what cells hold
        raise UnreadableFileError(f"{name} cannot be read: it is damaged, or changes while it is read. Save it again.") from error
    except OSError as error:
        if error.errno in FULL:
            raise UnreadableFileError(f"The disk is full: there is no room for the temporary files that reading {name} takes.") from error
        raise UnreadableFileError(f"{name} cannot be read: {error.strerror or 'the system refuses it'}.") from error
    except MemoryError as error:
        raise UnreadableFileError(
            f"{name} does not fit into the memory of this computer. Save it as CSV UTF-8, which takes less."
        ) from error


def _read_any(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification, folder: Path, *, row_by_row: bool
) -> Read:
    unpacking.check_file(path, name)
    start = unpacking.beginning(path, SAMPLE)
    if start.startswith(unpacking.GZIP):
        unpacked = folder / "unpacked"
        unpacking.ungzipped(path, name, unpacked)
        path, start = unpacked, unpacking.beginning(unpacked, SAMPLE)
        if start.startswith(unpacking.GZIP):
            raise UnreadableFileError(f"{name} is packed twice. Unpack it once, and name what comes out.")
    if not start:
        raise UnreadableFileError(f"{name} is empty.")
    _check_kind(name, start)
    if start.startswith(unpacking.PARQUET):
        return _read_parquet(connection, path, name, specification)
    if start.startswith((unpacking.ZIP, unpacking.OLE)):
        return _read_workbook(connection, path, name, specification)
    return _read_csv(connection, path, name, specification, folder, row_by_row=row_by_row)


def _check_kind(name: str, start: bytes) -> None:
    """Raise UnreadableFileError where a file is of a kind that holds no table, or is not what its name says."""
    for sign, (kind, advice) in unpacking.OTHER_KINDS.items():
        if start.startswith(sign):
            raise UnreadableFileError(f"{name} is {kind}, not a return. {advice}")
    form = next((words for sign, words in _FORMS.items() if start.startswith(sign)), None)
    suffix = Path(name).suffix.lower()
    if suffix in TEXTS and form:
        raise UnreadableFileError(f"{name} is named as a CSV file, but is {form}. Give it the name that fits, or save it as CSV UTF-8.")
    if suffix in WORKBOOKS and form not in {_FORMS[unpacking.ZIP], _FORMS[unpacking.OLE]}:
        raise UnreadableFileError(
            f"{name} is named as a workbook, but is none: it is damaged, or a file of another kind. "
            "Save it again as .xlsx; if it is a CSV file, let its name end in .csv."
        )


def has_blank_lines(path: Path) -> bool:
    """Say whether a CSV file may have blank lines before or between others; those at its end do not count."""
    seen = unpacking.beginning(path, 1) in {b"\r", b"\n"}
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
    header = find_header([[str(column[0]) for column in described]], specification, name)
    if header is None:
        raise UnreadableFileError(no_header(name, specification))
    texts = {item: _as_typed(header.cells[index], str(described[index][1])) for item, index in header.columns.items()}
    selected = ", ".join(f'{sql} AS "{item}"' for item, sql in texts.items())
    rows = _count(connection.execute(fill_query(specification, texts, f"(SELECT {selected} FROM {source})")))
    return Read(File(name, form, 1, rows), tuple(header_findings(header, (), name, specification)))


def _as_typed(column: str, kind: str) -> str:
    """Return a column as texts, as they would be typed in the template; see `cldspec.validation.readers.template.typed`."""
    quoted = '"' + column.replace('"', '""') + '"'
    text = f"CAST({quoted} AS VARCHAR)"
    if kind == "DATE":
        text = f"STRFTIME({quoted}, '{DATE_PATTERN}')"
    elif kind.startswith("TIMESTAMP"):
        moment = f"CAST({quoted} AS TIMESTAMP)" if kind != "TIMESTAMP WITH TIME ZONE" else f"TIMEZONE('UTC', {quoted})"
        time = f"CASE WHEN CAST({moment} AS TIME) <> TIME '00:00:00' THEN STRFTIME({moment}, ' %H:%M:%S') ELSE '' END"
        text = f"STRFTIME({moment}, '{DATE_PATTERN}') || {time}"
    elif kind == "BOOLEAN":
        text = f"UPPER({text})"
    elif kind == "DOUBLE":  # as many digits as a workbook keeps; whole numbers as such, since a column of them with gaps is often floating
        is_whole = f"ABS({quoted}) < 1e{SIGNIFICANT} AND {quoted} = FLOOR({quoted})"
        text = f"CASE WHEN {is_whole} THEN CAST(CAST({quoted} AS BIGINT) AS VARCHAR) ELSE FORMAT('{{:.{SIGNIFICANT}g}}', {quoted}) END"
    elif kind == "FLOAT":
        text = f"REGEXP_REPLACE({text}, '\\.0$', '')"
    return f"NULLIF({text}, '')"


def _read_parquet(connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification) -> Read:
    source = f"READ_PARQUET({DIALECT.text(str(path))}, hive_partitioning = false)"
    try:
        return read_table(connection, source, name, specification, "Parquet")
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        if _is_full(error):
            raise
        raise UnreadableFileError(f"{name} is a Parquet file that is damaged, cut off or locked. Write it again.") from error


def _is_full(error: duckdb.Error) -> bool:
    """Say whether DuckDB had no room for temporary files."""
    return isinstance(error, duckdb.IOException) and ("No space left" in str(error) or "Could not write" in str(error))


# Workbooks


def _read_workbook(connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification) -> Read:
    best: tuple[Header, str, Sequence[Sequence[Value]]] | None = None
    for sheet, rows in books.sheets(path, name):
        header = find_header(rows, specification, name)
        if header and (best is None or len(header.columns) > len(best[0].columns)):
            best = header, sheet, rows
            if 2 * len(header.columns) > len(specification.items):
                break
    if best is None:
        raise UnreadableFileError(no_header(name, specification))
    header, sheet, rows = best
    below = ([cell if isinstance(cell, str) else typed(cell) for cell in row] for row in islice(rows, header.number, None))
    batches = iter(lambda: list(islice(below, BATCH)), [])
    return _fill_row_by_row(connection, batches, header, File(name, "workbook", header.number, 0, sheet=sheet), specification)


# CSV


def _read_csv(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, specification: Specification, folder: Path, *, row_by_row: bool
) -> Read:
    start = unpacking.beginning(path, SAMPLE)
    if any(start.startswith(sign) for sign, _ in unpacking.WIDE):
        path = unpacking.in_utf8(path, "utf-16", folder / "decoded")
        return _read_text(connection, path, name, specification, "UTF-16", folder, row_by_row=row_by_row)
    if b"\0" in start:
        raise UnreadableFileError(f"{name} is no CSV file, workbook or Parquet file. Save the return as CSV UTF-8, or as .xlsx.")
    try:
        return _read_text(connection, path, name, specification, UTF8, folder, row_by_row=row_by_row)
    except UnicodeDecodeError:
        path = unpacking.in_utf8(path, "cp1252", folder / "decoded")
        return _read_text(connection, path, name, specification, ANSI, folder, row_by_row=row_by_row)


def _read_text(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    specification: Specification,
    encoding: str,
    folder: Path,
    *,
    row_by_row: bool,
) -> Read:
    """Read a CSV file in UTF-8. Raises UnicodeDecodeError where it is not, before any row is added."""
    one = _with_header(path, name, specification, encoding)
    if row_by_row:
        unpacking.check_utf8(path)
    else:
        try:
            return _read_at_once(connection, one, specification, folder)
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            if _is_full(error):
                raise
            unpacking.check_utf8(path)
    return _fill_row_by_row(connection, _batches(one), one.header, _file(one, 0), specification)


def _with_header(path: Path, name: str, specification: Specification, encoding: str) -> _Csv:
    """Return a CSV file with what separates its cells, and its headers. Raises UnicodeDecodeError where it does not begin in UTF-8."""
    start = unpacking.beginning(path, SAMPLE)
    codecs.getincrementaldecoder("utf-8")().decode(start)
    text = start.decode("utf-8-sig", errors="replace")
    beginning = find_beginning(text, name, specification)
    if len(start) == SAMPLE and len(beginning.head) == len(text):
        raise UnreadableFileError(f"Row {beginning.header.number} of {name} is too long. Look for a quotation mark that is never closed.")
    return _Csv(path, name, encoding, "\n" if "\n" in text else "\r", beginning)


def find_beginning(text: str, name: str, specification: Specification) -> Beginning:
    """Return what the text at the beginning of a CSV file shows, separated by what shows most headers."""
    best: Beginning | None = None
    for separator in SEPARATORS:
        rows, ends = _first_rows(text, separator)
        header = find_header(rows, specification, name)
        if header and (best is None or len(header.columns) > len(best.header.columns)):
            first = rows[header.number] if len(rows) > header.number else ()
            best = Beginning(separator, header, text[: ends[header.number - 1]], first)
    if best is None:
        raise UnreadableFileError(no_header(name, specification))
    return best


def _first_rows(text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    """Return the rows among which the headers stand, up to one that cannot be read, and where in the text each ends."""
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[str]] = []
    ends: list[int] = []
    source = io.StringIO(text, newline="")
    try:
        for row in islice(csv.reader(source, delimiter=separator), DEEPEST_HEADER):
            rows.append(row)
            ends.append(source.tell())
    except csv.Error:
        pass
    return rows, ends


def _read_at_once(connection: duckdb.DuckDBPyConnection, one: _Csv, specification: Specification, folder: Path) -> Read:
    """Have DuckDB read a CSV file, and meanwhile look whether it can. Raises Reread where the rows that it has added are not right."""
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(unpacking.look, one.path)
        header = one.header
        path, skip, source = _source(one, folder)
        alike = alike_in_all(rules_of(specification))
        selected = ", ".join(f'c{index} AS "{item}"' for item, index in header.columns.items())
        common = {
            item: one.beginning.first[index] for item, index in header.columns.items() if item in alike and index < len(one.beginning.first)
        }
        rows = _count(connection.execute(fill_query(specification, header.columns, f"(SELECT {selected} FROM {source})", common)))
    look = looking.result()
    if not look.is_plain or look.end != one.end:
        raise Reread
    blank = [index for index, cell in enumerate(header.cells) if not tidy(cell)]
    filled: list[int] = []
    if blank:
        counted = ", ".join(f"COUNT({DIALECT.tidy(f'c{index}')})" for index in blank)
        counts = connection.execute(f"SELECT {counted} FROM {source}").fetchone()
        filled = [index for index, count in zip(blank, counts or (), strict=True) if count]
    findings = tuple(header_findings(header, filled, one.name, specification))
    has_each_line = look.ends + 1 == one.beginning.head.count(look.end) + rows
    return Read(_file(one, rows), findings, lines=None if skip and has_each_line else path)


def _source(one: _Csv, folder: Path) -> tuple[Path, int, str]:
    """Return how DuckDB reads the rows of a CSV file: from which file, passing over how many lines, and the SQL."""
    path, skip = one.path, 1
    if (
        one.header.number > 1 or '"' in one.beginning.head or not one.beginning.head.endswith(one.end)
    ):  # DuckDB may stumble, unheard, over what it should skip
        bom = len(codecs.BOM_UTF8) if unpacking.beginning(path, len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else 0
        path, skip = unpacking.copied_from(path, bom + len(one.beginning.head.encode()), folder / "rows"), 0
    names = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(one.header.cells)))
    source = (
        f"READ_CSV({DIALECT.text(str(path))}, header = false, skip = {skip}, delim = '{one.beginning.separator}',"
        f" quote = '\"', escape = '\"', nullstr = '', auto_detect = false, columns = {{{names}}}, {_NO_EXTRAS})"
    )
    return path, skip, source


class _Lines:
    """The lines of a CSV file, none too long; `given` counts their characters. One after the last shows whether a quote is open."""

    END = "end of the file"

    def __init__(self, text: TextIO, name: str) -> None:
        self.text, self.name = text, name
        self.given = 0
        self.has_ended = False

    def __iter__(self) -> Iterator[str]:
        number = 0
        while line := self.text.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                raise UnreadableFileError(
                    f"Line {number:,} of {self.name} is longer than a row can be. Save the return as CSV UTF-8 again."
                )
            self.given += len(line)
            yield line
        self.has_ended = True
        yield self.END


def _batches(one: _Csv) -> Iterator[list[list[str]]]:
    """Yield the rows below the headers of a CSV file, some at a time."""
    with one.path.open(encoding="utf-8-sig", newline="") as text:
        lines = _Lines(text, one.name)
        batch: list[list[str]] = []
        given = 0
        for row in islice(_rows(lines, one), one.header.number, None):
            batch.append(row)
            if len(batch) == BATCH or lines.given - given > BATCH_LENGTH:
                given = lines.given
                yield batch
                batch = []
        yield batch


def _rows(lines: _Lines, one: _Csv) -> Iterator[list[str]]:
    """Yield the rows of a CSV file, blank lines too but for those at its end."""
    csv.field_size_limit(LONGEST_CELL)
    number = blank = 0
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=one.beginning.separator), 1):  # noqa: B007 - the messages below tell it
            if lines.has_ended and row == [_Lines.END]:
                return
            if row:
                yield from repeat([], blank)
                blank = 0
                yield row
            else:
                blank += 1
    except csv.Error as error:
        raise UnreadableFileError(
            f"{one.name} cannot be read from row {number + 1:,} on, which is too long. Look for a quotation mark that is never closed."
        ) from error
    raise UnreadableFileError(f"{one.name} has a quotation mark in row {number:,} that is never closed: it is damaged or cut off.")


def _fill_row_by_row(
    connection: duckdb.DuckDBPyConnection, batches: Iterable[list[list[str]]], header: Header, file: File, specification: Specification
) -> Read:
    """Add rows that are there one by one, in batches."""
    import pyarrow as pa

    rows = 0
    width = len(header.cells)
    long: list[int] = []
    long_rows = 0
    unnamed = [index for index, cell in enumerate(header.cells) if not tidy(cell)]
    filled: set[int] = set()
    for batch in batches:
        for number, line in enumerate(batch, header.number + rows + 1):
            if len(line) > width and any(map(tidy, line[width:])):
                long_rows += 1
                if len(long) < FEW:
                    long.append(number)
        filled |= {index for index in unnamed if any(index < len(line) and tidy(line[index]) for line in batch)}
        columns = {
            item: pa.array([line[index] or None if index < len(line) else None for line in batch], pa.string())
            for item, index in header.columns.items()
        }
        connection.register("batch", pa.table(columns))
        rows += _count(connection.execute(fill_query(specification, header.columns, "batch")))
        connection.unregister("batch")
    message = f"The row has more cells than the {width} headers. Look for a separator inside a value, and put the value in quotation marks."
    findings = [
        *header_findings(header, sorted(filled), file.name, specification),
        *(Finding(file.name, number, None, "row.cells", FORM_RULES["row.cells"].severity, message) for number in long),
    ]
    return Read(replace(file, rows=rows), tuple(findings), long_rows)


def _file(one: _Csv, rows: int) -> File:
    return File(one.name, f"CSV, {one.encoding}, separated by {SEPARATORS[one.beginning.separator]}", one.header.number, rows)


def no_header(name: str, specification: Specification) -> str:
    """Return what is told of a file in which no headers are found."""
    return (
        f"{name} has no row with headers of the template among its first {DEEPEST_HEADER}. "
        f"Copy the row of headers from the template: {specification.items[0].title}, {specification.items[1].title}, and so on."
    )


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of rows that a statement has added."""
    (count,) = connection.fetchone() or (0,)
    return int(count)
