"""The JavaScript that checks a return finds in rows what `cldspec validate` finds in a file of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from awkward import awkward_rows, saved
from checker import Checker
from cldspec.rules.cells import tidy
from cldspec.validation.result import Result
from cldspec.validation.validator import Options, validate
from cldspec_generators.reports.validation.messages import sorted_findings
from returns import Typed, whole_return
from specifications import SPECIFICATIONS, each_specification

pytestmark = pytest.mark.slow


def same_as_validate(checker: Checker, files: Mapping[str, Sequence[Typed]], folder: Path, **options: Any) -> Result:
    """Assert that the checker reports what `cldspec validate` reports. Return the result of the latter."""
    specification = checker.specification
    paths = [saved(rows, folder / name, specification) for name, rows in files.items()]
    show_values, skip = options.get("showValues", False), frozenset(options.get("skip", ()))
    result = validate(paths, specification, options=Options(limit=None, show_values=show_values, skip=skip))
    found = checker.check(files, result.today, **options)
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
