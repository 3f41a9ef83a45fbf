"""The patterns of formats: a small subset of regular expressions, which even databases and workbooks without them can express.

A pattern is a sequence of characters and character classes such as [A-Z0-9]. Each may be followed by `?`, `{n}` or `{m,n}`.
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
    """Raised where a pattern is not in the subset that all outputs can express. The message says why."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters that are allowed in one position: ranges such as A-Z, and single characters."""

    ranges: tuple[tuple[str, str], ...]

    @property
    def all(self) -> str:
        """All the characters, in order."""
        return "".join(chr(code) for first, last in self.ranges for code in range(ord(first), ord(last) + 1))


Shape = tuple[Signs, ...]
"""The texts of one length: the characters that are allowed in each position."""


@lru_cache(maxsize=256)
def shapes(pattern: str) -> tuple[Shape, ...]:
    """Return the shapes of the texts that a pattern from ^ to $ matches, shortest first. Raises PatternError."""
    text = pattern.removeprefix("^").removesuffix("$")
    pieces: list[list[Shape]] = []
    offset = 0
    while offset < len(text):
        piece = _PIECE.match(text, offset)
        if piece is None:
            raise PatternError(
                f"{text[offset:]!r} is not allowed in a pattern. Use characters, classes like [A-Z0-9], ?, {{n}} and {{m,n}}."
            )
        signs = _signs(piece["inside"] or piece["signs"][-1])
        least, most = _times(piece)
        pieces.append([(signs,) * times for times in range(least, most + 1)])
        offset = piece.end()
    count = 1
    for piece_shapes in pieces:
        count *= len(piece_shapes)
    if count > _MOST_SHAPES or count == 0:
        raise PatternError(f"The pattern allows {count} combinations of lengths, but outputs can express only 1 to {_MOST_SHAPES}.")
    return tuple(sorted((sum(parts, ()) for parts in product(*pieces)), key=len))


def texts(pattern: str, prefix: str) -> Iterator[str]:
    """Yield the texts that match a pattern and begin with a prefix, shortest first. Raises PatternError."""
    for shape in shapes(pattern):
        if len(prefix) <= len(shape) and all(sign in signs.all for sign, signs in zip(prefix, shape, strict=False)):
            yield from (prefix + "".join(rest) for rest in product(*(signs.all for signs in shape[len(prefix) :])))


def _signs(inside: str) -> Signs:
    """Return the characters of a character class, from what is inside its brackets."""
    ranges = re.findall(r"(.)-(.)|(.)", inside)
    for first, last, _ in ranges:
        if first > last:
            raise PatternError(f"The range {first}-{last} is in the wrong order.")
    return Signs(tuple((first or single, last or single) for first, last, single in ranges))


def _times(piece: "re.Match[str]") -> tuple[int, int]:
    """Return the fewest and the most times that a piece of a pattern may be repeated."""
    if piece["times"] is None:
        return 1, 1
    if piece["times"] == "?":
        return 0, 1
    least = int(piece["least"])
    return least, int(piece["most"]) if piece["most"] else least
