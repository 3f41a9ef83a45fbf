"""cldspec check: is the specification sound?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import FORMAT, VERSION, counted, echo_json, folder_of, line_of, shown

if TYPE_CHECKING:
    from cldspec.findings import Finding


@click.command("check", short_help="Say whether the specification is sound.")
@VERSION
@FORMAT
@click.pass_context
def command(context: click.Context, version: str | None, form: str) -> None:
    """Say whether the specification is sound: every finding, with file, line and column, and what to write instead.

    VERSION is a version number or a folder; without it, the latest released version.

    Example: cldspec check 4.0
    """
    from cldspec.check import examine

    folder = folder_of(context, version)
    _, findings = examine(folder)
    if form == "json":
        echo_json({"version": folder.resolve().name, "findings": [_plain(finding, folder) for finding in findings]})
    else:
        for finding in findings:
            click.echo(line_of(finding, folder))
        result = counted(len(findings), "finding") if findings else "no finding"
        click.echo(f"Version {folder.resolve().name} in {shown(folder)}: {result}.", err=True)
    context.exit(1 if findings else 0)


def _plain(finding: "Finding", folder: Path) -> dict[str, str | int]:
    place: dict[str, str | int] = {"file": shown(folder / finding.at.file), "line": finding.at.line, "column": finding.at.column}
    return {**place, "check": finding.check, "message": finding.message, "fix": finding.fix}
