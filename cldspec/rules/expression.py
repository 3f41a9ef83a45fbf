"""The rule language: a small, closed subset of SQL conditions, as a tree of plain values.

`parse` reads the text by sqlglot and keeps only what the subset allows; `cldspec.rules.types` then holds it to a
specification. A row meets a condition where it is TRUE; FALSE and unknown (NULL) are told apart, as in SQL.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from cldspec.model import ALWAYS

At = tuple[int, int]
"""First and last character of a part of an expression, counted from 0."""

_NOWHERE: At = (0, 0)


@dataclass(frozen=True, slots=True)
class Item:
    """The value of a data item."""

    id: str
    at: At = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in single quotes: a list value, a date, or the name of a table."""

    value: str
    at: At = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: Decimal
    at: At = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function that gives a value; FUNCTIONS of `cldspec.rules.types` lists them."""

    name: str
    arguments: tuple["Value", ...]
    at: At = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two numbers added, subtracted or multiplied. Not divided: each database rounds the quotient in its own way."""

    operator: Literal["+", "-", "*"]
    left: "Value"
    right: "Value"
    at: At = field(default=_NOWHERE, compare=False, repr=False)


Value = Item | Text | Number | Call | Arithmetic


@dataclass(frozen=True, slots=True)
class Truth:
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values compared."""

    operator: Literal["=", "<>", "<", "<=", ">", ">="]
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class In:
    """A value that is one of several."""

    value: Value
    options: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class IsBlank:
    """A data item that has no value (IS NULL)."""

    item: Item


@dataclass(frozen=True, slots=True)
class StartsWith:
    """A text that begins with a prefix (LIKE 'prefix%')."""

    value: Value
    prefix: Text


@dataclass(frozen=True, slots=True)
class InTable:
    """A row whose values stand together in a row of a table of the specification."""

    table: str
    at: At = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """A condition turned round; unknown stays unknown."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Conditions joined by AND."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Conditions joined by OR."""

    conditions: tuple["Condition", ...]


Condition = Truth | Compare | In | IsBlank | StartsWith | InTable | Not | All | Any


OPPOSITE: dict[str, Literal["=", "<>", "<", "<=", ">", ">="]] = {"=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
"""The comparison that is TRUE where another is FALSE."""


class ExpressionError(Exception):
    """Raised where a text is not in the rule language: what is wrong, what to write, and where in the text."""

    def __init__(self, message: str, fix: str, at: At = _NOWHERE) -> None:
        super().__init__(f"{message} {fix}")
        self.message, self.fix, self.at = message, fix, at


class Unsupported(Exception):  # noqa: N818 - not an error: no target but SQL can hold everything
    """Raised where a target cannot hold a condition or a rule; the message says which part, in the rule language's words."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Read a condition; the word `always` is TRUE. Raises ExpressionError."""
    return Truth(True) if text.strip() == ALWAYS else _condition(_tree(text))


@lru_cache(maxsize=4096)
def parse_value(text: str) -> Value:
    """Read an arithmetic expression. Raises ExpressionError."""
    return _value(_tree(text))


def both(first: Condition, second: Condition) -> Condition:
    """Return the condition that both hold, in its simplest form."""
    parts = [part for one in (first, second) if one != Truth(True) for part in (one.conditions if isinstance(one, All) else (one,))]
    return Truth(True) if not parts else parts[0] if len(parts) == 1 else All(tuple(parts))


def values_in(node: Condition | Value) -> Iterator[Value]:
    """Yield every value that a condition or value is made of, outermost first."""
    match node:
        case Item() | Text() | Number():
            yield node
        case Call(arguments=arguments):
            yield node
            for argument in arguments:
                yield from values_in(argument)
        case Arithmetic(left=left, right=right):
            yield node
            yield from values_in(left)
            yield from values_in(right)
        case Compare(left=left, right=right):
            yield from values_in(left)
            yield from values_in(right)
        case In(value=value, options=options):
            for part in (value, *options):
                yield from values_in(part)
        case IsBlank(item=item):
            yield item
        case StartsWith(value=value, prefix=prefix):
            yield from values_in(value)
            yield prefix
        case Not(condition=condition):
            yield from values_in(condition)
        case All(conditions=conditions) | Any(conditions=conditions):
            for each in conditions:
                yield from values_in(each)
        case Truth() | InTable():
            return


def conditions_in(node: Condition) -> Iterator[Condition]:
    """Yield a condition and every condition inside it, outermost first."""
    yield node
    match node:
        case Not(condition=condition):
            yield from conditions_in(condition)
        case All(conditions=conditions) | Any(conditions=conditions):
            for part in conditions:
                yield from conditions_in(part)
        case _:
            return


def tables_of(condition: Condition) -> set[str]:
    """Return the tables that a condition asks."""
    return {part.table for part in conditions_in(condition) if isinstance(part, InTable)}


def _tree(text: str) -> exp.Expression:
    if not text.strip():
        raise ExpressionError("There is no condition here.", "Write one, or the word always.")
    try:
        tree = sqlglot.parse_one(text)
    except (ParseError, TokenError) as error:
        details = getattr(error, "errors", None) or [{}]
        start = text.find(str(details[0].get("highlight") or "")) if details[0].get("highlight") else max(len(text) - 1, 0)
        raise ExpressionError("This condition cannot be read.", "Look for a missing quote, bracket, AND or OR.", (start, start)) from error
    except RecursionError as error:
        raise ExpressionError("This condition is nested too deep.", "Split it, or name its values in a table.") from error
    if text.rstrip().endswith(";") or any(node.comments for node in tree.walk()):
        raise ExpressionError("A comment or a semicolon has no place here.", "Remove it; YAML comments begin with #.")
    if not isinstance(tree, exp.Expression):
        raise ExpressionError("There is no condition here.", "Write one, or the word always.")
    return tree


_COMPARISONS: dict[type[exp.Expression], Literal["=", "<>", "<", "<=", ">", ">="]] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
_ARITHMETIC: dict[type[exp.Expression], Literal["+", "-", "*"]] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*"}


def _condition(node: exp.Expression) -> Condition:
    reader = _CONDITIONS.get(type(node))
    if reader:
        return reader(node)
    operator = _COMPARISONS.get(type(node))
    if operator:
        return Compare(operator, _value(node.this), _value(node.expression))
    raise _outside(node)


def _joined(node: exp.Expression) -> Condition:
    kind = type(node)
    parts = [_condition(cast("exp.Expression", part)) for part in node.flatten()]
    return All(tuple(parts)) if kind is exp.And else Any(tuple(parts))


def _in(node: exp.Expression) -> Condition:
    if not node.expressions:
        raise _outside(node)
    return In(_value(node.this), tuple(_value(option) for option in node.expressions))


def _between(node: exp.Expression) -> Condition:
    if node.args.get("symmetric"):
        raise ExpressionError("BETWEEN is written plainly here.", "Write item BETWEEN lowest AND highest.", _span(node))
    value = _value(node.this)
    return All((Compare(">=", value, _value(node.args["low"])), Compare("<=", value, _value(node.args["high"]))))


def _is(node: exp.Expression) -> Condition:
    item = _value(node.this)
    if not isinstance(node.expression, exp.Null) or not isinstance(item, Item):
        raise ExpressionError("IS goes with a data item and NULL only.", "Write item IS NULL or item IS NOT NULL.", _span(node))
    return IsBlank(item)


def _like(node: exp.Expression) -> Condition:
    pattern = _value(node.expression)
    if not isinstance(pattern, Text) or not pattern.value.endswith("%") or set("%_") & set(pattern.value[:-1]) or pattern.value == "%":
        raise ExpressionError("LIKE looks for the beginning of a text only.", "Write item LIKE 'beginning%'.", _span(node.expression))
    return StartsWith(_value(node.this), Text(pattern.value[:-1], pattern.at))


def _call(node: exp.Expression) -> Condition:
    arguments = [_value(argument) for argument in node.expressions]
    if str(node.this).lower() == "in_table" and len(arguments) == 1 and isinstance(arguments[0], Text):
        return InTable(arguments[0].value, arguments[0].at)
    raise _outside(node)


_CONDITIONS: dict[type[exp.Expression], Callable[[exp.Expression], Condition]] = {
    exp.Paren: lambda node: _condition(node.this),
    exp.Not: lambda node: Not(_condition(node.this)),
    exp.And: _joined,
    exp.Or: _joined,
    exp.In: _in,
    exp.Between: _between,
    exp.Is: _is,
    exp.Like: _like,
    exp.Anonymous: _call,
}


def _value(node: exp.Expression) -> Value:
    operator = _ARITHMETIC.get(type(node))
    if operator:
        return Arithmetic(operator, _value(node.this), _value(node.expression), _span(node))
    match node:
        case exp.Paren():
            return _value(node.this)
        case exp.Neg() if isinstance(node.this, exp.Literal) and not node.this.is_string:
            return Number(-_number(node.this), _span(node))
        case exp.Literal():
            return Text(str(node.this), _span(node)) if node.is_string else Number(_number(node), _span(node))
        case exp.Column() if not node.table and (node.this.args.get("quoted") or set("‘’“”") & set(node.name)):
            word = node.name.strip("‘’“”")
            raise ExpressionError(
                f"{word} stands in quotes that are not for texts.", f"Write '{word}', in straight single quotes.", _span(node)
            )
        case exp.Column() if not node.table:
            return Item(node.name, _span(node))
        case exp.Anonymous() if str(node.this).lower() != "in_table":
            return Call(str(node.this).lower(), tuple(_value(argument) for argument in node.expressions), _span(node))
        case _:
            raise _outside(node)


def _number(node: exp.Literal) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,10}(\.[0-9]{1,6})?", str(node.this)):
        raise ExpressionError(f"{node.this} is no plain number.", "Write up to 10 digits, and up to 6 after the point.", _span(node))
    return Decimal(str(node.this))


def _span(node: exp.Expression) -> At:
    starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
    ends = [part.meta["end"] for part in node.walk() if "end" in part.meta]
    return (min(starts), max(ends)) if starts else _NOWHERE


def _outside(node: exp.Expression) -> ExpressionError:
    if isinstance(node, exp.Column) and node.table:
        return ExpressionError(f"{node.sql()} has a point in it.", f"Write {node.name} alone: there is one table.", _span(node))
    if str(node.this).lower() == "in_table":
        return ExpressionError("in_table is a condition by itself.", "Write in_table('name'), compared with nothing.", _span(node))
    if isinstance(node, exp.Column):
        return ExpressionError(f"{node.name} alone is no condition.", "Compare it with something, or write IS NULL after it.", _span(node))
    if isinstance(node, exp.Boolean):
        return ExpressionError("TRUE and FALSE have no place here.", f"Write {ALWAYS} for a condition that every row meets.", _span(node))
    if isinstance(node, exp.Div):
        return ExpressionError(
            "Numbers are not divided here.", "Multiply instead: each database rounds a quotient in its own way.", _span(node)
        )
    if isinstance(node, exp.Null):
        return ExpressionError(
            "Nothing is ever equal to NULL.", "Write IS NULL, or IS NOT NULL.", _span(cast("exp.Expression", node.parent or node))
        )
    return ExpressionError(
        f"{node.sql()} is not part of the rule language.",
        "Use comparisons, IN, BETWEEN, LIKE 'beginning%', IS [NOT] NULL, AND, OR, NOT and the functions in CONTRIBUTING.md.",
        _span(node),
    )
