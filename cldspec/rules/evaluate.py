"""Conditions and calculations worked out for one row in Python: for the examples of a specification, not for returns."""

from calendar import monthrange
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from cldspec.model import Calculation, Specification
from cldspec.rules.cells import Cell, Unreadable
from cldspec.rules.expression import (
    All,
    Any,
    Arithmetic,
    Call,
    Compare,
    Condition,
    ExpressionError,
    In,
    InTable,
    IsBlank,
    Item,
    Not,
    Number,
    StartsWith,
    Text,
    Truth,
    Value,
    parse,
    parse_value,
)

Row = Mapping[str, Cell]
"""A canonical row by identifiers; a key that is absent is a blank."""

TODAY = "today()"
"""The key of a row under which today's date stands, for conditions that ask for it."""

OTHERWISE = "otherwise"
"""The condition of the last case of a calculation: none of those before holds."""
MULTIPLIER = "multiplier"
"""The name by which the cases of a calculation use the factor of the row."""
NOT_APPLICABLE = "n/a"
"""The result of a calculation that does not apply, as its examples write it."""


def truth(condition: Condition, row: Row, specification: Specification) -> bool | None:
    """Return TRUE, FALSE or unknown (None) for a row, as SQL has it."""
    match condition:
        case Truth(value=value):
            return value
        case Not(condition=inner):
            verdict = truth(inner, row, specification)
            return None if verdict is None else not verdict
        case All(conditions=parts):
            verdicts = {truth(part, row, specification) for part in parts}
            return False if False in verdicts else None if None in verdicts else True
        case Any(conditions=parts):
            verdicts = {truth(part, row, specification) for part in parts}
            return True if True in verdicts else None if None in verdicts else False
        case IsBlank(item=item):
            cell = row.get(item.id)
            return None if isinstance(cell, Unreadable) else cell is None
        case In(value=value, options=options):
            return truth(Any(tuple(Compare("=", value, option) for option in options)), row, specification)
        case InTable(table=name):
            table = specification.table_by_id[name]
            rows = tuple(All(tuple(Compare("=", Item(key), Text(entry.get(key, ""))) for key in table.keys)) for entry in table.rows)
            return truth(Any(rows), row, specification)
        case StartsWith(value=value, prefix=prefix):
            text = result(value, row, specification)
            return None if text is None else str(text).startswith(prefix.value)
        case Compare(operator=operator, left=left, right=right):
            return _compared(operator, result(left, row, specification), result(right, row, specification))


def result(value: Value, row: Row, specification: Specification) -> str | Decimal | None:
    """Return the value for a row; None where it is unknown."""
    match value:
        case Item(id=name):
            cell = row.get(name)
            return None if isinstance(cell, Unreadable) else cell
        case Text(value=text):
            return text
        case Number(value=number):
            return number
        case Call(name="today"):
            return result(Item(TODAY), row, specification)
        case Call(name=name, arguments=arguments):
            days = [result(argument, row, specification) for argument in arguments]
            return _called(name, [day for day in days if isinstance(day, str)], specification) if None not in days else None
        case Arithmetic(operator=operator, left=left, right=right):
            return _reckoned(operator, result(left, row, specification), result(right, row, specification))


def _called(name: str, days: list[str], specification: Specification) -> str | Decimal:
    """Return the result of a function of dates yyyy-mm-dd."""
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
        case _:
            raise ExpressionError(f"There is no function {name}.", "Use those in CONTRIBUTING.md.")


def calculate(calculation: Calculation, row: Row, specification: Specification) -> Decimal | None:
    """Return the result of a calculation for a row, rounded half up to its scale; None where it has none."""
    factors = {one.value: one.multiplier for one in calculation.multipliers.values} if calculation.multipliers else {}
    multiplier = factors.get(str(row.get(calculation.multipliers.item))) if calculation.multipliers else None
    for case in calculation.cases:
        if case.when == OTHERWISE or truth(parse(case.when), row, specification) is True:
            number = result(parse_value(case.value), {**row, MULTIPLIER: multiplier}, specification) if case.value else None
            if not isinstance(number, Decimal):
                return None
            return number.quantize(Decimal(1).scaleb(-calculation.scale), ROUND_HALF_UP) if calculation.scale is not None else number
    return None


def _compared(operator: str, left: str | Decimal | None, right: str | Decimal | None) -> bool | None:
    if isinstance(left, str) and isinstance(right, str):
        order = (left > right) - (left < right)
    elif isinstance(left, Decimal) and isinstance(right, Decimal):
        order = int(left.compare(right))
    else:
        return None
    return {"=": order == 0, "<>": order != 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[operator]


def _reckoned(operator: str, left: str | Decimal | None, right: str | Decimal | None) -> Decimal | None:
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case _:
            return left * right
