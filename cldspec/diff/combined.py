"""Two versions combined for the solver: rows that either version can describe, and the rules of both about them.

For the solver, a rule of one version is named `old ID` or `new ID`; a rule that is the same in both is named `both ID`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cldspec.model import Code, CodeList, DataItem, Specification
from cldspec.rules.all_rules import Row, Rule, rules_of
from cldspec.rules.expression import Any, Call, Condition, In, IsBlank, Item, Text, Truth, values_in
from cldspec.rules.tables import without_tables
from cldspec.rules.types import kind_of

SCHEDULE_FUNCTIONS = {"year_start": ("year_starts",), "period_end": ("frequency", "year_starts")}
"""The functions whose result depends on the schedule, and the fields of the schedule that each depends on."""
SHARED = "both "
"""How the solver's names of rules that both versions share begin."""


@dataclass(frozen=True, slots=True)
class SolverRules:
    """The rules of one version that the solver can be asked about."""

    names: Mapping[str, str]
    """The solver's name of each rule, by its identifier. Rules that the solver cannot be asked about are missing."""
    errors: tuple[str, ...]
    """The solver's names of the rules that every row passes if it conforms to the version."""


@dataclass(frozen=True, slots=True)
class Combined:
    """Two versions combined: a specification whose rows can be rows of either version, and the rules of both."""

    specification: Specification
    rules: tuple[Rule, ...]
    old: SolverRules
    new: SolverRules


def combine(old: Specification, new: Specification) -> Combined:
    """Return two versions combined; `old` is in the names of the new version."""
    combined = _specification_for_both(old, new)
    row_rules = {"old": _row_rules(old, combined, functions_that_differ(old, new)), "new": _row_rules(new, combined, set())}
    rules: dict[str, Rule] = {}
    by_version: dict[str, SolverRules] = {}
    for version, other, specification in (("old", "new", old), ("new", "old", new)):
        names: dict[str, str] = {}
        errors: list[str] = []
        for rule_id, rule in row_rules[version].items():
            same_rule = row_rules[other].get(rule_id)
            is_shared = same_rule is not None and (same_rule.test, same_rule.severity) == (rule.test, rule.severity)
            name = f"{SHARED if is_shared else f'{version} '}{rule_id}"
            names[rule_id] = name
            rules[name] = replace(rule, id=name)
            errors += [name] if rule.severity == "error" else []
        for limit in _limits(version, specification, combined):
            rules[limit.id] = limit
            errors.append(limit.id)
        by_version[version] = SolverRules(names, tuple(errors))
    return Combined(combined, tuple(rules.values()), by_version["old"], by_version["new"])


def functions_that_differ(old: Specification, new: Specification) -> set[str]:
    """Return the functions that have another result because the schedule changed."""
    return {
        name
        for name, fields in SCHEDULE_FUNCTIONS.items()
        if any(getattr(old.schedule, key) != getattr(new.schedule, key) for key in fields)
    }


def _specification_for_both(old: Specification, new: Specification) -> Specification:
    """Return a specification whose rows can hold what rows of either version hold, as far as the solver can express it."""
    lists: list[CodeList] = []
    items: list[DataItem] = []
    for item_id in dict.fromkeys([*new.item_by_id, *old.item_by_id]):
        before, after = old.item_by_id.get(item_id), new.item_by_id.get(item_id)
        item = _item_for_both(before, after) if before and after else after or before
        assert item  # noqa: S101 - it is in one of the two
        values = [code.value for version, own in ((new, after), (old, before)) if own for code in version.codes_of(own)]
        if item.code_list:
            codes = tuple(Code(value=value) for value in dict.fromkeys(values))
            lists.append(CodeList(id=item_id, title=item.title, description=item.title, sources=(), codes=codes))
        items.append(replace(item, code_list=item_id if item.code_list else None))
    formats = {named.id: named for named in (*new.formats, *old.formats)}
    return replace(new, items=tuple(items), code_lists=tuple(lists), formats=tuple(formats.values()), tables=(), rules=(), calculations=())


def _item_for_both(before: DataItem, after: DataItem) -> DataItem:
    """Return an item whose values both versions can read, if their types allow it; otherwise the new item."""
    types = {before.type, after.type}
    if types == {"text", "code"}:
        return before if before.type == "text" else after
    if types <= {"integer", "decimal"}:
        return replace(after, type="decimal", scale=min(before.scale or 0, after.scale or 0))
    if types == {"text"}:
        lengths = [length for length in (before.max_length, after.max_length) if length is not None]
        return replace(before, max_length=min(lengths, default=None))
    return after


def _limits(name: str, version: Specification, combined: Specification) -> Iterator[Rule]:
    """Yield what is true of a version's rows besides its rules: they have only its own items, and only values of its lists."""
    for item in combined.items:
        own = version.item_by_id.get(item.id)
        if own is None:
            yield _limit(f"{name} {item.id} is absent", item, IsBlank(Item(item.id)))
            continue
        values = version.values_of(own.id)
        if values and item.type in {"code", "text"} and set(values) != set(combined.values_of(item.id) or ()):
            in_list = Any((IsBlank(Item(item.id)), In(Item(item.id), tuple(map(Text, values)))))
            yield _limit(f"{name} {item.id} is in its list", item, in_list)


def _limit(name: str, item: DataItem, condition: Condition) -> Rule:
    return Rule(name, name, "error", (item.id,), name, (), Row(Truth(True), condition))


def _row_rules(version: Specification, combined: Specification, unusable_functions: set[str]) -> dict[str, Rule]:
    """Return a version's rules about one row, without those that use unusable functions or items whose type differs."""
    retyped = {item.id for item in version.items if kind_of(Item(item.id), version) != kind_of(Item(item.id), combined)}
    rules: dict[str, Rule] = {}
    for rule in rules_of(version):
        if not isinstance(rule.test, Row):
            continue
        test = Row(without_tables(rule.test.when, version), without_tables(rule.test.expect, version))
        values = [*values_in(test.when), *values_in(test.expect)]
        uses_retyped = any(isinstance(value, Item) and value.id in retyped for value in values)
        uses_unusable = any(isinstance(value, Call) and value.name in unusable_functions for value in values)
        if not uses_retyped and not uses_unusable:
            rules[rule.id] = replace(rule, test=test)
    return rules
