"""For any text in the files, the checks return findings that say what to do, and never fail with an exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cldspec.check import check
from cldspec.load import read_texts
from conftest import LIBRARY, texts_of

pytestmark = pytest.mark.slow

TEXTS = texts_of(LIBRARY)
PIECES = sorted(
    {
        *("", " ", "\n", "\n  ", ":", ": ", "-", "- ", "[", "]", "{", "}", '"', "'", "#", "&a ", "*a", "|", ">", "%", "@", "!", "?", ","),
        *("null", "No", "007", "1.0", "always", "otherwise", "TRUE", "NOT ", "(", ")", " AND ", " OR ", " IS NULL", " IN (", " = ", " > "),
        *(
            "weeks",
            "movement",
            "moved_on",
            "fee",
            "remark",
            "in_table('kinds-with-fees')",
            "age_on(",
            "multiplier",
            "Lent",
            "D-001",
            "é",
            "\x07",
        ),
    }
)


@st.composite
def edited(draw: st.DrawFn) -> dict[str, str]:
    """Draw the made-up specification with some edits, which insert or replace a few characters of a file."""
    texts = dict(TEXTS)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(texts)))
        start = draw(st.integers(80, max(len(texts[name]), 80)))
        end = start + draw(st.sampled_from([0, 0, 1, 3, 8, 40]))
        texts[name] = texts[name][:start] + "".join(draw(st.lists(st.sampled_from(PIECES), max_size=3))) + texts[name][end:]
    return texts


@st.composite
def values_swapped(draw: st.DrawFn) -> dict[str, str]:
    """Draw the made-up specification with some values replaced by others. Most of the time its form is still right."""
    texts = dict(TEXTS)
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(texts)))
        lines = texts[name].split("\n")
        index = draw(st.integers(1, len(lines) - 1))
        key, colon, value = lines[index].partition(": ")
        others = [line.partition(": ")[2] for text in TEXTS.values() for line in text.split("\n")[1:] if ": " in line]
        if colon and value:
            lines[index] = f"{key}: {draw(st.sampled_from(others))}"
        texts[name] = "\n".join(lines)
    return texts


@settings(max_examples=600)
@given(st.one_of(edited(), values_swapped()))
def test_any_text_is_answered_with_findings(texts: dict[str, str]) -> None:
    specification, findings = read_texts(texts)
    if specification is not None:
        findings += check(specification)
    for finding in findings:
        assert finding.message
        assert finding.fix, str(finding)
        assert finding.at.line >= 1
        assert finding.at.column >= 1
