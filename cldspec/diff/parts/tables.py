"""Changes of tables: lists of values that go together."""

from collections.abc import Iterator, Mapping, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.directed_kinds import directed_kind
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry
from cldspec.diff.parts.texts import text_changes
from cldspec.model import Table
from cldspec.rules.all_rules import Row, Same, Unique
from cldspec.rules.expression import tables_of
from cldspec.wording import counted


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of tables."""
    for table_id, own in by_entry(facts).items():
        if not table_id:
            continue  # the files are in alphabetical order
        part = f"table/{table_id}"
        if is_whole_entry(own):
            table: Table = own[0].after or own[0].before
            is_added = own[0].what == "added"
            rows = counted(len(table.rows), "row")
            what = f"is new. It has {rows}" if is_added else f"has been removed. It had {rows}"
            kind = "table-added" if is_added else "table-removed"
            yield change(kind, part, table.title, f"The table {what}.", at=table, items=table.keys)
            continue
        table = context.new.table_by_id[table_id]
        rows_or_keys = [fact for fact in own if fact.path[2] in {"rows", "keys"}]
        if rows_or_keys:
            yield _content_change(table, context)
        yield from text_changes([fact for fact in own if fact not in rows_or_keys], part, table.title, table, items=table.keys)


def _content_change(table: Table, context: Context) -> Change:
    """Return the change of a table's rows or keys."""
    direction, submitters, consumers = context.judge.effects_of_rules(_rules_using(table.id, context))
    old_rows = context.old.table_by_id[table.id].rows
    removed, added = _without(old_rows, table.rows), _without(table.rows, old_rows)
    counts = [_counted_rows(rows, verb) for rows, verb in ((added, "added"), (removed, "removed")) if rows]
    return change(
        directed_kind("table", direction),
        f"table/{table.id}",
        table.title,
        f"{' and '.join(counts) or 'The order of its rows has changed, or its keys have'}.",
        at=table,
        key="rows",
        before=removed,
        after=added,
        items=table.keys,
        effects=(submitters, consumers),
        direction=direction,
    )


def _without(rows: Sequence[Mapping[str, str]], others: Sequence[Mapping[str, str]]) -> tuple[Mapping[str, str], ...]:
    return tuple(row for row in rows if row not in others)


def _counted_rows(rows: Sequence[object], verb: str) -> str:
    return f"{counted(len(rows), 'row')} {'was' if len(rows) == 1 else 'were'} {verb}"


def _rules_using(table_id: str, context: Context) -> list[str]:
    """Return the rules of either version that use a table."""
    using: dict[str, None] = {}
    for rules in (context.judge.new_rules, context.judge.old_rules):
        for rule in rules.values():
            conditions = [rule.test.when, rule.test.expect] if isinstance(rule.test, Row) else []
            conditions += [rule.test.when] if isinstance(rule.test, Unique | Same) else []
            if any(table_id in tables_of(condition) for condition in conditions):
                using[rule.id] = None
    return list(using)
