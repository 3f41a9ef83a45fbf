"""What `in_table` means: the rows of a table of the specification as a condition on a row."""

from cldspec.model import Specification
from cldspec.rules.expression import All, Any, Compare, Condition, In, Item, Text, tables_of, values_in


def spelled_out(table_id: str, specification: Specification) -> Condition:
    """Return what in_table means: some row of the table has the values of this row. Rows that differ in one key stand together."""
    table = specification.table_by_id[table_id]

    def one_of(key: str, values: list[str]) -> Condition:
        return Compare("=", Item(key), Text(values[0])) if len(values) == 1 else In(Item(key), tuple(map(Text, values)))

    first = min(table.keys, key=lambda key: len({row[key] for row in table.rows}))
    rest = [key for key in table.keys if key != first]
    if not rest:
        return one_of(first, [row[first] for row in table.rows])
    options: list[Condition] = []
    for value in dict.fromkeys(row[first] for row in table.rows):
        rows = [row for row in table.rows if row[first] == value]
        head = one_of(first, [value])
        if len(rest) == 1:
            options.append(All((head, one_of(rest[0], [row[rest[0]] for row in rows]))))
        else:
            options += [All((head, *(one_of(key, [row[key]]) for key in rest))) for row in rows]
    return options[0] if len(options) == 1 else Any(tuple(options))


def items_in(condition: Condition, specification: Specification) -> set[str]:
    """Return the items that a condition asks, those of the tables in it too."""
    named = {value.id for value in values_in(condition) if isinstance(value, Item)}
    return named | {key for table in tables_of(condition) for key in specification.table_by_id[table].keys}
