"""The formulas for one row of a worksheet: conditions, values, and whether a cell is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cldspec.model import Calculation, Case, DataItem, Multipliers, Specification
from cldspec.rules import expression as ex
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR, WHOLE_DIGITS, read, takes_any_text
from cldspec.rules.evaluate import MULTIPLIER, OTHERWISE
from cldspec.rules.tables import spelled_out
from cldspec.rules.targets.excel.cell import is_unreadable_text
from cldspec.rules.targets.excel.formula import (
    Formula,
    all_of,
    any_of,
    date_literal,
    has_format,
    is_in,
    joined_values,
    product,
    text_literal,
    total,
)
from cldspec.rules.types import kind_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """The references to cells that formulas use.

    `cell` gives the cell of an item. `values` and `spellings` give the cell with the joined
    values of a code list, `values` in lower case. `factor` is the cell of a calculation's multiplier. Without it, formulas
    contain the multipliers themselves.
    """

    cell: Callable[[str], str]
    values: Callable[[str], str]
    spellings: Callable[[str], str]
    factor: str | None = None


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes the formulas for one row of a worksheet."""

    specification: Specification
    sheet: Sheet

    def condition(self, tree: ex.Condition, *, outcome: bool = True) -> Formula:
        """Return a formula that is TRUE where the condition has this outcome, and FALSE elsewhere."""
        match tree:
            case ex.Truth(value):
                return Formula() if value is outcome else Formula(("FALSE",))
            case ex.Not(inner):
                return self.condition(inner, outcome=not outcome)
            case ex.All(parts) | ex.Any(parts):
                formulas = [self.condition(part, outcome=outcome) for part in parts]
                return all_of(formulas) if isinstance(tree, ex.All) is outcome else any_of(formulas)
            case ex.IsBlank(ex.Item(name)):
                return Formula((f'{self.text(name)}=""',)) if outcome else self.known(name)
            case ex.InTable(table):
                return self.condition(spelled_out(table, self.specification), outcome=outcome)
            case ex.In(value, options):
                return self.condition(ex.Any(tuple(ex.Compare("=", value, option) for option in options)), outcome=outcome)
            case ex.StartsWith(value, prefix):
                return self._starts_with(value, prefix.value, outcome=outcome)
            case ex.Compare(operator, left, right):
                return self._compared(operator if outcome else ex.OPPOSITE[operator], left, right)

    def text(self, name: str) -> str:
        """Return the formula of the text in an item's cell."""
        return f"TRIM({self.sheet.cell(name)})"

    def known(self, name: str) -> Formula:
        """Return the formula that an item's cell is known: it has a value of the item."""
        item, cell, text = self.specification.item_by_id[name], self.sheet.cell(name), self.text(name)
        if item.code_list:
            joined_values(self.specification.code_list_by_id[item.code_list])  # raises UnsupportedError for a list that no cell can hold
            return Formula((is_in(f"LOWER({text})", self.sheet.values(item.code_list)),))
        match item.type:
            case "date":
                first, last = date_literal(date(FIRST_YEAR, 1, 1)), date_literal(date(LAST_YEAR, 12, 31))
                return Formula((f"IFERROR(INT({cell})={cell},FALSE)", f"{cell}>={first}", f"{cell}<={last}"))
            case "integer" | "decimal":
                is_short = f"(ABS({cell})<10^{WHOLE_DIGITS})*(ROUND({cell},{item.scale or 0})={cell})"
                return Formula((f"ISNUMBER({cell})", f"IFERROR({is_short},0)"))
            case _:
                limits = self._text_limits(item) or [Formula((f'{text}<>""',))]
                if takes_any_text(item):
                    limits.append(Formula((f"NOT({is_unreadable_text(item, cell, text, self.specification)})",)))
                return all_of(limits)

    def is_exact_spelling(self, name: str) -> str:
        """Return the formula that a cell, without spaces at either end, is exactly a value of the item's list."""
        text = self.text(name)
        spellings = self.sheet.spellings(self.specification.item_by_id[name].code_list or "")
        return product([is_in(text, spellings), f"ISNUMBER(FIND({text},{self.sheet.cell(name)}))"])

    def by_case(self, calculation: Calculation, formula_of: Callable[[Case], str]) -> str:
        """Return the formula that gives what `formula_of` returns for the first case whose condition is TRUE; "" if there is none."""
        formula = '""'
        for case in reversed(calculation.cases):
            result = formula_of(case)
            formula = result if case.when == OTHERWISE else f"IF({self.condition(ex.parse(case.when))},{result},{formula})"
        return formula

    def result(self, value: ex.Value, needed: Iterable[str], calculation: Calculation) -> str:
        """Return the formula of the result of a case of a calculation; it gives "" if a cell that the case needs is not known."""
        known = all_of(self.known(name) for name in needed)
        number = self._value(value, calculation.multipliers)
        return f'IF({known},{number if calculation.scale is None else f"ROUND({number},{calculation.scale})"},"")'

    def _text_limits(self, item: DataItem) -> list[Formula]:
        """Return the formulas that a text has its format and is not too long, as far as the item demands it."""
        cell, text = self.sheet.cell(item.id), self.text(item.id)
        named = self.specification.format_by_id.get(item.format or "")
        formulas = [has_format(cell, text, named)] if named else []
        if item.max_length is not None:
            beyond = f"MID({cell},FIND(LEFT({text}),{cell})+{item.max_length},LEN({cell}))"
            formulas.append(Formula((f'{text}<>""',), (f'TRIM({beyond})=""',)))
        return formulas

    def _starts_with(self, value: ex.Value, prefix: str, *, outcome: bool) -> Formula:
        if not isinstance(value, ex.Item) or kind_of(value, self.specification) != "text":
            raise ex.UnsupportedError("LIKE on something that is not text")
        values = self.specification.values_of(value.id)
        if values is not None:
            options = tuple(ex.Text(option) for option in values if option.startswith(prefix))
            return self.condition(ex.In(value, options), outcome=outcome)
        begins = f"EXACT(LEFT({self.text(value.id)},{len(prefix)}),{text_literal(prefix)})"
        return all_of([self.known(value.id), Formula((begins if outcome else f"NOT({begins})",))])

    def _compared(self, operator: str, left: ex.Value, right: ex.Value) -> Formula:
        if {"date", "number"} & {kind_of(value, self.specification) for value in (left, right)}:
            parts = [part for value in (left, right) for part in ex.values_in(value)]
            known = all_of(self.known(part.id) for part in parts if isinstance(part, ex.Item))
            test = (f"{self._rounded_operand(left)}{operator}{self._rounded_operand(right)}",)
            may_fail = any(isinstance(part, ex.Arithmetic) or (isinstance(part, ex.Call) and part.arguments) for part in parts)
            return all_of([known, Formula((), test) if may_fail else Formula(test)])
        if operator not in {"=", "<>"}:
            raise ex.UnsupportedError("a comparison of texts by order")
        items = [self.specification.item_by_id[value.id] for value in (left, right) if isinstance(value, ex.Item)]
        if len({item.code_list for item in items}) > 1:
            raise ex.UnsupportedError("a comparison of values from different code lists")
        first, second = (self._text_operand(value) for value in (left, right))
        if items[0].code_list:
            test = (f"{first}{operator}{second}",)
        else:
            test = (f"EXACT({first},{second})" if operator == "=" else f"NOT(EXACT({first},{second}))",)
        if operator == "=" and any(isinstance(value, ex.Text) and self._is_value(items[0], value.value) for value in (left, right)):
            return Formula(test)  # a cell that equals a value is known
        return all_of([*(self.known(item.id) for item in items), Formula(test)])

    def _text_operand(self, value: ex.Value) -> str:
        """Return the formula of a text that is compared."""
        match value:
            case ex.Item(name):
                return self.text(name)
            case ex.Text(text):
                return text_literal(text)
            case _:
                raise ex.UnsupportedError("a comparison of a text with something else")

    def _is_value(self, item: DataItem, text: str) -> bool:
        """Say whether a text is exactly a value of the item."""
        return read(item, text, self.specification) == text

    def _rounded_operand(self, value: ex.Value) -> str:
        """Return the formula of a date or number that is compared, rounded so that binary fractions do not matter."""
        scale = self._scale(value)
        return f"ROUND({self._value(value)},{scale})" if scale and isinstance(value, ex.Arithmetic) else self._value(value)

    def _value(self, value: ex.Value, multipliers: Multipliers | None = None) -> str:
        """Return the formula of a date or a number."""
        match value:
            case ex.Item(name) if multipliers and name == MULTIPLIER:
                return self._multiplier(multipliers)
            case ex.Item(name):
                return self.sheet.cell(name)
            case ex.Text(iso):
                return date_literal(date.fromisoformat(iso))
            case ex.Number(number):
                return f"{number:f}"
            case ex.Call(name, arguments):
                return self._call(name, [self._value(argument) for argument in arguments])
            case ex.Arithmetic(operator, left, right):
                first, second = self._value(left, multipliers), self._value(right, multipliers)
                if operator == "*" and isinstance(left, ex.Arithmetic) and left.operator != "*":
                    first = f"({first})"
                if operator != "+" and isinstance(right, ex.Arithmetic) and (operator, right.operator) != ("*", "*"):
                    second = f"({second})"
                return f"{first}{operator}{second}"

    def _call(self, name: str, dates: list[str]) -> str:
        schedule = self.specification.schedule
        match name:
            case "age_on":
                born, on = dates
                before = "<".join(f"100*MONTH({day})+DAY({day})" for day in (on, born))
                return f"(YEAR({on})-YEAR({born})-({before}))"
            case "year_start":
                (day,) = dates
                return f"DATE(YEAR({day})-(MONTH({day})<{schedule.first_month}),{schedule.first_month},1)"
            case "period_end":
                (day,) = dates
                length = schedule.months
                return f"DATE(YEAR({day}),MONTH({day})+{length}-MOD(MONTH({day})-{schedule.first_month},{length}),0)"
            case "today":
                return "TODAY()"
            case _:
                raise ex.UnsupportedError(f"the function {name}")

    def _multiplier(self, multipliers: Multipliers) -> str:
        """Return the formula of the multiplier of a row whose value is known. Values with the same multiplier share one test."""
        if self.sheet.factor:
            return self.sheet.factor
        text, values = self.text(multipliers.item), multipliers.values
        *earlier, last = dict.fromkeys(entry.multiplier for entry in values)
        formula = f"{last:f}"
        for factor in reversed(earlier):
            is_value = total([f"{text}={text_literal(entry.value)}" for entry in values if entry.multiplier == factor])
            formula = f"IF({is_value},{factor:f},{formula})"
        return formula

    def _scale(self, value: ex.Value) -> int:
        """Return the most decimal places that a number can have."""
        match value:
            case ex.Item(name):
                return self.specification.item_by_id[name].scale or 0
            case ex.Number(number):
                return _decimal_places(number)
            case ex.Arithmetic(operator, left, right):
                scales = (self._scale(left), self._scale(right))
                return sum(scales) if operator == "*" else max(scales)
            case ex.Text() | ex.Call():
                return 0


def _decimal_places(number: Decimal) -> int:
    """Return the decimal places of a number, not counting zeros at its end."""
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
