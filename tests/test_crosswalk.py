"""The crosswalk of two versions: every allowed value, and what happens to it."""

import csv
import io

import pytest

from cldspec_generators.reports.changes.crosswalk import crosswalk, crosswalk_file, kinds_of_change
from library_versions import comparison, library_with


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


def test_the_file_has_the_crosswalk_for_excel() -> None:
    compared = comparison(library_with(), library_with("value renamed"))
    file = crosswalk_file(compared)
    assert (file.path, bool(file.about)) == ("crosswalk.csv", True)
    assert file.content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")))) == crosswalk(compared)
