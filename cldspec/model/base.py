"""What every part of the model shares: where it was written, sources, other spellings."""

from dataclasses import dataclass, field
from typing import Literal

from cldspec.origin import Document, Origin

ALWAYS = "always"
"""The condition that every row meets, as the YAML writes it."""

_NOWHERE = Origin(Document(file="", text="", data=None, values={}, keys={}))


@dataclass(frozen=True, kw_only=True)
class Located:
    """Anything read from a YAML file."""

    origin: Origin = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Alternative(Located):
    """Another spelling of a value or a name, and where the sources print it."""

    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Place(Located):
    """A heading, table or cell range of a source document that can be cited."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class SourceDocument(Located):
    """A document that the specification was taken from."""

    id: str
    title: str
    places: tuple[Place, ...]
    version: str | None = None
    dated: str | None = None
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class Noun(Located):
    """What a row, or a file of rows, is called and is."""

    id: str
    title: str
    description: str


Severity = Literal["error", "warning", "information"]
"""What a broken rule means: the return is not ready to be sent; it is worth a query; it is worth knowing."""


@dataclass(frozen=True, kw_only=True)
class Statement(Located):
    """A sentence with its source."""

    text: str
    sources: tuple[str, ...]
