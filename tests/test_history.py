"""What 4.0 brought, as far as anyone has to do anything, and what the illustrative next version would bring."""

from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from cldspec.commands import main
from cldspec.commands.common import short_path
from cldspec.diff.changes import Comparison
from cldspec.diff.compare import compare
from cldspec.diff.requests import read_requests
from conftest import NEXT_DRAFT, REAL, as_released
from difference import assert_all_witnesses_hold, cached_texts, effect_in_words, read
from history import version_3_0

pytestmark = pytest.mark.slow

OF_RETURNS = (
    "item-added", "item-removed", "item-renamed", "item-retitled", "item-moved", "items-", "item-type", "item-scale", "item-length",
    "item-format", "item-list", "list-", "value-", "values-", "section-", "sections-", "rule-", "severity-", "table-", "format-",
    "obligation-", "applicability-", "sameness-", "schedule-", "calculation-", "multiplier-", "print-",
)  # fmt: skip
"""The prefixes of the kinds of change that concern the content of a return. The others concern its description."""


def of_returns(comparison: Comparison) -> set[str]:
    return {f"{change.kind} {change.part}" for change in comparison.changes if change.kind.startswith(OF_RETURNS)}


@pytest.fixture(scope="module")
def to_4_0() -> Comparison:
    return compare(read(version_3_0()), read(as_released()))


@pytest.fixture(scope="module")
def to_next() -> Comparison:
    return compare(read(cached_texts(REAL)), read(cached_texts(NEXT_DRAFT)))


def test_4_0_brought_three_items_and_a_value_and_nothing_else(to_4_0: Comparison) -> None:
    assert of_returns(to_4_0) == {
        "item-added item/eligible_needs_identified",
        "item-added item/informal_carer_involved_in_assessment",
        "item-added item/review_outcomes_achieved",
        "list-added list/eligible-needs",
        "list-added list/informal-carer-involved",
        "list-added list/review-outcomes",
        "value-added value/route-of-access/Discharge from Reablement",
        "rule-added rule/ASM-02",
        "rule-added rule/ASM-03",
        "rule-added rule/ASM-04",
    }


def test_4_0_broke_nobody_but_who_reads_by_position_or_reads_the_new_value(to_4_0: Comparison) -> None:
    assert to_4_0.breaking("submitters") == []
    *new_columns, change = to_4_0.breaking("consumers")
    assert {column.kind for column in new_columns} == {"item-added"}
    assert {column.consumers.how for column in new_columns} == {"by definition"}
    assert change.part == "value/route-of-access/Discharge from Reablement"
    assert effect_in_words(change.consumers) == "breaking, proved, with a witness"
    assert change.consumers.witness
    assert_all_witnesses_hold(to_4_0)
    assert tuple(change.consumers.witness.rows[0][name] for name in change.consumers.witness.matters) == ("Discharge from Reablement",)


def test_nothing_about_4_0_is_left_open(to_4_0: Comparison) -> None:
    assert {side.how for change in to_4_0.changes for side in (change.submitters, change.consumers)} <= {"proved", "by definition"}


def test_4_0_is_told_first_with_its_summary(to_4_0: Comparison) -> None:
    first = to_4_0.changes[0]
    assert (first.kind, first.at[0]) == ("version-changed", "specification.yaml")
    assert "discharge from reablement" in first.sentence


def test_the_counts_follow_from_the_items(to_4_0: Comparison) -> None:
    assert not [change.part for change in to_4_0.changes if change.kind == "counts-changed"]


def test_discrepancies_that_only_lost_an_item_follow_from_it(to_next: Comparison) -> None:
    """D-114 and D-233 differ between 4.0 and the next version only in that the item that is gone is no longer among those they concern."""
    assert not {"discrepancy/D-114", "discrepancy/D-233"} & {change.part for change in to_next.changes}


def test_the_next_version_would_bring_what_its_change_requests_ask(to_next: Comparison) -> None:
    assert of_returns(to_next) == {
        "schedule-changed specification/schedule",
        "item-added item/service_ended_early",
        "item-added item/assessment_involving_nhs_professionals",
        "item-removed item/eligible_needs_identified",
        "list-added list/service-ended-early",
        "list-added list/nhs-professionals-involved",
        "list-removed list/eligible-needs",
        "value-described value/yes-no-not-known/Yes",
        "rule-added rule/SRV-05",
        "rule-removed rule/ASM-02",
        "rule-text-changed rule/SUB-01",
        "rule-text-changed rule/SUB-02",
        "rule-examples-changed rule/SUB-02",
        "obligation-tightened item/dementia",
        "obligation-tightened item/planned_units_per_week",
    }


def test_the_next_version_would_break(to_next: Comparison) -> None:
    assert {change.part: effect_in_words(change.submitters) for change in to_next.breaking("submitters")} == {
        "specification/schedule": "breaking, by definition",  # that a return ends with a quarter is only queried
        "item/eligible_needs_identified": "breaking, by definition, with a witness",
        "item/dementia": "breaking, proved, with a witness",
        "item/planned_units_per_week": "breaking, proved, with a witness",
    }
    assert {change.part for change in to_next.breaking("consumers")} == {
        "specification/schedule",
        "item/eligible_needs_identified",
        "item/service_ended_early",  # it moves the columns after it, as the next one does
        "item/assessment_involving_nhs_professionals",
    }


def test_each_example_of_the_next_version_holds(to_next: Comparison) -> None:
    assert_all_witnesses_hold(to_next)


def test_the_next_version_is_sound_and_names_no_body_that_never_asked_for_it() -> None:
    result = CliRunner().invoke(main, ["--spec", str(NEXT_DRAFT.parent), "check", "--version", NEXT_DRAFT.name])
    assert (result.exit_code, result.output.strip()) == (0, f"Version {NEXT_DRAFT.name} in {short_path(NEXT_DRAFT)}: no findings.")
    requests, _ = read_requests(NEXT_DRAFT.parent)
    assert {(request.raised_by, request.state, request.version) for request in requests} == {
        ("The authors of this example", "proposed", NEXT_DRAFT.name)
    }


def test_a_change_request_names_each_part_that_breaks(to_next: Comparison) -> None:
    paths = (NEXT_DRAFT.parent / "changes").glob("CR-*.yaml")
    requests: list[dict[str, Any]] = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]
    touched = {touch["part"] for request in requests for touch in request["touches"]}
    assert {change.part for change in to_next.changes if change.is_breaking} <= touched


def test_the_way_back_breaks_who_the_way_there_does_not(to_4_0: Comparison) -> None:
    back = compare(to_4_0.new, to_4_0.old)
    assert {change.part for change in back.breaking("submitters")} == {
        "item/eligible_needs_identified",
        "item/informal_carer_involved_in_assessment",
        "item/review_outcomes_achieved",
        "value/route-of-access/Discharge from Reablement",
    }
