"""Statements of SQL: those that make, fill, describe and alter tables. Most databases share them; a database overrides the others.

Arguments and results are SQL text, but names of columns and constraints come without quotes.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cldspec.rules.targets.sql.expressions import TEXT_LENGTH, Expressions
from cldspec.wording import on_one_line

FIRST_ROW = 2
"""The number that a spreadsheet shows for the first row of a return, below its header."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What enforces a rule: a line of CREATE TABLE, or a statement after it. Neither, where a column's type or NOT NULL does."""

    line: str = ""
    statement: str = ""


def remark(text: str) -> str:
    """Return a remark: one line, so that nothing in the text can become a statement."""
    return f"-- {on_one_line(text)}".rstrip()


class Statements(Expressions):
    """The statements of one database. Each ends as the database's own client expects."""

    start = ""
    """What every script begins with."""
    encoding = "utf-8"
    """The encoding of every script."""
    end = ";\n"
    """What ends a statement."""
    hidden_row_number = "rowid"
    """The hidden column that numbers the rows of a table, for a database that has one."""
    loads_through_view = False
    """Whether a file is loaded through a view of the staging table, because its columns are matched by position."""

    @property
    @abstractmethod
    def has_constraints(self) -> bool:
        """Whether a table can have keys and CHECK constraints."""

    @property
    @abstractmethod
    def can_alter_tables(self) -> bool:
        """Whether columns and constraints of an existing table can be added and removed."""

    @property
    @abstractmethod
    def has_comment_statements(self) -> bool:
        """Whether a statement describes a table or column that exists. Where not, CREATE TABLE has the descriptions, if anything."""

    @property
    @abstractmethod
    def row_number_type(self) -> str | None:
        """The type of the column that numbers the rows of the staging table; None where `hidden_row_number` does."""

    @property
    @abstractmethod
    def transaction(self) -> tuple[str, str] | None:
        """What begins a transaction and what ends it; None where there are no transactions."""

    # Tables and views

    def create_table(self, table: str, lines: Sequence[str], comment: str) -> str:
        """Return the statement that makes a table if it does not exist. `lines` are its columns and constraints."""
        del comment
        return f"CREATE TABLE IF NOT EXISTS {table} (\n  {_joined(lines)}\n){self.end}"

    def column_line(self, name: str, kind: str, comment: str, *, is_required: bool = False) -> str:
        """Return the line of CREATE TABLE that makes a column; `kind` is its type."""
        del comment
        return f"{self.identifier(name)} {kind}{' NOT NULL' if is_required else ''}"

    def unique(self, name: str, table: str, columns: Sequence[str]) -> Constraint:
        """Return the constraint that no two rows share the values of these columns; NULL equals nothing."""
        del table
        return Constraint(f"CONSTRAINT {self.identifier(name)} UNIQUE ({', '.join(map(self.identifier, columns))})")

    def create_table_from(self, table: str, query: str) -> str:
        """Return the statement that makes a table from a query. It fails if the table exists."""
        return f"CREATE TABLE {table} AS\n{query}{self.end}"

    def replace_table(self, table: str, query: str) -> str:
        """Return the statements that make a table from a query, in place of any that exists."""
        return f"{self.drop('TABLE', table)}{self.create_table_from(table, query)}"

    def replace_view(self, view: str, query: str) -> str:
        """Return the statements that make a view, in place of any that exists."""
        return f"CREATE OR REPLACE VIEW {view} AS\n{query}{self.end}"

    def drop(self, kind: str, name: str) -> str:
        """Return the statement that removes a TABLE or VIEW if it exists."""
        return f"DROP {kind} IF EXISTS {name}{self.end}"

    def describe_table(self, table: str, text: str) -> Iterator[str]:
        """Yield the statement that describes a table, where there is one."""
        if self.has_comment_statements:
            yield f"COMMENT ON TABLE {table} IS {self.text(text)}{self.end}"

    def describe_column(self, table: str, column: str, text: str) -> Iterator[str]:
        """Yield the statement that describes a column, where there is one."""
        if self.has_comment_statements:
            yield f"COMMENT ON COLUMN {table}.{self.identifier(column)} IS {self.text(text)}{self.end}"

    def replace_description(self, table: str, column: str | None, text: str) -> Iterator[str]:
        """Yield the statements that change the description of a table, or of one of its columns."""
        yield from self.describe_column(table, column, text) if column else self.describe_table(table, text)

    def type_check(self, column: str, item_type: str) -> str | None:
        """Return the condition that a cell has its column's type, for a database that does not enforce types."""
        del column, item_type
        return None

    # Rows

    def insert_missing(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """Return the statement that adds the rows whose value in the first column is not in the table."""
        names = [self.identifier(column) for column in columns]
        return (
            f"INSERT INTO {table} ({', '.join(names)})\n"
            f"SELECT {', '.join(f'v.{name}' for name in names)}\n"
            f"FROM (VALUES\n  {_joined(map(_row, rows))}\n) AS v ({', '.join(names)})\n"
            f"WHERE NOT EXISTS (SELECT 1 FROM {table} AS t WHERE t.{names[0]} = v.{names[0]}){self.end}"
        )

    def insert_results(self, table: str, columns: Sequence[str], queries: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Yield the statements that insert the results of queries. Each query comes with the remark that precedes it."""
        into = f"INSERT INTO {table} ({', '.join(map(self.identifier, columns))})"
        yield from (f"{remark}\n{into}\n{query}{self.end}" for remark, query in queries)

    def replace_rows(self, table: str, insert: str) -> Iterator[str]:
        """Yield the statements that replace all rows of a table, or none. `insert` comes without its end."""
        yield f"BEGIN{self.end}"
        yield f"DELETE FROM {table}{self.end}"
        yield f"{insert}{self.end}"
        yield f"COMMIT{self.end}"

    def row_number(self, staging: str) -> str:
        """Return the number that a spreadsheet shows for a row `s` of the staging table, in the order of loading."""
        number = self.identifier("row_number") if self.row_number_type else self.hidden_row_number
        return f"s.{number} - (SELECT MIN({number}) FROM {staging}) + {FIRST_ROW}"

    lateral_join = "CROSS JOIN LATERAL"
    """What joins each row with a list of values made from the row."""

    def each_cell(self, staging: str, columns: Sequence[str], cells: Sequence[tuple[str, str, str]]) -> str:
        """Return the query of the cells of the staging table as typed, one row for each cell.

        `columns` are the names of its columns: the number of the row, the three texts in `cells`, of which the first is the name of
        the column of the staging table, and the cell as typed.
        """
        number, *names = map(self.identifier, columns)
        rows = ",\n      ".join(f"({self._cell_values(cell)})" for cell in cells)
        listed = ", ".join(self.as_column_text(f"v.{name}") + f" AS {name}" for name in names[:-1])
        return (
            f"SELECT {self.row_number(staging)} AS {number}, {listed}, v.{names[-1]}\n    FROM {staging} AS s\n"
            f"    {self.lateral_join} (VALUES\n      {rows}\n    ) AS v ({', '.join(names)})"
        )

    def _cell_values(self, cell: Sequence[str]) -> str:
        return ", ".join([*map(self.text, cell), f"s.{self.identifier(cell[0])}"])

    def as_column_text(self, literal: str) -> str:
        """Return a text literal as a text that can be compared with any column, for a database whose texts have collations."""
        return literal

    @abstractmethod
    def tidied_cells(self, each: str, columns: Sequence[str], condition: str, value_kind: str) -> tuple[str, str]:
        """Return what comes before a query (WITH), and the query inside it of the cells `t` that meet a condition, with their text.

        `each` is the query of all cells, and `columns` are the names of its columns, and of the text. It is the cell as typed,
        trimmed, with every white space character as a space; and without invisible characters unless its kind is `value_kind`.
        """

    # Migrations

    def in_transaction(self, statements: Iterable[str]) -> Iterator[str]:
        """Yield statements so that all of them take effect, or none; as they are where there are no transactions."""
        begin, commit = ([part] for part in self.transaction) if self.transaction else ([], [])
        yield from (*begin, *statements, *commit)

    def lock(self, table: str) -> Iterator[str]:
        """Yield the statement that keeps others from a table until the transaction ends, where the transaction itself does not."""
        del table
        return iter(())

    def value_as_text(self, column: str, item_type: str, scale: int) -> str:
        """Return a value of a typed column as it is typed in a file."""
        del scale
        if item_type == "date":
            return self.date_as_text(column)
        return f"CAST({column} AS {self.text_of_length(TEXT_LENGTH)})" if item_type in {"integer", "decimal"} else column

    def with_fewer_decimals(self, column: str, kind: str, scale: int) -> str:
        """Return a number as one of type `kind` with up to `scale` decimal places; NULL where it has more."""
        shifted = f"{column} * {10**scale}" if scale else column
        return f"CASE WHEN FLOOR({shifted}) = {shifted} THEN CAST({column} AS {kind}) END"

    def null_of(self, kind: str) -> str:
        """Return NULL of a type."""
        return f"CAST(NULL AS {kind})"

    def rename_column(self, table: str, old: str, new: str) -> str:
        """Return the statement that renames a column."""
        return f"ALTER TABLE {table} RENAME COLUMN {self.identifier(old)} TO {self.identifier(new)}{self.end}"

    def drop_column(self, table: str, column: str) -> str:
        """Return the statement that removes a column."""
        return f"ALTER TABLE {table} DROP COLUMN {self.identifier(column)}{self.end}"

    def add_column(self, table: str, line: str) -> str:
        """Return the statement that adds a column after the others."""
        return f"ALTER TABLE {table} ADD COLUMN {line}{self.end}"

    def add_constraint(self, table: str, line: str) -> str:
        """Return the statement that adds a constraint."""
        return f"ALTER TABLE {table} ADD {line}{self.end}"

    def drop_constraint(self, table: str, name: str, constraint: Constraint) -> str:
        """Return the statement that removes a constraint."""
        del constraint
        return f"ALTER TABLE {table} DROP CONSTRAINT {self.identifier(name)}{self.end}"


def _joined(lines: Iterable[str]) -> str:
    return ",\n  ".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"({', '.join(cells)})"
