"""cldspec check: is the specification sound?"""

import click

from cldspec.commands.common import FORMAT, VERSION, counted, echo_json, folder_of, line_of, path_of


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
        places = [{"file": path_of(finding, folder), "line": finding.at.line, "column": finding.at.column} for finding in findings]
        words = [{"check": finding.check, "message": finding.message, "fix": finding.fix} for finding in findings]
        echo_json({"version": folder.resolve().name, "findings": [place | word for place, word in zip(places, words, strict=True)]})
    else:
        for finding in findings:
            click.echo(line_of(finding, folder))
        click.echo(f"Version {folder.resolve().name}: {counted(len(findings), 'finding') if findings else 'no finding'}.", err=True)
    context.exit(1 if findings else 0)
