"""cldspec diff: show what changed between two versions, and whom it breaks."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import echo_json, help_ending, short_path
from cldspec.commands.exit_codes import FINDINGS
from cldspec.commands.reading import change_requests, load_comparable, load_unchecked, newest_version, spec_root_of
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.diff.changes import Comparison
    from cldspec.diff.requests import Explained
    from cldspec.usage import Use
    from cldspec.versions.catalogue import Version

_Load = Callable[..., "Version"]
"""A function that loads a version, given the folder of versions, a name, and the version that it is compared with if known."""
FAIL_ON = ("breaking", "submitters", "consumers", "undecided", "unexplained", "any", "never")


@click.command(
    "diff",
    short_help="Show what changed between two versions, and whom it breaks.",
    epilog=help_ending(
        "cldspec diff 4.0 4.1 --examples",
        "cldspec diff 4.1 4.2 --to notice/",
        "cldspec diff git:origin/main . --format markdown",
        "cldspec diff 4.0 4.1 --accept-renames",
        exit_codes={
            0: "There is no change of the kind that --fail-on names.",
            1: "There is such a change.",
            2: "A version cannot be read, or does not pass its checks.",
        },
    ),
)
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="Output format."
)
@click.option("--all", "all_changes", is_flag=True, help="List also changes that need no action, such as those in the glossary.")
@click.option("--examples", is_flag=True, help="Show an example of each change that breaks somebody.")
@click.option("--requests", "with_requests", is_flag=True, help="Compare the changes with the change requests beside NEW.")
@click.option(
    "--usage",
    "scripts",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Show the lines of scripts that changes affect.",
)
@click.option(
    "--to", "target", type=click.Path(file_okay=False, path_type=Path), help="Folder for the change notice, workbook and migration scripts."
)
@click.option(
    "--accept-renames",
    "accepts_renames",
    is_flag=True,
    help="Show new names that NEW does not declare yet, and write them into it as `was`. Nothing is compared.",
)
@click.option("--yes", "is_confirmed", is_flag=True, help="With --accept-renames: write without asking.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="breaking", show_default=True, help="Changes that make the exit code 1.")
@click.pass_context
def command(
    context: click.Context,
    old: str | None,
    new: str | None,
    *,
    output_format: str,
    all_changes: bool,
    examples: bool,
    with_requests: bool,
    scripts: tuple[Path, ...],
    target: Path | None,
    accepts_renames: bool,
    is_confirmed: bool,
    fail_on: str,
) -> None:
    """Show what changed between two versions, and whom it breaks.

    OLD and NEW are each a version number, a folder, git:REVISION or git:REVISION:VERSION. By default, NEW is the newest version, and
    OLD is the release before it.

    A change can break those who submit returns, and those who read the data. Rules, code lists and obligations are proved: the
    answer is true of every possible row. A change that breaks somebody comes with an example that one version accepts and the
    other does not.
    """
    from cldspec.diff.compare import compare
    from cldspec.versions.ancestry import load_between

    root = spec_root_of(context)
    if is_confirmed and not accepts_renames:
        raise click.UsageError("--yes is only for --accept-renames.")
    if accepts_renames:
        from cldspec.commands.accepting import accept_renames

        accept_renames(*_versions(root, old, new, load_unchecked), is_confirmed=is_confirmed)
        return
    old_version, new_version = _versions(root, old, new, load_comparable)
    beside = new_version.folder.resolve().parent if new_version.folder else root
    versions = old_version.specification, new_version.specification
    comparison = compare(*versions, load_between(*versions, beside, new_version.label))
    needs_requests = with_requests or target or output_format != "text" or fail_on == "unexplained"
    matched = _matched(beside, comparison) if needs_requests else None
    uses = _touched_uses(scripts, comparison) if scripts else {}
    if output_format == "json":
        _print_json(comparison, matched, uses, with_requests=with_requests)
    elif output_format == "markdown":
        from cldspec_generators.building import explanations_of
        from cldspec_generators.reports.changes.markdown_text import comment

        click.echo(comment(comparison, explanations_of(matched) if matched else None), nl=False)
    else:
        from cldspec.commands.diff_text import Details, comparison_lines, request_lines

        for line in comparison_lines(comparison, old_version, new_version, Details(all_changes, examples, uses)):
            click.echo(line)
        if any(change.hint for change in comparison.changes):
            click.echo("\nSome changes look like new names. To declare those that are clear, add --accept-renames.", err=True)
        if matched and with_requests:
            for line in request_lines(comparison, matched):
                click.echo(line)
    if target:
        _write(target, comparison, matched)
    context.exit(FINDINGS if _fails(fail_on, comparison, matched) else 0)


def _versions(root: Path, old: str | None, new: str | None, load: "_Load") -> "tuple[Version, Version]":
    """Return the versions with these names, or the newest and the release before it."""
    from cldspec.versions.catalogue import previous_version

    if old is not None:
        old_version = load(root, old)
        return old_version, load(root, new or newest_version(root), old_version)
    newest = newest_version(root)
    previous = previous_version(root, newest)
    if previous is None:
        raise click.UsageError(f"There is no version before {newest} in {root}. Name two versions: cldspec diff OLD NEW")
    return load(root, previous), load(root, newest)


def _matched(root: Path, comparison: "Comparison") -> "Explained":
    from cldspec.diff.requests import explained

    return explained(comparison, change_requests(root))


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


def _touched_uses(scripts: Sequence[Path], comparison: "Comparison") -> "Mapping[tuple[str, str], Sequence[Use]]":
    """Return the uses in scripts that each change affects, by its kind and part; end the call if a script cannot be read."""
    from cldspec.diff.touched_uses import touched_uses
    from cldspec.usage import UnreadableScriptError, read_scripts, uses_in

    try:
        uses = [use for name, text in read_scripts(scripts) for use in uses_in(name, text, comparison.old)]
    except UnreadableScriptError as error:
        raise click.UsageError(str(error)) from error
    return touched_uses(uses, comparison)


def _print_json(
    comparison: "Comparison", matched: "Explained | None", uses: "Mapping[tuple[str, str], Sequence[Use]]", *, with_requests: bool
) -> None:
    from dataclasses import asdict

    from cldspec_generators.building import explanations_of
    from cldspec_generators.reports.changes.report import report

    data = report(comparison, explanations_of(matched) if matched else None)
    if matched is not None and with_requests:
        data["requests"] = {
            "explained": [
                {"kind": kind, "part": part, "requests": [request.id for request in requests]}
                for (kind, part), requests in matched.by_change.items()
                if requests
            ],
            "unexplained": [{"kind": change.kind, "part": change.part} for change in matched.unexplained(comparison)],
            "promised": [{"request": request.id, "part": touch.part} for request, touch in matched.promised],
        }
    if uses:
        data["usage"] = [{"kind": kind, "part": part, "uses": [asdict(use) for use in found]} for (kind, part), found in uses.items()]
    echo_json(data)


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
