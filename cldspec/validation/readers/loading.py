"""Adding the rows of files to the table of cells in DuckDB."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from cldspec.model import Specification
from cldspec.rules.cells import tidy
from cldspec.validation.engines.duckdb_cells import insert_query
from cldspec.validation.readers.header import Header, header_findings, long_row
from cldspec.validation.result import FileSummary, Finding

BATCH_ROWS, BATCH_CHARACTERS = 20_000, 2**24
"""The rows and characters that are added at a time where rows are read one by one."""
LONG_ROWS_LISTED = 1000
"""The rows with too many cells that are listed for each file."""


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file whose rows are in the table of cells: what it is, what is wrong with its format, and how many rows are too long.

    `unnumbered` is the CSV file from which DuckDB read the rows if blank lines in it may have been skipped, so that rows may
    have other numbers than a person sees. It is None where every line was counted.
    """

    summary: FileSummary
    findings: tuple[Finding, ...]
    long_rows: int = 0
    unnumbered: Path | None = None


def insert_batches(
    connection: duckdb.DuckDBPyConnection,
    batches: Iterable[Sequence[Sequence[str]]],
    header: Header,
    summary: FileSummary,
    specification: Specification,
) -> LoadedFile:
    """Add rows to the table of cells, batch by batch, where Python reads them one by one."""
    import pyarrow as pa

    rows = 0
    width = len(header.cells)
    listed: list[int] = []
    long_rows = 0
    without_header = [index for index, cell in enumerate(header.cells) if not tidy(cell)]
    unnamed: set[int] = set()
    for batch in batches:
        for number, cells in enumerate(batch, header.number + rows + 1):
            if len(cells) > width and any(map(tidy, cells[width:])):
                long_rows += 1
                if len(listed) < LONG_ROWS_LISTED:
                    listed.append(number)
        unnamed |= {index for index in without_header if any(index < len(cells) and tidy(cells[index]) for cells in batch)}
        columns = {
            item: pa.array([cells[index] or None if index < len(cells) else None for cells in batch], pa.string())
            for item, index in header.columns.items()
        }
        connection.register("batch", pa.table(columns))
        rows += inserted(connection.execute(insert_query(specification, header.columns, "batch")))
        connection.unregister("batch")
    findings = [
        *header_findings(header, sorted(unnamed), summary.name, specification),
        *(long_row(summary.name, number, width) for number in listed),
    ]
    return LoadedFile(replace(summary, rows=rows), tuple(findings), long_rows)


def inserted(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of rows that the statement just executed has added."""
    (count,) = connection.fetchone() or (0,)
    return int(count)


def is_disk_full(error: duckdb.Error) -> bool:
    """Say whether DuckDB had no space left for temporary files."""
    return isinstance(error, duckdb.IOException) and ("No space left" in str(error) or "Could not write" in str(error))
