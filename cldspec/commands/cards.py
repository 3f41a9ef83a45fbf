"""The cards that `cldspec show` prints: a title, and labelled lines about one part of the specification."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cldspec.commands.common import terminal
from cldspec.model import (
    Calculation,
    Code,
    CodeList,
    DataItem,
    Derivation,
    Discrepancy,
    Format,
    SaltRequirement,
    Section,
    Specification,
    Table,
    Term,
    Topic,
)
from cldspec.model.base import Versioned
from cldspec.rules.all_rules import Rule, rules_of

if TYPE_CHECKING:
    from cldspec.diff.kinds import Kind
    from cldspec.diff.requests import ChangeRequest
    from cldspec.lookup import Match

Line = tuple[str, str]
"""A label and a text. A line without a label continues the line above."""
_LABEL_WIDTH = 14
"""Characters."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is printed about one part of the specification, one kind of change, or one change request."""

    title: str
    kind: str
    lines: Sequence[Line]


def print_card(card: Card) -> None:
    """Print a card, with the labels in a column of their own."""
    from rich.padding import Padding
    from rich.table import Table as Grid
    from rich.text import Text

    console = terminal()
    console.print(Text.assemble((card.title, "bold"), f"  ({card.kind})"))
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_LABEL_WIDTH, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in card.lines:
        grid.add_row(Text(label, "dim"), Text(text))
    console.print(Padding(grid, (0, 0, 0, 2)))


def kind_card(name: str, kind: "Kind") -> Card:
    """Return the card of a kind of change."""
    from cldspec.diff.kinds import AUDIENCES

    to_do = [(f"to {key}", text.format(name="NAME")) for key in AUDIENCES if (text := getattr(kind, key))]
    effects = [("who submit", str(kind.submitters)), ("who read", str(kind.consumers))]
    return Card(name, "kind of change", [("what it is", kind.meaning), *effects, ("how judged", kind.judgement), *to_do])


def request_card(request: "ChangeRequest") -> Card:
    """Return the card of a change request."""
    touches = ", ".join(f"{touch.part}{' (' + ', '.join(touch.kinds) + ')' if touch.kinds else ''}" for touch in request.touches)
    lines = [
        ("version", request.version),
        ("state", request.state),
        ("raised by", f"{request.raised_by}, {request.raised_on}"),
        ("reason", request.reason),
        ("touches", touches),
        ("burden", request.burden),
        ("decision", request.decision or ""),
        *(("agreed by", f"{agreement.body}, {agreement.date}") for agreement in request.agreed_by),
        ("in force from", request.in_force_from or ""),
        ("sources", ", ".join(request.sources)),
    ]
    return Card(f"{request.id} {request.title}", "change request", [(label, text) for label, text in lines if text])


def card_of(match: "Match", specification: Specification, *, why: bool = False) -> Card:
    """Return the card of a part of the specification. With `why`, that of a rule says what the rule adds to the others."""
    title, lines = _title_and_lines(match, specification, why=why)
    return Card(title, match.kind, list(lines))


def _title_and_lines(match: "Match", specification: Specification, *, why: bool) -> "tuple[str, Iterator[Line]]":
    match match.subject:
        case DataItem() as item:
            return item.title, _item(item, specification)
        case Section() as section:
            return section.title, _section(section, specification)
        case CodeList() as code_list:
            return code_list.title, _code_list(code_list, specification)
        case Code() as code:
            assert match.within  # noqa: S101 - a value is found in its code list
            return code.value, _code(code, match.within, specification)
        case Table() as table:
            return table.title, _table(table, specification)
        case Calculation() as calculation:
            return calculation.title, _calculation(calculation, specification)
        case Derivation() as derivation:
            return derivation.title, _derivation(derivation, specification)
        case Rule() as rule:
            return f"{rule.id} {rule.title}", _rule(rule, specification, why=why)
        case Discrepancy() as discrepancy:
            return f"{discrepancy.id} {discrepancy.title}", _discrepancy(discrepancy, specification)
        case Topic() as topic:
            return f"{topic.category}: {topic.topic}", _traced(topic, specification)
        case SaltRequirement() as requirement:
            return f"SALT {requirement.number}: {requirement.requirement}", _traced(requirement, specification)
        case Format() as named_format:
            return named_format.title, _format(named_format, specification)
        case Term() as term:
            return term.term, _term(term, specification)


def _item(item: DataItem, specification: Specification) -> Iterator[Line]:
    from cldspec.rules.targets.english import requirement

    yield "", item.definition
    yield "identifier", item.id
    yield from listed("also called", [other.value for other in item.also_called])
    yield from _history(item)
    yield "section", specification.section_by_id[item.section].title
    yield "type", _type(item)
    yield "obligation", f"{item.obligation} in the template"
    yield "when to fill", requirement(item, specification)
    yield "guidance", item.guidance
    yield from listed("values", list(_values(specification.code_list_by_id[item.code_list])) if item.code_list else [])
    yield from listed("examples", [f"{e.value or '(blank)'}{f': {e.situation}' if e.situation else ''}" for e in item.examples])
    yield from listed("rules", [f"{rule.id} ({rule.severity}): {rule.title}" for rule in rules_of(specification) if item.id in rule.items])
    yield "personal data", item.personal_data
    yield from listed("Annex 1", [f"{t.category}: {t.topic}" for t in specification.traceability.annex_1 if item.id in t.items])
    yield from listed("not in Annex 1", [e.reason for e in specification.traceability.outside_annex_1 if item.id in e.items])
    yield from listed("SALT", [f"{r.number} {r.requirement}" for r in specification.traceability.salt if item.id in r.items])
    yield from _discrepancies(item.id, specification)
    yield from _sources(item.sources, specification)


def _type(item: DataItem) -> str:
    from cldspec.rules.cells import DATE_FORM

    words = {"text": "text", "code": f"value of the code list {item.code_list}", "date": f"date, {DATE_FORM}", "integer": "whole number"}
    words["decimal"] = f"number with up to {item.scale} decimal places"
    named_format = f", format {item.format}" if item.format else ""
    printed = f" (in the sources: {item.printed_type})" if item.printed_type else ""
    return f"{words[item.type]}{named_format}{printed}"


def _section(section: Section, specification: Specification) -> Iterator[Line]:
    from cldspec.rules.expression import parse
    from cldspec.rules.targets.english import english

    yield "", section.description
    yield "identifier", section.id
    yield from listed("also called", [other.value for other in section.also_called])
    yield "applies", f"when {english(parse(section.applies_when), specification)}" if section.applies_when != "always" else "on every row"
    yield from listed("data items", [f"{item.title} ({item.id}, {item.obligation})" for item in specification.items_of(section)])
    yield from _discrepancies(section.id, specification)
    yield from _sources(section.sources, specification)


def _code_list(code_list: CodeList, specification: Specification) -> Iterator[Line]:
    yield "", code_list.description
    yield "identifier", code_list.id
    yield from _history(code_list)
    yield from listed("used by", [f"{item.title} ({item.id})" for item in specification.items if item.code_list == code_list.id])
    yield from listed("values", list(_values(code_list)))
    yield from _discrepancies(code_list.id, specification)
    yield from _sources(code_list.sources, specification)


def _values(code_list: CodeList) -> Iterator[str]:
    for code in code_list.codes:
        label = f"  {code.label}" if code.label else ""
        others = f"  (also seen as: {'; '.join(other.value for other in code.also_seen_as)})" if code.also_seen_as else ""
        history = f"  ({code.history})" if code.history else ""
        yield f"{code.value}{label}{others}{history}"


def _code(code: Code, code_list: CodeList, specification: Specification) -> Iterator[Line]:
    if code.label:
        yield "stands for", code.label
    if code.description:
        yield "", code.description
    yield from _history(code)
    yield "code list", f"{code_list.title} ({code_list.id})"
    yield from listed("used by", [f"{item.title} ({item.id})" for item in specification.items if item.code_list == code_list.id])
    for other in code.also_seen_as:
        yield "also seen as", f"{other.value}, in {'; '.join(_cited(other.sources, specification))}"
    for table in specification.tables:
        keys = [key for key in table.keys if specification.item_by_id[key].code_list == code_list.id]
        rows = [row for row in table.rows if any(row[key] == code.value for key in keys)]
        yield from listed("table", [f"{table.title}: {_row(row)}" for row in rows])
    says = [d for d in specification.discrepancies if code_list.id in d.concerns and any(code.value in r.says for r in d.readings)]
    yield from listed("discrepancies", [f"{d.id} {d.title}" for d in says])
    yield from _sources(code.sources or code_list.sources, specification)


def _history(part: Versioned) -> Iterator[Line]:
    if part.since:
        yield "since", part.since_in_text
    yield from listed("formerly", [former.in_words for former in part.formerly])


def _table(table: Table, specification: Specification) -> Iterator[Line]:
    yield "", table.description
    yield "identifier", table.id
    yield "columns", " | ".join([*table.keys, *(attribute.id for attribute in table.attributes)])
    yield from listed("rows", [_row(row) for row in table.rows])
    for attribute in table.attributes:
        for meaning in attribute.values:
            yield "meaning", f"{attribute.title} {meaning.value}: {meaning.meaning}"
    yield from listed("notes", list(table.notes))
    yield from _discrepancies(table.id, specification)
    yield from _sources(table.sources, specification)


def _row(row: Mapping[str, str]) -> str:
    return " | ".join(row.values())


def _calculation(calculation: Calculation, specification: Specification) -> Iterator[Line]:
    yield "", calculation.definition
    yield "identifier", calculation.id
    yield from listed("also called", [other.value for other in calculation.also_called])
    yield "guidance", calculation.guidance
    for case in calculation.cases:
        yield "case", f"{case.when}: {case.value or f'not applicable, {case.not_applicable}'}"
    if calculation.multipliers:
        yield from listed("multipliers", [f"{one.value}: {one.multiplier}" for one in calculation.multipliers.values])
    for example in calculation.examples:
        yield "example", f"{', '.join(f'{name} {value}' for name, value in example.given.items())}: {example.result}"
    yield from _discrepancies(calculation.id, specification)
    yield from _sources(calculation.sources, specification)


def _derivation(derivation: Derivation, specification: Specification) -> Iterator[Line]:
    from cldspec.steps.english import sentence
    from cldspec.steps.needs import parameters_of
    from cldspec.steps.trace import scope_of, trace

    yield "", derivation.definition
    yield "identifier", derivation.id
    yield "one row is", derivation.grain
    method = next((method for method in specification.methods if method.id == derivation.method), None)
    if method:
        yield "method", f"{method.title}, {method.owner}"
    for difference in derivation.differences:
        yield "differs", f"{difference.text}{f' ({difference.discrepancy})' if difference.discrepancy else ''}"
    scopes = trace(derivation.id, specification).scopes
    steps = zip(derivation.steps, scopes, strict=False)
    yield from listed("steps", [f"{number}. {sentence(step, scope)}" for number, (step, scope) in enumerate(steps, start=1)])
    definitions = {column.id: column.definition for column in derivation.columns}
    columns = scope_of(derivation.id, specification).columns
    yield from listed("columns", [f"{name}: {definitions.get(name) or column.title}" for name, column in columns.items()])
    yield from listed("parameters", [f"{one.id}: {one.title}. {one.definition}" for one in parameters_of(derivation, specification)])
    yield from listed("serves", list(derivation.serves))
    yield from _discrepancies(derivation.id, specification)
    yield from _sources(derivation.sources, specification)


def _discrepancy(discrepancy: Discrepancy, specification: Specification) -> Iterator[Line]:
    yield "about", discrepancy.kind
    for reading in discrepancy.readings:
        yield "reading", reading.says
        for text in _cited(reading.sources, specification):
            yield "", f"  in {text}"
    yield from ((name, text) for name in ("weight", "status", "owner") if (text := getattr(discrepancy, name)))
    yield discrepancy.decision_title.lower(), discrepancy.decision
    yield "reason", discrepancy.reason
    yield from listed("concerns", list(discrepancy.concerns))


def _traced(trace: Topic | SaltRequirement, specification: Specification) -> Iterator[Line]:
    yield from listed("served by", [f"{specification.item_by_id[name].title} ({name})" for name in trace.items])
    if trace.not_collected:
        yield "not collected", trace.not_collected
    if trace.note:
        yield "note", trace.note


def _format(named_format: Format, specification: Specification) -> Iterator[Line]:
    yield "", named_format.description
    yield "pattern", named_format.pattern
    if named_format.check_digit:
        yield "check digit", named_format.check_digit.replace("_", " ")
    yield from _sources(named_format.sources, specification)


def _term(term: Term, specification: Specification) -> Iterator[Line]:
    if term.stands_for:
        yield "stands for", term.stands_for
    yield "", term.meaning
    yield from _sources(term.sources, specification)


def _rule(rule: Rule, specification: Specification, *, why: bool) -> Iterator[Line]:
    from cldspec.commands.rule_card import about_rule

    yield from about_rule(rule, specification, why=why)
    yield from _discrepancies(rule.id, specification)
    yield from _sources(rule.sources, specification)


def _discrepancies(subject: str, specification: Specification) -> Iterator[Line]:
    yield from listed("discrepancies", [f"{d.id} {d.title}" for d in specification.discrepancies if subject in d.concerns])


def _sources(references: Sequence[str], specification: Specification) -> Iterator[Line]:
    yield from listed("sources", _cited(references, specification))


def _cited(references: Sequence[str], specification: Specification) -> list[str]:
    """Return the places in the sources that are cited, one text for each document."""
    return [f"{title}: {'; '.join(places)}" for title, places in specification.places_by_document(references).items()]


def listed(label: str, texts: Iterable[str]) -> Iterator[Line]:
    """Yield texts as lines, of which only the first has the label."""
    for index, text in enumerate(texts):
        yield label if index == 0 else "", text
