"""Rows that are no events, or whose cells are in the wrong columns: one finding says so, instead of dozens of consequences."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from duckdb import DuckDBPyConnection

from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.all_rules import Readable, Rule
from cldspec.rules.cells import UNREADABLE, read, takes_any_text, tidy
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.spelling import folded
from cldspec.validation.engines.duckdb_cells import CELLS, FINDINGS, IRREGULAR, text_as_typed, value_of

ODD_ROWS = "odd_rows"
"""The table of such rows: row_number, and the rule about the format of rows that each breaks."""
MESSAGES: Mapping[str, str] = {
    "row.header": "This row repeats the headers. Remove it. It was not read.",
    "row.total": "This row has a total, and hardly any other cell is filled in. Remove it. It was not read.",
    "row.shifted": (
        "The cells of this row are one column too far to the right, so it was not read. "
        "Probably a value holds a separator and is not in quotation marks, or the row was pasted into the wrong column."
    ),
}
"""The message about each kind of row."""
_TOTAL = "(?i)^(grand |sub-?)?totals?:?$"
"""A regular expression for the text that marks a row of totals."""
_FEW_CELLS = 8
"""A row of totals has at most one cell in so many columns."""
_ITEMS_LOOKED_AT = 6
"""The items in whose columns repeated headers are looked for."""
_MOST_CANDIDATES = 10_000
"""The rows that are looked at closely, of those that may be odd."""


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
    few = typed[:_ITEMS_LOOKED_AT]
    if not few:
        return []
    is_name = " OR ".join(f"{text_as_typed(item.id, specification, 'c')} IN ({_names_in_sql(item)})" for item in few)
    rows = f"SELECT c.rowid, c.{IRREGULAR} FROM {CELLS} AS c WHERE c.{IRREGULAR} IS NOT NULL AND ({is_name}) LIMIT {_MOST_CANDIDATES}"
    return [row for row, cells in connection.execute(rows).fetchall() if _repeats_headers(cells, specification)]


def _repeats_headers(cells: Sequence[str | None], specification: Specification) -> bool:
    given = [(item, cell) for item, cell in zip(specification.items, cells, strict=True) if cell]
    return 2 * sum(folded(cell) in _names(item) for item, cell in given) > max(len(given), 2)


def _names(item: DataItem) -> set[str]:
    return {folded(item.id), folded(item.title)}


def _names_in_sql(item: DataItem) -> str:
    names = {item.id, item.title}
    return ", ".join(map(DATABASE.text, sorted(names | {name.upper() for name in names} | {name.lower() for name in names})))


def _totals(connection: DuckDBPyConnection, specification: Specification, typed: Sequence[DataItem]) -> list[int]:
    """Return the rows with hardly any cell of which one says that it is a total. They lack a value that every row of data has."""
    key = next((item for item in typed if item.code_list and item.required_when == ALWAYS), None)
    if key is None:
        return []
    without_key = f"FROM {CELLS} AS c WHERE c.{value_of(key.id)} IS NULL"
    (count,) = connection.execute(f"SELECT COUNT(*) {without_key}").fetchone() or (0,)
    if not count:
        return []
    values = ", ".join(f"CAST(c.{value_of(item.id)} AS VARCHAR)" for item in specification.items)
    found = connection.execute(f"SELECT c.rowid, c.{IRREGULAR}, [{values}] {without_key} LIMIT {_MOST_CANDIDATES}").fetchall()
    return [row for row, irregular, cells in found if _is_total([one or two for one, two in zip(irregular or cells, cells, strict=True)])]


def _is_total(cells: Sequence[str | None]) -> bool:
    given = [tidy(cell) for cell in cells if cell and tidy(cell)]
    return len(given) <= max(len(cells) // _FEW_CELLS, 2) and any(re.search(_TOTAL, cell) for cell in given)


def find_shifted_rows(
    connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule], columns_of: Callable[[int], Mapping[str, int]]
) -> None:
    """Find the rows whose cells are one column too far to the right, after the cells have been read, and remove their findings.

    `columns_of` gives the columns of the items in the file that a row is in. Of these rows, at least one unreadable cell is a
    value of the column to its left, and so are all unreadable cells but one, the rest of the value that was split.
    """
    numbers = {number: rule.items[0] for number, rule in enumerate(rules) if type(rule.test) is Readable}
    in_rules = f"rule IN ({', '.join(map(str, numbers)) or -1})"
    found = connection.execute(
        f"SELECT row_number, LIST(rule ORDER BY rule), LIST(typed ORDER BY rule) FROM {FINDINGS} WHERE {in_rules}"
        f" GROUP BY row_number HAVING COUNT(*) > 1 ORDER BY row_number LIMIT {_MOST_CANDIDATES}"
    ).fetchall()
    shifted = [
        row
        for row, broken, texts in found
        if _is_shifted({numbers[rule]: text for rule, text in zip(broken, texts, strict=True)}, columns_of(row), specification)
    ]
    if shifted:
        connection.execute(f"INSERT INTO {ODD_ROWS} SELECT UNNEST(?::BIGINT[]), 'row.shifted'", [shifted])
        connection.execute(f"DELETE FROM {FINDINGS} WHERE row_number IN (SELECT row_number FROM {ODD_ROWS})")


def _is_shifted(unreadable: Mapping[str, str], columns: Mapping[str, int], specification: Specification) -> bool:
    """Say whether the unreadable cells of a row, given by item, are values of the columns to their left.

    Two neighbours that have each other's values are not shifted: their headers or values have been exchanged.
    """
    left_of = {item: left for left, item in pairwise(sorted(columns, key=columns.__getitem__)) if columns[item] == columns[left] + 1}
    left = {item: specification.item_by_id[left_of[item]] for item in unreadable if item in left_of}
    fits = [item for item, neighbour in left.items() if _fits(neighbour, unreadable[item], specification)]
    if any(
        left[item].id in unreadable and _fits(specification.item_by_id[item], unreadable[left[item].id], specification) for item in fits
    ):
        return False
    may_fit = [item for item, neighbour in left.items() if takes_any_text(neighbour)]
    return bool(fits) and len(unreadable) - len(fits) - len(may_fit) <= 1


def _fits(item: DataItem, text: str, specification: Specification) -> bool:
    return not takes_any_text(item) and read(item, text, specification) not in {None, UNREADABLE}


def odd_rows(connection: DuckDBPyConnection) -> Iterator[tuple[str, list[int]]]:
    """Yield the rules about the format of rows that such rows break, with the numbers of the rows."""
    yield from connection.execute(
        f"SELECT rule, LIST(row_number ORDER BY row_number) FROM {ODD_ROWS} GROUP BY rule ORDER BY rule"
    ).fetchall()
