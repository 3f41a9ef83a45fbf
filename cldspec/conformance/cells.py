"""The cells of a return in DuckDB: each read once, cheaply where it is written to the letter, with care where it is not.

Most cells of a return are list values to the letter, dates of the calendar, numbers, plain texts. A table of typed values
is made from those while the file is read: a list value takes one byte. What is no such cell is kept as text beside it
(its `odd` column), and each different one of these texts is read once, as every other engine reads a cell. So what comes
out is what `cldspec.rules.cells.read` says of every cell, at a small part of the cost.
"""

from collections.abc import Collection, Sequence

from duckdb import DuckDBPyConnection

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import SPACES
from cldspec.rules.every import Readable, Row, Rule, Same, Spelling, Unique, rules_of
from cldspec.rules.expression import All, Any, Condition, IsBlank, Not, conditions_in
from cldspec.rules.pattern import shapes
from cldspec.rules.sql.conditions import Columns
from cldspec.rules.sql.duckdb import DIALECT
from cldspec.rules.sql.reading import may_be_unreadable, readings
from cldspec.rules.tables import items_in

CELLS = "cells"
"""The table of read cells: of each item its value, and what was typed where that is not a value to the letter."""
ROWS = "filled_rows"
"""The view of the rows that are not blank, with their row_number."""
HITS = "hits"
"""The table of findings: row_number from 0 over all files, rule by its number, and for rules about one cell what was typed
in it and what to write instead, if that is known."""
_READ = "read_texts"


def value_of(name: str) -> str:
    """Return the column of an item's value."""
    return DIALECT.identifier(name)


def odd_of(name: str) -> str:
    """Return the column of what was typed in place of an item's value, where that is not the value to the letter."""
    return DIALECT.identifier(f"{name}_odd")


def create(connection: DuckDBPyConnection, specification: Specification) -> None:
    """Make the empty tables of cells and of findings."""
    for code_list in specification.code_lists:
        connection.execute(f"CREATE TYPE {_enum(code_list.id)} AS ENUM ({', '.join(map(DIALECT.text, code_list.values))})")
    named = [f"{value_of(item.id)} {_type_of(item)}, {odd_of(item.id)} VARCHAR" for item in specification.items]
    connection.execute(f"CREATE TABLE {CELLS} ({', '.join(named)})")
    connection.execute(f"CREATE TABLE {HITS} (row_number BIGINT, rule USMALLINT, typed VARCHAR, better VARCHAR)")


def fill_query(specification: Specification, present: Collection[str], source: str) -> str:
    """Return the statement that adds the rows of `source`, whose columns are texts and named by items, in their order."""
    made: list[str] = []
    loose = loose_items(specification)
    for item in specification.items:
        if item.id not in present:
            made += ["NULL", "NULL"]
            continue
        text = f"s.{value_of(item.id)}"
        value = _plainly_read(item, text, specification)
        is_odd = f"{value} IS NULL" if value else _is_odd(text, thoroughly=item.id not in loose)
        made += [value or text, f"CASE WHEN {is_odd} THEN {text} END"]
    return f"INSERT INTO {CELLS} SELECT {', '.join(made)} FROM {source} AS s"


def read_with_care(connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule]) -> set[str]:
    """Read what was typed in the odd cells, each different text once; the cells are then those of a return.

    Adds the findings of the rules about one cell. Returns the items that have a cell which cannot be read; from then on
    only those cells are odd.
    """
    number_of = {
        (type(rule.test), rule.test.item): number for number, rule in enumerate(rules) if isinstance(rule.test, Readable | Spelling)
    }
    sql_of = {reading.name: reading.sql for reading in readings(specification, DIALECT, "t")}
    unread: set[str] = set()
    for item in _odd_items(connection, specification):
        odd, value = odd_of(item.id), value_of(item.id)
        typed = (
            f"SELECT typed, {DIALECT.tidy('typed')} AS {value} FROM (SELECT DISTINCT {odd} AS typed FROM {CELLS} WHERE {odd} IS NOT NULL)"
        )
        rule = "CAST(NULL AS USMALLINT)"
        for test, broken in (
            (Readable, f"t.{value} IS NOT NULL AND read IS NULL"),
            (Spelling, f"CAST(read AS VARCHAR) <> t.{value}"),
        ):
            if (test, item.id) in number_of:
                rule = f"CASE WHEN {broken} THEN {number_of[test, item.id]} ELSE {rule} END"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {_READ} AS"
            f" SELECT t.typed, CAST({sql_of[item.id]} AS {_type_of(item)}) AS read, {rule} AS rule FROM ({typed}) AS t"
        )
        joined = f"{CELLS} AS c JOIN {_READ} AS m ON c.{odd} = m.typed"
        connection.execute(f"INSERT INTO {HITS} SELECT c.rowid, m.rule, m.typed, m.read FROM {joined} WHERE m.rule IS NOT NULL")
        is_unread = "m.read IS NULL AND m.rule IS NOT NULL"
        connection.execute(
            f"UPDATE {CELLS} SET {value} = m.read, {odd} = CASE WHEN {is_unread} THEN {odd} END FROM {_READ} AS m WHERE {odd} = m.typed"
        )
        (count,) = connection.execute(f"SELECT COUNT(*) FROM {_READ} AS m WHERE {is_unread}").fetchone() or (0,)
        if count:
            unread.add(item.id)
    return unread


def show_rows(connection: DuckDBPyConnection, specification: Specification, unread: Collection[str], *, unless: str = "") -> None:
    """Make the view of the rows that are not blank; `unless` is a query of the rows that are left out all the same."""
    cells = [f"{value_of(item.id)} IS NOT NULL" for item in specification.items] + [
        f"{odd_of(name)} IS NOT NULL" for name in sorted(unread)
    ]
    left = f" AND rowid NOT IN ({unless})" if unless else ""
    connection.execute(f"CREATE VIEW {ROWS} AS SELECT rowid AS row_number, * FROM {CELLS} WHERE ({' OR '.join(cells)}){left}")


def columns(unread: Collection[str], alias: str) -> Columns:
    """Return where the items of a row stand; `unread` are the items that have a cell which cannot be read."""

    def blank(name: str) -> str:
        also = f" AND {alias}.{odd_of(name)} IS NULL" if name in unread else ""
        return f"({alias}.{value_of(name)} IS NULL{also})" if also else f"{alias}.{value_of(name)} IS NULL"

    def given(name: str) -> str | None:
        return f"COALESCE({alias}.{odd_of(name)}, CAST({alias}.{value_of(name)} AS VARCHAR))" if name in unread else None

    return Columns(lambda name: f"{alias}.{value_of(name)}", given, blank)


def _odd_items(connection: DuckDBPyConnection, specification: Specification) -> list[DataItem]:
    """Return the items that have a cell which is not a value to the letter."""
    counts = connection.execute(f"SELECT {', '.join(f'COUNT({odd_of(item.id)})' for item in specification.items)} FROM {CELLS}").fetchone()
    return [item for item, count in zip(specification.items, counts or (), strict=True) if count]


def _enum(code_list: str) -> str:
    return DIALECT.identifier(f"list {code_list}")


def _type_of(item: DataItem) -> str:
    return _enum(item.code_list) if item.code_list else DIALECT.type_of(item)


def _plainly_read(item: DataItem, text: str, specification: Specification) -> str | None:
    """Return the value of a text that is one to the letter, NULL for any other; None for an item that any text will do for."""
    if item.code_list:
        return f"TRY_CAST({text} AS {_enum(item.code_list)})"
    if not may_be_unreadable(item):
        return None
    (sql,) = (reading.sql for reading in readings(specification, DIALECT, "s") if reading.name == item.id)
    named = specification.format_by_id.get(item.format or "")
    may_be_untidy = item.type == "text" and (named is None or _takes_untidy(named.pattern))
    return f"CASE WHEN NOT {_is_odd(text, thoroughly=True)} THEN {sql} END" if may_be_untidy else sql


def _is_odd(text: str, *, thoroughly: bool) -> str:
    """Return the condition that a text is not as `tidy` leaves it; or, more cheaply, that it begins so: a blank one does, too."""
    if thoroughly:
        inside = "".join(f"\\x{{{ord(sign):02x}}}" for sign in SPACES)
        return f"REGEXP_MATCHES({text}, '[{inside}]|^ | $')"
    lowest = chr(ord(" ") + 1)  # no space that sorts below it needs to be looked for one by one
    others = "".join(f" OR STARTS_WITH({text}, CHR({ord(sign)}))" for sign in SPACES if sign > lowest)
    return f"({text} < {DIALECT.text(lowest)}{others})"


def loose_items(specification: Specification) -> frozenset[str]:
    """Return the items whose text no rule asks but whether it is blank, and whether rows agree in it: the table has it as typed.

    Who compares such texts tidies them first.
    """
    asked: set[str] = {item for key in specification.record.known_by for item in key}
    for rule in rules_of(specification):
        match rule.test:
            case Row(when=when, expect=expect):
                asked |= _compared(when, specification) | _compared(expect, specification)
            case Unique(items=items, when=when):
                asked |= {*items} | _compared(when, specification)
            case Same(item=item, of=of, when=when):
                asked |= {of or item} | _compared(when, specification)
    return frozenset(item.id for item in specification.items if not may_be_unreadable(item)) - asked


def _compared(condition: Condition, specification: Specification) -> set[str]:
    """Return the items whose values a condition asks, not only whether they are blank."""
    leaves = (part for part in conditions_in(condition) if not isinstance(part, IsBlank | Not | All | Any))
    return {item for leaf in leaves for item in items_in(leaf, specification)}


def _takes_untidy(pattern: str) -> bool:
    """Say whether a text that is not as `tidy` leaves it may match a pattern."""
    return any(
        set(SPACES) & set(signs.all) or (index in {0, len(shape) - 1} and " " in signs.all)
        for shape in shapes(pattern)
        for index, signs in enumerate(shape)
    )
