"""cldspec derive: work out the tables that follow from a return."""

from pathlib import Path

import click

from cldspec.commands.common import help_ending, short_path, version_option
from cldspec.commands.reading import specification_of
from cldspec.wording import counted, safe_in_log


@click.command(
    "derive",
    short_help="Work out the tables that follow from a return.",
    epilog=help_ending(
        "cldspec derive return.csv --to derived",
        "cldspec derive quarter2.csv --previous quarter1.csv --to derived --format xlsx",
        "cldspec derive return.csv --to derived --only sequel_to_request --set as_of=31/03/2022",
        exit_codes={0: "The tables are written.", 2: "A file cannot be read or written, or the call is wrong."},
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to", "target", required=True, metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to."
)
@click.option("--only", multiple=True, metavar="NAME", help="Derivation to work out. May be repeated. [default: all]")
@click.option(
    "--previous",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Earlier submission, of this year or of years before. Repeat the option for several, the latest last.",
)
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Value of a parameter in place of its default. May be repeated."
)
@click.option("--format", "form", type=click.Choice(["csv", "parquet", "xlsx"]), default="csv", show_default=True, help="Output format.")
@version_option
@click.option(
    "--sheet", metavar="NAME", help="Worksheet to read of a workbook: its name or position. [default: the visible one with the headers]"
)
@click.option("--memory", metavar="SIZE", default="2GB", show_default=True, help="Most memory for the rows.")
@click.option("--threads", type=click.IntRange(1), help="Number of threads. [default: one for each core]")
@click.pass_context
def command(
    context: click.Context,
    files: tuple[Path, ...],
    target: Path,
    *,
    only: tuple[str, ...],
    previous: tuple[Path, ...],
    settings: tuple[str, ...],
    form: str,
    version: str | None,
    sheet: str | None,
    memory: str,
    threads: int | None,
) -> None:
    """Work out the tables that follow from a return, as the specification declares them.

    FILE is a return as validate reads it. Several files are one submission. FOLDER gets a file for each derivation, or one workbook.
    Files of the same names are replaced. `cldspec list derivations` lists the derivations, and `cldspec show NAME` says what one does.

    A return is not checked here: validate it first. Unreadable cells count as blank.
    """
    from cldspec.derivation.duckdb import UnknownDerivationError, derived_tables
    from cldspec.derivation.writing import WorkbookLimitError, write_tables
    from cldspec.steps.parameters import ParameterError
    from cldspec.validation.errors import UnreadableFileError
    from cldspec.validation.temporary import private_files
    from cldspec.validation.validator import Options

    specification = specification_of(context, version)
    options = Options(sheet=sheet, memory=memory, threads=threads)
    try:
        with (
            private_files(),
            derived_tables(
                files, specification, previous=[[path] for path in previous], only=only, parameters=_parameters(settings), options=options
            ) as tables,
        ):
            rows = write_tables(tables, target, form)
            parameters = tables.parameters
    except (UnreadableFileError, UnknownDerivationError, ParameterError) as error:
        raise click.UsageError(safe_in_log(str(error))) from error
    except WorkbookLimitError as error:
        raise click.UsageError(f"{error} Nothing was written. Use --format parquet or csv.") from error
    except OSError as error:
        raise click.UsageError(f"{short_path(target)} cannot be written: {error.strerror or error}.") from error
    for name, count in rows.items():
        click.echo(f"{name}: {counted(count, 'row')}")
    given = ", ".join(f"{name} {'blank' if value is None else value}" for name, value in parameters.items())
    if given:
        click.echo(f"Parameters: {given}.", err=True)
    click.echo(
        f"{short_path(target)}: written. Tables with a row for each person or event are personal data. Keep them as safe as the return.",
        err=True,
    )


def _parameters(settings: tuple[str, ...]) -> dict[str, str]:
    """Return the values of parameters that the call gives; end the call where one is not NAME=VALUE."""
    values: dict[str, str] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not (sign and name.strip() and value.strip()):
            raise click.UsageError(f"--set {safe_in_log(setting)} is not NAME=VALUE. Write, for example, --set as_of=31/03/2022.")
        values[name.strip()] = value.strip()
    return values
