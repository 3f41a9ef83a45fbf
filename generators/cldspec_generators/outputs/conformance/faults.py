"""The faults that a program may have in a rule about one row: what it would ask for instead.

They are the mistakes that people make when they write a rule in another language: a comparison that is off by one, a value or a row of
a table that is forgotten, a part of a condition that is left out, a blank that counts as a value.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from cldspec.model import Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Row
from cldspec.rules.cells import is_iso_date

_SIGNS: tuple[ex.Operator, ...] = ("=", "<>", "<", "<=", ">", ">=")
_MOST_VALUES = 40
"""The most values of a list that a fault adds to those that a condition names, or puts in the place of one."""


class Fault(NamedTuple):
    """A fault: what is wrong, in a few words, and the two conditions that the rule would have."""

    what: str
    when: ex.Condition
    expect: ex.Condition


def faults_of(test: Row, specification: Specification) -> Iterator[Fault]:
    """Yield the faults that a rule about one row may have. Some may mean the same as the rule."""
    yield Fault("the rule is left out", ex.Truth(False), test.expect)
    yield Fault("the rule applies to every row", ex.Truth(True), test.expect)
    for what, when in _changed(test.when, specification):
        yield Fault(f"when: {what}", when, test.expect)
    for what, expect in _changed(test.expect, specification):
        yield Fault(f"expect: {what}", test.when, expect)


Changed = tuple[str, ex.Condition]


def _changed(condition: ex.Condition, specification: Specification) -> Iterator[Changed]:
    """Yield the condition with one thing changed."""
    match condition:
        case ex.Not(inner):
            yield "NOT is left out", inner
            yield from ((what, ex.Not(one)) for what, one in _changed(inner, specification))
        case ex.All(parts) | ex.Any(parts):
            kind, other = (ex.All, ex.Any) if isinstance(condition, ex.All) else (ex.Any, ex.All)
            yield f"{'OR' if kind is ex.All else 'AND'} stands between the parts", other(parts)
            for index, part in enumerate(parts):
                rest = parts[:index] + parts[index + 1 :]
                yield f"part {index + 1} is left out", kind(rest) if len(rest) > 1 else rest[0]
                for what, one in _changed(part, specification):
                    yield f"part {index + 1}: {what}", kind((*parts[:index], one, *parts[index + 1 :]))
        case ex.Truth():
            return
        case _:
            yield "it is the opposite", ex.Not(condition)
            yield from _as_two_truths(condition)
            yield from _changed_leaf(condition, specification)


def _as_two_truths(condition: ex.Condition) -> Iterator[Changed]:
    """Yield the condition as programs have it that know no unknown: where a cell is blank, it is FALSE or TRUE."""
    names = dict.fromkeys(value.id for value in ex.values_in(condition) if isinstance(value, ex.Item))
    if isinstance(condition, ex.IsBlank):
        return
    blank = tuple(ex.IsBlank(ex.Item(name)) for name in names)
    any_blank = blank[0] if len(blank) == 1 else ex.Any(blank)
    if blank:
        yield "a blank counts as FALSE", ex.All((ex.Not(any_blank), ex.Any((condition, any_blank))))
        yield "a blank counts as TRUE", ex.Any((any_blank, ex.All((condition, ex.Not(any_blank)))))


def _changed_leaf(condition: ex.Condition, specification: Specification) -> Iterator[Changed]:
    match condition:
        case ex.Compare(sign, left, right):
            for other in _SIGNS:
                is_text = isinstance(right, ex.Text) and not is_iso_date(right.value)
                if other != sign and (not is_text or other in {"=", "<>"}):
                    yield f"{other} instead of {sign}", replace(condition, operator=other)
            for what, value in _changed_value(left, right, specification):
                yield what, replace(condition, left=value)
            for what, value in _changed_value(right, left, specification):
                yield what, replace(condition, right=value)
        case ex.In(value, options):
            for index, option in enumerate(options):
                rest = options[:index] + options[index + 1 :]
                if rest:
                    yield f"{_named(option)} is left out", ex.In(value, rest)
            known = {option.value for option in options if isinstance(option, ex.Text)}
            for text in _values(value, specification):
                if text not in known:
                    yield f"{text} is added", ex.In(value, (*options, ex.Text(text)))
        case ex.IsBlank(item):
            for other_item in _neighbours(item.id, specification):
                yield f"{other_item} instead of {item.id}", ex.IsBlank(ex.Item(other_item))
        case ex.StartsWith(value, ex.Text(prefix)):
            for text in _values(value, specification):
                if text.startswith(prefix):
                    yield f"{text} is left out", ex.All((condition, ex.Compare("<>", value, ex.Text(text))))
                else:
                    yield f"{text} is added", ex.Any((condition, ex.Compare("=", value, ex.Text(text))))
        case ex.InTable(name):
            yield from _changed_table(condition, name, specification)
        case _:
            return


def _changed_table(condition: ex.Condition, name: str, specification: Specification) -> Iterator[Changed]:
    """Yield the condition with a row of its table left out, or with another pair of values added."""
    table = specification.table_by_id[name]
    rows = [tuple(row.get(key, "") for key in table.keys) for row in table.rows]
    for row in rows:
        if rows.count(row) == 1:
            yield f"the row {' and '.join(row)} is left out", ex.All((condition, ex.Not(_row_is(table.keys, row))))
    others: list[tuple[str, ...]] = [()]
    for key in table.keys:
        values = specification.values_of(key) or tuple(dict.fromkeys(row.get(key, "") for row in table.rows))
        others = [(*one, value) for one in others for value in values]
    for row in others:
        if row not in rows:
            yield f"the row {' and '.join(row)} is added", ex.Any((condition, _row_is(table.keys, row)))


def _row_is(keys: tuple[str, ...], row: tuple[str, ...]) -> ex.Condition:
    parts = tuple(ex.Compare("=", ex.Item(key), ex.Text(text)) for key, text in zip(keys, row, strict=True))
    return parts[0] if len(parts) == 1 else ex.All(parts)


def _changed_value(value: ex.Value, compared: ex.Value, specification: Specification) -> Iterator[tuple[str, ex.Value]]:
    """Yield a value with one thing changed; `compared` is what it is compared with."""
    match value:
        case ex.Text(text) if is_iso_date(text):
            for days in (-1, 1):
                yield f"{days:+} day", ex.Text((date.fromisoformat(text) + timedelta(days)).isoformat())
        case ex.Text(text):
            for other in _values(compared, specification):
                if other != text:
                    yield f"{other} instead of {text}", ex.Text(other)
        case ex.Number(number):
            unit = Decimal(1).scaleb(-_scale(compared, specification))
            for more in (-unit, unit, -Decimal(1), Decimal(1)):
                yield f"{number + more} instead of {number}", ex.Number(number + more)
        case ex.Item(name):
            for other in _neighbours(name, specification):
                yield f"{other} instead of {name}", ex.Item(other)
        case ex.Call(name, arguments) if len(arguments) == 1:
            yield f"{name} is left out", arguments[0]
            for what, argument in _changed_value(arguments[0], compared, specification):
                yield what, ex.Call(name, (argument,))
        case ex.Call(name, arguments):
            for index, argument in enumerate(arguments):
                for what, other_value in _changed_value(argument, compared, specification):
                    yield what, ex.Call(name, (*arguments[:index], other_value, *arguments[index + 1 :]))
        case ex.Arithmetic(sign, left, right):
            yield from ((f"{other} instead of {sign}", replace(value, operator=other)) for other in ("+", "-", "*") if other != sign)
            yield f"without {sign}", left
            yield f"without {sign}", right
        case _:
            return


def _values(value: ex.Value, specification: Specification) -> tuple[str, ...]:
    """Return the values of the list of an item."""
    return (specification.values_of(value.id) or ())[:_MOST_VALUES] if isinstance(value, ex.Item) else ()


def _scale(value: ex.Value, specification: Specification) -> int:
    return (specification.item_by_id[value.id].scale or 0) if isinstance(value, ex.Item) else 0


def _neighbours(name: str, specification: Specification) -> list[str]:
    """Return the items that may be taken for an item: those of its type."""
    item = specification.item_by_id[name]
    if item.type in {"text", "code"}:
        return []
    return [other.id for other in specification.items if other.type == item.type and other.id != name]


def _named(value: ex.Value) -> str:
    return value.value if isinstance(value, ex.Text) else str(value)
