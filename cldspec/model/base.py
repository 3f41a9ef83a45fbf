"""What the other modules of the model share: positions, sources and other spellings."""

import re
from dataclasses import dataclass, field
from typing import Literal

from cldspec.origin import Document, Origin

ALWAYS = "always"
"""The word for the condition that every row meets."""

_NOWHERE = Origin(Document(file="", text="", data=None, values={}, keys={}))


@dataclass(frozen=True, kw_only=True)
class Located:
    """Anything that is read from a YAML file."""

    origin: Origin = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Alternative(Located):
    """Another spelling of a value or name, and where the sources print it."""

    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Place(Located):
    """A heading, table or range of cells in a source document, which can be cited."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class SourceDocument(Located):
    """A document that the specification is taken from."""

    id: str
    title: str
    places: tuple[Place, ...]
    version: str | None = None
    dated: str | None = None
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class Noun(Located):
    """The name and the meaning of a row, or of a file of rows."""

    id: str
    title: str
    description: str


_CITED_REQUEST = re.compile("change/(CR-[0-9]+)")


def cited_request(reference: str) -> str | None:
    """Return the number of the change request that a source cites, such as CR-001 for change/CR-001; None for any other source."""
    cited = _CITED_REQUEST.fullmatch(reference)
    return cited[1] if cited else None


Severity = Literal["error", "warning", "information"]
"""What it means if a rule is broken: the return is not ready to be sent, the row is worth checking, or it is worth knowing."""


@dataclass(frozen=True, kw_only=True)
class Statement(Located):
    """A sentence with its sources."""

    text: str
    sources: tuple[str, ...]
