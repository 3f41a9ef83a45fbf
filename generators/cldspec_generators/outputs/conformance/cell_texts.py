"""Texts of cells that show how a cell is read: white space, spellings, and what is nearly a date, a number or a format."""

from collections.abc import Iterator

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import CHECKED_DIGITS, DATE_FORM, FIRST_YEAR, LAST_YEAR, has_format
from cldspec.rules.pattern import PatternError, shapes
from cldspec_generators.outputs.conformance.values import usual

_MOST_SHAPES = 12
"""The most shapes of a format for which texts are made up."""
_DATES = (
    *("29/02/2020", "29/02/2000", "29/02/2021", "29/02/1900", "29/02/2100", "30/02/2020", "31/02/2020", "31/04/2021", "31/12/2021"),
    *("00/01/2021", "01/00/2021", "32/01/2021", "01/13/2021", "13/12/2021", "1/2/1950", "01/2/1950", "1/02/1950", "01/02/50"),
    *("01-02-1950", "01.02.1950", "01 02 1950", "01021950", "1950-02-01", "1950/02/01", "02/13/1950", "1 February 1950", "01/Feb/1950"),
    *("01/02/1950 00:00", "01/02/1950 00:00:00", "01/02/1950T00:00", "44197", "44197.5", "01/02/01950", "+01/02/1950", "0I/02/1950"),
    *(f"01/01/{FIRST_YEAR}", f"31/12/{FIRST_YEAR - 1}", f"31/12/{LAST_YEAR}", f"01/01/{LAST_YEAR + 1}", DATE_FORM, "today"),
)
_NUMBERS = (
    *("0", "00", "007", "21", "21.5", "21.50", "21.505", "21.500", "+21", "-21", "--21", "21-", "- 21", ".5", "5.", ".", "-", "-.5", "-0"),
    *("£21", "21 GBP", "21%", "1,000", "1,000.00", "1 000", "1.000,00", "21,5", "1e3", "1E+3", "0x15", "(21)", "1/2", "2 1", "NaN", "٣"),
    *("1234567890", "12345678901", "1234567890.12", "-1234567890.12", "0.01", "0.001", "21\u00a0", "\u221221"),
)
_TEXTS = ("x", "it's", 'a "b" c', "a,b", "a;b", "é", "two\nlines", "=1+1", "@x", "00123", "1.0", "\uff21", "x" * 40)


def texts_of(item: DataItem, specification: Specification) -> list[str]:
    """Return texts for a cell of an item, each once. Some are its values, others only look like them."""
    example = usual(item)
    several = dict.fromkeys([example, *_of_type(item, specification), *_with_spaces(example), *_instead_of_nothing(item)])
    return [text for text in several if text.strip(" ")]


def _with_spaces(text: str) -> Iterator[str]:
    """Yield a text with white space and invisible characters at its ends and within."""
    yield from (f" {text}", f"{text}  ", f"\u00a0{text}", f"{text}\t", f"\u2003{text}\u3000", f"{text}\u200b", f"\ufeff{text}")
    middle = max(1, len(text) // 2)
    yield from (f"{text[:middle]}{space}{text[middle:]}" for space in (" ", "\u00a0", "\u200b"))
    if " " in text:
        yield from (text.replace(" ", "  "), text.replace(" ", "\u00a0"), text.replace(" ", "\t"), text.replace(" ", ""))


def _instead_of_nothing(item: DataItem) -> Iterator[str]:
    yield from ("\u00a0", "\u200b", "N/A", "NULL", "-", "Unknown", "#N/A", "#REF!")
    if item.type == "text":
        yield from ("not known", "Err:502", "####", "1.23457E+15", "\ufffd", "\u0430b", "\uff11")


def _of_type(item: DataItem, specification: Specification) -> Iterator[str]:
    match item.type:
        case "code":
            yield from _of_list(item, specification)
        case "date":
            yield from _DATES
        case "integer" | "decimal":
            yield from _NUMBERS
        case _ if item.format:
            yield from _of_format(item, specification)
        case _:
            yield from _TEXTS
    if item.max_length is not None:
        yield from ("x" * item.max_length, "x" * (item.max_length + 1), "é" * item.max_length)


def _of_list(item: DataItem, specification: Specification) -> Iterator[str]:
    """Yield the values of a list in other cases of letters and with other spaces, and each other spelling."""
    for code in specification.codes_of(item):
        yield from (other.value for other in code.also_seen_as)
    values = specification.values_of(item.id) or ()
    yield from values
    for value in (*values[:3], *values[-2:]):
        yield from (
            value,
            value.upper(),
            value.lower(),
            value.swapcase(),
            value[:-1],
            f"{value}s",
            f"'{value}'",
            value.replace("-", "\u2013"),
        )
        yield from (value.replace(" ", "  "), value.replace(" ", "\u00a0"), value.replace(" ", "_"))
    yield from (values[0] + values[-1], "0", "1", "TRUE", "?")


def _of_format(item: DataItem, specification: Specification) -> Iterator[str]:
    """Yield texts that have the format or nearly have it."""
    named = specification.format_by_id[item.format or ""]
    yield from (*named.conforms, *named.breaks)
    try:
        for shape in shapes(named.pattern)[:_MOST_SHAPES]:
            yield from ("".join(signs.all[place] for signs in shape) for place in (0, -1))
    except PatternError:  # the check bad-format reports it
        return
    for text in named.conforms[:2]:
        yield from (
            text[0] + text,
            text.lower(),
            text[:-1],
            f"{text}0",
            text.replace(" ", ""),
            f"{text[:3]} {text[3:6]} {text[6:]}",
            f"{text[0]}-{text[1:]}",
        )
        if named.check_digit:
            yield from (f"{text[:-1]}{digit}" for digit in range(10))
            yield from _without_check_digit(text, specification)


def _without_check_digit(text: str, specification: Specification) -> Iterator[str]:
    """Yield a number for which no last digit is right."""
    checked = [named for named in specification.formats if named.check_digit and len(text) == CHECKED_DIGITS]
    for number in range(100):
        stem = f"{text[: CHECKED_DIGITS - 3]}{number:02}"
        if checked and not any(has_format(f"{stem}{digit}", checked[0]) for digit in range(10)):
            yield from (f"{stem}0", f"{stem}1")
            return
