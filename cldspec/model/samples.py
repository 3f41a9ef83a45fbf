"""What made-up returns are made of."""

from dataclasses import dataclass

from cldspec.model.base import Located
from cldspec.model.rules import Cells


@dataclass(frozen=True, kw_only=True)
class Identifier(Located):
    """A text item whose values are made by counting: in `form`, # stands for a digit, @ for a capital letter."""

    item: str
    form: str


@dataclass(frozen=True, kw_only=True)
class Vocabulary(Located):
    """Made-up values of text items, one or several that go together."""

    id: str
    items: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class DaysAfter(Located):
    """A date, as the least and the most days after the end of a step, or after its start while it is open."""

    item: str
    between: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Amount(Located):
    """A number between two others, as typed, with as many digits after the point as these have."""

    item: str
    between: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Step(Located):
    """One row of a pathway: the cells that matter, and when it starts and ends, in days, at least and at most.

    It starts after the end of the step before, or, where there is none or it is open, after the day that counting begins
    from. It `lasts` some days, or `ends` after the day that counting begins from; without either it is open.
    """

    cells: Cells
    starts: tuple[int, ...]
    lasts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    days: tuple[DaysAfter, ...] = ()
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pathway(Located):
    """What may happen to one person or thing, step by step; `share` says how often, beside the others."""

    id: str
    title: str
    share: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class SampleData(Located):
    """What made-up returns are made of: pathways, whose rows share the value of `group`, and values that stand for nothing real.

    `starts` and `ends` are the dates of a step; days are counted from the usual value of `counted_from`.
    """

    group: str
    counted_from: str
    starts: str
    identifiers: tuple[Identifier, ...]
    pathways: tuple[Pathway, ...]
    ends: str | None = None
    vocabularies: tuple[Vocabulary, ...] = ()
