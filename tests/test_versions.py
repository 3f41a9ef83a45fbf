"""How a version is named, wherever one is: by number, folder or git revision."""

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from cldspec.check import load_and_check, load_checked
from cldspec.check.versions import version_files
from cldspec.commands import main
from cldspec.versions.catalogue import UnknownVersionError, previous_version, resolve_version, version_at, version_numbers
from conftest import LIBRARY


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A folder of versions, in a git repository: 1.0 released, 1.1 and 1.10 drafts."""
    spec = tmp_path / "spec"
    for number, status in (("1.0", "released"), ("1.1", "draft"), ("1.10", "draft")):
        shutil.copytree(LIBRARY, spec / number)
        path = spec / number / "specification.yaml"
        text = path.read_text(encoding="utf-8").replace('version: "1.0"', f'version: "{number}"')
        path.write_text(text.replace("status: released", f"status: {status}"), encoding="utf-8")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "First")):
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True)
    return spec


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (None, "1.0"),
        ("1.1", "1.1"),
        ("{spec}/1.1", "1.1"),
        ("{spec}", "1.10"),
        ("{spec}/..", "1.10"),
        ("git:HEAD", "1.10"),
        ("git:HEAD:1.1", "1.1"),
    ],
)
def test_each_way_to_name_a_version(spec: Path, name: str | None, number: str) -> None:
    name = name.format(spec=spec) if name else name
    files = resolve_version(spec, name)
    assert f'version: "{number}"' in files.texts["specification.yaml"]
    assert (files.folder is None) == (name or "").startswith("git:")
    assert load_checked(files).version == number
    assert version_at(spec, name).specification.version == number


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("1.2", r"There is no version 1\.2 in .*spec\. Did you mean 1\.\d+"),
        ("nowhere/1.0", "There is no version nowhere/1.0"),
        ("git:HEAD:1.2", r"There is no version 1\.2 in spec/ at HEAD"),
        ("git:HEAD~7", "There is no revision HEAD~7"),
    ],
)
def test_a_version_that_does_not_exist(spec: Path, name: str, message: str) -> None:
    with pytest.raises(UnknownVersionError, match=message):
        resolve_version(spec, name)


@pytest.fixture
def later(spec: Path) -> Path:
    """Another folder of versions, with 2.0, which names the one of the versions before it."""
    later = spec.parent / "ideas" / "spec"
    shutil.copytree(spec / "1.10", later / "2.0")
    path = later / "2.0" / "specification.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('version: "1.10"', 'version: "2.0"'), encoding="utf-8")
    (later / "releases.yaml").write_text("after: ../../spec\nreleases: []\n", encoding="utf-8")
    return later


def test_a_folder_of_versions_names_the_folder_of_those_before(spec: Path, later: Path) -> None:
    assert version_numbers(later) == ["1.0", "1.1", "1.10", "2.0"]
    assert resolve_version(later, "1.1").folder == spec / "1.1"
    assert previous_version(later, "2.0") == "1.0"
    assert version_files("2.0", spec=later.parent).folder == later / "2.0", "a folder with spec/ in it"
    assert version_numbers(spec) == ["1.0", "1.1", "1.10"]


def test_folders_of_versions_that_name_each_other(spec: Path, later: Path) -> None:
    (spec / "releases.yaml").write_text("after: ../ideas/spec\nreleases: []\n", encoding="utf-8")
    assert version_numbers(spec) == version_numbers(later) == ["1.0", "1.1", "1.10", "2.0"]


def test_commands_work_on_a_version_in_another_folder(spec: Path, later: Path) -> None:
    """Whether it is named by its folder, or its folder of versions by --spec."""
    request = "id: CR-001\ntitle: A request\n"
    (later / "changes").mkdir()
    (later / "changes" / "CR-001.yaml").write_text(request, encoding="utf-8")
    for arguments in (["--spec", str(later), "diff", "--requests"], ["--spec", str(spec), "diff", "1.0", str(later / "2.0"), "--requests"]):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 2
        assert "CR-001.yaml:1:1" in result.output, "the requests are those beside the version"
    (later / "changes" / "CR-001.yaml").unlink()
    result = CliRunner().invoke(main, ["--spec", str(spec), "build", "--version", str(later.parent), "--only", "csv"])
    assert result.exit_code == 0, result.output
    assert (later.parent / "outputs" / "2.0" / "changes" / "notice.html").is_file(), "it is compared with the release before it"


def test_the_folder_of_those_before_has_versions(later: Path) -> None:
    (later / "releases.yaml").write_text("after: ../../spek\nreleases: []\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--spec", str(later), "check"])
    assert result.exit_code == 1
    assert f"{Path('releases.yaml')}:1:8: There are no versions in ../../spek. Write the path" in result.output


def test_a_version_has_a_number_and_may_have_a_name(spec: Path) -> None:
    call_version(spec, "1.1", "Release 1")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-a", "-m", "Named"]
    subprocess.run(git, cwd=spec.parent, check=True, capture_output=True)
    for name in ("Release 1", "release  1", "git:HEAD:Release 1"):
        specification = load_checked(resolve_version(spec, name))
        assert (specification.version, specification.version_label) == ("1.1", "Release 1 (version 1.1, draft)")
    for name in ("Relaese 1", "git:HEAD:Relaese 1"):
        with pytest.raises(UnknownVersionError, match=r"There is no version Relaese 1 in .*spec.*\. Did you mean Release 1\?"):
            resolve_version(spec, name)
    call_version(spec, "1.10", "Release  1")
    with pytest.raises(UnknownVersionError, match=r"Versions 1\.1 and 1\.10 are both called Release 1\. Use the number\."):
        resolve_version(spec, "Release 1")
    for number, other in (("1.1", "1.10"), ("1.10", "1.1")):
        (finding,) = load_and_check(resolve_version(spec, number))[1]
        assert (finding.check, finding.message[:20]) == ("same-name", f"Version {other} is called"[:20])


def call_version(spec: Path, number: str, name: str) -> None:
    path = spec / number / "specification.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("status:", f"name: {name}\nstatus:"), encoding="utf-8")


def test_a_folder_without_versions(tmp_path: Path) -> None:
    with pytest.raises(UnknownVersionError, match="Name the folder of versions"):
        resolve_version(tmp_path)


def test_the_previous_version_is_a_release_where_there_is_one(spec: Path) -> None:
    assert previous_version(spec, "1.10") == "1.0"
    assert previous_version(spec, "1.1") == "1.0"
    assert previous_version(spec, "1.0") is None
    (spec / "1.0" / "specification.yaml").unlink()
    assert previous_version(spec, "1.10") == "1.1"
