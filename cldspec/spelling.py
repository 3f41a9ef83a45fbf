"""Names that are spelt a little otherwise: the same but for case and spaces, or near."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches

_FEW = 12
"""As many names as still read well in a sentence."""


def folded(text: str) -> str:
    """Return a text without what does not count in comparing: case, and more than one space."""
    return " ".join(text.casefold().split())


def nearest(word: str, known: Collection[str], count: int = 1) -> Sequence[str]:
    """Return up to `count` of the known words that are most like `word`, whatever their case, best first."""
    by_folded: dict[str, str] = {}
    for candidate in sorted(known):
        by_folded.setdefault(candidate.casefold(), candidate)
    matches = get_close_matches(word.casefold(), by_folded, n=count, cutoff=0.6)
    return [by_folded[match] for match in matches]


def suggest(word: str, known: Collection[str]) -> str:
    """Return a sentence with the nearest known word, or with what is known where none is near."""
    near = nearest(word, known)
    if near:
        return f"Did you mean {near[0]}?"
    words = sorted(known)
    if not words:
        return "There is none yet."
    if len(words) <= _FEW:
        return f"Known: {', '.join(words)}."
    return f"Known are {len(words)} others, such as {words[0]} and {words[-1]}."
