"""A list that is respelt as a whole: found and declared in one go, summed up for people, and one by one for programs."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from cldspec.commands import main
from cldspec.commands.diff_text import Details, comparison_lines
from cldspec.diff.compare import compare
from cldspec.diff.likely_renames import likely_renames
from cldspec.load import read_texts, texts_in
from cldspec.model import Specification
from cldspec.versions.catalogue import Version
from cldspec_generators.reports.changes.markdown_text import comment, markdown
from cldspec_generators.reports.changes.page import html
from cldspec_generators.reports.changes.report import report
from conftest import LIBRARY, texts_of
from many_renames import ACCOMMODATION, RESPELT, release_1, release_2, texts

SUMMARY = f"Accommodation Status: {len(RESPELT)} values respelt, none gained or lost."


def test_a_respelt_list_is_one_entry_for_people_and_every_value_is_in_it() -> None:
    comparison = compare(release_1(), release_2())
    assert {change.kind for change in comparison.changes} == {"value-renamed"}
    versions = [Version(specification, "x", None) for specification in (comparison.old, comparison.new)]
    lines = list(comparison_lines(comparison, versions[0], versions[1], Details()))
    text, page, short = markdown(comparison), html(comparison), comment(comparison)
    assert sum(SUMMARY in line for line in lines) == 1
    assert len(lines) < len(RESPELT) + 8
    assert len(report(comparison)["changes"]) == len(RESPELT)
    for written in (text, page, short):
        assert SUMMARY in written
    for written in (text, page):
        assert f"the {len(RESPELT)} new names in Accommodation Status" in written.replace("The ", "the ")
    for change in comparison.changes:
        assert any(f"“{change.before}” → “{change.after}”" in line for line in lines)
        assert f"</a>{change.before} | {change.after} |" in text
        assert f'{change.before}</td><td class="nhsuk-table__cell">{change.after}' in page
    assert text.count("Example for those who submit returns") == 1
    for anchor in {entry["anchor"] for entry in report(comparison)["changes"]}:
        assert f'id="{anchor}"' in text
        assert f'id="{anchor}"' in page


def test_what_a_respelt_list_gained_and_lost_is_counted() -> None:
    old = {**dict.fromkeys(ACCOMMODATION), "Boat": None}
    new = {now: was if was != now else None for was, now in ACCOMMODATION.items()} | {"Tent": None, "Yurt": None}
    text = markdown(compare(loaded(texts(old)), loaded(texts(new))))
    assert f"{len(RESPELT)} values respelt, 2 gained, 1 lost." in text


def test_two_renames_are_not_summed_up() -> None:
    new = dict.fromkeys(ACCOMMODATION) | {}
    pairs = {RESPELT.get(name, name) if name.startswith("Tenant") else name: name if name.startswith("Tenant") else None for name in new}
    text = markdown(compare(release_1(), loaded(texts(pairs))))
    assert "values respelt" not in text
    assert "“Tenant: Private landlord” in Accommodation Status" in text.replace("\\", "")


# Names that look renamed


def test_the_renames_of_a_respelt_list_are_found() -> None:
    found = likely_renames(release_1(), release_2(declared=False))
    assert {pair.old: pair.new for pair in found.pairs} == RESPELT
    assert found.unclear == ()


def test_what_is_declared_is_not_found_again() -> None:
    assert likely_renames(release_1(), release_2()).pairs == ()


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["Progress to assessment"], ["Progress to assessment, review or reassessment"], 1),
        (["Progress to assessment", "Progress to reassessment or review"], ["Progress to assessment, review or reassessment"], 0),
        (["Carer"], ["Unpaid carer", "Carer known by association"], 0),
        (["Under 5 hours"], ["Under 6 hours"], 0),
        (["< 5"], ["> 5"], 0),
        (["Met"], ["Not met"], 0),
        (["Discharged"], ["Moved away"], 0),
        (["Support & advice", "Advice"], ["Support and advice", "Advice only"], 2),
        (["White - Irish", "White - Roma"], ["White: Roma", "White: Irish"], 2),
        (["home"], ["HOME"], 0),
    ],
)
def test_a_pair_is_never_a_guess(old: list[str], new: list[str], pairs: int) -> None:
    found = likely_renames(loaded(texts(dict.fromkeys([*old, "Unknown"]))), loaded(texts(dict.fromkeys([*new, "Unknown"]))))
    assert len(found.pairs) == pairs


def test_items_with_the_same_definition_or_a_similar_title_are_found() -> None:
    new = texts_of(LIBRARY)
    new["items/book.yaml"] = new["items/book.yaml"].replace("id: remark", "id: note").replace("title: Remark", "title: Note")
    found = likely_renames(loaded(texts_of(LIBRARY)), loaded(new))
    assert [(pair.old, pair.new) for pair in found.pairs] == [("remark", "note")]


# Writing them


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """The released version 1.0 and the draft 1.1, in which the list is respelt and nothing is declared."""
    root = tmp_path / "spec"
    write(root / "1.0", texts(dict.fromkeys(ACCOMMODATION)))
    assert run(root, "new", "1.1").exit_code == 0
    draft = texts(dict.fromkeys(ACCOMMODATION.values()), "1.1")
    path = root / "1.1" / "code-lists" / "home.yaml"
    path.write_text(draft["code-lists/home.yaml"], encoding="utf-8", newline="\n")
    return root


def test_the_names_are_shown_and_written_once_the_user_agrees(spec: Path) -> None:
    before = texts_of(spec / "1.1")
    for answer in ("n\n", ""):
        result = run(spec, "diff", "1.0", "1.1", "--accept-renames", answer=answer)
        assert result.exit_code == 0
        assert "“Tenant - private landlord” → “Tenant: Private landlord”" in result.stdout
        assert f"Accommodation Status: {len(RESPELT)} values" in result.stdout
        assert "Nothing was written." in result.stderr
        assert texts_of(spec / "1.1") == before
    result = run(spec, "diff", "1.0", "1.1", "--accept-renames", answer="y\n")
    assert f"{len(RESPELT)} former names written in 1 file." in result.stderr
    after = texts_of(spec / "1.1")
    codes = yaml.safe_load(after["code-lists/home.yaml"])["codes"]
    assert {code["was"]: code["value"] for code in codes if "was" in code} == RESPELT
    assert {name: text for name, text in after.items() if name != "code-lists/home.yaml"} == {
        name: text for name, text in before.items() if name != "code-lists/home.yaml"
    }
    result = run(spec, "diff", "1.0", "1.1")
    assert SUMMARY in result.stdout
    again = run(spec, "diff", "1.0", "1.1", "--accept-renames", "--yes")
    assert "There is nothing to write." in again.stderr
    assert texts_of(spec / "1.1") == after


def test_comments_layout_and_line_ends_stay(spec: Path) -> None:
    path = spec / "1.1" / "code-lists" / "home.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        '  - value: "Tenant: Private landlord"', '  # Private\n  - value: "Tenant: Private landlord"   # a comment\n    label: Private'
    )
    text = text.replace('  - value: "Rough sleeper or squatting"', "  - {value: Rough sleeper or squatting, label: Rough}")
    text = text.replace(
        '  - value: "Settled mainstream housing with family or friends"',
        "  - value: >-\n      Settled mainstream housing\n      with family or friends",
    )
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    before = path.read_bytes()
    assert run(spec, "diff", "1.0", "1.1", "--accept-renames", "--yes").exit_code == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# yaml")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b"# a comment\r\n    was: Tenant - private landlord\r\n    label: Private\r\n" in after
    assert b'{value: Rough sleeper or squatting, was: "Rough sleeper / squatting", label: Rough}' in after
    assert b"with family or friends\r\n    was: Settled mainstream housing with family / friends\r\n" in after
    kept = [line for line in after.splitlines() if not line.startswith(b"    was: ")]
    assert [line.replace(b', was: "Rough sleeper / squatting"', b"") for line in kept] == before.splitlines()
    assert not read_texts(*texts_in(spec / "1.1"))[1]


def test_only_a_draft_is_edited(spec: Path) -> None:
    before = texts_of(spec / "1.0")
    result = run(spec, "diff", "1.1", "1.0", "--accept-renames", "--yes")
    assert result.exit_code == 2
    assert "Version 1.0 is released, and cannot be edited." in result.stderr
    assert texts_of(spec / "1.0") == before
    result = run(spec, "diff", "1.0", "1.1", "--yes")
    assert (result.exit_code, "--yes is only for --accept-renames" in result.stderr) == (2, True)


def test_a_former_name_is_that_of_the_version_just_before(spec: Path) -> None:
    assert run(spec, "new", "1.2", "--from", "1.1").exit_code == 0
    result = run(spec, "diff", "1.0", "1.2", "--accept-renames", "--yes")
    assert result.exit_code == 2
    assert "Run: cldspec diff 1.1 1.2 --accept-renames" in result.stderr


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = texts_of(spec / "1.1")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    result = run(spec, "diff", "1.0", "1.1", "--accept-renames", "--yes")
    assert result.exit_code == 2
    assert "cannot be written: Permission denied." in result.stderr
    assert texts_of(spec / "1.1") == before


def loaded(files: dict[str, str]) -> Specification:
    specification, findings = read_texts(files)
    assert specification is not None, findings
    return specification


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def run(spec: Path, *arguments: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--spec", str(spec), *arguments], input=answer)
