"""What the tests of migrations share: tables of an old version with rows, and what a migration should make of them.

The Python reference says what should become of each row. It reads the cells as typed, with the new names of renamed values,
and checks them against the rules of the new version.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache

from cldspec.diff.changes import Comparison
from cldspec.load import read_texts
from cldspec.model import DataItem, Specification
from cldspec.rules.cells import read
from cldspec.rules.evaluate import compiled
from cldspec.rules.expression import parse
from cldspec.rules.reference import broken_rules, canonical_row
from cldspec.rules.targets.sql.databases import database_named
from cldspec_generators.reports.changes.migration.context import reference_database
from cldspec_generators.reports.changes.migration.script import migration
from cldspec_generators.shared import sql_scripts as scripts
from cldspec_generators.shared.sql_scripts import names_of
from conftest import REAL, texts_of
from engines import Engine, insert
from history import version_3_0
from library_versions import Typed
from returns import TODAY, rows_with_errors, typed_row


def build(engine: Engine, specification: Specification, rows: Sequence[Typed] = ()) -> None:
    """Make the tables as the published scripts do, and load and validate the rows, if any."""
    database = database_named(engine.name)
    for make in (scripts.tables, scripts.code_lists):
        engine.run("\n".join(make(specification, database)))
    if rows:
        columns = [item.id for item in specification.items]
        insert(engine, names_of(specification).staging, columns, [[row[name] or None for name in columns] for row in rows])
        engine.run("\n".join(scripts.validation(specification, database)))
        engine.run("\n".join(scripts.loading(specification, database)))
    engine.run("\n".join(scripts.derived(specification, database)))


SCHEMA_QUERIES = {
    "sqlite": (
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE '%set_aside%' AND name NOT LIKE '%before%' ORDER BY 1, 2",
    ),
    "duckdb": (
        """SELECT table_name, column_name, data_type, is_nullable, column_default, comment
        FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index""",
        "SELECT table_name, comment, sql FROM duckdb_tables() ORDER BY 1",
        "SELECT table_name, constraint_type, constraint_text, constraint_column_names FROM duckdb_constraints() ORDER BY 1, 2, 3",
        "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY 1",
    ),
    "postgresql": (
        """SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity, numeric_precision, numeric_scale,
        udt_name, col_description(table_name::regclass, ordinal_position)
        FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position""",
        """SELECT conrelid::regclass::text, conname, contype, convalidated, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
        "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1",
        "SELECT relname, relkind, obj_description(oid, 'pg_class') FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
    ),
}


def schema(engine: Engine, specification: Specification) -> list[object]:
    """Return everything that a database says about its tables, and the rows of code lists.

    The tables that a migration leaves to the reader are not included.
    """
    names = names_of(specification)
    rows = [row for query in SCHEMA_QUERIES[engine.name] for row in engine.query(query)]
    described: list[object] = [row for row in rows if not re.search(r"_(set_aside|before)_", " ".join(map(str, row)))]
    lists = [engine.query(f"SELECT * FROM {names.code_list(code_list.id)} ORDER BY position") for code_list in specification.code_lists]
    return [*described, *lists]


def as_in_reference(value: object) -> object:
    """Return a value of a database as the Python reference has it."""
    if value is None or isinstance(value, str):
        return value
    return Decimal(str(value)).normalize() if isinstance(value, Decimal | int | float) else str(value)


def retyped(new: DataItem, old: DataItem, typed: str) -> str:
    """Return an old cell as it is typed for the new version: a number that stays one has no zeros at its end."""
    if old.type == "decimal" and typed and new.type in {"integer", "decimal"}:
        return f"{Decimal(typed).normalize():f}"
    return typed


def old_items(compared: Comparison) -> dict[str, DataItem]:
    """Return the old items by the new identifiers, for the items that both versions have."""
    old_ids = {new: old for old, new in compared.renamed_items.items()}
    both = {item.id: compared.old.item_by_id.get(old_ids.get(item.id, item.id)) for item in compared.new.items}
    return {new: old for new, old in both.items() if old}


def expected(rows: Sequence[Typed], compared: Comparison) -> tuple[dict[int, dict[str, object]], set[tuple[int, str]]]:
    """Return what the Python reference expects of a migration.

    This is the rows of the new table by their numbers, and the numbers and rules of what is set aside.
    """
    old, new, was = compared.old, compared.new, old_items(compared)
    with_errors = rows_with_errors(rows, old)
    stored = {index + 2: typed_row(canonical_row(row, old, TODAY), old) for index, row in enumerate(rows) if index not in with_errors}
    numbers = [*stored]

    def converted(item: DataItem, row: Typed) -> str:
        cell = retyped(item, was[item.id], row[was[item.id].id]) if item.id in was else ""
        successors = compared.renames.becomes(item.code_list or "", cell)
        if not successors:
            return cell
        values = canonical_row(row, old, TODAY)
        met = [each.value for each in successors if each.where and compiled(parse(each.where), old)(values) is True]
        rest = [each.value for each in successors if not each.where and not each.by_decision]
        mapped = met or rest
        return mapped[0] if len(mapped) == 1 else "to be decided"

    new_rows = [{item.id: converted(item, row) for item in new.items} for row in stored.values()]
    enforced = {rule.id for rule in scripts.enforced_rules(new, reference_database())}
    broken = {(numbers[index], rule) for index, rule in broken_rules(new_rows, new, TODAY) if rule in enforced}
    removed_items = [item.id for item in old.items if item not in was.values()]
    removed = {(number, f"{name}.removed") for number, row in stored.items() for name in removed_items if row[name]}
    refused = {number for number, _ in broken}
    loaded = {
        number: {item.id: as_in_reference(read(item, row[item.id], new)) for item in new.items}
        for number, row in zip(numbers, new_rows, strict=True)
        if number not in refused
    }
    return loaded, broken | removed


def check_migration(
    engine: Engine, compared: Comparison, rows: Sequence[Typed], run: Callable[[], None] | None = None, script: str = ""
) -> None:
    """Run a migration of tables with rows, and compare the result with what the reference expects.

    `run` and `script` are for a migration that is translated first: what runs it, and the migration itself.
    """
    old, new = compared.old, compared.new
    old_names, new_names = names_of(old), names_of(new)
    before = {row[0]: row for row in engine.query(f"SELECT * FROM {old_names.rows}")}
    staged = engine.query(f"SELECT {', '.join(item.id for item in old.items)} FROM {old_names.staging}")
    script = script or migration(compared, database_named(engine.name))
    if run:
        run()
    else:
        engine.run(script)

    loaded, aside = expected(rows, compared)
    columns = [item.id for item in new.items]
    assert loaded == {
        number: dict(zip(columns, map(as_in_reference, cells), strict=True))
        for number, *cells in engine.query(f"SELECT * FROM {new_names.rows}")
    }
    table = f"{new_names.rows}_set_aside_{re.sub(r'[^0-9]', '_', new.version)}"
    set_aside = engine.query(f"SELECT * FROM {table}") if table in script else []
    assert {(row[4], row[1]) for row in set_aside} == aside
    assert len(set_aside) == len(aside)
    for _, rule, what, because, *row in set_aside:
        assert tuple(row) == before[row[0]]
        assert what == ("one value" if rule.endswith(".removed") else "the row")
        assert because
    assert set(before) == set(loaded) | {number for number, rule in aside if not rule.endswith(".removed")}

    was, position = old_items(compared), {item.id: index for index, item in enumerate(old.items)}
    positions = [position[was[name].id] if name in was else None for name in columns]
    staged_now = engine.query(f"SELECT {', '.join(columns)} FROM {new_names.staging}")
    assert staged_now == [tuple(None if index is None else row[index] for index in positions) for row in staged]


@cache
def real_versions() -> tuple[Specification, Specification]:
    """Return version 3.0, as reconstructed, and version 4.0."""
    old, findings = read_texts(version_3_0())
    assert old is not None, findings
    new, findings = read_texts(texts_of(REAL))
    assert new is not None, findings
    return old, new
