"""Code lists, and tables of values that belong together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cldspec.model.base import Alternative, Located, Versioned
from cldspec.spelling import folded


@dataclass(frozen=True, kw_only=True)
class Code(Versioned):
    """One value of a code list. `was` is the value in the previous version, if it was renamed.

    If several values were the same one, that one is split: `was_where` is the condition of the rows, or `was_by_decision` says that
    a person decides row by row. `replaces` are values of the previous version that are merged into this one.

    With `may_look_like_formula`, the value and its label are meant, although a spreadsheet may take them for formulas.
    """

    value: str
    was: str | None = None
    was_where: str | None = None
    was_by_decision: Literal[True] | None = None
    replaces: tuple[str, ...] = ()
    label: str | None = None
    description: str | None = None
    also_seen_as: tuple[Alternative, ...] = ()
    sources: tuple[str, ...] = ()
    may_look_like_formula: Literal[True] | None = None


@dataclass(frozen=True, kw_only=True)
class CodeList(Versioned):
    """A code list, with its values in order. `was` is the identifier in the previous version, if it was renamed."""

    id: str
    title: str
    description: str
    sources: tuple[str, ...]
    codes: tuple[Code, ...]
    was: str | None = None

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The allowed values, in order."""
        return tuple(code.value for code in self.codes)

    @cached_property
    def by_spelling(self) -> Mapping[str, str]:
        """The allowed values by each of their spellings, which are folded: their own, and the other spellings."""
        others = ((other.value, code.value) for code in self.codes for other in code.also_seen_as)
        return {folded(spelling): value for spelling, value in [*others, *((value, value) for value in self.values)]}


@dataclass(frozen=True, kw_only=True)
class Meaning(Located):
    """A value of an attribute of a table, and what it means."""

    value: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Attribute(Located):
    """What a table says about each of its rows, in addition to the keys."""

    id: str
    title: str
    values: tuple[Meaning, ...]


@dataclass(frozen=True, kw_only=True)
class Table(Located):
    """Which values of several data items belong together. Each row maps the keys and attributes to values."""

    id: str
    title: str
    description: str
    keys: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    sources: tuple[str, ...]
    attributes: tuple[Attribute, ...] = ()
    notes: tuple[str, ...] = ()
