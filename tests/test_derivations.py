"""Derivations: the plain reference, the databases and the examples agree."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import sqlglot

import cldspec
from cldspec.load import load
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import all_databases
from cldspec.steps.english import sentence
from cldspec.steps.examples import as_rows, differences_from, example_rows
from cldspec.steps.reference import Values, derived_from, row_of
from cldspec.steps.sql import query_of
from cldspec.steps.trace import scope_of, trace
from conftest import LIBRARY, REAL
from derivations import NAMES as NAMES_OF_TABLES
from derivations import derive_in, random_rows
from engines import NAMES, DuckDB, Engine, SQLite


@pytest.fixture(params=[DuckDB, SQLite], ids=["duckdb", "sqlite"])
def embedded(request: pytest.FixtureRequest) -> Engine:
    engine: Engine = request.param()
    return engine


@pytest.mark.slow
@pytest.mark.parametrize("folder", [LIBRARY, REAL], ids=["library", "real"])
def test_the_examples_are_right_in_databases(embedded: Engine, folder: Path) -> None:
    specification = load(folder)
    for derivation in specification.derivations:
        for example in derivation.examples:
            rows = [row_of(index, cells, specification) for index, cells in enumerate(example_rows(example), start=1)]
            found = derive_in(embedded, rows, specification, {}, [derivation.id])[derivation.id]
            assert list(differences_from(found, derivation, example, specification)) == [], example.title


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "name"),
    [*((LIBRARY, name) for name in NAMES), *((REAL, name) for name in NAMES if name != "spark")],
    ids=lambda part: part if isinstance(part, str) else part.name,
)
def test_databases_agree_with_the_reference(folder: Path, name: str, engine_of: Callable[[str], Engine]) -> None:
    """Random rows of a few people, in which many spells and chains begin and end on the same days. Spark takes long for many tables."""
    specification = load(folder)
    rows = random_rows(specification, 300, 1)
    expected = derived_from(rows, specification, {})
    found = derive_in(engine_of(name), rows, specification, {})
    for identifier, table in expected.items():
        scope = scope_of(identifier, specification)
        assert as_rows(found[identifier], scope) == as_rows(table, scope), identifier
    for derivation in specification.derivations:
        origin = derivation.from_
        if any(step.follow for step in derivation.steps) and origin and set(derivation.key) <= set(scope_of(origin, specification).columns):
            anchors, sequels = (sorted(_keys(expected[one], derivation.key)) for one in (origin, derivation.id))
            assert anchors == sequels, f"each anchor of {derivation.id} is in exactly one row"
            assert anchors


def _keys(rows: Sequence[Values], key: Sequence[str]) -> list[str]:
    return [str([row[name] for name in key]) for row in rows]


def test_derive_reads_a_return_as_validation_does(tmp_path: Path) -> None:
    specification = load(LIBRARY)
    header = "mark,movement,moved_on,remark,branch,reader_kind,weeks,fee\n"
    earlier = tmp_path / "earlier.csv"
    earlier.write_text(header + "AB123,Lent,01/02/2020,,,Yes,1,\n", encoding="utf-8")
    latest = tmp_path / "latest.csv"
    rows = ["AB123, lent out ,01/02/2020,,,No,2,1.50", ",,,,,,,", "AB124,Lent,31/02/2020,,,No,2,", ",Lent,03/02/2020,Torn,,no,,"]
    latest.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    tables = cldspec.derive(latest, version=specification, previous=[earlier])
    found = tables["movement_of_book"].to_pylist()
    listed = [(row["submission"], row["row_number"], row["book_key"], str(row["moved_on"]), row["reader_kind"]) for row in found]
    assert listed == [
        (2, 1, "AB123", "2020-02-01", "No"),
        (2, 3, "AB124", "None", "No"),
        (2, 4, "Torn", "2020-02-03", "No"),
    ]
    later = cldspec.derive(latest, version=specification, only=["loan_spell"], parameters={"as_of": "01/06/2021"})
    assert list(later) == ["loan_spell"]
    assert later["loan_spell"].num_rows == 0, "the loans are more than a year before"
    with pytest.raises(cldspec.UnknownDerivationError, match="There is no derivation loans"):
        cldspec.derive(latest, version=specification, only=["loans"])
    with pytest.raises(cldspec.ParameterError, match="loan_gap is three"):
        cldspec.derive(latest, version=specification, parameters={"loan_gap": "three"})
    with pytest.raises(cldspec.ParameterError, match="There is no parameter gap"):
        cldspec.derive(latest, version=specification, parameters={"gap": "3"})


@pytest.mark.slow
@pytest.mark.parametrize("database", all_databases(), ids=lambda database: database.name)
def test_the_queries_can_be_parsed(database: Database) -> None:
    for specification in (load(LIBRARY), load(REAL)):
        for derivation in specification.derivations:
            query = query_of(derivation, specification, database, NAMES_OF_TABLES)
            dialect = {"postgresql": "postgres", "sqlserver": "tsql"}.get(database.name, database.name)
            tree = sqlglot.parse_one(query, dialect=dialect)
            assert isinstance(tree, sqlglot.exp.Select), derivation.id
            assert "GETDATE" not in query, "the clock is never used"
            assert "CURRENT_DATE" not in query, "the clock is never used"


@pytest.mark.parametrize("folder", [LIBRARY, REAL], ids=["library", "real"])
def test_each_step_is_one_sentence(folder: Path) -> None:
    specification = load(folder)
    for derivation in specification.derivations:
        for step, scope in zip(derivation.steps, trace(derivation.id, specification).scopes, strict=False):
            words = sentence(step, scope)
            assert words[0].isupper(), words
            assert words.endswith("."), words
            assert not re.search(r"[a-z]_[a-z]", words), f"{words} has an identifier"
