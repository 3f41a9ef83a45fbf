"""Adding the rows of files to the table of cells in DuckDB."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from cldspec.model import Specification
from cldspec.rules.cells import takes_any_text, tidy
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.rules.targets.sql.reading import may_be_unreadable
from cldspec.validation.engines.duckdb_cells import CELLS, IRREGULAR, insert_query, value_of
from cldspec.validation.readers.header import LONG_ROW, Header, header_findings, row_finding
from cldspec.validation.result import FileSummary, Finding

BATCH_ROWS, BATCH_CHARACTERS = 20_000, 2**24
"""The rows and characters that are added at a time where rows are read one by one."""
FAULTY_ROWS_LISTED = 1000
"""The rows that break a rule about the format of rows and are listed for each file."""
SWALLOWED = (
    "A cell of this row has line breaks and about as many separators as a row. A stray quotation mark has probably joined "
    "it with the rows below, which were not read. Remove the quotation mark."
)
"""The message about a row that has swallowed others."""
FEWEST_SEPARATORS = 2
"""The fewest separators that a cell with swallowed rows has, however few columns there are."""
DAMAGED_LETTERS = (
    "Letters with accents in this row are damaged, because the file was opened or saved in the wrong encoding. Export it again from your "
    "system, as CSV UTF-8."
)
"""The message about a row with damaged letters."""
_BYTES_ASDAMAGED_LETTERS = bytes(range(0x80, 0xC0)).decode("cp1252", errors="ignore")
OPENED_WRONGLY = f"[ÃÂ][{_BYTES_ASDAMAGED_LETTERS}]|â€"
"""A regular expression for what Windows-1252 makes of letters in UTF-8: Ã« instead of ë."""
SAVED_ON_A_MAC = f"{OPENED_WRONGLY}|[a-z][€‚ƒ„†‡ˆ‰Š‹ŒŽ‘•˜›Ÿ]|[A-Z][ŠŽŸ][a-z]"  # noqa: RUF001 - exactly these
"""The same, and for what it makes of letters in the encoding of older Macs: Ž instead of é."""


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file whose rows are in the table of cells: what it is, and what is wrong with its format.

    `faulty_rows` counts the rows that break rules about the format of rows, listed or not, by rule. `header` is the row
    of headers. `unnumbered` is the CSV file from which DuckDB read the rows if blank lines in it may have
    been skipped, so that rows may have other numbers than a person sees. It is None where every line was counted.
    """

    summary: FileSummary
    findings: tuple[Finding, ...]
    faulty_rows: Mapping[str, int] = field(default_factory=dict)
    unnumbered: Path | None = None
    header: Header | None = None


def insert_batches(
    connection: duckdb.DuckDBPyConnection,
    batches: Iterable[Sequence[Sequence[str]]],
    header: Header,
    summary: FileSummary,
    specification: Specification,
    separator: str | None = None,
) -> LoadedFile:
    """Add rows to the table of cells, batch by batch, where Python reads them one by one.

    `separator` separated the cells of a text file, in which a cell may have swallowed rows.
    """
    import pyarrow as pa

    rows = 0
    width = len(header.cells)
    long_rows: list[int] = []
    swallowed: list[int] = []
    without_header = [index for index, cell in enumerate(header.cells) if not tidy(cell)]
    unnamed: set[int] = set()
    for batch in batches:
        for number, cells in enumerate(batch, header.number + rows + 1):
            if len(cells) > width and any(map(tidy, cells[width:])):
                long_rows.append(number)
            if separator and "\n" in "".join(cells) and any(has_swallowed_rows(cell, separator, width) for cell in cells):
                swallowed.append(number)
        unnamed |= {index for index in without_header if any(index < len(cells) and tidy(cells[index]) for cells in batch)}
        columns = {
            item: pa.array([cells[index] or None if index < len(cells) else None for cells in batch], pa.string())
            for item, index in header.columns.items()
        }
        connection.register("batch", pa.table(columns))
        rows += inserted(connection.execute(insert_query(specification, header.columns, "batch")))
        connection.unregister("batch")
    findings = tuple(header_findings(header, sorted(unnamed), summary.name, specification))
    loaded = LoadedFile(replace(summary, rows=rows), findings, header=header)
    loaded = with_faulty_rows(loaded, "row.cells", long_rows, LONG_ROW.format(width))
    return with_faulty_rows(loaded, "row.swallowed", swallowed, SWALLOWED)


def with_faulty_rows(file: LoadedFile, rule: str, rows: Sequence[int], message: str) -> LoadedFile:
    """Return a file with findings about rows, given by their numbers in it. The first are listed."""
    if not rows:
        return file
    findings = [row_finding(rule, file.summary.name, row, message) for row in rows[:FAULTY_ROWS_LISTED]]
    return replace(file, findings=(*file.findings, *findings), faulty_rows={**file.faulty_rows, rule: len(rows)})


def with_damaged_letters(
    connection: duckdb.DuckDBPyConnection, file: LoadedFile, specification: Specification, first_row: int, pattern: str
) -> LoadedFile:
    """Return a file with findings about its rows, from the first row on in the table of cells, whose texts match a pattern."""
    texts = [value_of(item.id) for item in specification.items if takes_any_text(item)]
    is_damaged = " OR ".join(f"(STRLEN({text}) > LENGTH({text}) AND {DATABASE.finds(text, pattern)})" for text in texts) or "FALSE"
    found = connection.execute(f"SELECT rowid FROM {CELLS} WHERE rowid >= {first_row} AND ({is_damaged}) ORDER BY rowid").fetchall()
    top = file.header.number if file.header else 0
    return with_faulty_rows(file, "row.letters", [top + 1 + row - first_row for (row,) in found], DAMAGED_LETTERS)


def without_long_rows(file: LoadedFile, rows: Collection[int]) -> LoadedFile:
    """Return a file without findings that these rows, given by their numbers in it, are too long."""
    kept = tuple(finding for finding in file.findings if finding.rule != "row.cells" or finding.row not in rows)
    fewer = len(file.findings) - len(kept)
    counts = {rule: count - fewer if rule == "row.cells" else count for rule, count in file.faulty_rows.items()}
    return replace(file, findings=kept, faulty_rows={rule: count for rule, count in counts.items() if count})


def has_swallowed_rows(cell: str, separator: str, columns: int) -> bool:
    """Say whether a cell of a text file holds the end of one row and the beginning of the next.

    It has line breaks and about a row's worth of separators. In a sentence a space follows a comma, so these do not count.
    """
    if "\n" not in cell and "\r" not in cell:
        return False
    return cell.count(separator) - cell.count(f"{separator} ") >= fewest_separators(columns)


def fewest_separators(columns: int) -> int:
    """Return the fewest separators that a cell with swallowed rows has, in a file with so many columns."""
    return max(FEWEST_SEPARATORS, (columns - 1) // 2)


def cells_with_rows(
    connection: duckdb.DuckDBPyConnection, specification: Specification, first_row: int, separator: str, columns: int
) -> list[int]:
    """Return the numbers in the table of cells of the rows, from the first row on, that have a cell with swallowed rows."""
    texts = [value_of(item.id) for item in specification.items if not may_be_unreadable(item)]
    breaks = "(CONTAINS({0}, CHR(10)) OR CONTAINS({0}, CHR(13)))"
    many = f"STRLEN({{0}}) - STRLEN(REPLACE({{0}}, {DATABASE.text(separator)}, '')) >= {fewest_separators(columns)}"
    is_candidate = f"{breaks} AND {many}"
    irregular = f"LEN(LIST_FILTER({IRREGULAR}, lambda text: {is_candidate.format('text')})) > 0"
    candidates = " OR ".join([*(f"({is_candidate.format(text)})" for text in texts), irregular])
    listed = ", ".join([*texts, IRREGULAR])
    found = connection.execute(f"SELECT rowid, {listed} FROM {CELLS} WHERE rowid >= {first_row} AND ({candidates}) ORDER BY rowid")
    rows: list[int] = []
    while batch := found.fetchmany(BATCH_ROWS):
        for number, *cells, irregular in batch:
            if any(cell and has_swallowed_rows(cell, separator, columns) for cell in (*cells, *(irregular or ()))):
                rows.append(number)
    return rows


def inserted(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of rows that the statement just executed has added."""
    (count,) = connection.fetchone() or (0,)
    return int(count)


def is_disk_full(error: duckdb.Error) -> bool:
    """Say whether DuckDB had no space left for temporary files."""
    return isinstance(error, duckdb.IOException) and ("No space left" in str(error) or "Could not write" in str(error))
