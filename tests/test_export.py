"""A filled template is read as it stands, however it was saved; what is none is refused in words."""

import csv
import gzip
import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from cldspec.commands import main
from cldspec.model import Specification
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.cell_text import SIGNIFICANT_DIGITS, CellValue, text_of
from cldspec.validation.readers.header import letters
from cldspec.validation.readers.template import TemplateContent, read_template
from conftest import REAL, ROOT


def titles(specification: Specification) -> list[str]:
    return [item.title for item in specification.items]


def read(content: bytes | str, folder: Path, specification: Specification, name: str = "filled.csv") -> TemplateContent:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_template(path, specification)


def line(*cells: str, separator: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_is_read_whatever_separates_and_encodes_it(
    separator: str, encoding: str, tmp_path: Path, library: Specification
) -> None:
    head = titles(library)
    text = line(*head, separator=separator) + line("AB123", "Lent", "01/02/2020", "Zoë; 1,5\tpages", separator=separator)
    found = read(text.encode(encoding), tmp_path, library)
    assert found.header_row == 1
    assert [dict(row.cells) for row in found.rows] == [
        dict(zip((item.id for item in library.items), ["AB123", "Lent", "01/02/2020", "Zoë; 1,5\tpages"], strict=False))
    ]


def test_headers_are_known_by_their_words(tmp_path: Path, library: Specification) -> None:
    """Case, spaces, line breaks and order do not matter; lines above, blank lines, and empty columns at the end do not, either."""
    head = [title.upper().replace(" ", " \n ") for title in reversed(titles(library))]
    cells = [str(number) for number in range(len(head))]
    text = line("Library", "", "") + line("Mandatory") + line(*head, "", "") + line() + line("", " ") + line(*cells, "", "") + line("", "")
    found = read(text, tmp_path, library)
    assert (found.header_row, found.missing, found.unknown) == (3, (), ())
    assert [(row.number, dict(row.cells)) for row in found.rows] == [
        (6, {item.id: cell for item, cell in zip(reversed(library.items), cells, strict=True)})
    ]


def test_a_line_break_in_a_cell_is_part_of_it(tmp_path: Path, library: Specification) -> None:
    text = line(*titles(library)) + line("AB1", "", "", "one\ntwo") + line("AB2")
    assert [(row.number, row.cells.get("remark")) for row in read(text, tmp_path, library).rows] == [(2, "one\ntwo"), (3, None)]


def test_missing_and_unknown_columns_are_reported(tmp_path: Path, library: Specification) -> None:
    head = [title for title in titles(library) if title != library.items[3].title]
    found = read(line(*head, "Shelf", "") + line("AB1"), tmp_path, library)
    assert [item.id for item in found.missing] == [library.items[3].id]
    assert found.unknown == (letters(len(head)),)


def test_whatever_validate_reads_is_exported(tmp_path: Path, library: Specification) -> None:
    """UTF-16, other separators, compressed, Parquet: the same rows."""
    comma = line(*titles(library)) + line("AB1", "", "", "one") + line("AB2")
    expected = read(comma, tmp_path, library)
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        path = tmp_path / "other.csv"
        path.write_bytes(comma.replace(",", "|").encode(encoding))
        assert read_template(path, library) == expected
        (tmp_path / "other.csv.gz").write_bytes(gzip.compress(path.read_bytes()))
        assert read_template(tmp_path / "other.csv.gz", library) == expected
    columns: dict[str, list[str | None]] = {
        title: ["AB1", "AB2"] if not index else [None, None] for index, title in enumerate(titles(library))
    }
    columns[titles(library)[3]] = ["one", None]
    parquet.write_table(pa.table(columns), tmp_path / "a.parquet")
    assert read_template(tmp_path / "a.parquet", library) == expected


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"one,two\r\n1,2\r\n", "has no row with headers of the template"),
        ("a.csv", b"%PDF-1.7\n\0\0\0", "is a PDF file, not a return"),
        ("a.csv", b'"' + b"x" * (2**20 + 10), "has no row with headers of the template"),
        ("a.csv", b"one\0two", "is not a CSV file, workbook or Parquet file"),
        ("a.parquet", b"PAR1", "is a Parquet file that is damaged, cut off or encrypted"),
        ("a.xlsx", b"no workbook", "has the name of a workbook, but is not one"),
        ("a.xlsx", b"PK\x03\x04cut off", "is not a workbook that can be read"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is not a workbook that can be read"),
    ],
)
def test_what_is_no_filled_template_is_refused(name: str, content: bytes, message: str, tmp_path: Path, library: Specification) -> None:
    with pytest.raises(UnreadableFileError, match=message):
        read(content, tmp_path, library, name)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path, library: Specification) -> None:
    head = titles(library)
    with pytest.raises(UnreadableFileError, match=f"more than one column {head[0]} in row 1"):
        read(line(*head, head[0].lower()), tmp_path, library)


def test_a_workbook_of_any_make_is_read(tmp_path: Path, library: Specification) -> None:
    """Headers on the second sheet, below other lines; numbers and dates as such; a cell that shows an error."""
    path = tmp_path / "own.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write("A1", "Nothing here")
        sheet = book.add_worksheet("Extract")
        for column, item in enumerate(library.items):
            sheet.write_string(4, column, item.title)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_string(6, 0, "007")
        sheet.write_datetime(6, 2, datetime(2020, 2, 29), day)  # noqa: DTZ001
        sheet.write_formula(6, 3, "=NA()", None, "#N/A")
        sheet.write_number(6, 5, 3)
        sheet.write_number(6, 6, 0.1 + 0.2)
    found = read_template(path, library)
    assert (found.header_row, [row.number for row in found.rows]) == (5, [7])
    cells = dict(found.rows[0].cells)
    names = [item.id for item in library.items]
    assert (cells[names[0]], cells[names[2]], cells[names[5]], cells[names[6]]) == ("007", "29/02/2020", "3", "0.3")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (21.0, "21"),
        (-0.5, "-0.5"),
        (9990000018.0, "9990000018"),
        (1e21, "1.00000000000000E+21"),
        (0.0000001, "0.0000001"),
        (date(2021, 4, 1), "01/04/2021"),
        (datetime(2021, 4, 1), "01/04/2021"),  # noqa: DTZ001
        (datetime(2021, 4, 1, 10, 30), "01/04/2021 10:30:00"),  # noqa: DTZ001
        (time(10, 30), "10:30:00"),
        (timedelta(hours=25), "1 day, 1:00:00"),
        ("007", "007"),
    ],
)
def test_values_are_as_typed(value: CellValue, text: str) -> None:
    assert text_of(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300))
def test_a_number_is_the_same_and_has_an_exponent_only_if_digits_are_lost(number: float) -> None:
    text = text_of(number)
    assert ("E" in text) == (abs(number) >= 10**SIGNIFICANT_DIGITS)
    assert float(text) == float(f"{number:.{SIGNIFICANT_DIGITS}g}")


# The command


def export(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", "--version", str(REAL), *map(str, arguments)])


def test_export_writes_what_is_sent(tmp_path: Path, specification: Specification) -> None:
    filled = tmp_path / "filled.csv"
    filled.write_text(line("", "") + line(*titles(specification)) + line("716", "2021/22", "01/04/2021"), encoding="utf-8", newline="")
    done = export(filled, "--to", tmp_path / "return.csv")
    assert done.exit_code == 0
    assert "1 row, from below the headers in row 2" in done.stderr
    assert "716" not in done.stdout + done.stderr.replace(str(tmp_path), "")
    written = (tmp_path / "return.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfLA Code,")
    assert written.count(b"\r\n") == 2
    assert {path.name for path in tmp_path.iterdir()} == {"filled.csv", "return.csv"}
    again = export(tmp_path / "return.csv", "--to", tmp_path / "again.csv")
    assert again.exit_code == 0
    assert (tmp_path / "again.csv").read_bytes() == written


def test_export_of_the_empty_template_is_the_empty_return(tmp_path: Path) -> None:
    template = next((ROOT / "outputs" / "4.0" / "excel").glob("*.xlsx"))
    assert export(template, "--to", tmp_path / "return.csv").exit_code == 0
    assert (tmp_path / "return.csv").read_bytes() == (ROOT / "outputs" / "4.0" / "csv" / "return.csv").read_bytes()


def test_export_says_what_is_wrong(tmp_path: Path, specification: Specification) -> None:
    filled = tmp_path / "filled.csv"
    filled.write_text("a,b\n", encoding="utf-8")
    refused = export(filled, "--to", tmp_path / "return.csv")
    assert (refused.exit_code, "has no row with headers of the template" in refused.stderr) == (2, True)
    filled.write_text(line(*titles(specification)[1:], "Shelf"), encoding="utf-8", newline="")
    same = export(filled, "--to", filled)
    assert (same.exit_code, "is the template itself" in same.stderr) == (2, True)
    nowhere = export(filled, "--to", tmp_path / "nowhere" / "return.csv")
    assert (nowhere.exit_code, "cannot be written" in nowhere.stderr) == (2, True)
    result = export(filled, "--to", tmp_path / "return.csv")
    assert result.exit_code == 0
    assert "Missing columns, written as blank: LA Code." in result.stderr
    assert "Columns that are not in the template, left out: AR." in result.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"filled.csv", "return.csv"}
