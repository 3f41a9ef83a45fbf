"""A whole return held to every rule, in Python: what all other engines must agree with, for examples and tests.

It is as plain as can be, and slow. Returns of any size are for the databases.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cldspec.model import Cells, Specification
from cldspec.rules.all_rules import Readable, Rule, Same, Spelling, Unique, rules_of
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.cells import UNREADABLE, read, tidy
from cldspec.rules.evaluate import TODAY, Row, truth

Broken = tuple[int, str]
"""The index of a row, and the identifier of the rule that it breaks."""


def broken_rules(rows: Sequence[Cells], specification: Specification, today: str) -> set[Broken]:
    """Return which rows of a return, as typed in the template, break which rules; `today` is yyyy-mm-dd."""
    canonical = [canonical_row(cells, specification, today) for cells in rows]
    return {(index, rule.id) for rule in rules_of(specification) for index in breaking(rule, rows, canonical, specification)}


def canonical_row(cells: Cells, specification: Specification, today: str) -> Row:
    """Return a row as typed in the template as values."""
    return {TODAY: today, **{item.id: read(item, cells.get(item.id, ""), specification) for item in specification.items}}


def breaking(rule: Rule, rows: Sequence[Cells], canonical: Sequence[Row], specification: Specification) -> Iterator[int]:
    """Yield the indexes of the rows that break a rule."""
    match rule.test:
        case RowTest(when=when, expect=expect):
            for index, row in enumerate(canonical):
                if truth(when, row, specification) is True and truth(expect, row, specification) is False:
                    yield index
        case Readable(item=item):
            yield from (index for index, row in enumerate(canonical) if row[item] is UNREADABLE)
        case Spelling(item=item):
            for index, row in enumerate(canonical):
                if isinstance(row[item], str) and tidy(rows[index].get(item, "")) != row[item]:
                    yield index
        case Unique(items=items, when=when):
            groups = defaultdict(list)
            for index, row in enumerate(canonical):
                key = tuple(row[item] for item in items)
                if truth(when, row, specification) is True and not {None, UNREADABLE} & set(key):
                    groups[key].append(index)
            yield from (index for group in groups.values() if len(group) > 1 for index in group)
        case Same(item=item, of=of, when=when, blanks=blanks):
            groups = defaultdict(list)
            passed_over = {UNREADABLE} if blanks else {UNREADABLE, None}
            for index, row in enumerate(canonical):
                key = (row[of],) if of else ()
                if truth(when, row, specification) is True and not {None, UNREADABLE} & set(key) and row[item] not in passed_over:
                    groups[key].append(index)
            yield from (index for group in groups.values() if len({canonical[i][item] for i in group}) > 1 for index in group)
