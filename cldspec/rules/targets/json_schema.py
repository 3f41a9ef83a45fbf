"""Conditions as JSON Schemas of one row, whose keys are the identifiers of the data items.

A blank is an absent key or null. Each condition can become two schemas: one for the rows where it is TRUE, and one for the rows
where it is FALSE. The condition is unknown for a row that meets neither, as with NULL in SQL.
"""

import re
from decimal import Decimal
from typing import Any as Json

from cldspec.model import DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Row
from cldspec.rules.cells import (
    FORMULA_ERRORS,
    INVISIBLE,
    LOST,
    ROUNDED_NUMBER,
    SPACES,
    WITHOUT_RESULT,
    character_ranges,
    identifiers,
    reports_formula_errors,
    takes_any_text,
    words_for_nothing,
)
from cldspec.rules.tables import spelled_out

Schema = dict[str, Json]
_ANY_TEXT, _IDENTIFIER, _QUERIED = "AnyText", "Identifier", "QueriedText"
"""The names of the schemas of texts. The names of code lists have no capitals."""


def unless_broken(test: Row, specification: Specification) -> Schema:
    """Return a schema of the rows that pass a rule about one row. Raises UnsupportedError."""
    expected = _schema(test.expect, specification, outcome=True, or_unknown=True)
    if test.when == ex.Truth(True):
        return expected
    return {"if": _schema(test.when, specification, outcome=True), "then": expected}


def texts(specification: Specification) -> dict[str, Schema]:
    """Return the schemas of the texts that items without a list, a type or a strict format may have, by the name of `text_name`.

    They accept what `cldspec.rules.cells` reads, in patterns that all regular expressions of JSON Schema have in common. White space
    around a text is accepted.
    """
    named = {text_name(item, specification): item for item in specification.items if reports_formula_errors(item, specification)}
    return {name: _any_text(item, specification) for name, item in sorted(named.items())}


def text_name(item: DataItem, specification: Specification) -> str:
    """Return the name of the schema of an item's texts; "" if the item has a list, a type or a strict format."""
    if not takes_any_text(item):
        return _QUERIED if reports_formula_errors(item, specification) else ""
    return _IDENTIFIER if item.id in identifiers(specification) else _ANY_TEXT


def _any_text(item: DataItem, specification: Specification) -> Schema:
    white = _class_of(SPACES + " ")
    errors = [_in_any_case(word, white) for word in sorted({*FORMULA_ERRORS, WITHOUT_RESULT})]
    whole = [*errors, f"{_in_any_case('err:', white)}[0-9]{{3}}", "##+"]
    if item.id in identifiers(specification):
        whole += [ROUNDED_NUMBER.strip("^$"), *(_in_any_case(word, white) for word in sorted(words_for_nothing(item, specification)))]
    refused = f"^{white}*({'|'.join(whole)}){white}*$"
    if not takes_any_text(item):
        return {"type": "string", "pattern": _class_of(SPACES + " ", but="^"), "not": {"pattern": refused}}
    refused = f"{_class_of(INVISIBLE + LOST)}|{refused}"
    return {"type": "string", "pattern": _class_of(SPACES + " " + INVISIBLE, but="^"), "not": {"pattern": refused}}


def _class_of(characters: str, but: str = "") -> str:
    """Return the class of these characters in a regular expression; the class of all others if `but` is ^."""
    ranges = ((f"\\u{ord(first):04X}", f"\\u{ord(last):04X}") for first, last in character_ranges(characters))
    return f"[{but}{''.join(first if first == last else f'{first}-{last}' for first, last in ranges)}]"


def _in_any_case(word: str, white: str) -> str:
    """Return a regular expression for a word in capital and small letters; `white` is the expression for white space."""
    letters = {sign: f"[{sign.upper()}{sign.lower()}]" for sign in word if sign.isalpha() and sign.isascii()}
    special = {sign: f"\\{sign}" for sign in "^$\\.*+?()[]{}|/"}
    return "".join({**letters, **special, " ": white}.get(sign, sign) for sign in word)


def _schema(condition: ex.Condition, specification: Specification, *, outcome: bool, or_unknown: bool = False) -> Schema:
    """Return a schema of the rows where a condition has this outcome. With `or_unknown`, it accepts those where it is unknown too."""
    match condition:
        case ex.Truth(value):
            return {} if value is outcome else {"not": {}}
        case ex.Not(inner):
            return _schema(inner, specification, outcome=not outcome, or_unknown=or_unknown)
        case ex.All(parts) | ex.Any(parts):
            needs_all = isinstance(condition, ex.All) is outcome
            return {
                "allOf" if needs_all else "anyOf": [_schema(part, specification, outcome=outcome, or_unknown=or_unknown) for part in parts]
            }
        case ex.IsBlank(ex.Item(name)):
            if outcome:
                return {"properties": {name: {"type": "null"}}}
            return {"properties": {name: {"not": {"type": "null"}}}, "required": [name]}
        case ex.InTable(table):
            return _schema(spelled_out(table, specification), specification, outcome=outcome, or_unknown=or_unknown)
        case ex.In(ex.Item(name), options):
            constants = [_constant(option) for option in options]
            return _of_item(name, {"enum": constants} if outcome else {"not": {"enum": constants}}, or_unknown=or_unknown)
        case ex.StartsWith(ex.Item(name), ex.Text(prefix)):
            pattern: Schema = {"pattern": f"^{re.escape(prefix)}"}
            return _of_item(name, {"type": "string", **(pattern if outcome else {"not": pattern})}, or_unknown=or_unknown)
        case ex.Compare(operator, ex.Item(name), (ex.Text() | ex.Number()) as right):
            compared = _compared(operator if outcome else ex.OPPOSITE[operator], right, specification.item_by_id[name].type)
            return _of_item(name, compared, or_unknown=or_unknown)
        case ex.Compare(left=ex.Call(function)) | ex.Compare(right=ex.Call(function)):
            raise ex.UnsupportedError(f"the function {function}")
        case ex.Compare(left=ex.Arithmetic()) | ex.Compare(right=ex.Arithmetic()):
            raise ex.UnsupportedError("arithmetic")
        case _:
            raise ex.UnsupportedError("a comparison of two data items")


def _of_item(item_id: str, schema: Schema, *, or_unknown: bool) -> Schema:
    """Return a schema of the rows where an item has a value that a schema accepts. With `or_unknown`, it accepts a blank too."""
    blank: Schema = {"type": "null"}
    if or_unknown:
        return {"properties": {item_id: {"anyOf": [blank, schema]}}}
    return {"properties": {item_id: {"allOf": [{"not": blank}, schema]} if "not" in schema else schema}, "required": [item_id]}


def _compared(operator: str, right: ex.Text | ex.Number, item_type: str) -> Schema:
    constant = _constant(right)
    if operator in {"=", "<>"}:
        return {"const": constant} if operator == "=" else {"not": {"const": constant}}
    if item_type not in {"integer", "decimal"}:
        raise ex.UnsupportedError("a comparison of dates by order")
    keywords = {"<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum"}
    return {"type": "number", keywords[operator]: constant}


def _constant(value: ex.Value) -> str | int | float:
    match value:
        case ex.Text(text):
            return text
        case ex.Number(number):
            return _json_number(number)
        case _:
            raise ex.UnsupportedError("a comparison of two data items")


def _json_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
