"""The rules that the rows of a return break, worked out in Python: the reference that every engine must agree with.

It is for examples and tests. Returns of any size are checked by a database.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from cldspec.model import Cells, Specification
from cldspec.rules.all_rules import Readable, Rule, Same, Spelling, Test, Unique, rules_of
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.cells import UNREADABLE, Cell, read, tidy
from cldspec.rules.evaluate import TODAY, ConditionFunction, Row, compiled

Broken = tuple[int, str]
"""The index of a row, and the identifier of the rule that it breaks."""
RuleFunction = Callable[[Sequence[Cells], Sequence[Row]], Iterable[int]]
"""A compiled rule: takes the rows as typed and as values, and returns the indexes of the rows that break the rule."""


def broken_rules(rows: Sequence[Cells], specification: Specification, today: str) -> set[Broken]:
    """Return which rows of a return, as typed in the template, break which rules; `today` is yyyy-mm-dd."""
    canonical = [canonical_row(cells, specification, today) for cells in rows]
    return {(index, name) for name, breaking_rows in rule_functions(specification).items() for index in breaking_rows(rows, canonical)}


def canonical_row(cells: Cells, specification: Specification, today: str) -> Row:
    """Return a row as typed in the template as values."""
    return {TODAY: today, **{item.id: value_of(item.id, cells.get(item.id, ""), specification) for item in specification.items}}


@lru_cache(maxsize=1 << 16)
def value_of(item_id: str, typed: str, specification: Specification) -> Cell:
    """Return the value of a cell as typed in the template. The same few cells are read again and again."""
    return read(specification.item_by_id[item_id], typed, specification)


def breaking(rule: Rule, rows: Sequence[Cells], canonical: Sequence[Row], specification: Specification) -> Iterator[int]:
    """Yield the indexes of the rows that break a rule; `rows` are as typed, `canonical` the same rows as values."""
    yield from rule_function(rule.test, specification)(rows, canonical)


@lru_cache(maxsize=16)
def rule_functions(specification: Specification) -> dict[str, RuleFunction]:
    """Return every rule of a specification as a function, by identifier."""
    return {rule.id: rule_function(rule.test, specification) for rule in rules_of(specification)}


@lru_cache(maxsize=4096)
def rule_function(test: Test, specification: Specification) -> RuleFunction:
    """Return the test of a rule as a function of the rows of a return."""
    match test:
        case RowTest():
            breaks = row_function(test, specification)
            return lambda _, canonical: [index for index, row in enumerate(canonical) if breaks(row)]
        case Readable(item=item):
            return lambda _, canonical: [index for index, row in enumerate(canonical) if row[item] is UNREADABLE]
        case Spelling(item=item):
            return lambda rows, canonical: [
                index for index, row in enumerate(canonical) if isinstance(row[item], str) and tidy(rows[index].get(item, "")) != row[item]
            ]
        case Unique(items=items, when=when):
            return _duplicates(items, compiled(when, specification))
        case Same(item=item, of=of, when=when, blanks=blanks):
            return _differences(item, of, compiled(when, specification), frozenset({UNREADABLE} if blanks else {UNREADABLE, None}))


@lru_cache(maxsize=4096)
def row_function(test: RowTest, specification: Specification) -> Callable[[Row], bool]:
    """Return a rule about one row as a function that says whether a row breaks it."""
    when, expect = compiled(test.when, specification), compiled(test.expect, specification)
    return lambda row: when(row) is True and expect(row) is False


def _duplicates(items: Sequence[str], when: ConditionFunction) -> RuleFunction:
    """Return the rows that share the values of all these items with another row."""

    def function(_: Sequence[Cells], canonical: Sequence[Row]) -> Iterable[int]:
        groups = _groups(canonical, items, when) if len(canonical) > 1 else ()
        return [index for group in groups if len(group) > 1 for index in group]

    return function


def _differences(item: str, of: str | None, when: ConditionFunction, ignored: frozenset[Cell]) -> RuleFunction:
    """Return the rows whose value of `item` is not that of more than half of the rows with the same value of `of`; without `of`, of all."""

    def function(_: Sequence[Cells], canonical: Sequence[Row]) -> Iterable[int]:
        if len(canonical) == 1:
            return []
        groups = _groups(canonical, [of] if of else [], lambda row: row[item] not in ignored and when(row))
        return [index for group in groups for index in _odd_rows(group, [canonical[index][item] for index in group])]

    return function


def odd_values(values: Iterable[Cell] | Mapping[Cell, int]) -> set[Cell]:
    """Return the values that more than half of the rows do not have: all where no value has a majority, none where there is only one.

    A blank is odd beside any value. `values` has one value for each row, or the number of rows by value.
    """
    counts = Counter(values)
    if len(counts) == 1:
        return set()
    return {value for value, count in counts.items() if value is None or 2 * count <= counts.total()}


def _odd_rows(rows: Sequence[int], values: Sequence[Cell]) -> Iterator[int]:
    """Yield the rows whose value is not that of more than half of them."""
    odd = odd_values(values)
    return (row for row, value in zip(rows, values, strict=True) if value in odd)


def _groups(canonical: Sequence[Row], items: Sequence[str], when: ConditionFunction) -> Iterable[list[int]]:
    """Return the rows that meet a condition, grouped by the values of some items. A blank or unreadable cell is in no group."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, row in enumerate(canonical):
        key = tuple(row[name] for name in items)
        if when(row) is True and None not in key and UNREADABLE not in key:
            groups[key].append(index)
    return groups.values()
