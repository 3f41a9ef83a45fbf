"""cldspec diff: what changed between two versions, and whom does it break?"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import echo_json, short_path, spec_root_of
from cldspec.commands.comparing import compared, newest, requests_of, version_of
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.diff.changes import Change, Comparison, Witness
    from cldspec.diff.requests import Explained
    from cldspec.usage import Use
    from cldspec.versions.catalogue import Version

FAIL_ON = ("breaking", "submitters", "consumers", "undecided", "unexplained", "any", "never")
_HOW = {"proved": "proved", "searched": "found by search", "by definition": "by definition", "not decided": "not decided"}
TEXTS = {
    "chapter-changed",
    "definition-changed",
    "guidance-changed",
    "rule-examples-changed",
    "rule-text-changed",
    "statement-changed",
    "value-described",
    "title-changed",
}
"""The kinds of change that are told in one line, unless everything is wanted: somebody reads them, and nothing else."""
_GROUPS = (
    ("Breaks those who submit and those who read", True, True),
    ("Breaks those who submit", True, False),
    ("Breaks those who read", False, True),
)


@click.command("diff", short_help="Say what changed between two versions, whom it breaks, and show an example.")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="Output format."
)
@click.option("--all", "everything", is_flag=True, help="Also what nobody has to do anything about: sources, glossary and so on.")
@click.option("--examples", is_flag=True, help="Show the example of each change that breaks someone.")
@click.option("--requests", "with_requests", is_flag=True, help="Set the changes against the change requests in changes/.")
@click.option("--usage", multiple=True, type=click.Path(path_type=Path), help="Show which lines of these scripts a change touches.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Folder to write the notice, workbook and migrations to.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="breaking", show_default=True, help="What makes the exit code 1.")
@click.pass_context
def command(
    context: click.Context,
    old: str | None,
    new: str | None,
    *,
    output_format: str,
    everything: bool,
    examples: bool,
    with_requests: bool,
    usage: tuple[Path, ...],
    to: Path | None,
    fail_on: str,
) -> None:
    """Say what changed between OLD and NEW, whether it breaks those who submit or those who read, and how that is known.

    Each is a version number, a folder, or git:REVISION (its newest version) or git:REVISION:VERSION. Without NEW, the
    newest version; without OLD, too, the released version before it. Rules, lists and obligations are proved: the answer holds for
    every row that there could be, and each change that breaks comes with an example that both versions were asked about.

    Exit code 0: nothing of the kind that --fail-on names. 1: there is. 2: a version cannot be read.

    Examples: cldspec diff 4.0 5.0 --examples, cldspec diff git:origin/main . --fail-on breaking --format markdown
    """
    root = spec_root_of(context)
    earlier, later = _versions(root, old, new)
    comparison = compared(earlier, later)
    matched = _matched(root, comparison) if with_requests or to or fail_on == "unexplained" else None
    touched = _touched(usage, comparison) if usage else {}
    if output_format == "json":
        _echo_json(comparison, matched, touched)
    elif output_format == "markdown":
        from cldspec_generators.reports.changes.notice import comment

        click.echo(comment(comparison), nl=False)
    else:
        for line in _text(comparison, (earlier, later), everything=everything, examples=examples, touched=touched):
            click.echo(line)
        if matched and with_requests:
            for line in _requests(comparison, matched):
                click.echo(line)
    if to:
        _write(to, comparison, matched)
    context.exit(1 if _fails(fail_on, comparison, matched) else 0)


def _versions(root: Path, old: str | None, new: str | None) -> "tuple[Version, Version]":
    from cldspec.versions.catalogue import previous_version

    if old is not None:
        earlier = version_of(root, old)
        return earlier, version_of(root, new or newest(root), earlier)
    later = version_of(root, newest(root))
    one_before = previous_version(root, later.specification.version)
    if one_before is None:
        raise click.UsageError(f"There is no version before {later.specification.version} in {root}. Name two: cldspec diff OLD NEW")
    return version_of(root, one_before), later


def _matched(root: Path, comparison: "Comparison") -> "Explained":
    from cldspec.diff.requests import explained

    return explained(comparison, requests_of(root))


def _fails(fail_on: str, comparison: "Comparison", matched: "Explained | None") -> bool:
    changes = comparison.changes
    match fail_on:
        case "breaking":
            return any(change.is_breaking for change in changes)
        case "submitters" | "consumers":
            return any(getattr(change, fail_on).verdict == "breaking" for change in changes)
        case "undecided":
            return any(change.is_breaking or "not decided" in (change.submitters.verdict, change.consumers.verdict) for change in changes)
        case "unexplained":
            return bool(matched and matched.unexplained(comparison))
        case "any":
            return bool(changes)
        case _:
            return False


def _text(
    comparison: "Comparison",
    places: "tuple[Version, Version]",
    *,
    everything: bool,
    examples: bool,
    touched: "dict[tuple[str, str], list[Use]]",
) -> Iterator[str]:
    """Yield the lines for a terminal: what breaks, then what else somebody has to do something about, then the rest as a count."""
    from cldspec.diff.kinds import KINDS

    def group(heading: str, changes: "Sequence[Change]", colour: str) -> Iterator[str]:
        if changes:
            yield ""
            yield click.style(f"{heading} ({len(changes)})", fg=colour, bold=True)
        for change in changes:
            yield from _change(change, places, examples=examples, uses=touched.get((change.kind, change.part), []))

    yield headline(comparison)
    rest = list(comparison.changes)
    for heading, submitters, consumers in _GROUPS:
        wanted = (submitters, consumers)
        own = [one for one in rest if (one.submitters.verdict == "breaking", one.consumers.verdict == "breaking") == wanted]
        yield from group(heading, own, "red")
        rest = [change for change in rest if change not in own]
    open_ = [change for change in rest if "not decided" in (change.submitters.verdict, change.consumers.verdict)]
    yield from group("Not decided: look at these yourself", open_, "yellow")
    rest = [change for change in rest if change not in open_]
    asking = [change for change in rest if KINDS[change.kind].asks_something]
    if everything:
        yield from group("Breaks nobody", asking, "green")
        yield from group("For the record", [change for change in rest if change not in asking], "white")
        return
    texts = [change for change in asking if change.kind in TEXTS]
    yield from group("Breaks nobody", [change for change in asking if change not in texts], "green")
    yield from _listed("Reads otherwise", texts, "cyan")
    quiet = [change for change in rest if change not in asking]
    yield from _listed("For the record; --all shows them", quiet, "white", counts=True)


def _listed(heading: str, changes: "Sequence[Change]", colour: str, *, counts: bool = False) -> Iterator[str]:
    """Yield changes as one line a kind: what they are about, or how many they are."""
    if not changes:
        return
    yield ""
    yield click.style(f"{heading} ({len(changes)})", fg=colour, bold=True)
    for kind in dict.fromkeys(change.kind for change in changes):
        names = list(dict.fromkeys(change.name for change in changes if change.kind == kind))
        yield f"  {kind}: {len(names) if counts else '; '.join(names)}"


def headline(comparison: "Comparison") -> str:
    """Return the line that says which versions are compared, and what it comes to."""
    old, new = comparison.old, comparison.new
    submitters, consumers = len(comparison.breaking("submitters")), len(comparison.breaking("consumers"))
    counts = f"{counted(len(comparison.changes), 'change')}; {submitters} break those who submit, {consumers} those who read"
    return f"{new.abbreviation} {old.version} ({old.status}) to {new.version} ({new.status}): {counts}."


def _change(change: "Change", places: "tuple[Version, Version]", *, examples: bool, uses: "Sequence[Use]") -> Iterator[str]:
    """Yield the lines of one change."""
    yield f"  {click.style(change.name, bold=True)}: {change.sentence}"
    version = places[0] if change.is_gone else places[1]
    place = short_path(version.folder / change.at[0]) if version.folder else f"{version.label}/{change.at[0]}"
    yield click.style(f"    {change.kind} {change.part} ({place}:{change.at[1]})", dim=True)
    for side, effect in (("submit", change.submitters), ("read", change.consumers)):
        if effect.verdict != "not breaking" or effect.how == "searched" or "queried" in effect.reason:
            yield f"    {side}: {effect.reason} [{_HOW[effect.how]}]"
        if examples and effect.witness:
            yield from (f"      {line}" for line in _example(effect.witness))
    if change.hint:
        yield click.style(f"    hint: {change.hint}", fg="yellow")
    for use in uses:
        yield f"    {use.file}:{use.line}:{use.column}: {use.text}"


def _example(witness: "Witness") -> Iterator[str]:
    """Yield an example in lines: the cells that decide first."""
    yield f"Made-up example: {witness.accepted_by} accepts it, {witness.rejected_by} does not ({witness.because[0][0]})."
    for number, row in enumerate(witness.rows, 1):
        first = [name for name in witness.matters if name in row] or list(row)[:1]
        blank = [f"{name} blank" for name in witness.matters if name not in row]
        cells = [f"{name} = {row[name]}" for name in first]
        others = [f"{name} = {text}" for name, text in row.items() if name not in first]
        yield f"row {number}: {', '.join([*cells, *blank])}; besides: {', '.join(others)}"


def _requests(comparison: "Comparison", matched: "Explained") -> Iterator[str]:
    """Yield what the change requests come to: explained, unexplained, promised and not made."""
    by_request: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for (kind, part), requests in matched.by_change.items():
        for request in requests:
            titles[request.id] = f"{request.id} {request.title} ({request.state})"
            by_request.setdefault(request.id, []).append(f"{kind} {part}")
    yield ""
    yield click.style(f"Explained by change requests ({len(by_request)})", bold=True)
    for name in sorted(by_request):
        yield f"  {titles[name]}: {counted(len(by_request[name]), 'change')}"
    unexplained = matched.unexplained(comparison)
    yield ""
    yield click.style(f"Explained by none ({len(unexplained)})", fg="yellow" if unexplained else "green", bold=True)
    for change in unexplained:
        yield f"  {change.kind} {change.part}: {change.sentence}"
    yield ""
    yield click.style(f"Promised, but not made ({len(matched.promised)})", fg="yellow" if matched.promised else "green", bold=True)
    for request, touch in matched.promised:
        kinds = f" ({', '.join(touch.kinds)})" if touch.kinds else ""
        yield f"  {request.id} {request.title}: {touch.part}{kinds}"


def _touched(paths: Sequence[Path], comparison: "Comparison") -> "dict[tuple[str, str], list[Use]]":
    """Return the uses in scripts that each change touches, by its kind and part. Scripts are read as using the old version."""
    from cldspec.diff.kinds import KINDS
    from cldspec.usage import UnreadableScriptError, read_scripts, touching, uses_in

    try:
        uses = [use for name, text in read_scripts(paths) for use in uses_in(name, text, comparison.old)]
    except UnreadableScriptError as error:
        raise click.UsageError(str(error)) from error
    asking = [change for change in comparison.changes if KINDS[change.kind].read and change.kind not in TEXTS]
    return {(change.kind, change.part): found for change in asking if (found := touching(uses, *_parts(change, comparison)))}


def _parts(change: "Change", comparison: "Comparison") -> tuple[set[str], set[tuple[str, str]], set[str]]:
    """Return what a change is about in the words of the old version: items, values by their lists, lists."""
    what, _, rest = change.part.partition("/")
    lists = {new: old for old, new in comparison.renamed_lists.items()}
    match what:
        case "item":
            return {next((old for old, new in comparison.renamed_items.items() if new == rest), rest)}, set(), set()
        case "value":
            code_list, _, value = rest.partition("/")
            old = change.before if change.kind in {"value-renamed", "value-respelt", "value-removed"} else value
            return set(), {(lists.get(code_list, code_list), old or value)}, set()
        case "list":
            return set(), set(), {lists.get(rest, rest)}
        case _:
            return set(), set(), set()


def _echo_json(comparison: "Comparison", matched: "Explained | None", touched: "dict[tuple[str, str], list[Use]]") -> None:
    from dataclasses import asdict

    from cldspec_generators.reports.changes.report import report

    told = report(comparison)
    if matched is not None:
        told["requests"] = {
            "explained": [
                {"kind": kind, "part": part, "requests": [request.id for request in requests]}
                for (kind, part), requests in matched.by_change.items()
                if requests
            ],
            "unexplained": [{"kind": change.kind, "part": change.part} for change in matched.unexplained(comparison)],
            "promised": [{"request": request.id, "part": touch.part} for request, touch in matched.promised],
        }
    if touched:
        told["usage"] = [{"kind": kind, "part": part, "uses": [asdict(use) for use in uses]} for (kind, part), uses in touched.items()]
    echo_json(told)


def _write(folder: Path, comparison: "Comparison", matched: "Explained | None") -> None:
    from cldspec.diff.requests import explained
    from cldspec_generators import output_folder
    from cldspec_generators.building import change_files

    files = {artifact.path: artifact.content for artifact in change_files(comparison, matched or explained(comparison, []))}
    try:
        output_folder.write(folder, files)
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {error.strerror or error}.") from error
    click.echo(f"{short_path(folder)}: {counted(len(files), 'file')} written.", err=True)
