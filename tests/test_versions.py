"""How a version is named, wherever one is: by number, folder or git revision."""

import shutil
import subprocess
from pathlib import Path

import pytest

from cldspec.check import load_checked
from cldspec.versions.catalogue import UnknownVersionError, previous_version, resolve_version, version_at
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
        ("git:HEAD~7", "HEAD~7 is not a revision with spec/ in it"),
    ],
)
def test_a_version_that_does_not_exist(spec: Path, name: str, message: str) -> None:
    with pytest.raises(UnknownVersionError, match=message):
        resolve_version(spec, name)


def test_a_folder_without_versions(tmp_path: Path) -> None:
    with pytest.raises(UnknownVersionError, match="Name the folder of versions"):
        resolve_version(tmp_path)


def test_the_previous_version_is_a_release_where_there_is_one(spec: Path) -> None:
    assert previous_version(spec, "1.10") == "1.0"
    assert previous_version(spec, "1.1") == "1.0"
    assert previous_version(spec, "1.0") is None
    (spec / "1.0" / "specification.yaml").unlink()
    assert previous_version(spec, "1.10") == "1.1"
