"""The checks that are programs of their own: format, lint, types, layers. As tests they run beside the others, and in any system alike."""

import subprocess
import sys

import pytest

from conftest import ROOT

TOOLS = {
    "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": ["-m", "ruff", "check", "--quiet", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", "import importlinter.cli; importlinter.cli.lint_imports_command()"],
}


@pytest.mark.parametrize("name", TOOLS)
def test_the_code_passes(name: str) -> None:
    done = subprocess.run([sys.executable, *TOOLS[name]], check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
