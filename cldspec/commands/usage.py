"""cldspec usage: who uses what of the specification?"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import echo_json, format_option, short_path, specification_of, version_option
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.usage import Use

_FEW = 12
"""The values that a line lists."""


@click.command("usage", short_help="Find items and list values in scripts, and texts that only look like values.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--only-doubtful", is_flag=True, help="Show only texts that are no value of the version.")
@version_option
@format_option
@click.pass_context
def command(context: click.Context, paths: tuple[Path, ...], version: str | None, output_format: str, *, only_doubtful: bool) -> None:
    """Find where scripts use data items and list values: SQL Server's SQL first, any other text as far as it goes.

    PATH is a script, or a folder that holds some. Doubtful is a text that is compared with an item, or typed in a list of
    values, and is no value; and one anywhere that is nearly a value. A list that lacks values may be meant so, and is no
    fault. Comments are not looked at. Exit code 0: nothing doubtful. 1: there are texts that are no values. 2: the call is wrong.

    Example: cldspec usage --only-doubtful scripts/
    """
    from cldspec.usage import UnreadableScriptError, read_scripts, uses_in

    specification = specification_of(context, version)
    uses: list[Use] = []
    files = 0
    try:
        for name, text in read_scripts(paths):
            files += 1
            uses += uses_in(short_path(Path(name)), text, specification)
    except UnreadableScriptError as error:
        raise click.UsageError(str(error)) from error
    doubtful = [use for use in uses if use.kind == "not a value"]
    chosen = doubtful if only_doubtful else uses
    if output_format == "json":
        echo_json({"version": specification.version, "uses": [asdict(use) for use in chosen]})
    else:
        _echo(chosen)
    items = {use.item for use in uses if use.kind == "item"}
    values = {(code_list, use.value) for use in uses if use.value is not None for code_list in use.code_lists}
    read = f"{counted(files, 'file')} read, by version {specification.version}"
    used = f"{counted(len(items), 'item')} and {counted(len(values), 'value')} used"
    click.echo(f"{read}: {used}, {counted(len(doubtful), 'text')} doubtful.", err=True)
    context.exit(1 if doubtful else 0)


def _echo(uses: Sequence["Use"]) -> None:
    """Print the uses as lines that editors and terminals can jump from, a blank line between files."""
    file = None
    for use in uses:
        if file not in {None, use.file}:
            click.echo()
        file = use.file
        click.echo(f"{use.file}:{use.line}:{use.column}: {sentence(use)}")


def sentence(use: "Use") -> str:
    """Return what a person reads about a use."""
    lists = " and ".join(use.code_lists)
    place = use.item or lists
    text = " ".join(use.text.split())
    near = f"; did you mean '{use.near}'?" if use.near else "."
    match use.kind:
        case "item":
            return f"item {use.item}"
        case "value":
            return f"'{text}' is a value of {place}."
        case "other spelling":
            return f"'{text}' is another spelling of '{use.value}', a value of {place}."
        case "not a value":
            return f"'{text}' is no value of {place}{near}"
        case _:
            more = f" and {len(use.lacks) - _FEW} others" if len(use.lacks) > _FEW else ""
            few = ", ".join(f"'{value}'" for value in use.lacks[:_FEW])
            return f"This list of values of {place} lacks {few}{more}; fine if that is meant."
