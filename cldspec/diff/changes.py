"""What a comparison of two versions comes to: plain values that every report is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cldspec.model import Cells, Specification

_ENTRIES = {"glossary-changed", "legal-changed", "scope-changed", "sources-changed", "traceability-changed", "unchecked-changed"}
"""The kinds of change that are told of whole entries, which may be gone."""
Side = Literal["submitters", "consumers"]
"""Whom a change may break: those who submit returns by the old version, and those who read data by it."""
Verdict = Literal["breaking", "not breaking", "not decided"]
How = Literal["proved", "searched", "by definition", "not decided"]
"""How a verdict came about: the solver, or reasoning over every value, decided; a search found an example, or found none;
it lies in the kind of change; nothing decided."""
Direction = Literal["tightened", "loosened", "both", "equivalent", "not decided"]
"""Whether the new version refuses what the old one took, takes what the old one refused, both, or neither."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A synthetic return that one version accepts and the other does not: both have really been asked.

    `rows` are as typed in the template of the version that accepts them; where only the columns matter, they show these.
    `because` says what the other version finds: identifiers of rules, or `column`, with the message.
    """

    rows: tuple[Cells, ...]
    today: str
    """The day on which they are looked at, yyyy-mm-dd."""
    accepted_by: str
    rejected_by: str
    because: tuple[tuple[str, str], ...]
    matters: tuple[str, ...]
    """The items whose cells decide."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to one side, why, and how that is known; with an example where it breaks."""

    verdict: Verdict
    how: How
    reason: str
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in words: its kind (a name in `cldspec.diff.kinds.KINDS`), its part, and what it does to whom.

    `part` is what change requests name, as in item/gender or value/gender/Other; `at` the file and line where it stands in
    the new version, or in the old one where it is gone. `also` are changes elsewhere that only follow from this one.
    """

    kind: str
    part: str
    name: str
    sentence: str
    before: str | None
    after: str | None
    at: tuple[str, int]
    items: tuple[str, ...]
    submitters: Effect
    consumers: Effect
    direction: Direction | None = None
    also: tuple[str, ...] = ()
    hint: str | None = None

    @property
    def is_gone(self) -> bool:
        """Say whether what it is about is gone, so that `at` is a place in the old version."""
        return self.kind.endswith(("-removed", "-settled")) or (self.after is None and self.kind in _ENTRIES)

    @property
    def is_breaking(self) -> bool:
        """Say whether it breaks anyone."""
        return "breaking" in (self.submitters.verdict, self.consumers.verdict)


@dataclass(frozen=True)
class Comparison:
    """Two versions and every change between them, in the order of the specification's parts."""

    old: Specification
    new: Specification
    changes: tuple[Change, ...]
    renamed_items: Mapping[str, str]
    """New identifiers of items by old ones."""
    renamed_lists: Mapping[str, str]
    """New identifiers of code lists by old ones."""
    renamed_values: Mapping[str, Mapping[str, str]]
    """New values by old ones, by the new identifier of their code list."""

    def breaking(self, side: Side) -> list[Change]:
        """Return the changes that break one side."""
        return [change for change in self.changes if getattr(change, side).verdict == "breaking"]
