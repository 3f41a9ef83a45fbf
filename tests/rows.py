"""Rows of a return, made from a specification: good ones, and what a specification says of any.

`conforms` judges a row anew, from the model alone, so that what is generated can be held to it.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.cells import has_format
from cldspec.rules.expression import (
    All,
    Any,
    Arithmetic,
    Call,
    Compare,
    Condition,
    In,
    InTable,
    IsBlank,
    Item,
    Not,
    Number,
    StartsWith,
    Text,
    Truth,
    Value,
    parse,
    values_in,
)

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
                if truth(parse(specification.section_by_id[item.section].applies_when), row, specification)
            }


def example_of(item: DataItem) -> Cell:
    """Return the item's first example as it stands in a canonical row."""
    return canonical(item, next(example.value for example in item.examples if example.value))


def canonical(item: DataItem, typed: str) -> Cell:
    match item.type:
        case "date":
            return datetime.strptime(typed, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007
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
    for item in specification.items:
        cell = row.get(item.id)
        if cell is not None and not _has_type(item, cell, specification):
            return False
        applies = truth(parse(specification.section_by_id[item.section].applies_when), row, specification)
        if applies is False and cell is not None:
            return False
        if cell is None and item.if_blank == "error":
            when = parse(item.required_when or ALWAYS)
            if leave_out_functions and any(isinstance(value, Call) for value in values_in(when)):
                continue
            if _both(applies, truth(when, row, specification)) is True:
                return False
    return True


def _has_type(item: DataItem, cell: Cell, specification: Specification) -> bool:
    match item.type:
        case "code":
            return cell in specification.code_list_by_id[item.code_list or ""].values
        case "date":
            return isinstance(cell, str) and _is_date(cell)
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


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def truth(condition: Condition, row: Row, specification: Specification) -> bool | None:
    """Return TRUE, FALSE or unknown (None), as SQL has it."""
    match condition:
        case Truth(value=value):
            return value
        case Not(condition=inner):
            verdict = truth(inner, row, specification)
            return None if verdict is None else not verdict
        case All(conditions=parts):
            result: bool | None = True
            for part in parts:
                result = _both(result, truth(part, row, specification))
            return result
        case Any(conditions=parts):
            return truth(Not(All(tuple(Not(part) for part in parts))), row, specification)
        case IsBlank(item=item):
            return row.get(item.id) is None
        case In(value=value, options=options):
            return truth(Any(tuple(Compare("=", value, option) for option in options)), row, specification)
        case InTable(table=name):
            table = specification.table_by_id[name]
            matches = tuple(All(tuple(Compare("=", Item(key), Text(entry[key])) for key in table.keys)) for entry in table.rows)
            return truth(Any(matches), row, specification)
        case StartsWith(value=value, prefix=prefix):
            start = _value(value, row)
            return None if start is None else str(start).startswith(prefix.value)
        case Compare(operator=operator, left=left, right=right):
            a, b = _value(left, row), _value(right, row)
            if a is None or b is None:
                return None
            if isinstance(a, str) is not isinstance(b, str):
                return None
            return {"=": a == b, "<>": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]  # type: ignore[operator]


def _both(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def _value(value: Value, row: Row) -> str | Decimal | None:
    match value:
        case Item(id=name):
            cell = row.get(name)
            return cell if cell is None or isinstance(cell, str) else Decimal(str(cell))
        case Text(value=text):
            return text
        case Number(value=number):
            return number
        case Call(name="age_on", arguments=(born, on)):
            a, b = _value(born, row), _value(on, row)
            if not isinstance(a, str) or not isinstance(b, str):
                return None
            return Decimal(int(b[:4]) - int(a[:4]) - (b[5:] < a[5:]))
        case Arithmetic(operator=operator, left=left, right=right):
            x, y = _value(left, row), _value(right, row)
            if not isinstance(x, Decimal) or not isinstance(y, Decimal):
                return None
            return {"+": x + y, "-": x - y, "*": x * y, "/": x / y if y else None}[operator]
        case Call():
            raise AssertionError(value)
