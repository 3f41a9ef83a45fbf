"""What a check finds, and the error that carries findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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
    """Raised where a specification is not sound enough to be used; `findings` says why, at least one, in order.

    `folder` is the version's folder, where whoever raises it knows.
    """

    def __init__(self, findings: Iterable[Finding], folder: Path | None = None) -> None:
        self.findings = tuple(sorted(set(findings)))
        self.folder = folder
        super().__init__("\n".join(map(str, self.findings)))
