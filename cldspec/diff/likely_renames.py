"""Pairs of an old and a new name that look like one thing with a new name, although the new version does not say so.

A pair counts only if neither name could belong to another one. Such a pair can be declared without anyone choosing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from cldspec.diff.renames import declared_renames
from cldspec.model import Code, CodeList, DataItem, Specification
from cldspec.spelling import folded

_JOINING = {"and", "or"}
"""Words that a list may write as a sign instead."""
_DECISIVE = {"no", "not", "non", "none", "never", "without"}
"""Words that turn a meaning into its opposite. Two names never match if only one has such a word."""
_SURE = 1.0
"""How alike two names are that have the same words."""
_CONTAINED = 0.75
"""How alike two names are at least if one has all words of the other."""
_LIKELY = 0.75
"""How alike two names must be to be a pair."""
_POSSIBLE = 0.6
"""From what likeness two names make another pair of one of them doubtful."""
_CLEARLY = 0.15
"""By how much a pair must be more alike than any other pair of its names."""


@dataclass(frozen=True, slots=True)
class LikelyRename:
    """An old name and the entry of the new version that it probably belongs to: an allowed value or a data item."""

    old: str
    entry: Code | DataItem
    of: CodeList | None
    """The code list of a value."""

    @property
    def new(self) -> str:
        """The new name."""
        return self.entry.value if isinstance(self.entry, Code) else self.entry.id


@dataclass(frozen=True, slots=True)
class LikelyRenames:
    """The pairs of two versions, and in words the old names that could be several new ones, or share one."""

    pairs: tuple[LikelyRename, ...]
    unclear: tuple[str, ...]


def likely_renames(old: Specification, new: Specification) -> LikelyRenames:
    """Return what the new version has probably renamed and does not declare. Neither version need have passed its checks."""
    pairs: list[LikelyRename] = []
    unclear: list[str] = []
    declared = declared_renames(old, new)
    old_lists = {declared.lists.get(one.id, one.id): one for one in old.code_lists}
    for code_list in new.code_lists:
        if code_list.id in old_lists:
            gone, added = _undeclared_values(old_lists[code_list.id], code_list)
            scores = {(was.value, now.value): score for was in gone for now in added if (score := _likeness_of_values(was, now))}
            by_value = {code.value: code for code in added}
            found = dict(_clear_pairs(scores))
            pairs += [LikelyRename(was, by_value[now], code_list) for was, now in found.items()]
            unclear += (f"{code_list.title}: {words}" for words in _unclear(scores, found))
    named = {item.was for item in new.items if item.was}
    gone_items = [item for item in old.items if item.id not in new.item_by_id and item.id not in named]
    added_items = [item for item in new.items if item.id not in old.item_by_id and item.was is None]
    scores = {(was.id, now.id): score for was in gone_items for now in added_items if (score := _likeness_of_items(was, now))}
    found = dict(_clear_pairs(scores))
    pairs += [LikelyRename(was, new.item_by_id[now], None) for was, now in found.items()]
    unclear += (f"Data items: {words}" for words in _unclear(scores, found))
    return LikelyRenames(tuple(pairs), tuple(unclear))


def _undeclared_values(old: CodeList, new: CodeList) -> tuple[list[Code], list[Code]]:
    """Return the values that are gone and those that are new, without those whose spelling differs only in capitals and spaces."""
    named = {name for code in new.codes for name in (code.was, *code.replaces)}
    gone = [code for code in old.codes if code.value not in new.values and code.value not in named]
    added = [code for code in new.codes if code.value not in old.values and code.was is None and not code.replaces]
    gone_folded, added_folded = ({folded(code.value) for code in codes} for codes in (gone, added))
    return (
        [code for code in gone if folded(code.value) not in added_folded],
        [code for code in added if folded(code.value) not in gone_folded],
    )


def _likeness_of_values(old: Code, new: Code) -> float:
    spellings = {folded(spelling.value) for spelling in (*old.also_seen_as, *new.also_seen_as)}
    return _SURE if folded(old.value) in spellings or folded(new.value) in spellings else likeness(old.value, new.value)


def _likeness_of_items(old: DataItem, new: DataItem) -> float:
    if (old.type, old.code_list) != (new.type, new.code_list):
        return 0
    return _SURE if old.definition == new.definition else likeness(old.title, new.title)


def likeness(old: str, new: str) -> float:
    """Return how alike two names are, from 0 to 1, without regard to capitals and punctuation; 0 if they cannot be the same.

    Names with other numbers, signs or negations are never the same, nor are names that share less than half of the shorter one's words.
    """
    before, after = _words(old), _words(new)
    fewest = min(len({*before}), len({*after}))
    if 2 * len({*before} & {*after}) < max(fewest, 1) or _decisive(before) != _decisive(after):
        return 0
    if before == after:
        return _SURE
    ratio = SequenceMatcher(None, " ".join(before), " ".join(after), autojunk=False).ratio()
    if {*before} <= {*after} or {*after} <= {*before}:
        ratio = max(ratio, _CONTAINED)
    return min(ratio, 0.99) if ratio >= _POSSIBLE else 0


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a name, and the signs that change its meaning."""
    return tuple(word for word in re.findall(r"[^\W_]+|[<>=+%£$€-](?=\d)|[<>+]", text.casefold()) if word not in _JOINING)


def _decisive(words: Sequence[str]) -> set[str]:
    return {word for word in words if word in _DECISIVE or not word.isalpha()}


def _clear_pairs(scores: Mapping[tuple[str, str], float]) -> Iterator[tuple[str, str]]:
    """Yield the pairs with the same words, and then those that are clearly more alike than any other pair with one of their names."""
    sure = {pair: score for pair, score in scores.items() if score == _SURE}
    pairs = [pair for pair in sure if not any(_rivals(pair, sure))]
    taken_old, taken_new = {was for was, _ in pairs}, {now for _, now in pairs}
    rest = {(was, now): score for (was, now), score in scores.items() if was not in taken_old and now not in taken_new}
    yield from pairs
    for pair, score in rest.items():
        if score >= _LIKELY and all(score - other >= _CLEARLY for other in _rivals(pair, rest)):
            yield pair


def _rivals(pair: tuple[str, str], scores: Mapping[tuple[str, str], float]) -> Iterator[float]:
    """Yield the likeness of all other pairs that share a name with a pair."""
    return (score for other, score in scores.items() if other != pair and (other[0] == pair[0] or other[1] == pair[1]))


def _unclear(scores: Mapping[tuple[str, str], float], found: Mapping[str, str]) -> Iterator[str]:
    """Yield in words the old names that are in no pair although something new is like them."""
    taken = set(found.values())
    for old in dict.fromkeys(was for was, _ in scores):
        candidates = [now for was, now in scores if was == old and now not in taken]
        if old not in found and candidates:
            yield f"“{old}” may be {' or '.join(f'“{name}”' for name in candidates)}."
