"""What does not fit the new version. The rules themselves find it; the script counts it and sets it aside with the reason."""

from collections.abc import Iterator

from cldspec.diff.renames import likely_new_item
from cldspec.diff.translation import in_new_names
from cldspec.model import DataItem
from cldspec.rules.all_rules import Readable, Row, Rule, required_on_all_rows
from cldspec.rules.expression import IsBlank, Item
from cldspec.rules.targets.sentences import sentence
from cldspec.rules.targets.sql.finding_queries import COLUMNS, finding_query
from cldspec.rules.targets.sql.statements import remark
from cldspec.wording import on_one_line
from cldspec_generators.reports.changes.migration.context import DECISION, Context, reference_database
from cldspec_generators.reports.changes.migration.rows import converted_rows, may_lose_values
from cldspec_generators.shared.sql_scripts import constraints_of, finding_table


def set_misfits_aside(context: Context) -> Iterator[str]:
    """Yield the statements that convert the old rows, find what does not fit, count it, and set it aside."""
    database, number = context.database, context.database.identifier("row_number")
    old, new = f"version {context.old.version}", f"version {context.new.version}"
    yield from database.lock(context.old_names.rows)
    if database.transaction is None:
        yield "-- A copy of all rows. Drop it when you no longer need it."
        yield database.create_table_from(context.rows_copy, f"SELECT\n  *\nFROM {context.old_names.rows}")
    yield f"-- Each row of {old} as a row of {new}: the value of each item, and what it is converted from if there may be no value."
    yield database.create_table_from(context.converted, converted_rows(context))
    yield "-- What does not fit, rule by rule. An error sets the whole row aside; anything else sets only the value aside."
    yield finding_table(context.findings, database)
    yield from database.insert_results(context.findings, COLUMNS, [*_removed_values(context), *_rows_that_break_rules(context)])
    if database.has_constraints:
        yield f"CREATE INDEX {database.identifier(f'{context.findings}_row')} ON {context.findings} ({number}){database.end}"
    yield "-- How many rows there are, how many do not fit, and why."
    yield from _counts(context)
    yield f"-- Whatever does not fit: the row as it was in {old}, once for each reason."
    item, rule, message = (f"f.{database.identifier(name)}" for name in ("item", "rule", "message"))
    yield database.create_table_from(
        context.set_aside,
        f"SELECT\n  {item} AS set_aside_item,\n  {rule} AS set_aside_rule,\n  {_what_is_set_aside(context)} AS set_aside_what,\n"
        f"  {message} AS set_aside_because,\n  o.*\n"
        f"FROM {context.findings} AS f\nJOIN {context.old_names.rows} AS o ON o.{number} = f.{number}",
    )


def is_set_aside(context: Context, number: str) -> str:
    """Return the condition that the whole row with this number is set aside."""
    database = context.database
    own, severity = database.identifier("row_number"), database.identifier("severity")
    errors = f"SELECT 1 FROM {context.findings} AS f WHERE f.{own} = {number} AND f.{severity} = {database.text('error')}"
    return f"EXISTS (\n  {errors}\n)"


def drop_working_tables(context: Context) -> Iterator[str]:
    """Yield the statements that remove the working tables."""
    yield context.database.drop("TABLE", context.findings)
    yield context.database.drop("TABLE", context.converted)


def may_have_misfits(context: Context) -> bool:
    """Say whether a row that was in order may not fit, because of a rule or because a value has been removed."""
    removes_values = any(
        mapping.new_value is None for item in context.new.items for mapping in (context.value_mappings(item) or {}).values()
    )
    return removes_values or bool(_stricter_rules(context) - _rules_passed_by_blanks(context))


def likely_replacement(context: Context, removed: DataItem) -> DataItem | None:
    """Return the added item that may replace a removed one, although the new version does not say so."""
    return likely_new_item(removed, context.added_items)


def _counts(context: Context) -> Iterator[str]:
    """Yield the queries that count the rows and what does not fit."""
    database, number = context.database, context.database.identifier("row_number")
    item, rule, severity, message = (f"f.{database.identifier(name)}" for name in ("item", "rule", "severity", "message"))
    is_error = f"{database.identifier('severity')} = {database.text('error')}"
    total = f"SELECT COUNT(*) FROM {context.converted}"
    refused = f"SELECT COUNT(DISTINCT {number}) FROM {context.findings} WHERE {is_error}"
    yield (
        f"SELECT\n  ({total}) AS rows_before,\n  ({refused}) AS rows_set_aside,\n  ({total}) - ({refused}) AS rows_that_fit{database.end}"
    )
    yield (
        f"SELECT {item}, {rule}, {_what_is_set_aside(context)} AS set_aside, COUNT(*) AS row_count, {message}\n"
        f"FROM {context.findings} AS f\nGROUP BY {item}, {rule}, {severity}, {message}\nORDER BY COUNT(*) DESC, {rule}{database.end}"
    )


def _what_is_set_aside(context: Context) -> str:
    """Return what of a row the finding `f` sets aside."""
    text, severity = context.database.text, f"f.{context.database.identifier('severity')}"
    return f"CASE {severity} WHEN {text('error')} THEN {text('the row')} ELSE {text('one value')} END"


def _removed_values(context: Context) -> Iterator[tuple[str, str]]:
    """Yield the queries of values whose item has been removed, each with the remark that precedes it."""
    database, text, version = context.database, context.database.text, f"version {context.new.version}"
    for item in context.removed_items:
        column = f"o.{database.identifier(item.id)}"
        likely = likely_replacement(context, item)
        hint = f" If {likely.id} replaces it, write {column} for NULL in the line of {likely.id} above." if likely else ""
        decision = f"{DECISION} {item.id} is not in {version}. Rows that have a value are copied to {context.set_aside}.{hint}"
        message = f"{item.title} is not in {version}. The rest of the row stays, unless it is set aside for another reason."
        constants = ", ".join(map(text, (item.id, f"{item.id}.removed", "information", message)))
        number = f"o.{database.identifier('row_number')}"
        yield (
            on_one_line(decision),
            f"SELECT {number}, {constants}, NULL\nFROM {context.old_names.rows} AS o\nWHERE {column} IS NOT NULL",
        )


def _rows_that_break_rules(context: Context) -> Iterator[tuple[str, str]]:
    """Yield the queries of rows that break the rules of the new version, each with the remark that precedes it."""
    decided_by_reader = _rules_for_the_reader(context)
    for rule in context.rules:
        lines = [remark(f"{rule.id}: {sentence(rule, context.new)}")]
        if rule.id in decided_by_reader:
            words = "may break this rule. They are set aside: correct them, or leave them out."
            lines.append(f"{DECISION} rows that conformed to version {context.old.version} {words}")
        yield "\n".join(lines), finding_query(rule, context.new, context.database, context.converted)


def _rules_for_the_reader(context: Context) -> set[str]:
    """Return the rules that rows may break now although they were in order, unless another remark already says why."""
    stricter = _stricter_rules(context)
    explained = _rules_passed_by_blanks(context) | _harmless_rules(context) | {f"{item.id}.required" for item in context.added_items}

    def may_be_broken(rule: Rule) -> bool:
        if isinstance(rule.test, Readable):
            item = context.new.item_by_id[rule.test.item]
            return context.value_mappings(item) is None and (rule.id in stricter or may_lose_values(context, item))
        return rule.id in stricter

    return {rule.id for rule in context.rules if rule.id not in explained and may_be_broken(rule)}


def _stricter_rules(context: Context) -> set[str]:
    """Return the rules that are new, or whose conditions have changed."""
    old = in_new_names(context.old, context.comparison.renames)
    before, after = (constraints_of(version, reference_database()) for version in (old, context.new))
    required = required_on_all_rows(context.new) - required_on_all_rows(old)
    return {name for name, constraint in after.items() if before.get(name) != constraint} | {f"{item}.required" for item in required}


def _harmless_rules(context: Context) -> set[str]:
    """Return the changed rules of which the comparison shows that no row that was in order breaks them."""
    verdicts: dict[str, list[bool]] = {}
    for change in context.comparison.changes:
        if change.part.startswith("rule/"):
            verdicts.setdefault(change.part.removeprefix("rule/"), []).append(change.submitters.verdict == "not breaking")
    return {rule for rule, is_harmless in verdicts.items() if all(is_harmless)}


def _rules_passed_by_blanks(context: Context) -> set[str]:
    """Return the rules that every row passes in which the added items are blank, as far as that is easy to see."""
    added = {item.id for item in context.added_items}

    def is_passed(rule: Rule) -> bool:
        match rule.test:
            case Readable(item=item) | Row(expect=IsBlank(item=Item(id=item))):
                return item in added
            case _:
                return False

    return {rule.id for rule in context.rules if is_passed(rule)}
