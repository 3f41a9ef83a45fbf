"""What a build makes: every file of a version's outputs, and what changed since the version before."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cldspec.commands.common import generator_of, output_names

if TYPE_CHECKING:
    from cldspec.diff.changes import Comparison
    from cldspec.diff.requests import Explained
    from cldspec.model import Artifact, Specification


def front_page(specification: "Specification", folder: Path) -> "tuple[dict[str, bytes], dict[str, bytes]]":
    """Return the page that leads to the versions, as it should be and as it is; the newest version says how it should be."""
    from cldspec.outputs import MANIFEST
    from cldspec.versions.catalogue import sort_key
    from cldspec_generators.reports.downloads import INDEX, versions_page

    versions = sorted({specification.version, *(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))}, key=sort_key)
    if specification.version != versions[-1]:
        return {}, {}
    page = folder / INDEX
    return {INDEX: versions_page(specification, versions)}, {INDEX: page.read_bytes()} if page.is_file() else {}


def beside(root: Path) -> Path:
    """Return the folder of outputs that belongs to a folder of versions."""
    from cldspec.versions.catalogue import is_shipped

    return Path("outputs") if is_shipped(root) else root.parent / "outputs"


def files_of(
    specification: "Specification", only: tuple[str, ...], present: dict[str, bytes], changes: "list[Artifact]"
) -> dict[str, bytes]:
    """Return every file that should be there; with `only`, the other outputs as they are. `changes` say what changed."""
    from cldspec.outputs import MANIFEST, manifest, said_in
    from cldspec.spelling import suggest
    from cldspec_generators import CHANGES, describe
    from cldspec_generators.reports.downloads import INDEX, version_page

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
    for artifact in changes:
        files[f"{CHANGES}/{artifact.path}"] = artifact.content
        about[f"{CHANGES}/{artifact.path}"] = artifact.about
    if changes:
        described[CHANGES] = "What changed since the version before, whom it touches, and what to do. For everybody."
    files[INDEX] = version_page(specification, files, about, described)
    return files | {MANIFEST: manifest(specification, files, about)}


def _made(name: str, specification: "Specification") -> "list[Artifact]":
    """Return the files of an output; end the call where one that another package adds does not keep to what is agreed."""
    from cldspec.model import Artifact
    from cldspec_generators import is_built_in
    from cldspec_generators.shared.theme import MissingPackageError

    generate = generator_of(name)
    try:
        made: list[object] = list(generate(specification))
    except MissingPackageError as error:
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


def changes_in(root: Path, specification: "Specification") -> "list[Artifact]":
    """Return the files that say what changed since the version before; none where this is the first in its folder."""
    from cldspec.versions.catalogue import previous_version

    earlier = previous_version(root, specification.version)
    if earlier is None:
        return []
    from cldspec.commands.comparing import compared, requests_of
    from cldspec.diff.requests import explained
    from cldspec.versions.catalogue import version_at

    comparison = compared(version_at(root, earlier), specification)
    return changes_files(comparison, explained(comparison, requests_of(root)))


def changes_files(comparison: "Comparison", matched: "Explained") -> "list[Artifact]":
    """Return every file that says what changed between two versions."""
    from cldspec_generators.outputs.sql.migration import migration_files
    from cldspec_generators.reports.changes import files

    words = {key: [f"{one.id} {one.title} ({one.state})" for one in requests] for key, requests in matched.by_change.items()}
    return [*files(comparison, words), *migration_files(comparison)]
