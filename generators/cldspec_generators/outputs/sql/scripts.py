"""The scripts of one database, as texts: tables, lists, validation, loading, derived values."""

from collections.abc import Iterator
from dataclasses import dataclass

from cldspec.model import CodeList, DataItem, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Unique, needed_on_every_row, rules_of
from cldspec.rules.coverage import check_reason
from cldspec.rules.evaluate import MULTIPLIER, OTHERWISE
from cldspec.rules.expression import Item, parse, parse_value, values_in
from cldspec.rules.targets.sentences import sentence
from cldspec.rules.targets.sql.conditions import calculated, kept
from cldspec.rules.targets.sql.dialect import Dialect
from cldspec.rules.targets.sql.finding_queries import COLUMNS, finding_query
from cldspec.rules.targets.sql.reading import read_condition, readings, typed_columns
from cldspec_generators.outputs.sql.databases import Database

LIST_COLUMNS = ("value", "label", "description", "position")
"""The columns of a table that holds a code list; `position` is the place of the value in its list."""

WIDTHS = {"item": 128, "rule": 128, "severity": 16, "message": 2000, "suggestion": 450}
"""The characters of a finding's columns, where a database asks how many: clients print them as wide as they are."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the tables and views of one specification."""

    prefix: str
    record: str

    @property
    def rows(self) -> str:
        """The table of rows that conform, typed."""
        return f"{self.prefix}_{self.record}"

    @property
    def staging(self) -> str:
        """The table that a file is loaded into, all text."""
        return f"{self.prefix}_staging"

    @property
    def read(self) -> str:
        """The table of what the cells in staging were read as."""
        return f"{self.prefix}_read"

    @property
    def finding(self) -> str:
        """The table of findings."""
        return f"{self.prefix}_finding"

    @property
    def derived(self) -> str:
        """The view of derived values."""
        return f"{self.rows}_derived"

    def list_(self, code_list: str) -> str:
        """Return the table of a code list."""
        return f"{self.prefix}_list_{code_list.replace('-', '_')}"


def names_of(specification: Specification) -> Names:
    """Return the names of the tables and views of a specification."""
    return Names(specification.abbreviation.lower(), specification.record.id)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the typed table."""

    name: str
    kind: str
    comment: str
    needed: bool


def tables(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that make the tables, lists first."""
    names = names_of(specification)
    for code_list in specification.code_lists:
        yield from list_table(code_list, names, database)
    yield from _row_table(specification, names, database)
    yield from staging_table(specification, names, database)


def staging_table(specification: Specification, names: Names, database: Database) -> Iterator[str]:
    """Yield the statements that make the table that a file is loaded into."""
    text = database.dialect.text_of_length(4000)
    numbered = [database.column("row_number", database.number_column, "")] if database.number_column else []
    columns = [database.column(item.id, text, "") for item in specification.items]
    about = "One return as it was loaded, all text: a column for each column of the file, in its order."
    yield database.create_table(names.staging, [*numbered, *columns], about)
    yield from database.describe_table(names.staging, about)
    yield from database.staging_extras(names.staging, [item.id for item in specification.items])


def list_table(code_list: CodeList, names: Names, database: Database) -> Iterator[str]:
    """Yield the statements that make the table of a list, and describe it."""
    dialect, table = database.dialect, names.list_(code_list.id)
    longest = max(len(value) for value in code_list.values)
    label = max(len(code.label or code.value) for code in code_list.codes)
    lines = [
        database.column("value", dialect.text_of_length(longest), "", needed=True),
        database.column("label", dialect.text_of_length(label), "", needed=True),
        database.column("description", dialect.text_of_length(4000), ""),
        database.column("position", "INTEGER", "", needed=True),
    ]
    if dialect.checks:
        lines.append(f"PRIMARY KEY ({database.identifier('value')})")
    yield database.create_table(table, lines, code_list.description)
    yield from database.describe_table(table, code_list.description)


def held_rules(specification: Specification, dialect: Dialect) -> list[Rule]:
    """Return the rules that the typed table of a database holds."""
    return [rule for rule in rules_of(specification) if check_reason(rule, dialect) is None]


def row_columns(specification: Specification, database: Database) -> list[Column]:
    """Return the columns of the typed table for the data items, in template order."""
    dialect, needed = database.dialect, needed_on_every_row(specification)
    tests = [rule.test for rule in held_rules(specification, dialect)]
    keys = {item for test in tests if isinstance(test, Unique) for item in test.items}
    return [
        Column(
            item.id,
            dialect.type_of(item, longest=_longest(item, specification), is_key=item.id in keys),
            f"{item.title}: {item.definition}",
            item.id in needed,
        )
        for item in specification.items
    ]


def row_constraints(specification: Specification, database: Database) -> dict[str, tuple[str | None, str | None]]:
    """Return what holds each rule that needs a constraint, by its name: a line of the typed table, or a statement after it."""
    names = names_of(specification)
    made = {rule.id: _constraint(rule, specification, names, database) for rule in held_rules(specification, database.dialect)}
    return {name: constraint for name, constraint in made.items() if any(constraint)}


def _row_table(specification: Specification, names: Names, database: Database) -> Iterator[str]:
    columns = row_columns(specification, database)
    lines = [database.column("row_number", "BIGINT", "The row of the return that it came from.", needed=True)]
    lines += [database.column(one.name, one.kind, one.comment, needed=one.needed) for one in columns]
    if database.dialect.checks:
        lines.append(f"PRIMARY KEY ({database.identifier('row_number')})")
    constraints = row_constraints(specification, database).values()
    lines += [line for line, _ in constraints if line]
    yield database.create_table(names.rows, lines, specification.record.description)
    yield from (statement for _, statement in constraints if statement)
    yield from database.describe_table(names.rows, specification.record.description)
    for one in columns:
        yield from database.describe_column(names.rows, one.name, one.comment)


def _constraint(rule: Rule, specification: Specification, names: Names, database: Database) -> tuple[str | None, str | None]:
    """Return what holds a rule: a line of the table, a statement after it, or neither, where a type or NOT NULL does."""
    dialect, name = database.dialect, database.identifier(rule.id)
    match rule.test:
        case Unique(items=items):
            return database.unique(rule.id, names.rows, items)
        case Row(when=when, expect=expect):
            if rule.id in {f"{item}.required" for item in needed_on_every_row(specification)}:
                return None, None
            return f"CONSTRAINT {name} CHECK ({kept(when, expect, specification, dialect, typed_columns(dialect))})", None
        case Readable(item=item_id):
            item = specification.item_by_id[item_id]
            column = database.identifier(item_id)
            if item.code_list:
                target = f"{names.list_(item.code_list)} ({database.identifier('value')})"
                return f"CONSTRAINT {name} FOREIGN KEY ({column}) REFERENCES {target}", None
            condition = database.typed_check(item_id, item.type) or read_condition(item, column, specification, dialect)
            return (f"CONSTRAINT {name} CHECK ({column} IS NULL OR ({condition}))" if condition else None), None
        case _:
            return None, None


def code_lists(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that fill the lists' tables with the values that they lack."""
    for code_list in specification.code_lists:
        yield database.add_missing(names_of(specification).list_(code_list.id), LIST_COLUMNS, list_rows(code_list, database))


def list_rows(code_list: CodeList, database: Database) -> list[tuple[str, ...]]:
    """Return the rows of a list's table, as SQL, in the order of `LIST_COLUMNS`."""
    text = database.dialect.text
    return [
        (text(code.value), text(code.label or code.value), text(code.description) if code.description else "NULL", str(position))
        for position, code in enumerate(code_list.codes, start=1)
    ]


def validation(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that read the cells in staging, find what breaks rules, and show it."""
    names, dialect = names_of(specification), database.dialect
    number = database.identifier("row_number")
    tidied = ",\n    ".join(f"{dialect.tidy(f's.{column}')} AS {column}" for column in _columns(specification, database))
    cells = ",\n  ".join(f"{one.sql} AS {database.identifier(one.name)}" for one in readings(specification, dialect, "t"))
    inner = f"SELECT\n    {database.row_number(names.staging)} AS {number},\n    {tidied}\n  FROM {names.staging} AS s"
    yield "-- 1. What each cell is read as: its value, or nothing where it is none; and what was typed."
    yield database.replace_table(names.read, f"SELECT\n  t.{number},\n  {cells}\nFROM (\n  {inner}\n) AS t")
    yield "-- 2. What breaks a rule."
    yield database.drop("TABLE", names.finding)
    widths = [(name, dialect.text_of_length(WIDTHS[name]) if name in WIDTHS else "BIGINT") for name in COLUMNS]
    lines = [database.column(name, kind, "") for name, kind in widths]
    yield database.create_table(names.finding, lines, "What breaks a rule: the row as a spreadsheet numbers it, and what to do.")
    yield from database.insert_results(
        names.finding,
        COLUMNS,
        [
            (f"-- {rule.id} ({rule.severity}): {sentence(rule, specification)}", finding_query(rule, specification, dialect, names.read))
            for rule in rules_of(specification)
        ],
    )
    yield "-- 3. How many rows break each rule, and what to do on each row."
    rule_, severity, item, message = (f"f.{database.identifier(name)}" for name in ("rule", "severity", "item", "message"))
    count = database.identifier("findings")
    groups = f"{severity}, {rule_}, {item}, {message}"
    ranked = f"CASE {severity} WHEN {dialect.text('error')} THEN 1 WHEN {dialect.text('warning')} THEN 2 ELSE 3 END"
    yield (
        f"SELECT {severity}, {rule_}, {item}, COUNT(*) AS {count}, {message}\nFROM {names.finding} AS f\n"
        f"GROUP BY {groups}\nORDER BY {ranked}, COUNT(*) DESC, {rule_}{database.end}"
    )
    shown = ", ".join(f"f.{database.identifier(name)}" for name in COLUMNS)
    yield f"SELECT {shown}\nFROM {names.finding} AS f\nORDER BY f.{number}, {ranked}, {rule_}{database.end}"


def loading(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that put the rows without an error into the typed table, in place of those that it holds."""
    names = names_of(specification)
    number = database.identifier("row_number")
    listed = ", ".join([number, *_columns(specification, database)])
    error = database.dialect.text("error")
    spoilt = f"SELECT 1 FROM {names.finding} AS f WHERE f.{number} = r.{number} AND f.{database.identifier('severity')} = {error}"
    yield from database.replace_rows(
        names.rows, f"INSERT INTO {names.rows} ({listed})\nSELECT {listed}\nFROM {names.read} AS r\nWHERE NOT EXISTS (\n  {spoilt}\n)"
    )


def derived(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statement that makes the view of derived values, beside the cells that they are worked out from."""
    names = names_of(specification)
    if not specification.calculations:
        return
    columns = typed_columns(database.dialect, "e")
    cells = [f"e.{database.identifier(name)}" for name in ["row_number", *_used(specification)]]
    values = [
        f"{calculated(one, specification, database.dialect, columns)} AS {database.identifier(one.id)}"
        for one in specification.calculations
    ]
    listed = ",\n  ".join([*cells, *values])
    yield database.replace_view(names.derived, f"SELECT\n  {listed}\nFROM {names.rows} AS e")


def dropping(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that remove all that the scripts make."""
    names = names_of(specification)
    yield database.drop("VIEW", names.derived)
    if any(database.staging_extras(names.staging, [])):
        yield database.drop("VIEW", f"{names.staging}_load")
    for table in (names.finding, names.read, names.staging, names.rows, *(names.list_(one.id) for one in specification.code_lists)):
        yield database.drop("TABLE", table)


def _columns(specification: Specification, database: Database) -> list[str]:
    return [database.identifier(item.id) for item in specification.items]


def _longest(item: DataItem, specification: Specification) -> int | None:
    code_list = specification.code_list_of(item)
    return max(map(len, code_list.values)) if code_list else None


def _used(specification: Specification) -> list[str]:
    """Return the items that the calculations use, in template order."""
    used: set[str] = set()
    for calculation in specification.calculations:
        used |= {calculation.multipliers.item} if calculation.multipliers else set()
        for case in calculation.cases:
            trees = [parse(case.when)] if case.when != OTHERWISE else []
            for tree in [*trees, *([parse_value(case.value)] if case.value else [])]:
                used |= {value.id for value in values_in(tree) if isinstance(value, Item)}
    return [item.id for item in specification.items if item.id in used - {MULTIPLIER}]
