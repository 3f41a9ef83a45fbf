"""What a new version has renamed: what it declares by `was`, and what looks like a rename but is not declared."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cldspec.model import Code, CodeList, DataItem, Specification
from cldspec.spelling import folded, nearest


@dataclass(frozen=True)
class Renames:
    """What has been renamed between two versions."""

    items: Mapping[str, str]
    """New identifiers of items by old ones."""
    lists: Mapping[str, str]
    """New identifiers of code lists by old ones."""
    values: Mapping[str, Mapping[str, str]]
    """New values by old ones, by the new identifier of their code list."""

    def value(self, code_list: str | None, old: str) -> str:
        """Return the new value for an old one of a code list, which is given by its new identifier."""
        return self.values.get(code_list or "", {}).get(old, old)

    def old_item_id(self, new: str) -> str:
        """Return the old identifier of an item."""
        return next((was for was, now in self.items.items() if now == new), new)

    def respellings(self) -> "Renames":
        """Return only the renamed values whose new spelling differs in nothing but capitals and spaces."""
        pairs = {name: {was: now for was, now in values.items() if folded(was) == folded(now)} for name, values in self.values.items()}
        return Renames({}, {}, {name: values for name, values in pairs.items() if values})

    def is_old(self, name: str) -> bool:
        """Say whether this is the old name of something that has been renamed."""
        return name in self._names

    def in_text(self, text: str) -> str:
        """Return a text of the old version with the old names, where they are whole words, replaced by the new ones."""
        return self._pattern.sub(lambda match: self._names[match[0]], text) if self._names else text

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {**{old: new for values in self.values.values() for old, new in values.items()}, **self.lists, **self.items}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._names, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def declared_renames(old: Specification, new: Specification) -> Renames:
    """Return the renames that the new version declares, where the old name has gone and the new name is new.

    A value whose spelling differs only in capitals and spaces counts as renamed without being declared.
    """
    items = {
        item.was: item.id
        for item in new.items
        if item.was in old.item_by_id and item.was not in new.item_by_id and item.id not in old.item_by_id
    }
    lists = {
        code_list.was: code_list.id
        for code_list in new.code_lists
        if code_list.was in old.code_list_by_id and code_list.was not in new.code_list_by_id and code_list.id not in old.code_list_by_id
    }
    old_lists = {lists.get(code_list.id, code_list.id): code_list for code_list in old.code_lists}
    values = {one.id: dict(_renamed_values(old_lists[one.id], one)) for one in new.code_lists if one.id in old_lists}
    return Renames(
        {was: now for was, now in items.items() if was},
        {was: now for was, now in lists.items() if was},
        {list_id: renamed for list_id, renamed in values.items() if renamed},
    )


def _renamed_values(old: CodeList, new: CodeList) -> Iterator[tuple[str, str]]:
    for code in new.codes:
        if code.was and code.was in old.values and code.was not in new.values and code.value not in old.values:
            yield code.was, code.value
    added = [value for value in new.values if value not in old.values]
    declared = {code.was for code in new.codes}
    for removed in (value for value in old.values if value not in new.values and value not in declared):
        respelt = [value for value in added if folded(value) == folded(removed)]
        if len(respelt) == 1:
            yield removed, respelt[0]


def likely_new_item(removed: DataItem, added: Sequence[DataItem]) -> DataItem | None:
    """Return the added item that a removed one may have become: of the same type, with a similar title or identifier."""
    same_type = [item for item in added if (item.type, item.code_list) == (removed.type, removed.code_list)]
    for item in same_type:
        if folded(item.title) == folded(removed.title) or item.definition == removed.definition:
            return item
    similar = nearest(removed.title, [item.title for item in same_type]) or nearest(removed.id, [item.id for item in same_type])
    return next((item for item in same_type if similar and similar[0] in (item.title, item.id)), None)


def likely_new_value(removed: Code, added: Sequence[Code]) -> Code | None:
    """Return the added value that a removed one may have become: they share a spelling, are similar, or one contains the other."""
    for code in added:
        spellings = {folded(spelling.value) for spelling in (*code.also_seen_as, *removed.also_seen_as)}
        if folded(removed.value) in spellings or folded(code.value) in spellings:
            return code
    similar = nearest(removed.value, [code.value for code in added])
    if similar:
        return next(code for code in added if code.value == similar[0])
    old = folded(removed.value)
    return next((code for code in added if old in folded(code.value) or folded(code.value) in old), None)
