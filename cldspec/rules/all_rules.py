"""Every rule of a specification: those that its data items make by themselves, and those that it writes out.

A data item's type, list, format, obligation and section are rules too, named after it: `unit_cost.required`. So each
thing that anyone checks has an identifier, a severity, a message and sources, and stands here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cldspec.model import ALWAYS, Code, DataItem, RuleEntry, Section, Severity, Specification
from cldspec.rules.cells import DATE_FORM, FIRST_YEAR, LAST_YEAR
from cldspec.rules.expression import Condition, IsBlank, Item, Not, Truth, both, parse
from cldspec.rules.targets.english import english


@dataclass(frozen=True, slots=True)
class Row:
    """A rule about one row, broken where `when` is TRUE and `expect` is FALSE; unknown breaks nothing."""

    when: Condition
    expect: Condition


@dataclass(frozen=True, slots=True)
class Readable:
    """A filled cell is a value of its data item: of its type, in its list, of its format."""

    item: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """A list value is written to the letter as its list has it."""

    item: str


@dataclass(frozen=True, slots=True)
class Unique:
    """No two of the rows that meet `when` share the values of all these data items; a blank is shared with none."""

    items: tuple[str, ...]
    when: Condition


@dataclass(frozen=True, slots=True)
class Same:
    """Of the rows that meet `when`, those that share the value of `of` share the item's; without `of`, all of the return.

    A blank beside a value differs from it, unless blanks are left to another rule that makes each of them an error.
    """

    item: str
    of: str | None
    when: Condition
    blanks: bool = True


Test = Row | Readable | Spelling | Unique | Same


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it tests, what breaking it means, and what to tell whoever did. A finding points to the first item."""

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
        """The item that makes the rule, or the subject under which it is written."""
        return self.entry.subject if self.entry else self.items[0]


@lru_cache(maxsize=16)
def rules_of(specification: Specification) -> tuple[Rule, ...]:
    """Return every rule: those of the data items in template order, then those written out, by subject."""
    return (*(rule for item in specification.items for rule in _of_item(item, specification)), *_written(specification))


def alike_in_all(rules: Sequence[Rule]) -> frozenset[str]:
    """Return the items that are to be the same on every row of a return."""
    return frozenset(rule.test.item for rule in rules if isinstance(rule.test, Same) and rule.test.of is None)


def row_rules(specification: Specification, *severities: Severity) -> Iterator[tuple[Rule, Row]]:
    """Yield the rules about one row, of some severities, with their conditions."""
    for rule in rules_of(specification):
        if isinstance(rule.test, Row) and rule.severity in severities:
            yield rule, rule.test


@lru_cache(maxsize=16)
def needed_on_every_row(specification: Specification) -> frozenset[str]:
    """Return the data items whose blank is an error on each and every row."""
    return frozenset(item.id for item in specification.items if _is_needed_on_every_row(item, specification.section_by_id[item.section]))


def _is_needed_on_every_row(item: DataItem, section: Section) -> bool:
    return item.required_when == ALWAYS == section.applies_when and item.if_blank == "error"


def _of_item(item: DataItem, specification: Specification) -> Iterator[Rule]:
    section = specification.section_by_id[item.section]
    yield from _readable(item, specification)
    yield from _required(item, section, specification)
    applies = parse(section.applies_when)
    if applies != Truth(True):
        yield Rule(
            f"{item.id}.applies",
            f"{item.title} only where its section applies",
            "error",
            (item.id,),
            f"Leave {item.title} blank: it is only for rows where {english(applies, specification)}.",
            section.sources,
            Row(Not(applies), IsBlank(Item(item.id))),
        )
    if section.same_on_every_row_of not in (None, item.id):
        yield _same(item, section, specification)


def _readable(item: DataItem, specification: Specification) -> Iterator[Rule]:
    code_list, named = specification.code_list_of(item), specification.format_by_id.get(item.format or "")
    own = (item.id,)
    if code_list:
        count = len(code_list.values)
        message = f"{item.title} is not in its list. Choose one of the {count} values of the list {code_list.title}."
        yield Rule(f"{item.id}.list", f"{item.title} is in its list", "error", own, message, code_list.sources, Readable(item.id))
        if any(_has_other_spellings(code) for code in code_list.codes):
            message = f"{item.title} is spelt otherwise in its list. Write it to the letter as the list {code_list.title} has it."
            title = f"{item.title} is spelt as in its list"
            yield Rule(f"{item.id}.spelling", title, "warning", own, message, code_list.sources, Spelling(item.id))
    elif item.type == "date":
        message = f"{item.title} is not a date. Write it as {DATE_FORM}, without a time, in a year from {FIRST_YEAR} to {LAST_YEAR}."
        yield Rule(f"{item.id}.type", f"{item.title} is a date", "error", own, message, item.sources, Readable(item.id))
    elif item.type in {"integer", "decimal"}:
        places = f", with at most {item.scale} after a point" if item.scale else ""
        message = f"{item.title} is not a number of the right form. Write digits{places}: no unit, no comma between thousands."
        yield Rule(f"{item.id}.type", f"{item.title} is a number", "error", own, message, item.sources, Readable(item.id))
    elif named:
        advice = named.advice or "Look for mistyped characters."
        message = f"{item.title} does not have the form that it should. Write it like {named.conforms[0]}. {advice}"
        sources = named.sources or item.sources
        yield Rule(f"{item.id}.format", f"{item.title} has its form", "error", own, message, sources, Readable(item.id))
    elif item.max_length is not None:
        message = f"{item.title} is longer than {item.max_length} characters. Shorten it."
        yield Rule(f"{item.id}.length", f"{item.title} is not too long", "error", own, message, item.sources, Readable(item.id))


def _has_other_spellings(code: Code) -> bool:
    return bool(code.also_seen_as) or code.value.lower() != code.value.upper() or " " in code.value


def _required(item: DataItem, section: Section, specification: Specification) -> Iterator[Rule]:
    if item.required_when is None or item.if_blank is None:
        return
    when = both(parse(section.applies_when), parse(item.required_when))
    where = "on every row" if when == Truth(True) else f"where {english(when, specification)}"
    wanted = "is needed" if item.if_blank == "error" else "is expected"
    message = f"Fill {item.title}: it {wanted} {where}."
    test = Row(when, Not(IsBlank(Item(item.id))))
    title = f"{item.title} is filled where it {wanted}"
    yield Rule(f"{item.id}.required", title, item.if_blank, (item.id,), message, item.sources, test)


def _same(item: DataItem, section: Section, specification: Specification) -> Rule:
    of = specification.item_by_id.get(section.same_on_every_row_of or "")
    whole = f"the same {of.title}" if of else f"the {specification.collection.title.lower()}"
    blanks = not _is_needed_on_every_row(item, section)
    message = f"Give {item.title} the same value on every row of {whole}{', or leave it blank on all of them' if blanks else ''}."
    title = f"{item.title} is the same on every row of {whole}"
    test = Same(item.id, of.id if of else None, Truth(True), blanks)
    return Rule(f"{item.id}.same", title, section.if_not_same or "error", (item.id,), message, section.sources, test)


def _written(specification: Specification) -> Iterator[Rule]:
    for entry in specification.rules:
        when = parse(entry.when)
        test: Test
        if entry.unique:
            test = Unique(entry.unique, when)
        elif entry.same_on_every_row_of:
            test = Same(entry.items[0], entry.same_on_every_row_of, when)
        else:
            test = Row(when, parse(entry.expect or ALWAYS))
        message = " ".join(entry.message.split())  # a script whose batches are ended by a line of its own could not bear line breaks
        yield Rule(entry.id, " ".join(entry.title.split()), entry.severity, entry.items, message, entry.sources, test, entry)
