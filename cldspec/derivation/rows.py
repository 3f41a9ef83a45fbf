"""The rows of returns in DuckDB, read as validation reads them: an unreadable cell is blank, and rows that are no data are left out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from duckdb import DuckDBPyConnection

from cldspec.model import Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.steps.scope import ROW_NUMBER, SUBMISSION
from cldspec.validation.cell_rules import cell_rules
from cldspec.validation.engines import duckdb_cells as cells
from cldspec.validation.engines.duckdb_irregular import read_irregular_cells
from cldspec.validation.engines.duckdb_odd_rows import find_odd_rows, find_shifted_rows
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.csv import RowByRowNeededError
from cldspec.validation.readers.files import distinct_names
from cldspec.validation.temporary import private_folder
from cldspec.validation.validator import ODD, Options, ProgressCallback, Source, connected, load_submissions

ROWS = "return_row"
"""The view of the rows of all submissions: `submission`, `row_number`, and the value of each data item that derivations use."""


@contextmanager
def loaded_rows(
    submissions: Sequence[Sequence[Source]],
    specification: Specification,
    items: Collection[str],
    *,
    names: Mapping[Path, str],
    options: Options,
    progress_callback: ProgressCallback,
) -> Iterator[DuckDBPyConnection]:
    """Read submissions, the oldest first, and give the connection that has the view of their rows. Raises UnreadableFileError."""
    newest_first = list(reversed(submissions))
    sources = [source for submission in newest_first for source in submission]
    if not sources:
        raise UnreadableFileError("There is nothing to derive from. Give a file.")
    all_names = distinct_names([source for source in sources if isinstance(source, Path)]) | dict(names)
    row_by_row: set[Path] = set()
    is_read = False
    while not is_read:
        with private_folder() as folder, connected(folder, options) as connection:
            try:
                loaded, ends = load_submissions(
                    connection, newest_first, specification, all_names, folder, options, row_by_row, progress_callback
                )
            except RowByRowNeededError:
                continue
            is_read = True
            progress_callback(connection, "Reading the cells")
            present = {item for file in loaded.files if file.header for item in file.header.columns}
            rules = (*rules_of(specification), *cell_rules(specification, frozenset()))
            find_odd_rows(connection, specification, present)
            unreadable = read_irregular_cells(connection, specification, rules, but=ODD)
            find_shifted_rows(connection, specification, rules, loaded.columns_of)
            cells.create_row_view(connection, specification, unreadable, but=ODD)
            connection.execute(_row_view(specification, items, ends))
            yield connection


def _row_view(specification: Specification, items: Collection[str], ends: Sequence[int]) -> str:
    """Return the statement that makes the view of the rows. `ends` has 0, and the number of the row after each submission, newest first."""
    number = f"c.{DATABASE.identifier('row_number')}"
    newest = len(ends) - 1
    submission = " ".join(f"WHEN {number} < {end} THEN {newest - index}" for index, end in enumerate(ends[1:]))
    start = " ".join(f"WHEN {number} < {end} THEN {ends[index]}" for index, end in enumerate(ends[1:]))
    columns = [f"CAST(CASE {submission} END AS BIGINT) AS {SUBMISSION}", f"{number} - CASE {start} END + 1 AS {ROW_NUMBER}"]
    untidied = cells.untidied_items(specification)
    for item in specification.items:
        if item.id in items:
            value = f"c.{DATABASE.identifier(item.id)}"
            read = f"CAST({value} AS VARCHAR)" if item.code_list else DATABASE.tidy(value) if item.id in untidied else value
            columns.append(f"{read} AS {DATABASE.identifier(item.id)}")
    return f"CREATE TEMP VIEW {ROWS} AS SELECT {', '.join(columns)} FROM {cells.ROWS} AS c"
