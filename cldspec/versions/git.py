"""Files as they are in a revision of the git repository that contains a folder."""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path


class GitError(Exception):
    """Raised if git cannot return the files; the message says why."""


def texts_at(revision: str, folder: Path) -> dict[str, str]:
    """Return the texts of all files below a folder at a revision, by their paths below the folder, with forward slashes.

    Bytes that are not UTF-8 are replaced by U+FFFD. Raises GitError.
    """
    archive = _run_git(["archive", "--format=tar", revision, "--", "."], folder, f"{revision} is not a revision with {folder.name}/ in it")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        files = ((member.name, tar.extractfile(member)) for member in tar.getmembers() if member.isfile())
        contents = {name: file.read() for name, file in files if file}
    return {name: text.decode("utf-8-sig", errors="replace").replace("\r\n", "\n") for name, text in contents.items()}


def _run_git(arguments: list[str], folder: Path, message: str) -> bytes:
    """Run git in a folder and return what it prints. Raises GitError, with the message and git's own last line."""
    program = shutil.which("git")
    if program is None:
        raise GitError("Git is not installed. Install it, or name folders instead of revisions.")
    done = subprocess.run([program, "-C", str(folder), *arguments], capture_output=True, check=False)  # noqa: S603 - git, and no shell
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(f"{message}: {lines[-1]}." if lines else f"{message}.")
    return done.stdout
