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

    Once nothing else is wrong, the rules are proved: none contradicts or repeats others, every value can be used, every
    example does what it says. VERSION is a version number or a folder; without it, the latest released version.

    Example: cldspec check 4.0
    """
    from cldspec.check import UNDECIDED, examine, prove

    folder = folder_of(context, version)
    specification, findings = examine(folder)
    proved = prove(specification) if specification is not None and not findings else []
    findings += [finding for finding in proved if finding.check != UNDECIDED]
    undecided = [finding for finding in proved if finding.check == UNDECIDED]
    if form == "json":
        told = {"findings": findings, UNDECIDED: undecided}
        echo_json({"version": folder.resolve().name, **{key: [_plain(one, folder) for one in found] for key, found in told.items()}})
    else:
        for finding in findings:
            click.echo(line_of(finding, folder))
        for finding in undecided:
            click.echo(line_of(finding, folder), err=True)
        result = counted(len(findings), "finding") if findings else "no finding"
        click.echo(f"Version {folder.resolve().name} in {shown(folder)}: {result}.", err=True)
    context.exit(1 if findings else 0)


def _plain(finding: "Finding", folder: Path) -> dict[str, str | int]:
    place: dict[str, str | int] = {"file": shown(folder / finding.at.file), "line": finding.at.line, "column": finding.at.column}
    return {**place, "check": finding.check, "message": finding.message, "fix": finding.fix}
