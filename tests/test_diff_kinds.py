"""Each kind of change, as the folders in tests/changes show it, and what an item may become."""

from typing import Any

import pytest

from change_fixtures import NOTHING, ChangeFixture, described, fixtures, library, merged, specification
from cldspec.diff.compare import compare
from cldspec.diff.kinds import KINDS
from difference import assert_all_witnesses_hold

each_fixture = pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.name)


@each_fixture
def test_a_comparison_finds_just_these_changes(fixture: ChangeFixture) -> None:
    comparison = compare(*fixture.versions())
    assert [described(change) for change in comparison.changes] == fixture.expected["changes"]
    assert_all_witnesses_hold(comparison)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_of_change_has_a_folder(kind: str) -> None:
    fixture = {fixture.name: fixture for fixture in fixtures()}.get(kind)
    assert fixture, f"Add tests/changes/{kind} with before/, after/ and expected.yaml."
    assert kind in {change["kind"] for change in fixture.expected["changes"]}


@each_fixture
def test_a_folder_is_named_after_a_kind(fixture: ChangeFixture) -> None:
    kinds = {change["kind"] for change in fixture.expected["changes"]} or {NOTHING}
    assert kinds <= {*KINDS, NOTHING}
    assert any(fixture.name == kind or fixture.name.startswith(f"{kind}-") for kind in kinds)
    assert fixture.title.endswith(".")


@each_fixture
def test_what_breaks_submitters_has_a_witness(fixture: ChangeFixture) -> None:
    for change in fixture.expected["changes"]:
        is_shown = "with a witness" in change["submitters"]
        assert is_shown == change["submitters"].startswith("breaking") or change["kind"] == "schedule-changed"


@each_fixture
def test_sentences_are_for_people(fixture: ChangeFixture) -> None:
    for change in compare(*fixture.versions()).changes:
        assert change.sentence[0].isupper() or change.sentence[0] in "“0123456789"
        assert change.sentence.rstrip().endswith((".", "?", "!")), change.sentence
        assert "None" not in change.sentence
        assert "_" not in change.sentence or change.kind in {"item-renamed", "names-changed"}, change.sentence
        assert change.at[0]
        assert change.at[1] > 0


TYPES: dict[str, tuple[dict[str, Any], str]] = {
    "any text": ({"type": "text"}, "01/04/2021"),
    "a short text": ({"type": "text", "max_length": 12}, "01/04/2021"),
    "a format": ({"type": "text", "format": "digit"}, "1"),
    "a list": ({"type": "code", "code_list": "digits"}, "1"),
    "a date": ({"type": "date"}, "01/04/2021"),
    "a whole number": ({"type": "integer"}, "1"),
    "an amount": ({"type": "decimal", "scale": 2}, "1.50"),
    "a whole amount": ({"type": "decimal", "scale": 0}, "1"),
}
"""What an item may hold, with an example."""
OBLIGATIONS: dict[str, dict[str, Any]] = {
    "voluntary": {"obligation": "voluntary"},
    "mandatory": {"obligation": "mandatory", "required_when": "always", "if_blank": "error"},
}
DIGITS: dict[str, Any] = {
    "code-lists/digits.yaml": {
        "id": "digits",
        "title": "Digits",
        "description": "Two digits.",
        "sources": ["leaflet/loans"],
        "codes": [{"value": "1"}, {"value": "2"}],
    },
    "specification.yaml": {
        "formats": [
            {"id": "digit", "title": "Digit", "pattern": "^[12]$", "description": "One or two.", "conforms": ["1"], "breaks": ["x"]}
        ]
    },
}


def late(holds: dict[str, Any], example: str, obligation: str) -> dict[str, Any]:
    """Return an item that no rule uses."""
    words = {"id": "late", "title": "Late", "printed_type": "Any", "definition": "Reported late.", "guidance": "Report it."}
    item = {**words, **holds, **OBLIGATIONS[obligation], "examples": [{"value": example}]}
    return {**item, "personal_data": "none", "sources": ["leaflet/loans"]}


@pytest.mark.parametrize("before", TYPES)
@pytest.mark.parametrize("after", TYPES)
@pytest.mark.parametrize("obligation", OBLIGATIONS)
def test_an_item_may_become_anything(before: str, after: str, obligation: str) -> None:
    base = merged(library(), DIGITS, {})
    old, new = (
        specification(merged(base, {"items/book.yaml": {"items": [late(*TYPES[which], obligation)]}}, {})) for which in (before, after)
    )
    comparison = compare(old, new)
    assert bool(comparison.changes) == (before != after)
    assert_all_witnesses_hold(comparison)
    for change in comparison.changes:
        assert "not decided" not in (change.submitters.verdict, change.consumers.verdict)
