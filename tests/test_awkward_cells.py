"""Cells with awkward characters are read alike by the reference, by every engine and by every output, except where the table says so.

The characters are Unicode's spaces, invisible characters, errors of formulas, words for nothing, look-alike letters, digits and
quotation marks, and doubled spaces. Many cells go into one return for each engine.
`test_excel_formulas.py` has such cells in a workbook.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awkward import as_json, awkward_rows, expected, found, json_validators, rule_broken_by, rules_about_cells, saved
from cldspec.rules.cells import read, remark_of
from cldspec.rules.coverage import all_targets, left_out_rules
from cldspec.validation.engines.spark import validate_on_spark
from cldspec.validation.validator import Options, validate
from cldspec_generators.shared.sql_scripts import names_of
from engines import NAMES, Engine
from published_scripts import scripts, staged
from specifications import SPECIFICATIONS, each_specification

ALL = Options(limit=None, show_values=True)
ROWS = 150
TARGETS = {target.id: target for target in all_targets()}


@each_specification
def test_duckdb_reads_cells_as_the_reference(version: str, tmp_path: Path) -> None:
    specification = SPECIFICATIONS[version]
    rows = awkward_rows(specification, ROWS)
    right = expected(rows, specification)
    assert {rule.partition(".")[2] for _, rule in right} == {rule.partition(".")[2] for rule in rules_about_cells(specification)}
    result = validate([saved(rows, tmp_path / "return.csv", specification)], specification, options=ALL)
    assert not [one.rule for one in result.findings if one.rule.startswith(("row.", "columns."))]
    assert found(result) == right


def test_spark_reads_cells_as_the_reference(spark: Any, tmp_path: Path) -> None:
    specification = SPECIFICATIONS["4.0"]
    rows = awkward_rows(specification, ROWS)
    result = validate_on_spark([str(saved(rows, tmp_path / "return.csv", specification))], specification, options=ALL, session=spark)
    assert found(result) == expected(rows, specification)


@each_specification
@pytest.mark.parametrize("name", [name for name in NAMES if name != "spark"])
def test_the_scripts_read_cells_as_the_reference(name: str, version: str, engine_of: Callable[[str], Engine]) -> None:
    """A database of PostgreSQL cannot store the character U+0000."""
    specification, engine = SPECIFICATIONS[version], engine_of(name)
    rows = tuple({item: typed.replace("\0", "\1") for item, typed in row.items()} for row in awkward_rows(specification, ROWS))
    staged(engine, version, rows)
    engine.run(scripts(version, name)["validate.sql"])
    rules, exceptions = rules_about_cells(specification), TARGETS[name].cells
    broken = engine.query(f"SELECT row_number, rule FROM {names_of(specification).finding}")
    given = Counter((row - 2, rule) for row, rule in broken if rule in rules)
    right = expected(rows, specification)
    assert given == Counter({key: count for key, count in right.items() if key[1].partition(".")[2] not in exceptions})


@each_specification
def test_json_schema_refuses_the_cells_that_are_errors(version: str) -> None:
    specification = SPECIFICATIONS[version]
    own = json_validators(specification)
    rules, left_out = rules_about_cells(specification), {rule.id for rule, _ in left_out_rules(specification, "json-schema")}
    exceptions, seen = TARGETS["json-schema"].cells, Counter[bool]()
    for row in awkward_rows(specification, ROWS):
        for item in specification.items:
            typed = row[item.id]
            remark, rule = remark_of(item, typed, specification), rule_broken_by(item, typed, specification)
            is_error = rule is not None and rules[rule].severity == "error"
            if item.type in {"integer", "decimal"} or rule in left_out or (remark in exceptions and not is_error):
                continue
            if remark is None and read(item, typed, specification) is None:
                continue  # in JSON, a blank is null
            seen[is_error] += 1
            assert own[item.id].is_valid(as_json(item, typed)) is not is_error, (item.id, typed)
    assert min(seen[True], seen[False]) > 50
