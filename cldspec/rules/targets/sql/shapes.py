"""What databases without regular expressions use instead: patterns of single characters, and arithmetic."""

from collections.abc import Callable

from cldspec.rules.cells import WHOLE_DIGITS
from cldspec.rules.pattern import Signs, shapes


def alternatives(pattern: str, one: Callable[[Signs], str]) -> list[str]:
    """Return the wildcard patterns that together allow what a regular expression does; `one` writes a place of them."""
    return ["".join(one(signs) for signs in shape) for shape in shapes(pattern)]


def bracketed(signs: Signs, special: str) -> str:
    """Return the characters of one place as [A-Z], or as a single character where that is no wildcard."""
    if len(signs.all) == 1 and signs.all not in special:
        return signs.all
    return "[" + "".join(first if first == last else f"{first}-{last}" for first, last in signs.ranges) + "]"


def is_number(scale: int, matches: Callable[[str], str], point: str) -> str:
    """Return the condition that a text is a number with up to `scale` digits after the point.

    `matches` writes the condition that the text matches a wildcard pattern, in which % is any text and _ one character;
    `point` is the place of the point in the text, or the place after its end.
    """
    signs = "0-9.-" if scale else "0-9-"
    never = [f"%[^{signs}]%", "_%-%"]
    if scale:
        never += ["%.%.%", ".%", "-.%", "%." + "[0-9]" * (scale + 1) + "%"]
    whole = f"{point} - CASE WHEN {matches('-%')} THEN 2 ELSE 1 END <= {WHOLE_DIGITS}"
    return " AND ".join([matches("%[0-9]"), *(f"NOT {matches(pattern)}" for pattern in never), whole])
