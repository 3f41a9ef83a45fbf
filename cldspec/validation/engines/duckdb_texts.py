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
    identifiers,
    takes_any_text,
)
from cldspec.rules.targets.sql.databases.duckdb import DATABASE


def is_untidy(text: str) -> str:
    """Return the condition that `tidy` changes a text."""
    return f"REGEXP_MATCHES({text}, '{_class_of(SPACES)}|^ | $')"


def is_irregular(text: str, item: DataItem, specification: Specification) -> str:
    """Return the condition that the value of an item that takes any text differs from the text, or that there is a remark about it."""
    words = NO_VALUE_WORDS | UNKNOWN_WORDS if item.id in identifiers(specification) else NO_VALUE_WORDS
    whole = [FORMULA_ERROR, f"(?i)^({'|'.join(map(re.escape, sorted(words)))})$"]
    whole += [ROUNDED_NUMBER] if item.id in identifiers(specification) else []
    pattern = "|".join([_class_of(SPACES + INVISIBLE + LOST), "^ | $", *(f"(?:{one})" for one in whole)])
    return f"REGEXP_MATCHES({text}, {DATABASE.text(pattern)})"


def may_be_irregular(text: str, item: DataItem, specification: Specification) -> str:
    """Return the same condition for texts without invisible characters and unusual spaces, for which few texts are looked at closely.

    Most texts begin with a letter or a digit. Few end with a space, or are as short as a word for nothing and begin like one.
    """
    first = sorted({word[0] for word in NO_VALUE_WORDS if word[0] > "9"} | {"E", "e"})
    begins = {*first, *(letter.upper() for letter in first)}
    short = " OR ".join(f"({text} >= {DATABASE.text(one)} AND {text} < CHR({ord(one) + 1}))" for one in sorted(begins))
    longest = max(map(len, [*NO_VALUE_WORDS, "Err:500"]))
    ends = " OR ".join(f"SUFFIX({text}, CHR({ord(space)}))" for space in " \t\n")
    is_short = f"CASE WHEN STRLEN({text}) <= {longest} THEN {short} ELSE FALSE END"
    looked_at = f"{text} < '0' OR {text} >= CHR(127) OR {ends} OR {is_short}"
    return f"CASE WHEN {looked_at} THEN {is_irregular(text, item, specification)} ELSE FALSE END"


def visible_text(text: str) -> str:
    """Return SQL for a tidy text without invisible characters, as `cldspec.rules.cells.visible`."""
    return f"NULLIF(TRIM(REGEXP_REPLACE({text}, '{_class_of(INVISIBLE)}', '', 'g')), '')"


def remark_in_sql(item: DataItem, specification: Specification) -> str:
    """Return SQL for what is wrong with an irregular text t, as `cldspec.rules.cells.remark_of` says it, if it is readable."""
    text, white = f"t.{DATABASE.identifier(item.id)}", _class_of(SPACES + " ")
    is_padded = f"REGEXP_MATCHES(t.typed, '^{white}|{white}$')"
    if not takes_any_text(item):
        return f"CASE WHEN t.typed <> t.tidied THEN '{Remark.SPACES}' END"
    is_identifier = item.id in identifiers(specification)
    words = ", ".join(map(DATABASE.text, sorted(NO_VALUE_WORDS | UNKNOWN_WORDS if is_identifier else NO_VALUE_WORDS)))
    return " ".join(
        [
            "CASE WHEN t.tidied IS NULL THEN NULL",
            f"WHEN REGEXP_MATCHES({text}, {DATABASE.text(FORMULA_ERROR)}) THEN '{Remark.ERROR}'",
            f"WHEN REGEXP_MATCHES({text}, '{_class_of(LOST)}') THEN '{Remark.LOST}'",
            f"WHEN REGEXP_MATCHES({text}, '{ROUNDED_NUMBER}') THEN '{Remark.ROUNDED}'" if is_identifier else "",
            f"WHEN LOWER({text}) IN ({words}) THEN '{Remark.NO_VALUE}'",
            f"WHEN t.tidied IS DISTINCT FROM {text} THEN '{Remark.CHARACTERS}'",
            f"WHEN {'t.typed <> t.tidied' if is_identifier else is_padded} THEN '{Remark.SPACES}' END",
        ]
    )


def _class_of(characters: str) -> str:
    """Return the class of these characters in a regular expression, with neighbours as ranges."""
    codes = sorted(map(ord, characters))
    firsts = [code for code in codes if code - 1 not in codes]
    lasts = [code for code in codes if code + 1 not in codes]
    return "[" + "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in zip(firsts, lasts, strict=True)) + "]"
