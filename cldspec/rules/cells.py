"""The cells of a return: which value of its data item a cell as typed stands for, and whether it is readable at all."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from functools import lru_cache

from cldspec.model import DataItem, Format, Specification
from cldspec.rules.look_alikes import IN_IDENTIFIER, IN_TEXT
from cldspec.spelling import folded, suggest
from cldspec.wording import counted

DATE_FORM = "dd/mm/yyyy"
"""The format of dates in the template."""
DATE_PATTERN = "%d/%m/%Y"
"""The same format, as strptime and the table schema write it."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The first and the last year of dates, which workbooks and all databases support."""
_YEAR = "(19|2[0-9])[0-9]{2}"
_LEAP_YEAR = "((19|2[0-9])(0[48]|[2468][048]|[13579][26])|2[048]00)"
CALENDAR_DATE = (
    f"^({_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP_YEAR}-02-29)$"
)
"""A regular expression for dates yyyy-mm-dd that exist, with leap years. All regular expression engines support what it uses."""
TYPED_DATE = (
    f"^(((0[1-9]|[12][0-9]|3[01])/(0[13578]|1[02])|(0[1-9]|[12][0-9]|30)/(0[469]|11)|(0[1-9]|1[0-9]|2[0-8])/02)/{_YEAR}"
    f"|29/02/{_LEAP_YEAR})$"
)
"""The same for dates as typed in the template."""
PATTERN_ERRORS = (re.error, OverflowError, RecursionError)
"""The errors that an invalid regular expression may raise."""
WHOLE_DIGITS = 10
"""The most digits before the decimal point of a number. All engines multiply two such numbers and a multiplier exactly."""
DIGITS = f"[0-9]{{1,{WHOLE_DIGITS}}}"
"""A regular expression for the digits before the decimal point."""
CHECKED_DIGITS = 10
"""The digits of a number with a modulus 11 check digit, which is the last of them."""
CHECKED_PATTERN = f"^[0-9]{{{CHECKED_DIGITS}}}$"
"""A regular expression for such a number."""


def _characters(*ranges: tuple[int, int]) -> str:
    return "".join(chr(code) for first, last in ranges for code in range(first, last + 1))


SPACES = _characters(
    *((0x09, 0x0D), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F)),
    *((0x205F, 0x205F), (0x3000, 0x3000)),
)
"""The characters, apart from the space itself, that count as a space: all that Unicode calls white space."""
INVISIBLE = _characters(
    *((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160)),
    *((0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB)),
)
"""The characters that nobody sees and that are no white space.

These are control characters, zero-width spaces, marks of direction, selectors of variants, and letters without a shape.
"""
BYTES = 0xF700
"""The private character that stands for the byte 0 where a file has a byte that its encoding lacks; the others follow."""
LOST = f"\ufffd{_characters((BYTES + 0x80, BYTES + 0xFF))}"
"""The characters that stand for what a file does not say: the replacement character, and bytes that its encoding lacks."""
FORMULA_ERRORS = frozenset(
    f"#{name}"
    for name in (
        *("N/A", "REF!", "VALUE!", "NAME?", "DIV/0!", "NUM!", "NULL!", "SPILL!", "CALC!", "FIELD!", "BLOCKED!", "CONNECT!"),
        *("UNKNOWN!", "BUSY!", "PYTHON!", "EXTERNAL!", "TIMEOUT!", "GETTING_DATA", "ERROR!", "NAN"),
        *("NV", "BEZUG!", "WERT!", "ZAHL!", "VALEUR!", "NOM?", "NOMBRE!", "NUL!", "PROPAGATION!", "N/D", "N/D!", "¡REF!", "¡VALOR!"),
        *("¿NOMBRE?", "¡DIV/0!", "¡NUM!", "¡NULO!", "RIF!", "VALORE!", "NOME?", "NULLO!", "VALOR!", "NULO!", "N/B", "VERW!", "WAARDE!"),
        *("NAAM?", "DEEL/0!", "GETAL!", "LEEG!", "ADR!", "ARG!", "NAZWA?", "LICZBA!", "ZERO!"),
    )
)
"""What a cell shows whose formula has no result, in English and as other languages call it. LibreOffice has others: Err: and a number."""
WITHOUT_RESULT = "#WITHOUT RESULT"
"""What readers of workbooks put into a cell whose formula was never calculated."""
FORMULA_ERROR = f"(?i)^({'|'.join(map(re.escape, sorted(FORMULA_ERRORS | {WITHOUT_RESULT})))}|err:[0-9]{{3}}|##+)$"
"""A regular expression for a cell that shows the error of a formula, or that its column is too narrow."""
NO_VALUE_WORDS = frozenset(
    {
        *("n/a", "n.a.", "n.a", "n / a", "na", "null", "none", "nil", "nan", "nat", "(null)", "[null]", "<null>", "<na>", "(none)", r"\n"),
        *("(n/a)", "(nil)", "(blank)", "<none>", "undefined", "missing", "no data", "not applicable", "not available", "not recorded"),
        *("-", "--", "---", "----", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", ".", "..", "...", "\u2026"),
        *("?", "??", "???", "_", "__", "___", "*", "**", "***", "//", "~", "#", "!"),
    }
)
"""What programs and people write into a cell that has no value, in lower case."""
UNKNOWN_WORDS = frozenset({"unknown", "not known", "n/k", "nk", "tbc", "tba", "blank", "anonymous"})
"""What they write where a value is not known, in lower case. In a name or a description this may be right."""
ROUNDED_NUMBER = r"^[1-9](\.[0-9]+)?[eE]\+?[0-9]{1,3}$"
"""A regular expression for a long number as spreadsheets show it. They keep only its first 15 digits."""


class Remark(StrEnum):
    """What may be wrong with a cell that any text may stand in, or that is read as a value nevertheless."""

    ERROR = "error"
    """It shows the error of a formula. It is unreadable."""
    ROUNDED = "digits"
    """It is an identifier of which a spreadsheet has lost digits. It is unreadable."""
    NO_VALUE = "no-value"
    """It has a word for nothing. In an identifier, which would merge what the word stands for, it is unreadable."""
    LOST = "encoding"
    """It has characters that stand for what the file does not say. It is unreadable."""
    CHARACTERS = "characters"
    """It has invisible characters, which are not part of its value."""
    LOOK_ALIKES = "look-alikes"
    """It has letters, digits or signs of other scripts that look like others."""
    FILLER = "filler"
    """It has a value that programs write where they know none: the first or last possible date, or one digit again and again."""
    SPACES = "spaces"
    """It has white space around its value. Where it is no free text, so does other white space than a space in it."""
    UNLIKE = "unlike-examples"
    """It has no digit, although all examples of its item have some."""


class Unreadable(Enum):
    """The value of an unreadable cell: its text is not a value of its data item, so the cell is not blank, but its value is unknown."""

    UNREADABLE = "unreadable"


UNREADABLE = Unreadable.UNREADABLE
Cell = str | Decimal | None | Unreadable
"""The value of a cell: a text or allowed value, a date as yyyy-mm-dd, a number, None for a blank, or UNREADABLE."""
_TO_SPACES = dict.fromkeys(map(ord, SPACES), " ")
_WITHOUT_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
_INVISIBLE, _LOST = frozenset(INVISIBLE), frozenset(LOST)


@lru_cache(maxsize=64)
def character_ranges(characters: str) -> tuple[tuple[str, str], ...]:
    """Return the first and the last of each run of neighbouring characters."""
    known = set(characters)
    firsts = sorted(one for one in known if one == "\0" or chr(ord(one) - 1) not in known)
    lasts = sorted(one for one in known if chr(ord(one) + 1) not in known)
    return tuple(zip(firsts, lasts, strict=True))


def tidy(typed: str) -> str:
    """Return the text of a cell without white space at either end, and with spaces in place of other white space."""
    return typed.translate(_TO_SPACES).strip(" ")


def read(item: DataItem, typed: str, specification: Specification) -> Cell:
    """Return the value of a cell as typed. For another spelling of an allowed value, this is the allowed value."""
    text = visible(item, tidy(typed))
    if not text:
        return None
    code_list = specification.code_list_of(item)
    if code_list:
        value = text if text in code_list.values else code_list.by_spelling.get(folded(text))
        return (
            UNREADABLE if value is None or not _INVISIBLE.isdisjoint(text) else value
        )  # some invisible characters separate words in Python
    if fault_of(item, text, specification) or makes_unreadable(text_remark(item, text, specification), item, specification):
        return UNREADABLE
    match item.type:
        case "date":
            return to_iso_date(text)
        case "integer" | "decimal":
            return Decimal(text)
        case _:
            return text


def takes_any_text(item: DataItem) -> bool:
    """Say whether an item takes any text, apart from its length."""
    return item.type == "text" and item.format is None


def reports_formula_errors(item: DataItem, specification: Specification) -> bool:
    """Say whether the error of a formula is reported apart from the rules of an item: it takes any text, or its format is only queried.

    In other items, a rule that is an error reports all that is no value.
    """
    named = specification.format_by_id.get(item.format or "")
    return takes_any_text(item) or (named is not None and named.if_not_met != "error")


@lru_cache(maxsize=16)
def identifiers(specification: Specification) -> frozenset[str]:
    """Return the items that take any text and by which rows are recognised or compared."""
    items = {item for key in specification.record.known_by for item in key}
    items |= {item for rule in specification.rules for item in rule.unique or ()}
    items |= {rule.same_on_every_row_of or "" for rule in specification.rules}
    items |= {section.same_on_every_row_of or "" for section in specification.sections}
    return frozenset(item.id for item in specification.items if item.id in items and takes_any_text(item))


def remark_of(item: DataItem, typed: str, specification: Specification) -> Remark | None:
    """Return what is wrong with a cell as typed besides what the rules of its item say; None if nothing is."""
    text = tidy(typed)
    bare = visible(item, text)
    remark = text_remark(item, bare, specification)
    if remark or not text:
        return remark
    value = read(item, typed, specification)
    if value is UNREADABLE or (specification.code_list_of(item) and value != text):
        return None
    if bare != text:
        return Remark.CHARACTERS
    if takes_any_text(item) and re.search(look_alike_pattern(item, specification), text):
        return Remark.LOOK_ALIKES
    if text in fillers(item, specification):
        return Remark.FILLER
    is_padded = typed[0] in SPACES + " " or typed[-1] in SPACES + " "
    if is_padded or (typed != text and not _is_free_text(item, specification)):
        return Remark.SPACES
    return Remark.UNLIKE if needs_digit(item) and not re.search("[0-9]", text) else None


def look_alike_pattern(item: DataItem, specification: Specification) -> str:
    """Return the regular expression for the look-alikes that an item which takes any text should not have."""
    return IN_IDENTIFIER if item.id in identifiers(specification) else IN_TEXT


def fillers(item: DataItem, specification: Specification) -> tuple[str, ...]:
    """Return the values of an item that programs write where they know none."""
    if item.type == "date":
        return f"01/01/{FIRST_YEAR}", f"31/12/{LAST_YEAR}"
    named = specification.format_by_id.get(item.format or "")
    repeated = [str(digit) * CHECKED_DIGITS for digit in range(10)] if named and named.check_digit else []
    return tuple(value for value in repeated if named and has_format(value, named))


def needs_digit(item: DataItem) -> bool:
    """Say whether an item takes any text, but all its examples have a digit."""
    examples = [example.value for example in item.examples if example.value]
    return takes_any_text(item) and bool(examples) and all(re.search("[0-9]", example) for example in examples)


def text_remark(item: DataItem, text: str, specification: Specification) -> Remark | None:
    """Return what is wrong with the visible text of a cell, apart from its characters, if its item takes any text or it is an error."""
    if reports_formula_errors(item, specification) and is_formula_error(text):
        return Remark.ERROR
    if not takes_any_text(item):
        return None
    if not _LOST.isdisjoint(text):
        return Remark.LOST
    is_identifier = item.id in identifiers(specification)
    if is_identifier and re.search(ROUNDED_NUMBER, text):
        return Remark.ROUNDED
    return Remark.NO_VALUE if text.lower() in words_for_nothing(item, specification) else None


def words_for_nothing(item: DataItem, specification: Specification) -> frozenset[str]:
    """Return the words that stand for no value in an item that takes any text, in lower case."""
    return NO_VALUE_WORDS | UNKNOWN_WORDS if item.id in identifiers(specification) else NO_VALUE_WORDS


def is_formula_error(typed: str) -> bool:
    """Say whether a cell shows the error of a formula, or that its column is too narrow."""
    return re.search(FORMULA_ERROR, tidy(typed)) is not None


def shows_no_value(item: DataItem, typed: str, specification: Specification) -> bool:
    """Say whether a cell shows something else than its content: an error, lost digits, or characters that a file does not say."""
    text = tidy(typed)
    if not _LOST.isdisjoint(text) or is_formula_error(text):
        return True
    return item.id in identifiers(specification) and re.search(ROUNDED_NUMBER, text) is not None


def visible(item: DataItem, text: str) -> str:
    """Return a tidy text without invisible characters, if the item takes any text; other items are unreadable with them."""
    return text.translate(_WITHOUT_INVISIBLE).strip(" ") if takes_any_text(item) else text


def character_names(text: str) -> list[str]:
    """Return the names of the invisible and unusual characters of a text, each once, such as "a zero width space (U+200B)"."""
    names: dict[str, None] = {}
    for character in text:
        code = ord(character)
        if code >= BYTES + 0x80 and character in LOST and character != "\ufffd":
            names[f"the byte {code - BYTES:02X}, which is no character"] = None
        elif character in INVISIBLE or character in SPACES or character in LOST:
            name = {"\t": "tab", "\n": "line break", "\r": "line break"}.get(character) or unicodedata.name(
                character, "control character"
            ).lower()
            names[f"{'an' if name[0] in 'aeio' else 'a'} {name} (U+{code:04X})"] = None
    return list(names)


def makes_unreadable(remark: Remark | None, item: DataItem, specification: Specification) -> bool:
    """Say whether a cell with this remark is unreadable."""
    return remark in {Remark.ERROR, Remark.LOST, Remark.ROUNDED} or (remark is Remark.NO_VALUE and item.id in identifiers(specification))


def _is_free_text(item: DataItem, specification: Specification) -> bool:
    return takes_any_text(item) and item.id not in identifiers(specification)


def to_typed(item: DataItem, cell: Cell) -> str:
    """Return a cell as typed in the template."""
    if cell is None or isinstance(cell, Unreadable):
        return ""
    if item.type == "date":
        return to_typed_date(str(cell))
    return f"{cell:.{item.scale or 0}f}" if isinstance(cell, Decimal) else cell


def number_pattern(item: DataItem) -> str:
    """Return the regular expression, from ^ to $, of a number of the item's type."""
    return rf"^-?{DIGITS}(\.[0-9]{{1,{item.scale}}})?$" if item.scale else f"^-?{DIGITS}$"


def fault_of(item: DataItem, value: str, specification: Specification) -> tuple[str, str] | None:
    """Return what is wrong with a value as typed in the template, and what to write. None if the item can have the value.

    What is wrong follows the value in a sentence, such as "is not a date".
    """
    match item.type:
        case "code":
            values = specification.values_of(item.id)
            if values and value not in values:
                return f"is not in the list {item.code_list}", suggest(value, values)
        case "date":
            if to_iso_date(value) is None:
                return "is not a date", f"Write it as {DATE_FORM}."
        case "integer":
            if not re.fullmatch(number_pattern(item), value):
                return "is not a whole number", "Write digits only."
        case "decimal":
            if not re.fullmatch(number_pattern(item), value):
                return f"is not a number with at most {counted(item.scale or 0, 'decimal place')}", "Write digits and a decimal point only."
        case "text":
            named = specification.format_by_id.get(item.format or "")
            if named and not has_format(value, named):
                return f"is not in the format {named.id}", f"Write it like {named.conforms[0]}."
            if item.max_length is not None and len(value) > item.max_length:
                return f"has more than {item.max_length} characters", "Shorten it."
    return None


def has_format(value: str, named: Format) -> bool:
    """Say whether a value matches the pattern of a format, and has the right check digit if the format has one."""
    try:
        matches = re.fullmatch(named.pattern, value) is not None
    except PATTERN_ERRORS:
        return True  # the check bad-format reports the pattern
    return matches and (named.check_digit is None or _modulus_11(value))


def to_iso_date(typed: str) -> str | None:
    """Return a date that is typed as in the template as yyyy-mm-dd. Return None if the text is not a date."""
    if not re.fullmatch(TYPED_DATE, typed):
        return None
    return datetime.strptime(typed, DATE_PATTERN).date().isoformat()  # noqa: DTZ007 - a date has no time zone


def is_iso_date(text: str) -> bool:
    """Say whether a text is a date yyyy-mm-dd that exists."""
    return re.fullmatch(CALENDAR_DATE, text) is not None


def to_typed_date(iso: str) -> str:
    """Return a date yyyy-mm-dd as typed in the template."""
    return date.fromisoformat(iso).strftime(DATE_PATTERN)


def _modulus_11(digits: str) -> bool:
    """Say whether the last of ten digits is the modulus 11 check digit of the nine before it."""
    if not re.fullmatch(CHECKED_PATTERN, digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[-1])
