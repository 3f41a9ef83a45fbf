"""The JavaScript that checks a return finds in rows what `cldspec validate` finds in a file of them."""

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from awkward import awkward_rows
from cldspec.model import Cells, Specification
from cldspec.rules.cells import tidy
from cldspec.validation.result import Result
from cldspec.validation.validator import Options, validate
from cldspec_generators.reports.validation.messages import sorted_findings
from javascript_checker import Checker, Files
from returns import whole_return
from specifications import SPECIFICATIONS, each_specification
from test_cumulative import event

pytestmark = pytest.mark.slow


def saved_columns(rows: Sequence[Cells], path: Path, specification: Specification) -> Path:
    """Write rows as a CSV file with the columns of the first row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([specification.item_by_id[item].title for item in rows[0]])
        writer.writerows(row.values() for row in rows)
    return path


def same_as_validate(checker: Checker, files: Files, folder: Path, previous: Sequence[Files] = (), **options: Any) -> Result:
    """Assert that the checker reports what `cldspec validate` reports. Return the result of the latter."""
    specification = checker.specification
    paths, *earlier = [[saved_columns(rows, folder / name, specification) for name, rows in part.items()] for part in (files, *previous)]
    show_values, skip = options.get("showValues", False), frozenset(options.get("skip", ()))
    result = validate(paths, specification, previous=earlier, options=Options(limit=None, show_values=show_values, skip=skip))
    found = checker.check(files, result.today, previous, **options)
    for finding in found["findings"]:
        assert show_values or finding["value"] is None
    right = [
        {"file": one.file, "row": one.row, "item": one.item, "rule": one.rule, "severity": one.severity, "message": one.message,
         "suggestion": one.suggestion, "value": one.value and tidy(one.value)}
        for one in sorted_findings(result)
    ]  # fmt: skip
    assert [{**one, "value": one["value"] and tidy(one["value"])} for one in found["findings"]] == right
    assert (found["conforms"], found["rows"], found["rowsConforming"]) == (result.conforms, result.rows, result.rows_conforming)
    assert {severity: found["rowsWith"][severity] for severity in result.rows_with} == result.rows_with
    assert found["total"] == result.total
    rules = [(one["rule"], one["title"], one["severity"], one["item"], one["message"], one["rows"]) for one in found["brokenRules"]]
    assert rules == [(one.rule, one.title, one.severity, one.item, one.message, one.rows) for one in result.broken_rules]
    quality = {(one["item"], cell["status"], cell["validity"]): cell["count"] for one in found["quality"] for cell in one["cells"]}
    assert quality == {(item, str(status), str(valid)): n for item, cells in result.quality.items() for (status, valid), n in cells.items()}
    assert found["cumulation"] == (asdict(result.cumulative) if result.cumulative else None)
    return result


@each_specification
@pytest.mark.parametrize("show_values", [False, True])
def test_rows_that_break_every_rule(version: str, show_values: bool, checkers: Mapping[str, Checker], tmp_path: Path) -> None:
    result = same_as_validate(checkers[version], {"return.csv": whole_return(version)}, tmp_path, showValues=show_values)
    assert len(result.findings) > 500


@each_specification
def test_awkward_cells(version: str, checkers: Mapping[str, Checker], tmp_path: Path) -> None:
    rows = awkward_rows(SPECIFICATIONS[version], 150)
    same_as_validate(checkers[version], {"return.csv": rows}, tmp_path, showValues=True)
    same_as_validate(checkers[version], {"return.csv": rows}, tmp_path, skip=["spaces", "look-alikes"])


def test_letters_that_a_wrong_encoding_has_damaged(checkers: Mapping[str, Checker], tmp_path: Path) -> None:
    specification = SPECIFICATIONS["4.0"]
    texts = [item.id for item in specification.items if item.type == "text"]
    names = ["ZoÃ«", "RenÃ©e \u200b", "Zoë", "a â€™ b", "N/A Ã©", "Ã", " Ã© "]
    row = {item.id: "" for item in specification.items}
    rows = [row | {item: name} for item in texts for name in names]
    result = same_as_validate(checkers["4.0"], {"return.csv": rows}, tmp_path, showValues=True)
    assert "row.letters" in {rule.rule for rule in result.broken_rules}


def submissions_of_a_year() -> list[Files]:
    """Return submissions that share most of their events: changed ones, vanished ones, repeated and reused keys, and fewer references."""
    draw = random.Random(4)  # noqa: S311 - the same rows each time
    rows = [row for row in whole_return("4.0") if any(row.values())][:220]
    key = SPECIFICATIONS["4.0"].record.known_by[0][0]
    submissions: list[Files] = []
    for name in ("first", "second", "third"):
        own = [dict(row) for row in draw.sample(rows, 180)]
        for row in draw.sample(own, 60):
            row[draw.choice([*row])] = draw.choice(["", "x", draw.choice(rows)[key]])
        for row in draw.sample(own, 20):
            row[key] = ""
        submissions.append({f"{name} a.csv": own[:90], f"{name} b.csv": own[90:]})
    return submissions


def test_previous_submissions(checkers: Mapping[str, Checker], tmp_path: Path) -> None:
    *previous, latest = submissions_of_a_year()
    result = same_as_validate(checkers["4.0"], latest, tmp_path, previous, showValues=True)
    assert result.cumulative
    assert result.cumulative.changed
    assert result.cumulative.vanished


def test_previous_submissions_that_cannot_be_compared_as_they_are(checkers: Mapping[str, Checker], tmp_path: Path) -> None:
    specification = SPECIFICATIONS["4.0"]
    events = [event(number) for number in range(6)]
    authority = (specification.values_of("la_code") or ())[-1]
    cases: dict[str, Sequence[Cells]] = {
        "event.reused-key": [event(20, "Review", event_reference="EV-1")],
        "submission.other": [{**row, "la_code": authority} for row in events],
        "submission.identifiers": [{**row, "person_unique_identifier": f"Other {number}"} for number, row in enumerate(events)],
    }
    latest = [{**events[0], "event_reference": "EV-1"}, *events[1:]]
    for rule, before in cases.items():
        result = same_as_validate(checkers["4.0"], {"now.csv": latest}, tmp_path, [{"before.csv": before}])
        assert rule in {broken.rule for broken in result.broken_rules}


@pytest.mark.parametrize("lacking", [["first.csv"], ["first.csv", "second.csv"]])
def test_columns_that_a_file_lacks(lacking: Sequence[str], checkers: Mapping[str, Checker], tmp_path: Path) -> None:
    """Where all files lack a column, no row is said to lack its value. Where one file has it, the rows of the other are."""
    rows = [row for row in whole_return("library")[:60] if any(row.values())]
    fewer = [{item: cell for item, cell in row.items() if item not in {"movement", "weeks"}} for row in rows]
    files = {name: fewer if name in lacking else rows for name in ("first.csv", "second.csv")}
    result = same_as_validate(checkers["library"], files, tmp_path)
    assert ("movement.required" in {rule.rule for rule in result.broken_rules}) is (len(lacking) == 1)
