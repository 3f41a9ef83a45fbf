"""Conditions as JSON Schemas of one row, whose keys are the identifiers of the data items.

A blank is an absent key or null. Each condition becomes two schemas, where it is TRUE and where it is FALSE; a row that
meets neither leaves the condition unknown, as NULL does in SQL.
"""

import re
from decimal import Decimal
from typing import Any as Json

from cldspec.model import Specification
from cldspec.rules.all_rules import Row
from cldspec.rules.expression import (
    OPPOSITE,
    All,
    Any,
    Arithmetic,
    Call,
    Compare,
    Condition,
    In,
    InTable,
    IsBlank,
    Item,
    Not,
    Number,
    StartsWith,
    Text,
    Truth,
    Unsupported,
    Value,
)
from cldspec.rules.tables import spelled_out

Schema = dict[str, Json]


def unless_broken(test: Row, specification: Specification) -> Schema:
    """Return a schema of the rows that keep a rule about one row. Raises Unsupported."""
    expected = _schema(test.expect, specification, wanted=True, or_unknown=True)
    if test.when == Truth(True):
        return expected
    return {"if": _schema(test.when, specification, wanted=True), "then": expected}


def _schema(condition: Condition, specification: Specification, *, wanted: bool, or_unknown: bool = False) -> Schema:
    """Return a schema of the rows on which the condition is as wanted; or else unknown, if that will do."""
    match condition:
        case Truth(value=value):
            return {} if value is wanted else {"not": {}}
        case Not(condition=inner):
            return _schema(inner, specification, wanted=not wanted, or_unknown=or_unknown)
        case All(conditions=parts) | Any(conditions=parts):
            every = isinstance(condition, All) is wanted
            return {"allOf" if every else "anyOf": [_schema(part, specification, wanted=wanted, or_unknown=or_unknown) for part in parts]}
        case IsBlank(item=Item(id=name)):
            if wanted:
                return {"properties": {name: {"type": "null"}}}
            return {"properties": {name: {"not": {"type": "null"}}}, "required": [name]}
        case InTable(table=table):
            return _schema(spelled_out(table, specification), specification, wanted=wanted, or_unknown=or_unknown)
        case In(value=Item(id=name), options=options):
            constants = [_constant(option) for option in options]
            return _where(name, {"enum": constants} if wanted else {"not": {"enum": constants}}, or_unknown=or_unknown)
        case StartsWith(value=Item(id=name), prefix=Text(value=prefix)):
            pattern: Schema = {"pattern": f"^{re.escape(prefix)}"}
            return _where(name, {"type": "string", **(pattern if wanted else {"not": pattern})}, or_unknown=or_unknown)
        case Compare(operator=operator, left=Item(id=name), right=(Text() | Number()) as right):
            compared = _compared(operator if wanted else OPPOSITE[operator], right, specification.item_by_id[name].type)
            return _where(name, compared, or_unknown=or_unknown)
        case Compare(left=Call(name=function)) | Compare(right=Call(name=function)):
            raise Unsupported(f"the function {function}")
        case Compare(left=Arithmetic()) | Compare(right=Arithmetic()):
            raise Unsupported("arithmetic")
        case _:
            raise Unsupported("one data item compared with another")


def _where(item_id: str, schema: Schema, *, or_unknown: bool) -> Schema:
    """Return a schema of the rows on which a filled item is as the schema says; or is blank, if that will do."""
    blank: Schema = {"type": "null"}
    if or_unknown:
        return {"properties": {item_id: {"anyOf": [blank, schema]}}}
    return {"properties": {item_id: {"allOf": [{"not": blank}, schema]} if "not" in schema else schema}, "required": [item_id]}


def _compared(operator: str, right: Text | Number, item_type: str) -> Schema:
    constant = _constant(right)
    if operator in {"=", "<>"}:
        return {"const": constant} if operator == "=" else {"not": {"const": constant}}
    if item_type not in {"integer", "decimal"}:
        raise Unsupported("an order of dates")
    keywords = {"<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum"}
    return {"type": "number", keywords[operator]: constant}


def _constant(value: Value) -> str | int | float:
    match value:
        case Text(value=text):
            return text
        case Number(value=number):
            return _json_number(number)
        case _:
            raise Unsupported("one data item compared with another")


def _json_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
