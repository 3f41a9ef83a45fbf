"""The SQL scripts, run in full in the real databases: each has the findings of the Python reference."""

import random
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Same, Unique, rules_of
from cldspec.rules.cells import has_format, read, to_typed_date
from cldspec.rules.coverage import left_out_rules
from cldspec.rules.evaluate import calculate
from cldspec.rules.reference import broken_rules, canonical_row
from cldspec.solver.examples import example_rows
from cldspec_generators import generator_of
from cldspec_generators.shared.sql_scripts import names_of
from engines import NAMES, Engine, insert
from rows import good_rows, reasoner_of
from specifications import SPECIFICATIONS

TODAY = date.today().isoformat()  # noqa: DTZ011 - as the databases have it
each_engine = pytest.mark.parametrize("name", NAMES)
each_quick_engine = pytest.mark.parametrize("name", [name for name in NAMES if name != "spark"])
each_specification = pytest.mark.parametrize("version", SPECIFICATIONS)
Typed = dict[str, str]


@cache
def scripts(version: str, name: str) -> dict[str, str]:
    made = generator_of("sql")(SPECIFICATIONS[version])
    return {one.path.removeprefix(f"{name}/"): one.content.decode() for one in made if one.path.startswith(f"{name}/")}


def typed_row(row: Mapping[str, Any], specification: Specification) -> Typed:
    """Return a row of values as typed in a file."""

    def cell(item: DataItem) -> str:
        value = row.get(item.id)
        if value is None:
            return ""
        if item.type == "date":
            return to_typed_date(value)
        return f"{int(value)}" if item.type == "integer" else f"{value:.{item.scale}f}" if item.type == "decimal" else str(value)

    return {item.id: cell(item) for item in specification.items}


@cache
def whole_return(version: str) -> tuple[Typed, ...]:
    """Return rows that pass all rules, rows that break each rule, and random rows."""
    specification = SPECIFICATIONS[version]
    draw = random.Random(version)  # noqa: S311 - the same rows each time
    good = [typed_row(row, specification) for row in good_rows(specification)]
    blank = {item.id: "" for item in specification.items if item.if_blank != "error"}
    rows = [*good, {}, *(row | own_keys(row, 390 + number, specification) | blank for number, row in enumerate(good))]
    for rule in rules_of(specification):
        rows += [dict(row) for row in example_rows(rule, "breaks", reasoner_of(specification))]
    for entry in specification.rules:
        for cells in (*entry.examples.conforms, *entry.examples.breaks):
            rows.append(good[0] | dict(cells))
    for number in range(250):
        row = dict(draw.choice(good))
        row |= own_keys(row, 400 + number, specification) if draw.random() < 0.7 else {}
        for item in draw.sample(specification.items, draw.randint(0, 5)):
            row[item.id] = draw.choice(strange_values(item, specification))
        rows.append(row)
    return tuple({item.id: row.get(item.id, "") for item in specification.items} for row in rows)


def strange_values(item: DataItem, specification: Specification) -> list[str]:
    """Return texts for a cell: blanks, values, other spellings, and unreadable ones."""
    named = specification.format_by_id.get(item.format or "")
    by_type: dict[str, list[str]] = {
        "text": [
            "x",
            "it's",
            "back\\slash",
            "two\nlines",
            "£ é",
            *(named.conforms + named.breaks if named else ()),
            "x" * ((item.max_length or 20) + 1),
        ],
        "date": [
            *("01/04/2021", "30/06/2021", "29/02/2020", "29/02/2021", "29/02/1900", "29/02/2000", "31/04/2021", "01/04/2003"),
            *("31/12/1899", "01/01/1900", "31/12/2999", "01/01/3000", "00/01/2021", "1/4/2021", "2021-04-01", "01/04/21", "today"),
            *("01/04/2021 00:00", "01-04-2021", "32/01/2021", "01/13/2021"),
        ],
        "integer": ["0", "3", "11", "-1", "3.0", "12345678901", "1e3", "-", "+3", "3 4"],
        "decimal": [
            *(
                "0",
                "5",
                "5.5",
                "5.55",
                "5.555",
                ".5",
                "5.",
                "-5.5",
                "--5",
                "5-",
                "1,000.00",
                "1234567890.12",
                "12345678901",
                "-1234567890.12",
            ),
            *("-12345678901", "1.2.3", "£5", "5e1", "-", "."),
        ],
    }
    code_list = specification.code_list_of(item)
    if code_list:
        spellings = [other.value for code in code_list.codes for other in code.also_seen_as]
        values = list(code_list.values[:4])
        by_type["code"] = [
            *values,
            *code_list.values[-2:],
            *spellings,
            values[0].upper(),
            values[-1].replace(" ", "  "),
            "No such value",
        ]
    texts = by_type[item.type]
    return ["", " ", "\t\u00a0", *texts, *texts, f"  {texts[0]}", f"{texts[0]}\u00a0", f"\t{texts[-1]} "]


def staged(engine: Engine, version: str, rows: tuple[Typed, ...]) -> None:
    """Make the tables, fill those of code lists, and load rows into the staging table."""
    specification = SPECIFICATIONS[version]
    made = scripts(version, engine.name)
    engine.run(made["drop.sql"])
    for _ in range(2):
        engine.run(made["tables.sql"])
        engine.run(made["code_lists.sql"])
    columns = [item.id for item in specification.items]
    numbered: list[list[object]] = [[row[column] or None for column in columns] for row in rows]
    if engine.name == "spark":
        columns = ["row_number", *columns]
        numbered = [[number, *row] for number, row in enumerate(numbered)]
    insert(engine, names_of(specification).staging, columns, numbered)


@each_specification
@each_engine
def test_every_database_has_the_findings_of_the_reference(name: str, version: str, engine_of: Callable[[str], Engine]) -> None:
    """So it is for validate.sql, load.sql and derived.sql, run in full."""
    specification, engine, rows = SPECIFICATIONS[version], engine_of(name), whole_return(version)
    names, made = names_of(specification), scripts(version, name)
    staged(engine, version, rows)
    engine.run(made["validate.sql"])

    found = engine.query(f"SELECT row_number, rule, item, severity, message, suggestion FROM {names.finding}")
    expected = broken_rules(rows, specification, TODAY)
    assert {(number - 2, rule) for number, rule, *_ in found} == expected
    assert len(found) == len(expected)
    rules = {rule.id: rule for rule in rules_of(specification)}
    assert {rule for _, rule in expected} == set(rules), "no row of the test breaks some rule"
    for number, rule, item, severity, message, suggestion in found:
        assert (item, severity, message) == (rules[rule].items[0], rules[rule].severity, rules[rule].message)
        spelt = read(specification.item_by_id[item], rows[number - 2][item], specification) if rule.endswith(".spelling") else None
        assert suggestion == spelt

    engine.run(made["load.sql"])
    loaded = [number for (number,) in engine.query(f"SELECT row_number FROM {names.rows} ORDER BY row_number")]
    with_errors = {index for index, rule in expected if rules[rule].severity == "error"}
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


@each_specification
@each_quick_engine
def test_a_clean_return_has_no_finding(name: str, version: str, engine_of: Callable[[str], Engine]) -> None:
    specification, engine = SPECIFICATIONS[version], engine_of(name)
    rows = [typed_row(row, specification) | own_keys(row, number, specification) for number, row in enumerate(good_rows(specification))]
    staged(engine, version, tuple(rows))
    engine.run(scripts(version, name)["validate.sql"])
    assert engine.query(f"SELECT row_number, rule FROM {names_of(specification).finding} WHERE severity <> 'information'") == []


def own_keys(row: Mapping[str, Any], number: int, specification: Specification) -> Typed:
    """Return values that no other row has for the items that rules compare rows by."""
    keys: set[str] = set()
    for rule in rules_of(specification):
        match rule.test:
            case Unique(items=items):
                keys |= {items[0]}
            case Same(of=str(of)):
                keys |= {of}
    own = {}
    for key in keys:
        item = specification.item_by_id[key]
        named = specification.format_by_id.get(item.format or "")
        if item.type == "text" and row.get(key) is not None:
            made_up = [f"999{count:07}" for count in range(500)] if named and named.check_digit else []
            texts = [text for text in (*made_up, *named.conforms) if has_format(text, named)] if named else []
            own[key] = texts[number % len(texts)] if named else f"{key} {number}"
    return own


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
