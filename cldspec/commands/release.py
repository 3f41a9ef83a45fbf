"""cldspec release: freeze a version, if it can be released."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import finding_line, help_ending, short_path
from cldspec.commands.exit_codes import FINDINGS
from cldspec.commands.reading import change_requests, load_comparable, version_files
from cldspec.commands.record import (
    CHANGELOG,
    built,
    changelog,
    changelog_lines,
    chosen_date,
    versions_page,
    with_changelog_entry,
    write_all,
)
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.diff.changes import Comparison
    from cldspec.diff.requests import ChangeRequest, Explained
    from cldspec.model import Specification

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

    The status becomes released, the date is published, and the digest of the files goes into releases.yaml. The outputs are built with
    the change notice, and CHANGELOG.md gets an entry. If anything fails, nothing is written.

    A version cannot be released if it does not pass its checks, if its outputs are out of date, if no agreed change request explains
    a change since the previous release, if its number does not come after the latest release, if changes break somebody although only
    the second part of the number differs, or if the date is before the latest release or before an agreement.
    """
    from cldspec.check import UNDECIDED, load_and_check, prove
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
    released_on = chosen_date(date)
    specification, findings = load_and_check(folder)
    findings = [finding for finding in findings if finding.check != "unfrozen-release"]
    if specification is not None and not findings:
        findings = [finding for finding in prove(specification) if finding.check != UNDECIDED]
    reasons = [finding_line(finding, short_path(folder)) for finding in findings]
    previous = previous_version(root, folder.name)
    comparison, matched, requests = None, None, change_requests(root)
    if specification is not None and not findings:
        if previous is not None:
            from cldspec.diff.requests import explained
            from cldspec.diff.requests import findings_of as request_findings

            reasons += [finding_line(finding, short_path(root / "changes")) for finding in request_findings(requests, specification)]
            comparison = _compared(root, load_comparable(root, previous).specification, specification)
            matched = explained(comparison, requests)
            reasons += _unexplained(comparison, matched)
        reasons += _wrong_date(root, folder.name, released_on, requests)
        reasons += _outdated(root, version, specification, comparison, matched)
    reasons += _wrong_number(root, folder.name, comparison)
    if reasons or specification is None:
        for reason in reasons:
            click.echo(reason)
        click.echo(f"Version {folder.name} cannot be released, for {counted(len(reasons), 'reason')}.", err=True)
        context.exit(FINDINGS)
    if dry_run:
        click.echo(f"Version {folder.name} can be released.", err=True)
        return
    _release(root, folder, released_on, comparison, matched)


def _compared(root: Path, old: "Specification", new: "Specification") -> "Comparison":
    from cldspec.diff.compare import compare
    from cldspec.versions.ancestry import load_between

    return compare(old, new, load_between(old, new, root))


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


def _wrong_date(root: Path, version: str, date: str, requests: "Sequence[ChangeRequest]") -> Iterator[str]:
    """Yield that the date is before an earlier release, or before an agreement on a request for the version."""
    from cldspec.versions.catalogue import sort_key
    from cldspec.versions.releases import all_releases

    earlier = [entry for entry in all_releases(root) if sort_key(entry.version) < sort_key(version) and entry.date > date]
    if earlier:
        entry = max(earlier, key=lambda entry: entry.date)
        yield f"The date {date} is before the release of version {entry.version} on {entry.date}. Give a later one: --date"
    for request in requests:
        late = max((agreement.date for agreement in request.agreed_by), default="")
        if request.version == version and request.state == "agreed" and late > date:
            yield f"The date {date} is before {request.id} was agreed, on {late}. Give a later one: --date"


def _wrong_number(root: Path, version: str, comparison: "Comparison | None") -> Iterator[str]:
    """Yield that the number is no number of a version, is not above the latest release, or promises that nothing breaks."""
    from cldspec.versions.catalogue import sort_key, version_numbers
    from cldspec.versions.drafts import VERSION_NUMBER, next_number
    from cldspec.versions.releases import all_releases

    latest = max((entry.version for entry in all_releases(root)), key=sort_key, default=None)
    breaking = [change for change in comparison.changes if change.is_breaking] if comparison else []
    others = [number for number in version_numbers(root) if number != version]
    remedy = f"Call the version {next_number(others, latest, is_breaking=bool(breaking))}."
    if not VERSION_NUMBER.fullmatch(version):
        yield f"{version} is not a version number. {remedy}"
    elif latest and sort_key(version) <= sort_key(latest):
        yield f"The number {version} does not come after {latest}, the latest release. {remedy}"
    elif comparison and breaking and sort_key(comparison.new.version)[0] == sort_key(comparison.old.version)[0]:
        example = f"{breaking[0].kind} {breaking[0].part}"
        number = "1 change breaks" if len(breaking) == 1 else f"{len(breaking)} changes break"
        yield f"The number {version} promises that nothing breaks, but {number} somebody, such as {example}. {remedy}"


def _outdated(
    root: Path, name: str, specification: "Specification", comparison: "Comparison | None", matched: "Explained | None"
) -> list[str]:
    """Return that the outputs are out of date, if they are. `name` is how the call names the version."""
    from cldspec_generators import output_folder
    from cldspec_generators.building import CHANGES, change_files, outputs_folder

    target = outputs_folder(root) / specification.version
    expected = built(specification, root, {CHANGES: change_files(comparison, matched) if comparison and matched else []})
    differences = list(output_folder.compare(expected, output_folder.read_made(target, expected)))
    if not differences:
        return []
    files = "1 file differs" if len(differences) == 1 else f"{len(differences)} files differ"
    return [f"{short_path(target)} is out of date: {files} from the draft. Run: cldspec build --version {name}"]


def _release(root: Path, folder: Path, date: str, comparison: "Comparison | None", matched: "Explained | None") -> None:
    """Write everything that a release changes. All of it is generated before anything is written."""
    from cldspec.load import SPECIFICATION, read_texts, texts_in
    from cldspec.versions.drafts import released
    from cldspec.versions.releases import RELEASES, digest, with_release
    from cldspec_generators.building import CHANGES, change_files, outputs_folder

    texts = released(texts_in(folder)[0], date)
    specification, findings = read_texts(texts)
    assert specification and not findings  # noqa: S101, PT018 - only its status and its date have changed
    if comparison and matched:
        comparison = _compared(root, comparison.old, specification)
    explaining = [request for found in matched.by_change.values() for request in found] if matched else []
    granted = sorted({request.id for request in explaining if request.state == "agreed"})
    target = (outputs_folder(root) / specification.version).resolve()
    files = built(specification, root, {CHANGES: change_files(comparison, matched) if comparison and matched else []})
    others = versions_page(root, specification, target.parent)
    if f"### {specification.version} (" not in changelog(root):
        lines = list(changelog_lines(comparison, f"{specification.version}/{CHANGES}"))
        others[root.parent / CHANGELOG] = with_changelog_entry(root, specification.version, date, lines)
    others[folder / SPECIFICATION] = texts[SPECIFICATION].encode()
    others[root / RELEASES] = with_release(root, specification.version, date, digest(texts), granted).encode()
    write_all(target, files, others)
    what = f"{short_path(root)}, {short_path(target.parent)} and {short_path(root.parent / CHANGELOG)}"
    click.echo(f"Version {specification.version} is released. Commit {what}.", err=True)
