"""The cells of a return in DuckDB: each read once, cheaply where it is written to the letter, with care where it is not.

Most cells of a return are list values to the letter, dates of the calendar, numbers, plain texts. A table of typed values
is made from those while the file is read: a list value takes one byte. What is no such cell is kept as text beside them
(`odd`, a list with a place for each item, on the few rows that have such a cell), and each different one of these texts is
read once, as every other engine reads a cell. So what comes out is what `cldspec.rules.cells.read` says of every cell, at a
small part of the cost.
"""

from collections.abc import Collection, Mapping, Sequence

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
"""The table of read cells: the value of each item; what was typed in odd cells; and which cells cannot be read, as bits."""
ROWS = "filled_rows"
"""The view of the rows that are not blank, with their row_number."""
HITS = "hits"
"""The table of findings: row_number from 0 over all files, rule by its number, and for rules about one cell what was typed
in it and what to write instead, if that is known."""
ODD = "odd"
"""The column of what was typed in cells that are not a value to the letter: NULL on a row that has none."""
_ODD_CELLS, _TEXTS, _READ = "odd_cells", "odd_texts", "read_texts"
_BITS = 64
"""The cells that one number tells about."""


def value_of(name: str) -> str:
    """Return the column of an item's value."""
    return DIALECT.identifier(name)


def typed_in(name: str, specification: Specification, alias: str) -> str:
    """Return what was typed in an item's cell, where that is not its value to the letter; NULL elsewhere."""
    return f"{alias}.{ODD}[{_place(name, specification) + 1}]"


def is_unread(name: str, specification: Specification, alias: str) -> str:
    """Return the condition that an item's cell cannot be read."""
    number, bit = divmod(_place(name, specification), _BITS)
    return f"({alias}.unread_{number} & {1 << bit}) <> 0"


def create(connection: DuckDBPyConnection, specification: Specification) -> None:
    """Make the empty tables of cells and of findings."""
    for code_list in specification.code_lists:
        connection.execute(f"CREATE TYPE {_enum(code_list.id)} AS ENUM ({', '.join(map(DIALECT.text, code_list.values))})")
    values = [f"{value_of(item.id)} {_type_of(item)}" for item in specification.items]
    unread = [f"unread_{number} UBIGINT" for number in range(_numbers(specification))]
    connection.execute(f"CREATE TABLE {CELLS} ({', '.join([*values, f'{ODD} VARCHAR[]', *unread])})")
    connection.execute(f"CREATE TABLE {HITS} (row_number BIGINT, rule USMALLINT, typed VARCHAR, better VARCHAR)")


def fill_query(specification: Specification, present: Collection[str], source: str) -> str:
    """Return the statement that adds the rows of `source`, whose columns are texts and named by items, in their order."""
    loose = loose_items(specification)
    read: list[str] = []
    values: list[str] = []
    odd: list[str | None] = []
    for place, item in enumerate(specification.items):
        if item.id not in present:
            values.append("NULL")
            odd.append(None)
            continue
        text = f"s.{value_of(item.id)}"
        value = _plainly_read(item, text, specification)
        read.append(f"{text} AS t{place}")
        if value:
            read.append(f"{value} AS v{place}")
        values.append(f"r.v{place}" if value else f"r.t{place}")
        odd.append(f"r.v{place} IS NULL AND r.t{place} IS NOT NULL" if value else _is_odd(f"r.t{place}", thoroughly=item.id not in loose))
    some = " OR ".join(f"({test})" for test in odd if test) or "FALSE"
    typed = ", ".join(f"CASE WHEN {test} THEN r.t{place} END" if test else "NULL" for place, test in enumerate(odd))
    unread = ", ".join("0" for _ in range(_numbers(specification)))
    return (
        f"INSERT INTO {CELLS} SELECT {', '.join(values)}, CASE WHEN {some} THEN [{typed}] END, {unread}"
        f" FROM (SELECT {', '.join(read)} FROM {source} AS s) AS r"
    )


def read_with_care(connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule]) -> set[str]:
    """Read what was typed in the odd cells, each different text once; the cells are then those of a return.

    Adds the findings of the rules about one cell. Returns the items that have a cell which cannot be read.
    """
    places_of = f"UNNEST(RANGE({len(specification.items)})) AS item, UNNEST({ODD}) AS typed"
    each = f"SELECT rowid AS row_number, {places_of} FROM {CELLS} WHERE {ODD} IS NOT NULL"
    connection.execute(f"CREATE TEMP TABLE {_ODD_CELLS} AS SELECT * FROM ({each}) WHERE typed IS NOT NULL")
    texts = f"SELECT DISTINCT item, typed, {DIALECT.tidy('typed')} AS tidied FROM {_ODD_CELLS}"
    connection.execute(f"CREATE TEMP TABLE {_TEXTS} AS {texts}")
    places = [place for (place,) in connection.execute(f"SELECT DISTINCT item FROM {_TEXTS} ORDER BY item").fetchall()]
    if not places:
        return set()
    numbers = {(type(rule.test), rule.test.item): number for number, rule in enumerate(rules) if isinstance(rule.test, Readable | Spelling)}
    queries = [_read_query(place, specification, numbers) for place in places]
    connection.execute(f"CREATE TEMP TABLE {_READ} AS {' UNION ALL '.join(queries)}")
    joined = f"{_ODD_CELLS} AS o JOIN {_READ} AS m ON m.item = o.item AND m.typed = o.typed"
    connection.execute(f"INSERT INTO {HITS} SELECT o.row_number, m.rule, m.typed, m.read FROM {joined} WHERE m.rule IS NOT NULL")
    _correct(connection, specification, places, joined)
    unread = connection.execute(f"SELECT DISTINCT item FROM {_READ} WHERE is_unread").fetchall()
    return {specification.items[place].id for (place,) in unread}


def _read_query(place: int, specification: Specification, numbers: Mapping[tuple[type, str], int]) -> str:
    """Return the query of what the different texts in odd cells of an item are read as, as texts, and which rule they break."""
    item = specification.items[place]
    (sql,) = (reading.sql for reading in readings(specification, DIALECT, "t") if reading.name == item.id)
    value = f"t.{value_of(item.id)}"
    rule = "NULL"
    for test, broken in ((Readable, f"{value} IS NOT NULL AND read IS NULL"), (Spelling, f"read <> {value}")):
        if (test, item.id) in numbers:
            rule = f"CASE WHEN {broken} THEN {numbers[test, item.id]} ELSE {rule} END"
    texts = f"SELECT typed, tidied AS {value_of(item.id)} FROM {_TEXTS} WHERE item = {place}"
    return (
        f"SELECT {place} AS item, t.typed, CAST({sql} AS VARCHAR) AS read, CAST({rule} AS USMALLINT) AS rule,"
        f" {value} IS NOT NULL AND read IS NULL AS is_unread FROM ({texts}) AS t"
    )


def _correct(connection: DuckDBPyConnection, specification: Specification, places: Sequence[int], joined: str) -> None:
    """Put what was read with care into the table of cells, item by item, and note which cells cannot be read."""
    for place in places:
        item = specification.items[place]
        read = f"SELECT o.row_number, CAST(m.read AS {_type_of(item)}) AS read FROM {joined} WHERE o.item = {place}"
        connection.execute(f"UPDATE {CELLS} SET {value_of(item.id)} = f.read FROM ({read}) AS f WHERE {CELLS}.rowid = f.row_number")
    for number in range(_numbers(specification)):
        bits = f"BIT_OR(1::UBIGINT << (o.item % {_BITS})) AS bits"
        unread = f"SELECT o.row_number, {bits} FROM {joined} WHERE m.is_unread AND o.item // {_BITS} = {number} GROUP BY o.row_number"
        connection.execute(f"UPDATE {CELLS} SET unread_{number} = f.bits FROM ({unread}) AS f WHERE {CELLS}.rowid = f.row_number")


def show_rows(connection: DuckDBPyConnection, specification: Specification, unread: Collection[str], *, unless: str = "") -> None:
    """Make the view of the rows that are not blank; `unless` is a query of the rows that are left out all the same."""
    cells = [f"{value_of(item.id)} IS NOT NULL" for item in specification.items]
    cells += [f"unread_{number} <> 0" for number in range(_numbers(specification))] if unread else []
    left = f" AND rowid NOT IN ({unless})" if unless else ""
    connection.execute(f"CREATE VIEW {ROWS} AS SELECT rowid AS row_number, * FROM {CELLS} WHERE ({' OR '.join(cells)}){left}")


def columns(specification: Specification, unread: Collection[str], alias: str) -> Columns:
    """Return where the items of a row stand; `unread` are the items that have a cell which cannot be read."""

    def value(name: str) -> str:
        return f"{alias}.{value_of(name)}"

    def blank(name: str) -> str:
        is_blank = f"{value(name)} IS NULL"
        return f"({is_blank} AND NOT {is_unread(name, specification, alias)})" if name in unread else is_blank

    def given(name: str) -> str | None:
        return f"CASE WHEN NOT {blank(name)} THEN '' END" if name in unread else None

    return Columns(value, given, blank)


def _place(name: str, specification: Specification) -> int:
    """Return the place of an item in the template, from 0."""
    return list(specification.item_by_id).index(name)


def _numbers(specification: Specification) -> int:
    """Return how many numbers it takes to tell which cells of a row cannot be read."""
    return -(-len(specification.items) // _BITS)


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
