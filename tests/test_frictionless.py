"""The data package is valid, passes a good return, and finds each fault in a bad one: by frictionless itself."""

import csv
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from frictionless import Package, Schema, system, validate

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import required_on_all_rows
from cldspec_generators import generator_of
from rows import Row, good_rows, typed
from specifications import SPECIFICATIONS


@pytest.fixture(scope="module", params=SPECIFICATIONS)
def specification(request: pytest.FixtureRequest) -> Specification:
    return SPECIFICATIONS[request.param]


@pytest.fixture
def package(specification: Specification, tmp_path: Path) -> Path:
    for artifact in generator_of("frictionless")(specification):
        path = tmp_path / artifact.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(artifact.content)
    return tmp_path


def write(package: Path, specification: Specification, rows: Iterable[Row]) -> None:
    """Write rows below the headers of the package's empty return, as a council would."""
    with (package / f"{specification.collection.id}.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([typed(item, row.get(item.id)) for item in specification.items] for row in rows)


def faults(package: Path) -> list[tuple[str, int | None, str]]:
    """Return the faults that frictionless finds: kind, row, and message."""
    report = validate(str(package / "datapackage.json"))
    return [(kind, row, message) for kind, row, message in report.flatten(["type", "rowNumber", "message"])]


def test_the_package_is_valid_as_it_is(package: Path, specification: Specification) -> None:
    assert faults(package) == []
    descriptor = Package(str(package / "datapackage.json"))
    assert len(descriptor.resources) == 1 + len(specification.code_lists)


def test_a_good_return_is_good(package: Path, specification: Specification) -> None:
    write(package, specification, good_rows(specification))
    assert faults(package) == []


def test_each_planted_fault_is_found_and_nothing_else(package: Path, specification: Specification) -> None:
    bad: dict[str, str] = {"date": "31/02/2020", "integer": "three", "decimal": "£21", "code": "No such value"}
    rows, expected = [], []
    good = list(good_rows(specification))
    for item in specification.items:
        row = {name: typed(specification.item_by_id[name], cell) for name, cell in next(r for r in good if item.id in r).items()}
        for value in [bad[item.type]] if item.type in bad else [breaks_of(item, specification)]:
            if value is not None:
                rows.append(row | {item.id: value})
                expected.append((len(rows) + 1, item.title))
        if item.id in required_on_all_rows(specification):
            rows.append(row | {item.id: ""})
            expected.append((len(rows) + 1, item.title))
    with (package / f"{specification.collection.id}.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row.get(item.id, "") for item in specification.items] for row in rows)
    found = faults(package)
    assert len(found) == len(expected)
    for (_, row_number, message), (wanted_row, title) in zip(sorted(found, key=lambda f: f[1] or 0), expected, strict=True):
        assert row_number == wanted_row
        assert title in message


def breaks_of(item: DataItem, specification: Specification) -> str | None:
    """Return a text that the item cannot be, if there is one that a pattern or length shows."""
    named = specification.format_by_id.get(item.format or "")
    if named:
        return "?" if named.if_not_met == "error" else None
    return "x" * (item.max_length + 1) if item.max_length else None


def test_a_wrong_header_is_found(package: Path, specification: Specification) -> None:
    path = package / f"{specification.collection.id}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(specification.items[0].title, "Something else"), encoding="utf-8")
    assert [kind for kind, _, _ in faults(package)] == ["incorrect-label"]


def test_the_schema_alone_holds_the_lists(package: Path, specification: Specification) -> None:
    schema = Schema.from_descriptor(str(package / "tableschema.json"))
    coded = next(item for item in specification.items if item.code_list)
    assert schema.get_field(coded.title).constraints["enum"] == list(specification.code_list_by_id[coded.code_list or ""].values)
    write(package, specification, good_rows(specification))
    lone = package / "alone"
    lone.mkdir()
    shutil.copy(package / f"{specification.collection.id}.csv", lone / "data.csv")
    with system.use_context(trusted=True):
        report = validate(str(lone / "data.csv"), schema=schema)
    assert report.valid, report.flatten(["message"])
