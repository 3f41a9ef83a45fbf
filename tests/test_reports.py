"""The reports of a checked return: each says the same, keeps to its form, and takes texts of the data for nothing but texts."""

import csv
import io
import json
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from importlib.resources import files as files_of
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from jsonschema import Draft202012Validator
from playwright.sync_api import Page

import results
from cldspec.model import Specification
from cldspec.validation.result import BrokenRule, FileSummary, Finding, Result, Status, Validity
from cldspec_generators.reports.validation import messages, workbook_tables
from cldspec_generators.reports.validation import workbook as workbook_module
from cldspec_generators.reports.validation.finding_list import write_csv
from cldspec_generators.reports.validation.page import bar, page
from cldspec_generators.reports.validation.report import write_json
from cldspec_generators.reports.validation.terminal import line, text
from cldspec_generators.reports.validation.workbook import rule_sheet_names, write_report
from cldspec_generators.reports.validation.workbook_links import row_address
from cldspec_generators.shared.plain_text import guarded, writable
from office import XLSX, Office

KINDS: dict[str, Callable[[Specification], Result]] = {
    "nothing": results.nothing_found,
    "empty": results.empty,
    "capped": results.result,
    "every": results.every_kind,
    "many": results.many_rules,
}
pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # openpyxl does not read data bars whole
OWN_SHEETS = ["Summary", "All findings", "Data items", "Quality"]


@pytest.fixture(params=["real", "library"])
def either(request: pytest.FixtureRequest, specification: Specification, library: Specification) -> Specification:
    return specification if request.param == "real" else library


@pytest.fixture(params=[*((kind, "library") for kind in KINDS), ("nothing", "real"), ("every", "real")], ids=" of ".join)
def result(request: pytest.FixtureRequest) -> Result:
    kind, name = request.param
    specification = request.getfixturevalue("specification" if name == "real" else name)
    assert isinstance(specification, Specification)
    return KINDS[kind](specification)


def opened(result: Result, beside: Collection[str] | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(write_report, result, beside)))


def table_of(sheet: Any, first: str) -> list[tuple[Any, ...]]:
    """Return the rows below the heads of a sheet, of which one is known."""
    rows = list(sheet.iter_rows())
    start = next((place for place, row in enumerate(rows) if first in [cell.value for cell in row]), len(rows))
    return rows[start + 1 :]


def written(write: Callable[..., None], result: Result, *more: object) -> bytes:
    """Return what a report writes."""
    file = io.BytesIO()
    write(result, file, *more)
    return file.getvalue()


def report_json(result: Result) -> dict[str, Any]:
    """Return the report for programs."""
    report: dict[str, Any] = json.loads(written(write_json, result))
    return report


def read_csv(result: Result) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written(write_csv, result).decode("utf-8-sig"), newline="")))


# All of them


def test_the_same_result_gives_the_same_bytes(result: Result) -> None:
    assert all(made(result) == made(replace(result)) for made in (text, page))
    assert all(written(write, result) == written(write, replace(result)) for write in (write_json, write_csv, write_report))


@pytest.mark.slow
def test_every_report_has_the_verdict_and_the_numbers(result: Result) -> None:
    verdict = messages.verdict(result)
    shown = page(result).decode()
    assert " ".join(text(result).split()).startswith(verdict)
    assert verdict in shown
    assert opened(result)["Summary"]["A1"].value == verdict
    assert report_json(result)["conforms"] is result.conforms is ("not conform" not in verdict)
    wide = text(result, width=200)
    assert [one.rule for one in result.broken_rules if one.rule not in wide] == []


def test_every_finding_is_in_every_list(result: Result) -> None:
    rows = [(one.file, one.row, one.rule) for one in messages.sorted_findings(result)]
    assert [(one["file"], one["row"], one["rule"]) for one in report_json(result)["findings"]] == rows
    assert [(row[1], int(row[2]), writable(row[5])) for row in read_csv(result)[1:]] == rows
    sheets = opened(result)
    several = len(result.files) > 1
    listed = table_of(sheets["All findings"], "Row")
    assert [(row[1 if several else 0].value, row[-1].value) for row in listed] == [(row, rule) for _, row, rule in rows]
    assert sum(len(table_of(sheets[name], "Row")) for name in sheets.sheetnames if name not in OWN_SHEETS) == len(rows)


def test_values_are_shown_only_where_they_were_asked_for(library: Specification) -> None:
    with_values, without = results.every_kind(library), results.result(library)
    assert [cell for row in read_csv(with_values) for cell in row if "emoji" in cell]
    assert read_csv(with_values)[0] == [*read_csv(without)[0], "value"]
    assert not [one for one in report_json(without)["findings"] if "value" in one]
    assert "Value" not in text(without)
    for made in (page(without).decode(), str([row for sheet in opened(without) for row in sheet.iter_rows(values_only=True)])):
        assert not re.search(r"\bValue\b", re.sub("<style>.*?</style>", "", made, flags=re.DOTALL))
        assert messages.PRIVATE not in made
    assert messages.PRIVATE in page(with_values).decode()


def test_a_share_is_0_or_1_only_where_it_is() -> None:
    assert [messages.percent(part, 100_000) for part in (0, 1, 50_000, 99_999, 100_000)] == ["0%", "<0.1%", "50.0%", ">99.9%", "100%"]
    assert messages.percent(0, 0) == ""


def test_what_is_complete_and_valid_is_measured(library: Specification) -> None:
    """A cell that must be filled and is not is incomplete; one that is filled wrongly is not valid; they are not the same."""
    first, second, *_ = library.items
    mandatory = {Validity.VALID: 6, Validity.MISSING: 2, Validity.INVALID: 2}
    cells = {(Status.MANDATORY, validity): count for validity, count in mandatory.items()} | {(Status.APPLICABLE, Validity.BLANK): 90}
    quality = {first.id: cells, second.id: {(Status.APPLICABLE, Validity.BLANK): 100}}
    measured, blank = messages.measures(replace(results.nothing_found(library), rows=100, quality=quality))
    assert (measured.complete, measured.valid) == (0.8, 0.75)
    assert (blank.complete, blank.valid) == (None, None)
    assert [(part.name, part.left, part.width) for part in bar(measured)] == [
        ("valid", 0, 6),
        ("blank", 6, 90),
        ("missing", 96, 2),
        ("invalid", 98, 2),
    ]


def test_a_bar_shows_what_is_very_small(library: Specification) -> None:
    for measure in messages.measures(results.result(library, rows=1_000_000)):
        parts = bar(measure)
        assert all(part.width >= 1.5 for part in parts)
        assert abs(sum(part.width for part in parts) - 100) < 0.1
        assert len(parts) == sum(1 for cells in measure.by_validity.values() if cells)


def test_cells_that_are_rightly_left_blank_are_not_in_the_bar(library: Specification) -> None:
    """They are no gap: a bar of an item that few rows fill would look empty though nothing is missing."""
    first, second, *_ = library.items
    spared = (Status.NOT_APPLICABLE, Validity.BLANK)
    quality = {first.id: {(Status.APPLICABLE, Validity.VALID): 30, (Status.APPLICABLE, Validity.BLANK): 10, spared: 60}}
    quality |= {second.id: {spared: 100}}
    made = replace(results.nothing_found(library), rows=100, quality=quality)
    one, nothing = messages.measures(made)
    assert [(part.name, part.width) for part in bar(one)] == [("valid", 75), ("blank", 25)]
    assert bar(nothing) == []
    labels = re.findall(r'aria-label="[^":]+: ([^"]+)"', page(made).decode())
    said = ["Valid 30 (75.0%), blank 10 (25.0%); 60 rows must be blank and are", "100 rows must be blank and are"]
    assert [label for label in labels if "blank" in label] == said


def test_a_rule_with_two_severities_is_reported_twice(library: Specification) -> None:
    made = results.every_kind(library)
    both = [(one.severity, len(findings)) for one, findings in messages.by_rule(made) if one.rule == "columns.missing"]
    assert both == [("error", 2), ("warning", 3)]
    sheets = opened(made)
    assert [len(table_of(sheets[name], "Row")) for name in ("columns.missing", "columns.missing 2")] == [2, 3]
    assert page(made).decode().count("<code>columns.missing</code></p>") == 2


def test_what_is_not_about_rows_is_no_share_of_them(library: Specification) -> None:
    made = results.every_kind(library)
    lines = [one for one in text(made, findings_listed=0).splitlines() if re.search(r"columns\.missing|movement\.list", one)]
    assert [one.endswith("%") for one in lines] == ["columns" not in one for one in lines]
    assert len(lines) == 3
    shown = page(made).decode()
    assert [f"<p>{count} findings.</p>" in shown for count in (2, 3)] == [True, True]
    assert re.search(r"<p>\d of 200 rows \(\d\.\d%\) breaks? this rule\.</p>", shown)
    sheets = opened(made)
    assert "2 findings." in [row[0].value for row in sheets["columns.missing"].iter_rows(max_row=4)]
    shares = {row[1].value: row[4].value for row in table_of(sheets["Summary"], "Rule, with a link to its findings")}
    assert shares["Every column of the template is there"] is None
    assert sum(1 for share in shares.values() if share) >= len(made.broken_rules) - 3 - len(
        made.cumulative.changed_by_item if made.cumulative else ()
    )


# For the terminal


@pytest.mark.parametrize("width", [80, 100, 120])
def test_tables_are_no_wider_than_the_terminal(width: int, result: Result) -> None:
    summary = text(result, findings_listed=0, width=width)
    assert max(len(one) for one in summary.splitlines()) <= width
    assert "\x1b" not in text(result)
    assert "\x1b[" in text(result, colours=True)


def test_any_terminal_can_show_it(library: Specification) -> None:
    """What is ours is in signs that every code page has; what is not printed by a terminal cannot command it."""
    shown = text(results.every_kind(library), findings_listed=1000)
    assert "\\x1b[31m" in shown
    assert all(sign.isprintable() or sign == "\n" for sign in shown)
    shown.encode("utf-8")
    assert text(results.nothing_found(library)).isascii()


def test_a_finding_is_one_line(library: Specification) -> None:
    one = Finding("return.csv", 12, "movement", "movement.list", "error", "Choose\none.", "Lent", "Lnt")
    expected = "return.csv row 12, Movement [movement.list] error: Choose\\none. Suggestion: Lent Value: Lnt"
    assert line(results.result(library), one) == expected
    assert expected.removesuffix(" Value: Lnt") == line(results.result(library), replace(one, value=None))


def test_the_first_findings_are_of_as_many_rules_as_there_is_room_for(library: Specification) -> None:
    made = results.result(library)
    assert len({one.rule for one in messages.first_findings(made, 5)}) == 5
    assert {one.rule for one in messages.first_findings(made, 5)} == {one.rule for one in made.broken_rules[:5]}
    assert len(messages.first_findings(made, 10_000)) == len(made.findings)
    assert f"And {made.total - 20} more findings." in text(made)


# For programs


def test_the_report_keeps_to_its_schema(result: Result) -> None:
    schema = json.loads(files_of("cldspec_generators.reports.validation").joinpath("report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert not list(Draft202012Validator(schema).iter_errors(json.loads(json.dumps(report_json(result)))))


def test_the_numbers_of_the_report_add_up(result: Result) -> None:
    report = report_json(result)
    assert (
        report["findings_total"] == sum(one["rows"] for one in report["rules"]) == sum(one["findings"] for one in report["counts"].values())
    )
    assert report["findings_total"] == sum(one[severity] for one in report["items"] for severity in report["counts"])
    for item in {one["item"] for one in report["quality"]}:
        assert sum(one["cells"] for one in report["quality"] if one["item"] == item) == report["rows"]


# For Excel, as CSV


def test_the_csv_file_is_for_excel(library: Specification) -> None:
    content = written(write_csv, results.every_kind(library))
    assert content.startswith(b"\xef\xbb\xbfseverity,file,row,item,item id,rule,message,suggestion,value\r\n")
    assert content.endswith(b"\r\n")
    rows = read_csv(results.every_kind(library))
    assert {len(row) for row in rows} == {9}
    assert max(len(cell) for row in rows for cell in row) <= 32_767


def test_no_cell_of_the_csv_file_can_become_a_formula(library: Specification) -> None:
    cells = [cell for row in read_csv(results.every_kind(library)) for cell in row]
    risky = [cell for cell in cells if re.match("[\t\r\n]|\\s*[=+@\uff1d-]", cell)]
    assert set(risky) == {"-12.5"}
    assert {"'=cmd|' /C calc'!A0", "'\t=1+1", "'-2+3", "'\uff1d1+1", "007"} <= set(cells)
    assert [guarded(one) for one in ("-1", "+44", "1e5", "", "a=b")] == ["-1", "+44", "1e5", "", "a=b"]


# The workbook


@pytest.mark.slow
def test_no_cell_of_the_workbook_is_a_formula(either: Specification) -> None:
    cells = [cell for sheet in opened(results.every_kind(either)) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    formulas = [cell for cell in cells if str(cell.value).startswith(("=", "+", "@", "\t"))]
    assert {"=cmd|' /C calc'!A0", "@SUM(A1)"} <= {cell.value for cell in formulas}
    assert all(cell.quotePrefix for cell in formulas if cell.value in results.NASTY)
    assert max(len(str(cell.value)) for cell in cells) <= 32_767


def test_sheets_have_names_that_excel_takes() -> None:
    rules = [
        *(f"{'x' * 40}{number}" for number in range(120)),
        "Summary",
        "HISTORY",
        "a/b",
        "A?b",
        "'quoted'",
        "'",
        "gender.list",
        "[]:*?/\\",
    ]
    names = rule_sheet_names(rules)
    assert len({name.casefold() for name in names}) == len(names) == len(rules)
    assert not {name.casefold() for name in names} & {"summary", "all findings", "data items", "quality", "history"}
    assert names[rules.index("gender.list")] == "gender.list"
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")


@pytest.mark.parametrize("kind", ["every", "many"])
def test_links_within_the_workbook_lead_somewhere(kind: str, library: Specification) -> None:
    sheets = opened(KINDS[kind](library))
    links = [cell.hyperlink for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    inside = {link.location.rpartition("!")[0].strip("'").replace("''", "'") for link in links if not link.target}
    assert inside == set(sheets.sheetnames) - {"All findings", "Data items", "Quality"}


def test_a_row_is_a_number_that_leads_to_the_row(library: Specification) -> None:
    made = results.result(library)
    for row in table_of(opened(made)["All findings"], "Row"):
        file, number, link = row[0].value, row[1].value, row[1].hyperlink
        assert isinstance(number, int)
        sheet = {"return Q2.xlsx": "It''s data", "return-q1.csv": "return-q1"}[file]
        assert (link.target, link.location) == (file.replace(" ", "%20"), f"'{sheet}'!A{number}")


@pytest.mark.parametrize(
    ("name", "sheet", "begins"),
    [
        ("return.xlsx", "Data", "external:return.xlsx#'Data'!A"),
        ("return.xlsx", "A's", "external:return.xlsx#'A''s'!A"),
        (f"{'long' * 10}.CSV", None, f"external:{'long' * 10}.CSV#'{('long' * 10)[:31]}'!A"),
        ("return.parquet", None, None),
        ("return.csv.gz", None, None),
        ("return[1].csv", None, None),
        ("100%.xlsx", "Data", None),
        ("a#b.xlsx", "Data", None),
        ("x", "Data", None),
        ("\\\\server\\x.xlsx", "Data", None),
    ],
)
def test_links_lead_only_where_they_can(name: str, sheet: str | None, begins: str | None) -> None:
    assert row_address(FileSummary(name, "", 1, 1, sheet=sheet)) == begins


def test_two_files_of_one_name_get_no_links(library: Specification) -> None:
    made = results.result(library)
    twice = replace(made, files=(results.FILES[0], replace(results.FILES[0], sheet="Other")), findings=made.findings[:1])
    rows = table_of(opened(twice)["All findings"], "Row")
    assert [row[1].hyperlink for row in rows] == [None]


def test_rows_of_files_that_lie_elsewhere_are_plain_numbers(library: Specification) -> None:
    """A link leads on from the folder of the workbook: into what is not there it would lead nowhere. It is said why, once a sheet."""
    made = results.result(library)
    sheets = opened(made, beside=["return-q1.csv", "other.csv"])
    linked = {row[0].value: row[1].hyperlink is not None for row in table_of(sheets["All findings"], "Row")}
    assert linked == {"return Q2.xlsx": False, "return-q1.csv": True}
    assert all(isinstance(row[1].value, int) for row in table_of(sheets["All findings"], "Row"))
    why = "No links lead to the rows of return Q2.xlsx: links can only lead into files in the same folder as this workbook."
    for name in ("Summary", "All findings"):
        assert [cell.value for row in sheets[name].iter_rows() for cell in row].count(why) == 1
    everywhere = [str(row) for sheet in opened(made) for row in sheet.iter_rows(values_only=True)]
    assert not [row for row in everywhere if "No links lead" in row]


def test_it_is_said_why_no_links_lead_into_a_file(library: Specification) -> None:
    made = results.result(library)
    files = tuple(replace(results.FILES[1], name=f"100% {number}.csv") for number in range(8))
    rows = tuple(Finding(file.name, 2, None, "mark.format", "error", "Do it.") for file in files)
    sheet = opened(replace(made, files=files, findings=rows))["Summary"]
    said = [str(row[0].value) for row in sheet.iter_rows() if "No links lead" in str(row[0].value)]
    named = ", ".join(file.name for file in files[:5])
    assert said == [
        f"No links lead to the rows of {named} and 3 other files: links cannot lead into a file of this kind or with this name."
    ]


def test_limits_of_a_worksheet_are_kept_and_explained(library: Specification, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel takes 65,530 links and some million rows a sheet: smaller limits here, the same way."""
    monkeypatch.setattr(workbook_tables, "MAX_LINKS", 30)
    monkeypatch.setattr(workbook_module, "MAX_ROWS", 20)
    rows = [Finding("return-q1.csv", number, "mark", "mark.format", "error", "Do it.") for number in range(2, 42)]
    broken = BrokenRule("mark.format", "Mark has its form", "error", "mark", "Do it.", 50)
    made = replace(results.nothing_found(library), files=results.FILES[1:], broken_rules=(broken,), findings=tuple(rows), limit=40)
    sheets = opened(made)
    sheet, second = sheets["All findings"], sheets["All findings 2"]
    assert [row[0].value for row in table_of(second, "Row")] == [row[0].value for row in table_of(sheets["mark.format 2"], "Row")]
    assert [row[0].value for row in table_of(second, "Row")] == list(range(22, 42))
    assert "Findings 21 to 40 of 40, in the order of the rows. The others are on worksheets of their own." in str([*second.values])
    listed = table_of(sheet, "Row")
    assert len(listed) == 20
    assert sum(1 for row in listed for cell in row if cell.hyperlink) == 30
    assert [row[0].value for row in listed] == list(range(2, 22))
    above = [str(row[0].value) for row in sheet.iter_rows(max_row=4)]
    assert any("room for 30 links" in one for one in above)
    assert any("The first 40 findings for each rule are listed" in one for one in above)
    assert any("The first 40 are listed" in str(row[0].value) for row in opened(made)["mark.format"].iter_rows(max_row=6))


def test_libreoffice_opens_the_workbook(library: Specification, tmp_path: Path, office: Office) -> None:
    """Its cells hold what was written, its links lead where they did, and nothing is worked out."""
    made = results.every_kind(library)
    path = tmp_path / "report.xlsx"
    path.write_bytes(written(write_report, made))
    first = opened(made)["All findings"]
    (shown,) = office.run_steps(path, ("read", "All findings", f"A1:H{first.max_row}"))
    assert len(shown) == first.max_row
    texts = {cell for row in shown for cell in row}
    assert {"=cmd|' /C calc'!A0", "+HYPERLINK(1)", "007", "-12.5"} <= texts
    assert not [cell for cell in texts if cell.startswith(("#", "Err:"))]


def test_libreoffice_keeps_the_links_to_rows(library: Specification, tmp_path: Path, office: Office) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(written(write_report, results.result(library)))
    office.run_steps(path, ("save", XLSX, "", str(tmp_path / "again.xlsx")))
    first, again = (
        {
            (cell.coordinate, cell.value, cell.hyperlink.target, cell.hyperlink.location.replace("%20", " "))
            for row in openpyxl.load_workbook(one)["All findings"].iter_rows()
            for cell in row
            if cell.hyperlink and cell.hyperlink.target
        }
        for one in (path, tmp_path / "again.xlsx")
    )
    assert first
    assert first == again


# The page


@pytest.mark.parametrize(("kind", "width"), [("every", 1100), ("every", 320), ("nothing", 320), ("empty", 1100)])
def test_the_page_is_accessible_and_fits(kind: str, width: int, page: Page, library: Specification, tmp_path: Path) -> None:
    from cldspec_generators.reports.validation.page import page as report_page

    path = tmp_path / "report.html"
    path.write_bytes(report_page(KINDS[kind](library)))
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: asked.append(one.text))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path.as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, [one["id"] for one in found.response["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [path.as_uri()]
    links = {link.removeprefix("#") for link in re.findall(r'href="(#[^"]+)"', path.read_text(encoding="utf-8"))}
    assert all(page.evaluate("name => document.getElementById(name) !== null", link) for link in links)


def test_texts_of_the_data_are_only_texts(either: Specification) -> None:
    made = replace(results.every_kind(either), files=(replace(results.FILES[0], notes=results.NASTY[:-3]), *results.FILES[1:]))
    shown = page(made).decode()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "{{ 7 * 7 }}" in shown
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202e]", shown)


def test_the_page_has_a_bar_for_each_data_item(specification: Specification) -> None:
    shown = page(results.result(specification)).decode()
    labels = re.findall(r'<svg role="img" aria-label="([^"]+)"', shown)
    assert len(labels) == len(specification.items)
    assert labels[0] == "LA Code: Valid 196 (98.5%), missing 1 (0.5%), invalid 2 (1.0%); 1 row must be blank and is"


def test_people_are_told_in_plain_words(library: Specification) -> None:
    """No word of another subject: all that is said of the data comes from the specification."""
    made = results.every_kind(library)
    assert "year" not in str(messages.cumulative_counts(made))
    shown = re.sub("<style>.*?</style>|<[^>]+>", "", page(made).decode(), flags=re.DOTALL)
    words = str([row for sheet in opened(made) for row in sheet.iter_rows(values_only=True)])
    for one in (shown, words, text(made)):
        assert not [word for word in ("client", "council", "social care") if re.search(rf"\b{word}\b", one.casefold())]
