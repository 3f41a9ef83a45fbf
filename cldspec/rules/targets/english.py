"""Conditions in plain English, for messages, descriptions and the terminal.

A condition becomes clauses, each with a subject and what is said of it. Negations are pushed inwards, and clauses with the same
subject, or of which the same is said, become one: "Weeks is blank or above 2", "Weeks and Fee are filled in".
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from cldspec.model import DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.evaluate import MULTIPLIER
from cldspec.rules.types import kind_of
from cldspec.wording import counted, date_in_words, joined, without_bracket

_WORDS = {"=": "", "<>": "", "<": "below ", "<=": "at most ", ">": "above ", ">=": "at least "}
_DATE_WORDS = {"=": "", "<>": "", "<": "before ", "<=": "after ", ">": "after ", ">=": "before "}
_NEGATIVE = {"<>"}
_NEGATIVE_FOR_DATES = {"<>", "<=", ">="}
"""The comparisons that are said of dates by "not": "not after" instead of "at most"."""
_PERIODS = {"monthly": "month", "quarterly": "quarter", "yearly": "reporting year"}
_MOST_VALUES_NAMED = 5
"""The most rows of a table of one item whose values a sentence names, rather than the table."""

_MOST_PARTS = 2
"""The most parts of a condition that are said in one sentence, rather than as a list."""

_MOST_OPTIONS = 3
"""The most values of which a sentence says that something is them, rather than one of them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that may introduce a list, without the full stop or the colon at their end, and the points of that list."""

    words: str
    points: tuple["Statement", ...] = ()


@dataclass(frozen=True, slots=True)
class _Clause:
    """What is said of a subject: that it is something, or begins with something; or, if it is negative, that it is or does not."""

    subject: str
    predicate: str
    negative: bool = False
    verb: str = "be"
    plural: bool = False

    def in_words(self, modal: str) -> str:
        """Return the clause as a sentence. With a `modal`, such as "must", it is a demand."""
        if modal:
            verb = f"{modal} {'not ' if self.negative else ''}{self.verb}"
        elif self.verb == "be":
            verb = f"{'are' if self.plural else 'is'}{' not' if self.negative else ''}"
        else:
            verb = f"does not {self.verb}" if self.negative else f"{self.verb}s"
        return f"{self.subject} {verb} {self.predicate}"


def english(condition: ex.Condition, specification: Specification) -> str:
    """Return a condition as the part of a sentence that can follow "if" or "where"."""
    return _in_words(simplified(condition, specification), specification)


def points(condition: ex.Condition, specification: Specification) -> tuple[Statement, ...]:
    """Return the parts of a condition as the points of a list, if it is too long for a part of a sentence; otherwise nothing.

    `list_opening` returns what introduces the list.
    """
    simple = simplified(condition, specification)
    is_list = isinstance(simple, ex.All | ex.Any) and not _only_one_filled_in(simple, specification)
    return tuple(_points(simple, specification)) if is_list and _is_long(simple, specification) else ()


def list_opening(condition: ex.Condition, specification: Specification) -> str:
    """Return what introduces the points of a condition, such as "both of these are true"."""
    simple = simplified(condition, specification)
    if isinstance(simple, ex.Any):
        return "at least one of these is true"
    return f"{'both' if len(_points(simple, specification)) == len('ab') else 'all'} of these are true"


def demand(condition: ex.Condition, specification: Specification, modal: str) -> str:
    """Return a condition as what must be so, with "must" or "should" as the modal verb: "Fee must be filled in"."""
    return _in_words(ex.pushed_inwards(condition), specification, modal)


def simplified(condition: ex.Condition, specification: Specification) -> ex.Condition:
    """Return a condition that the same rows meet, in the form in which it is easiest to say."""
    return ex.pushed_inwards(_without_needless(ex.pushed_inwards(condition), specification))


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
    only = "" if section == ex.Truth(True) else english(section, specification)
    if item.required_when is None:
        return f"It may be blank where {only}. Leave it blank on all other rows." if only else "It may be blank."
    needed, consequence = ("Required", "an error") if item.if_blank == "error" else ("Expected", "a warning")
    when = ex.both(section, ex.parse(item.required_when))
    where = f"where {english(section if when == section else ex.parse(item.required_when), specification)}"
    where = "on every row" if when == ex.Truth(True) else where
    there = "" if when == ex.Truth(True) else " there"
    elsewhere = "on all other rows" if when == section else f"where {english(ex.Not(section), specification)}"
    return f"{needed} {where}. A blank{there} is {consequence}.{f' Leave it blank {elsewhere}.' if only else ''}"


def item_name(item: DataItem, specification: Specification) -> str:
    """Return the title of an item as a sentence calls it: without a remark in brackets at its end, unless the remark is needed."""
    return _item_names(specification)[item.title]


@lru_cache(maxsize=16)
def _item_names(specification: Specification) -> dict[str, str]:
    """Return what sentences call the items, by title."""
    short = {item.title: without_bracket(item.title) for item in specification.items}
    count = Counter(short.values())
    return {title: name if name and count[name] == 1 else title for title, name in short.items()}


def _without_needless(condition: ex.Condition, specification: Specification) -> ex.Condition:
    """Return a condition without "is filled in" beside a comparison of the same item, which no blank meets."""
    match condition:
        case ex.All(parts):
            compared = {item for part in parts for item in _compared(part, specification)}
            needed = [part for part in parts if not (isinstance(part, ex.Not) and part.condition in compared)]
            return ex.All(tuple(_without_needless(part, specification) for part in needed))
        case ex.Any(parts):
            return ex.Any(tuple(_without_needless(part, specification) for part in parts))
        case _:
            return condition


def _compared(condition: ex.Condition, specification: Specification) -> list[ex.IsBlank]:
    """Return what is not so where a condition is met: that an item that it compares is blank."""
    match condition:
        case ex.InTable(name):
            return [ex.IsBlank(ex.Item(key)) for key in specification.table_by_id[name].keys]
        case ex.Compare(_, ex.Item() as item) | ex.In(ex.Item() as item) | ex.StartsWith(ex.Item() as item):
            return [ex.IsBlank(item)]
        case _:
            return []


def _in_words(condition: ex.Condition, specification: Specification, modal: str = "", *, is_inner: bool = False) -> str:
    """Return a condition in words. Parts that are joined conditions themselves are set apart by commas or, in such parts, by brackets."""
    if not modal and (only_one := _only_one_filled_in(condition, specification)):
        return only_one
    phrases = _phrases(condition, specification, modal, is_inner=is_inner)
    word = _word(condition)
    return f", {word} ".join(phrases) if _has_joined_parts(condition) and not is_inner else joined(phrases, word)


def _phrases(condition: ex.Condition, specification: Specification, modal: str, *, is_inner: bool) -> list[str]:
    """Return the parts of a condition in words, with what can be said in one clause as one of them."""
    match condition:
        case ex.Truth(value):
            return ["always" if value else "never"]
        case ex.All(parts) | ex.Any(parts):
            phrases: list[str] = []
            for are_joined, run in groupby(parts, lambda part: isinstance(part, ex.All | ex.Any)):
                if are_joined:
                    phrases += [_joined_part(part, specification, modal, is_inner=is_inner) for part in run]
                else:
                    phrases += [clause.in_words(modal) for clause in _clauses(run, _word(condition), specification)]
            return phrases
        case _:
            return [_clause(condition, specification).in_words(modal)]


def _only_one_filled_in(condition: ex.Condition, specification: Specification) -> str:
    """Return that only one of two items is filled in, if that is what the condition says; otherwise an empty text."""
    match condition:
        case ex.All(
            (ex.Any((ex.Not(ex.IsBlank(one)), ex.Not(ex.IsBlank(other)))), ex.Any((ex.IsBlank() as first, ex.IsBlank() as second)))
        ):
            if {one, other} == {first.item, second.item}:
                return f"only one of {joined([_value(one, specification), _value(other, specification)])} is filled in"
    return ""


def _points(condition: ex.Condition, specification: Specification, *, is_inner: bool = False) -> list[Statement]:
    """Return the parts of a joined condition, each as a point, which has points itself if it is a long condition in the outer list."""
    assert isinstance(condition, ex.All | ex.Any)  # noqa: S101 - what is not joined has no parts
    found: list[Statement] = []
    for are_joined, run in groupby(condition.conditions, lambda part: isinstance(part, ex.All | ex.Any)):
        if not are_joined:
            found += [Statement(clause.in_words("")) for clause in _clauses(run, _word(condition), specification)]
            continue
        for part in run:
            inner = tuple(_points(part, specification, is_inner=True)) if _has_joined_parts(part) and not is_inner else ()
            words = list_opening(part, specification) if inner else _joined_part(part, specification, "", is_inner=False)
            found.append(Statement(words, inner))
    return found


def _is_long(condition: ex.Condition, specification: Specification) -> bool:
    return _has_joined_parts(condition) or len(_phrases(condition, specification, "", is_inner=False)) > _MOST_PARTS


def _joined_part(part: ex.Condition, specification: Specification, modal: str, *, is_inner: bool) -> str:
    words = _in_words(part, specification, modal, is_inner=True)
    if is_inner:
        return f"({words})"
    is_choice = isinstance(part, ex.Any) and len(_phrases(part, specification, modal, is_inner=True)) > 1
    return f"either {words}" if is_choice else words


def _has_joined_parts(condition: ex.Condition) -> bool:
    return isinstance(condition, ex.All | ex.Any) and any(isinstance(part, ex.All | ex.Any) for part in condition.conditions)


def _word(condition: ex.Condition) -> str:
    return "or" if isinstance(condition, ex.Any) else "and"


def _clauses(parts: Iterable[ex.Condition], word: str, specification: Specification) -> list[_Clause]:
    """Return as few clauses as say what the parts say, which are no joined conditions. `a >= low AND a <= high` is a range."""
    clauses: list[_Clause] = []
    before: ex.Condition | None = None
    for part in parts:
        clause = _clause(part, specification)
        match word, before, part:
            case "and", ex.Compare(">=", left, low), ex.Compare("<=", right, high) if left == right:
                clauses.pop()
                ends = _values(left, (low, high), specification)
                clause = replace(clause, negative=False, predicate=f"from {' to '.join(ends)}")
        together = _together(clauses[-1], clause, word) if clauses else None
        clauses[-1:] = [together] if together else [*clauses[-1:], clause]
        before = part
    return clauses


def _together(first: _Clause, second: _Clause, word: str) -> _Clause | None:
    """Return two clauses as one, if they have the same subject or say the same; None if that would be hard to follow."""
    if first.negative and not second.negative and first.subject == second.subject and first.verb == second.verb == "be":
        first, second = second, first
    if first.negative or first.verb != second.verb:
        return None
    if first.subject == second.subject and first.verb == "be":
        predicate = f"{'not ' if second.negative else ''}{second.predicate}"
        return replace(first, predicate=f"{first.predicate} {word} {predicate}")
    if first.predicate == second.predicate and not second.negative and not second.plural:
        subjects = f"{first.subject.removeprefix('both ')} {word} {second.subject}"
        is_pair = word == "and" and not first.plural
        return replace(first, subject=f"both {subjects}" if is_pair else subjects, plural=word == "and")
    return None


def _clause(condition: ex.Condition, specification: Specification) -> _Clause:
    """Return a condition that is not joined of others as a clause."""
    match condition:
        case ex.Not(ex.IsBlank(item)):
            return _Clause(_value(item, specification), "filled in")
        case ex.Not(ex.In(value, options)) if len(options) > 1:
            return _Clause(_value(value, specification), _none_of(_values(value, options, specification)))
        case ex.Not(ex.InTable(name)) if table := _as_list(name, specification):
            return _clause(ex.Not(table), specification)
        case ex.InTable(name) if table := _as_list(name, specification):
            return _clause(table, specification)
        case ex.Not(inner):
            return replace(_clause(inner, specification), negative=True)
        case ex.IsBlank(item):
            return _Clause(_value(item, specification), "blank")
        case ex.In(value, options):
            return _Clause(_value(value, specification), _one_of(_values(value, options, specification)))
        case ex.StartsWith(value, prefix):
            return _Clause(_value(value, specification), f"with {_value(prefix, specification)}", verb="begin")
        case ex.InTable(name):
            names = [item_name(specification.item_by_id[key], specification) for key in specification.table_by_id[name].keys]
            return _Clause(joined(names), f"in the table “{specification.table_by_id[name].title}”", plural=len(names) > 1)
        case ex.Compare(operator, left, right):
            is_date = _is_date(left, specification)
            words, negative = (_DATE_WORDS, _NEGATIVE_FOR_DATES) if is_date else (_WORDS, _NEGATIVE)
            said = f"{words[operator]}{_value(right, specification, it=left, as_date=is_date)}"
            return _Clause(_value(left, specification), said, negative=operator in negative)
        case _:
            raise AssertionError(condition)


def _as_list(name: str, specification: Specification) -> ex.In | None:
    """Return the condition that the item of a short table has one of its values; None for a longer table, or one of several items."""
    table = specification.table_by_id[name]
    if len(table.keys) > 1 or len(table.rows) > _MOST_VALUES_NAMED:
        return None
    [key] = table.keys
    return ex.In(ex.Item(key), tuple(ex.Text(row[key]) for row in table.rows))


def _values(value: ex.Value, options: tuple[ex.Value, ...], specification: Specification) -> list[str]:
    return [_value(option, specification, as_date=_is_date(value, specification)) for option in options]


def _one_of(values: list[str]) -> str:
    return f"{'one of ' if len(values) > _MOST_OPTIONS else ''}{joined(values, 'or')}"


def _none_of(values: list[str]) -> str:
    return f"none of {joined(values)}" if len(values) > len("ab") else f"neither {joined(values, 'nor')}"


def _value(value: ex.Value, specification: Specification, *, it: ex.Value | None = None, as_date: bool = False) -> str:
    """Return a value in words. `it` is the subject of the sentence; `as_date` says that a text is a date."""
    match value:
        case ex.Item(name):
            return item_name(specification.item_by_id[name], specification)
        case ex.Text(text):
            return date_in_words(text) if as_date else f"“{text}”"
        case ex.Number(number):
            return str(number)
        case ex.Call("age_on", (_, when)):
            return f"the age on {_value(when, specification)}"
        case ex.Call("year_start", (when,)):
            return f"the first day of the reporting year that {_day(when, specification, it)} falls in"
        case ex.Call("period_end", (when,)):
            return f"the last day of the {_PERIODS[specification.schedule.frequency]} that {_day(when, specification, it)} falls in"
        case ex.Call("today"):
            return "today"
        case ex.Call("days_between", (first, last)):
            return f"the days from {_value(first, specification)} to {_value(last, specification)}"
        case ex.Call("add_days" | "add_years" as name, (when, ex.Number(number))) if number < 0:
            return f"{_value(when, specification)} minus {counted(-int(number), name.removeprefix('add_').removesuffix('s'))}"
        case ex.Call("add_days" | "add_years" as name, (when, number)):
            return f"{_value(when, specification)} plus {_value(number, specification)} {name.removeprefix('add_')}"
        case ex.Call(name, arguments):
            return f"{name} of {', '.join(_value(argument, specification) for argument in arguments)}"
        case ex.Arithmetic(operator, left, right):
            return f"{_value(left, specification)} {operator} {_value(right, specification)}"


def _day(value: ex.Value, specification: Specification, it: ex.Value | None) -> str:
    return "it" if value == it else _value(value, specification, as_date=True)


def _is_date(value: ex.Value, specification: Specification) -> bool:
    match value:
        case ex.Item(name):
            return specification.item_by_id[name].type == "date"
        case ex.Call():
            return kind_of(value, specification) == "date"
        case _:
            return False
