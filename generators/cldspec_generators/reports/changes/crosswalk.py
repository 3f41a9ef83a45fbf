"""The crosswalk of two versions: the mapping of every allowed value of one to the values of the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from cldspec.diff.changes import Comparison
from cldspec.diff.renames import likely_new_value
from cldspec.model import Artifact, Code, CodeList
from cldspec.spelling import folded, nearest
from cldspec_generators.shared.writing import EXCEL, csv_text

HEADINGS = ("List", "Items", "Old value", "New value", "What happened", "Nearest new value (only a suggestion)")
"""The columns of the crosswalk."""


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


def crosswalk_file(comparison: Comparison) -> Artifact:
    """Return the crosswalk as a CSV file."""
    old, new = comparison.old.version, comparison.new.version
    about = f"Every allowed value of {old} and {new}: kept, renamed, respelt, removed or added."
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
            rows += [[new.id, ", ".join(items), "", value, "added with its list", ""] for value in new.values]
    return rows


def _rows(old: CodeList, list_id: str, items: list[str], comparison: Comparison) -> Iterator[list[str]]:
    """Yield the rows of an old code list for some items, which now use another list, or none."""
    new = comparison.new.code_list_by_id.get(list_id)
    name = list_id if list_id == old.id else f"{list_id or 'no list'} (was {old.id})"
    users = ", ".join(items)
    mappings = value_mappings(old, new, comparison)
    if new is None and not items:
        mappings = {value: ValueMapping(f"removed with its list {old.id}", None) for value in old.values}
    for code in old.codes:
        mapping = mappings[code.value]
        target = [mapping.new_value or "", mapping.what_happened, mapping.suggestion or ""]
        yield [name, users, code.value, *target]
        target[1] = f"another spelling of “{code.value}” in {comparison.old.version}"
        yield from ([name, users, spelling.value, *target] for spelling in code.also_seen_as)
    reached = {mapping.new_value for mapping in mappings.values()}
    yield from ([name, users, "", value, "added", ""] for value in (new.values if new else ()) if value not in reached)


def _items_by_new_list(old: CodeList, comparison: Comparison) -> dict[str, list[str]]:
    """Return the items that used an old code list, by the list that they use now. All identifiers are new ones; no list is ""."""
    items_by_list: dict[str, list[str]] = {}
    for item in comparison.old.items:
        now = comparison.new.item_by_id.get(comparison.renamed_items.get(item.id, item.id))
        if item.code_list == old.id and now:
            items_by_list.setdefault(now.code_list or "", []).append(now.id)
    return items_by_list
