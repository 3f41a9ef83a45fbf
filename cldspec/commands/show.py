"""cldspec show: explain one part of the specification."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import echo_json, format_option, help_ending, version_option
from cldspec.commands.reading import change_requests, load_files, spec_root_of, version_files

if TYPE_CHECKING:
    from cldspec.commands.cards import Card
    from cldspec.lookup import Match
    from cldspec.model import Specification


@click.command(
    "show",
    short_help="Explain a data item, code list, value, rule or other part.",
    epilog=help_ending(
        "cldspec show unit_cost",
        'cldspec show "Home Support"',
        "cldspec show COST-01 --why",
        "cldspec show item-removed",
        exit_codes={0: "The part is shown.", 2: "There is no such part, or the specification has mistakes."},
    ),
)
@click.argument("name", nargs=-1, required=True)
@version_option
@click.option("--why", is_flag=True, help="For a rule: show what it adds to the other rules, as the solver proves it.")
@format_option
@click.pass_context
def command(context: click.Context, name: tuple[str, ...], version: str | None, output_format: str, *, why: bool) -> None:
    """Explain one part of the specification.

    NAME is an identifier, or a name as the sources print it, in upper or lower case. It can be that of a data item, section, code
    list, value, table, calculation, derivation, rule, format, discrepancy, topic, SALT requirement or term. It can also be a kind of
    change, such as item-removed, or a change request, such as CR-001.
    """
    from cldspec.diff.part_history import with_history
    from cldspec.versions.ancestry import load_ancestors

    text = " ".join(name)
    about_changes = _kind_of_change(text) or _change_request(context, text)
    if about_changes:
        _print_card(about_changes, output_format, identifier=text)
        return
    files = version_files(context, version)
    root = files.folder.resolve().parent if files.folder else spec_root_of(context)
    specification = load_files(files)
    specification = with_history(specification, load_ancestors(specification, root, files.label))
    matches = _matches(text, specification, root, spec_root_of(context))
    if output_format == "json":
        echo_json([_as_data(match, specification, why=why) for match in matches])
        return
    from cldspec.commands.cards import card_of, print_card

    for index, match in enumerate(matches):
        if index:
            click.echo()
        print_card(card_of(match, specification, why=why))


def _kind_of_change(name: str) -> "Card | None":
    from cldspec.commands.cards import kind_card
    from cldspec.diff.kinds import KINDS

    return kind_card(name, KINDS[name]) if name in KINDS else None


def _change_request(context: click.Context, name: str) -> "Card | None":
    if not re.fullmatch("(?i)cr-[0-9]+", name):
        return None
    from cldspec.commands.cards import request_card

    return next((request_card(request) for request in change_requests(spec_root_of(context)) if request.id == name.upper()), None)


def _print_card(card: "Card", output_format: str, *, identifier: str) -> None:
    from cldspec.commands.cards import print_card

    if output_format == "json":
        echo_json([{"kind": card.kind, "content": {"id": identifier, **dict(card.lines)}}])
    else:
        print_card(card)


def _matches(name: str, specification: "Specification", *roots: Path) -> "list[Match]":
    """Return all parts with a name; end the call if there is none, with the other version in some folders that has one."""
    from cldspec.commands.elsewhere import elsewhere
    from cldspec.lookup import find, similar_names

    matches = find(name, specification)
    if not matches:
        if sentence := elsewhere(name, specification, *roots):
            raise click.UsageError(sentence)
        similar = similar_names(name, specification)
        hint = f" Did you mean: {'; '.join(similar)}?" if similar else " See: cldspec list items"
        raise click.UsageError(f"Nothing in version {specification.version} is called {name}.{hint}")
    return matches


def _as_data(match: "Match", specification: "Specification", *, why: bool) -> dict[str, object]:
    """Return a part for a program: its fields; for a rule the lines of its card, because most rules are worked out from items."""
    from cldspec.commands.cards import card_of
    from cldspec.model.as_data import as_data
    from cldspec.rules.all_rules import Rule

    kind: dict[str, object] = {"kind": match.kind} | ({"code_list": match.within.id} if match.within else {})
    if not isinstance(match.subject, Rule):
        return {**kind, "content": as_data(match.subject)}
    texts: dict[str, list[str]] = {}
    label = ""
    for line_label, text in card_of(match, specification, why=why).lines:
        label = line_label or label
        texts.setdefault(label or "asks", []).append(text)
    return {
        **kind,
        "content": {"id": match.subject.id, "title": match.subject.title, **{key: " ".join(value) for key, value in texts.items()}},
    }
