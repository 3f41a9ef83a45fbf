"""Texts that people and programs put into a cell, and that are no value of its data item."""

from collections.abc import Iterator
from datetime import date

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import UNREADABLE, read, tidy, to_iso_date

_EPOCH = date(1899, 12, 30)
"""The day that workbooks count from."""
_UNKNOWN = ("n/k", "TBC", "?", "#N/A")
"""What stands in a cell whose value nobody knew, or that a formula has lost."""


def wrong_texts(item: DataItem, typed: str, specification: Specification) -> list[str]:
    """Return texts that cannot be read as values of an item: ways in which what should have been `typed` goes wrong."""
    named = specification.format_by_id.get(item.format or "")
    made = [*(_dates(typed) if item.type == "date" else ()), *(_numbers(item, typed) if item.type in {"integer", "decimal"} else ())]
    made += [*(_codes(typed) if item.type == "code" else ()), *((*_forms(typed), *named.breaks) if named else ())]
    made += [typed + "?" * max(0, item.max_length - len(typed) + 1)] if item.max_length and not named else []
    made += _UNKNOWN if item.type != "text" or named else ()
    return [text for text in dict.fromkeys(made) if read(item, text, specification) is UNREADABLE]


def other_spellings(item: DataItem, typed: str, specification: Specification) -> list[str]:
    """Return other spellings of a list value that are read as it."""
    known = [other.value for code in specification.codes_of(item) if code.value == typed for other in code.also_seen_as]
    made = [*known, typed.upper(), typed.lower(), typed.swapcase(), typed.replace(" ", "  ")]
    return [text for text in dict.fromkeys(made) if tidy(text) != typed and read(item, text, specification) == typed]


def _dates(typed: str) -> Iterator[str]:
    """Yield a date as it comes out of other programs, and a few that the calendar lacks."""
    iso = to_iso_date(typed)
    if iso is None:
        return
    day = date.fromisoformat(iso)
    yield str((day - _EPOCH).days)
    yield iso
    yield f"{iso} 00:00:00"
    yield f"{typed} 00:00"
    yield day.strftime("%d.%m.%Y")
    yield day.strftime("%d/%m/%y")
    yield f"{day.day}/{day.month}/{day.year}"
    yield f"{day.day} {day:%B} {day.year}"
    yield day.strftime("%m/%d/%Y")  # where the day is no month, that is none
    yield f"{day:%m}/{max(day.day, 13)}/{day.year}"
    yield f"31/02/{day.year}"
    yield f"00/00/{day.year}"


def _numbers(item: DataItem, typed: str) -> Iterator[str]:
    yield f"£{typed}"
    yield f"{typed} per week"
    yield f"1,{typed.zfill(3)}"
    yield f"{typed.partition('.')[0]}.{'0' * (item.scale or 0)}5"
    yield f"about {typed}"


def _codes(typed: str) -> Iterator[str]:
    yield "Other"
    yield "1"
    yield f"{typed[: len(typed) // 2]}{typed[len(typed) // 2 + 1 :]}"
    yield f"{typed} (see notes)"
    yield f"{typed[1:]}{typed[:1]}"


def _forms(typed: str) -> Iterator[str]:
    """Yield a text of a form as workbooks and people spoil it: a long number in short, digits lost, swapped or set apart."""
    if typed.isdigit():
        yield f"{float(typed):.2E}"
        yield f"{float(typed):.0f}.0"
    yield typed[1:]
    yield typed[:-1]
    yield f"{typed[:3]} {typed[3:6]} {typed[6:]}"
    yield f"{typed[:3]}-{typed[3:]}"
    yield f"{typed[:-2]}{typed[-1]}{typed[-2]}"
    yield f"{typed[:-1]}{(int(typed[-1]) + 1) % 10}" if typed[-1:].isdigit() else f"{typed}1"
    yield typed.replace(" ", "")
