"""The crosswalk of two versions: every allowed value, and what happens to it."""

import csv
import io

import openpyxl
import pytest

from cldspec.diff.compare import compare
from cldspec_generators.reports.changes.crosswalk import crosswalk, crosswalk_file, kinds_of_change
from cldspec_generators.reports.changes.workbook import workbook
from difference import read
from library_versions import comparison, library_with
from many_renames import texts


def test_the_crosswalk_has_each_value() -> None:
    compared = comparison(library_with(), library_with("value renamed", "value removed and another added", "item added with a list"))
    heading, *rows = crosswalk(compared)
    assert heading[:5] == ["List", "Items", "Old value", "New value", "What happened"]
    assert "suggestion" in heading[5]
    assert heading[6] == "Kind of change"
    assert rows == [
        ["movement", "movement", "Lent", "Lent", "kept", "", "No change"],
        ["movement", "movement", "lent out", "Lent", "another spelling of “Lent” in 1.0", "", "Another spelling"],
        ["movement", "movement", "Given back", "It's back; 100% -- £漢", "renamed", "", "Changed"],
        ["reader-kind", "reader_kind", "Yes", "Yes", "kept", "", "No change"],
        ["reader-kind", "reader_kind", "No", "No", "kept", "", "No change"],
        ["reader-kind", "reader_kind", "007", "", "removed", "Agent 007", "Withdrawn without successor"],
        ["reader-kind", "reader_kind", "", "Agent 007", "added", "", "New"],
        ["wear", "wear", "", "Like new", "added with its list", "", "New"],
        ["wear", "wear", "", "It's 100% worn", "added with its list", "", "New"],
    ]


@pytest.mark.parametrize(
    ("edit", "row"),
    [
        ("value respelt", ["movement", "movement", "Given back", "GIVEN  Back", "respelt", "", "Changed"]),
        ("value that was another spelling", ["movement", "movement", "Given back", "Returned", "respelt", "", "Changed"]),
        ("list renamed", ["reader-type (was reader-kind)", "reader_kind", "007", "007", "kept", "", "No change"]),
        ("list removed", ["no list (was reader-kind)", "reader_kind", "007", "007", "kept, no longer in a list", "", "No change"]),
        ("item renamed that rules name", ["movement", "movement", "Lent", "Lent", "kept", "", "No change"]),
    ],
)
def test_the_crosswalk_says_what_happened(edit: str, row: list[str]) -> None:
    assert row in crosswalk(comparison(library_with(), library_with(edit)))


@pytest.mark.parametrize(
    ("pairs", "kinds"),
    [
        ([("a", "a")], ["No change"]),
        ([("Fully Met", "Fully met")], ["Changed (capitalisation only)"]),
        ([("Fully - Met", "Fully: Met")], ["Changed"]),
        ([("a  b", "a b")], ["Changed"]),
        ([("a", None), (None, "b")], ["Withdrawn without successor", "New"]),
        ([("a", "c"), ("b", "c")], ["Merged", "Merged"]),
        ([("a", "a"), ("b", "a")], ["Merged", "Merged"]),
        ([("a", "b"), ("a", "c"), ("d", "d")], ["Split", "Split", "No change"]),
    ],
)
def test_the_kind_of_change_is_in_the_words_of_the_department(pairs: list[tuple[str | None, str | None]], kinds: list[str]) -> None:
    assert kinds_of_change(pairs) == kinds


def test_merges_and_splits_are_in_the_crosswalk_and_side_by_side() -> None:
    new_codes = (
        '  - value: "Boat or raft"\n    replaces: [Boat, Raft]\n'
        "  - value: Tent\n    was: Camp\n    was_where: movement = 'Lent'\n"
        "  - value: Hut\n    was: Camp\n    was_by_decision: true\n"
        "  - value: Own Home\n  - value: Unknown\n  - value: Cave\n"
    )
    old = texts(dict.fromkeys(["Boat", "Raft", "Camp", "Own home", "Gone", "Unknown"]))
    new = texts({})
    new["code-lists/home.yaml"] += new_codes
    compared = compare(read(old), read(new))
    rows = [(row[2], row[3], row[4], row[6]) for row in crosswalk(compared) if row[0] == "home"]
    assert rows == [
        ("Boat", "Boat or raft", "merged", "Merged"),
        ("Raft", "Boat or raft", "merged", "Merged"),
        ("Camp", "Tent", "split: in rows where Movement is “Lent”", "Split"),
        ("Camp", "Hut", "split: decide for each row", "Split"),
        ("Own home", "Own Home", "respelt", "Changed (capitalisation only)"),
        ("Gone", "", "removed", "Withdrawn without successor"),
        ("Unknown", "Unknown", "kept", "No change"),
        ("", "Cave", "added", "New"),
    ]
    book = openpyxl.load_workbook(io.BytesIO(workbook(compared)))
    side_by_side = [(row[2] or "", row[3] or "", row[6]) for row in book["Code lists side by side"].iter_rows(min_row=2, values_only=True)]
    assert side_by_side == [
        ("Boat", "Boat or raft", "Merged"),
        ("Raft", "Boat or raft", "Merged"),
        ("Camp", "Tent", "Split"),
        ("Camp", "Hut", "Split"),
        ("Own home", "Own Home", "Changed (capitalisation only)"),
        ("Gone", "", "Withdrawn without successor"),
        ("Unknown", "Unknown", "No change"),
        ("", "Cave", "New"),
    ]


def test_the_file_has_the_crosswalk_for_excel() -> None:
    compared = comparison(library_with(), library_with("value renamed"))
    file = crosswalk_file(compared)
    assert (file.path, bool(file.about)) == ("crosswalk.csv", True)
    assert file.content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")))) == crosswalk(compared)
