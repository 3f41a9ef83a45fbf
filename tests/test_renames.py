"""What a version may say of renames: each declaration takes effect or is a finding, and no row is mapped by guess."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cldspec.check import load_and_check
from cldspec.commands import main
from cldspec.diff.compare import compare
from cldspec.diff.renames import Successor, declared_renames
from cldspec.diff.summary import summed_up
from cldspec.load import read_texts
from cldspec.model import Specification
from cldspec_generators.reports.changes.crosswalk import crosswalk
from conftest import LIBRARY, texts_of

LIST = "code-lists/movement.yaml"
GIVEN = "  - value: Given back\n    description: It stands on its shelf again.\n"


def library(number: str, codes: str = "", *, before: str = "", history: tuple[str, ...] = ()) -> Specification:
    """Return a version of the library whose list of movements has more values, and whose history has more versions."""
    specification, findings = read_texts(texts(number, codes, before=before, history=history))
    assert specification, findings
    return specification


def texts(number: str, codes: str = "", *, before: str = "", history: tuple[str, ...] = ()) -> dict[str, str]:
    made = texts_of(LIBRARY)
    made[LIST] = made[LIST].replace(GIVEN, f"{before}{GIVEN}") + codes
    first = '  - {version: "1.0", dated: January 2020, summary: First version., sources: [leaflet/loans]}\n'
    more = "".join(first.replace("1.0", each) for each in history)
    made["specification.yaml"] = (
        made["specification.yaml"]
        .replace('version: "1.0"\nstatus: released', f'version: "{number}"\nstatus: draft')
        .replace(first, first + more)
    )
    return made


def code(value: str, more: str = "") -> str:
    return f"  - value: {value}\n" + "".join(f"    {line}\n" for line in more.split("; ") if line)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "spec"


def write(folder: Path, version: str, content: dict[str, str]) -> Path:
    for name, text in content.items():
        path = folder / version / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder / version


def run(folder: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--spec", str(folder), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize(
    ("codes", "line", "says", "fix"),
    [
        pytest.param(
            code("Set aside", "was: Reservd"), 2, "There is no value Reservd in version 1.1.", "Did you mean Reserved?", id="typo"
        ),
        pytest.param(
            code("Set aside", "replaces: [Reserved, Renewd]"), 2, "no value Renewd", "Did you mean Renewed?", id="typo in a merge"
        ),
        pytest.param(
            code("Renewed", "was: Reserved"), 2, "“Renewed” was a value in version 1.1 already", "replaces: [Reserved]", id="existed"
        ),
        pytest.param(
            code("Renewed", "was: Reserved") + code("Prolonged", "was: Renewed"),
            2,
            "“Renewed” was another value",
            "nothing had",
            id="taken over",
        ),
        pytest.param(
            code("Reserved", "was: Renewed") + code("Renewed", "was: Reserved"),
            2,
            "“Reserved” and “Renewed” exchange",
            "nothing had",
            id="swap",
        ),
        pytest.param(
            code("A", "was: Reserved") + code("B", "was: Reserved"), 2, "claimed as an origin by “A” and by “B”", "was_where", id="split"
        ),
        pytest.param(
            code("A", "was: Reserved") + code("B", "replaces: [Reserved]"), 2, "by “A” and by “B”", "was_where", id="claimed twice"
        ),
        pytest.param(
            code("A", "was: Reserved; was_where: remrk IS NULL"),
            3,
            "a row of version 1.1. There is no data item remrk",
            "remark",
            id="condition",
        ),
    ],
)
def test_a_rename_that_takes_no_effect_is_a_finding(codes: str, line: int, says: str, fix: str, folder: Path) -> None:
    write(folder, "1.1", texts("1.1", code("Reserved") + code("Renewed"), history=("1.1",)))
    content = texts("1.2", codes, history=("1.1", "1.2"))
    _, findings = load_and_check(write(folder, "1.2", content))
    found = [finding for finding in findings if finding.check == "bad-rename" and says in finding.message]
    assert len(found) == 1, findings
    first = content[LIST][: content[LIST].index(codes)].count("\n")
    assert (found[0].at.file, found[0].at.line) == (LIST, first + line)
    assert fix in found[0].fix


def test_a_condition_is_only_used_on_rows_that_it_is_about(folder: Path) -> None:
    codes = code("A", "was: Reserved; was_where: nonsense(") + code("B", "was: Reserved; was_where: shelf IS NULL")
    split = declared_renames(library("1.0", code("Reserved")), library("1.1", codes)).split["movement"]["Reserved"]
    assert split == (Successor("A", None, True), Successor("B", None, True))
    _, findings = load_and_check(write(folder, "1.1", texts("1.1", codes, history=("1.1",))))
    assert [finding.at.line for finding in findings if finding.check == "bad-rename"] == [len(texts("1.1")[LIST].splitlines()) + 3]


def test_a_value_that_stays_does_not_get_the_rows_of_a_condition_that_cannot_be_used() -> None:
    old = library("1.0", code("Reserved"))
    new = library("1.1", code("Reserved") + code("A", "was: Reserved; was_where: shelf IS NULL"))
    parts = declared_renames(old, new).split["movement"]["Reserved"]
    assert parts == (Successor("A", None, True), Successor("Reserved", None, True))


def test_sound_declarations_have_no_finding(folder: Path) -> None:
    write(folder, "1.1", texts("1.1", code("Reserved") + code("Renewed") + code("Sold") + code("Lost") + code("Torn"), history=("1.1",)))
    codes = (
        code("Set aside", "was: Reserved")
        + code("Renewed", "replaces: [Sold]")
        + code("Lost for good", "was: Lost; was_where: remark IS NULL")
        + code("Lost with a remark", "was: Lost; was_where: remark IS NOT NULL")
        + code("Torn")
        + code("Torn apart", "was: Torn; was_by_decision: true")
    )
    _, findings = load_and_check(write(folder, "1.2", texts("1.2", codes, history=("1.1", "1.2"))))
    assert [finding for finding in findings if finding.check == "bad-rename"] == []


def test_without_the_version_before_only_contradictions_are_found(folder: Path) -> None:
    codes = code("Set aside", "was: Nobody knows") + code("A", "was: A")
    _, findings = load_and_check(write(folder, "1.2", texts("1.2", codes, history=("1.1", "1.2"))))
    assert [finding.message for finding in findings if finding.check == "bad-rename"] == ["“A” is named as its own origin."]


def test_two_values_of_one_origin_leave_their_rows_to_a_person() -> None:
    old, new = library("1.0", code("Reserved")), library("1.1", code("A", "was: Reserved") + code("B", "was: Reserved"))
    assert declared_renames(old, new).becomes("movement", "Reserved") == (Successor("A", None, True), Successor("B", None, True))


def test_the_crosswalk_names_every_successor() -> None:
    old = library("1.0", code("Reserved") + code("Renewed") + code("Sold"))
    codes = code("A", "was: Reserved; was_where: remark IS NULL") + code("B", "was: Reserved; was_by_decision: true")
    new = library("1.1", codes + code("C", "replaces: [Renewed, Sold]"))
    rows = [row[2:5] for row in crosswalk(compare(old, new)) if row[0] == "movement"]
    assert ["Reserved", "A", "split: in rows where Remark is blank"] in rows
    assert ["Reserved", "B", "split: decide for each row"] in rows
    assert ["Renewed", "C", "merged"] in rows
    assert ["Sold", "C", "merged"] in rows
    assert not [row for row in rows if not row[0]], "nothing is new"


# Chains


def test_renames_are_followed_through_the_versions_between() -> None:
    first = library("1.0", code("Reserved") + code("Renewed") + code("Sold") + code("Lost"))
    middle = library("1.1", code("Kept", "was: Reserved") + code("Longer", "was: Renewed") + code("Gone", "replaces: [Sold, Lost]"))
    codes = code("Set aside", "was: Kept") + code("Reserved", "was: Longer")
    codes += code("Gone for good", "was: Gone; was_where: remark IS NULL") + code("Gone", "")
    last = library("1.2", codes, history=("1.1", "1.2"))
    renames = declared_renames(first, last, [middle])
    assert renames.values == {"movement": {"Reserved": "Set aside", "Renewed": "Reserved"}}
    split = (Successor("Gone for good", None, True), Successor("Gone", None, True))
    assert renames.split["movement"]["Sold"] == split, "a later condition is about rows of the version between"
    comparison = compare(first, last, [middle])
    assert comparison.missing_versions == ()
    kinds = {change.part: change.kind for change in comparison.changes}
    assert kinds["value/movement/Set aside"] == "value-renamed"
    assert kinds["value/movement/Reserved"] == "value-exchanged"


def test_what_an_earlier_state_of_a_draft_declares_has_happened_before_both() -> None:
    """Otherwise the values would exchange their names again, and a value would be split again."""
    exchange = code("Reserved", "was: Renewed") + code("Renewed", "was: Reserved")
    again = code("Lost") + code("Torn", "was: Lost; was_where: remark IS NOT NULL")
    released, draft = library("1.0", code("Reserved") + code("Renewed") + code("Lost")), library("1.1", exchange + again)
    assert declared_renames(released, draft).values == {"movement": {"Reserved": "Renewed", "Renewed": "Reserved"}}
    assert declared_renames(released, draft).split["movement"].keys() == {"Lost"}
    assert compare(draft, draft).changes == ()
    later = library("1.1", exchange + again.replace("value: Torn", "value: Damaged"))
    renames = declared_renames(draft, later)
    assert not renames.values
    assert renames.split["movement"]["Lost"][0].value == "Damaged"
    assert declared_renames(library("1.1", code("Reserved") + code("Renewed")), library("1.1", exchange)).values, "it is new to the draft"


def test_an_exchange_over_two_versions_breaks_both_sides() -> None:
    first = library("1.0", code("Reserved") + code("Renewed"))
    middle = library("1.1", code("For now", "was: Reserved") + code("Renewed"))
    last = library("1.2", code("Renewed", "was: For now") + code("Reserved", "was: Renewed"), history=("1.1", "1.2"))
    changes = [change for change in compare(first, last, [middle]).changes if change.kind == "value-exchanged"]
    assert {change.part for change in changes} == {"value/movement/Renewed", "value/movement/Reserved"}
    assert all("breaking" == change.submitters.verdict == change.consumers.verdict for change in changes)
    assert all("meaning" in change.submitters.reason + change.consumers.reason for change in changes)


def test_a_missing_version_between_is_named(folder: Path) -> None:
    shutil.copytree(LIBRARY, folder / "1.0")
    write(folder, "1.1", texts("1.1", code("Kept"), history=("1.1",)))
    write(folder, "1.2", texts("1.2", code("Set aside", "was: Kept"), history=("1.1", "1.2")))
    followed = run(folder, "diff", "1.0", "1.2", "--fail-on", "never")
    assert followed.exit_code == 0, followed.output
    assert "1.1" not in followed.stdout
    shutil.rmtree(folder / "1.1")
    result = run(folder, "diff", "1.0", "1.2", "--fail-on", "never", "--to", str(folder / "notice"))
    assert result.exit_code == 0, result.output
    says = "Version 1.1, between the two, is not here. What it renamed cannot be followed"
    assert says in result.stdout
    notice = (folder / "notice" / "README.md").read_text(encoding="utf-8")
    assert "between the two, is not here" in notice
    assert json.loads(run(folder, "diff", "1.0", "1.2", "--format", "json").stdout)["missing_versions"] == ["1.1"]


def test_a_new_draft_copies_no_renames(folder: Path) -> None:
    codes = (
        code("A", "was: Reserved; was_where: remark IS NULL")
        + code("B", "was: Reserved; was_by_decision: true")
        + code("C", "replaces: [Sold]")
    )
    write(folder, "1.1", texts("1.1", codes, history=("1.1",)))
    assert run(folder, "new", "1.2", "--from", "1.1").exit_code == 0
    assert (folder / "1.2" / LIST).read_text(encoding="utf-8").endswith("  - value: A\n  - value: B\n  - value: C\n")


def test_a_summary_of_new_names_says_that_others_are_merged_or_split() -> None:
    old = library("1.0", "".join(map(code, ("Reserved", "Renewed", "Sold", "Lost", "Torn", "Kept"))))
    renamed = "".join(code(f"{value} now", f"was: {value}") for value in ("Reserved", "Renewed", "Sold"))
    others = code("Bad", "replaces: [Lost, Torn]") + code("Kept") + code("Kept here", "was: Kept; was_by_decision: true")
    new = library("1.1", renamed + others)
    sentences = [change.sentence for change in summed_up(compare(old, new).changes, new)]
    assert "Movement: 3 values respelt, none gained or lost, others merged and split." in sentences
