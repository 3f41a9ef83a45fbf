"""A sound entry can be added to, removed from and moved within every section and code list. Rules are in the order of their numbers.

Each comparison must end, and report just what was done. It is tried with the released version and with the library.
"""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from change_fixtures import Files, contents, specification
from cldspec.check import check
from cldspec.diff.compare import compare
from conftest import LIBRARY, REAL
from difference import assert_all_witnesses_hold, cached_texts

pytestmark = pytest.mark.slow

Content = dict[str, Any]


def add_items(files: Content, *, first: bool) -> list[str]:
    added = []
    for name in [name for name in files if name.startswith("items/")]:
        item = f"new_in_{files[name]['section'].replace('-', '_')}"
        entry = {
            "id": item,
            "title": item.replace("_", " ").capitalize(),
            "type": "text",
            "printed_type": "Text",
            "obligation": "voluntary",
            "definition": "New.",
            "guidance": "New.",
            "examples": [{"value": "New"}],
            "personal_data": "none",
            "sources": files[name]["items"][0]["sources"],
        }
        insert(files[name]["items"], entry, first=first)
        added.append(item)
    files["traceability.yaml"]["outside_annex_1"].append({"items": added, "reason": "New."})
    files["specification.yaml"]["item_counts"]["voluntary"] += len(added)
    return [f"item/{item}" for item in added]


def add_values(files: Content, *, first: bool) -> list[str]:
    lists = [name for name in files if name.startswith("code-lists/")]
    for name in lists:
        insert(files[name]["codes"], {"value": "999"}, first=first)  # the values of a list may have to be numbers of three digits
    for calculation in files["calculations.yaml"]["calculations"]:
        if "multipliers" in calculation:
            calculation["multipliers"]["values"].append({"value": "999", "multiplier": "1"})
    return [f"value/{name.removeprefix('code-lists/').removesuffix('.yaml')}/999" for name in lists]


def add_rules(files: Content, *, first: bool) -> list[str]:
    assert not first, "rules are in the order of their numbers"
    added = []
    for name in [name for name in files if name.startswith("rules/")]:
        entry = copy.deepcopy(files[name]["rules"][0])
        entry["id"] = f"{entry['id'].rpartition('-')[0]}-99"
        files[name]["rules"].append(entry)
        added.append(f"rule/{entry['id']}")
    return added


def insert(entries: list[Any], entry: Any, *, first: bool) -> None:
    entries.insert(0 if first else len(entries), entry)


KINDS: dict[str, tuple[Callable[..., list[str]], str, str, str]] = {
    "item": (add_items, "item-added", "item-removed", "items-reordered"),
    "value": (add_values, "value-added", "value-removed", "values-reordered"),
    "rule": (add_rules, "rule-added", "rule-removed", ""),
}
"""What adds an entry to every list of a kind, at the end or at the beginning, and the kinds of change that follow."""


@pytest.mark.parametrize("folder", [LIBRARY, REAL], ids=["library", "4.0"])
@pytest.mark.parametrize("kind", KINDS)
def test_sound_entries_are_added_removed_and_moved_everywhere(kind: str, folder: Path) -> None:
    add, was_added, was_removed, was_moved = KINDS[kind]
    without: Files = contents(cached_texts(folder))
    if kind == "value":  # rankings, mappings and counts name every value, so that a new one needs more than its entry
        without = {name: content for name, content in without.items() if not name.startswith("derivations/")}
    last = copy.deepcopy(dict(without))
    parts = add(last, first=False)
    old, new = specification(without), specification(last)
    assert check(new) == []
    for before, after, expected in ((old, new, was_added), (new, old, was_removed)):
        comparison = compare(before, after)
        assert sorted(change.part for change in comparison.changes if change.kind == expected) == sorted(parts)
        assert_all_witnesses_hold(comparison)
    if was_moved:
        first = copy.deepcopy(dict(without))
        assert add(first, first=True) == parts
        moved = specification(first)
        assert check(moved) == []
        assert was_moved in {change.kind for change in compare(new, moved).changes}
