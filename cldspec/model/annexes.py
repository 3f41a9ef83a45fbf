"""The parts of a specification around its data items: schedule, history, legal basis, scope, discrepancies and so on."""

from dataclasses import dataclass
from typing import Literal

from cldspec.model.base import Located, Statement


@dataclass(frozen=True, kw_only=True)
class Contact(Located):
    """Who answers questions about the specification."""

    name: str
    email: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Licence(Located):
    """The licence of the content. `id` is its identifier in the SPDX list."""

    id: str
    name: str
    url: str
    attribution: str


@dataclass(frozen=True, kw_only=True)
class Milestone(Located):
    """An event in the plan, and when it happens, as printed."""

    when: str
    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Schedule(Located):
    """When returns are due.

    `year_starts` is the first day of the reporting year as month-day, such as 04-01. With `cumulative`, each return covers the year
    so far. With `overlap`, a return contains what started, ended or was open in its period.
    """

    frequency: Literal["monthly", "quarterly", "yearly"]
    year_starts: str
    cumulative: bool
    statements: tuple[Statement, ...]
    milestones: tuple[Milestone, ...]
    sources: tuple[str, ...]
    overlap: bool = False

    @property
    def first_month(self) -> int:
        """The month, from 1, on whose first day the reporting year starts."""
        return int(self.year_starts[:2])

    @property
    def months(self) -> int:
        """The length of a reporting period in months."""
        return {"monthly": 1, "quarterly": 3, "yearly": 12}[self.frequency]

    def months_left(self, month: int) -> int:
        """Return how many months of the reporting period come after a month of the year, which is counted from 1."""
        return self.months - 1 - (month - self.first_month) % 12 % self.months


@dataclass(frozen=True, kw_only=True)
class Release(Located):
    """An entry in the history of versions, with its date as printed."""

    version: str
    dated: str
    summary: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ItemCounts(Located):
    """How many data items there are, according to the source."""

    mandatory: int
    voluntary: int
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ComparableDataset(Located):
    """How many data items a comparable data set has."""

    dataset: str
    items: int
    sources: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reading(Located):
    """What one part of the sources says where the sources disagree."""

    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Discrepancy(Located):
    """A disagreement between the sources, and what was decided."""

    id: str
    title: str
    kind: str
    readings: tuple[Reading, ...]
    decision: str
    reason: str
    weight: Literal["content", "meaning", "wording"] | None = None
    """What hangs on it: what is asked for, what something means, or only a name or a spelling."""
    status: Literal["decided", "open"] | None = None
    """An open one is not settled; `decision` says what the specification does until then."""
    owner: str | None = None
    """Who must settle it, or could decide it anew."""
    concerns: tuple[str, ...] = ()

    @property
    def decision_title(self) -> str:
        """What its decision is called where it is printed."""
        return "For now" if self.status == "open" else "Decision"


@dataclass(frozen=True, kw_only=True)
class Topic(Located):
    """A topic of the Direction's Annex 1: the data items that serve it, or why none does."""

    id: str
    category: str
    topic: str
    items: tuple[str, ...] = ()
    not_collected: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Exemption(Located):
    """Data items that serve no topic of Annex 1, and why they are collected."""

    items: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class SaltRequirement(Located):
    """A data requirement of the previous collection: the data items that serve it, or why none does."""

    number: int
    requirement: str
    computed: bool
    items: tuple[str, ...] = ()
    not_collected: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Traceability(Located):
    """Which data items serve the topics of Annex 1 and the requirements of the previous collection."""

    annex_1: tuple[Topic, ...]
    outside_annex_1: tuple[Exemption, ...]
    salt: tuple[SaltRequirement, ...]


@dataclass(frozen=True, kw_only=True)
class Direction(Located):
    """The legal instrument. The bodies in `changes_agreed_by` must all agree before the specification changes."""

    title: str
    dated: str
    from_: str
    to: str
    comes_into_force: str
    duration: str
    review: str
    sources: tuple[str, ...]
    replaces: str | None = None
    fees: str | None = None
    changes_agreed_by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Provision(Located):
    """A power, purpose, function, term of dissemination or recipient."""

    id: str
    title: str
    sources: tuple[str, ...]
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Legal(Located):
    """The legal basis, its purposes, and who may receive data."""

    direction: Direction
    powers: tuple[Provision, ...]
    purposes: tuple[Provision, ...]
    functions: tuple[Provision, ...]
    dissemination: tuple[Provision, ...]
    recipients: tuple[Provision, ...]


@dataclass(frozen=True, kw_only=True)
class ScopeEntry(Located):
    """Something that is in scope, out of scope, new or no longer collected."""

    id: str
    title: str
    text: str
    sources: tuple[str, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scope(Located):
    """What the collection covers, and how it differs from the previous collection."""

    in_scope: tuple[ScopeEntry, ...]
    out_of_scope: tuple[ScopeEntry, ...]
    new: tuple[ScopeEntry, ...]
    not_carried_forward: tuple[ScopeEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Term(Located):
    """A term or an abbreviation of the glossary. A search for one of the words in `searched_as` also looks for the term."""

    term: str
    meaning: str
    sources: tuple[str, ...]
    stands_for: str | None = None
    searched_as: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chapter(Located):
    """A chapter of the guidance: Markdown with expressions, which `cldspec.guidance` fills in.

    `first_line` is the line of the file on which the text begins, from 1.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    text: str
    first_line: int


@dataclass(frozen=True, kw_only=True)
class LaterValues(Located):
    """Allowed values of a column that the versions here have too."""

    header: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LaterRelease(Located):
    """A release: its name, where it is published, and the headers and values that only it and other later releases have."""

    name: str
    source: str
    headers: tuple[str, ...]
    values: tuple[LaterValues, ...] = ()
