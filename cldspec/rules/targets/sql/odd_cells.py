"""The odd cells of a return: those whose value is not just their text, or about which `cldspec.rules.cells` has a remark.

A query finds them all at once. Most returns have few, so what is costly is done to few cells.
"""

from collections.abc import Iterable

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import (
    INVISIBLE,
    LOST,
    NO_VALUE_WORDS,
    SPACES,
    UNKNOWN_WORDS,
    Remark,
    character_names,
    fillers,
    identifiers,
    needs_digit,
    reports_formula_errors,
    takes_any_text,
)
from cldspec.rules.look_alikes import LATIN, LOOK_ALIKES, OTHER_ALPHABETS, OTHER_WIDTH_OR_DIGIT
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.reading import UNREADABLE

COLUMNS = ("row_number", "item", "title", "kind", "typed", "text", "remark")
"""The columns of the table of odd cells. `text` is tidy, and without invisible characters where an item takes any text."""
VALUE, TEXT, IDENTIFIER = "value", "text", "identifier"
"""The kinds of cells: a value of a list, type or format; any text; any text by which rows are recognised."""
LOST_REMARKS = (Remark.ERROR, Remark.LOST, Remark.ROUNDED)
"""The remarks about cells of any text that make them unreadable."""
DIGITS = "0123456789"
_FOREIGN = "".join(map(chr, range(ord(min(LOOK_ALIKES)), ord(max(LOOK_ALIKES)) + 1)))
"""The look-alikes, and all characters between them."""
_OFTEN = "\t\n\r\x0b\x0c\x85\xa0\xad\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u200f\u2028\u202a\u202c\u202f\u2060\u3000\ufeff\ufffd"
"""The odd characters that findings name."""


def kind_of_cell(item: DataItem, specification: Specification) -> str:
    """Return the kind of an item's cells."""
    if not takes_any_text(item):
        return VALUE
    return IDENTIFIER if item.id in identifiers(specification) else TEXT


def odd_cells(specification: Specification, database: Database, staging: str) -> str:
    """Return the query of the odd cells of the staging table."""
    quoted = {name: f"t.{database.identifier(name)}" for name in COLUMNS}
    cells = [(item.id, item.title, kind_of_cell(item, specification)) for item in specification.items]
    each = database.each_cell(staging, COLUMNS[:5], cells)
    before, inner = database.tidied_cells(each, COLUMNS, _may_be_odd(specification, database, quoted), VALUE)
    listed = ",\n  ".join(
        [*(quoted[name] for name in COLUMNS[:6]), f"{_remark(specification, database, quoted)} AS {database.identifier('remark')}"]
    )
    return f"{before}SELECT\n  {listed}\nFROM (\n  {inner}\n) AS t"


def tidy_rows(specification: Specification, database: Database, staging: str, cells: str) -> str:
    """Return the query of the numbered rows of the staging table with tidy texts, NULL for a blank; `cells` is the table of odd cells.

    Cells of any text that are unreadable are marked in columns of their own.
    """
    name = database.identifier
    number, item, text = (f"c.{name(column)}" for column in ("row_number", "item", "text"))
    pivoted, listed = [], []
    for each in specification.items:
        is_item = f"{item} = {database.text(each.id)}"
        pivoted.append(f"MAX(CASE WHEN {is_item} THEN {text} END) AS {name(each.id)}")
        listed.append(f"NULLIF(COALESCE(c.{name(each.id)}, s.{name(each.id)}), {database.text('')}) AS {name(each.id)}")
        if takes_any_text(each):
            mark = name(each.id + UNREADABLE)
            pivoted.append(f"MAX(CASE WHEN {is_item} AND {is_unreadable(database, 'c')} THEN 1 END) AS {mark}")
            listed.append(f"c.{mark}")
    row_number = database.row_number(staging)
    inner = ",\n      ".join([number, *pivoted])
    outer = ",\n    ".join([f"{row_number} AS {name('row_number')}", *listed])
    return (
        f"SELECT\n    {outer}\n  FROM {staging} AS s\n  LEFT JOIN (\n    SELECT\n      {inner}\n    FROM {cells} AS c\n"
        f"    GROUP BY {number}\n  ) AS c ON {number} = {row_number}"
    )


def named_characters(database: Database) -> str:
    """Return the query of the odd characters that occur more often than others, with their names."""
    selects = [
        f"SELECT {database.as_column_text(database.character(ord(sign)))} AS sign, {database.text(character_names(sign)[0])} AS name"
        for sign in _OFTEN
    ]
    return "SELECT\n  n.sign,\n  n.name\nFROM (\n  " + "\n  UNION ALL ".join(selects) + "\n) AS n"


def named_in_cells(database: Database, cells: str, characters: str) -> str:
    """Return the query of the sentences that name the odd character of a cell, where the cell has one of those with names."""
    row_number, item, typed = (f"c.{database.identifier(name)}" for name in ("row_number", "item", "typed"))
    sentence = database.joined(database.text("It has "), "n.name", database.text("."))
    has_sign = f"{typed} LIKE {database.joined(database.text('%'), 'n.sign', database.text('%'))}"
    return (
        f"SELECT {row_number}, {item}, MIN({sentence}) AS sentence FROM {cells} AS c JOIN {characters} AS n ON {has_sign}"
        f" GROUP BY {row_number}, {item} HAVING COUNT(*) = 1"
    )


def is_unreadable(database: Database, alias: str) -> str:
    """Return the condition that an odd cell is unreadable because of the remark about it."""
    remark, kind = (f"{alias}.{database.identifier(name)}" for name in ("remark", "kind"))
    lost = _listed(database, LOST_REMARKS)
    merges = f"{remark} = {database.text(Remark.NO_VALUE)} AND {kind} = {database.text(IDENTIFIER)}"
    return f"({remark} IN ({lost}) OR ({merges}))"


def _may_be_odd(specification: Specification, database: Database, quoted: dict[str, str]) -> str:
    """Return the condition that all odd cells meet, and few others."""
    typed, kind = quoted["typed"], quoted["kind"]
    of_any_text = [
        f"LOWER({typed}) IN ({_listed(database, sorted(NO_VALUE_WORDS | UNKNOWN_WORDS))})",
        database.is_formula_error(typed),
        database.is_rounded_number(typed),
        database.has_characters(typed, _FOREIGN),
        *_has_no_digit(specification, database, quoted["item"], typed),
    ]
    return "\n    OR ".join(
        [
            database.has_characters(typed, SPACES + INVISIBLE + LOST),
            f"{typed} LIKE {database.text(' %')} OR {typed} LIKE {database.text('% ')}",
            *_is_filler(specification, database, quoted["item"], typed),
            *_is_reported_error(specification, database, quoted["item"], typed),
            f"({kind} <> {database.text(VALUE)} AND ({' OR '.join(of_any_text)}))",
        ]
    )


def _remark(specification: Specification, database: Database, quoted: dict[str, str]) -> str:
    """Return the remark about an odd cell, in the order of `cldspec.rules.cells.remark_of`."""
    item, typed, text = quoted["item"], quoted["typed"], quoted["text"]
    is_value, is_identifier = (f"{quoted['kind']} = {database.text(kind)}" for kind in (VALUE, IDENTIFIER))
    words, unknown = (f"LOWER({text}) IN ({_listed(database, sorted(words))})" for words in (NO_VALUE_WORDS, UNKNOWN_WORDS))
    is_padded = f"{database.full_length(text)} < {database.full_length(typed)}"
    cases: list[tuple[str, Remark | None]] = [
        *((test, Remark.ERROR) for test in _is_reported_error(specification, database, item, text)),
        *((test, Remark.FILLER) for test in _is_filler(specification, database, item, text)),
        (f"{is_value} AND {text} <> {database.text('')} AND {database.differs(typed, text)}", Remark.SPACES),
        (is_value, None),
        (database.is_formula_error(text), Remark.ERROR),
        (database.has_characters(text, LOST), Remark.LOST),
        (f"{is_identifier} AND {database.is_rounded_number(text)}", Remark.ROUNDED),
        (f"{words} OR ({is_identifier} AND {unknown})", Remark.NO_VALUE),
        (database.has_characters(typed, INVISIBLE), Remark.CHARACTERS),
        (f"{text} = {database.text('')}", None),
        (f"{is_identifier} AND {database.has_characters(text, LOOK_ALIKES)}", Remark.LOOK_ALIKES),
        (f"NOT {is_identifier} AND {database.has_characters(text, OTHER_WIDTH_OR_DIGIT)}", Remark.LOOK_ALIKES),
        (f"NOT {is_identifier} AND {database.has_characters(text, LATIN, OTHER_ALPHABETS)}", Remark.LOOK_ALIKES),
        (f"NOT {is_identifier} AND {database.has_characters(text, OTHER_ALPHABETS, LATIN)}", Remark.LOOK_ALIKES),
        (f"{is_padded} OR ({is_identifier} AND {database.differs(typed, text)})", Remark.SPACES),
        *((test, Remark.UNLIKE) for test in _has_no_digit(specification, database, item, text)),
    ]
    whens = "\n    ".join(f"WHEN {test} THEN {database.text(remark) if remark else 'NULL'}" for test, remark in cases)
    return f"CASE\n    {whens}\n  END"


def _is_reported_error(specification: Specification, database: Database, item: str, text: str) -> list[str]:
    """Return the condition that a text is the error of a formula, in an item whose format is only queried."""
    queried = [each.id for each in specification.items if reports_formula_errors(each, specification) and not takes_any_text(each)]
    return [f"({item} IN ({_listed(database, queried)}) AND {database.is_formula_error(text)})"] if queried else []


def _is_filler(specification: Specification, database: Database, item: str, text: str) -> list[str]:
    """Return the conditions that a text is a filler of its item."""
    items_of: dict[tuple[str, ...], list[str]] = {}
    for each in specification.items:
        items_of.setdefault(fillers(each, specification), []).append(each.id)
    return [
        f"({text} IN ({_listed(database, values)}) AND {item} IN ({_listed(database, items)}))"
        for values, items in items_of.items()
        if values
    ]


def _has_no_digit(specification: Specification, database: Database, item: str, text: str) -> list[str]:
    """Return the condition that a text has no digit, although all examples of its item have some; nothing if there is no such item."""
    items = [each.id for each in specification.items if needs_digit(each)]
    return [f"({item} IN ({_listed(database, items)}) AND NOT {database.has_characters(text, DIGITS)})"] if items else []


def _listed(database: Database, texts: Iterable[str]) -> str:
    return ", ".join(map(database.text, texts))
