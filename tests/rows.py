"""Rows of a return that are made from a specification, and whether a row conforms.

`conforms` uses only the model and the evaluation of conditions, so that generated schemas and scripts can be compared with it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.cells import Cell as CanonicalCell
from cldspec.rules.cells import has_format, is_iso_date, to_iso_date
from cldspec.rules.coverage import left_out_rules
from cldspec.rules.evaluate import TODAY, truth
from cldspec.rules.expression import All, Item, Truth, parse, values_in
from cldspec.solver.reason import Possible, Reasoner, usual_rows

Cell = str | int | float | None
Row = dict[str, Cell]
"""A canonical row: keys are identifiers, dates yyyy-mm-dd, numbers numbers, blanks None or absent."""


@cache
def reasoner_of(specification: Specification) -> Reasoner:
    return Reasoner(specification)


def good_rows(specification: Specification) -> Iterator[Row]:
    """Yield a row for each value of the items that decide which sections apply. They are as complete as possible, and break no rule."""
    return (dict(row) for row in _good_rows(specification))


@cache
def _good_rows(specification: Specification) -> tuple[Row, ...]:
    rows: list[Row] = []
    deciding = {
        value.id
        for section in specification.sections
        for value in values_in(parse(section.applies_when))
        if isinstance(value, Item)
    }  # fmt: skip
    for name in sorted(deciding):
        for code in specification.codes_of(specification.item_by_id[name]):
            row = filled_row(specification, {name: code.value})
            rows.append({name: plain for name, plain in plain_row(row, specification).items() if plain is not None})
    return tuple(rows)


def plain_row(row: Mapping[str, str | Decimal | None], specification: Specification) -> Row:
    """Return a row of values as JSON has it."""
    return {
        item.id: (int if item.type == "integer" else float)(cell) if isinstance(cell := row[item.id], Decimal) else cell
        for item in specification.items
    }


def filled_row(
    specification: Specification, cells: Mapping[str, CanonicalCell], *, breaking: str | None = None
) -> dict[str, str | Decimal | None]:
    """Return a row with these cells, as complete as possible, that passes all rules about one row, or breaks exactly one."""
    reasoner = reasoner_of(specification)
    keeping = reasoner.rules_about_one_row("error", "warning")
    for rules in ([*keeping, *reasoner.rules_about_one_row("information")], keeping):
        answer = reasoner.ask(Truth(True), cells=cells, keeping=rules, breaking=breaking, preferring=[usual_rows(specification)[1]])
        if isinstance(answer, Possible):
            return {item.id: answer.row[item.id] for item in specification.items}  # type: ignore[misc]
    raise AssertionError(answer)


def example_of(item: DataItem) -> Cell:
    """Return the first example of an item as a canonical value."""
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


def conforms(row: Row, specification: Specification, *, as_json_schema: bool = False) -> bool:
    """Say whether a row breaks no error about one row. `as_json_schema` leaves out the rules that JSON Schema cannot express."""
    if set(row) - set(specification.item_by_id):
        return False
    left_out = {rule.id for rule, _ in left_out_rules(specification, "json-schema")} if as_json_schema else set()
    canonical_row = _canonical_row(row)
    for item in specification.items:
        cell = row.get(item.id)
        if cell is not None and not _has_type(item, cell, specification):
            return False
        applies = parse(specification.section_by_id[item.section].applies_when)
        if f"{item.id}.applies" not in left_out and truth(applies, canonical_row, specification) is False and cell is not None:
            return False
        if cell is None and item.if_blank == "error" and f"{item.id}.required" not in left_out:
            when = parse(item.required_when or ALWAYS)
            if truth(All((applies, when)), canonical_row, specification) is True:
                return False
    return not any(
        truth(parse(rule.when), canonical_row, specification) is True and truth(parse(rule.expect), canonical_row, specification) is False
        for rule in specification.rules
        if rule.severity == "error" and rule.expect and rule.id not in left_out
    )


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
                and (named is None or named.if_not_met != "error" or has_format(cell, named))
            )


def _canonical_row(row: Row) -> dict[str, str | Decimal | None]:
    return {TODAY: date.today().isoformat()} | {  # noqa: DTZ011
        name: Decimal(str(cell)) if isinstance(cell, int | float) else cell for name, cell in row.items()
    }
