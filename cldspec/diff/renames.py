"""What new versions have renamed, merged and split: what they declare, and what looks like a rename but is not declared."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from cldspec.model import Code, CodeList, DataItem, Specification
from cldspec.rules.types import problems
from cldspec.spelling import folded, nearest


@dataclass(frozen=True, slots=True)
class Successor:
    """A value that an old value becomes: in every row, in the rows that meet a condition, or wherever a person decides so."""

    value: str
    where: str | None = None
    """A condition about a row of the old version, in that version's names."""
    by_decision: bool = False


Successors = Mapping[str, tuple[Successor, ...]]
"""What values of a code list become, by the old values. A value that is not in it keeps its name, or has been removed."""


@dataclass(frozen=True)
class Renames:
    """What has been renamed between two versions. All code lists have their new identifiers.

    A new name may be an old name of something else: two things have exchanged their names, or one has taken over a name.
    """

    items: Mapping[str, str]
    """New identifiers of items by old ones."""
    lists: Mapping[str, str]
    """New identifiers of code lists by old ones."""
    values: Mapping[str, Mapping[str, str]]
    """New values by old ones, by code list, where one value becomes one value, which nothing else becomes."""
    merged: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """New values by old ones, by code list, where several values become one."""
    split: Mapping[str, Successors] = field(default_factory=dict)
    """What values become, by code list, where one value becomes several, or another one only in some rows."""
    former_names: frozenset[str] = frozenset()
    """All names that a version on the way has given up."""

    def value(self, code_list: str | None, old: str) -> str:
        """Return the new name of an old value, if it has just one and does not share it. The code list has its new identifier."""
        return self.values.get(code_list or "", {}).get(old, old)

    def becomes(self, code_list: str, old: str) -> tuple[Successor, ...]:
        """Return what an old value becomes. If nothing is declared, that is nothing: it keeps its name, or has been removed."""
        if old in self.split.get(code_list, {}):
            return self.split[code_list][old]
        new = {**self.values.get(code_list, {}), **self.merged.get(code_list, {})}.get(old)
        return () if new is None else (Successor(new),)

    def old_item_id(self, new: str) -> str:
        """Return the old identifier of an item; an empty text if that name was another item's."""
        return next((was for was, now in self.items.items() if now == new), "" if new in self.items else new)

    def respellings(self) -> "Renames":
        """Return only the renamed values whose new spelling differs in nothing but capitals and spaces."""
        pairs = {name: {was: now for was, now in values.items() if folded(was) == folded(now)} for name, values in self.values.items()}
        return Renames({}, {}, {name: values for name, values in pairs.items() if values})

    def is_old(self, name: str) -> bool:
        """Say whether this is the old name of something that has been renamed, merged or split."""
        return name in self.former_names

    def in_text(self, text: str) -> str:
        """Return a text of the old version with the old names, where they are whole words, replaced by the new ones."""
        return self._pattern.sub(lambda match: self._names[match[0]], text) if self._names else text

    @cached_property
    def _names(self) -> Mapping[str, str]:
        values = {old: new for maps in (self.merged, self.values) for values in maps.values() for old, new in values.items()}
        return {**values, **self.lists, **self.items}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._names, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def declared_renames(old: Specification, new: Specification, between: Sequence[Specification] = ()) -> Renames:
    """Return the renames that the new version declares, composed with those of the versions `between`, oldest first.

    A value whose spelling differs only in capitals and spaces counts as renamed without being declared.
    """
    versions = (old, *between, _since_earlier_state(old, new))
    steps = list(pairwise(versions))
    item_steps = [_one_to_one(after.items, before.item_by_id, after.item_by_id) for before, after in steps]
    list_steps = [_one_to_one(after.code_lists, before.code_list_by_id, after.code_list_by_id) for before, after in steps]
    items = {item.id: path[-1] for item in old.items if (path := _path(item.id, item_steps, [v.item_by_id for v in versions[1:]]))}
    paths = [_path(one.id, list_steps, [v.code_list_by_id for v in versions[1:]]) for one in old.code_lists]
    former = {name for step in (*item_steps, *list_steps) for name in step}
    values: dict[str, Mapping[str, str]] = {}
    merged: dict[str, Mapping[str, str]] = {}
    split: dict[str, Successors] = {}
    for path in filter(None, paths):
        lists = [version.code_list_by_id[name] for version, name in zip(versions, path, strict=True)]
        maps = [successors(before, after) for before, after in pairwise(lists)]
        former |= {name for each in maps for name in each}
        values[path[-1]], merged[path[-1]], split[path[-1]] = _by_shape(lists[0], lists[-1], _composed(lists, maps))
    return Renames(
        {was: now for was, now in items.items() if was != now},
        {path[0]: path[-1] for path in paths if path and path[0] != path[-1]},
        {name: own for name, own in values.items() if own},
        {name: own for name, own in merged.items() if own},
        {name: {was: _usable(parts, old) for was, parts in own.items()} for name, own in split.items() if own},
        frozenset(former),
    )


def _since_earlier_state(old: Specification, new: Specification) -> Specification:
    """Return a version without the renames that an earlier state of the same version, such as a draft, declares as well.

    They are about the version before both. Things that have exchanged their names would exchange them again.
    """
    if old.version != new.version:
        return new

    def changed(code_list: CodeList) -> CodeList:
        before = old.code_list_by_id.get(code_list.id)
        if before is None:
            return code_list
        origins = {code.value: _origins(code) for code in before.codes}
        without: dict[str, Any] = {"was": None, "was_where": None, "was_by_decision": None, "replaces": ()}
        codes = tuple(replace(code, **without) if origins.get(code.value) == _origins(code) else code for code in code_list.codes)
        return replace(code_list, codes=codes, was=None if before.was == code_list.was else code_list.was)

    items = {item.id: item.was for item in old.items}
    return replace(
        new,
        items=tuple(replace(item, was=None) if item.was == items.get(item.id) else item for item in new.items),
        code_lists=tuple(map(changed, new.code_lists)),
    )


def _origins(code: Code) -> tuple[object, ...]:
    """Return what a value declares about the values that it was."""
    return code.was, code.was_where, code.was_by_decision, code.replaces


def _usable(parts: tuple[Successor, ...], old: Specification) -> tuple[Successor, ...]:
    """Return the parts of a split value, without conditions that cannot be about a row of the old version.

    If a person decides about one part, that also goes for the rows that meet no condition.
    """
    own = [Successor(each.value, by_decision=True) if each.where and any(problems(each.where, old)) else each for each in parts]
    is_decided = any(each.by_decision for each in own)
    return tuple(each if each.where else replace(each, by_decision=is_decided) for each in own)


def _one_to_one(entries: Iterable[DataItem | CodeList], before: Collection[str], after: Collection[str]) -> dict[str, str]:
    """Return the new identifiers by the old ones, as far as each old one gives up its name, and each new one has no other origin."""
    origins: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.was and entry.was in before and entry.was != entry.id:
            origins[entry.was].append(entry.id)
    renamed = {was: names[0] for was, names in origins.items() if len(names) == 1}
    while kept_names := [
        was for was, now in renamed.items() if (now in before and now not in renamed) or (was in after and was not in renamed.values())
    ]:
        for was in kept_names:
            del renamed[was]
    return renamed


def _path(name: str, steps: Sequence[Mapping[str, str]], versions: Sequence[Collection[str]]) -> list[str]:
    """Return the names of something in each version, the first one included; none if a version no longer has it."""
    path = [name]
    for step, version in zip(steps, versions, strict=True):
        path.append(step.get(path[-1], path[-1]))
        if path[-1] not in version:
            return []
    return path


def successors(old: CodeList, new: CodeList) -> Successors:
    """Return what the values of a code list become in the next version, as that declares it."""
    found: dict[str, list[Successor]] = defaultdict(list)
    for code in new.codes:
        if code.was in old.values and code.was != code.value:
            found[code.was].append(Successor(code.value, code.was_where, bool(code.was_by_decision)))
        for origin in code.replaces:
            if origin in old.values and origin != code.value:
                found[origin].append(Successor(code.value))
    declared = {successor.value for own in found.values() for successor in own}
    for was, own in list(found.items()):
        is_split = len(own) > 1 or own[0].where is not None or own[0].by_decision
        keeps_its_name = was in new.values and was not in declared
        if keeps_its_name and not is_split:
            del found[was]  # it is still there, so nothing has become of it
        elif is_split:
            decided = [replace(each, by_decision=each.where is None) for each in own]
            found[was] = [*decided, Successor(was, None, not any(each.where for each in own))] if keeps_its_name else decided
    added = [value for value in new.values if value not in old.values and value not in declared]
    for removed in (value for value in old.values if value not in new.values and value not in found):
        respelt = [value for value in added if folded(value) == folded(removed)]
        if len(respelt) == 1:
            found[removed] = [Successor(respelt[0])]
    return {was: tuple(own) for was, own in found.items()}


def _composed(lists: Sequence[CodeList], steps: Sequence[Successors]) -> Successors:
    """Return what the values of the first version of a code list become in the last.

    A later version's condition is about its own rows. So whatever it splits is for a person to decide.
    """
    result: dict[str, tuple[Successor, ...]] = {}
    for value in lists[0].values:
        own = [Successor(value)]
        for number, (step, code_list) in enumerate(zip(steps, lists[1:], strict=True)):
            following = [
                _after(each, later, is_first=not number) for each in own for later in step.get(each.value, (Successor(each.value),))
            ]
            kept = [each for each in following if each.value in code_list.values]
            is_partly_gone = len(kept) < len(following)
            own = list(dict.fromkeys(replace(each, where=None, by_decision=True) if is_partly_gone else each for each in kept))
        if own and own != [Successor(value)]:
            result[value] = tuple(own)
    return result


def _after(earlier: Successor, later: Successor, *, is_first: bool) -> Successor:
    """Return what becomes of a successor in the next step."""
    if later.where is None and not later.by_decision:
        return replace(earlier, value=later.value)
    return later if is_first else Successor(later.value, by_decision=True)


def _by_shape(old: CodeList, new: CodeList, found: Successors) -> tuple[dict[str, str], dict[str, str], Successors]:
    """Return what values become: one to one, several to one, and one to several."""
    split = {was: own for was, own in found.items() if len(own) > 1 or own[0].where is not None or own[0].by_decision}
    origins: dict[str, set[str]] = {value: {value} for value in new.values if value in old.values and value not in found}
    for was, own in found.items():
        for each in own:
            origins.setdefault(each.value, set()).add(was)
    single = {was: own[0].value for was, own in found.items() if was not in split}
    one_to_one = {was: now for was, now in single.items() if len(origins[now]) == 1}
    return one_to_one, {was: now for was, now in single.items() if was not in one_to_one}, split


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
