"""Rules as queries over the table of values: each returns one row for each finding."""

from cldspec.model import Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique
from cldspec.rules.cells import reports_formula_errors, takes_any_text
from cldspec.rules.expression import Condition, Truth
from cldspec.rules.targets.sql.conditions import Columns, breaks_rule, condition
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.reading import read_columns

COLUMNS = ("row_number", "item", "rule", "severity", "message", "suggestion")
"""The columns of a finding; `suggestion` is the value to write instead, where one is known."""


def finding_query(rule: Rule, specification: Specification, database: Database, table: str, *, has_marks: bool = False) -> str:
    """Return the query of the findings of a rule in `table`, which is a table of values with the numbers of their rows.

    For `has_marks` see `cldspec.rules.targets.sql.reading.readings`, which made the table.
    """
    columns = read_columns(specification, database, "r", has_marks=has_marks)
    number = f"r.{database.identifier('row_number')}"
    suggestion = columns.value(rule.test.item) if isinstance(rule.test, Spelling) else "NULL"
    constants = ", ".join(map(database.text, (rule.items[0], rule.id, rule.severity, rule.message)))
    return f"SELECT {number}, {constants}, {suggestion}\nFROM {rows_that_break(rule, specification, database, table, columns)}"


def rows_that_break(rule: Rule, specification: Specification, database: Database, table: str, columns: Columns) -> str:
    """Return what follows FROM in a query of the rows of `table` that break a rule. `columns` are those of the alias r."""
    return f"{table} AS r\n{_restriction(rule, specification, database, table, columns)}"


def _restriction(rule: Rule, specification: Specification, database: Database, table: str, columns: Columns) -> str:
    """Return the joins and the WHERE that leave the rows that break a rule."""
    match rule.test:
        case Row(when=when, expect=expect):
            return f"WHERE {breaks_rule(when, expect, specification, database, columns)}"
        case Readable(item=item):
            typed, data_item = str(columns.as_typed(item)), specification.item_by_id[item]
            is_reported = reports_formula_errors(data_item, specification) and not takes_any_text(data_item)
            no_error = f" AND NOT ({database.is_formula_error(typed)})" if is_reported else ""
            return f"WHERE {typed} IS NOT NULL AND {columns.value(item)} IS NULL{no_error}"
        case Spelling(item=item):
            return f"WHERE {database.differs(str(columns.as_typed(item)), columns.value(item))}"
        case Unique(items=items, when=when):
            keys = [database.identifier(item) for item in items]
            not_blank = " AND ".join(f"r.{key} IS NOT NULL" for key in keys)
            inside = f"{_rows_in_question(when, specification, database, columns)}{not_blank}"
            listed = ", ".join(f"r.{key}" for key in keys)
            joined = " AND ".join(f"d.{key} = r.{key}" for key in keys)
            groups = f"SELECT {listed} FROM {table} AS r WHERE {inside} GROUP BY {listed} HAVING COUNT(*) > 1"
            where = "" if when == Truth(True) else f"\nWHERE {condition(when, specification, database, columns)}"
            return f"JOIN (\n  {groups}\n) AS d ON {joined}{where}"
        case Same() as same:
            return _rows_that_differ(same, specification, database, table, columns)


def _rows_that_differ(same: Same, specification: Specification, database: Database, table: str, columns: Columns) -> str:
    """Return the restriction to rows of a group that does not agree in an item. A blank differs from a value; the unreadable does not.

    Where all rows should agree, those that have the value of more than half of them are left out.
    """
    value = f"r.{database.identifier(same.item)}"
    among = _rows_in_question(same.when, specification, database, columns)
    chosen = f" AND {among.removesuffix(' AND ')}" if among else ""
    is_readable = f"\n  AND {_is_compared(same, database, columns)}" if _is_compared(same, database, columns) else ""
    blank = f"CASE WHEN {columns.is_blank(same.item)} THEN 1 ELSE 0 END"
    counts, differ = f"MIN({value}) AS lowest, MAX({value}) AS highest", "d.lowest <> d.highest"
    if same.blanks:
        counts += f", COUNT({value}) AS known, SUM({blank}) AS blank"
        differ = f"({differ} OR (d.known > 0 AND d.blank > 0))"
    if same.of is None:
        where = _where_compared(same, specification, database, columns)
        usual = usual_value(same, specification, database, table, columns)
        is_usual = f"{value} = m.usual" + (f" OR ({value} IS NULL AND m.usual IS NULL)" if same.blanks else "")
        return (
            f"CROSS JOIN (\n  SELECT {counts} FROM {table} AS r{where}\n) AS d\nLEFT JOIN (\n  {usual}\n) AS m ON 1 = 1\n"
            f"WHERE {differ}{is_readable}{chosen}\n  AND (m.rows_with IS NULL OR CASE WHEN {is_usual} THEN 1 ELSE 0 END = 0)"
        )
    key = database.identifier(same.of)
    groups = f"SELECT r.{key}, {counts} FROM {table} AS r WHERE {among}r.{key} IS NOT NULL GROUP BY r.{key}"
    return f"JOIN (\n  {groups}\n) AS d ON d.{key} = r.{key}\nWHERE {differ}{is_readable}{chosen}"


def usual_value(same: Same, specification: Specification, database: Database, table: str, columns: Columns) -> str:
    """Return the query of the value that more than half of the rows have where all should agree, and of how many rows have it.

    It finds no row where there is no such value, and NULL where most rows are blank and a blank differs from a value.
    """
    value = f"r.{database.identifier(same.item)}"
    where = _where_compared(same, specification, database, columns)
    half = f"(SELECT COUNT(*) FROM {table} AS r{where})"
    return f"SELECT {value} AS usual, COUNT(*) AS rows_with FROM {table} AS r{where} GROUP BY {value} HAVING 2 * COUNT(*) > {half}"


def _where_compared(same: Same, specification: Specification, database: Database, columns: Columns) -> str:
    """Return the restriction to the rows that a rule compares; nothing where these are all rows."""
    among = _rows_in_question(same.when, specification, database, columns).removesuffix(" AND ")
    parts = [part for part in (among, _is_compared(same, database, columns)) if part]
    return f" WHERE {' AND '.join(parts)}" if parts else ""


def _is_compared(same: Same, database: Database, columns: Columns) -> str:
    """Return the condition that the cell of a row is compared with those of other rows; nothing where every cell is."""
    value = f"r.{database.identifier(same.item)}"
    if not same.blanks:
        return f"{value} IS NOT NULL"
    return f"({value} IS NOT NULL OR {columns.is_blank(same.item)})" if columns.as_typed(same.item) else ""


def _rows_in_question(when: Condition, specification: Specification, database: Database, columns: Columns) -> str:
    """Return the condition on the rows that a rule is about, followed by AND; nothing where it is about all rows."""
    return "" if when == Truth(True) else f"({condition(when, specification, database, columns)}) AND "
