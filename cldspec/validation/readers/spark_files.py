"""Returns in CSV and Parquet files that Spark reads as rows of text, one by one or in folders, wherever Spark can read.

A CSV file is read line by line, so that Spark can divide it among its workers, no blank line is skipped, and rows keep their
numbers. The cells of a line are those that Python's csv module would find. Everything is an expression of Spark SQL: workers
need neither Python nor this package.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import BYTES
from cldspec.rules.targets.sql.databases.spark import DATABASE
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.csv_layout import UTF_8, WINDOWS_1252, find_layout
from cldspec.validation.readers.header import Header, find_header, header_findings, no_header
from cldspec.validation.readers.loading import fewest_separators
from cldspec.validation.readers.table import check_column
from cldspec.validation.readers.typed_values import text_of_boolean, with_leading_zeros
from cldspec.validation.readers.unpacking import GZIP, KEEP_BYTES, OLE, PARQUET, UTF_16_MARKS, ZIP
from cldspec.validation.result import Finding

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROW, LONG, HAS_SWALLOWED = "row_number", "is_long", "has_swallowed"
"""Columns beside those of the items: a number that grows with files and rows, whether a row has too many cells, and whether a
cell of it has swallowed other rows."""
BLOCK_BITS = 33
"""The bits of a row's number within a block. Rows of one block are numbered without gaps, as Spark numbers those of a partition."""
FILE_BITS = 48
"""The bits of a row's number within its file."""
MAX_FILES = 2 ** (63 - FILE_BITS)
_NESTED = ("array", "map", "struct")
"""The beginnings of the types of Spark that have several values in a cell."""
_NUMBERS = frozenset({"tinyint", "smallint", "int", "bigint", "float", "double"})
"""The types of numbers in Spark that have no leading zeros."""
_LINES = 2000
"""The lines at the beginning of a file in which its headers are looked for."""
_WINDOWS_ONLY = bytes(range(0x80, 0xA0))
"""The bytes that mean something else in Windows-1252 than in ISO 8859-1, which Spark can read."""
_OF_SEVERAL_BYTES = (
    "[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    "|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
"""A regular expression for a character of UTF-8 beyond ASCII, in text that was read as ISO 8859-1."""
_PARTS_OF_LINE = f"[\x01-\x7f]+|{_OF_SEVERAL_BYTES}|[\x80-\xff]"
"""A regular expression for what such text consists of, where some bytes belong to no character."""
_BEYOND_ASCII = 0x80
_AS_BYTES = "DECODE(CAST(value AS BINARY), 'ISO-8859-1')"
"""A line with a character for each byte."""


@dataclass(frozen=True, slots=True)
class SparkFile:
    """A file before its rows are counted: its name, what kind it is in words, its headers, and what is wrong with them."""

    name: str
    description: str
    header: Header
    findings: tuple[Finding, ...]


def read_files(session: "SparkSession", files: Sequence[str], specification: Specification) -> "tuple[list[SparkFile], DataFrame]":
    """Return the files, including each file of a folder, and their rows: the text of each item's cell as typed, NULL where blank.

    Raises UnreadableFileError.
    """
    if twice := next((file for file in files if files.count(file) > 1), None):
        raise UnreadableFileError(f"{_name(twice)} is given twice. Give each file once.")
    sources: list[SparkFile] = []
    rows: list[DataFrame] = []
    for given in files:
        paths = _listed(session, given)
        if len(sources) + len(paths) > MAX_FILES:
            raise UnreadableFileError(f"There are more than {MAX_FILES:,} files. Combine them into fewer files.")
        starts = [b""] if paths[0].endswith(".parquet") else _first_lines(session, paths[0])
        if paths[0].endswith(".parquet") or (starts[:1] and starts[0].startswith(PARQUET)):
            found, frame = _parquet(session, paths, len(sources), specification)
            sources += found
            rows.append(frame)
            continue
        for path in paths:
            source, frame = _csv(session, path, len(sources), specification)
            sources.append(source)
            rows.append(frame)
    whole = rows[0]
    for frame in rows[1:]:
        whole = whole.unionByName(frame)
    return sources, whole


def _listed(session: "SparkSession", given: str) -> list[str]:
    """Return the addresses of the file at a path, or of the files in a folder."""
    from pyspark.errors import AnalysisException

    is_here = "://" not in given and Path(given).exists()
    try:
        found = session.read.format("binaryFile").load(_literal(Path(given).absolute().as_posix()) if is_here else given).inputFiles()
    except AnalysisException as error:
        if error.getCondition() != "PATH_NOT_FOUND":
            raise
        raise UnreadableFileError(f"{given} cannot be read: Spark finds no such file or folder.") from error
    if not found:
        raise UnreadableFileError(f"The folder {given} is empty.")
    return sorted(map(unquote, found))


def _literal(path: str) -> str:
    """Return a path with an escape before each character that Spark would take for a pattern."""
    return re.sub(r"([\[\]{}*?])", r"\\\1", path)


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _numbered(number: int, position: str) -> str:
    """Return the column of row numbers, given the number of a file and the position of a row in it."""
    return f"CAST({number} AS BIGINT) * {2**FILE_BITS} + {position} AS {ROW}"


def _cells(texts: dict[str, str], specification: Specification) -> list[str]:
    """Return the columns of all items. Those that a file lacks are NULL."""
    cells = {item: f"NULLIF({text}, '')" for item, text in texts.items()}
    return [f"{cells.get(item.id, 'CAST(NULL AS STRING)')} AS {DATABASE.identifier(item.id)}" for item in specification.items]


# Parquet


def _parquet(
    session: "SparkSession", paths: Sequence[str], first: int, specification: Specification
) -> "tuple[list[SparkFile], DataFrame]":
    """Return Parquet files with the same columns, and their rows, numbered as if there were a header row."""
    frame = session.read.parquet(*map(_literal, paths))
    header = find_header([frame.columns], specification)
    if header is None:
        raise UnreadableFileError(no_header(_name(paths[0]), specification))
    kinds = dict(frame.dtypes)
    for index in header.columns.values():
        column = header.cells[index]
        check_column(_name(paths[0]), column, is_nested=kinds[column].startswith(_NESTED))
    texts = {
        name: _text_of_column(header.cells[index], kinds[header.cells[index]], specification.item_by_id[name], specification)
        for name, index in header.columns.items()
    }
    addresses = [re.sub(r"^(\w+):///", r"\1:/", address) for address in sorted(frame.inputFiles(), key=unquote)]
    numbers = session.createDataFrame(list(zip(addresses, range(first, first + len(paths)), strict=True)), "file STRING, number BIGINT")
    known = "COALESCE(number, RAISE_ERROR('a file was added while the return was read'))"
    rows = (
        frame.selectExpr("_metadata.file_path AS file", "_metadata.row_index AS row", *_cells(texts, specification))
        .join(numbers.hint("broadcast"), "file", "left")
        .selectExpr(
            f"{known} * {2**FILE_BITS} + row AS {ROW}",
            f"FALSE AS {LONG}",
            f"FALSE AS {HAS_SWALLOWED}",
            *map(DATABASE.identifier, specification.item_by_id),
        )
    )
    sources = [SparkFile(_name(path), "Parquet", header, tuple(header_findings(header, (), _name(path), specification))) for path in paths]
    return sources, rows


def _text_of_column(column: str, kind: str, item: DataItem, specification: Specification) -> str:
    """Return a column as text in SQL, as a person would type it into the template; `kind` is its type in Spark."""
    quoted = "`" + column.replace("`", "``") + "`"
    if kind == "date":
        return f"DATE_FORMAT({quoted}, 'dd/MM/yyyy')"
    if kind.startswith("timestamp"):
        midnight = f"DATE_FORMAT({quoted}, 'HH:mm:ss') = '00:00:00'"
        return f"DATE_FORMAT({quoted}, CASE WHEN {midnight} THEN 'dd/MM/yyyy' ELSE 'dd/MM/yyyy HH:mm:ss' END)"
    if kind == "boolean":
        return text_of_boolean(quoted, item, specification, DATABASE)
    text = f"CAST({quoted} AS STRING)"
    if kind in {"float", "double"}:  # whole numbers as such, and no exponents
        plain = f"REGEXP_REPLACE(CAST(TRY_CAST({quoted} AS DECIMAL(38, 15)) AS STRING), {DATABASE.text(r'[.]?0+$')}, '')"
        text = f"COALESCE({plain}, {text})"
    return with_leading_zeros(text, item, specification, DATABASE) if kind in _NUMBERS else text


# CSV


def _csv(session: "SparkSession", path: str, number: int, specification: Specification) -> "tuple[SparkFile, DataFrame]":
    name = _name(path)
    lines = _first_lines(session, path)
    _check_csv(lines, name)
    text = _beginning(session, path, lines)
    try:
        layout = find_layout(text, name, specification)
    except UnreadableFileError:
        if "\0" not in text:
            raise
        raise UnreadableFileError(f"{name} is not a CSV or Parquet file. Save the return as CSV UTF-8.") from None
    separator, header = layout.separator, layout.header
    has_returns = len(lines) == 1 and b"\r" in lines[0].rstrip()  # lines that end with a carriage return alone
    records, encoding = _records(session.read.text(_literal(path), lineSep="\r" if has_returns else "\n"), separator, name)
    split = records.where(f"position >= {header.number}").selectExpr("position", "value", f"{_split(separator)} AS cells")
    width = len(header.cells)
    is_long = f"SIZE(cells) > {width} AND EXISTS(SLICE(cells, {width + 1}, SIZE(cells)), cell -> TRIM(cell) <> '') AS {LONG}"
    texts = {item: f"GET(cells, {index})" for item, index in header.columns.items()}
    rows = split.selectExpr(_numbered(number, "position"), is_long, _has_swallowed(separator, width), *_cells(texts, specification))
    without_header = [index for index, cell in enumerate(header.cells) if not cell.strip()]
    unnamed: list[int] = []
    if without_header:
        (counts,) = split.selectExpr(*(f"COUNT(NULLIF(TRIM(GET(cells, {index})), ''))" for index in without_header)).collect()
        unnamed = [index for index, count in zip(without_header, counts, strict=True) if count]
    findings = tuple(header_findings(header, unnamed, name, specification))
    return SparkFile(name, layout.description(encoding), header, findings), rows


def _first_lines(session: "SparkSession", path: str) -> list[bytes]:
    taken = session.read.text(_literal(path), lineSep="\n").selectExpr("CAST(value AS BINARY)").take(_LINES)
    return [bytes(line) for (line,) in taken]


def _check_csv(lines: Sequence[bytes], name: str) -> None:
    """Raise UnreadableFileError unless a file is text that Spark can read."""
    if not any(lines):
        raise UnreadableFileError(f"{name} is empty.")
    if lines[0].startswith(GZIP):
        raise UnreadableFileError(f"{name} is compressed with gzip. Change the end of its name to .gz, so that Spark recognises it.")
    if lines[0].startswith((ZIP, OLE)):
        raise UnreadableFileError(
            f"{name} is a workbook or an archive. Spark reads CSV and Parquet. Save it as one of these, or omit --engine spark."
        )
    if lines[0].startswith(UTF_16_MARKS):
        raise UnreadableFileError(f"{name} is in UTF-16. Save it as CSV UTF-8, or omit --engine spark.")


def _records(lines: "DataFrame", separator: str, name: str) -> "tuple[DataFrame, str]":
    """Return the rows of a CSV file with their positions, and its encoding.

    A line is a row, unless a cell in quotation marks continues in the next line. One worker joins the lines of such a file.
    """
    opens = _opens("value", separator)
    numbered = lines.selectExpr("MONOTONICALLY_INCREASING_ID() AS position", "value")
    (about,) = numbered.selectExpr("BOOL_AND(IS_VALID_UTF8(value)) AS is_utf8", f"BOOL_OR({opens}) AS opens").collect()
    is_damaged = not about.is_utf8 and _is_damaged_utf8(lines)
    if not about.is_utf8:
        numbered = numbered.selectExpr("position", f"{_with_lost_bytes() if is_damaged else _from_windows()} AS value")
    if about.opens:
        numbered = _joined(numbered, separator, name)
    encoding = UTF_8 if about.is_utf8 or is_damaged else WINDOWS_1252
    return numbered.selectExpr("position", r"TRIM(TRAILING '\r' FROM value) AS value"), encoding


def _beginning(session: "SparkSession", path: str, lines: Sequence[bytes]) -> str:
    """Return the text of the first lines of a file."""
    start = b"\n".join(lines)
    try:
        return start.decode("utf-8-sig")
    except UnicodeDecodeError:
        is_damaged = _is_damaged_utf8(session.read.text(_literal(path), lineSep="\n"))
        return start.decode("utf-8-sig" if is_damaged else "cp1252", errors=KEEP_BYTES)


def _is_damaged_utf8(lines: "DataFrame") -> bool:
    """Say whether a text that is not in UTF-8 was once, as `cldspec.validation.readers.unpacking.is_damaged_utf8` does."""
    right = f"SUM(SIZE(REGEXP_EXTRACT_ALL({_AS_BYTES}, {DATABASE.text(_OF_SEVERAL_BYTES)}, 0)))"
    rest = DATABASE.replace_all(_AS_BYTES, f"{_OF_SEVERAL_BYTES}|[\x01-\x7f]+", "")
    has_mark = f"BOOL_OR(STARTSWITH({_AS_BYTES}, {DATABASE.text(BOM_UTF8.decode('latin-1'))}))"
    (about,) = lines.selectExpr(f"{right} AS right", f"SUM(LENGTH({rest})) AS wrong", f"{has_mark} AS has_mark").collect()
    return bool(about.has_mark or about.wrong <= about.right)


def _with_lost_bytes() -> str:
    """Return SQL for a line of damaged UTF-8: a byte that belongs to no character becomes a character of LOST."""
    parts = f"REGEXP_EXTRACT_ALL({_AS_BYTES}, {DATABASE.text(_PARTS_OF_LINE)}, 0)"
    lost = DATABASE.text("".join(chr(BYTES + byte) for byte in range(_BEYOND_ASCII, 2**8)))
    character = f"SUBSTRING({lost}, ASCII(part) - {_BEYOND_ASCII - 1}, 1)"
    is_wrong = f"LENGTH(part) = 1 AND ASCII(part) >= {_BEYOND_ASCII}"
    each = f"CASE WHEN {is_wrong} THEN {character} ELSE DECODE(ENCODE(part, 'ISO-8859-1'), 'UTF-8') END"
    return f"CASE WHEN IS_VALID_UTF8(value) THEN value ELSE ARRAY_JOIN(TRANSFORM({parts}, part -> {each}), '') END"


def _from_windows() -> str:
    """Return SQL for a line in Windows-1252."""
    signs, meant = DATABASE.text(_WINDOWS_ONLY.decode("latin-1")), DATABASE.text(_WINDOWS_ONLY.decode("cp1252", errors=KEEP_BYTES))
    return f"TRANSLATE({_AS_BYTES}, {signs}, {meant})"


def _opens(text: str, separator: str) -> str:
    """Return the condition that a line which begins outside quotation marks ends inside them."""
    mark = re.escape(separator)
    inside = '"[^"]*+(?:""[^"]*+)*+'
    cells = f'(?:{inside}"[^{mark}]*+{mark}|[^"{mark}][^{mark}]*+{mark}|{mark})*+'
    return f"INSTR({text}, '\"') > 0 AND {text} RLIKE {DATABASE.text(f'^{cells}{inside}' + chr(92) + 'z')}"


def _joined(lines: "DataFrame", separator: str, name: str) -> "DataFrame":
    """Return lines joined to rows, numbered without gaps.

    Whether a line ends inside quotation marks may depend on whether it begins inside them. The answer follows from the last
    line before it that does not depend on its own beginning, and the number of lines since then that switch between the two.
    """
    ordered = "OVER (ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    within = _opens("CONCAT('\"', value)", separator)
    states = (
        lines.selectExpr("*", f"CAST({_opens('value', separator)} AS INT) AS outside", f"CAST({within} AS INT) AS inside")
        .selectExpr("*", f"SUM(CASE WHEN outside > inside THEN 1 ELSE 0 END) {ordered} AS turns")
        .selectExpr("*", f"LAST_VALUE(CASE WHEN outside = inside THEN outside - turns END) IGNORE NULLS {ordered} AS fixed")
        .selectExpr("position", "value", "PMOD(COALESCE(fixed, 0) + turns, 2) AS is_open")
        .selectExpr("*", f"SUM(1) {ordered} - SUM(is_open) {ordered} + is_open AS number")
    )
    (last,) = states.selectExpr("MAX_BY(is_open, position) AS is_open").collect()
    if last.is_open:
        raise UnreadableFileError(f"{name} has a quotation mark that is never closed: it is damaged or cut off.")
    parts = "TRANSFORM(ARRAY_SORT(COLLECT_LIST(STRUCT(position, value))), part -> part.value)"
    return (
        states.groupBy("number").agg(_expression(f"CONCAT_WS('\\n', {parts})").alias("value")).selectExpr("number - 1 AS position", "value")
    )


def _has_swallowed(separator: str, columns: int) -> str:
    """Return the column that says whether a cell has swallowed rows, as `cldspec.validation.readers.loading` defines it."""
    mark, in_text = DATABASE.text(separator), DATABASE.text(f"{separator} ")
    separators = f"LENGTH(cell) - LENGTH(REPLACE(cell, {mark}, '')) - (LENGTH(cell) - LENGTH(REPLACE(cell, {in_text}, ''))) / 2"
    breaks = r"({0} LIKE '%\n%' OR {0} LIKE '%\r%')"
    each = f"{breaks.format('cell')} AND {separators} >= {fewest_separators(columns)}"
    return f"CASE WHEN {breaks.format('value')} THEN EXISTS(cells, cell -> {each}) ELSE FALSE END AS {HAS_SWALLOWED}"


def _expression(sql: str) -> Any:
    from pyspark.sql.functions import expr

    return expr(sql)


def _split(separator: str) -> str:
    """Return the cells of a row of text in SQL: quotation marks around a cell are removed, and doubled ones inside become one."""
    mark = re.escape(separator)
    cell = f'{mark}("[^"]*+(?:""[^"]*+)*+"[^{mark}]*+|[^{mark}]*+)'
    found = f"REGEXP_EXTRACT_ALL(CONCAT({DATABASE.text(separator)}, value), {DATABASE.text(cell)}, 1)"
    bare = f"REGEXP_REPLACE(SUBSTRING(cell, 2), {DATABASE.text(chr(34) + '(' + chr(34) + '?)')}, '$1')"
    quoted = f"TRANSFORM({found}, cell -> CASE WHEN STARTSWITH(cell, '\"') THEN {bare} ELSE cell END)"
    return f"CASE WHEN INSTR(value, '\"') = 0 THEN SPLIT(value, {DATABASE.text(mark)}) ELSE {quoted} END"
