"""The folder of what was generated: its manifest, how it differs from what should be there, and how it is replaced."""

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

Files = Mapping[str, bytes]
"""Contents by path below the version's output folder, with forward slashes."""


class ForeignFolderError(Exception):
    """Raised where the output folder holds files that no build made; nothing was touched."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as it should be."""

    path: str
    state: Literal["changed", "missing", "stray"]
    diff: tuple[str, ...] = ()


def manifest(specification: Specification, files: Files, about: Mapping[str, str]) -> bytes:
    """Return the manifest of generated files: for each its path, size in bytes, SHA-256 and, where it is said, what it is for."""
    content = {
        "title": specification.title,
        "version": specification.version,
        "files": [
            {"path": path, "bytes": len(files[path]), "sha256": hashlib.sha256(files[path]).hexdigest()}
            | ({"about": about[path]} if about.get(path) else {})
            for path in sorted(files)
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def said_in(files: Files) -> dict[str, str]:
    """Return what the manifest among some files says that each is for; nothing where it cannot be read."""
    try:
        return {entry["path"]: entry["about"] for entry in json.loads(files[MANIFEST])["files"] if "about" in entry}
    except (KeyError, TypeError, ValueError):
        return {}


def read(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder; none if there is no such folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def compare(expected: Files, present: Files, lines: int = 12) -> Iterator[Difference]:
    """Yield the files that differ, in order of path, each changed text with up to `lines` lines of its diff."""
    for path in sorted({*expected, *present}):
        if path not in present:
            yield Difference(path, "missing")
        elif path not in expected:
            yield Difference(path, "stray")
        elif expected[path] != present[path]:
            yield Difference(path, "changed", tuple(_diff(present[path], expected[path], lines)))


def replace(folder: Path, files: Files) -> None:
    """Make `folder` hold just these files. Until the new folder is whole, the old one stays as it was.

    Raises ForeignFolderError where the folder has files but no manifest, so that nothing is removed that no build made.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise ForeignFolderError(
            f"{folder} holds files, but no {MANIFEST}: no build made it. Move them, or choose another folder by --out."
        )
    new, old = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
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
    """Write files into a folder, each beside its place first, so that none is ever half written."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        beside = folder / f".{path}.new"
        try:
            beside.write_bytes(content)
            beside.replace(folder / path)
        finally:
            beside.unlink(missing_ok=True)


def restore(folder: Path) -> None:
    """Put right what a build that was cut off left: remove its half-made folder, put the old one back if it was moved away."""
    shutil.rmtree(folder.with_name(f".{folder.name}.new"), ignore_errors=True)
    old = folder.with_name(f".{folder.name}.old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _diff(before: bytes, after: bytes, lines: int) -> Iterable[str]:
    try:
        old, new = (content.decode("utf-8-sig").splitlines() for content in (before, after))
    except UnicodeDecodeError:
        return ["(not text)"]
    changed = [line for line in difflib.unified_diff(old, new, lineterm="", n=1) if not line.startswith(("---", "+++"))]
    more = [f"... and {len(changed) - lines} more lines"] if len(changed) > lines else []
    return [*changed[:lines], *more]
