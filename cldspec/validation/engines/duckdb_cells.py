"""The cells of a return in DuckDB.

Most cells of a return are exactly a value: a list value, a date dd/mm/yyyy, a number, a plain text. While a file is read, a
table of typed values is made from these cells; a list value takes one byte. Any other cell is irregular. Its text is kept
beside the values (`irregular`, a list with one entry for each data item, only on rows that have such a cell), and each
different text is read once, as every other engine reads a cell. So the values are those that `cldspec.rules.cells.read`
gives for every cell, at a small part of the cost.
"""

from collections.abc import Collection, Mapping

from duckdb import DuckDBPyConnection

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Row, Same, Unique, rules_of
from cldspec.rules.cells import CHECKED_DIGITS, FIRST_YEAR, LAST_YEAR, SPACES, takes_any_text
from cldspec.rules.expression import All, Any, Condition, IsBlank, Not, conditions_in
from cldspec.rules.pattern import shapes
from cldspec.rules.tables import items_in
from cldspec.rules.targets.sql.conditions import Columns
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.rules.targets.sql.reading import format_conditions, may_be_unreadable, readings
from cldspec.validation.engines.duckdb_texts import is_irregular, is_untidy, may_be_irregular

CELLS = "cells"
"""The table of cells: the value of each data item, the texts of irregular cells, and bits that mark unreadable cells."""
ROWS = "rows_with_data"
"""The view of the rows that are not blank, with their row_number."""
FINDINGS = "findings"
"""The table of findings: row_number from 0 over all files, the number of the rule, and a detail.

For rules about one cell, this is the number of its text in `READ_TEXTS` of `duckdb_irregular`; for rules about rows that should
agree, the number of the first row that has what most have, if there is one.
"""
IRREGULAR = "irregular"
"""The column of the texts of irregular cells; NULL on a row without any."""
MISSED_CELLS = "missed_cells"
"""The table of irregular cells that were missed when rows were added: row_number, the position of the item, and the text."""
_BLANK_ROWS = "blank_rows"
BITS = 64
"""The cells that one number can mark."""


def value_of(name: str) -> str:
    """Return the column of a data item's value."""
    return DATABASE.identifier(name)


def text_as_typed(name: str, specification: Specification, alias: str) -> str:
    """Return SQL for the text of a data item's cell where it is irregular; NULL elsewhere."""
    return f"{alias}.{IRREGULAR}[{position_of(name, specification) + 1}]"


def irregular_texts(
    connection: DuckDBPyConnection, specification: Specification, name: str, *, first_row: int, end: int, limit: int
) -> set[str]:
    """Return different texts of a data item's irregular cells in the rows from the first to before the end, up to a limit."""
    text = text_as_typed(name, specification, "c")
    rows = f"c.rowid >= {first_row} AND c.rowid < {end} AND {text} IS NOT NULL"
    found = connection.execute(f"SELECT DISTINCT {text} FROM {CELLS} AS c WHERE {rows} LIMIT {limit}").fetchall()
    return {text for (text,) in found}


def is_unreadable(name: str, specification: Specification, alias: str) -> str:
    """Return the condition that a data item's cell is unreadable."""
    number, bit = divmod(position_of(name, specification), BITS)
    return f"({alias}.unreadable_{number} & {1 << bit}) <> 0"


def create_tables(connection: DuckDBPyConnection, specification: Specification) -> None:
    """Create the empty tables of cells and of findings."""
    statements = [
        f"CREATE TYPE {_enum(code_list.id)} AS ENUM ({', '.join(map(DATABASE.text, code_list.values))})"
        for code_list in specification.code_lists
    ]
    values = [f"{value_of(item.id)} {column_type(item)}" for item in specification.items]
    unreadable = [f"{column} UBIGINT" for column in unreadable_columns(specification)]
    statements.append(f"CREATE TABLE {CELLS} ({', '.join([*values, f'{IRREGULAR} VARCHAR[]', *unreadable])})")
    statements.append(f"CREATE TABLE {FINDINGS} (row_number BIGINT, rule USMALLINT, detail UINTEGER)")
    statements.append(f"CREATE TABLE {MISSED_CELLS} (row_number BIGINT, item BIGINT, typed VARCHAR)")
    for statement in statements:
        connection.execute(statement)


def insert_query(
    specification: Specification,
    present: Collection[str],
    source: str,
    common: Mapping[str, str] | None = None,
    *,
    mostly_values: Collection[str] = (),
    thoroughly: bool = True,
) -> str:
    """Return the statement that adds the rows of `source`, in their order, to the table of cells.

    The columns of `source` are texts, named by the data items in `present`. `common` has the texts that most cells of some
    items hold: these are then read once instead of on every row. `mostly_values` are the list items of which most cells are
    probably values; a cell of any other list item is looked up before it is converted, since DuckDB takes 20 times as long for
    a text that it cannot convert. Unless `thoroughly`, invisible characters and unusual spaces
    in texts that no rule compares are missed, which is quicker: see `read_thoroughly`.
    """
    common = {item: DATABASE.text(text) for item, text in (common or {}).items()}
    untidied = untidied_items(specification)
    tolerant = tolerant_values(specification, "s")
    first_step: list[str] = []
    second_step: list[str] = []
    values: list[str] = []
    irregular: list[str | None] = []
    for position, item in enumerate(specification.items):
        if item.id not in present:
            values.append("NULL")
            irregular.append(None)
            continue
        text, constant = f"s.{value_of(item.id)}", common.get(item.id)
        first_step.append(f"{text} AS t{position}")
        second_step.append(f"t{position}")
        steps = _exact_value(position, item, specification, tolerant, is_mostly_value=item.id in mostly_values)
        if steps:
            first_step.append(f"{once_for_constant(steps[0], text, constant)} AS v{position}")
            second_step.append(f"{steps[1]} AS v{position}")
            values.append(f"r.v{position}")
            irregular.append(f"r.v{position} IS NULL AND r.t{position} IS NOT NULL")
        else:
            values.append(f"r.t{position}")
            is_quick = item.id in untidied and not thoroughly
            condition = (may_be_irregular if is_quick else is_irregular)(f"r.t{position}", item, specification)
            irregular.append(once_for_constant(condition, f"r.t{position}", constant))
    any_irregular = " OR ".join(f"({condition})" for condition in irregular if condition) or "FALSE"
    texts = ", ".join(
        f"CASE WHEN {condition} THEN r.t{position} END" if condition else "NULL" for position, condition in enumerate(irregular)
    )
    unreadable = ", ".join("0" for _ in unreadable_columns(specification))
    begun = f"(SELECT {', '.join(first_step)} FROM {source} AS s) AS s"
    return (
        f"INSERT INTO {CELLS} SELECT {', '.join(values)}, CASE WHEN {any_irregular} THEN [{texts}] END, {unreadable}"
        f" FROM (SELECT {', '.join(second_step)} FROM {begun}) AS r"
    )


def row_count(connection: DuckDBPyConnection) -> int:
    """Return the number of rows in the table of cells."""
    ((count,),) = connection.execute(f"SELECT COUNT(*) FROM {CELLS}").fetchall()
    return int(count)


def create_row_view(connection: DuckDBPyConnection, specification: Specification, unreadable: Collection[str], *, but: str = "") -> None:
    """Create the view of the rows that are not blank; `but` is a query of the rows that are left out as well.

    Blank rows are found once: otherwise every query would have to read all columns.
    """
    is_blank = [f"{value_of(item.id)} IS NULL" for item in specification.items]
    is_blank += [f"{column} = 0" for column in unreadable_columns(specification)] if unreadable else []
    connection.execute(f"CREATE TEMP TABLE {_BLANK_ROWS} AS SELECT rowid AS row_number FROM {CELLS} WHERE {' AND '.join(is_blank)}")
    (blank_rows,) = connection.execute(f"SELECT COUNT(*) FROM {_BLANK_ROWS}").fetchone() or (0,)
    left_out = [*([f"SELECT row_number FROM {_BLANK_ROWS}"] if blank_rows else []), *([but] if but else [])]
    where = " AND ".join(f"rowid NOT IN ({query})" for query in left_out) or "TRUE"
    connection.execute(f"CREATE TEMP VIEW {ROWS} AS SELECT rowid AS row_number, * FROM {CELLS} WHERE {where}")


def columns(specification: Specification, unreadable: Collection[str], alias: str) -> Columns:
    """Return how rules address the data items of a row; `unreadable` are the items that have an unreadable cell."""

    def value(name: str) -> str:
        return f"{alias}.{value_of(name)}"

    def blank(name: str) -> str:
        is_blank = f"{value(name)} IS NULL"
        return f"({is_blank} AND NOT {is_unreadable(name, specification, alias)})" if name in unreadable else is_blank

    def given(name: str) -> str | None:
        return f"CASE WHEN NOT {blank(name)} THEN '' END" if name in unreadable else None

    return Columns(value, given, blank)


def position_of(name: str, specification: Specification) -> int:
    """Return the position of a data item in the template, from 0."""
    return list(specification.item_by_id).index(name)


def unreadable_columns(specification: Specification) -> list[str]:
    """Return the columns of the numbers whose bits mark the unreadable cells of a row."""
    return [f"unreadable_{number}" for number in range(-(-len(specification.items) // BITS))]


def _enum(code_list: str) -> str:
    return DATABASE.identifier(f"list {code_list}")


def column_type(item: DataItem) -> str:
    """Return the type of the column of a data item's values."""
    return _enum(item.code_list) if item.code_list else DATABASE.type_of(item)


def once_for_constant(sql: str, column: str, constant: str | None) -> str:
    """Return SQL about a column that DuckDB evaluates once, not on each row, for rows that hold the constant."""
    if constant is None or column not in sql:
        return sql
    return f"CASE WHEN {column} = {constant} THEN {sql.replace(column, constant)} ELSE {sql} END"


def tolerant_values(specification: Specification, alias: str) -> dict[str, str]:
    """Return the SQL of the value of each data item's tidied text, as every engine reads it."""
    return {reading.name: reading.sql for reading in readings(specification, DATABASE, alias)}


def _exact_value(
    position: int, item: DataItem, specification: Specification, tolerant: Mapping[str, str], *, is_mostly_value: bool
) -> tuple[str, str] | None:
    """Return the SQL of the value of a text that is exactly a value, NULL for any other; None for an item that takes any text.

    There are two steps, so that what the second uses several times is evaluated once. The first step is about the text. The
    second step refers to the text as `t` and to the result of the first step as `v`, each with the item's position.
    """
    text, first = f"s.{value_of(item.id)}", f"s.v{position}"
    if code_list := specification.code_list_of(item):
        converted = f"TRY_CAST({text} AS {_enum(code_list.id)})"
        is_value = f"{text} IN ({', '.join(map(DATABASE.text, code_list.values))})"
        return (converted if is_mostly_value else f"CASE WHEN {is_value} THEN {converted} END"), first
    if not may_be_unreadable(item):
        return None
    if item.type == "date":
        is_usual = f"{first} > DATE '{FIRST_YEAR}-01-01' AND {first} < DATE '{LAST_YEAR}-12-31'"  # the bounds are fillers
        return DATABASE.as_date_of_any_year(text), f"CASE WHEN {is_usual} THEN {first} END"
    named = specification.format_by_id.get(item.format or "")
    is_tidy = item.type != "text" or not (named is None or _allows_untidy(named.pattern))
    if named and named.check_digit and is_tidy:
        form = " AND ".join(format_conditions(item, text, specification, DATABASE))
        is_usual = f"{_has_check_digit(first)} AND {first} % {'1' * CHECKED_DIGITS} <> 0"  # one digit again and again is a filler
        return f"CASE WHEN {form} THEN CAST({text} AS BIGINT) END", f"CASE WHEN {is_usual} THEN s.t{position} END"
    sql = tolerant[item.id]
    untidy = is_irregular(text, item, specification) if takes_any_text(item) else is_untidy(text)
    return (sql if is_tidy else f"CASE WHEN NOT {untidy} THEN {sql} END"), first


def _has_check_digit(number: str) -> str:
    """Return the condition that the last of ten digits, given as a number, is their modulus 11 check digit.

    The digit at 10 ** n has weight n + 1. Each digit is a quotient by a power of ten less ten times the next quotient; written
    with the quotients instead of the digits, the sum takes a third of the time.
    """
    total = " + ".join(f"{1 - 9 * power} * ({number} // {10**power})" for power in range(1, 10))
    return f"({number} + {total}) % 11 = 0"


def untidied_items(specification: Specification) -> frozenset[str]:
    """Return the items whose texts the table has as typed, since rules only ask whether they are blank or the same.

    Whoever compares such texts must tidy them first.
    """
    compared: set[str] = {item for key in specification.record.known_by for item in key}
    for rule in rules_of(specification):
        match rule.test:
            case Row(when=when, expect=expect):
                compared |= _compared(when, specification) | _compared(expect, specification)
            case Unique(items=items, when=when):
                compared |= {*items} | _compared(when, specification)
            case Same(item=item, of=of, when=when):
                compared |= {of or item} | _compared(when, specification)
    return frozenset(item.id for item in specification.items if not may_be_unreadable(item)) - compared


def _compared(condition: Condition, specification: Specification) -> set[str]:
    """Return the items whose values a condition uses, beyond whether they are blank."""
    leaves = (part for part in conditions_in(condition) if not isinstance(part, IsBlank | Not | All | Any))
    return {item for leaf in leaves for item in items_in(leaf, specification)}


def _allows_untidy(pattern: str) -> bool:
    """Say whether a text that `tidy` changes may match a pattern."""
    return any(
        set(SPACES) & set(signs.all) or (index in {0, len(shape) - 1} and " " in signs.all)
        for shape in shapes(pattern)
        for index, signs in enumerate(shape)
    )
