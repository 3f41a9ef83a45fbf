"""The findings of checks, and the error that carries them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cldspec.origin import Position
from cldspec.wording import counted, printable

_BEGINNING, _END = 600, 300
"""The characters that are shown of a message that is longer. It may quote a text of any length."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One mistake in a specification: where it is, which check found it, what is wrong (`message`) and what to do (`fix`).

    Both are short and on one line, whatever they quote.
    """

    at: Position
    check: str
    message: str
    fix: str

    def __post_init__(self) -> None:
        """Make what is quoted harmless."""
        for name in ("message", "fix"):
            text = printable(getattr(self, name))
            if len(text) > _BEGINNING + _END:
                text = f"{text[:_BEGINNING]} ... (cut: {counted(len(text), 'character')}) ... {text[-_END:]}"
            object.__setattr__(self, name, text)

    def __str__(self) -> str:
        return f"{self.at.file}:{self.at.line}:{self.at.column}: {self.message} {self.fix} [{self.check}]"


class SpecificationError(Exception):
    """Raised where a specification has too many mistakes to be used.

    `findings` has at least one finding, sorted by position. `folder` is the version's folder, if known.
    """

    def __init__(self, findings: Iterable[Finding], folder: Path | None = None) -> None:
        self.findings = tuple(sorted(set(findings)))
        self.folder = folder
        super().__init__("\n".join(map(str, self.findings)))
