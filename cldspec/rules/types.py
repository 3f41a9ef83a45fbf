"""Check that an expression makes sense for a specification: its items, values and tables exist, and its types agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cldspec.model import Calculation, Case, DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR, fault_of, is_iso_date, read
from cldspec.rules.evaluate import MULTIPLIER, OTHERWISE
from cldspec.rules.pattern import PatternError, texts
from cldspec.spelling import suggest

Kind = Literal["text", "date", "number"]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the rule language: the kinds of its arguments and of its result, and how it is written."""

    arguments: tuple[Kind, ...]
    result: Kind
    description: str
    meaning: str
    """Exactly what it returns, for those who write it in another language."""


FUNCTIONS = {
    "age_on": Function(
        ("date", "date"),
        "number",
        "age_on(date of birth, date): completed years of age on the date",
        "The year of the date minus the year of birth, less one if the month and day of the date come before those of the birth. "
        "Who is born on 29 February completes a year on 1 March in a year without that day. Before the birth, the result is negative.",
    ),
    "period_end": Function(
        ("date",),
        "date",
        "period_end(date): the last day of the reporting period that the date is in",
        "A reporting year begins on the first day of the month `first_month`, and is divided into periods of `months_in_period` months. "
        "The result is the last day of the last month of the period.",
    ),
    "today": Function((), "date", "today(): the day on which the row is checked", "The date where the program runs."),
    "year_start": Function(
        ("date",),
        "date",
        "year_start(date): the first day of the reporting year that the date is in",
        "The first day of the month `first_month`, in the year of the date, or in the year before if its month comes before that month.",
    ),
}
"""The functions that return a value, by name. `in_table('name')` is not one of them: it is a condition."""
DERIVATION_FUNCTIONS = {
    **{name: function for name, function in FUNCTIONS.items() if name != "today"},
    "days_between": Function(
        ("date", "date"),
        "number",
        "days_between(first, last): the days from the first date to the last",
        "The number of days from the first date to the last: 1 if the last is the day after, and negative if it is earlier.",
    ),
    "add_days": Function(
        ("date", "number"),
        "date",
        "add_days(date, days): the date so many days later",
        "The date so many days later; earlier if the number is negative.",
    ),
    "add_years": Function(
        ("date", "number"),
        "date",
        "add_years(date, years): the same day so many years later",
        "The same day and month so many years later; 28 February for 29 February in a year without that day.",
    ),
}
"""The functions that derivations may use. There is no `today`, so that a result does not change from day to day."""
_ALL_FUNCTIONS = FUNCTIONS | DERIVATION_FUNCTIONS
_ELSEWHERE = dict.fromkeys(DERIVATION_FUNCTIONS, " in rules") | {"today": " in derivations"}
"""What a message adds to a function that exists, but not here."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in an expression: what is wrong, what to write instead, and which characters it concerns."""

    message: str
    fix: str
    at: ex.CharacterRange


def problems(text: str, specification: Specification, functions: Mapping[str, Function] = FUNCTIONS) -> Iterator[Problem]:
    """Yield the mistakes in a condition of this specification, which may use these functions."""
    try:
        condition = ex.parse(text)
    except ex.ExpressionError as error:
        yield Problem(error.message, error.fix, error.at)
        return
    yield from _unknown_names(condition, specification, frozenset(), functions)
    for part in ex.conditions_in(condition):
        match part:
            case ex.Compare(operator, left, right):
                mixed = list(_compared((left, right), specification))
                yield from mixed
                if not mixed and operator not in {"=", "<>"} and "text" in {kind_of(left, specification), kind_of(right, specification)}:
                    yield Problem("Texts cannot be compared by order.", "Use = or IN for texts and allowed values.", left.at)
                yield from _without_item((left, right))
            case ex.In(value, options):
                yield from _compared((value, *options), specification)
                yield from _without_item((value, *options))
            case ex.StartsWith(ex.Text() | ex.Number() as value):
                yield from _without_item((value,))
            case ex.StartsWith(value) if kind_of(value, specification) not in (None, "text"):
                yield Problem("LIKE only works with texts and allowed values.", "Use =, <, <=, > or >= here.", value.at)
            case ex.StartsWith(ex.Item(name), ex.Text(prefix, at)):
                values = specification.values_of(name)
                if values and not any(value.startswith(prefix) for value in values):
                    yield Problem(f"No value of {name} begins with '{prefix}'.", suggest(prefix, values), at)
                elif not values and not _can_begin(name, prefix, specification):
                    yield Problem(
                        f"No value of {name} begins with {prefix!r}.", f"Write the beginning of a value that {name} can have.", at
                    )
            case ex.InTable(table, at) if table not in specification.table_by_id:
                yield Problem(f"There is no table {table}.", suggest(table, specification.table_by_id), at)
            case _:
                pass


def _can_begin(item_id: str, prefix: str, specification: Specification) -> bool:
    """Say whether a text item can have a value that begins with this prefix."""
    item = specification.item_by_id.get(item_id)
    named = specification.format_by_id.get(item.format or "") if item else None
    try:
        fits = named is None or next(texts(named.pattern, prefix), None) is not None
    except PatternError:
        fits = True  # the check bad-format reports the pattern
    return fits and prefix.isprintable() and not prefix.startswith(" ")


def value_problems(text: str, specification: Specification, *, also_known: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Yield the mistakes in an arithmetic expression of this specification. The names in `also_known` are numbers too."""
    try:
        value = ex.parse_value(text)
    except ex.ExpressionError as error:
        yield Problem(error.message, error.fix, error.at)
        return
    yield from _unknown_names(value, specification, also_known)
    if kind_of(value, specification) not in (None, "number"):
        yield Problem("The result of this expression is not a number.", "Use data items that are numbers, and the signs + - *.", value.at)


def problems_of(calculation: Calculation, specification: Specification) -> Iterator[tuple[Case, str, Problem]]:
    """Yield the mistakes in the cases of a calculation: the case, its key, and the problem."""
    also_known = frozenset({MULTIPLIER} if calculation.multipliers else ())
    for case in calculation.cases:
        if case.when != OTHERWISE:
            yield from ((case, "when", problem) for problem in problems(case.when, specification))
        if case.value is not None:
            yield from ((case, "value", problem) for problem in value_problems(case.value, specification, also_known=also_known))


def unknown_names(value: ex.Value, specification: Specification, functions: Mapping[str, Function]) -> Iterator[Problem]:
    """Yield the mistakes in the names, functions and signs of a value of any kind."""
    return _unknown_names(value, specification, frozenset(), functions)


def _unknown_names(
    node: ex.Condition | ex.Value,
    specification: Specification,
    also_known: frozenset[str],
    functions: Mapping[str, Function] = FUNCTIONS,
) -> Iterator[Problem]:
    for value in ex.values_in(node):
        match value:
            case ex.Item(name, at) if name not in specification.item_by_id and name not in also_known:
                yield Problem(f"There is no data item {name}.", suggest(name, {*specification.item_by_id, *also_known}), at)
            case ex.Call(name, arguments, at):
                function = functions.get(name)
                if function is None:
                    yield Problem(f"There is no function {name}{_ELSEWHERE.get(name, '')}.", suggest(name, {*functions, "in_table"}), at)
                elif not _fits(arguments, function.arguments, specification):
                    yield Problem(f"{name} has the wrong arguments.", f"Write {function.description}.", at)
            case ex.Arithmetic(left=left, right=right):
                for part in (left, right):
                    if kind_of(part, specification) not in (None, "number"):
                        yield Problem(
                            "Only numbers can be added, subtracted or multiplied.",
                            "Use data items that are numbers. For dates, use age_on.",
                            part.at,
                        )
            case _:
                pass


def _without_item(values: tuple[ex.Value, ...]) -> Iterator[Problem]:
    """Yield a problem where a comparison involves no data item, so that it does not depend on the row."""
    if not any(isinstance(part, ex.Item) for value in values for part in ex.values_in(value)):
        yield Problem("This comparison does not involve a data item.", "Compare a data item with something.", values[0].at)


def _fits(arguments: tuple[ex.Value, ...], expected: tuple[Kind, ...], specification: Specification) -> bool:
    """Say whether a function has as many arguments as it needs, of the right kinds."""
    if len(arguments) != len(expected):
        return False
    return all(
        (kind == "text" or (kind == "date" and is_iso_date(argument.value)))
        if isinstance(argument, ex.Text)
        else kind_of(argument, specification) in (None, kind)
        for argument, kind in zip(arguments, expected, strict=True)
    )


def _compared(values: tuple[ex.Value, ...], specification: Specification) -> Iterator[Problem]:
    """Yield the problems of values that are compared with each other: different kinds, and texts that their item cannot have."""
    items = [value for value in values if isinstance(value, ex.Item) and value.id in specification.item_by_id]
    kinds = {kind for value in values if not isinstance(value, ex.Text) and (kind := kind_of(value, specification))}
    if len(kinds) > 1:
        yield Problem(f"A {' and a '.join(sorted(kinds))} cannot be compared.", "Compare values of one kind.", values[0].at)
        return
    for value in values:
        if isinstance(value, ex.Number) and len(items) == len(values) - 1:
            for item in items:
                yield from _number_of_item(value, item.id, specification)
        if isinstance(value, ex.Text):
            for item in items:
                yield from _text_of_item(value, item.id, specification)
            if not items and kinds == {"number"}:
                yield Problem(f"'{value.value}' is a text, but it is compared with a number.", "Write the number without quotes.", value.at)


def _text_of_item(text: ex.Text, item_id: str, specification: Specification) -> Iterator[Problem]:
    item = specification.item_by_id[item_id]
    match item.type:
        case "code":
            values = specification.values_of(item_id)
            if values and text.value not in values:
                yield Problem(f"'{text.value}' is not in the list {item.code_list} of {item_id}.", suggest(text.value, values), text.at)
        case "date" if not is_iso_date(text.value):
            message = f"'{text.value}' is not a date from {FIRST_YEAR} to {LAST_YEAR}."
            yield Problem(message, "Write a date that exists, as 'yyyy-mm-dd'.", text.at)
        case "integer" | "decimal":
            yield Problem(f"'{text.value}' is a text, but {item_id} is a number.", "Write the number without quotes.", text.at)
        case "text" if not text.value.strip():
            yield Problem("A cell never equals a blank text, because a blank cell is NULL.", "Write IS NULL, or IS NOT NULL.", text.at)
        case "text" if read(item, text.value, specification) != text.value or not text.value.isprintable():
            yield Problem(
                f"{text.value!r} is not a value that {item_id} can have.", _what_to_write(item, text.value, specification), text.at
            )
        case _:
            pass


def _what_to_write(item: DataItem, text: str, specification: Specification) -> str:
    fault = fault_of(item, text, specification)
    return fault[1] if fault else "Write it without white space at either end, and with ordinary spaces in place of other white space."


def _number_of_item(number: ex.Number, item_id: str, specification: Specification) -> Iterator[Problem]:
    scale = specification.item_by_id[item_id].scale or 0
    if number.value != number.value.quantize(Decimal(1).scaleb(-scale)):
        yield Problem(
            f"{item_id} can never be {number.value}.",
            f"Write it with at most {scale} decimal place{'s' if scale > 1 else ''}." if scale else "Write a whole number.",
            number.at,
        )


def kind_of(value: ex.Value, specification: Specification) -> Kind | None:
    """Return the kind of a value; None if it is unknown, or if it is a literal text, which may also be a date."""
    match value:
        case ex.Item(name):
            item = specification.item_by_id.get(name)
            kinds: dict[str, Kind] = {"text": "text", "code": "text", "date": "date", "integer": "number", "decimal": "number"}
            return kinds[item.type] if item else None
        case ex.Number() | ex.Arithmetic():
            return "number"
        case ex.Call(name):
            return _ALL_FUNCTIONS[name].result if name in _ALL_FUNCTIONS else None
        case ex.Text():
            return None
