"""What a cell may hold in one version and not in another: by every value of a list, every shape of a pattern, every length."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from cldspec.model import DataItem, Format, Specification
from cldspec.rules.cells import UNREADABLE, read
from cldspec.rules.pattern import PatternError, shapes

_MOST = 200
"""As many texts of a shape as are looked at for a right check digit."""
_NUMBERS = {"integer", "decimal"}
USUAL = ("01/04/2021", "1", "-1", "0.5", "a")
"""Texts of every type, for items that are of another type now."""

Box = tuple[frozenset[str], ...]
"""Texts of one length: the characters that may stand at each place."""
_ANY: frozenset[str] = frozenset({""})
"""Stands for every character."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts that one version can read and the other cannot. With `are_all`, there is none where this is empty."""

    texts: tuple[str, ...]
    are_all: bool
    outside: tuple[Box, ...] = ()
    """The shapes of such texts, where they have any."""


def accepted_by_one(own: DataItem, accepting: Specification, other: DataItem, refusing: Specification) -> Texts:
    """Return texts, as typed in the template, that are values of an item in one version and not in the other."""
    candidates, are_all, outside = _candidates(own, accepting, other, refusing)
    read_by_one = (
        text for text in candidates if read(own, text, accepting) not in (UNREADABLE, None) and read(other, text, refusing) is UNREADABLE
    )
    return Texts(tuple(dict.fromkeys(read_by_one)), are_all, tuple(outside))


def like(text: str, candidates: Texts, own: DataItem, other: DataItem) -> Iterator[str]:
    """Yield texts that are like one that an item has on a row, but may be values in one version only."""
    if own.type in _NUMBERS and text:
        step = Decimal(1).scaleb(-(own.scale or 0))
        yield from (f"{Decimal(text) + change:.{own.scale or 0}f}" for change in (step, -step))
    longest = own.max_length or (other.max_length or 0) + 1
    if own.type == "text":
        yield text + "a" * (longest - len(text))
        yield text[:longest]
    for box in candidates.outside:
        yield "".join(text[n] if text[n : n + 1] and text[n] in signs else min(signs) for n, signs in enumerate(box))


def _candidates(own: DataItem, accepting: Specification, other: DataItem, refusing: Specification) -> tuple[list[str], bool, list[Box]]:
    """Return texts to look at, whether one of them is read by one version only if any text is, and the shapes of such texts."""
    if own.code_list:
        return list(accepting.values_of(own.id) or ()), True, []
    if own.type in _NUMBERS and other.type in _NUMBERS:
        return ["1", *([f"0.{'0' * (own.scale - 1)}1"] if own.scale else [])], True, []
    if own.type == other.type == "date":
        return [], True, []
    if own.type == other.type == "text":
        return _texts(own, accepting.format_by_id.get(own.format or ""), other, refusing.format_by_id.get(other.format or ""))
    named = accepting.format_by_id.get(own.format or "")
    usual = [example.value for example in (*own.examples, *other.examples)]
    return [*usual, *(named.conforms if named else ()), *USUAL, "a" * (own.max_length or 1)], False, []


def _texts(own: DataItem, own_format: Format | None, other: DataItem, other_format: Format | None) -> tuple[list[str], bool, list[Box]]:
    longest = own.max_length or (other.max_length or 0) + 1
    if own_format is None:
        return ["a" * longest, "?", "a", "1"], other_format is None, []  # without formats, the longest text decides
    try:
        allowed = _boxes(own_format, own.max_length)
        known = (
            _boxes(other_format, other.max_length) if other_format else [(_ANY,) * n for n in range(1, (other.max_length or longest) + 1)]
        )
    except PatternError:
        return [*own_format.conforms, *(other_format.breaks if other_format else ())], False, []
    if other_format is None and other.max_length is None:
        return [], True, []
    outside = [rest for box in allowed for rest in _without(box, known)]
    has_other_digit = other_format is not None and other_format.check_digit not in (None, own_format.check_digit)
    tried = [*outside, *(allowed if has_other_digit else ())]  # a text of the right form may have a wrong digit
    texts = ["".join(signs) for box in tried for signs in islice(product(*map(sorted, box)), _MOST)]
    return [*own_format.conforms, *texts], not tried or own_format.check_digit is None, outside


def _boxes(named: Format, longest: int | None) -> list[Box]:
    """Return the shapes of a format, each as the sets of characters that may stand at its places. Raises PatternError."""
    return [tuple(frozenset(place.all) for place in shape) for shape in shapes(named.pattern) if longest is None or len(shape) <= longest]


def _without(box: Box, others: list[Box]) -> list[Box]:
    """Return what is left of a shape without others, as shapes that do not overlap."""
    parts = [box]
    for other in others:
        if len(other) == len(box):
            parts = [rest for part in parts for rest in _cut(part, other)]
    return parts


def _cut(box: Box, other: Box) -> Iterator[Box]:
    """Yield what is left of a shape without another of the same length."""
    if any(taken is not _ANY and not signs & taken for signs, taken in zip(box, other, strict=True)):
        yield box
        return
    shared: Box = ()
    for index, (signs, taken) in enumerate(zip(box, other, strict=True)):
        rest = frozenset() if taken is _ANY else signs - taken
        if rest:
            yield (*shared, rest, *box[index + 1 :])
        shared = (*shared, signs - rest)
