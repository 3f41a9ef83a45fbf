"""The change process, walked from a release to the correction of a version two steps later, by the commands that a maintainer runs.

Each step is a command. In between, only files are edited, as docs/next-version.md describes. The library's specification is small, so
that the whole walk takes less than a minute.
"""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from cldspec.check import check
from cldspec.commands import main
from cldspec.diff.compare import compare
from cldspec.load import load, read_texts, texts_in
from cldspec.versions.drafts import draft
from cldspec_generators.shared.sql_scripts import names_of
from conftest import LIBRARY, REAL, texts_of
from difference import END, EVERYWHERE, Edit, edited
from documents import blocks_of
from engines import Engine
from library_versions import Typed
from migrations import build

pytestmark = pytest.mark.slow

MOVEMENT = "code-lists/movement.yaml"
FIRST: tuple[Edit, ...] = (
    ("specification.yaml", "status: released", "status: draft"),
    (MOVEMENT, END, "  - value: Lost\n  - value: Missing\n  - value: Sent away\n  - value: Sold\n"),
)
"""The library as it is first released: with values to merge and to split."""
ITEM = """\
  - id: floor
    title: Floor
    type: text
    printed_type: Text
    max_length: 20
    obligation: voluntary
    definition: The floor on which the book is.
    guidance: Its number.
    examples:
      - value: "2"
    personal_data: none
    sources: [leaflet/loans]
"""
SPLIT = """\
  - value: At the binder
    was: Sent away
    was_where: remark = 'Torn'
  - value: At the fair
    was: Sent away
    was_where: remark <> 'Torn' OR remark IS NULL
"""
SECOND: tuple[Edit, ...] = (
    ("items/shelf.yaml", END, ITEM),
    ("traceability.yaml", "items: [mark, movement, moved_on]", "items: [mark, movement, moved_on, floor]"),
    (EVERYWHERE, "Given back", "Returned"),
    (MOVEMENT, "- value: Returned\n", "- value: Returned\n    was: Given back\n"),
    (MOVEMENT, "  - value: Lost\n  - value: Missing\n", "  - value: Gone\n    replaces: [Lost, Missing]\n"),
    (
        MOVEMENT,
        "  - value: Sent away\n",
        SPLIT,
    ),
    ("rules/loans.yaml", "severity: warning\n    items: [moved_on]", "severity: error\n    items: [moved_on]"),
    ("items/book.yaml", "definition: Anything else.", "definition: Anything else that the next reader must know."),
)
"""An edit of each kind: an item added, a value renamed, two merged, one split, a rule's severity, a definition."""
THIRD: tuple[Edit, ...] = (
    (EVERYWHERE, "Returned", "Back on its shelf"),
    (MOVEMENT, "- value: Back on its shelf\n", "- value: Back on its shelf\n    was: Returned\n"),
    (EVERYWHERE, "branch", "site"),
    ("items/shelf.yaml", "  - id: site\n", "  - id: site\n    was: branch\n"),
)
"""A second version that renames again: the same value, and an item."""
REQUEST = """\
# yaml-language-server: $schema=../../cldspec/load/schemas/change-request.schema.json
id: {id}
title: {title}
version: "{version}"
state: agreed
raised_by: The desk
raised_on: "2020-01-04"
reason: The readers asked for it.
touches:
{parts}burden: None. It is made up.
decision: Agreed.
agreed_by:
  - {{body: The Library, date: "2020-01-05"}}
in_force_from: "{date}"
"""
ROWS: tuple[Typed, ...] = tuple(
    {
        "mark": f"AB{number:03}",
        "movement": movement,
        "moved_on": f"{number:02}/02/2020",
        "remark": remark,
        "branch": "Hill Road",
        "reader_kind": "No" if movement == "Lent" else "",
        "weeks": "3" if movement == "Lent" else "",
        "fee": "1.50" if movement == "Lent" else "",
    }
    for number, (movement, remark) in enumerate(
        [
            ("Lent", ""),
            ("Given back", "Torn"),
            ("Lost", ""),
            ("Missing", "Worn"),
            ("Sent away", "Torn"),
            ("Sent away", ""),
            ("Sold", ""),
            ("Given back", ""),
        ],
        1,
    )
)
"""Rows of the first version, with every value that is renamed, merged or split."""
MOVED = ["Lent", "Back on its shelf", "Gone", "Gone", "At the binder", "At the fair", "Sold", "Back on its shelf"]
"""What the third version calls these movements."""


@dataclass(frozen=True)
class Walk:
    """A folder of versions, and the commands that are run on it."""

    root: Path

    @property
    def spec(self) -> Path:
        return self.root / "spec"

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run a command, which must end with this exit code; return what it prints."""
        result = CliRunner().invoke(main, ["--spec", str(self.spec), *arguments])
        assert result.exit_code == code, f"{arguments}\n{result.output}{result.exception}"
        return result.output

    def edit(self, version: str, edits: tuple[Edit, ...]) -> None:
        """Edit the files of a version, as in an editor."""
        folder = self.spec / version
        for name, text in edited(texts_in(folder)[0], edits).items():
            (folder / name).write_text(text, encoding="utf-8", newline="")

    def release(self, version: str, date: str) -> None:
        """Release a draft whose outputs are built."""
        self.run("release", version, "--date", date)
        self.commit(f"Release {version}")

    def request(self, number: int, title: str, version: str, old: str, date: str) -> None:
        """Write an agreed change request for all changes of a version."""
        changes = json.loads(self.run("diff", old, version, "--fail-on", "never", "--format", "json"))["changes"]
        parts = "".join(f"  - part: {json.dumps(part)}\n" for part in dict.fromkeys(change["part"] for change in changes))
        (self.spec / "changes").mkdir(exist_ok=True)
        text = REQUEST.format(id=f"CR-{number:03}", title=title, version=version, parts=parts, date=date)
        (self.spec / "changes" / f"CR-{number:03}.yaml").write_text(text, encoding="utf-8")

    def commit(self, message: str) -> None:
        for words in (["add", "."], ["commit", "-q", "-m", message]):
            identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false"]
            subprocess.run(["git", *identity, *words], cwd=self.root, check=True, capture_output=True)


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The folder after all steps of the walk."""
    walk = Walk(tmp_path_factory.mktemp("walk"))
    subprocess.run(["git", "init", "-q"], cwd=walk.root, check=True, capture_output=True)
    shutil.copytree(LIBRARY, walk.spec / "1.0")
    walk.edit("1.0", FIRST)
    walk.run("build", "--version", "1.0")
    walk.release("1.0", "2020-01-02")

    walk.run("new", "2.0")
    assert "no findings" in walk.run("check", "--version", "2.0")
    walk.edit("2.0", SECOND)
    assert "no findings" in walk.run("check", "--version", "2.0")
    walk.run("diff", "1.0", "2.0", code=1)
    assert "No agreed request" in walk.run("release", "2.0", "--date", "2020-02-01", code=1)
    walk.request(1, "What the shelves need", "2.0", "1.0", "2021-01-01")
    walk.run("build", "--version", "2.0")
    assert "can be released" in walk.run("release", "2.0", "--date", "2020-02-01", "--dry-run")
    walk.release("2.0", "2020-02-01")
    assert "no findings" in walk.run("check", "--all")
    walk.run("build", "--version", "2.0", "--check")

    walk.run("new", "3.0")
    walk.edit("3.0", THIRD)
    assert "no findings" in walk.run("check", "--version", "3.0")
    walk.request(2, "Names that readers use", "3.0", "2.0", "2022-01-01")
    walk.run("build", "--version", "3.0")
    walk.release("3.0", "2020-03-01")

    walk.edit("2.0", (("items/shelf.yaml", "guidance: Its number.", "guidance: Its number, without the word floor."),))
    because = ("--because", "The guidance on the floor was unclear.", "--date", "2020-04-01")
    assert "cldspec build --version 3.0" in walk.run("correct", "2.0", *because)  # its notice names the version before it
    walk.run("build", "--version", "3.0")
    walk.commit("Correct 2.0")
    return walk


def test_everything_is_sound_and_built_at_the_end(walk: Walk) -> None:
    assert "no findings" in walk.run("check", "--all")
    for version in ("2.0", "3.0"):
        walk.run("build", "--version", version, "--check")
    record = (walk.spec / "releases.yaml").read_text(encoding="utf-8")
    assert record.index('"1.0"') < record.index('"2.0"') < record.index('"3.0"')
    assert "The guidance on the floor was unclear." in record
    changelog = (walk.root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert all(f"### {version}" in changelog for version in ("1.0", "2.0", "3.0"))


def test_the_notice_says_when_what_and_instead_of_what(walk: Walk) -> None:
    notice = (walk.root / "outputs" / "2.0" / "changes" / "README.md").read_text(encoding="utf-8")
    assert "Version 2.0 applies from 1 January 2021." in notice
    assert notice.index("When it applies") < notice.index("If you submit returns") < notice.index("What does not change")
    for words in (
        "“Given back” is now called “Returned”",
        "It is a new voluntary data item in Shelf",
        "A breach is now an error. It was a warning.",
    ):
        assert words in notice


def test_two_steps_are_composed(walk: Walk) -> None:
    changes = json.loads(walk.run("diff", "1.0", "3.0", "--format", "json", code=1))["changes"]
    kinds = {(change["kind"], change["part"]) for change in changes}
    assert ("value-renamed", "value/movement/Back on its shelf") in kinds
    assert ("item-renamed", "item/site") in kinds
    assert ("item-added", "item/floor") in kinds
    assert {("value-merged", "value/movement/Gone"), ("value-split", "value/movement/Sent away")} <= kinds
    assert not {kind for kind, _ in kinds} & {"value-removed", "item-removed"}


@pytest.mark.parametrize("name", ["sqlite", "duckdb", "postgresql"])
def test_the_data_of_the_first_version_reach_the_third(name: str, walk: Walk, engine_of: Callable[[str], Engine], tmp_path: Path) -> None:
    """No row is lost, and every renamed, merged or split value is moved: in one step, and by the migrations of the two releases."""
    old, new = load(walk.spec / "1.0"), load(walk.spec / "3.0")
    walk.run("diff", "1.0", "3.0", "--fail-on", "never", "--to", str(tmp_path))
    releases = [walk.root / "outputs" / version / "changes" / f"migrate-{name}.sql" for version in ("2.0", "3.0")]
    for steps in ([tmp_path / f"migrate-{name}.sql"], releases):
        engine = engine_of(name)
        build(engine, old, ROWS)
        for script in steps:
            engine.run(script.read_text(encoding="utf-8"))
        rows = engine.query(f"SELECT mark, movement, site, floor FROM {names_of(new).rows} ORDER BY mark")
        assert rows == [(row["mark"], movement, row["branch"], None) for row, movement in zip(ROWS, MOVED, strict=True)]


def documented_edits() -> list[Edit]:
    """Return the edits that docs/next-version.md shows: the first line of each block says where the rest of it goes."""
    edits: list[Edit] = []
    for block in blocks_of("docs/next-version.md"):
        if block.info == "yaml":
            first, _, text = block.text.partition("\n")
            file, what = first.removeprefix("# spec/9.0/").split(", ", 1)
            old = END if what in {"at the end", "a new file"} else what.removeprefix("in place of ").strip('"').replace("\\n", "\n")
            edits.append((file, old, text if old == END else text.rstrip("\n")))
    return edits


def test_the_documented_edits_make_a_sound_version() -> None:
    texts = draft(texts_of(REAL), "9.0", "April 2026")
    edits = documented_edits()
    specification, findings = read_texts(edited(dict.fromkeys((file for file, _, _ in edits), "") | texts, edits))
    assert specification is not None, findings
    assert [*findings, *check(specification)] == []
    changes = compare(load(REAL), specification).changes
    assert {"item-added", "value-renamed", "severity-raised", "definition-changed"} <= {change.kind for change in changes}
