"""Rows that are no events, or whose cells are in the wrong columns: one finding says so, instead of dozens of consequences."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from duckdb import DuckDBPyConnection

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Readable, Rule
from cldspec.rules.cells import takes_any_text
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.validation.engines.duckdb_cells import CELLS, FINDINGS, IRREGULAR, text_as_typed, value_of
from cldspec.validation.engines.duckdb_irregular import READ_TEXTS
from cldspec.validation.odd_rows import (
    MOST_CANDIDATES,
    is_shifted,
    is_total,
    items_that_show_headers,
    key_of_rows,
    names_of,
    repeats_headers,
)

ODD_ROWS = "odd_rows"
"""The table of such rows: row_number, and the rule about the format of rows that each breaks."""


def find_odd_rows(connection: DuckDBPyConnection, specification: Specification, present: Collection[str]) -> None:
    """Find the rows that repeat the headers, and rows of totals, before their cells are read; `present` are the items with a column."""
    connection.execute(f"CREATE TABLE {ODD_ROWS} (row_number BIGINT, rule VARCHAR)")
    typed = [item for item in specification.items if item.id in present and not takes_any_text(item)]
    found = [(row, "row.header") for row in _repeated_headers(connection, specification, typed)]
    found += [(row, "row.total") for row in _totals(connection, specification, typed)]
    if found:
        rows = [list(column) for column in zip(*found, strict=True)]
        connection.execute(f"INSERT INTO {ODD_ROWS} SELECT UNNEST(?::BIGINT[]), UNNEST(?::VARCHAR[])", rows)


def _repeated_headers(connection: DuckDBPyConnection, specification: Specification, typed: Sequence[DataItem]) -> list[int]:
    """Return the rows of which most irregular cells are names of their items. A few items show which rows may be such."""
    few = items_that_show_headers(typed)
    if not few:
        return []
    is_name = " OR ".join(
        f"{text_as_typed(item.id, specification, 'c')} IN ({', '.join(map(DATABASE.text, names_of(item)))})" for item in few
    )
    rows = f"SELECT c.rowid, c.{IRREGULAR} FROM {CELLS} AS c WHERE c.{IRREGULAR} IS NOT NULL AND ({is_name}) LIMIT {MOST_CANDIDATES}"
    return [row for row, cells in connection.execute(rows).fetchall() if repeats_headers(cells, specification)]


def _totals(connection: DuckDBPyConnection, specification: Specification, typed: Sequence[DataItem]) -> list[int]:
    """Return the rows with hardly any cell of which one says that it is a total. They lack a value that every row of data has."""
    key = key_of_rows(typed)
    if key is None:
        return []
    without_key = f"FROM {CELLS} AS c WHERE c.{value_of(key.id)} IS NULL"
    (count,) = connection.execute(f"SELECT COUNT(*) {without_key}").fetchone() or (0,)
    if not count:
        return []
    values = ", ".join(f"CAST(c.{value_of(item.id)} AS VARCHAR)" for item in specification.items)
    found = connection.execute(f"SELECT c.rowid, c.{IRREGULAR}, [{values}] {without_key} LIMIT {MOST_CANDIDATES}").fetchall()
    return [row for row, irregular, cells in found if is_total([one or two for one, two in zip(irregular or cells, cells, strict=True)])]


def find_shifted_rows(
    connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule], columns_of: Callable[[int], Mapping[str, int]]
) -> None:
    """Find the rows whose cells are one column too far to the right, after the cells have been read, and remove their findings.

    `columns_of` gives the columns of the items in the file that a row is in.
    """
    numbers = {number: rule.items[0] for number, rule in enumerate(rules) if type(rule.test) is Readable}
    in_rules = f"rule IN ({', '.join(map(str, numbers)) or -1})"
    candidates = (
        f"SELECT row_number FROM {FINDINGS} WHERE {in_rules} GROUP BY row_number HAVING COUNT(*) > 1 ORDER BY row_number"
        f" LIMIT {MOST_CANDIDATES}"
    )
    found = connection.execute(
        f"SELECT f.row_number, LIST(f.rule ORDER BY f.rule), LIST(t.typed ORDER BY f.rule) FROM {FINDINGS} AS f"
        f" JOIN ({candidates}) USING (row_number) JOIN {READ_TEXTS} AS t ON t.number = f.detail WHERE f.{in_rules}"
        " GROUP BY f.row_number ORDER BY f.row_number"
    ).fetchall()
    shifted = [
        row
        for row, broken, texts in found
        if is_shifted({numbers[rule]: text for rule, text in zip(broken, texts, strict=True)}, columns_of(row), specification)
    ]
    if shifted:
        connection.execute(f"INSERT INTO {ODD_ROWS} SELECT UNNEST(?::BIGINT[]), 'row.shifted'", [shifted])
        connection.execute(f"DELETE FROM {FINDINGS} WHERE row_number IN (SELECT row_number FROM {ODD_ROWS})")


def odd_rows(connection: DuckDBPyConnection) -> Iterator[tuple[str, list[int]]]:
    """Yield the rules about the format of rows that such rows break, with the numbers of the rows."""
    yield from connection.execute(
        f"SELECT rule, LIST(row_number ORDER BY row_number) FROM {ODD_ROWS} GROUP BY rule ORDER BY rule"
    ).fetchall()
