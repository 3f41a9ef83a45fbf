"""Rules as queries over the table of values: each returns one row for each finding."""

from cldspec.model import Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique
from cldspec.rules.cells import reports_formula_errors, takes_any_text
from cldspec.rules.expression import Condition, Truth
from cldspec.rules.targets.sentences import most_rows_have
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
    match rule.test:
        case Spelling(item=item):
            suggestion = columns.value(item)
        case Same() as same:
            beginning = most_rows_have(same, specification, None, "").removesuffix(".")
            suggestion = database.joined(database.text(beginning), "CAST(r.usual_row AS VARCHAR(20))", database.text("."))
        case _:
            suggestion = "NULL"
    constants = ", ".join(map(database.text, (rule.items[0], rule.id, rule.severity, rule.message)))
    return f"SELECT {number}, {constants}, {suggestion}\nFROM {rows_that_break(rule, specification, database, table, columns)}"


def rows_that_break(rule: Rule, specification: Specification, database: Database, table: str, columns: Columns) -> str:
    """Return what follows FROM in a query of the rows of `table` that break a rule. `columns` are those of the alias r.

    For a rule about rows that should agree, the query has only the columns that `_rows_that_differ` says.
    """
    rows = f"{table} AS r\n"
    match rule.test:
        case Row(when=when, expect=expect):
            return f"{rows}WHERE {breaks_rule(when, expect, specification, database, columns)}"
        case Readable(item=item):
            typed, data_item = str(columns.as_typed(item)), specification.item_by_id[item]
            is_reported = reports_formula_errors(data_item, specification) and not takes_any_text(data_item)
            no_error = f" AND NOT ({database.is_formula_error(typed)})" if is_reported else ""
            return f"{rows}WHERE {typed} IS NOT NULL AND {columns.value(item)} IS NULL{no_error}"
        case Spelling(item=item):
            return f"{rows}WHERE {database.differs(str(columns.as_typed(item)), columns.value(item))}"
        case Unique(items=items, when=when):
            keys = [database.identifier(item) for item in items]
            not_blank = " AND ".join(f"r.{key} IS NOT NULL" for key in keys)
            inside = f"{_rows_in_question(when, specification, database, columns)}{not_blank}"
            listed = ", ".join(f"r.{key}" for key in keys)
            joined = " AND ".join(f"d.{key} = r.{key}" for key in keys)
            groups = f"SELECT {listed} FROM {table} AS r WHERE {inside} GROUP BY {listed} HAVING COUNT(*) > 1"
            where = "" if when == Truth(True) else f"\nWHERE {condition(when, specification, database, columns)}"
            return f"{rows}JOIN (\n  {groups}\n) AS d ON {joined}{where}"
        case Same() as same:
            return _rows_that_differ(same, specification, database, table, columns)


def _rows_that_differ(same: Same, specification: Specification, database: Database, table: str, columns: Columns) -> str:
    """Return what follows FROM in a query of the rows of a group that do not have what most of its rows have.

    A blank differs from a value; the unreadable does not. Beside `row_number` the rows have `usual_row`, the number of the first
    row that has what most rows have; NULL where there is none.
    """
    value, number = f"r.{database.identifier(same.item)}", database.identifier("row_number")
    among = _rows_in_question(same.when, specification, database, columns)
    is_compared = _is_compared(same, database, columns)
    blank = f"CASE WHEN {columns.is_blank(same.item)} THEN 1 ELSE 0 END"
    counts = f"MIN({value}) AS lowest, MAX({value}) AS highest, COUNT({value}) AS known"
    differ, members = "d.lowest <> d.highest", "d.known"
    if same.blanks:
        counts += f", SUM({blank}) AS blank"
        differ, members = f"({differ} OR (d.known > 0 AND d.blank > 0))", "(d.known + d.blank)"
    if same.of is None:
        shared, joined, group, alike = "1", "CROSS JOIN", "", value
        where = f" WHERE {among.removesuffix(' AND ')}" if among else ""
        on = ""
    else:
        shared = f"r.{database.identifier(same.of)}"
        joined, group, alike = "JOIN", "PARTITION BY r.shared", f"{shared}, {value}"
        where = f" WHERE {among}{shared} IS NOT NULL GROUP BY {shared}"
        on = f" ON d.shared = {shared}"
    chosen = "".join(f" AND {part}" for part in (is_compared, among.removesuffix(" AND ")) if part)
    is_usual = f"{value} IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY {alike}) > {members}"
    return (
        f"(\n  SELECT r.{number}, r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.{number} END) OVER ({group}) AS usual_row\n  FROM (\n"
        f"    SELECT r.{number}, {shared} AS shared, CASE WHEN {is_usual} THEN 1 ELSE 0 END AS is_usual\n    FROM {table} AS r\n"
        f"    {joined} (\n      SELECT {shared} AS shared, {counts} FROM {table} AS r{where}\n    ) AS d{on}\n"
        f"    WHERE {differ}{chosen}\n  ) AS r\n) AS r\nWHERE r.is_usual = 0"
    )


def _is_compared(same: Same, database: Database, columns: Columns) -> str:
    """Return the condition that the cell of a row is compared with those of other rows; nothing where every cell is."""
    value = f"r.{database.identifier(same.item)}"
    if not same.blanks:
        return f"{value} IS NOT NULL"
    return f"({value} IS NOT NULL OR {columns.is_blank(same.item)})" if columns.as_typed(same.item) else ""


def _rows_in_question(when: Condition, specification: Specification, database: Database, columns: Columns) -> str:
    """Return the condition on the rows that a rule is about, followed by AND; nothing where it is about all rows."""
    return "" if when == Truth(True) else f"({condition(when, specification, database, columns)}) AND "
