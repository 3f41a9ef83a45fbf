"""Made-up returns: the same each time, conforming, and with just the faults that they say they have."""

import csv
import gzip
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import pytest
from click.testing import CliRunner, Result

from cldspec.commands import main
from cldspec.load import load
from cldspec.model import Cells, Specification
from cldspec.rules.all_rules import Readable, rules_of
from cldspec.rules.cells import has_format
from cldspec.rules.reference import broken_rules
from cldspec.sample import writing
from cldspec.sample.corruptions import unreadable_texts
from cldspec.sample.faults import FaultTemplates
from cldspec.sample.returns import FIRST_ROW, Sample
from cldspec.sample.row_templates import PathwayTemplates, ValueSources
from cldspec.solver.counting import counted, room_in
from cldspec.solver.pathways import Courses, NoCourseError
from cldspec.solver.reason import Reasoner
from conftest import LIBRARY, NEXT_DRAFT, REAL

pytestmark = pytest.mark.slow

DAY = "2026-01-01"


def run(version: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["sample", "--version", str(version), *map(str, arguments)])


def made(version: Path, *arguments: object) -> Result:
    result = run(version, *arguments)
    assert result.exit_code == 0, result.output
    return result


def cells_of(rows: Sequence[Sequence[str]], specification: Specification) -> list[Cells]:
    return [dict(zip(specification.item_by_id, row, strict=True)) for row in rows]


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def planted(path: Path) -> list[tuple[str, ...]]:
    header, *lines = read(path)
    assert header == ["row", "item", "rule", "severity"]
    return [tuple(line) for line in lines]


def found(path: Path, specification: Specification) -> set[tuple[str, ...]]:
    """Return what the plain reference finds in a file, as it should be written down."""
    rules = {rule.id: rule for rule in rules_of(specification)}
    broken = broken_rules(cells_of(read(path)[1:], specification), specification, DAY)
    return {(str(index + FIRST_ROW), rules[name].items[0], name, rules[name].severity) for index, name in broken}


# What conforms


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("folder", [REAL, NEXT_DRAFT, LIBRARY], ids=["4.0", "next", "library"])
def test_every_row_conforms(folder: Path, seed: int) -> None:
    specification = load(folder)
    rows = [*Sample(specification, 300, seed=seed).rows()]
    assert len(rows) == 300
    assert broken_rules(cells_of(rows, specification), specification, DAY) == set()
    assert broken_rules(cells_of(rows, specification), specification, "2999-01-01") == set()


def test_a_return_is_as_varied_as_it_should_be(specification: Specification) -> None:
    rows = cells_of([*Sample(specification, 3000).rows()], specification)
    values = {name: {row[name] for row in rows} - {""} for name in specification.item_by_id}
    for item in specification.items:
        listed = specification.values_of(item.id)
        if listed and item.id != "la_code":
            assert len(values[item.id]) >= min(len(listed), 5) - 2, item.id
    assert len(values["event_start_date"]) > 150
    assert len(values["date_of_birth"]) > 200
    assert len(values["unit_cost"]) > 50
    assert len(values["la_code"]) == 1
    assert all(values.values()), "every item is filled somewhere"


def test_people_are_themselves_on_all_their_rows(specification: Specification) -> None:
    rows = cells_of([*Sample(specification, 3000).rows()], specification)
    people = defaultdict(list)
    for row in rows:
        people[row["person_unique_identifier"]].append(row)
    for details in ("first_name", "nhs_number", "postcode", "date_of_birth", "gender"):
        assert all(len({row[details] for row in own}) == 1 for own in people.values())
    numbers = Counter(own[0]["nhs_number"] for own in people.values())
    assert set(numbers.values()) == {1}
    assert all(number.startswith("999") and has_format(number, specification.format_by_id["nhs_number"]) for number in numbers)
    assert len({row["event_reference"] for row in rows}) == 3000
    assert all(row["postcode"].startswith("ZZ") for row in rows)
    assert Counter(len(own) for own in people.values())[3] > 20, "some people have several events"


def test_identifiers_are_counted() -> None:
    assert [counted("A-##@", number) for number in (0, 25, 26, 2599, 2600)] == ["A-00A", "A-00Z", "A-01A", "A-99Z", "A-00A"]
    assert room_in("A-##@") == 2600
    assert room_in("999#######", "modulus_11") == 1_000_000
    assert counted("999#######", 1, "modulus_11") == "9990000018"
    assert counted("999#######", 0, "modulus_11") is None


# The same each time


@pytest.mark.parametrize("faults", [(), ("--faults", "EVT-03,gender.list,EVT-08")], ids=["plain", "faulty"])
def test_the_same_call_gives_the_same_bytes(tmp_path: Path, faults: Sequence[str]) -> None:
    files = []
    for number in ("1", "2"):
        path = tmp_path / number / "return.csv"
        path.parent.mkdir()
        call = [sys.executable, "-m", "cldspec", "sample", "--version", str(REAL), "--rows", "200", "--to", str(path), *faults]
        subprocess.run(call, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": number})
        files.append({file.name: file.read_bytes() for file in path.parent.iterdir()})
    assert files[0] == files[1]
    assert len(files[0]) == 1 + bool(faults)


def test_another_seed_gives_another_return() -> None:
    assert made(LIBRARY, "--rows", 50).stdout_bytes != made(LIBRARY, "--rows", 50, "--seed", 1).stdout_bytes


# Files


def test_every_kind_of_file_holds_the_same(tmp_path: Path, library: Specification) -> None:
    result = made(LIBRARY, "--rows", 40)
    assert result.stderr == ""
    for name in ("a.csv", "a.csv.gz", "a.parquet"):
        assert made(LIBRARY, "--rows", 40, "--to", tmp_path / name).stderr == f"{tmp_path / name}: 40 rows.\n"
    assert (tmp_path / "a.csv").read_bytes() == result.stdout_bytes
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfMark,Movement,Moved on,")
    assert result.stdout_bytes.count(b"\r\n") == 41
    assert gzip.decompress((tmp_path / "a.csv.gz").read_bytes()) == result.stdout_bytes
    with duckdb.connect() as connection:
        table = connection.execute("SELECT * FROM read_parquet(?)", [str(tmp_path / "a.parquet")])
        assert [column[0] for column in table.description or ()] == [item.title for item in library.items]
        assert {str(column[1]) for column in table.description or ()} == {"VARCHAR"}
        assert [[cell or "" for cell in row] for row in table.fetchall()] == read(tmp_path / "a.csv")[1:]


def test_a_large_return_is_made_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "large.csv.gz"
    made(REAL, "--rows", 100_000, "--to", path)
    references: set[str] = set()
    numbers: dict[str, str] = {}
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader(file)
        for line in lines:
            references.add(line["Event Reference"])
            assert numbers.setdefault(line["NHS Number"], line["Person Unique Identifier"]) == line["Person Unique Identifier"]
    assert len(references) == 100_000
    assert [entry.name for entry in tmp_path.iterdir()] == ["large.csv.gz"]


def test_identifiers_that_run_out_begin_again_and_it_is_said(tmp_path: Path, library: Specification) -> None:
    short = replace(library.sample, identifiers=(replace(library.sample.identifiers[0], form="AB###"),))
    sample = Sample(replace(library, sample=short), 1200)
    marks = [row[0] for row in sample.rows()]
    assert len(set(marks)) < 1000
    assert sample.repeated_identifiers == []
    sample = Sample(replace(library, sample=short), 3000)
    assert len({row[0] for row in sample.rows()}) == 1000
    assert sample.repeated_identifiers == ["mark"]
    text = (LIBRARY / "pathways.yaml").read_text(encoding="utf-8").replace("@@###", "AB###")
    shutil.copytree(LIBRARY, tmp_path / "spec" / "1.0")
    (tmp_path / "spec" / "1.0" / "pathways.yaml").write_text(text, encoding="utf-8")
    result = made(tmp_path / "spec" / "1.0", "--rows", 3000, "--to", tmp_path / "x.csv")
    assert "There are too few values AB### of mark for so many rows" in result.stderr


# Faults


@pytest.mark.parametrize("folder", [REAL, LIBRARY], ids=["4.0", "library"])
def test_each_fault_breaks_its_rule_alone(folder: Path) -> None:
    specification = load(folder)
    courses, sources = Courses(Reasoner(specification)), ValueSources(specification, 0)
    pathways = PathwayTemplates(courses, sources, 0, 200)
    faults = FaultTemplates(courses, sources, pathways.courses, 0)
    people = pathways.people()
    others = [row for _ in range(3) for row in next(people).instance()]
    planted_alone = 0
    for rule in rules_of(specification):
        alone, in_company = faults.templates(rule)
        planted_alone += bool(alone)
        assert alone or in_company, rule.id
        for template in alone[:8]:
            rows = [*others, *template.instance()]
            expected = {(len(others) + index, rule.id) for index, broken in enumerate(template.broken) if broken}
            assert expected
            assert broken_rules(cells_of(rows, specification), specification, DAY) == expected, rule.id
    assert planted_alone >= 0.85 * len(rules_of(specification))


@pytest.mark.parametrize("folder", [REAL, LIBRARY], ids=["4.0", "library"])
def test_all_faults_together_give_what_is_written_down(tmp_path: Path, folder: Path) -> None:
    path, specification = tmp_path / "all.csv", load(folder)
    result = made(folder, "--rows", 1500, "--to", path, "--faults", "all", "--rate", "0.3", "--seed", 5)
    lines = planted(tmp_path / "all.planted.csv")
    assert set(lines) == found(path, specification)
    assert lines == sorted(lines, key=lambda line: (int(line[0]), line[2]))
    assert len(lines) == len(set(lines)) >= 400
    rules = {line[2] for line in lines}
    for rule in rules_of(specification):
        assert (f"{rule.id} is not planted: " in result.stderr) is (rule.id not in rules), rule.id
    assert f"1,500 rows, {450} faulty rows" in result.stderr.replace("451", "450")


@pytest.mark.parametrize("rule", ["la_code.same", "SUB-01", "provider_cqc_id.applies"])
def test_what_does_not_stand_alone_is_written_down_whole(tmp_path: Path, specification: Specification, rule: str) -> None:
    path = tmp_path / "one.csv"
    result = made(REAL, "--rows", 80, "--to", path, "--faults", f"{rule},gender.list")
    lines = planted(tmp_path / "one.planted.csv")
    assert set(lines) == found(path, specification)
    assert {rule, "gender.list"} <= {line[2] for line in lines}
    assert f"{rule} is planted, but not alone: " in result.stderr


def test_of_a_rule_that_ties_the_whole_return_only_the_odd_rows_are_written_down(tmp_path: Path, specification: Specification) -> None:
    made(REAL, "--rows", 50, "--to", tmp_path / "one.csv", "--faults", "la_code.same")
    lines = [line for line in planted(tmp_path / "one.planted.csv") if line[2] == "la_code.same"]
    assert 0 < len(lines) < 25
    assert set(lines) <= found(tmp_path / "one.csv", specification)


def test_cells_are_unreadable_in_many_ways(tmp_path: Path, specification: Specification) -> None:
    path = tmp_path / "many.csv"
    made(REAL, "--rows", 400, "--to", path, "--faults", "nhs_number.format, event_start_date.type", "--rate", "0.5")
    rows = cells_of(read(path)[1:], specification)
    wrong = [(rule, rows[int(row) - FIRST_ROW][item]) for row, item, rule, _ in planted(tmp_path / "many.planted.csv")]
    numbers, dates = ({text for rule, text in wrong if rule == name} for name in ("nhs_number.format", "event_start_date.type"))
    assert len(numbers) > 8
    assert any("E+" in text for text in numbers)
    assert len(dates) > 8
    assert any(text.isdigit() for text in dates)


def test_a_wrong_text_cannot_be_read(specification: Specification) -> None:
    for rule in rules_of(specification):
        if isinstance(rule.test, Readable):
            item = specification.item_by_id[rule.test.item]
            assert len(unreadable_texts(item, item.examples[0].value, specification)) >= 4


def test_a_return_without_room_for_all_faults_says_so(tmp_path: Path, specification: Specification) -> None:
    path = tmp_path / "few.csv"
    result = made(REAL, "--rows", 3, "--to", path, "--faults", "EVT-03,EVT-07,EVT-08,gender.list")
    assert "the return has too few rows" in result.stderr
    assert len(read(path)) == 4
    assert set(planted(tmp_path / "few.planted.csv")) == found(path, specification)


# Wrong input


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--faults", "EVT-3", "--to", "x.csv"), "There is no rule EVT-3. Did you mean EVT-03"),
        (("--faults", "EVT-03"), "Give the return's file with --to"),
        (("--faults", " ,", "--to", "x.csv"), "--faults names no rule"),
        (("--faults", "all,EVT-03", "--to", "x.csv"), "all cannot be combined"),
        (("--to", "x.xlsx"), "End its name in .csv, .csv.gz, .parquet"),
        (("--rows", "0"), "0 is not in the range x>=1"),
        (("--rate", "2", "--faults", "all", "--to", "x.csv"), "2.0 is not in the range 0<=x<=1"),
        (("--to", "nowhere/x.csv"), "nowhere/x.csv cannot be written"),
        (("--version", "9.9"), "9.9"),
    ],
)
def test_wrong_input_is_explained(arguments: Sequence[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(REAL, *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""
    assert [*tmp_path.iterdir()] == []


def test_nothing_is_left_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "write_csv", fail)
    result = run(LIBRARY, "--rows", 10, "--to", tmp_path / "x.csv")
    assert (result.exit_code, [*tmp_path.iterdir()]) == (2, [])
    assert "cannot be written: No space left on device" in result.stderr


def test_a_pathway_that_never_conforms_is_refused(library: Specification) -> None:
    first = library.sample.pathways[0]
    step = replace(first.steps[0], cells={"movement": "Given back", "weeks": "3"}, amounts=())
    with pytest.raises(NoCourseError, match="solver cannot fill"):
        Courses(Reasoner(library)).course(replace(first, steps=(step,)), Random(0))  # noqa: S311 - no secret
