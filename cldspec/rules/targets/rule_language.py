"""Conditions as the rule language writes them, and as trees of plain data for programs that have no parser for it."""

from collections.abc import Mapping, Sequence

from cldspec.model import ALWAYS
from cldspec.rules import expression as ex

Tree = Mapping[str, object]
"""A condition or value as plain data for JSON: the first key says what it is, the others what it is made of."""


def in_rule_language(condition: ex.Condition) -> str:
    """Return a condition as a text that `cldspec.rules.expression.parse` turns into the same condition.

    Raises UnsupportedError where a part of the condition is TRUE or FALSE for every row, which the language cannot say.
    """
    return ALWAYS if condition == ex.Truth(True) else _condition(condition)


def _condition(condition: ex.Condition) -> str:
    match condition:
        case ex.Truth():
            raise ex.UnsupportedError("TRUE or FALSE as a part of a condition")
        case ex.Compare(operator, left, right):
            return f"{_value(left)} {operator} {_value(right)}"
        case ex.In(value, options):
            return f"{_value(value)} IN ({', '.join(map(_value, options))})"
        case ex.IsBlank(item):
            return f"{item.id} IS NULL"
        case ex.StartsWith(value, prefix):
            return f"{_value(value)} LIKE {_quoted(f'{prefix.value}%')}"
        case ex.InTable(table):
            return f"in_table({_quoted(table)})"
        case ex.Not(inner):
            return _negated(inner)
        case ex.All(parts):
            return " AND ".join(map(_bracketed, parts))
        case ex.Any(parts):
            return " OR ".join(map(_bracketed, parts))


def _negated(condition: ex.Condition) -> str:
    match condition:
        case ex.IsBlank(item):
            return f"{item.id} IS NOT NULL"
        case ex.In(value, options):
            return f"{_value(value)} NOT IN ({', '.join(map(_value, options))})"
        case ex.StartsWith(value, prefix):
            return f"{_value(value)} NOT LIKE {_quoted(f'{prefix.value}%')}"
        case _:
            return f"NOT ({_condition(condition)})"


def _bracketed(condition: ex.Condition) -> str:
    text = _condition(condition)
    return f"({text})" if isinstance(condition, ex.All | ex.Any) else text


def _value(value: ex.Value) -> str:
    match value:
        case ex.Item(name):
            return name
        case ex.Text(text):
            return _quoted(text)
        case ex.Number(number):
            return f"{number:f}"
        case ex.Call(name, arguments):
            return f"{name}({', '.join(map(_value, arguments))})"
        case ex.Arithmetic(operator, left, right):
            return f"{_factor(left)} {operator} {_factor(right)}"


def _factor(value: ex.Value) -> str:
    return f"({_value(value)})" if isinstance(value, ex.Arithmetic) else _value(value)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def as_tree(node: ex.Condition | ex.Value) -> Tree:
    """Return a condition or value as plain data. Numbers are texts, so that no program rounds them."""
    match node:
        case ex.Truth(value):
            return {"truth": value}
        case ex.Not(inner):
            return {"not": as_tree(inner)}
        case ex.All(parts):
            return {"and": _trees(parts)}
        case ex.Any(parts):
            return {"or": _trees(parts)}
        case ex.Compare(operator, left, right):
            return {"compare": operator, "left": as_tree(left), "right": as_tree(right)}
        case ex.In(value, options):
            return {"in": as_tree(value), "options": _trees(options)}
        case ex.IsBlank(item):
            return {"is_blank": item.id}
        case ex.StartsWith(value, prefix):
            return {"starts_with": as_tree(value), "prefix": prefix.value}
        case ex.InTable(table):
            return {"in_table": table}
        case ex.Item(name):
            return {"item": name}
        case ex.Text(text):
            return {"text": text}
        case ex.Number(number):
            return {"number": f"{number:f}"}
        case ex.Call(name, arguments):
            return {"call": name, "arguments": _trees(arguments)}
        case ex.Arithmetic(operator, left, right):
            return {"arithmetic": operator, "left": as_tree(left), "right": as_tree(right)}


def _trees(nodes: Sequence[ex.Condition | ex.Value]) -> list[Tree]:
    return [as_tree(node) for node in nodes]
