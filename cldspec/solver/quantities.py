"""Dates and numbers as formulas: a date is a year and a month-day, a number is whole after a shift of the decimal point."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import z3

from cldspec.model import Schedule
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR, WHOLE_DIGITS
from cldspec.solver.z3_solver import Formula, Model

_FEBRUARY = 2
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Day:
    """A date: its year, and 100 times its month plus its day. Its code is a whole number such as 20260401."""

    year: Formula
    month_day: Formula

    @property
    def key(self) -> Formula:
        """The code of the date."""
        return self.year * 10000 + self.month_day

    @property
    def least(self) -> int:
        """The code before the first date."""
        return FIRST_YEAR * 10000

    def limits(self) -> Iterator[Formula]:
        """Yield what makes a year and a month-day a date of the calendar."""
        yield z3.And(self.year >= FIRST_YEAR, self.year <= LAST_YEAR)
        leap_day = _FEBRUARY * 100 + 29
        months = [
            z3.And(self.month_day > month * 100, self.month_day <= month * 100 + days + (month == _FEBRUARY))
            for month, days in enumerate(_DAYS, start=1)
        ]
        yield z3.Or(months)
        yield z3.Implies(self.month_day == leap_day, _is_leap(self.year))

    def equals(self, code: int) -> Formula:
        """Return that this is the date with a code."""
        return z3.And(self.year == code // 10000, self.month_day == code % 10000)

    def read(self, model: Model) -> int:
        """Return the code of the date in a model."""
        return model.number(self.year) * 10000 + model.number(self.month_day)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: a whole number that is divided by ten to the power of `scale`. The whole number is its code."""

    key: Formula
    scale: int

    @property
    def least(self) -> int:
        """The code that all numbers of the scale are above."""
        return -int(10 ** (WHOLE_DIGITS + self.scale))

    def at(self, scale: int) -> Formula:
        """Return the whole number for a larger scale."""
        return self.key * 10 ** (scale - self.scale)

    def limits(self) -> Iterator[Formula]:
        """Yield that the number has no more digits than it may have."""
        yield z3.And(self.key > self.least, self.key < -self.least)

    def equals(self, code: int) -> Formula:
        """Return that this is the number with a code."""
        return self.key == code

    def read(self, model: Model) -> int:
        """Return the code of the number in a model."""
        return model.number(self.key)


def day_variable(name: str) -> Day:
    """Return a date that is not known."""
    return Day(z3.Int(f"{name} year"), z3.Int(f"{name} month and day"))


def literal_day(iso: str) -> Day:
    """Return a date yyyy-mm-dd."""
    return Day(z3.IntVal(int(iso[:4])), z3.IntVal(int(iso[5:7]) * 100 + int(iso[8:])))


def day_number(iso: str) -> int:
    """Return the key of a date yyyy-mm-dd: 20260401 for 2026-04-01."""
    return int(iso.replace("-", ""))


def iso_date(number: int) -> str:
    """Return the date yyyy-mm-dd of a key."""
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


def literal_amount(number: Decimal) -> Amount:
    """Return a number."""
    scale = max(-int(number.normalize().as_tuple().exponent), 0)
    return Amount(z3.IntVal(int(number.scaleb(scale))), scale)


def combined(operator: str, left: Amount, right: Amount) -> Amount:
    """Return two numbers added, subtracted or multiplied."""
    if operator == "*":
        return Amount(left.key * right.key, left.scale + right.scale)
    scale = max(left.scale, right.scale)
    return Amount(left.at(scale) + right.at(scale) if operator == "+" else left.at(scale) - right.at(scale), scale)


def age_on(born: Day, day: Day) -> Amount:
    """Return the age in whole years on a day."""
    return Amount(day.year - born.year - z3.If(day.month_day < born.month_day, 1, 0), 0)


def year_start(day: Day, schedule: Schedule) -> Day:
    """Return the first day of the year of the schedule that a day is in."""
    first = schedule.first_month * 100
    return Day(day.year - z3.If(day.month_day < first, 1, 0), z3.IntVal(first + 1))


def period_end(day: Day, schedule: Schedule) -> Day:
    """Return the last day of the period of the schedule that a day is in."""
    year, month_day = day.year, z3.IntVal(0)
    for month in range(12, 0, -1):
        later, last = divmod(month - 1 + schedule.months_left(month), 12)
        end = z3.IntVal((last + 1) * 100 + _DAYS[last])
        if last + 1 == _FEBRUARY:
            end = end + z3.If(_is_leap(day.year + later), 1, 0)
        is_in_month = z3.And(day.month_day > month * 100, day.month_day < (month + 1) * 100)
        year = z3.If(is_in_month, day.year + later, year)
        month_day = z3.If(is_in_month, end, month_day)
    return Day(year, month_day)


def _is_leap(year: Formula) -> Formula:
    return z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))
