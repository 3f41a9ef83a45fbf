"""A build: every file of a version's outputs, with the notice of what changed since the previous version."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path

from cldspec.check import load_checked
from cldspec.diff.changes import Comparison
from cldspec.diff.compare import compare
from cldspec.diff.part_history import with_history
from cldspec.diff.requests import Explained, explained, read_requests
from cldspec.findings import SpecificationError
from cldspec.load import read_texts, texts_in
from cldspec.model import Artifact, Specification
from cldspec.versions.ancestry import load_ancestors, load_between
from cldspec.versions.catalogue import REQUESTS, is_shipped, previous_version, sort_key, version_folders
from cldspec.versions.corrections import earlier_texts, findings_of_kept_files, names_of
from cldspec.versions.drafts import VERSION_NUMBER
from cldspec.versions.later_releases import read_later_releases
from cldspec.versions.releases import read_releases
from cldspec_generators import OutputError, description_of, generator_of, is_built_in, output_folder, output_names
from cldspec_generators.output_folder import MANIFEST, Difference, descriptions_in, manifest
from cldspec_generators.reports.changes import files as notice_files
from cldspec_generators.reports.changes.applies import Explanation, Explanations
from cldspec_generators.reports.changes.crosswalk import crosswalk_file
from cldspec_generators.reports.changes.migration import migration_files
from cldspec_generators.reports.downloads import ASSETS, INDEX, version_page, versions_page
from cldspec_generators.shared.style_sheet import MissingStyleSheetError

CHANGES = "changes"
"""The folder of the change notice, among the outputs of the later version."""
CORRECTIONS = "corrections"
"""The folder of the notices of what was corrected in a version since its release: a folder for each correction, with its date."""
_ABOUT_NOTICES = {
    CHANGES: "What changed since the version before, whom it touches, and what to do. For everybody.",
    CORRECTIONS: "What was corrected in this version since its release, whom it touches, and what to do. For everybody.",
}
_STARTED_FIRST = "guidance"
"""The output that is started before all others. Its PDF takes half of the time of a build, and is made in a thread."""


@dataclass(frozen=True, slots=True)
class Build:
    """The result of a build: what was written, or what differs if nothing was to be written."""

    folder: Path
    """The folder of the version's outputs."""
    file_count: int
    differences: tuple[Difference, ...]
    """The files in the folder that were not as expected."""
    page_differences: tuple[Difference, ...]
    """The same of the page that lists the versions, in the folder above."""
    strangers: tuple[str, ...] = ()
    """The paths of files in the folder that no build made. They are left alone."""

    @property
    def is_up_to_date(self) -> bool:
        """Whether all files were as expected."""
        return not self.differences and not self.page_differences


def build(specification: Specification, root: Path, outputs: Path, *, only: Sequence[str] = (), check_only: bool = False) -> Build:
    """Write all outputs of a version, or with `check_only` compare them with what is there.

    `outputs` is the folder of all versions' outputs; see `build_files` for the rest. If anything fails, the old outputs stay
    as they were. Raises OutputError and SpecificationError as `build_files` does, ForeignFolderError if the folder contains files
    that no build wrote, and OSError.
    """
    folder = (outputs / specification.version).resolve()
    if check_only:
        return _compared(specification, root, folder, only, lines=output_folder.LINES)[0]
    with output_folder.locked(folder):
        output_folder.restore(folder)
        result, expected, page = _compared(specification, root, folder, only, lines=0)
        if result.page_differences:
            refuse_foreign_page(folder.parent)
        if result.differences:
            output_folder.replace(folder, expected)
        if result.page_differences:
            output_folder.write(folder.parent, page)
    return result


def _compared(
    specification: Specification, root: Path, folder: Path, only: Sequence[str], *, lines: int
) -> tuple[Build, dict[str, bytes], dict[str, bytes]]:
    """Return how a folder differs from what a build makes, and the files that it makes: of the folder, and of the page above it.

    `lines` is how many lines of a file's diff to return. A diff takes long, and a build that writes shows none.
    """
    expected = build_files(specification, root, only=only, present=output_folder.read_made(folder))
    strangers = tuple(output_folder.strangers_in(folder, expected))
    made = {path: content for path, content in output_folder.read_made(folder, expected).items() if path not in strangers}
    page, present_page = versions_page_files(specification, folder.parent)
    differences = tuple(output_folder.compare(expected, made, lines))
    page_differences = tuple(output_folder.compare(page, present_page, lines))
    return Build(folder, len(expected), differences, page_differences, strangers), expected, page


def refuse_foreign_page(folder: Path) -> None:
    """Raise ForeignFolderError if the page in the folder of all versions' outputs is none that a build made."""
    page = folder / INDEX
    if page.is_file() and ASSETS.encode() not in page.read_bytes():
        raise output_folder.ForeignFolderError(f"{page} was not made by a build. Move it, or choose another folder.")


def build_files(
    specification: Specification, root: Path, *, only: Sequence[str] = (), present: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return every file of a version's outputs, by path below the version's output folder.

    `root` is the folder of versions, in which the previous version is looked up. With `only`, just these outputs are generated,
    and the files of all other outputs are taken from `present`. Raises OutputError if an output cannot be generated, and
    SpecificationError if the previous version or a change request has findings.
    """
    notices = {CHANGES: changes_since_previous(root, specification), CORRECTIONS: correction_notices(root, specification)}
    return output_files(specification, root, notices, only=only, present=present)


def with_later_releases(specification: Specification, root: Path) -> Specification:
    """Return a specification that knows the later releases which a folder of versions lists. A list with mistakes counts as none."""
    return replace(specification, later_releases=read_later_releases(root)[0])


def output_files(
    specification: Specification,
    root: Path,
    notices: Mapping[str, Sequence[Artifact]],
    *,
    only: Sequence[str] = (),
    present: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return the files as `build_files` does, with notices that have been made already, by their folders."""
    names = output_names()
    for name in only:
        generator_of(name)
    specification = with_later_releases(with_history(specification, load_ancestors(specification, root)), root)
    present = present or {}
    others = set(names) - set(only) if only else set()
    files = {path: content for path, content in present.items() if path.split("/")[0] in others}
    descriptions = {path: text for path, text in descriptions_in(present).items() if path in files}
    made = _generated(only or names, specification) | dict(notices)
    for name, artifacts in made.items():
        for artifact in artifacts:
            files[f"{name}/{artifact.path}"] = artifact.content
            descriptions[f"{name}/{artifact.path}"] = artifact.about
    about_outputs = {name: description_of(name) for name in names} | {name: _ABOUT_NOTICES[name] for name in notices if notices[name]}
    files[INDEX] = version_page(specification, files, descriptions, about_outputs)
    return files | {MANIFEST: manifest(specification, files, descriptions)}


def changes_since_previous(root: Path, specification: Specification) -> list[Artifact]:
    """Return the change notice: what changed since the previous version in `root`; nothing if there is none.

    Raises SpecificationError if the previous version, or a change request, has findings.
    """
    previous = previous_version(root, specification.version)
    if previous is None:
        return []
    requests, findings = read_requests(root)
    if findings:
        raise SpecificationError(findings, root / REQUESTS)
    old = load_checked(version_folders(root)[previous])
    comparison = compare(old, specification, load_between(old, specification, root))
    return change_files(comparison, explained(comparison, requests))


def correction_notices(root: Path, specification: Specification, texts: Mapping[str, str] | None = None) -> list[Artifact]:
    """Return the notices of the corrections of a version in `root`; nothing if it has not been corrected.

    `texts` are those of its files, by default as they are in `root`. Raises SpecificationError if what was kept of the version before
    a correction has been edited.
    """
    entry = next((entry for entry in read_releases(root)[0] if entry.version == specification.version), None)
    if entry is None or not specification.corrected or not entry.corrections:
        return []
    texts = texts_in(root / entry.version)[0] if texts is None else texts
    if findings := list(findings_of_kept_files(root, entry, texts)):
        raise SpecificationError(findings, root)
    states = earlier_texts(root, entry, texts)
    versions = [*(_specification_of(texts, root) for texts in states), specification]
    artifacts: list[Artifact] = []
    for correction, name, (old, new) in zip(entry.corrections, names_of(entry.corrections), pairwise(versions), strict=True):
        artifacts += correction_files(replace(compare(old, new), correction=correction), name)
    return artifacts


def correction_files(comparison: Comparison, name: str) -> list[Artifact]:
    """Return every file about one correction, in the folder `name`."""
    files = change_files(comparison, Explained({}, ()))
    return [replace(artifact, path=f"{name}/{artifact.path}") for artifact in files]


def _specification_of(texts: Mapping[str, str], root: Path) -> Specification:
    """Return a version before a correction. It was checked when it was released."""
    specification, findings = read_texts(dict(texts))
    if specification is None:
        raise SpecificationError(findings, root / CORRECTIONS)
    return specification


def change_files(comparison: Comparison, matched: Explained) -> list[Artifact]:
    """Return every file about what changed between two versions; `matched` says which requests asked for which change."""
    return [*notice_files(comparison, explanations_of(matched)), crosswalk_file(comparison), *migration_files(comparison)]


def explanations_of(matched: Explained) -> Explanations:
    """Return what a notice says about the requests that explain each change."""
    return {
        key: [Explanation(f"{one.id} {one.title} ({one.state})", one.in_force_from, one.state == "agreed") for one in found]
        for key, found in matched.by_change.items()
    }


def built_versions(folder: Path) -> list[str]:
    """Return the numbers of the versions whose outputs are in a folder."""
    return [path.parent.name for path in folder.glob(f"*/{MANIFEST}") if VERSION_NUMBER.fullmatch(path.parent.name)]


def versions_page_files(
    specification: Specification, folder: Path, others: Mapping[str, str] | None = None
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the page that lists the versions, as it should be and as it is in `folder`, the folder of all versions' outputs.

    Both are empty unless the specification is the newest version there: the newest version decides what the page says. `others` is
    what other versions are called, by number; by default, what their outputs say.
    """
    labels = {version: output_folder.label_in(folder / version) for version in built_versions(folder)} | dict(others or {})
    labels[specification.version] = specification.version_title
    versions = sorted(labels, key=sort_key)
    if specification.version != versions[-1]:
        return {}, {}
    page = folder / INDEX
    expected = versions_page(specification, {version: labels[version] for version in versions})
    return {INDEX: expected}, {INDEX: page.read_bytes()} if page.is_file() else {}


def outputs_folder(root: Path) -> Path:
    """Return the folder of outputs that belongs to a folder of versions: outputs/ next to it, or here for the installed versions."""
    return Path("outputs") if is_shipped(root) else root.parent / "outputs"


def _generated(names: Sequence[str], specification: Specification) -> dict[str, list[Artifact]]:
    """Return the files of some outputs, by name. Raises OutputError, also if an output of another package breaks its contract.

    Two processor cores are used: while a thread makes the PDF of the guide, the other outputs are generated. Processes would not be
    quicker, because the PDF needs the loaded specification and the text of the guide, and takes as long as all the rest. On Windows
    and macOS, they would also run a script that calls `cldspec.build` once more.
    """
    files = {name: _files_of(name, specification) for name in names}
    start = list(islice(files.get(_STARTED_FIRST, iter(())), 1))
    made = {name: list(rest) for name, rest in files.items() if name != _STARTED_FIRST}
    if _STARTED_FIRST in files:
        made[_STARTED_FIRST] = [*start, *files[_STARTED_FIRST]]
    return {name: _checked(name, made[name]) for name in names}


def _files_of(name: str, specification: Specification) -> Iterator[object]:
    """Yield what an output yields. Raises OutputError."""
    generate = generator_of(name)
    try:
        yield from generate(specification)
    except MissingStyleSheetError as error:
        raise OutputError(str(error)) from error
    except OSError as error:  # a template that is not there; the folder of outputs is not in question
        raise OutputError(f"The output {name} cannot be generated: {error}") from error
    except Exception as error:
        if is_built_in(name):
            raise
        raise OutputError(f"The output {name} failed with {error!r}. Report this to its authors.") from error


def _checked(name: str, made: Sequence[object]) -> list[Artifact]:
    """Return the files of an output. Raises OutputError if they are not as the contract says."""
    artifacts = [one for one in made if isinstance(one, Artifact)]
    if len(artifacts) < len(made) or not all(type(artifact.content) is bytes for artifact in artifacts):
        raise OutputError(f"The output {name} yields something other than files of bytes. Report this to its authors.")
    if len({artifact.path for artifact in artifacts}) < len(artifacts):
        raise OutputError(f"The output {name} yields the same file twice. Report this to its authors.")
    return artifacts
