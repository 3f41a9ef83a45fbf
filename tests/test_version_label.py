"""What a version is called wherever it is printed: its number, its name, and whether it is a draft or corrected."""

import pytest

from cldspec.load import read_texts
from cldspec.wording import version_label
from conftest import LIBRARY, texts_of


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ({}, "5.1"),
        ({"status": "draft"}, "5.1 (draft)"),
        ({"status": "withdrawn"}, "5.1 (withdrawn)"),
        ({"corrected": "2026-12-14"}, "5.1, corrected 14 December 2026"),
        ({"status": "withdrawn", "corrected": "2026-12-14"}, "5.1 (withdrawn, corrected 14 December 2026)"),
        ({"name": "Release 1"}, "Release 1 (version 5.1)"),
        ({"name": "Release 1", "status": "draft"}, "Release 1 (version 5.1, draft)"),
        ({"name": "Release 1", "corrected": "2026-12-01"}, "Release 1 (version 5.1, corrected 1 December 2026)"),
    ],
)
def test_what_a_version_is_called(given: dict[str, str], label: str) -> None:
    assert version_label("5.1", **given) == label


@pytest.mark.parametrize(
    ("header", "label", "title"),
    [
        ("status: draft", "1.0 (draft)", "Version 1.0 (draft)"),
        ('status: released\ncorrected: "2026-12-14"', "1.0, corrected 14 December 2026", "Version 1.0, corrected 14 December 2026"),
        ("status: released\nname: Release 1", "Release 1 (version 1.0)", "Release 1 (version 1.0)"),
    ],
)
def test_a_specification_says_what_it_is_called_even_without_a_date_of_publication(header: str, label: str, title: str) -> None:
    texts = texts_of(LIBRARY)
    before, after = texts["specification.yaml"].split("status: released\n")
    texts["specification.yaml"] = f"{before}{header}\n{after.partition(chr(10))[2]}"
    specification, findings = read_texts(texts)
    assert specification is not None
    assert not findings
    assert (specification.published, specification.version_label, specification.version_title) == (None, label, title)
