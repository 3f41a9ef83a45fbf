"""Conditions about a row that the comparison asks the solver for: items that are filled in, or have a value, or another one."""

from collections.abc import Iterable
from decimal import Decimal

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import UNREADABLE, Cell, read
from cldspec.rules.expression import (
    Any,
    Compare,
    Condition,
    In,
    IsBlank,
    Item,
    Not,
    Number,
    StartsWith,
    Text,
    Truth,
    Value,
    both,
    map_leaves,
)

ALWAYS = Truth(True)


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that all conditions are true."""
    combined: Condition = ALWAYS
    for condition in conditions:
        combined = both(combined, condition)
    return combined


def filled_in(items: Iterable[str]) -> Condition:
    """Return the condition that none of these items is blank."""
    return all_of(Not(IsBlank(Item(item))) for item in items)


def has_value(item: DataItem, typed: str, specification: Specification, *, or_blank: bool) -> Condition:
    """Return the condition that an item has a value, given as typed in the template; with `or_blank`, or that it is blank."""
    value = read(item, typed, specification)
    blank = IsBlank(Item(item.id))
    if value is None or value is UNREADABLE:
        return ALWAYS if or_blank else blank
    same = Compare("=", Item(item.id), _literal(value))
    return Any((same, blank)) if or_blank else both(same, Not(blank))


def has_another_value(item: DataItem, typed: str, specification: Specification) -> Condition:
    """Return the condition that an item is filled in with another value than this one, given as typed in the template."""
    value = read(item, typed, specification)
    filled = Not(IsBlank(Item(item.id)))
    if value is None or value is UNREADABLE:
        return filled
    return both(filled, Compare("<>", Item(item.id), _literal(value)))


def with_value(condition: Condition, item_id: str, value: Cell) -> Condition:
    """Return a condition in which a value of a code list stands for an item."""

    def put(operand: Value) -> Value:
        return Text(str(value)) if isinstance(operand, Item) and operand.id == item_id else operand

    def replaced(leaf: Condition) -> Condition:
        match leaf:
            case IsBlank(Item(name)) if name == item_id:
                return Truth(False)
            case Compare(operator, left, right):
                return Compare(operator, put(left), put(right))
            case In(tested, options):
                return In(put(tested), tuple(put(option) for option in options))
            case StartsWith(Item(name), Text(prefix)) if name == item_id:
                return Truth(str(value).startswith(prefix))
            case _:
                return leaf

    return map_leaves(condition, replaced)


def _literal(value: Cell) -> Number | Text:
    return Number(value) if isinstance(value, Decimal) else Text(str(value))
