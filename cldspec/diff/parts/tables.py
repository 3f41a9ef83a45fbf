"""Changes of tables of values that go together."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.facts import Fact
from cldspec.diff.kinds import directed
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import WHOLE_ENTRY, by_entry
from cldspec.diff.parts.texts import text_changes
from cldspec.model import Table
from cldspec.rules.all_rules import Row, Same, Unique
from cldspec.rules.expression import tables_of


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of tables of values that go together."""
    for table_id, own in by_entry(facts).items():
        if not table_id:
            continue  # their files are in the order of the alphabet
        part = f"table/{table_id}"
        rules = list(_asking(table_id, context))
        if len(own[0].path) == WHOLE_ENTRY:
            table: Table = own[0].after or own[0].before
            added = own[0].what == "added"
            words = f"The table {table.title}, with {len(table.rows)} rows, is {'new' if added else 'gone'}."
            yield change("table-added" if added else "table-removed", part, table.title, words, at=table, items=table.keys)
            continue
        table = context.new.table_by_id[table_id]
        asked = [fact for fact in own if fact.path[2] in {"rows", "keys"}]
        if asked:
            way, submitters, consumers = context.judge.effects_of_rules(rules)
            old_rows, new_rows = context.old.table_by_id[table_id].rows, table.rows
            gone, new = ([row for row in one if row not in other] for one, other in ((old_rows, new_rows), (new_rows, old_rows)))
            counts = [
                f"{len(rows)} {'row' if len(rows) == 1 else 'rows'} {verb}" for rows, verb in ((new, "added"), (gone, "removed")) if rows
            ]
            yield change(
                directed("table", way),
                part,
                table.title,
                f"{' and '.join(counts) or 'Its rows stand in another order, or its keys are others'}.",
                at=table,
                key="rows",
                before=tuple(gone),
                after=tuple(new),
                items=table.keys,
                effects=(submitters, consumers),
                direction=way,
            )
        yield from text_changes([fact for fact in own if fact not in asked], part, table.title, table, items=table.keys)


def _asking(table_id: str, context: Context) -> Iterator[str]:
    """Yield the rules of either version that ask a table."""
    asking: dict[str, None] = {}
    for rules in (context.judge.new_rules, context.judge.old_rules):
        for rule in rules.values():
            conditions = [rule.test.when, rule.test.expect] if isinstance(rule.test, Row) else []
            conditions += [rule.test.when] if isinstance(rule.test, Unique | Same) else []
            if any(table_id in tables_of(condition) for condition in conditions):
                asking[rule.id] = None
    yield from asking
