"""What a generator makes, and what a generator is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from cldspec.model.specification import Specification


@dataclass(frozen=True, slots=True)
class Artifact:
    """One generated file: its path below the version's output folder, with forward slashes, its bytes, and what it is for.

    Where `about` is empty, the file serves what its output is for.
    """

    path: str
    content: bytes
    about: str = ""

    def __post_init__(self) -> None:
        """Refuse a path that leads out of the output's folder."""
        if {"", ".", ".."} & set(self.path.split("/")) or set("\\:") & set(self.path):
            raise ValueError(f"{self.path!r} is not a path below the output's folder, with forward slashes.")


class Generator(Protocol):
    """What makes one output: a pure function of a specification."""

    def __call__(self, specification: Specification) -> Iterator[Artifact]:
        """Yield the files of the output."""
        ...
