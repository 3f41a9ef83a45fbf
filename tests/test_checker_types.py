"""The JavaScript of the page that checks a return has types, which TypeScript checks strictly."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from cldspec_generators.outputs.checker import source
from cldspec_generators.outputs.checker.page import SCRIPT_FILES, SCRIPTS
from javascript_checker import node
from specifications import SPECIFICATIONS

pytestmark = pytest.mark.slow

STRICTLY = ("--allowJs", "--checkJs", "--strict", "--noEmit", "--noUnusedLocals", "--noImplicitReturns", "--target", "es2023")


def test_the_worker_has_types(typescript: Path, tmp_path: Path) -> None:
    """All files of the worker are one program, with what is compiled from a specification."""
    compiled = tmp_path / "compiled.js"
    compiled.write_text(source.compiled(SPECIFICATIONS["library"]), encoding="utf-8")
    names = (*source.CHECK_FILES, *source.READ_FILES, *source.WORKER_FILES)
    assert complaints(typescript, "es2023,webworker", [compiled, *(source.RUNTIME / name for name in names)], tmp_path) == ""


def test_the_page_has_types(typescript: Path, tmp_path: Path) -> None:
    files = [source.RUNTIME / "types.js", source.RUNTIME / "messages.js", *(SCRIPTS / name for name in SCRIPT_FILES)]
    assert complaints(typescript, "es2023,dom,dom.iterable", files, tmp_path) == ""


def complaints(typescript: Path, library: str, files: Iterable[Path], folder: Path) -> str:
    """Return what TypeScript says about the types of files that are one program."""
    command = [node(), str(typescript), *STRICTLY, "--lib", library, "--typeRoots", str(folder), *map(str, files)]
    result = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    return f"{result.stdout}{result.stderr}" if result.returncode else ""
