"""Specifications and rows in the names of another version: items, code lists and values that have been renamed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from cldspec.diff.renames import Renames
from cldspec.model import (
    Case,
    Cells,
    CodeList,
    DataItem,
    Located,
    Multipliers,
    RuleEntry,
    RuleExamples,
    Section,
    Specification,
    Step,
    Table,
    WorkedExample,
)
from cldspec.rules.evaluate import OTHERWISE
from cldspec.rules.expression import (
    Arithmetic,
    Call,
    Compare,
    Condition,
    ExpressionError,
    In,
    Item,
    Number,
    Text,
    Value,
    conditions_in,
    parse,
    parse_value,
    values_in,
)

EXPRESSION_FIELDS: dict[type[Located], set[str]] = {
    Section: {"applies_when"},
    DataItem: {"required_when"},
    RuleEntry: {"when", "expect"},
    Case: {"when", "value"},
}
"""The fields that hold conditions, or arithmetic."""
ITEM_FIELDS = {"items", "item", "keys", "unique", "same_on_every_row_of", "known_by", "group", "counted_from", "starts", "ends"}
"""The fields that hold identifiers of items."""


def in_new_names(old: Specification, renames: Renames) -> Specification:
    """Return the old version with the new names of what has been renamed, everywhere except in prose."""
    if not (renames.items or renames.lists or renames.values):
        return old
    translated: Specification = _Translation(renames, old).part(old)
    return translated


def in_old_names(cells: Cells, old: Specification, renames: Renames, *, unchanged: tuple[str, str] | None = None) -> Cells:
    """Return a row under the old names of items and values; `unchanged` is a new item and a text of it that stays as it is."""
    old_items = {new: was for was, new in renames.items.items()}
    row: dict[str, str] = {}
    for name, typed in cells.items():
        old_name = old_items.get(name, name)
        item = old.item_by_id.get(old_name)
        new_list = renames.lists.get(item.code_list or "", item.code_list or "") if item else ""
        old_values = {new: was for was, new in renames.values.get(new_list, {}).items()}
        row[old_name] = typed if (name, typed) == unchanged else old_values.get(typed, typed)
    return row


class _Translation:
    """Translates the parts of an old version into the names of the new one."""

    def __init__(self, renames: Renames, old: Specification) -> None:
        self._renames = renames
        self._lists = {item.id: renames.lists.get(item.code_list or "", item.code_list or "") for item in old.items}
        """The code list of each old item, by the item's old and the list's new identifier."""
        lists = {was: now for was, now in renames.lists.items() if was not in self._lists}
        self._items_and_lists = {**lists, **renames.items}

    def part(self, old: Any) -> Any:
        """Return a part of the specification in the new names."""
        changed = {
            field.name: self._field(type(old), field.name, getattr(old, field.name)) for field in fields(old) if field.name != "origin"
        }
        match old:
            case CodeList():
                list_id = self._renames.lists.get(old.id, old.id)
                changed["id"] = list_id
                changed["codes"] = tuple(replace(code, value=self._renames.value(list_id, code.value)) for code in old.codes)
            case Table():
                changed["rows"] = tuple(self._cells(row, old.keys) for row in old.rows)
            case RuleExamples():
                changed = {"conforms": tuple(map(self._cells, old.conforms)), "breaks": tuple(map(self._cells, old.breaks))}
            case Step():
                changed["cells"] = self._cells(old.cells)
            case WorkedExample():
                changed["given"] = self._cells(old.given)
            case Multipliers():
                code_list = self._lists.get(old.item)
                changed["values"] = tuple(replace(each, value=self._renames.value(code_list, each.value)) for each in old.values)
            case DataItem():
                code_list = self._lists[old.id]
                changed["id"] = self._renames.items.get(old.id, old.id)
                changed["examples"] = tuple(
                    replace(example, value=self._renames.value(code_list, example.value)) for example in old.examples
                )
        return replace(old, **changed)

    def _field(self, owner: type[Located], name: str, value: Any) -> Any:
        if isinstance(value, Located):
            return self.part(value)
        if isinstance(value, tuple):
            return tuple(self._field(owner, name, entry) for entry in value)
        if not isinstance(value, str):
            return value
        if name in EXPRESSION_FIELDS.get(owner, ()):
            return self._expression(value)
        new_names = {"code_list": self._renames.lists, "concerns": self._items_and_lists}.get(name)
        if new_names is None:
            new_names = self._renames.items if name in ITEM_FIELDS else {}
        return new_names.get(value, value)

    def _expression(self, text: str) -> str:
        """Return an expression with new names, put in where the old ones are, so that the rest keeps its spelling."""
        if text == OTHERWISE:
            return text
        expression = _parsed(text)
        replacements: dict[tuple[int, int], str] = {}
        for value in values_in(expression):
            if isinstance(value, Item) and value.id in self._renames.items:
                replacements[value.at] = self._renames.items[value.id]
        for literal, item in _literals(expression) if not isinstance(expression, Item | Text | Number | Call | Arithmetic) else ():
            new_value = self._renames.value(self._lists.get(item.id), literal.value)
            if new_value != literal.value:
                quoted = new_value.replace("'", "''")
                replacements[literal.at] = f"'{quoted}'"
        for (start, end), new in sorted(replacements.items(), reverse=True):
            text = text[:start] + new + text[end + 1 :]
        return text

    def _cells(self, row: Mapping[str, str], items: Collection[str] | None = None) -> Mapping[str, str]:
        """Return cells by items in the new names; keys that are not among the old version's items (or `items`) stay."""
        known = self._lists if items is None else items
        own = {name: value for name, value in row.items() if name in known}
        translated = {self._renames.items.get(name, name): self._renames.value(self._lists.get(name), value) for name, value in own.items()}
        return {**translated, **{name: value for name, value in row.items() if name not in known}}


def _parsed(text: str) -> Condition | Value:
    try:
        return parse(text)
    except ExpressionError:  # it is the value of a calculation's case
        return parse_value(text)


def _literals(condition: Condition) -> Iterator[tuple[Text, Item]]:
    """Yield the texts of a condition, each with the item that it is compared with. The beginning of a text is no value."""
    for part in conditions_in(condition):
        match part:
            case Compare(left=Text() as text, right=Item() as item) | Compare(left=Item() as item, right=Text() as text):
                yield text, item
            case In(value=Item() as item, options=options):
                yield from ((option, item) for option in options if isinstance(option, Text))
            case _:
                continue
