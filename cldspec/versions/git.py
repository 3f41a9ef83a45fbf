"""Files as they are in a revision of the git repository that contains a folder."""

import shutil
import subprocess
from pathlib import Path

from cldspec.wording import printable, shortened

_FILE_MODES = ("100644", "100755")
"""What git calls the modes of ordinary files. Others are symbolic links and repositories inside the repository."""
_LONGEST_NAME = 100
"""The most characters of a revision's name that a message quotes."""


class GitError(Exception):
    """Raised if git cannot return the files; the message says why."""


def texts_at(revision: str, folder: Path) -> tuple[dict[str, str], list[str]]:
    """Return the texts of all files below a folder at a revision, by their paths below the folder, and the paths of what are no files.

    Paths have forward slashes. Bytes that are not UTF-8 are replaced by U+FFFD. Attributes such as export-ignore make no difference.
    Raises GitError.
    """
    commit = _commit(revision, folder)
    entries = _run_git(["ls-tree", "-r", "-z", commit], folder).decode(errors="replace").split("\0")
    files: dict[str, str] = {}
    others: list[str] = []
    for entry in filter(None, entries):
        (mode, _, name), path = entry.partition("\t")[0].split(" "), entry.partition("\t")[2]
        if mode in _FILE_MODES:
            files[path] = name
        else:
            others.append(path)
    if not files:
        raise GitError(f"{_shown(revision)} has no files in {folder.name}/.")
    contents = _contents(list(files.values()), folder)
    texts = {path: contents[name].decode("utf-8-sig", errors="replace").replace("\r\n", "\n") for path, name in files.items()}
    return texts, others


def revisions_of(folder: Path) -> list[str]:
    """Return the names of the commits that changed a folder, newest first. Raises GitError."""
    return _run_git(["log", "--format=%H", "--", "."], folder).decode().split()


def _commit(revision: str, folder: Path) -> str:
    """Return the name of the commit that a revision means, in hexadecimal digits. No other command of git sees what the user wrote."""
    try:
        return _run_git(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"], folder).decode().strip()
    except ValueError as error:  # a NUL cannot be an argument
        raise GitError(f"There is no revision {_shown(revision)}.") from error
    except GitError as error:
        raise GitError(f"There is no revision {_shown(revision)}. {error}".rstrip()) from error


def _contents(names: list[str], folder: Path) -> dict[str, bytes]:
    """Return the contents of files by their names in git."""
    answer = _run_git(["cat-file", "--batch"], folder, "".join(f"{name}\n" for name in names).encode())
    contents: dict[str, bytes] = {}
    at = 0
    for name in names:
        line_end = answer.index(b"\n", at)
        size = int(answer[at:line_end].split()[2])
        contents[name] = answer[line_end + 1 : line_end + 1 + size]
        at = line_end + size + 2
    return contents


def _run_git(arguments: list[str], folder: Path, given: bytes = b"") -> bytes:
    """Run git in a folder and return what it prints. Raises GitError, with git's own last line."""
    program = shutil.which("git")
    if program is None:
        raise GitError("Git is not installed. Install it, or name folders instead of revisions.")
    done = subprocess.run([program, "-C", str(folder), *arguments], input=given, capture_output=True, check=False)  # noqa: S603 - no shell
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(f"Git says: {_shown(lines[-1])}." if lines else "")
    return done.stdout


def _shown(text: str) -> str:
    return printable(shortened(text, _LONGEST_NAME))
