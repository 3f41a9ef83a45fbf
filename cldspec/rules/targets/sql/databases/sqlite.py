"""SQLite: no dates, no decimals, no regular expressions; columns take values of any type."""

from collections.abc import Iterable, Sequence

from cldspec.model import DataItem
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR
from cldspec.rules.targets.sql.database import RUN_IN_FULL
from cldspec.rules.targets.sql.wildcards import WildcardDatabase, in_lines
from cldspec.wording import on_one_line


class SQLite(WildcardDatabase):
    """SQLite, from 3.32. Dates are texts yyyy-mm-dd, and decimal numbers are floating-point numbers."""

    name = "sqlite"
    title = "SQLite"
    position = 3
    has_exact_decimals = False
    has_constraints = True
    has_comment_statements = False
    can_alter_tables = False
    row_number_type = None
    transaction = ("BEGIN IMMEDIATE;\n", "COMMIT;\n")
    any_text = "*"
    any_character = "?"
    wildcard_operator = "GLOB"
    requirements = "Needs SQLite 3.32 or later."
    testing = RUN_IN_FULL
    constraints_note = "SQLite enforces foreign keys only after `PRAGMA foreign_keys = ON;`."

    def date(self, iso: str) -> str:
        """See `Expressions.date`."""
        return self.text(iso)

    def type_of(self, item: DataItem, *, longest: int | None = None, is_key: bool = False) -> str:
        """See `Expressions.type_of`."""
        types = {"date": "TEXT", "integer": "INTEGER", "decimal": "REAL"}
        return types.get(item.type) or super().type_of(item, longest=longest, is_key=is_key)

    def text_of_length(self, length: int) -> str:
        """See `Expressions.text_of_length`."""
        del length
        return "TEXT"

    def character(self, code: int) -> str:
        """See `Expressions.character`."""
        return f"CHAR({code})"

    def trimmed(self, text: str) -> str:
        """See `WildcardDatabase.trimmed`."""
        return f"TRIM({text})"

    def values(self, columns: Sequence[str], rows: Sequence[str]) -> str:
        """See `WildcardDatabase.values`."""
        del columns
        return f"VALUES {in_lines(rows)}"

    def each_cell(self, staging: str, columns: Sequence[str], cells: Sequence[tuple[str, str, str]]) -> str:
        """See `Statements.each_cell`. SQLite has no lateral joins."""
        selects = [f"SELECT {self.row_number(staging)}, {self._cell_values(cell)} FROM {staging} AS s" for cell in cells]
        values = [self.row_number(staging), *map(self.text, cells[0]), f"s.{self.identifier(cells[0][0])}"]
        named = ", ".join(f"{value} AS {self.identifier(column)}" for value, column in zip(values, columns, strict=True))
        return "\n    UNION ALL ".join([f"SELECT {named} FROM {staging} AS s", *selects[1:]])

    def decimal_point(self, number: str) -> str:
        """See `WildcardDatabase.decimal_point`."""
        return f"INSTR({number} || '.', '.')"

    def as_date(self, text: str) -> str:
        """See `Expressions.as_date`. DATE turns 31 April into 1 May, and so shows that it is not a date, only if asked to add days."""
        iso = f"SUBSTR({text}, 7, 4) || '-' || SUBSTR({text}, 4, 2) || '-' || SUBSTR({text}, 1, 2)"
        is_like_date = self.matches(text, "[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]")
        years = f"SUBSTR({text}, 7, 4) BETWEEN '{FIRST_YEAR}' AND '{LAST_YEAR}'"
        return f"CASE WHEN {is_like_date} AND {years} AND DATE({iso}, '+0 days') = {iso} THEN {iso} END"

    def as_number(self, text: str, item: DataItem) -> str:
        """See `Expressions.as_number`."""
        return f"CASE WHEN {self.is_number(text, item)} THEN CAST({text} AS {self.type_of(item)}) END"

    def digit(self, text: str, position: int) -> str:
        """See `Expressions.digit`."""
        return f"CAST(SUBSTR({text}, {position}, 1) AS INTEGER)"

    def starts_with(self, text: str, prefix: str) -> str:
        """See `Expressions.starts_with`. LIKE ignores case here."""
        return f"SUBSTR({text}, 1, {len(prefix)}) = {self.text(prefix)}"

    def year(self, date: str) -> str:
        """See `Expressions.year`."""
        return f"CAST(SUBSTR({date}, 1, 4) AS INTEGER)"

    def month(self, date: str) -> str:
        """See `Expressions.month`."""
        return f"CAST(SUBSTR({date}, 6, 2) AS INTEGER)"

    def day(self, date: str) -> str:
        """See `Expressions.day`."""
        return f"CAST(SUBSTR({date}, 9, 2) AS INTEGER)"

    def first_of(self, year: str, month: int) -> str:
        """See `Expressions.first_of`."""
        return f"({year}) || '-{month:02}-01'"

    def month_end(self, date: str, months: str) -> str:
        """See `Expressions.month_end`."""
        return f"DATE({date}, 'start of month', '+' || ({months} + 1) || ' months', '-1 day')"

    def days_between(self, first: str, last: str) -> str:
        """See `Expressions.days_between`."""
        return f"CAST(JULIANDAY({last}) - JULIANDAY({first}) AS INTEGER)"

    def add_days(self, date: str, days: str) -> str:
        """See `Expressions.add_days`."""
        return f"DATE({date}, ({days}) || ' days')"

    def add_years(self, date: str, years: str) -> str:
        """See `Expressions.add_years`. DATE makes 1 March of 29 February where there is none."""
        return f"MIN(DATE({date}, ({years}) || ' years'), DATE({date}, 'start of month', ({years}) || ' years', '+1 month', '-1 day'))"

    def today(self) -> str:
        """See `Expressions.today`."""
        return "DATE('now', 'localtime')"

    def date_as_text(self, date: str) -> str:
        """See `Expressions.date_as_text`."""
        return f"SUBSTR({date}, 9, 2) || '/' || SUBSTR({date}, 6, 2) || '/' || SUBSTR({date}, 1, 4)"

    def column_line(self, name: str, kind: str, comment: str, *, is_required: bool = False) -> str:
        """See `Statements.column_line`. The description is a comment, which SQLite keeps with the statement."""
        line = super().column_line(name, kind, comment, is_required=is_required)
        return f"{line} /* {on_one_line(comment).replace('*/', '* /')} */" if comment else line

    def replace_view(self, view: str, query: str) -> str:
        """See `Statements.replace_view`."""
        return f"{self.drop('VIEW', view)}CREATE VIEW {view} AS\n{query}{self.end}"

    def type_check(self, column: str, item_type: str) -> str | None:
        """See `Statements.type_check`."""
        name = self.identifier(column)
        if item_type == "date":
            return f"COALESCE(DATE({name}, '+0 days') = {name}, 0)"
        return f"TYPEOF({name}) IN ('integer', 'real')" if item_type in {"integer", "decimal"} else None

    def insert_missing(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """See `Statements.insert_missing`."""
        names = ", ".join(map(self.identifier, columns))
        values = ",\n  ".join(f"({', '.join(row)})" for row in rows)
        return f"INSERT OR IGNORE INTO {table} ({names})\nVALUES\n  {values}{self.end}"

    def value_as_text(self, column: str, item_type: str, scale: int) -> str:
        """See `Statements.value_as_text`. PRINTF would write a zero for NULL."""
        if item_type == "decimal":
            return f"CASE WHEN {column} IS NOT NULL THEN PRINTF('%.{scale}f', {column}) END"
        return super().value_as_text(column, item_type, scale)

    def with_fewer_decimals(self, column: str, kind: str, scale: int) -> str:
        """See `Statements.with_fewer_decimals`."""
        return f"CASE WHEN ROUND({column}, {scale}) = {column} THEN CAST(ROUND({column}, {scale}) AS {kind}) END"

    def run_command(self, script: str, name: str) -> str:
        """See `Database.run_command`."""
        return f'sqlite3 -bail {name}.db ".read {script}"'

    def load_instructions(self, file: str, staging: str, columns: Sequence[str], name: str) -> str:
        """See `Database.load_instructions`."""
        del columns
        return f"""\
```
sqlite3 {name}.db "DELETE FROM {staging}" ".import --csv --skip 1 {file} {staging}"
```

Save from Excel as “CSV UTF-8”. For an empty line, SQLite says that it has filled the rest with NULL. That is right: rows keep the
numbers that Excel shows."""


DATABASE = SQLite()
