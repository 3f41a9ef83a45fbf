"""What a return contains is in temporary files that only its user can read, and that are removed however the program ends."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from cldspec.model import Specification
from cldspec.validation.temporary import LOCK, PREFIX, private_files, private_folder, remove_abandoned
from conftest import LIBRARY


@pytest.fixture(autouse=True)
def temporary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Have temporary files made in a folder of the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_private_and_is_removed(temporary: Path) -> None:
    with private_files(), private_folder() as folder:
        (folder / "rows").write_text("x", encoding="utf-8")
        if sys.platform != "win32":
            assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "rows")] == [0o700, 0o600]
    assert list(temporary.iterdir()) == []


def test_only_folders_that_nobody_holds_are_removed(temporary: Path) -> None:
    abandoned = temporary / f"{PREFIX}abandoned"
    foreign = temporary / f"{PREFIX}foreign"
    for folder in (abandoned, foreign):
        folder.mkdir()
        (folder / "rows").write_text("x", encoding="utf-8")
    (temporary / f"{abandoned.name}{LOCK}").touch()
    with private_folder() as held:
        assert not abandoned.exists()
        remove_abandoned()
        assert held.exists()
    assert [path.name for path in temporary.iterdir()] == [foreign.name], "it has no lock, so it is none of ours"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows users need a right to make links")
def test_links_are_not_followed(temporary: Path) -> None:
    elsewhere = temporary / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    (temporary / f"{PREFIX}a{LOCK}").symlink_to(elsewhere / "kept")
    (temporary / f"{PREFIX}b{LOCK}").touch()
    (temporary / f"{PREFIX}b").symlink_to(elsewhere)
    remove_abandoned()
    assert (elsewhere / "kept").exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_nothing_of_a_return_is_left_after_a_signal(name: str, temporary: Path, library: Specification) -> None:
    environment = os.environ | {"TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "cldspec", "--spec", str(LIBRARY.parent), "validate", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdin
        process.stdin.write((",".join(item.title for item in library.items) + "\nSeCrEt\n").encode() * 100_000)
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while not any(path.stat().st_size for path in temporary.glob(f"{PREFIX}*/input")):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(getattr(signal, name))
        _, message = process.communicate()
    if name == "SIGKILL":
        assert list(temporary.iterdir())
        subprocess.run([sys.executable, "-m", "cldspec", "list", "checks"], check=True, env=environment, capture_output=True)
    else:
        assert (process.returncode, message.decode().strip()) == (130, "Stopped. Nothing was written.")
    assert list(temporary.iterdir()) == []
