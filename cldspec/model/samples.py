"""The made-up values and events that sample returns are made from."""

from dataclasses import dataclass

from cldspec.model.base import Located
from cldspec.model.rules import Cells


@dataclass(frozen=True, kw_only=True)
class Identifier(Located):
    """A text item with unique values, which are made by counting. In `form`, # stands for a digit and @ for a capital letter."""

    item: str
    form: str


@dataclass(frozen=True, kw_only=True)
class Vocabulary(Located):
    """Made-up values of one text item, or of several that go together."""

    id: str
    items: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class DaysAfter(Located):
    """A date, as the fewest and the most days after the end of a step, or after its start while the step is open."""

    item: str
    between: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Amount(Located):
    """A number between two others, as typed, with as many decimal places as these have."""

    item: str
    between: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Step(Located):
    """One row of a pathway: the cells that matter, and when it starts and ends, as the fewest and the most days.

    It starts after the end of the previous step. If there is no previous step, or it is open, it starts after the usual value of
    `counted_from`. It `lasts` some days, or it `ends` some days after the usual value of `counted_from`. With neither, it is open.
    """

    cells: Cells
    starts: tuple[int, ...]
    lasts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    days: tuple[DaysAfter, ...] = ()
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pathway(Located):
    """What may happen to one person or thing, step by step. `share` is how often, relative to the other pathways."""

    id: str
    title: str
    share: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class SampleData(Located):
    """What sample returns are made from: pathways, whose rows share the value of `group`, and made-up values.

    `starts` and `ends` are the items with the dates of a step. Days are counted from the usual value of `counted_from`.
    """

    group: str
    counted_from: str
    starts: str
    identifiers: tuple[Identifier, ...]
    pathways: tuple[Pathway, ...]
    ends: str | None = None
    vocabularies: tuple[Vocabulary, ...] = ()
