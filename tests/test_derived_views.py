"""The published views of derived tables give what `cldspec.derive` gives."""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cldspec
from cldspec.rules.targets.sql.databases import all_databases
from cldspec.steps.order import in_order
from cldspec.steps.trace import scope_of
from cldspec_generators.shared.sql_scripts import names_of
from engines import Engine
from published_scripts import scripts, staged
from specifications import SPECIFICATIONS

SPECIFICATION = SPECIFICATIONS["4.0"]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("derived") / "return.csv"
    table = cldspec.sample(200, version=SPECIFICATION)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.column_names)
        writer.writerows([cell or "" for cell in row.values()] for row in table.to_pylist())
    return path


@pytest.mark.slow
@pytest.mark.parametrize("name", ["duckdb", "sqlite", "postgresql"])
def test_the_views_are_what_derive_gives(name: str, made_up: Path, engine_of: Callable[[str], Engine]) -> None:
    """Row numbers count from the header in the one, and not in the other, so that they are left out."""
    engine, names, made = engine_of(name), names_of(SPECIFICATION), scripts("4.0", name)
    with made_up.open(encoding="utf-8", newline="") as file:
        ids = {item.title: item.id for item in SPECIFICATION.items}
        rows = tuple({ids[title]: cell for title, cell in row.items()} for row in csv.DictReader(file))
    staged(engine, "4.0", rows)
    for script in ("validate.sql", "load.sql", "derivations.sql", "derivations.sql"):
        engine.run(made[script])
    assert engine.query(f"SELECT COUNT(*) FROM {names.rows}") == [(len(rows),)]
    expected = cldspec.derive(made_up, version=SPECIFICATION)
    filled = 0
    for derivation in SPECIFICATION.derivations:
        columns = [column for column in scope_of(derivation.id, SPECIFICATION).columns if column != "row_number"]
        listed = ", ".join(f'"{column}"' for column in columns)
        found = engine.query(f"SELECT {listed} FROM {names.derivation(derivation.id)}")
        wanted = [tuple(row[column] for column in columns) for row in expected[derivation.id].to_pylist()]
        assert sorted(map(_plain, found)) == sorted(map(_plain, wanted)), derivation.id
        filled += bool(wanted)
    assert filled > len(SPECIFICATION.derivations) / 2
    engine.run(made["drop.sql"])


def _plain(row: tuple[Any, ...]) -> tuple[str, ...]:
    """Return values as texts, so that numbers of different types and dates as texts are the same."""
    return tuple(
        value.isoformat() if isinstance(value, date) else f"{Decimal(str(value)).normalize():f}" if _is_number(value) else str(value)
        for value in row
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


@pytest.mark.parametrize("database", [one.name for one in all_databases()])
def test_each_view_comes_after_those_that_it_uses_and_says_what_it_is(database: str) -> None:
    names, text = names_of(SPECIFICATION), scripts("4.0", database)["derivations.sql"]
    places = [text.index(f"VIEW {names.derivation(derivation.id)} AS") for derivation in in_order(SPECIFICATION)]
    assert places == sorted(places)
    for derivation in SPECIFICATION.derivations:
        assert f"-- {derivation.title}." in text
    dropped = scripts("4.0", database)["drop.sql"]
    assert all(names.derivation(derivation.id) in dropped for derivation in SPECIFICATION.derivations)
    assert "derivations.sql" not in scripts("library", database) or SPECIFICATIONS["library"].derivations
