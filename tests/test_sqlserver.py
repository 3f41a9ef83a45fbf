"""The scripts for SQL Server, tested without SQL Server: they are parsed, and run in SQLite after a translation.

Two parsers of T-SQL read the scripts. Then `validate.sql`, `load.sql` and `derived.sql` are run in SQLite, with T-SQL's
functions and its LIKE added to it. Only spellings are translated (GO, [names], N'texts', +, INTO). This cannot show how SQL
Server itself handles types, collations and batches.
"""

import re
import sqlite3
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
import sqlglot
from sqlfluff.core import FluffConfig, Linter

from cldspec.rules.all_rules import rules_of
from cldspec.rules.evaluate import calculate
from cldspec.rules.reference import broken_rules, canonical_row
from cldspec_generators.shared.sql_scripts import names_of
from specifications import SPECIFICATIONS
from test_sql import TODAY, each_specification, scripts, whole_return


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
    ("LIKE", 2): lambda pattern, text: int(_like(pattern).fullmatch(text) is not None),
}


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
        text = re.sub(r"SET (QUOTED_IDENTIFIER|XACT_ABORT) ON;[^\n]*", "", text)
        text = re.sub(r"\nGO\b", "", text)
        text = re.sub(r"\bLEFT\(", "LEFT_OF(", text)
        text = re.sub(r" COLLATE \w+", "", text)
        text = re.sub(r"nvarchar\(\d+\)", "TEXT", text)
        text = text.replace("CREATE OR ALTER VIEW", "CREATE VIEW").replace("CAST(GETDATE() AS date)", "DATE('now', 'localtime')")
        text = re.sub(r"CAST\((SUBSTRING\([^()]+\)) AS int\)", r"CAST(\1 AS INTEGER)", text)
        text = re.sub(r"TRY_CONVERT\(date, ([^,()]+), 103\)", r"TRY_DATE_103(\1)", text)
        text = re.sub(r"TRY_CONVERT\(decimal\(\d+, \d+\)( ?), ([^()]+)\)", r"CAST(\2 AS REAL)", text)
        pieces[index] = text
    joined = "".join(pieces)
    joined = re.sub(r"(NCHAR\(\d+\)) \+ (NCHAR\(\d+\))", r"\1 || \2", joined)
    joined = re.sub(r"\+ ('(?:[^']|'')*')", r"|| \1", joined)
    joined = re.sub(r"CAST\('(\d{4})(\d{2})(\d{2})' AS date\)", r"'\1-\2-\3'", joined)
    joined = re.sub(r"IF OBJECT_ID\([^)]*\) IS NULL\n", "", joined)
    return re.sub(r"SELECT\n(.*?)\nINTO (\w+)\nFROM", r"CREATE TABLE \2 AS SELECT\n\1\nFROM", joined, flags=re.DOTALL)


def without_comments(script: str) -> str:
    return "\n".join(line for line in script.splitlines() if not line.startswith("--"))


@each_specification
def test_the_scripts_run_after_translation(version: str) -> None:
    specification, rows = SPECIFICATIONS[version], whole_return(version)
    names, made = names_of(specification), scripts(version, "sqlserver")
    connection = sqlite3.connect(":memory:")
    for (name, count), function in FUNCTIONS.items():
        connection.create_function(name, count, strict(function), deterministic=True)
    columns = [item.id for item in specification.items]
    connection.execute(f"CREATE TABLE {names.staging} (row_number INTEGER PRIMARY KEY, {', '.join(columns)})")
    values = [[row[column] or None for column in columns] for row in rows]
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {names.staging} ({', '.join(columns)}) VALUES ({marks})", values)
    connection.executescript(in_sqlite(without_comments(made["validate.sql"])))

    expected = broken_rules(rows, specification, TODAY)
    found = connection.execute(f"SELECT row_number, rule FROM {names.finding}").fetchall()
    assert {(number - 2, rule) for number, rule in found} == expected
    assert len(found) == len(expected)

    connection.execute(f"CREATE TABLE {names.rows} (row_number, {', '.join(columns)})")
    connection.executescript(in_sqlite(without_comments(made["load.sql"])))
    connection.executescript(in_sqlite(without_comments(made["derived.sql"])))
    with_errors = {index for index, rule in expected if next(one for one in rules_of(specification) if one.id == rule).severity == "error"}
    loaded = [number for (number,) in connection.execute(f"SELECT row_number FROM {names.rows} ORDER BY 1")]
    assert loaded == [index + 2 for index in range(len(rows)) if index not in with_errors]
    for calculation in specification.calculations:
        for number, value in connection.execute(f"SELECT row_number, {calculation.id} FROM {names.derived}"):
            right = calculate(calculation, canonical_row(rows[number - 2], specification, TODAY), specification)
            assert (None if value is None else round(Decimal(value), 2)) == right
    connection.close()


def test_a_function_that_is_not_translated_fails() -> None:
    """The test above would notice a function of T-SQL that SQLite does not have."""
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError, match="no such function"):
        connection.executescript(in_sqlite("SELECT PATINDEX(N'%x%', [a]) FROM (SELECT 1 AS [a]) AS t;\nGO\n"))
    connection.close()


@each_specification
@pytest.mark.parametrize("script", ["tables.sql", "code_lists.sql", "validate.sql", "load.sql", "derived.sql", "drop.sql"])
def test_a_parser_of_t_sql_reads_every_script(script: str, version: str) -> None:
    config = FluffConfig(overrides={"dialect": "tsql", "large_file_skip_byte_limit": 0})
    parsed = Linter(config=config).parse_string(scripts(version, "sqlserver")[script])
    assert parsed.tree is not None
    assert parsed.violations == []
    assert not list(parsed.tree.recursive_crawl("unparsable"))


@each_specification
@pytest.mark.parametrize("script", ["code_lists.sql", "validate.sql", "load.sql", "derived.sql", "drop.sql"])
def test_another_parser_reads_all_but_the_descriptions(script: str, version: str) -> None:
    """This parser does not know IF before EXEC, which tables.sql needs to describe columns."""
    for batch in scripts(version, "sqlserver")[script].split("\nGO\n"):
        sqlglot.parse(batch, read="tsql")


def test_no_text_is_too_long_for_a_literal_or_a_name() -> None:
    text = scripts("4.0", "sqlserver")["tables.sql"]
    assert max(len(name) for name in re.findall(r"\[([^\]]+)\]", text)) <= 128
    assert max(len(literal) for literal in re.findall(r"N'((?:[^']|'')*)'", text)) <= 3750
