"""What the subcommands share: which version is meant, and how findings are shown."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cldspec.findings import Finding
    from cldspec.model import Specification

FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="For a person, or for a program."
)
VERSION = click.argument("version", required=False)
WRONG = 2
"""Exit code where the call, or the specification itself, is wrong."""


def root_of(context: click.Context) -> Path:
    """Return the folder of versions that this call is about."""
    from cldspec.versions import spec_root

    return context.obj if isinstance(context.obj, Path) else spec_root(Path.cwd())


def folder_of(context: click.Context, version: str | None) -> Path:
    """Return the folder of the version that this call is about; end the call where there is none."""
    from cldspec import versions

    try:
        return versions.folder_of(root_of(context), version)
    except versions.UnknownVersion as error:
        raise click.UsageError(str(error)) from error


def specification_of(context: click.Context, version: str | None) -> "Specification":
    """Return the specification that this call is about; end the call, with the findings, where its form is wrong."""
    from cldspec.findings import SpecificationError
    from cldspec.load import load

    folder = folder_of(context, version)
    try:
        return load(folder)
    except SpecificationError as error:
        refuse(folder, error.findings)
        raise AssertionError from error  # refuse does not return


def refuse(folder: Path, findings: "Sequence[Finding]") -> None:
    """End the call because the specification in `folder` is wrong."""
    for finding in findings:
        click.echo(line_of(finding, folder), err=True)
    click.echo(f"Nothing was done: {counted(len(findings), 'finding')} in the specification.", err=True)
    raise SystemExit(WRONG)


def line_of(finding: "Finding", folder: Path) -> str:
    """Return a finding as one line that editors and terminals can jump from."""
    at = finding.at
    text = f"{finding.message} {finding.fix}".strip()
    return f"{path_of(finding, folder)}:{at.line}:{at.column}: {text} [{finding.check}]"


def path_of(finding: "Finding", folder: Path) -> str:
    """Return the path of the file that a finding is about, from here where that is shorter."""
    whole = str(folder / finding.at.file)
    try:
        return min(os.path.relpath(whole), whole, key=len)
    except ValueError:  # on Windows, another drive
        return whole


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it needs one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def echo_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
