"""Values that are calculated from a row, and the worksheets on which people can try out the calculations."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cldspec.model.base import Alternative, Located


@dataclass(frozen=True, kw_only=True)
class Multiplier(Located):
    """The multiplier for one value of a code list."""

    value: str
    multiplier: Decimal
    note: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Multipliers(Located):
    """The multipliers for the values of a data item."""

    item: str
    values: tuple[Multiplier, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Case(Located):
    """One case of a calculation: an expression (`value`), or why there is no result (`not_applicable`)."""

    when: str
    value: str | None = None
    not_applicable: str | None = None


@dataclass(frozen=True, kw_only=True)
class WorkedExample(Located):
    """Cells of a row as typed in the template, and the result of the calculation for that row."""

    given: Mapping[str, str]
    result: str
    note: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ScheduleRow(Located):
    """What is planned for one time of day: a number for each day of the week, or "" for none."""

    time: str
    units: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WeeklySchedule(Located):
    """A grid of days and times whose sum is the value of a data item. `rows` belong to the first example of the calculation."""

    item: str
    title: str
    time: str
    days: tuple[str, ...]
    total: str
    rows: tuple[ScheduleRow, ...]
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tool(Located):
    """A worksheet on which people can try out a calculation."""

    title: str
    instructions: str
    sources: tuple[str, ...]
    schedule: WeeklySchedule | None = None


@dataclass(frozen=True, kw_only=True)
class Calculation(Located):
    """A value that is calculated from a row. The first case whose condition is TRUE gives the result."""

    id: str
    title: str
    type: Literal["decimal"]
    definition: str
    guidance: str
    submitted: bool
    cases: tuple[Case, ...]
    examples: tuple[WorkedExample, ...]
    sources: tuple[str, ...]
    also_called: tuple[Alternative, ...] = ()
    scale: int | None = None
    multipliers: Multipliers | None = None
    tool: Tool | None = None
