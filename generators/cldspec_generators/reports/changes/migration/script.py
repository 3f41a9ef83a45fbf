"""The migration script of one database: the approach that changes least, and its statements."""

from collections.abc import Iterator

from cldspec.diff.changes import Comparison
from cldspec.rules.targets.sql.database import Database
from cldspec_generators.reports.changes.migration import lists, staging
from cldspec_generators.reports.changes.migration.alter import alter, can_alter
from cldspec_generators.reports.changes.migration.context import Context
from cldspec_generators.reports.changes.migration.header import header
from cldspec_generators.reports.changes.migration.rebuild import rebuild
from cldspec_generators.reports.changes.migration.rows import changes_values
from cldspec_generators.shared.sql_scripts import code_lists, derived, tables, validation


def migration(comparison: Comparison, database: Database) -> str:
    """Return the script that turns the tables of the old version, with their data, into those of the new one."""
    context = Context(comparison, database)
    approach, statements = _approach(context)
    body = "\n".join(database.in_transaction(statements)) if statements else ""
    return f"{header(context, approach, body)}\n{database.start if body else ''}{body}"


def _approach(context: Context) -> tuple[str, list[str]]:
    """Return how the script changes the tables, in words, and its statements."""
    database = context.database
    same_tables, *same_rest = (
        list(make(context.old, database)) == list(make(context.new, database)) for make in (tables, code_lists, derived, validation)
    )
    same_lists = same_rest[0]
    moves_values = context.renames_columns or any(changes_values(context, item) for item in context.new.items)
    if same_tables and all(same_rest) and not moves_values:
        return "Nothing needs to be done: the tables and code lists are the same.", []
    if same_tables and not moves_values and lists.keeps_all_values(context) and (same_lists or database.has_constraints):
        words = "The tables stay as they are. Only rows of code lists, the view of derived values or the results of validate.sql change."
        return words, [*_change_rows_of_lists(context)]
    if can_alter(context):
        return "The tables are altered in place (ALTER TABLE).", [*alter(context)]
    reason = (
        "columns change their position or type, or are now required"
        if database.can_alter_tables
        else f"{database.title} cannot alter tables like these safely"
    )
    return f"The tables are rebuilt and filled from the old ones, because {reason}.", [*rebuild(context)]


def _change_rows_of_lists(context: Context) -> Iterator[str]:
    """Yield the statements for versions with the same tables."""
    database = context.database
    yield from lists.add_values(context)
    yield from staging.drop_results(context)
    if list(derived(context.old, database)) != list(derived(context.new, database)):
        yield database.drop("VIEW", context.old_names.derived)
        yield from derived(context.new, database)
