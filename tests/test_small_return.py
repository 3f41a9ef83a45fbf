"""Returns of a few rows in memory: they have the same findings as the same file has in `cldspec validate`; witnesses as such files."""

from pathlib import Path

import pytest

from change_fixtures import FOLDER, ChangeFixture
from cldspec.diff.compare import compare
from cldspec.model import Specification
from cldspec.validation.small_return import csv_text, validate_text
from cldspec.validation.validator import validate
from conftest import LIBRARY
from difference import as_file, cached_texts, read

HEADERS = ["Mark", "Movement", "Moved on", "Remark", "Reader kind", "Weeks", "Fee"]
SOUND = ["AB123", "Given back", "29/02/2020", "", "", "", ""]
FILES = {
    "sound": (HEADERS, [SOUND]),
    "capitals and identifiers as headers": (["MARK", "movement", "moved_on", " remark ", "Reader  kind", "weeks", "fee"], [SOUND]),
    "wrong cells": (HEADERS, [["ab", "Sold", "30/02/2020", "x" * 21, "Nobody", "1.5", "-1"]]),
    "a repeated row": (HEADERS, [SOUND, SOUND]),
    "blank rows": (HEADERS, [[""] * 7, SOUND, [" "] * 7]),
    "no rows": (HEADERS, []),
    "an unknown column": ([*HEADERS, "Colour"], [[*SOUND, "red"]]),
    "a missing column": (HEADERS[1:], [SOUND[1:]]),
    "a column twice": ([*HEADERS, "Remark"], [[*SOUND, "Torn"]]),
    "exchanged headers": (["Movement", "Mark", *HEADERS[2:]], [SOUND]),
    "cells with separators, quotation marks and line breaks": (HEADERS, [[*SOUND[:3], 'a;b, "c"\nd', "", "", ""]]),
}


@pytest.mark.parametrize("name", FILES)
def test_a_small_return_has_the_findings_that_validate_has(name: str, tmp_path: Path) -> None:
    text = csv_text(*FILES[name])
    library = read(cached_texts(LIBRARY))
    expected = broken_in_file(text, library, tmp_path)
    result = validate_text(text, library, "2026-11-30")
    found = {rule.id for rule in result.rules} | {finding.rule for finding in result.findings}
    covered = {f"{finding.item}.required" for finding in result.findings if finding.rule.startswith("columns.")}
    assert found - covered == expected
    assert result.conforms == validate([tmp_path / "return.csv"], library).conforms


@pytest.mark.parametrize(
    "kind", ["item-retitled-swapped", "item-retitled", "item-removed", "item-added-mandatory", "value-renamed", "obligation-tightened"]
)
def test_validate_accepts_and_refuses_the_file_of_a_witness(kind: str, tmp_path: Path) -> None:
    comparison = compare(*ChangeFixture(FOLDER / kind).versions())
    witnesses = [witness for change in comparison.changes if (witness := change.submitters.witness)]
    assert witnesses
    for witness in witnesses:
        text = as_file(witness.rows, comparison.old)
        broken_in_file(text, comparison.old, tmp_path)
        assert validate([tmp_path / "return.csv"], comparison.old).conforms
        assert not validate([tmp_path / "return.csv"], comparison.new).conforms


def test_a_header_that_now_belongs_to_another_item_gives_no_false_witness() -> None:
    """By their identifiers, rows without `late` break its obligation. In a file, the old column Remark is read as the new item."""
    texts = dict(cached_texts(LIBRARY))
    book = texts["items/book.yaml"]
    late = (
        "  - id: late\n    title: Remark\n    type: text\n    printed_type: Text\n    obligation: mandatory\n    required_when: always\n"
        "    if_blank: error\n    definition: A note.\n    guidance: Write it.\n    examples:\n      - value: Torn\n"
        "    personal_data: none\n    sources: [leaflet/loans]\n"
    )
    filled = book.replace("    obligation: voluntary", "    obligation: mandatory\n    required_when: always\n    if_blank: error")
    old = read({**texts, "items/book.yaml": filled})
    new = read({**texts, "items/book.yaml": filled.replace("title: Remark", "title: Note") + late})
    (added,) = [change for change in compare(old, new).changes if change.kind == "item-added"]
    assert added.submitters.witness is None
    assert added.submitters.verdict == "not decided"


def broken_in_file(text: str, specification: Specification, folder: Path) -> set[str]:
    """Return the rules that `cldspec validate` finds broken in a file with this text."""
    path = folder / "return.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return {rule.rule for rule in validate([path], specification).broken_rules}
