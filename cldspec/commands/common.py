"""What several commands share: options, the end of a help text, and how findings, paths and data are printed."""

import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.wording import safe_in_log

if TYPE_CHECKING:
    from rich.console import Console

    from cldspec.findings import Finding
    from cldspec.versions.catalogue import VersionFiles

version_option = click.option(
    "--version", metavar="VERSION", help="Version number or name, folder, or git:REVISION. [default: latest released version]"
)
format_option = click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format."
)


def help_ending(*examples: str, exit_codes: Mapping[int, str]) -> str:
    """Return the end of a command's help: its exit codes and examples, line by line."""
    codes = [f"  {code}  {meaning}" for code, meaning in exit_codes.items()]
    blocks = (["Exit codes:", *codes], ["Examples:" if len(examples) > 1 else "Example:", *(f"  {example}" for example in examples)])
    return "\n\n".join("\n".join(["\b", *lines]) for lines in blocks)  # click wraps no lines after a backspace


def location_of(files: "VersionFiles") -> str:
    """Return where a version's files are: their folder, as short as it can be written, or their git revision."""
    return short_path(files.folder) if files.folder else files.label


def finding_line(finding: "Finding", location: str) -> str:
    """Return a finding as one line that editors and terminals can jump from. The location is that of the version's files."""
    at = finding.at
    text = f"{finding.message} {finding.fix}".strip()
    return safe_in_log(f"{Path(location) / at.file}:{at.line}:{at.column}: {text} [{finding.check}]")


def short_path(path: Path) -> str:
    """Return a path as text, relative to the current folder if that is shorter."""
    try:
        return min(os.path.relpath(path), str(path), key=len)
    except ValueError:  # on Windows, a path on another drive
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
