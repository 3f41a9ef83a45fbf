"""A random condition of the rule language means the same in Python, in each database, in JSON Schema and to the solver."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from cldspec.model import DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Row
from cldspec.rules.cells import UNREADABLE, WHOLE_DIGITS, Cell
from cldspec.rules.evaluate import TODAY, truth
from cldspec.rules.expression import Condition, Truth, UnsupportedError
from cldspec.rules.targets.javascript import LARGEST, Compiler, Constants, date_functions
from cldspec.rules.targets.json_schema import unless_broken
from cldspec.rules.targets.sql.conditions import condition
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import database_named
from cldspec.rules.targets.sql.expressions import TEXT_LENGTH
from cldspec.rules.targets.sql.reading import AS_TYPED, may_be_unreadable, read_columns
from cldspec.solver.reason import Never, Possible, Reasoner
from conditions import conditions, rows
from engines import Engine, Sql, insert
from javascript_checker import Checker
from rows import filled_row, good_rows, plain_row
from specifications import SPECIFICATIONS, each_specification

pytestmark = pytest.mark.slow

NOW = date.today().isoformat()  # noqa: DTZ011 - as the databases have it
TABLE = "table_of_values"


def in_python(trees: Sequence[Condition], drawn: Sequence[dict[str, Cell]], specification: Specification) -> list[list[bool | None]]:
    return [[truth(tree, {TODAY: NOW, **row}, specification) for tree in trees] for row in drawn]


def in_database(
    engine: Engine, trees: Sequence[Condition], drawn: Sequence[dict[str, Cell]], specification: Specification
) -> list[list[bool | None]]:
    """Return TRUE, FALSE or unknown for each row and condition, by a database."""
    database = database_named(engine.name)
    columns: list[tuple[str, str]] = [("row_number", "INTEGER")]
    for item in specification.items:
        columns.append((item.id, database.type_of(item)))
        if may_be_unreadable(item):
            columns.append((f"{item.id}{AS_TYPED}", database.text_of_length(TEXT_LENGTH)))
    engine.run(database.drop("TABLE", TABLE))
    engine.run(database.create_table(TABLE, [database.column_line(name, kind, "") for name, kind in columns], ""))
    cells = [
        [number, *(cell for item in specification.items for cell in stored(row[item.id], item.id, specification, database))]
        for number, row in enumerate(drawn)
    ]
    insert(engine, TABLE, [database.identifier(name) for name, _ in columns], cells)
    value_columns = read_columns(specification, database, "r")
    results = []
    for tree in trees:
        true, false = (condition(tree, specification, database, value_columns, outcome=outcome) for outcome in (True, False))
        results.append(f"CASE WHEN {true} THEN 1 WHEN {false} THEN 0 END")
    answers = engine.query(f"SELECT {', '.join(results)} FROM {TABLE} AS r ORDER BY r.row_number")
    return [[None if answer is None else bool(answer) for answer in row] for row in answers]


def in_javascript(
    checker: Checker, trees: Sequence[Condition], drawn: Sequence[dict[str, Cell]], specification: Specification
) -> list[list[bool | None]]:
    """Return TRUE, FALSE or unknown for each row and condition, by the JavaScript that checks a return."""
    compiler = Compiler(specification, Constants())
    verdicts = [f"({compiler.condition(tree)}) || (({compiler.condition(tree, outcome=False)}) ? false : null)" for tree in trees]
    typed = json.dumps([[javascript_value(row[item.id], item, specification) for item in specification.items] for row in drawn])
    literals = re.sub('"(undefined|-?[0-9]+n)"', r"\1", typed)
    script = (
        f"(() => {{ const today = {NOW.replace('-', '')}; {date_functions(specification)} {compiler.constants.declarations()}"
        f" return {literals}.map((r) => [{', '.join(verdicts)}]); }})()"
    )
    (answers,) = checker.ask("evaluate", expressions=[script])
    return answers  # type: ignore[no-any-return]


def javascript_value(cell: Cell, item: DataItem, specification: Specification) -> object:
    """Return a value as JSON, with texts for what JSON lacks."""
    values = specification.values_of(item.id)
    if cell is UNREADABLE:
        return "undefined"
    if isinstance(cell, Decimal):
        whole = int(cell.scaleb(item.scale or 0))
        return whole if 10 ** (WHOLE_DIGITS + (item.scale or 0)) <= LARGEST else f"{whole}n"
    if cell is None or not (values or item.type == "date"):
        return cell
    return values.index(str(cell)) if values else int(str(cell).replace("-", ""))


def in_one_row(engine: Engine, trees: Sequence[Condition], row: dict[str, Cell], specification: Specification) -> list[bool | None]:
    """Return TRUE, FALSE or unknown for each condition, by a database."""
    (verdicts,) = in_database(engine, trees, [row], specification)
    engine.close()
    return verdicts


def stored(cell: Cell, name: str, specification: Specification, database: Database) -> list[object]:
    value: object = None if cell is UNREADABLE else cell
    if isinstance(value, str) and specification.item_by_id[name].type == "date":
        value = Sql(database.date(value))
    if not may_be_unreadable(specification.item_by_id[name]):
        return [value]
    return [value, None if cell is None else "?" if cell is UNREADABLE else str(cell)]


@each_specification
@pytest.mark.parametrize("name", ["duckdb", "sqlite"])
@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_condition_means_the_same_in_a_database(
    name: str, version: str, engine_of: Callable[[str], Engine], data: st.DataObject
) -> None:
    specification = SPECIFICATIONS[version]
    trees = data.draw(st.lists(conditions(specification), min_size=1, max_size=4))
    drawn = data.draw(st.lists(rows(specification), min_size=1, max_size=4))
    engine = engine_of(name)
    try:
        assert in_database(engine, trees, drawn, specification) == in_python(trees, drawn, specification)
    finally:
        engine.close()


@pytest.mark.parametrize("name", ["duckdb", "postgresql", "spark"])
def test_the_largest_numbers_multiply_exactly(name: str, engine_of: Callable[[str], Engine]) -> None:
    exact, row, specification = comparisons_of_the_largest_numbers()
    assert in_one_row(engine_of(name), exact, row, specification) == [True, False, False]


def comparisons_of_the_largest_numbers() -> tuple[list[Condition], dict[str, Cell], Specification]:
    """Return whether the product of two numbers, both the largest, is equal to, less than or greater than what it is, with their row."""
    specification, largest = SPECIFICATIONS["4.0"], Decimal("9999999999.99")
    product = ex.Arithmetic("*", ex.Item("unit_cost"), ex.Item("planned_units_per_week"))
    row: dict[str, Cell] = {item.id: None for item in specification.items}
    row |= {"unit_cost": largest, "planned_units_per_week": largest}
    return [ex.Compare(operator, product, ex.Number(largest * largest)) for operator in ("=", "<", ">")], row, specification


@each_specification
@pytest.mark.parametrize("name", ["postgresql", "spark"])
def test_many_conditions_mean_the_same_in_a_server(name: str, version: str, engine_of: Callable[[str], Engine]) -> None:
    """Hundreds of conditions over dozens of rows go into one query, because each query to a server takes a while."""
    specification = SPECIFICATIONS[version]
    engine, (trees, first_rows) = engine_of(name), many_conditions(version)
    for start in range(0, len(trees), 50):
        batch = trees[start : start + 50]
        assert in_database(engine, batch, first_rows, specification) == in_python(batch, first_rows, specification)


@cache
def many_conditions(version: str) -> tuple[list[Condition], list[dict[str, Cell]]]:
    """Return hundreds of conditions, and dozens of rows."""
    trees: list[Condition] = []
    drawn: list[dict[str, Cell]] = []

    @seed(4)
    @settings(max_examples=250, database=None, suppress_health_check=list(HealthCheck))
    @given(conditions(SPECIFICATIONS[version]), rows(SPECIFICATIONS[version]))
    def collect(tree: Condition, row: dict[str, Cell]) -> None:
        trees.append(tree)
        drawn.append(row)

    collect()
    return trees, drawn[:40]


@each_specification
def test_many_conditions_mean_the_same_in_javascript(version: str, checkers: Mapping[str, Checker]) -> None:
    trees, drawn = many_conditions(version)
    specification = SPECIFICATIONS[version]
    assert in_javascript(checkers[version], trees, drawn, specification) == in_python(trees, drawn, specification)
    exact, row, real = comparisons_of_the_largest_numbers()
    assert in_javascript(checkers["4.0"], exact, [row], real) == [[True, False, False]]


@each_specification
@settings(max_examples=300)
@given(data=st.data())
def test_any_condition_means_the_same_in_json_schema(version: str, data: st.DataObject) -> None:
    specification = SPECIFICATIONS[version]
    tree = data.draw(conditions(specification))
    row = data.draw(rows(specification, readable=True))
    plain = plain_row(row, specification)  # type: ignore[arg-type]
    try:
        unless_true = unless_broken(Row(tree, Truth(False)), specification)
        unless_false = unless_broken(Row(Truth(True), tree), specification)
    except UnsupportedError:
        return
    verdict = truth(tree, {TODAY: NOW, **row}, specification)
    for shown in (plain, {name: cell for name, cell in plain.items() if cell is not None}):
        assert jsonschema_rs.is_valid(unless_true, shown) is (verdict is not True)
        assert jsonschema_rs.is_valid(unless_false, shown) is (verdict is not False)


REASONERS = {version: Reasoner(specification) for version, specification in SPECIFICATIONS.items()}


@each_specification
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_solver_and_a_database_agree_on_any_condition(version: str, engine_of: Callable[[str], Engine], data: st.DataObject) -> None:
    specification, reasoner = SPECIFICATIONS[version], REASONERS[version]
    tree = data.draw(conditions(specification))
    row = data.draw(rows(specification, readable=True))
    (verdict,) = in_one_row(engine_of("duckdb"), [tree], row, specification)
    answer = reasoner.ask(tree, cells={TODAY: NOW, **row}, keeping=[])
    assert isinstance(answer, Possible if verdict is True else Never)


@each_specification
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_answers_of_the_solver_are_right(version: str, engine_of: Callable[[str], Engine], data: st.DataObject) -> None:
    """A row from the solver meets the condition and passes the rules, by a database. The rules that it blames are all needed."""
    specification, reasoner = SPECIFICATIONS[version], REASONERS[version]
    tree = data.draw(conditions(specification))
    errors = reasoner.rules_about_one_row("error")
    answer = reasoner.ask(tree, cells={TODAY: NOW}, keeping=errors)
    if isinstance(answer, Possible):
        row = {name: cell for name, cell in answer.row.items() if name != TODAY}
        tests = [rule.test for rule in reasoner.rules.values() if rule.id in errors and isinstance(rule.test, Row)]
        trees = [tree, *(test.when for test in tests), *(test.expect for test in tests)]
        verdicts = in_one_row(engine_of("duckdb"), trees, row, specification)
        assert verdicts[0] is True
        whens, expects = verdicts[1 : 1 + len(tests)], verdicts[1 + len(tests) :]
        assert not any(when is True and expect is False for when, expect in zip(whens, expects, strict=True))
    elif isinstance(answer, Never):
        assert isinstance(reasoner.ask(tree, cells={TODAY: NOW}, keeping=answer.because), Never)
        for name in answer.because:
            without = [rule for rule in answer.because if rule != name]
            assert not isinstance(reasoner.ask(tree, cells={TODAY: NOW}, keeping=without), Never)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_solver_and_a_database_agree_on_whether_a_row_conforms(engine_of: Callable[[str], Engine], data: st.DataObject) -> None:
    specification, reasoner = SPECIFICATIONS["4.0"], REASONERS["4.0"]
    drawn = data.draw(rows(specification, readable=True))
    changed = data.draw(st.lists(st.sampled_from(specification.items).map(lambda item: item.id), max_size=4))
    good = data.draw(st.sampled_from(list(good_rows(specification))))
    row: dict[str, Any] = dict(filled_row(specification, {"event_type": str(good["event_type"])}))
    row |= {name: drawn[name] for name in changed}
    errors = reasoner.rules_about_one_row("error")
    tests = [rule.test for rule in reasoner.rules.values() if rule.id in errors and isinstance(rule.test, Row)]
    verdicts = in_one_row(engine_of("duckdb"), [tree for test in tests for tree in (test.when, test.expect)], row, specification)
    is_broken = any(when is True and expect is False for when, expect in zip(verdicts[::2], verdicts[1::2], strict=True))
    answer = reasoner.ask(Truth(True), cells={TODAY: NOW, **row}, keeping=errors)
    assert isinstance(answer, Never if is_broken else Possible)
