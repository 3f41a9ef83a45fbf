"""Pieces of Excel formulas: how conditions are combined so that they work cell by cell, and what Excel's limits are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from cldspec.model import CodeList, Format
from cldspec.rules.expression import UnsupportedError
from cldspec.rules.pattern import Shape, shapes

MOST_CHARACTERS = 8192
"""The most characters of a formula in Excel, with its equals sign."""
RESERVED_CHARACTERS = 100
"""How many of them a formula leaves free for what a worksheet puts around it, such as a sum."""
MOST_LEVELS = 64
"""The most levels of functions inside functions in a formula."""
MOST_IN_A_TEXT = 255
"""The most characters of a text in a formula."""
MOST_IN_A_CELL = 32767
"""The most characters of a cell."""
SEPARATOR = "␟"
"""The sign around each value in a cell that holds all values of a code list. No value contains it, and no keyboard has it."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A condition that is TRUE where all its parts are.

    The parts in `first` never give an error. Those in `then` give none where all of `first` are TRUE.
    """

    first: tuple[str, ...] = ()
    then: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.first and self.then:
            return f"IF({product(self.first)},{product(self.then)},FALSE)"
        return product(self.first or self.then) if self.first or self.then else "TRUE"


def all_of(formulas: Iterable[Formula]) -> Formula:
    """Return the formula that is TRUE where all of these are. A part that several of them share appears once."""
    parts = list(formulas)
    first = dict.fromkeys(test for part in parts for test in part.first)
    then = dict.fromkeys(test for part in parts for test in part.then)
    return Formula(tuple(first), tuple(then))


def any_of(formulas: Sequence[Formula]) -> Formula:
    """Return the formula that is TRUE where at least one of these is. A first part that all of them share appears once, before."""
    shared = tuple(test for test in formulas[0].first if all(test in formula.first for formula in formulas))
    rest = [Formula(tuple(test for test in formula.first if test not in shared), formula.then) for formula in formulas]
    if Formula() in rest:
        return Formula(shared)
    either = total(dict.fromkeys(map(str, rest)))
    if shared and any(formula.then for formula in rest):
        return Formula(shared, (either,))
    return Formula((*shared, either))


def product(parts: Iterable[str]) -> str:
    """Return the formula that is TRUE or 1 where all of these are, row by row: their product."""
    several = list(parts)
    return several[0] if len(several) == 1 else "*".join(map(_grouped, several))


def total(parts: Iterable[str]) -> str:
    """Return the formula that is TRUE where at least one of these is TRUE or 1, row by row: whether their total is above 0."""
    several = list(parts)
    return several[0] if len(several) == 1 else f"({'+'.join(map(_grouped, several))}>0)"


def _grouped(part: str) -> str:
    """Return a formula that can be an operand: in brackets, unless it is a single function call, or has brackets already."""
    outside_texts = "".join(part.split('"')[::2])
    depths = list(accumulate((sign == "(") - (sign == ")") for sign in outside_texts))
    opens = outside_texts.find("(")
    is_single = part.isalpha() or (opens >= 0 and (opens == 0 or outside_texts[:opens].isalpha()) and 0 not in depths[opens:-1])
    return part if is_single else f"({part})"


def text_literal(value: str) -> str:
    """Return a text in quotation marks, in pieces that are short enough."""
    parts = [value[start : start + MOST_IN_A_TEXT] for start in range(0, len(value), MOST_IN_A_TEXT)] or [""]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts)


def date_literal(day: date) -> str:
    """Return a date as a call of DATE."""
    return f"DATE({day.year},{day.month},{day.day})"


def joined_values(code_list: CodeList) -> str:
    """Return the values of a code list in one text, which formulas search. Raises UnsupportedError if no cell can hold it."""
    text = joined_texts(code_list.values)
    if len(text) > MOST_IN_A_CELL:
        raise UnsupportedError(f"a code list of more than {MOST_IN_A_CELL:,} characters")
    return text


def joined_texts(texts: Iterable[str]) -> str:
    """Return texts as one text that `is_in` searches."""
    return SEPARATOR + "".join(text + SEPARATOR for text in texts)


def is_in(text: str, values: str) -> str:
    """Return the formula that a text is one of the values in a cell of `joined_values`."""
    return f'ISNUMBER(FIND("{SEPARATOR}"&{text}&"{SEPARATOR}",{values}))'


def has_format(cell: str, text: str, named: Format) -> Formula:
    """Return the formula that a text has a format: single spaces, the characters of its pattern, the check digit."""
    allowed = [shape for shape in shapes(named.pattern) if shape]
    formulas = [any_of([_has_shape(text, shape) for shape in allowed])]
    if any(" " in signs.all for shape in allowed for signs in shape):
        formulas.insert(0, Formula((f"ISNUMBER(FIND({text},{cell}))",)))
    if named.check_digit == "modulus_11":
        weighted = "+".join(f"{11 - position}*MID({text},{position},1)" for position in range(1, 11))
        formulas.append(Formula((), (f"MOD({weighted},11)=0",)))
    return all_of(formulas)


def _has_shape(text: str, shape: Shape) -> Formula:
    finds = [f"FIND(MID({text},{position},1),{text_literal(signs.all)})" for position, signs in enumerate(shape, 1)]
    return Formula((f"LEN({text})={len(shape)}", f"IFERROR({'*'.join(finds)},0)>0"))


def within_limits(formula: str) -> str:
    """Return a formula. Raises UnsupportedError if Excel does not accept it."""
    if len(formula) >= MOST_CHARACTERS - RESERVED_CHARACTERS:
        raise UnsupportedError(f"a rule that needs more than {MOST_CHARACTERS:,} characters")
    outside_texts = "".join(formula.split('"')[::2])
    if max(accumulate((sign == "(") - (sign == ")") for sign in outside_texts)) > MOST_LEVELS:
        raise UnsupportedError(f"a rule that needs more than {MOST_LEVELS} levels of functions")
    return formula
