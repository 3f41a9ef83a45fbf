"""The JavaScript that reads files finds in them what `cldspec validate` finds."""

import csv
import gzip
import io
import random
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.csv import CsvFile, rows_of
from cldspec.validation.readers.csv_layout import UTF_8, CsvLayout
from cldspec.validation.readers.header import Header, letters
from cldspec.validation.validator import Options, validate
from cldspec_generators.building import with_later_releases
from cldspec_generators.reports.validation.messages import sorted_findings
from damage import FILES, SPECIFICATION, TITLES, event
from javascript_checker import Checker
from workbooks import save_sheet

pytestmark = pytest.mark.slow
Found = dict[str, Any]


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    started = Checker(SPECIFICATION)
    yield started
    started.close()


def validated(paths: Sequence[Path], sheet: str | None, *, show_values: bool) -> Found:
    """Return what `cldspec validate` says about files."""
    try:
        result = validate(paths, SPECIFICATION, options=Options(limit=None, show_values=show_values, sheet=sheet))
    except UnreadableFileError as error:
        return {"error": str(error)}
    return {
        "today": result.today,
        "conforms": result.conforms,
        "rows": result.rows,
        "files": [(one.name, one.description, one.header_row, one.rows, list(one.notes), one.sheet) for one in result.files],
        "rules": [(one.rule, one.severity, one.rows) for one in result.broken_rules],
        "findings": [
            (one.file, one.row, one.item, one.rule, one.severity, one.message, one.suggestion, one.value) for one in sorted_findings(result)
        ],
    }


def checked(
    checker: Checker, paths: Sequence[Path], sheet: str | None = None, *, show_values: bool = True, today: str = "2026-12-01"
) -> Found:
    """Return what the page says about files."""
    options = {"today": today, "showValues": show_values}
    result = checker.ask("read", paths=list(map(str, paths)), options=options, sheet=sheet)
    if "error" in result:
        return {"error": result["error"]}
    keys = ("file", "row", "item", "rule", "severity", "message", "suggestion", "value")
    return {
        "today": result["today"],
        "conforms": result["conforms"],
        "rows": result["rows"],
        "files": [tuple(one[key] for key in ("name", "description", "headerRow", "rows", "notes", "sheet")) for one in result["files"]],
        "rules": [(one["rule"], one["severity"], one["rows"]) for one in result["brokenRules"]],
        "findings": [tuple(one[key] for key in keys) for one in result["findings"]],
    }


def same(checker: Checker, *paths: Path, sheet: str | None = None, show_values: bool = True) -> Found:
    """Assert that the page and `cldspec validate` say the same about files, and return what they say."""
    right = validated(paths, sheet, show_values=show_values)
    assert checked(checker, paths, sheet, show_values=show_values, today=right.get("today", "2026-12-01")) == right
    return right


def saved(content: bytes | str, folder: Path, name: str = "return.csv") -> Path:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / name


def text_of(rows: Sequence[Sequence[str]], separator: str = ",", line_end: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=line_end).writerows(rows)
    return text.getvalue()


ROWS = [TITLES, event(0), event(1, {"gender": "Femal", "first_name": 'Zoë, "Zo"\nLine'}), event(2, {"event_start_date": "31/04/2021"})]


def test_every_damage_to_a_file(checker: Checker, tmp_path: Path) -> None:
    for number, damage in enumerate(FILES):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = damage.make(folder)
        if damage.rule == "version.later":
            continue
        if path.suffix == ".parquet":
            assert "which this page cannot read. Save the return as CSV UTF-8" in checked(checker, [path])["error"]
            continue
        found = same(checker, path)
        assert damage.rule == "refused" or not damage.rule or damage.rule in str(found["rules"]), damage.what


LATER = """releases:
  - {name: Release A, source: https://example.org/a, headers: [Shelf, Reader number, Room], values: [{header: Ethnicity, values: [Green]}]}
  - {name: Release B, source: https://example.org/b, headers: [Shelf, Reader number, Room], values: [{header: Ethnicity, values: [Red]}]}
"""


def test_a_return_for_a_later_release_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "later-releases.yaml").write_text(LATER, encoding="utf-8")
    known = with_later_releases(SPECIFICATION, tmp_path)
    with closing(Checker(known)) as checker:
        for others in (["Reader_Number"], []):
            for ethnicity in ("Green", "Red", "Pink"):
                titles = ["Shelf" if title == "First Name" else title for title in TITLES]
                rows = [[*titles, *others], [*event(0, {"ethnicity": ethnicity, "gender": "x"}), *others]]
                path = saved(text_of(rows), tmp_path)
                result = validate([path], known, options=Options(limit=None, later_releases=known.later_releases))
                right = [(one.row, one.rule, one.severity, one.message) for one in sorted_findings(result)]
                found = checked(checker, [path])
                assert [(row, rule, severity, message) for _, row, _, rule, severity, message, *_ in found["findings"]] == right
                assert (found["rows"], found["conforms"]) == (result.rows, False)
                assert ([rule for _, rule, *_ in right] == ["version.later"]) == bool(others)


# Encodings, separators, line ends


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-mark", "cp1252"])
@pytest.mark.parametrize(("separator", "line_end"), [(",", "\r\n"), (";", "\n"), ("\t", "\r"), ("|", "\r\n")])
def test_encodings_separators_and_line_ends(checker: Checker, encoding: str, separator: str, line_end: str, tmp_path: Path) -> None:
    text = text_of(ROWS, separator, line_end)
    content = b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be-mark" else text.encode(encoding)
    found = same(checker, saved(content, tmp_path))
    assert {one[3] for one in found["findings"]} >= {"gender.list", "event_start_date.type"}


def test_bytes_that_are_no_characters(checker: Checker, tmp_path: Path) -> None:
    """A few wrong bytes are found where they are; a file with more of them is in Windows-1252, which lacks others."""
    name = text_of(ROWS).encode()
    for number, wrong in enumerate((b"\xe9", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe9\xe9\xe9\x81", b"\xe2\x82\xac\xff")):
        found = same(checker, saved(name.replace(b"Adult", b"Ad" + wrong + b"ult", 1) + wrong, tmp_path, f"{number}.csv"))
        assert found["findings"]
    halves = text_of(ROWS).replace("Adult", "Ad\ud83dult", 1).encode("utf-16", "surrogatepass")
    assert "event_description.encoding" in str(same(checker, saved(halves, tmp_path))["rules"])


def test_any_text_is_read_as_python_reads_it(checker: Checker, tmp_path: Path) -> None:
    """Quotation marks, line ends and separators at random, after a header row; many files, cut in pieces of one to seven characters."""
    chosen = random.Random(21)  # noqa: S311 - not for secrets
    texts = ["".join(chosen.choice('ab,,""\n\n\r;\0é ') for _ in range(chosen.randrange(40))) for _ in range(1500)]
    found = checker.ask("rows", texts=texts)
    for text, rows in zip(texts, found, strict=True):
        assert rows == _rows(text, tmp_path / "text.csv"), repr(text)


def _rows(text: str, path: Path) -> list[list[str]] | str:
    path.write_bytes(text.encode())
    try:
        return [*rows_of(CsvFile(path, "f", UTF_8, "\n", CsvLayout(",", Header(0, (), {}), "", ())))]
    except UnreadableFileError as error:
        return str(error)


# Headers


def test_headers(checker: Checker, tmp_path: Path) -> None:
    """In another order, repeated, misspelt, unnamed, below a title, without their bracket, in other case, and too few of them."""
    changed = [title.upper() if index % 3 else f"  {title} " for index, title in enumerate(TITLES)]
    orders = [
        [*reversed(TITLES)],
        changed,
        [title.replace("(", "- (") for title in TITLES],
        [title[:-1] if len(title) > 4 else title for title in TITLES],
        ["" if index in {3, 20} else title for index, title in enumerate(TITLES)],
        [TITLES[0] if index == 5 else title for index, title in enumerate(TITLES)],
        [f"{title}\u00a0" for title in TITLES],
        ["<script>alert(1)</script>" if index == 7 else f"=1+1 {title}" if index == 8 else title for index, title in enumerate(TITLES)],
        TITLES[:2],
        TITLES[:1],
    ]
    for number, titles in enumerate(orders):
        rows = [["Our return"], [], titles, event(0), event(1)] if number % 2 else [titles, event(0), event(1)]
        same(checker, saved(text_of(rows), tmp_path, f"{number}.csv"))
        same(checker, saved(text_of(rows), tmp_path, f"{number}.csv"), show_values=False)


def test_several_files_are_one_submission(checker: Checker, tmp_path: Path) -> None:
    one = saved(text_of([TITLES, event(0), event(1)]), tmp_path, "a.csv")
    other = saved(text_of([TITLES[1:], event(1)[1:], event(2)[1:]], ";"), tmp_path, "b.csv")
    found = same(checker, one, other)
    assert {one[0] for one in found["findings"]} == {"a.csv", "b.csv"}


def test_gzip(checker: Checker, tmp_path: Path) -> None:
    text = text_of(ROWS).encode()
    path = saved(gzip.compress(text), tmp_path, "return.csv.gz")
    found = same(checker, path)
    assert found["findings"]
    same(checker, saved(gzip.compress(gzip.compress(text)), tmp_path, "twice.csv.gz"))
    same(checker, saved(gzip.compress(text)[:-20], tmp_path, "cut.csv.gz"))
    same(checker, saved(gzip.compress(b""), tmp_path, "nothing.csv.gz"))


# Workbooks


def test_cells_of_workbooks(checker: Checker, tmp_path: Path) -> None:
    """Texts shared, inline and in several runs, numbers, dates in both calendars, booleans, errors, formulas with and without a result."""
    texts = [
        ' t="s"><v>0</v>', ' t="s"><v>1</v>', ' t="s"><v>2</v>', ' t="s"><v>3</v>', ' t="inlineStr"><is><t>a_x000D_b &amp; &#233;</t></is>',
        ' t="inlineStr"><is><r><t>one</t></r><r><t xml:space="preserve"> two</t></r></is>', ' t="str"><v>a\r\nb</v>', ' t="str"><f>A1</f>',
        ' t="b"><v>1</v>', ' t="e"><v>#N/A</v>', ' t="e"><f>1/0</f><v>#DIV/0!</v>', "><f>1+1</f>", "><f>1+1</f><v/>", "><f>1+1</f><v>2</v>",
        ' t="d"><v>2021-05-20</v>', ' t="d"><v>2021-05-20T10:30:00</v>', ' t="d"><v>soon</v>', "><v>text</v>", "><v>1E-7</v>", "/>",
        "><v>9999999999999999</v>", "><v>1234567890123456</v>", "><v>0.1</v>", "><v>716</v>",
        ' t="inlineStr"><is><t><![CDATA[a<b]]></t></is>',
    ]  # fmt: skip
    dates = ["44000", "44000.5", "0.5", "0", "1", "59", "60", "61", "-0.5", "44000.999999999", "2958465", "2958466", "1.5"]
    codes = [
        "dd/mm/yyyy",
        "0.00",
        "[h]:mm",
        "General",
        "@",
        "[Red]0",
        "[$-809]dd mmmm yyyy",
        "0;d",
        '"d"0',
        "\\d0",
        "AM/PM",
        "[ss]",
        "aaaa dd",
    ]
    strings = "".join(
        f"<si>{text}</si>"
        for text in ("<t>Zoë</t>", "<t> a </t>", '<t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh>', "<r><t>x_x0041_</t></r><r><t>y</t></r>")
    )
    header = "".join(f'<c t="inlineStr"><is><t>{title.replace("&", "&amp;")}</t></is></c>' for title in TITLES)
    description = TITLES.index("Event Description")
    for is_1904 in (False, True):
        cells = [text if text == "/>" else f"{text}</c>" for text in texts]
        cells += [f' s="{style}"><v>{number}</v></c>' for style in range(len(codes) + 2) for number in dates]
        rows = [
            f'<row r="{row}"><c><v>716</v></c><c r="{letters(description)}{row}"{cell}<c><v>1</v></c></row>'
            for row, cell in enumerate(cells, 2)
        ]
        path = save_sheet(tmp_path / f"{is_1904}.xlsx", [f"<row>{header}</row>", *rows], strings, codes, is_1904=is_1904)
        found = same(checker, path)
        assert len(found["findings"]) > len(rows)


def test_sheets(checker: Checker, tmp_path: Path) -> None:
    """Several with the headers, hidden ones, blank ones, charts, names that may be about a person, and one that is named."""
    book = xlsxwriter.Workbook(str(tmp_path / "return.xlsx"))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    book.add_worksheet("Read me").write(0, 0, "Fill in the sheet Data")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Read me'!$A$1:$A$2"})
    book.add_chartsheet("Chart").set_chart(chart)
    for name, rows in (("Empty", []), ("Kim Example", [event(0, {"gender": "?"})]), ("Q2", [event(1), [], event(2)]), ("Old", [event(3)])):
        sheet = book.add_worksheet(name)
        sheet.write_row(2, 0, TITLES)
        for number, row in enumerate(rows, 3):
            sheet.write_row(number, 0, row)
        sheet.write_formula(30, 1, '=IF(A31="","","716")', None, "")
        sheet.write_number(3, len(TITLES), 44000, day)
        if name == "Old":
            sheet.hide()
    book.close()
    path = tmp_path / "return.xlsx"
    for sheet in (None, "q2", "4", "Old", "Read me", "none"):
        same(checker, path, sheet=sheet)
        same(checker, path, sheet=sheet, show_values=False)


def test_other_kinds_of_files_are_named(checker: Checker, tmp_path: Path) -> None:
    made = {"a.csv": b"PK\x03\x04" + bytes(50), "b.xlsx": b"a,b\n", "c.xls": b"<html>", "d.csv": b"\0\1\2" * 999, "e.pdf": b"%PDF-1.7 ..."}
    for name, content in made.items():
        assert "error" in same(checker, saved(content, tmp_path, name))
    for name, parts in {"zip.zip": ["a.csv"], "word.docx": ["word/document.xml"], "binary.xlsb": ["xl/workbook.bin"]}.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for part in parts:
                archive.writestr(part, "x")
        assert "error" in same(checker, tmp_path / name)
    older = saved(b"\xd0\xcf\x11\xe0" + bytes(2000), tmp_path, "old.xls")
    assert "which this page cannot read. Save it as .xlsx" in checked(checker, [older])["error"]


# Hostile files


def test_files_that_are_too_large_are_refused(checker: Checker, tmp_path: Path) -> None:
    header = text_of([TITLES])
    cells = "1," * 1_000_000
    long_row = header + text_of([*map(event, range(60))]) + cells
    assert "row.cells" in str(same(checker, saved(long_row, tmp_path, "long-row.csv"))["rules"])
    large: dict[str, str | bytes] = {
        "columns.csv": cells + "\n" + long_row,
        "cell.csv": header + f'"{"x" * 2**20}y",1\n',
        "line.csv": header + "x" * 5_000_000,
        "open.csv": header + '"' + "a,b\n" * 600_000,
        "zeros.csv": bytes(3_000_000),
    }
    for name, content in large.items():
        assert "error" in same(checker, saved(content, tmp_path, name))
    bomb = gzip.compress(bytes(2**28 + 1))
    assert "unpacks to more than 250 times" in checked(checker, [saved(bomb, tmp_path, "bomb.gz")])["error"]


def test_damaged_workbooks_are_refused(checker: Checker, tmp_path: Path) -> None:
    """Cut off, with a wrong checksum, with entities, with a part that is missing, or that unpacks to far more than it says."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append([cell or None for cell in row])
    book.save(tmp_path / "right.xlsx")
    content = (tmp_path / "right.xlsx").read_bytes()
    at = content.index(b"xl/worksheets/sheet1.xml") + 40
    with zipfile.ZipFile(tmp_path / "right.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    damaged: dict[str, bytes] = {
        "cut.xlsx": content[: len(content) // 2],
        "changed.xlsx": content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :],
        "entity.xlsx": _packed(
            {**parts, "xl/worksheets/sheet1.xml": b'<!DOCTYPE a [<!ENTITY a "b">]>' + parts["xl/worksheets/sheet1.xml"]}
        ),
        "lacks.xlsx": _packed({name: part for name, part in parts.items() if name != "xl/worksheets/sheet1.xml"}),
        "bomb.xlsx": _packed({**parts, "xl/worksheets/sheet1.xml": bytes(2**28 + 1)}),
        "not-xml.xlsx": _packed({**parts, "xl/workbook.xml": b"\xff\xfe nothing"}),
    }
    for name, found in damaged.items():
        error = checked(checker, [saved(found, tmp_path, name)])["error"]
        assert "damaged or cut off" in error or "unpacks to more" in error or "no row with headers" in error, name


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_file_that_vanishes_and_a_reading_that_is_stopped(checker: Checker, tmp_path: Path) -> None:
    path = saved(text_of([TITLES, *map(event, range(20_000))]), tmp_path)
    assert checker.ask("read", paths=[str(path)], options={"today": "2026-12-01"}, stop=True)["error"] == "AbortError"
    found = checker.ask("read", paths=[str(path)], options={"today": "2026-12-01"}, vanish=True)
    assert "has been moved, changed or deleted" in found["error"]
    assert not path.exists()
