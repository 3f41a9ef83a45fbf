"""What `in_table` means: the rows of a table of the specification, as a condition."""

from cldspec.model import Specification
from cldspec.rules import expression as ex


def spelled_out(table_id: str, specification: Specification) -> ex.Condition:
    """Return what in_table means as a condition without tables: some row of the table has the same values as this row."""
    table = specification.table_by_id[table_id]

    def one_of(key: str, values: list[str]) -> ex.Condition:
        return ex.Compare("=", ex.Item(key), ex.Text(values[0])) if len(values) == 1 else ex.In(ex.Item(key), tuple(map(ex.Text, values)))

    first = min(table.keys, key=lambda key: len({row[key] for row in table.rows}))
    rest = [key for key in table.keys if key != first]
    if not rest:
        return one_of(first, [row[first] for row in table.rows])
    options: list[ex.Condition] = []
    for value in dict.fromkeys(row[first] for row in table.rows):
        rows = [row for row in table.rows if row[first] == value]
        head = one_of(first, [value])
        if len(rest) == 1:
            options.append(ex.All((head, one_of(rest[0], [row[rest[0]] for row in rows]))))
        else:
            options += [ex.All((head, *(one_of(key, [row[key]]) for key in rest))) for row in rows]
    return options[0] if len(options) == 1 else ex.Any(tuple(options))


def without_tables(condition: ex.Condition, specification: Specification) -> ex.Condition:
    """Return a condition in which each in_table is spelled out."""
    return ex.map_leaves(condition, lambda leaf: spelled_out(leaf.table, specification) if isinstance(leaf, ex.InTable) else leaf)


def items_in(condition: ex.Condition, specification: Specification) -> set[str]:
    """Return the items that a condition refers to, with those of the tables in it."""
    named = {value.id for value in ex.values_in(condition) if isinstance(value, ex.Item)}
    return named | {key for table in ex.tables_of(condition) for key in specification.table_by_id[table].keys}
