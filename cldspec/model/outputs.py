"""Generators, and the files that they make."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from cldspec.model.specification import Specification


@dataclass(frozen=True, slots=True)
class Artifact:
    """One generated file: its path below the version's output folder, with forward slashes, its bytes, and what it is for.

    If `about` is empty, the file has the purpose of its output.
    """

    path: str
    content: bytes
    about: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a path that leads out of the output's folder."""
        if {"", ".", ".."} & set(self.path.split("/")) or set("\\:") & set(self.path):
            raise ValueError(f"{self.path!r} is not a path below the output's folder, with forward slashes.")


class Generator(Protocol):
    """A function that makes one output from a specification, and does nothing else."""

    def __call__(self, specification: Specification) -> Iterator[Artifact]:
        """Yield the files of the output."""
        ...
