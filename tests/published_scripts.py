"""The SQL scripts as they are published, and tables that are made and filled by them."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from cldspec_generators import generator_of
from cldspec_generators.shared.sql_scripts import names_of
from engines import Engine, PostgreSQL, SQLite, insert
from returns import Typed
from specifications import SPECIFICATIONS


@cache
def scripts(version: str, name: str) -> dict[str, str]:
    """Return the scripts of a database by their names, and its README."""
    files = generator_of("sql")(SPECIFICATIONS[version])
    return {file.path.removeprefix(f"{name}/"): file.content.decode("utf-8-sig") for file in files if file.path.startswith(f"{name}/")}


def load_file(engine: Engine, version: str, path: Path) -> None:
    """Load a CSV file into the staging table as the README of the database says."""
    specification = SPECIFICATIONS[version]
    made = scripts(version, engine.name)
    for script in ("drop.sql", "tables.sql"):
        engine.run(made[script])
    if isinstance(engine, PostgreSQL):
        _load_with_psql(engine, made["stage.sql"], path)
    elif isinstance(engine, SQLite):
        _load_with_shell(engine, made["tables.sql"], names_of(specification).staging, path)
    else:
        engine.run(made["stage.sql"].replace(f"'{specification.collection.id}.csv'", f"'{path.as_posix()}'"))


def _load_with_psql(engine: PostgreSQL, script: str, path: Path) -> None:
    """Run psql in a terminal with the encoding that Windows terminals have in the UK."""
    import pgserver

    saved = path.with_name("stage.sql")
    saved.write_text(script, encoding="utf-8")
    psql = Path(str(pgserver.__file__)).parent / "pginstall" / "bin" / "psql"
    command = [str(psql), engine.uri, "--set=ON_ERROR_STOP=1", f"--set=file={path}", f"--file={saved}"]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PGCLIENTENCODING": "WIN1252"})


def _load_with_shell(engine: SQLite, tables: str, staging: str, path: Path) -> None:
    """Load a file with the shell of SQLite, and copy its rows. Without the shell, do as it does."""
    shell, database = shutil.which("sqlite3"), path.with_suffix(".db")
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(tables)
    if shell is None:
        pytest.skip("needs the shell of SQLite: apt-get install sqlite3")
    subprocess.run([shell, str(database), f".import --csv --skip 1 {path.as_posix()} {staging}"], check=True, capture_output=True)
    engine.connection.execute("ATTACH ? AS loaded", (str(database),))
    engine.connection.execute(f"INSERT INTO {staging} SELECT * FROM loaded.{staging} ORDER BY rowid")
    engine.connection.commit()


def staged(engine: Engine, version: str, rows: tuple[Typed, ...]) -> None:
    """Make the tables, fill those of code lists, and load rows into the staging table."""
    specification = SPECIFICATIONS[version]
    made = scripts(version, engine.name)
    engine.run(made["drop.sql"])
    for _ in range(2):
        engine.run(made["tables.sql"])
        engine.run(made["code_lists.sql"])
    columns = [item.id for item in specification.items]
    numbered: list[list[object]] = [[row[column] or None for column in columns] for row in rows]
    if engine.name == "spark":
        columns = ["row_number", *columns]
        numbered = [[number, *row] for number, row in enumerate(numbered)]
    insert(engine, names_of(specification).staging, columns, numbered)
