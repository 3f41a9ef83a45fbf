"""cldspec build: everything that people use, from the specification."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import VERSION, counted, generator_of, output_names, specification_of

if TYPE_CHECKING:
    from cldspec.model import Artifact, Specification
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
    target = ((out or _beside(folder.resolve().parent)) / specification.version).resolve()
    try:
        if not check_only:
            outputs.restore(target)
        present = outputs.read(target)
        expected = _expected(specification, only, present)
        differences = list(outputs.compare(expected, present))
        front, old_front = _front(specification, target.parent)
        differs_in_front = list(outputs.compare(front, old_front))
        if check_only:
            _report(differences, target)
            _report(differs_in_front, target.parent)
            context.exit(1 if differences or differs_in_front else 0)
        if differences:
            outputs.replace(target, expected)
        if differs_in_front:
            outputs.write(target.parent, front)
    except outputs.ForeignFolder as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        hint = " Close the programs that use it, then run again." if isinstance(error, PermissionError) else ""
        raise click.UsageError(f"{target} cannot be written: {error.strerror or error}.{hint}") from error
    for difference in differences:
        if difference.state == "stray":
            click.echo(f"Removed {target / difference.path}", err=True)
    changes = f"{counted(len(differences), 'file')} written or removed" if differences else "nothing to change"
    click.echo(f"{target}: {counted(len(expected), 'file')}, {changes}.", err=True)


def _front(specification: "Specification", folder: Path) -> "tuple[dict[str, bytes], dict[str, bytes]]":
    """Return the page that leads to the versions, as it should be and as it is."""
    from cldspec.outputs import MANIFEST
    from cldspec_generators.downloads import INDEX, versions_page

    versions = sorted({specification.version, *(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))})
    page = folder / INDEX
    return {INDEX: versions_page(specification, versions)}, {INDEX: page.read_bytes()} if page.is_file() else {}


def _beside(root: Path) -> Path:
    from cldspec.versions import is_shipped

    return Path("outputs") if is_shipped(root) else root.parent / "outputs"


def _expected(specification: "Specification", only: tuple[str, ...], present: dict[str, bytes]) -> dict[str, bytes]:
    """Return every file that should be there; with `only`, the other outputs as they are."""
    from cldspec.outputs import MANIFEST, manifest, said_in
    from cldspec.spelling import suggest
    from cldspec_generators import describe
    from cldspec_generators.downloads import INDEX, version_page

    names = output_names()
    for name in only:
        if name not in names:
            raise click.UsageError(f"There is no output {name}. {suggest(name, names)}")
    others = set(names) - set(only) if only else set()
    files = {path: content for path, content in present.items() if path.split("/")[0] in others}
    about = {path: said for path, said in said_in(present).items() if path in files}
    for name in only or names:
        for artifact in _made(name, specification):
            files[f"{name}/{artifact.path}"] = artifact.content
            about[f"{name}/{artifact.path}"] = artifact.about
    described = {name: describe(name) for name in names}
    files[INDEX] = version_page(specification, files, about, described)
    return files | {MANIFEST: manifest(specification, files, about)}


def _made(name: str, specification: "Specification") -> "list[Artifact]":
    """Return the files of an output; end the call where one that another package adds does not keep to what is agreed."""
    from cldspec.model import Artifact
    from cldspec_generators import is_built_in
    from cldspec_generators.look import MissingPackage

    generate = generator_of(name)
    try:
        made: list[object] = list(generate(specification))
    except MissingPackage as error:
        raise click.UsageError(str(error)) from error
    except Exception as error:
        if is_built_in(name):
            raise
        raise click.UsageError(f"The output {name} fails: {error!r}. Ask whoever made it.") from error
    artifacts = [one for one in made if isinstance(one, Artifact)]
    if len(artifacts) < len(made) or not all(type(artifact.content) is bytes for artifact in artifacts):
        raise click.UsageError(f"The output {name} makes something else than files of bytes. Ask whoever made it.")
    if len({artifact.path for artifact in artifacts}) < len(artifacts):
        raise click.UsageError(f"The output {name} makes the same file twice. Ask whoever made it.")
    return artifacts


def _report(differences: "list[Difference]", target: Path) -> None:
    for difference in differences:
        click.echo(f"{difference.state:8}{target / difference.path}")
        for line in difference.diff:
            click.echo(f"        {line}")
    if differences:
        click.echo(f"{counted(len(differences), 'file')} not as the specification says. Run the same command without --check.", err=True)
    else:
        click.echo(f"{target} is as the specification says.", err=True)
