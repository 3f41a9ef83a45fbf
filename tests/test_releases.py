"""The life of a version: begun, changed by requests, compared, released, frozen."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cldspec.commands import main
from cldspec.load import read_texts
from cldspec.versions.drafts import draft, released, with_entry
from cldspec.versions.releases import digest
from conftest import LIBRARY, NEXT_DRAFT, REAL, ROOT, texts_of

pytestmark = pytest.mark.slow

REQUEST = """# yaml-language-server: $schema=../../cldspec/load/schemas/change-request.schema.json
id: CR-001
title: Remarks are longer
version: "{version}"
state: {state}
raised_by: Readers
raised_on: "2020-02-01"
reason: Twenty characters are too few.
touches:
  - part: item/remark
{more}burden: None.
"""
AGREED = """decision: Agreed.
agreed_by:
  - {body: Library, date: "2020-03-01"}
  - {body: Readers, date: "2020-03-02"}
"""


def run(spec: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--spec", str(spec), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A folder of versions whose first one may be released."""
    root = tmp_path / "spec"
    shutil.copytree(LIBRARY, root / "1.0")
    edit(root / "1.0" / "legal.yaml", "direction:\n", "direction:\n  changes_agreed_by: [Library, Readers]\n")
    return root


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def request(spec: Path, version: str = "1.1", state: str = "agreed", more: str = "", *, agreed: str = AGREED) -> None:
    (spec / "changes").mkdir(exist_ok=True)
    text = REQUEST.format(version=version, state=state, more=more) + (agreed if state == "agreed" else "")
    (spec / "changes" / "CR-001.yaml").write_text(text, encoding="utf-8", newline="")


# new


def test_a_new_version_begins_as_the_old_one_is(spec: Path) -> None:
    result = run(spec, "new", "1.1")
    assert result.exit_code == 0
    assert "is a copy of 1.0" in result.stderr
    assert run(spec, "check", "--version", "1.1").exit_code == 0
    result = run(spec, "diff", "1.0", "1.1", "--format", "json", "--fail-on", "never")
    assert [change["kind"] for change in json.loads(result.stdout)["changes"]] == ["version-changed"]


def test_a_draft_leaves_out_what_the_old_version_was() -> None:
    texts = texts_of(LIBRARY)
    texts["items/book.yaml"] = texts["items/book.yaml"].replace("  - id: remark\n", "  - id: remark\n    was: note\n")
    texts["code-lists/reader-kind.yaml"] = texts["code-lists/reader-kind.yaml"].replace('- value: "007"', '- was: agent\n    value: "007"')
    begun = draft(texts, "2.0", "March 2021")
    assert not [name for name, text in begun.items() if re.search(r"^\s*(- )?was:", text, re.MULTILINE)]
    specification, findings = read_texts(begun)
    assert not findings
    assert specification
    assert (specification.version, specification.status, specification.history[-1].version) == ("2.0", "draft", "2.0")
    assert all(begun[name] == text for name, text in texts.items() if "was:" not in text and name != "specification.yaml")


def test_a_draft_leaves_out_merges_and_splits_of_the_old_version() -> None:
    texts = texts_of(LIBRARY)
    movement = texts["code-lists/movement.yaml"]
    split = "".join(f"  - value: {new}\n    was: Gone\n    was_by_decision: true\n" for new in ("Here", "There"))
    where = "  - value: Up\n    was: Away\n    was_where: remark IS NULL\n    replaces:\n      - Left\n      - Right\n"
    begun = draft(texts | {"code-lists/movement.yaml": f"{movement}{split}{where}"}, "1.1", "May 2020")
    assert begun["code-lists/movement.yaml"] == f"{movement}  - value: Here\n  - value: There\n  - value: Up\n"


def test_a_draft_has_no_date_no_notice_and_no_number_of_another_version(spec: Path) -> None:
    header = spec / "1.0" / "specification.yaml"
    number = sum(path.read_text(encoding="utf-8").count("\n  - id: ") for path in (spec / "1.0" / "items").iterdir())
    edit(header, "title: Library Loans\n", "# DRAFT of version 1.0, for illustration only\n# What version 1.0 is\ntitle: Library Loans\n")
    edit(header, 'published: "2020-01"\n', 'published: "2020-01"\nname: Release 1\n')
    edit(header, "What libraries report of loans.", f"What libraries report of loans, in {number} data items.")
    assert run(spec, "new", "1.1").exit_code == 0
    text = (spec / "1.1" / "specification.yaml").read_text(encoding="utf-8")
    assert not re.search("^(published|name|item_counts):|DRAFT", text, re.MULTILINE)
    assert "# What version 1.1 is\n" in text
    assert "in {{ count.items }} data items." in text
    changes = json.loads(run(spec, "diff", "1.0", "1.1", "--format", "json", "--fail-on", "never").stdout)["changes"]
    assert [change["kind"] for change in changes] == ["version-changed"]
    path = spec / "1.1" / "items" / "book.yaml"
    item = path.read_text(encoding="utf-8").partition("  - id: remark")[2]
    added = re.sub("printed_type: .*\n *", "", f"  - id: remark{item}").replace("remark", "note").replace("Remark", "Note")
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8", newline="")
    edit(spec / "1.1" / "traceability.yaml", "remark", "remark, note")
    result = run(spec, "check", "--version", "1.1")
    assert result.exit_code == 0, result.output
    assert run(spec, "build", "--version", "1.1").exit_code == 0
    assert f"in {number + 1} data items." in (spec.parent / "outputs" / "1.1" / "specification" / "specification.json").read_text(
        encoding="utf-8"
    )
    edit(spec / "1.1" / "specification.yaml", "{{ count.items }}", "{{ count.itms }}")
    assert "The summary has curly brackets that stand for no number." in run(spec, "check", "--version", "1.1").stdout


def test_a_draft_of_the_real_specification() -> None:
    specification, findings = read_texts(draft(texts_of(REAL), "4.1", "January 2021"))
    assert not findings
    assert specification
    assert specification.version == "4.1"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("1.0",), "Choose another number, such as 1.1."),
        (("0.9",), "0.9 does not come after 1.0. Choose a higher number, such as 1.1."),
        (("next",), "next is not a version number"),
        (("4.01",), "4.01 is not a version number: two numbers of up to three digits, without zeros in front"),
        (("99999999999999999999.1",), "Write one such as 1.1."),
        (("2.0", "--from", "7.0"), "There is no version 7.0"),
    ],
)
def test_a_version_that_cannot_be_begun(spec: Path, arguments: tuple[str, ...], says: str) -> None:
    before = sorted(spec.rglob("*"))
    result = run(spec, "new", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert sorted(spec.rglob("*")) == before


# release


def begin(spec: Path, version: str = "1.1") -> Path:
    assert run(spec, "build", "--version", "1.0").exit_code == 0
    result = run(spec, "release", "1.0", "--date", "2020-01-02")
    assert result.exit_code == 0, result.output
    assert run(spec, "new", version).exit_code == 0
    return spec / version


def test_a_version_is_released_and_frozen(spec: Path) -> None:
    own = begin(spec, "2.0")
    edit(own / "items" / "book.yaml", "max_length: 20", "max_length: 30")
    request(spec, "2.0")
    assert run(spec, "build", "--version", "2.0").exit_code == 0
    result = run(spec, "build", "--version", "2.0", "--check")
    assert result.exit_code == 0, result.stdout
    dry = run(spec, "release", "2.0", "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, ""), dry.stdout
    result = run(spec, "release", "2.0", "--date", "2020-04-01")
    assert result.exit_code == 0, result.output
    outputs = spec.parent / "outputs" / "2.0"
    assert "Remarks are longer" in (outputs / "changes" / "README.md").read_text(encoding="utf-8")
    assert "### 2.0 (2020-04-01)" in (spec.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "status: released" in (own / "specification.yaml").read_text(encoding="utf-8")
    for command in (("check", "--all"), ("build", "--version", "2.0", "--check"), ("build", "--version", "1.0", "--check")):
        assert run(spec, *command).exit_code == 0, command
    edit(own / "items" / "book.yaml", "max_length: 30", "max_length: 31")
    checked = run(spec, "check", "--version", "2.0")
    assert checked.exit_code == 1
    assert "2.0 was released on 2020-04-01, and its files have been edited since" in checked.stdout
    again = run(spec, "release", "2.0")
    assert again.exit_code == 2
    assert "already released" in again.stderr


@pytest.mark.parametrize("obligation", ["voluntary", "mandatory"])
def test_a_version_with_a_new_item_about_what_stays_the_same_is_released(spec: Path, obligation: str) -> None:
    own = begin(spec, "2.0")
    required = "required_when: always\n    if_blank: error\n    " if obligation == "mandatory" else ""
    shelf = own / "items" / "shelf.yaml"
    item = (
        f"  - id: room\n    title: Room\n    type: text\n    printed_type: Text\n    obligation: {obligation}\n    {required}"
        "definition: A room.\n    guidance: Its name.\n    examples:\n      - value: North\n    personal_data: none\n"
        "    sources: [leaflet/loans]\n"
    )
    shelf.write_text(shelf.read_text(encoding="utf-8") + item, encoding="utf-8", newline="")
    edit(own / "traceability.yaml", "items: [mark, movement, moved_on]", "items: [mark, movement, moved_on, room]")
    request(spec, "2.0")
    edit(spec / "changes" / "CR-001.yaml", "part: item/remark", "part: item/room")
    changed = run(spec, "diff", "1.0", "2.0", "--format", "json", "--fail-on", "submitters")
    assert changed.exit_code == (1 if obligation == "mandatory" else 0)
    assert "item-added" in {change["kind"] for change in json.loads(changed.stdout)["changes"]}
    assert run(spec, "build", "--version", "2.0").exit_code == 0
    result = run(spec, "release", "2.0", "--date", "2020-04-01")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("state", "agreed", "says"),
    [
        ("proposed", "", "is only proposed, in CR-001"),
        ("rejected", "", "is in no change request"),
        ("agreed", "decision: Agreed.\nagreed_by:\n  - {body: Library, date: '2020-03-01'}\n", "is agreed, but Readers has not agreed"),
    ],
)
def test_a_change_without_an_agreed_request_is_not_released(spec: Path, state: str, agreed: str, says: str) -> None:
    own = begin(spec)
    edit(own / "items" / "book.yaml", "max_length: 20", "max_length: 30")
    request(spec, state=state, more="", agreed=agreed)
    if state == "rejected":
        path = spec / "changes" / "CR-001.yaml"
        path.write_text(path.read_text(encoding="utf-8") + "decision: No.\n", encoding="utf-8")
    result = run(spec, "release", "1.1")
    assert result.exit_code == 1
    assert says in result.stdout
    assert "is out of date: " in result.stdout
    assert "status: draft" in (own / "specification.yaml").read_text(encoding="utf-8")


def test_a_number_that_promises_less_than_breaks_is_not_released(spec: Path) -> None:
    own = begin(spec)
    edit(own / "items" / "book.yaml", "max_length: 20", "max_length: 10")
    request(spec)
    result = run(spec, "release", "1.1")
    assert result.exit_code == 1
    assert "The number 1.1 promises that nothing breaks" in result.stdout
    assert "Call the version 2.0." in result.stdout


def test_a_number_that_does_not_come_after_the_latest_release(spec: Path) -> None:
    """A draft of 1.1 was left behind when 2.0 was released; a refused number comes with one that can be taken."""
    begin(spec, "1.1")
    assert run(spec, "new", "2.0").exit_code == 0
    text = (spec / "releases.yaml").read_text(encoding="utf-8")
    (spec / "releases.yaml").write_text(f'{text}  - version: "2.0"\n    date: "2020-03-01"\n    digest: "{"0" * 64}"\n', encoding="utf-8")
    result = run(spec, "release", "1.1", "--date", "2020-04-01")
    assert result.exit_code == 1
    assert "The number 1.1 does not come after 2.0, the latest release. Call the version 2.1." in result.stdout


def test_a_number_with_a_zero_in_front_is_not_released(spec: Path) -> None:
    own = begin(spec)
    edit(own / "specification.yaml", 'version: "1.1"\nstatus', 'version: "1.01"\nstatus')
    own.rename(spec / "1.01")
    result = run(spec, "release", "1.01")
    assert result.exit_code == 1
    assert "1.01 is not a version number. Call the version 1.1." in result.stdout


@pytest.mark.parametrize(
    ("date", "says"),
    [
        ("2020-01-01", "The date 2020-01-01 is before the release of version 1.0 on 2020-01-02. Give a later one: --date"),
        ("2020-03-01", "The date 2020-03-01 is before CR-001 was agreed, on 2020-03-02. Give a later one: --date"),
    ],
)
def test_a_date_before_what_came_before_is_not_a_release(spec: Path, date: str, says: str) -> None:
    own = begin(spec)
    edit(own / "items" / "book.yaml", "max_length: 20", "max_length: 30")
    request(spec)
    result = run(spec, "release", "1.1", "--date", date)
    assert result.exit_code == 1
    assert says in result.stdout


def test_what_was_granted_cannot_be_withdrawn_after_the_release(spec: Path) -> None:
    own = begin(spec, "2.0")
    edit(own / "items" / "book.yaml", "max_length: 20", "max_length: 30")
    request(spec, "2.0")
    proposed = (spec / "changes" / "CR-001.yaml").read_text(encoding="utf-8").replace("CR-001", "CR-002").replace("agreed\n", "proposed\n")
    (spec / "changes" / "CR-002.yaml").write_text(proposed.partition("decision:")[0], encoding="utf-8")
    assert run(spec, "build", "--version", "2.0").exit_code == 0
    assert run(spec, "release", "2.0", "--date", "2020-04-01").exit_code == 0
    assert "requests: [CR-001]" in (spec / "releases.yaml").read_text(encoding="utf-8")
    path = spec / "changes" / "CR-001.yaml"
    agreed = path.read_text(encoding="utf-8")
    assert run(spec, "check", "--all").exit_code == 0
    for old, new, now in (("state: agreed", "state: withdrawn", "its state is withdrawn"), ('"2.0"', '"2.1"', "its version is 2.1")):
        path.write_text(agreed.replace(old, new), encoding="utf-8")
        result = run(spec, "check", "--all")
        assert result.exit_code == 1
        assert f"CR-001 was agreed when version 2.0 was released on 2020-04-01, but now {now}. Undo that." in result.stdout
    path.unlink()
    assert "but its file is missing" in run(spec, "check", "--all").stdout


def test_a_request_withdrawn_before_the_release_is_in_order(spec: Path) -> None:
    begin(spec)
    request(spec, version="1.2", more="")
    edit(spec / "changes" / "CR-001.yaml", "state: agreed", "state: withdrawn")
    edit(spec / "changes" / "CR-001.yaml", "decision: Agreed.\n", 'decision: Agreed.\nin_force_from: "2020-10-01"\n')
    assert run(spec, "check", "--all").exit_code == 0


def test_a_released_version_that_is_gone_is_missed(spec: Path) -> None:
    begin(spec)
    shutil.rmtree(spec / "1.0")
    result = run(spec, "check", "--all")
    assert result.exit_code == 1
    assert "Version 1.0 was released on 2020-01-02, but its folder 1.0/ is missing." in result.stdout


def test_a_new_item_that_serves_no_topic_for_a_reason_is_released(spec: Path) -> None:
    """What the check accepts, the release accepts."""
    own = begin(spec)
    path = own / "items" / "book.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text[text.index("  - id: remark") :].replace("remark", "note").replace("Remark", "Note"), encoding="utf-8")
    edit(own / "traceability.yaml", "[remark, fee]", "[remark, fee, note]")
    request(spec, more="  - part: item/note\n  - part: annex_1\n  - part: traceability\n")
    result = run(spec, "release", "1.1", "--dry-run", "--date", "2020-04-01")
    assert "serves no topic" not in result.stdout
    assert "untraced" not in result.stdout


def test_a_new_item_that_serves_no_topic_is_not_released(spec: Path) -> None:
    own = begin(spec)
    path = own / "items" / "book.yaml"
    text = path.read_text(encoding="utf-8")
    item = text[text.index("  - id: remark") :]
    path.write_text(text + item.replace("remark", "afterthought").replace("Remark", "Afterthought"), encoding="utf-8")
    request(spec, more="  - part: item/afterthought\n")
    result = run(spec, "release", "1.1")
    assert result.exit_code == 1
    assert "afterthought" in result.stdout


def test_what_is_not_sound_is_not_released(spec: Path) -> None:
    own = begin(spec)
    edit(own / "items" / "book.yaml", "max_length: 20", "max_length: long")
    result = run(spec, "release", "1.1")
    assert result.exit_code == 1
    assert re.search(r'items/book\.yaml:\d+:\d+: This must be a whole number, not "long"', result.stdout.replace("\\", "/"))


@pytest.mark.parametrize(("state", "says"), [("draft", "but its status is draft"), ("released", "")])
def test_the_status_of_a_release(spec: Path, state: str, says: str) -> None:
    begin(spec)
    path = spec / "1.0" / "specification.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("status: released", f"status: {state}"), encoding="utf-8")
    result = run(spec, "check", "--version", "1.0")
    assert (says in result.stdout) if says else result.exit_code == 0


def test_a_version_that_only_says_that_it_is_released(spec: Path) -> None:
    own = begin(spec)
    edit(own / "specification.yaml", "status: draft", "status: released")
    result = run(spec, "check", "--version", "1.1")
    assert result.exit_code == 1
    assert "is released, but releases.yaml has no entry for it" in result.stdout


def test_the_digest_does_not_depend_on_line_ends() -> None:
    texts = texts_of(LIBRARY)
    assert digest(texts) == digest({name: text.replace("\n", "\r\n") for name, text in reversed(texts.items())})
    assert digest(texts) != digest({name: f"{text}#\n" if name == "scope.yaml" else text for name, text in texts.items()})


def test_only_the_status_and_the_date_make_a_draft_a_release() -> None:
    texts = draft(texts_of(LIBRARY), "2.0", "2021")
    changed = released(texts, "2021-04-01")
    assert {name for name in texts if texts[name] != changed[name]} == {"specification.yaml"}
    back = changed["specification.yaml"].replace('status: released\npublished: "2021-04-01"\n', "status: draft\n")
    assert back == texts["specification.yaml"]


@pytest.mark.parametrize("changelog", ["", "# Changelog\n", "# Changelog\n\n## Specification\n\n### 1.0 (2020)\n\n- x\n\n## Tool\n"])
def test_the_entry_of_the_changelog(changelog: str) -> None:
    text = with_entry(changelog, "2.0", "2021", ["- y"])
    assert "## Specification\n\n### 2.0 (2021)\n\n- y\n" in text
    assert all(line in text for line in changelog.splitlines())
    assert "\n\n\n" not in text


def test_a_release_is_compared_with_the_release_before(spec: Path) -> None:
    own = begin(spec)
    edit(own / "items" / "book.yaml", "max_length: 20", "max_length: 30")
    assert run(spec, "new", "2.0").exit_code == 0
    assert "1.0 to 2.0 (draft)" in run(spec, "diff").stdout
    assert "No agreed request: item-length-loosened item/remark" in run(spec, "release", "2.0").stdout


# requests


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: CR-001", "id: CR-002", "CR-001.yaml:2:5: This file is CR-001.yaml, but its id is CR-002"),
        ("state: agreed", "state: agred", "is not an allowed value here. Did you mean agreed?"),
        ("body: Readers", "body: Reders", "Reders is not one of the bodies that must agree. Did you mean Readers?"),
        ("  - part: item/remark\n", "  - {part: item/remark, kinds: [item-langer]}\n", "There is no kind of change item-langer"),
        ("reason: Twenty characters are too few.\n", "", "The key reason is missing"),
    ],
)
def test_a_bad_request_is_found(spec: Path, old: str, new: str, says: str) -> None:
    request(spec)
    edit(spec / "changes" / "CR-001.yaml", old, new)
    result = run(spec, "check", "--version", "1.0")
    assert result.exit_code == 1
    assert says in result.stdout


def test_changes_are_set_against_requests(spec: Path) -> None:
    assert run(spec, "new", "1.1").exit_code == 0
    edit(spec / "1.1" / "items" / "book.yaml", "max_length: 20", "max_length: 30")
    edit(spec / "1.1" / "code-lists" / "movement.yaml", "  - value: Lent", "  - value: Bought\n  - value: Lent")
    request(spec, more="  - part: item/weeks\n")
    result = run(spec, "diff", "1.0", "1.1", "--requests", "--fail-on", "unexplained")
    assert result.exit_code == 1
    text = result.stdout
    assert "CR-001 Remarks are longer (agreed): 1 change" in text
    assert "Explained by no change request (1)\n  value-added value/movement/Bought" in text
    assert "Requested, but not changed (1)\n  CR-001 Remarks are longer: item/weeks" in text
    result = json.loads(run(spec, "diff", "1.0", "1.1", "--requests", "--format", "json").stdout)["requests"]
    assert result["unexplained"] == [{"kind": "value-added", "part": "value/movement/Bought"}]
    assert result["promised"] == [{"request": "CR-001", "part": "item/weeks"}]


# diff


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("breaking", 1), ("submitters", 0), ("consumers", 1), ("undecided", 1), ("any", 1), ("never", 0)],
)
def test_the_exit_code_of_diff(spec: Path, fail_on: str, code: int) -> None:
    assert run(spec, "new", "1.1").exit_code == 0
    edit(spec / "1.1" / "code-lists" / "movement.yaml", "  - value: Lent", "  - value: Bought\n  - value: Lent")
    assert run(spec, "diff", "--fail-on", fail_on).exit_code == code


def test_diff_of_what_cannot_be_read(spec: Path) -> None:
    assert run(spec, "new", "1.1").exit_code == 0
    edit(spec / "1.1" / "items" / "book.yaml", "max_length: 20", "max_length: long")
    result = run(spec, "diff", "1.0", "1.1")
    assert result.exit_code == 2
    assert "book.yaml" in result.stderr
    edit(spec / "1.1" / "items" / "book.yaml", "max_length: long", "max_length: 20")
    edit(spec / "1.1" / "rules" / "loans.yaml", "weeks * fee", "weks * fee")
    result = run(spec, "diff", "1.0", "1.1")
    assert result.exit_code == 2
    assert "weks" in result.stderr
    for old, says in (("9.9", "There is no version 9.9"), ("git:nowhere", "There is no revision nowhere")):
        result = run(spec, "diff", old, "1.0")
        assert result.exit_code == 2
        assert says in result.stderr


def test_diff_refuses_a_version_that_does_not_pass_its_checks(spec: Path) -> None:
    assert run(spec, "new", "1.1").exit_code == 0
    edit(spec / "1.1" / "items" / "book.yaml", "max_length: 20", "max_length: 10")
    edit(spec / "1.1" / "rules" / "loans.yaml", "weeks * fee", "weks * fee")
    for arguments in (("1.0", "1.1"), ("1.1", "1.0"), ("1.0", "1.1", "--format", "json"), ("1.0", "1.1", "--to", "notice")):
        result = run(spec, "diff", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert re.search(r"rules/loans\.yaml:\d+:\d+: .*weks", result.stderr)
        assert "Nothing was done" in result.stderr


def test_diff_refuses_a_former_name_that_the_version_before_does_not_have(spec: Path) -> None:
    assert run(spec, "new", "1.1").exit_code == 0
    edit(spec / "1.1" / "code-lists" / "movement.yaml", "  - value: Lent", "  - value: Bought\n    was: Bort\n  - value: Lent")
    result = run(spec, "diff", "1.0", "1.1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Bort" in result.stderr


def test_diff_lists_findings_of_style_and_goes_on(spec: Path) -> None:
    assert run(spec, "new", "1.1").exit_code == 0
    book = spec / "1.1" / "items" / "book.yaml"
    edit(book, "max_length: 20", "max_length: 10")
    book.write_text(book.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    result = run(spec, "diff", "1.0", "1.1")
    assert result.exit_code == 1
    assert "item-length-tightened item/remark" in result.stdout
    assert "book.yaml:1:1: The first line does not name this file's schema" in result.stderr
    assert "1 finding in the specification. The comparison ignores it." in result.stderr


def test_diff_against_a_revision(spec: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=spec.parent, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    result = run(spec, "diff", "git:HEAD", str(spec.parent))
    assert (result.exit_code, "0 changes" in result.stdout) == (0, True)
    edit(spec / "1.0" / "items" / "book.yaml", "max_length: 20", "max_length: 10")
    result = run(spec, "diff", "git:HEAD", str(spec.parent), "--examples")
    assert result.exit_code == 1
    assert "item-length-tightened item/remark" in result.stdout
    assert "Made-up example" in result.stdout
    assert run(spec, "diff", "git:HEAD:1.0", "1.0", "--format", "markdown").exit_code == 1


def test_what_a_change_touches_in_scripts(spec: Path, tmp_path: Path) -> None:
    assert run(spec, "new", "1.1").exit_code == 0
    edit(spec / "1.1" / "code-lists" / "movement.yaml", "  - value: Given back", "  - value: Returned\n    was: Given back")
    for file in ("items/book.yaml", "pathways.yaml", "rules/loans.yaml", "derivations/loans.yaml"):
        path = spec / "1.1" / file
        path.write_text(path.read_text(encoding="utf-8").replace("Given back", "Returned"), encoding="utf-8")
    script = tmp_path / "report.sql"
    script.write_text("SELECT *\nFROM loans\nWHERE movement = 'Given back'\n", encoding="utf-8")
    result = run(spec, "diff", "1.0", "1.1", "--usage", str(script), "--fail-on", "never")
    assert re.search(r"report\.sql:3:\d+: Given back", result.stdout), result.output
    assert run(spec, "diff", "1.0", "1.1", "--usage", str(tmp_path / "none.sql")).exit_code == 2


def test_everything_is_written_to_a_folder(spec: Path, tmp_path: Path) -> None:
    assert run(spec, "new", "1.1").exit_code == 0
    edit(spec / "1.1" / "items" / "book.yaml", "max_length: 20", "max_length: 10")
    target = tmp_path / "notice"
    assert run(spec, "diff", "1.0", "1.1", "--to", str(target), "--fail-on", "never").exit_code == 0
    names = {path.name for path in target.iterdir()}
    assert {"README.md", "notice.html", "changes.json", "changes.xlsx", "crosswalk.csv", "migrate-sqlserver.sql"} <= names


def test_the_released_version_of_this_repository_is_frozen() -> None:
    assert CliRunner().invoke(main, ["--spec", str(ROOT / "spec"), "check", "--all"]).exit_code == 0
    assert (ROOT / "spec" / "releases.yaml").is_file()


def test_the_same_question_has_the_same_answer_in_any_process() -> None:
    command = [sys.executable, "-m", "cldspec", "diff", str(REAL), str(NEXT_DRAFT), "--format", "json"]
    result = {
        subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "7")
    }
    assert len(result) == 1
    assert json.loads(result.pop())["summary"]["submitters"]["breaking"] == 4


# Change requests as sources


@pytest.fixture
def citing(spec: Path) -> Path:
    """A folder of versions with a draft in which an item and a rule have a change request as a source."""
    assert run(spec, "new", "1.1").exit_code == 0
    request(spec)
    for name in ("items", "rules"):
        path = next(path for path in sorted((spec / "1.1" / name).glob("loan*")))
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("sources: [leaflet/fees]", "sources: [leaflet/fees, change/CR-001]", 1), encoding="utf-8", newline="")
    return spec


def test_a_change_request_is_a_source(citing: Path) -> None:
    assert run(citing, "check", "--version", "1.1").output.endswith("no findings.\n")
    assert "Change requests: CR-001" in run(citing, "show", "--version", "1.1", "weeks").stdout
    outputs = citing.parent / "outputs" / "1.1"
    assert run(citing, "build", "--version", "1.1", "--only", "guidance", "--only", "rules", "--only", "excel").exit_code == 0
    for name, cited in (("guidance/markdown/traces.md", "Change requests, CR-001"), ("rules/rules.csv", "Change requests: CR-001")):
        assert cited in (outputs / name).read_text(encoding="utf-8-sig"), name
    assert "CR-001" in (outputs / "rules" / "README.md").read_text(encoding="utf-8")
    notice = (outputs / "changes" / "README.md").read_text(encoding="utf-8")
    assert "change/CR-001" in notice


def test_a_change_request_that_is_a_source_exists(citing: Path) -> None:
    (citing / "changes" / "CR-001.yaml").rename(citing / "changes" / "CR-002.yaml")
    edit(citing / "changes" / "CR-002.yaml", "id: CR-001", "id: CR-002")
    result = run(citing, "check", "--version", "1.1")
    assert result.exit_code == 1
    assert "There is no change request CR-001. Did you mean CR-002? [unknown-source]" in result.output
    assert run(citing, "build", "--version", "1.1").exit_code == 2
