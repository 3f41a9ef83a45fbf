"""The parser of the rule language, with sqlglot: it accepts what the language allows, and explains everything else."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Literal, TypeVar, cast

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from cldspec.model import ALWAYS
from cldspec.rules import expression as ex

_Tree = TypeVar("_Tree")
_MOST_QUOTED = 80
"""The most characters of a condition that a message quotes."""
_EMPTY = ("The condition is empty.", f"Write a condition, or the word {ALWAYS}.")


def sql_condition(text: str) -> ex.Condition:
    """Return the tree of a condition. Raises ExpressionError."""
    return _converted(text, _condition)


def sql_value(text: str) -> ex.Value:
    """Return the tree of an arithmetic expression. Raises ExpressionError."""
    return _converted(text, _value)


def _converted(text: str, convert: Callable[[exp.Expression], _Tree]) -> _Tree:
    """Parse a text as SQL, and convert it to a tree of the rule language."""
    try:
        return convert(_sql_tree(text))
    except RecursionError as error:
        raise ex.ExpressionError("This expression has too many levels.", "Split it, or put its values into a table.") from error


def _sql_tree(text: str) -> exp.Expression:
    """Parse a text as SQL."""
    if not text.strip():
        raise ex.ExpressionError(*_EMPTY)
    try:
        tree = sqlglot.parse_one(text)
    except (ParseError, TokenError) as error:
        details = getattr(error, "errors", None) or [{}]
        start = text.find(str(details[0].get("highlight") or "")) if details[0].get("highlight") else max(len(text) - 1, 0)
        raise ex.ExpressionError(
            "This condition cannot be parsed.", "Check for a missing quotation mark, bracket, AND or OR.", (start, start)
        ) from error
    if text.rstrip().endswith(";") or any(node.comments for node in tree.walk()):
        raise ex.ExpressionError(
            "A condition cannot contain a comment or a semicolon.", "Remove it. To add a comment, begin a line of the file with #."
        )
    if not isinstance(tree, exp.Expression):
        raise ex.ExpressionError(*_EMPTY)
    return tree


_COMPARISONS: dict[type[exp.Expression], ex.Operator] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
_ARITHMETIC: dict[type[exp.Expression], Literal["+", "-", "*"]] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*"}


def _condition(node: exp.Expression) -> ex.Condition:
    convert = _CONDITIONS.get(type(node))
    if convert:
        return convert(node)
    operator = _COMPARISONS.get(type(node))
    if operator:
        return ex.Compare(operator, _value(node.this), _value(node.expression))
    raise _not_in_language(node)


def _and_or_or(node: exp.Expression) -> ex.Condition:
    kind = type(node)
    parts = [_condition(cast("exp.Expression", part)) for part in node.flatten()]
    return ex.All(tuple(parts)) if kind is exp.And else ex.Any(tuple(parts))


def _in(node: exp.Expression) -> ex.Condition:
    if not node.expressions:
        raise _not_in_language(node)
    return ex.In(_value(node.this), tuple(_value(option) for option in node.expressions))


def _between(node: exp.Expression) -> ex.Condition:
    if node.args.get("symmetric"):
        raise ex.ExpressionError(
            "BETWEEN SYMMETRIC is not part of the rule language.", "Write item BETWEEN lowest AND highest.", _range_of(node)
        )
    value = _value(node.this)
    return ex.All((ex.Compare(">=", value, _value(node.args["low"])), ex.Compare("<=", value, _value(node.args["high"]))))


def _is(node: exp.Expression) -> ex.Condition:
    item = _value(node.this)
    if not isinstance(node.expression, exp.Null) or not isinstance(item, ex.Item):
        raise ex.ExpressionError("IS can only compare a data item with NULL.", "Write item IS NULL or item IS NOT NULL.", _range_of(node))
    return ex.IsBlank(item)


def _like(node: exp.Expression) -> ex.Condition:
    pattern = _value(node.expression)
    if not isinstance(pattern, ex.Text) or not pattern.value.endswith("%") or set("%_") & set(pattern.value[:-1]) or pattern.value == "%":
        raise ex.ExpressionError("LIKE can only test how a text begins.", "Write item LIKE 'beginning%'.", _range_of(node.expression))
    condition = ex.StartsWith(_value(node.this), ex.Text(pattern.value[:-1], pattern.at))
    return ex.Not(condition) if node.args.get("negate") else condition  # sqlglot has no node of its own for NOT LIKE


def _call(node: exp.Expression) -> ex.Condition:
    arguments = [_value(argument) for argument in node.expressions]
    if str(node.this).lower() == "in_table" and len(arguments) == 1 and isinstance(arguments[0], ex.Text):
        return ex.InTable(arguments[0].value, arguments[0].at)
    raise _not_in_language(node)


_CONDITIONS: dict[type[exp.Expression], Callable[[exp.Expression], ex.Condition]] = {
    exp.Paren: lambda node: _condition(node.this),
    exp.Not: lambda node: ex.Not(_condition(node.this)),
    exp.And: _and_or_or,
    exp.Or: _and_or_or,
    exp.In: _in,
    exp.Between: _between,
    exp.Is: _is,
    exp.Like: _like,
    exp.Anonymous: _call,
}


def _value(node: exp.Expression) -> ex.Value:
    operator = _ARITHMETIC.get(type(node))
    if operator:
        return ex.Arithmetic(operator, _value(node.this), _value(node.expression), _range_of(node))
    match node:
        case exp.Paren():
            return _value(node.this)
        case exp.Neg() if isinstance(node.this, exp.Literal) and not node.this.is_string:
            return ex.Number(-_number(node.this), _range_of(node))
        case exp.Literal():
            return ex.Text(str(node.this), _range_of(node)) if node.is_string else ex.Number(_number(node), _range_of(node))
        case exp.Column() if not node.table and (node.this.args.get("quoted") or set("‘’“”") & set(node.name)):
            word = node.name.strip("‘’“”")
            raise ex.ExpressionError(
                f"{word} is in the wrong quotation marks.", f"Write '{word}', in straight single quotation marks.", _range_of(node)
            )
        case exp.Column() if not node.table:
            return ex.Item(node.name, _range_of(node))
        case exp.Anonymous() if str(node.this).lower() != "in_table":
            return ex.Call(str(node.this).lower(), tuple(_value(argument) for argument in node.expressions), _range_of(node))
        case _:
            raise _not_in_language(node)


def _number(node: exp.Literal) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,10}(\.[0-9]{1,6})?", str(node.this)):
        raise ex.ExpressionError(
            f"{node.this} is not a number that a rule can use.", "Write up to 10 digits, and up to 6 decimal places.", _range_of(node)
        )
    return Decimal(str(node.this))


def _range_of(node: exp.Expression) -> ex.CharacterRange:
    starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
    ends = [part.meta["end"] for part in node.walk() if "end" in part.meta]
    return (min(starts), max(ends)) if starts else ex.NOWHERE


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]} …"


def _not_in_language(node: exp.Expression) -> ex.ExpressionError:
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
            message = f"{_shortened(node.sql())} is not part of the rule language."
            fix = "Use comparisons, IN, BETWEEN, LIKE 'beginning%', IS NULL, AND, OR, NOT, in_table and functions such as age_on."
    return ex.ExpressionError(message, fix, _range_of(node))
