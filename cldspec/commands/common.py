"""What the subcommands share: which version is meant, and how findings are shown."""

import errno
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.exit_codes import INVALID
from cldspec.wording import counted

if TYPE_CHECKING:
    from rich.console import Console

    from cldspec.findings import Finding
    from cldspec.model import Specification

FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="For a person, or for a program."
)
VERSION = click.argument("version", required=False)


def root_of(context: click.Context) -> Path:
    """Return the folder of versions that this call is about."""
    from cldspec.versions.catalogue import spec_root

    return context.obj if isinstance(context.obj, Path) else spec_root(Path.cwd())


def folder_of(context: click.Context, version: str | None) -> Path:
    """Return the folder of the version that this call is about; end the call where there is none."""
    from cldspec.versions import catalogue as versions

    try:
        return versions.folder_of(root_of(context), version)
    except versions.UnknownVersionError as error:
        raise click.UsageError(str(error)) from error


def specification_of(context: click.Context, version: str | None) -> "tuple[Path, Specification]":
    """Return the folder and the specification that this call is about; end the call, with the findings, where it is not sound."""
    from cldspec.check import load_checked
    from cldspec.findings import SpecificationError

    folder = folder_of(context, version)
    try:
        return folder, load_checked(folder)
    except SpecificationError as error:
        for finding in error.findings:
            click.echo(line_of(finding, folder), err=True)
        click.echo(f"Nothing was done: {counted(len(error.findings), 'finding')} in the specification.", err=True)
        raise SystemExit(INVALID) from error


def line_of(finding: "Finding", folder: Path) -> str:
    """Return a finding as one line that editors and terminals can jump from."""
    at = finding.at
    text = f"{finding.message} {finding.fix}".strip()
    return f"{shown(folder / finding.at.file)}:{at.line}:{at.column}: {text} [{finding.check}]"


def shown(path: Path) -> str:
    """Return a path as text, from here where that is shorter."""
    try:
        return min(os.path.relpath(path), str(path), key=len)
    except ValueError:  # on Windows, another drive
        return str(path)


def echo_json(value: object) -> None:
    """Print a value as JSON, in ASCII, which every terminal and pipe can take."""
    click.echo(json.dumps(value, indent=1))


def terminal() -> "Console":
    """Return the console for tables and cards. Like any other output, it raises BrokenPipeError when its reader has ended."""
    from rich.console import Console

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            """Leave the exit code to the program; rich would use the one for findings."""
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    return Terminal(highlight=False)
