"""What the databases say differently when tables are made, filled and described. `Database` is what most of them share."""

from collections.abc import Iterable, Iterator, Sequence

from cldspec.rules.sql import DIALECTS
from cldspec.rules.sql.dialect import Dialect

FIRST_ROW = 2
"""The number of the first row of a return below its header, as a spreadsheet shows it."""


class Database:
    """Statements of one database; each ends as its own client wants it."""

    name = ""
    start = ""
    """What every script begins with."""
    end = ";\n"
    number_column: str | None = None
    """The type of the column that numbers the rows of staging; None where the table has hidden numbers."""
    hidden_number = "rowid"

    def __init__(self) -> None:
        self.dialect: Dialect = DIALECTS[self.name]

    def identifier(self, name: str) -> str:
        """Return a name in quotes."""
        return self.dialect.identifier(name)

    def create_table(self, table: str, lines: Sequence[str], comment: str) -> str:
        """Return the statement that makes a table, unless it is there; `lines` are its columns and constraints."""
        del comment
        return f"CREATE TABLE IF NOT EXISTS {table} (\n  {self._joined(lines)}\n){self.end}"

    def column(self, name: str, kind: str, comment: str, *, needed: bool = False) -> str:
        """Return the line of a column."""
        del comment
        return f"{self.identifier(name)} {kind}{' NOT NULL' if needed else ''}"

    def unique(self, name: str, table: str, columns: Sequence[str]) -> tuple[str | None, str | None]:
        """Return what makes columns a key in which blanks do not count: a line of the table, or a statement after it."""
        del table
        return f"CONSTRAINT {self.identifier(name)} UNIQUE ({', '.join(map(self.identifier, columns))})", None

    def replace_table(self, table: str, query: str) -> str:
        """Return the statements that make a table anew from a query."""
        return f"{self.drop('TABLE', table)}CREATE TABLE {table} AS\n{query}{self.end}"

    def replace_view(self, view: str, query: str) -> str:
        """Return the statements that make a view anew."""
        return f"CREATE OR REPLACE VIEW {view} AS\n{query}{self.end}"

    def drop(self, kind: str, name: str) -> str:
        """Return the statement that removes a table or view, if it is there."""
        return f"DROP {kind} IF EXISTS {name}{self.end}"

    def add_missing(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """Return the statement that adds rows whose first column's value is not in the table yet."""
        names = [self.identifier(column) for column in columns]
        values = ",\n  ".join(f"({', '.join(row)})" for row in rows)
        return (
            f"INSERT INTO {table} ({', '.join(names)})\n"
            f"SELECT {', '.join(f'v.{name}' for name in names)}\n"
            f"FROM (VALUES\n  {values}\n) AS v ({', '.join(names)})\n"
            f"WHERE NOT EXISTS (SELECT 1 FROM {table} AS t WHERE t.{names[0]} = v.{names[0]}){self.end}"
        )

    def insert_results(self, table: str, columns: Sequence[str], queries: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Yield the statements that insert the results of queries, each with the remark before it."""
        into = f"INSERT INTO {table} ({', '.join(map(self.identifier, columns))})"
        yield from (f"{remark}\n{into}\n{query}{self.end}" for remark, query in queries)

    def replace_rows(self, table: str, insert: str) -> Iterator[str]:
        """Yield the statements that put other rows into a table, all or none; `insert` is not ended."""
        yield f"BEGIN{self.end}"
        yield f"DELETE FROM {table}{self.end}"
        yield f"{insert}{self.end}"
        yield f"COMMIT{self.end}"

    def describe_table(self, table: str, text: str) -> Iterator[str]:
        """Yield the statement that describes a table."""
        yield f"COMMENT ON TABLE {table} IS {self.dialect.text(text)}{self.end}"

    def describe_column(self, table: str, column: str, text: str) -> Iterator[str]:
        """Yield the statement that describes a column."""
        yield f"COMMENT ON COLUMN {table}.{self.identifier(column)} IS {self.dialect.text(text)}{self.end}"

    def staging_extras(self, staging: str, columns: Sequence[str]) -> Iterator[str]:
        """Yield what else loading needs."""
        del staging, columns
        return iter(())

    def row_number(self, staging: str) -> str:
        """Return the number of a row as a spreadsheet shows it: the rows of staging `s` in the order of loading."""
        number = self.identifier("row_number") if self.number_column else self.hidden_number
        return f"s.{number} - (SELECT MIN({number}) FROM {staging}) + {FIRST_ROW}"

    def typed_check(self, column: str, kind: str) -> str | None:
        """Return the condition that a cell has the type of its column, where the database does not see to that by itself."""
        del column, kind
        return None

    def _joined(self, lines: Sequence[str]) -> str:
        return ",\n  ".join(lines)


class SQLServer(Database):
    """SQL Server: batches end with GO, descriptions are extended properties."""

    name = "sqlserver"
    start = "SET QUOTED_IDENTIFIER ON; -- which sqlcmd turns off; the index over filled references needs it\nGO\n\n"
    end = ";\nGO\n"
    number_column = "bigint IDENTITY(1, 1)"

    def create_table(self, table: str, lines: Sequence[str], comment: str) -> str:
        """See `Database.create_table`."""
        del comment
        return f"IF OBJECT_ID(N'{table}', N'U') IS NULL\nCREATE TABLE {table} (\n  {self._joined(lines)}\n){self.end}"

    def unique(self, name: str, table: str, columns: Sequence[str]) -> tuple[str | None, str | None]:
        """See `Database.unique`; a constraint would let only one row have a blank."""
        names = [self.identifier(column) for column in columns]
        filled = " AND ".join(f"{column} IS NOT NULL" for column in names)
        missing = f"IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'{name}' AND object_id = OBJECT_ID(N'{table}'))"
        return None, f"{missing}\nCREATE UNIQUE INDEX {self.identifier(name)} ON {table} ({', '.join(names)}) WHERE {filled}{self.end}"

    def replace_table(self, table: str, query: str) -> str:
        """See `Database.replace_table`."""
        head, _, tail = query.partition("\nFROM ")
        return f"{self.drop('TABLE', table)}{head}\nINTO {table}\nFROM {tail}{self.end}"

    def replace_view(self, view: str, query: str) -> str:
        """See `Database.replace_view`; from SQL Server 2016 SP1."""
        return f"CREATE OR ALTER VIEW {view} AS\n{query}{self.end}"

    def describe_table(self, table: str, text: str) -> Iterator[str]:
        """See `Database.describe_table`."""
        yield self._property(f"N'{table}'", None, text)

    def describe_column(self, table: str, column: str, text: str) -> Iterator[str]:
        """See `Database.describe_column`."""
        yield self._property(f"N'{table}'", column, text)

    def _property(self, table: str, column: str | None, text: str) -> str:
        place = f"N'SCHEMA', N'dbo', N'TABLE', {table}" + (f", N'COLUMN', N'{column}'" if column else "")
        minor = f"COLUMNPROPERTY(OBJECT_ID({table}), N'{column}', N'ColumnId')" if column else "0"
        missing = f"WHERE name = N'MS_Description' AND major_id = OBJECT_ID({table}) AND minor_id = {minor}"
        return (
            f"IF NOT EXISTS (SELECT 1 FROM sys.extended_properties {missing})\n"
            f"EXEC sys.sp_addextendedproperty N'MS_Description', {self.dialect.text(text)}, {place}{self.end}"
        )

    def replace_rows(self, table: str, insert: str) -> Iterator[str]:
        """See `Database.replace_rows`; one batch, which an error ends and undoes."""
        yield f"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nDELETE FROM {table};\n{insert};\nCOMMIT TRANSACTION{self.end}"

    def staging_extras(self, staging: str, columns: Sequence[str]) -> Iterator[str]:
        """See `Database.staging_extras`: a view without the number of the row, since BULK INSERT fills columns by place."""
        listed = ",\n  ".join(map(self.identifier, columns))
        yield self.replace_view(f"{staging}_load", f"SELECT\n  {listed}\nFROM {staging}")


class PostgreSQL(Database):
    """PostgreSQL."""

    name = "postgresql"
    number_column = "BIGINT GENERATED BY DEFAULT AS IDENTITY"


class SQLite(Database):
    """SQLite: columns take any type, and descriptions are comments in the table's own text."""

    name = "sqlite"

    def column(self, name: str, kind: str, comment: str, *, needed: bool = False) -> str:
        """See `Database.column`."""
        line = super().column(name, kind, comment, needed=needed)
        return f"{line} /* {comment.replace('*/', '* /')} */" if comment else line

    def replace_view(self, view: str, query: str) -> str:
        """See `Database.replace_view`."""
        return f"{self.drop('VIEW', view)}CREATE VIEW {view} AS\n{query}{self.end}"

    def add_missing(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """See `Database.add_missing`."""
        names = ", ".join(map(self.identifier, columns))
        values = ",\n  ".join(f"({', '.join(row)})" for row in rows)
        return f"INSERT OR IGNORE INTO {table} ({names})\nVALUES\n  {values}{self.end}"

    def describe_table(self, table: str, text: str) -> Iterator[str]:
        """See `Database.describe_table`: there is no such statement."""
        del table, text
        return iter(())

    def describe_column(self, table: str, column: str, text: str) -> Iterator[str]:
        """See `Database.describe_column`: there is no such statement."""
        del table, column, text
        return iter(())

    def typed_check(self, column: str, kind: str) -> str | None:
        """See `Database.typed_check`."""
        name = self.identifier(column)
        if kind == "date":
            return f"COALESCE(DATE({name}, '+0 days') = {name}, 0)"
        return f"TYPEOF({name}) IN ('integer', 'real')" if kind in {"integer", "decimal"} else None


class DuckDB(Database):
    """DuckDB."""

    name = "duckdb"


class Spark(Database):
    """Spark SQL: no constraints, and descriptions are part of the table."""

    name = "spark"
    number_column = "BIGINT"
    together = 50
    """As many queries as Spark plans in one go without being slow at it."""

    def create_table(self, table: str, lines: Sequence[str], comment: str) -> str:
        """See `Database.create_table`."""
        note = f"\nCOMMENT {self.dialect.text(comment)}" if comment else ""
        return f"CREATE TABLE IF NOT EXISTS {table} (\n  {self._joined(lines)}\n)\nUSING PARQUET{note}{self.end}"

    def column(self, name: str, kind: str, comment: str, *, needed: bool = False) -> str:
        """See `Database.column`."""
        del needed
        note = f" COMMENT {self.dialect.text(comment)}" if comment else ""
        return f"{self.identifier(name)} {kind}{note}"

    def insert_results(self, table: str, columns: Sequence[str], queries: Sequence[tuple[str, str]]) -> Iterator[str]:
        """See `Database.insert_results`; many queries in one statement, since each statement is a job that writes files."""
        into = f"INSERT INTO {table} ({', '.join(map(self.identifier, columns))})"
        for start in range(0, len(queries), self.together):
            parts = [f"{remark}\n{query}" for remark, query in queries[start : start + self.together]]
            joined = "\nUNION ALL\n".join(parts)
            yield f"{into}\n{joined}{self.end}"

    def replace_rows(self, table: str, insert: str) -> Iterator[str]:
        """See `Database.replace_rows`; Spark puts the new rows in place of the old ones once all are written."""
        del table
        yield f"{insert.replace('INSERT INTO', 'INSERT OVERWRITE', 1)}{self.end}"

    def replace_table(self, table: str, query: str) -> str:
        """See `Database.replace_table`."""
        return f"{self.drop('TABLE', table)}CREATE TABLE {table} USING PARQUET AS\n{query}{self.end}"

    def describe_table(self, table: str, text: str) -> Iterator[str]:
        """See `Database.describe_table`: the table was made with it."""
        del table, text
        return iter(())

    def describe_column(self, table: str, column: str, text: str) -> Iterator[str]:
        """See `Database.describe_column`: the table was made with it."""
        del table, column, text
        return iter(())


DATABASES: tuple[Database, ...] = (SQLServer(), PostgreSQL(), SQLite(), DuckDB(), Spark())
"""The databases that scripts are made for."""
