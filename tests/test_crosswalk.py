"""The crosswalk of two versions: every allowed value, and what happens to it."""

import csv
import io

import pytest

from cldspec_generators.reports.changes.crosswalk import crosswalk, crosswalk_file
from library_versions import comparison, library_with


def test_the_crosswalk_has_each_value() -> None:
    compared = comparison(library_with(), library_with("value renamed", "value removed and another added", "item added with a list"))
    heading, *rows = crosswalk(compared)
    assert heading[:5] == ["List", "Items", "Old value", "New value", "What happened"]
    assert "suggestion" in heading[5]
    assert rows == [
        ["movement", "movement", "Lent", "Lent", "kept", ""],
        ["movement", "movement", "lent out", "Lent", "another spelling of “Lent” in 1.0", ""],
        ["movement", "movement", "Given back", "It's back; 100% -- £漢", "renamed", ""],
        ["reader-kind", "reader_kind", "Yes", "Yes", "kept", ""],
        ["reader-kind", "reader_kind", "No", "No", "kept", ""],
        ["reader-kind", "reader_kind", "007", "", "removed", "Agent 007"],
        ["reader-kind", "reader_kind", "", "Agent 007", "added", ""],
        ["wear", "wear", "", "Like new", "added with its list", ""],
        ["wear", "wear", "", "It's 100% worn", "added with its list", ""],
    ]


@pytest.mark.parametrize(
    ("edit", "row"),
    [
        ("value respelt", ["movement", "movement", "Given back", "GIVEN  Back", "respelt", ""]),
        ("value that was another spelling", ["movement", "movement", "Given back", "Returned", "respelt", ""]),
        ("list renamed", ["reader-type (was reader-kind)", "reader_kind", "007", "007", "kept", ""]),
        ("list removed", ["no list (was reader-kind)", "reader_kind", "007", "007", "kept, no longer in a list", ""]),
        ("item renamed that rules name", ["movement", "movement", "Lent", "Lent", "kept", ""]),
    ],
)
def test_the_crosswalk_says_what_happened(edit: str, row: list[str]) -> None:
    assert row in crosswalk(comparison(library_with(), library_with(edit)))


def test_the_file_has_the_crosswalk_for_excel() -> None:
    compared = comparison(library_with(), library_with("value renamed"))
    file = crosswalk_file(compared)
    assert (file.path, bool(file.about)) == ("crosswalk.csv", True)
    assert file.content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")))) == crosswalk(compared)
