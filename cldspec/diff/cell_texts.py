"""Texts that a cell may have in one version and not in another: list values, shapes of a format, lengths, digits."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from cldspec.model import DataItem, Format, Specification
from cldspec.rules.cells import UNREADABLE, read
from cldspec.rules.pattern import PatternError, shapes

_MOST_OF_A_SHAPE = 200
"""How many texts of one shape are tried, in order to find one with a valid check digit."""
_NUMBERS = {"integer", "decimal"}
TYPICAL_TEXTS = ("01/04/2021", "1", "-1", "0.5", "a")
"""Texts of every type, for items whose type has changed."""

Shape = tuple[frozenset[str], ...]
"""Texts of one length: the characters that are allowed at each position."""
_ANY_CHARACTER: frozenset[str] = frozenset({""})
"""Means that every character is allowed at a position."""


@dataclass(frozen=True, slots=True)
class CellTexts:
    """Texts that one version can read and the other cannot."""

    texts: tuple[str, ...]
    are_complete: bool
    """Whether there are no such texts at all if `texts` is empty."""
    shapes: tuple[Shape, ...] = ()
    """The shapes of such texts, if the item has a format."""


def texts_read_by_one(own: DataItem, accepting: Specification, other: DataItem, refusing: Specification) -> CellTexts:
    """Return texts, as typed in the template, that are values of an item in the accepting version and not in the refusing one."""
    candidates, are_complete, shapes = _candidates(own, accepting, other, refusing)
    texts = (
        text for text in candidates if read(own, text, accepting) not in (UNREADABLE, None) and read(other, text, refusing) is UNREADABLE
    )
    return CellTexts(tuple(dict.fromkeys(texts)), are_complete, tuple(shapes))


def similar_texts(text: str, candidates: CellTexts, own: DataItem, other: DataItem) -> Iterator[str]:
    """Yield texts that resemble the text of a cell, but may be values in the accepting version only."""
    if own.type in _NUMBERS and text:
        step = Decimal(1).scaleb(-(own.scale or 0))
        yield from (f"{Decimal(text) + change:.{own.scale or 0}f}" for change in (step, -step))
    longest = own.max_length or (other.max_length or 0) + 1
    if own.type == "text":
        yield text + "a" * (longest - len(text))
        yield text[:longest]
    for shape in candidates.shapes:
        yield "".join(text[n] if n < len(text) and text[n] in allowed else min(allowed) for n, allowed in enumerate(shape))


def _candidates(own: DataItem, accepting: Specification, other: DataItem, refusing: Specification) -> tuple[list[str], bool, list[Shape]]:
    """Return texts to try, whether one of them is read by only one version if any text is, and the shapes of such texts."""
    if own.code_list:
        return list(accepting.values_of(own.id) or ()), True, []
    if own.type in _NUMBERS and other.type in _NUMBERS:
        return ["1", *([f"0.{'0' * (own.scale - 1)}1"] if own.scale else [])], True, []
    if own.type == other.type == "date":
        return [], True, []
    if own.type == other.type == "text":
        return _texts(own, accepting.format_by_id.get(own.format or ""), other, refusing.format_by_id.get(other.format or ""))
    named = accepting.format_by_id.get(own.format or "")
    examples = [example.value for example in (*own.examples, *other.examples)]
    return [*examples, *(named.conforms if named else ()), *TYPICAL_TEXTS, "a" * (own.max_length or 1)], False, []


def _texts(own: DataItem, own_format: Format | None, other: DataItem, other_format: Format | None) -> tuple[list[str], bool, list[Shape]]:
    longest = own.max_length or (other.max_length or 0) + 1
    if own_format is None:
        return ["a" * longest, "?", "a", "1"], other_format is None, []  # without formats, the longest text decides
    try:
        allowed = _shapes(own_format, own.max_length)
        known = (
            _shapes(other_format, other.max_length)
            if other_format
            else [(_ANY_CHARACTER,) * n for n in range(1, (other.max_length or longest) + 1)]
        )
    except PatternError:
        return [*own_format.conforms, *(other_format.breaks if other_format else ())], False, []
    if other_format is None and other.max_length is None:
        return [], True, []
    outside = [rest for shape in allowed for rest in _without(shape, known)]
    other_check_digit = other_format is not None and other_format.check_digit not in (None, own_format.check_digit)
    tried = [*outside, *(allowed if other_check_digit else ())]  # a text of the right shape may have a wrong check digit
    texts = ["".join(characters) for shape in tried for characters in islice(product(*map(sorted, shape)), _MOST_OF_A_SHAPE)]
    return [*own_format.conforms, *texts], not tried or own_format.check_digit is None, outside


def _shapes(named: Format, longest: int | None) -> list[Shape]:
    """Return the shapes of a format up to a length. Raises PatternError."""
    all_shapes = shapes(named.pattern)
    return [tuple(frozenset(place.all) for place in shape) for shape in all_shapes if longest is None or len(shape) <= longest]


def _without(shape: Shape, others: list[Shape]) -> list[Shape]:
    """Return what is left of a shape without others, as shapes that do not overlap."""
    parts = [shape]
    for other in others:
        if len(other) == len(shape):
            parts = [rest for part in parts for rest in _difference(part, other)]
    return parts


def _difference(shape: Shape, other: Shape) -> Iterator[Shape]:
    """Yield what is left of a shape without another of the same length."""
    pairs = list(zip(shape, other, strict=True))
    if any(taken is not _ANY_CHARACTER and not allowed & taken for allowed, taken in pairs):
        yield shape
        return
    shared: Shape = ()
    for index, (allowed, taken) in enumerate(pairs):
        rest = frozenset() if taken is _ANY_CHARACTER else allowed - taken
        if rest:
            yield (*shared, rest, *shape[index + 1 :])
        shared = (*shared, allowed - rest)
