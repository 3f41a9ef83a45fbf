"""What a version calls otherwise than the one before it, as it declares by `was`; and what looks so, but is not declared."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from cldspec.model import (
    Case,
    Cells,
    Code,
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
    StartsWith,
    Text,
    Value,
    conditions_in,
    parse,
    parse_value,
    values_in,
)
from cldspec.spelling import folded, nearest

EXPRESSIONS: dict[type[Located], set[str]] = {
    Section: {"applies_when"},
    DataItem: {"required_when"},
    RuleEntry: {"when", "expect"},
    Case: {"when", "value"},
}
"""The fields that hold conditions, or arithmetic."""
ITEMS = {"items", "item", "keys", "unique", "same_on_every_row_of", "known_by", "group", "counted_from", "starts", "ends"}
"""The fields that hold identifiers of items."""


@dataclass(frozen=True)
class Renames:
    """Old names and the new ones for them; values by the new identifier of their list."""

    items: Mapping[str, str]
    lists: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]

    def value(self, code_list: str | None, old: str) -> str:
        """Return what a value of a list, by its new identifier, is called now."""
        return self.values.get(code_list or "", {}).get(old, old)

    def respellings(self) -> "Renames":
        """Return only those renames that change nothing but capitals and spaces: what is typed by them still counts."""
        pairs = {name: {was: now for was, now in values.items() if folded(was) == folded(now)} for name, values in self.values.items()}
        return Renames({}, {}, {name: values for name, values in pairs.items() if values})

    def is_old(self, name: str) -> bool:
        """Say whether something was called so, and is called otherwise now."""
        return name in self._names

    def in_text(self, text: str) -> str:
        """Return a text of the old version with new names in the place of old ones, wherever they stand as whole words."""
        return self._pattern.sub(lambda match: self._names[match[0]], text) if self._names else text

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {**{old: new for values in self.values.values() for old, new in values.items()}, **self.lists, **self.items}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._names, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def declared(old: Specification, new: Specification) -> Renames:
    """Return the renames that the new version declares, of what the old one has and the new one has no more.

    Values that differ in capitals and spaces only are renamed without a word: nothing else can be meant.
    """
    items = {
        item.was: item.id
        for item in new.items
        if item.was in old.item_by_id and item.was not in new.item_by_id and item.id not in old.item_by_id
    }
    lists = {
        one.was: one.id
        for one in new.code_lists
        if one.was in old.code_list_by_id and one.was not in new.code_list_by_id and one.id not in old.code_list_by_id
    }
    before = {lists.get(one.id, one.id): one for one in old.code_lists}
    values = {one.id: dict(_values(before[one.id], one)) for one in new.code_lists if one.id in before}
    known = {was: now for was, now in items.items() if was}
    return Renames(known, {was: now for was, now in lists.items() if was}, {name: pairs for name, pairs in values.items() if pairs})


def _values(old: CodeList, new: CodeList) -> Iterator[tuple[str, str]]:
    for code in new.codes:
        if code.was and code.was in old.values and code.was not in new.values and code.value not in old.values:
            yield code.was, code.value
    gone, come = ([value for value in one.values if value not in other.values] for one, other in ((old, new), (new, old)))
    said = {code.was for code in new.codes}
    for was in gone:
        respelt = [value for value in come if folded(value) == folded(was)]
        if len(respelt) == 1 and was not in said:
            yield was, respelt[0]


def in_new_names(old: Specification, renames: Renames) -> Specification:
    """Return the old version with the new names of what is renamed, wherever it is named but in prose."""
    if not (renames.items or renames.lists or renames.values):
        return old
    list_of = {item.id: renames.lists.get(item.code_list or "", item.code_list or "") for item in old.items}

    either = {**{was: now for was, now in renames.lists.items() if was not in list_of}, **renames.items}

    def expression(text: str) -> str:
        """Return a condition with new names, put in at the places where the old ones stand."""
        if text == OTHERWISE:
            return text
        condition = _read(text)
        named: dict[tuple[int, int], str] = {}
        for value in values_in(condition):
            if isinstance(value, Item) and value.id in renames.items:
                named[value.at] = renames.items[value.id]
        for literal, item in _literals(condition) if not isinstance(condition, Item | Text | Number | Call | Arithmetic) else ():
            word = renames.value(list_of.get(item.id), literal.value)
            if word != literal.value:
                quoted = word.replace("'", "''")
                named[literal.at] = f"'{quoted}'"
        for (start, end), name in sorted(named.items(), reverse=True):
            text = text[:start] + name + text[end + 1 :]
        return text

    def cells(row: Mapping[str, str], keys: Collection[str] = list_of) -> Mapping[str, str]:
        own = {name: value for name, value in row.items() if name in keys}
        named = {renames.items.get(name, name): renames.value(list_of.get(name), value) for name, value in own.items()}
        return {**named, **{name: value for name, value in row.items() if name not in keys}}

    def part(owner: type[Located], name: str, value: Any) -> Any:
        if isinstance(value, Located):
            return whole(value)
        if isinstance(value, tuple):
            return tuple(part(owner, name, one) for one in value)
        if isinstance(value, str) and name in EXPRESSIONS.get(owner, ()):
            return expression(value)
        if not isinstance(value, str):
            return value
        of_items = renames.items if name in ITEMS else {}
        named = {"code_list": renames.lists, "concerns": either}.get(name, of_items)
        return named.get(value, value)

    def whole(one: Any) -> Any:
        changed = {field.name: part(type(one), field.name, getattr(one, field.name)) for field in fields(one) if field.name != "origin"}
        match one:
            case CodeList():
                new_id = renames.lists.get(one.id, one.id)
                changed["id"], changed["codes"] = (
                    new_id,
                    tuple(replace(code, value=renames.value(new_id, code.value)) for code in one.codes),
                )
            case Table():
                changed["rows"] = tuple(cells(row, one.keys) for row in one.rows)
            case RuleExamples():
                changed = {"conforms": tuple(map(cells, one.conforms)), "breaks": tuple(map(cells, one.breaks))}
            case Step():
                changed["cells"] = cells(one.cells)
            case WorkedExample():
                changed["given"] = cells(one.given)
            case Multipliers():
                own = list_of.get(one.item)
                changed["values"] = tuple(replace(each, value=renames.value(own, each.value)) for each in one.values)
            case DataItem():
                own = list_of[one.id]
                changed["id"] = renames.items.get(one.id, one.id)
                changed["examples"] = tuple(replace(example, value=renames.value(own, example.value)) for example in one.examples)
        return replace(one, **changed)

    return whole(old)  # type: ignore[no-any-return]


def _read(text: str) -> Condition | Value:
    try:
        return parse(text)
    except ExpressionError:  # what a case of a calculation gives
        return parse_value(text)


def _literals(condition: Condition) -> Iterator[tuple[Text, Item]]:
    """Yield the texts of a condition, each with the item that it is compared with."""

    def of(one: Value, other: Value) -> Iterator[tuple[Text, Item]]:
        if isinstance(one, Text) and isinstance(other, Item):
            yield one, other

    for part in conditions_in(condition):
        match part:
            case Compare(left=left, right=right):
                yield from of(left, right)
                yield from of(right, left)
            case In(value=value, options=options):
                for option in options:
                    yield from of(option, value)
            case StartsWith():  # the beginning of a text is no value
                continue
            case _:
                continue


def in_old_names(cells: Cells, old: Specification, renames: Renames, *, but: tuple[str, str] | None = None) -> Cells:
    """Return a row under the old names of items and values; `but` is a new item and a text that stays as it is."""
    items = {new: was for was, new in renames.items.items()}
    row: dict[str, str] = {}
    for name, typed in cells.items():
        own = old.item_by_id.get(items.get(name, name))
        listed = renames.lists.get(own.code_list or "", own.code_list or "") if own else ""
        back = {new: was for was, new in renames.values.get(listed, {}).items()}
        row[items.get(name, name)] = typed if (name, typed) == but else back.get(typed, typed)
    return row


def likely_item(gone: DataItem, added: list[DataItem]) -> DataItem | None:
    """Return the added item that a removed one may have become: of the same kind, with a title or identifier that is near."""
    alike = [item for item in added if (item.type, item.code_list) == (gone.type, gone.code_list)]
    same = [item for item in alike if folded(item.title) == folded(gone.title) or item.definition == gone.definition]
    if same:
        return same[0]
    near = nearest(gone.title, [item.title for item in alike]) or nearest(gone.id, [item.id for item in alike])
    return next((item for item in alike if near and near[0] in (item.title, item.id)), None)


def likely_value(gone: Code, added: list[Code]) -> Code | None:
    """Return the added value that a removed one may have become: it says so of its spellings, or is near, or holds the other."""
    for code in added:
        spellings = {folded(other.value) for other in (*code.also_seen_as, *gone.also_seen_as)}
        if folded(gone.value) in spellings or folded(code.value) in spellings:
            return code
    near = nearest(gone.value, [code.value for code in added])
    if near:
        return next(code for code in added if code.value == near[0])
    one = folded(gone.value)
    return next((code for code in added if one in folded(code.value) or folded(code.value) in one), None)
