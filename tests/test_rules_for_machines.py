"""rules.json and its pages say all that another program needs: a validator made from them alone finds what `cldspec validate` finds."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from jsonschema import Draft202012Validator

from awkward import awkward_rows, saved
from cldspec.commands import main
from cldspec.model import Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.expression import Condition, Truth, conditions_in, parse
from cldspec.rules.targets.rule_language import in_rule_language
from cldspec.rules.types import FUNCTIONS
from cldspec.validation.result import Result
from cldspec.validation.validator import Options, validate
from cldspec_generators import generator_of
from conditions import conditions
from conftest import REAL
from from_outputs import Found, Validator
from specifications import SPECIFICATIONS

ALL = Options(limit=None)
TODAY = date.today()  # noqa: DTZ011 - what the validator takes for today
each_version = pytest.mark.parametrize("version", SPECIFICATIONS)


@pytest.fixture(scope="module")
def outputs_of(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a function that returns the folder with what is published about the rules of a version."""

    @cache
    def folder(version: str) -> Path:
        made = tmp_path_factory.mktemp("outputs")
        for name in ("rules", "specification", "conformance"):
            for artifact in generator_of(name)(SPECIFICATIONS[version]):
                path = made / name / artifact.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(artifact.content)
        return made

    return folder


def found(result: Result) -> list[Found]:
    return sorted((one.row, one.item or "", one.rule, one.severity, one.message) for one in result.findings)


@each_version
def test_the_rules_agree_with_their_schema(version: str, outputs_of: Any) -> None:
    folder = outputs_of(version) / "rules"
    schema = json.loads((folder / "rules.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(rules)) == []
    assert [rule["id"] for rule in rules["rules"]] == [rule.id for rule in rules_of(SPECIFICATIONS[version])]
    for key, wrong in (("severity", "grave"), ("kind", "other"), ("item", ""), ("more", "x")):
        assert list(Draft202012Validator(schema).iter_errors({**rules, "rules": [{**rules["rules"][0], key: wrong}]}))


@given(conditions(SPECIFICATIONS["4.0"]))
def test_a_condition_is_written_so_that_it_parses_to_the_same(condition: Condition) -> None:
    assume(not any(isinstance(part, Truth) for part in conditions_in(condition)) or condition == Truth(True))
    assert parse(in_rule_language(condition)) == condition


@each_version
def test_a_validator_made_from_the_outputs_passes_the_conformance_pack(version: str, outputs_of: Any) -> None:
    folder = outputs_of(version)
    pack = folder / "conformance"
    index = json.loads((pack / "cases.json").read_text(encoding="utf-8"))
    today, then = Validator(folder, TODAY), Validator(folder, date.fromisoformat(index["holds_from"]))
    assert today.findings((pack / "valid.csv").read_bytes()) == []
    for case in (*index["cases"], *index["more"]):
        path = pack / case["file"]
        if path.parent.name != "files":
            expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            listed = [*expected["findings"], *({**check, "rule": check["check"]} for check in expected.get("checks", ()))]
            validator = then if expected.get("today") else today
            in_order = sorted((one["row"], one["item"], one["rule"], one["severity"], one["message"]) for one in listed)
            assert validator.findings(path.read_bytes()) == in_order, case["file"]


@each_version
def test_it_reads_awkward_cells_in_the_same_way(version: str, outputs_of: Any, tmp_path: Path) -> None:
    specification = SPECIFICATIONS[version]
    path = saved(awkward_rows(specification, 150), tmp_path / "return.csv", specification)
    assert Validator(outputs_of(version), TODAY).findings(path.read_bytes()) == found(validate([path], specification, options=ALL))


@pytest.mark.slow
def test_it_finds_every_fault(outputs_of: Any, tmp_path: Path, specification: Specification) -> None:
    path = tmp_path / "return.csv"
    options = ["--rows", "500", "--faults", "all", "--rate", "0.3", "--to", str(path)]
    made = CliRunner().invoke(main, ["sample", "--version", str(REAL), *options])
    assert made.exit_code == 0, made.output
    result = validate([path], specification, options=ALL)
    assert len({one.rule for one in result.findings}) > 0.9 * len(rules_of(specification))
    assert Validator(outputs_of("4.0"), TODAY).findings(path.read_bytes()) == found(result)


@each_version
def test_every_identifier_of_a_finding_is_listed(version: str, outputs_of: Any, tmp_path: Path) -> None:
    specification = SPECIFICATIONS[version]
    rules = json.loads((outputs_of(version) / "rules" / "rules.json").read_text(encoding="utf-8"))
    listed = {entry["id"] for part in ("rules", "cell_checks", "file_checks", "submission_checks") for entry in rules[part]}
    path = saved(awkward_rows(specification, 50), tmp_path / "return.csv", specification)
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace(specification.items[-1].title, "Another"), encoding="utf-8")
    assert {one.rule for one in validate([path], specification, options=ALL).findings} <= listed


def test_the_pages_name_every_part(outputs_of: Any) -> None:
    folder = outputs_of("4.0") / "rules"
    language, cells = ((folder / name).read_text(encoding="utf-8") for name in ("language.md", "cells.md"))
    assert all(f"### `{name}`" in language for name in FUNCTIONS)
    rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
    assert all(f"`{name}`" in cells for name in rules["cells"])
    assert {check["id"].split(".")[1] for check in rules["cell_checks"]} == {
        line.split("`")[1] for line in cells.splitlines() if line.startswith("| `")
    }
