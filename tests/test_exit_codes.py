"""How the program ends when something goes wrong: one message, one exit code, and no traceback unless asked for."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cldspec.commands import main
from conftest import LIBRARY, REAL, ROOT

CALLS = {
    "build": ["build", "--check"],
    "check": ["check"],
    "conformance": ["conformance", "outputs/4.0/conformance/results.example.json"],
    "derive": ["derive", "README.md", "--to", "derived"],
    "diff": ["diff"],
    "export": ["export", "README.md", "--to", "return.csv"],
    "list": ["list"],
    "correct": ["correct", "4.0", "--because", "It was wrong."],
    "new": ["new", "99.0"],
    "prove": ["prove", "event_type = 'Request'"],
    "release": ["release", "99.0", "--dry-run"],
    "sample": ["sample"],
    "show": ["show", "unit_cost"],
    "usage": ["usage", "README.md"],
    "validate": ["validate", "README.md"],
}
"""A call of each command that comes as far as looking for the versions."""
PLANTED = """
import sys
from cldspec.versions import catalogue
def planted(_):
    raise {error}
catalogue.spec_root = planted
from cldspec.commands import run
run()
"""


def run(script: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", script, *arguments], check=False, capture_output=True, text=True, cwd=ROOT)


def test_there_is_a_call_for_each_command() -> None:
    assert CALLS.keys() == main.commands.keys()


@pytest.mark.parametrize("arguments", CALLS.values(), ids=CALLS)
def test_a_fault_of_the_program_is_a_short_message(arguments: list[str]) -> None:
    result = run(PLANTED.format(error="KeyError('the name of a person')"), *arguments)
    assert result.returncode == 3
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("cldspec stopped because of a fault in the program (KeyError in cldspec/commands/reading.py, line ")
    assert "Please report it to whoever maintains cldspec." in line
    assert "person" not in line  # the words of an error may quote a return


@pytest.mark.parametrize("arguments", [["--debug", "list"], ["list", "--debug"]])
def test_debug_shows_the_traceback(arguments: list[str]) -> None:
    result = run(PLANTED.format(error="KeyError('x')"), *arguments)
    assert result.returncode == 3
    assert result.stderr.startswith("Traceback")
    assert "KeyError: 'x'" in result.stderr
    assert "Please report it" in result.stderr.splitlines()[-1]


def test_a_fault_that_is_no_exception_is_reported_too() -> None:
    """Libraries written in Rust raise such errors."""
    result = run(PLANTED.format(error="type('Panic', (BaseException,), {})()"), "list")
    assert result.returncode == 3
    assert "(Panic in cldspec/commands/reading.py, line " in result.stderr


@pytest.mark.parametrize(
    ("error", "message"),
    [
        ("OSError(28, 'No space left on device')", "Error: No space left on device.\n"),
        ("PermissionError(13, 'Permission denied', '/x')", "Error: /x: Permission denied.\n"),
        ("MemoryError()", "Error: There is not enough memory. Close other programs, or run the command on a machine with more memory.\n"),
    ],
)
def test_what_the_machine_cannot_do_is_a_message(error: str, message: str) -> None:
    result = run(PLANTED.format(error=error), "list")
    assert (result.returncode, result.stdout, result.stderr) == (2, "", message)


def test_the_address_for_reports_comes_from_the_package() -> None:
    about = "from email.message import Message; about = Message(); about['Project-URL'] = 'Issues, https://example.org/issues'"
    script = f"{about}\nimport importlib.metadata; importlib.metadata.metadata = lambda _: about{PLANTED.format(error='KeyError()')}"
    assert "Please report it to https://example.org/issues." in run(script, "list").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals: run the tests on Linux or macOS")
@pytest.mark.parametrize("arguments", CALLS.values(), ids=CALLS)
def test_ctrl_c_stops_quietly(arguments: list[str]) -> None:
    result = run(PLANTED.format(error="KeyboardInterrupt"), *arguments)
    assert result.returncode == 130
    assert result.stderr.strip().startswith("Stopped.")


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals: run the tests on Linux or macOS")
def test_ctrl_c_stops_the_solver() -> None:
    script = """
import os, signal
from cldspec.solver.reason import Reasoner
ask = Reasoner.ask
def interrupted(*arguments, **options):
    os.kill(os.getpid(), signal.SIGINT)
    return ask(*arguments, **options)
Reasoner.ask = interrupted
from cldspec.commands import run
run()
"""
    result = run(script, "--spec", str(LIBRARY.parent), "check", "--version", "1.0")
    assert (result.returncode, result.stderr.strip()) == (signal.SIGINT + 128, "Stopped.")


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes as Linux and macOS have them")
@pytest.mark.parametrize(
    "arguments",
    [["list", "items"], ["list", "rules", "--format", "json"], ["show", "unit_cost", "--version", REAL.name], ["sample"], ["--help"]],
)
def test_a_reader_that_ends_early_is_no_error(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        command = [sys.executable, "-m", "cldspec", *arguments]
        result = subprocess.run(command, check=False, stdout=writing, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    finally:
        os.close(writing)
    assert (result.returncode, result.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full: run the tests on Linux")
@pytest.mark.parametrize("arguments", [["list"], ["show", "unit_cost", "--version", REAL.name], ["sample"]])
def test_a_full_disk_is_a_message(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "cldspec", *arguments]
        result = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert (result.returncode, result.stderr) == (2, "Error: No space left on device.\n")
