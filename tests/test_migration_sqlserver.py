"""The migrations of SQL Server, tested without it: all are parsed, and those that rebuild tables run in SQLite."""

import math
import re
import sqlite3

import pytest
import sqlglot
from sqlfluff.core import FluffConfig, Linter

from cldspec.rules.targets.sql.databases import database_named
from cldspec_generators.reports.changes.migration.script import migration
from cldspec_generators.shared import sql_scripts as scripts
from cldspec_generators.shared.sql_scripts import names_of
from engines import SQLite, insert
from library_versions import CASES, COMBINATIONS, comparison, library_rows, library_with
from migrations import check_migration, real_versions
from t_sql import FUNCTIONS, in_sqlite, strict

PARSED_CASES = [("nothing changed",), ("value added",), ("value removed",), ("reworded",), ("rule that makes a key",), *COMBINATIONS]

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("edits", PARSED_CASES, ids=" + ".join)
def test_parsers_of_t_sql_read_the_script(edits: tuple[str, ...]) -> None:
    read_by_parsers(migration(comparison(library_with(), library_with(*edits)), database_named("sqlserver")))


def test_parsers_of_t_sql_read_the_real_script() -> None:
    read_by_parsers(migration(comparison(*real_versions()), database_named("sqlserver")))


def read_by_parsers(script: str) -> None:
    """Parse a script with two parsers. The second skips batches with procedures, since it does not know IF before EXEC."""
    config = FluffConfig(overrides={"dialect": "tsql", "large_file_skip_byte_limit": 0})
    parsed = Linter(config=config).parse_string(script)
    assert parsed.tree is not None
    assert parsed.violations == []
    assert not list(parsed.tree.recursive_crawl("unparsable"))
    for batch in script.split("\nGO\n"):
        if "EXEC sys." not in batch and "NOEXEC" not in batch:
            sqlglot.parse(batch, read="tsql")


def translated(script: str) -> str:
    """Return a script of SQL Server in SQLite's spelling. `in_sqlite` translates what is not special to tables and migrations."""
    script = "".join(f"{line}\n" for line in script.splitlines() if not line.strip().startswith("--"))
    script = re.sub(r" -- (renamed|respelt)\n", "\n", script)
    script = re.sub(r"IF NOT EXISTS \(SELECT 1 FROM sys\.extended_properties [^\n]*\nEXEC [^\n]*;\nGO\n", "", script)
    script = re.sub(r"IF NOT EXISTS \(SELECT 1 FROM sys\.indexes [^\n]*\n", "", script)
    script = re.sub(r"IF @@TRANCOUNT = 0 SET NOEXEC ON;\nGO\n|SET NOEXEC OFF;\nGO\n| WITH \(TABLOCKX, HOLDLOCK\)", "", script)
    script = re.sub(r"\b(BEGIN|COMMIT) TRANSACTION;", r"\1;", script)
    listed = r"SELECT v\.[^\n]*\nFROM \(VALUES\n(.*?)\n\) AS v [^\n]*\nWHERE NOT EXISTS [^\n]*;"
    script = re.sub(listed, r"VALUES\n\1;", script, flags=re.DOTALL)
    script = script.replace("bigint IDENTITY(1, 1)", "INTEGER PRIMARY KEY AUTOINCREMENT")
    script = re.sub(r"CONVERT\(nvarchar\(10\), ([^,()]+), 103\)", r"TYPED_103(\1)", script)
    return "\n".join(in_sqlite(batch) for batch in script.split("\nGO\n"))


def run_translated(script: str, connection: sqlite3.Connection) -> None:
    connection.executescript(translated(script))


NOT_IN_SQLITE = {"item removed", "number to text"}
"""An edit that conflicts with another order of columns, and one that needs zeros after a decimal point, which SQLite does not keep."""
REBUILT = [("items in another order", *edits) for edits in CASES if not NOT_IN_SQLITE & {*edits}]


@pytest.mark.parametrize("edits", REBUILT, ids=" + ".join)
def test_the_script_of_sql_server_runs_after_translation(edits: tuple[str, ...]) -> None:
    """Columns in another order make the script rebuild the tables. SQLite could not alter them."""
    old, new = library_with(), library_with(*sorted(set(edits)))
    engine, database, rows = SQLite(), database_named("sqlserver"), library_rows()
    for (name, count), function in FUNCTIONS.items():
        engine.connection.create_function(name, count, strict(function), deterministic=True)
    engine.connection.create_function("TYPED_103", 1, strict(lambda day: f"{day[8:]}/{day[5:7]}/{day[:4]}"), deterministic=True)
    engine.connection.create_function("FLOOR", 1, strict(lambda number: math.floor(round(number, 9))), deterministic=True)
    for make in (scripts.tables, scripts.code_lists, scripts.derived):
        run_translated("\n".join(make(old, database)), engine.connection)
    columns = [item.id for item in old.items]
    insert(engine, names_of(old).staging, columns, [[row[name] or None for name in columns] for row in rows])
    for make in (scripts.validation, scripts.loading):
        run_translated("\n".join(make(old, database)), engine.connection)
    script = migration(comparison(old, new), database)
    assert "rebuilt" in script
    check_migration(engine, comparison(old, new), rows, lambda: run_translated(script, engine.connection), script)
    engine.close()
