"""Two texts compared word by word: what was kept, removed and added, line by line, and just the places that changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from cldspec.diff.facts import blocks

Op = Literal["keep", "remove", "add"]
BREAK = "\n"
"""The token between two lines."""
BREAK_SIGN = "¶"
"""What stands for the end of a line that was itself added or removed."""
GAP = "…"
"""What stands for kept words that are not shown."""
AROUND = 8
"""How many kept words are shown on each side of a changed place."""
FEW = 2
"""How many kept words between two replacements are told as replaced, too."""
LITTLE = 0.35
"""The share of kept words below which two lines are told as one gone and one new."""
Step = tuple[str, int, int, int, int]
"""What SequenceMatcher makes of a run of words: what happened, and where it stands in either text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with what happened to them. Words are one space apart, lines a line end."""

    op: Op
    text: str


def lines_of(text: str, *, is_markdown: bool = False) -> list[str]:
    """Return the lines of a text with single spaces; of Markdown its blocks, however their lines are wrapped."""
    return blocks(text) if is_markdown else [line for part in text.split("\n") if (line := " ".join(part.split()))]


def compared(before: str, after: str, *, is_markdown: bool = False) -> list[Piece]:
    """Return the pieces of both texts in order. Lines are aligned first, so that one line's words are not taken for another's."""
    old, new = (lines_of(text, is_markdown=is_markdown) for text in (before, after))
    tokens: list[tuple[Op, str]] = []
    for op, old_start, old_end, new_start, new_end in _matched(old, new):
        if op == "equal":
            tokens += _told("keep", _tokens(old[old_start:old_end]))
        else:
            tokens += _words(_tokens(old[old_start:old_end]), _tokens(new[new_start:new_end]))
    return list(_pieces(tokens))


def joined(pieces: Sequence[Piece], side: Literal["before", "after"]) -> str:
    """Return one of the two texts that were compared, as its lines with single spaces."""
    left_out = "add" if side == "before" else "remove"
    return _text([piece.text for piece in pieces if piece.op != left_out]).strip(BREAK)


def changed_lines(pieces: Sequence[Piece], around: int = AROUND) -> list[list[Piece]]:
    """Return the lines in which something changed, of kept words only those around it."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split(BREAK)
        lines[-1] += [Piece(piece.op, first)] if first else []
        for other in others:
            if piece.op != "keep":
                lines[-1].append(Piece(piece.op, BREAK_SIGN))
            lines.append([Piece(piece.op, other)] if other else [])
    return [_shortened(_without_sign(line), around) for line in lines if any(piece.op != "keep" for piece in line)]


def _without_sign(line: list[Piece]) -> list[Piece]:
    """Return a line without the sign of its end where something else changed in it, too: that is enough to see."""
    others = [piece for piece in line if piece.text != BREAK_SIGN]
    return others if any(piece.op != "keep" for piece in others) else line


def _shortened(line: list[Piece], around: int) -> list[Piece]:
    shown: list[Piece] = []
    for place, piece in enumerate(line):
        words = piece.text.split(" ")
        is_first, is_last = place == 0, place == len(line) - 1
        most = around if is_first or is_last else 2 * around
        if piece.op != "keep" or len(words) <= most + 1:
            shown.append(piece)
        elif is_first:
            shown.append(Piece("keep", " ".join([GAP, *words[-around:]])))
        elif is_last:
            shown.append(Piece("keep", " ".join([*words[:around], GAP])))
        else:
            shown.append(Piece("keep", " ".join([*words[:around], GAP, *words[-around:]])))
    return shown


def _matched(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _tokens(lines: Sequence[str]) -> list[str]:
    """Return the words of lines, each line followed by its end."""
    return [token for line in lines for token in [*(word for word in line.split(" ") if word), BREAK]]


def _told(op: Op, tokens: Sequence[str]) -> list[tuple[Op, str]]:
    return [(op, token) for token in tokens]


def _words(old: list[str], new: list[str]) -> list[tuple[Op, str]]:
    """Return the words of lines that differ; lines that have little in common are told as a whole."""
    codes = _calmed(_matched(old, new), old)
    kept = sum(end - start for op, start, end, _, _ in codes if op == "equal")
    if old and new and kept < LITTLE * max(len(old), len(new)):
        return [*_told("remove", old), *_told("add", new)]
    tokens: list[tuple[Op, str]] = []
    for op, old_start, old_end, new_start, new_end in codes:
        if op == "equal":
            tokens += _told("keep", old[old_start:old_end])
        else:
            tokens += _told("remove", old[old_start:old_end]) + _told("add", new[new_start:new_end])
    return tokens


def _calmed(codes: list[Step], old: Sequence[str]) -> list[Step]:
    """Return the steps without a kept word or two between two replacements: people read one replacement more easily."""
    calmed: list[Step] = []
    for code in codes:
        if len(calmed) > 1 and code[0] == "replace" and calmed[-1][0] == "equal" and calmed[-2][0] == "replace":
            _, start, end, _, _ = calmed[-1]
            if end - start <= FEW and BREAK not in old[start:end]:
                del calmed[-1]
                _, old_start, _, new_start, _ = calmed.pop()
                calmed.append(("replace", old_start, code[2], new_start, code[4]))
                continue
        calmed.append(code)
    return calmed


def _pieces(tokens: Sequence[tuple[Op, str]]) -> Iterator[Piece]:
    start = 0
    for place in range(1, len(tokens) + 1):
        if place == len(tokens) or tokens[place][0] != tokens[start][0]:
            yield Piece(tokens[start][0], _text([token for _, token in tokens[start:place]]))
            start = place


def _text(tokens: Sequence[str]) -> str:
    return " ".join(tokens).replace(f" {BREAK}", BREAK).replace(f"{BREAK} ", BREAK)
