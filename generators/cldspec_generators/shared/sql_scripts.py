"""The SQL scripts of one database: tables, code lists, validation, loading, derived values. Migrations are made of the same parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from cldspec.model import CodeList, DataItem, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Spelling, Unique, required_on_all_rows, rules_of
from cldspec.rules.cells import Remark, identifiers, reports_formula_errors, takes_any_text
from cldspec.rules.coverage import constraint_reason
from cldspec.rules.evaluate import MULTIPLIER, OTHERWISE
from cldspec.rules.expression import Item, parse, parse_value, values_in
from cldspec.rules.targets.sentences import sentence
from cldspec.rules.targets.sql.conditions import calculated, passes_rule
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.expressions import TEXT_LENGTH
from cldspec.rules.targets.sql.finding_queries import COLUMNS, finding_query
from cldspec.rules.targets.sql.odd_cells import IDENTIFIER, is_unreadable, named_characters, named_in_cells, odd_cells, tidy_rows
from cldspec.rules.targets.sql.reading import AS_TYPED, read_condition, readings, typed_columns
from cldspec.rules.targets.sql.statements import Constraint, remark
from cldspec.steps.order import in_order
from cldspec.validation.cell_rules import severity_and_message

LIST_COLUMNS = ("value", "label", "description", "position")
"""The columns of the table of a code list; `position` is that of the value in its list, from 1."""
_WIDTHS = {"item": 128, "rule": 128, "severity": 16, "message": 2000, "suggestion": 450}
"""The lengths of the text columns of a finding, for databases that ask. Clients print columns as wide as this."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the tables and views of one specification."""

    prefix: str
    record: str

    @property
    def rows(self) -> str:
        """The typed table: rows that conform."""
        return f"{self.prefix}_{self.record}"

    @property
    def staging(self) -> str:
        """The staging table, which a file is loaded into, all text."""
        return f"{self.prefix}_staging"

    @property
    def staging_view(self) -> str:
        """The view that a file is loaded through, where a database needs one."""
        return f"{self.staging}_load"

    @property
    def line(self) -> str:
        """The table of the lines of a file, where a database's client can load nothing else."""
        return f"{self.staging}_line"

    @property
    def line_view(self) -> str:
        """The view that lines are loaded through."""
        return f"{self.line}_load"

    @property
    def read(self) -> str:
        """The table of values: the cells of the staging table as read."""
        return f"{self.prefix}_read"

    @property
    def cell(self) -> str:
        """The table of odd cells."""
        return f"{self.prefix}_odd_cell"

    @property
    def character(self) -> str:
        """The table of the names of odd characters."""
        return f"{self.prefix}_odd_character"

    @property
    def finding(self) -> str:
        """The table of findings."""
        return f"{self.prefix}_finding"

    @property
    def derived(self) -> str:
        """The view of derived values."""
        return f"{self.rows}_derived"

    @property
    def derivation_rows(self) -> str:
        """The view of the rows that derived tables are worked out from."""
        return f"{self.prefix}_derivation_row"

    @property
    def parameters(self) -> str:
        """The view of the one row of parameters of derived tables."""
        return f"{self.prefix}_derivation_parameter"

    def derivation(self, derivation_id: str) -> str:
        """Return the view of a derived table."""
        return f"{self.prefix}_derived_{derivation_id}"

    def code_list(self, list_id: str) -> str:
        """Return the table of a code list."""
        return f"{self.prefix}_list_{list_id.replace('-', '_')}"


def names_of(specification: Specification) -> Names:
    """Return the names of the tables and views of a specification."""
    return Names(specification.abbreviation.lower(), specification.record.id)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the typed table: its name, type and description, and whether it is NOT NULL."""

    name: str
    kind: str
    description: str
    is_required: bool


def tables(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that make the tables, those of code lists first."""
    names = names_of(specification)
    for code_list in specification.code_lists:
        yield from list_table(code_list, names, database)
    yield from _typed_table(specification, names, database)
    yield from staging_table(specification, names, database)


def staging_table(specification: Specification, names: Names, database: Database) -> Iterator[str]:
    """Yield the statements that make the staging table."""
    text = database.any_length()
    numbered = [database.column_line("row_number", database.row_number_type, "")] if database.row_number_type else []
    columns = [database.column_line(item.id, text, "") for item in specification.items]
    description = "One return as loaded, all text: a column for each column of the file, in the same order."
    yield database.create_table(names.staging, [*numbered, *columns], description)
    yield from database.describe_table(names.staging, description)
    if database.loads_through_view:
        listed = ",\n  ".join(_identifiers(specification, database))
        yield database.replace_view(names.staging_view, f"SELECT\n  {listed}\nFROM {names.staging}")
        line = database.column_line("line", text, "")
        yield database.create_table(names.line, [*numbered, line], "The lines of a file, which stage.sql takes apart.")
        yield database.replace_view(names.line_view, f"SELECT\n  {database.identifier('line')}\nFROM {names.line}")


def staging(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the script that loads a file into the staging table, where the database's client has no command for it."""
    columns = [item.id for item in specification.items]
    script = database.staging_script(f"{specification.collection.id}.csv", names_of(specification).staging, columns)
    yield from [script] if script else []


def list_table(code_list: CodeList, names: Names, database: Database) -> Iterator[str]:
    """Yield the statements that make the table of a code list, and describe it."""
    table = names.code_list(code_list.id)
    value_length = max(len(value) for value in code_list.values)
    label_length = max(len(code.label or code.value) for code in code_list.codes)
    lines = [
        database.column_line("value", database.text_of_length(value_length), "", is_required=True),
        database.column_line("label", database.text_of_length(label_length), "", is_required=True),
        database.column_line("description", database.text_of_length(TEXT_LENGTH), ""),
        database.column_line("position", "INTEGER", "", is_required=True),
    ]
    if database.has_constraints:
        lines.append(f"PRIMARY KEY ({database.identifier('value')})")
    yield database.create_table(table, lines, code_list.description)
    yield from database.describe_table(table, code_list.description)


def enforced_rules(specification: Specification, database: Database) -> list[Rule]:
    """Return the rules that the typed table of a database enforces."""
    return [rule for rule in rules_of(specification) if constraint_reason(rule, database) is None]


def typed_table_columns(specification: Specification, database: Database) -> list[Column]:
    """Return the columns of the typed table for the data items, in template order."""
    required = required_on_all_rows(specification)
    tests = [rule.test for rule in enforced_rules(specification, database)]
    keys = {item for test in tests if isinstance(test, Unique) for item in test.items}
    return [
        Column(
            item.id,
            database.type_of(item, longest=_longest_value(item, specification), is_key=item.id in keys),
            f"{item.title}: {item.definition}",
            item.id in required,
        )
        for item in specification.items
    ]


def constraints_of(specification: Specification, database: Database) -> dict[str, Constraint]:
    """Return the constraints of the typed table, by the identifiers of their rules."""
    names = names_of(specification)
    made = {rule.id: _constraint(rule, specification, names, database) for rule in enforced_rules(specification, database)}
    return {rule_id: constraint for rule_id, constraint in made.items() if constraint != Constraint()}


def _typed_table(specification: Specification, names: Names, database: Database) -> Iterator[str]:
    columns = typed_table_columns(specification, database)
    lines = [database.column_line("row_number", "BIGINT", "The number of the row in the return.", is_required=True)]
    lines += [database.column_line(column.name, column.kind, column.description, is_required=column.is_required) for column in columns]
    if database.has_constraints:
        lines.append(f"PRIMARY KEY ({database.identifier('row_number')})")
    constraints = constraints_of(specification, database).values()
    lines += [constraint.line for constraint in constraints if constraint.line]
    yield database.create_table(names.rows, lines, specification.record.description)
    yield from (constraint.statement for constraint in constraints if constraint.statement)
    yield from database.describe_table(names.rows, specification.record.description)
    for column in columns:
        yield from database.describe_column(names.rows, column.name, column.description)


def _constraint(rule: Rule, specification: Specification, names: Names, database: Database) -> Constraint:
    name = database.identifier(rule.id)
    match rule.test:
        case Unique(items=items):
            return database.unique(rule.id, names.rows, items)
        case Row(when=when, expect=expect):
            if rule.id in {f"{item}.required" for item in required_on_all_rows(specification)}:
                return Constraint()
            return Constraint(f"CONSTRAINT {name} CHECK ({passes_rule(when, expect, specification, database, typed_columns(database))})")
        case Readable(item=item_id):
            item = specification.item_by_id[item_id]
            column = database.identifier(item_id)
            if item.code_list:
                values = f"{names.code_list(item.code_list)} ({database.identifier('value')})"
                return Constraint(f"CONSTRAINT {name} FOREIGN KEY ({column}) REFERENCES {values}")
            condition = database.type_check(item_id, item.type) or read_condition(item, column, specification, database)
            return Constraint(f"CONSTRAINT {name} CHECK ({column} IS NULL OR ({condition}))" if condition else "")
        case _:
            return Constraint()


def code_lists(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that add missing values to the tables of code lists."""
    for code_list in specification.code_lists:
        yield database.insert_missing(names_of(specification).code_list(code_list.id), LIST_COLUMNS, list_rows(code_list, database))


def list_rows(code_list: CodeList, database: Database) -> list[tuple[str, ...]]:
    """Return the rows of the table of a code list, as SQL, in the order of `LIST_COLUMNS`."""
    text = database.text
    return [
        (text(code.value), text(code.label or code.value), text(code.description) if code.description else "NULL", str(position))
        for position, code in enumerate(code_list.codes, start=1)
    ]


def validation(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that read the staging table, find what breaks rules, and show it."""
    names = names_of(specification)
    number, texts = database.identifier("row_number"), [f"t.{column}" for column in _identifiers(specification, database)]
    readings_of_cells = readings(specification, database, "t", has_marks=True)
    compared = {item.id for item in specification.items if item.code_list} | identifiers(specification)
    cells = ",\n  ".join(
        f"{database.stored(cell.sql, cell.type) if cell.name in compared else cell.sql} AS {database.identifier(cell.name)}"
        for cell in readings_of_cells
    )
    inner = tidy_rows(specification, database, names.staging, names.cell)
    yield "-- 1. The odd cells: white space around a value, unusual spaces, invisible characters, words for nothing, errors of formulas."
    yield database.replace_table(names.cell, odd_cells(specification, database, names.staging))
    yield "-- Names of odd characters."
    yield database.replace_table(names.character, named_characters(database))
    yield "-- 2. The value of each cell, which is NULL if the cell is unreadable, and the cell as typed. Blank rows are left out."
    not_blank = f"WHERE COALESCE({', '.join(texts)}) IS NOT NULL"
    yield database.replace_table(names.read, f"SELECT\n  t.{number},\n  {cells}\nFROM (\n  {inner}\n) AS t\n{not_blank}")
    yield "-- 3. The findings: about each cell, then about rows."
    yield database.drop("TABLE", names.finding)
    yield finding_table(names.finding, database, "What each row breaks, and what to do. Rows are numbered as in a spreadsheet.")
    rules = rules_of(specification)
    about_cells = [rule for rule in rules if isinstance(rule.test, Readable | Spelling)]
    for queries in (
        [_with_remark(rule, specification, names, database) for rule in about_cells],
        list(odd_cell_findings(names, database)),
        [_with_remark(rule, specification, names, database) for rule in rules if rule not in about_cells],
    ):
        yield from database.insert_results(names.finding, COLUMNS, queries)
    yield "-- 4. How many findings each rule has, and each finding."
    yield from _shown_findings(names.finding, database)


def _with_remark(rule: Rule, specification: Specification, names: Names, database: Database) -> tuple[str, str]:
    """Return the query of the findings of a rule, after a remark that says what the rule is."""
    query = finding_query(rule, specification, database, names.read, has_marks=True)
    if isinstance(rule.test, Readable) and takes_any_text(specification.item_by_id[rule.test.item]):
        number, item = (database.identifier(name) for name in ("row_number", "item"))
        is_cell = f"c.{number} = r.{number} AND c.{item} = {database.text(rule.test.item)} AND {is_unreadable(database, 'c')}"
        query = f"{query} AND NOT EXISTS (SELECT 1 FROM {names.cell} AS c WHERE {is_cell})"
    return remark(f"{rule.id} ({rule.severity}): {sentence(rule, specification)}"), query


def odd_cell_findings(names: Names, database: Database) -> Iterator[tuple[str, str]]:
    """Yield the queries of the findings about odd cells, each after a remark. A cell has no more than one finding of its own."""
    number, item, title, kind, fault = (f"c.{database.identifier(name)}" for name in ("row_number", "item", "title", "kind", "remark"))
    same = " AND ".join(f"f.{database.identifier(name)} = c.{database.identifier(name)}" for name in ("row_number", "item"))
    found = f"FROM {names.cell} AS c\nLEFT JOIN {names.finding} AS f ON {same}"
    named = f"\nLEFT JOIN (\n  {named_in_cells(database, names.cell, names.character)}\n) AS n ON {same.replace('f.', 'n.')}"
    for each in Remark:
        for is_identifier in (False, True) if each is Remark.NO_VALUE else (False,):
            severity, message = severity_and_message(each, is_identifier=is_identifier)
            has_name = each in {Remark.CHARACTERS, Remark.LOST, Remark.SPACES}
            chosen = f"{fault} = {database.text(each)}"
            if each is Remark.NO_VALUE:
                chosen += f" AND {kind} {'=' if is_identifier else '<>'} {database.text(IDENTIFIER)}"
            rule = database.joined(item, database.text(f".{each}"))
            words = database.joined(title, database.text(message.removeprefix("{}")))
            columns = [number, item, rule, database.text(severity), words, "n.sentence" if has_name else "NULL"]
            source = f"{found}{named if has_name else ''}\nWHERE f.{database.identifier('item')} IS NULL AND {chosen}"
            yield remark(f"ITEM.{each} ({severity}): {message.format('The item')}"), f"SELECT {', '.join(columns)}\n{source}"


def finding_table(table: str, database: Database, description: str = "") -> str:
    """Return the statement that makes a table of findings."""
    kinds = [(name, database.text_of_length(_WIDTHS[name]) if name in _WIDTHS else "BIGINT") for name in COLUMNS]
    return database.create_table(table, [database.column_line(name, kind, "") for name, kind in kinds], description)


def _shown_findings(table: str, database: Database) -> Iterator[str]:
    """Yield the queries that count the findings of each rule, and list them."""
    rule, severity, item, message = (f"f.{database.identifier(name)}" for name in ("rule", "severity", "item", "message"))
    count = database.identifier("findings")
    groups = f"{severity}, {rule}, {item}, {message}"
    order = f"CASE {severity} WHEN {database.text('error')} THEN 1 WHEN {database.text('warning')} THEN 2 ELSE 3 END"
    yield (
        f"SELECT {severity}, {rule}, {item}, COUNT(*) AS {count}, {message}\nFROM {table} AS f\n"
        f"GROUP BY {groups}\nORDER BY {order}, COUNT(*) DESC, {rule}{database.end}"
    )
    listed = ", ".join(f"f.{database.identifier(name)}" for name in COLUMNS)
    yield f"SELECT {listed}\nFROM {table} AS f\nORDER BY f.{database.identifier('row_number')}, {order}, {rule}{database.end}"


def loading(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that replace the rows of the typed table by the rows without an error.

    A text whose format is only queried is loaded as typed if it has another format, so that nothing that was sent is lost.
    """
    names = names_of(specification)
    number = database.identifier("row_number")
    listed = ", ".join([number, *_identifiers(specification, database)])
    values = ", ".join([number, *(_loaded_value(item, specification, database) for item in specification.items)])
    is_error = f"f.{database.identifier('severity')} = {database.text('error')}"
    errors = f"SELECT 1 FROM {names.finding} AS f WHERE f.{number} = r.{number} AND {is_error}"
    yield from database.replace_rows(
        names.rows, f"INSERT INTO {names.rows} ({listed})\nSELECT {values}\nFROM {names.read} AS r\nWHERE NOT EXISTS (\n  {errors}\n)"
    )


def _loaded_value(item: DataItem, specification: Specification, database: Database) -> str:
    value = database.identifier(item.id)
    is_queried = reports_formula_errors(item, specification) and not takes_any_text(item)
    return f"COALESCE({value}, {database.identifier(item.id + AS_TYPED)})" if is_queried else value


def derived(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statement that makes the view of derived values, beside the cells that they are derived from."""
    names = names_of(specification)
    if not specification.calculations:
        return
    columns = typed_columns(database, "e")
    cells = [f"e.{database.identifier(name)}" for name in ["row_number", *_items_in_calculations(specification)]]
    values = [
        f"{calculated(calculation, specification, database, columns)} AS {database.identifier(calculation.id)}"
        for calculation in specification.calculations
    ]
    listed = ",\n  ".join([*cells, *values])
    yield database.replace_view(names.derived, f"SELECT\n  {listed}\nFROM {names.rows} AS e")


def dropping(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that remove everything that the scripts make."""
    names = names_of(specification)
    yield from drop_views(specification, database)
    if database.loads_through_view:
        yield database.drop("VIEW", names.staging_view)
        yield database.drop("VIEW", names.line_view)
        yield database.drop("TABLE", names.line)
    lists = (names.code_list(code_list.id) for code_list in specification.code_lists)
    for table in (names.finding, names.read, names.cell, names.character, names.staging, names.rows, *lists):
        yield database.drop("TABLE", table)


def drop_views(specification: Specification, database: Database) -> Iterator[str]:
    """Yield the statements that remove the views over the typed table, each before those that it uses."""
    names = names_of(specification)
    for derivation in reversed(in_order(specification)):
        yield database.drop("VIEW", names.derivation(derivation.id))
    if specification.derivations:
        yield database.drop("VIEW", names.parameters)
        yield database.drop("VIEW", names.derivation_rows)
    yield database.drop("VIEW", names.derived)


def _identifiers(specification: Specification, database: Database) -> list[str]:
    return [database.identifier(item.id) for item in specification.items]


def _longest_value(item: DataItem, specification: Specification) -> int | None:
    code_list = specification.code_list_of(item)
    return max(map(len, code_list.values)) if code_list else None


def _items_in_calculations(specification: Specification) -> list[str]:
    """Return the items that the calculations use, in template order."""
    used: set[str] = set()
    for calculation in specification.calculations:
        used |= {calculation.multipliers.item} if calculation.multipliers else set()
        for case in calculation.cases:
            trees = [parse(case.when)] if case.when != OTHERWISE else []
            for tree in [*trees, *([parse_value(case.value)] if case.value else [])]:
                used |= {value.id for value in values_in(tree) if isinstance(value, Item)}
    return [item.id for item in specification.items if item.id in used - {MULTIPLIER}]
