"""Rows that are no events, or whose cells are in the wrong columns: how every engine recognises them."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.cells import UNREADABLE, read, takes_any_text, tidy
from cldspec.spelling import folded

MESSAGES: Mapping[str, str] = {
    "row.header": "This row repeats the headers. Remove it. It was not read.",
    "row.total": "This row has a total, and hardly any other cell is filled in. Remove it. It was not read.",
    "row.shifted": (
        "The cells of this row are one column too far to the right, so it was not read. "
        "Probably a value holds a separator and is not in quotation marks, or the row was pasted into the wrong column."
    ),
}
"""The message about each kind of row."""
MOST_CANDIDATES = 10_000
"""The rows that are looked at closely, of those that may be odd."""
TOTAL = "(?i)^(grand |sub-?)?totals?:?$"
"""A regular expression for the text that marks a row of totals."""
_FEW_CELLS = 8
"""A row of totals has at most one cell in so many columns."""
_ITEMS_LOOKED_AT = 6
"""The items in whose columns repeated headers are looked for."""


def items_that_show_headers(typed: Sequence[DataItem]) -> Sequence[DataItem]:
    """Return the items, of those that do not take any text, in whose columns repeated headers are looked for."""
    return typed[:_ITEMS_LOOKED_AT]


def repeats_headers(cells: Sequence[str | None], specification: Specification) -> bool:
    """Say whether most irregular cells of a row, one for each item or None, are names of their items."""
    given = [(item, cell) for item, cell in zip(specification.items, cells, strict=True) if cell]
    return 2 * sum(folded(cell) in {folded(item.id), folded(item.title)} for item, cell in given) > max(len(given), 2)


def names_of(item: DataItem) -> list[str]:
    """Return the names of an item as headers repeat them."""
    names = {item.id, item.title}
    return sorted(names | {name.upper() for name in names} | {name.lower() for name in names})


def key_of_rows(typed: Sequence[DataItem]) -> DataItem | None:
    """Return the item, of those that do not take any text, that every row of data has, but no row of totals."""
    return next((item for item in typed if item.code_list and item.required_when == ALWAYS), None)


def most_cells_of_total(columns: int) -> int:
    """Return the most cells that a row of totals has."""
    return max(columns // _FEW_CELLS, 2)


def is_total(cells: Sequence[str | None]) -> bool:
    """Say whether a row without a key has hardly any cell, and one that says that it is a total."""
    if not any(cell and "total" in cell.lower() for cell in cells):
        return False  # nearly always so, and quick to find out
    given = [tidy(cell) for cell in cells if cell and tidy(cell)]
    return len(given) <= most_cells_of_total(len(cells)) and any(re.search(TOTAL, cell) for cell in given)


def is_shifted(unreadable: Mapping[str, str], columns: Mapping[str, int], specification: Specification) -> bool:
    """Say whether the unreadable cells of a row, given by item, are values of the columns to their left.

    At least one is, and so are all but one, the rest of the value that was split. Two neighbours that have each other's values
    are not shifted: their headers or values have been exchanged.
    """
    left_of = {item: left for left, item in pairwise(sorted(columns, key=columns.__getitem__)) if columns[item] == columns[left] + 1}
    left = {item: specification.item_by_id[left_of[item]] for item in unreadable if item in left_of}
    fits = [item for item, neighbour in left.items() if _fits(neighbour, unreadable[item], specification)]
    if any(
        left[item].id in unreadable and _fits(specification.item_by_id[item], unreadable[left[item].id], specification) for item in fits
    ):
        return False
    may_fit = [item for item, neighbour in left.items() if item not in fits and (takes_any_text(neighbour) or _is_number(neighbour))]
    return bool(fits) and len(unreadable) - len(fits) - len(may_fit) <= 1


def _fits(item: DataItem, text: str, specification: Specification) -> bool:
    """Say whether a text is a value that only such an item has. A number says little: many a mistake is one."""
    return not takes_any_text(item) and not _is_number(item) and read(item, text, specification) not in {None, UNREADABLE}


def _is_number(item: DataItem) -> bool:
    return item.type in {"integer", "decimal"}
