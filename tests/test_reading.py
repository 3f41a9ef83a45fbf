"""A return is read as it stands, in whatever form it was saved: the cells that were typed, in the rows that are seen."""

import csv
import gzip
import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cldspec.model import Specification
from cldspec.spelling import folded
from cldspec.validation.engines import duckdb_cells as cells
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.csv_scan import has_blank_lines
from cldspec.validation.readers.files import read_file
from cldspec.validation.readers.loading import LoadedFile
from cldspec.validation.result import Result
from cldspec.validation.validator import Options, Table, validate
from conftest import ROOT
from office import XLSX, Office

ALL = Options(limit=None, show_values=True)
TEMPLATE = next((ROOT / "outputs" / "4.0" / "excel").glob("*.xlsx"))
GOOD = ("AB123", "Lent", "01/02/2020", "Zoë; 1,5\tpages", "Hill Road", "No", "3", "1.50")
"""A row of the made-up specification without findings."""
BAD = ("AB124", "Lent", "2/1/2020", "", "", "No", "3", "1.50")
"""One with a date that cannot be read."""


def heads(library: Specification) -> list[str]:
    return [item.title for item in library.items]


def text_of(rows: Sequence[Sequence[str]], separator: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue()


def check(content: bytes | str, folder: Path, specification: Specification, name: str = "return.csv") -> Result:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return validate([path], specification, options=ALL)


def seen(result: Result) -> list[tuple[int, str | None, str]]:
    """Return the findings about the form of the file, and about cells that cannot be read."""
    about = [one for one in result.findings if one.rule.startswith(("columns.", "row.")) or one.rule.endswith(".type")]
    return [(one.row, one.item, one.rule) for one in about]


def unread(*rows: int) -> list[tuple[int, str | None, str]]:
    return [(row, "moved_on", "moved_on.type") for row in rows]


# CSV


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_separators_encodings_and_line_ends(separator: str, encoding: str, end: str, tmp_path: Path, library: Specification) -> None:
    text = text_of([heads(library), GOOD, BAD, ("AB125", *GOOD[1:3], f"one{end}two", *GOOD[4:]), ("AB126", *BAD[1:])], separator, end)
    result = check(text.encode(encoding), tmp_path, library)
    assert seen(result) == unread(3, 5)
    assert (result.rows, result.files[0].rows, result.files[0].header_row) == (4, 4, 1)
    form = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}[encoding]
    assert f"CSV, {form}, separated by " in result.files[0].description


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_same_cells_come_out_of_any_encoding(encoding: str, tmp_path: Path, library: Specification) -> None:
    """The sign is in a header alone, too: then no row says what the encoding is."""
    rows = [("AB1", "Zoë", *GOOD[2:3], "ü£", *GOOD[4:])]
    result = check(text_of([heads(library), *rows]).encode(encoding), tmp_path, library)
    assert [(one.item, one.value) for one in result.findings if one.item == "movement"] == [("movement", "Zoë")]
    only_head = text_of([[*heads(library), "Preis in £"], (*GOOD[:3], "", *GOOD[4:], "")]).encode(encoding)
    result = check(only_head, tmp_path, library)
    assert [one.value for one in result.findings] == ["Preis in £"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("above", [0, 1, 4])
@pytest.mark.parametrize("is_broken", [True, False])
def test_rows_are_numbered_as_they_are_seen(end: str, above: int, *, is_broken: bool, tmp_path: Path, library: Specification) -> None:
    """Title lines, blank lines anywhere, line breaks in headers and cells: what Excel would show."""
    head = [title.upper().replace(" ", f"{end} ") if is_broken else f" {title.lower()} " for title in heads(library)]
    titles = [["Title", f"a{end}b"], [], ["24\" x 'y'", 'q"'], [""]][:above]
    rows = [*titles, head, GOOD, BAD, [], [], BAD, ("AB1", *GOOD[1:3], f"{end}{end}", *GOOD[4:]), BAD, [""] * len(head), BAD, [], []]
    result = check(text_of(rows, end=end), tmp_path, library)
    first = above + 1
    assert seen(result) == unread(first + 2, first + 5, first + 7, first + 9)
    assert result.files[0].header_row == first
    assert result.rows == 6


@pytest.mark.parametrize("blank", [0, 1, 2, 3])
@pytest.mark.parametrize("titles", [0, 1, 2])
def test_each_blank_line_counts(blank: int, titles: int, tmp_path: Path, library: Specification) -> None:
    """However many lines the headers take."""
    rows = [*([["Title"]] * titles), [title.replace(" ", "\n") for title in heads(library)], GOOD, *([[]] * blank), BAD]
    assert seen(check(text_of(rows), tmp_path, library)) == unread(titles + blank + 3)


def test_trailing_columns_and_rows_do_no_harm(tmp_path: Path, library: Specification) -> None:
    rows = [(*heads(library), "", ""), (*GOOD, "", ""), (*BAD, "", " "), *([("",) * 9] * 3)]
    for ragged in (rows, [*rows, GOOD, (*BAD, "", "", "", "")]):
        result = check(text_of(ragged) + "\r\n\r\n", tmp_path, library)
        assert seen(result) == (unread(3) if ragged is rows else unread(3, 8))
        assert result.rows == (2 if ragged is rows else 4)


def test_mistakes_in_headers_are_reported(tmp_path: Path, library: Specification) -> None:
    head = [*heads(library)[:-1], "Shelf", "mark", ""]
    for cell in ("", "x"):
        result = check(text_of([head, (*GOOD[:-1], "", "", cell)]), tmp_path, library)
        rules = [(finding.rule, finding.item) for finding in result.findings if finding.rule.startswith("columns.")]
        assert sorted(rules, key=str) == sorted(
            [
                ("columns.left-out", library.items[-1].id),
                ("columns.unknown", None),
                ("columns.repeated", library.items[0].id),
                *([("columns.unnamed", None)] if cell else []),
            ],
            key=str,
        )
        assert all(finding.row == 1 for finding in result.findings if finding.rule.startswith("columns."))


def test_rows_with_more_cells_than_headers_are_reported(tmp_path: Path, library: Specification) -> None:
    result = check(text_of([heads(library), GOOD, (*GOOD, "x"), GOOD[:3]]), tmp_path, library)
    assert seen(result) == [(3, None, "row.cells")]
    assert [one.rows for one in result.broken_rules if one.rule == "row.cells"] == [1]


def test_columns_stand_in_any_order(tmp_path: Path, library: Specification) -> None:
    result = check(text_of([heads(library)[::-1], GOOD[::-1], BAD[::-1]]), tmp_path, library)
    assert seen(result) == unread(3)
    by_identifier = check(text_of([[item.id for item in library.items], GOOD, BAD]), tmp_path, library)
    assert seen(by_identifier) == unread(3)


@pytest.mark.parametrize(
    "name",
    [
        "a [1].csv",
        "[a].csv",
        "{a,b}.csv",
        "it's.csv",
        "Zoë ñ.csv",
        "a b;c.csv",
        "%d {} $x.csv",
        "x.csv.gz",
        "x.zst",
        "no-suffix",
        "year=2020/a.csv",
    ],
)
def test_any_name_will_do(name: str, tmp_path: Path, library: Specification) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    result = check(text_of([heads(library), GOOD, BAD]), tmp_path, library, name)
    assert seen(result) == unread(3)
    assert result.files[0].name == Path(name).name
    parquet = (tmp_path / name).with_suffix(".parquet")
    pq.write_table(pa.table({item.title: [cell] for item, cell in zip(library.items, BAD, strict=True)}), parquet)
    assert seen(validate([parquet], library, options=ALL)) == unread(2)


def test_several_files_are_one_return(tmp_path: Path, library: Specification) -> None:
    paths = []
    for number, separator in enumerate(",;\t"):
        paths.append(tmp_path / f"part {number}.csv")
        rows = [heads(library), *([()] * number), ("AB1", *BAD[1:])]
        paths[-1].write_text(text_of(rows, separator), encoding="utf-8", newline="")
    packed = tmp_path / "part 3.csv.gz"
    packed.write_bytes(gzip.compress(paths[2].read_bytes()))
    result = validate([*paths, packed], library, options=ALL)
    assert [(one.file, one.row) for one in result.findings if one.rule == "moved_on.type"] == [
        ("part 0.csv", 2),
        ("part 1.csv", 3),
        ("part 2.csv", 4),
        ("part 3.csv.gz", 4),
    ]


# The fast way, the slow way, and Python's csv module


@dataclass(frozen=True)
class Loaded:
    """A file that has been read, and the cells of two of its columns."""

    file: LoadedFile
    cells: list[tuple[str | None, str | None]]


def load(path: Path, specification: Specification, folder: Path, *, row_by_row: bool) -> Loaded | str:
    connection = duckdb.connect(config={"threads": 1})
    try:
        cells.create_tables(connection, specification)
        file = read_file(connection, path, path.name, specification, folder, row_by_row=row_by_row)
        mark, remark = (f"COALESCE({cells.text_as_typed(name, specification, 'c')}, c.{name})" for name in ("mark", "remark"))
        rows = connection.execute(f"SELECT {mark}, {remark}, rowid FROM {cells.CELLS} AS c ORDER BY rowid").fetchall()
        assert [number for *_, number in rows] == list(range(file.summary.rows))
        return Loaded(file, [(mark, remark) for mark, remark, _ in rows])
    except UnreadableFileError as error:
        return str(error)
    finally:
        connection.close()


PIECE = st.sampled_from(
    [
        "a",
        "1",
        " ",
        "  ",
        '"',
        '""',
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\0",
        "é",
        "\u00a0",
        "x,y",
        '" ',
        ' "',
        '","',
        '"\n"',
        "#",
        "'",
        "\\",
        "\ufeff",
        "\x1a",
        "\u2028",
    ]
)
CELL = st.one_of(
    st.sampled_from(["", "AB1", '"q"', '"q""q"', '"a,b"', '"1\n2"', '"1\r\n2"', "Lent"]), st.lists(PIECE, max_size=3).map("".join)
)


@st.composite
def csv_texts(draw: st.DrawFn, titles: Sequence[str]) -> str:
    """Draw the text of a CSV file with the headers somewhere, sound or not."""
    separator, end = draw(st.sampled_from(",;\t")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    sound = st.sampled_from(["", "AB1", '"q"', '"q""q"', f'"a{separator}b"', f'"1{end}2"', "Lent"])
    cell = draw(st.sampled_from([sound, sound, CELL]))
    ends = draw(st.sampled_from([st.just(end), st.just(end), st.sampled_from(["\n", "\r\n", "\r"])]))
    width = draw(st.sampled_from([st.just(len(titles)), st.integers(0, len(titles) + 1)]))
    head = [draw(st.sampled_from([title, title.upper(), '"' + title.replace(" ", end) + '"'])) for title in titles]
    rows = [draw(st.lists(cell, max_size=3)) for _ in range(draw(st.integers(0, 2)))]
    rows.append(head)
    rows += [draw(st.lists(cell, min_size=count, max_size=count)) for count in draw(st.lists(width, max_size=4))]
    text = "".join(separator.join(row) + draw(ends) for row in rows)
    return draw(st.sampled_from([text, text.rstrip("\r\n"), text + end * 2, "\ufeff" + text]))


@pytest.mark.slow
def test_reading_at_once_and_row_by_row_gives_the_same(library: Specification) -> None:
    titles = heads(library)
    with TemporaryDirectory() as name:
        folder = Path(name)

        @settings(max_examples=150)
        @given(csv_texts(titles))
        @example(",".join(titles) + "\r" + ",".join(GOOD).replace("5\t", "5") + "\n" + "a\n")
        @example('"x","y\n' + ",".join(titles) + '\n"1\n2",,,,,,\n')
        @example('\na\n"' + '","'.join(titles) + '"\n\n"1\n2",,,,,,\n')
        def agree(text: str) -> None:
            path = folder / "return.csv"
            path.write_text(text, encoding="utf-8", newline="")
            fast = load(path, library, folder, row_by_row=False)
            slow = load(path, library, folder, row_by_row=True)
            if isinstance(fast, str) or isinstance(slow, str):
                assert fast == slow
                return
            name = slow.file.summary.description.rpartition(" by ")[2]
            separator = {"comma": ",", "semicolon": ";", "tab": "\t", "vertical bar": "|"}[name]
            rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator))
            head = [folded(cell) for cell in rows[slow.file.summary.header_row - 1]]
            del rows[: slow.file.summary.header_row]
            while rows and not rows[-1]:
                rows.pop()
            mark, remark = (head.index(title) if title in head else len(text) for title in ("mark", "remark"))
            assert slow.cells == [tuple((row[place] or None) if place < len(row) else None for place in (mark, remark)) for row in rows]
            if fast.file.unnumbered is None or not has_blank_lines(fast.file.unnumbered):
                assert fast.cells == slow.cells
                assert (fast.file.summary, fast.file.findings) == (slow.file.summary, slow.file.findings)
            else:  # the file is read again
                assert fast.cells == [pair for row, pair in zip(rows, slow.cells, strict=True) if row]

        agree()


@pytest.mark.slow
def test_many_rows_with_line_breaks_keep_their_numbers(tmp_path: Path, library: Specification) -> None:
    """More than DuckDB reads at a time, and more than go to it at a time row by row."""
    row = ("AB1", "Lent", "01/02/2020", 'a "long"\r\ntext, with breaks\r\n\r\n' * 4, "No", "3", "1.50")
    rows = [row if number % 7 else ("x" * (number % 50), "", "", "", "", "", "") for number in range(120_000)]
    path = tmp_path / "return.csv"
    for text in (text_of([heads(library), *rows]), text_of([heads(library), *rows, ("short",)])):
        path.write_text(text, encoding="utf-8", newline="")
        loaded = load(path, library, tmp_path, row_by_row=False)
        assert isinstance(loaded, Loaded)
        assert loaded.cells[: len(rows)] == [(one[0] or None, one[3] or None) for one in rows]


# Parquet and tables


def columns(library: Specification) -> dict[str, pa.Array]:
    values = [
        pa.array(["AB1", "AB2", None]).dictionary_encode(),
        pa.array(["Lent", "Lent", ""]),
        pa.array([date(2020, 2, 1), date(2020, 2, 29), None]),
        pa.array([True, None, None]),
        pa.array(["Hill Road", None, None]),
        pa.array(["No", "No", None], pa.large_string()),
        pa.array([3.0, 0.1 + 0.2, None]),
        pa.array([Decimal("1.50"), Decimal("2.00"), None], pa.decimal128(9, 2)),
    ]
    return dict(zip(heads(library), values, strict=True))


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pa.array([date(2020, 2, 1)]), "01/02/2020"),
        (pa.array([datetime(2020, 2, 1)], pa.timestamp("ns")), "01/02/2020"),  # noqa: DTZ001
        (pa.array([datetime(2020, 2, 1)], pa.timestamp("s")), "01/02/2020"),  # noqa: DTZ001
        (pa.array([datetime(2020, 2, 1, 10, 30)], pa.timestamp("us")), "01/02/2020 10:30:00"),  # noqa: DTZ001
        (pa.array([datetime(2020, 2, 1)], pa.timestamp("ms", tz="UTC")), "01/02/2020"),  # noqa: DTZ001
        (pa.array([3.0]), "3"),
        (pa.array([0.1 + 0.2]), "0.3"),
        (pa.array([9990000018.0]), "9990000018"),
        (pa.array([12.5], pa.float32()), "12.5"),
        (pa.array([12.0], pa.float32()), "12"),
        (pa.array([7], pa.int8()), "7"),
        (pa.array([2**63], pa.uint64()), str(2**63)),
        (pa.array([Decimal("1.50")]), "1.50"),
        (pa.array([True]), "TRUE"),
        (pa.array(["x"]).dictionary_encode(), "x"),
        (pa.array([""]), None),
        (pa.array([None], pa.null()), None),
        (pa.array([float("nan")]), "nan"),
        (pa.array([b"x"]), "x"),
    ],
)
def test_typed_columns_are_as_typed(values: pa.Array, texts: str | None, tmp_path: Path, library: Specification) -> None:
    path = tmp_path / "return.parquet"
    pq.write_table(pa.table({"Mark": pa.array(["AB1"]), "Remark": values}), path)
    loaded = load(path, library, tmp_path, row_by_row=False)
    assert isinstance(loaded, Loaded)
    assert loaded.cells == [("AB1", texts)]


def test_parquet_and_tables(tmp_path: Path, library: Specification) -> None:
    table = pa.table(columns(library))
    path = tmp_path / "return.parquet"
    pq.write_table(table, path)
    expected = [(3, "weeks", "weeks.type")]
    packed = tmp_path / "return.parquet.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    for source in (path, packed, Table(table)):
        result = validate([source], library, options=ALL)
        assert [one for one in seen(result) if one[2].endswith(".type")] == expected
        assert result.rows == 2


# Workbooks


def fill(library: Specification) -> openpyxl.Workbook:
    """Return a workbook of somebody's own: notes first, then the table, below title lines, blank rows, errors of formulas."""
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active["A1"] = "Nothing here"
    book.create_chartsheet("Chart")
    sheet = book.create_sheet("Data & more")
    sheet["A1"] = "Title"
    for row in (
        [],
        [title.replace(" ", "\n") for title in heads(library)],
        GOOD,
        [],
        ["AB2", "Lent", date(2020, 2, 1), True, "", "No", 3, 1.5],
        BAD,
    ):
        sheet.append(list(row))
    sheet.cell(9, 1, "AB3")
    sheet.cell(9, 3).value = "#N/A"
    sheet.cell(9, 3).data_type = "e"
    sheet.cell(9, 8).value = "#DIV/0!"
    sheet.cell(9, 8).data_type = "e"
    return book


@pytest.mark.parametrize("kind", ["xlsx", "xlsx.gz"])
def test_workbooks(kind: str, tmp_path: Path, library: Specification) -> None:
    path = tmp_path / "own.xlsx"
    fill(library).save(path)
    if kind == "xlsx.gz":
        path.with_suffix(".xlsx.gz").write_bytes(gzip.compress(path.read_bytes()))
        path = path.with_suffix(".xlsx.gz")
    result, types = read_whole(path, library)
    assert types == [(7, "moved_on", BAD[2]), (9, "moved_on", "#N/A"), (9, "fee", "#DIV/0!")]
    assert all("formula" in (one.suggestion or "") for one in result.findings if one.value in {"#N/A", "#DIV/0!"})


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_workbooks_of_other_kinds(kind: str, tmp_path: Path, library: Specification, office: Office) -> None:
    path = tmp_path / "own.xlsx"
    fill(library).save(path)
    _, types = read_whole(office.convert(path, kind), library)
    assert (7, "moved_on", BAD[2]) in types
    assert {row for row, _, _ in types} <= {7, 9}


def read_whole(path: Path, library: Specification) -> tuple[Result, list[tuple[int, str | None, str | None]]]:
    """Return the result of a workbook, and the cells of the wrong type: row, item and value."""
    result = validate([path], library, options=ALL)
    assert (result.files[0].header_row, result.files[0].sheet, result.files[0].description) == (3, "Data & more", "workbook")
    return result, [(one.row, one.item, one.value) for one in result.findings if one.rule.endswith(".type")]


def test_the_template_is_read_and_nothing_of_it_is_strange(tmp_path: Path, specification: Specification) -> None:
    empty = validate([TEMPLATE], specification, options=ALL)
    assert (empty.rows, [finding.rule for finding in empty.findings], empty.files[0].sheet) == (0, ["rows.none"], "Data")
    book = openpyxl.load_workbook(TEMPLATE)
    sheet = book["Data"]
    header = empty.files[0].header_row
    for row in (header + 1, header + 5):
        sheet.cell(row, 1, 716)
        sheet.cell(row, 2, "2021/22")
        for column, day in ((3, datetime(2021, 4, 1)), (4, datetime(2021, 6, 30))):  # noqa: DTZ001
            sheet.cell(row, column, day).number_format = "dd/mm/yyyy"
    sheet.cell(header + 5, 4, "31/31/2021")
    filled = tmp_path / "filled.xlsx"
    book.save(filled)
    result = validate([filled], specification, options=ALL)
    assert result.rows == 2
    assert [(one.row, one.item, one.value) for one in result.findings if one.rule.endswith(".type")] == [
        (header + 5, "reporting_period_end_date", "31/31/2021")
    ]
    assert not [one for one in result.findings if one.rule.startswith(("columns.", "row."))]


def test_the_template_filled_with_libreoffice(tmp_path: Path, specification: Specification, office: Office) -> None:
    copy = tmp_path / "copy.xlsx"
    shutil.copy(TEMPLATE, copy)
    header = validate([TEMPLATE], specification).files[0].header_row
    saved = tmp_path / "filled.xlsx"
    office.run_steps(
        copy,
        ("type", "Data", f"A{header + 1}", "716"),
        ("type", "Data", f"C{header + 2}", {"date": "2021-04-01"}),
        ("save", XLSX, "", str(saved)),
    )
    result = validate([saved], specification, options=ALL)
    assert result.rows == 2
    assert not [one for one in result.findings if one.rule.startswith(("columns.", "row."))]
