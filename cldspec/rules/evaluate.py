"""Conditions and calculations evaluated for one row in Python: for the examples of a specification, not for returns.

This is the reference that every engine must agree with. A condition is compiled to a Python function once and then called
for each row. It returns TRUE, FALSE or unknown (None), as SQL does: a comparison with a blank or unreadable cell is unknown.
"""

import operator
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from cldspec.model import Calculation, Specification
from cldspec.rules import expression as ex
from cldspec.rules.cells import Cell, Unreadable

Row = Mapping[str, Cell]
"""A canonical row by identifiers; a missing key is a blank."""
Known = str | Decimal | None
"""A value; None where it is unknown."""
ConditionFunction = Callable[[Row], bool | None]
"""A compiled condition: TRUE, FALSE or unknown (None) for a row."""
ValueFunction = Callable[[Row], Known]
"""A compiled value."""

TODAY = "today()"
"""The key of a row that has today's date, for conditions that ask for it."""

OTHERWISE = "otherwise"
"""The condition of the last case of a calculation: no case before it applies."""
MULTIPLIER = "multiplier"
"""The name by which the cases of a calculation use the factor of the row."""
NOT_APPLICABLE = "n/a"
"""The result of a calculation that does not apply, as its examples write it."""

_COMPARISONS: dict[str, Callable[..., bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def truth(condition: ex.Condition, row: Row, specification: Specification) -> bool | None:
    """Return TRUE, FALSE or unknown (None) for a row. To evaluate many rows, compile the condition first."""
    return compiled(condition, specification)(row)


@lru_cache(maxsize=4096)
def compiled(condition: ex.Condition, specification: Specification) -> ConditionFunction:
    """Return a condition as a function of a row."""
    match condition:
        case ex.Truth(verdict):
            return lambda _: verdict
        case ex.Not(inner):
            return _negation(compiled(inner, specification))
        case ex.All(parts):
            return _conjunction([compiled(part, specification) for part in parts])
        case ex.Any(parts):
            return _disjunction([compiled(part, specification) for part in parts])
        case ex.IsBlank(ex.Item(name)):
            return lambda row: None if isinstance(cell := row.get(name), Unreadable) else cell is None
        case ex.In(value, options):
            texts = [option.value for option in options if isinstance(option, ex.Text)]
            if len(texts) == len(options):
                return _membership(compiled_value(value, specification), frozenset(texts))
            return compiled(ex.Any(tuple(ex.Compare("=", value, option) for option in options)), specification)
        case ex.InTable(name):
            table = specification.table_by_id[name]
            rows = frozenset(tuple(entry.get(key, "") for key in table.keys) for entry in table.rows)
            return _table_membership([compiled_value(ex.Item(key), specification) for key in table.keys], rows)
        case ex.StartsWith(value, ex.Text(prefix)):
            text_of = compiled_value(value, specification)
            return lambda row: None if (text := text_of(row)) is None else str(text).startswith(prefix)
        case ex.Compare(sign, left, right):
            return _comparison(_COMPARISONS[sign], compiled_value(left, specification), compiled_value(right, specification))


def evaluated(value: ex.Value, row: Row, specification: Specification) -> Known:
    """Return a value for a row. To evaluate many rows, compile it first."""
    return compiled_value(value, specification)(row)


def _negation(inner: ConditionFunction) -> ConditionFunction:
    return lambda row: None if (verdict := inner(row)) is None else not verdict


def _conjunction(parts: Sequence[ConditionFunction]) -> ConditionFunction:
    """FALSE if a part is FALSE; otherwise unknown if a part is unknown; otherwise TRUE."""

    def function(row: Row) -> bool | None:
        result: bool | None = True
        for part in parts:
            verdict = part(row)
            if verdict is False:
                return False
            if verdict is None:
                result = None
        return result

    return function


def _disjunction(parts: Sequence[ConditionFunction]) -> ConditionFunction:
    """TRUE if a part is TRUE; otherwise unknown if a part is unknown; otherwise FALSE."""

    def function(row: Row) -> bool | None:
        result: bool | None = False
        for part in parts:
            verdict = part(row)
            if verdict is True:
                return True
            if verdict is None:
                result = None
        return result

    return function


def _comparison(compare: Callable[..., bool], left_of: ValueFunction, right_of: ValueFunction) -> ConditionFunction:
    """Unknown if a value is unknown, or if a text would be compared with a number."""

    def function(row: Row) -> bool | None:
        left, right = left_of(row), right_of(row)
        if left is None or right is None or isinstance(left, str) != isinstance(right, str):
            return None
        return compare(left, right)

    return function


def _membership(value_of: ValueFunction, options: frozenset[str]) -> ConditionFunction:
    """The same as `=` with one option OR another, for texts."""

    def function(row: Row) -> bool | None:
        value = value_of(row)
        return value in options if isinstance(value, str) else None

    return function


def _table_membership(values_of: Sequence[ValueFunction], rows: frozenset[tuple[str, ...]]) -> ConditionFunction:
    """The same as one table row OR another, where a table row is `=` for one key AND another."""

    def function(row: Row) -> bool | None:
        values = tuple(value_of(row) for value_of in values_of)
        if all(isinstance(value, str) for value in values):
            return values in rows
        known = [index for index, value in enumerate(values) if isinstance(value, str)]
        return None if any(all(entry[index] == values[index] for index in known) for entry in rows) else False

    return function


def compiled_value(value: ex.Value, specification: Specification) -> ValueFunction:
    """Return a value as a function of a row."""
    match value:
        case ex.Item(name):
            return lambda row: None if isinstance(cell := row.get(name), Unreadable) else cell
        case ex.Text(constant) | ex.Number(constant):
            return lambda _: constant
        case ex.Call("today"):
            return compiled_value(ex.Item(TODAY), specification)
        case ex.Call(name, arguments):
            return _date_function(name, [compiled_value(argument, specification) for argument in arguments], specification)
        case ex.Arithmetic(sign, left, right):
            return _arithmetic(_ARITHMETIC[sign], compiled_value(left, specification), compiled_value(right, specification))


def _arithmetic(calculate: Callable[[Decimal, Decimal], Decimal], left_of: ValueFunction, right_of: ValueFunction) -> ValueFunction:
    def function(row: Row) -> Decimal | None:
        left, right = left_of(row), right_of(row)
        return calculate(left, right) if isinstance(left, Decimal) and isinstance(right, Decimal) else None

    return function


def _date_function(name: str, arguments: Sequence[ValueFunction], specification: Specification) -> ValueFunction:
    def function(row: Row) -> Known:
        values = [argument(row) for argument in arguments]
        if None in values:
            return None
        days = [value for value in values if isinstance(value, str)]
        return _called(name, days, next((int(value) for value in values if isinstance(value, Decimal)), 0), specification)

    return function


def _called(name: str, days: list[str], number: int, specification: Specification) -> str | Decimal:
    """Return the result of a function of dates yyyy-mm-dd, and perhaps a number."""
    year, month = int(days[0][:4]), int(days[0][5:7])
    first = specification.schedule.first_month
    match name:
        case "age_on":
            return Decimal(int(days[1][:4]) - year - (days[1][5:] < days[0][5:]))
        case "year_start":
            return f"{year - (month < first):04}-{first:02}-01"
        case "period_end":
            year, month = divmod(year * 12 + month - 1 + specification.schedule.months_left(month), 12)
            return f"{year:04}-{month + 1:02}-{monthrange(year, month + 1)[1]}"
        case "days_between":
            first_day, last_day = map(date.fromisoformat, days)
            return Decimal((last_day - first_day).days)
        case "add_days":
            return (date.fromisoformat(days[0]) + timedelta(number)).isoformat()
        case "add_years":
            last = monthrange(year + number, month)[1]
            return f"{year + number:04}-{month:02}-{min(int(days[0][8:]), last):02}"
        case _:
            raise ex.ExpressionError(f"There is no function {name}.", "Use those in docs/maintain.md.")


def calculate(calculation: Calculation, row: Row, specification: Specification) -> Decimal | None:
    """Return the result of a calculation for a row, rounded half up to its scale; None where it has none."""
    factors = {one.value: one.multiplier for one in calculation.multipliers.values} if calculation.multipliers else {}
    multiplier = factors.get(str(row.get(calculation.multipliers.item))) if calculation.multipliers else None
    for case in calculation.cases:
        if case.when == OTHERWISE or truth(ex.parse(case.when), row, specification) is True:
            if not case.value:
                return None
            number = compiled_value(ex.parse_value(case.value), specification)({**row, MULTIPLIER: multiplier})
            if not isinstance(number, Decimal):
                return None
            return number.quantize(Decimal(1).scaleb(-calculation.scale), ROUND_HALF_UP) if calculation.scale is not None else number
    return None
