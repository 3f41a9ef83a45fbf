"""What the other modules of the model share: positions, sources and other spellings."""

import re
from dataclasses import Field, dataclass, field
from typing import Any, Literal

from cldspec.origin import Document, Origin

ALWAYS = "always"
"""The word for the condition that every row meets."""

_NOWHERE = Origin(Document(file="", text="", data=None, values={}, keys={}))


@dataclass(frozen=True, kw_only=True)
class Located:
    """Anything that is read from a YAML file."""

    origin: Origin = field(default=_NOWHERE, compare=False, repr=False)


COMPUTED = {"computed": True}
"""The metadata of a field that no file has: other versions give its value. Two versions do not differ in it."""


def is_computed(field: Field[Any]) -> bool:
    """Say whether the value of a field comes from other versions, and not from a file."""
    return field.metadata == COMPUTED


@dataclass(frozen=True, kw_only=True)
class FormerName(Located):
    """A name that a part had in earlier versions: a title or a value, and the identifier if that was another one too.

    `until` is the last version with this name.
    """

    name: str
    id: str | None = None
    until: str

    @property
    def in_words(self) -> str:
        """The name with its last version, such as "Sex (until 4.0)"."""
        return f"{self.name}{f', identifier {self.id}' if self.id else ''} (until {self.until})"


@dataclass(frozen=True, kw_only=True)
class Versioned(Located):
    """A part with a history in the versions at hand, which `cldspec.diff.part_history` works out.

    `since` is the first version that has the part; None if the oldest version at hand has it. `formerly` has its former names, the
    latest first.
    """

    since: str | None = field(default=None, compare=False, metadata=COMPUTED)
    formerly: tuple[FormerName, ...] = field(default=(), compare=False, metadata=COMPUTED)

    @property
    def since_in_text(self) -> str:
        """The first version that has the part, such as "version 4.1" or "Release 1 (version 5.1)"; an empty text if it is not known."""
        return f"version {self.since}" if self.since and self.since[0].isdigit() else self.since or ""

    @property
    def history(self) -> str:
        """The history in words, such as "since 4.1; formerly Sex (until 4.1)"; an empty text if there is none."""
        since = [f"since {self.since}"] if self.since else []
        return "; ".join([*since, *(f"formerly {former.in_words}" for former in self.formerly)])


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
    """A document that the specification is taken from. `short_title` is what citations call it."""

    id: str
    title: str
    places: tuple[Place, ...]
    short_title: str | None = None
    version: str | None = None
    dated: str | None = None
    description: str | None = None


Severity = Literal["error", "warning", "information"]
"""What it means if a rule is broken: the return is not ready to be sent, the row is worth checking, or it is worth knowing."""


@dataclass(frozen=True, kw_only=True)
class Noun(Located):
    """The name and the meaning of a row, or of a file of rows."""

    id: str
    title: str
    description: str


@dataclass(frozen=True, kw_only=True)
class Collection(Noun):
    """The name and the meaning of a file of rows."""

    if_unknown_column: Severity = "error"
    """How severe it is if a file has a column that is not in the template."""


_CITED_REQUEST = re.compile("change/(CR-[0-9]+)")


def cited_request(reference: str) -> str | None:
    """Return the number of the change request that a source cites, such as CR-001 for change/CR-001; None for any other source."""
    cited = _CITED_REQUEST.fullmatch(reference)
    return cited[1] if cited else None


@dataclass(frozen=True, kw_only=True)
class Statement(Located):
    """A sentence with its sources."""

    text: str
    sources: tuple[str, ...]
