"""cldspec show: what does the specification say about this?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import FORMAT, echo_json, specification_of

if TYPE_CHECKING:
    from cldspec.lookup import Match
    from cldspec.model import Calculation, Code, CodeList, DataItem, Discrepancy, SaltRequirement, Section, Specification, Table, Topic

Line = tuple[str, str]
"""A label and what goes with it; lines without a label go on with the one before."""

WIDTH = 14
"""Columns that a label takes."""


@click.command("show", short_help="Explain an item, list, value, discrepancy or other part.")
@click.argument("name", nargs=-1, required=True)
@click.option("--version", "version", metavar="VERSION", help="Version number or folder. [default: the latest released version]")
@FORMAT
@click.pass_context
def command(context: click.Context, name: tuple[str, ...], version: str | None, form: str) -> None:
    """Explain a data item, section, code list, value, table, calculation, discrepancy, topic or term.

    NAME is an identifier or a name as the sources print it; whatever its case.

    Examples: cldspec show unit_cost, cldspec show "Home Support", cldspec show D-012
    """
    from cldspec.lookup import find, near
    from cldspec.plain import plain

    _, specification = specification_of(context, version)
    wanted = " ".join(name)
    matches = find(wanted, specification)
    if not matches:
        others = near(wanted, specification)
        hint = f" Did you mean: {'; '.join(others)}?" if others else " See: cldspec list items"
        raise click.UsageError(f"Nothing in version {specification.version} is called {wanted}.{hint}")
    if form == "json":
        within = {index: {"code_list": match.within.id} for index, match in enumerate(matches) if match.within}
        echo_json([{"kind": one.kind, **within.get(index, {}), "content": plain(one.subject)} for index, one in enumerate(matches)])
        return
    for index, match in enumerate(matches):
        if index:
            click.echo()
        _echo(match, specification)


def _echo(match: "Match", specification: "Specification") -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table as Grid
    from rich.text import Text

    console = Console(highlight=False)
    title, lines = card(match, specification)
    console.print(Text.assemble((title, "bold"), f"  ({match.kind})"))
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=WIDTH, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in lines:
        grid.add_row(Text(label, "dim"), Text(text))
    console.print(Padding(grid, (0, 0, 0, 2)))


def card(match: "Match", specification: "Specification") -> tuple[str, Sequence[Line]]:
    """Return the heading and the lines for one part of the specification."""
    from cldspec import model

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
    from cldspec.rules.english import requirement

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
    from cldspec.rules.english import english
    from cldspec.rules.expression import parse

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
