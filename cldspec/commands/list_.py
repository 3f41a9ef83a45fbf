"""cldspec list: list what a specification has, or what the program knows."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import echo_json, format_option, help_ending, terminal, version_option
from cldspec.commands.reading import change_requests, spec_root_of, specification_of

if TYPE_CHECKING:
    from cldspec.model import Specification

Row = dict[str, str]
"""A row of a list: texts by column headings, of which the first is the name."""


@click.command(
    "list",
    short_help="List data items, code lists, rules, versions and so on.",
    epilog=help_ending(
        "cldspec list",
        "cldspec list code-lists",
        "cldspec list rules --version 4.1 --format json",
        "cldspec list discrepancies --weight content --status open",
        exit_codes={0: "The list is printed.", 2: "There is no such list, or the specification has mistakes."},
    ),
)
@click.argument("what", default="items")
@click.option("--weight", type=click.Choice(["content", "meaning", "wording"]), help="Only the discrepancies with this weight.")
@click.option("--status", type=click.Choice(["open", "decided"]), help="Only the discrepancies with this status.")
@version_option
@format_option
@click.pass_context
def command(context: click.Context, what: str, *, weight: str | None, status: str | None, version: str | None, output_format: str) -> None:
    """List what a specification has, or what the program knows.

    WHAT is one of these lists of a specification: items (the default), sections, code-lists, tables, calculations,
    derivations, rules, discrepancies, topics, salt, terms, sources.

    Or one of these: versions, requests (to change the specification), changes (the kinds of change), outputs, checks.
    """
    from cldspec.spelling import suggest

    other_lists: dict[str, Callable[[], Iterator[Row]]] = {
        "versions": lambda: _versions(context),
        "requests": lambda: _requests(context),
        "changes": _changes,
        "outputs": _outputs,
        "checks": _checks,
    }
    if what in other_lists:
        rows = list(other_lists[what]())
    elif what in SPECIFICATION_LISTS:
        rows = list(SPECIFICATION_LISTS[what](specification_of(context, version)))
    else:
        raise click.UsageError(f"There is no list called {what}. {suggest(what, [*other_lists, *SPECIFICATION_LISTS])}")
    rows = _filtered(what, rows, weight, status)
    if output_format == "json":
        echo_json(rows)
    else:
        _print(rows)


def _print(rows: list[Row]) -> None:
    """Print rows as a table on a terminal, and as lines with tabs for another program."""
    from rich.table import Table
    from rich.text import Text

    console = terminal()
    headings = list(rows[0]) if rows else []
    if not console.is_terminal:
        for line in (headings, *(row.values() for row in rows)):
            click.echo("\t".join(line))
        return
    grid = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for index, heading in enumerate(headings):
        grid.add_column(heading, overflow="fold", no_wrap=index == 0)
    for row in rows:
        grid.add_row(*(Text(text) for text in row.values()))
    console.print(grid)


def _items(specification: "Specification") -> Iterator[Row]:
    for item in specification.items:
        kind = item.code_list or item.format or item.type
        yield {"item": item.id, "title": item.title, "section": item.section, "type": kind, "obligation": item.obligation}


def _sections(specification: "Specification") -> Iterator[Row]:
    for section in specification.sections:
        count = sum(1 for _ in specification.items_of(section))
        yield {"section": section.id, "title": section.title, "items": str(count), "applies when": section.applies_when}


def _code_lists(specification: "Specification") -> Iterator[Row]:
    for code_list in specification.code_lists:
        used = ", ".join(item.id for item in specification.items if item.code_list == code_list.id)
        yield {"list": code_list.id, "title": code_list.title, "values": str(len(code_list.codes)), "used by": used}


def _tables(specification: "Specification") -> Iterator[Row]:
    for table in specification.tables:
        yield {"table": table.id, "title": table.title, "rows": str(len(table.rows)), "keys": ", ".join(table.keys)}


def _calculations(specification: "Specification") -> Iterator[Row]:
    for calculation in specification.calculations:
        yield {"calculation": calculation.id, "title": calculation.title}


def _derivations(specification: "Specification") -> Iterator[Row]:
    for derivation in specification.derivations:
        yield {"derivation": derivation.id, "title": derivation.title, "one row is": derivation.grain, "method": derivation.method or ""}


def _rules(specification: "Specification") -> Iterator[Row]:
    from cldspec.rules.all_rules import rules_of

    for rule in rules_of(specification):
        yield {"rule": rule.id, "severity": rule.severity, "title": rule.title}


def _discrepancies(specification: "Specification") -> Iterator[Row]:
    for discrepancy in specification.discrepancies:
        yield {
            "id": discrepancy.id,
            "weight": discrepancy.weight or "",
            "status": discrepancy.status or "",
            "title": discrepancy.title,
            "owner": discrepancy.owner or "",
            "about": discrepancy.kind,
            "concerns": ", ".join(discrepancy.concerns),
        }


def _filtered(what: str, rows: list[Row], weight: str | None, status: str | None) -> list[Row]:
    """Return the rows with a weight and a status. End the call if the list has none."""
    wanted = {name: value for name, value in (("weight", weight), ("status", status)) if value}
    if wanted and what != "discrepancies":
        raise click.UsageError(
            f"Only discrepancies have a {' and a '.join(wanted)}. Run: cldspec list discrepancies --{next(iter(wanted))} ..."
        )
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def _topics(specification: "Specification") -> Iterator[Row]:
    for topic in specification.traceability.annex_1:
        served = ", ".join(topic.items) or "not collected"
        yield {"topic": topic.id, "category": topic.category, "name": topic.topic, "served by": served}


def _salt(specification: "Specification") -> Iterator[Row]:
    for requirement in specification.traceability.salt:
        served = ", ".join(requirement.items) or "not collected"
        yield {"number": f"SALT {requirement.number}", "requirement": requirement.requirement, "served by": served}


def _terms(specification: "Specification") -> Iterator[Row]:
    for term in specification.glossary:
        yield {"term": term.term, "stands for": term.stands_for or ""}


def _sources(specification: "Specification") -> Iterator[Row]:
    for reference, (document, place) in specification.place_by_reference.items():
        yield {"source": reference, "document": document.title, "place": place.title}


def _versions(context: click.Context) -> Iterator[Row]:
    from cldspec.load import SPECIFICATION
    from cldspec.versions.catalogue import status_of, version_folders

    for number, folder in version_folders(spec_root_of(context)).items():
        yield {"version": number, "status": status_of(folder), "file": str(folder / SPECIFICATION)}


def _outputs() -> Iterator[Row]:
    from cldspec_generators import OutputError, description_of, output_names

    try:
        described = {name: description_of(name) for name in output_names()}
    except OutputError as error:
        raise click.UsageError(str(error)) from error
    for name, description in described.items():
        yield {"output": name, "description": description}


def _checks() -> Iterator[Row]:
    from cldspec.check import explanations

    for name, text in explanations().items():
        yield {"check": name, "requirement": text}


def _requests(context: click.Context) -> Iterator[Row]:
    for request in change_requests(spec_root_of(context)):
        yield {"request": request.id, "version": request.version, "state": request.state, "title": request.title}


def _changes() -> Iterator[Row]:
    from cldspec.diff.kinds import KINDS

    for name, kind in KINDS.items():
        yield {"change": name, "description": kind.meaning, "submitters": str(kind.submitters), "consumers": str(kind.consumers)}


SPECIFICATION_LISTS: dict[str, Callable[["Specification"], Iterator[Row]]] = {
    "items": _items,
    "sections": _sections,
    "code-lists": _code_lists,
    "tables": _tables,
    "calculations": _calculations,
    "derivations": _derivations,
    "rules": _rules,
    "discrepancies": _discrepancies,
    "topics": _topics,
    "salt": _salt,
    "terms": _terms,
    "sources": _sources,
}
