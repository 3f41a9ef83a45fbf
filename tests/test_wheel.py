"""What is shipped works: the wheel, installed elsewhere, checks the specification in it and builds the same outputs."""

import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest

from cldspec_generators import output_folder
from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that holds the wheel, and finds the libraries that it needs where these tests find them."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, check=True, cwd=ROOT, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "env"
    venv.create(environment, with_pip=False)
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / ("python.exe" if sys.platform == "win32" else "python")
    find = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.run([python, "-c", find], check=True, capture_output=True, text=True).stdout.strip())
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")  # its own .pth files, the checkout's among them, are not read
    return python


def run(python: Path, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([python, *arguments], check=False, capture_output=True, text=True, cwd=cwd)


def test_the_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    place = run(installed, "-c", "import cldspec, cldspec_generators as g; print(cldspec.__file__); print(g.__file__)", cwd=tmp_path)
    assert all(str(installed.parent.parent) in line for line in place.stdout.splitlines()), place.stdout + place.stderr


def test_the_wheel_builds_the_same_outputs(installed: Path, tmp_path: Path) -> None:
    assert run(installed, "-m", "cldspec", "check", cwd=tmp_path).stderr.endswith(": no findings.\n")
    result = run(installed, "-m", "cldspec", "build", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert output_folder.read(tmp_path / "outputs") == output_folder.read(ROOT / "outputs")


def test_the_wheel_carries_types_and_licences(installed: Path) -> None:
    site = next(path for path in installed.parent.parent.rglob("cldspec") if (path / "py.typed").is_file()).parent
    assert (site / "cldspec_generators" / "py.typed").is_file()
    names = {path.name for path in site.glob("cldspec-*.dist-info/licenses/**/*")}
    assert {"LICENSE", "LICENCE.md"} <= names


def test_every_library_that_is_imported_is_declared() -> None:
    """The environment above lends the wheel all libraries of the tests, so what it imports is compared with what it asks for."""
    extra = PROJECT["project"]["optional-dependencies"]["spark"]  # asked for only by who runs it there
    declared = {re.split(r"[><=~ ]", name)[0].casefold() for name in [*PROJECT["project"]["dependencies"], *extra]}
    imported = set()
    for folder in (ROOT / "cldspec", ROOT / "generators" / "cldspec_generators"):
        for path in folder.rglob("*.py"):
            imported |= set(re.findall(r"^ *(?:from|import) ([a-z_0-9]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    ours = {"cldspec", "cldspec_generators"}
    names = {
        "docx": "python-docx",
        "jsonschema_rs": "jsonschema-rs",
        "markdown_it": "markdown-it-py",
        "py4j": "pyspark",  # which brings it
        "python_calamine": "python-calamine",
        "yaml": "pyyaml",
        "z3": "z3-solver",
    }
    assert {names.get(name, name) for name in imported - ours - sys.stdlib_module_names} == declared
