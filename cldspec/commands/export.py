"""cldspec export: a filled template as the CSV file that is sent."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import specification_of, version_option
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.model import Specification
    from cldspec.validation.readers.template import TemplateContent


@click.command("export", short_help="Write a filled template as the CSV file that is sent.")
@click.argument("filled", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The CSV file to write.")
@version_option
@click.pass_context
def command(context: click.Context, filled: Path, target: Path, version: str | None) -> None:
    """Write what FILLED holds as CSV: headers in the first line, a line for each row that is not blank, cells as typed.

    FILLED is the template as Excel or LibreOffice saved it, .xlsx or .csv; its headers are found wherever they stand. Dates
    become dd/mm/yyyy, and leading zeros stay. Nothing is repaired or checked.

    Example: cldspec export filled.xlsx --to return.csv
    """
    from cldspec.validation.errors import UnreadableFileError
    from cldspec.validation.readers.template import read_template

    specification = specification_of(context, version)
    if target.exists() and target.samefile(filled):
        raise click.UsageError(f"{target} is the file that is read. Name another one by --to.")
    try:
        found = read_template(filled, specification)
    except (UnreadableFileError, OSError) as error:
        raise click.UsageError(str(error)) from error
    try:
        _write(found, target, specification)
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror or error}.") from error
    if found.missing:
        click.echo(f"No column {', '.join(item.title for item in found.missing)}: left blank.", err=True)
    if found.unknown:
        click.echo(f"Not in the template, and left out: {', '.join(found.unknown)}.", err=True)
    click.echo(f"{target}: {counted(len(found.rows), 'row')} below the headers in row {found.header_row} of {filled}.", err=True)


def _write(found: "TemplateContent", target: Path, specification: "Specification") -> None:
    """Write beside the target first, so that no half a file is left."""
    beside = target.with_name(f".{target.name}.new")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(item.title for item in specification.items)
            writer.writerows([row.cells.get(item.id, "") for item in specification.items] for row in found.rows)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
