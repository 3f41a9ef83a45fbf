"""The forms of texts: regular expressions of so small a kind that databases and workbooks without them can hold them too.

A pattern is a row of characters and character classes such as [A-Z0-9], each once, `?`, `{n}` or `{m,n}` times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

_PIECE = re.compile(
    r"(?P<signs>\[(?P<inside>[^\]^\\]+)\]|\\?[^\[\](){}*+?.|^$\\])(?P<times>\?|\{(?P<least>\d{1,2})(,(?P<most>\d{1,2}))?\})?"
)
_MOST_SHAPES = 64


class PatternError(ValueError):
    """Raised where a pattern is not of the kind that every output can hold; the message says what is."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters that may stand at one place: ranges such as A-Z, and single ones."""

    ranges: tuple[tuple[str, str], ...]

    @property
    def all(self) -> str:
        """Every one of the characters, in order."""
        return "".join(chr(code) for first, last in self.ranges for code in range(ord(first), ord(last) + 1))


Shape = tuple[Signs, ...]
"""A text of one length: the characters that may stand at each place."""


@lru_cache(maxsize=256)
def shapes(pattern: str) -> tuple[Shape, ...]:
    """Return the lengths and characters that a pattern from ^ to $ allows, shortest first. Raises PatternError."""
    text = pattern.removeprefix("^").removesuffix("$")
    pieces: list[list[Shape]] = []
    at = 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            raise PatternError(
                f"{text[at:]!r} cannot stand in a pattern here; use characters, classes like [A-Z0-9], ?, {{n}} and {{m,n}}."
            )
        signs = _signs(piece["inside"] or piece["signs"][-1])
        least, most = _times(piece)
        pieces.append([(signs,) * times for times in range(least, most + 1)])
        at = piece.end()
    count = 1
    for piece_shapes in pieces:
        count *= len(piece_shapes)
    if count > _MOST_SHAPES or count == 0:
        raise PatternError(f"The pattern allows {count} arrangements of characters; every output can hold 1 to {_MOST_SHAPES}.")
    return tuple(sorted((sum(parts, ()) for parts in product(*pieces)), key=len))


def texts(pattern: str, prefix: str) -> Iterator[str]:
    """Yield every text that matches a pattern and begins so, shortest first. Raises PatternError."""
    for shape in shapes(pattern):
        if len(prefix) <= len(shape) and all(sign in place.all for sign, place in zip(prefix, shape, strict=False)):
            yield from (prefix + "".join(rest) for rest in product(*(place.all for place in shape[len(prefix) :])))


def _signs(inside: str) -> Signs:
    ranges = re.findall(r"(.)-(.)|(.)", inside)
    for first, last, _ in ranges:
        if first > last:
            raise PatternError(f"The range {first}-{last} is the wrong way round.")
    return Signs(tuple((first or single, last or single) for first, last, single in ranges))


def _times(piece: "re.Match[str]") -> tuple[int, int]:
    if piece["times"] is None:
        return 1, 1
    if piece["times"] == "?":
        return 0, 1
    least = int(piece["least"])
    return least, int(piece["most"]) if piece["most"] else least
