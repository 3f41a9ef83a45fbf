"""A migration that makes the tables again and fills them from the old ones."""

from collections.abc import Iterator

from cldspec_generators.reports.changes.migration import misfits, staging
from cldspec_generators.reports.changes.migration.context import Context
from cldspec_generators.shared.derivation_scripts import remark_on_derivations
from cldspec_generators.shared.sql_scripts import code_lists, derived, drop_views, tables


def rebuild(context: Context) -> Iterator[str]:
    """Yield the statements that rebuild the tables."""
    database, old, new = context.database, context.old_names, context.new_names
    yield from misfits.set_misfits_aside(context)
    yield from staging.remove_staging(context)
    yield f"-- The tables of version {context.old.version}. Their rows are in the working tables."
    yield from drop_views(context.old, database)
    for table in (old.finding, old.read, old.rows, *(old.code_list(code_list.id) for code_list in context.old.code_lists)):
        yield database.drop("TABLE", table)
    yield f"-- The tables of version {context.new.version}, as its tables.sql and code_lists.sql make them."
    yield from tables(context.new, database)
    yield from code_lists(context.new, database)
    yield "-- The rows that fit."
    number = database.identifier("row_number")
    columns = [number, *(database.identifier(item.id) for item in context.new.items)]
    yield (
        f"INSERT INTO {new.rows} ({', '.join(columns)})\nSELECT {', '.join(f'm.{name}' for name in columns)}\n"
        f"FROM {context.converted} AS m\nWHERE NOT {misfits.is_set_aside(context, f'm.{number}')}{database.end}"
    )
    yield from staging.fill_staging(context)
    yield from derived(context.new, database)
    yield from remark_on_derivations(context.new)
    yield from misfits.drop_working_tables(context)
