"""The crosswalk of two versions: the mapping of every allowed value of one to the values of the other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cldspec.diff.changes import Comparison
from cldspec.diff.renames import likely_new_value
from cldspec.model import Artifact, Code, CodeList
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


def value_mappings(old: CodeList, new: CodeList | None, comparison: Comparison) -> dict[str, ValueMapping]:
    """Return the mapping of each value of an old code list to one of a new list. Without a new list, values stay as free text."""
    if new is None:
        return {value: ValueMapping("kept, no longer in a list", value) for value in old.values}
    is_same_list = comparison.renamed_lists.get(old.id, old.id) == new.id
    renamed = comparison.renamed_values.get(new.id, {}) if is_same_list else {}
    added = [code for code in new.codes if code.value not in old.values and code.value not in renamed.values()]
    return {code.value: _mapping(code, new, renamed.get(code.value), added) for code in old.codes}


def _mapping(code: Code, new: CodeList, renamed_to: str | None, added: list[Code]) -> ValueMapping:
    if renamed_to is not None:
        return ValueMapping("respelt" if folded(renamed_to) == folded(code.value) else "renamed", renamed_to)
    if code.value in new.values:
        return ValueMapping("kept", code.value)
    if folded(code.value) in new.by_spelling:
        return ValueMapping("respelt", new.by_spelling[folded(code.value)])
    likely = likely_new_value(code, added)
    return ValueMapping("removed", None, likely.value if likely else next(iter(nearest(code.value, new.values)), None))


def kinds_of_change(pairs: Sequence[tuple[str | None, str | None]]) -> list[str]:
    """Return what kind of change each pair of an old and a new value of a list is, in the words of the department's own crosswalks.

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
    mappings = value_mappings(old, new, comparison)
    if new is None and not items:
        mappings = {value: ValueMapping(f"removed with its list {old.id}", None) for value in old.values}
    reached = {mapping.new_value for mapping in mappings.values()}
    added = [value for value in (new.values if new else ()) if value not in reached]
    kinds = kinds_of_change([*((code.value, mappings[code.value].new_value) for code in old.codes), *((None, value) for value in added)])
    for code, kind in zip(old.codes, kinds, strict=False):
        mapping = mappings[code.value]
        new_value, suggestion = mapping.new_value or "", mapping.suggestion or ""
        yield [name, users, code.value, new_value, mapping.what_happened, suggestion, kind]
        what = f"another spelling of “{code.value}” in {comparison.old.version}"
        yield from ([name, users, spelling.value, new_value, what, suggestion, _SPELLING] for spelling in code.also_seen_as)
    yield from ([name, users, "", value, "added", "", kind] for value, kind in zip(added, kinds[len(old.codes) :], strict=True))


def _items_by_new_list(old: CodeList, comparison: Comparison) -> dict[str, list[str]]:
    """Return the items that used an old code list, by the list that they use now. All identifiers are new ones; no list is ""."""
    items_by_list: dict[str, list[str]] = {}
    for item in comparison.old.items:
        now = comparison.new.item_by_id.get(comparison.renamed_items.get(item.id, item.id))
        if item.code_list == old.id and now:
            items_by_list.setdefault(now.code_list or "", []).append(now.id)
    return items_by_list
