"""The crosswalk of two versions: the mapping of every allowed value of one to the values of the other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cldspec.diff.changes import Comparison
from cldspec.diff.renames import Renames, Successor, likely_new_value
from cldspec.model import Artifact, Code, CodeList
from cldspec.rules.expression import parse
from cldspec.rules.targets.english import english
from cldspec.spelling import folded, nearest
from cldspec_generators.shared.writing import EXCEL, csv_text

HEADINGS = ("List", "Items", "Old value", "New value", "What happened", "Nearest new value (only a suggestion)", "Kind of change")
"""The columns of the crosswalk."""
_SPELLING = "Another spelling"
"""The kind of change of a spelling that was accepted, but was no allowed value itself."""


@dataclass(frozen=True, slots=True)
class ValueMapping:
    """What happens to an allowed value: the new value if there is one, or else the nearest as a suggestion."""

    what_happened: str
    new_value: str | None
    suggestion: str | None = None
    successors: tuple[Successor, ...] = ()
    """What the value is split into."""


def value_mappings(old: CodeList, new: CodeList | None, comparison: Comparison) -> dict[str, ValueMapping]:
    """Return the mapping of each value of an old code list to one of a new list. Without a new list, values stay as free text."""
    if new is None:
        return {value: ValueMapping("kept, no longer in a list", value) for value in old.values}
    is_same_list = comparison.renamed_lists.get(old.id, old.id) == new.id
    renames = comparison.renames if is_same_list else Renames({}, {}, {})
    becomes = {value: renames.becomes(new.id, value) for value in old.values}
    declared = {each.value for successors in becomes.values() for each in successors}
    added = [code for code in new.codes if code.value not in old.values and code.value not in declared]
    merged = renames.merged.get(new.id, {})
    return {code.value: _mapping(code, new, becomes[code.value], merged, added) for code in old.codes}


def _mapping(code: Code, new: CodeList, successors: tuple[Successor, ...], merged: Mapping[str, str], added: list[Code]) -> ValueMapping:
    if code.value in merged:
        return ValueMapping("merged", merged[code.value])
    match successors:
        case (Successor(renamed_to, where=None, by_decision=False),):
            return ValueMapping("respelt" if folded(renamed_to) == folded(code.value) else "renamed", renamed_to)
        case (_, *_):
            return ValueMapping("split", None, successors=successors)
    if code.value in new.values:
        return ValueMapping("kept", code.value)
    if folded(code.value) in new.by_spelling:
        return ValueMapping("respelt", new.by_spelling[folded(code.value)])
    likely = likely_new_value(code, added)
    return ValueMapping("removed", None, likely.value if likely else next(iter(nearest(code.value, new.values)), None))


@dataclass(frozen=True, slots=True)
class ValuePair:
    """An old value and a new one that it becomes, and what happened. A value without a successor, or a predecessor, is paired with None."""

    old: str | None
    new: str | None
    what_happened: str
    suggestion: str | None = None


def value_pairs(old: CodeList, new: CodeList | None, comparison: Comparison) -> list[ValuePair]:
    """Return every value of an old code list with each value that it becomes, in the old order, and then the values that are new.

    A value that is split is in several pairs, and so is a value into which others are merged.
    """
    pairs: list[ValuePair] = []
    for value, mapping in value_mappings(old, new, comparison).items():
        is_same_list = new is not None and comparison.renamed_lists.get(old.id, old.id) == new.id
        successors = comparison.renames.becomes(new.id, value) if new and is_same_list else ()
        is_one_to_one = value in comparison.renamed_values.get(new.id if new else "", {})
        if successors and not is_one_to_one:
            pairs += [ValuePair(value, successor.value, _what_happened(successor, successors, comparison)) for successor in successors]
        else:
            pairs.append(ValuePair(value, mapping.new_value, mapping.what_happened, mapping.suggestion))
    reached = {pair.new for pair in pairs}
    return [*pairs, *(ValuePair(None, value, "added") for value in (new.values if new else ()) if value not in reached)]


def _what_happened(successor: Successor, successors: Sequence[Successor], comparison: Comparison) -> str:
    """Return what happened to a value that is split, or merged with others."""
    if successor.where is not None:
        return f"split: in rows where {english(parse(successor.where), comparison.old)}"
    if successor.by_decision:
        return "split: decide for each row"
    return "split: in all other rows" if len(successors) > 1 else "merged"


def kinds_of_change(pairs: Sequence[tuple[str | None, str | None]]) -> list[str]:
    """Return what kind of change each pair of an old and a new value of a list is.

    A value without a successor, or a predecessor, is paired with None.
    """
    successors, predecessors = Counter(old for old, new in pairs if new), Counter(new for old, new in pairs if old)
    return [_kind_of_change(old, new, is_split=successors[old] > 1, is_merged=predecessors[new] > 1) for old, new in pairs]


def _kind_of_change(old: str | None, new: str | None, *, is_split: bool, is_merged: bool) -> str:
    if old is None or new is None:
        return "New" if old is None else "Withdrawn without successor"
    if is_split or is_merged:
        return "Split" if is_split else "Merged"
    if old == new:
        return "No change"
    return "Changed (capitalisation only)" if old.casefold() == new.casefold() else "Changed"


def crosswalk_file(comparison: Comparison) -> Artifact:
    """Return the crosswalk as a CSV file."""
    old, new = comparison.old.version, comparison.new.version
    about = f"Every allowed value of {old} and {new}: what became of it, and the kind of change."
    return Artifact("crosswalk.csv", csv_text(crosswalk(comparison)).encode(EXCEL), about)


def crosswalk(comparison: Comparison) -> list[list[str]]:
    """Return the rows of the crosswalk, headings first."""
    rows = [list(HEADINGS)]
    for old in comparison.old.code_lists:
        same_list = comparison.renamed_lists.get(old.id, old.id)
        items_by_list = _items_by_new_list(old, comparison) or {same_list: []}
        for list_id, items in items_by_list.items():
            rows += _rows(old, list_id, items, comparison)
    continued = {comparison.renamed_lists.get(code_list.id, code_list.id) for code_list in comparison.old.code_lists}
    for new in comparison.new.code_lists:
        if new.id not in continued:
            items = [item.id for item in comparison.new.items if item.code_list == new.id]
            rows += [[new.id, ", ".join(items), "", value, "added with its list", "", "New"] for value in new.values]
    return rows


def _rows(old: CodeList, list_id: str, items: list[str], comparison: Comparison) -> Iterator[list[str]]:
    """Yield the rows of an old code list for some items, which now use another list, or none."""
    new = comparison.new.code_list_by_id.get(list_id)
    name = list_id if list_id == old.id else f"{list_id or 'no list'} (was {old.id})"
    users = ", ".join(items)
    pairs = value_pairs(old, new, comparison)
    if new is None and not items:
        pairs = [ValuePair(value, None, f"removed with its list {old.id}") for value in old.values]
    spellings = {code.value: code.also_seen_as for code in old.codes}
    for pair, kind in zip(pairs, kinds_of_change([(pair.old, pair.new) for pair in pairs]), strict=True):
        new_value, suggestion = pair.new or "", pair.suggestion or ""
        yield [name, users, pair.old or "", new_value, pair.what_happened, suggestion, kind]
        what = f"another spelling of “{pair.old}” in {comparison.old.version}"
        own = spellings.get(pair.old or "", ())
        yield from ([name, users, spelling.value, new_value, what, suggestion, _SPELLING] for spelling in own)


def _items_by_new_list(old: CodeList, comparison: Comparison) -> dict[str, list[str]]:
    """Return the items that used an old code list, by the list that they use now. All identifiers are new ones; no list is ""."""
    items_by_list: dict[str, list[str]] = {}
    for item in comparison.old.items:
        now = comparison.new.item_by_id.get(comparison.renamed_items.get(item.id, item.id))
        if item.code_list == old.id and now:
            items_by_list.setdefault(now.code_list or "", []).append(now.id)
    return items_by_list
