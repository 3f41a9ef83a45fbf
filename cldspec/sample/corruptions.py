"""Texts that people and programs write into cells and that are not values of the data item, or not in its own spelling."""

from collections.abc import Iterator
from datetime import date

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import UNREADABLE, read, tidy, to_iso_date

_EXCEL_DAY_0 = date(1899, 12, 30)
"""The day from which workbooks count days."""
_PLACEHOLDERS = ("n/k", "TBC", "?", "#N/A")
"""What is in a cell whose value nobody knew, or whose formula has no result."""


def unreadable_texts(item: DataItem, typed: str, specification: Specification) -> list[str]:
    """Return texts that are unreadable for an item: what `typed` becomes by common mistakes."""
    text_format = specification.format_by_id.get(item.format or "")
    texts = [*(_dates(typed) if item.type == "date" else ()), *(_numbers(item, typed) if item.type in {"integer", "decimal"} else ())]
    texts += [*(_list_values(typed) if item.type == "code" else ()), *((*_formatted(typed), *text_format.breaks) if text_format else ())]
    texts += [typed + "?" * max(0, item.max_length - len(typed) + 1)] if item.max_length and not text_format else []
    texts += _PLACEHOLDERS if item.type != "text" or text_format else ()
    return [text for text in dict.fromkeys(texts) if read(item, text, specification) is UNREADABLE]


def other_spellings(item: DataItem, typed: str, specification: Specification) -> list[str]:
    """Return other spellings that are read as a list value."""
    known = [other.value for code in specification.codes_of(item) if code.value == typed for other in code.also_seen_as]
    texts = [*known, typed.upper(), typed.lower(), typed.swapcase(), typed.replace(" ", "  ")]
    return [text for text in dict.fromkeys(texts) if tidy(text) != typed and read(item, text, specification) == typed]


def _dates(typed: str) -> Iterator[str]:
    """Yield a date as other programs write it, and some dates that the calendar lacks."""
    iso = to_iso_date(typed)
    if iso is None:
        return
    day = date.fromisoformat(iso)
    yield str((day - _EXCEL_DAY_0).days)
    yield iso
    yield f"{iso} 00:00:00"
    yield f"{typed} 00:00"
    yield day.strftime("%d.%m.%Y")
    yield day.strftime("%d/%m/%y")
    yield f"{day.day}/{day.month}/{day.year}"
    yield f"{day.day} {day:%B} {day.year}"
    yield day.strftime("%m/%d/%Y")  # not a date if the day is greater than 12
    yield f"{day:%m}/{max(day.day, 13)}/{day.year}"
    yield f"31/02/{day.year}"
    yield f"00/00/{day.year}"


def _numbers(item: DataItem, typed: str) -> Iterator[str]:
    yield f"£{typed}"
    yield f"{typed} per week"
    yield f"1,{typed.zfill(3)}"
    yield f"{typed.partition('.')[0]}.{'0' * (item.scale or 0)}5"
    yield f"about {typed}"


def _list_values(typed: str) -> Iterator[str]:
    yield "Other"
    yield "1"
    yield f"{typed[: len(typed) // 2]}{typed[len(typed) // 2 + 1 :]}"
    yield f"{typed} (see notes)"
    yield f"{typed[1:]}{typed[:1]}"


def _formatted(typed: str) -> Iterator[str]:
    """Yield a text as workbooks and people change it: in scientific notation, or with digits lost, swapped or grouped."""
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
