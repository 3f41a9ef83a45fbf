"""Conditions and calculations as SQL, over columns of values."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from cldspec.model import Calculation, Specification
from cldspec.rules import expression as ex
from cldspec.rules.evaluate import MULTIPLIER, OTHERWISE
from cldspec.rules.tables import spelled_out
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.types import kind_of


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a row's items in SQL. Each field is a function of the item's identifier, but for the last.

    A cell that was typed but could not be read has no value, and is not blank either: the item is unknown.
    """

    value: Callable[[str], str]
    """The column of the item's value."""
    as_typed: Callable[[str], str | None]
    """The column of the cell as typed; None where every cell that is not blank has a value."""
    blank_condition: Callable[[str], str] | None = None
    """The condition that the item is blank, where there is a faster one than that the cell as typed is NULL."""
    call_column: Callable[[str], str] | None = None
    """The column that has the result of a function, by the SQL of its call, where results are worked out beforehand."""

    def is_blank(self, name: str) -> str:
        """Return the condition that an item is blank."""
        return self.blank_condition(name) if self.blank_condition else f"{self.as_typed(name) or self.value(name)} IS NULL"


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with up to `decimals` decimal places, in SQL.

    `scale` is as many where decimals are not exact, and zero elsewhere: the SQL is the number times ten to the power of it.
    """

    sql: str
    decimals: int
    scale: int

    def at_scale(self, scale: int) -> str:
        """Return the number times ten to the power of another scale, which is not smaller."""
        return self.sql if scale == self.scale else f"{self.sql} * {10 ** (scale - self.scale)}"


def condition(tree: ex.Condition, specification: Specification, database: Database, columns: Columns, *, outcome: bool = True) -> str:
    """Return SQL that is TRUE where the condition has this outcome.

    In the typed table, where no cell is unreadable, it is also FALSE where the condition has the opposite outcome, and NULL
    where the condition is unknown.
    """
    match tree:
        case ex.Truth(value):
            return "1 = 1" if value is outcome else "1 = 0"
        case ex.Not(inner):
            return condition(inner, specification, database, columns, outcome=not outcome)
        case ex.All(parts) | ex.Any(parts):
            word = " AND " if isinstance(tree, ex.All) is outcome else " OR "
            return word.join(_inside(part, specification, database, columns, outcome=outcome) for part in parts)
        case ex.IsBlank(ex.Item(name)):
            return columns.is_blank(name) if outcome else f"{columns.value(name)} IS NOT NULL"
        case ex.InTable(table):
            listed = condition(spelled_out(table, specification), specification, database, columns)
            return listed if outcome else f"NOT ({listed})"
        case ex.In(value, options):
            value_sql, *option_sql = _comparable((value, *options), specification, database, columns)
            return f"{value_sql} {'IN' if outcome else 'NOT IN'} ({', '.join(option_sql)})"
        case ex.StartsWith(value, prefix):
            starts = database.starts_with(_value(value, specification, database, columns), prefix.value)
            return starts if outcome else f"NOT ({starts})"
        case ex.Compare(operator, left, right):
            sign = operator if outcome else ex.OPPOSITE[operator]
            return f" {sign} ".join(_comparable((left, right), specification, database, columns))


def breaks_rule(when: ex.Condition, expect: ex.Condition, specification: Specification, database: Database, columns: Columns) -> str:
    """Return the condition that a row breaks a rule: `when` is TRUE and `expect` is FALSE."""
    return condition(ex.both(when, ex.Not(expect)), specification, database, columns)


def passes_rule(when: ex.Condition, expect: ex.Condition, specification: Specification, database: Database, columns: Columns) -> str:
    """Return the condition of a CHECK constraint for a rule: it is FALSE only for rows that break the rule."""
    return condition(expect if when == ex.Truth(True) else ex.Any((ex.Not(when), expect)), specification, database, columns)


def calculated(calculation: Calculation, specification: Specification, database: Database, columns: Columns) -> str:
    """Return the result of a calculation; NULL where it has none."""
    cases: list[str] = []
    for case in calculation.cases:
        number = _number(ex.parse_value(case.value), specification, database, columns, calculation) if case.value else None
        result = "NULL" if number is None else _rounded(number, calculation, database)
        if case.when == OTHERWISE:
            cases.append(f"ELSE {result}")
        else:
            cases.append(f"WHEN {condition(ex.parse(case.when), specification, database, columns)} THEN {result}")
    return f"CASE {' '.join(cases)} END"


def value(tree: ex.Value, specification: Specification, database: Database, columns: Columns) -> str:
    """Return a value as a text, a date or a number."""
    if kind_of(tree, specification) != "number":
        return _value(tree, specification, database, columns)
    number = _number(tree, specification, database, columns)
    return f"({number.sql}) / {10**number.scale}.0" if number.scale else number.sql


def in_units(tree: ex.Value, specification: Specification, database: Database, columns: Columns) -> tuple[str, int]:
    """Return a number as a whole number of units, and how many decimal places a unit has: 1.50 is 150 units of two places."""
    number = _number(tree, specification, database, columns)
    if not database.has_exact_decimals:
        return number.sql, number.decimals
    return f"CAST({number.sql}{f' * {10**number.decimals}' if number.decimals else ''} AS BIGINT)", number.decimals


def _rounded(number: _Number, calculation: Calculation, database: Database) -> str:
    if calculation.scale is None:
        return number.sql if database.has_exact_decimals else f"({number.sql}) / {10**number.scale}.0"
    if database.has_exact_decimals:
        return database.rounded(number.sql, calculation.scale)
    surplus = number.scale - calculation.scale
    if surplus <= 0:
        return f"({number.sql}) / {10**number.scale}.0"
    half = 5 * 10 ** (surplus - 1)
    whole = f"(ABS({number.sql}) + {half}) / {10**surplus} * (CASE WHEN {number.sql} < 0 THEN -1 ELSE 1 END)"
    return f"{whole} / {10**calculation.scale}.0"


def _inside(part: ex.Condition, specification: Specification, database: Database, columns: Columns, *, outcome: bool) -> str:
    """Return a part of a longer condition, in brackets where it has parts of its own."""
    text = condition(part, specification, database, columns, outcome=outcome)
    while isinstance(part, ex.Not):
        part, outcome = part.condition, not outcome
    has_parts = isinstance(part, ex.All | ex.Any) or (isinstance(part, ex.InTable) and outcome)
    return f"({text})" if has_parts else text


def _comparable(values: tuple[ex.Value, ...], specification: Specification, database: Database, columns: Columns) -> list[str]:
    """Return values that are compared with each other, all of one kind: a text that is compared with a date is a date."""
    kinds = {kind_of(value, specification) for value in values}
    if "number" in kinds:
        numbers = [_number(value, specification, database, columns) for value in values]
        scale = max(number.scale for number in numbers)
        return [number.at_scale(scale) for number in numbers]
    is_date = "date" in kinds
    return [
        database.date(value.value) if is_date and isinstance(value, ex.Text) else _value(value, specification, database, columns)
        for value in values
    ]


def _value(value: ex.Value, specification: Specification, database: Database, columns: Columns) -> str:
    """Return a value as a text, a date or a number."""
    match value:
        case ex.Item(name):
            return columns.value(name)
        case ex.Text(text):
            return database.text(text)
        case ex.Number() | ex.Arithmetic():
            return _number(value, specification, database, columns).sql
        case ex.Call(name, arguments):
            without_calls = replace(columns, call_column=None)
            dates = [
                database.date(argument.value) if isinstance(argument, ex.Text) else _value(argument, specification, database, without_calls)
                for argument in arguments
            ]
            call = _call(name, dates, specification, database)
            return columns.call_column(call) if columns.call_column else call


def _call(name: str, dates: list[str], specification: Specification, database: Database) -> str:
    schedule = specification.schedule
    match name:
        case "age_on":
            born, on = dates
            before = " < ".join(f"{database.month(date)} * 100 + {database.day(date)}" for date in (on, born))
            return f"({database.year(on)} - {database.year(born)} - CASE WHEN {before} THEN 1 ELSE 0 END)"
        case "year_start":
            (date,) = dates
            year = f"{database.year(date)} - CASE WHEN {database.month(date)} < {schedule.first_month} THEN 1 ELSE 0 END"
            return database.first_of(year, schedule.first_month)
        case "period_end":
            (date,) = dates
            months = " ".join(f"WHEN {month} THEN {schedule.months_left(month)}" for month in range(1, 13))
            return database.month_end(date, f"CASE {database.month(date)} {months} END")
        case "days_between":
            first, last = dates
            return database.days_between(first, last)
        case "add_days":
            date, days = dates
            return database.add_days(date, days)
        case "add_years":
            date, years = dates
            return database.add_years(date, years)
        case _:  # today
            return database.today()


def _number(
    value: ex.Value, specification: Specification, database: Database, columns: Columns, calculation: Calculation | None = None
) -> _Number:
    """Return a number. `calculation` is the calculation whose case has it, if any."""
    is_exact = database.has_exact_decimals
    match value:
        case ex.Item(name) if calculation is not None and calculation.multipliers is not None and name == MULTIPLIER:
            factors = {entry.value: entry.multiplier for entry in calculation.multipliers.values}
            decimals = max(map(_decimal_places, factors.values()))
            scale = 0 if is_exact else decimals
            cases = " ".join(f"WHEN {database.text(text)} THEN {database.number(factor.scaleb(scale))}" for text, factor in factors.items())
            return _Number(f"CASE {columns.value(calculation.multipliers.item)} {cases} END", decimals, scale)
        case ex.Item(name):
            decimals = specification.item_by_id[name].scale or 0
            if is_exact or not decimals:
                return _Number(columns.value(name), decimals, 0)
            return _Number(f"CAST(ROUND({columns.value(name)} * {10**decimals}) AS INTEGER)", decimals, decimals)
        case ex.Number(number):
            decimals = _decimal_places(number)
            scale = 0 if is_exact else decimals
            return _Number(database.number(number.scaleb(scale)), decimals, scale)
        case ex.Arithmetic(operator, left, right):
            first, second = (_number(part, specification, database, columns, calculation) for part in (left, right))
            if operator == "*":
                product = database.product(first.sql, second.sql, first.decimals)
                return _Number(product, first.decimals + second.decimals, first.scale + second.scale)
            scale = max(first.scale, second.scale)
            sql = f"({first.at_scale(scale)} {operator} {second.at_scale(scale)})"
            return _Number(sql, max(first.decimals, second.decimals), scale)
        case ex.Text() | ex.Call():
            return _Number(_value(value, specification, database, columns), 0, 0)


def _decimal_places(number: Decimal) -> int:
    """Return how many decimal places a number has, without zeros at its end."""
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
