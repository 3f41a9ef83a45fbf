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
from cldspec.rules.all_rules import rules_of
from cldspec.rules.cells import UNREADABLE, read, tidy
from cldspec.validation.cell_rules import cell_rules
from cldspec.validation.engines.spark import validate_on_spark
from cldspec.validation.engines.spark_session import NO_SPARK
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.result import Finding, Result
from cldspec.validation.validator import Options, validate
from returns import whole_return
from specifications import SPECIFICATIONS, each_specification
from test_validate import ALL, saved

LIBRARY = SPECIFICATIONS["library"]


def alike(spark: Any, paths: Sequence[Path], specification: Specification, options: Options = ALL) -> Result:
    """Return what both engines say of files; cells that are shown may be spelt otherwise, where they are read alike."""
    here = without_cell_rules(validate(list(paths), specification, options=options))
    there = validate_on_spark([str(path) for path in paths], specification, options=options, session=spark)
    assert there.files == here.files
    assert tidied(there) == tidied(here)
    rows_with = there.rows_with if options.limit is None else {**there.rows_with, "warning": here.rows_with["warning"]}
    assert replace(there, findings=(), rows_with=rows_with) == replace(here, findings=())
    return there


def without_cell_rules(result: Result) -> Result:
    """Return DuckDB's result without the rules about cells that no specification has, and without swallowed rows: Spark checks neither.

    Of the rules about cells, the returns here break only warnings. If all findings are listed, the rows with other warnings are counted.
    """
    about_cells = {rule.id: rule.severity for rule in cell_rules(result.specification)}
    assert {about_cells.get(one.rule, "warning") for one in result.broken_rules} <= {"warning"}
    rules = {*about_cells, "row.swallowed"}
    findings = tuple(one for one in result.findings if one.rule not in rules)
    broken_rules = tuple(one for one in result.broken_rules if one.rule not in rules)
    rows_with = dict(result.rows_with)
    if result.limit is None:
        of_specification = {rule.id for rule in rules_of(result.specification)}
        warnings = [one for one in findings if one.severity == "warning" and one.rule in of_specification]
        rows_with["warning"] = len({(one.file, one.row) for one in warnings})
    return replace(result, findings=findings, broken_rules=broken_rules, rows_with=rows_with)


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
    assert result == without_cell_rules(here)


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
