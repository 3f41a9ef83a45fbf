"""Rules as queries over read cells: each returns one row for each finding."""

from cldspec.model import Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique
from cldspec.rules.expression import Condition, Truth
from cldspec.rules.targets.sql.conditions import Columns, broken, condition
from cldspec.rules.targets.sql.dialect import Dialect
from cldspec.rules.targets.sql.reading import read_columns

COLUMNS = ("row_number", "item", "rule", "severity", "message", "suggestion")
"""The columns of a finding; `suggestion` is the value to write, where one is known."""


def finding_query(rule: Rule, specification: Specification, dialect: Dialect, table: str) -> str:
    """Return the query of the rows of `table`, read cells with their row_number, that break a rule."""
    columns = read_columns(specification, dialect, "r")
    number = f"r.{dialect.identifier('row_number')}"
    suggestion = columns.value(rule.test.item) if isinstance(rule.test, Spelling) else "NULL"
    told = ", ".join(map(dialect.text, (rule.items[0], rule.id, rule.severity, rule.message)))
    where = broken_rows(rule, specification, dialect, table, columns)
    return f"SELECT {number}, {told}, {suggestion}\nFROM {where}"


def broken_rows(rule: Rule, specification: Specification, dialect: Dialect, table: str, columns: Columns) -> str:
    """Return what follows FROM in a query of the rows of `table` that break a rule; `columns` are those of its alias r."""
    return f"{table} AS r\n{_where(rule, specification, dialect, table, columns)}"


def _where(rule: Rule, specification: Specification, dialect: Dialect, table: str, columns: Columns) -> str:
    match rule.test:
        case Row(when=when, expect=expect):
            return f"WHERE {broken(when, expect, specification, dialect, columns)}"
        case Readable(item=item):
            return f"WHERE {columns.given(item)} IS NOT NULL AND {columns.value(item)} IS NULL"
        case Spelling(item=item):
            return f"WHERE {dialect.differs(str(columns.given(item)), columns.value(item))}"
        case Unique(items=items, when=when):
            keys = [dialect.identifier(item) for item in items]
            filled = " AND ".join(f"r.{key} IS NOT NULL" for key in keys)
            inside = f"{_among(when, specification, dialect, columns)}{filled}"
            listed = ", ".join(f"r.{key}" for key in keys)
            joined = " AND ".join(f"d.{key} = r.{key}" for key in keys)
            groups = f"SELECT {listed} FROM {table} AS r WHERE {inside} GROUP BY {listed} HAVING COUNT(*) > 1"
            chosen = "" if when == Truth(True) else f"\nWHERE {condition(when, specification, dialect, columns)}"
            return f"JOIN (\n  {groups}\n) AS d ON {joined}{chosen}"
        case Same() as same:
            return _differing(same, specification, dialect, table, columns)


def _differing(same: Same, specification: Specification, dialect: Dialect, table: str, columns: Columns) -> str:
    """Return what finds the rows that share a value but not the item's; a blank beside a value differs, what is not read does not."""
    value = f"r.{dialect.identifier(same.item)}"
    given = columns.given(same.item)
    blank = f"CASE WHEN {columns.blank(same.item)} THEN 1 ELSE 0 END"
    counts, differ = f"MIN({value}) AS lowest, MAX({value}) AS highest", "d.lowest <> d.highest"
    if same.blanks:
        counts += f", COUNT({value}) AS known, SUM({blank}) AS blank"
        differ = f"({differ} OR (d.known > 0 AND d.blank > 0))"
        is_read = f"\n  AND ({value} IS NOT NULL OR {columns.blank(same.item)})" if given else ""
    else:
        is_read = f"\n  AND {value} IS NOT NULL"
    among = _among(same.when, specification, dialect, columns)
    chosen = f" AND {among.removesuffix(' AND ')}" if among else ""
    if same.of is None:
        inside = f" WHERE {among.removesuffix(' AND ')}" if among else ""
        return f"CROSS JOIN (\n  SELECT {counts} FROM {table} AS r{inside}\n) AS d\nWHERE {differ}{is_read}{chosen}"
    key = dialect.identifier(same.of)
    groups = f"SELECT r.{key}, {counts} FROM {table} AS r WHERE {among}r.{key} IS NOT NULL GROUP BY r.{key}"
    return f"JOIN (\n  {groups}\n) AS d ON d.{key} = r.{key}\nWHERE {differ}{is_read}{chosen}"


def _among(when: Condition, specification: Specification, dialect: Dialect, columns: Columns) -> str:
    """Return the condition on the rows that a rule is for, followed by AND; nothing where it is for all."""
    return "" if when == Truth(True) else f"({condition(when, specification, dialect, columns)}) AND "
