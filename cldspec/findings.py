"""What a check finds, and the error that carries findings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from cldspec.origin import Position


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong with a specification: where it stands, which check found it, what is wrong, what to write."""

    at: Position
    check: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.at.file}:{self.at.line}:{self.at.column}: {self.message} {self.fix} [{self.check}]"


class SpecificationError(Exception):
    """Raised where a specification is not sound enough to be used; `findings` says why, at least one, in order."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings)))
        super().__init__("\n".join(map(str, self.findings)))


def suggest(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean ...?" with the nearest known word, or the known words where none is near and few exist."""
    near = nearest(word, known)
    if near:
        return f"Did you mean {near[0]}?"
    words = sorted(known)
    return f"Known: {', '.join(words)}." if 0 < len(words) <= 12 else ""  # noqa: PLR2004 - a list that still reads well


def nearest(word: str, known: Iterable[str], count: int = 1) -> Sequence[str]:
    """Return up to `count` of the known words that are most like `word`, whatever their case, best first."""
    by_folded: dict[str, str] = {}
    for candidate in sorted(known):
        by_folded.setdefault(candidate.casefold(), candidate)
    matches = get_close_matches(word.casefold(), by_folded, n=count, cutoff=0.6)
    return [by_folded[match] for match in matches]
