"""Rows that are no events, or whose cells are in the wrong columns: one finding says so, instead of dozens of consequences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from duckdb import DuckDBPyConnection

from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.all_rules import Readable, Rule
from cldspec.rules.cells import UNREADABLE, read, takes_any_text
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
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
_MOST_CANDIDATES = 10_000
"""The rows with unreadable cells that are compared with their neighbouring columns."""


def find_odd_rows(connection: DuckDBPyConnection, specification: Specification) -> None:
    """Find the rows that repeat the headers, and rows of totals, before their cells are read."""
    connection.execute(f"CREATE TABLE {ODD_ROWS} (row_number BIGINT, rule VARCHAR)")
    typed = {item: text_as_typed(item.id, specification, "c") for item in specification.items if not takes_any_text(item)}
    names = [f"CASE WHEN LOWER({text}) IN ({_names(item)}) THEN 1 ELSE 0 END" for item, text in typed.items()]
    filled = " + ".join(f"CASE WHEN {text} IS NOT NULL THEN 1 ELSE 0 END" for text in typed.values())
    rows = f"{CELLS} AS c WHERE c.{IRREGULAR} IS NOT NULL"
    repeated = f"{' + '.join(names)} > 1 AND 2 * ({' + '.join(names)}) > {filled}"
    connection.execute(f"INSERT INTO {ODD_ROWS} SELECT c.rowid, 'row.header' FROM {rows} AND {repeated}")
    texts = [f"c.{value_of(item.id)}" for item in specification.items if takes_any_text(item)]
    marks = [*texts, *typed.values()]
    is_total = " OR ".join(f"({text} IS NOT NULL AND REGEXP_MATCHES({text}, '{_TOTAL}'))" for text in marks)
    cells = [f"CASE WHEN {_is_filled(item, specification)} THEN 1 ELSE 0 END" for item in specification.items]
    few = f"{' + '.join(cells)} <= {max(len(specification.items) // _FEW_CELLS, 2)}"
    blank = [f"c.{value_of(item)} IS NULL" for item in _keys(specification)]
    rows = f"{CELLS} AS c WHERE {' AND '.join(blank) or 'TRUE'}"
    connection.execute(f"INSERT INTO {ODD_ROWS} SELECT c.rowid, 'row.total' FROM {rows} AND {few} AND ({is_total})")


def _names(item: DataItem) -> str:
    return ", ".join(DATABASE.text(name) for name in dict.fromkeys((item.id.lower(), item.title.lower())))


def _is_filled(item: DataItem, specification: Specification) -> str:
    return f"c.{value_of(item.id)} IS NOT NULL OR {text_as_typed(item.id, specification, 'c')} IS NOT NULL"


def _keys(specification: Specification) -> list[str]:
    """Return the items that every row of data has a value of its own type for, so that few rows need to be looked at closely."""
    return [item.id for item in specification.items if item.code_list and item.required_when == ALWAYS][:1]


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
    """Say whether the unreadable cells of a row, given by item, are values of the columns to their left."""
    left_of = {item: left for left, item in pairwise(sorted(columns, key=columns.__getitem__)) if columns[item] == columns[left] + 1}
    left = {item: specification.item_by_id[left_of[item]] for item in unreadable if item in left_of}
    fits = [item for item, neighbour in left.items() if _fits(neighbour, unreadable[item], specification)]
    may_fit = [item for item, neighbour in left.items() if takes_any_text(neighbour)]
    return bool(fits) and len(unreadable) - len(fits) - len(may_fit) <= 1


def _fits(item: DataItem, text: str, specification: Specification) -> bool:
    return not takes_any_text(item) and read(item, text, specification) not in {None, UNREADABLE}


def odd_rows(connection: DuckDBPyConnection) -> Iterator[tuple[str, list[int]]]:
    """Yield the rules about the format of rows that such rows break, with the numbers of the rows."""
    yield from connection.execute(
        f"SELECT rule, LIST(row_number ORDER BY row_number) FROM {ODD_ROWS} GROUP BY rule ORDER BY rule"
    ).fetchall()
