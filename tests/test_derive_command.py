"""cldspec derive, and the derivations in list and show."""

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import cldspec
from cldspec.commands import main
from cldspec.load import load
from cldspec.steps.trace import scope_of
from conftest import LIBRARY, REAL

HEADER = "mark,movement,moved_on,remark,branch,reader_kind,weeks,fee\n"
ROWS = [
    "AB123,Lent,01/02/2020,,,Yes,1,",
    "AB124,Lent,31/02/2020,=Torn,,No,2,",
    "AB125,Lent,04/02/2020,\uff1dTorn,,No,2,",
    "AB126,Lent,05/02/2020,-5,,No,2,",
    "AB123,Lent,03/02/2020,Torn,,No,,",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "return.csv"
    path.write_text(HEADER + "\n".join(ROWS) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def derive(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["derive", *map(str, arguments), "--version", str(LIBRARY)])


def test_each_table_is_a_file(file: Path, tmp_path: Path) -> None:
    target, specification = tmp_path / "derived", load(LIBRARY)
    (target).mkdir()
    (target / "mine.txt").write_text("stays", encoding="utf-8")
    result = derive(file, "--to", target)
    assert result.exit_code == 0, result.output
    expected = cldspec.derive(file, version=specification)
    assert {path.name for path in target.iterdir()} == {*(f"{name}.csv" for name in expected), "mine.txt"}
    for name, table in expected.items():
        content = (target / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
        assert len(rows) == table.num_rows
        assert f"{name}: {table.num_rows} row" in result.stdout
        for row, right in zip(rows, table.to_pylist(), strict=True):
            assert list(row) == list(right)
            cells = {column: "" if value is None else str(value) for column, value in right.items()}
            assert {column: cell.removeprefix("'") for column, cell in row.items()} == cells
    assert "'=Torn" in (target / "movement_of_book.csv").read_text(encoding="utf-8-sig"), "no formula for a spreadsheet"
    assert {"'\uff1dTorn", "-5"} <= {row["remark"] for row in read(target / "movement_of_book.csv")}
    assert not any(row.split(",")[0] in result.output for row in ROWS), "nothing personal is printed"
    assert "as safe as the return" in result.stderr
    assert derive(file, "--to", target, "--format", "parquet", "--only", "loan_spell").exit_code == 0
    assert pq.read_table(target / "loan_spell.parquet").to_pylist() == expected["loan_spell"].to_pylist()


def test_a_workbook_has_a_sheet_for_each_table(file: Path, tmp_path: Path) -> None:
    assert derive(file, "--to", tmp_path / "derived", "--format", "xlsx").exit_code == 0
    specification = load(LIBRARY)
    workbook = openpyxl.load_workbook(tmp_path / "derived" / "derived.xlsx")
    assert len(workbook.sheetnames) == len(specification.derivations)
    expected = cldspec.derive(file, version=specification)
    for name in expected:
        sheet = workbook[name[:31]]
        titles = [column.title for column in scope_of(name, specification).columns.values()]
        assert [cell.value for cell in sheet[1]] == titles
        assert sheet.max_row == expected[name].num_rows + 1


def test_a_text_that_no_cell_can_hold_is_not_left_out(file: Path, tmp_path: Path) -> None:
    file.write_text(f"{HEADER}AB123,Lent,01/02/2020,{'x' * 33_000},,No,2,\n", encoding="utf-8")
    spec = shutil.copytree(LIBRARY, tmp_path / "spec" / "1.0")
    items = spec / "items" / "book.yaml"
    items.write_text(items.read_text(encoding="utf-8").replace("    max_length: 20\n", ""), encoding="utf-8")
    call = ["derive", str(file), "--to", str(tmp_path / "derived"), "--version", str(spec)]
    result = CliRunner().invoke(main, [*call, "--format", "xlsx"])
    assert (result.exit_code, "longer than a cell" in result.output) == (2, True), result.output
    assert list((tmp_path / "derived").iterdir()) == []
    assert CliRunner().invoke(main, call).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--only", "loans"], "There is no derivation loans"),
        (["--set", "as_of=soon"], "as_of is soon. Give a date"),
        (["--set", "as_of"], "is not NAME=VALUE"),
        (["--set", "gap=3"], "There is no parameter gap"),
        (["--previous", "{wrong}"], "header"),
    ],
)
def test_a_wrong_call_is_explained_and_nothing_is_written(arguments: list[str], words: str, file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("no,header\n1,2\n", encoding="utf-8")
    result = derive(file, "--to", tmp_path / "derived", *(one.format(wrong=wrong) for one in arguments))
    assert (result.exit_code, words in result.output) == (2, True), result.output
    assert not (tmp_path / "derived").exists()


def test_a_specification_without_derivations_says_so(file: Path, tmp_path: Path) -> None:
    spec = tmp_path / "spec" / "1.0"
    shutil.copytree(LIBRARY, spec, ignore=shutil.ignore_patterns("derivations"))
    result = CliRunner().invoke(main, ["derive", str(file), "--to", str(tmp_path / "derived"), "--version", str(spec)])
    assert (result.exit_code, "has no derivations" in result.output) == (2, True), result.output


def test_derivations_are_listed_and_shown() -> None:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, [*arguments, "--version", str(REAL)])

    listed = json.loads(run("list", "derivations", "--format", "json").stdout)
    specification = load(REAL)
    assert [row["derivation"] for row in listed] == [derivation.id for derivation in specification.derivations]
    for derivation in specification.derivations[::6]:
        shown = run("show", derivation.id).stdout
        assert derivation.title in shown
        assert "one row is" in shown
        assert all(difference.discrepancy is None or difference.discrepancy in shown for difference in derivation.differences)
    (entry,) = json.loads(run("show", "sequel_to_request", "--format", "json").stdout)
    assert (entry["kind"], entry["content"]["id"]) == ("derivation", "sequel_to_request")
