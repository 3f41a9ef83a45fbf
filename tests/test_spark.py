"""A return is checked by Spark as DuckDB checks it: the same result in every part."""

import csv
import gzip
import io
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from pyarrow import parquet

import cldspec
from cldspec.model import Specification
from cldspec.rules.cells import UNREADABLE, Remark, read, tidy
from cldspec.validation.engines.spark import validate_on_spark
from cldspec.validation.engines.spark_session import NO_SPARK
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.result import Finding, Result
from cldspec.validation.validator import Options, validate
from cldspec.versions.later_releases import read_later_releases
from returns import whole_return
from specifications import SPECIFICATIONS, each_specification
from test_damaged_returns import LATER
from test_validate import ALL, saved

LIBRARY = SPECIFICATIONS["library"]


def alike(spark: Any, paths: Sequence[Path], specification: Specification, options: Options = ALL) -> Result:
    """Return what both engines say of files; cells that are shown may be spelt otherwise, where they are read alike."""
    here = validate(list(paths), specification, options=options)
    there = validate_on_spark([str(path) for path in paths], specification, options=options, session=spark)
    assert tidied(there) == tidied(here)
    assert replace(there, findings=()) == replace(here, findings=())
    return there


def tidied(result: Result) -> list[Finding]:
    return [replace(finding, value=shown(finding, result.specification)) for finding in result.findings]


def shown(finding: Finding, specification: Specification) -> str | None:
    if finding.item is None or finding.value is None:
        return None
    cell = read(specification.item_by_id[finding.item], finding.value, specification)
    return (
        tidy(finding.value)
        if cell is UNREADABLE
        else None
        if cell is None
        else f"{cell.normalize() if isinstance(cell, Decimal) else cell}"
    )


def lines_of(rows: Sequence[Mapping[str, str]], specification: Specification) -> list[list[str]]:
    return [[item.title for item in specification.items], *([row.get(item.id, "") for item in specification.items] for row in rows)]


def text_of(lines: Sequence[Sequence[str]], separator: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(lines)
    return text.getvalue()


def parquet_of(rows: Sequence[Mapping[str, str]], specification: Specification, path: Path) -> Path:
    columns = {item.title: [row.get(item.id) or None for row in rows] for item in specification.items}
    parquet.write_table(pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()}), path)
    return path


@each_specification
def test_a_whole_return_as_csv(version: str, spark: Any, tmp_path: Path) -> None:
    specification = SPECIFICATIONS[version]
    path = saved(whole_return(version), specification, tmp_path / "return.csv")
    result = alike(spark, [path], specification, Options(limit=None, show_values=True))
    assert {one.severity for one in result.broken_rules} >= {"error", "warning"}


@each_specification
def test_a_whole_return_as_parquet_capped(version: str, spark: Any, tmp_path: Path) -> None:
    specification = SPECIFICATIONS[version]
    path = parquet_of(whole_return(version), specification, tmp_path / "return [1].parquet")
    result = alike(spark, [path], specification, Options(limit=3))
    assert result.total > len(result.findings)


def test_typed_columns_are_read_alike(spark: Any, tmp_path: Path) -> None:
    """Booleans and numbers are the list values that they stand for; dates and decimals are as typed."""
    specification = SPECIFICATIONS["4.0"]
    made = cldspec.sample(60, version=specification)
    kinds = {"date": pa.date32(), "decimal": pa.float64(), "integer": pa.int64()}
    for index, item in enumerate(specification.items):
        column, values = made.column(index), specification.values_of(item.id) or ()
        if item.type == "date":
            column = pc.strptime(column, format="%d/%m/%Y", unit="s").cast(pa.date32())
        elif item.type in kinds:
            column = column.cast(kinds[item.type])
        elif set(values) == {"Yes", "No"}:
            column = pc.equal(column, "Yes")
        elif values and all(map(str.isdigit, values)):
            column = column.cast(pa.int32())
        made = made.set_column(index, item.title, column)
    assert pa.bool_() in made.schema.types
    path = tmp_path / "return.parquet"
    parquet.write_table(made, path)
    assert not alike(spark, [path], specification).findings


def test_a_column_of_lists_is_refused(spark: Any, tmp_path: Path) -> None:
    parquet.write_table(pa.table({"Mark": ["AB1"], "Remark": [["x", "y"]]}), tmp_path / "return.parquet")
    with pytest.raises(UnreadableFileError, match="has lists or structures instead of single values in the column Remark"):
        validate_on_spark([str(tmp_path / "return.parquet")], SPECIFICATIONS["library"], options=ALL, session=spark)


def test_files_as_they_come(spark: Any, tmp_path: Path) -> None:
    """Byte order marks, semicolons, line breaks and quotes in cells, blank lines, long rows, other columns, gzip, Windows."""
    rows = whole_return("library")
    lines = lines_of(rows, LIBRARY)
    words = next(item.id for item in LIBRARY.items if item.type == "text" and item.format is None)
    broken = [dict(row) | {words: f'one, "two";\r\n\r\n"three" {number} £'} for number, row in enumerate(rows[:20])]
    first, second, third = (tmp_path / name for name in ("first one {a}.csv", "second.csv.gz", "third.csv"))
    first.write_bytes(b"\xef\xbb\xbf" + text_of([["About this return"], [], *lines_of(broken, LIBRARY)], ";").encode())
    other = [[*line[1:], line[0] + "x", str(index), "  ", "long" if index % 7 == 1 else ""] for index, line in enumerate(lines)]
    second.write_bytes(gzip.compress(text_of([[*other[0][:-3], ""], *other[1:]]).encode()))
    marks = text_of(lines).split("\r\n")
    third.write_bytes("\r\n".join([*marks[:3], "", '5" pipe,,"b"c,"', *marks[3:]]).encode("cp1252", errors="replace"))
    result = alike(spark, [first, second, third], LIBRARY)
    assert {"columns.missing", "columns.unknown", "columns.unnamed", "row.cells"} <= {one.rule for one in result.broken_rules}
    assert [file.header_row for file in result.files] == [3, 1, 1]


def test_folders_are_read_file_by_file(spark: Any, tmp_path: Path) -> None:
    folder = tmp_path / "return"
    folder.mkdir()
    rows = whole_return("library")
    for number, part in enumerate((rows[:40], rows[40:])):
        parquet_of(part, LIBRARY, folder / f"part-{number}.parquet")
    (folder / "_SUCCESS").touch()
    result = validate_on_spark([str(folder)], LIBRARY, options=ALL, session=spark)
    here = validate(sorted(folder.glob("*.parquet")), LIBRARY, options=ALL)
    assert result == here


DAMAGED = (
    *(" {}", "{}\t", "\u3000{}", "\u200b{}", "{}\ufeff", "{}\x02", "a\xa0{}", "\ufffd{}", "\u0410{}", "a\u0410{}", "{}\uff15"),
    *("NULL", "n/a", "-", r"\N", "Unknown", "#N/A", "#div/0!", "Err:502", "###", "1.23E+15", "12345678901234567890", " ", "\u200b", "\xad"),
    *(
        "01/01/1900",
        "31/12/2999",
        "29/02/2023",
        "2021-04-01",
        "0000000000",
        "1111111111",
        "-5",
        "12345678901",
        "1,234.50",
        "yes",
        "x" * 300,
    ),
)
"""Texts of damaged cells; the braces are for what was there."""


def damaged_lines() -> list[list[str]]:
    """Return the cells of a return with damaged cells in every column, and with rows that are none or are in the wrong columns."""
    specification = SPECIFICATIONS["4.0"]
    made = cldspec.sample(150, version=specification)
    good = [["" if cell is None else str(cell) for cell in row.values()] for row in made.to_pylist()]
    titles = [item.title for item in specification.items]
    width = len(titles)
    lines = [list(row) for row in good]
    for number in range(len(DAMAGED) * width):
        row, column = number % len(lines), number // len(DAMAGED)
        lines[row][column] = DAMAGED[number % len(DAMAGED)].format(good[row][column])
    shifted = list(good[3])
    shifted[6:7] = ["one", " two"]
    swallowed = list(good[4])
    swallowed[27] = "a\n" + ",".join("x" * width)
    in_text = list(good[5])
    in_text[27] = "A call, with commas, and\nline breaks, as people write, in a row.\n" * 20
    total = ["Grand total:", *[""] * (width - 2), "7"]
    none = [[], [""] * width, [" "] * width, titles, [title.upper() for title in titles], total]
    more = [shifted, [*shifted, "more"], swallowed, in_text, [*good[6], "long"], *none, *good]
    return [titles, *more[:8], *lines, *more[8:], good[7]]


@pytest.mark.parametrize("limit", [None, 3])
def test_every_kind_of_damage_is_found_alike(limit: int | None, spark: Any, tmp_path: Path) -> None:
    path = tmp_path / "return.csv"
    path.write_text(text_of(damaged_lines()), encoding="utf-8", newline="")
    result = alike(spark, [path], SPECIFICATIONS["4.0"], Options(limit=limit, show_values=limit is None))
    rules = {one.rule for one in result.broken_rules}
    assert {"row.header", "row.total", "row.shifted", "row.swallowed", "row.cells"} <= rules
    assert {one.rsplit(".", 1)[-1] for one in rules} >= set(Remark)


def test_bytes_that_are_no_characters_are_found_alike(spark: Any, tmp_path: Path) -> None:
    """In UTF-8 with a few wrong bytes, with and without its mark, and in Windows-1252, where five bytes mean nothing."""
    specification = SPECIFICATIONS["4.0"]
    made = cldspec.sample(20, version=specification)
    rows = [["" if cell is None else str(cell) for cell in row.values()] for row in made.to_pylist()]
    for number, row in enumerate(rows):
        row[6:8] = [f"Zo\u00eb{number}", "\u00c5str\u00f6m \u20ac \u2019"]
    titles = [item.title for item in specification.items]
    content = text_of([titles, *rows]).encode()
    wrong = content.replace("Zo\u00eb3,".encode(), b"Zo\xeb3,").replace("Zo\u00eb4,".encode(), b"\xe2\x82Zo\xc3(\xff,")
    windows = text_of([titles, *rows]).encode("cp1252").replace(b"Zo\xeb5,", b"Zo\x815,")
    paths = [tmp_path / f"{number}.csv" for number in range(3)]
    for path, written in zip(paths, (wrong, b"\xef\xbb\xbf" + wrong, windows), strict=True):
        path.write_bytes(written)
    result = alike(spark, paths, specification)
    assert [file.description.split(",")[1].strip() for file in result.files] == ["UTF-8", "UTF-8", "Windows-1252"]
    assert sum(one.rule == "first_name.encoding" for one in result.findings) == 5


def test_a_return_for_a_later_release_is_one_finding(spark: Any, tmp_path: Path) -> None:
    (tmp_path / "later-releases.yaml").write_text(LATER, encoding="utf-8")
    later, _ = read_later_releases(tmp_path)
    specification = SPECIFICATIONS["4.0"]
    titles = ["Shelf" if item.id == "first_name" else item.title for item in specification.items]
    row = ["Red" if item.id == "ethnicity" else "" for item in specification.items]
    path = tmp_path / "return.csv"
    path.write_text(text_of([[*titles, "Reader number", "Room"], [*row, "1", "2"]]), encoding="utf-8")
    result = alike(spark, [path], specification, Options(later_releases=later))
    assert "Release B" in result.findings[0].message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Spark finds no such file or folder"),
        (b"", "is empty"),
        (b"a,b\n1,2\n", "no row with headers of the template"),
        (b"PK\x03\x04 and more", "is a workbook"),
        (gzip.compress(b"a,b", mtime=0), "Change the end of its name to .gz"),
        ("HEADERS\r\n".encode("utf-16"), "UTF-16"),
        (b'HEADERS\r\n"never closed,x\r\ny\r\n', "a quotation mark that is never closed"),
    ],
)
def test_what_is_not_a_return_is_explained(content: bytes | None, said: str, spark: Any, tmp_path: Path) -> None:
    path = tmp_path / "return.csv"
    if content is not None:
        path.write_bytes(content.replace(b"HEADERS", ",".join(item.title for item in LIBRARY.items).encode()))
    with pytest.raises(UnreadableFileError, match=said):
        validate_on_spark([str(path)], LIBRARY, options=ALL, session=spark)


def test_without_spark_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "pyspark.errors", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UnreadableFileError) as raised:
        validate_on_spark(["return.csv"], LIBRARY, options=ALL)
    assert str(raised.value) == NO_SPARK
