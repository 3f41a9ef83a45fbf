"""SQL Server: T-SQL of 2016, which has no regular expressions and no TRIM. Batches end with GO; descriptions are extended properties."""

from collections.abc import Iterable, Iterator, Sequence

from cldspec.model import DataItem
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR
from cldspec.rules.targets.sql.expressions import KEY_LENGTH, TEXT_LENGTH
from cldspec.rules.targets.sql.statements import Constraint
from cldspec.rules.targets.sql.wildcards import WildcardDatabase, in_lines
from cldspec.wording import on_one_line

COLLATION = "Latin1_General_100_BIN2"
"""The collation of every text column: texts are equal only if they are exactly the same, and A to Z are ASCII letters."""


_COMMA = 0xE000
"""The private character that stands for a comma between cells while a file is taken apart."""


class SQLServer(WildcardDatabase):
    """SQL Server, from 2016 SP1, and Azure SQL."""

    name = "sqlserver"
    title = "SQL Server"
    position = 1
    start = "SET NOCOUNT ON;\nSET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it\nGO\n\n"
    encoding = "utf-8-sig"
    end = ";\nGO\n"
    has_exact_decimals = True
    has_constraints = True
    has_comment_statements = True
    can_alter_tables = True
    row_number_type = "bigint IDENTITY(1, 1)"
    loads_through_view = True
    transaction = ("SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nGO\n", "COMMIT TRANSACTION;\nGO\n\nSET NOEXEC OFF;\nGO\n")
    any_text = "%"
    any_character = "_"
    wildcard_operator = "LIKE"
    lateral_join = "CROSS APPLY"
    findings_note = "Both are in findings.txt. Or run the script in Management Studio, which shows them as tables."
    requirements = f"""\
Needs SQL Server 2016 SP1 or later, or Azure SQL.

- Run the scripts as a user whose default schema is dbo. The descriptions of tables and columns are extended properties of
  that schema, named `MS_Description`.
- In the typed table, a text may have up to {TEXT_LENGTH:,} characters, and {KEY_LENGTH} if it is part of a key. If one is longer,
  `load.sql` stops and leaves the table as it was. The staging table takes texts of any length.
- Every text column has the collation {COLLATION}, in which texts are equal only if they are exactly the same."""
    testing = (
        "The scripts are not run in SQL Server. Two parsers of T-SQL read them, but one of them skips `stage.sql` and the descriptions of "
        "columns. `stage.sql`, `validate.sql`, `load.sql` and `derived.sql` are translated to SQLite, keyword by keyword, and run there: "
        "the findings are those of the Python reference. Only SQL Server itself can show that they run in it."
    )

    def identifier(self, name: str) -> str:
        """See `Expressions.identifier`."""
        return f"[{name}]"

    def text(self, value: str) -> str:
        """See `Expressions.text`. A line GO would end a batch even inside a literal, so a literal has no line breaks."""
        literal = f"N{super().text(value)}"
        return literal.replace("\r", "' + NCHAR(13) + N'").replace("\n", "' + NCHAR(10) + N'")

    def date(self, iso: str) -> str:
        """See `Expressions.date`. Without hyphens it means the same in every language setting."""
        return f"CAST('{iso.replace('-', '')}' AS date)"

    def text_of_length(self, length: int) -> str:
        """See `Expressions.text_of_length`."""
        return f"nvarchar({length}) COLLATE {COLLATION}"

    def any_length(self) -> str:
        """See `Expressions.any_length`."""
        return f"nvarchar(max) COLLATE {COLLATION}"

    def stored(self, value: str, kind: str) -> str:
        """See `Expressions.stored`. Texts of any length would take longer to compare."""
        plain, _, collation = kind.partition(" COLLATE ")
        return f"CAST({value} AS {plain}) COLLATE {collation}" if collation else value

    def character(self, code: int) -> str:
        """See `Expressions.character`."""
        return f"NCHAR({code})"

    def joined(self, *texts: str) -> str:
        """See `WildcardDatabase.joined`."""
        return " + ".join(texts)

    def trimmed(self, text: str) -> str:
        """See `WildcardDatabase.trimmed`."""
        return f"LTRIM(RTRIM({text}))"

    def values(self, columns: Sequence[str], rows: Sequence[str]) -> str:
        """See `WildcardDatabase.values`."""
        return f"SELECT v.* FROM (VALUES {in_lines(rows)}) AS v ({', '.join(columns)})"

    def long_text(self, text: str) -> str:
        """See `WildcardDatabase.long_text`. A query that goes on from its own result needs exactly the same type and collation."""
        return f"CAST({text} AS nvarchar(max)) COLLATE {COLLATION}"

    def as_column_text(self, literal: str) -> str:
        """See `Statements.as_column_text`."""
        return f"{literal} COLLATE {COLLATION}"

    def decimal_point(self, number: str) -> str:
        """See `WildcardDatabase.decimal_point`."""
        return f"CHARINDEX(N'.', {number} + N'.')"

    def as_date(self, text: str) -> str:
        """See `Expressions.as_date`. Style 103 is dd/mm/yyyy."""
        is_like_date = self.matches(text, "[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]")
        years = f"SUBSTRING({text}, 7, 4) BETWEEN N'{FIRST_YEAR}' AND N'{LAST_YEAR}'"
        return f"CASE WHEN {is_like_date} AND {years} THEN TRY_CONVERT(date, {text}, 103) END"

    def as_number(self, text: str, item: DataItem) -> str:
        """See `Expressions.as_number`."""
        return f"CASE WHEN {self.is_number(text, item)} THEN TRY_CONVERT({self.type_of(item).lower()}, {text}) END"

    def length(self, text: str) -> str:
        """See `Expressions.length`."""
        return f"LEN({text})"

    def full_length(self, text: str) -> str:
        """See `Expressions.full_length`. LEN does not count spaces at the end."""
        return f"LEN({text} + N'|')"

    def digit(self, text: str, position: int) -> str:
        """See `Expressions.digit`."""
        return f"CAST(SUBSTRING({text}, {position}, 1) AS int)"

    def differs(self, left: str, right: str) -> str:
        """See `Expressions.differs`. The operators = and <> ignore spaces at the end of a text here."""
        return f"{left} + N'|' <> {right} + N'|'"

    def starts_with(self, text: str, prefix: str) -> str:
        """See `Expressions.starts_with`."""
        return f"LEFT({text}, {len(prefix)}) + N'|' = {self.text(prefix + '|')}"

    def year(self, date: str) -> str:
        """See `Expressions.year`."""
        return f"YEAR({date})"

    def month(self, date: str) -> str:
        """See `Expressions.month`."""
        return f"MONTH({date})"

    def day(self, date: str) -> str:
        """See `Expressions.day`."""
        return f"DAY({date})"

    def first_of(self, year: str, month: int) -> str:
        """See `Expressions.first_of`."""
        return f"DATEFROMPARTS({year}, {month}, 1)"

    def month_end(self, date: str, months: str) -> str:
        """See `Expressions.month_end`."""
        return f"EOMONTH({date}, {months})"

    def days_between(self, first: str, last: str) -> str:
        """See `Expressions.days_between`."""
        return f"DATEDIFF(day, {first}, {last})"

    def add_days(self, date: str, days: str) -> str:
        """See `Expressions.add_days`."""
        return f"DATEADD(day, {days}, {date})"

    def add_years(self, date: str, years: str) -> str:
        """See `Expressions.add_years`."""
        return f"DATEADD(year, {years}, {date})"

    def today(self) -> str:
        """See `Expressions.today`."""
        return "CAST(GETDATE() AS date)"

    def date_as_text(self, date: str) -> str:
        """See `Expressions.date_as_text`."""
        return f"CONVERT(nvarchar(10), {date}, 103) COLLATE {COLLATION}"

    def create_table(self, table: str, lines: Sequence[str], comment: str) -> str:
        """See `Statements.create_table`."""
        statement = super().create_table(table, lines, comment).removeprefix("CREATE TABLE IF NOT EXISTS")
        return f"IF OBJECT_ID(N'{table}', N'U') IS NULL\nCREATE TABLE{statement}"

    def unique(self, name: str, table: str, columns: Sequence[str]) -> Constraint:
        """See `Statements.unique`. A constraint would let only one row have NULL, so this is a filtered index."""
        names = [self.identifier(column) for column in columns]
        filled = " AND ".join(f"{column} IS NOT NULL" for column in names)
        missing = f"IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'{name}' AND object_id = OBJECT_ID(N'{table}'))"
        index = f"CREATE UNIQUE INDEX {self.identifier(name)} ON {table} ({', '.join(names)}) WHERE {filled}{self.end}"
        return Constraint(statement=f"{missing}\n{index}")

    def create_table_from(self, table: str, query: str) -> str:
        """See `Statements.create_table_from`. A query that goes on from its own result may do so more than 100 times only if asked."""
        head, _, tail = query.partition("\nFROM ")
        option = "\nOPTION (MAXRECURSION 0)" if query.startswith("WITH ") else ""
        return f"{head}\nINTO {table}\nFROM {tail}{option}{self.end}"

    def replace_view(self, view: str, query: str) -> str:
        """See `Statements.replace_view`. From SQL Server 2016 SP1."""
        return f"CREATE OR ALTER VIEW {view} AS\n{query}{self.end}"

    def describe_table(self, table: str, text: str) -> Iterator[str]:
        """See `Statements.describe_table`."""
        location, exists = _description(table, None)
        yield f"IF NOT {exists}\nEXEC sys.sp_addextendedproperty N'MS_Description', {self.text(on_one_line(text))}, {location}{self.end}"

    def describe_column(self, table: str, column: str, text: str) -> Iterator[str]:
        """See `Statements.describe_column`."""
        location, exists = _description(table, column)
        yield f"IF NOT {exists}\nEXEC sys.sp_addextendedproperty N'MS_Description', {self.text(on_one_line(text))}, {location}{self.end}"

    def replace_description(self, table: str, column: str | None, text: str) -> Iterator[str]:
        """See `Statements.replace_description`."""
        location, exists = _description(table, column)
        yield f"IF {exists}\nEXEC sys.sp_dropextendedproperty N'MS_Description', {location}{self.end}"
        yield from super().replace_description(table, column, text)

    def replace_rows(self, table: str, insert: str) -> Iterator[str]:
        """See `Statements.replace_rows`. It is one batch, which an error ends and undoes."""
        yield f"SET XACT_ABORT ON;\nBEGIN TRANSACTION;\nDELETE FROM {table};\n{insert};\nCOMMIT TRANSACTION{self.end}"

    def in_transaction(self, statements: Iterable[str]) -> Iterator[str]:
        """See `Statements.in_transaction`. Once an error has undone everything, the batches that follow must not run."""
        guard = f"\nIF @@TRANCOUNT = 0 SET NOEXEC ON{self.end}"
        guarded = (f"{statement}{guard}" if statement.endswith(self.end) else statement for statement in statements)
        yield from super().in_transaction(guarded)

    def lock(self, table: str) -> Iterator[str]:
        """See `Statements.lock`."""
        yield f"SELECT COUNT(*) AS row_count FROM {table} WITH (TABLOCKX, HOLDLOCK){self.end}"

    def value_as_text(self, column: str, item_type: str, scale: int) -> str:
        """See `Statements.value_as_text`."""
        if item_type in {"integer", "decimal"}:
            return f"CAST({column} AS nvarchar(40)) COLLATE {COLLATION}"
        return super().value_as_text(column, item_type, scale)

    def null_of(self, kind: str) -> str:
        """See `Statements.null_of`. A collation belongs to the cast, not to its type."""
        plain, collate, collation = kind.partition(" COLLATE ")
        return f"{super().null_of(plain)}{collate}{collation}"

    def rename_column(self, table: str, old: str, new: str) -> str:
        """See `Statements.rename_column`."""
        return f"EXEC sys.sp_rename N'{table}.{self.identifier(old)}', N'{new}', N'COLUMN'{self.end}"

    def add_column(self, table: str, line: str) -> str:
        """See `Statements.add_column`."""
        return f"ALTER TABLE {table} ADD {line}{self.end}"

    def add_constraint(self, table: str, line: str) -> str:
        """See `Statements.add_constraint`. WITH CHECK tests the rows that are there, too."""
        return f"ALTER TABLE {table} WITH CHECK ADD {line}{self.end}"

    def drop_constraint(self, table: str, name: str, constraint: Constraint) -> str:
        """See `Statements.drop_constraint`."""
        if constraint.statement:
            return f"DROP INDEX {self.identifier(name)} ON {table}{self.end}"
        return super().drop_constraint(table, name, constraint)

    def staging_script(self, file: str, staging: str, columns: Sequence[str]) -> str:
        """See `Database.staging_script`. The tool bcp does not know quotation marks, so it loads lines, which this takes apart.

        Text between quotation marks is every second piece of a row; a mark outside them that has nothing around it is a doubled one.
        The commas of the other pieces become a character for private use.
        """
        del file
        number, key, value = "[row_number]", "[key]", "[value]"
        listed = ", ".join(map(self.identifier, columns))
        cells = ",\n  ".join(f"MAX(CASE WHEN c.{key} = N'{place}' THEN c.{value} END)" for place in range(len(columns)))
        comma = f"NCHAR({_COMMA})"
        own_marks = "LEN(l.line + N'|') - LEN(REPLACE(l.line, N'\"', N'') + N'|')"
        commas = f"LEN(r.record + N'|') - LEN(REPLACE(r.record, {comma}, N'') + N'|')"
        message = f"CONCAT(N'Row ', r.{number}, N' has ', {commas} + 1, N' cells. The template has {len(columns)} columns.')"
        return f"""\
{self.drop("TABLE", f"{staging}_row")}
-- The rows of the file. A line that ends inside quotation marks goes on in the next line.
WITH lines AS (
  SELECT l.n, l.line, {own_marks} AS marks
  FROM (SELECT {number} AS n, COALESCE(line, N'') AS line FROM {staging}_line) AS l
), numbered AS (
  SELECT l.n, l.line, l.marks,
    SUM(CASE WHEN l.marks_before % 2 = 0 THEN 1 ELSE 0 END) OVER (ORDER BY l.n ROWS UNBOUNDED PRECEDING) AS {number}
  FROM (SELECT n, line, marks, SUM(marks) OVER (ORDER BY n ROWS UNBOUNDED PRECEDING) - marks AS marks_before FROM lines) AS l
), records AS (
  SELECT n.{number}, SUM(n.marks) AS marks, STRING_AGG(n.line, NCHAR(10)) WITHIN GROUP (ORDER BY n.n) AS record
  FROM numbered AS n
  GROUP BY n.{number}
), pieces AS (
  SELECT r.{number}, r.marks, CAST(p.{key} AS int) AS place, p.{value} AS piece
  FROM records AS r
  CROSS APPLY OPENJSON(N'["' + REPLACE(STRING_ESCAPE(r.record, 'json'), N'\\"', N'","') + N'"]') AS p
  WHERE r.{number} > 1
), texts AS (
  SELECT p.{number}, p.place, CASE
      WHEN p.place % 2 = 1 THEN p.piece
      WHEN DATALENGTH(p.piece) = 0 AND p.place > 0 AND p.place < p.marks THEN N'"'
      ELSE REPLACE(REPLACE(p.piece, N',', {comma}), NCHAR(13), N'')
    END AS piece
  FROM pieces AS p
)
SELECT
  p.{number}, STRING_AGG(p.piece COLLATE {COLLATION}, N'') WITHIN GROUP (ORDER BY p.place) AS record
INTO {staging}_row
FROM texts AS p
GROUP BY p.{number}{self.end}
DECLARE @message nvarchar(2000) = (
  SELECT TOP 1 {message}
  FROM {staging}_row AS r
  WHERE {commas} + 1 <> {len(columns)} AND LTRIM(r.record) <> N''
  ORDER BY r.{number}
);
IF @message IS NOT NULL THROW 50000, @message, 1;

SET XACT_ABORT ON;
BEGIN TRANSACTION;
DELETE FROM {staging};
SET IDENTITY_INSERT {staging} ON;
INSERT INTO {staging} ({number}, {listed})
SELECT r.{number},
  {cells}
FROM {staging}_row AS r
CROSS APPLY OPENJSON(N'["' + REPLACE(STRING_ESCAPE(r.record, 'json') COLLATE {COLLATION}, {comma}, N'","') + N'"]') AS c
GROUP BY r.{number};
SET IDENTITY_INSERT {staging} OFF;
COMMIT TRANSACTION{self.end}
{self.drop("TABLE", f"{staging}_row")}
SELECT COUNT(*) AS rows_loaded FROM {staging}{self.end}"""

    def run_command(self, script: str, name: str) -> str:
        """See `Database.run_command`."""
        del name
        return f"sqlcmd -S SERVER -d DATABASE -f 65001 -b -x -i {script}"

    def validate_command(self, name: str) -> str:
        """See `Database.validate_command`."""
        return f'{super().validate_command(name)} -W -s "|" -w 4000 -o findings.txt'

    def load_instructions(self, file: str, staging: str, columns: Sequence[str], name: str) -> str:
        """See `Database.load_instructions`."""
        del columns
        bcp = f'bcp dbo.{staging}_line_load in {file} -S SERVER -d DATABASE -T -c -C 65001 -r "0x0a"'
        return f"""\
```
sqlcmd -S SERVER -d DATABASE -b -Q "TRUNCATE TABLE {staging}_line"
{bcp}
{self.run_command("stage.sql", name)}
```

The tool bcp comes with sqlcmd. It runs on your machine, reads the file there, and loads its lines. Then `stage.sql` takes the lines
apart. So rows keep the numbers that Excel shows, even below empty lines, and cells may be of any length. This needs SQL Server 2017 or
later and a database with compatibility level 130 or higher. For Azure SQL, write `-G` in place of `-T` in the second command, and add
`-G` to the others. The file is in UTF-8 and separated by commas: save from Excel as “CSV UTF-8”.

Without bcp, or on SQL Server 2016, use Management Studio: right-click the database, choose Tasks, and then Import Flat File, or Import
Data in versions that lack it. Load the file into a new table with every column as nvarchar(max), or DT_NTEXT. Then run
`TRUNCATE TABLE {staging}`, and `INSERT INTO {staging}_load SELECT * FROM` with the name of that table. A wizard may leave out
empty lines, and the order of rows is not certain: find a row by its cells, not by its number."""


def _description(table: str, column: str | None) -> tuple[str, str]:
    """Return the arguments that say where the description of a table or column belongs, and the condition that there is one."""
    location = f"N'SCHEMA', N'dbo', N'TABLE', N'{table}'" + (f", N'COLUMN', N'{column}'" if column else "")
    minor = f"COLUMNPROPERTY(OBJECT_ID(N'{table}'), N'{column}', N'ColumnId')" if column else "0"
    where = f"WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'{table}') AND minor_id = {minor}"
    return location, f"EXISTS (SELECT 1 FROM sys.extended_properties {where})"


DATABASE = SQLServer()
