"""Returns as they come from spreadsheets, databases and e-mails: what nobody could read is a finding where it is, and never a blank."""

import csv
import gzip
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pyarrow as pa
import pytest
import xlsxwriter
from click.testing import CliRunner
from pyarrow import parquet

from cldspec.commands import main
from cldspec.model import Cells
from cldspec.rules.cells import INVISIBLE, NO_VALUE_WORDS, SPACES
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.workbook import find_sheet
from cldspec.validation.result import Result, Validity
from cldspec.validation.suggestions import suggestion
from cldspec.validation.validator import Options, Table, validate
from cldspec.versions.later_releases import read_later_releases
from cldspec_generators.reports.validation.page import page
from cldspec_generators.reports.validation.terminal import text
from conftest import REAL, ROOT
from damage import EVENT, TITLES
from specifications import SPECIFICATIONS

SPECIFICATION = SPECIFICATIONS["4.0"]
ALL = Options(limit=None, show_values=True)


def events(*changes: Cells) -> list[list[str]]:
    """Return rows of cells: the request with a reference and a day of its own, changed as each of these says."""
    own = ({"event_reference": f"EV-{number}", "event_start_date": f"{number % 28 + 1:02}/05/2021"} for number in range(len(changes)))
    rows = [{**EVENT, **keys, **change} for keys, change in zip(own, changes, strict=True)]
    return [[row.get(item.id, "") for item in SPECIFICATION.items] for row in rows]


def saved(rows: Sequence[Sequence[str]], folder: Path, name: str = "return.csv", separator: str = ",", encoding: str = "utf-8") -> Path:
    with (folder / name).open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows([TITLES, *rows])
    return folder / name


def validated(path: Path, sheet: str | None = None) -> Result:
    return validate([path], SPECIFICATION, options=Options(limit=None, show_values=True, sheet=sheet))


def found(result: Result) -> list[tuple[int, str, str]]:
    """Return the row, rule and severity of each finding."""
    return [(one.row, one.rule, one.severity) for one in result.findings]


def exported(path: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["export", "--version", str(REAL), str(path), "--to", str(path.with_name("sent.csv")), *options])
    assert path.with_name("sent.csv").exists() == (done.exit_code == 0)
    return done.exit_code, done.output


def test_the_request_breaks_no_rule(tmp_path: Path) -> None:
    assert found(validated(saved(events({}, {}), tmp_path))) == []


# What a cell says


@pytest.mark.parametrize("shown", ["#N/A", "#ref!", "#SPILL!", "#NV", "#¡REF!", "#VALEUR!", "Err:502", "#####"])
def test_an_error_is_a_finding_in_every_column(shown: str, tmp_path: Path) -> None:
    """Other rules ignore the cell: nobody is said to have two first names."""
    rows = events({}, *({item.id: shown} for item in SPECIFICATION.items))
    result = validated(saved(rows, tmp_path))
    for number, item in enumerate(SPECIFICATION.items, 3):
        (finding,) = [one for one in result.findings if one.row == number and one.item == item.id and one.severity == "error"]
        assert finding.value == shown
    assert not [one for one in result.findings if one.rule == "first_name.same"]
    assert exported(saved(rows, tmp_path))[0] == 2


@pytest.mark.parametrize("word", [*sorted(NO_VALUE_WORDS), "NULL", "N/A", "None", " null "])
def test_a_word_for_nothing_is_a_warning(word: str, tmp_path: Path) -> None:
    rows = events({"first_name": word, "last_name": word, "event_description": word, "gp_practice_code": word})
    rules = {(rule, severity) for _, rule, severity in found(validated(saved(rows, tmp_path)))}
    assert rules == {(f"{item}.no-value", "warning") for item in ("first_name", "last_name", "event_description", "gp_practice_code")}


@pytest.mark.parametrize("word", ["NULL", "n/a", "unknown", "TBC"])
def test_a_word_for_nothing_merges_nobody(word: str, tmp_path: Path) -> None:
    rows = events(*({"person_unique_identifier": word, "event_reference": word, "first_name": name} for name in ("Alex", "Sam")))
    assert found(validated(saved(rows, tmp_path))) == [
        (row, f"{item}.no-value", "error") for row in (2, 3) for item in ("person_unique_identifier", "event_reference")
    ]


def test_words_that_only_begin_or_end_like_those_are_names(tmp_path: Path) -> None:
    rows = events(
        *({"first_name": name, "person_unique_identifier": name} for name in ("Nadia", "Nilam", "N", "Nullah", "E1", "?x", "O'Na"))
    )
    assert not [rule for _, rule, _ in found(validated(saved(rows, tmp_path))) if rule.endswith("no-value")]


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\ufeff", "\u202d", "\u2060", "\u2068", "\ufe0f", "\u3164", "\x00", "\x7f"])
def test_an_invisible_character_is_named_and_hides_nothing(sign: str, tmp_path: Path) -> None:
    rows = events({"event_reference": "EV-7"}, {"event_reference": f"EV-{sign}7", "last_name": f"Exam{sign}ple", "gender": f"Female{sign}"})
    result = validated(saved(rows, tmp_path))
    assert set(found(result)) == {
        (2, "EVT-08", "error"),
        (3, "EVT-08", "error"),
        (3, "event_reference.characters", "error"),
        (3, "last_name.characters", "error"),
        (3, "gender.list", "error"),
    }
    named = [one.suggestion for one in result.findings if one.rule != "EVT-08"]
    assert all(one and f"(U+{ord(sign):04X})" in one for one in named)
    assert "Write Female." in str(named)


def test_every_invisible_character_and_space_is_seen_in_every_text(tmp_path: Path) -> None:
    texts = [item.id for item in SPECIFICATION.items if item.type == "text" and item.format is None and item.id != "event_reference"]
    rows = events(*(dict.fromkeys(texts, f"a{sign}b") for sign in INVISIBLE))
    result = validated(saved(rows, tmp_path))
    seen = {(row, rule) for row, rule, _ in found(result) if rule.endswith(".characters")}
    assert seen == {(row, f"{item}.characters") for row in range(2, len(INVISIBLE) + 2) for item in texts}
    rows = events(*(dict.fromkeys(texts, f"{sign}ab{sign}") for sign in SPACES))
    result = validated(saved(rows, tmp_path))
    assert {one.value for one in result.findings if one.rule == "last_name.spaces"} == {f"{sign}ab{sign}" for sign in SPACES}


@pytest.mark.parametrize("space", [" ", "\t", "\u2003", "\u3000", "\u00a0"])
def test_white_space_around_a_value_is_a_warning(space: str, tmp_path: Path) -> None:
    changes = {item: f"{EVENT[item]}{space}" for item in ("gender", "last_name", "date_of_birth", "nhs_number", "person_unique_identifier")}
    result = validated(saved(events(changes), tmp_path))
    assert set(found(result)) == {(2, f"{item}.spaces", "warning") for item in changes}
    assert found(validated(saved(events({"last_name": space}), tmp_path))) == [(2, "last_name.required", "error")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("\u0420L13700", "Character 1 is a Cyrillic capital letter er (U+0420), not P."),
        ("PL13\uff170\uff10", "Character 5 is a fullwidth digit seven (U+FF17), not 7. So is it with 1 more character."),
        ("PL\u06613700", "Character 3 is an Arabic-indic digit one (U+0661), not 1."),
        ("PL\u201313700", "Character 3 is an en dash (U+2013), not -."),
        ("PL\u201913700", "Character 3 is a right single quotation mark (U+2019), not '."),
    ],
)
def test_a_look_alike_in_an_identifier_is_named_with_its_place(typed: str, said: str, tmp_path: Path) -> None:
    result = validated(saved(events({"event_reference": typed}), tmp_path))
    assert found(result) == [(2, "event_reference.look-alikes", "warning")]
    assert result.findings[0].suggestion == said


def test_only_mixed_words_and_foreign_digits_are_look_alikes_in_texts(tmp_path: Path) -> None:
    odd, fine = (
        ("\u0410lex", "Ex\u0430mple", "\uff3aoë", "Zoë \u0663"),
        ("\u0410нн\u0430", "O\u2019Neill", "5 μg \u2013 twice", "Zoë", "\u0395λέ\u03bdη (Helen)"),
    )
    result = validated(saved(events(*({"event_description": text} for text in (*odd, *fine))), tmp_path))
    assert found(result) == [(row, "event_description.look-alikes", "warning") for row in range(2, len(odd) + 2)]


def test_look_alikes_in_other_cells_are_named(tmp_path: Path) -> None:
    changes = {
        "gender": "F\u0435male",
        "date_of_birth": "14\u221502\u22151950",
        "nhs_number": "\uff19\uff19\uff190000018",
        "unit_cost": "1\uff12",
    }
    said = {one.item: one.suggestion for one in validated(saved(events(changes), tmp_path)).findings}
    assert said["gender"] == "Character 2 is a Cyrillic small letter ie (U+0435), not e. Write Female."
    assert "(U+FF19), not 9. So is it with 2 more characters. Type the value again." in str(said["nhs_number"])
    assert "(U+2215), not /." in str(said["date_of_birth"])
    assert "Character 2 is" in str(said["unit_cost"])


IMPLAUSIBLE = {
    "date_of_birth": "01/01/1900",
    "nhs_number": "3333333333",
    "reporting_year": "Banana",
    "person_unique_identifier": "Alex Example",
}


def test_implausible_values_are_quality_checks_that_can_be_skipped(tmp_path: Path) -> None:
    path = saved(events(IMPLAUSIBLE, {"event_start_date": " 31/12/2999"}), tmp_path)
    rules = {(row, rule, severity) for row, rule, severity in found(validated(path)) if rule.endswith((".filler", ".unlike-examples"))}
    assert rules == {
        (2, "date_of_birth.filler", "warning"),
        (2, "nhs_number.filler", "warning"),
        (2, "reporting_year.unlike-examples", "information"),
        (2, "person_unique_identifier.unlike-examples", "information"),
        (3, "event_start_date.filler", "warning"),
    }
    without = validate([path], SPECIFICATION, options=Options(skip=frozenset({"filler", "unlike-examples"})))
    assert not [one for one in without.findings if one.rule.endswith((".filler", ".unlike-examples"))]
    called = CliRunner().invoke(main, ["validate", "--version", str(REAL), str(path), "--skip", "filer"])
    assert (called.exit_code, "Did you mean filler?" in called.output) == (2, True)


def test_no_error_can_be_skipped(tmp_path: Path) -> None:
    path = saved(events({"person_unique_identifier": "NULL", "first_name": "NULL"}), tmp_path)
    called = CliRunner().invoke(main, ["validate", "--version", str(REAL), str(path), "--skip", "no-value", "--format", "csv"])
    assert "first_name.no-value" not in called.output
    assert "person_unique_identifier.no-value" in called.output


def test_an_identifier_that_a_spreadsheet_has_rounded_is_named(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        for number, row in enumerate(events({}, {}), 1):
            sheet.write_row(number, 0, row)
            sheet.write_number(number, 4, 1234567890123450 + number)
    expected = [(row, "person_unique_identifier.digits", "error") for row in (2, 3)]
    assert found(validated(path)) == expected
    assert found(validated(saved(events(*[{"person_unique_identifier": "1.23457E+15"}] * 2), tmp_path))) == expected


# Workbooks


def workbook(path: Path, *sheets: tuple[str, Sequence[Sequence[str]], bool]) -> Path:
    """Write a workbook with sheets, given by their name, their rows, and whether they are hidden."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows, is_hidden in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate([TITLES, *rows]):
                sheet.write_row(number, 0, row)
            if is_hidden:
                sheet.hide()
    return path


def with_cells(path: Path, part: str, old: str, new: str) -> Path:
    """Replace a text in a part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = parts[part].decode().replace(old, new)
    assert changed != parts[part].decode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, part: changed.encode()}.items():
            archive.writestr(name, content)
    return path


def test_errors_in_a_strict_workbook_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    book = openpyxl.Workbook()
    for row in [TITLES, *events({"last_name": "#N/A"})]:
        book.active.append(row)
    book.save(path)
    assert found(validated(path)) == [(2, "last_name.error", "error")]
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        with_cells(path, part, "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert found(validated(path)) == [(2, "last_name.error", "error")]
    assert "H2 (#N/A)" in exported(path)[1]


OPEN_DOCUMENT = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet>
<table:table table:name="Notes &amp; more"><table:table-row><table:table-cell table:number-columns-repeated="5"/>
</table:table-row></table:table><table:table table:name="Data">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""

MANIFEST = """<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""


def test_errors_in_an_open_document_are_seen(tmp_path: Path) -> None:
    """In repeated cells and rows as well."""

    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text.replace("&", "&amp;")}</text:p></table:table-cell>'

    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"'
        ' table:number-columns-repeated="2"><text:p>#N/A</text:p></table:table-cell>'
    )
    never = '<table:table-cell table:formula="of:=A1"/>'
    (event,) = events({"event_reference": ""})
    names = TITLES.index("First Name"), TITLES.index("GP Practice Code")
    cells = [*map(cell, event)]
    cells[names[0] : names[0] + 2] = [error]
    cells[names[1] - 1] = never
    rows = f"<table:table-row>{''.join(map(cell, TITLES))}</table:table-row>"
    rows += f'<table:table-row table:number-rows-repeated="2">{"".join(cells)}</table:table-row>'
    path = tmp_path / "return.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", OPEN_DOCUMENT.replace("\n", "").format(rows=rows))
    result = validated(path)
    assert [(one.row, one.rule) for one in result.findings if one.rule.endswith(".error")] == [
        (row, f"{item}.error") for row in (2, 3) for item in ("first_name", "last_name", "gp_practice_code")
    ]
    assert "Open the workbook in Excel" in str([one.suggestion for one in result.findings if one.item == "gp_practice_code"])


def test_formulas_without_a_result_are_no_blanks(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    book = openpyxl.Workbook()
    for row in [TITLES, *events({"gender": '="Fe"&"male"', "event_description": "=A1", "unit_cost": "=-5"})]:
        book.active.append(row)
    book.save(path)
    result = validated(path)
    assert set(found(result)) == {(2, "gender.list", "error"), (2, "event_description.error", "error"), (2, "unit_cost.type", "error")}
    assert {one.suggestion for one in result.findings} == {
        "The formula has no stored result. Open the workbook in Excel, save it, and validate it again."
    }
    assert "K2 (a formula without a result)" in exported(path)[1]


def test_sheets_that_are_not_read_are_named(tmp_path: Path) -> None:
    good, bad = events({}), events({"gender": "x"})
    path = workbook(tmp_path / "a.xlsx", ("Q1", good, False), ("Q2", bad, False), ("Blank", [], False))
    result = validated(path)
    assert found(result) == [(1, "sheets.unread", "error")]
    assert not result.conforms
    assert "The sheet Q2 has the headers of the template too" in result.findings[0].message
    assert found(validated(path, "Q1")) == []
    assert found(validated(path, "q2")) == [(2, "gender.list", "error")]
    with pytest.raises(UnreadableFileError, match=r"has no sheet Q3\. Choose from: Q1, Q2, Blank\."):
        validated(path, "Q3")
    assert "Name the one to export with --sheet" in exported(path)[1]
    assert exported(path, "--sheet", "Q1") == (
        0,
        f"{path.with_name('sent.csv')}: 1 row, from below the headers in row 1 of the sheet Q1 of {path}.\n",
    )


def test_names_of_sheets_that_may_be_about_a_person_are_not_shown(tmp_path: Path) -> None:
    good, bad = events({}), events({"gender": "x"})
    path = workbook(tmp_path / "a.xlsx", ("Doe 999", bad, False), ("Roe 999", good, False))
    hidden = validate([path], SPECIFICATION)
    assert "999" not in "\n".join([*(one.message for one in hidden.findings), *hidden.files[0].notes, str(hidden.files[0].sheet)])
    assert "The sheet 2 has the headers of the template too, but only the sheet 1 was read" in hidden.findings[0].message
    assert found(validate([path], SPECIFICATION, options=Options(sheet="2"))) == []
    assert "999" not in exported(path)[1]
    assert "The sheet Roe 999 has" in validated(path).findings[0].message


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    good, bad = events({}), events({"gender": "x"})
    result = validated(workbook(tmp_path / "a.xlsx", ("New", good, False), ("Old", bad, True)))
    assert (found(result), result.files[0].sheet) == ([], "New")
    assert result.files[0].notes == ("The hidden sheet Old has the headers of the template too. It was not read.",)
    path = workbook(tmp_path / "b.xlsx", ("Notes", [["x"]], False), ("Old", bad, True))
    with_cells(path, "xl/sharedStrings.xml", TITLES[0], "Title")
    assert found(validated(path))[0][1] == "columns.missing"


# CSV files


@pytest.mark.parametrize("begin", ["event_description", "first_name", "event_outcome"])
@pytest.mark.parametrize("separator", [",", ";", "|"])
def test_rows_that_a_quotation_mark_swallows_are_missed(begin: str, separator: str, tmp_path: Path) -> None:
    rows = events({}, {}, {"gender": "x"}, {}, {})
    lines = saved(rows, tmp_path, separator=separator).read_text(encoding="utf-8").splitlines()
    index = [item.id for item in SPECIFICATION.items].index(begin)
    for number, mark in ((2, '"x{}'), (4, '{}x"')):
        cells = lines[number].split(separator)
        cells[index] = mark.format(cells[index])
        lines[number] = separator.join(cells)
    path = tmp_path / "return.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    result = validated(path)
    assert (3, "row.swallowed", "error") in found(result)
    assert not result.conforms
    code, message = exported(path)
    assert code == 2
    assert "row 3" in message


def test_a_long_description_swallows_nothing(tmp_path: Path) -> None:
    text = "A contact, with commas, as people write, in a row.\n" * 20
    assert found(validated(saved(events({"event_description": text.strip()}), tmp_path))) == []


def test_one_wrong_byte_is_named_where_it_is(tmp_path: Path) -> None:
    content = saved(events({}, {"last_name": "Xaver"}, {}), tmp_path).read_bytes()
    for mark in (b"\xef\xbb\xbf", b""):
        path = tmp_path / "return.csv"
        path.write_bytes(mark + content.replace(b"Xaver", b"X\xebver"))
        result = validated(path)
        assert found(result) == [(3, "last_name.encoding", "error")]
        assert "the byte EB" in str(result.findings[0].suggestion)
        assert result.files[0].description.startswith("CSV, UTF-8")
    path.write_bytes(content.replace(b"Xaver", b"Example").decode().encode("cp1252"))
    result = validated(path)
    assert (found(result), result.files[0].description) == ([], "CSV, Windows-1252, separated by comma")


def test_a_zero_byte_far_down_is_seen(tmp_path: Path) -> None:
    path = saved(events(*[{}] * 3), tmp_path)
    content = path.read_bytes()
    path.write_bytes(content + content.splitlines(keepends=True)[1].replace(b"EV-0", b"") * 12_000 + b"716,2021\x00/22\r\n")
    assert (12_005, "reporting_year.characters", "error") in found(validated(path))


@pytest.mark.parametrize("name", ["utf-16", "pipe", "gzip"])
def test_export_reads_what_validate_reads(name: str, tmp_path: Path) -> None:
    rows = events({}, {})
    path = saved(rows, tmp_path, separator="|" if name == "pipe" else ",", encoding="utf-16" if name == "utf-16" else "utf-8")
    if name == "gzip":
        path = tmp_path / "return.csv.gz"
        path.write_bytes(gzip.compress((tmp_path / "return.csv").read_bytes()))
    assert exported(path)[0] == 0
    with (tmp_path / "sent.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [TITLES, *rows]


# Rows that are no events


def test_headers_in_mid_file_are_one_finding(tmp_path: Path) -> None:
    rows = events({}, {}, {})
    identifiers = [item.id.upper() for item in SPECIFICATION.items]
    result = validated(saved([rows[0], TITLES, rows[1], identifiers, rows[2]], tmp_path))
    assert (found(result), result.rows) == ([(3, "row.header", "error"), (5, "row.header", "error")], 3)


@pytest.mark.parametrize("cells", [("Total", "", "3"), ("", "Grand total:", ""), ("sub-total", "", "")])
def test_a_row_of_totals_is_one_finding(cells: Sequence[str], tmp_path: Path) -> None:
    rows = events({}, {})
    result = validated(saved([*rows, [*cells, *[""] * 40, "2"]], tmp_path))
    assert (found(result), result.rows) == ([(4, "row.total", "error")], 2)


def test_somebody_named_total_is_no_total(tmp_path: Path) -> None:
    assert found(validated(saved(events({"last_name": "Total"}), tmp_path))) == []


@pytest.mark.parametrize("item", ["first_name", "event_description"])
def test_a_shifted_row_is_one_finding(item: str, tmp_path: Path) -> None:
    rows = events({}, {item: "one"}, {})
    index = [one.id for one in SPECIFICATION.items].index(item)
    rows[1][index : index + 1] = ["one", " two"]
    result = validated(saved([rows[0], rows[1], rows[2]], tmp_path))
    assert found(result) == [(3, "row.shifted", "error")]
    rows[1].append("more")
    assert found(validated(saved(rows, tmp_path))) == [(3, "row.shifted", "error")]


def test_a_number_in_the_column_after_numbers_does_not_make_a_row_shifted(tmp_path: Path) -> None:
    result = validated(saved(events({"employment_status": "x", "cost_frequency": "0"}), tmp_path))
    assert {(2, "employment_status.list", "error"), (2, "cost_frequency.list", "error")} <= set(found(result))


def test_a_row_that_is_merely_too_long_is_read(tmp_path: Path) -> None:
    rows = events({}, {"gender": "x"})
    rows[1].append("more")
    assert set(found(validated(saved(rows, tmp_path)))) == {(3, "row.cells", "error"), (3, "gender.list", "error")}


# Returns for later releases

LATER = """releases:
  - name: Release A
    source: https://example.org/a
    headers: [Shelf, Reader number, Room]
    values: [{header: Ethnicity, values: [Green, Blue]}]
  - name: Release B
    source: https://example.org/b
    headers: [Shelf, Reader number, Room]
    values: [{header: Ethnicity, values: [Red]}]
"""


@pytest.mark.parametrize(("ethnicity", "names"), [("Green", "Release A"), ("Red", "Release B"), ("Pink", "Release A or Release B")])
def test_a_return_for_a_later_release_is_one_finding(ethnicity: str, names: str, tmp_path: Path) -> None:
    (tmp_path / "later-releases.yaml").write_text(LATER, encoding="utf-8")
    later, mistakes = read_later_releases(tmp_path)
    assert (len(later), mistakes) == (2, [])
    (row,) = events({"ethnicity": ethnicity, "gender": "x"})
    for changed, others in (("Shelf", ("Reader number", "Room")), ("Shelf", ("READER_NUMBER",)), ("Shelf", ())):
        titles = [changed if title == "First Name" else title for title in TITLES]
        path = tmp_path / "return.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[*titles, *others], [*row, *others]])
        result = validate([path], SPECIFICATION, options=Options(later_releases=later))
        if others:
            assert found(result) == [(1, "version.later", "error")]
            assert f"looks like a return for {names}, which" in result.findings[0].message
        else:
            assert "columns.missing" in {rule for _, rule, _ in found(result)}


def test_the_list_of_later_releases_is_checked(tmp_path: Path) -> None:
    assert read_later_releases(ROOT / "spec")[1] == []
    (tmp_path / "later-releases.yaml").write_text("releases: [{name: A}]\n", encoding="utf-8")
    assert "source" in str(read_later_releases(tmp_path)[1][0])


def test_a_missing_column_is_not_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "return.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([TITLES[:-1], *(row[:-1] for row in events({}, {}))])
    last = SPECIFICATION.items[-1].id
    quality = validated(path).quality[last]
    assert {validity for _, validity in quality} == {Validity.NOT_IN_FILE}
    assert sum(quality.values()) == 2


# Tables with types


def parquet_file(path: Path, **columns: pa.Array) -> Path:
    (row,) = events({})
    texts = {title: pa.array([cell or None], pa.string()) for title, cell in zip(TITLES, row, strict=True)}
    parquet.write_table(pa.table({**texts, **{SPECIFICATION.item_by_id[item].title: column for item, column in columns.items()}}), path)
    return path


def test_midnight_is_the_day_where_it_is_midnight(tmp_path: Path) -> None:
    """In summer, midnight in London is on the day before in UTC."""
    moment = datetime(2021, 5, 20, tzinfo=ZoneInfo("Europe/London"))
    path = parquet_file(tmp_path / "return.parquet", event_start_date=pa.array([moment], pa.timestamp("us", "Europe/London")))
    assert found(validated(path)) == []
    table = Table(parquet.read_table(path))
    assert validate([table], SPECIFICATION).conforms


def test_zeros_at_the_end_of_decimals_say_nothing(tmp_path: Path) -> None:
    service = {"event_type": "Service", "route_of_access": ""}
    for cost, is_right in (("21.5000", True), ("21.0000", True), ("100.0000", True), ("21.5010", False)):
        decimals = pa.array([Decimal(cost)], pa.decimal128(19, 4))
        result = validated(parquet_file(tmp_path / "return.parquet", unit_cost=decimals, event_type=pa.array([service["event_type"]])))
        assert ("unit_cost.type" in {rule for _, rule, _ in found(result)}) is not is_right


def test_tables_that_are_none_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="has lists or structures instead of single values in the column First Name"):
        validated(parquet_file(tmp_path / "return.parquet", first_name=pa.array([["Alex"]])))
    parquet.write_table(pa.table({}), tmp_path / "return.parquet")
    with pytest.raises(UnreadableFileError, match="without columns"):
        validated(tmp_path / "return.parquet")


# Suggestions are made only if they are certain


@pytest.mark.parametrize(
    ("item", "typed", "value"),
    [
        *(("unit_cost", typed, None) for typed in ("1 234,50", "1.234,50", "1,23,45", "12 34", "1,2345", "1234567890123.00")),
        *(
            ("unit_cost", typed, "1234.50")
            for typed in ("1,234.50", "1 234.50", "£1,234.50", "1'234.50", "1234,50", "1234.500", "1234.5000")
        ),
        *(("event_start_date", typed, None) for typed in ("2021-05-19T23:00:00Z", "2021-05-19 23:00:00", "2021-05-20T00:00:00+01:00")),
        *(("event_start_date", typed, "20/05/2021") for typed in ("2021-05-20 00:00:00", "20/05/2021 10:30", "2021-05-20")),
    ],
)
def test_only_what_is_certain_is_suggested(item: str, typed: str, value: str | None) -> None:
    said = suggestion(SPECIFICATION.item_by_id[item], typed, SPECIFICATION, show_values=True) or ""
    assert (f"It was probably {value}." in said) if value else ("probably" not in said)


@pytest.mark.parametrize(
    ("item", "typed", "value"),
    [
        ("dementia", "TRUE", "Yes"),
        ("dementia", "FALSE", "No"),
        ("has_informal_carer", "true", "Yes"),
        ("review_outcomes_achieved", "TRUE", None),
        ("route_of_access", "Planned Entry", "Planned Entry (Transition)"),
        ("ethnicity", "White", None),
    ],
)
def test_what_a_spreadsheet_or_a_hurried_person_made_of_a_list_value(item: str, typed: str, value: str | None) -> None:
    assert suggestion(SPECIFICATION.item_by_id[item], typed, SPECIFICATION, show_values=False) == value


def test_a_header_without_its_bracket_is_suggested(tmp_path: Path) -> None:
    title = SPECIFICATION.item_by_id["delivery_mechanism"].title
    path = tmp_path / "return.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[one.partition(" (")[0] if one == title else one for one in TITLES], *events({})])
    assert [one.suggestion for one in validated(path).findings if one.rule == "columns.unknown"] == [title]


def test_no_suggestion_is_cut_off(tmp_path: Path) -> None:
    """The longest one says at its end what to write."""
    result = validated(saved(events({"event_start_date": "05/20/2021"}), tmp_path))
    assert "It was probably 20/05/2021." in text(result)
    assert "It was probably 20/05/2021." in page(result).decode()


def test_a_workbook_that_takes_too_much_memory_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for number, cells in enumerate([TITLES, *events(*[{}] * 200)]):
        sheet.write_row(number, 0, [cell or None for cell in cells])
    book.close()
    assert validate([path], SPECIFICATION, options=Options(memory="100MB")).rows == 200
    with pytest.raises(UnreadableFileError, match=r"more memory than --memory allows. Save it as CSV UTF-8"):
        find_sheet(path, path.name, SPECIFICATION, memory=10**5)


@pytest.mark.parametrize(
    ("name", "encoding", "is_damaged"),
    [
        ("ZoÃ« Oâ€™Neill", "utf-8", True),
        ("Noë", "mac_roman", True),
        ("René", "mac_roman", True),
        ("Müller", "mac_roman", True),
        *((name, encoding, False) for name in ("JOÃO", "Zoë", "O’Neill", "Šimon “Žižka” Âli") for encoding in ("utf-8", "cp1252")),
    ],
)
def test_letters_in_the_wrong_encoding_are_a_warning(name: str, encoding: str, is_damaged: bool, tmp_path: Path) -> None:
    """Excel opens CSV UTF-8 as Windows-1252 where it has no byte order mark; older Macs have an encoding of their own."""
    rows = events({}, {"event_description": name}, {})
    path = saved(rows, tmp_path, encoding=encoding)
    path.write_bytes(path.read_bytes().replace("Zoë,".encode(encoding), b"Zoe,"))
    expected = [(3, "row.letters", "warning")] if is_damaged else []
    assert [one for one in found(validated(path)) if one[1] == "row.letters"] == expected
    if encoding == "utf-8":
        book = xlsxwriter.Workbook(tmp_path / "return.xlsx")
        sheet = book.add_worksheet()
        for number, cells in enumerate([TITLES, *rows]):
            sheet.write_row(number, 0, cells)
        book.close()
        assert [one for one in found(validated(tmp_path / "return.xlsx")) if one[1] == "row.letters"] == expected


def test_an_invisible_character_in_a_header_is_named(tmp_path: Path) -> None:
    path = saved(events({}), tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("LA Code", "\ufeff\ufeffLA\u200b Code"), encoding="utf-8", newline="")
    (unknown,) = (one for one in validated(path).findings if one.rule == "columns.unknown")
    assert unknown.message.startswith(
        "The header of column A has a zero width no-break space (U+FEFF) and a zero width space (U+200B), so "
    )
    assert unknown.suggestion == "LA Code"


def test_columns_of_odd_types_in_a_parquet_file(tmp_path: Path) -> None:
    def parquet_with(item: str, cells: pa.Array) -> Path:
        columns = {title: list(column) for title, column in zip(TITLES, zip(*events({}, {}), strict=True), strict=True)}
        parquet.write_table(pa.table({**columns, SPECIFICATION.item_by_id[item].title: cells}), tmp_path / "return.parquet")
        return tmp_path / "return.parquet"

    numbers = parquet_with("nhs_number", pa.array([9990000018.0, float("nan")]))
    assert [(row, rule) for row, rule, _ in found(validated(numbers)) if rule.startswith("nhs_number.")] == [(3, "nhs_number.format")]
    as_bytes = parquet_with("first_name", pa.array(["Zoë".encode(), b"Zo\xff"]))
    assert [(row, rule) for row, rule, _ in found(validated(as_bytes)) if rule.startswith("first_name.")] == [(3, "first_name.encoding")]
    damaged = parquet_with("first_name", pa.array(["ZoÃ«", "Zoe"]))
    assert [row for row, rule, _ in found(validated(damaged)) if rule == "row.letters"] == [2]


def test_a_file_is_not_given_twice(tmp_path: Path) -> None:
    path = saved(events({}), tmp_path)
    with pytest.raises(UnreadableFileError, match=r"return\.csv is given twice"):
        validate([path, tmp_path / "." / "return.csv"], SPECIFICATION, options=ALL)


# What most rows have


def test_only_the_rows_that_differ_from_the_majority_are_reported(tmp_path: Path) -> None:
    rows = events({}, {}, {}, {"reporting_year": "2020/21"}, {"reporting_period_end_date": "31/07/2021"})
    path = saved(rows, tmp_path)
    result = validated(path)
    assert {(5, "reporting_year.same", "warning"), (6, "reporting_period_end_date.same", "warning")} <= set(found(result))
    assert {row for row, rule, _ in found(result) if rule.endswith(".same")} == {5, 6}
    same = [one for one in result.findings if one.rule.endswith(".same")]
    assert [one.suggestion for one in same] == ["Most rows have 2021/22. See row 2.", "Most rows have 30/06/2021. See row 2."]
    hidden = validate([path], SPECIFICATION, options=Options(limit=None))
    assert {one.suggestion for one in hidden.findings if one.rule.endswith(".same")} == {"Most rows have another value. See row 2."}


def test_of_a_person_the_rows_that_differ_from_most_are_reported_with_one_that_does_not(tmp_path: Path) -> None:
    one, two, three = ({"person_unique_identifier": f"P-{number}"} for number in range(3))
    odd = {"date_of_birth": "15/02/1950"}
    first = saved(events(one, {**one, **odd}, one, one, {**two, **odd}, two), tmp_path, "first.csv")
    second = saved(
        events({**one, "date_of_birth": ""}, three, {**three, "date_of_birth": ""}, {**three, "date_of_birth": ""}), tmp_path, "second.csv"
    )
    same = [each for each in validate([first, second], SPECIFICATION, options=ALL).findings if each.rule == "date_of_birth.same"]
    most = "Most rows with this Person Unique Identifier have 14/02/1950. See row 2"
    assert [(each.file, each.row, each.suggestion) for each in same] == [
        ("first.csv", 3, f"{most}."),
        ("first.csv", 6, None),
        ("first.csv", 7, None),
        ("second.csv", 2, f"{most} of first.csv."),
        *(("second.csv", row, None) for row in (3, 4, 5)),
    ]


def test_without_a_majority_all_rows_are_reported(tmp_path: Path) -> None:
    rows = events({}, {}, {"reporting_year": "2020/21"}, {"reporting_year": "2020/21"})
    assert {row for row, rule, _ in found(validated(saved(rows, tmp_path))) if rule == "reporting_year.same"} == {2, 3, 4, 5}
