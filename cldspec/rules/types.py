"""Whether an expression makes sense for a specification: known items, values of their lists, types that go together."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cldspec.model import Calculation, Case, DataItem, Specification
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR, fault_of, is_iso_date, read
from cldspec.rules.evaluate import MULTIPLIER, OTHERWISE
from cldspec.rules.expression import (
    Arithmetic,
    At,
    Call,
    Compare,
    Condition,
    ExpressionError,
    In,
    InTable,
    Item,
    Number,
    StartsWith,
    Text,
    Value,
    conditions_in,
    parse,
    parse_value,
    values_in,
)
from cldspec.rules.pattern import PatternError, texts
from cldspec.spelling import suggest

Kind = Literal["text", "date", "number"]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the rule language: the kinds of its arguments, the kind of its result, and what it gives."""

    arguments: tuple[Kind, ...]
    result: Kind
    description: str


FUNCTIONS = {
    "age_on": Function(("date", "date"), "number", "age_on(date of birth, date): completed years of age on the date"),
    "period_end": Function(("date",), "date", "period_end(date): the last day of the reporting period of the schedule that the date is in"),
    "today": Function((), "date", "today(): the day on which a row is looked at"),
    "year_start": Function(("date",), "date", "year_start(date): the first day of the reporting year of the schedule that the date is in"),
}
"""The functions that give a value. `in_table('name')` is a condition, and stands in `expression`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a part of an expression, what to write instead, and which characters it is about."""

    message: str
    fix: str
    at: At


def problems(text: str, specification: Specification) -> Iterator[Problem]:
    """Yield what is wrong with a condition, for this specification."""
    try:
        condition = parse(text)
    except ExpressionError as error:
        yield Problem(error.message, error.fix, error.at)
        return
    yield from _names(condition, specification, frozenset())
    for part in conditions_in(condition):
        match part:
            case Compare(operator=operator, left=left, right=right):
                mixed = list(_together((left, right), specification))
                yield from mixed
                if not mixed and operator not in {"=", "<>"} and "text" in {kind_of(left, specification), kind_of(right, specification)}:
                    yield Problem("Texts have no order.", "Use = or IN for texts and list values.", left.at)
                yield from _about_the_row((left, right))
            case In(value=value, options=options):
                yield from _together((value, *options), specification)
                yield from _about_the_row((value, *options))
            case StartsWith(value=Text() | Number() as value):
                yield from _about_the_row((value,))
            case StartsWith(value=value) if kind_of(value, specification) not in (None, "text"):
                yield Problem("LIKE is for texts and list values.", "Use = or <, <=, >, >= here.", value.at)
            case StartsWith(value=Item(id=name), prefix=Text(value=prefix, at=at)):
                values = specification.values_of(name)
                if values and not any(value.startswith(prefix) for value in values):
                    yield Problem(f"No value of {name} begins with '{prefix}'.", suggest(prefix, values), at)
                elif not values and not _can_begin(name, prefix, specification):
                    yield Problem(f"No value of {name} begins with {prefix!r}.", "Write how a value that it can have begins.", at)
            case InTable(table=table, at=at) if table not in specification.table_by_id:
                yield Problem(f"There is no table {table}.", suggest(table, specification.table_by_id), at)
            case _:
                pass


def _can_begin(item_id: str, prefix: str, specification: Specification) -> bool:
    """Say whether a text item can have a value that begins so."""
    item = specification.item_by_id.get(item_id)
    named = specification.format_by_id.get(item.format or "") if item else None
    try:
        fits = named is None or next(texts(named.pattern, prefix), None) is not None
    except PatternError:
        fits = True  # the check bad-format says that the pattern cannot be read
    return fits and prefix.isprintable() and not prefix.startswith(" ")


def value_problems(text: str, specification: Specification, *, also_known: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Yield what is wrong with an arithmetic expression, for this specification; `also_known` names stand for numbers."""
    try:
        value = parse_value(text)
    except ExpressionError as error:
        yield Problem(error.message, error.fix, error.at)
        return
    yield from _names(value, specification, also_known)
    if kind_of(value, specification) not in (None, "number"):
        yield Problem("This is not a number.", "Use number items and + - *.", value.at)


def problems_of(calculation: Calculation, specification: Specification) -> Iterator[tuple[Case, str, Problem]]:
    """Yield what is wrong with the cases of a calculation: the case, its key, and the problem."""
    also_known = frozenset({MULTIPLIER} if calculation.multipliers else ())
    for case in calculation.cases:
        if case.when != OTHERWISE:
            yield from ((case, "when", problem) for problem in problems(case.when, specification))
        if case.value is not None:
            yield from ((case, "value", problem) for problem in value_problems(case.value, specification, also_known=also_known))


def _names(node: Condition | Value, specification: Specification, also_known: frozenset[str]) -> Iterator[Problem]:
    for value in values_in(node):
        match value:
            case Item(id=name, at=at) if name not in specification.item_by_id and name not in also_known:
                yield Problem(f"There is no data item {name}.", suggest(name, {*specification.item_by_id, *also_known}), at)
            case Call(name=name, arguments=arguments, at=at):
                function = FUNCTIONS.get(name)
                if function is None:
                    yield Problem(f"There is no function {name}.", suggest(name, {*FUNCTIONS, "in_table"}), at)
                elif not _fits(arguments, function.arguments, specification):
                    yield Problem(f"{name} is not given what it needs.", f"Write {function.description}.", at)
            case Arithmetic(left=left, right=right):
                for part in (left, right):
                    if kind_of(part, specification) not in (None, "number"):
                        yield Problem("Only numbers can be reckoned with.", "Use number items, and age_on for dates.", part.at)
            case _:
                pass


def _about_the_row(values: tuple[Value, ...]) -> Iterator[Problem]:
    """A comparison says something of the row."""
    if not any(isinstance(part, Item) for value in values for part in values_in(value)):
        yield Problem("This compares nothing of the row.", "Name a data item.", values[0].at)


def _fits(arguments: tuple[Value, ...], wanted: tuple[Kind, ...], specification: Specification) -> bool:
    """Say whether a function is given as many arguments as it needs, of the kinds that it needs."""
    if len(arguments) != len(wanted):
        return False
    return all(
        (kind == "text" or (kind == "date" and is_iso_date(argument.value)))
        if isinstance(argument, Text)
        else kind_of(argument, specification) in (None, kind)
        for argument, kind in zip(arguments, wanted, strict=True)
    )


def _together(values: tuple[Value, ...], specification: Specification) -> Iterator[Problem]:
    """Values that are compared are of one kind, and a text compared with a listed item is in its list."""
    items = [value for value in values if isinstance(value, Item) and value.id in specification.item_by_id]
    kinds = {kind for value in values if not isinstance(value, Text) and (kind := kind_of(value, specification))}
    if len(kinds) > 1:
        yield Problem(f"A {' and a '.join(sorted(kinds))} cannot be compared.", "Compare values of one kind.", values[0].at)
        return
    for value in values:
        if isinstance(value, Number) and len(items) == len(values) - 1:
            for item in items:
                yield from _number_with(value, item.id, specification)
        if isinstance(value, Text):
            for item in items:
                yield from _text_with(value, item.id, specification)
            if not items and kinds == {"number"}:
                yield Problem(f"'{value.value}' is a text, compared with a number.", "Write the number without quotes.", value.at)


def _text_with(text: Text, item_id: str, specification: Specification) -> Iterator[Problem]:
    item = specification.item_by_id[item_id]
    match item.type:
        case "code":
            values = specification.values_of(item_id)
            if values and text.value not in values:
                yield Problem(f"'{text.value}' is not in the list {item.code_list} of {item_id}.", suggest(text.value, values), text.at)
        case "date" if not is_iso_date(text.value):
            message = f"'{text.value}' is not a date from {FIRST_YEAR} to {LAST_YEAR}."
            yield Problem(message, "Write a day of the calendar as 'yyyy-mm-dd'.", text.at)
        case "integer" | "decimal":
            yield Problem(f"'{text.value}' is a text, and {item_id} a number.", "Write the number without quotes.", text.at)
        case "text" if not text.value.strip():
            yield Problem("No cell is ever equal to a blank text.", "Write IS NULL, or IS NOT NULL.", text.at)
        case "text" if read(item, text.value, specification) != text.value or not text.value.isprintable():
            yield Problem(f"{text.value!r} is no value that {item_id} can have.", _what_to_write(item, text.value, specification), text.at)
        case _:
            pass


def _what_to_write(item: DataItem, text: str, specification: Specification) -> str:
    fault = fault_of(item, text, specification)
    return fault[1] if fault else "Cells are read without white space around them, and other white space is a space: write it so."


def _number_with(number: Number, item_id: str, specification: Specification) -> Iterator[Problem]:
    scale = specification.item_by_id[item_id].scale or 0
    if number.value != number.value.quantize(Decimal(1).scaleb(-scale)):
        yield Problem(
            f"{item_id} has {scale} digits after the point, and is never {number.value}.", "Write a number that it can be.", number.at
        )


def kind_of(value: Value, specification: Specification) -> Kind | None:
    """Return the kind of a value; None where it is unknown, or a text that may stand for anything."""
    match value:
        case Item(id=name):
            item = specification.item_by_id.get(name)
            kinds: dict[str, Kind] = {"text": "text", "code": "text", "date": "date", "integer": "number", "decimal": "number"}
            return kinds[item.type] if item else None
        case Number() | Arithmetic():
            return "number"
        case Call(name=name):
            return FUNCTIONS[name].result if name in FUNCTIONS else None
        case Text():
            return None
