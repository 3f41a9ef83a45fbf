"""The conformance pack: every engine reports exactly the findings that the pack lists for each file."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from cldspec.commands import main
from cldspec.model import Cells, Specification
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.all_rules import Same, Spelling, Unique, rules_of
from cldspec.rules.cells import UNREADABLE, is_iso_date, read
from cldspec.rules.coverage import is_in_part, left_out_rules
from cldspec.rules.expression import Truth
from cldspec.rules.reference import broken_rules
from cldspec.solver.reason import Never
from cldspec.validation.validator import Options, validate
from cldspec_generators import generator_of, output_folder
from cldspec_generators.outputs.conformance.results import judge
from conftest import LIBRARY, ROOT
from engines import Engine, insert
from javascript_checker import Checker
from returns import script_suggestions
from rows import Row, plain_row, reasoner_of
from specifications import SPECIFICATIONS

pytestmark = pytest.mark.slow

COMMITTED = ROOT / "outputs" / "4.0"
TODAY = date.today().isoformat()  # noqa: DTZ011 - what the databases take for today
each_version = pytest.mark.parametrize("version", SPECIFICATIONS)
Found = tuple[int, str, str, str, str, str | None]
"""A finding: row, item, rule, severity, message, suggestion."""


class Case(NamedTuple):
    """A file of the pack, read as a supplier would, and the findings to expect in it."""

    rule: str | None
    also: list[str]
    rows: tuple[Cells, ...]
    findings: list[Found]


@cache
def pack(version: str) -> dict[str, bytes]:
    """Return the files of a pack: the committed ones, or those that are made of the other specification."""
    if version == "4.0":
        return output_folder.read(COMMITTED / "conformance")
    return {one.path: one.content for one in generator_of("conformance")(SPECIFICATIONS[version])}


def typed_rows(version: str, path: str) -> tuple[Cells, ...]:
    """Return the rows of a file by the identifiers of the items, as typed."""
    ids = {item.title: item.id for item in SPECIFICATIONS[version].items}
    text = pack(version)[path].decode("utf-8-sig")
    return tuple({ids[title]: cell for title, cell in row.items()} for row in csv.DictReader(io.StringIO(text, newline="")))


def case_of(version: str, path: str) -> Case:
    expected = json.loads(pack(version)[path.replace(".csv", ".json")])
    rows = typed_rows(version, path)
    assert expected["file"] == path.rsplit("/", maxsplit=1)[-1]
    assert expected["rows"] == len(rows)
    keys = ("row", "item", "rule", "severity", "message", "suggestion")
    assert all(tuple(finding) == keys for finding in expected["findings"])
    return Case(expected["rule"], expected["also"], rows, [(*finding.values(),) for finding in expected["findings"]])


@cache
def cases(version: str) -> tuple[Case, ...]:
    return tuple(case_of(version, entry["file"]) for entry in json.loads(pack(version)["cases.json"])["cases"])


def found_in(rows: Sequence[Cells], specification: Specification) -> list[Found]:
    """Return what the plain reference finds today."""
    rules, broken = {rule.id: rule for rule in rules_of(specification)}, list(broken_rules(rows, specification, TODAY))
    suggestions = script_suggestions(broken, rows, specification)
    return [
        (index + 2, rules[name].items[0], name, rules[name].severity, rules[name].message, suggestions[index, name])
        for index, name in broken
    ]


@each_version
def test_nothing_is_to_be_found_in_the_valid_return(version: str) -> None:
    case = case_of(version, "valid.csv")
    assert (case.rule, case.also, case.findings) == (None, [], [])
    assert found_in(case.rows, SPECIFICATIONS[version]) == []


@each_version
def test_the_valid_return_uses_every_value_of_every_list(version: str) -> None:
    """Of a list for the whole return, one value."""
    specification = SPECIFICATIONS[version]
    rows = case_of(version, "valid.csv").rows
    tests = [rule.test for rule in rules_of(specification)]
    common = {test.item for test in tests if isinstance(test, Same) and test.of is None}
    for item in specification.items:
        if item.code_list:
            used = {row[item.id] for row in rows} - {""}
            assert len(used) == (1 if item.id in common else len(specification.values_of(item.id) or ())), item.id
        assert item.id in common or any(row[item.id] for row in rows)
    people = {row[test.of] for test in tests if isinstance(test, Same) and test.of for row in rows}
    assert version == "library" or 2 < len(people) < len(rows) < 100


@each_version
def test_there_is_a_case_for_each_rule(version: str) -> None:
    files, rules = pack(version), rules_of(SPECIFICATIONS[version])
    index = json.loads(files["cases.json"])
    assert [entry["rule"] for entry in index["cases"]] == [rule.id for rule in rules]
    assert [(entry["title"], entry["severity"]) for entry in index["cases"]] == [(rule.title, rule.severity) for rule in rules]
    for entry, case in zip(index["cases"], cases(version), strict=True):
        expected = (entry["rule"], entry["also"], entry["rows"], entry["findings"])
        assert expected == (case.rule, case.also, len(case.rows), len(case.findings))
    assert index["valid"]["rows"] == len(case_of(version, index["valid"]["file"]).rows)
    assert index["holds_from"] <= TODAY
    table = list(csv.DictReader(io.StringIO(files["cases.csv"].decode("utf-8-sig"), newline="")))
    as_text = [
        {key: "; ".join(value) if isinstance(value, list) else str(value) for key, value in entry.items()} for entry in index["cases"]
    ]
    assert table == as_text
    named = {"README.md", "cases.json", "cases.csv", "results.schema.json", "results.example.json", "valid.csv", "valid.json"}
    named |= {entry[key] for entry in (*index["cases"], *index["more"]) for key in ("file", "expected")}
    with_instance = [index["valid"], *index["cases"], *(entry for entry in index["more"] if entry["file"].startswith("passes/"))]
    named |= {entry["file"].replace(".csv", ".instance.json") for entry in with_instance}
    assert set(files) == named
    assert len({name.casefold() for name in named}) == len(named), "files that are one on Windows"


@each_version
def test_each_case_breaks_its_rule_and_no_other(version: str) -> None:
    """Every finding is listed. If a case also breaks another rule, it says so, and there are few such cases."""
    for case in cases(version):
        found = found_in(case.rows, SPECIFICATIONS[version])
        assert sorted(found, key=str) == sorted(case.findings, key=str)
        assert [row for row, *_ in case.findings] == sorted(row for row, *_ in case.findings)
        assert {rule for _, _, rule, *_ in found} == {case.rule, *case.also}
    assert sum(bool(case.also) for case in cases(version)) <= 3


@each_version
def test_where_another_rule_is_broken_too_it_cannot_be_otherwise(version: str) -> None:
    """For rules about one row that is proved: no row breaks the rule alone."""
    specification = SPECIFICATIONS[version]
    reasoner = reasoner_of(specification)
    about_one_row = {rule.id for rule in rules_of(specification) if isinstance(rule.test, RowTest)}
    for case in cases(version):
        if case.also and case.rule in about_one_row:
            others = about_one_row - {case.rule}
            assert isinstance(reasoner.ask(Truth(True), keeping=sorted(others), breaking=case.rule, explaining=False), Never)


@each_version
def test_each_case_is_as_small_as_it_can_be(version: str) -> None:
    """Without any one of its rows the rule is kept."""
    for case in cases(version):
        assert 1 <= len(case.rows) <= 2
        for index in range(len(case.rows)):
            rest = case.rows[:index] + case.rows[index + 1 :]
            assert case.rule not in {rule for _, rule in broken_rules(rest, SPECIFICATIONS[version], TODAY)}


def test_the_files_are_as_people_send_them() -> None:
    """The headers are those of the empty return, in its order; Excel and SQL Server can open them."""
    header = (COMMITTED / "csv" / "return.csv").read_bytes()
    for path, content in pack("4.0").items():
        if path.endswith(".csv") and path != "cases.csv" and not path.startswith("files/"):
            assert content.startswith(header), path
            assert path.startswith("cells/") or content.count(b"\n") == content.count(b"\r\n")


class Judge:
    """A database with the committed scripts."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.scripts = {path.name: path.read_text(encoding="utf-8") for path in (COMMITTED / "sql" / engine.name).glob("*.sql")}
        self.names = [item["id"] for item in json.loads((COMMITTED / "specification" / "specification.json").read_bytes())["items"]]
        for name in ("drop.sql", "tables.sql"):  # validation looks into no list
            engine.run(self.scripts[name])

    def findings(self, rows: Sequence[Cells]) -> list[Found]:
        """Return what validate.sql finds in a return."""
        self.engine.run("DROP TABLE cld_staging;\n")
        self.engine.run(self.scripts["tables.sql"])
        numbered = self.engine.name == "spark"
        cells = [[*([number] if numbered else []), *(row[name] or None for name in self.names)] for number, row in enumerate(rows)]
        insert(self.engine, "cld_staging", [*(["row_number"] if numbered else []), *self.names], cells)
        self.engine.run(self.scripts["validate.sql"])
        return [
            (int(row), *rest)
            for row, *rest in self.engine.query("SELECT row_number, item, rule, severity, message, suggestion FROM cld_finding")
        ]


@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
def test_databases_find_in_each_case_what_is_expected(name: str, engine_of: Callable[[str], Engine]) -> None:
    judge = Judge(engine_of(name))
    for case in (case_of("4.0", "valid.csv"), *cases("4.0")):
        assert sorted(judge.findings(case.rows), key=str) == sorted(case.findings, key=str), case.rule


def test_duckdb_finds_in_cases_of_many_rows_what_is_expected(engine_of: Callable[[str], Engine]) -> None:
    """DuckDB takes longest to plan a query, so only the cases that cannot share a return with others are run here."""
    judge = Judge(engine_of("duckdb"))
    for case in (case_of("4.0", "valid.csv"), *cases("4.0")):
        if len(case.rows) > 1:
            assert sorted(judge.findings(case.rows), key=str) == sorted(case.findings, key=str), case.rule


@cache
def all_cases() -> tuple[tuple[Cells, ...], list[Found]]:
    """Return the rows of all files as one return, and the findings to expect."""
    rows: list[Cells] = []
    expected: list[Found] = []
    for case in (case_of("4.0", "valid.csv"), *cases("4.0")):
        expected += [(number + len(rows), *rest) for number, *rest in case.findings]  # type: ignore[misc]
        rows += case.rows
    return tuple(rows), expected


def check_all_cases(found: list[Found]) -> None:
    """Each row of all files has the findings that its case lists, and no others except those of rules about several rows.

    Where rows should agree, the two rows of a case both have a finding, but of many rows only those that differ from most.
    """
    rows, expected = all_cases()
    assert sorted(found, key=str) == sorted(found_in(rows, SPECIFICATIONS["4.0"]), key=str)
    by_row = {rule.id for rule in rules_of(SPECIFICATIONS["4.0"]) if not isinstance(rule.test, Same | Unique)}
    assert {one for one in found if one[2] in by_row} == {one for one in expected if one[2] in by_row}


@pytest.mark.parametrize("name", ["duckdb", "spark"])
def test_databases_find_in_all_cases_at_once_what_is_said(name: str, engine_of: Callable[[str], Engine]) -> None:
    check_all_cases(Judge(engine_of(name)).findings(all_cases()[0]))


def test_our_own_check_finds_what_is_said(tmp_path: Path) -> None:
    """`cldspec validate`, too; it suggests more than the pack asks for."""
    specification = SPECIFICATIONS["4.0"]
    assert validate([COMMITTED / "conformance" / "valid.csv"], specification).findings == ()
    path = tmp_path / "all.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([item.title for item in specification.items])
        writer.writerows([row[item.id] for item in specification.items] for row in all_cases()[0])
    check_all_cases(validated(path))
    for case in cases("4.0"):
        if len(case.rows) > 1:
            alone = validated(COMMITTED / "conformance" / "fails" / f"{case.rule}.csv")
            assert sorted(alone, key=str) == sorted(case.findings, key=str)


def validated(path: Path) -> list[Found]:
    """Return every finding of `cldspec validate` in a file, with the suggestions that the pack asks for."""
    return [
        (one.row, str(one.item), one.rule, one.severity, one.message, one.suggestion if one.rule in asked_for() else None)
        for one in validate([path], SPECIFICATIONS["4.0"], options=Options(limit=None)).findings
    ]


def test_the_page_that_checks_a_return_finds_in_each_case_what_is_said(checkers: Mapping[str, Checker]) -> None:
    """Its JavaScript suggests more than the pack asks for, as `cldspec validate` does."""
    for case in (case_of("4.0", "valid.csv"), *cases("4.0")):
        found = checkers["4.0"].check({"return.csv": case.rows}, TODAY)["findings"]
        keys = ("row", "item", "rule", "severity", "message", "suggestion")
        own = [tuple(one[key] if key != "suggestion" or one["rule"] in asked_for() else None for key in keys) for one in found]
        assert sorted(own, key=str) == sorted(case.findings, key=str), case.rule


def asked_for() -> set[str]:
    """Return the rules for whose findings the pack asks for a suggestion."""
    return {rule.id for rule in rules_of(SPECIFICATIONS["4.0"]) if isinstance(rule.test, Spelling | Same)}


def further(version: str) -> list[dict[str, Any]]:
    """Return the entries of the further files."""
    entries: list[dict[str, Any]] = json.loads(pack(version)["cases.json"])["more"]
    return entries


def listed(version: str, entry: dict[str, Any]) -> list[tuple[int, str, str, str, str]]:
    """Return everything to expect in a further file: findings and checks."""
    expected = json.loads(pack(version)[entry["expected"]])
    assert (expected["title"], expected["rule"], expected["today"]) == (entry["title"], entry["rule"], entry["today"])
    assert (len(expected["findings"]), len(expected["checks"])) == (entry["findings"], entry["checks"])
    found = [*expected["findings"], *({**check, "rule": check["check"]} for check in expected["checks"])]
    return sorted((one["row"], one["item"] or "", one["rule"], one["severity"], one["message"]) for one in found)


def everything_found(path: Path, specification: Specification) -> list[tuple[int, str, str, str, str]]:
    findings = validate([path], specification, options=Options(limit=None)).findings
    return sorted((one.row, one.item or "", one.rule, one.severity, one.message) for one in findings)


@each_version
def test_there_are_further_files_of_every_kind(version: str) -> None:
    """Rows near the boundaries of most rules about one row, files for all rules about several rows, and cells of every item."""
    rules, entries = rules_of(SPECIFICATIONS[version]), further(version)
    about = {entry["rule"] for entry in entries if entry["file"].startswith(("more/", "passes/"))}
    assert {rule.id for rule in rules if isinstance(rule.test, RowTest | Unique | Same)} == about
    cells = {entry["file"] for entry in entries if entry["file"].startswith("cells/")}
    assert cells == {f"cells/{item.id}.csv" for item in SPECIFICATIONS[version].items}
    assert all(entry["findings"] == entry["checks"] == 0 for entry in entries if entry["file"].startswith("passes/"))
    assert all(entry["findings"] + entry["checks"] for entry in entries if entry["file"].startswith(("more/", "cells/")))


@each_version
@pytest.mark.parametrize("kind", ["files", "several"])
def test_our_own_check_finds_in_files_and_groups_of_rows_what_is_expected(kind: str, version: str, tmp_path: Path) -> None:
    specification = SPECIFICATIONS[version]
    several = {rule.id for rule in rules_of(specification) if isinstance(rule.test, Unique | Same)}
    entries = [one for one in further(version) if one["file"].startswith("files/") or one["rule"] in several]
    chosen = [one for one in entries if one["file"].startswith("files/") == (kind == "files") and not one["today"]]
    assert len(chosen) > 2
    for entry in chosen if kind == "files" else chosen[::3]:
        path = tmp_path / "return.csv"
        path.write_bytes(pack(version)[entry["file"]])
        assert everything_found(path, specification) == listed(version, entry), entry["file"]


@each_version
def test_our_own_check_reads_cells_as_the_pack_says(version: str, tmp_path: Path) -> None:
    """All cells of the pack in one file; what rules about several rows find in it is left out."""
    specification = SPECIFICATIONS[version]
    several = {rule.id for rule in rules_of(specification) if isinstance(rule.test, Unique | Same)}
    header, lines, expected = "", list[str](), set[tuple[int, str, str, str, str]]()
    count = 0
    for entry in further(version):
        if entry["file"].startswith(("cells/", "more/", "passes/")) and not entry["today"]:
            header, _, text = pack(version)[entry["file"]].decode("utf-8-sig").partition("\r\n")
            lines.append(text)
            expected |= {(row + count, *rest) for row, *rest in listed(version, entry) if rest[1] not in several}  # type: ignore[misc]
            count += entry["rows"]
    path = tmp_path / "return.csv"
    path.write_text(f"{header}\r\n{''.join(lines)}", encoding="utf-8-sig", newline="")
    found = everything_found(path, specification)
    assert {one for one in found if one[2] not in several} == expected


@each_version
def test_the_instances_are_the_rows(version: str) -> None:
    """The schema accepts those of rows that conform."""
    specification = SPECIFICATIONS[version]
    schema = next(
        one.content for one in generator_of("json-schema")(specification) if one.path == f"{specification.collection.id}.schema.json"
    )
    accepts = jsonschema_rs.validator_for(json.loads(schema)).is_valid
    for path, content in pack(version).items():
        if path.endswith(".instance.json"):
            rows = json.loads(content)
            assert rows == list(as_json(typed_rows(version, path.replace(".instance.json", ".csv")), specification))
            assert path.startswith("fails/") or accepts(rows), path


def test_results_say_what_a_program_has_passed(tmp_path: Path) -> None:
    example, index = (json.loads(pack("library")[name]) for name in ("results.example.json", "cases.json"))
    Draft202012Validator(json.loads(pack("library")["results.schema.json"])).validate(example)
    passed = dict.fromkeys(example["outcomes"], "passed")
    assert judge({**example, "outcomes": passed}, index).is_complete
    assert judge(example, index).not_run == list(passed)
    for changes in ({"pack": "0" * 64}, {"outcomes": {**passed, "none.csv": "passed"}}, {"version": "0.9"}):
        judgement = judge({**example, "outcomes": passed, **changes}, index)
        assert (len(judgement.problems), judgement.is_complete) == (1, False)

    def command(content: object) -> tuple[int, str]:
        path = tmp_path / "results.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        made = CliRunner().invoke(main, ["conformance", str(path), "--version", str(LIBRARY)])
        return made.exit_code, made.output

    assert command({**example, "outcomes": passed})[0] == 0
    code, output = command({**example, "outcomes": {**passed, "valid.csv": "failed"}})
    assert (code, "Failed: valid.csv." in output, "does not pass" in output) == (1, True, True)
    code, output = command({**example, "outcomes": {"valid.csv": "perhaps"}})
    assert (code, "outcomes.valid.csv" in output) == (2, True)
    assert command([])[0] == 2


def as_json(rows: Iterable[Cells], specification: Specification) -> Iterator[Row]:
    """Yield rows as a program would send them; what cannot be read stands there as typed."""
    for row in rows:
        cells = {item.id: read(item, row[item.id], specification) for item in specification.items}
        plain = plain_row({name: None if cell is UNREADABLE else cell for name, cell in cells.items()}, specification)
        unread = {name: row[name] for name, cell in cells.items() if cell is UNREADABLE}
        yield {name: cell for name, cell in {**plain, **unread}.items() if cell is not None}


def test_json_schema_refuses_what_it_holds_and_nothing_else() -> None:
    """In two implementations; a rule that is held but for something may be shown by just that.

    A date yyyy-mm-dd is not how a date is typed in a file, but how it is written in JSON.
    """
    specification = SPECIFICATIONS["4.0"]
    schema: Any = json.loads((COMMITTED / "json-schema" / "return.schema.json").read_bytes())
    python, rust = Draft202012Validator(schema), jsonschema_rs.Draft202012Validator(schema)
    reasons = {rule.id: reason for rule, reason in left_out_rules(specification, "json-schema")}
    refused = 0
    for case in (case_of("4.0", "valid.csv"), *cases("4.0")):
        rows = list(as_json(case.rows, specification))
        verdict = rust.is_valid(rows)
        assert python.is_valid(rows) == verdict
        broken = {rule for row, item, rule, *_ in case.findings if not is_iso_date(case.rows[row - 2][item])}
        if not any(is_in_part(reasons.get(rule)) for rule in broken):
            assert verdict == (broken <= set(reasons)), case.rule
        refused += not verdict
    assert refused > len(specification.items)
