"""Rows of a return, made from a specification: good ones, and what a specification says of any.

`conforms` judges a row anew, from the model alone, so that what is generated can be held to it.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.cells import has_format, is_iso_date, to_iso_date
from cldspec.rules.evaluate import truth
from cldspec.rules.expression import All, Call, Item, parse, values_in

Cell = str | int | float | None
Row = dict[str, Cell]
"""A canonical row: keys are identifiers, dates yyyy-mm-dd, numbers numbers, blanks None or absent."""


def good_rows(specification: Specification) -> Iterator[Row]:
    """Yield a full row for each value of each data item that decides which sections apply."""
    deciding = {
        value.id
        for section in specification.sections
        for value in values_in(parse(section.applies_when))
        if isinstance(value, Item)
    }  # fmt: skip
    for name in sorted(deciding):
        for code in specification.codes_of(specification.item_by_id[name]):
            row = {item.id: example_of(item) for item in specification.items} | {name: code.value}
            yield {
                item.id: row[item.id]
                for item in specification.items
                if truth(parse(specification.section_by_id[item.section].applies_when), _canonical_row(row), specification)
            }


def example_of(item: DataItem) -> Cell:
    """Return the item's first example as it stands in a canonical row."""
    return canonical(item, next(example.value for example in item.examples if example.value))


def canonical(item: DataItem, typed: str) -> Cell:
    match item.type:
        case "date":
            return to_iso_date(typed)
        case "integer":
            return int(typed)
        case "decimal":
            return float(typed)
        case _:
            return typed


def typed(item: DataItem, cell: Cell) -> str:
    """Return a cell as it would be typed in the template."""
    if cell is None:
        return ""
    return date.fromisoformat(str(cell)).strftime("%d/%m/%Y") if item.type == "date" else str(cell)


def conforms(row: Row, specification: Specification, *, leave_out_functions: bool = False) -> bool:
    """Say whether the row breaks no error, without conditions that call functions if these are to be left out."""
    if set(row) - set(specification.item_by_id):
        return False
    canonical_row = _canonical_row(row)
    for item in specification.items:
        cell = row.get(item.id)
        if cell is not None and not _has_type(item, cell, specification):
            return False
        applies = parse(specification.section_by_id[item.section].applies_when)
        if truth(applies, canonical_row, specification) is False and cell is not None:
            return False
        if cell is None and item.if_blank == "error":
            when = parse(item.required_when or ALWAYS)
            if leave_out_functions and any(isinstance(value, Call) for value in values_in(when)):
                continue
            if truth(All((applies, when)), canonical_row, specification) is True:
                return False
    return True


def _has_type(item: DataItem, cell: Cell, specification: Specification) -> bool:
    match item.type:
        case "code":
            return cell in specification.code_list_by_id[item.code_list or ""].values
        case "date":
            return isinstance(cell, str) and is_iso_date(cell)
        case "integer":
            return isinstance(cell, int)
        case "decimal":
            return isinstance(cell, int | float)
        case "text":
            named = specification.format_by_id.get(item.format or "")
            return (
                isinstance(cell, str)
                and bool(cell.strip())
                and len(cell) <= (item.max_length or len(cell))
                and (named is None or has_format(cell, named))
            )


def _canonical_row(row: Row) -> dict[str, str | Decimal | None]:
    return {name: Decimal(str(cell)) if isinstance(cell, int | float) else cell for name, cell in row.items()}
