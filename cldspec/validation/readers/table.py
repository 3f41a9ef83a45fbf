"""Tables with named columns, such as data frames and Parquet files, as the text that a person would type into the template."""

from collections.abc import Mapping
from typing import Any

import duckdb

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import DATE_PATTERN, LOST
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.validation.engines.duckdb_cells import insert_query, row_count
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.cell_text import SIGNIFICANT_DIGITS
from cldspec.validation.readers.header import Header, find_header, header_findings, no_header
from cldspec.validation.readers.loading import OPENED_WRONGLY, LoadedFile, inserted, with_damaged_letters
from cldspec.validation.readers.typed_values import text_of_boolean, with_leading_zeros
from cldspec.validation.result import FileSummary

_NUMBERS = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "UHUGEINT",
    "DOUBLE",
    "FLOAT",
)
"""The types of numbers in DuckDB that have no leading zeros."""


def read_table(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    name: str,
    specification: Specification,
    description: str,
    zones: Mapping[str, str] | None = None,
) -> LoadedFile:
    """Add the rows of a table, which `source` names in SQL, to the table of cells. Its first row is row 2, as below headers.

    `zones` are the time zones of columns of moments, by name; UTC if there is none. Raises UnreadableFileError.
    """
    header, texts = texts_of_table(connection, source, name, specification, zones)
    selected = ", ".join(f'{sql} AS "{item}"' for item, sql in texts.items())
    first_row = row_count(connection)
    rows = inserted(connection.execute(insert_query(specification, texts, f"(SELECT {selected} FROM {source})")))
    loaded = LoadedFile(FileSummary(name, description, 1, rows), tuple(header_findings(header, (), name, specification)), header=header)
    return with_damaged_letters(connection, loaded, specification, first_row, OPENED_WRONGLY)


def texts_of_table(
    connection: duckdb.DuckDBPyConnection, source: str, name: str, specification: Specification, zones: Mapping[str, str] | None = None
) -> tuple[Header, dict[str, str]]:
    """Return the headers of a table, and SQL for the text of each data item's column. As `read_table`."""
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    header = find_header([[str(column[0]) for column in described]], specification, name)
    if header is None:
        raise UnreadableFileError(no_header(name, specification))
    for index in header.columns.values():
        kind = str(described[index][1])
        check_column(name, header.cells[index], is_nested=_is_nested(kind))
    zones = zones or {}
    texts = {
        item: _text_of_column(cell, str(described[index][1]), specification.item_by_id[item], specification, zones.get(cell, "UTC"))
        for item, index in header.columns.items()
        for cell in (header.cells[index],)
    }
    return header, texts


def check_column(name: str, column: str, *, is_nested: bool) -> None:
    """Raise UnreadableFileError where a column has lists or structures."""
    if is_nested:
        message = f"{name} has lists or structures instead of single values in the column {column}. Write one value in each cell."
        raise UnreadableFileError(message)


def zones_of(data: object) -> dict[str, str]:
    """Return the time zones of the columns of an Arrow table, its schema or a data frame, by name."""
    schema: Any = getattr(data, "schema", None)
    types: Any = getattr(data, "dtypes", data) if schema is None else schema  # pandas, an Arrow schema, or an Arrow table or Polars
    if types is None:
        return {}
    pairs = types.items() if hasattr(types, "items") else ((field.name, field.type) for field in types)
    zones = ((str(name), getattr(kind, "tz", None) or getattr(kind, "time_zone", None)) for name, kind in pairs)
    return {name: str(zone) for name, zone in zones if zone}


def _is_nested(kind: str) -> bool:
    """Say whether a type of DuckDB has several values in a cell."""
    return kind.startswith(("STRUCT", "MAP", "UNION")) or kind.endswith("]")


def _text_of_column(column: str, kind: str, item: DataItem, specification: Specification, zone: str) -> str:
    """Return a column as text in SQL, as `cldspec.validation.readers.cell_text.text_of` writes values; `kind` is its type in DuckDB.

    `zone` is the time zone of moments: without it, midnight in summer would be on the day before.
    """
    quoted = '"' + column.replace('"', '""') + '"'
    text = f"CAST({quoted} AS VARCHAR)"
    if kind == "DATE":
        text = f"STRFTIME({quoted}, '{DATE_PATTERN}')"
    elif kind.startswith("TIMESTAMP"):
        moment = f"CAST({quoted} AS TIMESTAMP)" if kind != "TIMESTAMP WITH TIME ZONE" else f"TIMEZONE({DATABASE.text(zone)}, {quoted})"
        time = f"CASE WHEN CAST({moment} AS TIME) <> TIME '00:00:00' THEN STRFTIME({moment}, ' %H:%M:%S') ELSE '' END"
        text = f"STRFTIME({moment}, '{DATE_PATTERN}') || {time}"
    elif kind == "BLOB":  # some programs write texts as bytes
        text = f"COALESCE(TRY(DECODE({quoted})), CASE WHEN {quoted} IS NOT NULL THEN {DATABASE.text(LOST[0])} END)"
    elif kind == "BOOLEAN":
        text = text_of_boolean(quoted, item, specification, DATABASE)
    elif kind == "DOUBLE":  # as many digits as a workbook keeps; whole numbers as such, since a column with gaps is often floating point
        is_whole = f"ABS({quoted}) < 1e{SIGNIFICANT_DIGITS} AND {quoted} = FLOOR({quoted})"
        whole, text = f"CAST(TRY_CAST({quoted} AS BIGINT) AS VARCHAR)", f"FORMAT('{{:.{SIGNIFICANT_DIGITS}g}}', {quoted})"
        text = f"COALESCE(CASE WHEN {is_whole} THEN {whole} END, {text})"  # what a file says of its numbers may be wrong where some are NaN
    elif kind == "FLOAT":
        text = f"REGEXP_REPLACE({text}, '\\.0$', '')"
    elif kind.startswith("DECIMAL"):  # zeros beyond the scale of the item say nothing
        kept = f"(\\.[0-9]{{{item.scale}}})" if item.scale else "()\\."
        text = f"REGEXP_REPLACE({text}, '{kept}0+$', '\\1')"
    if kind.startswith(_NUMBERS):
        text = with_leading_zeros(text, item, specification, DATABASE)
    return f"NULLIF({text}, '')"
