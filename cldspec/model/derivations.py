"""What follows from returns: derived tables, declared as steps of a closed set.

`cldspec.steps` says what each step means, and compiles it. Conditions and expressions are kept as text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cldspec.model.base import Located
from cldspec.model.rules import Cells

Comparison = Literal["previous row", "latest end so far"]
"""Which end a start is compared with: that of the row before, or the latest of all rows before."""


@dataclass(frozen=True, kw_only=True)
class Parameter(Located):
    """A named date or whole number that derivations use.

    Its default is an expression of other parameters (`default`), or the earliest or latest value of a data item in the newest submission.
    """

    id: str
    title: str
    type: Literal["date", "integer"]
    definition: str
    default: str | None = None
    item: str | None = None
    take: Literal["earliest", "latest"] | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Method(Located):
    """A published way to derive something, and whose it is."""

    id: str
    title: str
    owner: str
    description: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ranking(Located):
    """Ranks for the values of some columns: the position of the first row that fits, counted from 1.

    A column that a row leaves out fits every value, and "" fits only a blank. `left_out` are values that have no rank on purpose.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    left_out: tuple[str, ...] = ()
    reason: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ValueMapping(Ranking):
    """Results for the values of some columns: those of the first row that fits, under the keys in `results`."""

    results: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NotDerived(Located):
    """A requirement from outside that asks for a derived value, or what else one might expect, and why no derivation serves it."""

    reason: str
    requirement: str | None = None
    title: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseOfStep(Located):
    """One case: expressions for columns of the rows that meet the condition, and no condition before."""

    when: str
    set: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Identify(Located):
    """Who a row is about: the value of `first`, or that of `otherwise` where it is blank."""

    column: str
    first: str
    otherwise: str
    if_both: Literal["drop", "attach"]
    within: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Criterion(Located):
    """What makes a row better than another: one of the five columns is given."""

    smallest: str | None = None
    greatest: str | None = None
    earliest: str | None = None
    latest: str | None = None
    known: str | None = None
    except_: tuple[str, ...] = ()
    blanks: Literal["first", "last"] = "last"

    @property
    def column(self) -> str:
        """The column that is compared."""
        return self.smallest or self.greatest or self.earliest or self.latest or self.known or ""

    @property
    def is_descending(self) -> bool:
        """Whether the greatest value is the best."""
        return bool(self.greatest or self.latest)


@dataclass(frozen=True, kw_only=True)
class Best(Located):
    """The best rows of each group. With `label`, one row: where the best rows differ in a column, the expression is its value."""

    of: tuple[str, ...]
    order: tuple[Criterion, ...]
    label: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Spells(Located):
    """Numbers the spells of each group: rows that start at most `gap` days after an end before belong to one spell."""

    of: tuple[str, ...]
    start: str
    end: str
    open_until: str
    gap: str
    compare: Comparison
    number: str
    spell_start: str | None = None
    spell_end: str | None = None


@dataclass(frozen=True, kw_only=True)
class Follow(Located):
    """What follows an anchor, in the order of its start, until a gap is too long or a row meets `until`."""

    in_: str
    same: tuple[str, ...]
    anchor: tuple[str, ...]
    after: str
    start: str
    end: str
    as_: str
    take: tuple[str, ...]
    first_within: str
    open_first: Literal["always", "within"]
    next_within: str
    compare: Comparison
    until: str
    same_day: Literal["cut", "keep"]
    found: str
    except_: str | None = None


@dataclass(frozen=True, kw_only=True)
class UseRanking(Located):
    """A column with the rank of a row. `using` maps columns of the ranking to those of the row."""

    column: str
    by: str
    using: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class UseMapping(Located):
    """Columns with results of a mapping: `set` maps each new column to a result."""

    by: str
    set: Mapping[str, str]
    using: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Join(Located):
    """Columns of another derivation, once for each of its rows that fits."""

    to: str
    same: tuple[str, ...]
    as_: str
    take: tuple[str, ...]
    rows: Literal["all", "matched"]
    where: str | None = None


@dataclass(frozen=True, kw_only=True)
class Flag(Located):
    """A column that says whether another derivation has a row that fits."""

    column: str
    in_: str
    same: tuple[str, ...]
    as_: str
    if_found: str
    if_not: str
    where: str | None = None


@dataclass(frozen=True, kw_only=True)
class Total(Located):
    """A column of a group: one of the other fields is given."""

    id: str
    any: str | None = None
    earliest: str | None = None
    latest: str | None = None
    smallest: str | None = None
    greatest: str | None = None
    sum: str | None = None
    rows: Literal[True] | None = None


@dataclass(frozen=True, kw_only=True)
class Group(Located):
    """One row for each group, with totals."""

    of: tuple[str, ...]
    columns: tuple[Total, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Count(Located):
    """Numbers of rows, or of different combinations of `of`: zero for a value of `by` that does not occur."""

    column: str
    by: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Share(Located):
    """A column with `of` times `times` divided by `over`, rounded to `scale` decimal places, halves away from zero."""

    column: str
    of: str
    times: str
    over: str
    scale: int


@dataclass(frozen=True, kw_only=True)
class Calculate(Located):
    """A column with the result of a calculation of the specification."""

    column: str
    calculation: str


StepKind = Literal[
    "keep", "set", "cases", "identify", "best", "spells", "follow", "rank", "map", "join", "flag", "group", "count", "share", "calculate"
]
"""The kinds of steps."""


@dataclass(frozen=True, kw_only=True)
class DerivationStep(Located):
    """One step: the field of its kind is given, and perhaps why it is there."""

    keep: str | None = None
    set: Mapping[str, str] | None = None
    cases: tuple[CaseOfStep, ...] | None = None
    identify: Identify | None = None
    best: Best | None = None
    spells: Spells | None = None
    follow: Follow | None = None
    rank: UseRanking | None = None
    map: UseMapping | None = None
    join: Join | None = None
    flag: Flag | None = None
    group: Group | None = None
    count: Count | None = None
    share: Share | None = None
    calculate: Calculate | None = None
    because: str | None = None


@dataclass(frozen=True, kw_only=True)
class DerivedColumn(Located):
    """A column of the result. One that is a data item, or a column of `from`, needs only its identifier.

    The values of a code are those of its code list, if it has one, and then `values`.
    """

    id: str
    title: str | None = None
    type: Literal["text", "code", "date", "integer", "decimal"] | None = None
    definition: str | None = None
    code_list: str | None = None
    values: tuple[str, ...] = ()
    scale: int | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Difference(Located):
    """Where a derivation differs on purpose from the method that it follows."""

    text: str
    discrepancy: str | None = None


@dataclass(frozen=True, kw_only=True)
class DerivationExample(Located):
    """Rows of a return, with cells as typed in the template, and the rows that follow from them, written in the same way.

    `every_row` has cells of each row of `given`. The rows of `gives` have the columns that matter.
    """

    title: str
    given: tuple[Cells, ...]
    gives: tuple[Cells, ...]
    every_row: Cells = field(default_factory=dict)
    parameters: Cells = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Derivation(Located):
    """A table that follows from the rows of returns, or from another derivation (`from`). `key` identifies a row of it."""

    subject: str
    id: str
    title: str
    grain: str
    key: tuple[str, ...]
    definition: str
    steps: tuple[DerivationStep, ...]
    columns: tuple[DerivedColumn, ...]
    examples: tuple[DerivationExample, ...] = ()
    from_: str | None = None
    method: str | None = None
    differences: tuple[Difference, ...] = ()
    serves: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
