"""Specifications and rows in the names of another version: items, code lists and values that have been renamed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
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
from cldspec.model import derivations as derived
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
DERIVATION_FIELDS: dict[type[Located], set[str]] = {
    derived.CaseOfStep: {"when", "set"},
    derived.Identify: {"column", "first", "otherwise", "within"},
    derived.Criterion: {"smallest", "greatest", "earliest", "latest", "known"},
    derived.Best: {"of", "label"},
    derived.Spells: {"of", "start", "end", "open_until", "gap", "number", "spell_start", "spell_end"},
    derived.Follow: {"same", "anchor", "after", "start", "end", "take", "first_within", "next_within", "until", "found", "except_"},
    derived.UseRanking: {"column", "using"},
    derived.UseMapping: {"set", "using"},
    derived.Join: {"same", "take", "where"},
    derived.Flag: {"column", "same", "where"},
    derived.Total: {"id", "any", "earliest", "latest", "smallest", "greatest", "sum"},
    derived.Group: {"of"},
    derived.Count: {"column", "by", "each", "of"},
    derived.Share: {"column", "of", "times", "over"},
    derived.Calculate: {"column"},
    derived.DerivationStep: {"keep", "set"},
    derived.DerivedColumn: {"id"},
    derived.Derivation: {"key"},
    derived.Ranking: {"columns", "results"},
    derived.ValueMapping: {"columns", "results"},
}
"""The fields of derivations that hold columns, or expressions of them."""


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
        self._prefixes = _prefixes(old)

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
            case derived.Ranking():
                columns = (*old.columns, *(old.results if isinstance(old, derived.ValueMapping) else ()))
                changed["rows"] = tuple(self._cells(row, columns) for row in old.rows)
                changed["left_out"] = tuple(self._value_of_any(old.columns, value) for value in old.left_out)
            case derived.Criterion():
                changed["except_"] = tuple(self._value_of_any((old.column,), value) for value in old.except_)
            case derived.DerivationExample():
                changed |= {"given": tuple(map(self._cells, old.given)), "every_row": self._cells(old.every_row)}
                changed["gives"] = tuple(self._cells(row, row) for row in old.gives)
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
        if name in DERIVATION_FIELDS.get(owner, ()) and isinstance(value, Mapping):
            return {self._column(key): self._expression(text) for key, text in value.items()}
        if not isinstance(value, str):
            return value
        if name in DERIVATION_FIELDS.get(owner, ()):
            return self._expression(value)
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
            if isinstance(value, Item) and (column := self._column(value.id)) != value.id:
                replacements[value.at] = column
        for literal, item in _literals(expression) if not isinstance(expression, Item | Text | Number | Call | Arithmetic) else ():
            new_value = self._renames.value(self._list_of(item.id), literal.value)
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
        translated = {self._column(name): self._renames.value(self._list_of(name), value) for name, value in own.items()}
        return {**translated, **{name: value for name, value in row.items() if name not in known}}

    def _item_of(self, column: str) -> tuple[str, str]:
        """Return the prefixes that steps have put before an item, and the item, of a column such as next_moved_on."""
        if column not in self._lists:
            for prefix in self._prefixes:
                if column.startswith(prefix):
                    before, item = self._item_of(column.removeprefix(prefix))
                    return prefix + before, item
        return "", column

    def _column(self, name: str) -> str:
        """Return an item, or a column of a derivation, in the new names."""
        prefixes, item = self._item_of(name)
        return prefixes + self._renames.items.get(item, item)

    def _list_of(self, column: str) -> str | None:
        """Return the new identifier of the code list of an item, or of a column that holds its values."""
        return self._lists.get(self._item_of(column)[1])

    def _value_of_any(self, columns: Sequence[str], value: str) -> str:
        """Return the new name of a value of one of these columns."""
        new_names = (self._renames.value(self._list_of(column), value) for column in columns)
        return next((name for name in new_names if name != value), value)


def _prefixes(version: Specification) -> tuple[str, ...]:
    """Return what steps of derivations put before the names of columns from elsewhere, such as next_."""
    steps = [step for derivation in version.derivations for step in derivation.steps]
    names = (part.as_ for step in steps for part in (step.follow, step.join, step.flag) if part)
    return tuple(dict.fromkeys(f"{name}_" for name in names))


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
