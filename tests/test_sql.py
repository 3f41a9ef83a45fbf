"""The SQL scripts, run in full in the real databases: each has the findings of the Python reference."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Unique, rules_of
from cldspec.rules.cells import character_names, read, tidy
from cldspec.rules.coverage import left_out_rules
from cldspec.rules.evaluate import calculate
from cldspec.rules.reference import canonical_row
from cldspec.solver.examples import example_rows
from cldspec.validation.cell_rules import cell_rules
from cldspec.wording import joined
from cldspec_generators.shared.sql_scripts import names_of
from engines import NAMES, Engine, insert
from published_scripts import scripts, staged
from returns import (
    TODAY,
    broken_rules_and_odd_cells,
    own_keys,
    rows_with_errors,
    rows_with_white_space,
    script_suggestions,
    typed_row,
    whole_return,
)
from rows import good_rows, reasoner_of
from specifications import SPECIFICATIONS, each_specification

each_engine = pytest.mark.parametrize("name", NAMES)
each_quick_engine = pytest.mark.parametrize("name", [name for name in NAMES if name != "spark"])


@pytest.mark.slow
@each_specification
@each_engine
def test_every_database_has_the_findings_of_the_reference(name: str, version: str, engine_of: Callable[[str], Engine]) -> None:
    """So it is for validate.sql, load.sql and derived.sql, run in full."""
    specification, engine, rows = SPECIFICATIONS[version], engine_of(name), whole_return(version)
    names, made = names_of(specification), scripts(version, name)
    staged(engine, version, rows)
    engine.run(made["validate.sql"])

    found = engine.query(f"SELECT row_number, rule, item, severity, message, suggestion FROM {names.finding}")
    expected = broken_rules_and_odd_cells(rows, specification)
    assert {(number - 2, rule) for number, rule, *_ in found} == expected
    assert len(found) == len(expected)
    rules = {rule.id: rule for rule in (*rules_of(specification), *cell_rules(specification))}
    assert {rule.id for rule in rules_of(specification)} <= {rule for _, rule in expected}, "no row of the test breaks some rule"
    suggestions = script_suggestions([(number - 2, rule) for number, rule, *_ in found], rows, specification)
    for number, rule, item, severity, message, suggestion in found:
        assert (item, severity, message) == (rules[rule].items[0], rules[rule].severity, rules[rule].message)
        odd = f"It has {joined(character_names(rows[number - 2].get(item, '')))}."
        assert suggestion == suggestions.get((number - 2, rule)) or suggestion == odd

    engine.run(made["load.sql"])
    loaded = [number for (number,) in engine.query(f"SELECT row_number FROM {names.rows} ORDER BY row_number")]
    with_errors = rows_with_errors(rows, specification)
    assert loaded == [index + 2 for index in range(len(rows)) if index not in with_errors]
    assert len(loaded) > 3

    engine.run(made["derived.sql"])
    for calculation in specification.calculations:
        for number, value in engine.query(f"SELECT row_number, {calculation.id} FROM {names.derived}"):
            right = calculate(calculation, canonical_row(rows[number - 2], specification, TODAY), specification)
            assert (None if value is None else Decimal(str(value))) == right

    engine.run(made["drop.sql"])
    with pytest.raises(Exception, match=r"(?i)no such table|does not exist|cannot be found"):
        engine.query(f"SELECT 1 FROM {names.rows}")


@each_engine
def test_all_white_space_becomes_spaces(name: str, engine_of: Callable[[str], Engine]) -> None:
    specification, engine = SPECIFICATIONS["library"], engine_of(name)
    rows = rows_with_white_space(specification, "remark")
    staged(engine, "library", rows)
    engine.run(scripts("library", name)["validate.sql"])
    found = engine.query(f"SELECT remark FROM {names_of(specification).read} ORDER BY row_number")
    assert [remark for (remark,) in found] == [tidy(row["remark"]) for row in rows if tidy(row["remark"])]


@each_specification
@each_quick_engine
def test_a_clean_return_has_no_finding(name: str, version: str, engine_of: Callable[[str], Engine]) -> None:
    specification, engine = SPECIFICATIONS[version], engine_of(name)
    rows = [typed_row(row, specification) | own_keys(row, number, specification) for number, row in enumerate(good_rows(specification))]
    staged(engine, version, tuple(rows))
    engine.run(scripts(version, name)["validate.sql"])
    assert engine.query(f"SELECT row_number, rule FROM {names_of(specification).finding} WHERE severity <> 'information'") == []


@each_specification
@each_quick_engine
def test_typed_tables_refuse_what_the_coverage_table_says(name: str, version: str, engine_of: Callable[[str], Engine]) -> None:
    """A table refuses rows that break a rule that it enforces, and takes rows that conform."""
    specification, engine = SPECIFICATIONS[version], engine_of(name)
    staged(engine, version, ())
    table = names_of(specification).rows
    left_out = {rule.id for rule, _ in left_out_rules(specification, f"{name}-tables")}
    columns = ["row_number", *(item.id for item in specification.items)]
    enforced = [rule for rule in rules_of(specification) if rule.id not in left_out]
    assert enforced
    for rule in enforced:
        engine.run(f"DELETE FROM {table};")
        cells = [
            [as_stored(row[item.id], item, specification) for item in specification.items]
            for row in example_rows(rule, "breaks", reasoner_of(specification))
        ]
        rows = [[number, *row] for number, row in enumerate(cells, start=2)]
        if isinstance(rule.test, Unique):
            insert(engine, table, columns, [rows.pop(0)])
        assert rows
        for row in rows:
            with pytest.raises(Exception, match=r"(?i)constraint|not.null|invalid input syntax|out of range|could not convert|conversion"):
                insert(engine, table, columns, [row])
    engine.run(f"DELETE FROM {table};")
    blank: dict[str, Any] = {item.id: None for item in specification.items if item.if_blank != "error"}
    for number, good in enumerate([*good_rows(specification), *(dict[str, Any](row | blank) for row in good_rows(specification))]):
        own = good | own_keys(good, number, specification)
        insert(engine, table, columns, [[number, *(own.get(item.id) for item in specification.items)]])


def as_stored(typed: str, item: DataItem, specification: Specification) -> object:
    """Return a cell as a program would store it in a typed column: an unreadable one as typed."""
    value = read(item, typed, specification)
    return value if value is None or isinstance(value, str | Decimal) else typed


@each_quick_engine
def test_loading_is_all_or_nothing(name: str, engine_of: Callable[[str], Engine]) -> None:
    """If a row cannot be loaded, the rows from before stay."""
    specification, engine = SPECIFICATIONS["4.0"], engine_of(name)
    names, made = names_of(specification), scripts("4.0", name)
    rows = [typed_row(row, specification) | own_keys(row, number, specification) for number, row in enumerate(good_rows(specification))]
    staged(engine, "4.0", tuple(rows))
    engine.run(made["validate.sql"])
    engine.run(made["load.sql"])
    count = f"SELECT COUNT(*) FROM {names.rows}"
    assert engine.query(count) == [(len(rows),)]
    engine.run(f"UPDATE {names.read} SET gender = NULL;")
    with pytest.raises(Exception, match=r"(?i)constraint|not.null"):
        engine.run(made["load.sql"])
    engine.undo()
    assert engine.query(count) == [(len(rows),)]
