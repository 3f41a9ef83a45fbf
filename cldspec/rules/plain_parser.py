"""A quick parser for conditions and values of the usual kinds, which spares most commands the import of sqlglot.

It understands a part of the rule language, and in that part gives the same tree as `cldspec.rules.sql_parser`, which
defines the language and explains mistakes. tests/test_rules.py compares the two.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar, cast

from cldspec.rules import expression as ex

_Part = TypeVar("_Part")
_TOKEN = re.compile(
    r"""[ \n]*(?:
    (?P<keyword>AND|OR|NOT|IN|IS|NULL|LIKE|BETWEEN)\b
    | (?P<call>(?:age_on|year_start|period_end|today|in_table|days_between|add_days|add_years)\()
    | (?P<item>multiplier|[a-z][a-z0-9]*(?:_[a-z0-9]+)+)\b(?!\()
    | (?P<text>'(?:[^'\\]|'')*')
    | (?P<number>[0-9]{1,10}(?:\.[0-9]{1,6})?)(?![\w.])
    | (?P<sign><>|<=|>=|[=<>(),*])
    )[ \n]*""",
    re.VERBOSE,
)
"""A token, with blanks around it. Names of one word are left out, because SQL has many such keywords."""
_SQL_WORDS = {
    *("auto_increment", "connect_by_root", "current_catalog", "current_date", "current_datetime", "current_role", "current_schema"),
    *("current_time", "current_timestamp", "current_user", "partitioned_by", "session_user", "straight_join", "time_ns"),
    *("timestamp_ltz", "timestamp_ntz"),
}
"""Names of several words that are keywords of SQL."""


class _UnusualError(Exception):
    """Raised where a text is not of the usual kinds."""


def plain_condition(text: str) -> ex.Condition | None:
    """Return the tree of a condition; None if it is not of the usual kinds, or wrong."""
    try:
        tokens = _Tokens(text)
        condition = _any(tokens)
    except _UnusualError:
        return None
    return condition if tokens.kind == "end" else None


def plain_value(text: str) -> ex.Value | None:
    """Return the tree of a value, or of values that are multiplied; None for any other text."""
    try:
        tokens = _Tokens(text)
        value = _value(tokens)
        while tokens.skip("*"):
            factor = _value(tokens)
            value = ex.Arithmetic("*", value, factor, (value.at[0], factor.at[1]))
    except _UnusualError:
        return None
    return value if tokens.kind == "end" else None


class _Tokens:
    """The tokens of a text, one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self.advance()

    def advance(self) -> None:
        """Go on to the next token."""
        if self._end == len(self._text):
            self.kind, self.word, self.at = "end", "", (self._end, self._end)
            return
        match = _TOKEN.match(self._text, self._end)
        if match is None:
            raise _UnusualError
        self._end = match.end()
        self.kind = cast("str", match.lastgroup)
        self.word = match[self.kind]
        self.at = (match.start(self.kind), match.end(self.kind) - 1)

    def skip(self, word: str) -> bool:
        """Go on if the token is this keyword or sign; return whether it is."""
        is_here = self.word == word and self.kind in {"keyword", "sign"}
        if is_here:
            self.advance()
        return is_here

    def expect(self, word: str) -> None:
        """Go on after this keyword or sign, which must come next."""
        if not self.skip(word):
            raise _UnusualError


def _any(tokens: _Tokens) -> ex.Condition:
    parts = _separated(tokens, "OR", _all)
    return parts[0] if len(parts) == 1 else ex.Any(parts)


def _all(tokens: _Tokens) -> ex.Condition:
    parts = _separated(tokens, "AND", _negated)
    return parts[0] if len(parts) == 1 else ex.All(parts)


def _separated(tokens: _Tokens, separator: str, part: Callable[[_Tokens], _Part]) -> tuple[_Part, ...]:
    parts = [part(tokens)]
    while tokens.skip(separator):
        parts.append(part(tokens))
    return tuple(parts)


def _negated(tokens: _Tokens) -> ex.Condition:
    if tokens.skip("NOT"):
        return ex.Not(_negated(tokens))
    if tokens.skip("("):
        condition = _any(tokens)
        tokens.expect(")")
        return condition
    if tokens.kind == "call" and tokens.word == "in_table(":
        return _in_table(tokens)
    return _test(tokens, _value(tokens))


def _in_table(tokens: _Tokens) -> ex.Condition:
    tokens.advance()
    table = _value(tokens)
    tokens.expect(")")
    if not isinstance(table, ex.Text):
        raise _UnusualError
    return ex.InTable(table.value, table.at)


def _test(tokens: _Tokens, value: ex.Value) -> ex.Condition:
    """Return the condition that begins with a value."""
    operator = tokens.word
    if tokens.kind == "sign" and operator in ex.OPPOSITE:
        tokens.advance()
        return ex.Compare(cast("ex.Operator", operator), value, _value(tokens))
    if tokens.skip("IS"):
        is_negated = tokens.skip("NOT")
        tokens.expect("NULL")
        if not isinstance(value, ex.Item):
            raise _UnusualError
        return ex.Not(ex.IsBlank(value)) if is_negated else ex.IsBlank(value)
    is_negated = tokens.skip("NOT")
    if tokens.skip("IN"):
        condition = _in(tokens, value)
    elif tokens.skip("BETWEEN"):
        condition = _between(tokens, value)
    else:
        condition = _like(tokens, value)
    return ex.Not(condition) if is_negated else condition


def _in(tokens: _Tokens, value: ex.Value) -> ex.Condition:
    tokens.expect("(")
    options = _separated(tokens, ",", _value)
    tokens.expect(")")
    return ex.In(value, options)


def _between(tokens: _Tokens, value: ex.Value) -> ex.Condition:
    low = _value(tokens)
    tokens.expect("AND")
    return ex.All((ex.Compare(">=", value, low), ex.Compare("<=", value, _value(tokens))))


def _like(tokens: _Tokens, value: ex.Value) -> ex.Condition:
    tokens.expect("LIKE")
    pattern = _value(tokens)
    if not isinstance(pattern, ex.Text) or not re.fullmatch(r"[^%_]+%", pattern.value):
        raise _UnusualError
    return ex.StartsWith(value, ex.Text(pattern.value[:-1], pattern.at))


def _value(tokens: _Tokens) -> ex.Value:
    kind, word, at = tokens.kind, tokens.word, tokens.at
    tokens.advance()
    match kind:
        case "item" if word not in _SQL_WORDS:
            return ex.Item(word, at)
        case "text":
            return ex.Text(word[1:-1].replace("''", "'"), at)
        case "number":
            return ex.Number(Decimal(word), at)
        case "call" if word != "in_table(":
            arguments = () if tokens.word == ")" and tokens.kind == "sign" else _separated(tokens, ",", _value)
            tokens.expect(")")
            end = arguments[-1].at[1] if arguments else at[1] - 1
            return ex.Call(word[:-1], arguments, (at[0], end))
        case _:
            raise _UnusualError
