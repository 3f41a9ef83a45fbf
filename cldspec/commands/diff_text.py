"""A comparison of two versions as lines for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import short_path
from cldspec.diff.changes import Change, Comparison, Witness
from cldspec.diff.kinds import KINDS, TEXT_KINDS
from cldspec.diff.summary import summed_up
from cldspec.wording import counted, date_in_words

if TYPE_CHECKING:
    from cldspec.diff.requests import Explained
    from cldspec.usage import Use
    from cldspec.versions.catalogue import Version

_BREAKING_GROUPS = (
    ("Breaks those who submit and those who read", True, True),
    ("Breaks those who submit", True, False),
    ("Breaks those who read", False, True),
)
"""Headings, and whether the changes below break those who submit, and those who read."""


@dataclass(frozen=True, slots=True)
class Details:
    """How much is printed about each change."""

    all_changes: bool = False
    """Whether changes that need no action are printed one by one."""
    examples: bool = False
    """Whether the example of each change that breaks somebody is printed."""
    uses: Mapping[tuple[str, str], Sequence["Use"]] = field(default_factory=dict)
    """The uses in scripts that a change affects, by its kind and part."""


def comparison_lines(comparison: Comparison, old: "Version", new: "Version", details: Details) -> Iterator[str]:
    """Yield the lines about all changes: those that break somebody, then those that need action, then the others in short."""

    def group(heading: str, changes: Sequence[Change], colour: str) -> Iterator[str]:
        if changes:
            yield from _heading(heading, sum(len(change.parts) or 1 for change in changes), colour)
        for change in changes:
            yield from _change_lines(change, old if change.is_gone else new, details)

    yield _summary(comparison)
    if comparison.about_missing_versions:
        yield comparison.about_missing_versions
    rest = list(comparison.changes) if details.examples else summed_up(comparison.changes, comparison.new)
    for heading, breaks_submitters, breaks_consumers in _BREAKING_GROUPS:
        breaks = (breaks_submitters, breaks_consumers)
        in_group = [change for change in rest if (_breaks(change, "submitters"), _breaks(change, "consumers")) == breaks]
        yield from group(heading, in_group, "red")
        rest = [change for change in rest if change not in in_group]
    undecided = [change for change in rest if "not decided" in (change.submitters.verdict, change.consumers.verdict)]
    yield from group("Not decided: check these yourself", undecided, "yellow")
    rest = [change for change in rest if change not in undecided]
    needing_action = [change for change in rest if KINDS[change.kind].needs_action]
    others = [change for change in rest if change not in needing_action]
    if details.all_changes:
        yield from group("Breaks nobody", needing_action, "green")
        yield from group("For the record", others, "white")
        return
    texts = [change for change in needing_action if change.kind in TEXT_KINDS]
    yield from group("Breaks nobody", [change for change in needing_action if change not in texts], "green")
    names = {kind: "; ".join(dict.fromkeys(change.name for change in texts if change.kind == kind)) for kind in _kinds(texts)}
    yield from _short_list("Texts that have changed", len(texts), names, "cyan")
    counts = {kind: str(len({change.name for change in others if change.kind == kind})) for kind in _kinds(others)}
    yield from _short_list("For the record; use --all to list them", len(others), counts, "white")


def request_lines(comparison: Comparison, matched: "Explained") -> Iterator[str]:
    """Yield the lines about change requests: the changes that they explain, the changes that none explains, and what was not done."""
    explaining: dict[str, int] = {}
    for requests in matched.by_change.values():
        for request in requests:
            since = f", from {date_in_words(request.in_force_from)}" if request.in_force_from else ""
            name = f"{request.id} {request.title} ({request.state}{since})"
            explaining[name] = explaining.get(name, 0) + 1
    yield from _heading("Explained by change requests", len(explaining), None)
    for name in sorted(explaining):
        yield f"  {name}: {counted(explaining[name], 'change')}"
    unexplained = matched.unexplained(comparison)
    yield from _heading("Explained by no change request", len(unexplained), "yellow" if unexplained else "green")
    for change in unexplained:
        yield f"  {change.kind} {change.part}: {change.sentence}"
    yield from _heading("Requested, but not changed", len(matched.promised), "yellow" if matched.promised else "green")
    for request, touch in matched.promised:
        kinds = f" ({', '.join(touch.kinds)})" if touch.kinds else ""
        yield f"  {request.id} {request.title}: {touch.part}{kinds}"


def _summary(comparison: Comparison) -> str:
    """Return the line that says which versions are compared, and how many changes break whom."""
    old, new = comparison.old, comparison.new
    submitters, consumers = len(comparison.breaking("submitters")), len(comparison.breaking("consumers"))
    counts = f"{counted(len(comparison.changes), 'change')}; {_break(submitters)} those who submit, {_break(consumers)} those who read"
    return f"{new.abbreviation} {old.version_label} to {new.version_label}: {counts}."


def _break(number: int) -> str:
    return f"{number} {'breaks' if number == 1 else 'break'}"


def _breaks(change: Change, side: str) -> bool:
    return bool(getattr(change, side).verdict == "breaking")


def _kinds(changes: Sequence[Change]) -> list[str]:
    return list(dict.fromkeys(change.kind for change in changes))


def _heading(text: str, number: int, colour: str | None) -> Iterator[str]:
    yield ""
    yield click.style(f"{text} ({number})", fg=colour, bold=True)


def _short_list(heading: str, number: int, texts: Mapping[str, str], colour: str) -> Iterator[str]:
    """Yield one line for each kind of change."""
    if texts:
        yield from _heading(heading, number, colour)
    for kind, text in texts.items():
        yield f"  {kind}: {text}"


def _change_lines(change: Change, version: "Version", details: Details) -> Iterator[str]:
    """Yield the lines about one change, whose file is in a version."""
    file, line = change.at
    path = short_path(version.folder / file) if version.folder else str(Path(version.label) / file)
    yield f"  {change.sentence}" if change.parts else f"  {click.style(change.name, bold=True)}: {change.sentence}"
    yield click.style(f"    {change.kind} {change.part} ({path}:{line})", dim=True)
    yield from (f"    “{part.before}” → “{part.after}”" for part in change.parts)
    for side, effect in (("submit", change.submitters), ("read", change.consumers)):
        if effect.verdict != "not breaking" or effect.how == "searched" or effect.is_queried:
            yield f"    {side}: {effect.reason} [{effect.how}]"
        if details.examples and effect.witness:
            yield from (f"      {text}" for text in _example_lines(effect.witness))
    if change.hint:
        yield click.style(f"    hint: {change.hint}", fg="yellow")
    for use in [use for part in change.parts or (change,) for use in details.uses.get((part.kind, part.part), ())]:
        yield f"    {use.file}:{use.line}:{use.column}: {use.text}"


def _example_lines(witness: Witness) -> Iterator[str]:
    """Yield the lines about a made-up return, with the cells that decide first in each row."""
    yield f"Made-up example: {witness.accepted_by} accepts it, {witness.rejected_by} does not ({witness.because[0][0]})."
    for number, row in enumerate(witness.rows, 1):
        deciding = [name for name in witness.matters if name in row] or list(row)[:1]
        cells = [f"{name} = {row[name]}" for name in deciding] + [f"{name} blank" for name in witness.matters if name not in row]
        others = [f"{name} = {text}" for name, text in row.items() if name not in deciding]
        yield f"row {number}: {', '.join(cells)}; other cells: {', '.join(others)}"
