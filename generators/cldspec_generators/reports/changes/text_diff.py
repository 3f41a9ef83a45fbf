"""Two texts compared word by word: which words were kept, removed and added, and the lines that changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from cldspec.diff.facts import blocks

Op = Literal["keep", "remove", "add"]
BREAK = "\n"
"""The token between two lines."""
BREAK_SIGN = "¶"
"""Shown for the end of a line that was itself added or removed."""
GAP = "…"
"""Shown instead of kept words that are left out."""
CONTEXT_WORDS = 8
"""How many kept words are shown on each side of a change."""
BRIDGED_WORDS = 2
"""Up to how many kept words between two replacements count as replaced, too."""
LEAST_KEPT = 0.35
"""The share of kept words below which two lines count as one removed and one added."""
Step = tuple[str, int, int, int, int]
"""A step of SequenceMatcher: what happened to a run of words, and its start and end in both texts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words and what happened to them. There is one space between words, and a line end between lines."""

    op: Op
    text: str


def lines_of(text: str, *, is_markdown: bool = False) -> list[str]:
    """Return the lines of a text with single spaces; of Markdown the blocks, wherever their lines are broken."""
    return blocks(text) if is_markdown else [line for part in text.split("\n") if (line := " ".join(part.split()))]


@lru_cache(maxsize=2048)  # each format of a notice asks for the same
def compared(before: str, after: str, *, is_markdown: bool = False) -> tuple[Piece, ...]:
    """Return the pieces of both texts in order. Lines are matched first, and words only within lines that differ."""
    old, new = (lines_of(text, is_markdown=is_markdown) for text in (before, after))
    tokens: list[tuple[Op, str]] = []
    for op, old_start, old_end, new_start, new_end in _matched(old, new):
        if op == "equal":
            tokens += _with_op("keep", _tokens(old[old_start:old_end]))
        else:
            tokens += _words(_tokens(old[old_start:old_end]), _tokens(new[new_start:new_end]))
    return tuple(_pieces(tokens))


def joined(pieces: Sequence[Piece], side: Literal["before", "after"]) -> str:
    """Return one of the two compared texts, as lines with single spaces."""
    left_out = "add" if side == "before" else "remove"
    return _text([piece.text for piece in pieces if piece.op != left_out]).strip(BREAK)


def changed_lines(pieces: Sequence[Piece], around: int = CONTEXT_WORDS) -> list[list[Piece]]:
    """Return the lines that changed, with only so many kept words around each change."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *following = piece.text.split(BREAK)
        lines[-1] += [Piece(piece.op, first)] if first else []
        for text in following:
            if piece.op != "keep":
                lines[-1].append(Piece(piece.op, BREAK_SIGN))
            lines.append([Piece(piece.op, text)] if text else [])
    return [_shortened(_without_sign(line), around) for line in lines if any(piece.op != "keep" for piece in line)]


def _without_sign(line: list[Piece]) -> list[Piece]:
    """Return a line without the sign of its end if something else in it has changed as well."""
    others = [piece for piece in line if piece.text != BREAK_SIGN]
    return others if any(piece.op != "keep" for piece in others) else line


def _shortened(line: list[Piece], around: int) -> list[Piece]:
    shown: list[Piece] = []
    for index, piece in enumerate(line):
        words = piece.text.split(" ")
        is_first, is_last = index == 0, index == len(line) - 1
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


def _with_op(op: Op, tokens: Sequence[str]) -> list[tuple[Op, str]]:
    return [(op, token) for token in tokens]


def _words(old: list[str], new: list[str]) -> list[tuple[Op, str]]:
    """Return the words of lines that differ; lines with little in common are removed and added as a whole."""
    steps = _bridged(_matched(old, new), old)
    kept = sum(end - start for op, start, end, _, _ in steps if op == "equal")
    if old and new and kept < LEAST_KEPT * max(len(old), len(new)):
        return [*_with_op("remove", old), *_with_op("add", new)]
    tokens: list[tuple[Op, str]] = []
    for op, old_start, old_end, new_start, new_end in steps:
        if op == "equal":
            tokens += _with_op("keep", old[old_start:old_end])
        else:
            tokens += _with_op("remove", old[old_start:old_end]) + _with_op("add", new[new_start:new_end])
    return tokens


def _bridged(steps: list[Step], old: Sequence[str]) -> list[Step]:
    """Return steps in which a kept word or two between two replacements are replaced, too. One replacement is easier to read."""
    bridged: list[Step] = []
    for step in steps:
        if len(bridged) > 1 and step[0] == "replace" and bridged[-1][0] == "equal" and bridged[-2][0] == "replace":
            _, start, end, _, _ = bridged[-1]
            if end - start <= BRIDGED_WORDS and BREAK not in old[start:end]:
                del bridged[-1]
                _, old_start, _, new_start, _ = bridged.pop()
                bridged.append(("replace", old_start, step[2], new_start, step[4]))
                continue
        bridged.append(step)
    return bridged


def _pieces(tokens: Sequence[tuple[Op, str]]) -> Iterator[Piece]:
    start = 0
    for end in range(1, len(tokens) + 1):
        if end == len(tokens) or tokens[end][0] != tokens[start][0]:
            yield Piece(tokens[start][0], _text([token for _, token in tokens[start:end]]))
            start = end


def _text(tokens: Sequence[str]) -> str:
    return " ".join(tokens).replace(f" {BREAK}", BREAK).replace(f"{BREAK} ", BREAK)
