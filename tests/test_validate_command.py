"""`cldspec validate` as people use it: what it prints, writes, and ends with."""

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import BinaryIO

import pytest
from click.testing import CliRunner, Result

from cldspec.commands import main
from cldspec.model import Cells, Specification
from cldspec_generators.reports.validation import finding_list
from conftest import REAL
from rows import filled_row, plain_row, typed
from test_validate import saved

TEMPORARY = "cldspec-*"


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["validate", "--version", str(REAL), *map(str, arguments)], input=given)


@pytest.fixture(scope="module")
def good(specification: Specification) -> Cells:
    row = plain_row(filled_row(specification, {"event_type": "Request"}), specification)
    return {item.id: typed(item, row[item.id]) for item in specification.items} | {"event_reference": ""}


@pytest.fixture
def wrong(good: Cells, specification: Specification, tmp_path: Path) -> Path:
    """Return a file whose third row has an error and a spelling that is not to the letter."""
    return saved([good, {**good, "gender": "Femal", "ethnicity": good["ethnicity"].upper()}], specification, tmp_path / "return.csv")


def test_a_good_return_conforms(good: Cells, specification: Specification, tmp_path: Path) -> None:
    ran = run(saved([good], specification, tmp_path / "return.csv"))
    assert ran.exit_code == 0
    assert "conforms to" in ran.stdout


def test_findings_are_listed_row_by_row(wrong: Path) -> None:
    ran = run(wrong)
    assert ran.exit_code == 1
    assert "does not conform" in ran.stdout
    (line,) = (line for line in ran.stdout.splitlines() if "[gender.list]" in line)
    assert line.startswith("return.csv row 3, Gender [gender.list] error: ")
    assert "Female" in ran.stdout
    assert "Femal " not in ran.stdout


def test_findings_for_programs(wrong: Path) -> None:
    ran = run(wrong, "--format", "json")
    report = json.loads(ran.stdout)
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    assert [(one["file"], one["row"], one["item"], one["rule"], one["suggestion"]) for one in errors] == [
        ("return.csv", 3, "gender", "gender.list", "Female")
    ]
    assert all("value" not in finding for finding in report["findings"])
    assert not report["conforms"]
    rows = list(csv.DictReader(io.StringIO(run(wrong, "--format", "csv").stdout_bytes.decode("utf-8-sig"))))
    assert {row["rule"] for row in rows} == {finding["rule"] for finding in report["findings"]}


def test_values_are_shown_only_where_asked_for(wrong: Path, tmp_path: Path) -> None:
    reports = [f"--report={tmp_path / name}" for name in ("r.html", "r.xlsx", "r.csv", "r.json")]
    for ask in ([], ["--show-values"]):
        ran = run(wrong, *reports, *ask)
        assert ("'Femal'" in ran.stdout or "Femal." in ran.stdout or "Femal\n" in ran.stdout or "Femal)" in ran.stdout) is bool(ask)
        report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert ("Femal" in {finding.get("value") for finding in report["findings"]}) is bool(ask)


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("information", 1), ("never", 0)])
def test_the_exit_code_is_what_fail_on_says(fail_on: str, code: int, good: Cells, specification: Specification, tmp_path: Path) -> None:
    file = saved([{**good, "ethnicity": good["ethnicity"].upper()}], specification, tmp_path / "return.csv")
    assert run(file, "--fail-on", fail_on).exit_code == code


def test_standard_input_is_read(wrong: Path) -> None:
    ran = run("-", "--format", "json", given=wrong.read_bytes())
    assert {finding["file"] for finding in json.loads(ran.stdout)["findings"]} == {"standard input"}
    assert ran.exit_code == 1


def test_findings_are_capped_and_numbers_true(good: Cells, specification: Specification, tmp_path: Path) -> None:
    file = saved([{**good, "gender": "x"}] * 50, specification, tmp_path / "return.csv")
    report = json.loads(run(file, "--format", "json", "--limit", "7").stdout)
    listed = [finding["row"] for finding in report["findings"] if finding["rule"] == "gender.list"]
    assert listed == list(range(2, 9))
    assert next(rule["rows"] for rule in report["rules"] if rule["rule"] == "gender.list") == 50
    everything = json.loads(run(file, "--format", "json", "--limit", "all").stdout)
    assert sum(finding["rule"] == "gender.list" for finding in everything["findings"]) == 50
    assert json.loads(run(file, "--format", "json", "--limit", "0").stdout)["findings"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.csv"], "There is no file nothing.csv"),
        (["-", "-"], "only once"),
        (["return.csv", "--report", "r.pdf"], "The report r.pdf cannot be written"),
        (["return.csv", "--report", "nowhere/r.csv"], "There is no folder"),
        (["return.csv", "--report", "return.csv"], "is named twice"),
        (["return.csv", "--report", "r.csv", "--report", "./r.csv"], "is named twice"),
        (["return.csv", "--master", "local[2]"], "Add --engine spark"),
        (["return.csv", "--limit", "some"], "not a number of findings"),
        (["return.csv", "--memory", "much"], "not an amount of memory"),
        (["return.csv", "--version", "9.9"], "There is no version 9.9"),
        (["return.csv", "--engine", "spark", "--previous", "return.csv"], "Omit --previous"),
    ],
)
def test_a_wrong_call_is_explained(arguments: list[str], message: str, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(wrong.parent)
    ran = run(*arguments)
    assert ran.exit_code == 2
    assert message in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.output


def test_a_report_that_cannot_be_written_leaves_nothing(wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_result: object, file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(finding_list, "write_csv", full)
    ran = run(wrong, "--report", tmp_path / "r.csv")
    assert ran.exit_code == 2
    assert "No space left on device" in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["return.csv"]


def test_nothing_is_left_in_temporary_folders(wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    run(wrong)
    run("-", given=wrong.read_bytes())
    run(wrong.with_name("nothing.csv"))
    assert not list(tmp_path.glob(TEMPORARY))


def test_files_with_the_same_name_are_told_apart(wrong: Path, good: Cells, specification: Specification, tmp_path: Path) -> None:
    earlier = tmp_path / "Q1"
    earlier.mkdir()
    before = saved([{**good, "gender": "x", "person_unique_identifier": "other"}], specification, earlier / "return.csv")
    report = json.loads(run(wrong, "--previous", before, "--format", "json").stdout)
    assert [file["name"] for file in report["files"]] == [f"{tmp_path.name}/return.csv", "Q1/return.csv"]
    assert [file["notes"] for file in report["files"]] == [[], ["This is a previous submission."]]
    assert {finding["file"] for finding in report["findings"] if finding["rule"] == "event.vanished"} == {"Q1/return.csv"}


def test_a_return_without_rows_does_not_conform(specification: Specification, tmp_path: Path) -> None:
    ran = run(saved([], specification, tmp_path / "return.csv"), "--format", "json")
    assert ran.exit_code == 1
    assert [(one["row"], one["rule"]) for one in json.loads(ran.stdout)["findings"]] == [(1, "rows.none")]


def test_a_missing_column_is_reported_once(good: Cells, specification: Specification, tmp_path: Path) -> None:
    lines = [
        ",".join(f'"{cell}"' for name, cell in row.items() if name != "gender")
        for row in ({i.id: i.title for i in specification.items}, good, good)
    ]
    file = tmp_path / "return.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = json.loads(run(file, "--format", "json").stdout)["findings"]
    assert [(one["row"], one["item"], one["rule"]) for one in found if one["severity"] == "error"] == [(1, "gender", "columns.missing")]


def test_of_a_return_that_does_not_agree_only_the_odd_rows_are_reported(good: Cells, specification: Specification, tmp_path: Path) -> None:
    rows = [good] * 30 + [{**good, "reporting_year": "2019/20"}] + [good] * 30
    report = json.loads(run(saved(rows, specification, tmp_path / "return.csv"), "--format", "json", "--limit", "1").stdout)
    assert [one["row"] for one in report["findings"] if one["rule"] == "reporting_year.same"] == [32]
    assert next(one["rows"] for one in report["rules"] if one["rule"] == "reporting_year.same") == 1
