"""Temporary folders for what a return contains. Nobody else may read them, and they are removed however the program ends.

A program that is killed cannot remove anything. So each folder has a file beside it that is locked while the program runs: the next
program that needs such a folder removes those of its user that nobody holds a lock on.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX, LOCK = "cldspec-", ".lock"
"""The beginning of the names of the folders, and the ending of the files beside them."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """Give a new temporary folder that only this user can open, and remove it at the end. Raises OSError."""
    remove_abandoned()
    lock, descriptor = _new_lock()
    folder = lock.with_suffix("")
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)
        lock.unlink(missing_ok=True)


@contextmanager
def private_files() -> Iterator[None]:
    """Have every file that this process makes meanwhile readable by its user only. For programs: other threads are concerned too."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _new_lock() -> tuple[Path, int]:
    """Return a new file and its descriptor, which holds a lock on it."""
    while True:
        descriptor, name = tempfile.mkstemp(suffix=LOCK, prefix=PREFIX)
        if _is_locked_by_us(descriptor) and os.path.exists(name):  # noqa: PTH110 - another program may have removed it just before
            return Path(name), descriptor
        os.close(descriptor)


def remove_abandoned() -> None:
    """Remove the folders of programs of this user that were killed."""
    try:
        locks = list(Path(tempfile.gettempdir()).glob(f"{PREFIX}*{LOCK}"))
    except OSError:  # there is no folder for temporary files, which only concerns those who need one
        return
    for lock in locks:
        with suppress(OSError):
            flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
            descriptor = os.open(lock, flags)
            try:
                if _is_ours(descriptor) and _is_locked_by_us(descriptor):
                    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                    if sys.platform != "win32":
                        lock.unlink()
            finally:
                os.close(descriptor)
            if sys.platform == "win32":  # where a file that is open cannot be removed
                lock.unlink()


def _is_ours(descriptor: int) -> bool:
    """Say whether a file belongs to the user who runs the program. On Windows, each user has a temporary folder of their own."""
    return sys.platform == "win32" or os.fstat(descriptor).st_uid == os.getuid()


def _is_locked_by_us(descriptor: int) -> bool:
    """Lock a file, and say whether that was possible: not while another program has it locked."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
