"""What surrounds the data items: schedule, history, legal basis, scope, discrepancies, traceability, glossary, guidance."""

from dataclasses import dataclass
from typing import Literal

from cldspec.model.base import Located, Statement


@dataclass(frozen=True, kw_only=True)
class Contact(Located):
    """Whom to ask."""

    name: str
    email: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Licence(Located):
    """The terms under which the content may be used; `id` is that of the SPDX list."""

    id: str
    name: str
    url: str
    attribution: str


@dataclass(frozen=True, kw_only=True)
class Milestone(Located):
    """Something planned or done at a time."""

    when: str
    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Schedule(Located):
    """When returns are due; `year_starts` is month-day. With `overlap`, a return holds what started, ended or was open in its period."""

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
        """The months of a reporting period."""
        return {"monthly": 1, "quarterly": 3, "yearly": 12}[self.frequency]

    def months_left(self, month: int) -> int:
        """Return how many whole months of a reporting period are left after a month, from 1."""
        return self.months - 1 - (month - self.first_month) % 12 % self.months


@dataclass(frozen=True, kw_only=True)
class Release(Located):
    """A version in the history, with its date as printed."""

    version: str
    dated: str
    summary: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ItemCounts(Located):
    """How many data items the source says there are."""

    mandatory: int
    voluntary: int
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison(Located):
    """How many data items a comparable data set has."""

    dataset: str
    items: int
    sources: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reading(Located):
    """What one part of the sources says."""

    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Discrepancy(Located):
    """A place where the sources disagree, and what was decided."""

    id: str
    title: str
    kind: str
    readings: tuple[Reading, ...]
    decision: str
    reason: str
    concerns: tuple[str, ...] = ()


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
    """Data items that no topic names, and why they are collected all the same."""

    items: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class SaltRequirement(Located):
    """A data requirement of the older return: the data items that serve it, or why none does."""

    number: int
    requirement: str
    computed: bool
    items: tuple[str, ...] = ()
    not_collected: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Traceability(Located):
    """From topics and older requirements to data items."""

    annex_1: tuple[Topic, ...]
    outside_annex_1: tuple[Exemption, ...]
    salt: tuple[SaltRequirement, ...]


@dataclass(frozen=True, kw_only=True)
class Direction(Located):
    """The legal instrument; `changes_agreed_by` are the bodies that must all agree before the specification changes."""

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
    """A power, purpose, function, term or recipient."""

    id: str
    title: str
    sources: tuple[str, ...]
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Legal(Located):
    """The legal basis, what it is for, and who may receive data."""

    direction: Direction
    powers: tuple[Provision, ...]
    purposes: tuple[Provision, ...]
    functions: tuple[Provision, ...]
    dissemination: tuple[Provision, ...]
    recipients: tuple[Provision, ...]


@dataclass(frozen=True, kw_only=True)
class ScopeEntry(Located):
    """Something in scope, out of scope, new, or no longer asked for."""

    id: str
    title: str
    text: str
    sources: tuple[str, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scope(Located):
    """What the collection covers, and how it compares with the return before it."""

    in_scope: tuple[ScopeEntry, ...]
    out_of_scope: tuple[ScopeEntry, ...]
    new: tuple[ScopeEntry, ...]
    not_carried_forward: tuple[ScopeEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Term(Located):
    """A term or an abbreviation."""

    term: str
    meaning: str
    sources: tuple[str, ...]
    stands_for: str | None = None


@dataclass(frozen=True, kw_only=True)
class Chapter(Located):
    """A chapter of the guidance: Markdown with expressions, which `cldspec.guidance` works out.

    `first_line` is the line of its file on which the text begins.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    text: str
    first_line: int
