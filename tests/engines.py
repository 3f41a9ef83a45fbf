"""Real databases for the tests, all used in the same way."""

import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import duckdb
import pytest

from cldspec.rules.targets.sql.databases import database_named

NAMES = ("duckdb", "sqlite", "postgresql", "spark")
"""The databases that the tests can run. SQL Server is not among them."""


class Engine(Protocol):
    """A running, empty database."""

    name: str

    def run(self, script: str) -> None:
        """Run the statements of a script."""

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""

    def undo(self) -> None:
        """Roll back the transaction that an error left open, as the database's own client does when it stops."""

    def close(self) -> None:
        """Close the connection."""


class _Connected:
    """A database behind a connection of Python's usual form."""

    name: str
    connection: Any

    def run(self, script: str) -> None:
        self.connection.execute(script)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.connection.execute(sql).fetchall()
        return rows

    def undo(self) -> None:
        self.connection.rollback()

    def close(self) -> None:
        self.connection.close()


class DuckDB(_Connected):
    name = "duckdb"

    def __init__(self) -> None:
        self.connection = duckdb.connect()


class SQLite(_Connected):
    name = "sqlite"

    def __init__(self) -> None:
        self.connection: sqlite3.Connection = sqlite3.connect(":memory:")
        self.connection.execute("PRAGMA foreign_keys = ON")

    def run(self, script: str) -> None:
        self.connection.executescript(script)


class PostgreSQL(_Connected):
    name = "postgresql"

    def __init__(self, uri: str) -> None:
        import psycopg

        self.uri = uri
        self.connection = psycopg.connect(uri, autocommit=True)
        self.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")

    def undo(self) -> None:
        self.run("ROLLBACK")


class Spark:
    name = "spark"

    def __init__(self, session: Any) -> None:
        self.session = session

    def run(self, script: str) -> None:
        for statement in re.split(r";\n", script):
            code = "\n".join(line for line in statement.split("\n") if not line.startswith("--"))  # texts may have any other line breaks
            if code.strip():
                self.session.sql(code).collect()

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.session.sql(sql).collect()]

    def keep(self, table: str, query: str) -> None:
        """Make a table of the rows of a query, in memory: a plan of many queries would take Spark minutes."""
        found = self.session.sql(query)
        self.session.createDataFrame(found.collect(), found.schema).createOrReplaceTempView(table)

    def undo(self) -> None:
        """There are no transactions."""

    def close(self) -> None:
        """All tests share one session."""


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Run a PostgreSQL server and give its address. Skip the test if PostgreSQL is not installed.

    Its folder is none of pytest's: a server that root starts runs as another user, and each run of pytest, also one
    inside a test, closes pytest's folder to others. The server would stop within a minute.
    """
    try:
        import pgserver
    except ImportError:
        pytest.skip("needs PostgreSQL: pip install pgserver, with Python 3.11 or 3.12")
    with TemporaryDirectory(prefix="postgresql-") as folder:
        server = pgserver.get_server(folder)  # type: ignore[attr-defined]
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def spark_session(folder: Path) -> Iterator[Any]:
    """Run Spark on this machine. Skip the test if Java is not installed."""
    if shutil.which("java") is None:
        pytest.skip("needs Java for Spark: apt-get install default-jre-headless")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={folder} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.log.level": "ERROR",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


class Sql(str):
    """A value that is already SQL."""

    __slots__ = ()


def literal(value: object, engine: Engine) -> str:
    """Return a value as SQL."""
    if isinstance(value, Sql):
        return value
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, Decimal | int | float) else database_named(engine.name).text(str(value))


def insert(engine: Engine, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Insert rows, in their order."""
    for start in range(0, len(rows), 200):
        values = ",\n".join(f"({', '.join(literal(value, engine) for value in row)})" for row in rows[start : start + 200])
        engine.run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES\n{values};\n")
