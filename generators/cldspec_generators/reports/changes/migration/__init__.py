"""Migrations: scripts that turn the tables of one version, with their data, into those of the next.

The rules of the new version say which old rows fit it: each row is converted, and the queries that find what breaks a rule
are run on the result. Rows that do not fit are counted and kept with the reason.
"""

from collections.abc import Iterator

from cldspec.diff.changes import Comparison
from cldspec.model import Artifact
from cldspec.rules.targets.sql.databases import all_databases
from cldspec_generators.reports.changes.migration.script import migration


def migration_files(comparison: Comparison) -> Iterator[Artifact]:
    """Yield the migration script of each database."""
    old, new = comparison.old.version, comparison.new.version
    for database in all_databases():
        yield Artifact(
            f"migrate-{database.name}.sql",
            migration(comparison, database).encode(database.encoding),
            f"{database.title}: turns the tables of {old}, with their data, into those of {new}.",
        )
