"""Conditions and calculations as SQL, over columns whose cells have been read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from cldspec.model import Calculation, Specification
from cldspec.rules.evaluate import MULTIPLIER, OTHERWISE
from cldspec.rules.expression import (
    OPPOSITE,
    All,
    Any,
    Arithmetic,
    Call,
    Compare,
    Condition,
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
    both,
    parse,
    parse_value,
)
from cldspec.rules.tables import spelled_out
from cldspec.rules.targets.sql.dialect import Dialect
from cldspec.rules.types import kind_of


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the items of a row stand in SQL.

    `value` gives the column of an item's value by its identifier; `given` that of what was typed, or None where a cell
    that is filled has always been read. A cell that was typed and not read is neither blank nor known. `is_blank` is for
    those who can say more cheaply that an item is blank than by what was typed, and `called` for those who have what a
    function comes to at hand: it gives the column that takes the place of the SQL.
    """

    value: Callable[[str], str]
    given: Callable[[str], str | None]
    is_blank: Callable[[str], str] | None = None
    called: Callable[[str], str] | None = None

    def blank(self, name: str) -> str:
        """Return the condition that an item is blank."""
        return self.is_blank(name) if self.is_blank else f"{self.given(name) or self.value(name)} IS NULL"


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A number in SQL, multiplied by ten to the power of `scale`, so that it is whole where decimals are not exact."""

    sql: str
    scale: int

    def at(self, scale: int) -> str:
        """Return the number with a larger scale."""
        return self.sql if scale == self.scale else f"{self.sql} * {10 ** (scale - self.scale)}"


def condition(tree: Condition, specification: Specification, dialect: Dialect, columns: Columns, *, wanted: bool = True) -> str:
    """Return SQL that is TRUE where the condition is TRUE, or FALSE if that is wanted.

    Over a table of values only, it is FALSE and unknown where the condition is, too.
    """
    match tree:
        case Truth(value=value):
            return "1 = 1" if value is wanted else "1 = 0"
        case Not(condition=inner):
            return condition(inner, specification, dialect, columns, wanted=not wanted)
        case All(conditions=parts) | Any(conditions=parts):
            word = " AND " if isinstance(tree, All) is wanted else " OR "
            return word.join(_inside(part, specification, dialect, columns, wanted=wanted) for part in parts)
        case IsBlank(item=Item(id=name)):
            return columns.blank(name) if wanted else f"{columns.value(name)} IS NOT NULL"
        case InTable(table=table):
            listed = condition(spelled_out(table, specification), specification, dialect, columns)
            return listed if wanted else f"NOT ({listed})"
        case In(value=value, options=options):
            value_sql, *option_sql = _alike((value, *options), specification, dialect, columns)
            return f"{value_sql} {'IN' if wanted else 'NOT IN'} ({', '.join(option_sql)})"
        case StartsWith(value=value, prefix=prefix):
            begins = dialect.starts_with(_value(value, specification, dialect, columns), prefix.value)
            return begins if wanted else f"NOT ({begins})"
        case Compare(operator=operator, left=left, right=right):
            sign = operator if wanted else OPPOSITE[operator]
            return f" {sign} ".join(_alike((left, right), specification, dialect, columns))


def broken(when: Condition, expect: Condition, specification: Specification, dialect: Dialect, columns: Columns) -> str:
    """Return the condition that a row breaks a rule: `when` is TRUE and `expect` FALSE."""
    return condition(both(when, Not(expect)), specification, dialect, columns)


def kept(when: Condition, expect: Condition, specification: Specification, dialect: Dialect, columns: Columns) -> str:
    """Return the condition that a row keeps a rule: it is FALSE only for rows that break it, as a CHECK needs it."""
    return condition(expect if when == Truth(True) else Any((Not(when), expect)), specification, dialect, columns)


def calculated(calculation: Calculation, specification: Specification, dialect: Dialect, columns: Columns) -> str:
    """Return the result of a calculation in SQL; NULL where it has none."""
    cases: list[str] = []
    for case in calculation.cases:
        number = _number(parse_value(case.value), specification, dialect, columns, calculation) if case.value else None
        result = "NULL" if number is None else _rounded(number, calculation, dialect)
        if case.when == OTHERWISE:
            cases.append(f"ELSE {result}")
        else:
            cases.append(f"WHEN {condition(parse(case.when), specification, dialect, columns)} THEN {result}")
    return f"CASE {' '.join(cases)} END"


def _rounded(number: _Scaled, calculation: Calculation, dialect: Dialect) -> str:
    if calculation.scale is None:
        return number.sql if dialect.exact_numbers else f"({number.sql}) / {10**number.scale}.0"
    if dialect.exact_numbers:
        return dialect.rounded(number.sql, calculation.scale)
    surplus = number.scale - calculation.scale
    if surplus <= 0:
        return f"({number.sql}) / {10**number.scale}.0"
    half = 5 * 10 ** (surplus - 1)
    whole = f"(ABS({number.sql}) + {half}) / {10**surplus} * (CASE WHEN {number.sql} < 0 THEN -1 ELSE 1 END)"
    return f"{whole} / {10**calculation.scale}.0"


def _inside(part: Condition, specification: Specification, dialect: Dialect, columns: Columns, *, wanted: bool) -> str:
    """Return a part of a longer condition, in brackets where it has parts of its own."""
    text = condition(part, specification, dialect, columns, wanted=wanted)
    while isinstance(part, Not):
        part, wanted = part.condition, not wanted
    has_parts = isinstance(part, All | Any) or (isinstance(part, InTable) and wanted)
    return f"({text})" if has_parts else text


def _alike(values: tuple[Value, ...], specification: Specification, dialect: Dialect, columns: Columns) -> list[str]:
    """Return values that are compared with each other, of one kind: a text beside a date is a date."""
    kinds = {kind_of(value, specification) for value in values}
    if "number" in kinds:
        numbers = [_number(value, specification, dialect, columns) for value in values]
        scale = max(number.scale for number in numbers)
        return [number.at(scale) for number in numbers]
    is_date = "date" in kinds
    return [
        dialect.date(value.value) if is_date and isinstance(value, Text) else _value(value, specification, dialect, columns)
        for value in values
    ]


def _value(value: Value, specification: Specification, dialect: Dialect, columns: Columns) -> str:
    """Return a text or a date, or a number where it is a column."""
    match value:
        case Item(id=name):
            return columns.value(name)
        case Text(value=text):
            return dialect.text(text)
        case Number() | Arithmetic():
            return _number(value, specification, dialect, columns).sql
        case Call(name=name, arguments=arguments):
            inside = replace(columns, called=None)
            dates = [
                dialect.date(argument.value) if isinstance(argument, Text) else _value(argument, specification, dialect, inside)
                for argument in arguments
            ]
            called = _called(name, dates, specification, dialect)
            return columns.called(called) if columns.called else called


def _called(name: str, dates: list[str], specification: Specification, dialect: Dialect) -> str:
    schedule = specification.schedule
    match name:
        case "age_on":
            born, on = dates
            before = " < ".join(f"{dialect.month(date)} * 100 + {dialect.day(date)}" for date in (on, born))
            return f"({dialect.year(on)} - {dialect.year(born)} - CASE WHEN {before} THEN 1 ELSE 0 END)"
        case "year_start":
            (date,) = dates
            year = f"{dialect.year(date)} - CASE WHEN {dialect.month(date)} < {schedule.first_month} THEN 1 ELSE 0 END"
            return dialect.first_of(year, schedule.first_month)
        case "period_end":
            (date,) = dates
            months = " ".join(f"WHEN {month} THEN {schedule.months_left(month)}" for month in range(1, 13))
            return dialect.month_end(date, f"CASE {dialect.month(date)} {months} END")
        case _:  # today
            return dialect.today()


def _number(
    value: Value, specification: Specification, dialect: Dialect, columns: Columns, calculation: Calculation | None = None
) -> _Scaled:
    """Return a number; `calculation` is the one in whose cases it stands, if any."""
    match value:
        case Item(id=name) if calculation is not None and calculation.multipliers is not None and name == MULTIPLIER:
            factors = {one.value: one.multiplier for one in calculation.multipliers.values}
            scale = 0 if dialect.exact_numbers else max(_places(factor) for factor in factors.values())
            cases = " ".join(f"WHEN {dialect.text(text)} THEN {dialect.number(factor.scaleb(scale))}" for text, factor in factors.items())
            return _Scaled(f"CASE {columns.value(calculation.multipliers.item)} {cases} END", scale)
        case Item(id=name):
            places = specification.item_by_id[name].scale or 0
            if dialect.exact_numbers or not places:
                return _Scaled(columns.value(name), 0)
            return _Scaled(f"CAST(ROUND({columns.value(name)} * {10**places}) AS INTEGER)", places)
        case Number(value=number):
            places = 0 if dialect.exact_numbers else _places(number)
            return _Scaled(dialect.number(number.scaleb(places)), places)
        case Arithmetic(operator=operator, left=left, right=right):
            one, two = (_number(part, specification, dialect, columns, calculation) for part in (left, right))
            if operator == "*":
                return _Scaled(f"({one.sql} * {two.sql})", one.scale + two.scale)
            scale = max(one.scale, two.scale)
            return _Scaled(f"({one.at(scale)} {operator} {two.at(scale)})", scale)
        case Text() | Call():
            return _Scaled(_value(value, specification, dialect, columns), 0)


def _places(number: Decimal) -> int:
    """Return the digits after the point of a number, without zeros at its end."""
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
