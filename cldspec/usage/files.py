"""Read scripts from files and folders, however their editors saved them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableScriptError(Exception):
    """Raised where a file or folder does not exist or is not text. The message says which, and what to do."""


def read_scripts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each script.

    Folders are searched with their subfolders. Hidden files, and files in folders that are not text, are skipped. A file that is
    named twice is read once. Raises UnreadableScriptError.
    """
    seen = set()
    for path in paths:
        for file in _files_in(path):
            if os.path.realpath(file) in seen:
                continue
            seen.add(os.path.realpath(file))
            text = _text_of(file)
            if text is not None:
                yield str(file), text
            elif file == path:
                raise UnreadableScriptError(f"{path} is not a text file. Name scripts, or folders that contain scripts.")


def _files_in(path: Path) -> Iterator[Path]:
    """Yield a file itself, or the files in a folder and its subfolders, sorted by name."""
    if not path.exists():
        raise UnreadableScriptError(f"There is no file or folder {path}. Check its name.")
    if not path.is_dir():
        yield path
        return

    def refuse(error: OSError) -> None:
        raise UnreadableScriptError(f"{error.filename} cannot be read: {error.strerror}.") from error

    for folder, names, files in os.walk(path, onerror=refuse):
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(folder, file) for file in sorted(files) if not file.startswith(".") and Path(folder, file).is_file())


def _text_of(path: Path) -> str | None:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252; None if it is not text."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableScriptError(f"{path} cannot be read: {error.strerror}.") from error
    if content.startswith(_UTF_16_MARKS):
        text = content.decode("utf-16", errors="replace")
        return None if "\0" in text else text
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
