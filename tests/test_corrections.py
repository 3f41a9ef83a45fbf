"""Corrections of a released version: judged, explained, announced and on record."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from cldspec.commands import main
from cldspec.load import texts_in
from cldspec.versions.corrections import LayoutError, with_correction
from cldspec.versions.releases import digest, read_releases
from conftest import LIBRARY

pytestmark = pytest.mark.slow

FIRST, SECOND = "2020-02-03", "2020-03-04"
BOOK, RULES, TERMS = Path("items/book.yaml"), Path("rules/loans.yaml"), Path("glossary.yaml")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of versions, in a git repository, with one release and its outputs."""
    root = tmp_path_factory.mktemp("released")
    shutil.copytree(LIBRARY, root / "spec" / "1.0")
    header = root / "spec" / "1.0" / "specification.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace("status: released", "status: draft"), encoding="utf-8", newline="")
    assert run(root / "spec", "build", "--version", "1.0").exit_code == 0
    result = run(root / "spec", "release", "1.0", "--date", "2020-01-02")
    assert result.exit_code == 0, result.output
    git(root, "init", "-q")
    commit(root)
    return root


@pytest.fixture
def spec(released: Path, tmp_path: Path) -> Path:
    shutil.copytree(released, tmp_path / "x")
    return tmp_path / "x" / "spec"


def run(spec: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--spec", str(spec), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "As it is")


def edit(spec: Path, file: Path, old: str, new: str) -> None:
    path = spec / "1.0" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file}: {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def correct(spec: Path, *arguments: str, because: str = "it was misprinted", date: str = FIRST) -> Result:
    return run(spec, "correct", "1.0", "--because", because, "--date", date, *arguments)


def test_a_correction_is_judged_announced_and_on_record(spec: Path) -> None:
    """Then the corrected version is corrected once more: on record, each correction stays what it was."""
    before = digest(texts_in(spec / "1.0")[0])
    edit(spec, BOOK, "max_length: 20", "max_length: 10")
    checked = run(spec, "check", "--version", "1.0")
    assert checked.exit_code == 1
    assert 'cldspec correct 1.0 --because "..."' in checked.stdout
    was = contents(spec.parent)
    dry = correct(spec, "--dry-run")
    assert (dry.exit_code, contents(spec.parent)) == (0, was), dry.output
    result = correct(spec)
    assert result.exit_code == 0, result.output
    assert result.stdout == dry.stdout
    assert "Correction of version 1.0, 3 February 2020: 1 change." in result.stdout
    assert "BREAKS those who submit returns: item-length-tightened item/remark" in result.stdout
    assert "WARNING: this correction BREAKS those who submit returns, in 1 change." in result.stdout
    outputs = spec.parent / "outputs" / "1.0"
    notice = (outputs / "corrections" / FIRST / "README.md").read_text(encoding="utf-8")
    assert notice.startswith("# Library Loans: correction of version 1.0, 3 February 2020\n")
    assert "Why: It was misprinted." in notice
    assert "Take care: this correction can break what was right before, in 1 change." in notice
    about = json.loads((outputs / "corrections" / FIRST / "changes.json").read_bytes())
    assert about["correction"] == {"date": FIRST, "kind": "correction", "reason": "it was misprinted"}
    (entry,) = read_releases(spec)[0]
    (correction,) = entry.corrections
    assert (entry.digest, correction.before, correction.digest) == (before, before, digest(texts_in(spec / "1.0")[0]))
    assert (correction.date, correction.reason, correction.kind) == (FIRST, "it was misprinted", "correction")
    changelog = (spec.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"### 1.0, corrected ({FIRST})\n\n- It was misprinted.\n- **Breaks those who submit returns**: Remark" in changelog
    for page in (outputs / "guidance" / "html" / "index.html", outputs.parent / "index.html"):
        assert "Version 1.0, corrected 3 February 2020" in page.read_text(encoding="utf-8"), page
    everything_is_in_order(spec)

    commit(spec.parent)
    first = contents(outputs / "corrections" / FIRST)
    edit(spec, BOOK, "max_length: 10", "max_length: 20")
    edit(spec, TERMS, "terms:\n", "terms:\n  - {term: Fine, meaning: What is paid for a late book., sources: [leaflet/fees]}\n")
    result = correct(spec, because="The first correction was wrong.", date=SECOND)
    assert result.exit_code == 0, result.output
    assert "Correction of version 1.0, 4 March 2020: 2 changes." in result.stdout
    assert "1.0, corrected 3 February 2020" in (outputs / "corrections" / SECOND / "README.md").read_text(encoding="utf-8")
    assert contents(outputs / "corrections" / FIRST) == first
    everything_is_in_order(spec)
    corrections = read_releases(spec)[0][0].corrections
    assert [correction.before for correction in corrections] == [before, corrections[0].digest]


def test_each_change_has_a_reason(spec: Path) -> None:
    """The first entry that names a part explains its changes. Without a general reason, a change without one is refused."""
    edit(spec, BOOK, "max_length: 20", "max_length: 10")
    edit(spec, TERMS, "terms:\n", "terms:\n  - {term: Fine, meaning: What is paid for a late book., sources: [leaflet/fees]}\n")
    reasons = spec.parent / "reasons.yaml"
    edit(spec, RULES, "message: Look at the day.", "message: Check the day.")
    texts = '- {reason: Plainer words., only_wording: true, parts: ["rule/*"]}\n'
    texts += '- {reason: "The field is too short: staff cut remarks.", parts: ["item/re*", item/none]}\n'
    reasons.write_text(texts, encoding="utf-8")
    file = ("--reasons", str(reasons), "--date", FIRST)
    refused = run(spec, "correct", "1.0", *file)
    assert refused.exit_code == 2
    assert "WARNING: a reason names item/none, but no change is about it." in refused.stderr
    assert "1 changed part without a reason. Add reasons to the file, or give a general one: --because TEXT" in refused.stderr
    result = run(spec, "correct", "1.0", *file, "--because", "More terms are explained.")
    assert result.exit_code == 0, result.output
    notices = spec.parent / "outputs" / "1.0" / "corrections" / FIRST
    why = (notices / "README.md").read_text(encoding="utf-8").split("## What was corrected, and why\n")[1].split("##")[0]
    assert [line for line in why.splitlines() if line] == [
        "- The field is too short: staff cut remarks.",
        "  [Remark](#item-remark--item-length-tightened).",
        "- More terms are explained.",
        "  [Fine](#term-fine--glossary-changed).",
        "- Plainer words.",
        "  1 change.",
    ]
    text = (notices / "README.md").read_text(encoding="utf-8")
    assert "1 change only puts a text in other words. There is nothing to do about them." in text
    assert "LOAN-02" not in text.split("## What you must do")[1].split("## What does not change")[0]
    assert "What was corrected, and why" in (notices / "notice.html").read_text(encoding="utf-8")
    about = json.loads((notices / "changes.json").read_bytes())["correction"]
    assert [(entry["reason"], len(entry["changes"])) for entry in about["reasons"]] == [
        ("The field is too short: staff cut remarks.", 1),
        ("More terms are explained.", 1),
        ("Plainer words.", 1),
    ]
    assert "- The field is too short: staff cut remarks.\n" in (spec.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    (correction,) = read_releases(spec)[0][0].corrections
    assert [(reason.reason, reason.parts, reason.only_wording) for reason in correction.reasons] == [
        ("Plainer words.", ("rule/*",), True),
        ("The field is too short: staff cut remarks.", ("item/re*", "item/none"), False),
    ]
    everything_is_in_order(spec)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "cannot be read: No such file"),
        ("", "The file is empty."),
        ("- {reason: Why., part: [item/remark]}", "reasons.yaml:1:"),
        ("reason: Why.", "This must be a list"),
    ],
)
def test_reasons_that_cannot_be_read(spec: Path, text: str | None, says: str) -> None:
    edit(spec, BOOK, "max_length: 20", "max_length: 10")
    reasons = spec.parent / "reasons.yaml"
    if text is not None:
        reasons.write_text(text, encoding="utf-8")
    result = run(spec, "correct", "1.0", "--reasons", str(reasons))
    assert result.exit_code == 2
    assert says in result.output


def everything_is_in_order(spec: Path) -> None:
    for command in (("check", "--all"), ("build", "--version", "1.0", "--check")):
        result = run(spec, *command)
        assert result.exit_code == 0, result.output


def test_corrections_on_one_day_without_git_between_them(spec: Path, tmp_path: Path) -> None:
    """An addition asks nothing new of anyone; a file may be new; the version before comes from a folder where git has none."""
    shutil.copytree(spec / "1.0", tmp_path / "as released")
    edit(spec, TERMS, "terms:\n", "terms:\n  - {term: Fine, meaning: What is paid for a late book., sources: [leaflet/fees]}\n")
    result = correct(spec, "--from", str(tmp_path / "as released"), because="More was asked for.")
    assert result.exit_code == 0, result.output
    assert "Addition to version 1.0, 3 February 2020: 1 change." in result.stdout
    notices = spec.parent / "outputs" / "1.0" / "corrections"
    assert "This is an addition." in (notices / FIRST / "README.md").read_text(encoding="utf-8")
    path = spec / "1.0" / "guidance" / "02-more.md"
    path.write_text("---\ntitle: More\nsources: [leaflet/loans]\n---\n\nMore to read.\n", encoding="utf-8", newline="")
    lost = correct(spec)
    assert lost.exit_code == 2
    assert f"Version 1.0 as it was corrected on {FIRST} cannot be found: no revision in git has these files." in lost.stderr
    shutil.copytree(spec / "1.0", tmp_path / "corrected")
    (tmp_path / "corrected" / "guidance" / "02-more.md").unlink()
    result = correct(spec, "--from", str(tmp_path / "corrected"), because="A word.")
    assert result.exit_code == 0, result.output
    assert "Correction of version 1.0" in result.stdout
    assert sorted(path.name for path in notices.iterdir()) == [FIRST, f"{FIRST}-2"]
    assert [correction.added for correction in read_releases(spec)[0][0].corrections] == [(), ("guidance/02-more.md",)]
    everything_is_in_order(spec)


@pytest.mark.parametrize(
    ("old", "new", "arguments", "expected"),
    [
        ("", "", (), (2, "Version 1.0 has not been edited since 2020-01-02.")),
        ("items:\n", "# A remark for colleagues.\nitems:\n", (), (2, "Only comments or the layout differ in version 1.0")),
        ("max_length: 20", "max_length: long", (), (1, "This must be a whole number")),
        ("max_length: 20", "max_length: 10", ("--because", "  "), (2, "The reason of a correction is published.")),
        ("max_length: 20", "max_length: 10", ("--because", "a\x1b[31m"), (2, "The reason of a correction is published.")),
        (
            "max_length: 20",
            "max_length: 10",
            ("--date", "2020-01-01"),
            (2, "Version 1.0 was released on 2020-01-02. A correction cannot be"),
        ),
        ("max_length: 20", "max_length: 10", ("--date", "2020-02-30"), (2, "2020-02-30 is not a date")),
        ("max_length: 20", "max_length: 10", ("--from", "git:HEAD~9"), (2, "cannot be found")),
        ("max_length: 20", "max_length: 10", ("--from", "1.0"), (2, "1.0 is not version 1.0 as it was released on 2020-01-02.")),
    ],
)
def test_what_is_refused(spec: Path, old: str, new: str, arguments: tuple[str, ...], expected: tuple[int, str]) -> None:
    code, says = expected
    if old:
        edit(spec, BOOK, old, new)
    before = contents(spec.parent)
    result = correct(spec, *arguments)
    assert result.exit_code == code, result.output
    assert says in result.output
    assert contents(spec.parent) == before


def test_a_draft_needs_no_correction(spec: Path) -> None:
    assert run(spec, "new", "1.1").exit_code == 0
    header = spec / "1.1" / "specification.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace("draft\n", 'draft\ncorrected: "2020-02-03"\n', 1), encoding="utf-8")
    assert "Version 1.1 is a draft, which cannot have been corrected. Remove the key" in run(spec, "check", "--version", "1.1").stdout
    result = run(spec, "correct", "1.1", "--because", "Why not.")
    assert result.exit_code == 2
    assert "Version 1.1 is not released: releases.yaml has no entry for it. Edit a draft as it is" in result.stderr


@pytest.mark.parametrize(
    "entry",
    [
        '  - version: "1.0"\n    date: "2020-01-02"\n    digest: "0"',
        '  - version: "1.0"\n    date: "2020-01-02"\n    digest: "0"  # why\n  # of the next\n  - version: "2.0"\n    date: "2021-01-01"\n',
        '  - version: "1.0"\n    digest: "0"\n    requests: [CR-001, CR-002]\nafter: ../x\n',
    ],
)
def test_the_record_is_added_where_it_belongs(entry: str) -> None:
    """Twice, and whatever is around it stays."""
    text = f"# Of releases\nreleases:\n{entry}"
    first, second = ({"date": FIRST, "reason": 'A "word": #1'}, {"date": SECOND, "reason": "é", "added": ["a.md"]})
    written = with_correction(with_correction(text, "1.0", first), "1.0", second)
    data = yaml.safe_load(written)
    assert data["releases"][0].pop("corrections") == [first, second]
    assert data == yaml.safe_load(text)
    assert [line for line in entry.splitlines() if line not in written.splitlines()] == []


def test_a_record_that_is_laid_out_in_another_way_is_left_alone() -> None:
    with pytest.raises(LayoutError, match=r"releases\.yaml is not laid out as cldspec release writes it"):
        with_correction('releases:\n  - {version: "1.0", date: "2020-01-02"}\n', "1.0", {"date": FIRST})


def test_a_release_is_withdrawn_by_a_correction(spec: Path) -> None:
    assert run(spec, "new", "1.1").exit_code == 0
    edit(spec, Path("specification.yaml"), "status: released", "status: withdrawn")
    result = correct(spec, because="Version 1.1 takes its place.")
    assert result.exit_code == 0, result.output
    assert "Version 1.0 is withdrawn. Nobody may use it any more." in result.stdout
    assert "Version 1.1 is compared with 1.0." in result.stderr
    page = (spec.parent / "outputs" / "1.0" / "index.html").read_text(encoding="utf-8")
    assert "1.0 (withdrawn, corrected 3 February 2020)" in page
    assert run(spec, "check", "--all").exit_code == 0
    assert "Version 1.1" in run(spec, "check").stderr, "without a release, the draft is the latest"


def test_a_status_is_not_corrected(spec: Path) -> None:
    edit(spec, Path("specification.yaml"), "status: released", "status: draft")
    result = correct(spec)
    assert result.exit_code == 1
    assert "but its status is draft" in result.stdout


def test_nothing_is_half_written(spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(spec, BOOK, "max_length: 20", "max_length: 10")
    before = contents(spec.parent)
    write = Path.write_bytes

    def fail_at_the_record(self: Path, data: bytes) -> int:
        if self.name == ".releases.yaml.new":
            raise OSError(28, "No space left on device", os.fspath(self))
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail_at_the_record)
    result = correct(spec)
    assert result.exit_code == 2
    assert "Nothing was written. " in result.stderr
    assert contents(spec.parent) == before


def test_what_was_kept_is_not_edited(spec: Path) -> None:
    edit(spec, BOOK, "max_length: 20", "max_length: 10")
    assert correct(spec).exit_code == 0
    path = spec / "corrections" / "1.0" / FIRST / BOOK
    path.write_text(path.read_text(encoding="utf-8").replace("max_length: 20", "max_length: 30"), encoding="utf-8", newline="")
    checked = run(spec, "check", "--all")
    assert checked.exit_code == 1
    assert "changed is not kept as it was. Restore corrections/1.0/2020-02-03/, for example with git. [broken-record]" in checked.stdout
    built = run(spec, "build", "--version", "1.0")
    assert built.exit_code == 2
    assert "is not kept as it was" in built.stderr
