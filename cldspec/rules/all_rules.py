"""All rules of a specification: those that follow from its data items, and those in its rule files.

The type, code list, format, obligation and section of a data item are rules too. They are named after it, such as
`unit_cost.required`. So everything that is checked has an identifier, a severity, a message and sources.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cldspec.model import ALWAYS, Code, CodeList, DataItem, RuleEntry, Section, Severity, Specification
from cldspec.rules.cells import DATE_FORM, FIRST_YEAR, LAST_YEAR
from cldspec.rules.expression import Condition, IsBlank, Item, Not, Truth, both, parse
from cldspec.rules.tables import items_in
from cldspec.rules.targets.english import english, item_name, points
from cldspec.wording import counted, joined

_LONGEST_VALUES = 120
"""The most characters of all values of a list for a message to name them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A rule about one row. A row breaks it if `when` is TRUE and `expect` is FALSE, but not if one of them is unknown."""

    when: Condition
    expect: Condition


@dataclass(frozen=True, slots=True)
class Readable:
    """A cell that is not blank is readable: it has the type, the code list and the format of its data item."""

    item: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """An allowed value is spelt exactly as in its code list."""

    item: str


@dataclass(frozen=True, slots=True)
class Unique:
    """No two rows that meet `when` have the same values of all these data items. A row with a blank is never a duplicate."""

    items: tuple[str, ...]
    when: Condition


@dataclass(frozen=True, slots=True)
class Same:
    """The rows that meet `when` and have the same value of `of` also have the same value of the item.

    Without `of`, all rows that meet `when` have the same value of the item. If more than half of the rows have one value, only the
    other rows break the rule. A blank is different from a value if `blanks` is true, but it is never what most rows have. If
    `blanks` is false, another rule makes each blank an error.
    """

    item: str
    of: str | None
    when: Condition
    blanks: bool = True


Test = Row | Readable | Spelling | Unique | Same


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it tests, how severe it is to break it, and the message. A finding points to the first item."""

    id: str
    title: str
    severity: Severity
    items: tuple[str, ...]
    message: str
    sources: tuple[str, ...]
    test: Test
    entry: RuleEntry | None = None

    @property
    def subject(self) -> str:
        """The identifier of the item that the rule follows from, or the subject of the rule file."""
        return self.entry.subject if self.entry else self.items[0]


@lru_cache(maxsize=16)
def rules_of(specification: Specification) -> tuple[Rule, ...]:
    """Return all rules: those of the data items in template order, then those in the rule files, by subject."""
    return (*(rule for item in specification.items for rule in _rules_of_item(item, specification)), *_rules_in_files(specification))


def items_same_on_all_rows(rules: Sequence[Rule]) -> frozenset[str]:
    """Return the items that must have the same value on all rows of a return."""
    return frozenset(rule.test.item for rule in rules if isinstance(rule.test, Same) and rule.test.of is None)


def row_rules(specification: Specification, *severities: Severity) -> Iterator[tuple[Rule, Row]]:
    """Yield the rules about one row that have one of these severities, with their tests."""
    for rule in rules_of(specification):
        if isinstance(rule.test, Row) and rule.severity in severities:
            yield rule, rule.test


@lru_cache(maxsize=16)
def required_on_all_rows(specification: Specification) -> frozenset[str]:
    """Return the data items that must not be blank on any row."""
    return frozenset(item.id for item in specification.items if _is_required_on_all_rows(item, specification.section_by_id[item.section]))


def _is_required_on_all_rows(item: DataItem, section: Section) -> bool:
    return item.required_when == ALWAYS == section.applies_when and item.if_blank == "error"


def _rules_of_item(item: DataItem, specification: Specification) -> Iterator[Rule]:
    section, name = specification.section_by_id[item.section], item_name(item, specification)
    yield from _readable(item, specification)
    yield from _required(item, section, specification)
    applies = parse(section.applies_when)
    if applies != Truth(True):
        yield Rule(
            f"{item.id}.applies",
            f"{item.title} is blank where it does not apply",
            "error",
            (item.id,),
            f"{name} is only for rows where {english(applies, specification)}. Clear it{_or_correct(applies, specification)}.",
            section.sources,
            Row(Not(applies), IsBlank(Item(item.id))),
        )
    if section.same_on_every_row_of not in (None, item.id):
        yield _same(item, section, specification)


def _readable(item: DataItem, specification: Specification) -> Iterator[Rule]:
    code_list, named = specification.code_list_of(item), specification.format_by_id.get(item.format or "")
    items, name = (item.id,), item_name(item, specification)
    if code_list:
        values = _values_of(code_list)
        choice = f"Choose one of the {len(code_list.values)} values in the {_list_name(code_list)}."
        message = f"{name} must be {values}." if values else f"{name} is not an allowed value. {choice}"
        yield Rule(f"{item.id}.list", f"{item.title} is an allowed value", "error", items, message, code_list.sources, Readable(item.id))
        if any(_has_other_spellings(code) for code in code_list.codes):
            exactly = f": {values}" if values else " the spelling in the list"
            message = f"This spelling is not in the {_list_name(code_list)}. Use exactly{exactly}."
            title = f"{item.title} is spelt as in its list"
            yield Rule(f"{item.id}.spelling", title, "warning", items, message, code_list.sources, Spelling(item.id))
    elif item.type == "date":
        message = f"{name} is not a date from {FIRST_YEAR} to {LAST_YEAR}. Write it as {DATE_FORM}, without a time."
        yield Rule(f"{item.id}.type", f"{item.title} is a date", "error", items, message, item.sources, Readable(item.id))
    elif item.type in {"integer", "decimal"}:
        number = f"a number with up to {counted(item.scale, 'decimal place')}" if item.scale else "a whole number"
        message = f"{name} must be {number}, such as {_example_of(item)}. Leave out units, signs such as £, and commas."
        yield Rule(f"{item.id}.type", f"{item.title} is a number", "error", items, message, item.sources, Readable(item.id))
    elif named:
        advice = named.advice or "Check for mistyped characters."
        verb = "must" if named.if_not_met == "error" else "should"
        message = f"{name} {verb} be written like {named.conforms[0]}. {advice}"
        sources = named.sources or item.sources
        title = f"{item.title} has the right format"
        yield Rule(f"{item.id}.format", title, named.if_not_met, items, message, sources, Readable(item.id))
    elif item.max_length is not None:
        message = f"{name} is longer than {counted(item.max_length, 'character')}. Shorten it."
        yield Rule(f"{item.id}.length", f"{item.title} is not too long", "error", items, message, item.sources, Readable(item.id))


def _values_of(code_list: CodeList) -> str:
    """Return the values of a list as the part of a sentence; an empty text if they are too long to read."""
    values = joined(code_list.values, "or")
    return values if len(values) <= _LONGEST_VALUES else ""


def _list_name(code_list: CodeList) -> str:
    """Return what a sentence calls a list: "Gender list"."""
    return code_list.title if code_list.title.lower().endswith("list") else f"{code_list.title} list"


def _example_of(item: DataItem) -> str:
    """Return an example of a number that the item can have, as typed."""
    examples = (example.value for example in item.examples if example.value)
    return next(examples, f"{21.5:.{item.scale or 0}f}")


def _has_other_spellings(code: Code) -> bool:
    return bool(code.also_seen_as) or code.value.lower() != code.value.upper() or " " in code.value


def _required(item: DataItem, section: Section, specification: Specification) -> Iterator[Rule]:
    if item.required_when is None or item.if_blank is None:
        return
    condition = parse(item.required_when)
    when = both(parse(section.applies_when), condition)
    shown = when if condition == Truth(True) else condition  # a row that the section does not apply to never breaks the rule
    where = "on every row" if when == Truth(True) else _where(shown, specification)
    needed, fill_in = ("needed", "Fill it in") if item.if_blank == "error" else ("expected", "Fill it in if you have it")
    message = f"{item_name(item, specification)} is blank. It is {needed} {where}. {fill_in}{_or_correct(condition, specification)}."
    title = f"{item.title} is filled in where it is {needed}"
    yield Rule(f"{item.id}.required", title, item.if_blank, (item.id,), message, item.sources, Row(when, Not(IsBlank(Item(item.id)))))


def _where(condition: Condition, specification: Specification) -> str:
    """Return on which rows a condition is met. A long one becomes the names of its items: a message is about a row that meets it."""
    if not points(condition, specification):
        return f"where {english(condition, specification)}"
    items = items_in(condition, specification)
    return f"with this {joined([item_name(item, specification) for item in specification.items if item.id in items])}"


def _or_correct(condition: Condition, specification: Specification) -> str:
    """Return the other remedy, if a condition is about a single item: its value can be wrong instead."""
    items = items_in(condition, specification)
    return f", or correct {item_name(specification.item_by_id[items.pop()], specification)}" if len(items) == 1 else ""


def _same(item: DataItem, section: Section, specification: Specification) -> Rule:
    of = specification.item_by_id.get(section.same_on_every_row_of or "")
    noun = specification.collection.title.lower()
    blanks = not _is_required_on_all_rows(item, section)
    of_name = item_name(of, specification) if of else ""
    rows, these = (f"with the same {of_name}", f"with this {of_name}") if of else (f"of the {noun}",) * 2
    counts = " A blank counts as a different value." if blanks else ""
    message = f"The rows {these} have different values of {item_name(item, specification)}. Give the correct value on all of them.{counts}"
    title = f"{item.title} is the same on every row {rows}"
    test = Same(item.id, of.id if of else None, Truth(True), blanks)
    return Rule(f"{item.id}.same", title, section.if_not_same or "error", (item.id,), message, section.sources, test)


def _rules_in_files(specification: Specification) -> Iterator[Rule]:
    for entry in specification.rules:
        when = parse(entry.when)
        test: Test
        if entry.unique:
            test = Unique(entry.unique, when)
        elif entry.same_on_every_row_of:
            test = Same(entry.items[0], entry.same_on_every_row_of, when)
        else:
            test = Row(when, parse(entry.expect or ALWAYS))
        message = " ".join(entry.message.split())  # line breaks could end a batch of a script
        yield Rule(entry.id, " ".join(entry.title.split()), entry.severity, entry.items, message, entry.sources, test, entry)
