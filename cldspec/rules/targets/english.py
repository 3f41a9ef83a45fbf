"""Conditions in plain English, for messages, descriptions and the terminal."""

from cldspec.model import DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.evaluate import MULTIPLIER
from cldspec.rules.types import FUNCTIONS
from cldspec.wording import joined

_WORDS = {"=": "is", "<>": "is not", "<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least"}
_DATE_WORDS = {"=": "is", "<>": "is not", "<": "is before", "<=": "is not after", ">": "is after", ">=": "is not before"}

_PERIODS = {"monthly": "month", "quarterly": "quarter", "yearly": "reporting year"}


def english(condition: ex.Condition, specification: Specification) -> str:
    """Return a condition as the part of a sentence that can follow "when"."""
    match condition:
        case ex.Truth(value):
            return "always" if value else "never"
        case ex.Compare(operator, left, right):
            words = _DATE_WORDS if _is_date(left, specification) else _WORDS
            return f"{_value(left, specification)} {words[operator]} {_value(right, specification)}"
        case ex.In(value, options):
            return f"{_value(value, specification)} is {_one_of(options, specification)}"
        case ex.IsBlank(item):
            return f"{_value(item, specification)} is blank"
        case ex.StartsWith(value, prefix):
            return f"{_value(value, specification)} begins with {_value(prefix, specification)}"
        case ex.InTable(name):
            table = specification.table_by_id[name]
            titles = " and ".join(specification.item_by_id[key].title for key in table.keys)
            return f"{titles} {'are' if len(table.keys) > 1 else 'is'} listed in “{table.title}”"
        case ex.Not(inner):
            return _negated(inner, specification)
        case ex.All(parts):
            return _all(parts, specification)
        case ex.Any(parts):
            return " or ".join(english(part, specification) for part in parts)


def arithmetic(value: ex.Value, specification: Specification) -> str:
    """Return the value of a case of a calculation as the part of a sentence that can follow "is"."""
    match value:
        case ex.Item(name) if name == MULTIPLIER:
            return "the multiplier"
        case ex.Arithmetic(operator, left, right):
            sign = {"*": "times", "+": "plus", "-": "minus"}[operator]
            return f"{arithmetic(left, specification)} {sign} {arithmetic(right, specification)}"
        case _:
            return _value(value, specification)


def requirement(item: DataItem, specification: Specification) -> str:
    """Return sentences that say when the item must be filled in, and where it must be left blank."""
    section = ex.parse(specification.section_by_id[item.section].applies_when)
    where = "" if section == ex.Truth(True) else f" where {english(section, specification)}"
    only = f" Leave it blank where {english(ex.Not(section), specification)}." if where else ""
    if item.required_when is None:
        return f"May be left blank.{only}"
    when = ex.parse(item.required_when)
    if when == ex.Truth(True):
        on = f"on every row{where}" if where else "on every row"
    else:
        on = f"{'on rows' + where + ', ' if where else ''}when {english(when, specification)}"
    consequence = "a blank is an error" if item.if_blank == "error" else "a blank is queried"
    return f"Fill it in {on}: {consequence} there.{only}"


def _negated(condition: ex.Condition, specification: Specification) -> str:
    match condition:
        case ex.IsBlank(item):
            return f"{_value(item, specification)} is filled in"
        case ex.In(value, options):
            return f"{_value(value, specification)} is not {_one_of(options, specification)}"
        case ex.Compare(operator, left, right):
            return english(ex.Compare(ex.OPPOSITE[operator], left, right), specification)
        case ex.Not(inner):
            return english(inner, specification)
        case ex.InTable(name):
            return english(ex.InTable(name), specification).replace(" listed in ", " not listed in ", 1)
        case _:
            return f"it is not true that {english(condition, specification)}"


def _all(parts: tuple[ex.Condition, ...], specification: Specification) -> str:
    """Join conditions with "and". `a >= low AND a <= high` becomes "a is between low and high"."""
    flat = [inner for part in parts for inner in (part.conditions if isinstance(part, ex.All) else (part,))]
    words: list[str] = []
    while flat:
        match flat:
            case [ex.Compare(">=", a, low), ex.Compare("<=", b, high), *rest] if a == b:
                words.append(f"{_value(a, specification)} is between {_value(low, specification)} and {_value(high, specification)}")
            case [ex.Any() as either, *rest]:
                words.append(f"({english(either, specification)})")
            case [first, *rest]:
                words.append(english(first, specification))
        flat = rest
    return " and ".join(words)


def _one_of(options: tuple[ex.Value, ...], specification: Specification) -> str:
    return joined([_value(option, specification) for option in options], "or")


def _value(value: ex.Value, specification: Specification) -> str:
    match value:
        case ex.Item(name):
            return specification.item_by_id[name].title
        case ex.Text(text):
            return f"“{text}”"
        case ex.Number(number):
            return str(number)
        case ex.Call("age_on", (_, when)):
            return f"the age on {_value(when, specification)}"
        case ex.Call("year_start", (when,)):
            return f"the first day of the reporting year of {_value(when, specification)}"
        case ex.Call("period_end", (when,)):
            return f"the last day of the {_PERIODS[specification.schedule.frequency]} of {_value(when, specification)}"
        case ex.Call("today"):
            return "today"
        case ex.Call(name, arguments):
            return f"{name} of {', '.join(_value(argument, specification) for argument in arguments)}"
        case ex.Arithmetic(operator, left, right):
            return f"{_value(left, specification)} {operator} {_value(right, specification)}"


def _is_date(value: ex.Value, specification: Specification) -> bool:
    match value:
        case ex.Item(name):
            return specification.item_by_id[name].type == "date"
        case ex.Call(name):
            return FUNCTIONS[name].result == "date"
        case _:
            return False
