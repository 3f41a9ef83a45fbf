"""Which lines of scripts a change between two versions affects."""

from collections.abc import Sequence

from cldspec.diff.changes import Change, Comparison
from cldspec.diff.kinds import KINDS, TEXT_KINDS
from cldspec.usage import Use, touching

_CHANGED_VALUES = {"value-renamed", "value-respelt", "value-removed"}
"""The kinds of change whose part is a value that the old version lacks."""
_MERGED = "value-merged"
"""The kind of change that affects several old values."""


def touched_uses(uses: Sequence[Use], comparison: Comparison) -> dict[tuple[str, str], list[Use]]:
    """Return the uses of the old version that each change affects, by the kind and the part of the change."""
    touched = {
        (change.kind, change.part): touching(uses, *_old_names(change, comparison))
        for change in comparison.changes
        if KINDS[change.kind].read and change.kind not in TEXT_KINDS
    }
    return {key: found for key, found in touched.items() if found}


def _old_names(change: Change, comparison: Comparison) -> tuple[set[str], set[tuple[str, str]], set[str]]:
    """Return the items, the values by code list, and the code lists that a change is about, by their names in the old version."""
    what, _, name = change.part.partition("/")
    old_items = {new: old for old, new in comparison.renamed_items.items()}
    old_lists = {new: old for old, new in comparison.renamed_lists.items()}
    match what:
        case "item":
            return {old_items.get(name, name)}, set(), set()
        case "value":
            code_list, _, value = name.partition("/")
            old_values = {change.before if change.kind in _CHANGED_VALUES and change.before else value}
            if change.kind == _MERGED:
                old_values |= {was for was, now in comparison.renames.merged[code_list].items() if now == value}
            return set(), {(old_lists.get(code_list, code_list), old_value) for old_value in old_values}, set()
        case "list":
            return set(), set(), {old_lists.get(name, name)}
        case _:
            return set(), set(), set()
