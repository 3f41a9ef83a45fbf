"""Each kind of change, as the folders in tests/changes show it, and what an item may become."""

from typing import Any

import pytest

from change_fixtures import NOTHING, ChangeFixture, described, fixtures, library, merged, specification
from cldspec.diff.compare import compare
from cldspec.diff.kinds import KINDS
from conftest import ROOT
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
def test_a_kind_says_whom_it_breaks_and_how_that_is_known(fixture: ChangeFixture) -> None:
    for change in fixture.expected["changes"]:
        kind = KINDS[change["kind"]]
        for outcome, effect in ((kind.submitters, change["submitters"]), (kind.consumers, change["consumers"])):
            verdict, how = effect.replace("not decided", "not decided, not decided").split(", ")[:2]
            assert (verdict == "breaking") in {"breaks": {True}, "may break": {True, False}, "does not break": {False}}[outcome.verdict], (
                effect
            )
            if verdict == "breaking" or outcome.hows == ("by definition",):
                assert how in outcome.hows, effect


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_that_may_break_a_side_does_so_in_a_folder(kind: str) -> None:
    for side in ("submitters", "consumers"):
        if getattr(KINDS[kind], side).verdict != "does not break":
            effects = {change[side] for fixture in fixtures() for change in fixture.expected["changes"] if change["kind"] == kind}
            not_shown = {("item-scale-changed", "submitters"), ("item-scale-changed", "consumers")}
            not_shown |= {("item-length-changed", "submitters"), ("item-length-changed", "consumers")}  # nothing is known to be both
            assert any(effect.startswith("breaking") for effect in effects) or (kind, side) in not_shown


def test_the_documents_have_every_kind_with_its_verdicts() -> None:
    """If this fails, put these lines into docs/kinds-of-change.md."""
    expected = [f"| `{name}` | {kind.meaning} | {kind.submitters} | {kind.consumers} |" for name, kind in KINDS.items()]
    text = (ROOT / "docs" / "kinds-of-change.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("| `")] == expected


@each_fixture
def test_a_folder_is_named_after_a_kind(fixture: ChangeFixture) -> None:
    kinds = {change["kind"] for change in fixture.expected["changes"]} or {NOTHING}
    assert kinds <= {*KINDS, NOTHING}
    assert any(fixture.name == kind or fixture.name.startswith(f"{kind}-") for kind in kinds)
    assert fixture.title.endswith(".")


NO_WITNESS = {"schedule-changed", "value-exchanged", "item-exchanged"}
"""The kinds that break submitters without breaking a rule: what they send means something else."""


@each_fixture
def test_what_breaks_submitters_has_a_witness(fixture: ChangeFixture) -> None:
    for change in fixture.expected["changes"]:
        is_shown = "with a witness" in change["submitters"]
        assert is_shown == change["submitters"].startswith("breaking") or change["kind"] in NO_WITNESS


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
