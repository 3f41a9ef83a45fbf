"""Derivations: the plain reference, the databases and the examples agree."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cldspec.load import load
from cldspec.steps.examples import as_rows, differences_from, example_rows
from cldspec.steps.reference import derived_from, row_of
from cldspec.steps.trace import scope_of
from conftest import LIBRARY, REAL
from derivations import derive_in, random_rows
from engines import NAMES, DuckDB, Engine, SQLite


@pytest.fixture(params=[DuckDB, SQLite], ids=["duckdb", "sqlite"])
def embedded(request: pytest.FixtureRequest) -> Engine:
    engine: Engine = request.param()
    return engine


@pytest.mark.parametrize("folder", [LIBRARY, REAL], ids=["library", "real"])
def test_the_examples_are_right_in_databases(embedded: Engine, folder: Path) -> None:
    specification = load(folder)
    for derivation in specification.derivations:
        for example in derivation.examples:
            rows = [row_of(index, cells, specification) for index, cells in enumerate(example_rows(example), start=1)]
            found = derive_in(embedded, rows, specification, {}, [derivation.id])[derivation.id]
            assert list(differences_from(found, derivation, example, specification)) == [], example.title


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", [LIBRARY, REAL], ids=["library", "real"])
def test_databases_agree_with_the_reference(name: str, folder: Path, engine_of: Callable[[str], Engine]) -> None:
    """Random rows of a few people, in which many spells and chains begin and end on the same days."""
    specification = load(folder)
    rows = random_rows(specification, 300, 1)
    expected = derived_from(rows, specification, {})
    found = derive_in(engine_of(name), rows, specification, {})
    for derivation, table in expected.items():
        scope = scope_of(derivation, specification)
        assert as_rows(found[derivation], scope) == as_rows(table, scope), derivation
