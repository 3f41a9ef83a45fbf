"""Other values that a cell could have, made from the one at hand: for people, events and faults that are made up."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import LAST_YEAR, UNREADABLE, Cell, read, to_iso_date, to_typed, to_typed_date

_TRIES = 5000
"""As many numbers are tried in a text: a check digit lets one in eleven pass."""
_NUMBER_AT_END = re.compile(r"^(?P<stem>.*?)(?P<number>[0-9]{1,12})$", re.DOTALL)


def usual(item: DataItem) -> str:
    """Return the first example of an item that is no blank, as typed."""
    return next((example.value for example in item.examples if example.value), "")


def numbered(item: DataItem, number: int, specification: Specification) -> str:
    """Return the text of an item that stands for the number-th of something: its usual one counted up, where it can be read."""
    return next(islice(_following(item, usual(item), specification), number, None), usual(item))


def first_day(specification: Specification) -> str:
    """Return the latest day, yyyy-mm-dd, among the examples that conform: what is today for what is made up here.

    Days of the future stand in examples of what breaks a rule only, and lie so far ahead that the pack holds on every day from this one on.
    """
    days = (to_iso_date(text) for item in specification.items if item.type == "date" for text in _shown(item, specification))
    return max((day for day in days if day), default=f"{LAST_YEAR}-12-31")


def others(item: DataItem, typed: str, specification: Specification) -> Iterator[str]:
    """Yield values that are not the one typed, the likeliest first; blanks are not among them."""
    named = specification.format_by_id.get(item.format or "")
    now = typed or usual(item)
    value = read(item, now, specification)
    texts = [*_shown(item, specification), *(specification.values_of(item.id) or ()), *(named.conforms if named else ())]
    if isinstance(value, Decimal):
        texts += [to_typed(item, value + more) for more in (1, 10)]
    elif item.type == "date" and isinstance(value, str):
        texts += [to_typed_date((date.fromisoformat(value) - timedelta(days=days)).isoformat()) for days in (1, 31, 365)]
    elif item.type == "text" and not named:
        texts += islice(_following(item, now, specification), 1, 3)
    for text in dict.fromkeys(texts):
        if read(item, text, specification) not in {UNREADABLE, None, read(item, typed, specification)}:
            yield text


def unreadable(item: DataItem, specification: Specification) -> Iterator[str]:
    """Yield texts that are no value of an item."""
    named = specification.format_by_id.get(item.format or "")
    example = usual(item)
    texts: tuple[str, ...]
    match item.type:
        case "code":
            texts = (f"Not a value of {item.title}", "?")
        case "date":
            texts = (to_iso_date(example) or "?", "?")
        case "integer" | "decimal":
            texts = (f"{example} each", "?")
        case _:
            texts = (*(named.breaks if named else ()), "x" * ((item.max_length or 0) + 1))
    yield from (text for text in texts if read(item, text, specification) is UNREADABLE)


def spellings(item: DataItem, value: Cell, specification: Specification) -> Iterator[str]:
    """Yield other spellings of a list value."""
    for code in specification.codes_of(item):
        if code.value == value:
            texts = (*(other.value for other in code.also_seen_as), code.value.upper(), code.value.lower(), code.value.replace(" ", "  "))
            yield from (text for text in texts if text != value and read(item, text, specification) == value)


def _shown(item: DataItem, specification: Specification) -> list[str]:
    """Return the values of an item in the examples that conform: its own, and those of the rules."""
    rules = (cells for rule in specification.rules for cells in rule.examples.conforms)
    return [text for text in (*(example.value for example in item.examples), *(cells.get(item.id, "") for cells in rules)) if text]


def _following(item: DataItem, typed: str, specification: Specification) -> Iterator[str]:
    """Yield a text, and then texts like it with the number at their end counted up, as far as the item's form allows them."""
    yield typed
    match = _NUMBER_AT_END.match(typed)
    stem, number = (match["stem"], match["number"]) if match else (f"{typed} ", "1")
    for more in range(1, _TRIES):
        text = f"{stem}{int(number) + more:0{len(number)}}"
        if read(item, text, specification) == text:
            yield text
