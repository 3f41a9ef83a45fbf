"""cldspec new: begin a version from another one."""

import shutil
from datetime import datetime
from pathlib import Path

import click

from cldspec.commands.common import short_path, spec_root_of
from cldspec.commands.comparing import newest, version_of


@click.command("new", short_help="Begin a draft of a new version from another one.")
@click.argument("version")
@click.option("--from", "source", metavar="OLD", help="The version to begin from. [default: the newest]")
@click.pass_context
def command(context: click.Context, version: str, source: str | None) -> None:
    """Begin VERSION as a draft: a copy of OLD, with its number, its status and an entry in its history.

    Everything else is as it was, so that `cldspec diff OLD VERSION` says just what you change from now on.

    Example: cldspec new 5.1 --from 5.0
    """
    from cldspec.load import texts_in
    from cldspec.versions.catalogue import sort_key, version_numbers
    from cldspec.versions.drafts import VERSION_NUMBER, draft

    root = spec_root_of(context)
    known = version_numbers(root)
    if not VERSION_NUMBER.fullmatch(version):
        raise click.UsageError(f"{version} is no version number. Write one like 5.1.")
    if version in known or (root / version).exists():
        raise click.UsageError(f"There is a version {version} already, in {short_path(root / version)}. Choose another number.")
    old = version_of(root, source or newest(root))
    if old.folder is None:
        raise click.UsageError("Begin from a version in a folder, not from a revision.")
    if sort_key(version) <= sort_key(old.specification.version):
        raise click.UsageError(f"{version} does not come after {old.specification.version}. Choose a higher number.")
    now = datetime.now().astimezone()
    texts = draft(texts_in(old.folder)[0], version, f"{now:%B %Y}")
    beside = root / f".{version}.new"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        _write(beside, texts)
        beside.rename(root / version)
    except OSError as error:
        raise click.UsageError(f"{short_path(root / version)} cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    click.echo(
        f"{short_path(root / version)} is a copy of {old.specification.version}. Edit it, then run: cldspec check --version {version}",
        err=True,
    )


def _write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
