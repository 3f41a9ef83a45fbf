"""Characters that no text of a specification can contain, because they could change what a file, a terminal or a reader makes of it."""

import re
from collections.abc import Iterator

from cldspec.findings import Finding
from cldspec.origin import Position
from cldspec.wording import LOG_COMMAND

_CONTROL = "\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
_LINE_BREAKS = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ONE_LINE = re.compile(f"[{_CONTROL}\u2028\u2029{_DIRECTIONS}]")
_SEVERAL_LINES = re.compile(f"[{_CONTROL}\u2028\u2029{_DIRECTIONS}](?<![\n\t])")
_LINE_BREAK = re.compile(f"[{_LINE_BREAKS}]")
_DIRECTION = re.compile(f"[{_DIRECTIONS}]")


def unsafe_text(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a text of one line, and what to do; None if it is safe."""
    if not text.isprintable() and (match := _ONE_LINE.search(text)):
        return _problem(match[0])
    if ("::" in text or "##" in text) and (match := LOG_COMMAND.search(text)):
        return f"This text contains {match[0][:2]}, which begins a command in the log of a CI system.", "Put a space after it."
    return None


def unsafe_lines(file: str, text: str) -> Iterator[Finding]:
    """Yield a finding for each character that a text of several lines cannot contain."""
    for match in _SEVERAL_LINES.finditer(text):
        before = text[: match.start()]
        at = Position(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        yield Finding(at, "unsafe-text", *_problem(match[0]))


def _problem(sign: str) -> tuple[str, str]:
    code = f"U+{ord(sign):04X}"
    if _LINE_BREAK.fullmatch(sign):
        return f"This text contains a line break ({code}).", "Write it on one line. To break a long line of the file only, begin it with >-"
    if _DIRECTION.fullmatch(sign):
        return f"This text contains a character that changes the direction of text ({code}).", "Remove it."
    return f"This text contains a control character ({code}).", "Remove it, or write a space."
