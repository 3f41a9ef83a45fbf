"""The tables of code lists, and their rows."""

from collections.abc import Iterator

from cldspec.model import CodeList
from cldspec_generators.reports.changes.migration.context import Context
from cldspec_generators.shared.sql_scripts import LIST_COLUMNS, list_rows, list_table


def keeps_all_values(context: Context) -> bool:
    """Say whether each old code list still has all its values."""
    for old in context.old.code_lists:
        new = context.new.code_list_by_id.get(context.comparison.renamed_lists.get(old.id, old.id))
        if not set(old.values) <= set(new.values if new else ()):
            return False
    return True


def keeps_its_table(context: Context, code_list: CodeList) -> bool:
    """Say whether the table of a new code list is made as before, or is new."""
    old = context.old.code_list_by_id.get(code_list.id)
    made = [next(list_table(version, context.new_names, context.database)) for version in (old, code_list) if version]
    return len(set(made)) == 1


def make_new_tables(context: Context) -> Iterator[str]:
    """Yield the statements that make the tables of added code lists."""
    for code_list in context.new.code_lists:
        if code_list.id not in context.old.code_list_by_id:
            yield from list_table(code_list, context.new_names, context.database)


def add_values(context: Context) -> Iterator[str]:
    """Yield the statements that add the new values, and change labels, descriptions and positions of the others."""
    database = context.database
    columns = [database.identifier(name) for name in LIST_COLUMNS]
    for code_list in context.new.code_lists:
        rows = list_rows(code_list, database)
        table = context.new_names.code_list(code_list.id)
        old = context.old.code_list_by_id.get(code_list.id)
        old_rows = {row[0]: row for row in list_rows(old, database)} if old else {}
        added = [row for row in rows if row[0] not in old_rows]
        if added:
            yield f"-- The new values of {code_list.id}."
            yield database.insert_missing(table, LIST_COLUMNS, added)
        for row in rows:
            old_row = old_rows.get(row[0], row)
            changed = [f"{name} = {cell}" for name, cell, old_cell in zip(columns, row, old_row, strict=True) if cell != old_cell]
            if changed:
                yield f"UPDATE {table} SET {', '.join(changed)} WHERE {columns[0]} = {row[0]}{database.end}"


def remove_values(context: Context) -> Iterator[str]:
    """Yield the statements that remove the removed values, and the tables of removed code lists."""
    database = context.database
    for old in context.old.code_lists:
        new = context.new.code_list_by_id.get(old.id)
        if new is None:
            yield database.drop("TABLE", context.old_names.code_list(old.id))
            continue
        removed = [database.text(value) for value in old.values if value not in new.values]
        if removed:
            table, value = context.new_names.code_list(old.id), database.identifier("value")
            yield f"DELETE FROM {table} WHERE {value} IN ({', '.join(removed)}){database.end}"
