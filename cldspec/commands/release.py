"""cldspec release: freeze a version, if nothing stands against it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import finding_line, short_path, spec_root_of, version_files
from cldspec.commands.comparing import compared, requests_of, version_of
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.diff.changes import Comparison
    from cldspec.diff.requests import Explained
    from cldspec.model import Artifact, Specification

MOST = 20
"""As many reasons of one sort as are listed."""


@click.command("release", short_help="Freeze a version, write its change notice, and refuse if anything stands against it.")
@click.argument("version")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The day of the release. [default: today]")
@click.option("--dry-run", is_flag=True, help="Only say what stands against it.")
@click.pass_context
def command(context: click.Context, version: str, day: str | None, *, dry_run: bool) -> None:
    """Freeze VERSION: nobody edits it from then on, and `cldspec check` finds whoever does.

    It refuses, saying why, while the check finds anything, while outputs/ are not as the draft says, while a change since
    the released version before is explained by no agreed request, while the number promises less than the changes break, or while
    a new data item serves no topic of the legal basis. Then it sets the status, enters the digest in releases.yaml, builds
    outputs/VERSION/ with the change notice, and adds an entry to CHANGELOG.md.

    Exit code 0: released, or nothing stands against it. 1: refused. 2: there is no such version.

    Example: cldspec release 5.0 --dry-run
    """
    from cldspec.check import load_and_check, prove
    from cldspec.versions.catalogue import previous_version
    from cldspec.versions.releases import read_releases

    root = spec_root_of(context)
    files = version_files(context, version)
    if files.folder is None:
        raise click.UsageError("A version from git cannot be released. Name a version by its number.")
    folder = files.folder.resolve()
    if any(entry.version == folder.name for entry in read_releases(root)[0]):
        raise click.UsageError(f"Version {folder.name} is released already. Begin a new one: cldspec new VERSION --from {folder.name}")
    released_on = _day(day)
    specification, findings = load_and_check(folder)
    findings = [finding for finding in findings if finding.check != "unfrozen-release"]
    if specification is not None and not findings:
        findings = prove(specification)
    reasons = [finding_line(finding, short_path(folder)) for finding in findings]
    earlier = previous_version(root, folder.name)
    comparison, matched = None, None
    if specification is not None and not findings:
        if earlier is not None:
            from cldspec.diff.requests import explained
            from cldspec.diff.requests import findings_of as request_findings

            requests = requests_of(root)
            reasons += [finding_line(finding, short_path(root / "changes")) for finding in request_findings(requests, specification)]
            comparison = compared(version_of(root, earlier), specification)
            matched = explained(comparison, requests)
            reasons += [*_unexplained(comparison, matched), *_number(comparison), *_untraced(comparison)]
        reasons += _outdated(root, specification, comparison, matched)
    if reasons or specification is None:
        for reason in reasons:
            click.echo(reason)
        click.echo(f"Version {folder.name} is not released: {counted(len(reasons), 'reason')}.", err=True)
        context.exit(1)
    if dry_run:
        click.echo(f"Nothing stands against releasing version {folder.name}.", err=True)
        return
    _release(root, folder, released_on, earlier)


def _day(day: str | None) -> str:
    if day is None:
        return datetime.now().astimezone().date().isoformat()
    from cldspec.rules.cells import is_iso_date

    if not is_iso_date(day):
        raise click.UsageError(f"{day} is no day of the calendar. Write it like 2026-04-01.")
    return day


def _unexplained(comparison: "Comparison", matched: "Explained") -> Iterator[str]:
    """Yield the changes that no agreed request explains."""
    missing = [
        change
        for change in comparison.changes
        if (requests := matched.by_change.get((change.kind, change.part))) is not None
        and not any(request.state == "agreed" for request in requests)
    ]
    for change in missing[:MOST]:
        proposed = [request.id for request in matched.by_change[change.kind, change.part]]
        why = f"only proposed, in {', '.join(proposed)}" if proposed else "in no change request"
        yield f"No agreed request: {change.kind} {change.part} is {why}. {change.sentence}"
    if len(missing) > MOST:
        yield f"No agreed request: {len(missing) - MOST} more changes. See: cldspec diff --requests"


def _number(comparison: "Comparison") -> Iterator[str]:
    """Yield that the number promises less than the changes break."""
    from cldspec.versions.catalogue import sort_key

    old, new = sort_key(comparison.old.version), sort_key(comparison.new.version)
    breaking = [change for change in comparison.changes if change.is_breaking]
    if breaking and new[0] == old[0]:
        most = f"{breaking[0].kind} {breaking[0].part}"
        yield (
            f"The number {comparison.new.version} promises that nothing breaks, but {counted(len(breaking), 'change')} "
            f"do, {most} among them. Call it {old[0] + 1}.0."
        )


def _untraced(comparison: "Comparison") -> Iterator[str]:
    """Yield the new items that serve no topic of the legal basis."""
    served = {item for topic in comparison.new.traceability.annex_1 for item in topic.items}
    for change in comparison.changes:
        if change.kind == "item-added" and change.items[0] not in served:
            name = change.items[0]
            yield f"{name} is new, and serves no topic of the legal basis. Name it under a topic in traceability.yaml, or leave it out."


def _outdated(root: Path, specification: "Specification", comparison: "Comparison | None", matched: "Explained | None") -> list[str]:
    """Return that outputs are not as the draft says."""
    from cldspec_generators import output_folder
    from cldspec_generators.building import change_files, outputs_folder

    target = outputs_folder(root) / specification.version
    changes = change_files(comparison, matched) if comparison and matched else []
    differences = list(output_folder.compare(_built(specification, changes), output_folder.read(target)))
    if not differences:
        return []
    count = counted(len(differences), "file")
    return [f"{short_path(target)} is not as the draft says: {count}. Run: cldspec build --version {specification.version}"]


def _built(specification: "Specification", changes: "list[Artifact]") -> dict[str, bytes]:
    """Return every file of the outputs; end the call if an output cannot be generated."""
    from cldspec_generators import OutputError
    from cldspec_generators.building import output_files

    try:
        return output_files(specification, changes)
    except OutputError as error:
        raise click.UsageError(str(error)) from error


def _release(root: Path, folder: Path, day: str, earlier: str | None) -> None:
    """Write everything: all of it is made before any of it is written."""
    from cldspec.diff.requests import explained
    from cldspec.load import SPECIFICATION, read_texts, texts_in
    from cldspec.versions.drafts import released, with_entry
    from cldspec.versions.releases import RELEASES, digest, with_release
    from cldspec_generators import output_folder
    from cldspec_generators.building import change_files, outputs_folder, versions_page_files

    texts = released(texts_in(folder)[0])
    specification, findings = read_texts(texts)
    assert specification and not findings  # noqa: S101, PT018 - only its status is another
    comparison = compared(version_of(root, earlier), specification) if earlier else None
    changes = change_files(comparison, explained(comparison, requests_of(root))) if comparison else []
    target = (outputs_folder(root) / specification.version).resolve()
    files = _built(specification, changes)
    changelog = root.parent / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else "# Changelog\n"
    entry = text
    if f"### {specification.version} (" not in text:
        entry = with_entry(text, specification.version, day, list(_entry(specification, comparison)))
    record = with_release(root, specification.version, day, digest(texts))
    try:
        output_folder.replace(target, files)
        output_folder.write(target.parent, versions_page_files(specification, target.parent)[0])
        output_folder.write(folder, {SPECIFICATION: texts[SPECIFICATION].encode()})
        output_folder.write(root, {RELEASES: record.encode()})
        output_folder.write(root.parent, {changelog.name: entry.encode()})
    except (OSError, output_folder.ForeignFolderError) as error:
        raise click.UsageError(f"The release was not finished: {error}. Run it again once that is mended.") from error
    click.echo(
        f"Version {specification.version} is released. Commit {short_path(root)}, {short_path(target)} and {short_path(changelog)}.",
        err=True,
    )


def _entry(specification: "Specification", comparison: "Comparison | None") -> Iterator[str]:
    """Yield the lines of the changelog: what breaks, then where the rest stands."""
    if comparison is None:
        yield "- First version kept as code."
        return
    for change in comparison.changes:
        if change.is_breaking:
            sides = [side for side, effect in (("submit", change.submitters), ("read", change.consumers)) if effect.verdict == "breaking"]
            yield f"- **Breaks those who {' and those who '.join(sides)}**: {change.name}: {change.sentence}"
    yield f"- All {len(comparison.changes)} changes: `outputs/{specification.version}/changes/`."
