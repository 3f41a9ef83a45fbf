"""The result of a comparison of two versions: plain values from which all reports are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cldspec.diff.renames import Renames
from cldspec.model import Cells, Specification
from cldspec.versions.releases import Correction
from cldspec.wording import joined

Side = Literal["submitters", "consumers"]
"""Whom a change may break: those who submit returns by the old version, or those who read data by it."""
Verdict = Literal["breaking", "not breaking", "not decided"]
"""Whether a change breaks a side."""
How = Literal["proved", "searched", "by definition", "not decided"]
"""How a verdict is known.

It is proved by the solver or by reasoning about all values; a search found an example or found none; it follows from the kind
of change by definition; or it is not decided.
"""
Direction = Literal["tightened", "loosened", "both", "equivalent", "not decided"]
"""Whether the new version refuses what the old one accepted, accepts what the old one refused, both, or neither."""
_ENTRY_KINDS = {
    *("glossary-changed", "legal-changed", "scope-changed", "sources-changed", "traceability-changed", "unchecked-changed"),
    *("parameter-changed", "ranking-changed", "mapping-changed", "method-changed", "not-derived-changed"),
}
"""The kinds of change that may be about a whole entry, which may have been removed."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A made-up return that one version accepts and the other does not. Both versions have validated it."""

    rows: tuple[Cells, ...]
    """The rows, as typed in the template of the version that accepts them."""
    today: str
    """The date on which the rows are validated, as yyyy-mm-dd."""
    accepted_by: str
    rejected_by: str
    because: tuple[tuple[str, str], ...]
    """What the other version finds: rules by their identifiers, or `column`, with the messages."""
    matters: tuple[str, ...]
    """The items whose cells decide."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a change on one side, how it is known and why; with a witness if it breaks that side."""

    verdict: Verdict
    how: How
    reason: str
    witness: Witness | None = None
    is_queried: bool = False
    """Whether it breaks nothing but causes new warnings or information."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two versions."""

    kind: str
    """One of the names in `cldspec.diff.kinds.KINDS`."""
    part: str
    """What changed, as change requests name it, such as item/gender or value/gender/Other."""
    name: str
    """What changed, as people call it."""
    sentence: str
    before: str | None
    after: str | None
    at: tuple[str, int]
    """The file and line in the new version, or in the old one if it was removed."""
    items: tuple[str, ...]
    submitters: Effect
    consumers: Effect
    direction: Direction | None = None
    also: tuple[str, ...] = ()
    """Changes elsewhere that only follow from this one."""
    hint: str | None = None
    """A hint for the author of the new version."""
    parts: tuple["Change", ...] = ()
    """The changes that this one sums up; see `cldspec.diff.summary`."""

    @property
    def is_gone(self) -> bool:
        """Say whether it is about something that was removed, so that `at` is a line in the old version."""
        return self.kind.endswith(("-removed", "-settled")) or (self.after is None and self.kind in _ENTRY_KINDS)

    @property
    def is_breaking(self) -> bool:
        """Say whether it breaks anyone."""
        return "breaking" in (self.submitters.verdict, self.consumers.verdict)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two versions and all changes between them, in the order of the specification's parts. It equals only itself."""

    old: Specification
    new: Specification
    changes: tuple[Change, ...]
    renames: Renames
    """What has been renamed, merged and split."""
    correction: Correction | None = None
    """The correction that made the new one of the old one; None if they are two versions."""
    missing_versions: tuple[str, ...] = ()
    """The versions between the two that were not at hand, so that their renames are not known."""

    @property
    def about_missing_versions(self) -> str:
        """What a reader must know of the versions between the two that were not at hand; an empty text if there are none."""
        missing = self.missing_versions
        if not missing:
            return ""
        are, they = ("are", "they") if len(missing) > 1 else ("is", "it")
        named = f"Version{'s' if len(missing) > 1 else ''} {joined(missing)}, between the two, {are} not here."
        return f"{named} What {they} renamed cannot be followed, so it counts as removed and added."

    @property
    def renamed_items(self) -> Mapping[str, str]:
        """New identifiers of items by old ones."""
        return self.renames.items

    @property
    def renamed_lists(self) -> Mapping[str, str]:
        """New identifiers of code lists by old ones."""
        return self.renames.lists

    @property
    def renamed_values(self) -> Mapping[str, Mapping[str, str]]:
        """New values by old ones, one to one, by the new identifier of their code list."""
        return self.renames.values

    def breaking(self, side: Side) -> list[Change]:
        """Return the changes that break one side."""
        return [change for change in self.changes if getattr(change, side).verdict == "breaking"]
