"""The folder of a version's generated files: its manifest, how it differs from what is expected, and how it is replaced."""

import difflib
import errno
import hashlib
import json
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cldspec.model import Specification

MANIFEST = "MANIFEST.json"
"""The name of the file that lists every other file of the folder."""

Files = Mapping[str, bytes]
"""File contents by path below the folder, with forward slashes."""
LINES = 12
"""The most lines of a file's diff that are shown."""


class ForeignFolderError(Exception):
    """Raised when the folder contains files that no build wrote. Nothing has been changed."""


class BusyFolderError(OSError):
    """Raised when another build is writing the folder. Nothing has been changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that differs from what is expected. A stray file is one that is no longer generated."""

    path: str
    state: Literal["changed", "missing", "stray"]
    diff: tuple[str, ...] = ()


def manifest(specification: Specification, files: Files, descriptions: Mapping[str, str]) -> bytes:
    """Return the manifest: the path, size in bytes, SHA-256 and (where there is one) description of each file."""
    content = {
        "title": specification.title,
        "version": specification.version,
        "label": specification.version_title,
        "files": [
            {"path": path, "bytes": len(files[path]), "sha256": hashlib.sha256(files[path]).hexdigest()}
            | ({"about": descriptions[path]} if descriptions.get(path) else {})
            for path in sorted(files)
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def digests_in(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that a build made in the folder, by path, as its manifest records it; none if there is none."""
    try:
        return {entry["path"]: entry["sha256"] for entry in json.loads((folder / MANIFEST).read_bytes())["files"]}
    except (OSError, KeyError, TypeError, ValueError):
        return {}


def label_in(folder: Path) -> str:
    """Return what the version whose outputs are in the folder is called, as its manifest records it, or else by its number."""
    try:
        return str(json.loads((folder / MANIFEST).read_bytes())["label"])
    except (OSError, KeyError, TypeError, ValueError):
        return f"Version {folder.name}"


def descriptions_in(files: Files) -> dict[str, str]:
    """Return the descriptions of files that the manifest among these files records; none if it is missing or unreadable."""
    try:
        return {entry["path"]: entry["about"] for entry in json.loads(files[MANIFEST])["files"] if "about" in entry}
    except (KeyError, TypeError, ValueError):
        return {}


def read(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder; none if the folder does not exist."""
    return {path: (folder / path).read_bytes() for path in _paths_below(folder)}


def compare(expected: Files, present: Files, lines: int = LINES) -> Iterator[Difference]:
    """Yield the files that differ, in order of path. A changed text comes with up to `lines` lines of its diff, unless that is 0."""
    for path in sorted({*expected, *present}):
        if path not in present:
            yield Difference(path, "missing")
        elif path not in expected:
            yield Difference(path, "stray")
        elif expected[path] != present[path]:
            yield Difference(path, "changed", tuple(_diff(present[path], expected[path], lines)) if lines else ())


def strangers_in(folder: Path, expected: Collection[str]) -> list[str]:
    """Return the paths of the files below a folder that no build made, or that somebody has edited since and no build makes any more.

    `expected` are the paths that a build makes now. What lies there is replaced, whoever wrote it.
    """
    made = digests_in(folder)
    others = (path for path in _paths_below(folder) if path not in expected and path != MANIFEST)
    return [path for path in others if made.get(path) != _sha256(folder / path)]


def read_made(folder: Path, expected: Collection[str] = ()) -> dict[str, bytes]:
    """Return the files below a folder that its manifest lists, and those at the expected paths; none if the folder does not exist."""
    ours = {MANIFEST, *digests_in(folder), *expected}
    return {path: (folder / path).read_bytes() for path in _paths_below(folder) if path in ours}


def replace(folder: Path, files: Files, others: Mapping[Path, bytes] | None = None) -> None:
    """Replace what builds made in `folder` by these files, and write `others`, by their paths: all of it or nothing.

    The old contents stay until the new ones are complete. Files that no build made are kept. Raises ForeignFolderError if the folder
    contains files but no manifest, and OSError if something cannot be written.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise ForeignFolderError(
            f"{folder} contains files that no build wrote (it has no {MANIFEST}). Move them, or choose another folder."
        )
    new, old = _new(folder), _old(folder)
    restore(folder)
    try:
        for path, content in files.items():
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        for path in strangers_in(folder, files):
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / path, target, follow_symlinks=False)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
            _write_all(others or {})
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other builds from writing `folder` meanwhile. Raises BusyFolderError if one does, and OSError.

    The lock ends with the process, however it ends. A file system without locks is used without one.
    """
    path = folder.with_name(f".{folder.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
                raise BusyFolderError(error.errno, f"another build is writing {folder}. Run the command again when it has ended") from error
        try:
            yield
        finally:
            with suppress(OSError):  # Windows keeps an open file
                path.unlink()
    with suppress(OSError):
        path.unlink()


def write(folder: Path, files: Files) -> None:
    """Write files into a folder. Each is written under a temporary name first, so that none is ever incomplete."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        temporary = folder / f".{path}.new"
        try:
            temporary.write_bytes(content)
            temporary.replace(folder / path)
        finally:
            temporary.unlink(missing_ok=True)


def restore(folder: Path) -> None:
    """Clean up after an interrupted build: remove its incomplete folder, and move the old one back if it was moved away."""
    shutil.rmtree(_new(folder), ignore_errors=True)
    old = _old(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files, all or none of them. Raises OSError."""
    before = {path: path.read_bytes() if path.is_file() else None for path in contents}
    missing = {folder for path in contents for folder in path.parents if not folder.exists()}
    written: list[Path] = []
    try:
        for path, content in contents.items():
            write(path.parent, {path.name: content})
            written.append(path)
    except OSError:
        for path in written:
            if (old := before[path]) is None:
                path.unlink()
            else:
                write(path.parent, {path.name: old})
        for folder in sorted(missing, reverse=True):
            with suppress(OSError):  # it was not made, or somebody else has put something there
                folder.rmdir()
        raise


def _paths_below(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, in order, with forward slashes."""
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file() or path.is_symlink()]


def _sha256(path: Path) -> str | None:
    """Return the SHA-256 of a file; None for a symbolic link, which no build makes."""
    if path.is_symlink():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _new(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.new")


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _diff(before: bytes, after: bytes, lines: int) -> Iterable[str]:
    try:
        old, new = (content.decode("utf-8-sig").splitlines() for content in (before, after))
    except UnicodeDecodeError:
        return ["(not text)"]
    changed = [line for line in difflib.unified_diff(old, new, lineterm="", n=1) if not line.startswith(("---", "+++"))]
    more = [f"... and {len(changed) - lines} more lines"] if len(changed) > lines else []
    return [*changed[:lines], *more]
