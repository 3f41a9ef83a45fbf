"""The migrations, run in full in the real databases: the tables are then the same as new ones, and no data is lost.

The published scripts of the old version make and fill the old tables. The Python reference says what should become of each row.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, reject
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cldspec.diff.changes import Comparison
from cldspec.diff.compare import compare
from cldspec.diff.renames import declared_renames
from cldspec.load import read_texts
from cldspec.model import DataItem, Specification
from cldspec.rules.cells import read
from cldspec.rules.targets.sql.databases import all_databases, database_named
from cldspec.versions.releases import Correction
from cldspec_generators.reports.changes.markdown_text import markdown
from cldspec_generators.reports.changes.migration import migration_files
from cldspec_generators.reports.changes.migration.context import DECISION
from cldspec_generators.reports.changes.migration.script import migration
from cldspec_generators.reports.changes.page import html
from cldspec_generators.shared import sql_scripts as scripts
from cldspec_generators.shared.sql_scripts import names_of
from engines import Engine, Sql, SQLite, insert
from library_versions import BOOK, CASES, COMBINATIONS, EDITS, ConflictingEditsError, comparison, library_rows, library_texts, library_with
from migrations import build, check_migration, expected, real_versions, schema
from returns import own_keys, rows_with_errors, typed_row
from rows import good_rows

ENGINES = ("sqlite", "duckdb", "postgresql")
each_engine = pytest.mark.parametrize("name", ENGINES)


def test_the_rows_have_every_kind_of_value() -> None:
    loaded, aside = expected(library_rows(), comparison(library_with(), library_with()))
    assert not aside
    for name, number in {"reader_kind": 4, "weeks": 6, "fee": 6, "remark": 9, "movement": 2}.items():
        assert len({row[name] for row in loaded.values()}) == number, name


@pytest.fixture
def filled(engine_of: Callable[[str], Engine]) -> Iterator[Callable[[str], Engine]]:
    """Return a function that returns a database, by its name, with the old library's tables and rows."""

    engines: list[Engine] = []

    def fill(name: str) -> Engine:
        engine = engine_of(name)
        engines.append(engine)
        if isinstance(engine, SQLite):
            filled_sqlite().backup(engine.connection)
        else:
            build(engine, library_with(), library_rows())
        return engine

    yield fill
    for engine in engines:
        engine.close()


@cache
def filled_sqlite() -> sqlite3.Connection:
    """Return an SQLite database with the old library's tables and rows, to copy."""
    engine = SQLite()
    build(engine, library_with(), library_rows())
    return engine.connection


@pytest.fixture(scope="module")
def fresh(engine_of: Callable[[str], Engine]) -> Callable[..., list[object]]:
    """Return a function that returns what a database says about the new tables of a version."""

    @cache
    def make(name: str, *edits: str) -> list[object]:
        engine = engine_of(name)
        build(engine, library_with(*edits))
        described = schema(engine, library_with(*edits))
        engine.close()
        return described

    return make


@pytest.mark.slow
@each_engine
@pytest.mark.parametrize("edits", CASES, ids=" + ".join)
def test_a_migration_makes_the_new_tables_and_keeps_the_data(
    name: str, edits: tuple[str, ...], filled: Callable[[str], Engine], fresh: Callable[..., list[object]]
) -> None:
    new = library_with(*edits)
    as_new = fresh(name, *edits)
    engine = filled(name)
    check_migration(engine, comparison(library_with(), new), library_rows())
    assert without_results(schema(engine, new)) == as_new


def without_results(described: Sequence[object]) -> list[object]:
    """Return what a database says about its tables, without those that validate.sql makes. They stay if it makes the same."""
    return [row for row in described if not re.search(r"_(read|finding|odd_cell|odd_character)'", str(row))]


APPROACHES = {
    "nothing changed": "Nothing needs to be done",
    "only a warning changed": "The tables stay as they are",
    "calculation changed": "The tables stay as they are",
    "value added": "The tables stay as they are",
    "values in another order": "The tables stay as they are",
    "item added": "altered in place",
    "item added with a list": "altered in place",
    "item renamed that rules name": "altered in place",
    "item removed": "altered in place",
    "value renamed": "altered in place",
    "value removed": "altered in place",
    "list renamed": "altered in place",
    "rule tightened": "altered in place",
    "reworded": "altered in place",
    "item added in between": "rebuilt",
    "fewer digits": "rebuilt",
    "no longer required": "rebuilt",
}
"""What the script for PostgreSQL says about how it changes the tables."""


@pytest.mark.parametrize("edit", APPROACHES)
def test_tables_are_altered_or_rebuilt_only_if_they_must_be(edit: str) -> None:
    compared = comparison(library_with(), library_with(edit))
    assert APPROACHES[edit] in migration(compared, database_named("postgresql")).split("\n\n")[0]
    for name in ("sqlite", "duckdb"):
        header, *rest = migration(compared, database_named(name)).split("\n\n")
        assert "ALTER TABLE" not in "".join(rest)
        if "stay" in APPROACHES[edit] or "Nothing" in APPROACHES[edit]:
            assert APPROACHES[edit] in header


def test_a_simple_change_does_not_convert_rows() -> None:
    script = migration(comparison(library_with(), library_with("item added with a list")), database_named("postgresql"))
    assert "_findings_" not in script
    assert DECISION not in script
    assert 'ALTER TABLE loans_movement ADD COLUMN "wear" TEXT;' in script


@each_engine
def test_counts_can_be_seen_before_anything_changes(name: str, filled: Callable[[str], Engine]) -> None:
    """With ROLLBACK in place of COMMIT, as the script suggests, nothing changes."""
    engine = filled(name)
    before = (schema(engine, library_with()), engine.query("SELECT * FROM loans_movement ORDER BY row_number"))
    script = migration(comparison(library_with(), library_with(*COMBINATIONS[0])), database_named(name))
    assert script.count("COMMIT;") == 1
    engine.run(script.replace("COMMIT;", "ROLLBACK;"))
    assert (schema(engine, library_with()), engine.query("SELECT * FROM loans_movement ORDER BY row_number")) == before


@each_engine
def test_a_migration_is_all_or_nothing(name: str, filled: Callable[[str], Engine]) -> None:
    """If a statement fails, here because the table for rows that are set aside exists already, nothing changes."""
    engine = filled(name)
    before = (schema(engine, library_with()), engine.query("SELECT * FROM loans_movement ORDER BY row_number"))
    engine.run("CREATE TABLE loans_movement_set_aside_1_1 AS SELECT 1 AS mine;\n")
    with pytest.raises(Exception, match=r"(?i)already exists"):
        engine.run(migration(comparison(library_with(), library_with(*COMBINATIONS[0])), database_named(name)))
    engine.undo()
    assert (schema(engine, library_with()), engine.query("SELECT * FROM loans_movement ORDER BY row_number")) == before
    assert engine.query("SELECT mine FROM loans_movement_set_aside_1_1") == [(1,)]


@each_engine
def test_the_decisions_of_the_reader_take_effect(name: str, filled: Callable[[str], Engine]) -> None:
    """A removed value is mapped when its line is no longer a remark; a new item is filled when NULL is replaced by a value."""
    new, engine = library_with("value removed and another added", "item added that is required"), filled(name)
    before = engine.query("SELECT row_number, reader_kind FROM loans_movement ORDER BY 1")
    script = migration(comparison(library_with(), new), database_named(name))
    value = next(line for line in script.splitlines() if line.strip().startswith("-- WHEN"))
    assert "'Agent 007'" in value
    assert "a suggestion" in value
    kind = "TEXT" if name == "sqlite" else "DATE"
    empty = f'CAST(NULL AS {kind}) AS "due"'
    assert script.count(empty) == 1
    assert script.splitlines()[script[: script.index(empty)].count("\n") - 1].strip().startswith(DECISION)
    given = f"CASE WHEN o.movement = 'Lent' THEN CAST('2020-03-01' AS {kind}) END AS \"due\""
    engine.run(script.replace(value, value.replace("-- WHEN", "WHEN")).replace(empty, given))
    after = engine.query("SELECT row_number, reader_kind FROM loans_movement WHERE movement = 'Lent' ORDER BY 1")
    assert after == [(number, "Agent 007" if kind == "007" else kind) for number, kind in before if kind]
    assert "Agent 007" in {kind for _, kind in after}
    assert {str(due) for (due,) in engine.query("SELECT due FROM loans_movement WHERE movement = 'Lent'")} == {"2020-03-01"}


@each_engine
def test_the_reader_decides_on_what_looks_renamed(name: str, filled: Callable[[str], Engine]) -> None:
    """The script says what to write if a new item looks like a removed one. It sets the old values aside in any case."""
    engine = filled(name)
    before = engine.query("SELECT row_number, remark FROM loans_movement ORDER BY 1")
    script = migration(comparison(library_with(), library_with("item renamed without saying so")), database_named(name))
    assert 'If jotting replaces it, write o."remark" for NULL in the line of jotting above.' in script
    empty = f'CAST(NULL AS {"VARCHAR" if name == "duckdb" else "TEXT"}) AS "jotting"'
    assert script.count(empty) == 1
    engine.run(script.replace(empty, 'o."remark" AS "jotting"'))
    assert engine.query("SELECT row_number, jotting FROM loans_movement ORDER BY 1") == before
    aside = engine.query("SELECT row_number, remark FROM loans_movement_set_aside_1_1 ORDER BY 1")
    assert aside == [row for row in before if row[1] is not None]


@pytest.mark.parametrize("edits", COMBINATIONS, ids=" + ".join)
def test_the_new_scripts_run_on_the_migrated_tables(edits: tuple[str, ...], filled: Callable[[str], Engine]) -> None:
    new, engine = library_with(*edits), filled("sqlite")
    engine.run(migration(comparison(library_with(), new), database_named("sqlite")))
    for make in (scripts.tables, scripts.code_lists, scripts.validation, scripts.loading, scripts.derived):
        engine.run("\n".join(make(new, database_named("sqlite"))))
    staged = engine.query("SELECT row_number, rule FROM loans_finding")
    assert staged


def test_a_row_with_a_value_that_is_not_in_its_list_is_set_aside(filled: Callable[[str], Engine]) -> None:
    """SQLite enforces foreign keys only on request, so there may be such rows."""
    engine = filled("sqlite")
    engine.run("PRAGMA foreign_keys = OFF; UPDATE loans_movement SET reader_kind = 'Pirate' WHERE reader_kind = 'Yes';")
    ((count,),) = engine.query("SELECT COUNT(*) FROM loans_movement WHERE reader_kind = 'Pirate'")
    assert count
    engine.run(migration(comparison(library_with(), library_with("item added in between")), database_named("sqlite")))
    aside = "SELECT COUNT(*), MIN(set_aside_rule), MIN(reader_kind) FROM loans_movement_set_aside_1_1"
    assert engine.query(aside) == [(count, "reader_kind.list", "Pirate")]
    assert engine.query("SELECT COUNT(*) FROM loans_movement WHERE reader_kind = 'Pirate'") == [(0,)]


def test_a_migration_over_a_version_keeps_every_row(filled: Callable[[str], Engine]) -> None:
    engine = filled("sqlite")
    middle = library_with("value renamed that rules name", "item renamed")
    last = renamed_again(middle)
    compared = Comparison(library_with(), last, (), declared_renames(library_with(), last, [middle]))
    before = engine.query("SELECT row_number, movement, remark FROM loans_movement ORDER BY row_number")
    engine.run(migration(compared, database_named("sqlite")))
    after = engine.query("SELECT row_number, movement, note FROM loans_movement ORDER BY row_number")
    assert after == [(number, "Taken" if movement == "Lent" else movement, remark) for number, movement, remark in before]


def renamed_again(version: Specification) -> Specification:
    """Return the version after one in which Lent and remark have new names: they have others again."""
    texts = library_texts("value renamed that rules name", "item renamed")
    for file, old, new in (("code-lists/movement.yaml", "was: Lent\n", "was: Lent out now\n"), (BOOK, "was: remark\n", "was: jotting\n")):
        texts[file] = texts[file].replace(old, new)
    for old, new in (("Lent out now", "Taken"), ("jotting", "note")):
        texts = {name: re.sub(rf"(?<!was: )\b{old}\b", new, text) for name, text in texts.items()}
    texts["specification.yaml"] = texts["specification.yaml"].replace(f'version: "{version.version}"', 'version: "1.2"', 1)
    specification, findings = read_texts(texts)
    assert specification, findings
    return specification


def test_many_rows_are_migrated_in_seconds() -> None:
    engine = SQLite()
    build(engine, library_with())
    engine.run(
        "WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < 50000) INSERT INTO loans_movement "
        "SELECT n, 'AB123', 'Lent', '2020-01-02', 'x', '', CASE n % 2 WHEN 0 THEN '007' ELSE 'No' END, 3, 1.50 FROM n;"
    )
    start = time.perf_counter()
    engine.run(migration(comparison(library_with(), library_with("value removed", "value renamed")), database_named("sqlite")))
    assert time.perf_counter() - start < 10
    assert engine.query("SELECT COUNT(*), MIN(reader_kind), MAX(reader_kind) FROM loans_movement") == [(24999, "No", "No")]
    assert engine.query("SELECT COUNT(*) FROM loans_movement_set_aside_1_1") == [(25000,)]


some_edits = st.lists(st.sampled_from(sorted(EDITS)), max_size=5, unique=True)


@pytest.mark.slow
@each_engine
@hypothesis_settings(max_examples=12)
@given(before=some_edits, after=some_edits)
@example(before=["items exchanged"], after=["items exchanged"])
def test_any_version_turns_into_any_other(name: str, before: list[str], after: list[str], engine_of: Callable[[str], Engine]) -> None:
    try:
        old, new = library_with(*sorted(before)), library_with(*sorted(after))
    except ConflictingEditsError:
        reject()
    engine = engine_of(name)
    build(engine, new)
    as_new = schema(engine, new)
    engine.close()
    engine = engine_of(name)
    rows = [{item.id: row.get(item.id, "") for item in old.items} for row in library_rows()]
    build(engine, old, rows)
    check_migration(engine, comparison(old, new), rows)
    assert without_results(schema(engine, new)) == as_new
    engine.close()


@pytest.mark.slow
@each_engine
def test_the_real_specification_is_migrated(name: str, engine_of: Callable[[str], Engine]) -> None:
    """From 3.0, as reconstructed, to 4.0, and back, which removes items and a value."""
    for old, new in (real_versions(), real_versions()[::-1]):
        engine = engine_of(name)
        build(engine, new)
        as_new = schema(engine, new)
        engine.close()
        good = [dict[str, Any](row) for row in good_rows(old)] * 3
        rows = [typed_row(row, old) | own_keys(row, number, old) for number, row in enumerate(good)]
        if old.version == "4.0":
            requests = [row for row in rows if row["event_type"] == "Request"]
            requests[0]["route_of_access"] = "Discharge from Reablement"
        engine = engine_of(name)
        build(engine, old, rows)
        check_migration(engine, comparison(old, new), rows)
        assert without_results(schema(engine, new)) == as_new
        engine.close()


def test_the_header_lists_what_changes() -> None:
    old, new = library_with(), library_with("value removed", "item added")
    script = migration(compare(old, new), database_named("postgresql"))
    header = script.split("\n\n")[0]
    assert all(line.startswith("--") for line in header.splitlines())
    assert "--   - item/note: " in header
    assert "--   - value/reader-kind/007: " in header
    assert "psql --dbname=DATABASE --set=ON_ERROR_STOP=1 --file=migrate-postgresql.sql" in header
    assert f"Decisions for you to make: {script.count(DECISION)}." in header
    assert script == migration(compare(old, new), database_named("postgresql"))


@pytest.mark.parametrize(("edit", "is_asked"), [("rule tightened", True), ("rule loosened", False)])
def test_the_reader_decides_only_if_rows_may_be_refused(edit: str, is_asked: bool) -> None:
    script = migration(compare(library_with(), library_with(edit)), database_named("postgresql"))
    assert (DECISION in script) is is_asked


@pytest.mark.usefixtures("spark")
def test_spark_rebuilds_the_tables(engine_of: Callable[[str], Engine]) -> None:
    old, new, engine, database = library_with(), library_with(*COMBINATIONS[0]), engine_of("spark"), database_named("spark")

    def drop_all() -> None:
        for specification in (old, new):
            engine.run("\n".join(scripts.dropping(specification, database)))
            names = names_of(specification)
            for table in (f"{names.rows}_set_aside_1_1", f"{names.rows}_before_1_1", f"{names.staging}_before_1_1"):
                engine.run(f"DROP TABLE IF EXISTS {table};\n")

    def described(specification: Specification) -> list[object]:
        names = names_of(specification)
        tables = [names.rows, names.staging, *(names.code_list(code_list.id) for code_list in specification.code_lists)]
        lists = [engine.query(f"SELECT * FROM {table} ORDER BY position") for table in tables[2:]]
        return [*(engine.query(f"DESCRIBE TABLE {table}") for table in [*tables, names.derived]), *lists]

    drop_all()
    build(engine, new)
    as_new = described(new)
    drop_all()
    build(engine, old)
    rows = library_rows()[:60]
    with_errors = rows_with_errors(rows, old)
    columns = ["row_number", *(item.id for item in old.items)]
    cells = [
        [index + 2, *(as_spark(read(item, row[item.id], old), item) for item in old.items)]
        for index, row in enumerate(rows)
        if index not in with_errors
    ]
    insert(engine, names_of(old).rows, columns, cells)
    staged = [[index, *(row[name] or None for name in columns[1:])] for index, row in enumerate(rows)]
    insert(engine, names_of(old).staging, columns, staged)
    check_migration(engine, comparison(old, new), rows)
    assert described(new) == as_new
    assert len(engine.query(f"SELECT * FROM {names_of(new).rows}_before_1_1")) == len(cells)
    drop_all()


def as_spark(value: object, item: DataItem) -> object:
    """Return a value as Spark's SQL, in which a text cannot be a date."""
    return Sql(f"DATE '{value}'") if item.type == "date" and value else value


MIGRATED = {"reworded": False, "rule tightened": False, "only a warning changed": False, "value added": True, "fewer digits": True}
"""Whether a correction that makes an edit needs migrations: only if a column or an allowed value changes."""


@pytest.mark.parametrize("edit", MIGRATED)
def test_a_correction_has_migrations_only_if_columns_or_values_change(edit: str) -> None:
    made = Correction(origin=library_with().origin, date="2020-02-03", kind="correction", before="a", digest="b")
    compared = replace(comparison(library_with(), library_with(edit)), correction=made)
    assert bool([*migration_files(compared)]) == MIGRATED[edit]
    assert ("needs no migration" in markdown(compared)) == (not MIGRATED[edit])
    assert ("migrate-*.sql" in html(compared)) == MIGRATED[edit]


def test_there_is_a_script_for_each_database() -> None:
    compared = comparison(library_with(), library_with("value renamed"))
    files = {file.path: file for file in migration_files(compared)}
    assert list(files) == [f"migrate-{database.name}.sql" for database in all_databases()]
    assert all(file.about for file in files.values())
    for database in all_databases():
        assert files[f"migrate-{database.name}.sql"].content.decode("utf-8-sig") == migration(compared, database)
