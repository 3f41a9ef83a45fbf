"""What `cldspec diff --accept-renames` does: find undeclared renames, show them, and write them into the new version."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import short_path
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.diff.likely_renames import LikelyRename, LikelyRenames
    from cldspec.versions.catalogue import Version

_MARK = "\ufeff"
"""The mark with which some editors on Windows begin a file in UTF-8."""


def accept_renames(old: "Version", new: "Version", *, is_confirmed: bool) -> None:
    """Show the undeclared renames between two versions, and write them into the new one if the user agrees.

    End the call if the new version cannot be edited.
    """
    from cldspec.diff.likely_renames import likely_renames
    from cldspec.versions.ancestry import versions_between

    folder = new.folder
    if folder is None:
        raise click.UsageError(f"{new.label} is in git, and cannot be edited. Name a draft by its number or folder.")
    if new.specification.status != "draft":
        number, status = new.specification.version, new.specification.status
        raise click.UsageError(f"Version {number} is {status}, and cannot be edited. Begin a draft with: cldspec new VERSION")
    if between := versions_between(old.specification, new.specification):
        raise click.UsageError(
            f"A former name is that of the version just before, and {between[-1]} is between the two. "
            f"Run: cldspec diff {between[-1]} {new.specification.version} --accept-renames"
        )
    found = likely_renames(old.specification, new.specification)
    for line in _lines(found, folder):
        click.echo(line)
    if not found.pairs:
        click.echo("There is nothing to write.", err=True)
        return
    if not is_confirmed and not _agrees(len(found.pairs)):
        click.echo("Nothing was written. To write them without being asked, add --yes.", err=True)
        return
    files = _write(folder, found.pairs)
    written = f"{counted(len(found.pairs), 'former name')} written in {counted(files, 'file')}."
    click.echo(f"{written} Now run: cldspec check --version {new.specification.version}", err=True)


def _lines(found: "LikelyRenames", folder: Path) -> Iterator[str]:
    """Yield what would be written, by list, and what is not clear enough to be written."""
    for _, group in groupby(found.pairs, _file_of):
        pairs = list(group)
        of = pairs[0].of
        what = f"{of.title}: {counted(len(pairs), 'value')}" if of else f"{counted(len(pairs), 'data item')}"
        yield click.style(f"{what} ({short_path(folder / _file_of(pairs[0]))})", bold=True)
        yield from (f"  “{pair.old}” → “{pair.new}”" for pair in pairs)
    if found.unclear:
        yield click.style("Not clear, so not written. Add `was` yourself where it is true:", bold=True)
        yield from (f"  {words}" for words in found.unclear)


def _file_of(pair: "LikelyRename") -> str:
    return pair.entry.origin.document.file


def _agrees(number: int) -> bool:
    """Ask whether the names shall be written; without anyone to ask, they shall not."""
    try:
        return click.confirm(f"Write {counted(number, 'former name')} (was) into the new version?", err=True)
    except click.Abort:
        click.echo(err=True)
        return False


def _write(folder: Path, pairs: Sequence["LikelyRename"]) -> int:
    """Write the former names into the files of a version, and return the number of files. Either all files are written, or none."""
    from cldspec.load import read_texts, texts_in
    from cldspec.versions.former_names import with_former_names

    texts, _ = texts_in(folder)
    keys = [(_file_of(pair), pair.entry.origin.path, "value" if pair.of else "id", pair.old) for pair in pairs]
    edited = with_former_names(texts, keys)
    before, after = read_texts(texts)[1], read_texts(edited)[1]
    assert len(after) <= len(before)  # noqa: S101 - the files are as sound as before
    changed = [name for name in texts if edited[name] != texts[name]]
    temporary = {folder / name: folder / f"{name}.new" for name in changed}
    try:
        for name, (path, new_path) in zip(changed, temporary.items(), strict=True):
            new_path.write_bytes(_as_before(path.read_bytes(), edited[name]))
        for path, new_path in temporary.items():
            new_path.replace(path)
    except OSError as error:
        raise click.UsageError(f"{short_path(folder)} cannot be written: {error.strerror or error}.") from error
    finally:
        for new_path in temporary.values():
            new_path.unlink(missing_ok=True)
    return len(changed)


def _as_before(old: bytes, text: str) -> bytes:
    """Return a text with the line ends and the mark that a file has."""
    start = old.decode("utf-8")
    text = text.replace("\n", "\r\n") if "\r\n" in start else text
    return f"{_MARK if start.startswith(_MARK) else ''}{text}".encode()
