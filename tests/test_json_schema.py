"""The JSON Schemas refuse what the specification refuses and accept what it accepts, in two implementations."""

import json
import re
from datetime import date
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import row_rules
from cldspec.rules.cells import CALENDAR_DATE, FIRST_YEAR, LAST_YEAR, read, to_iso_date
from cldspec_generators import generator_of
from rows import Row, conforms, example_of, filled_row, good_rows, plain_row
from specifications import SPECIFICATIONS

each_specification = pytest.mark.parametrize("name", SPECIFICATIONS)


def schemas(specification: Specification) -> dict[str, Any]:
    return {
        artifact.path: json.loads(artifact.content)
        for artifact in generator_of("json-schema")(specification)
        if artifact.path.endswith(".schema.json")
    }


ROW_SCHEMAS = {name: schemas(s)[f"{s.record.id}.schema.json"] for name, s in SPECIFICATIONS.items()}
PYTHON = {name: Draft202012Validator(schema) for name, schema in ROW_SCHEMAS.items()}
RUST = {name: jsonschema_rs.Draft202012Validator(schema) for name, schema in ROW_SCHEMAS.items()}


def verdict(name: str, row: Row) -> bool:
    """Return what both implementations say of a row; they must agree."""
    python, rust = PYTHON[name].is_valid(row), RUST[name].is_valid(row)
    assert python == rust
    return python


@each_specification
def test_the_schemas_are_schemas(name: str) -> None:
    for schema in schemas(SPECIFICATIONS[name]).values():
        Draft202012Validator.check_schema(schema)
        jsonschema_rs.meta.validate(schema)


@each_specification
def test_good_rows_are_accepted(name: str) -> None:
    rows = list(good_rows(SPECIFICATIONS[name]))
    assert len(rows) >= 2
    for row in rows:
        assert conforms(row, SPECIFICATIONS[name])
        assert verdict(name, row), [error.message for error in PYTHON[name].iter_errors(row)]


@each_specification
def test_a_return_is_an_array_of_rows(name: str) -> None:
    specification = SPECIFICATIONS[name]
    schema = schemas(specification)[f"{specification.collection.id}.schema.json"]
    rows = list(good_rows(specification))
    for validator in (Draft202012Validator(schema), jsonschema_rs.Draft202012Validator(schema)):
        assert validator.is_valid(rows)
        assert not validator.is_valid([*rows, {}])
        assert not validator.is_valid(rows[0])


def bad_values(item: DataItem) -> list[Any]:
    """Return values that the item can never have."""
    by_type: dict[str, list[Any]] = {
        "code": ["No such value", f"{example_of(item)}?", 7],
        "date": ["31/12/2020", "2020-02-30", "2021-02-29", "2020-13-01", "yesterday", 20200101, "2020-01-01\n"],
        "integer": ["3", 3.5],
        "decimal": ["21.00", "much"],
        "text": ["", "  ", 7],
    }
    return [*by_type[item.type], ["a list"], True]


@pytest.mark.parametrize(("name", "item"), [(n, i) for n, s in SPECIFICATIONS.items() for i in s.items], ids=lambda x: getattr(x, "id", x))
def test_every_item_refuses_what_it_cannot_be(name: str, item: DataItem) -> None:
    specification = SPECIFICATIONS[name]
    row = next(row for row in good_rows(specification) if item.id in row)
    for value in bad_values(item):
        assert not verdict(name, row | {item.id: value}), value
    named = specification.format_by_id.get(item.format or "")
    named = named if named and named.if_not_met == "error" else None
    for value in (value for value in (named.breaks if named else ()) if not re.fullmatch(named.pattern, value)):  # type: ignore[union-attr]
        assert not verdict(name, row | {item.id: value}), value
    if named:
        assert not verdict(name, row | {item.id: f"{named.conforms[0]}\n"})
    for code in specification.codes_of(item):
        changed = row | {item.id: code.value}
        assert verdict(name, changed) == conforms(changed, specification, as_json_schema=True), code.value


@pytest.mark.parametrize(("name", "item"), [(n, i) for n, s in SPECIFICATIONS.items() for i in s.items], ids=lambda x: getattr(x, "id", x))
def test_every_item_is_blank_and_filled_where_it_should_be(name: str, item: DataItem) -> None:
    specification = SPECIFICATIONS[name]
    for row in good_rows(specification):
        for changed in (
            row | {item.id: None},
            {key: cell for key, cell in row.items() if key != item.id},
            row | {item.id: example_of(item)},
        ):
            assert verdict(name, changed) == conforms(changed, specification, as_json_schema=True)


def test_a_misspelt_key_is_refused() -> None:
    row = next(good_rows(SPECIFICATIONS["4.0"]))
    assert not verdict("4.0", row | {"even_type": "Request"})


def some_rows(specification: Specification) -> st.SearchStrategy[Row]:
    """Draw rows: of each item a blank, one of its values, or, seldom, something else."""

    def cells(item: DataItem) -> st.SearchStrategy[Any]:
        values: list[Any] = [code.value for code in specification.codes_of(item)] or [example_of(item)]
        if item.type in {"integer", "decimal"}:
            values = [0, 1, 2, 3, 40]
        return st.one_of(st.sampled_from(values), st.sampled_from(values), st.none(), st.sampled_from([*values, *values, *values, "?!"]))

    good = list(good_rows(specification))
    changes = st.lists(st.sampled_from([item.id for item in specification.items]), max_size=6)

    @st.composite
    def rows(draw: st.DrawFn) -> Row:
        row = dict(draw(st.sampled_from(good)))
        for key in draw(changes):
            row[key] = draw(cells(specification.item_by_id[key]))
        return row

    return rows()


@pytest.mark.slow
@each_specification
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_schema_and_specification_agree_on_any_row(name: str, data: st.DataObject) -> None:
    row = data.draw(some_rows(SPECIFICATIONS[name]))
    assert verdict(name, row) == conforms(row, SPECIFICATIONS[name], as_json_schema=True)


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_every_date_of_the_calendar_is_a_date(day: date) -> None:
    assert re.search(CALENDAR_DATE, day.isoformat())
    assert to_iso_date(f"{day.day:02}/{day.month:02}/{day.year}") == day.isoformat()


@given(st.integers(FIRST_YEAR - 200, LAST_YEAR + 200), st.integers(0, 13), st.integers(0, 32))
def test_nothing_else_is_a_date(year: int, month: int, day: int) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        is_date = FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        is_date = False
    assert bool(re.search(CALENDAR_DATE, text)) is is_date
    assert (to_iso_date(f"{day:02}/{month:02}/{year:04}") is not None) is is_date


def test_lists_carry_labels_and_descriptions() -> None:
    schema = ROW_SCHEMAS["4.0"]["$defs"]
    authorities = {code["const"]: code["title"] for code in schema["local-authority"]["oneOf"]}
    assert len(authorities) == 151
    assert authorities["716"] == "Barking and Dagenham"
    assert all("description" in code for code in schema["review-outcomes"]["oneOf"])


def test_what_the_schemas_cannot_hold_is_said() -> None:
    """Each row here breaks a rule that is an error and passes the schema; the README says so, and says nothing untrue."""
    specification = SPECIFICATIONS["4.0"]
    readme = next(artifact.content.decode() for artifact in generator_of("json-schema")(specification) if artifact.path == "README.md")
    said = set(re.findall(r"^\| ([\w.-]+) \|", readme, re.MULTILINE)) - {"rule", "---"}
    about_one_row = {rule.id for rule, _ in row_rules(specification, "error")}
    examples = {rule.id: rule.examples.breaks[0] for rule in specification.rules}
    for rule in sorted(said & about_one_row):
        cells = {name: read(specification.item_by_id[name], typed, specification) for name, typed in examples.get(rule, {}).items()}
        plain = plain_row(filled_row(specification, cells, breaking=rule), specification)
        assert verdict("4.0", plain), rule
        assert not conforms(plain, specification), rule
    assert {"accommodation_status.required", "PER-01", "EVT-03"} <= said
    row = next(good_rows(specification))
    assert all(verdict("4.0", row | {"nhs_number": number}) for number in specification.format_by_id["nhs_number"].breaks)
    assert not {"EVT-07", "COST-01", "event_end_date.required"} & said


def test_a_schema_names_the_rules_that_it_holds() -> None:
    comments = [condition["$comment"].split(":")[0] for condition in ROW_SCHEMAS["4.0"]["allOf"]]
    assert {"EVT-07", "COST-01", "event_end_date.required", "route_of_access.applies"} <= set(comments)
    assert len(comments) == len(set(comments))
