"""Where the versions of a specification are kept, and how one of them is named.

A version is named the same everywhere: by its number (4.0), by its name if it has one (Release 1), by a folder, or by git:REVISION or
git:REVISION:VERSION.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cldspec.findings import Finding, SpecificationError
from cldspec.load import SPECIFICATION, read_texts, symbolic_link, texts_in
from cldspec.load.document import parse
from cldspec.model import Specification
from cldspec.spelling import folded, suggest
from cldspec.versions.git import GitError, texts_at
from cldspec.versions.releases import RELEASES, is_frozen, roots_of
from cldspec.wording import joined

_SHIPPED = Path(__file__).parent.parent / "_spec"
_CHECKOUT = Path(__file__).parent.parent.parent / "spec"

REQUESTS = "changes"
"""The folder of change requests, beside the folders of versions."""
GIT = "git:"
"""The beginning of the name of a version in a revision of the git repository: git:REVISION, or git:REVISION:VERSION."""
_NUMBER = r"[0-9]+\.[0-9]+"
"""A version's number, as a regular expression."""


@dataclass(frozen=True, slots=True)
class VersionFiles:
    """The files of a version, not yet loaded, and where they are: in a folder, or in a git revision."""

    label: str
    """Where they are, as text: the folder's path, or git:REVISION:VERSION."""
    folder: Path | None
    """The folder; None for a git revision."""
    texts: Mapping[str, str]
    """The texts of the files by their paths below the version's folder, with forward slashes."""
    unread: tuple[Finding, ...] = ()
    """Findings about files that could not be read."""

    @property
    def is_frozen(self) -> bool:
        """Say whether these are the files of a release, unchanged. They were checked before the release."""
        return self.folder is not None and not self.unread and is_frozen(self.folder, self.texts)


@dataclass(frozen=True, slots=True)
class Version:
    """A version that has been loaded, and where its files are."""

    specification: Specification
    label: str
    """The folder's path, or git:REVISION:VERSION."""
    folder: Path | None
    """The folder; None for a git revision."""
    checked_files: frozenset[tuple[str, str]] = frozenset()
    """Paths and texts of files whose form has been checked before: those of a release."""


class UnknownVersionError(LookupError):
    """Raised if there is no such version, or no version at all; the message says which versions there are."""


def spec_root(start: Path) -> Path:
    """Return the folder of versions: spec/ in `start` or in the nearest folder above, else the one that comes with cldspec.

    Folders called spec/ that contain nothing like a version are ignored, because other projects have them too. A spec/ whose
    versions are faulty is returned, so that its faults are reported.
    """
    for folder in (start, *start.parents):
        if (versions := versions_folder(folder)) != folder:
            return versions
    return _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT


def versions_folder(folder: Path) -> Path:
    """Return spec/ in a folder if it is a folder of versions, or else the folder itself."""
    return folder / "spec" if _is_spec_root(folder / "spec") else folder


def _is_spec_root(folder: Path) -> bool:
    looks_like_versions = any(re.fullmatch(_NUMBER, path.parent.name) or path.name == SPECIFICATION for path in folder.glob("*/*"))
    return looks_like_versions or (folder / RELEASES).is_file()


def is_shipped(root: Path) -> bool:
    """Say whether this is the folder of versions that comes with the installed package."""
    return root.resolve() == _SHIPPED.resolve()  # an environment may be reached by a link


def version_numbers(root: Path) -> list[str]:
    """Return the numbers of the versions in a folder, and of those that came before them, oldest first."""
    return list(version_folders(root))


def version_folders(root: Path) -> dict[str, Path]:
    """Return the folders of the versions by their numbers, oldest first.

    The versions that came before those in `root` are included if they are in another folder, which releases.yaml names.
    """
    folders = {path.parent.name: path.parent for folder in reversed(roots_of(root)) for path in folder.glob(f"*/{SPECIFICATION}")}
    return {number: folders[number] for number in sorted(filter(re.compile(_NUMBER).fullmatch, folders), key=sort_key)}


def request_numbers(root: Path) -> set[str]:
    """Return the numbers of the change requests beside the versions in a folder, and beside those that came before them."""
    return {path.stem for folder in roots_of(root) for path in (folder / REQUESTS).glob("*.yaml")}


def sort_key(version: str) -> tuple[int, ...]:
    """Return a key that sorts version numbers from old to new."""
    return tuple(int(part) for part in version.split("."))


def status_of(folder: Path) -> str:
    """Return the status of the version in a folder: draft, released or withdrawn; an empty text if it cannot be read."""
    return _header_value(folder, "status")


def name_of(folder: Path) -> str:
    """Return the name of the version in a folder; an empty text if it has none, or cannot be read."""
    return _header_value(folder, "name")


def _header_value(folder: Path, key: str) -> str:
    try:
        text = (folder / SPECIFICATION).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""
    return _value_in(text, key)


def _value_in(header: str, key: str) -> str:
    """Return the value of a key at the top of the text of specification.yaml; an empty text if it is not there."""
    document, _ = parse(SPECIFICATION, header)
    return str(document.data.get(key, "")) if document and isinstance(document.data, dict) else ""


def _number_of(name: str, names: Mapping[str, str], where: str) -> str:
    """Return the number of the version with this number or name, without regard to capitals and spaces.

    `names` are the names of all versions, by number, and `where` is where they are. Raises UnknownVersionError.
    """
    if name in names:
        return name
    numbers = [number for number, other in names.items() if other and folded(other) == folded(name)]
    if len(numbers) == 1:
        return numbers[0]
    if numbers:
        raise UnknownVersionError(f"Versions {joined(numbers)} are both called {name}. Use the number.")
    known = [*names, *filter(None, names.values())]
    raise UnknownVersionError(f"There is no version {name} in {where}. {suggest(name, known)}")


def previous_version(root: Path, version: str) -> str | None:
    """Return the number of the latest release before a version, or of the latest draft if none was released before it.

    Return None if the version is the first.
    """
    earlier = {number: folder for number, folder in version_folders(root).items() if sort_key(number) < sort_key(version)}
    return _latest(earlier) if earlier else None


def resolve_version(root: Path, name: str | None = None) -> VersionFiles:
    """Return the files of the version with this name; without a name, of the latest release, or else of the latest draft.

    A name is a number, the name that the version has beside its number, the folder of a version, a folder of versions (or one with a
    spec/ in it), whose newest version is meant, or git:REVISION[:VERSION]. `root` is the folder of versions in which numbers and names
    are looked up. Raises UnknownVersionError.
    """
    if name is not None and name.startswith(GIT):
        return _files_at_revision(root, name)
    return files_in(folder_of(root, name))


def files_in(folder: Path) -> VersionFiles:
    """Return the files in a version's folder."""
    texts, unread = texts_in(folder)
    return VersionFiles(folder.as_posix(), folder, texts, tuple(unread))


def folder_of(root: Path, name: str | None = None) -> Path:
    """Return the folder of the version with this name, which must not be in a git revision; see `resolve_version`.

    Raises UnknownVersionError.
    """
    folders = version_folders(root)
    if name is None:
        if not folders:
            raise UnknownVersionError(
                f"There is no VERSION/{SPECIFICATION} in {root}. Name the folder of versions: --spec, or spec= in Python."
            )
        return folders[_latest(folders)]
    if name in folders:
        return folders[name]
    folder = Path(name)
    if (folder / SPECIFICATION).is_file():
        return folder
    for versions in (folder / "spec", folder):
        if inside := version_numbers(versions):
            return versions / inside[-1]
    return folders[_number_of(name, {number: name_of(path) for number, path in folders.items()}, str(root))]


def version_at(root: Path, name: str | None = None, checked_files: Collection[tuple[str, str]] = frozenset()) -> Version:
    """Return the version with this name, loaded but not checked; see `resolve_version`.

    `checked_files` are paths and texts of files whose form need not be checked again. Raises UnknownVersionError, and
    SpecificationError if the form of the version's files is wrong.
    """
    files = resolve_version(root, name)
    known = frozenset(files.texts.items()) if files.is_frozen else frozenset(checked_files)
    specification, findings = read_texts(dict(files.texts), files.unread, known)
    if specification is None or findings:
        raise SpecificationError(findings, files.folder or Path(files.label))
    return Version(specification, files.label, files.folder, known)


def _latest(folders: Mapping[str, Path]) -> str:
    """Return the last number that was released, or else the last."""
    released = [number for number, folder in folders.items() if status_of(folder) == "released"]
    return (released or list(folders))[-1]


def _files_at_revision(root: Path, name: str) -> VersionFiles:
    revision, _, number = name.removeprefix(GIT).partition(":")
    try:
        texts, others = texts_at(revision, root)
    except GitError as error:
        raise UnknownVersionError(str(error)) from error
    numbers = sorted({match[1] for path in texts if (match := re.fullmatch(rf"({_NUMBER})/{SPECIFICATION}", path))}, key=sort_key)
    if not numbers:
        raise UnknownVersionError(f"There is no version in {root.name}/ at {revision}.")
    names = {known: _value_in(texts[f"{known}/{SPECIFICATION}"], "name") for known in numbers}
    number = _number_of(number, names, f"{root.name}/ at {revision}") if number else numbers[-1]
    own = {path.removeprefix(f"{number}/"): text for path, text in texts.items() if path.startswith(f"{number}/")}
    unread = tuple(symbolic_link(path.removeprefix(f"{number}/")) for path in others if path.startswith(f"{number}/"))
    return VersionFiles(f"{GIT}{revision}:{number}", None, own, unread)
