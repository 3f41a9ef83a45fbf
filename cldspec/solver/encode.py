"""Conditions as formulas for the Z3 solver, with SQL's TRUE, FALSE and unknown.

An item has a value, and a flag that says whether it is blank. Texts are represented by whole numbers, from a table of all texts
that occur. Unreadable cells are left out, because a row that has one breaks a rule anyway.
"""

from collections.abc import Iterator
from decimal import Decimal

import z3

from cldspec.model import DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.cells import Cell
from cldspec.rules.evaluate import TODAY, Row
from cldspec.rules.tables import spelled_out
from cldspec.solver.quantities import (
    Amount,
    Day,
    age_on,
    combined,
    day_number,
    day_variable,
    iso_date,
    literal_amount,
    literal_day,
    period_end,
    year_start,
)
from cldspec.solver.texts import Choice, FreeText, Texts, equal
from cldspec.solver.z3_solver import Formula, Model, all_of, any_of, negation

_Variable = Day | Amount | Choice | FreeText


class Encoding:
    """The variables of one row of a specification, and the formulas over them."""

    def __init__(self, specification: Specification) -> None:
        self.specification = specification
        self._today = day_variable(TODAY)
        self._texts = Texts(specification)
        self._blank = {item.id: z3.Bool(f"{item.id} is blank") for item in specification.items}
        self._present = {name: negation(flag) for name, flag in self._blank.items()}
        self._literals: dict[tuple[str, Cell], list[Formula]] = {}
        self._facts: list[Formula] = []
        self._values: dict[str, _Variable] = {TODAY: self._today} | {item.id: self._variable(item) for item in specification.items}

    def limits(self) -> Iterator[Formula]:
        """Yield what holds for every row whose cells are readable: values are in their lists, dates in the calendar."""
        for value in self._values.values():
            yield from value.limits()

    def new_facts(self) -> list[Formula]:
        """Return what texts and literals mean that have occurred since the last call. It belongs to every question."""
        facts = [*self._facts, *self._texts.facts]
        self._facts.clear()
        self._texts.facts.clear()
        return facts

    def equals(self, name: str, cell: Cell) -> Formula:
        """Return that an item, or today(), has a value, or is blank."""
        code = self._code(name, cell)
        if code is None:
            return self._blank[name]
        same = self._values[name].equals(code)
        return same if name == TODAY else all_of([self._present[name], same])

    def literals(self, name: str, cell: Cell) -> list[Formula]:
        """Return literals that imply that an item, or today(), has a value, or is blank. `new_facts` gives them their meaning."""
        if (name, cell) not in self._literals:
            code = self._code(name, cell)
            if code is None:
                self._literals[name, cell] = [self._blank[name]]
            else:
                present = [] if name == TODAY else [self._present[name]]
                self._literals[name, cell] = [*present, *self._value_literals(name, code)]
        return self._literals[name, cell]

    def _value_literals(self, name: str, code: int) -> list[Formula]:
        value = self._values[name]
        if isinstance(value, Choice) and code in value.numbers:
            return value.literals(code)
        literal = z3.Bool(f"{name} is {code}")
        self._facts.append(z3.Implies(literal, value.equals(code)))
        return [literal]

    def _code(self, name: str, cell: Cell) -> int | None:
        """Return the whole number by which the solver knows a cell; None for a blank.

        It is the number of a text in the table of texts, a date such as 20260401, or a number shifted by its scale.
        """
        value = self._values[name]
        if cell is None:
            return None
        if isinstance(value, Day):
            return day_number(str(cell))
        return int(Decimal(str(cell)).scaleb(value.scale)) if isinstance(value, Amount) else self._texts.number(str(cell))

    def range_of(self, name: str) -> tuple[Formula, int] | None:
        """Return a date or a number as a whole number, and the least that it can be; None for a text."""
        value = self._values[name]
        return (value.key, value.least) if isinstance(value, Day | Amount) else None

    def code_in(self, model: Model, name: str) -> int:
        """Return the whole number of a date, a number or a text in a model."""
        return self._values[name].read(model)

    def cell(self, name: str, code: int) -> Cell:
        """Return the date or the number, or the text of the table, that has a whole number."""
        value = self._values[name]
        if isinstance(value, Day):
            return iso_date(code)
        return Decimal(code).scaleb(-value.scale) if isinstance(value, Amount) else self._texts.text(code)

    def row(self, model: Model) -> Row:
        """Return the row of a model as values, today() among its cells. A text that has no number is made up."""
        made_up: dict[int, str] = {}
        present = [name for name in self._values if name == TODAY or not model.is_true(self._blank[name])]
        codes = {name: self.code_in(model, name) for name in present}
        free = [item for item in self.specification.items if item.type == "text" and item.id in codes]
        for item in sorted(free, key=lambda item: (item.format is None, item.max_length is None)):  # the strictest item makes the text
            code = codes[item.id]
            if code not in made_up and not self._texts.has(code):
                made_up[code] = self._texts.made_up(item, code, made_up.values(), model)
        texts = {item.id: made_up[codes[item.id]] for item in free if codes[item.id] in made_up}
        return {name: texts.get(name) or self.cell(name, codes[name]) if name in codes else None for name in self._values}

    def formula(self, tree: ex.Condition, verdict: bool = True) -> Formula:  # noqa: FBT001, FBT002 - TRUE or FALSE
        """Return that a condition is TRUE, or that it is FALSE. Neither holds if it is unknown."""
        match tree:
            case ex.Truth(value):
                return z3.BoolVal(value == verdict)
            case ex.Not(inner):
                return self.formula(inner, not verdict)
            case ex.All(parts) | ex.Any(parts):
                formulas = [self.formula(part, verdict) for part in parts]
                return all_of(formulas) if isinstance(tree, ex.All) == verdict else any_of(formulas)
            case ex.IsBlank(ex.Item(name)):
                return (self._blank if verdict else self._present)[name]
            case ex.InTable(table):
                return self.formula(spelled_out(table, self.specification), verdict)
            case ex.In(value, options) if all(isinstance(option, ex.Text | ex.Number) for option in options):
                return self._decided((value,), any_of([self._compared("=", value, option) for option in options]), verdict)
            case ex.In(value, options):
                return self.formula(ex.Any(tuple(ex.Compare("=", value, option) for option in options)), verdict)
            case ex.StartsWith(value, prefix):
                return self._decided((value,), self._begins(value, prefix.value), verdict)
            case ex.Compare(operator, left, right):
                return self._decided((left, right), self._compared(operator, left, right), verdict)

    def _decided(self, values: tuple[ex.Value, ...], formula: Formula, verdict: bool) -> Formula:  # noqa: FBT001 - as above
        """Return that a formula about values has a verdict: it has none if one of the values is blank."""
        present = [self._present[name] for value in values for name in _items_in(value)]
        return all_of([*present, formula if verdict else negation(formula)])

    def _compared(self, operator: str, left: ex.Value, right: ex.Value) -> Formula:
        first, second = self._operand(left, right), self._operand(right, left)
        if isinstance(first, Day) and isinstance(second, Day):
            return _in_order(operator, first.key, second.key)
        if isinstance(first, Amount) and isinstance(second, Amount):
            scale = max(first.scale, second.scale)
            return _in_order(operator, first.at(scale), second.at(scale))
        assert not isinstance(first, Day | Amount)  # noqa: S101 - only values of one kind are compared
        assert not isinstance(second, Day | Amount)  # noqa: S101
        same = equal(first, second)
        return same if operator == "=" else negation(same)

    def _begins(self, value: ex.Value, prefix: str) -> Formula:
        text = self._operand(value, value)
        assert not isinstance(text, Day | Amount)  # noqa: S101 - only texts have a beginning
        return self._texts.begins(text, prefix)

    def _operand(self, value: ex.Value, compared_with: ex.Value) -> _Variable | int:
        """Return a value. A text that is written out is a date if it is compared with one, and a number of the table otherwise."""
        match value:
            case ex.Item(name):
                return self._values[name]
            case ex.Text(text):
                return literal_day(text) if self._is_day(compared_with) else self._texts.number(text)
            case ex.Number(number):
                return literal_amount(number)
            case ex.Arithmetic(operator, left, right):
                return combined(operator, self._amount(left), self._amount(right))
            case ex.Call(name, arguments):
                return self._called(name, [self._day(argument) for argument in arguments])

    def _is_day(self, value: ex.Value) -> bool:
        return isinstance(value, ex.Item | ex.Call) and isinstance(self._operand(value, value), Day)

    def _day(self, value: ex.Value) -> Day:
        day = literal_day(value.value) if isinstance(value, ex.Text) else self._operand(value, value)
        assert isinstance(day, Day)  # noqa: S101 - the types of functions have been checked
        return day

    def _amount(self, value: ex.Value) -> Amount:
        amount = self._operand(value, value)
        assert isinstance(amount, Amount)  # noqa: S101 - as above
        return amount

    def _called(self, name: str, days: list[Day]) -> Day | Amount:
        match name:
            case "age_on":
                return age_on(*days)
            case "year_start":
                return year_start(days[0], self.specification.schedule)
            case "period_end":
                return period_end(days[0], self.specification.schedule)
            case _:  # today
                return self._today

    def _variable(self, item: DataItem) -> _Variable:
        if item.type == "date":
            return day_variable(item.id)
        if item.type in {"integer", "decimal"}:
            return Amount(z3.Int(item.id), item.scale or 0)
        return self._texts.of_item(item)


def _in_order(operator: str, first: Formula, second: Formula) -> Formula:
    """Return how two whole numbers compare."""
    match operator:
        case "=":
            return first == second
        case "<>":
            return first != second
        case "<":
            return first < second
        case "<=":
            return first <= second
        case ">":
            return first > second
        case _:
            return first >= second


def _items_in(value: ex.Value) -> Iterator[str]:
    return (part.id for part in ex.values_in(value) if isinstance(part, ex.Item))
