"""Values calculated from a row, and the sheet on which people try a calculation out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cldspec.model.base import Alternative, Located


@dataclass(frozen=True, kw_only=True)
class Multiplier(Located):
    """The factor that goes with one value of a code list."""

    value: str
    multiplier: Decimal
    note: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Multipliers(Located):
    """The factors that go with the values of a data item."""

    item: str
    values: tuple[Multiplier, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Case(Located):
    """One case of a calculation: arithmetic (`value`), or why there is no result (`not_applicable`)."""

    when: str
    value: str | None = None
    not_applicable: str | None = None


@dataclass(frozen=True, kw_only=True)
class WorkedExample(Located):
    """Cells of a row as typed in the template, and the result of the calculation for it."""

    given: Mapping[str, str]
    result: str
    note: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ScheduleRow(Located):
    """What is planned at one time of the day: a number for each day of the week, "" for none."""

    time: str
    units: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WeeklySchedule(Located):
    """A grid of days and times whose sum is the value of a data item; `rows` are those of the calculation's first example."""

    item: str
    title: str
    time: str
    days: tuple[str, ...]
    total: str
    rows: tuple[ScheduleRow, ...]
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tool(Located):
    """A sheet on which people try a calculation out."""

    title: str
    instructions: str
    sources: tuple[str, ...]
    schedule: WeeklySchedule | None = None


@dataclass(frozen=True, kw_only=True)
class Calculation(Located):
    """A value derived from a row; the first case whose condition holds decides."""

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
