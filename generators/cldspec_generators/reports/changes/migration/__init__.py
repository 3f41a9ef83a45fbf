"""Migrations: scripts that turn the tables of one version, with their data, into those of the next.

The rules of the new version say which old rows fit it: each row is converted, and the queries that find what breaks a rule
are run on the result. Rows that do not fit are counted and kept with the reason.

A correction that leaves the columns and the allowed values as they are has no migrations: old data is data of the corrected version.
"""

from collections.abc import Iterator
from functools import lru_cache

from cldspec.diff.changes import Comparison
from cldspec.model import Artifact, Specification
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import all_databases
from cldspec_generators.reports.changes.migration.context import Context
from cldspec_generators.reports.changes.migration.rows import changes_values
from cldspec_generators.reports.changes.migration.script import migration
from cldspec_generators.shared.sql_scripts import names_of, typed_table_columns


def migration_files(comparison: Comparison) -> Iterator[Artifact]:
    """Yield the migration script of each database; none for a correction that changes no column and no allowed value."""
    if not needs_migration(comparison):
        return
    old, new = comparison.old.version, comparison.new.version
    for database in all_databases():
        yield Artifact(
            f"migrate-{database.name}.sql",
            migration(comparison, database).encode(database.encoding),
            f"{database.title}: turns the tables of {old}, with their data, into those of {new}.",
        )


@lru_cache(maxsize=8)
def needs_migration(comparison: Comparison) -> bool:
    """Say whether tables of the old version need a script: always for another version, and seldom for a correction."""
    return not comparison.correction or any(_changes_tables(Context(comparison, database)) for database in all_databases())


def _changes_tables(context: Context) -> bool:
    """Say whether a database needs other columns or allowed values, or other values in the columns."""
    if context.renames_columns or any(changes_values(context, item) for item in context.new.items):
        return True
    return _layout(context.old, context.database) != _layout(context.new, context.database)


def _layout(specification: Specification, database: Database) -> tuple[object, ...]:
    """Return the names of the tables, the columns with their types, and the allowed values."""
    columns = [(column.name, column.kind, column.is_required) for column in typed_table_columns(specification, database)]
    return names_of(specification), columns, {one.id: set(one.values) for one in specification.code_lists}
