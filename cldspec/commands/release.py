"""cldspec release: freeze a version, if it can be released."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import finding_line, help_ending, short_path
from cldspec.commands.exit_codes import FINDINGS
from cldspec.commands.reading import change_requests, load_comparable, version_files
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.diff.changes import Comparison
    from cldspec.diff.requests import Explained
    from cldspec.model import Artifact, Specification

_LISTED_CHANGES = 20
"""The most changes without a request that are listed."""


@click.command(
    "release",
    short_help="Freeze a version, and write its change notice.",
    epilog=help_ending(
        "cldspec release 4.1 --dry-run",
        "cldspec release 4.1 --date 2026-04-01",
        exit_codes={
            0: "The version is released, or could be.",
            1: "The version cannot be released. The reasons are listed.",
            2: "There is no such version, or it is already released.",
        },
    ),
)
@click.argument("version")
@click.option("--date", "date", metavar="YYYY-MM-DD", help="Date of the release. [default: today]")
@click.option("--dry-run", is_flag=True, help="Only say whether the version can be released.")
@click.pass_context
def command(context: click.Context, version: str, date: str | None, *, dry_run: bool) -> None:
    """Freeze a version, and write its change notice.

    From then on the version is not edited; `cldspec check` reports any edit.

    The status becomes released, the digest of the files goes into releases.yaml, the outputs are built with the change notice, and
    CHANGELOG.md gets an entry.

    A version cannot be released if it does not pass its checks, if its outputs are out of date, if no agreed change request explains
    a change since the previous release, if changes break somebody although only the second part of the number differs, or if a new
    data item serves no topic of the legal basis.
    """
    from cldspec.check import load_and_check, prove
    from cldspec.versions.catalogue import previous_version
    from cldspec.versions.releases import read_releases

    files = version_files(context, version)
    if files.folder is None:
        raise click.UsageError("A version from git cannot be released. Name a version by its number.")
    folder = files.folder.resolve()
    root = folder.parent
    if any(entry.version == folder.name for entry in read_releases(root)[0]):
        raise click.UsageError(
            f"Version {folder.name} is already released. To begin a new one, run: cldspec new VERSION --from {folder.name}"
        )
    released_on = _release_date(date)
    specification, findings = load_and_check(folder)
    findings = [finding for finding in findings if finding.check != "unfrozen-release"]
    if specification is not None and not findings:
        findings = prove(specification)
    reasons = [finding_line(finding, short_path(folder)) for finding in findings]
    previous = previous_version(root, folder.name)
    comparison, matched = None, None
    if specification is not None and not findings:
        if previous is not None:
            from cldspec.diff.compare import compare
            from cldspec.diff.requests import explained
            from cldspec.diff.requests import findings_of as request_findings

            requests = change_requests(root)
            reasons += [finding_line(finding, short_path(root / "changes")) for finding in request_findings(requests, specification)]
            comparison = compare(load_comparable(root, previous).specification, specification)
            matched = explained(comparison, requests)
            reasons += [*_unexplained(comparison, matched), *_wrong_number(comparison), *_untraced(comparison)]
        reasons += _outdated(root, version, specification, comparison, matched)
    if reasons or specification is None:
        for reason in reasons:
            click.echo(reason)
        click.echo(f"Version {folder.name} cannot be released, for {counted(len(reasons), 'reason')}.", err=True)
        context.exit(FINDINGS)
    if dry_run:
        click.echo(f"Version {folder.name} can be released.", err=True)
        return
    _release(root, folder, released_on, previous)


def _release_date(date: str | None) -> str:
    """Return a date as yyyy-mm-dd, today's by default; end the call if it is not a date."""
    if date is None:
        return datetime.now().astimezone().date().isoformat()
    from cldspec.rules.cells import is_iso_date

    if not is_iso_date(date):
        raise click.UsageError(f"{date} is not a date. Write it as 2026-04-01.")
    return date


def _unexplained(comparison: "Comparison", matched: "Explained") -> Iterator[str]:
    """Yield the changes that no agreed request explains."""
    unexplained = [
        change
        for change in comparison.changes
        if (requests := matched.by_change.get((change.kind, change.part))) is not None
        and not any(request.state == "agreed" for request in requests)
    ]
    for change in unexplained[:_LISTED_CHANGES]:
        proposed = [request.id for request in matched.by_change[change.kind, change.part]]
        why = f"only proposed, in {', '.join(proposed)}" if proposed else "in no change request"
        yield f"No agreed request: {change.kind} {change.part} is {why}. {change.sentence}"
    more = len(unexplained) - _LISTED_CHANGES
    if more > 0:
        yield f"No agreed request: {counted(more, 'more change')}. See: cldspec diff --requests"


def _wrong_number(comparison: "Comparison") -> Iterator[str]:
    """Yield that a change breaks somebody although the first part of the number is the same."""
    from cldspec.versions.catalogue import sort_key

    old, new = sort_key(comparison.old.version), sort_key(comparison.new.version)
    breaking = [change for change in comparison.changes if change.is_breaking]
    if breaking and new[0] == old[0]:
        example = f"{breaking[0].kind} {breaking[0].part}"
        number = "1 change breaks" if len(breaking) == 1 else f"{len(breaking)} changes break"
        yield (
            f"The number {comparison.new.version} promises that nothing breaks, but {number} somebody, such as {example}. "
            f"Call the version {old[0] + 1}.0."
        )


def _untraced(comparison: "Comparison") -> Iterator[str]:
    """Yield the new items that serve no topic of the legal basis."""
    served = {item for topic in comparison.new.traceability.annex_1 for item in topic.items}
    for change in comparison.changes:
        if change.kind == "item-added" and change.items[0] not in served:
            name = change.items[0]
            yield f"{name} is new, and serves no topic of the legal basis. List it under a topic in traceability.yaml, or remove it."


def _outdated(
    root: Path, name: str, specification: "Specification", comparison: "Comparison | None", matched: "Explained | None"
) -> list[str]:
    """Return that the outputs are out of date, if they are. `name` is how the call names the version."""
    from cldspec_generators import output_folder
    from cldspec_generators.building import change_files, outputs_folder

    target = outputs_folder(root) / specification.version
    changes = change_files(comparison, matched) if comparison and matched else []
    differences = list(output_folder.compare(_built(specification, changes), output_folder.read(target)))
    if not differences:
        return []
    files = "1 file differs" if len(differences) == 1 else f"{len(differences)} files differ"
    return [f"{short_path(target)} is out of date: {files} from the draft. Run: cldspec build --version {name}"]


def _built(specification: "Specification", changes: "list[Artifact]") -> dict[str, bytes]:
    """Return every file of the outputs; end the call if an output cannot be generated."""
    from cldspec_generators import OutputError
    from cldspec_generators.building import output_files

    try:
        return output_files(specification, changes)
    except OutputError as error:
        raise click.UsageError(str(error)) from error


def _release(root: Path, folder: Path, date: str, previous: str | None) -> None:
    """Write everything that a release changes. All of it is generated before anything is written."""
    from cldspec.diff.compare import compare
    from cldspec.diff.requests import explained
    from cldspec.load import SPECIFICATION, read_texts, texts_in
    from cldspec.versions.drafts import released, with_entry
    from cldspec.versions.releases import RELEASES, digest, with_release
    from cldspec_generators import output_folder
    from cldspec_generators.building import change_files, outputs_folder, versions_page_files

    texts = released(texts_in(folder)[0])
    specification, findings = read_texts(texts)
    assert specification and not findings  # noqa: S101, PT018 - only its status has changed
    comparison = compare(load_comparable(root, previous).specification, specification) if previous else None
    changes = change_files(comparison, explained(comparison, change_requests(root))) if comparison else []
    target = (outputs_folder(root) / specification.version).resolve()
    files = _built(specification, changes)
    changelog = root.parent / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else "# Changelog\n"
    entry = text
    if f"### {specification.version} (" not in text:
        entry = with_entry(text, specification.version, date, list(_entry(specification, comparison)))
    record = with_release(root, specification.version, date, digest(texts))
    try:
        output_folder.replace(target, files)
        output_folder.write(target.parent, versions_page_files(specification, target.parent)[0])
        output_folder.write(folder, {SPECIFICATION: texts[SPECIFICATION].encode()})
        output_folder.write(root, {RELEASES: record.encode()})
        output_folder.write(root.parent, {changelog.name: entry.encode()})
    except (OSError, output_folder.ForeignFolderError) as error:
        raise click.UsageError(f"The release is incomplete: {error}. Correct this, then run the command again.") from error
    click.echo(
        f"Version {specification.version} is released. Commit {short_path(root)}, {short_path(target)} and {short_path(changelog)}.",
        err=True,
    )


def _entry(specification: "Specification", comparison: "Comparison | None") -> Iterator[str]:
    """Yield the lines of the changelog entry: the changes that break somebody, then where all changes are listed."""
    if comparison is None:
        yield "- First version kept as code."
        return
    for change in comparison.changes:
        if change.is_breaking:
            sides = [side for side, effect in (("submit", change.submitters), ("read", change.consumers)) if effect.verdict == "breaking"]
            yield f"- **Breaks those who {' and those who '.join(sides)}**: {change.name}: {change.sentence}"
    yield f"- All {len(comparison.changes)} changes: `outputs/{specification.version}/changes/`."
