"""Write derived tables as files: CSV that Excel opens, Parquet, or one workbook with a worksheet for each table."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from cldspec.derivation.duckdb import DerivedTables
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.steps.trace import scope_of
from cldspec.wording import FORMULA_START, NUMBER

FORMATS = ("csv", "parquet", "xlsx")
"""The formats of files."""
WORKBOOK = "derived.xlsx"
"""The name of the workbook."""
_MOST_ROWS = 1_048_575
"""The rows of a worksheet below its headers."""
_BATCH = 10_000
_LONGEST_SHEET_NAME = 31


class WorkbookLimitError(Exception):
    """Raised where a table has more rows than a worksheet can have, or a text that is longer than a cell can hold."""


def write_tables(tables: DerivedTables, folder: Path, form: str) -> Mapping[str, int]:
    """Write all tables into a folder, or none, and return the number of rows of each.

    Files of the same names are replaced; others stay. Raises WorkbookLimitError, and OSError where a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = {name: _count(tables, name) for name in tables.names}
    with TemporaryDirectory(prefix=".", suffix=".new", dir=folder) as made:
        if form == "xlsx":
            too_long = next((name for name, count in rows.items() if count > _MOST_ROWS), None)
            if too_long:
                raise WorkbookLimitError(f"{too_long} has {rows[too_long]:,} rows, which is more than a worksheet can have.")
            _write_workbook(tables, Path(made) / WORKBOOK)
        else:
            for name in tables.names:
                _write_table(tables, name, Path(made) / f"{name}.{form}", form)
        for path in sorted(Path(made).iterdir()):
            path.replace(folder / path.name)
    return rows


def _count(tables: DerivedTables, name: str) -> int:
    (count,) = tables.connection.execute(f"SELECT COUNT(*) FROM ({tables.query(name)})").fetchone() or (0,)
    return int(count)


def _write_table(tables: DerivedTables, name: str, path: Path, form: str) -> None:
    if form == "parquet":
        tables.connection.execute(f"COPY ({tables.query(name)}) TO {DATABASE.text(str(path))} (FORMAT parquet)")
        return
    scope = scope_of(name, tables.specification)
    columns = ", ".join(
        f"CASE WHEN {_is_like_formula(column)} THEN '''' || {column} ELSE {column} END AS {column}"
        if scope.columns[identifier].type in {"text", "code"}
        else column
        for identifier, column in ((identifier, DATABASE.identifier(identifier)) for identifier in scope.columns)
    )
    plain = path.with_suffix(".part")
    tables.connection.execute(
        f"COPY (SELECT {columns} FROM ({tables.query(name)})) TO {DATABASE.text(str(plain))} (FORMAT csv, HEADER, DELIMITER ',')"
    )
    with plain.open("rb") as source, path.open("wb") as target:
        target.write(b"\xef\xbb\xbf")  # tells Excel that the file is UTF-8
        shutil.copyfileobj(source, target)
    plain.unlink()


def _is_like_formula(column: str) -> str:
    """Return the condition that a spreadsheet may take a text for a formula, as `cldspec.wording.is_like_formula` says."""
    start, number = DATABASE.text(f"^(?:{FORMULA_START.pattern})"), DATABASE.text(NUMBER.pattern)
    return f"regexp_matches({column}, {start}) AND NOT regexp_full_match({column}, {number})"


def _write_workbook(tables: DerivedTables, path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        names: set[str] = set()
        for name in tables.names:
            derivation = tables.specification.derivation_by_id[name]
            sheet = workbook.add_worksheet(_sheet_name(name, names))
            sheet.freeze_panes(1, 0)
            titles = [column.title for column in scope_of(derivation.id, tables.specification).columns.values()]
            sheet.set_column(0, max(len(titles) - 1, 0), 22)
            for column, title in enumerate(titles):
                sheet.write_string(0, column, title, bold)
            found = tables.connection.execute(tables.query(name))
            row = 0
            while batch := found.fetchmany(_BATCH):
                for values in batch:
                    row += 1
                    for column, value in enumerate(values):
                        if value is None:
                            continue
                        if isinstance(value, str):
                            failure = sheet.write_string(row, column, value)
                        elif hasattr(value, "isoformat"):
                            failure = sheet.write_datetime(row, column, value, day)
                        else:
                            failure = sheet.write_number(row, column, value)
                        if failure:  # the library leaves the cell blank, without an error
                            raise WorkbookLimitError(f"{name} has a text that is longer than a cell of a workbook can hold.")
            sheet.autofilter(0, 0, row, max(len(titles) - 1, 0))


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name for a worksheet, which may be at most 31 characters long."""
    short = name[:_LONGEST_SHEET_NAME]
    number = 2
    while short in taken:
        short = f"{name[: _LONGEST_SHEET_NAME - 3]}_{number}"
        number += 1
    taken.add(short)
    return short
