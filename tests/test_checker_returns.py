"""The page as it is published, in a real browser: it finds in files what `cldspec validate` finds, and refuses what is no return."""

import csv
import gzip
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from cldspec.model import Specification
from cldspec.rules.cells import tidy
from cldspec.validation.validator import Options, validate
from cldspec_generators import generator_of
from cldspec_generators.reports.validation import messages
from cldspec_generators.reports.validation.finding_list import write_csv
from returns import whole_return
from specifications import SPECIFICATIONS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def published(specification: Specification, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page as a file."""
    path = tmp_path_factory.mktemp("4.0") / "index.html"
    (content,) = (file.content for file in generator_of("checker")(specification) if file.path == path.name)
    assert len(content) < 1_500_000
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def faulty(specification: Specification) -> list[list[str]]:
    """Return the rows of a return in which every rule is broken, its headers first."""
    return [[item.title for item in specification.items], *(list(row.values()) for row in whole_return("4.0"))]


@pytest.fixture
def checker(published: Path, page: Page) -> Page:
    """Return the page, opened from a file."""
    page.goto(published.as_uri())
    return page


def as_csv(rows: Sequence[Sequence[str]], path: Path) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def as_workbook(rows: Sequence[Sequence[str]], path: Path) -> Path:
    """Write a workbook as people fill it in: dates are dates, one cell is an error, and there is a sheet before that has something else."""
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = "How to fill this in"
    sheet = workbook.create_sheet("Return")
    for row in rows:
        sheet.append([as_typed(cell) for cell in row])
    sheet["C5"].data_type, sheet["C5"].value = "e", "#N/A"
    workbook.save(path)
    return path


def as_typed(cell: str) -> str | datetime:
    """Return a cell as Excel stores what somebody types: a date if it is one."""
    try:
        return datetime.strptime(cell, "%d/%m/%Y")  # noqa: DTZ007 - a day, whatever the time zone
    except ValueError:
        return cell


def one_file(rows: list[list[str]], folder: Path) -> list[Path]:
    return [as_csv(rows, folder / "=1+1.csv")]


def two_files(rows: list[list[str]], folder: Path) -> list[Path]:
    """Two files, one compressed, with different headers: a column is in another place, and one is not of the template."""
    other = [[*row[1:], row[0], "" if number else "=A <script>"] for number, row in enumerate([rows[0], *rows[300:]])]
    return [as_csv(rows[:300], folder / "adults.csv"), as_csv(other, folder / "others.csv.gz")]


def workbook(rows: list[list[str]], folder: Path) -> list[Path]:
    return [as_workbook(rows, folder / "return.xlsx")]


def with_tidy_values(content: bytes) -> list[list[str]]:
    """Return the cells of a CSV file whose last column has values: `validate` leaves out some white space that the page shows."""
    return [[*row[:-1], tidy(row[-1]) or ""] for row in csv.reader(io.StringIO(content.decode(), newline=""))]


@pytest.mark.parametrize("write", [one_file, two_files, workbook])
def test_it_saves_the_findings_of_validate(
    write: Callable[[list[list[str]], Path], list[Path]],
    faulty: list[list[str]],
    checker: Page,
    tmp_path: Path,
) -> None:
    page, specification = checker, SPECIFICATIONS["4.0"]
    paths = write(faulty, tmp_path)
    page.set_input_files("#files", paths)
    page.get_by_role("button", name="Check the return").click()
    expect(page.locator("#result")).to_be_visible()
    for show_values in (False, True):
        result = validate(paths, specification, options=Options(limit=None, show_values=show_values))
        expected = io.BytesIO()
        write_csv(result, expected)
        page.set_checked("#with-values", checked=show_values)
        with page.expect_download() as download:
            page.click("#save-csv")
        content = Path(download.value.path()).read_bytes()
        if show_values:
            assert with_tidy_values(content) == with_tidy_values(expected.getvalue())
        else:
            assert content.decode() == expected.getvalue().decode()
    expect(page.locator("#verdict strong")).to_have_text(messages.verdict(result))
    assert result.total > 100


def test_it_compares_a_previous_submission_as_validate_does(faulty: list[list[str]], checker: Page, tmp_path: Path) -> None:
    """Some events vanish, some are new, and in some a cell has changed."""
    page, specification = checker, SPECIFICATIONS["4.0"]
    header, *rows = faulty
    end = header.index(specification.item_by_id["event_description"].title)
    changed = [[*row[:end], "Changed", *row[end + 1 :]] if number % 7 == 0 else row for number, row in enumerate(rows)]
    latest, earlier = as_csv([header, *changed[20:]], tmp_path / "q2.csv"), as_csv([header, *rows[:-20]], tmp_path / "q1.csv")
    page.set_input_files("#files", latest)
    page.locator("#options summary").click()
    page.set_input_files("#previous", earlier)
    page.get_by_role("button", name="Check the return").click()
    expect(page.locator("#result")).to_be_visible()
    result = validate([latest], specification, previous=[earlier], options=Options(limit=None))
    expected = io.BytesIO()
    write_csv(result, expected)
    with page.expect_download() as download:
        page.click("#save-csv")
    assert Path(download.value.path()).read_bytes().decode() == expected.getvalue().decode()
    assert result.cumulative
    assert min(result.cumulative.added, result.cumulative.changed, result.cumulative.vanished) > 0
    for count in (result.cumulative.added, result.cumulative.changed, result.cumulative.vanished):
        assert f"{count:,}" in page.inner_text("#result")


def test_what_is_no_return_is_refused_and_the_page_goes_on(faulty: list[list[str]], checker: Page, tmp_path: Path) -> None:
    refused = {
        "empty.csv": b"",
        "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        "damaged.xlsx": bytes(range(256)) * 20,
        "letter.pdf": b"%PDF-1.4\n",
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "words.txt": b"Dear all,\nplease find the <script>alert(1)</script> attached.\n",
        "damaged.csv.gz": b"\x1f\x8b\x08\x00garbage",
        "bomb.csv.gz": gzip.compress(bytes(50_000_000)),
        "wide.csv": b",".join(b"c%d" % number for number in range(100_000)),
    }
    page = checker
    logged: list[str] = []
    page.on("pageerror", lambda error: logged.append(str(error)))
    for name, content in refused.items():
        page.set_input_files("#files", {"name": name, "mimeType": "", "buffer": content})
        page.get_by_role("button", name="Check the return").click()
        expect(page.locator("#problem")).to_be_visible()
        expect(page.locator("#problem-title")).to_have_text("Nothing was checked")
        expect(page.locator("#problem-message")).to_contain_text(name)
        expect(page.locator("#problem")).not_to_contain_text("fault")
        expect(page.locator("#result")).to_be_hidden()
    path = as_csv(faulty, tmp_path / "return.csv")
    page.set_input_files("#files", path)
    path.unlink()
    page.get_by_role("button", name="Check the return").click()
    expect(page.locator("#problem-message")).to_contain_text("return.csv cannot be read: it has been moved")
    page.set_input_files("#files", as_csv(faulty, path))
    page.get_by_role("button", name="Check the return").click()
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator("#problem")).to_be_hidden()
    assert logged == []
