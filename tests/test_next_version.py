"""The tests survive the next version: a copy of the repository gets one, with a new item, value, rule and name, and is tested.

To save time, only the tests of the specification, the outputs, the repository and the second transcription run on the copy (see
`STRUCTURAL`). The other tests name the version that they test, or make a folder of versions of their own. To run them on such a
copy as well, set CLDSPEC_TEST_CHECKOUT.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cldspec.commands import main
from cldspec.load import load
from cldspec.versions.releases import read_releases
from conftest import CHECKOUT, REAL, ROOT, TESTS, spec_with_4_0
from difference import END, EVERYWHERE, Edit, cached_texts, edited

NEXT = "9.0"
"""The version after 4.0, the only one that the copy begins with."""
STRUCTURAL = ("test_model.py", "test_outputs.py", "test_repository.py", "test_transcription.py")
"""The modules that test the specification, the outputs and the repository itself."""
SLOW = "same_bytes or one_subject or as_it_is_generated"
"""The tests of these modules that build everything again, which the release has just done."""
NOT_COPIED = (".git", ".venv", "build", "dist", "spec", "outputs", "__pycache__", ".*_cache", ".hypothesis")
ITEM = """\
  - id: cost_review_date
    title: Cost Review Date
    type: date
    printed_type: Date
    obligation: voluntary
    definition: The date of the last review of the cost.
    guidance: Give it if it is recorded.
    examples:
      - value: 12/05/2021
    personal_data: personal
    sources: [template/costs]
"""
RULE = """\
  - id: COST-90
    title: A cost is reviewed after the service began
    severity: warning
    items: [cost_review_date, event_start_date]
    expect: cost_review_date >= event_start_date
    message: Check Cost Review Date and Event Start Date.
    examples:
      conforms:
        - {event_type: Service, event_start_date: 12/04/2021, cost_review_date: 12/05/2021}
      breaks:
        - {event_type: Service, event_start_date: 12/05/2021, cost_review_date: 12/04/2021}
    sources: [template/costs]
"""
EDITS: tuple[Edit, ...] = (
    ("items/costs.yaml", END, ITEM),
    ("traceability.yaml", "items: [unit_cost]", "items: [unit_cost, cost_review_date]"),
    ("rules/costs.yaml", END, RULE),
    ("code-lists/review-reason.yaml", END, "  - value: Unplanned - Request of the client\n"),
    (EVERYWHERE, "Fortnightly", "Every Two Weeks"),
    ("code-lists/cost-frequency.yaml", "value: Every Two Weeks\n", "value: Every Two Weeks\n    was: Fortnightly\n"),
)
REQUEST = """\
# yaml-language-server: $schema=../../cldspec/load/schemas/change-request.schema.json
id: CR-901
title: A next version
version: "{version}"
state: agreed
raised_by: The tests
raised_on: "2021-01-04"
reason: The tests must survive a next version.
touches:
{parts}burden: None. It is made up.
decision: Agreed.
agreed_by:
{bodies}"""


def run(spec: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["--spec", str(spec), *arguments])
    assert result.exit_code == 0, f"{result.output}{result.exception}"
    return result.stdout


@pytest.mark.slow
@pytest.mark.skipif(CHECKOUT is not None, reason="this is the run on the next version")
def test_the_tests_survive_the_next_version(tmp_path: Path) -> None:
    copy = tmp_path / "checkout"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
    spec = copy / "spec"
    spec_with_4_0(spec)
    shutil.copytree(ROOT / "outputs" / REAL.name, copy / "outputs" / REAL.name)
    run(spec, "new", NEXT, "--from", REAL.name)
    for name, text in edited({name: (spec / NEXT / name).read_text(encoding="utf-8") for name in cached_texts(REAL)}, EDITS).items():
        (spec / NEXT / name).write_text(text, encoding="utf-8", newline="")
    changes = json.loads(run(spec, "diff", REAL.name, NEXT, "--fail-on", "never", "--format", "json"))["changes"]
    parts = "".join(f"  - part: {part}\n" for part in dict.fromkeys(change["part"] for change in changes))
    bodies = "".join(f'  - {{body: {body}, date: "2021-02-01"}}\n' for body in load(REAL).legal.direction.changes_agreed_by)
    (spec / "changes").mkdir()
    (spec / "changes" / "CR-901.yaml").write_text(REQUEST.format(version=NEXT, parts=parts, bodies=bodies), encoding="utf-8")
    run(spec, "build", "--version", NEXT)
    last = max(release.current_date for release in read_releases(spec)[0])
    run(spec, "release", NEXT, "--date", max(last, "2021-03-01"))
    for arguments in (["init", "-q"], ["add", "."]):  # the tests of the repository ask git for its files
        subprocess.run(["git", *arguments], cwd=copy, check=True, capture_output=True)
    modules = [str(TESTS / name) for name in STRUCTURAL]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", f"not ({SLOW})", *modules]
    result = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | {"CLDSPEC_TEST_CHECKOUT": str(copy)})
    assert result.returncode == 0, result.stdout
