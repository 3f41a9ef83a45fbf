"""What a release and a correction share: the date, the generated outputs, the entry in the changelog, and writing all of it at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.diff.changes import Change, Comparison
    from cldspec.model import Artifact, Specification

CHANGELOG = "CHANGELOG.md"
"""The file, next to the folder of versions, with an entry for each release and each correction."""
_SIDES = {"submitters": "submit returns", "consumers": "read the data"}


def chosen_date(date: str | None) -> str:
    """Return a date as yyyy-mm-dd, today's by default; end the call if it is not a date."""
    if date is None:
        return datetime.now().astimezone().date().isoformat()
    from cldspec.rules.cells import is_iso_date

    if not is_iso_date(date):
        raise click.UsageError(f"{date} is not a date. Write it as 2026-04-01.")
    return date


def built(specification: "Specification", root: Path, notices: "Mapping[str, Sequence[Artifact]]") -> dict[str, bytes]:
    """Return every file of the outputs; end the call if an output cannot be generated."""
    from cldspec_generators import OutputError
    from cldspec_generators.building import output_files

    try:
        return output_files(specification, root, notices)
    except OutputError as error:
        raise click.UsageError(str(error)) from error


def broken_sides(change: "Change") -> str:
    """Return whom a change breaks, in words, such as "those who submit returns and those who read the data"."""
    return " and ".join(f"those who {words}" for side, words in _SIDES.items() if getattr(change, side).verdict == "breaking")


def changelog_lines(comparison: "Comparison | None", folder: str) -> Iterator[str]:
    """Yield the lines of an entry: the changes that break somebody, then the folder of outputs in which all changes are listed."""
    if comparison is None:
        yield "- First version kept as code."
        return
    for change in comparison.changes:
        if change.is_breaking:
            yield f"- **Breaks {broken_sides(change)}**: {change.name}: {change.sentence}"
    number = len(comparison.changes)
    yield f"- {'The change' if number == 1 else f'All {number} changes'}: `outputs/{folder}/`."


def with_changelog_entry(root: Path, version: str, date: str, lines: Sequence[str]) -> bytes:
    """Return the changelog next to the folder of versions with one more entry."""
    from cldspec.versions.drafts import with_entry

    return with_entry(changelog(root), version, date, list(lines)).encode(errors="surrogateescape")


def changelog(root: Path) -> str:
    """Return the changelog next to the folder of versions; its heading, if there is none yet."""
    path = root.parent / CHANGELOG
    return path.read_text(encoding="utf-8", errors="surrogateescape") if path.is_file() else "# Changelog\n"


def write_all(target: Path, files: Mapping[str, bytes], others: Mapping[Path, bytes]) -> None:
    """Replace a version's outputs, and write other files with them: all or nothing. End the call if something cannot be written."""
    from cldspec_generators import output_folder
    from cldspec_generators.building import refuse_foreign_page
    from cldspec_generators.reports.downloads import INDEX

    try:
        with output_folder.locked(target):
            if target.parent / INDEX in others:
                refuse_foreign_page(target.parent)
            output_folder.replace(target, files, others)
    except output_folder.BusyFolderError as error:
        raise click.UsageError(f"Nothing was written: {error.strerror}.") from error
    except output_folder.ForeignFolderError as error:
        raise click.UsageError(f"Nothing was written: {error}") from error
    except OSError as error:
        what = f"{error.filename2 or error.filename or target}: {error.strerror or error}"
        raise click.UsageError(f"Nothing was written. {what}. Correct this, then run the command again.") from error


def versions_page(root: Path, specification: "Specification", outputs: Path) -> dict[Path, bytes]:
    """Return the page that lists all versions, by its path. It is as the newest version says, and has what this one is called now.

    `outputs` is the folder of all versions' outputs.
    """
    from cldspec.findings import SpecificationError
    from cldspec.versions.catalogue import UnknownVersionError, sort_key, version_at
    from cldspec_generators.building import built_versions, versions_page_files

    newest = max([specification.version, *built_versions(outputs)], key=sort_key)
    try:
        deciding = specification if newest == specification.version else version_at(root, newest).specification
    except (SpecificationError, UnknownVersionError):
        return {}  # a build of the newest version says what is wrong with it
    page, _ = versions_page_files(deciding, outputs, {specification.version: specification.version_title})
    return {outputs / name: content for name, content in page.items()}


def summary_of(changes: "Sequence[Change]", limit: int = 20) -> Iterator[str]:
    """Yield a line for each change, those that break somebody first."""
    for change in sorted(changes, key=lambda change: not change.is_breaking)[:limit]:
        breaks = f"BREAKS {broken_sides(change)}: " if change.is_breaking else ""
        yield f"  {breaks}{change.kind} {change.part}: {change.sentence}"
    if len(changes) > limit:
        yield f"  and {counted(len(changes) - limit, 'more change')}; the notice lists them all"
