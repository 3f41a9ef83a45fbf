"""What is shipped works: the wheel, installed elsewhere with only the libraries that it declares, runs every command."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import hatch_build
from cldspec.commands import main
from cldspec_generators import output_folder
from cldspec_generators.shared import style_sheet
from conftest import LIBRARY, ROOT

pytestmark = pytest.mark.slow

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment that has the wheel, and of the libraries of the tests those that the wheel declares."""
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
    lend(site)
    return python


def lend(site: Path) -> None:
    """Give an environment the declared libraries, and what they need, by links to where they are installed."""
    lent: set[str] = set()
    wanted = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
    while wanted:
        requirement = wanted.pop()
        found = distribution(requirement.name)
        if found.name in lent:
            continue
        lent.add(found.name)
        wanted += needed_by(found, requirement.extras)
        for name in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            source = Path(str(found.locate_file(name)))
            try:
                (site / name).symlink_to(source)
            except FileExistsError:
                continue
            except OSError:  # Windows, without the right to make links
                shutil.copytree(source, site / name) if source.is_dir() else shutil.copy(source, site)


def needed_by(found: Distribution, extras: set[str]) -> Iterator[Requirement]:
    for text in found.requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in {"", *extras}):
            yield requirement


def run(python: Path, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run([python, *arguments], check=False, capture_output=True, text=True, cwd=cwd, env=environment)


def test_the_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    files = run(installed, "-c", "import cldspec, cldspec_generators as g; print(cldspec.__file__); print(g.__file__)", cwd=tmp_path)
    assert all(str(installed.parent.parent) in line for line in files.stdout.splitlines()), files.stdout + files.stderr
    assert "No module named" in run(installed, "-c", "import hypothesis", cwd=tmp_path).stderr


def test_the_wheel_builds_the_same_outputs(installed: Path, tmp_path: Path) -> None:
    result = run(installed, "-m", "cldspec", "build", "--version", "4.0", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert output_folder.read(tmp_path / "outputs" / "4.0") == output_folder.read(ROOT / "outputs" / "4.0")


CALLS = {
    "check": ["check"],
    "list": ["list", "items"],
    "show": ["show", "COST-01", "--why", "--version=4.0"],
    "prove": ["prove", "event_type = 'Service'", "--version=4.0"],
    "usage": ["usage", "query.sql"],
    "sample": ["sample", "--rows", "50", "--to", "made-up.csv", "--faults", "all"],
    "derive": ["derive", "return.csv", "--to", "derived"],
    "export": ["export", "return.csv", "--to", "exported.csv"],
    "validate": ["validate", "return.csv", "--report", "report.html", "--report", "report.xlsx", "--report", "report.json"],
}
"""A call of each command that only reads the specification; those that write one are tested below."""


@pytest.mark.parametrize("arguments", CALLS.values(), ids=CALLS)
def test_the_wheel_alone_runs_what_reads_a_specification(installed: Path, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "query.sql").write_text("select * from returns where event_type = 'Service'")
    (tmp_path / "return.csv").write_text(run(installed, "-m", "cldspec", "sample", "--rows", "20", cwd=tmp_path).stdout, encoding="utf-8")
    result = run(installed, "-m", "cldspec", *arguments, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    for name in (argument for argument in arguments if "." in argument and not argument.startswith("--")):
        assert (tmp_path / name).stat().st_size, name


def test_the_wheel_alone_runs_what_writes_a_specification(installed: Path, tmp_path: Path) -> None:
    def cldspec(*arguments: str, code: int = 0) -> None:
        result = run(installed, "-m", "cldspec", *arguments, cwd=tmp_path)
        assert result.returncode == code, f"{arguments}: {result.stdout}{result.stderr}"

    shutil.copytree(LIBRARY, tmp_path / "spec" / "1.0")
    cldspec("build")
    cldspec("conformance", str(tmp_path / "outputs" / "1.0" / "conformance" / "results.example.json"), code=1)
    cldspec("release", "1.0", "--dry-run")
    cldspec("release", "1.0")
    released = shutil.copytree(tmp_path / "spec" / "1.0", tmp_path / "released")
    header = tmp_path / "spec" / "1.0" / "specification.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace("summary: ", "summary: In short, ", 1), encoding="utf-8")
    cldspec("correct", "1.0", "--because", "The summary was not clear.", "--from", str(released))
    cldspec("new", "2.0")
    item = tmp_path / "spec" / "2.0" / "items" / "book.yaml"
    item.write_text(item.read_text(encoding="utf-8").replace("max_length: 20", "max_length: 10"), encoding="utf-8")
    cldspec("diff", "1.0", "2.0", "--to", "notice", code=1)
    assert (tmp_path / "notice" / "notice.html").stat().st_size
    cldspec("build", "--version", "2.0")
    cldspec("release", "2.0", "--dry-run", code=1)
    assert main.commands.keys() == CALLS.keys() | {"build", "conformance", "release", "correct", "new", "diff"}


def test_the_wheel_alone_serves_python(installed: Path, tmp_path: Path) -> None:
    script = """
import cldspec
made = cldspec.sample(10)
assert cldspec.validate(made).conforms
assert not cldspec.check()
assert not cldspec.diff("4.0", "4.0").changes
print(cldspec.build(only="csv", to="there"))
"""
    result = run(installed, "-c", script, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert Path(result.stdout.strip()).parent == (tmp_path / "there").resolve()


def test_what_an_extra_brings_is_asked_for(installed: Path, tmp_path: Path) -> None:
    result = run(installed, "-m", "cldspec", "validate", "return.csv", "--engine", "spark", cwd=tmp_path)
    assert result.returncode == 2
    assert 'pip install "cldspec[spark]"' in result.stderr


def test_the_wheel_carries_types_and_licences(installed: Path) -> None:
    site = next(path for path in installed.parent.parent.rglob("cldspec") if (path / "py.typed").is_file()).parent
    assert (site / "cldspec_generators" / "py.typed").is_file()
    (information,) = site.glob("cldspec-*.dist-info")
    declared = re.findall("^License-File: (.*)$", (information / "METADATA").read_text(encoding="utf-8"), re.MULTILINE)
    assert declared == ["LICENSE", "spec/LICENCE.md", "generators/cldspec_generators/shared/nhsuk_frontend/LICENSE"]
    assert all((information / "licenses" / name).stat().st_size for name in declared)
    carried = {path.name for path in (site / "cldspec_generators" / "shared" / "nhsuk_frontend").iterdir()}
    assert carried == set(style_sheet.FILES)


def test_the_source_distribution_builds_the_same_wheel(installed: Path, tmp_path: Path) -> None:
    """It carries the style sheet as well, so that no index is needed for it."""
    build = [sys.executable, "-m", "hatchling", "build", "--directory", str(tmp_path), "--target"]
    subprocess.run([*build, "sdist"], check=True, cwd=ROOT, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    shutil.unpack_archive(archive, tmp_path, filter="data")
    source = tmp_path / archive.name.removesuffix(".tar.gz")
    assert {path.name for path in source.rglob("nhsuk_frontend/*")} == set(style_sheet.FILES)
    subprocess.run([*build, "wheel"], check=True, cwd=source, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    (original,) = installed.parents[2].glob("*.whl")
    assert wheel.read_bytes() == original.read_bytes()


def test_the_style_sheet_is_downloaded_where_it_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build, "_installed", lambda: None)
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(
        OSError, match=r"wagtail-nhsuk-frontend==2\.1\.0, which has the style sheet of the web pages, could not be downloaded"
    ):
        hatch_build.fetch(tmp_path / "files")
    assert not (tmp_path / "files").exists()


def test_a_style_sheet_that_was_tampered_with_is_fetched_again(tmp_path: Path) -> None:
    hatch_build.fetch(tmp_path / "files")
    (tmp_path / "files" / style_sheet.STYLES).write_text("body { display: none }")
    hatch_build.fetch(tmp_path / "files")
    assert style_sheet.is_right(style_sheet.STYLES, (tmp_path / "files" / style_sheet.STYLES).read_bytes())


def test_without_a_style_sheet_the_program_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(style_sheet, "FOLDER", tmp_path)
    monkeypatch.setattr(style_sheet, "installed_file", lambda _: None)
    with pytest.raises(style_sheet.MissingStyleSheetError, match=r"pip install --no-deps wagtail-nhsuk-frontend==2\.1\.0"):
        style_sheet.styles()


def test_every_library_that_is_imported_is_declared() -> None:
    """The environment above lends the wheel all libraries that it declares, so those are compared with what it imports."""
    extra = PROJECT["project"]["optional-dependencies"]["spark"]  # asked for only by who runs it there
    declared = {re.split(r"[><=~ ]", name)[0].casefold() for name in [*PROJECT["project"]["dependencies"], *extra]}
    imported = set()
    for folder in (ROOT / "cldspec", ROOT / "generators" / "cldspec_generators"):
        for path in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                modules += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
                imported |= {module.split(".")[0] for module in modules}
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
