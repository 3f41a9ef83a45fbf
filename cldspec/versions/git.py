"""Files as a revision of the git repository around a folder holds them."""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path


class GitError(Exception):
    """Raised where git cannot give what was asked for; the message says why."""


def texts_at(revision: str, folder: Path) -> dict[str, str]:
    """Return the texts of every file below a folder at a revision, by their paths below it, with forward slashes.

    Raises GitError. Files that are not UTF-8 text are read with a sign in the place of what is none.
    """
    archive = _run(["archive", "--format=tar", revision, "--", "."], folder, f"{revision} is no revision with {folder.name}/ in it")
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        found = ((member.name, files.extractfile(member)) for member in files.getmembers() if member.isfile())
        contents = {name: file.read() for name, file in found if file}
    return {name: text.decode("utf-8-sig", errors="replace").replace("\r\n", "\n") for name, text in contents.items()}


def _run(arguments: list[str], folder: Path, fault: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise GitError("There is no git on this machine. Install it, or name folders instead of revisions.")
    done = subprocess.run([program, "-C", str(folder), *arguments], capture_output=True, check=False)  # noqa: S603 - git, and no shell
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(f"{fault}: {said[-1] if said else 'git says no more'}.")
    return done.stdout
