"""The versions that a version came from, as its history names them, as far as they are kept beside it."""

import re
from pathlib import Path

from cldspec.load import read_texts
from cldspec.model import Specification
from cldspec.versions.catalogue import (
    GIT,
    UnknownVersionError,
    VersionFiles,
    files_in,
    previous_version,
    resolve_version,
    sort_key,
    version_folders,
)

_NUMBER = re.compile(r"[0-9]+\.[0-9]+")


def versions_between(old: Specification, new: Specification) -> list[str]:
    """Return the numbers of the versions between two, oldest first, as the history of the newer one names them.

    A version that is not in the history is of another line, so that its renames do not concern the newer one.
    """
    if not (_NUMBER.fullmatch(old.version) and _NUMBER.fullmatch(new.version)):
        return []
    return [number for number in _ancestors(new) if sort_key(old.version) < sort_key(number) < sort_key(new.version)]


def load_between(old: Specification, new: Specification, root: Path, label: str = "") -> list[Specification]:
    """Return the versions between two, oldest first, without those that are not there or cannot be loaded.

    `root` is the folder of versions of the newer one, and `label` says where that is, if it is in a git revision.
    """
    files = (_beside(root, label, number) for number in versions_between(old, new))
    return [version for each in files if each and (version := _loaded(each))]


def load_ancestors(specification: Specification, root: Path, label: str = "") -> list[Specification]:
    """Return the versions that a version came from, oldest first, without those that are not there or cannot be loaded.

    If its history names none that is there, the release before it stands for all. `root` and `label` are as for `load_between`.
    """
    files = (_beside(root, label, number) for number in _ancestors(specification) if sort_key(number) < sort_key(specification.version))
    ancestors = [version for each in files if each and (version := _loaded(each))]
    before = None if ancestors else load_before(specification, root, label)
    return [before] if before else ancestors


def load_before(specification: Specification, root: Path, label: str = "") -> Specification | None:
    """Return the version that a version was made from: the last that its history names before it, or else the release before.

    Return None if there is no such version, or if it is not there or cannot be loaded. `root` and `label` are as for `load_between`.
    """
    if not _NUMBER.fullmatch(specification.version):
        return None
    earlier = [number for number in _ancestors(specification) if sort_key(number) < sort_key(specification.version)]
    number = earlier[-1] if earlier else None if label.startswith(GIT) else previous_version(root, specification.version)
    files = _beside(root, label, number) if number else None
    return _loaded(files) if files else None


def _ancestors(specification: Specification) -> list[str]:
    return sorted({entry.version for entry in specification.history if _NUMBER.fullmatch(entry.version)}, key=sort_key)


def _loaded(files: VersionFiles) -> Specification | None:
    return read_texts(dict(files.texts), files.unread, files.texts.items() if files.is_frozen else ())[0]


def _beside(root: Path, label: str, number: str) -> VersionFiles | None:
    """Return the files of a version in a folder of versions, or in the git revision of another version."""
    if not label.startswith(GIT):
        folder = version_folders(root).get(number)
        return files_in(folder) if folder else None
    try:
        return resolve_version(root, f"{label.rpartition(':')[0]}:{number}")
    except UnknownVersionError:
        return None
