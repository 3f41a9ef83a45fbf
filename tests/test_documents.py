"""What the documents say is so: links lead somewhere, commands exist, and examples are run in a copy of the project."""

import inspect
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import cldspec
import cldspec_generators
from cldspec.commands import main
from cldspec.guidance import expressions
from conftest import NEXT_DRAFT, REAL, ROOT, spec_with_4_0
from documents import DOCUMENTS, Block, anchors_of, blocks_of, command_lines_of, commands_of, is_printed, links_of, words_of
from specifications import SPECIFICATIONS

LINES = sorted({line for document in DOCUMENTS for line in command_lines_of(document)})
RUN = {document: [block for block in blocks_of(document) if block.info in {"sh run", "console", "python run"}] for document in DOCUMENTS}
INFOS = {"", "console", "layers", "python", "python run", "sh", "sh run", "sql", "toml", "yaml", "json", "powershell", "make"}
each_document = pytest.mark.parametrize("document", DOCUMENTS)


@each_document
def test_links_lead_to_files_and_headings(document: str) -> None:
    missing = []
    for target in links_of(document):
        path, _, anchor = target.partition("#")
        file = (ROOT / document).parent.joinpath(path).resolve() if path else ROOT / document
        name = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else ""
        if not file.exists() or (anchor and anchor not in anchors_of(name)):
            missing.append(target)
    assert missing == []


@each_document
def test_the_words_behind_fences_are_known(document: str) -> None:
    """A misspelt one would leave a block untested."""
    assert [str(block) for block in blocks_of(document) if block.info not in INFOS] == []


@pytest.mark.parametrize("line", LINES)
def test_command_lines_name_commands_and_options_that_exist(line: str) -> None:
    words, _ = words_of(line)
    command: click.Command = main
    context = click.Context(main, info_name="cldspec")
    while isinstance(command, click.Group):
        options, words, _ = command.make_parser(context).parse_args(words)
        if not words:
            assert options or line.endswith("--help"), "no command"
            return
        name, found, words = command.resolve_command(context, words)
        assert found is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    given, _, parameters = command.make_parser(context).parse_args(words)
    for parameter in parameters:
        value = given.get(parameter.name or "")
        if isinstance(parameter.type, click.Choice) and isinstance(value, str):
            parameter.type.convert(value, parameter, context)


def test_the_documents_name_every_command_and_output() -> None:
    text = "\n".join(DOCUMENTS.values())
    assert [name for name in main.commands if f"cldspec {name}" not in text] == []
    assert [name for name in cldspec_generators.output_names() if f"`{name}/`" not in text] == []


def test_the_documents_name_every_expression_of_chapters() -> None:
    text = DOCUMENTS["docs/maintain.md"]
    assert {name for name in expressions(SPECIFICATIONS["4.0"]) if not re.search(rf"`{name}`|\b{name}[(.]", text)} == set()


def test_the_index_names_every_document() -> None:
    index = DOCUMENTS["docs/README.md"]
    assert [path.name for path in sorted((ROOT / "docs").glob("*.md")) if path.name != "README.md" and f"({path.name})" not in index] == []


def test_the_page_on_python_shows_the_api_as_it_is() -> None:
    page = DOCUMENTS["docs/python.md"]
    assert [name for name in cldspec.__all__ if f"`{name}" not in page] == []
    shown_by_name = dict(re.findall(r"^\| `(\w+)\((.*?)\)` \|", page, re.MULTILINE))
    assert sorted(shown_by_name) == sorted(name for name in cldspec.__all__ if inspect.isfunction(getattr(cldspec, name)))
    for name, shown in shown_by_name.items():
        parameters = inspect.signature(getattr(cldspec, name)).parameters.values()
        without_types = inspect.Signature([parameter.replace(annotation=inspect.Parameter.empty) for parameter in parameters])
        assert str(without_types) == f"({shown})", name


def test_the_readme_is_short() -> None:
    assert len(DOCUMENTS["README.md"].splitlines()) <= 150


def test_the_architecture_page_shows_the_layers_of_the_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(contract for contract in project["tool"]["importlinter"]["contracts"] if contract["type"] == "layers")
    (shown,) = (block for block in blocks_of("docs/architecture.md") if block.info == "layers")
    assert shown.text.splitlines() == contract["layers"]


# Examples are run


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with 4.0 and the illustrative version, and with what the examples name: returns, a template, scripts."""
    folder = tmp_path_factory.mktemp("documents") / "project"
    spec = spec_with_4_0(folder / "spec")
    example = NEXT_DRAFT.parent.parent
    shutil.copytree(example / "spec", folder / "examples" / example.name / "spec")
    shutil.copytree(ROOT / "outputs" / REAL.name, folder / "outputs" / REAL.name)
    shutil.copy(ROOT / "outputs" / "index.html", folder / "outputs")
    shutil.copy(ROOT / "CHANGELOG.md", folder)
    sample = folder / "return.csv"
    made = CliRunner().invoke(main, ["--spec", str(spec), "sample", "--rows", "200", "--to", str(sample)], catch_exceptions=False)
    assert made.exit_code == 0, made.output
    (folder / "returns").mkdir()
    for name in ("adults.csv", "mental-health.csv", "q1.csv", "q2.csv", "returns/return.csv"):
        shutil.copy(sample, folder / name)
    shutil.copy(next((ROOT / "outputs" / "4.0" / "excel").glob("*.xlsx")), folder / "filled.xlsx")
    (folder / "scripts").mkdir()
    (folder / "scripts" / "requests.sql").write_text("SELECT * FROM events WHERE event_type = 'Request'\n", encoding="utf-8")
    for step in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"], ["update-ref", "refs/remotes/origin/main", "HEAD"]):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *step], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def project(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that one document may change."""
    folder = tmp_path / "project"
    shutil.copytree(template, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("document", [document for document in DOCUMENTS if RUN[document]])
@pytest.mark.usefixtures("project")
def test_examples_run(document: str) -> None:
    """The examples of a document are run one after the other in one copy, as a reader would run them."""
    names: dict[str, object] = {"__name__": document}
    for block in RUN[document]:
        if block.info == "python run":
            exec(compile(block.text, str(block), "exec"), names)  # noqa: S102
            continue
        for command in commands_of(block):
            printed = run(command.line, block)
            assert command.printed is None or is_printed(command.printed, printed), f"{block}: {command.line}\n{printed}"


def run(line: str, block: Block) -> str:
    """Run a command line; return what it prints."""
    if line.startswith("cldspec "):
        words, target = words_of(line)
        result = CliRunner().invoke(main, words)
        code, printed = result.exit_code, result.output
        assert not isinstance(result.exception, Exception), result.exception
        if target:
            Path(target).write_text(result.stdout, encoding="utf-8")
            printed = result.stderr
    else:
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(line, shell=True, check=False, capture_output=True, text=True, env=environment)  # noqa: S602
        code, printed = done.returncode, done.stdout + done.stderr
    assert code in {0, 1}, f"{block}: {line}\n{printed}"
    return printed
