"""Compare names that differ in case and spaces, and suggest the nearest of several names."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches

_FEW = 12
"""The most names that a sentence lists in full."""


def folded(text: str) -> str:
    """Return a text in lower case with single spaces, so that texts can be compared without regard to case and spaces."""
    return " ".join(text.casefold().split())


def nearest(word: str, known: Collection[str], count: int = 1) -> Sequence[str]:
    """Return up to `count` of the known words that are most like `word`, in any case, best first."""
    by_folded: dict[str, str] = {}
    for candidate in sorted(known):
        by_folded.setdefault(candidate.casefold(), candidate)
    matches = get_close_matches(word.casefold(), by_folded, n=count, cutoff=0.6)
    return [by_folded[match] for match in matches]


def suggest(word: str, known: Collection[str]) -> str:
    """Return a sentence that suggests the nearest known word, or that lists the known words if none is near."""
    near = nearest(word, known)
    if near:
        return f"Did you mean {near[0]}?"
    words = sorted(known)
    if not words:
        return "There are none yet."
    if len(words) <= _FEW:
        return f"Choose from: {', '.join(words)}."
    return f"There are {len(words)} to choose from, such as {words[0]} and {words[-1]}."
