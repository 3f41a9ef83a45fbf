"""The old rows as rows of the new version: a query in the form of what validate.sql reads from the staging table."""

from collections.abc import Iterator, Mapping, Sequence

from cldspec.diff.renames import Successor
from cldspec.model import DataItem
from cldspec.rules.expression import parse
from cldspec.rules.tables import without_tables
from cldspec.rules.targets.sentences import sentence
from cldspec.rules.targets.sql.conditions import Columns, condition
from cldspec.rules.targets.sql.reading import AS_TYPED, may_be_unreadable, readings
from cldspec.rules.targets.sql.statements import remark
from cldspec.wording import on_one_line
from cldspec_generators.reports.changes.migration.context import DECISION, NUMBERS, Context


def converted_rows(context: Context) -> str:
    """Return the query: the value of each new item, and what it is converted from if there may be no value."""
    number = context.database.identifier("row_number")
    readers = {reading.name: reading.sql for reading in readings(context.new, context.database, "t")}
    splits = [column for item in context.new.items for column in _split_columns(context, item)]
    inner = ",\n    ".join([f"o.{number}", *(_old_cell(context, item) for item in context.new.items), *splits])
    outer = ",\n  ".join([f"t.{number}", *(cell for item in context.new.items for cell in _new_cells(context, item, readers))])
    return f"SELECT\n  {outer}\nFROM (\n  SELECT\n    {inner}\n  FROM {context.old_names.rows} AS o\n) AS t"


def changes_values(context: Context, item: DataItem) -> bool:
    """Say whether the migration may change values of an item that both versions have."""
    was, mappings = context.old_item(item), context.value_mappings(item)
    if was is None:
        return False
    if mappings is not None:
        return any(mapping.new_value != value for value, mapping in mappings.items())
    return was.type != item.type or was.scale != item.scale


def may_lose_values(context: Context, item: DataItem) -> bool:
    """Say whether an item's new type may have no room for an old value."""
    was = context.old_item(item)
    if was is None or item.type == "text":
        return False
    if was.type in NUMBERS and item.type in NUMBERS:
        return (item.scale or 0) < (was.scale or 0)
    return was.type != item.type


def _old_cell(context: Context, item: DataItem) -> str:
    """Return what the new value of an item is converted from."""
    database, was, name = context.database, context.old_item(item), context.database.identifier(item.id)
    if was is None:
        decision = ""
        required = next((rule for rule in context.rules if rule.id == f"{item.id}.required"), None)
        if required:
            words = "No old row has it. Rows that need it are set aside, unless you replace NULL with a value."
            decision = on_one_line(f"{DECISION} {item.id} is new. {sentence(required, context.new)} {words}") + "\n    "
        return f"{decision}{database.null_of(context.columns[item.id].kind)} AS {name}"
    column = f"o.{database.identifier(was.id)}"
    return f"{column if _keeps_kind(was, item) else database.value_as_text(column, was.type, was.scale or 0)} AS {name}"


def _keeps_kind(was: DataItem, item: DataItem) -> bool:
    """Say whether old values need not become text before they are read as new ones."""
    types = {was.type, item.type}
    return types in ({"code"}, {"date"}) or types <= NUMBERS


def _new_cells(context: Context, item: DataItem, readers: Mapping[str, str]) -> list[str]:
    """Return the new value of an item, and what it is converted from if there may be no value. `readers` read texts, by item."""
    database = context.database
    name = database.identifier(item.id)
    was, column = context.old_item(item), f"t.{name}"
    if was is None:
        value = column
    elif was.type == item.type == "code":
        value = _mapped_value(context, item, column)
    elif not _keeps_kind(was, item):
        value = readers[item.id]
    elif item.type in NUMBERS and (item.type, item.scale) != (was.type, was.scale):
        kind = context.columns[item.id].kind
        has_fewer_decimals = (item.scale or 0) < (was.scale or 0)
        value = database.with_fewer_decimals(column, kind, item.scale or 0) if has_fewer_decimals else f"CAST({column} AS {kind})"
    else:
        value = column
    as_typed = [f"{column} AS {database.identifier(item.id + AS_TYPED)}"] if may_be_unreadable(item) else []
    return [f"{value} AS {name}", *as_typed]


def _split_columns(context: Context, item: DataItem) -> Iterator[str]:
    """Yield a column for each value that is split by conditions: the sum of 1, 2, 4 and so on of those that the old row meets."""
    database = context.database
    columns = Columns(lambda name: f"o.{database.identifier(name)}", lambda _: None)
    for value, mapping in (context.value_mappings(item) or {}).items():
        conditions = [without_tables(parse(each.where), context.old) for each in mapping.successors if each.where]
        tests = [condition(each, context.old, database, columns) for each in conditions]
        if tests:
            parts = (f"CASE WHEN {test} THEN {2**number} ELSE 0 END" for number, test in enumerate(tests))
            yield f"{' + '.join(parts)} AS {_split_column(context, item, value)}"


def _split_column(context: Context, item: DataItem, value: str) -> str:
    number = list(context.value_mappings(item) or {}).index(value) + 1
    return context.database.identifier(f"{item.id}_split_{number}")


def _split_value(context: Context, item: DataItem, column: str, value: str, successors: Sequence[Successor]) -> Iterator[str]:
    """Yield the cases of a value that is split. Rows that meet none of the conditions, or several, are for the reader to decide."""
    text, met = context.database.text, f"t.{_split_column(context, item, value)}"
    conditional = [each for each in successors if each.where]
    for number, each in enumerate(conditional):
        yield f"WHEN {column} = {text(value)} AND {met} = {2**number} THEN {text(each.value)} -- split"
    rest = next((each for each in successors if not each.where and not each.by_decision), None)
    if rest:
        yield f"WHEN {column} = {text(value)} AND {met} = 0 THEN {text(rest.value)} -- split: all other rows"
    which = "with this value that meet none of these conditions, or several," if conditional else "with this value"
    yield f"{DECISION} rows {which} are set aside, unless you remove the two hyphens and write the new value"
    choices = on_one_line(f"one of: {'; '.join(each.value for each in successors)}")
    yield remark(f"WHEN {column} = {text(value)} THEN {text('NEW VALUE')} -- {choices}")


def _mapped_value(context: Context, item: DataItem, column: str) -> str:
    """Return the new allowed value of an item by its old one, with a remark for each value that the reader has to map."""
    text = context.database.text
    mappings = context.value_mappings(item) or {}
    kept = [text(value) for value, mapping in mappings.items() if mapping.new_value == value]
    lines = [f"WHEN {column} IN ({', '.join(kept)}) THEN {column}" if kept else f"WHEN 1 = 0 THEN {column}"]
    for value, mapping in mappings.items():
        if mapping.successors:
            lines += _split_value(context, item, column, value, mapping.successors)
        elif mapping.new_value is None:
            lines.append(f"{DECISION} rows with this value are set aside, unless you remove the two hyphens and write the new value")
            near = " -- the nearest value: only a suggestion" if mapping.suggestion else ""
            lines.append(remark(f"WHEN {column} = {text(value)} THEN {text(mapping.suggestion or 'NEW VALUE')}{near}"))
        elif mapping.new_value != value:
            lines.append(f"WHEN {column} = {text(value)} THEN {text(mapping.new_value)} -- {mapping.what_happened}")
    if len(lines) == 1:
        return f"CASE {lines[0]} END"
    inside = "\n    ".join(lines)
    return f"CASE\n    {inside}\n  END"
