"""Hostile files of a specification, and hostile names of revisions, end in a finding or a sentence: at once, and nothing else happens."""

import shutil
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cldspec.commands import main
from cldspec.load import read, read_texts
from conftest import LIBRARY, texts_of

HIDDEN = "SeCrEt"
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="Windows users need a right to make links")


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """Return a folder of versions with the library in it, as 1.0."""
    shutil.copytree(LIBRARY, tmp_path / "spec" / "1.0")
    return tmp_path / "spec"


def run(spec: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--spec", str(spec), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert HIDDEN not in result.output
    return result


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize(
    "value",
    [
        "[" + ", ".join(f"&a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" if n else "&a0 [x, x]" for n in range(20)) + "]",
        "[" * 100_000,
        "{a: " * 100_000,
        "\n" + "- " * 100_000 + "x",
        "\n" + "? " * 100_000 + "x",
        "x" * 5_000_000,
        "".join(f"&a{n} " for n in range(10_000)),
    ],
    ids=["aliases", "brackets", "braces", "hyphens", "question-marks", "long", "anchors"],
)
def test_a_small_file_takes_neither_time_nor_memory(value: str) -> None:
    texts = texts_of(LIBRARY)
    head, _, _ = texts["code-lists/movement.yaml"].partition("codes:")
    texts["code-lists/movement.yaml"] = f"{head}codes: {value}\n"
    start = time.perf_counter()
    tracemalloc.start(1)
    try:
        specification, findings = read_texts(texts)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert specification is None
    assert {finding.at.file for finding in findings} == {"code-lists/movement.yaml"}
    assert all(len(finding.message) < 1000 for finding in findings)
    assert time.perf_counter() - start < 10
    assert most < 300 * 2**20


@needs_links
@pytest.mark.parametrize("name", ["items/zz.yaml", "guidance/09-zz.md", "glossary.yaml", "rules"])
def test_links_are_refused(name: str, spec: Path, tmp_path: Path) -> None:
    target = tmp_path / "outside"
    path = spec / "1.0" / name
    if path.is_dir():
        shutil.copytree(path, target)
        shutil.rmtree(path)
    else:
        target.write_text(f"{HIDDEN}:x:0:0\n", encoding="utf-8")
        path.unlink(missing_ok=True)
    path.symlink_to(target)
    _, findings = read(spec / "1.0")
    assert [finding.at.file for finding in findings if finding.message == "This is a symbolic link."] == [name]
    for command in (["check"], ["list", "items"], ["build", "--to", str(tmp_path / "out")], ["diff", "1.0", "1.0"]):
        assert run(spec, *command).exit_code in {1, 2}


@needs_links
def test_links_in_a_revision_and_beside_the_versions_are_refused(spec: Path, tmp_path: Path) -> None:
    target = tmp_path / "outside.yaml"
    target.write_text(f"{HIDDEN}: [\n", encoding="utf-8")
    (spec / "1.0" / "items" / "zz.yaml").symlink_to(target)
    (spec / "changes").mkdir()
    (spec / "changes" / "CR-001.yaml").symlink_to(target)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "spec")
    git(tmp_path, "commit", "-qm", "Links")
    assert "items/zz.yaml:1:1: This is a symbolic link." in run(spec, "check", "--version", "git:HEAD").output
    assert "CR-001.yaml:1:1: This is a symbolic link." in run(spec, "check").output


@pytest.mark.parametrize("name", ["--output=FILE", "-oFILE", "--remote=FOLDER", "--list", "HEAD --", "", "a\nb", "HEAD^{tree}", "x" * 5000])
def test_git_sees_no_options_in_the_name_of_a_revision(name: str, spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "spec")
    git(tmp_path, "commit", "-qm", "All")
    (tmp_path / "FILE").write_text("kept", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = run(spec, "diff", f"git:{name}", "1.0")
    assert result.exit_code == 2
    assert "There is no revision" in result.output
    assert len(result.output) < 1000
    assert (tmp_path / "FILE").read_text(encoding="utf-8") == "kept"


def test_attributes_do_not_change_what_is_compared(spec: Path, tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("glossary.yaml export-ignore\nscope.yaml export-subst\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "All")
    result = run(spec, "diff", "git:HEAD:1.0", "1.0")
    assert (result.exit_code, "0 changes" in result.output or "no changes" in result.output.lower()) == (0, True), result.output


@pytest.mark.parametrize("name", ["code-lists/con.yaml", "items/nul.yaml", "rules/com1.yaml", "tables/aux.yaml"])
def test_no_file_has_a_name_that_windows_keeps(name: str) -> None:
    texts = texts_of(LIBRARY)
    texts[name] = texts["code-lists/movement.yaml"]
    _, findings = read_texts(texts)
    assert ("file-name", "Windows cannot have a file of this name.") in [(finding.check, finding.message) for finding in findings]


def test_a_message_quotes_little(spec: Path) -> None:
    path = spec / "1.0" / "specification.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("status: released", f"status: '{'long ' * 10_000}'"), encoding="utf-8")
    output = run(spec, "check").output
    assert "is not an allowed value here" in output
    assert len(output) < 3000


@needs_links
def test_a_loop_of_links_is_no_file(spec: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("b.csv")
    (tmp_path / "b.csv").symlink_to("a.csv")
    for arguments in (["validate", "a.csv"], ["export", "a.csv", "--to", "x.csv"], ["usage", "a.csv"], ["diff", "a.csv", "1.0"]):
        command = [argument if not argument.endswith(".csv") else str(tmp_path / argument) for argument in arguments]
        assert run(spec, *command).exit_code == 2


@pytest.mark.slow
@needs_links
def test_names_of_files_forge_no_lines_of_a_log(spec: Path, tmp_path: Path) -> None:
    """Windows has no such names, and the names of what a build would remove may be anybody's."""
    forged = "a\n::error title=x::forged"
    (tmp_path / f"{forged}.sql").write_text("SELECT 1 FROM t WHERE movement = 'Lend\x1b[31m'", encoding="utf-8")
    assert run(spec, "build", "--to", str(tmp_path / "out")).exit_code == 0
    built = tmp_path / "out" / "1.0" / "csv" / "README.md"
    built.write_text(f"{built.read_text(encoding='utf-8')}\n::error title=x::forged\x1b[31m\n", encoding="utf-8")
    for arguments in (
        ["usage", f"{tmp_path}/{forged}.sql"],
        ["validate", f"{tmp_path}/{forged}.csv"],
        ["build", "--check", "--to", str(tmp_path / "out")],
    ):
        output = run(spec, *arguments).output
        assert "forged" in output
        assert "\x1b" not in output
        assert not [line for line in output.splitlines() if line.lstrip().startswith("::") or "::error" in line]
