"""The rule language: a small, closed subset of SQL conditions, as a tree of plain values.

`parse` reads a text with sqlglot and accepts only what the subset allows. `cldspec.rules.types` then checks the tree against a
specification. A row meets a condition that is TRUE for it. As in SQL, FALSE and unknown (NULL) are different.

Code that reads the tree imports this module whole, `from cldspec.rules import expression as ex`, and matches its nodes by position:
`case ex.Compare(operator, left, right)`. `conditions_in` and `values_in` walk the tree, and `map_leaves` changes it.
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

CharacterRange = tuple[int, int]
"""The first and last character of a part of an expression, counted from 0."""

_NOWHERE: CharacterRange = (0, 0)
_EMPTY = ("The condition is empty.", f"Write a condition, or the word {ALWAYS}.")


@dataclass(frozen=True, slots=True)
class Item:
    """The value of a data item."""

    id: str
    at: CharacterRange = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in single quotes: an allowed value, a date, or the name of a table."""

    value: str
    at: CharacterRange = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: Decimal
    at: CharacterRange = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function that returns a value. `cldspec.rules.types.FUNCTIONS` lists the functions."""

    name: str
    arguments: tuple["Value", ...]
    at: CharacterRange = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two numbers that are added, subtracted or multiplied. There is no division, because each database rounds quotients differently."""

    operator: Literal["+", "-", "*"]
    left: "Value"
    right: "Value"
    at: CharacterRange = field(default=_NOWHERE, compare=False, repr=False)


Value = Item | Text | Number | Call | Arithmetic


@dataclass(frozen=True, slots=True)
class Truth:
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two values."""

    operator: Literal["=", "<>", "<", "<=", ">", ">="]
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class In:
    """A value is one of several (IN)."""

    value: Value
    options: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class IsBlank:
    """A data item is blank (IS NULL)."""

    item: Item


@dataclass(frozen=True, slots=True)
class StartsWith:
    """A text begins with a prefix (LIKE 'prefix%')."""

    value: Value
    prefix: Text


@dataclass(frozen=True, slots=True)
class InTable:
    """Some row of a table of the specification has the same values as this row."""

    table: str
    at: CharacterRange = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition (NOT). Unknown stays unknown."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Conditions that are joined by AND."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Conditions that are joined by OR."""

    conditions: tuple["Condition", ...]


Condition = Truth | Compare | In | IsBlank | StartsWith | InTable | Not | All | Any

OPPOSITE: dict[str, Literal["=", "<>", "<", "<=", ">", ">="]] = {"=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
"""For each comparison, the one that is TRUE where it is FALSE."""


class ExpressionError(Exception):
    """Raised where a text is not in the rule language. It has what is wrong (`message`), what to write (`fix`), and where (`at`)."""

    def __init__(self, message: str, fix: str, at: CharacterRange = _NOWHERE) -> None:
        super().__init__(f"{message} {fix}")
        self.message, self.fix, self.at = message, fix, at


class UnsupportedError(Exception):
    """Raised where a target other than SQL cannot express a condition or a rule. The message names the part that it cannot express."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Parse a condition. The word `always` is TRUE. Raises ExpressionError."""
    return Truth(True) if text.strip() == ALWAYS else _condition(_sql_tree(text))


@lru_cache(maxsize=4096)
def parse_value(text: str) -> Value:
    """Parse an arithmetic expression. Raises ExpressionError."""
    return _value(_sql_tree(text))


def both(first: Condition, second: Condition) -> Condition:
    """Return the condition that both of these are TRUE, in its simplest form."""
    parts: list[Condition] = []
    for condition in (first, second):
        if condition != Truth(True):
            parts += condition.conditions if isinstance(condition, All) else (condition,)
    return Truth(True) if not parts else parts[0] if len(parts) == 1 else All(tuple(parts))


def values_in(node: Condition | Value) -> Iterator[Value]:
    """Yield the values in a condition or value, with the value itself and the values inside values, outermost first."""
    return (part for part in _walk(node) if isinstance(part, Value))


def conditions_in(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and all conditions inside it, outermost first."""
    return (part for part in _walk(condition) if isinstance(part, Condition))


def map_leaves(condition: Condition, change: Callable[[Condition], Condition]) -> Condition:
    """Return a condition with what `change` returns in place of each part that is not itself made of conditions."""
    match condition:
        case Not(inner):
            return Not(map_leaves(inner, change))
        case All(parts):
            return All(tuple(map_leaves(part, change) for part in parts))
        case Any(parts):
            return Any(tuple(map_leaves(part, change) for part in parts))
        case _:
            return change(condition)


def _walk(node: Condition | Value) -> Iterator[Condition | Value]:
    yield node
    for part in _parts(node):
        yield from _walk(part)


def _parts(node: Condition | Value) -> tuple[Condition | Value, ...]:
    """Return the conditions and values that a node is directly made of."""
    match node:
        case Arithmetic(_, left, right) | Compare(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case In(value, options):
            return (value, *options)
        case IsBlank(item):
            return (item,)
        case StartsWith(value, prefix):
            return (value, prefix)
        case Not(condition):
            return (condition,)
        case All(conditions) | Any(conditions):
            return conditions
        case Item() | Text() | Number() | Truth() | InTable():
            return ()


def tables_of(condition: Condition) -> set[str]:
    """Return the names of the tables that a condition refers to."""
    return {part.table for part in conditions_in(condition) if isinstance(part, InTable)}


def _sql_tree(text: str) -> exp.Expression:
    """Parse a text as SQL."""
    if not text.strip():
        raise ExpressionError(*_EMPTY)
    try:
        tree = sqlglot.parse_one(text)
    except (ParseError, TokenError) as error:
        details = getattr(error, "errors", None) or [{}]
        start = text.find(str(details[0].get("highlight") or "")) if details[0].get("highlight") else max(len(text) - 1, 0)
        raise ExpressionError(
            "This condition cannot be parsed.", "Check for a missing quotation mark, bracket, AND or OR.", (start, start)
        ) from error
    except RecursionError as error:
        raise ExpressionError("This condition has too many levels of brackets.", "Split it, or put its values into a table.") from error
    if text.rstrip().endswith(";") or any(node.comments for node in tree.walk()):
        raise ExpressionError(
            "A condition cannot contain a comment or a semicolon.", "Remove it. To add a comment, begin a line of the file with #."
        )
    if not isinstance(tree, exp.Expression):
        raise ExpressionError(*_EMPTY)
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
    convert = _CONDITIONS.get(type(node))
    if convert:
        return convert(node)
    operator = _COMPARISONS.get(type(node))
    if operator:
        return Compare(operator, _value(node.this), _value(node.expression))
    raise _not_in_language(node)


def _and_or_or(node: exp.Expression) -> Condition:
    kind = type(node)
    parts = [_condition(cast("exp.Expression", part)) for part in node.flatten()]
    return All(tuple(parts)) if kind is exp.And else Any(tuple(parts))


def _in(node: exp.Expression) -> Condition:
    if not node.expressions:
        raise _not_in_language(node)
    return In(_value(node.this), tuple(_value(option) for option in node.expressions))


def _between(node: exp.Expression) -> Condition:
    if node.args.get("symmetric"):
        raise ExpressionError(
            "BETWEEN SYMMETRIC is not part of the rule language.", "Write item BETWEEN lowest AND highest.", _range_of(node)
        )
    value = _value(node.this)
    return All((Compare(">=", value, _value(node.args["low"])), Compare("<=", value, _value(node.args["high"]))))


def _is(node: exp.Expression) -> Condition:
    item = _value(node.this)
    if not isinstance(node.expression, exp.Null) or not isinstance(item, Item):
        raise ExpressionError("IS can only compare a data item with NULL.", "Write item IS NULL or item IS NOT NULL.", _range_of(node))
    return IsBlank(item)


def _like(node: exp.Expression) -> Condition:
    pattern = _value(node.expression)
    if not isinstance(pattern, Text) or not pattern.value.endswith("%") or set("%_") & set(pattern.value[:-1]) or pattern.value == "%":
        raise ExpressionError("LIKE can only test how a text begins.", "Write item LIKE 'beginning%'.", _range_of(node.expression))
    return StartsWith(_value(node.this), Text(pattern.value[:-1], pattern.at))


def _call(node: exp.Expression) -> Condition:
    arguments = [_value(argument) for argument in node.expressions]
    if str(node.this).lower() == "in_table" and len(arguments) == 1 and isinstance(arguments[0], Text):
        return InTable(arguments[0].value, arguments[0].at)
    raise _not_in_language(node)


_CONDITIONS: dict[type[exp.Expression], Callable[[exp.Expression], Condition]] = {
    exp.Paren: lambda node: _condition(node.this),
    exp.Not: lambda node: Not(_condition(node.this)),
    exp.And: _and_or_or,
    exp.Or: _and_or_or,
    exp.In: _in,
    exp.Between: _between,
    exp.Is: _is,
    exp.Like: _like,
    exp.Anonymous: _call,
}


def _value(node: exp.Expression) -> Value:
    operator = _ARITHMETIC.get(type(node))
    if operator:
        return Arithmetic(operator, _value(node.this), _value(node.expression), _range_of(node))
    match node:
        case exp.Paren():
            return _value(node.this)
        case exp.Neg() if isinstance(node.this, exp.Literal) and not node.this.is_string:
            return Number(-_number(node.this), _range_of(node))
        case exp.Literal():
            return Text(str(node.this), _range_of(node)) if node.is_string else Number(_number(node), _range_of(node))
        case exp.Column() if not node.table and (node.this.args.get("quoted") or set("‘’“”") & set(node.name)):
            word = node.name.strip("‘’“”")
            raise ExpressionError(
                f"{word} is in the wrong quotation marks.", f"Write '{word}', in straight single quotation marks.", _range_of(node)
            )
        case exp.Column() if not node.table:
            return Item(node.name, _range_of(node))
        case exp.Anonymous() if str(node.this).lower() != "in_table":
            return Call(str(node.this).lower(), tuple(_value(argument) for argument in node.expressions), _range_of(node))
        case _:
            raise _not_in_language(node)


def _number(node: exp.Literal) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,10}(\.[0-9]{1,6})?", str(node.this)):
        raise ExpressionError(
            f"{node.this} is not a number that a rule can use.", "Write up to 10 digits, and up to 6 decimal places.", _range_of(node)
        )
    return Decimal(str(node.this))


def _range_of(node: exp.Expression) -> CharacterRange:
    starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
    ends = [part.meta["end"] for part in node.walk() if "end" in part.meta]
    return (min(starts), max(ends)) if starts else _NOWHERE


def _not_in_language(node: exp.Expression) -> ExpressionError:
    """Return the error about a part of a condition that is not in the rule language."""
    match node:
        case exp.Column() if node.table:
            message, fix = f"{node.sql()} names a table.", f"Write only {node.name}. All data items are in one table."
        case _ if str(node.this).lower() == "in_table":
            message, fix = "in_table('name') is a condition by itself.", "Write it without comparing it with anything."
        case exp.Column():
            message, fix = f"{node.name} alone is not a condition.", "Compare it with a value, or write IS NULL after it."
        case exp.Boolean():
            message, fix = "TRUE and FALSE are not part of the rule language.", f"Write {ALWAYS} for a condition that every row meets."
        case exp.Div():
            message, fix = "Division is not part of the rule language.", "Multiply instead. Each database rounds quotients differently."
        case exp.Null():
            node = cast("exp.Expression", node.parent or node)
            message, fix = "A comparison with NULL is never true.", "Write IS NULL, or IS NOT NULL."
        case _:
            message = f"{node.sql()} is not part of the rule language."
            fix = "Use comparisons, IN, BETWEEN, LIKE 'beginning%', IS NULL, AND, OR, NOT, in_table and functions such as age_on."
    return ExpressionError(message, fix, _range_of(node))
