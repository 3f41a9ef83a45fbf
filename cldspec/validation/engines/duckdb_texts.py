"""The texts of cells in DuckDB: which of them are not exactly a value, and what `cldspec.rules.cells` says about them."""

import re

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import (
    FORMULA_ERROR,
    INVISIBLE,
    LOST,
    NO_VALUE_WORDS,
    ROUNDED_NUMBER,
    SPACES,
    UNKNOWN_WORDS,
    Remark,
    character_ranges,
    fillers,
    identifiers,
    look_alike_pattern,
    needs_digit,
    reports_formula_errors,
    takes_any_text,
)
from cldspec.rules.targets.sql.database import RegexDatabase
from cldspec.rules.targets.sql.databases.duckdb import DATABASE

_WITHOUT_DIGIT = "^[^0-9]*$"
"""A regular expression for a text without a digit."""


def tidied(text: str) -> str:
    """Return SQL for a tidy text. Few texts have white space to replace, which takes ten times as long as to look for it."""
    spaces = DATABASE.finds(text, _class_of(SPACES))
    return f"CASE WHEN {spaces} THEN {DATABASE.tidy(text)} ELSE NULLIF(TRIM({text}), '') END"


def is_untidy(text: str, database: RegexDatabase = DATABASE) -> str:
    """Return the condition that `tidy` changes a text."""
    return database.finds(text, f"{_class_of(SPACES)}|^ | $")


def is_irregular(text: str, item: DataItem, specification: Specification, database: RegexDatabase = DATABASE) -> str:
    """Return the condition that the value of an item that takes any text differs from the text, or that there is a remark about it."""
    words = NO_VALUE_WORDS | UNKNOWN_WORDS if item.id in identifiers(specification) else NO_VALUE_WORDS
    whole = [FORMULA_ERROR, f"(?i)^({'|'.join(map(re.escape, sorted(words)))})$"]
    whole += [ROUNDED_NUMBER] if item.id in identifiers(specification) else []
    whole += [_WITHOUT_DIGIT] if needs_digit(item) else []
    within = [_class_of(SPACES + INVISIBLE + LOST), look_alike_pattern(item, specification), "^ | $"]
    return database.finds(text, "|".join([*within, *(f"(?:{one})" for one in whole)]))


def is_irregular_ascii(text: str, item: DataItem, specification: Specification, database: RegexDatabase = DATABASE) -> str:
    """Return the same condition for a text of visible ASCII characters, which takes much less time where expressions are slow."""
    is_identifier = item.id in identifiers(specification)
    words = sorted(NO_VALUE_WORDS | UNKNOWN_WORDS if is_identifier else NO_VALUE_WORDS)
    is_word = f"({database.length(text)} <= {max(map(len, words))} AND LOWER({text}) IN ({', '.join(map(database.text, words))}))"
    conditions = [f"{text} LIKE ' %'", f"{text} LIKE '% '", is_word]
    conditions.append(f"(SUBSTRING({text}, 1, 1) IN ('#', 'e', 'E') AND {database.finds(text, FORMULA_ERROR)})")
    conditions += [database.finds(text, ROUNDED_NUMBER)] if is_identifier else []
    conditions += [database.finds(text, _WITHOUT_DIGIT)] if needs_digit(item) else []
    return " OR ".join(conditions)


def may_be_irregular(text: str, item: DataItem, specification: Specification) -> str:
    """Return a condition that all such texts meet if they have no invisible, unusual or look-alike characters, and few others.

    It takes a tenth of the time. Most texts begin with a letter or a digit; few end with a space, or are as short as a word for
    nothing and begin like one.
    """
    del specification
    first = sorted({letter for word in [*NO_VALUE_WORDS, "err"] if word[0] > "9" for letter in (word[0], word[0].upper())})
    begins = [f"({text} >= {DATABASE.text(low)} AND {text} < CHR({ord(high) + 1}))" for low, high in character_ranges("".join(first))]
    words = ", ".join(map(DATABASE.text, sorted(NO_VALUE_WORDS)))
    is_word = f"LOWER({text}) IN ({words}) OR STARTS_WITH(LOWER({text}), 'err:')"
    is_short = f"STRLEN({text}) <= {max(map(len, [*NO_VALUE_WORDS, 'Err:500']))}"
    short = f"CASE WHEN {is_short} THEN CASE WHEN {' OR '.join(begins)} THEN {is_word} ELSE FALSE END ELSE FALSE END"
    ends = " OR ".join(f"SUFFIX({text}, CHR({ord(space)}))" for space in " \t\n")
    without_digit = f" OR REGEXP_MATCHES({text}, '{_WITHOUT_DIGIT}')" if needs_digit(item) else ""
    return f"{text} < '0' OR {text} >= CHR(127) OR {ends} OR {short}{without_digit}"


def visible_text(text: str) -> str:
    """Return SQL for a tidy text without invisible characters, as `cldspec.rules.cells.visible`."""
    return f"NULLIF(TRIM(REGEXP_REPLACE({text}, '{INVISIBLE_CHARACTER}', '', 'g')), '')"


def remark_in_sql(
    item: DataItem, specification: Specification, typed: str, tidied: str, text: str, database: RegexDatabase = DATABASE
) -> str:
    """Return SQL for what is wrong with an irregular cell, as `cldspec.rules.cells.remark_of` says it, if it is readable.

    The cell is given as SQL: as typed, tidied, and, if its item takes any text, without invisible characters.
    """
    white = _class_of(SPACES + " ")
    if not takes_any_text(item):
        is_filler = f"{tidied} IN ({', '.join(map(database.text, fillers(item, specification))) or 'NULL'})"
        of_error = (
            f"WHEN {database.finds(tidied, FORMULA_ERROR)} THEN '{Remark.ERROR}'" if reports_formula_errors(item, specification) else ""
        )
        return f"CASE {of_error} WHEN {is_filler} THEN '{Remark.FILLER}' WHEN {typed} <> {tidied} THEN '{Remark.SPACES}' END"
    is_identifier = item.id in identifiers(specification)
    words = ", ".join(map(database.text, sorted(NO_VALUE_WORDS | UNKNOWN_WORDS if is_identifier else NO_VALUE_WORDS)))
    return " ".join(
        [
            f"CASE WHEN {tidied} IS NULL THEN NULL",
            f"WHEN {database.finds(text, FORMULA_ERROR)} THEN '{Remark.ERROR}'",
            f"WHEN {database.finds(text, _class_of(LOST))} THEN '{Remark.LOST}'",
            f"WHEN {database.finds(text, ROUNDED_NUMBER)} THEN '{Remark.ROUNDED}'" if is_identifier else "",
            f"WHEN LOWER({text}) IN ({words}) THEN '{Remark.NO_VALUE}'",
            f"WHEN {tidied} IS DISTINCT FROM {text} THEN '{Remark.CHARACTERS}'",
            f"WHEN {database.finds(text, look_alike_pattern(item, specification))} THEN '{Remark.LOOK_ALIKES}'",
            f"WHEN {f'{typed} <> {tidied}' if is_identifier else database.finds(typed, f'^{white}|{white}$')} THEN '{Remark.SPACES}'",
            f"WHEN {database.finds(text, _WITHOUT_DIGIT)} THEN '{Remark.UNLIKE}'" if needs_digit(item) else "",
            "END",
        ]
    )


def _class_of(characters: str) -> str:
    """Return the class of these characters in a regular expression, with neighbours as ranges."""
    return "[" + "".join(f"\\x{{{ord(first):x}}}-\\x{{{ord(last):x}}}" for first, last in character_ranges(characters)) + "]"


INVISIBLE_CHARACTER = _class_of(INVISIBLE)
"""A regular expression for an invisible character."""
