"""Derivations in comparisons: what is renamed is followed in them, and new ones are additions."""

import re

import pytest

from change_fixtures import fixtures
from cldspec.diff.additions import is_addition
from cldspec.diff.compare import compare
from conftest import LIBRARY
from difference import cached_texts, read


def with_new_name(old: str, new: str) -> dict[str, str]:
    """Return the library with an item renamed wherever a part of the specification names it, and in columns such as next_moved_on."""
    texts = dict(cached_texts(LIBRARY))
    for name, text in texts.items():
        if not name.endswith(".md"):
            texts[name] = re.sub(rf"(?<![A-Za-z0-9])((?:[a-z]+_)?){old}(?![a-z0-9_])", rf"\g<1>{new}", text)
    home = next(name for name, text in texts.items() if name.startswith("items/") and f"id: {new}\n" in text)
    texts[home] = texts[home].replace(f"id: {new}\n", f"id: {new}\n    was: {old}\n")
    return texts


@pytest.mark.parametrize("old", ["moved_on", "reader_kind", "weeks"])
def test_a_renamed_item_is_followed_in_derivations(old: str) -> None:
    comparison = compare(read(cached_texts(LIBRARY)), read(with_new_name(old, "other_name")))
    found = {(change.kind, change.part) for change in comparison.changes}
    assert ("item-renamed", "item/other_name") in found
    assert not [part for _, part in found if part.startswith(("derivation/", "parameter/", "ranking/", "mapping/"))]


def test_a_renamed_value_is_followed_in_derivations() -> None:
    texts = dict(cached_texts(LIBRARY))
    for name, text in texts.items():
        if name.startswith(("derivations/", "items/", "rules/", "code-lists/")):
            texts[name] = text.replace("Given back", "Returned")
    home = next(name for name, text in texts.items() if name.startswith("code-lists/") and "value: Returned" in text)
    texts[home] = texts[home].replace("value: Returned", "value: Returned\n    was: Given back", 1)
    changes = compare(read(cached_texts(LIBRARY)), read(texts)).changes
    assert "value-renamed" in {change.kind for change in changes}
    assert not [change.part for change in changes if change.part.startswith("derivation/")]


def test_a_new_derivation_is_an_addition_and_another_step_is_none() -> None:
    """So is a column after all others."""
    verdicts = {fixture.name: is_addition(compare(*fixture.versions())) for fixture in fixtures() if fixture.name.startswith("derivation-")}
    assert verdicts == {
        "derivation-added": True,
        "derivation-changed": False,
        "derivation-changed-new-last-column": True,
        "derivation-removed": False,
    }
