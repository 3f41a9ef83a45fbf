"""The staging table, and the tables that validate.sql makes from it."""

from collections.abc import Iterator

from cldspec_generators.reports.changes.migration.context import DECISION, Context
from cldspec_generators.shared.sql_scripts import staging_table, validation


def drop_results(context: Context) -> Iterator[str]:
    """Yield the statements that remove what validate.sql made, if that of the new version makes something else."""
    if list(validation(context.old, context.database)) != list(validation(context.new, context.database)):
        yield f"-- What validate.sql of version {context.old.version} made. Run that of version {context.new.version} to make it again."
        yield context.database.drop("TABLE", context.old_names.finding)
        yield context.database.drop("TABLE", context.old_names.read)
        yield context.database.drop("TABLE", context.old_names.cell)
        yield context.database.drop("TABLE", context.old_names.character)


def remove_staging(context: Context) -> Iterator[str]:
    """Yield the statements that copy and remove the old staging table, if the columns change."""
    database, names = context.database, context.old_names
    if _changes(context):
        yield f"-- {names.staging} has other columns from now on."
        yield from database.lock(names.staging)
        yield database.create_table_from(context.staging_copy, f"SELECT\n  *\nFROM {names.staging}")
        if database.loads_through_view:
            yield database.drop("VIEW", names.staging_view)
            yield database.drop("VIEW", names.line_view)
            yield database.drop("TABLE", names.line)
        yield database.drop("TABLE", names.staging)


def make_staging(context: Context) -> Iterator[str]:
    """Yield the statements that make the new staging table, if the columns change."""
    if _changes(context):
        yield from staging_table(context.new, context.new_names, context.database)


def fill_staging(context: Context) -> Iterator[str]:
    """Yield the statements that fill the new staging table from the copy, which stays if a column has been removed."""
    database = context.database
    if not _changes(context):
        return
    pairs = [(database.identifier(new), f"s.{database.identifier(old)}") for new, old in context.old_item_ids.items()]
    number = database.identifier("row_number") if database.row_number_type else database.hidden_row_number
    if database.transaction is None:
        pairs.insert(0, (number, f"s.{number}"))
    if pairs:
        columns, cells = (", ".join(pair) for pair in zip(*pairs, strict=True))
        yield f"-- The file in {context.new_names.staging}, as it was: renamed values keep their old names there."
        insert = f"INSERT INTO {context.new_names.staging} ({columns})"
        yield f"{insert}\nSELECT {cells}\nFROM {context.staging_copy} AS s\nORDER BY s.{number}{database.end}"
    if context.removed_items or not pairs:
        yield f"{DECISION} {context.staging_copy} has the columns that are removed. Drop it when you no longer need it."
    else:
        yield database.drop("TABLE", context.staging_copy)


def _changes(context: Context) -> bool:
    """Say whether the staging table has another name, or other columns, in the new version."""
    before = (context.old_names.staging, [item.id for item in context.old.items])
    return context.renames_columns or before != (context.new_names.staging, [item.id for item in context.new.items])
