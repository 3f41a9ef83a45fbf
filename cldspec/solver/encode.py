"""Conditions as formulas for the Z3 solver, with SQL's TRUE, FALSE and unknown.

An item is a value and the fact whether it is blank: texts are whole numbers by a table of all texts that occur, dates
a year and a month-day, numbers are whole after a shift of the point. A cell that cannot be read has no place here: a
row that holds one breaks a rule anyway.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count as count_from
from typing import Any

import z3

from cldspec.model import DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR, WHOLE_DIGITS, Cell, has_format, read
from cldspec.rules.evaluate import TODAY, Row
from cldspec.rules.pattern import texts
from cldspec.rules.tables import spelled_out

Formula = Any
"""A Z3 expression; Z3 has no useful types."""

_FEBRUARY = 2
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class _Day:
    """A date: its year, and 100 times its month plus its day."""

    year: Formula
    month_day: Formula

    @property
    def key(self) -> Formula:
        """A whole number that grows with the date."""
        return self.year * 10000 + self.month_day


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number: a whole number that is to be divided by ten to the power of `scale`."""

    whole: Formula
    scale: int

    def at(self, scale: int) -> Formula:
        """Return the whole number for a larger scale."""
        return self.whole * 10 ** (scale - self.scale)


_Known = _Day | _Amount | Formula


class Encoding:
    """The variables of one row of a specification, and the formulas over them."""

    def __init__(self, specification: Specification) -> None:
        self.specification = specification
        self.facts: list[Formula] = []
        """What is known of the texts that occur; it grows with what is encoded, and belongs to every question."""
        self._texts: dict[str, int] = {}
        self._prefixes: dict[str, Formula] = {}
        self._choices: dict[str, list[Formula]] = {}
        self._blank = {item.id: z3.Bool(f"{item.id} is blank") for item in specification.items}
        self._values = {item.id: self._variable(item.id, item.type) for item in specification.items}
        self._today = _day_variable(TODAY)
        for code_list in specification.code_lists:
            for value in code_list.values:
                self._text(value)

    def limits(self) -> Iterator[Formula]:
        """Yield what holds for every row whose cells can be read: values are in their lists, dates in the calendar."""
        for item in self.specification.items:
            value = self._values[item.id]
            code_list = self.specification.code_list_of(item)
            if code_list:
                yield z3.Or([value == self._text(text) for text in code_list.values])
            elif isinstance(value, _Day):
                yield from _calendar(value)
            elif isinstance(value, _Amount):
                most = 10 ** (WHOLE_DIGITS + value.scale)
                yield z3.And(value.whole > -most, value.whole < most)
        yield from _calendar(self._today)

    def is_(self, item_id: str, cell: Cell) -> Formula:
        """Return the formula that an item, or today(), has this value, or is blank."""
        if item_id == TODAY:
            return self._today.key == _literal_day(str(cell)).key
        if cell is None:
            return self._blank[item_id]
        value = self._values[item_id]
        if isinstance(value, _Day):
            same = value.key == _literal_day(str(cell)).key
        elif isinstance(value, _Amount):
            same = value.whole == int(Decimal(str(cell)).scaleb(value.scale))
        else:
            same = value == self._text(str(cell))
        return z3.And(z3.Not(self._blank[item_id]), same)

    def choices(self, name: str) -> list[Formula]:
        """Return what an item may be, where that can be listed: blank, and the values of its list in order."""
        if name == TODAY:
            return []
        if name not in self._choices:
            values = self.specification.values_of(name) or ()
            self._choices[name] = [self._blank[name], *(self.is_(name, value) for value in values)]
        return self._choices[name]

    def measure(self, name: str) -> tuple[Formula, int, int] | None:
        """Return a date or a number as a whole number that grows with it, the least and the most that it can be; None for a text."""
        value = self._today if name == TODAY else self._values[name]
        if isinstance(value, _Day):
            return value.key, FIRST_YEAR * 10000, (LAST_YEAR + 1) * 10000
        most = 10 ** (WHOLE_DIGITS + value.scale) if isinstance(value, _Amount) else 0
        return (value.whole, -most, most) if isinstance(value, _Amount) else None

    def row(self, model: Formula) -> Row:
        """Return the row that a model describes, today() among its cells. Texts that nothing names are made up."""
        names = {number: text for text, number in self._texts.items()}
        row: dict[str, Cell] = {TODAY: _iso(self._today, model)}
        free = [item for item in self.specification.items if item.type == "text"]
        for item in sorted(free, key=lambda item: (item.format is None, item.max_length is None)):  # the choosiest make the text
            number = _int(self._values[item.id], model)
            if number not in names and not self._is_blank(item.id, model):
                names[number] = self._made_up(item, number, set(names.values()), model)
        for item in self.specification.items:
            value = self._values[item.id]
            if self._is_blank(item.id, model):
                row[item.id] = None
            elif isinstance(value, _Day):
                row[item.id] = _iso(value, model)
            elif isinstance(value, _Amount):
                row[item.id] = Decimal(_int(value.whole, model)).scaleb(-value.scale)
            else:
                row[item.id] = names[_int(value, model)]
        return row

    def _is_blank(self, item_id: str, model: Formula) -> bool:
        return bool(z3.is_true(model.eval(self._blank[item_id], model_completion=True)))

    def holds(self, tree: ex.Condition, verdict: bool = True) -> Formula:  # noqa: FBT001, FBT002 - TRUE or FALSE
        """Return that a condition is TRUE, or that it is FALSE; neither is so where it is unknown."""
        match tree:
            case ex.Truth(value):
                return z3.BoolVal(value == verdict)
            case ex.Not(inner):
                return self.holds(inner, not verdict)
            case ex.All(parts) | ex.Any(parts):
                formulas = [self.holds(part, verdict) for part in parts]
                return z3.And(formulas) if isinstance(tree, ex.All) == verdict else z3.Or(formulas)
            case ex.IsBlank(ex.Item(name)):
                return self._blank[name] if verdict else z3.Not(self._blank[name])
            case ex.InTable(table):
                return self.holds(spelled_out(table, self.specification), verdict)
            case ex.In(value, options) if all(isinstance(option, ex.Text | ex.Number) for option in options):
                return self._known((value,), z3.Or([self._compared("=", value, option) for option in options]), verdict)
            case ex.In(value, options):
                return self.holds(ex.Any(tuple(ex.Compare("=", value, option) for option in options)), verdict)
            case ex.StartsWith(value, prefix):
                return self._known((value,), self._begins(value, prefix.value), verdict)
            case ex.Compare(operator, left, right):
                return self._known((left, right), self._compared(operator, left, right), verdict)

    def _known(self, values: tuple[ex.Value, ...], formula: Formula, verdict: bool) -> Formula:  # noqa: FBT001 - as above
        """Return that a formula about values has a verdict: where one of them is blank it has none."""
        filled = [z3.Not(self._blank[name]) for value in values for name in _items_in(value)]
        return z3.And([*filled, formula if verdict else z3.Not(formula)])

    def _compared(self, operator: str, left: ex.Value, right: ex.Value) -> Formula:
        one, two = self._comparable(self._value(left, right), self._value(right, left))
        match operator:
            case "=":
                return one == two
            case "<>":
                return one != two
            case "<":
                return one < two
            case "<=":
                return one <= two
            case ">":
                return one > two
            case _:
                return one >= two

    def _comparable(self, one: _Known, two: _Known) -> tuple[Formula, Formula]:
        """Return two values of one kind as whole numbers in their order."""
        if isinstance(one, _Day) and isinstance(two, _Day):
            return one.key, two.key
        if isinstance(one, _Amount) and isinstance(two, _Amount):
            scale = max(one.scale, two.scale)
            return one.at(scale), two.at(scale)
        return one, two

    def _begins(self, value: ex.Value, prefix: str) -> Formula:
        """Return that a text begins so: what is so of each text that occurs stands among the facts."""
        number = self._value(value, value)
        name = value.id if isinstance(value, ex.Item) else ""
        if not name or self.specification.item_by_id[name].type != "text":
            return z3.Or([number == self._text(text) for text in list(self._texts) if text.startswith(prefix)])
        if prefix not in self._prefixes:
            begins = z3.Function(f"begins with {prefix}", z3.IntSort(), z3.BoolSort())
            self.facts += [begins(place) == text.startswith(prefix) for text, place in self._texts.items()]
            for other, begins_with_other in self._prefixes.items():
                self.facts += [_together(begins, prefix, begins_with_other, other, text) for text in self._free_texts()]
            self._prefixes[prefix] = begins
        return self._prefixes[prefix](number)

    def _free_texts(self) -> Iterator[Formula]:
        return (self._values[item.id] for item in self.specification.items if item.type == "text")

    def _value(self, value: ex.Value, beside: ex.Value) -> _Known:
        """Return a value; a text `beside` a date is a date."""
        match value:
            case ex.Item(name):
                return self._values[name]
            case ex.Text(text):
                return _literal_day(text) if isinstance(self._date_of(beside), _Day) else z3.IntVal(self._text(text))
            case ex.Number(number):
                scale = max(-int(number.normalize().as_tuple().exponent), 0)
                return _Amount(z3.IntVal(int(number.scaleb(scale))), scale)
            case ex.Arithmetic(operator, left, right):
                return self._reckoned(operator, left, right)
            case ex.Call(name, arguments):
                return self._called(name, [self._day(argument) for argument in arguments])

    def _date_of(self, value: ex.Value) -> _Known | None:
        return self._value(value, value) if isinstance(value, ex.Item | ex.Call) else None

    def _day(self, value: ex.Value) -> _Day:
        day = _literal_day(value.value) if isinstance(value, ex.Text) else self._value(value, value)
        assert isinstance(day, _Day)  # noqa: S101 - the types of functions have been checked
        return day

    def _reckoned(self, operator: str, left: ex.Value, right: ex.Value) -> _Amount:
        one, two = self._value(left, left), self._value(right, right)
        assert isinstance(one, _Amount)  # noqa: S101 - only numbers are reckoned with
        assert isinstance(two, _Amount)  # noqa: S101
        if operator == "*":
            return _Amount(one.whole * two.whole, one.scale + two.scale)
        scale = max(one.scale, two.scale)
        return _Amount(one.at(scale) + two.at(scale) if operator == "+" else one.at(scale) - two.at(scale), scale)

    def _called(self, name: str, days: list[_Day]) -> _Known:
        schedule = self.specification.schedule
        match name:
            case "age_on":
                born, on = days
                return _Amount(on.year - born.year - z3.If(on.month_day < born.month_day, 1, 0), 0)
            case "year_start":
                (day,) = days
                return _Day(day.year - z3.If(day.month_day < schedule.first_month * 100, 1, 0), z3.IntVal(schedule.first_month * 100 + 1))
            case "period_end":
                (day,) = days
                return self._period_end(day)
            case _:  # today
                return self._today

    def _period_end(self, day: _Day) -> _Day:
        year, month_day = day.year, z3.IntVal(0)
        for month in range(12, 0, -1):
            later, last = divmod(month - 1 + self.specification.schedule.months_left(month), 12)
            end = z3.IntVal((last + 1) * 100 + _DAYS[last])
            if last + 1 == _FEBRUARY:
                end = end + z3.If(_is_leap(day.year + later), 1, 0)
            inside = day.month_day > month * 100
            beyond = day.month_day >= (month + 1) * 100
            year = z3.If(z3.And(inside, z3.Not(beyond)), day.year + later, year)
            month_day = z3.If(z3.And(inside, z3.Not(beyond)), end, month_day)
        return _Day(year, month_day)

    def _variable(self, name: str, kind: str) -> _Known:
        if kind == "date":
            return _day_variable(name)
        if kind in {"integer", "decimal"}:
            return _Amount(z3.Int(name), self.specification.item_by_id[name].scale or 0)
        return z3.Int(name)

    def _text(self, text: str) -> int:
        if text not in self._texts:
            self._texts[text] = len(self._texts)
            number = self._texts[text]
            self.facts += [begins(number) == text.startswith(prefix) for prefix, begins in self._prefixes.items()]
            free = [item for item in self.specification.items if item.type == "text"]
            self.facts += [self._values[item.id] != number for item in free if read(item, text, self.specification) != text]
        return self._texts[text]

    def _made_up(self, item: DataItem, number: int, taken: set[str], model: Formula) -> str:
        """Return a text for the item that does not occur, but begins as it should."""
        begins = [prefix for prefix, is_so in self._prefixes.items() if z3.is_true(model.eval(is_so(number), model_completion=True))]
        prefix = max(begins, key=len, default="")
        named = self.specification.format_by_id.get(item.format or "")
        if named:
            usual = named.conforms[0]
            start = prefix or usual[: len(usual) // 2]
            return next((text for text in texts(named.pattern, start) if text not in taken and has_format(text, named)), usual)
        stem = prefix if item.max_length else f"{prefix}{item.title} "
        return next(text for count in count_from(1) if (text := f"{stem}{count}") not in taken)


def _together(begins: Formula, prefix: str, begins_with_other: Formula, other: str, text: Formula) -> Formula:
    """Return how two beginnings of a text go together: the longer has the shorter in it, or a text cannot have both."""
    if prefix.startswith(other):
        return z3.Implies(begins(text), begins_with_other(text))
    if other.startswith(prefix):
        return z3.Implies(begins_with_other(text), begins(text))
    return z3.Not(z3.And(begins(text), begins_with_other(text)))


def _day_variable(name: str) -> _Day:
    return _Day(z3.Int(f"{name} year"), z3.Int(f"{name} month and day"))


def _items_in(value: ex.Value) -> Iterator[str]:
    return (part.id for part in ex.values_in(value) if isinstance(part, ex.Item))


def _literal_day(iso: str) -> _Day:
    return _Day(z3.IntVal(int(iso[:4])), z3.IntVal(int(iso[5:7]) * 100 + int(iso[8:])))


def _is_leap(year: Formula) -> Formula:
    return z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))


def _calendar(day: _Day) -> Iterator[Formula]:
    yield z3.And(day.year >= FIRST_YEAR, day.year <= LAST_YEAR)
    leap_day = _FEBRUARY * 100 + 29
    months = [
        z3.And(day.month_day > month * 100, day.month_day <= month * 100 + days + (month == _FEBRUARY))
        for month, days in enumerate(_DAYS, start=1)
    ]
    yield z3.Or(months)
    yield z3.Implies(day.month_day == leap_day, _is_leap(day.year))


def _int(formula: Formula, model: Formula) -> int:
    return int(model.eval(formula, model_completion=True).as_long())


def _iso(day: _Day, model: Formula) -> str:
    year, month_day = _int(day.year, model), _int(day.month_day, model)
    return f"{year:04}-{month_day // 100:02}-{month_day % 100:02}"
