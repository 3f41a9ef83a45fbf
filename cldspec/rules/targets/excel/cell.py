"""What is wrong with a single cell apart from the rules of its item, as Excel formulas.

`cldspec.rules.cells` defines it. The formulas look for texts in ranges whose names a workbook must define: see `named_constants`.
SUMPRODUCT, which looks for many characters at once, turns a whole column into one value, so these formulas are for one cell.
"""

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import (
    FIRST_YEAR,
    FORMULA_ERRORS,
    INVISIBLE,
    LAST_YEAR,
    LOST,
    NO_VALUE_WORDS,
    SPACES,
    UNKNOWN_WORDS,
    WHOLE_DIGITS,
    Remark,
    identifiers,
    makes_unreadable,
    takes_any_text,
)
from cldspec.rules.targets.excel.formula import SEPARATOR, is_in, joined_texts, product, text_literal, total

WHITE_SPACE, HIDDEN = "white_space_characters", "invisible_characters"
"""The names of the ranges with white space other than the space itself, and with invisible characters: one in each cell."""
NO_VALUE, NO_IDENTIFIER, ERRORS = "no_value_words", "no_identifier_words", "formula_errors"
"""The names of the cells with words for nothing, with those that no identifier may have, and with the errors of formulas."""
REMARKS = frozenset({Remark.ERROR, Remark.ROUNDED, Remark.NO_VALUE, Remark.LOST, Remark.CHARACTERS, Remark.SPACES})
"""The remarks that formulas can express."""
_INVISIBLE = INVISIBLE.replace("\0", "")  # no cell can have it
_EXACT_DIGITS = 15
"""The digits of a number that a worksheet keeps."""


def named_constants() -> dict[str, tuple[str, ...]]:
    """Return the texts that formulas look for, by the name of their range: one text for each cell."""
    return {
        WHITE_SPACE: tuple(SPACES),
        HIDDEN: tuple(_INVISIBLE),
        NO_VALUE: (joined_texts(sorted(NO_VALUE_WORDS)),),
        NO_IDENTIFIER: (joined_texts(sorted(NO_VALUE_WORDS | UNKNOWN_WORDS)),),
        ERRORS: (joined_texts(sorted(FORMULA_ERRORS)),),
    }


def suspicious_texts() -> tuple[str, ...]:
    """Return texts of which the cells of a row, joined by SEPARATOR in lower case, have one if a cell breaks a rule about any cell."""
    words = (f"{SEPARATOR}{word}{SEPARATOR}" for word in sorted(NO_VALUE_WORDS | UNKNOWN_WORDS))
    return (*SPACES, *_INVISIBLE, LOST[0], f"{SEPARATOR} ", f" {SEPARATOR}", f"{SEPARATOR}#", f"{SEPARATOR}err:", *words)


def has_one_of(text: str, name: str) -> str:
    """Return the formula that a text has one of the texts of a range."""
    return f"(SUMPRODUCT(--ISNUMBER(FIND({name},{text})))>0)"


def is_stored_as_text(item: DataItem, cell: str, text: str) -> str:
    """Return the formula that the cell of a date or a number has a text that is one."""
    if item.type == "date":
        day, month, year = (f"VALUE(MID({text},{start},{length}))" for start, length in ((1, 2), (4, 2), (7, 4)))
        written = f'(LEN({text})=10)*(MID({text},3,1)="/")*(MID({text},6,1)="/")'
        date = f"DATE({year},{month},{day})"
        exists = f"(DAY({date})={day})*(MONTH({date})={month})*({year}>={FIRST_YEAR})*({year}<={LAST_YEAR})"
        return f"IF(ISTEXT({cell}),IFERROR({written}*{exists},0),FALSE)"
    forms = total([f"{text}=FIXED(VALUE({text}),{places},TRUE)" for places in range((item.scale or 0) + 1)])
    return f"IF(ISTEXT({cell}),IFERROR((ABS(VALUE({text}))<10^{WHOLE_DIGITS})*({forms}),0),FALSE)"


def is_unreadable_text(item: DataItem, cell: str, text: str, specification: Specification) -> str:
    """Return the formula that the cell of an item that takes any text is unreadable all the same."""
    remarks = [remark for remark in Remark if makes_unreadable(remark, item, specification)]
    return total([_remark_of_text(item, remark, cell, text, specification) for remark in remarks])


def has_remark(item: DataItem, remark: Remark, cell: str, known: str, specification: Specification) -> str:
    """Return the formula, without "=", that a cell has a remark. `known` is the formula that it has a value, if it has no unusual spaces.

    With unusual spaces, a cell has the remark about white space whatever else it has.
    """
    text = f"TRIM({cell})"
    if not takes_any_text(item):
        of_text = "FALSE"
    else:
        of_text = total([f for each in Remark if (f := _remark_of_text(item, each, cell, text, specification)) != "FALSE"])
    match remark:
        case Remark.ERROR:
            return f"IF(ISERROR({cell}),TRUE,{_remark_of_text(item, remark, cell, text, specification)})"
        case Remark.CHARACTERS:
            return f"IFERROR({product([has_one_of(cell, HIDDEN), f'NOT({of_text})'])},FALSE)"
        case Remark.SPACES:
            is_free_text = takes_any_text(item) and item.id not in identifiers(specification)
            is_padded = total([f'LEFT({cell})=" "', f'RIGHT({cell})=" "'])
            is_odd = has_one_of(f"LEFT({cell})&RIGHT({cell})" if is_free_text else cell, WHITE_SPACE)
            parts = [total([f"({is_padded})*{known}", is_odd]), f'{text}<>""']
            if takes_any_text(item):
                parts.append(f"NOT({total([has_one_of(cell, HIDDEN), of_text])})")
            return f"IFERROR({product(parts)},FALSE)"
        case _:
            return f"IFERROR({_remark_of_text(item, remark, cell, text, specification)},FALSE)"


def _remark_of_text(item: DataItem, remark: Remark, cell: str, text: str, specification: Specification) -> str:
    """Return the formula that a remark about its visible text is true of the cell of an item that takes any text."""
    is_identifier = item.id in identifiers(specification)
    match remark:
        case Remark.ERROR:
            is_narrow = f'(LEN({text})>1)*(SUBSTITUTE({text},"#","")="")'
            return total([is_in(f"UPPER({text})", ERRORS), f'(UPPER(LEFT({text},4))="ERR:")*(LEN({text})=7)', is_narrow])
        case Remark.LOST:
            return f"ISNUMBER(FIND({text_literal(LOST[0])},{text}))"
        case Remark.NO_VALUE:
            return is_in(f"LOWER({text})", NO_IDENTIFIER if is_identifier else NO_VALUE)
        case Remark.ROUNDED if is_identifier:
            exponent = f'FIND("E",UPPER({text}))'
            begins = f'((MID({text},2,1)=".")*({exponent}>3)+({exponent}=2)>0)*(LEFT({text})<>"0")'
            is_written_so = f'IFERROR(ISNUMBER(VALUE({text}))*{begins}*NOT(ISNUMBER(FIND("-",{text}))),0)'
            return f"IF(ISNUMBER({cell}),ABS(N({cell}))>=10^{_EXACT_DIGITS},{is_written_so}>0)"
        case _:
            return "FALSE"
