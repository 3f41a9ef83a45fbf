"""Conditions as JSON Schemas of one row, whose keys are the identifiers of the data items.

A blank is an absent key or null. Each condition becomes two schemas, where it is TRUE and where it is FALSE; a row that
meets neither leaves the condition unknown, as NULL does in SQL.
"""

import re
from decimal import Decimal
from typing import Any as Json

from cldspec.model import Specification
from cldspec.rules.expression import (
    All,
    Any,
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
    Value,
)

Schema = dict[str, Json]


class Unsupported(Exception):  # noqa: N818 - not an error: JSON Schema cannot hold everything
    """Raised where JSON Schema cannot hold a condition; the message says which part, in the rule language's words."""


def where_true(condition: Condition, specification: Specification) -> Schema:
    """Return a schema of the rows on which the condition is TRUE. Raises Unsupported."""
    return _schema(condition, specification, wanted=True)


def where_false(condition: Condition, specification: Specification) -> Schema:
    """Return a schema of the rows on which the condition is FALSE. Raises Unsupported."""
    return _schema(condition, specification, wanted=False)


def blank(item_id: str) -> Schema:
    """Return a schema of the rows on which the item is blank."""
    return {"properties": {item_id: {"type": "null"}}}


def filled(item_id: str) -> Schema:
    """Return a schema of the rows on which the item is filled."""
    return {"properties": {item_id: {"not": {"type": "null"}}}, "required": [item_id]}


def _schema(condition: Condition, specification: Specification, *, wanted: bool) -> Schema:
    match condition:
        case Truth(value=value):
            return {} if value is wanted else {"not": {}}
        case Not(condition=inner):
            return _schema(inner, specification, wanted=not wanted)
        case All(conditions=parts) | Any(conditions=parts):
            every = isinstance(condition, All) is wanted
            return {"allOf" if every else "anyOf": [_schema(part, specification, wanted=wanted) for part in parts]}
        case IsBlank(item=Item(id=name)):
            return blank(name) if wanted else filled(name)
        case InTable(table=table):
            return _schema(_spelled_out(table, specification), specification, wanted=wanted)
        case In(value=Item(id=name), options=options):
            constants = [_constant(option) for option in options]
            return _where(name, {"enum": constants} if wanted else {"not": {"enum": [*constants, None]}})
        case StartsWith(value=Item(id=name), prefix=Text(value=prefix)):
            pattern: Schema = {"type": "string", "pattern": f"^{re.escape(prefix)}"}
            return _where(name, pattern if wanted else {"type": "string", "not": {"pattern": f"^{re.escape(prefix)}"}})
        case Compare(operator=operator, left=Item(id=name), right=(Text() | Number()) as right):
            return _where(name, _compared(operator, right, specification.item_by_id[name].type, wanted=wanted))
        case _:
            raise Unsupported("a calculation or a function")


def _where(item_id: str, schema: Schema) -> Schema:
    return {"properties": {item_id: schema}, "required": [item_id]}


def _compared(operator: str, right: Text | Number, item_type: str, *, wanted: bool) -> Schema:
    constant = _constant(right)
    if operator in {"=", "<>"}:
        same = (operator == "=") is wanted
        return {"const": constant} if same else {"not": {"enum": [constant, None]}}
    if item_type not in {"integer", "decimal"}:
        raise Unsupported("an order of texts or dates")
    keywords = {"<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum"}
    opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
    return {"type": "number", keywords[operator if wanted else opposite[operator]]: constant}


def _spelled_out(name: str, specification: Specification) -> Condition:
    """Return what in_table means: some row of the table has the values of this row."""
    table = specification.table_by_id[name]
    if len(table.keys) == 1:
        return In(Item(table.keys[0]), tuple(Text(row[table.keys[0]]) for row in table.rows))
    return Any(tuple(All(tuple(Compare("=", Item(key), Text(row[key])) for key in table.keys)) for row in table.rows))


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
