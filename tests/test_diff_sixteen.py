# ruff: noqa: E501
"""Sixteen edits of the real specification at once are reported as sixteen changes, each judged as a person would.

Another tool printed 99 lines about edits like these, and had half of them for breaking that are not.
"""

import re
from collections.abc import Iterable

import pytest

from cldspec.check import check
from cldspec.diff.changes import Change, Comparison
from cldspec.diff.compare import compare
from conftest import as_released
from difference import END, EVERYWHERE, Edit, assert_all_witnesses_hold, edited, read, summary

pytestmark = pytest.mark.slow

PERSON, COSTS, SPEC = "items/person-details.yaml", "items/costs.yaml", "specification.yaml"

BASE: tuple[Edit, ...] = (
    (PERSON, "title: Last Name\n", "title: Last Name\n    max_length: 35\n"),  # version 4.0 has no greatest length
)
VERSION: tuple[Edit, ...] = (
    (SPEC, 'version: "4.0"\nstatus: released\npublished: "2020-12"', 'version: "4.1"\nstatus: draft\npublished: "2021-03"'),
    (
        SPEC,
        "\nitem_counts:",
        '\n  - {version: "4.1", dated: March 2021, summary: Made up for a test., sources: [guidance/version-history]}\nitem_counts:',
    ),
)
ADDED = """\
  - id: cost_review_date
    title: Cost Review Date
    type: date
    printed_type: Date
    obligation: voluntary
    definition: The day on which the cost was last looked at.
    guidance: Give it where you have it.
    examples:
      - value: 12/05/2021
    personal_data: personal
    sources: [template/costs]
"""
REMOVED = as_released()["items/submission-information.yaml"]
REMOVED = REMOVED[REMOVED.index("  - id: reporting_year\n") : REMOVED.index("  - id: reporting_period_start_date\n")]
NAMES = as_released()[PERSON]
FIRST = NAMES[NAMES.index("  - id: first_name\n") : NAMES.index("  - id: last_name\n")]
LAST = NAMES[NAMES.index("  - id: last_name\n") : NAMES.index("  - id: gp_practice_name\n")].replace(
    "title: Last Name\n", "title: Last Name\n    max_length: 35\n"
)

EDITS: dict[str, tuple[tuple[Edit, ...], str]] = {
    "an item added": (
        ((COSTS, END, ADDED), ("traceability.yaml", "items: [event_description]", "items: [event_description, cost_review_date]")),
        "item-added item/cost_review_date: not breaking, proved | not breaking, by definition",
    ),
    "an item removed": (
        (
            ("items/submission-information.yaml", REMOVED, ""),
            ("traceability.yaml", "la_code, reporting_year,", "la_code,"),
            ("discrepancies.yaml", "    concerns: [reporting_year]\n", ""),
            ("discrepancies.yaml", "      - reporting_year\n", ""),
            ("discrepancies.yaml", "la_code, reporting_year,", "la_code,"),
            (SPEC, "mandatory: 27", "mandatory: 26"),
            (SPEC, "voluntary: 17", "voluntary: 18"),
        ),
        "item-removed item/reporting_year: breaking, by definition, with a witness | breaking, by definition",
    ),
    "an item renamed": (
        ((EVERYWHERE, "event_description", "event_note"), ("items/events.yaml", "- id: event_note\n", "- id: event_note\n    was: event_description\n")),
        "item-renamed item/event_note: not breaking, by definition | breaking, by definition",
    ),
    "items reordered": (((PERSON, FIRST + LAST, LAST + FIRST),), "items-reordered specification/items: not breaking, by definition | breaking, by definition"),
    "longer texts": (((PERSON, "max_length: 35", "max_length: 70"),), "item-length-loosened item/last_name: not breaking, proved | breaking, proved, with a witness | loosened"),
    "a value added": (
        (("code-lists/review-reason.yaml", END, "  - value: Unplanned - Request of the client\n"),),
        "value-added value/review-reason/Unplanned - Request of the client: not breaking, by definition | breaking, proved, with a witness",
    ),
    "a value removed": (
        (("code-lists/accommodation-status.yaml", "  - value: Refuge\n", ""),),
        "value-removed value/accommodation-status/Refuge: breaking, proved, with a witness | not breaking, by definition",
    ),
    "a value renamed": (
        ((EVERYWHERE, "Fortnightly", "Every Two Weeks"), ("code-lists/cost-frequency.yaml", "value: Every Two Weeks\n", "value: Every Two Weeks\n    was: Fortnightly\n")),
        "value-renamed value/cost-frequency/Every Two Weeks: breaking, proved, with a witness | breaking, proved, with a witness",
    ),
    "a value respelt": (
        (("code-lists/accommodation-status.yaml", "Rough sleeper / squatting", "Rough Sleeper / Squatting"),),
        "value-respelt value/accommodation-status/Rough Sleeper / Squatting: not breaking, proved | not breaking, proved",
    ),
    "a list reordered": (
        (("code-lists/gender.yaml", "  - value: Female\n  - value: Male\n", "  - value: Male\n  - value: Female\n"),),
        "values-reordered list/gender: not breaking, by definition | not breaking, by definition",
    ),
    "a blank that is an error now": (
        ((COSTS, "    if_blank: warning", "    if_blank: error"),),
        "obligation-tightened item/unit_cost: breaking, proved, with a witness | not breaking, proved | tightened",
    ),
    "an item needed on fewer rows": (
        ((COSTS, "required_when: in_table('units-needed')", "required_when: in_table('units-needed') AND unit_cost IS NOT NULL"),),
        "obligation-loosened item/planned_units_per_week: not breaking, proved | not breaking, proved | loosened",
    ),
    "a stricter rule": (
        (("rules/events.yaml", "expect: event_end_date <= today()", "expect: event_end_date < today()"),),
        "rule-tightened rule/EVT-04: breaking, proved, with a witness | not breaking, proved | tightened",
    ),
    "a less severe rule": (
        (("rules/costs.yaml", "severity: error", "severity: warning"),),
        "severity-lowered rule/COST-01: not breaking, proved | breaking, proved, with a witness | loosened",
    ),
    "another factor": (
        (("calculations.yaml", 'Daily\n          multiplier: "52.14"', 'Daily\n          multiplier: "52.18"'),),
        "multiplier-changed calculation/full_year_equivalent_cost: not breaking, by definition | breaking, by definition",
    ),
    "guidance": (
        ((PERSON, "Give the same value on all rows of the person. The classes follow EQ-CL", "Give one value on all rows of the person. The classes follow EQ-CL"),),
        "guidance-changed item/gender: not breaking, by definition | not breaking, by definition",
    ),
}  # fmt: skip
"""The edits, each with the one change to expect."""
ALONE: dict[str, tuple[tuple[Edit, ...], str]] = {
    "rows about a person are only queried if they differ": (
        ((SPEC, "if_not_same: error", "if_not_same: warning"),),
        "sameness-loosened section/person-details: not breaking, searched | breaking, searched, with a witness | loosened",
    ),
    "all rows of a return must agree": (
        ((SPEC, "if_not_same: warning", "if_not_same: error"),),
        "sameness-tightened section/submission-information: breaking, searched, with a witness | not breaking, searched | tightened",
    ),
    "an event reference may occur twice": (
        (("rules/events.yaml", "    unique: [event_reference]", "    unique: [event_reference, event_type]"),),
        "rule-loosened rule/EVT-08: not breaking, proved | breaking, searched, with a witness | loosened",
    ),
    "another year": (
        ((SPEC, 'year_starts: "04-01"', 'year_starts: "01-01"'),),
        "schedule-changed specification/schedule: breaking, by definition, with a witness | breaking, by definition",
    ),
    "the size of another collection": (
        ((SPEC, "items: 56", "items: 57"),),
        "counts-changed specification/comparisons: not breaking, by definition | not breaking, by definition",
    ),
}
"""Edits that are tried alone only."""
NEW_VERSION = "version-changed specification/version: not breaking, by definition | not breaking, by definition"


def compared(edits: Iterable[Edit]) -> Comparison:
    before = edited(as_released(), BASE)
    return compare(read(before), read(edited(before, edits)))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compared([*(edit for edits, _ in EDITS.values() for edit in edits), *VERSION])


def test_sixteen_edits_are_sixteen_changes(comparison: Comparison) -> None:
    assert len(EDITS) == 16
    assert sorted(map(summary, comparison.changes)) == sorted([NEW_VERSION, *(expected for _, expected in EDITS.values())])


@pytest.mark.parametrize("name", [*EDITS, *ALONE])
def test_each_edit_alone_is_one_change(name: str) -> None:
    edits, expected = (EDITS | ALONE)[name]
    comparison = compared(edits)
    assert [summary(change) for change in comparison.changes] == [expected]
    assert_all_witnesses_hold(comparison)


def test_what_breaks_has_a_witness(comparison: Comparison) -> None:
    assert_all_witnesses_hold(comparison)
    assert {change.part for change in comparison.breaking("submitters")} == {
        "item/reporting_year",
        "item/unit_cost",
        "rule/EVT-04",
        "value/accommodation-status/Refuge",
        "value/cost-frequency/Every Two Weeks",
    }


def test_the_version_is_told_first(comparison: Comparison) -> None:
    assert comparison.changes[0].kind == "version-changed"


def paths_in(change: Change) -> list[str]:
    return re.findall(r"\b\w+\.yaml\b|\w+\[[0-9]+\]|\b[a-z]+_[a-z_]+\b|[a-z-]+/[a-z-]+/", change.sentence)


def test_sentences_are_for_people(comparison: Comparison) -> None:
    for change in comparison.changes:
        assert change.sentence.endswith(".")
        assert not paths_in(change) or change.kind == "item-renamed", change.sentence
        assert change.at[1] > 0


def test_the_counts_only_follow(comparison: Comparison) -> None:
    one = next(change for change in comparison.changes if change.kind == "item-removed")
    assert {"item_counts mandatory", "item_counts voluntary"} <= set(one.also)


def test_both_versions_are_sound(comparison: Comparison) -> None:
    """But for the example of the factor: every factor has one."""
    for version in (comparison.old, comparison.new):
        assert {finding.check for finding in check(version)} <= {"wrong-result"}
