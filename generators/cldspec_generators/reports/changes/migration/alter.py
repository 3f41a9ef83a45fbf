"""A migration that alters the tables in place."""

from collections.abc import Iterator

from cldspec.model import DataItem
from cldspec_generators.reports.changes.migration import lists, misfits, staging
from cldspec_generators.reports.changes.migration.context import Context
from cldspec_generators.reports.changes.migration.rows import changes_values
from cldspec_generators.shared.derivation_scripts import remark_on_derivations
from cldspec_generators.shared.sql_scripts import constraints_of, derived, drop_views, typed_table_columns


def can_alter(context: Context) -> bool:
    """Say whether the tables can be altered: names stay, columns keep their position and type, and new ones come last."""
    if not context.database.can_alter_tables or context.old_names != context.new_names:
        return False
    renamed = context.comparison.renamed_items
    if any(new in context.old.item_by_id for new in renamed.values()) or any(old in context.new.item_by_id for old in renamed):
        return False  # columns would have to exchange their names
    old_ids, new_ids = context.old_item_ids, [item.id for item in context.new.items]
    order = [item.id for item in context.old.items if item.id in old_ids.values()]
    if list(old_ids.values()) != order or new_ids[: len(old_ids)] != list(old_ids):
        return False
    old_columns = {column.name: column for column in typed_table_columns(context.old, context.database)}
    for name, column in context.columns.items():
        old = old_columns[old_ids[name]] if name in old_ids else None
        if column.is_required if old is None else (old.kind, old.is_required) != (column.kind, column.is_required):
            return False
    return all(lists.keeps_its_table(context, code_list) for code_list in context.new.code_lists)


def alter(context: Context) -> Iterator[str]:
    """Yield the statements that alter the tables."""
    database, rows, number = context.database, context.new_names.rows, context.database.identifier("row_number")
    before, after = (constraints_of(version, database) for version in (context.old, context.new))
    updated = _updated_items(context)
    needs_conversion = bool(updated or context.removed_items) or misfits.may_have_misfits(context)
    if needs_conversion:
        yield from misfits.set_misfits_aside(context)
    yield from drop_views(context.old, database)
    yield from staging.drop_results(context)
    yield from lists.make_new_tables(context)
    yield from lists.add_values(context)
    if needs_conversion:
        yield "-- Rows that are set aside leave the table."
        yield f"DELETE FROM {rows}\nWHERE {misfits.is_set_aside(context, f'{rows}.{number}')}{database.end}"
    for name, constraint in before.items():
        if after.get(name) != constraint:
            yield database.drop_constraint(rows, name, constraint)
    yield from _change_columns(context)
    if updated:
        yield "-- Values that are renamed, or that you gave above."
        index = database.identifier(f"{context.converted}_key")
        yield f"CREATE UNIQUE INDEX {index} ON {context.converted} ({number}){database.end}"
        where = f"WHERE m.{number} = {rows}.{number}"
        names = [database.identifier(item.id) for item in updated]
        cells = ",\n  ".join(f"{name} = (SELECT m.{name} FROM {context.converted} AS m {where})" for name in names)
        yield f"UPDATE {rows}\nSET\n  {cells}{database.end}"
    for name, constraint in after.items():
        if before.get(name) != constraint:
            yield constraint.statement or database.add_constraint(rows, constraint.line)
    yield from lists.remove_values(context)
    yield from _change_descriptions(context)
    yield from staging.remove_staging(context)
    yield from staging.make_staging(context)
    yield from staging.fill_staging(context)
    yield from derived(context.new, database)
    yield from remark_on_derivations(context.new)
    if needs_conversion:
        yield from misfits.drop_working_tables(context)


def _updated_items(context: Context) -> list[DataItem]:
    """Return the items whose values may change, or may be given by the reader."""
    likely = [misfits.likely_replacement(context, item) for item in context.removed_items]
    added = [item for item in context.added_items if context.is_required_somewhere(item) or item in likely]
    return [item for item in context.new.items if item in added or changes_values(context, item)]


def _change_columns(context: Context) -> Iterator[str]:
    """Yield the statements that remove, rename and add columns of the typed table."""
    database, rows = context.database, context.new_names.rows
    for item in context.removed_items:
        yield database.drop_column(rows, item.id)
    for old, new in context.comparison.renamed_items.items():
        yield database.rename_column(rows, old, new)
    for item in context.added_items:
        column = context.columns[item.id]
        yield database.add_column(rows, database.column_line(item.id, column.kind, column.description))


def _change_descriptions(context: Context) -> Iterator[str]:
    """Yield the statements that change the descriptions of tables and columns."""
    database, names = context.database, context.new_names
    for code_list in context.new.code_lists:
        old = context.old.code_list_by_id.get(code_list.id)
        if old and old.description != code_list.description:
            yield from database.replace_description(names.code_list(code_list.id), None, code_list.description)
    if context.old.record.description != context.new.record.description:
        yield from database.replace_description(names.rows, None, context.new.record.description)
    old_columns = {column.name: column for column in typed_table_columns(context.old, database)}
    for name, column in context.columns.items():
        if name not in context.old_item_ids:
            yield from database.describe_column(names.rows, name, column.description)
        elif old_columns[context.old_item_ids[name]].description != column.description:
            yield from database.replace_description(names.rows, name, column.description)
