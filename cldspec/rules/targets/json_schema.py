"""Conditions as JSON Schemas of one row, whose keys are the identifiers of the data items.

A blank is an absent key or null. Each condition can become two schemas: one for the rows where it is TRUE, and one for the rows
where it is FALSE. The condition is unknown for a row that meets neither, as with NULL in SQL.
"""

import re
from decimal import Decimal
from typing import Any as Json

from cldspec.model import Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Row
from cldspec.rules.tables import spelled_out

Schema = dict[str, Json]


def unless_broken(test: Row, specification: Specification) -> Schema:
    """Return a schema of the rows that pass a rule about one row. Raises UnsupportedError."""
    expected = _schema(test.expect, specification, outcome=True, or_unknown=True)
    if test.when == ex.Truth(True):
        return expected
    return {"if": _schema(test.when, specification, outcome=True), "then": expected}


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
