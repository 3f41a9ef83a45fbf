"""Other values that a cell could have, made from its present one: for made-up people, events and faults."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import LAST_YEAR, UNREADABLE, to_iso_date, to_typed, to_typed_date
from cldspec.rules.reference import value_of

_MOST_NUMBERS = 5000
"""The most numbers that are tried in a text. A check digit admits one in eleven."""
_MOST_IDENTIFIERS = 800
"""The most texts of an item that are counted up."""
_NUMBER_AT_END = re.compile(r"^(?P<stem>.*?)(?P<number>[0-9]{1,12})$", re.DOTALL)


def usual(item: DataItem) -> str:
    """Return the first example of an item that is not blank, as typed; empty if there is none."""
    return next((example.value for example in item.examples if example.value), "")


def numbered(item: DataItem, number: int, specification: Specification) -> str:
    """Return a text of an item for the number-th person or thing, from 0: its usual text, counted up to a readable one."""
    texts = _numbered(item, specification)
    return texts[number] if number < len(texts) else usual(item)


@lru_cache(maxsize=256)
def _numbered(item: DataItem, specification: Specification) -> tuple[str, ...]:
    return tuple(islice(_counted_up(item, usual(item), specification), _MOST_IDENTIFIERS))


def first_day(specification: Specification) -> str:
    """Return the latest date, yyyy-mm-dd, among the examples that conform. The pack takes it for today.

    Only examples that break a rule have dates in the future, and those are so far ahead that the pack holds on every later day.
    """
    days = (
        to_iso_date(text) for item in specification.items if item.type == "date" for text in _conforming_examples(item.id, specification)
    )
    return max((day for day in days if day), default=f"{LAST_YEAR}-12-31")


def other_values(item: DataItem, typed: str, specification: Specification) -> Iterator[str]:
    """Yield values other than the one typed, the most plausible first. None of them is blank."""
    named = specification.format_by_id.get(item.format or "")
    present = typed or usual(item)
    value = value_of(item.id, present, specification)
    texts = [
        *_conforming_examples(item.id, specification),
        *(specification.values_of(item.id) or ()),
        *(named.conforms if named else ()),
    ]
    if isinstance(value, Decimal):
        texts += [to_typed(item, value + more) for more in (1, 10)]
    elif item.type == "date" and isinstance(value, str):
        texts += [to_typed_date((date.fromisoformat(value) - timedelta(days=days)).isoformat()) for days in (1, 31, 365)]
    elif item.type == "text" and not named:
        texts += islice(_counted_up(item, present, specification), 1, 3)
    for text in dict.fromkeys(texts):
        if value_of(item.id, text, specification) not in {UNREADABLE, None, value_of(item.id, typed, specification)}:
            yield text


def unreadable_texts(item: DataItem, specification: Specification) -> Iterator[str]:
    """Yield texts that no cell of an item may have."""
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
    yield from (text for text in texts if value_of(item.id, text, specification) is UNREADABLE)


def other_spellings(item: DataItem, typed: str, specification: Specification) -> Iterator[str]:
    """Yield other spellings of an allowed value."""
    for code in specification.codes_of(item):
        if code.value == typed:
            texts = (*(other.value for other in code.also_seen_as), code.value.upper(), code.value.lower(), code.value.replace(" ", "  "))
            yield from (text for text in texts if text != typed and value_of(item.id, text, specification) == typed)


@lru_cache(maxsize=1024)
def _conforming_examples(name: str, specification: Specification) -> tuple[str, ...]:
    """Return the values of an item in the examples that conform: its own, and those of the rules."""
    rules = (cells for rule in specification.rules for cells in rule.examples.conforms)
    texts = (*(example.value for example in specification.item_by_id[name].examples), *(cells.get(name, "") for cells in rules))
    return tuple(text for text in texts if text)


def _counted_up(item: DataItem, typed: str, specification: Specification) -> Iterator[str]:
    """Yield a text, and then the readable texts that come of counting up the number at its end."""
    yield typed
    match = _NUMBER_AT_END.match(typed)
    stem, number = (match["stem"], match["number"]) if match else (f"{typed} ", "1")
    for more in range(1, _MOST_NUMBERS):
        text = f"{stem}{int(number) + more:0{len(number)}}"
        if value_of(item.id, text, specification) == text:
            yield text
