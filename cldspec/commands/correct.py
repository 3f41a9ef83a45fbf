"""cldspec correct: put the edits of a released version on record."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from cldspec.commands.common import finding_line, help_ending, short_path
from cldspec.commands.exit_codes import FINDINGS
from cldspec.commands.reading import refuse, version_files
from cldspec.commands.record import (
    CHANGELOG,
    built,
    changelog_lines,
    chosen_date,
    summary_of,
    versions_page,
    with_changelog_entry,
    write_all,
)
from cldspec.wording import counted, date_in_words, sentence

if TYPE_CHECKING:
    from cldspec.diff.changes import Comparison
    from cldspec.model import Specification
    from cldspec.versions.releases import ChangeReason, Correction, ReleaseEntry

_LONGEST_REASON = 1000
"""The most characters of a reason."""
_MOST_LISTED = 20
"""How many changes without a reason are listed."""


@dataclass(frozen=True)
class _Why:
    """The date of a correction, its general reason, and the reasons for single changes."""

    date: str
    reason: str | None
    reasons: "tuple[ChangeReason, ...]"


@click.command(
    "correct",
    short_help="Put the edits of a released version on record, as a correction.",
    epilog=help_ending(
        'cldspec correct 4.0 --because "The list of ethnicities lacked a value." --dry-run',
        'cldspec correct 4.0 --because "The list of ethnicities lacked a value." --date 2026-12-14',
        "cldspec correct 4.0 --reasons reasons.yaml --dry-run",
        exit_codes={
            0: "The version is corrected, or could be.",
            1: "The edited version does not pass its checks. The findings are listed.",
            2: "There is nothing to correct, or the call is wrong.",
        },
    ),
)
@click.argument("version")
@click.option("--because", "reason", metavar="TEXT", help="Why the version is corrected. It is published in the notice.")
@click.option("--reasons", "reasons_file", metavar="FILE", help="YAML file with a reason for each change. --because is for all others.")
@click.option("--date", "date", metavar="YYYY-MM-DD", help="Date of the correction. [default: today]")
@click.option("--from", "source", metavar="OLD", help="Version before the edits: a folder or git:REVISION. [default: found in git]")
@click.option("--dry-run", is_flag=True, help="Only say what the correction changes, and whom it breaks.")
@click.pass_context
def command(
    context: click.Context,
    version: str,
    *,
    reason: str | None,
    reasons_file: str | None,
    date: str | None,
    source: str | None,
    dry_run: bool,
) -> None:
    """Put the edits of a released version on record, as a correction.

    Edit the files of the released version first. This command compares them with the files as they were released, or last corrected,
    and judges whom the changes break, as `cldspec diff` does. If nothing is asked of anyone that was not asked before, and no text
    that was there has changed, the correction is called an addition.

    If there are many changes, give a reason for each of them in a file. It is a list of entries with the keys reason and parts. The
    parts are named as `cldspec diff` names them; rule/EVT-* stands for all rules whose names begin with EVT-.

    releases.yaml gets the date, the reasons and the digests of the files before and after. What was changed is kept as it was before,
    in corrections/ beside the versions. The outputs are built with a notice of the correction, and say on their faces that the version
    is corrected. CHANGELOG.md gets an entry. If anything fails, nothing is written.
    """
    from cldspec.check import UNDECIDED, load_and_check, prove
    from cldspec.versions.catalogue import files_in

    reason = " ".join(reason.split()) if reason is not None else None
    has_reason = reason is not None or reasons_file is not None
    if not has_reason or (reason is not None and not (reason and reason.isprintable() and len(reason) <= _LONGEST_REASON)):
        limit = f"a sentence or two, of at most {_LONGEST_REASON} characters"
        raise click.UsageError(f"The reason of a correction is published. Give {limit}: --because TEXT, or --reasons FILE")
    reasons = _reasons_in(Path(reasons_file)) if reasons_file is not None else ()
    folder, entry = _release_of(context, version)
    root = folder.parent
    corrected_on = chosen_date(date)
    if corrected_on < entry.current_date:
        was = "corrected" if entry.corrections else "released"
        message = f"Version {entry.version} was {was} on {entry.current_date}. A correction cannot be earlier: {corrected_on}."
        raise click.UsageError(f"{message} Give another date: --date")
    files = files_in(folder)
    if files.is_frozen:
        raise click.UsageError(f"Version {entry.version} has not been edited since {entry.current_date}. Edit {short_path(folder)} first.")
    specification, findings = load_and_check(files)
    findings = [finding for finding in findings if finding.check != "edited-release"]
    if specification is not None and not findings:
        findings = [finding for finding in prove(specification) if finding.check != UNDECIDED]
    if findings or specification is None:
        for finding in findings:
            click.echo(finding_line(finding, short_path(folder)))
        click.echo(f"Version {entry.version} cannot be corrected, for {counted(len(findings), 'finding')}.", err=True)
        context.exit(FINDINGS)
    old_texts = _frozen_texts(root, folder, entry, source)
    _correct(root, folder, entry, (old_texts, dict(files.texts)), _Why(corrected_on, reason, reasons), dry_run=dry_run)


def _reasons_in(path: Path) -> "tuple[ChangeReason, ...]":
    """Return the reasons in a file; end the call if it cannot be read."""
    from cldspec.diff.reasons import read_reasons

    try:
        reasons, findings = read_reasons(path)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from error
    if findings:
        refuse(findings, short_path(path.parent))
    return tuple(reasons)


def _release_of(context: click.Context, version: str) -> "tuple[Path, ReleaseEntry]":
    """Return the folder of a released version and its entry in the list of releases; end the call if it is none."""
    from cldspec.versions.releases import RELEASES, read_releases

    folder = version_files(context, version).folder
    if folder is None:
        raise click.UsageError("A version in git cannot be corrected. Name a version by its number.")
    folder = folder.resolve()
    releases, findings = read_releases(folder.parent)
    if findings:
        refuse(findings, short_path(folder.parent))
    entry = next((entry for entry in releases if entry.version == folder.name), None)
    if entry is None:
        message = f"Version {folder.name} is not released: {RELEASES} has no entry for it."
        raise click.UsageError(f"{message} Edit a draft as it is; its changes need no correction.")
    return folder, entry


def _frozen_texts(root: Path, folder: Path, entry: "ReleaseEntry", source: str | None) -> dict[str, str]:
    """Return the texts of a release before it was edited, from git or from where `source` says; end the call if they are not there."""
    from cldspec.versions.catalogue import GIT, UnknownVersionError, resolve_version
    from cldspec.versions.git import GitError, revisions_of
    from cldspec.versions.releases import digest

    since = f"was {'corrected' if entry.corrections else 'released'} on {entry.current_date}"
    try:
        if source is not None:
            is_revision = source.startswith(GIT) and ":" not in source.removeprefix(GIT)
            texts = dict(resolve_version(root, f"{source}:{entry.version}" if is_revision else source).texts)
            if digest(texts) != entry.current_digest:
                raise click.UsageError(f"{source} is not version {entry.version} as it {since}. Its digest differs from the one on record.")
            return texts
        for revision in revisions_of(folder):
            texts = dict(resolve_version(root, f"{GIT}{revision}:{entry.version}").texts)
            if digest(texts) == entry.current_digest:
                return texts
        why = "no revision in git has these files"
    except UnknownVersionError as error:
        why = str(error).rstrip(".")
    except GitError as error:
        why = str(error).rstrip(".")
    remedy = "Name the files as they were: --from git:REVISION or --from FOLDER"
    raise click.UsageError(f"Version {entry.version} as it {since} cannot be found: {why}. {remedy}")


def _correct(
    root: Path, folder: Path, entry: "ReleaseEntry", texts: tuple[dict[str, str], dict[str, str]], why: _Why, *, dry_run: bool
) -> None:
    """Compare the texts before and after, say what changes, and write the correction. All of it is generated before anything is written."""
    from cldspec.diff.compare import compare
    from cldspec.findings import SpecificationError
    from cldspec.load import SPECIFICATION
    from cldspec.versions.corrections import FOLDER, LayoutError, names_of, texts_to_keep, with_correction
    from cldspec.versions.drafts import with_value
    from cldspec.versions.releases import RELEASES
    from cldspec_generators.building import (
        CHANGES,
        CORRECTIONS,
        changes_since_previous,
        correction_files,
        correction_notices,
        outputs_folder,
    )

    (old_texts, edited), date = texts, why.date
    new_texts = {**edited, SPECIFICATION: with_value(edited[SPECIFICATION], "corrected", f'"{date}"', after="status")}
    old, new = _loaded(old_texts, root), _loaded(new_texts, root)
    comparison = compare(old, new)
    if not comparison.changes:
        raise click.UsageError(
            f"Only comments or the layout differ in version {entry.version}, so there is nothing to correct. Undo the edits."
        )
    _ask_for_reasons(comparison, why)
    correction = _record(comparison, why, (old_texts, new_texts))
    corrections = (*entry.corrections, correction)
    name = names_of(corrections)[-1]
    for line in _report(comparison, correction, entry.version):
        click.echo(line)
    if dry_run:
        click.echo(f"Version {entry.version} can be corrected. Nothing was written.", err=True)
        return
    outputs = outputs_folder(root)
    target = (outputs / entry.version).resolve()
    kept = root / FOLDER / entry.version / name
    try:
        notices = [*correction_notices(root, old, old_texts), *correction_files(replace(comparison, correction=correction), name)]
        files = built(new, root, {CHANGES: changes_since_previous(root, new), CORRECTIONS: notices})
    except SpecificationError as error:
        refuse(error.findings, short_path(error.folder or root))
    because = [text for text in (why.reason, *(reason.reason for reason in correction.reasons)) if text]
    lines = [*(f"- {sentence(text)}" for text in because), *changelog_lines(comparison, f"{entry.version}/{CORRECTIONS}/{name}")]
    others = {kept / path: text.encode() for path, text in texts_to_keep(old_texts, new_texts).items()}
    others |= versions_page(root, new, target.parent)
    others[root.parent / CHANGELOG] = with_changelog_entry(root, f"{entry.version}, corrected", date, lines)
    others[folder / SPECIFICATION] = new_texts[SPECIFICATION].encode()
    try:
        others[root / RELEASES] = with_correction(
            (root / RELEASES).read_text(encoding="utf-8-sig"), entry.version, correction.record
        ).encode()
    except LayoutError as error:
        raise click.UsageError(f"{error}.") from error
    write_all(target, files, others)
    what = f"{short_path(root)}, {short_path(target.parent)} and {short_path(root.parent / CHANGELOG)}"
    click.echo(
        f"Version {entry.version} is corrected. The notice is in {short_path(target / CORRECTIONS / name)}. Commit {what}.", err=True
    )
    _name_later_versions(root, entry.version)


def _loaded(texts: dict[str, str], root: Path) -> "Specification":
    """Return the version in some texts; end the call, with the findings, if it cannot be read."""
    from cldspec.load import read_texts

    specification, findings = read_texts(texts)
    if specification is None:
        refuse(findings, short_path(root))
    return specification


def _ask_for_reasons(comparison: "Comparison", why: _Why) -> None:
    """End the call if a change has no reason, and say which parts that reasons name have not changed."""
    from cldspec.diff.reasons import parts_without_change, reason_of

    for part in parts_without_change(comparison.changes, why.reasons):
        click.echo(f"WARNING: a reason names {part}, but no change is about it.", err=True)
    if why.reason is not None:
        return
    without = dict.fromkeys(change.part for change in comparison.changes if reason_of(change, why.reasons) is None)
    for part in list(without)[:_MOST_LISTED]:
        click.echo(f"  {part}", err=True)
    if without:
        more = f" The first {_MOST_LISTED} are listed." if len(without) > _MOST_LISTED else ""
        remedy = "Add reasons to the file, or give a general one: --because TEXT"
        raise click.UsageError(f"{counted(len(without), 'changed part')} without a reason.{more} {remedy}")


def _record(comparison: "Comparison", why: _Why, texts: tuple[dict[str, str], dict[str, str]]) -> "Correction":
    """Return the record of a correction, given the date and reasons, and the texts before and after."""
    from cldspec.diff.additions import is_addition
    from cldspec.diff.reasons import reason_of
    from cldspec.versions.releases import Correction, digest

    old, new = texts
    used = {id(reason_of(change, why.reasons)) for change in comparison.changes}
    reasons = tuple(reason for reason in why.reasons if id(reason) in used)
    added = tuple(sorted(new.keys() - old.keys()))
    kind: Literal["correction", "addition"] = "addition" if is_addition(comparison) else "correction"
    before, after = digest(old), digest(new)
    return Correction(date=why.date, reason=why.reason, reasons=reasons, kind=kind, before=before, digest=after, added=added)


def _report(comparison: "Comparison", correction: "Correction", version: str) -> Iterator[str]:
    """Yield what a correction changes, and whom it breaks, in lines."""
    what = "Addition to" if correction.kind == "addition" else "Correction of"
    yield f"{what} version {version}, {date_in_words(correction.date)}: {counted(len(comparison.changes), 'change')}."
    yield from summary_of(comparison.changes)
    breaking = [change for change in comparison.changes if change.is_breaking]
    undecided = [
        change
        for change in comparison.changes
        if not change.is_breaking and "not decided" in (change.submitters.verdict, change.consumers.verdict)
    ]
    if breaking:
        sides = [
            f"those who {words}"
            for words, side in (("submit returns", "submitters"), ("read the data", "consumers"))
            if any(getattr(change, side).verdict == "breaking" for change in breaking)
        ]
        what = f"BREAKS {' and '.join(sides)}, in {counted(len(breaking), 'change')}"
        yield f"WARNING: this correction {what}. What was right before is wrong now. The notice says so first."
    if undecided:
        yield f"WARNING: for {counted(len(undecided), 'change')} it is not decided whether it breaks somebody."
    if correction.kind == "addition":
        yield "It asks nothing new of anyone, and changes no text that was there before."


def _name_later_versions(root: Path, version: str) -> None:
    """Say which versions are compared with the corrected one, so that their outputs are out of date."""
    from cldspec.versions.catalogue import previous_version, version_numbers

    later = [number for number in version_numbers(root) if previous_version(root, number) == version]
    for number in later:
        click.echo(
            f"Version {number} is compared with {version}. If it is still a draft, make the same edits there. "
            f"Then run: cldspec build --version {number}",
            err=True,
        )
