"""Spark SQL: no constraints, no transactions, and descriptions are part of the table."""

from collections.abc import Iterator, Sequence

from cldspec.rules.cells import SPACES
from cldspec.rules.targets.sql.database import RUN_IN_FULL, RegexDatabase

QUERIES_IN_ONE_STATEMENT = 50
"""The most queries that Spark plans as one statement without being slow at it."""


class Spark(RegexDatabase):
    """Apache Spark, from 3.5."""

    name = "spark"
    title = "Spark SQL"
    position = 5
    has_exact_decimals = True
    has_constraints = False
    has_comment_statements = False
    can_alter_tables = False
    row_number_type = "BIGINT"
    transaction = None
    requirements = "Needs Spark 3.5 or later."
    testing = RUN_IN_FULL

    def identifier(self, name: str) -> str:
        """See `Expressions.identifier`."""
        return f"`{name}`"

    def text(self, value: str) -> str:
        """See `Expressions.text`. A backslash escapes a quotation mark here; doubling it does not."""
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def text_of_length(self, length: int) -> str:
        """See `Expressions.text_of_length`."""
        del length
        return "STRING"

    def tidy(self, text: str) -> str:
        """See `RegexDatabase.tidy`."""
        spaces = "".join(f"\\u{ord(space):04x}" for space in SPACES)
        return f"NULLIF(TRIM(TRANSLATE({text}, '{spaces}', {self.text(' ' * len(SPACES))})), '')"

    def replace_all(self, text: str, pattern: str, replacement: str) -> str:
        """See `RegexDatabase.replace_all`. REGEXP_REPLACE always replaces every match here."""
        return f"REGEXP_REPLACE({text}, {self.text(pattern)}, {self.text(replacement)})"

    def range_of(self, first: int, last: int) -> str:
        """See `RegexDatabase.range_of`."""
        return f"\\x{{{first:x}}}-\\x{{{last:x}}}"

    def each_cell(self, staging: str, columns: Sequence[str], cells: Sequence[tuple[str, str, str]]) -> str:
        """See `Statements.each_cell`. Spark makes rows of a list of values with STACK."""
        number, *names = map(self.identifier, columns)
        rows = ",\n      ".join(map(self._cell_values, cells))
        return (
            f"SELECT {self.row_number(staging)} AS {number}, {', '.join(f'v.{name}' for name in names)}\n    FROM {staging} AS s\n"
            f"    LATERAL VIEW STACK({len(cells)},\n      {rows}\n    ) v AS {', '.join(names)}"
        )

    def matches(self, text: str, pattern: str) -> str:
        """See `RegexDatabase.matches`."""
        return f"{text} RLIKE {self.text(pattern)}"

    def to_date(self, text: str) -> str:
        """See `RegexDatabase.to_date`."""
        return f"TO_DATE({text}, 'dd/MM/yyyy')"

    def starts_with(self, text: str, prefix: str) -> str:
        """See `Expressions.starts_with`."""
        return f"STARTSWITH({text}, {self.text(prefix)})"

    def first_of(self, year: str, month: int) -> str:
        """See `Expressions.first_of`."""
        return f"MAKE_DATE({year}, {month}, 1)"

    def month_end(self, date: str, months: str) -> str:
        """See `Expressions.month_end`."""
        return f"LAST_DAY(ADD_MONTHS({date}, {months}))"

    def today(self) -> str:
        """See `Expressions.today`."""
        return "CURRENT_DATE()"

    def date_as_text(self, date: str) -> str:
        """See `Expressions.date_as_text`."""
        return f"DATE_FORMAT({date}, 'dd/MM/yyyy')"

    def create_table(self, table: str, lines: Sequence[str], comment: str) -> str:
        """See `Statements.create_table`."""
        note = f"\nCOMMENT {self.text(comment)}" if comment else ""
        return f"{super().create_table(table, lines, comment).removesuffix(self.end)}\nUSING PARQUET{note}{self.end}"

    def column_line(self, name: str, kind: str, comment: str, *, is_required: bool = False) -> str:
        """See `Statements.column_line`."""
        del is_required
        note = f" COMMENT {self.text(comment)}" if comment else ""
        return f"{super().column_line(name, kind, comment)}{note}"

    def create_table_from(self, table: str, query: str) -> str:
        """See `Statements.create_table_from`."""
        return f"CREATE TABLE {table} USING PARQUET AS\n{query}{self.end}"

    def insert_results(self, table: str, columns: Sequence[str], queries: Sequence[tuple[str, str]]) -> Iterator[str]:
        """See `Statements.insert_results`. Each statement is a job that writes files, so each inserts the results of many queries."""
        into = f"INSERT INTO {table} ({', '.join(map(self.identifier, columns))})"
        for start in range(0, len(queries), QUERIES_IN_ONE_STATEMENT):
            parts = [f"{remark}\n{query}" for remark, query in queries[start : start + QUERIES_IN_ONE_STATEMENT]]
            joined = "\nUNION ALL\n".join(parts)
            yield f"{into}\n{joined}{self.end}"

    def replace_rows(self, table: str, insert: str) -> Iterator[str]:
        """See `Statements.replace_rows`. Spark replaces the old rows once all new ones are written."""
        del table
        yield f"{insert.replace('INSERT INTO', 'INSERT OVERWRITE', 1)}{self.end}"

    def run_command(self, script: str, name: str) -> str:
        """See `Database.run_command`."""
        del name
        return f"spark-sql -f {script}"

    def load_instructions(self, file: str, staging: str, columns: Sequence[str], name: str) -> str:
        """See `Database.load_instructions`."""
        del columns, name
        return f"""\
```sql
CREATE OR REPLACE TEMPORARY VIEW {staging}_file USING csv
OPTIONS (path '{file}', header 'true', multiLine 'true', escape '"');
INSERT OVERWRITE {staging} SELECT monotonically_increasing_id(), * FROM {staging}_file;
```

`multiLine` makes Spark read the file in one piece, so that the rows are numbered in order. If the file is too large for
that, add row numbers when you write it."""


DATABASE = Spark()
