"""cldspec build: everything that people use, from the specification."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.building import beside, changes_in, files_of, front_page
from cldspec.commands.common import VERSION, specification_of
from cldspec.wording import counted

if TYPE_CHECKING:
    from cldspec.outputs import Difference


@click.command("build", short_help="Write everything that people use, or check that it is up to date.")
@VERSION
@click.option("--only", multiple=True, metavar="NAME", help="Build only this output; may be given again. See: cldspec list outputs")
@click.option("--check", "check_only", is_flag=True, help="Write nothing; show what differs, and exit with 1 if anything does.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the outputs. [default: outputs/ beside the folder of versions]",
)
@click.pass_context
def command(context: click.Context, version: str | None, *, only: tuple[str, ...], check_only: bool, out: Path | None) -> None:
    """Write outputs/VERSION/, from the specification alone: the same bytes each time.

    VERSION is a version number or a folder; without it, the latest released version. Files that no output makes any
    more are removed. If anything fails, the old outputs stay as they were.

    Example: cldspec build 4.0 --check
    """
    from cldspec import outputs

    folder, specification = specification_of(context, version)
    root = folder.resolve().parent
    target = ((out or beside(root)) / specification.version).resolve()
    try:
        if not check_only:
            outputs.restore(target)
        present = outputs.read(target)
        expected = files_of(specification, only, present, changes_in(root, specification))
        differences = list(outputs.compare(expected, present))
        front, old_front = front_page(specification, target.parent)
        differs_in_front = list(outputs.compare(front, old_front))
        if check_only:
            _report(differences, target)
            _report(differs_in_front, target.parent)
            context.exit(1 if differences or differs_in_front else 0)
        if differences:
            outputs.replace(target, expected)
        if differs_in_front:
            outputs.write(target.parent, front)
    except outputs.ForeignFolderError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        hint = " Close the programs that use it, then run again." if isinstance(error, PermissionError) else ""
        raise click.UsageError(f"{target} cannot be written: {error.strerror or error}.{hint}") from error
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
        click.echo(f"{counted(len(differences), 'file')} not as the specification says. Run the same command without --check.", err=True)
    else:
        click.echo(f"{target} is as the specification says.", err=True)
