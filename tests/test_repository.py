"""The repository keeps its promises: what the README says is so, and nothing is in it that should not be."""

import re
import subprocess
import tomllib

import pytest

import cldspec_generators as generators
from cldspec.commands import main
from cldspec.guidance import expressions
from conftest import ROOT
from specifications import SPECIFICATIONS

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "generators" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
DOCUMENTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def tracked() -> list[str]:
    result = subprocess.run(["git", "ls-files", "-z"], check=False, capture_output=True, text=True, cwd=ROOT)
    if result.returncode:
        pytest.skip("not a git checkout: clone the repository to run this test")
    return [name for name in result.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_documents_name_every_expression_of_chapters() -> None:
    text = DOCUMENTS["docs/maintain.md"]
    assert {name for name in expressions(SPECIFICATIONS["4.0"]) if not re.search(rf"`{name}`|\b{name}[(.]", text)} == set()


def test_the_documents_name_every_command_and_output() -> None:
    text = "\n".join(DOCUMENTS.values())
    assert [name for name in main.commands if f"cldspec {name}" not in text] == []
    assert [name for name in generators.output_names() if f"`{name}/`" not in text] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_documents_link_to_files_that_exist(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", DOCUMENTS[name])
    assert [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()] == []


def test_the_index_names_every_document() -> None:
    index = DOCUMENTS["docs/README.md"]
    assert [path.name for path in sorted((ROOT / "docs").glob("*.md")) if path.name != "README.md" and f"({path.name})" not in index] == []


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_ci_runs_the_readme_s_commands_and_nothing_else() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in script if line and not line.startswith("#")]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "make programs", "make test"]
    assert "make build\nmake test\n" in README
    assert "`make programs`" in README


def test_no_output_may_import_another() -> None:
    contract = next(contract for contract in PROJECT["tool"]["importlinter"]["contracts"] if contract["type"] == "independence")
    assert contract["modules"] == ["cldspec_generators.outputs.*"]


def test_the_architecture_page_shows_the_layers_of_the_contract() -> None:
    contract = next(contract for contract in PROJECT["tool"]["importlinter"]["contracts"] if contract["type"] == "layers")
    shown = re.search(r"```layers\n(.*?)```", DOCUMENTS["docs/architecture.md"], re.DOTALL)
    assert shown is not None
    assert shown[1].splitlines() == contract["layers"]


def test_files_end_their_lines_as_git_says() -> None:
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if not name.startswith("outputs/"):
            assert b"\r" not in content, name
            assert content.endswith(b"\n") or not content, name
            assert b"\t" not in content or name == "Makefile", name


def test_nothing_of_one_machine_is_in_it() -> None:
    patterns = [rb"/(?:home|root|Users)/\w", rb"[A-Z]:\\\\?Users", rb"files\.pythonhosted", rb"index-url", rb"simple/"]
    for name in tracked():
        if name != "tests/test_repository.py":
            content = (ROOT / name).read_bytes()
            assert not [pattern for pattern in patterns if re.search(pattern, content)], name
