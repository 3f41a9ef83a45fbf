"""Every planted fault is found, and nothing else, by every engine: a made-up return of 1,000 rows, one in five with a fault."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cldspec.commands import main
from cldspec.rules.all_rules import rules_of
from cldspec.validation.engines.spark import validate_on_spark
from cldspec.validation.result import Result
from cldspec.validation.validator import Options, validate
from cldspec_generators.shared.sql_scripts import names_of
from conftest import REAL
from engines import Engine
from javascript_checker import Checker
from published_scripts import scripts, staged
from returns import Typed
from specifications import SPECIFICATIONS

pytestmark = pytest.mark.slow

SPECIFICATION = SPECIFICATIONS[REAL.name]
ALL = Options(limit=None)
Found = list[tuple[int, str, str, str]]
"""Row, item, rule and severity of each finding, in order."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Found]:
    """Return a return with faults, and the findings that they must give."""
    file = tmp_path_factory.mktemp("planted") / "return.csv"
    made = CliRunner().invoke(
        main, ["sample", "--version", str(REAL), "--rows", "1000", "--faults", "all", "--rate", "0.2", "--to", str(file)]
    )
    assert made.exit_code == 0, made.output
    with file.with_name("return.planted.csv").open(encoding="utf-8-sig", newline="") as text:
        expected = sorted((int(row["row"]), row["item"], row["rule"], row["severity"]) for row in csv.DictReader(text))
    assert len({rule for *_, rule, _ in expected}) > 0.9 * len(rules_of(SPECIFICATION))
    return file, expected


def typed_rows(file: Path) -> tuple[Typed, ...]:
    """Return the rows of a file, as typed."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        return tuple({item.id: line[item.title] for item in SPECIFICATION.items} for line in csv.DictReader(text))


def found(result: Result) -> Found:
    return sorted((finding.row, finding.item or "", finding.rule, finding.severity) for finding in result.findings)


def test_duckdb_finds_every_fault_and_nothing_else(planted: tuple[Path, Found]) -> None:
    file, expected = planted
    assert found(validate([file], SPECIFICATION, options=ALL)) == expected


def test_the_page_that_checks_a_return_finds_every_fault_and_nothing_else(
    planted: tuple[Path, Found], checkers: Mapping[str, Checker]
) -> None:
    file, expected = planted
    result = checkers["4.0"].check({file.name: typed_rows(file)}, validate([file], SPECIFICATION).today)
    assert sorted((one["row"], one["item"], one["rule"], one["severity"]) for one in result["findings"]) == expected


def test_spark_finds_every_fault_and_nothing_else(planted: tuple[Path, Found], spark: Any) -> None:
    file, expected = planted
    assert found(validate_on_spark([str(file)], SPECIFICATION, options=ALL, session=spark)) == expected


@pytest.mark.parametrize("name", ["sqlite", "postgresql", "duckdb"])
def test_the_script_of_a_database_finds_every_fault_and_nothing_else(
    name: str, planted: tuple[Path, Found], engine_of: Callable[[str], Engine]
) -> None:
    file, expected = planted
    engine = engine_of(name)
    staged(engine, REAL.name, typed_rows(file))
    engine.run(scripts(REAL.name, name)["validate.sql"])
    assert sorted(engine.query(f"SELECT row_number, item, rule, severity FROM {names_of(SPECIFICATION).finding}")) == expected
