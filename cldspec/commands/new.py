"""cldspec new: begin a draft of a new version."""

import shutil
from datetime import datetime
from pathlib import Path

import click

from cldspec.commands.common import help_ending, short_path
from cldspec.commands.reading import load_unchecked, newest_version, spec_root_of


@click.command(
    "new",
    short_help="Begin a draft of a new version.",
    epilog=help_ending(
        "cldspec new 4.1",
        "cldspec new 4.2 --from 4.1",
        exit_codes={0: "The draft is written.", 2: "The draft cannot be written."},
    ),
)
@click.argument("version")
@click.option("--from", "source", metavar="OLD", help="Version to begin from. [default: newest version]")
@click.pass_context
def command(context: click.Context, version: str, source: str | None) -> None:
    """Begin a draft of a new version, as a copy of an old one.

    VERSION is the number of the new version. The copy has this number, the status of a draft, and a new entry in its history. The old
    version's name, dates and stated numbers of items are left out. Nothing else differs, so `cldspec diff OLD VERSION` shows exactly
    what you change from now on.
    """
    from cldspec.load import texts_in
    from cldspec.versions.catalogue import sort_key, version_folders, version_numbers
    from cldspec.versions.drafts import VERSION_NUMBER, draft, next_number

    root = spec_root_of(context)
    folder = version_folders(root).get(version, root / version)
    taken = version_numbers(root)
    proposed = next_number(taken, taken[-1] if taken else None, is_breaking=False)
    if not VERSION_NUMBER.fullmatch(version):
        rule = "two numbers of up to three digits, without zeros in front"
        raise click.UsageError(f"{version} is not a version number: {rule}, with a full stop between them. Write one such as {proposed}.")
    if folder.exists():
        raise click.UsageError(f"Version {version} already exists, in {short_path(folder)}. Choose another number, such as {proposed}.")
    old = load_unchecked(root, source or newest_version(root))
    if old.folder is None:
        raise click.UsageError("A new version cannot begin from git. Name a version by its number or folder.")
    if sort_key(version) <= sort_key(old.specification.version):
        raise click.UsageError(f"{version} does not come after {old.specification.version}. Choose a higher number, such as {proposed}.")
    texts = draft(texts_in(old.folder)[0], version, f"{datetime.now().astimezone():%B %Y}")
    try:
        _write(folder, texts)
    except OSError as error:
        raise click.UsageError(f"{short_path(folder)} cannot be written: {error.strerror or error}.") from error
    number = old.specification.version
    click.echo(f"{short_path(folder)} is a copy of {number}. Edit it, then run: cldspec check --version {version}", err=True)


def _write(folder: Path, texts: dict[str, str]) -> None:
    """Write a version's files into a temporary folder, which is renamed once it is complete."""
    temporary = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        for name, text in texts.items():
            path = temporary / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
