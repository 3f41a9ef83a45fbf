"""The folder of a version's generated files: its manifest, how it differs from what is expected, and how it is replaced."""

import difflib
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cldspec.model import Specification

MANIFEST = "MANIFEST.json"
"""The name of the file that lists every other file of the folder."""

Files = Mapping[str, bytes]
"""File contents by path below the folder, with forward slashes."""


class ForeignFolderError(Exception):
    """Raised when the folder contains files that no build wrote. Nothing has been changed."""


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
        "files": [
            {"path": path, "bytes": len(files[path]), "sha256": hashlib.sha256(files[path]).hexdigest()}
            | ({"about": descriptions[path]} if descriptions.get(path) else {})
            for path in sorted(files)
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def descriptions_in(files: Files) -> dict[str, str]:
    """Return the descriptions of files that the manifest among these files records; none if it is missing or unreadable."""
    try:
        return {entry["path"]: entry["about"] for entry in json.loads(files[MANIFEST])["files"] if "about" in entry}
    except (KeyError, TypeError, ValueError):
        return {}


def read(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder; none if the folder does not exist."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def compare(expected: Files, present: Files, lines: int = 12) -> Iterator[Difference]:
    """Yield the files that differ, in order of path. A changed text comes with up to `lines` lines of its diff."""
    for path in sorted({*expected, *present}):
        if path not in present:
            yield Difference(path, "missing")
        elif path not in expected:
            yield Difference(path, "stray")
        elif expected[path] != present[path]:
            yield Difference(path, "changed", tuple(_diff(present[path], expected[path], lines)))


def replace(folder: Path, files: Files) -> None:
    """Replace the contents of `folder` by these files. The old contents stay until the new ones are complete.

    Raises ForeignFolderError if the folder contains files but no manifest, so that only files of a build are removed.
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
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


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
