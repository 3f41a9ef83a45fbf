"""The irregular cells of a return in DuckDB, whose text is not exactly a value: each different text is read once.

What is read are the values that `cldspec.rules.cells.read` gives, and the rules about one cell that a text breaks.
"""

from collections.abc import Collection, Mapping, Sequence

from duckdb import DuckDBPyConnection

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Readable, Rule, Spelling, Test
from cldspec.rules.cells import Remark, makes_unreadable, takes_any_text
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.rules.targets.sql.reading import may_be_unreadable
from cldspec.validation.cell_rules import Remarked
from cldspec.validation.engines.duckdb_cells import (
    BITS,
    CELLS,
    FINDINGS,
    IRREGULAR,
    MISSED_CELLS,
    column_type,
    position_of,
    tolerant_values,
    unreadable_columns,
    untidied_items,
    value_of,
)
from cldspec.validation.engines.duckdb_texts import is_irregular, remark_in_sql, tidied, visible_text

READ_TEXTS = "read_texts"
"""The table of the different texts of irregular cells: number, item, typed, value, the rule that it breaks, and the better text."""
_IRREGULAR_CELLS, _READ_CELLS, _TEXTS, _SPELLINGS = "irregular_cells", "read_cells", "texts", "spellings"
_NUMBERS = "numbers_of_cell_rules"
_FAULTS: Mapping[type[Test], str] = {Readable: "unreadable", Spelling: "spelling"}
"""What is wrong with a cell that breaks the rules of its item."""
_REMARK = '"cell remark"'
"""The column of what is wrong with a text. No item can have this name."""
_FEW = 10_000
"""The irregular cells of an item that are few."""


def read_thoroughly(connection: DuckDBPyConnection, specification: Specification, present: Collection[str], first_row: int) -> None:
    """Find the irregular cells that were missed where rows, from this one on, were not added thoroughly.

    They have a table of their own, since DuckDB gives a row another number when its list of texts is changed.
    """
    missed = untidied_items(specification) & set(present)
    for position, item in enumerate(specification.items):
        if item.id in missed:
            text = value_of(item.id)
            connection.execute(
                f"INSERT INTO {MISSED_CELLS} SELECT rowid, {position}, {text} FROM {CELLS} WHERE rowid >= {first_row}"
                f" AND {IRREGULAR}[{position + 1}] IS NULL AND {is_irregular(text, item, specification)}"
            )


def read_irregular_cells(connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule], *, but: str) -> set[str]:
    """Read the irregular cells, each different text once, and put their values into the table of cells.

    `but` is a query of the rows that are left out. Adds the findings of the rules about one cell. Returns the data items that
    have an unreadable cell.
    """
    read_text = "number UINTEGER, item BIGINT, typed VARCHAR, value VARCHAR, better VARCHAR, rule USMALLINT, is_unreadable BOOLEAN"
    connection.execute(f"CREATE TEMP TABLE {READ_TEXTS} ({read_text})")
    cells = f"UNNEST(RANGE({len(specification.items)})) AS item, UNNEST({IRREGULAR}) AS typed"
    each = f"SELECT rowid AS row_number, {cells} FROM {CELLS} WHERE {IRREGULAR} IS NOT NULL AND rowid NOT IN ({but})"
    missed = f"SELECT row_number, item, typed FROM {MISSED_CELLS} WHERE row_number NOT IN ({but})"
    connection.execute(f"CREATE TEMP VIEW {_IRREGULAR_CELLS} AS SELECT * FROM ({each}) WHERE typed IS NOT NULL UNION ALL {missed}")
    texts = f"SELECT DISTINCT item, typed FROM {_IRREGULAR_CELLS}"
    connection.execute(f"CREATE TEMP TABLE {_TEXTS} AS SELECT *, {tidied('typed')} AS tidied FROM ({texts})")
    positions = [position for (position,) in connection.execute(f"SELECT DISTINCT item FROM {_TEXTS} ORDER BY item").fetchall()]
    if not positions:
        return set()
    connection.execute(f"INSERT INTO {READ_TEXTS} {_reading_query(connection, specification, rules, positions)}")
    joined = f"{_IRREGULAR_CELLS} AS c JOIN {_TEXTS} AS t ON t.item = c.item AND t.typed = c.typed"
    connection.execute(f"CREATE TEMP TABLE {_READ_CELLS} AS SELECT c.row_number, t.rowid::UINTEGER AS number FROM {joined}")
    joined = f"{_READ_CELLS} AS c JOIN {READ_TEXTS} AS t ON t.number = c.number"
    connection.execute(f"INSERT INTO {FINDINGS} SELECT c.row_number, t.rule, t.number FROM {joined} WHERE t.rule IS NOT NULL")
    _store_values(connection, specification, joined)
    connection.execute(f"DROP TABLE {_READ_CELLS}; DROP TABLE {_TEXTS}")
    unreadable = connection.execute(f"SELECT DISTINCT item FROM {READ_TEXTS} WHERE is_unreadable").fetchall()
    return {specification.items[position].id for (position,) in unreadable}


def _reading_query(connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule], positions: Sequence[int]) -> str:
    """Return the query of the values that the different texts of irregular cells stand for, and the rules that they break.

    List values are looked up in a table of all spellings: a query with a branch for each takes long to plan.
    """
    connection.execute(f"CREATE TEMP TABLE {_SPELLINGS} (item BIGINT, spelling VARCHAR, value VARCHAR)")
    lists = {position: code_list for position in positions if (code_list := specification.code_list_of(specification.items[position]))}
    spellings = [(position, *pair) for position, code_list in lists.items() for pair in code_list.by_spelling.items()]
    columns = [list(column) for column in zip(*spellings, strict=True)] or [[], [], []]
    connection.execute(f"INSERT INTO {_SPELLINGS} SELECT UNNEST(?::BIGINT[]), UNNEST(?::VARCHAR[]), UNNEST(?::VARCHAR[])", columns)
    tolerant = tolerant_values(specification, "t")
    listed = f"{_TEXTS} AS t LEFT JOIN {_SPELLINGS} AS s ON s.item = t.item AND s.spelling = {DATABASE.folded('t.tidied')}"
    with_list = f"IN ({', '.join(map(str, lists)) or -1})"
    remark = f"CASE WHEN s.value = t.tidied AND t.typed <> t.tidied THEN '{Remark.SPACES}' END"
    listed = f"{listed} WHERE t.item {with_list}"
    queries = [f"SELECT t.rowid AS number, t.item, t.typed, t.tidied AS text, s.value, {remark} AS {_REMARK} FROM {listed}"]
    for position in positions:
        if position not in lists:
            item = specification.items[position]
            text = visible_text("tidied") if takes_any_text(item) else "tidied"
            texts = f"SELECT rowid AS number, item, typed, tidied, {text} AS {value_of(item.id)} FROM {_TEXTS} WHERE item = {position}"
            value = f"CAST({tolerant[item.id]} AS VARCHAR)"
            remark = remark_in_sql(item, specification, "t.typed", "t.tidied", f"t.{value_of(item.id)}")
            unreadable = [f"'{one}'" for one in Remark if makes_unreadable(one, item, specification)]
            value = f"CASE WHEN {_REMARK} IN ({', '.join(unreadable)}) THEN NULL ELSE {value} END" if takes_any_text(item) else value
            with_remark = f"SELECT t.*, {remark} AS {_REMARK} FROM ({texts}) AS t"
            queries.append(
                f"SELECT t.number, t.item, t.typed, t.{value_of(item.id)}, {value} AS value, {_REMARK} FROM ({with_remark}) AS t"
            )
    _store_rule_numbers(connection, specification, rules)
    is_unreadable = "t.text IS NOT NULL AND t.value IS NULL"
    is_respelt = f"t.item {with_list} AND t.value <> t.text"
    whole = ", ".join(f"'{remark}'" for remark in (Remark.ERROR, Remark.LOST, Remark.ROUNDED, Remark.NO_VALUE))
    fault = f"CASE WHEN t.{_REMARK} IN ({whole}) THEN t.{_REMARK} WHEN {is_unreadable} THEN 'unreadable'"
    fault = f"{fault} WHEN {is_respelt} THEN 'spelling' ELSE t.{_REMARK} END"
    return (
        f"SELECT t.number, t.item, t.typed, t.value, CASE WHEN {is_respelt} THEN t.value END, n.rule, {is_unreadable}"
        f" FROM ({' UNION ALL '.join(queries)}) AS t LEFT JOIN {_NUMBERS} AS n ON n.item = t.item AND n.fault = {fault}"
    )


def _store_rule_numbers(connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule]) -> None:
    """Make a table of the rules about one cell: the position of the item, the fault, and the number of the rule."""
    positions = {item.id: position for position, item in enumerate(specification.items)}
    numbers = [
        (positions[rule.items[0]], rule.test.remark if isinstance(rule.test, Remarked) else _FAULTS[type(rule.test)], number)
        for number, rule in enumerate(rules)
        if isinstance(rule.test, Remarked | Readable | Spelling)
    ]
    connection.execute(f"CREATE TEMP TABLE {_NUMBERS} (item BIGINT, fault VARCHAR, rule USMALLINT)")
    columns = [list(column) for column in zip(*numbers, strict=True)] or [[], [], []]
    connection.execute(f"INSERT INTO {_NUMBERS} SELECT UNNEST(?::BIGINT[]), UNNEST(?::VARCHAR[]), UNNEST(?::USMALLINT[])", columns)


def _store_values(connection: DuckDBPyConnection, specification: Specification, joined: str) -> None:
    """Put the values of irregular cells into the table of cells, and mark the unreadable cells.

    Items with few such cells are updated in one statement: each statement takes a while to plan. An item with many has a
    statement of its own, so that no more cells are written than have changed.
    """
    any_text = [position for position, item in enumerate(specification.items) if not item.code_list and not may_be_unreadable(item)]
    has_changed = f"(t.value IS NOT NULL OR t.item IN ({', '.join(map(str, any_text)) or -1}))"  # an unreadable cell is NULL already
    counts = connection.execute(f"SELECT t.item, COUNT(*) FROM {joined} WHERE {has_changed} GROUP BY t.item ORDER BY t.item").fetchall()
    few = [(position, specification.items[position]) for position, count in counts if count <= _FEW]
    if few:
        _update(connection, few, f"{joined} WHERE {has_changed}")
    for item in (specification.items[position] for position, count in counts if count > _FEW):
        value = f"CAST(t.value AS {column_type(item)})"
        changed = f"{joined} WHERE t.item = {position_of(item.id, specification)} AND {has_changed} AND {CELLS}.rowid = c.row_number"
        connection.execute(f"UPDATE {CELLS} SET {value_of(item.id)} = {value} FROM {changed}")
    for number, column in enumerate(unreadable_columns(specification)):
        bits = f"BIT_OR(1::UBIGINT << (t.item % {BITS})) AS bits"
        marks = f"SELECT c.row_number, {bits} FROM {joined} WHERE t.is_unreadable AND t.item // {BITS} = {number} GROUP BY c.row_number"
        connection.execute(f"UPDATE {CELLS} SET {column} = m.bits FROM ({marks}) AS m WHERE {CELLS}.rowid = m.row_number")


def _update(connection: DuckDBPyConnection, items: Sequence[tuple[int, DataItem]], changed: str) -> None:
    """Put the values of changed cells of some items, given with their positions, into the table of cells."""
    columns: list[str] = []
    assignments: list[str] = []
    for position, item in items:
        columns += [f"MAX(t.value) FILTER (t.item = {position}) AS v{position}", f"BOOL_OR(t.item = {position}) AS is_changed{position}"]
        value = f"CAST(v.v{position} AS {column_type(item)})"
        name = value_of(item.id)
        assignments.append(f"{name} = CASE WHEN v.is_changed{position} THEN {value} ELSE {CELLS}.{name} END")
    rows = f"SELECT c.row_number, {', '.join(columns)} FROM {changed} AND t.item IN ({', '.join(str(position) for position, _ in items)})"
    values = f"({rows} GROUP BY c.row_number) AS v"
    connection.execute(f"UPDATE {CELLS} SET {', '.join(assignments)} FROM {values} WHERE {CELLS}.rowid = v.row_number")
