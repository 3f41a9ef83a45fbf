"""A version and a target are named the same way in all commands, and the spellings of the last release still work."""

import shutil
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from cldspec.commands import main
from conftest import LIBRARY

READ_A_VERSION = ("build", "check", "conformance", "derive", "export", "list", "prove", "sample", "show", "usage", "validate")
NAME_A_TARGET = ("build", "derive", "diff", "export", "sample")


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A folder of versions in a git repository: 1.0 was committed, and its title changed since."""
    spec = tmp_path / "spec"
    shutil.copytree(LIBRARY, spec / "1.0")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "First")):
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True)
    path = spec / "1.0" / "items" / "loan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Weeks", "title: Period"), encoding="utf-8")
    return spec


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def option(command: str, spelling: str) -> click.Option | None:
    found = (parameter for parameter in main.commands[command].params if spelling in parameter.opts)
    return next((parameter for parameter in found if isinstance(parameter, click.Option)), None)


@pytest.mark.parametrize("command", main.commands)
def test_each_command_that_reads_a_version_has_the_same_option(command: str) -> None:
    version = option(command, "--version")
    assert (version is not None) == (command in READ_A_VERSION)
    if version:
        assert version.help == "Version number or name, folder, or git:REVISION. [default: latest released version]"


@pytest.mark.parametrize("command", main.commands)
def test_each_target_is_called_to(command: str) -> None:
    assert (option(command, "--to") is not None) == (command in NAME_A_TARGET)


@pytest.mark.parametrize("command", main.commands)
def test_each_format_is_called_the_same(command: str) -> None:
    output_format = option(command, "--format")
    if output_format:
        assert output_format.help == "Output format."


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_version_as_an_argument_still_works(command: str, spec: Path) -> None:
    result = run("--spec", str(spec), command, "1.0")
    assert result.exit_code == 0, result.output
    note = f"Note: From now on, write cldspec {command} --version 1.0. The next release will not accept cldspec {command} 1.0."
    assert result.stderr.splitlines()[0] == note
    assert "Note" not in run("--spec", str(spec), command, "--version", "1.0").output
    twice = run("--spec", str(spec), command, "1.0", "--version", "1.1")
    assert twice.exit_code == 2
    assert "Two versions are named: 1.0 and 1.1. Use --version once." in twice.stderr
    assert "[VERSION]" not in run(command, "--help").output


def test_out_still_works(spec: Path, tmp_path: Path) -> None:
    result = run("--spec", str(spec), "build", "--out", str(tmp_path / "there"))
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith(f"Note: From now on, write --to {tmp_path / 'there'}. ")
    assert (tmp_path / "there" / "1.0" / "MANIFEST.json").is_file()
    assert "--out" not in run("build", "--help").output


@pytest.mark.slow
@pytest.mark.parametrize("version", ["git:HEAD", "git:HEAD:1.0", "1.0", "{spec}/1.0", "{spec}"])
def test_each_way_to_name_a_version_works_in_each_command(version: str, spec: Path, tmp_path: Path) -> None:
    name = version.format(spec=spec)
    title = "Weeks" if version.startswith("git:") else "Period"
    (tmp_path / "query.sql").write_text("select weeks from loans")
    (tmp_path / "return.csv").write_text(run("--spec", str(spec), "sample", "--version", name, "--rows", "3").stdout, encoding="utf-8")
    run("--spec", str(spec), "build", "--version", name, "--to", str(tmp_path / "outputs"))
    results_file = next(tmp_path.glob("outputs/*/conformance/results.example.json"))
    (tmp_path / "results.json").write_text(results_file.read_text(encoding="utf-8").replace('"not run"', '"passed"'), encoding="utf-8")
    calls = {
        "build": ["--to", str(tmp_path / "outputs")],
        "check": [],
        "conformance": [str(tmp_path / "results.json")],
        "derive": [str(tmp_path / "return.csv"), "--to", str(tmp_path / "derived")],
        "export": [str(tmp_path / "return.csv"), "--to", str(tmp_path / "exported.csv")],
        "list": ["items"],
        "prove": ["weeks IS NULL"],
        "sample": ["--to", str(tmp_path / "made-up.csv")],
        "show": ["weeks"],
        "usage": [str(tmp_path / "query.sql")],
        "validate": [str(tmp_path / "return.csv")],
    }
    assert set(calls) == set(READ_A_VERSION)
    results = {command: run("--spec", str(spec), command, *arguments, "--version", name) for command, arguments in calls.items()}
    assert {command: result.exit_code for command, result in results.items()} == dict.fromkeys(calls, 0)
    assert title in results["list"].stdout
    for file in ("made-up.csv", "exported.csv", "return.csv", "outputs/1.0/csv/ledger.csv"):
        assert title in (tmp_path / file).read_text(encoding="utf-8-sig"), file


def test_a_version_from_git_is_not_built_among_the_outputs(spec: Path) -> None:
    result = run("--spec", str(spec), "build", "--version", "git:HEAD")
    assert result.exit_code == 2
    assert "Use --to to name another folder." in result.stderr
    assert not (spec.parent / "outputs").exists()


def test_the_findings_of_a_version_from_git_say_where_they_are(spec: Path) -> None:
    path = spec / "1.0" / "items" / "loan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("type: integer", "type: intger"), encoding="utf-8")
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qam", "x"], cwd=spec, check=True, capture_output=True)
    for command in ("check", "show"):
        result = run("--spec", str(spec), command, *(["weeks"] if command == "show" else []), "--version", "git:HEAD")
        assert result.output.startswith('git:HEAD:1.0/items/loan.yaml:20:11: "intger" is not an allowed value here. ')
