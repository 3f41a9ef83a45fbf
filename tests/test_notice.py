"""The notice of changes in all its forms: every change is in each, the report keeps to its schema, the page is accessible."""

import io
import json
import re
from importlib.resources import files as files_of
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from playwright.sync_api import Page

from cldspec.diff.changes import Comparison
from cldspec.diff.compare import compare
from cldspec.load import read_texts
from cldspec_generators.reports.changes import files
from cldspec_generators.reports.changes.applies import Explanation, Explanations
from cldspec_generators.reports.changes.markdown_text import comment, markdown
from cldspec_generators.reports.changes.page import html
from cldspec_generators.reports.changes.report import report
from cldspec_generators.reports.changes.text_diff import changed_lines, compared, joined
from conftest import LIBRARY, NEXT_DRAFT, REAL, texts_of

NASTY = "=HYPERLINK(1) | `x` <script>alert(1)</script> **b**"


@pytest.fixture(scope="module")
def real() -> Comparison:
    return comparison(texts_of(REAL), texts_of(NEXT_DRAFT))


@pytest.fixture(scope="module")
def library_changes() -> Comparison:
    new = texts_of(LIBRARY)
    new["items/book.yaml"] = new["items/book.yaml"].replace("max_length: 20", "max_length: 10")
    movement = new["code-lists/movement.yaml"]
    new["code-lists/movement.yaml"] = movement.replace(
        "  - value: Lent", f"  - value: '{NASTY}'\n    description: '{NASTY}'\n  - value: Lent"
    )
    return comparison(texts_of(LIBRARY), new)


def comparison(old: dict[str, str], new: dict[str, str]) -> Comparison:
    specifications = [read_texts(texts) for texts in (old, new)]
    assert not [findings for _, findings in specifications if findings]
    (before, _), (after, _) = specifications
    assert before
    assert after
    return compare(before, after)


@pytest.mark.slow
def test_every_change_is_in_every_form(real: Comparison) -> None:
    written = report(real)
    page, text = html(real), markdown(real)
    book = openpyxl.load_workbook(io.BytesIO(next(one.content for one in files(real) if one.path == "changes.xlsx")))
    rows = list(book["Changes"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(written["changes"]) == len(real.changes)
    for change, row, entry in zip(real.changes, rows, written["changes"], strict=True):
        assert (row[0], row[3]) == (change.kind, change.sentence)
        assert f'id="{entry["anchor"]}"' in page
        assert change.kind in text
    shown = sum(1 for change in real.changes for effect in (change.submitters, change.consumers) if effect.witness)
    assert {row[0] for row in book["Examples"].iter_rows(min_row=2, values_only=True)} == set(range(1, shown + 1))
    assert {row[0] for row in book["Code lists side by side"].iter_rows(min_row=2, values_only=True)}


@pytest.mark.parametrize("which", ["real", "library_changes"])
def test_the_report_keeps_to_its_schema(which: str, request: pytest.FixtureRequest) -> None:
    schema = json.loads(files_of("cldspec_generators.reports.changes").joinpath("report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert not list(Draft202012Validator(schema).iter_errors(json.loads(json.dumps(report(request.getfixturevalue(which))))))


def test_the_bytes_are_the_same_each_time(library_changes: Comparison) -> None:
    first, second = ({one.path: one.content for one in files(library_changes)} for _ in range(2))
    assert first == second


def test_texts_of_the_specification_are_only_texts(library_changes: Comparison) -> None:
    page = html(library_changes)
    assert "<script>" not in page
    book = openpyxl.load_workbook(io.BytesIO(next(one.content for one in files(library_changes) if one.path == "changes.xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == NASTY for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "<script>" not in comment(library_changes).replace("\\<script>", "")


def test_a_comment_is_short_enough(real: Comparison) -> None:
    assert len(comment(real)) <= 60_000
    assert len(comment(real, limit=3000)) <= 3000
    assert "4.0" in comment(real)


def test_a_comment_has_every_change_while_there_is_room(real: Comparison) -> None:
    text = comment(real)
    assert not [one.kind for one in real.changes if one.kind not in text]
    assert "no room for more" not in text
    assert "no room for more" in comment(real, limit=3000)


def test_people_are_told_in_plain_words(library_changes: Comparison) -> None:
    """No word of ours for programs, and none of another subject."""
    page = re.sub("<(style|code)>.*?</\\1>|<[^>]+>", "", html(library_changes), flags=re.DOTALL)
    for text in (page, markdown(library_changes)):
        assert not [word for word in ("witness", "consumer", "client", "council", "social care") if word in text.casefold()]


def sheet_of(one: Comparison, name: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(next(made.content for made in files(one) if made.path == "changes.xlsx")))
    return list(book[name].iter_rows(min_row=2, values_only=True))


def test_code_lists_stand_side_by_side() -> None:
    """What is gone stands where it stood, only what must move has moved, and another spelling is the same value."""
    old, new = texts_of(LIBRARY), texts_of(LIBRARY)
    head, _, _ = old["code-lists/reader-kind.yaml"].partition("codes:")
    lists = {"before": ("A", "B", "Gone", "C", "D", "small"), "after": ("B", "C", "D", "A", "New", "Small")}
    for texts, values in ((old, lists["before"]), (new, lists["after"])):
        codes = "".join(f"  - value: {value}\n" for value in ("'Yes'", "'No'", "'007'", *values))
        texts["code-lists/reader-kind.yaml"] = f"{head}codes:\n{codes}"
    new["code-lists/reader-kind.yaml"] = new["code-lists/reader-kind.yaml"].replace("value: D\n", "value: D\n    description: The last.\n")
    rows = [row[2:5] for row in sheet_of(comparison(old, new), "Code lists side by side")]
    assert [tuple(cell or "" for cell in row) for row in rows] == [
        *((value, value, "unchanged") for value in ("Yes", "No", "007", "B")),
        ("Gone", "", "removed"),
        ("C", "C", "unchanged"),
        ("D", "D", "new description"),
        ("A", "A", "moved"),
        ("", "New", "new"),
        ("small", "Small", "respelt"),
    ]


def test_the_summary_says_first_what_may_break(real: Comparison) -> None:
    lines = [str(row[0]) for row in sheet_of(real, "Summary") if row[0]]
    assert "This is a draft" in lines[0]
    first, then = (lines.index(words) for words in ("Do this first, because something may break if you do not:", "Then do this:"))
    stop = next(index for index, line in enumerate(lines) if line.startswith("• Stop sending Eligible Needs Identified. It is no longer"))
    assert first < stop < then


def dated(*dates: str | None) -> tuple[Comparison, Explanations]:
    """Return a comparison of two versions of the library with some changes, and requests that give these dates for them."""
    new = texts_of(LIBRARY)
    new["items/book.yaml"] = new["items/book.yaml"].replace("max_length: 20", "max_length: 10").replace("title: Remark", "title: Note")
    new["specification.yaml"] = new["specification.yaml"].replace("frequency: yearly", "frequency: quarterly")
    made = comparison(texts_of(LIBRARY), new)
    requests = [Explanation(f"CR-00{number} (agreed)", date) for number, date in enumerate(dates, 1)]
    keys = [(change.kind, change.part) for change in made.changes]
    return made, {key: [requests[min(index, len(requests) - 1)]] for index, key in enumerate(keys)}


def in_every_form(made: Comparison, explanations: Explanations) -> dict[str, str]:
    written = {one.path: one.content for one in files(made, explanations)}
    book = openpyxl.load_workbook(io.BytesIO(written["changes.xlsx"]))
    page = re.sub(r"<[^>]+>", "", written["notice.html"].decode())
    return {
        "README.md": re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", written["README.md"].decode()).replace("\\", ""),
        "comment": comment(made, explanations),
        "notice.html": " ".join(page.split()),
        "changes.xlsx": "\n".join(str(row[0]) for row in book["Summary"].iter_rows(values_only=True) if row[0]),
        "changes.json": " ".join(one["sentence"] for one in report(made, explanations)["applies"]),
    }


@pytest.mark.parametrize(
    ("dates", "sentences"),
    [
        ((None,), ["No date is given from which version 1.0 applies."]),
        (
            ("2026-04-01",),
            [
                "Version 1.0 applies from 1 April 2026.",
                "The first return that must follow it is for the reporting period from 1 April 2026 to 30 June 2026.",
            ],
        ),
        (
            ("2026-12-15",),
            ["Version 1.0 applies from 15 December 2026. It is a day within the reporting period from 1 October 2026 to 31 December 2026."],
        ),
        (
            ("2026-01-01", "2026-04-01"),
            ["1 change applies from 1 January 2026. The first return", "changes apply from 1 April 2026. The first return"],
        ),
        (("2026-01-01", None), ["1 change applies from 1 January 2026.", "No date is given for"]),
    ],
)
def test_the_notice_says_first_from_when_it_applies(dates: tuple[str | None, ...], sentences: list[str]) -> None:
    for name, text in in_every_form(*dated(*dates)).items():
        places = [text.find(sentence) for sentence in sentences]
        assert min(places) >= 0, (name, text)
        assert places == sorted(places)
        if name in {"README.md", "notice.html", "changes.xlsx"}:
            order = [text.rfind(words) for words in ("When it applies", "If you submit returns", "What does not change")]
            assert order == sorted(order), name


def test_a_task_says_what_was_so_before_with_an_example() -> None:
    made, explanations = dated("2026-04-01")
    texts = in_every_form(made, explanations)
    for name in ("README.md", "notice.html", "changes.xlsx"):
        assert "The column header is now “Note”. It was “Remark”." in texts[name], name
        assert "The maximum length is now 10. It was 20. For example, version 1.0 (as it was) accepts" in texts[name], name
        assert "All 2 code lists have the same values." in texts[name], name


def test_texts_that_look_like_formulas_are_marked_as_texts(library_changes: Comparison) -> None:
    book = openpyxl.load_workbook(io.BytesIO(next(made.content for made in files(library_changes) if made.path == "changes.xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert cells
    assert all(cell.quotePrefix for cell in cells)


def test_a_draft_says_so(real: Comparison) -> None:
    for text in (html(real), markdown(real), comment(real)):
        assert "This is a draft" in text


TEXTS = st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=6).map(" ".join), max_size=4).map("\n".join)


@given(TEXTS, TEXTS)
def test_words_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    pieces = compared(before, after)
    assert joined(pieces, "before") == before
    assert joined(pieces, "after") == after
    assert ({piece.op for piece in pieces} <= {"keep"}) == (before == after)
    assert bool(changed_lines(pieces)) == (before != after)


@pytest.mark.parametrize("width", [1100, 320])
def test_the_page_is_accessible_and_fits(width: int, page: Page, real: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "notice.html"
    path.write_text(html(real), encoding="utf-8")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path.as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, [one["id"] for one in found.response["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [path.as_uri()]
    links = {link.removeprefix("#") for link in re.findall(r'href="(#[^"]+)"', path.read_text(encoding="utf-8"))}
    assert all(page.evaluate("name => document.getElementById(name) !== null", link) for link in links)
