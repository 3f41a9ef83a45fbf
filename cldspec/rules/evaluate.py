"""Conditions and calculations worked out for one row in Python: for the examples of a specification, not for returns."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from cldspec.model import Calculation, Specification
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

Row = Mapping[str, str | Decimal | None]
"""A canonical row by identifiers: texts, dates as yyyy-mm-dd, numbers as Decimal, None for a blank."""

OTHERWISE = "otherwise"
"""The condition of the last case of a calculation: none of those before holds."""


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
            return row.get(item.id) is None
        case In(value=value, options=options):
            return truth(Any(tuple(Compare("=", value, option) for option in options)), row, specification)
        case InTable(table=name):
            table = specification.table_by_id[name]
            rows = tuple(All(tuple(Compare("=", Item(key), Text(entry.get(key, ""))) for key in table.keys)) for entry in table.rows)
            return truth(Any(rows), row, specification)
        case StartsWith(value=value, prefix=prefix):
            text = result(value, row)
            return None if text is None else str(text).startswith(prefix.value)
        case Compare(operator=operator, left=left, right=right):
            return _compared(operator, result(left, row), result(right, row))


def result(value: Value, row: Row) -> str | Decimal | None:
    """Return the value for a row; None where it is unknown."""
    match value:
        case Item(id=name):
            return row.get(name)
        case Text(value=text):
            return text
        case Number(value=number):
            return number
        case Call(name="age_on", arguments=(born, on)):
            birth, day = result(born, row), result(on, row)
            if not isinstance(birth, str) or not isinstance(day, str):
                return None
            return Decimal(int(day[:4]) - int(birth[:4]) - (day[5:] < birth[5:]))
        case Call(name=name):
            raise ExpressionError(f"There is no function {name}.", "Use those in CONTRIBUTING.md.")
        case Arithmetic(operator=operator, left=left, right=right):
            return _reckoned(operator, result(left, row), result(right, row))


def calculate(calculation: Calculation, row: Row, specification: Specification) -> Decimal | None:
    """Return the result of a calculation for a row, rounded half up to its scale; None where it has none."""
    factors = {one.value: one.multiplier for one in calculation.multipliers.values} if calculation.multipliers else {}
    multiplier = factors.get(str(row.get(calculation.multipliers.item))) if calculation.multipliers else None
    for case in calculation.cases:
        if case.when == OTHERWISE or truth(parse(case.when), row, specification) is True:
            number = result(parse_value(case.value), {**row, "multiplier": multiplier}) if case.value else None
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
    try:
        match operator:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case _:
                return left / right
    except ArithmeticError:
        return None  # a division by nothing, or a number beyond all use
