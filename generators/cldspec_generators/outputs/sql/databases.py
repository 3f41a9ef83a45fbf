"""What the databases say differently when tables are made, filled and described. `Database` is what most of them share."""

from collections.abc import Iterable, Iterator, Sequence

from cldspec.rules.targets.sql import DIALECTS
from cldspec.rules.targets.sql.dialect import Dialect
from cldspec.rules.targets.sql.sqlserver import COLLATION

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
    alters = False
    """Whether constraints can be added to a table that is there, and taken from it."""
    transaction: tuple[str, ...] = ("BEGIN;\n", "COMMIT;\n")
    """What begins a transaction, and what ends it; nothing where there are none."""

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

    def in_transaction(self, statements: Iterable[str]) -> Iterator[str]:
        """Yield statements of which all take effect or none."""
        yield from self.transaction[:1]
        yield from statements
        yield from self.transaction[1:]

    def lock(self, table: str) -> Iterator[str]:
        """Yield what keeps others from a table until the transaction ends, where the transaction does not do so by itself."""
        del table
        return iter(())

    def as_text(self, column: str, kind: str, scale: int) -> str:
        """Return a value of a typed column as it is typed in a file."""
        del scale
        if kind == "date":
            return self.typed_date(column)
        return f"CAST({column} AS {self.dialect.text_type})" if kind in {"integer", "decimal"} else column

    def typed_date(self, column: str) -> str:
        """Return a date as dd/mm/yyyy."""
        return f"TO_CHAR({column}, 'DD/MM/YYYY')"

    def with_fewer_places(self, column: str, kind: str, scale: int) -> str:
        """Return a number as one with up to `scale` digits after the point; NULL where it has more."""
        shifted = f"{column} * {10**scale}" if scale else column
        return f"CASE WHEN FLOOR({shifted}) = {shifted} THEN CAST({column} AS {kind}) END"

    def nothing(self, kind: str) -> str:
        """Return NULL of a type."""
        return f"CAST(NULL AS {kind})"

    def create_from(self, table: str, query: str) -> str:
        """Return the statement that makes a table from a query; it fails where there is such a table."""
        return self.replace_table(table, query).removeprefix(self.drop("TABLE", table))

    def rename_column(self, table: str, old: str, new: str) -> str:
        """Return the statement that gives a column another name."""
        return f"ALTER TABLE {table} RENAME COLUMN {self.identifier(old)} TO {self.identifier(new)}{self.end}"

    def drop_column(self, table: str, column: str) -> str:
        """Return the statement that removes a column."""
        return f"ALTER TABLE {table} DROP COLUMN {self.identifier(column)}{self.end}"

    def add_column(self, table: str, line: str) -> str:
        """Return the statement that adds a column behind the others."""
        return f"ALTER TABLE {table} ADD COLUMN {line}{self.end}"

    def add_constraint(self, table: str, line: str) -> str:
        """Return the statement that adds a constraint."""
        return f"ALTER TABLE {table} ADD {line}{self.end}"

    def drop_constraint(self, table: str, name: str, *, is_index: bool) -> str:
        """Return the statement that removes a constraint, or the index that stands for one."""
        del is_index
        return f"ALTER TABLE {table} DROP CONSTRAINT {self.identifier(name)}{self.end}"

    def describe_again(self, table: str, column: str | None, text: str) -> Iterator[str]:
        """Yield the statements that describe a table, or a column of it, anew."""
        yield from self.describe_column(table, column, text) if column else self.describe_table(table, text)

    def _joined(self, lines: Sequence[str]) -> str:
        return ",\n  ".join(lines)


class SQLServer(Database):
    """SQL Server: batches end with GO, descriptions are extended properties."""

    name = "sqlserver"
    start = "SET QUOTED_IDENTIFIER ON; -- which sqlcmd turns off; the index over filled references needs it\nGO\n\n"
    end = ";\nGO\n"
    number_column = "bigint IDENTITY(1, 1)"
    alters = True
    transaction = ("SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nGO\n", "COMMIT TRANSACTION;\nGO\n\nSET NOEXEC OFF;\nGO\n")

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

    def in_transaction(self, statements: Iterable[str]) -> Iterator[str]:
        """See `Database.in_transaction`; once an error has undone all, nothing that follows is run by itself."""
        guard = f"\nIF @@TRANCOUNT = 0 SET NOEXEC ON{self.end}"
        guarded = (f"{statement}{guard}" if statement.endswith(self.end) else statement for statement in statements)
        yield from super().in_transaction(guarded)

    def lock(self, table: str) -> Iterator[str]:
        """See `Database.lock`."""
        yield f"SELECT COUNT(*) AS row_count FROM {table} WITH (TABLOCKX, HOLDLOCK){self.end}"

    def as_text(self, column: str, kind: str, scale: int) -> str:
        """See `Database.as_text`."""
        return (
            f"CAST({column} AS nvarchar(40)) COLLATE {COLLATION}"
            if kind in {"integer", "decimal"}
            else super().as_text(column, kind, scale)
        )

    def typed_date(self, column: str) -> str:
        """See `Database.typed_date`."""
        return f"CONVERT(nvarchar(10), {column}, 103) COLLATE {COLLATION}"

    def nothing(self, kind: str) -> str:
        """See `Database.nothing`."""
        plain, collate, collation = kind.partition(" COLLATE ")
        return f"{super().nothing(plain)}{collate}{collation}"

    def rename_column(self, table: str, old: str, new: str) -> str:
        """See `Database.rename_column`."""
        return f"EXEC sys.sp_rename N'{table}.{self.identifier(old)}', N'{new}', N'COLUMN'{self.end}"

    def add_column(self, table: str, line: str) -> str:
        """See `Database.add_column`."""
        return f"ALTER TABLE {table} ADD {line}{self.end}"

    def add_constraint(self, table: str, line: str) -> str:
        """See `Database.add_constraint`; it holds for the rows that are there, too."""
        return f"ALTER TABLE {table} WITH CHECK ADD {line}{self.end}"

    def drop_constraint(self, table: str, name: str, *, is_index: bool) -> str:
        """See `Database.drop_constraint`."""
        if is_index:
            return f"DROP INDEX {self.identifier(name)} ON {table}{self.end}"
        return super().drop_constraint(table, name, is_index=is_index)

    def describe_again(self, table: str, column: str | None, text: str) -> Iterator[str]:
        """See `Database.describe_again`."""
        place = f"N'SCHEMA', N'dbo', N'TABLE', N'{table}'" + (f", N'COLUMN', N'{column}'" if column else "")
        minor = f"COLUMNPROPERTY(OBJECT_ID(N'{table}'), N'{column}', N'ColumnId')" if column else "0"
        there = f"WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'{table}') AND minor_id = {minor}"
        yield (
            f"IF EXISTS (SELECT 1 FROM sys.extended_properties {there})\n"
            f"EXEC sys.sp_dropextendedproperty N'MS_Description', {place}{self.end}"
        )
        yield from super().describe_again(table, column, text)


class PostgreSQL(Database):
    """PostgreSQL."""

    name = "postgresql"
    alters = True
    number_column = "BIGINT GENERATED BY DEFAULT AS IDENTITY"

    def lock(self, table: str) -> Iterator[str]:
        """See `Database.lock`."""
        yield f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE{self.end}"


class SQLite(Database):
    """SQLite: columns take any type, and descriptions are comments in the table's own text."""

    name = "sqlite"
    transaction = ("BEGIN IMMEDIATE;\n", "COMMIT;\n")

    def typed_date(self, column: str) -> str:
        """See `Database.typed_date`."""
        return f"SUBSTR({column}, 9, 2) || '/' || SUBSTR({column}, 6, 2) || '/' || SUBSTR({column}, 1, 4)"

    def as_text(self, column: str, kind: str, scale: int) -> str:
        """See `Database.as_text`; without a number, PRINTF writes a zero."""
        if kind == "decimal":
            return f"CASE WHEN {column} IS NOT NULL THEN PRINTF('%.{scale}f', {column}) END"
        return super().as_text(column, kind, scale)

    def with_fewer_places(self, column: str, kind: str, scale: int) -> str:
        """See `Database.with_fewer_places`."""
        return f"CASE WHEN ROUND({column}, {scale}) = {column} THEN CAST(ROUND({column}, {scale}) AS {kind}) END"

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

    def typed_date(self, column: str) -> str:
        """See `Database.typed_date`."""
        return f"STRFTIME({column}, '%d/%m/%Y')"


class Spark(Database):
    """Spark SQL: no constraints, and descriptions are part of the table."""

    name = "spark"
    number_column = "BIGINT"
    transaction = ()
    together = 50
    """As many queries as Spark plans in one go without being slow at it."""

    def typed_date(self, column: str) -> str:
        """See `Database.typed_date`."""
        return f"DATE_FORMAT({column}, 'dd/MM/yyyy')"

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
