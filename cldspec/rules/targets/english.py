"""Conditions in plain English, for messages, descriptions and the terminal."""

from cldspec.model import DataItem, Specification
from cldspec.rules.evaluate import MULTIPLIER
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
    parse,
)
from cldspec.rules.types import FUNCTIONS
from cldspec.wording import joined

_WORDS = {"=": "is", "<>": "is not", "<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least"}
_DATE_WORDS = {"=": "is", "<>": "is not", "<": "is before", "<=": "is not after", ">": "is after", ">=": "is not before"}

_PERIODS = {"monthly": "month", "quarterly": "quarter", "yearly": "reporting year"}


def english(condition: Condition, specification: Specification) -> str:
    """Return a condition as the part of a sentence that may follow "when"."""
    match condition:
        case Truth(value=value):
            return "always" if value else "never"
        case Compare(operator=operator, left=left, right=right):
            words = _DATE_WORDS if _is_date(left, specification) else _WORDS
            return f"{_value(left, specification)} {words[operator]} {_value(right, specification)}"
        case In(value=value, options=options):
            return f"{_value(value, specification)} is {_either(options, specification)}"
        case IsBlank(item=item):
            return f"{_value(item, specification)} is blank"
        case StartsWith(value=value, prefix=prefix):
            return f"{_value(value, specification)} begins with {_value(prefix, specification)}"
        case InTable(table=name):
            table = specification.table_by_id[name]
            titles = " and ".join(specification.item_by_id[key].title for key in table.keys)
            return f"{titles} {'are' if len(table.keys) > 1 else 'is'} listed in “{table.title}”"
        case Not(condition=inner):
            return _negated(inner, specification)
        case All(conditions=parts):
            return _all(parts, specification)
        case Any(conditions=parts):
            return " or ".join(english(part, specification) for part in parts)


def arithmetic(value: Value, specification: Specification) -> str:
    """Return what a case of a calculation gives, as the part of a sentence that may follow "is"."""
    match value:
        case Item(id=name) if name == MULTIPLIER:
            return "the multiplier"
        case Arithmetic(operator=operator, left=left, right=right):
            sign = {"*": "times", "+": "plus", "-": "minus"}[operator]
            return f"{arithmetic(left, specification)} {sign} {arithmetic(right, specification)}"
        case _:
            return _value(value, specification)


def requirement(item: DataItem, specification: Specification) -> str:
    """Return a sentence that says when the item must be filled, and where it must be left blank."""
    section = parse(specification.section_by_id[item.section].applies_when)
    where = "" if section == Truth(True) else f" where {english(section, specification)}"
    only = f" Leave it blank where {english(Not(section), specification)}." if where else ""
    if item.required_when is None:
        return f"May be left blank.{only}"
    when = parse(item.required_when)
    if when == Truth(True):
        on = f"on every row{where}" if where else "on every row"
    else:
        on = f"{'on rows' + where + ', ' if where else ''}when {english(when, specification)}"
    consequence = "a blank is an error" if item.if_blank == "error" else "a blank is queried"
    return f"Fill it {on}: {consequence} there.{only}"


def _negated(condition: Condition, specification: Specification) -> str:
    match condition:
        case IsBlank(item=item):
            return f"{_value(item, specification)} is filled"
        case In(value=value, options=options):
            return f"{_value(value, specification)} is not {_either(options, specification)}"
        case Compare(operator=operator, left=left, right=right):
            return english(Compare(OPPOSITE[operator], left, right), specification)
        case Not(condition=inner):
            return english(inner, specification)
        case InTable(table=name):
            return english(InTable(name), specification).replace(" listed in ", " not listed in ", 1)
        case _:
            return f"it is not so that {english(condition, specification)}"


def _all(parts: tuple[Condition, ...], specification: Specification) -> str:
    """Join conditions by "and"; `a >= low AND a <= high` becomes "a is between low and high"."""
    flat = [inner for part in parts for inner in (part.conditions if isinstance(part, All) else (part,))]
    words: list[str] = []
    while flat:
        match flat:
            case [Compare(operator=">=", left=a, right=low), Compare(operator="<=", left=b, right=high), *rest] if a == b:
                words.append(f"{_value(a, specification)} is between {_value(low, specification)} and {_value(high, specification)}")
            case [Any() as either, *rest]:
                words.append(f"({english(either, specification)})")
            case [first, *rest]:
                words.append(english(first, specification))
        flat = rest
    return " and ".join(words)


def _either(options: tuple[Value, ...], specification: Specification) -> str:
    return joined([_value(option, specification) for option in options], "or")


def _value(value: Value, specification: Specification) -> str:
    match value:
        case Item(id=name):
            return specification.item_by_id[name].title
        case Text(value=text):
            return f"“{text}”"
        case Number(value=number):
            return str(number)
        case Call(name="age_on", arguments=(_, when)):
            return f"the age on {_value(when, specification)}"
        case Call(name="year_start", arguments=(when,)):
            return f"the first day of the reporting year of {_value(when, specification)}"
        case Call(name="period_end", arguments=(when,)):
            return f"the last day of the {_PERIODS[specification.schedule.frequency]} of {_value(when, specification)}"
        case Call(name="today"):
            return "today"
        case Call(name=name, arguments=arguments):
            return f"{name} of {', '.join(_value(argument, specification) for argument in arguments)}"
        case Arithmetic(operator=operator, left=left, right=right):
            return f"{_value(left, specification)} {operator} {_value(right, specification)}"


def _is_date(value: Value, specification: Specification) -> bool:
    match value:
        case Item(id=name):
            return specification.item_by_id[name].type == "date"
        case Call(name=name):
            return FUNCTIONS[name].result == "date"
        case _:
            return False
