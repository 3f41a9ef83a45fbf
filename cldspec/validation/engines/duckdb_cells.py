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
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique, rules_of
from cldspec.rules.cells import SPACES
from cldspec.rules.expression import All, Any, Condition, IsBlank, Not, conditions_in
from cldspec.rules.pattern import shapes
from cldspec.rules.tables import items_in
from cldspec.rules.targets.sql.conditions import Columns
from cldspec.rules.targets.sql.databases.duckdb import DATABASE as DIALECT
from cldspec.rules.targets.sql.reading import format_conditions, may_be_unreadable, readings

CELLS = "cells"
"""The table of read cells: the value of each item; what was typed in odd cells; and which cells cannot be read, as bits."""
ROWS = "filled_rows"
"""The view of the rows that are not blank, with their row_number."""
HITS = "hits"
"""The table of findings: row_number from 0 over all files, rule by its number, and for rules about one cell what was typed
in it and what to write instead, if that is known."""
ODD = "odd"
"""The column of what was typed in cells that are not a value to the letter: NULL on a row that has none."""
_ODD_CELLS, _TEXTS, _READ, _SPELLINGS, _BLANK = "odd_cells", "odd_texts", "read_texts", "spellings", "blank_rows"
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
    unread = [f"{column} UBIGINT" for column in unread_columns(specification)]
    connection.execute(f"CREATE TABLE {CELLS} ({', '.join([*values, f'{ODD} VARCHAR[]', *unread])})")
    connection.execute(f"CREATE TABLE {HITS} (row_number BIGINT, rule USMALLINT, typed VARCHAR, better VARCHAR)")


def fill_query(specification: Specification, present: Collection[str], source: str, common: Mapping[str, str] | None = None) -> str:
    """Return the statement that adds the rows of `source`, whose columns are texts and named by items, in their order.

    `common` has texts that most cells of some items hold, which are then read once, not on each row.
    """
    common = {item: DIALECT.text(text) for item, text in (common or {}).items()}
    loose = loose_items(specification)
    careful = _careful(specification, "s")
    first: list[str] = []
    second: list[str] = []
    values: list[str] = []
    odd: list[str | None] = []
    for place, item in enumerate(specification.items):
        if item.id not in present:
            values.append("NULL")
            odd.append(None)
            continue
        text, constant = f"s.{value_of(item.id)}", common.get(item.id)
        first.append(f"{text} AS t{place}")
        second.append(f"t{place}")
        steps = _plainly_read(place, item, specification, careful)
        if steps:
            first.append(f"{unless_common(steps[0], text, constant)} AS v{place}")
            second.append(f"{steps[1]} AS v{place}")
            values.append(f"r.v{place}")
            odd.append(f"r.v{place} IS NULL AND r.t{place} IS NOT NULL")
        else:
            values.append(f"r.t{place}")
            odd.append(unless_common(_is_odd(f"r.t{place}", thoroughly=item.id not in loose), f"r.t{place}", constant))
    some = " OR ".join(f"({test})" for test in odd if test) or "FALSE"
    typed = ", ".join(f"CASE WHEN {test} THEN r.t{place} END" if test else "NULL" for place, test in enumerate(odd))
    unread = ", ".join("0" for _ in unread_columns(specification))
    begun = f"(SELECT {', '.join(first)} FROM {source} AS s) AS s"
    return (
        f"INSERT INTO {CELLS} SELECT {', '.join(values)}, CASE WHEN {some} THEN [{typed}] END, {unread}"
        f" FROM (SELECT {', '.join(second)} FROM {begun}) AS r"
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
    connection.execute(f"CREATE TEMP TABLE {_READ} AS {_read_query(connection, specification, rules, places)}")
    joined = f"{_ODD_CELLS} AS o JOIN {_READ} AS m ON m.item = o.item AND m.typed = o.typed"
    connection.execute(f"INSERT INTO {HITS} SELECT o.row_number, m.rule, m.typed, m.read FROM {joined} WHERE m.rule IS NOT NULL")
    _correct(connection, specification, joined)
    unread = connection.execute(f"SELECT DISTINCT item FROM {_READ} WHERE is_unread").fetchall()
    return {specification.items[place].id for (place,) in unread}


def _read_query(connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule], places: Sequence[int]) -> str:
    """Return the query of what the different texts in odd cells are read as, as texts, and which rule they break.

    List values are looked up in a table of all spellings, since a query with a branch for each takes long to plan.
    """
    connection.execute(f"CREATE TEMP TABLE {_SPELLINGS} (item BIGINT, spelling VARCHAR, value VARCHAR)")
    lists = {place: code_list for place in places if (code_list := specification.code_list_of(specification.items[place]))}
    spellings = [(place, *pair) for place, code_list in lists.items() for pair in code_list.by_spelling.items()]
    columns = [list(column) for column in zip(*spellings, strict=True)] or [[], [], []]
    connection.execute(f"INSERT INTO {_SPELLINGS} SELECT UNNEST(?::BIGINT[]), UNNEST(?::VARCHAR[]), UNNEST(?::VARCHAR[])", columns)
    careful = _careful(specification, "t")
    listed = f"{_TEXTS} AS t LEFT JOIN {_SPELLINGS} AS s ON s.item = t.item AND s.spelling = {DIALECT.folded('t.tidied')}"
    among = f"t.item IN ({', '.join(map(str, lists)) or -1})"
    queries = [f"SELECT t.item, t.typed, t.tidied, s.value AS read FROM {listed} WHERE {among}"]
    for place in places:
        if place not in lists:
            name = specification.items[place].id
            texts = f"SELECT item, typed, tidied, tidied AS {value_of(name)} FROM {_TEXTS} WHERE item = {place}"
            queries.append(f"SELECT t.item, t.typed, t.tidied, CAST({careful[name]} AS VARCHAR) AS read FROM ({texts}) AS t")
    tests = ((Readable, "tidied IS NOT NULL AND read IS NULL"), (Spelling, "read <> tidied"))
    numbers = {kind: {rule.test.item: number for number, rule in enumerate(rules) if isinstance(rule.test, kind)} for kind, _ in tests}
    rule = "NULL"
    for kind, is_broken in tests:
        by_place = {place: numbers[kind].get(specification.items[place].id) for place in places}
        told = " ".join(f"WHEN {place} THEN {number}" for place, number in by_place.items() if number is not None)
        rule = f"CASE WHEN {is_broken} THEN CASE item {told} END ELSE {rule} END" if told else rule
    return (
        f"SELECT item, typed, read, CAST({rule} AS USMALLINT) AS rule, tidied IS NOT NULL AND read IS NULL AS is_unread"
        f" FROM ({' UNION ALL '.join(queries)})"
    )


def _correct(connection: DuckDBPyConnection, specification: Specification, joined: str) -> None:
    """Put what was read with care into the table of cells, item by item, and note which cells cannot be read."""
    as_typed = [place for place, item in enumerate(specification.items) if not item.code_list and not may_be_unreadable(item)]
    is_other = f"(m.read IS NOT NULL OR m.item IN ({', '.join(map(str, as_typed)) or -1}))"  # what cannot be read is no value already
    for (place,) in connection.execute(f"SELECT DISTINCT item FROM {_READ} AS m WHERE {is_other} ORDER BY item").fetchall():
        item = specification.items[place]
        read = f"SELECT o.row_number, CAST(m.read AS {_type_of(item)}) AS read FROM {joined} WHERE o.item = {place} AND {is_other}"
        connection.execute(f"UPDATE {CELLS} SET {value_of(item.id)} = f.read FROM ({read}) AS f WHERE {CELLS}.rowid = f.row_number")
    for number, column in enumerate(unread_columns(specification)):
        bits = f"BIT_OR(1::UBIGINT << (o.item % {_BITS})) AS bits"
        unread = f"SELECT o.row_number, {bits} FROM {joined} WHERE m.is_unread AND o.item // {_BITS} = {number} GROUP BY o.row_number"
        connection.execute(f"UPDATE {CELLS} SET {column} = f.bits FROM ({unread}) AS f WHERE {CELLS}.rowid = f.row_number")


def show_rows(connection: DuckDBPyConnection, specification: Specification, unread: Collection[str], *, unless: str = "") -> None:
    """Make the view of the rows that are not blank; `unless` is a query of the rows that are left out all the same.

    Blank rows are looked for once: to ask it of all cells each time would have every query read all columns.
    """
    blank = [f"{value_of(item.id)} IS NULL" for item in specification.items]
    blank += [f"{column} = 0" for column in unread_columns(specification)] if unread else []
    connection.execute(f"CREATE TEMP TABLE {_BLANK} AS SELECT rowid AS row_number FROM {CELLS} WHERE {' AND '.join(blank)}")
    (some,) = connection.execute(f"SELECT COUNT(*) FROM {_BLANK}").fetchone() or (0,)
    left_out = [*([f"SELECT row_number FROM {_BLANK}"] if some else []), *([unless] if unless else [])]
    where = " AND ".join(f"rowid NOT IN ({query})" for query in left_out) or "TRUE"
    connection.execute(f"CREATE TEMP VIEW {ROWS} AS SELECT rowid AS row_number, * FROM {CELLS} WHERE {where}")


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


def unread_columns(specification: Specification) -> list[str]:
    """Return the columns of the numbers that tell which cells of a row cannot be read."""
    return [f"unread_{number}" for number in range(-(-len(specification.items) // _BITS))]


def _enum(code_list: str) -> str:
    return DIALECT.identifier(f"list {code_list}")


def _type_of(item: DataItem) -> str:
    return _enum(item.code_list) if item.code_list else DIALECT.type_of(item)


def unless_common(sql: str, column: str, common: str | None) -> str:
    """Return SQL about a column so that it is worked out once for the constant that most rows hold."""
    if common is None or column not in sql:
        return sql
    return f"CASE WHEN {column} = {common} THEN {sql.replace(column, common)} ELSE {sql} END"


def _careful(specification: Specification, alias: str) -> dict[str, str]:
    """Return the SQL of the value of each item's tidied text."""
    return {reading.name: reading.sql for reading in readings(specification, DIALECT, alias)}


def _plainly_read(place: int, item: DataItem, specification: Specification, careful: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the value of a text that is one to the letter, NULL for any other; None for an item that any text will do for.

    It is made in two steps, so that what the second asks several times is made once: the first is of the text, the second
    names that `t` and what the first has made of it `v`, each with the item's place.
    """
    text, begun = f"s.{value_of(item.id)}", f"s.v{place}"
    if item.code_list:
        return f"TRY_CAST({text} AS {_enum(item.code_list)})", begun
    if not may_be_unreadable(item):
        return None
    if item.type == "date":
        return DIALECT.as_date_of_any_year(text), f"CASE WHEN {DIALECT.is_in_calendar(begun)} THEN {begun} END"
    named = specification.format_by_id.get(item.format or "")
    is_tidy = item.type != "text" or not (named is None or _takes_untidy(named.pattern))
    if named and named.check_digit and is_tidy:
        form = " AND ".join(format_conditions(item, text, specification, DIALECT))
        return f"CASE WHEN {form} THEN CAST({text} AS BIGINT) END", f"CASE WHEN {_is_checked(begun)} THEN s.t{place} END"
    sql = careful[item.id]
    return (sql if is_tidy else f"CASE WHEN NOT {_is_odd(text, thoroughly=True)} THEN {sql} END"), begun


def _is_checked(number: str) -> str:
    """Return the condition that the last of ten digits, which a number gives, is their check digit by modulus 11.

    The digit at 10 ** n weighs n + 1. Written with the quotients by the powers of ten in place of the digits, each digit
    being a quotient less ten times the next, that takes a third of the time.
    """
    total = " + ".join(f"{1 - 9 * place} * ({number} // {10**place})" for place in range(1, 10))
    return f"({number} + {total}) % 11 = 0"


def _is_odd(text: str, *, thoroughly: bool) -> str:
    """Return the condition that a text is not as `tidy` leaves it; or, more cheaply, that it begins so: a blank one does, too."""
    if thoroughly:
        inside = "".join(f"\\x{{{ord(sign):02x}}}" for sign in SPACES)
        return f"REGEXP_MATCHES({text}, '[{inside}]|^ | $')"
    lowest = chr(ord(" ") + 1)  # no space that sorts below it needs to be looked for one by one
    others = "".join(f" OR ({text} >= CHR({ord(sign)}) AND {text} < CHR({ord(sign) + 1}))" for sign in SPACES if sign > lowest)
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
