"""cldspec show: what does the specification say about this?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import echo_json, format_option, spec_root_of, specification_of, terminal, version_option
from cldspec.commands.comparing import requests_of

if TYPE_CHECKING:
    from cldspec.lookup import Match
    from cldspec.model import Calculation, Code, CodeList, DataItem, Discrepancy, SaltRequirement, Section, Specification, Table, Topic
    from cldspec.rules.all_rules import Rule
    from cldspec.solver.reason import Reasoner

Line = tuple[str, str]
"""A label and what goes with it; lines without a label go on with the one before."""

WIDTH = 14
"""Columns that a label takes."""


@click.command("show", short_help="Explain an item, list, value, rule, discrepancy or other part.")
@click.argument("name", nargs=-1, required=True)
@version_option
@click.option("--why", is_flag=True, help="For a rule: what it adds to the others, as the solver proves it.")
@format_option
@click.pass_context
def command(context: click.Context, name: tuple[str, ...], version: str | None, output_format: str, *, why: bool) -> None:
    """Explain a data item, section, code list, value, table, calculation, rule, discrepancy, topic or term.

    NAME is an identifier or a name as the sources print it; whatever its case. It may also be a kind of change or a change
    request.

    Examples: cldspec show unit_cost, cldspec show "Home Support", cldspec show COST-01 --why, cldspec show item-removed
    """
    from cldspec.lookup import find, similar_names

    wanted = " ".join(name)
    about_changes = _kind(wanted) or _request(context, wanted)
    if about_changes:
        title, kind, lines = about_changes
        if output_format == "json":
            echo_json([{"kind": kind, "content": {"id": wanted, **dict(lines)}}])
        else:
            _echo_card(title, kind, lines)
        return
    specification = specification_of(context, version)
    matches = find(wanted, specification)
    if not matches:
        others = similar_names(wanted, specification)
        hint = f" Did you mean: {'; '.join(others)}?" if others else " See: cldspec list items"
        raise click.UsageError(f"Nothing in version {specification.version} is called {wanted}.{hint}")
    if output_format == "json":
        within = {index: {"code_list": match.within.id} for index, match in enumerate(matches) if match.within}
        contents = [_content(match, specification, why=why) for match in matches]
        echo_json([{"kind": one.kind, **within.get(index, {}), "content": contents[index]} for index, one in enumerate(matches)])
        return
    for index, match in enumerate(matches):
        if index:
            click.echo()
        _echo(match, specification, why=why)


def _content(match: "Match", specification: "Specification", *, why: bool) -> object:
    """Return one part of the specification as plain data; a rule as what its card says, since items make most of them."""
    from cldspec.model.as_data import as_data
    from cldspec.rules.all_rules import Rule

    if not isinstance(match.subject, Rule):
        return as_data(match.subject)
    card: dict[str, list[str]] = {}
    label = ""
    for name, text in _rule(match.subject, specification, why=why):
        label = name or label
        card.setdefault(label or "asks", []).append(text)
    return {"id": match.subject.id, "title": match.subject.title, **{name: " ".join(texts) for name, texts in card.items()}}


def _kind(name: str) -> tuple[str, str, list[Line]] | None:
    """Return the card of a kind of change."""
    from cldspec.diff.kinds import AUDIENCES, KINDS

    kind = KINDS.get(name)
    if kind is None:
        return None
    to_do = [(f"to {key}", text.format(name="it")) for key in AUDIENCES if (text := getattr(kind, key))]
    return name, "kind of change", [("what it is", kind.what), ("how judged", kind.judged), *to_do]


def _request(context: click.Context, name: str) -> tuple[str, str, list[Line]] | None:
    """Return the card of a change request."""
    if not re.fullmatch("(?i)cr-[0-9]+", name):
        return None
    request = next((one for one in requests_of(spec_root_of(context)) if one.id == name.upper()), None)
    if request is None:
        return None
    agreed = [("agreed by", f"{agreement.body}, {agreement.date}") for agreement in request.agreed_by]
    touches = ", ".join(f"{touch.part}{' (' + ', '.join(touch.kinds) + ')' if touch.kinds else ''}" for touch in request.touches)
    lines = [
        ("version", request.version),
        ("state", request.state),
        ("raised by", f"{request.raised_by}, {request.raised_on}"),
        ("reason", request.reason),
        ("touches", touches),
        ("burden", request.burden),
        ("decision", request.decision or ""),
        *agreed,
        ("in force from", request.in_force_from or ""),
        ("sources", ", ".join(request.sources)),
    ]
    return f"{request.id} {request.title}", "change request", [(label, text) for label, text in lines if text]


def _echo(match: "Match", specification: "Specification", *, why: bool) -> None:
    title, lines = card(match, specification, why=why)
    _echo_card(title, match.kind, lines)


def _echo_card(title: str, kind: str, lines: Sequence[Line]) -> None:
    from rich.padding import Padding
    from rich.table import Table as Grid
    from rich.text import Text

    console = terminal()
    console.print(Text.assemble((title, "bold"), f"  ({kind})"))
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=WIDTH, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in lines:
        grid.add_row(Text(label, "dim"), Text(text))
    console.print(Padding(grid, (0, 0, 0, 2)))


def card(match: "Match", specification: "Specification", *, why: bool = False) -> tuple[str, Sequence[Line]]:
    """Return the heading and the lines for one part of the specification."""
    from cldspec import model
    from cldspec.rules.all_rules import Rule

    match match.subject:
        case model.DataItem() as item:
            return item.title, list(_item(item, specification))
        case model.Section() as section:
            return section.title, list(_section(section, specification))
        case model.CodeList() as code_list:
            return code_list.title, list(_code_list(code_list, specification))
        case model.Code() as code:
            return code.value, list(_code(code, match.within, specification))
        case model.Table() as table:
            return table.title, list(_table(table, specification))
        case model.Calculation() as calculation:
            return calculation.title, list(_calculation(calculation, specification))
        case Rule() as rule:
            return f"{rule.id} {rule.title}", list(_rule(rule, specification, why=why))
        case model.Discrepancy() as discrepancy:
            return f"{discrepancy.id} {discrepancy.title}", list(_discrepancy(discrepancy, specification))
        case model.Topic() | model.SaltRequirement() as trace:
            return _trace_title(trace), list(_trace(trace, specification))
        case model.Format() as named:
            check_digit = [("check digit", named.check_digit.replace("_", " "))] if named.check_digit else []
            return named.title, [("", named.description), ("pattern", named.pattern), *check_digit, *_sources(named.sources, specification)]
        case model.Term() as term:
            stands = [("stands for", term.stands_for)] if term.stands_for else []
            return term.term, [*stands, ("", term.meaning), *_sources(term.sources, specification)]


def _item(item: "DataItem", specification: "Specification") -> Iterator[Line]:
    from cldspec.rules.all_rules import rules_of
    from cldspec.rules.targets.english import requirement

    yield "", item.definition
    yield "identifier", item.id
    yield from _listed("also called", [other.value for other in item.also_called])
    yield "section", specification.section_by_id[item.section].title
    yield "type", _type(item)
    yield "obligation", f"{item.obligation} in the template"
    yield "when to fill", requirement(item, specification)
    yield "guidance", item.guidance
    yield from _listed("values", list(_values(specification.code_list_by_id[item.code_list])) if item.code_list else [])
    yield from _listed("examples", [f"{e.value or '(blank)'}{f': {e.situation}' if e.situation else ''}" for e in item.examples])
    yield from _listed("rules", [f"{rule.id} ({rule.severity}): {rule.title}" for rule in rules_of(specification) if item.id in rule.items])
    yield "personal data", item.personal_data
    yield from _listed("Annex 1", [f"{t.category}: {t.topic}" for t in specification.traceability.annex_1 if item.id in t.items])
    yield from _listed("not in Annex 1", [e.reason for e in specification.traceability.outside_annex_1 if item.id in e.items])
    yield from _listed("SALT", [f"{r.number} {r.requirement}" for r in specification.traceability.salt if item.id in r.items])
    yield from _discrepancies(item.id, specification)
    yield from _sources(item.sources, specification)


def _type(item: "DataItem") -> str:
    from cldspec.rules.cells import DATE_FORM

    words = {"text": "text", "code": f"a value of the list {item.code_list}", "date": f"date, {DATE_FORM}", "integer": "whole number"}
    words["decimal"] = f"number with {item.scale} digits after the point"
    form = f", format {item.format}" if item.format else ""
    return f"{words[item.type]}{form} (printed: {item.printed_type})"


def _section(section: "Section", specification: "Specification") -> Iterator[Line]:
    from cldspec.rules.expression import parse
    from cldspec.rules.targets.english import english

    yield "", section.description
    yield "identifier", section.id
    yield from _listed("also called", [other.value for other in section.also_called])
    yield "fill it", f"when {english(parse(section.applies_when), specification)}" if section.applies_when != "always" else "on every row"
    yield from _listed("data items", [f"{item.title} ({item.id}, {item.obligation})" for item in specification.items_of(section)])
    yield from _discrepancies(section.id, specification)
    yield from _sources(section.sources, specification)


def _code_list(code_list: "CodeList", specification: "Specification") -> Iterator[Line]:
    yield "", code_list.description
    yield "identifier", code_list.id
    yield from _listed("used by", [f"{item.title} ({item.id})" for item in specification.items if item.code_list == code_list.id])
    yield from _listed("values", list(_values(code_list)))
    yield from _discrepancies(code_list.id, specification)
    yield from _sources(code_list.sources, specification)


def _values(code_list: "CodeList") -> Iterator[str]:
    for code in code_list.codes:
        label = f"  {code.label}" if code.label else ""
        others = f"  (also seen as: {'; '.join(other.value for other in code.also_seen_as)})" if code.also_seen_as else ""
        yield f"{code.value}{label}{others}"


def _code(code: "Code", within: "CodeList | None", specification: "Specification") -> Iterator[Line]:
    assert within is not None  # noqa: S101 - a value is found in its list
    if code.label:
        yield "stands for", code.label
    if code.description:
        yield "", code.description
    yield "list", f"{within.title} ({within.id})"
    yield from _listed("used by", [f"{item.title} ({item.id})" for item in specification.items if item.code_list == within.id])
    for other in code.also_seen_as:
        yield "also seen as", f"{other.value}, in {'; '.join(_cited(other.sources, specification))}"
    for table in specification.tables:
        keys = [key for key in table.keys if specification.item_by_id[key].code_list == within.id]
        rows = [row for row in table.rows if any(row[key] == code.value for key in keys)]
        yield from _listed("table", [f"{table.title}: {_row(row)}" for row in rows])
    says = [d for d in specification.discrepancies if within.id in d.concerns and any(code.value in r.says for r in d.readings)]
    yield from _listed("discrepancies", [f"{d.id} {d.title}" for d in says])
    yield from _sources(code.sources or within.sources, specification)


def _table(table: "Table", specification: "Specification") -> Iterator[Line]:
    yield "", table.description
    yield "identifier", table.id
    yield "columns", " | ".join([*table.keys, *(attribute.id for attribute in table.attributes)])
    yield from _listed("rows", [_row(row) for row in table.rows])
    for attribute in table.attributes:
        for meaning in attribute.values:
            yield "meaning", f"{attribute.title} {meaning.value}: {meaning.meaning}"
    yield from _listed("notes", list(table.notes))
    yield from _discrepancies(table.id, specification)
    yield from _sources(table.sources, specification)


def _row(row: Mapping[str, str]) -> str:
    return " | ".join(row.values())


def _calculation(calculation: "Calculation", specification: "Specification") -> Iterator[Line]:
    yield "", calculation.definition
    yield "identifier", calculation.id
    yield from _listed("also called", [other.value for other in calculation.also_called])
    yield "guidance", calculation.guidance
    for case in calculation.cases:
        yield "case", f"{case.when}: {case.value or f'not applicable, {case.not_applicable}'}"
    if calculation.multipliers:
        yield from _listed("multipliers", [f"{one.value}: {one.multiplier}" for one in calculation.multipliers.values])
    for example in calculation.examples:
        yield "example", f"{', '.join(f'{name} {value}' for name, value in example.given.items())}: {example.result}"
    yield from _discrepancies(calculation.id, specification)
    yield from _sources(calculation.sources, specification)


def _rule(rule: "Rule", specification: "Specification", *, why: bool) -> Iterator[Line]:
    from cldspec.rules.coverage import all_targets
    from cldspec.rules.targets.sentences import sentence
    from cldspec.solver.examples import example_rows
    from cldspec.solver.reason import Reasoner

    reasoner = Reasoner(specification)
    yield "", sentence(rule, specification)
    yield (
        "severity",
        {"error": "error: the return is not ready to be sent", "warning": "warning: worth a query"}.get(rule.severity, rule.severity),
    )
    yield "what to do", rule.message
    if rule.entry:
        written = {key: getattr(rule.entry, key) for key in ("when", "expect", "unique", "same_on_every_row_of")}
        lines = [f"{key}: {', '.join(value) if isinstance(value, tuple) else value}" for key, value in written.items() if value]
        yield from _listed("in YAML", lines)
        yield from _listed("note", [rule.entry.note] if rule.entry.note else [])
    else:
        yield "made by", f"the data item {rule.items[0]}, or its section or list"
    yield from _listed("data items", [f"{specification.item_by_id[name].title} ({name})" for name in rule.items])
    for label, kind in (("passes", "conforms"), ("fails", "breaks")):
        rows = example_rows(rule, kind, reasoner)  # type: ignore[arg-type]
        yield from _listed(label, [_cells(row, rule, specification) for row in rows] or ["(no row)"])
    if why:
        yield from _listed("why", list(_why(rule, reasoner)))
    reasons = {target.title: target.reason(rule, specification) for target in all_targets()}
    yield "held by", "; ".join(title for title, reason in reasons.items() if reason is None)
    yield from _listed("not held by", [f"{title}: {reason}" for title, reason in reasons.items() if reason is not None])
    yield from _discrepancies(rule.id, specification)
    yield from _sources(rule.sources, specification)


def _cells(row: Mapping[str, str], rule: "Rule", specification: "Specification") -> str:
    """Return the cells of a row that a rule is about."""
    from cldspec.solver.examples import items_of

    own = rule.entry.examples if rule.entry else None
    given = {name for cells in (*own.conforms, *own.breaks) for name in cells} if own else set()
    names = [name for name in row if name in {*items_of(rule, specification), *given}]
    return ", ".join(f"{specification.item_by_id[name].title}: {row[name] or '(blank)'}" for name in names)


def _why(rule: "Rule", reasoner: "Reasoner") -> Iterator[str]:
    from cldspec.rules.all_rules import Row
    from cldspec.rules.expression import Truth
    from cldspec.solver.reason import Never, Possible, Undecided

    if not isinstance(rule.test, Row):
        yield "It is not about one row's values, so that the solver does not look at it. The rows above were tried instead."
        return
    as_grave = reasoner.rules_as_grave_as(rule.id)
    match reasoner.ask(Truth(True), keeping=as_grave, breaking=rule.id):
        case Possible():
            yield f"It is needed: the row that fails keeps all {len(as_grave) - 1} other rules about one row that are as grave."
        case Never(because=because) if because:
            yield f"It is not needed: it follows from {', '.join(because)}."
        case Never():
            yield "It is never broken: no row can break it."
        case Undecided(reason=reason):
            yield f"The solver did not find out whether it follows from other rules: {reason}."
    match reasoner.ask(rule.test.when, keeping=reasoner.rules_about_one_row("error")):
        case Never(because=because):
            yield f"It is for no row that conforms: {', '.join(because)}."
        case _:
            yield "There are rows that it is for, and that conform."


def _discrepancy(discrepancy: "Discrepancy", specification: "Specification") -> Iterator[Line]:
    yield "about", discrepancy.kind
    for reading in discrepancy.readings:
        yield "reading", reading.says
        for text in _cited(reading.sources, specification):
            yield "", f"  in {text}"
    yield "decision", discrepancy.decision
    yield "reason", discrepancy.reason
    yield from _listed("concerns", list(discrepancy.concerns))


def _trace_title(trace: "Topic | SaltRequirement") -> str:
    from cldspec.model import Topic

    return f"{trace.category}: {trace.topic}" if isinstance(trace, Topic) else f"SALT {trace.number}: {trace.requirement}"


def _trace(trace: "Topic | SaltRequirement", specification: "Specification") -> Iterator[Line]:
    yield from _listed("served by", [f"{specification.item_by_id[name].title} ({name})" for name in trace.items])
    if trace.not_collected:
        yield "not collected", trace.not_collected
    if trace.note:
        yield "note", trace.note


def _discrepancies(subject: str, specification: "Specification") -> Iterator[Line]:
    yield from _listed("discrepancies", [f"{d.id} {d.title}" for d in specification.discrepancies if subject in d.concerns])


def _sources(references: Sequence[str], specification: "Specification") -> Iterator[Line]:
    yield from _listed("sources", _cited(references, specification))


def _cited(references: Sequence[str], specification: "Specification") -> list[str]:
    """Return the places cited, gathered by document."""
    by_document: dict[str, list[str]] = {}
    for reference in references:
        document, place = specification.place_by_reference[reference]
        by_document.setdefault(document.title, []).append(place.title)
    return [f"{title}: {'; '.join(places)}" for title, places in by_document.items()]


def _listed(label: str, texts: Sequence[str]) -> Iterator[Line]:
    for index, text in enumerate(texts):
        yield label if index == 0 else "", text
