"""The JavaScript of the page that checks a return has types, which TypeScript checks strictly."""

import subprocess
from pathlib import Path

import pytest

from checker import node
from cldspec_generators.outputs.checker import source
from specifications import SPECIFICATIONS

pytestmark = pytest.mark.slow

STRICTLY = ("--allowJs", "--checkJs", "--strict", "--noEmit", "--noUnusedLocals", "--noImplicitReturns", "--target", "es2023")


def test_the_worker_has_types(typescript: Path, tmp_path: Path) -> None:
    """All files of the worker are one program, with what is compiled from a specification."""
    compiled = tmp_path / "compiled.js"
    compiled.write_text(source.compiled(SPECIFICATIONS["library"]), encoding="utf-8")
    names = (*source.CHECK_FILES, *source.READ_FILES, *source.WORKER_FILES)
    files = [str(compiled), *(str(source.RUNTIME / name) for name in names)]
    command = [node(), str(typescript), *STRICTLY, "--lib", "es2023,webworker", "--typeRoots", str(tmp_path), *files]
    result = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert (result.returncode, result.stdout) == (0, "")
