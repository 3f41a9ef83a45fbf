"""cldspec build: generate everything that people use from the specification."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import help_ending, short_path, version_option
from cldspec.commands.exit_codes import FINDINGS
from cldspec.commands.old_spellings import old_out_option, old_version_argument
from cldspec.commands.reading import load_files, refuse, spec_root_of, version_files
from cldspec.wording import counted, safe_in_log

if TYPE_CHECKING:
    from cldspec_generators.output_folder import Difference


@click.command(
    "build",
    short_help="Build all outputs, or check that they are up to date.",
    epilog=help_ending(
        "cldspec build",
        "cldspec build --version 4.1 --only sql --only excel",
        "cldspec build --check",
        exit_codes={
            0: "The outputs are built, or up to date.",
            1: "With --check: some files differ.",
            2: "The version cannot be built.",
        },
    ),
)
@version_option
@click.option("--only", multiple=True, metavar="NAME", help="Build only this output. Repeat for several. See: cldspec list outputs")
@click.option("--check", "check_only", is_flag=True, help="Write nothing. Show the files that are out of date.")
@click.option("--to", "target", type=click.Path(file_okay=False), help="Folder for the outputs. [default: outputs/ beside spec/]")
@click.pass_context
@old_version_argument
@old_out_option
def command(context: click.Context, *, version: str | None, only: tuple[str, ...], check_only: bool, target: str | None) -> None:
    """Build all outputs of a version, or check that they are up to date.

    The files go into a folder with the version's number, such as outputs/4.0. The same specification always gives the
    same bytes. Files that are no longer generated are removed. Files that no build made, such as a filled-in template, are listed and
    left alone. If anything fails, the old outputs stay as they were.
    """
    from cldspec.findings import SpecificationError
    from cldspec_generators import OutputError
    from cldspec_generators.building import build, outputs_folder
    from cldspec_generators.output_folder import ForeignFolderError

    files = version_files(context, version)
    if files.folder is None and target is None:
        raise click.UsageError("A version from git is not built into outputs/. Use --to to name another folder.")
    specification = load_files(files)
    root = files.folder.resolve().parent if files.folder else spec_root_of(context)
    outputs = Path(target) if target else outputs_folder(root)
    try:
        result = build(specification, root, outputs, only=only, check_only=check_only)
    except SpecificationError as error:
        refuse(error.findings, short_path(error.folder or Path()))
    except OutputError as error:
        raise click.UsageError(str(error)) from error
    except ForeignFolderError as error:
        raise click.UsageError(f"{error} Use --to to name it.") from error
    except OSError as error:
        remedy = " Close the programs that use it, then run the command again." if isinstance(error, PermissionError) else ""
        raise click.UsageError(f"{outputs} cannot be written: {error.strerror or error}.{remedy}") from error
    for path in result.strangers:
        click.echo(safe_in_log(f"Left alone, because no build made it: {result.folder / path}"), err=True)
    if check_only:
        _print_differences(result.differences, result.folder)
        _print_differences(result.page_differences, result.folder.parent)
        context.exit(0 if result.is_up_to_date else FINDINGS)
    for difference in result.differences:
        if difference.state == "stray":
            click.echo(safe_in_log(f"Removed {result.folder / difference.path}"), err=True)
    changes = f"{counted(len(result.differences), 'file')} written or removed" if result.differences else "nothing to change"
    click.echo(f"{result.folder}: {counted(result.file_count, 'file')}, {changes}.", err=True)


def _print_differences(differences: "Sequence[Difference]", folder: Path) -> None:
    for difference in differences:
        click.echo(safe_in_log(f"{difference.state:8}{folder / difference.path}"))
        for line in difference.diff:
            click.echo(safe_in_log(f"        {line}"))
    if differences:
        number = counted(len(differences), "file")
        verb = "differs" if len(differences) == 1 else "differ"
        click.echo(f"{folder} is out of date: {number} {verb} from the specification. Run the same command without --check.", err=True)
    else:
        click.echo(f"{folder} is up to date.", err=True)
