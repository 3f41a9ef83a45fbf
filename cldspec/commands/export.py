"""cldspec export: write a filled-in template as the CSV file to send."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import help_ending, version_option
from cldspec.commands.reading import specification_of
from cldspec.wording import counted, number

if TYPE_CHECKING:
    from cldspec.model import Specification
    from cldspec.validation.readers.template import TemplateContent

_CELLS_LISTED = 20
"""The cells that a message lists."""


@click.command(
    "export",
    short_help="Write a filled-in template as the CSV file to send.",
    epilog=help_ending(
        "cldspec export template.xlsx --to return.csv",
        exit_codes={0: "The file is written.", 2: "The template cannot be read, or the file cannot be written."},
    ),
)
@click.argument("template", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV file to write.")
@click.option(
    "--sheet", metavar="NAME", help="Worksheet to read of a workbook: its name or position. [default: the visible one with the headers]"
)
@version_option
@click.pass_context
def command(context: click.Context, template: Path, target: Path, sheet: str | None, version: str | None) -> None:
    """Write a filled-in template as CSV: the headers in the first line, then a line for each row that is not blank.

    TEMPLATE is the template as Excel or LibreOffice saved it, .xlsx or .csv, or any other file that validate reads. Its header row
    does not have to be the first row. Dates are written as dd/mm/yyyy, and leading zeros stay. Nothing is checked or repaired. But
    if a cell shows the error of a formula, or a quotation mark is never closed, nothing is written.
    """
    from cldspec.validation.errors import UnreadableFileError
    from cldspec.validation.readers.template import read_template
    from cldspec.validation.temporary import private_files

    specification = specification_of(context, version)
    if target.exists() and target.samefile(template):
        raise click.UsageError(f"{target} is the template itself. Give another file with --to.")
    try:
        with private_files():
            content = read_template(template, specification, sheet)
    except (UnreadableFileError, OSError) as error:
        raise click.UsageError(str(error)) from error
    if content.unread:
        cells = ", ".join(content.unread[:_CELLS_LISTED])
        more = f", and {number(len(content.unread) - _CELLS_LISTED)} more" if len(content.unread) > _CELLS_LISTED else ""
        where = f"on the sheet {content.sheet} of {template}" if content.sheet else f"of {template}"
        raise click.UsageError(
            f"These cells {where} do not show their content: {cells}{more}. Correct them, or open and save the file in Excel first."
        )
    try:
        _write(content, target, specification)
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror or error}.") from error
    if content.missing:
        click.echo(f"Missing columns, written as blank: {', '.join(item.title for item in content.missing)}.", err=True)
    if content.unknown:
        click.echo(f"Columns that are not in the template, left out: {', '.join(content.unknown)}.", err=True)
    rows = counted(len(content.rows), "row")
    sheet_and_file = f"the sheet {content.sheet} of {template}" if content.sheet else template
    click.echo(f"{target}: {rows}, from below the headers in row {content.header_row} of {sheet_and_file}.", err=True)


def _write(content: "TemplateContent", target: Path, specification: "Specification") -> None:
    """Write the file under another name first, so that it is never half-written."""
    part = target.with_name(f".{target.name}.new")
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(item.title for item in specification.items)
            writer.writerows([row.cells.get(item.id, "") for item in specification.items] for row in content.rows)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
