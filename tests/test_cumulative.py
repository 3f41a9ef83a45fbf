"""Submissions of one year: an event is known again by what the specification says it is known by."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from cldspec.model import Cells, Specification
from cldspec.validation.cumulative import VANISHED
from cldspec.validation.matching import SUBMISSION_RULES
from cldspec.validation.result import Result
from cldspec.validation.validator import Options, validate
from conftest import REAL
from returns import own_keys
from rows import filled_row, plain_row, typed
from specifications import SPECIFICATIONS
from test_validate import saved

SPECIFICATION = SPECIFICATIONS[REAL.name]
ALL = Options(limit=None)
KEY = SPECIFICATION.record.known_by[-1]
KINDS = ("Request", "Assessment", "Service", "Review")


def event(number: int, kind: str = "Service", **cells: str) -> Cells:
    """Return an event of a person of its own, without reference unless one is given."""
    row = plain_row(filled_row(SPECIFICATION, {"event_type": kind}), SPECIFICATION)
    made = {item.id: typed(item, row[item.id]) for item in SPECIFICATION.items}
    return {**made, **own_keys(row, number, SPECIFICATION), "event_reference": "", **cells}


def checked(now: Sequence[Cells], *before: Sequence[Cells], folder: Path, options: Options = ALL) -> Result:
    files = [saved(rows, SPECIFICATION, folder / f"{number}.csv") for number, rows in enumerate([*before, now])]
    return validate(files[-1:], SPECIFICATION, previous=files[:-1], options=options)


def numbers(result: Result) -> tuple[int, int, int, int]:
    found = result.cumulative
    assert found
    return found.added, found.changed, found.unchanged, found.vanished


def test_events_are_added_changed_and_vanish(tmp_path: Path) -> None:
    before = [event(number, kind) for number, kind in enumerate(KINDS * 3)]
    changed = {**before[2], "event_description": "Another"}
    result = checked([*before[:2], changed, *before[4:], event(50), event(51, "Review")], before, folder=tmp_path)
    assert numbers(result) == (2, 1, len(before) - 2, 1)
    assert result.cumulative
    assert result.cumulative.changed_by_item == {"event_description": 1}
    assert result.cumulative.merged == result.rows == len(before) + 2
    (gone,) = (finding for finding in result.findings if finding.rule == VANISHED)
    assert (gone.file, gone.row) == ("0.csv", 5)


def test_a_first_submission_has_nothing_before_it(tmp_path: Path) -> None:
    assert checked([event(1)], folder=tmp_path).cumulative is None


def test_a_reference_that_both_have_decides(tmp_path: Path) -> None:
    """The same reference is the same event, however much else differs; another reference is another event."""
    before = [event(1, event_reference="A"), event(2, event_reference="B")]
    now = [{**event(3, event_reference="A"), "event_start_date": "02/04/2021"}, {**before[1], "event_reference": "C"}]
    assert numbers(checked(now, before, folder=tmp_path)) == (1, 1, 0, 1)


def test_a_reference_that_only_one_has_does_not(tmp_path: Path) -> None:
    before = [event(1), event(2, event_reference="B")]
    now = [{**before[0], "event_reference": "A"}, {**before[1], "event_reference": ""}]
    assert numbers(checked(now, before, folder=tmp_path)) == (0, 2, 0, 0)


@pytest.mark.parametrize("item", [name for name in KEY if name not in {"la_code", "event_type"}])
def test_what_tells_events_apart_makes_another_event(item: str, tmp_path: Path) -> None:
    kind = next(kind for kind in KINDS if event(1, kind)[item])
    one = event(1, kind)
    values = SPECIFICATION.values_of(item) or ("03/04/2021" if item.endswith("date") else "somebody else",)
    other = {**one, item: next(value for value in values if value != one[item])}
    assert numbers(checked([other], [one], folder=tmp_path)) == (1, 0, 0, 1)


def test_the_latest_of_several_submissions_counts(tmp_path: Path) -> None:
    first, second = event(1), {**event(1), "event_description": "Second"}
    result = checked([{**event(1), "event_description": "Third"}], [first, event(2)], [second, event(3)], folder=tmp_path)
    assert numbers(result) == (0, 1, 0, 2)
    assert result.rows == 3


def test_the_year_to_date_is_checked(tmp_path: Path) -> None:
    """What vanished is part of it: its reference must not stand on another row; what was superseded is not."""
    wrong = {**event(1), "gender": "Nothing of the kind"}
    result = checked([event(1), event(4)], [wrong, {**event(2), "gender": "Neither"}], folder=tmp_path)
    assert {(finding.file, finding.row, finding.rule) for finding in result.findings} == {
        ("0.csv", 3, "gender.list"),
        ("0.csv", 3, VANISHED),
    }
    assert result.rows_conforming == 2


def test_most_rows_are_those_of_the_latest_submission(tmp_path: Path) -> None:
    """A suggestion says what they have, and not what the many rows of earlier submissions have."""
    period = {"reporting_period_end_date": "30/06/2021"}
    before = [event(number, **period) for number in range(9)]
    now = [event(number, reporting_period_end_date="30/09/2021") for number in (10, 11)]
    result = checked([*now, event(12, **period)], before, folder=tmp_path, options=Options(show_values=True))
    (differs,) = (one for one in result.findings if one.rule == "reporting_period_end_date.same")
    assert (differs.row, differs.suggestion) == (4, "Most rows have 30/09/2021. See row 2.")


def test_what_differs_from_submission_to_submission_is_no_change(tmp_path: Path, specification: Specification) -> None:
    """The period is that of the submission: it neither makes an event another nor changes it, nor is it wrong that it differs."""
    of_return = next(section for section in specification.sections if section.same_on_every_row_of == specification.collection.id)
    assert "reporting_period_end_date" in {item.id for item in specification.items_of(of_return)}
    later = {**event(1), "reporting_period_end_date": "30/09/2021"}
    result = checked([later], [event(1), event(2)], folder=tmp_path)
    assert numbers(result) == (0, 0, 1, 1)
    assert {finding.rule for finding in result.findings} == {VANISHED}


def about_submissions(result: Result) -> list[tuple[str, int, str, str | None]]:
    """Return the findings about previous submissions, and about their identifiers."""
    rules = {*SUBMISSION_RULES}
    return [(one.file, one.row, one.rule, one.item) for one in result.findings if one.rule in rules]


@pytest.mark.parametrize(("item", "other"), [("la_code", "211"), ("reporting_year", "2020/21")])
def test_a_submission_of_another_year_or_sender_is_left_out(item: str, other: str, tmp_path: Path) -> None:
    before = [{**event(number), item: other, "gender": "x"} for number in range(3)]
    result = checked([event(number) for number in range(3)], before, folder=tmp_path)
    assert (numbers(result), result.rows) == ((3, 0, 0, 0), 3)
    assert about_submissions(result) == [("0.csv", 1, "submission.other", item)]
    assert "its 3 rows were left out" in result.findings[0].message
    assert result.conforms


def test_submissions_in_the_wrong_order_are_named(tmp_path: Path) -> None:
    """Whether a previous submission is later than this one, or than the next previous one."""
    periods = [[event(1, reporting_period_end_date=end)] for end in ("30/06/2021", "30/09/2021", "31/12/2021")]
    item = "reporting_period_end_date"
    assert about_submissions(checked(periods[2], *periods[:2], folder=tmp_path)) == []
    assert about_submissions(checked(periods[2], periods[1], periods[0], folder=tmp_path)) == [("0.csv", 1, "submission.order", item)]
    assert about_submissions(checked(periods[0], periods[1], folder=tmp_path)) == [("0.csv", 1, "submission.order", item)]


def test_identifiers_that_have_changed_are_noticed(tmp_path: Path) -> None:
    before = [event(number, KINDS[number % 4], event_reference=f"A{number}", last_name=f"Name {number}") for number in range(8)]
    now = [{**row, "person_unique_identifier": f"NEW{number}", "event_reference": f"B{number}"} for number, row in enumerate(before)]
    result = checked(now, before, folder=tmp_path)
    assert numbers(result) == (8, 0, 0, 8)
    assert about_submissions(result) == [("0.csv", 1, "submission.identifiers", None)]
    assert about_submissions(checked(before, before, folder=tmp_path)) == []


def test_a_reference_that_is_used_again_replaces_nothing(tmp_path: Path) -> None:
    before = [event(1, event_reference="A"), event(2, event_reference="B")]
    now = [event(3, "Request", event_reference="A"), before[1]]
    result = checked(now, before, folder=tmp_path)
    assert numbers(result) == (1, 0, 1, 1)
    assert about_submissions(result) == [("1.csv", 2, "event.reused-key", "event_reference")]
    assert [(one.file, one.row) for one in result.findings if one.rule == VANISHED] == [("0.csv", 2)]


def test_events_on_one_day_that_only_the_provider_tells_apart_are_several(tmp_path: Path) -> None:
    one, two = event(1, provider_location_name="A"), event(1, provider_location_name="B")
    assert numbers(checked([two], [one, two], folder=tmp_path)) == (0, 0, 1, 1)
    assert numbers(checked([two, one], [one, two], folder=tmp_path)) == (0, 0, 2, 0)
    assert numbers(checked([two], [one], folder=tmp_path)) == (0, 1, 0, 0)


@pytest.mark.slow
def test_references_within_each_person_are_set_aside_and_take_no_longer(tmp_path: Path) -> None:
    """Each of so many rows has the reference 1. Joined with each other they would be a hundred million pairs."""
    one = event(1, event_reference="1")
    rows = [{**one, "person_unique_identifier": f"P{number}"} for number in range(10_000)]
    result = checked(rows, rows, folder=tmp_path)
    assert numbers(result) == (0, 0, len(rows), 0)
    assert about_submissions(result) == [("0.csv", 1, "submission.repeated-key", "event_reference")]
    assert "10,000 rows of this file" in str([one.message for one in result.findings])
