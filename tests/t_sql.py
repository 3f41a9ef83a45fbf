"""T-SQL in SQLite: a translation of its spellings, and its functions in Python."""

import json
import re
import sqlite3
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cldspec_generators.shared.sql_scripts import names_of
from published_scripts import scripts
from returns import Typed
from specifications import SPECIFICATIONS


def _month_end(year: int, month: int) -> str:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1]).isoformat()


def _date(text: str) -> str | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return None


@cache
def _like(pattern: str) -> "re.Pattern[str]":
    """Return a pattern of T-SQL's LIKE as a regular expression: %, _, [A-Z] and [^0-9]."""
    parts = re.findall(r"\[\^?[^\]]+\]|.", pattern, re.DOTALL)
    regular = {"%": ".*", "_": "."}
    return re.compile("".join(part if len(part) > 1 else regular.get(part, re.escape(part)) for part in parts), re.DOTALL)


FUNCTIONS: dict[tuple[str, int], Callable[..., Any]] = {
    ("LEN", 1): lambda text: len(text.rstrip(" ")),
    ("LEFT_OF", 2): lambda text, length: text[:length],
    ("SUBSTRING", 3): lambda text, start, length: text[start - 1 : start - 1 + length],
    ("CHARINDEX", 2): lambda part, text: text.find(part) + 1,
    ("NCHAR", 1): chr,
    ("YEAR", 1): lambda day: int(day[:4]),
    ("MONTH", 1): lambda day: int(day[5:7]),
    ("DAY", 1): lambda day: int(day[8:]),
    ("DATEFROMPARTS", 3): lambda year, month, day: date(year, month, day).isoformat(),
    ("EOMONTH", 2): lambda day, months: _month_end(int(day[:4]), int(day[5:7]) + months),
    ("TRY_DATE_103", 1): _date,
    ("DATALENGTH", 1): lambda text: 2 * len(text),
    ("STRING_ESCAPE", 2): lambda text, _: json.dumps(text, ensure_ascii=False)[1:-1].replace("/", "\\/"),
    ("LIKE", 2): lambda pattern, text: int(_like(pattern).fullmatch(text) is not None),
}


class _StringAgg:
    """STRING_AGG with WITHIN GROUP: the arguments are a text, the separator, and what the texts are sorted by."""

    def __init__(self) -> None:
        self.texts: list[tuple[Any, str, str]] = []

    def step(self, text: str, separator: str, order: Any) -> None:
        self.texts.append((order, text, separator))

    def finalize(self) -> str:
        return self.texts[0][2].join(text for _, text, _ in sorted(self.texts))


def strict(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with NULL as its result if an argument is NULL."""
    return lambda *values: None if None in values else function(*values)


def in_sqlite(script: str) -> str:
    """Return a script of SQL Server in SQLite's spelling. Its text literals stay as they are."""
    pieces = re.split(r"(N?'(?:[^']|'')*')", script)
    for index, piece in enumerate(pieces):
        if index % 2:
            pieces[index] = piece.removeprefix("N")
            continue
        text = re.sub(r"(^|\n)--[^\n]*", r"\1", piece)
        text = re.sub(r"SET (NOCOUNT|QUOTED_IDENTIFIER|XACT_ABORT|IDENTITY_INSERT \w+) (ON|OFF);[^\n]*", "", text)
        text = text.replace("CROSS APPLY OPENJSON(", "JOIN JSON_EACH(").replace("+ REPLACE(", "|| REPLACE(").replace("+ n.", "|| n.")
        text = re.sub(r"\nGO\b", "", text).replace("OPTION (MAXRECURSION 0)", "")
        text = re.sub(r"\bLEFT\(", "LEFT_OF(", text)
        text = re.sub(r" COLLATE \w+", "", text)
        text = re.sub(r"nvarchar\((\d+|max)\)", "TEXT", text)
        text = text.replace("CREATE OR ALTER VIEW", "CREATE VIEW").replace("CAST(GETDATE() AS date)", "DATE('now', 'localtime')")
        text = re.sub(r"CAST\((SUBSTRING\([^()]+\)|p\.\[key\]) AS int\)", r"CAST(\1 AS INTEGER)", text)
        text = re.sub(r"TRY_CONVERT\(date, ([^,()]+), 103\)", r"TRY_DATE_103(\1)", text)
        text = re.sub(r"TRY_CONVERT\(decimal\(\d+, \d+\)( ?), ([^()]+)\)", r"CAST(\2 AS REAL)", text)
        pieces[index] = text
    joined = "".join(pieces)
    joined = re.sub(r"\+ (NCHAR\(\d+\))", r"|| \1", joined)
    joined = re.sub(r"\+ ('(?:[^']|'')*')", r"|| \1", joined)
    joined = re.sub(r"\+ (CAST\([\w.]+ AS VARCHAR\b)", r"|| \1", joined)
    joined = re.sub(r"CAST\('(\d{4})(\d{2})(\d{2})' AS date\)", r"'\1-\2-\3'", joined)
    joined = re.sub(r"IF OBJECT_ID\([^)]*\) IS NULL\n", "", joined)
    joined = re.sub(r"(STRING_AGG\([^()]+(?:\(\d+\))?)\) WITHIN GROUP \(ORDER BY ([^)]+)\)", r"\1, \2)", joined)
    joined = re.sub(r"c\.\[key\] = '(\d+)'", r"c.[key] = \1", joined)
    joined = re.sub(r"DECLARE @message .*?THROW[^;]*;", "", joined, flags=re.DOTALL)
    joined = re.sub(r"SELECT v\.\* FROM \((VALUES .*?)\) AS v \([^)]*\)", r"\1", joined, flags=re.DOTALL)
    joined = re.sub(
        r"SELECT ([^\n]*)\n    FROM (\w+) AS s\n    CROSS APPLY \(VALUES\n(.*?)\n    \) AS v \(([^)]*)\)", _union, joined, flags=re.DOTALL
    )
    query_into = r"^(WITH .*?^\)\n)?SELECT\n(.*?)\nINTO (\w+)\nFROM"
    return re.sub(query_into, r"CREATE TABLE \3 AS \1SELECT\n\2\nFROM", joined, flags=re.DOTALL | re.MULTILINE)


def _union(match: "re.Match[str]") -> str:
    """Return the union of queries that CROSS APPLY with a list of values stands for."""
    listed, table, rows, columns = match.groups()
    names = [name.strip() for name in columns.split(",")]
    queries = []
    for row in rows.split(",\n"):
        *literals, cell = row.strip()[1:-1].rsplit(", ", 1)
        query = listed
        for name, value in zip(names, [*re.findall(r"'(?:[^']|'')*'", literals[0]), cell], strict=True):
            query = query.replace(f"v.{name}", value)
        queries.append(f"SELECT {query} AS {names[-1]} FROM {table} AS s")
    return "\n UNION ALL ".join(queries)


def without_comments(script: str) -> str:
    return "\n".join(line for line in script.splitlines() if not line.startswith("--"))


def validated_after_translation(version: str, rows: Sequence[Typed] | Path) -> sqlite3.Connection:
    """Return an SQLite database with rows in the staging table, or a file loaded into it, on which validate.sql has been run."""
    specification = SPECIFICATIONS[version]
    staging, columns = names_of(specification).staging, [item.id for item in specification.items]
    connection = sqlite3.connect(":memory:")
    for (name, count), function in FUNCTIONS.items():
        connection.create_function(name, count, strict(function), deterministic=True)
    connection.create_aggregate("STRING_AGG", 3, _StringAgg)  # type: ignore[arg-type]
    connection.execute(f"CREATE TABLE {staging} (row_number INTEGER PRIMARY KEY, {', '.join(columns)})")
    if isinstance(rows, Path):
        lines = rows.read_bytes().decode().split("\n")
        connection.execute(f"CREATE TABLE {names_of(specification).line} (row_number INTEGER PRIMARY KEY, line)")
        connection.executemany(f"INSERT INTO {names_of(specification).line} (line) VALUES (?)", [(line or None,) for line in lines])
        connection.executescript(in_sqlite(without_comments(scripts(version, "sqlserver")["stage.sql"])))
    else:
        values = [[row[column] or None for column in columns] for row in rows]
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {staging} ({', '.join(columns)}) VALUES ({marks})", values)
    connection.executescript(in_sqlite(without_comments(scripts(version, "sqlserver")["validate.sql"])))
    return connection
