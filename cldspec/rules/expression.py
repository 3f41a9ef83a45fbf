"""The rule language: a small, closed subset of SQL conditions, as a tree of plain values.

`parse` reads a text and accepts only what the subset allows. `cldspec.rules.types` then checks the tree against a
specification. A row meets a condition that is TRUE for it. As in SQL, FALSE and unknown (NULL) are different.

Code that reads the tree imports this module whole, `from cldspec.rules import expression as ex`, and matches its nodes by position:
`case ex.Compare(operator, left, right)`. `conditions_in` and `values_in` walk the tree, and `map_leaves` changes it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from cldspec.model import ALWAYS
from cldspec.nesting import MOST_CHARACTERS, MOST_LEVELS, too_deep_at

Operator = Literal["=", "<>", "<", "<=", ">", ">="]
"""The sign of a comparison."""
CharacterRange = tuple[int, int]
"""The first and last character of a part of an expression, counted from 0."""

NOWHERE: CharacterRange = (0, 0)
"""The range of a node that is in no text."""


@dataclass(frozen=True, slots=True)
class Item:
    """The value of a data item."""

    id: str
    at: CharacterRange = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in single quotes: an allowed value, a date, or the name of a table."""

    value: str
    at: CharacterRange = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: Decimal
    at: CharacterRange = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function that returns a value. `cldspec.rules.types.FUNCTIONS` lists the functions."""

    name: str
    arguments: tuple["Value", ...]
    at: CharacterRange = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two numbers that are added, subtracted or multiplied. There is no division, because each database rounds quotients differently."""

    operator: Literal["+", "-", "*"]
    left: "Value"
    right: "Value"
    at: CharacterRange = field(default=NOWHERE, compare=False, repr=False)


Value = Item | Text | Number | Call | Arithmetic


@dataclass(frozen=True, slots=True)
class Truth:
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two values."""

    operator: Operator
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
    at: CharacterRange = field(default=NOWHERE, compare=False, repr=False)


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

OPPOSITE: dict[str, Operator] = {"=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
"""For each comparison, the one that is TRUE where it is FALSE."""


class ExpressionError(Exception):
    """Raised where a text is not in the rule language. It has what is wrong (`message`), what to write (`fix`), and where (`at`)."""

    def __init__(self, message: str, fix: str, at: CharacterRange = NOWHERE) -> None:
        super().__init__(f"{message} {fix}")
        self.message, self.fix, self.at = message, fix, at


class UnsupportedError(Exception):
    """Raised where a target other than SQL cannot express a condition or a rule. The message names the part that it cannot express."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Parse a condition. The word `always` is TRUE. Raises ExpressionError."""
    from cldspec.rules.plain_parser import plain_condition

    if text.strip() == ALWAYS:
        return Truth(True)
    _refuse_deep(text)
    condition = plain_condition(text)
    if condition is None:
        from cldspec.rules.sql_parser import sql_condition

        condition = sql_condition(text)
    return condition


@lru_cache(maxsize=4096)
def parse_value(text: str) -> Value:
    """Parse an arithmetic expression. Raises ExpressionError."""
    from cldspec.rules.plain_parser import plain_value

    _refuse_deep(text)
    value = plain_value(text)
    if value is None:
        from cldspec.rules.sql_parser import sql_value

        value = sql_value(text)
    return value


def _refuse_deep(text: str) -> None:
    """Raise ExpressionError where an expression is nested so deeply, or is so long, that the parsers would crash."""
    at = too_deep_at(text)
    if at is not None:
        limits = f"{MOST_LEVELS} levels of brackets and signs, or {MOST_CHARACTERS:,} characters"
        raise ExpressionError(f"This expression has more than {limits}.", "Split it, or put its values into a table.", (at, at))


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


def pushed_inwards(condition: Condition, *, is_negated: bool = False) -> Condition:
    """Return the same condition, or its opposite, without NOT before conditions that are joined, and without AND in AND or OR in OR."""
    match condition:
        case Truth(value):
            return Truth(value != is_negated)
        case Not(inner):
            return pushed_inwards(inner, is_negated=not is_negated)
        case Compare(operator, left, right) if is_negated:
            return Compare(OPPOSITE[operator], left, right)
        case All(parts) | Any(parts):
            is_all = isinstance(condition, All) != is_negated
            inner_parts = [pushed_inwards(part, is_negated=is_negated) for part in parts]
            return _joined(All if is_all else Any, inner_parts)
        case _:
            return Not(condition) if is_negated else condition


def _joined(kind: type[All | Any], parts: list[Condition]) -> Condition:
    """Return conditions joined by AND or OR, in its simplest form."""
    flat: list[Condition] = []
    for part in parts:
        flat += part.conditions if isinstance(part, kind) else (part,)
    needless, decisive = Truth(kind is All), Truth(kind is Any)
    if decisive in flat:
        return decisive
    flat = [part for part in flat if part != needless]
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else needless


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
