"""cldspec build: generate everything that people use from the specification."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import VERSION, specification_of
from cldspec.commands.comparing import refuse
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec_generators.output_folder import Difference


@click.command("build", short_help="Generate everything that people use, or check that it is up to date.")
@VERSION
@click.option("--only", multiple=True, metavar="NAME", help="Build only this output. Repeat for several. See: cldspec list outputs")
@click.option(
    "--check", "check_only", is_flag=True, help="Write nothing. Show the files that are out of date, and exit with 1 if there are any."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the outputs. [default: outputs/ next to the folder of versions]",
)
@click.pass_context
def command(context: click.Context, version: str | None, *, only: tuple[str, ...], check_only: bool, out: Path | None) -> None:
    """Generate outputs/VERSION/ from the specification. The same specification always gives the same bytes.

    VERSION is a version number or a folder. The default is the latest released version. Files that are no longer
    generated are removed. If anything fails, the old outputs stay as they were.

    Example: cldspec build 4.0 --check
    """
    from cldspec.findings import SpecificationError
    from cldspec_generators import OutputError, output_folder
    from cldspec_generators.building import build_files, outputs_folder, versions_page_files

    folder, specification = specification_of(context, version)
    root = folder.resolve().parent
    target = ((out or outputs_folder(root)) / specification.version).resolve()
    try:
        if not check_only:
            output_folder.restore(target)
        present = output_folder.read(target)
        expected = build_files(specification, root, only=only, present=present)
        differences = list(output_folder.compare(expected, present))
        page, present_page = versions_page_files(specification, target.parent)
        page_differences = list(output_folder.compare(page, present_page))
        if check_only:
            _report(differences, target)
            _report(page_differences, target.parent)
            context.exit(1 if differences or page_differences else 0)
        if differences:
            output_folder.replace(target, expected)
        if page_differences:
            output_folder.write(target.parent, page)
    except SpecificationError as error:
        refuse(error)
    except OutputError as error:
        raise click.UsageError(str(error)) from error
    except output_folder.ForeignFolderError as error:
        raise click.UsageError(f"{error} Another folder is given by --out.") from error
    except OSError as error:
        remedy = " Close the programs that use it, then run the command again." if isinstance(error, PermissionError) else ""
        raise click.UsageError(f"{target} cannot be written: {error.strerror or error}.{remedy}") from error
    for difference in differences:
        if difference.state == "stray":
            click.echo(f"Removed {target / difference.path}", err=True)
    changes = f"{counted(len(differences), 'file')} written or removed" if differences else "nothing to change"
    click.echo(f"{target}: {counted(len(expected), 'file')}, {changes}.", err=True)


def _report(differences: "list[Difference]", target: Path) -> None:
    for difference in differences:
        click.echo(f"{difference.state:8}{target / difference.path}")
        for line in difference.diff:
            click.echo(f"        {line}")
    if differences:
        number = counted(len(differences), "file")
        click.echo(f"{target} is out of date: {number} differ from the specification. Run the same command without --check.", err=True)
    else:
        click.echo(f"{target} is up to date.", err=True)
