"""The repository keeps its promises: what the README says is so, and nothing is in it that should not be."""

import re
import subprocess
import tomllib

import pytest
import yaml

from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def tracked() -> list[str]:
    result = subprocess.run(["git", "ls-files", "-z"], check=False, capture_output=True, text=True, cwd=ROOT)
    if result.returncode:
        pytest.skip("not a git checkout: clone the repository to run this test")
    return [name for name in result.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_ci_runs_the_readme_s_commands_and_nothing_else() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in script if line and not line.startswith("#")]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "make programs", "make test"]
    assert "make build\nmake test\n" in README
    assert "`make programs`" in README


def test_no_output_may_import_another() -> None:
    contract = next(contract for contract in PROJECT["tool"]["importlinter"]["contracts"] if contract["type"] == "independence")
    assert contract["modules"] == ["cldspec_generators.outputs.*"]


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


def test_each_package_has_digests() -> None:
    """The two files are for the same packages. What has been renewed in one is to be renewed in the other."""
    plain = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    hashed = (ROOT / "constraints-hashed.txt").read_text(encoding="utf-8")
    packages = re.findall(r"^([\w.-]+==[\w.]+)(?: ;[^\n]*)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", hashed, re.MULTILINE)
    assert packages == plain, "docs/ci.md says how to renew constraints-hashed.txt"
    assert "//" not in hashed


def test_no_job_that_runs_the_code_of_a_pull_request_can_write() -> None:
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        events = workflow[True]  # how YAML reads the key on
        assert "pull_request_target" not in events
        assert workflow["permissions"] == {}
        for name, job in workflow["jobs"].items():
            steps = job["steps"]
            assert job["timeout-minutes"] <= 60, name
            checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
            assert all(step["with"]["persist-credentials"] is False for step in checkouts), name
            runs_code = checkouts or any("make" in step.get("run", "") for step in steps)
            assert not (runs_code and "write" in job["permissions"].values()), name
            assert not any("${{ github.event" in step.get("run", "") for step in steps), f"{name}: a shell would run what it contains"
