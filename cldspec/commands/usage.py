"""cldspec usage: find data items and allowed values in scripts."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import echo_json, format_option, help_ending, short_path, version_option
from cldspec.commands.exit_codes import FINDINGS
from cldspec.commands.reading import specification_of
from cldspec.wording import counted, safe_in_log

if TYPE_CHECKING:
    from cldspec.usage import Use

_LISTED_VALUES = 12
"""The most missing values that a line lists."""


@click.command(
    "usage",
    short_help="Find data items and allowed values in scripts.",
    epilog=help_ending(
        "cldspec usage scripts/",
        "cldspec usage --only-doubtful --version 4.1 scripts/ report.sql",
        exit_codes={0: "No text is doubtful.", 1: "Some texts are doubtful.", 2: "A script cannot be read."},
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--only-doubtful", is_flag=True, help="Show only texts that are not values of the version.")
@version_option
@format_option
@click.pass_context
def command(context: click.Context, paths: tuple[Path, ...], version: str | None, output_format: str, *, only_doubtful: bool) -> None:
    """Find where scripts use data items and allowed values.

    PATH is a script, or a folder of scripts. SQL Server's SQL is understood best; other languages are read as far as possible.
    Comments are ignored.

    A text is doubtful if it is compared with a data item, or is in a list of values, but is not an allowed value. So is a text
    that is nearly an allowed value, wherever it is. A list that lacks some values is shown, but may be intended.
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
        _print(chosen)
    items = {use.item for use in uses if use.kind == "item"}
    values = {(code_list, use.value) for use in uses if use.value is not None for code_list in use.code_lists}
    read = f"{counted(files, 'file')} read against version {specification.version}"
    used = f"{counted(len(items), 'item')} and {counted(len(values), 'value')} used"
    click.echo(f"{read}: {used}, {counted(len(doubtful), 'doubtful text')}.", err=True)
    context.exit(FINDINGS if doubtful else 0)


def _print(uses: Sequence["Use"]) -> None:
    """Print uses as lines that editors and terminals can jump from, with a blank line between files."""
    file = None
    for use in uses:
        if file not in {None, use.file}:
            click.echo()
        file = use.file
        click.echo(safe_in_log(f"{use.file}:{use.line}:{use.column}: {sentence(use)}"))


def sentence(use: "Use") -> str:
    """Return a use in words."""
    subject = use.item or " and ".join(use.code_lists)
    text = " ".join(use.text.split())
    match use.kind:
        case "item":
            return f"item {use.item}"
        case "value":
            return f"'{text}' is a value of {subject}."
        case "other spelling":
            return f"'{text}' is another spelling of '{use.value}', a value of {subject}."
        case "not a value":
            return f"'{text}' is not a value of {subject}." + (f" Did you mean '{use.near}'?" if use.near else "")
        case _:
            values = ", ".join(f"'{value}'" for value in use.lacks[:_LISTED_VALUES])
            more = len(use.lacks) - _LISTED_VALUES
            rest = f" and {counted(more, 'other')}" if more > 0 else ""
            return f"This list of values of {subject} lacks {values}{rest}. That is fine if it is intended."
