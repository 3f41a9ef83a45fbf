"""Two versions as one for the solver: rows that either version can describe, and the rules of both about them.

A rule of one version is called `old ID` or `new ID`; one that both share is called `both ID`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cldspec.model import Code, CodeList, DataItem, Specification
from cldspec.rules.all_rules import Row, Rule, rules_of
from cldspec.rules.expression import All, Any, Call, Condition, In, InTable, IsBlank, Item, Not, Text, Truth, values_in
from cldspec.rules.tables import spelled_out
from cldspec.rules.types import kind_of

OF_THE_SCHEDULE = {"year_start": ("year_starts",), "period_end": ("frequency", "year_starts")}
"""The functions whose result depends on the schedule, and the keys of it that they depend on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the rules of one version are called, by their identifiers, and which of them a row keeps that conforms to it.

    Rules that the solver cannot be asked about are missing.
    """

    names: Mapping[str, str]
    errors: tuple[str, ...]


def merged(old: Specification, new: Specification) -> tuple[Specification, list[Rule], Kept, Kept]:
    """Return the specification that describes the rows of both versions, its rules, and which of them each version keeps.

    `old` is in the names of the new version.
    """
    both = _rows_of_both(old, new)
    tests = {"old": _row_rules(old, both, otherwise(old, new)), "new": _row_rules(new, both, set())}
    rules: dict[str, Rule] = {}
    kept: dict[str, Kept] = {}
    for version, specification in (("old", old), ("new", new)):
        names: dict[str, str] = {}
        errors: list[str] = []
        other = tests["new" if version == "old" else "old"]
        for rule_id, rule in tests[version].items():
            twin = other.get(rule_id)
            shared = twin is not None and (twin.test, twin.severity) == (rule.test, rule.severity)
            names[rule_id] = f"{'both' if shared else version} {rule_id}"
            rules[names[rule_id]] = replace(rule, id=names[rule_id])
            errors += [names[rule_id]] if rule.severity == "error" else []
        for limit in _limits(version, specification, both):
            rules[limit.id] = limit
            errors.append(limit.id)
        kept[version] = Kept(names, tuple(errors))
    return both, list(rules.values()), kept["old"], kept["new"]


def _rows_of_both(old: Specification, new: Specification) -> Specification:
    """Return a specification whose rows can hold what those of either version can, as far as one can be put for the solver."""
    lists: list[CodeList] = []
    items: list[DataItem] = []
    for item_id in dict.fromkeys([*new.item_by_id, *old.item_by_id]):
        before, after = old.item_by_id.get(item_id), new.item_by_id.get(item_id)
        item = _item(before, after) if before and after else after or before
        assert item  # noqa: S101 - it is in one of the two
        values = [code.value for version, one in ((new, after), (old, before)) if one for code in version.codes_of(one)]
        if item.code_list:
            codes = tuple(Code(value=value) for value in dict.fromkeys(values))
            lists.append(CodeList(id=item_id, title=item.title, description=item.title, sources=(), codes=codes))
        items.append(replace(item, code_list=item_id if item.code_list else None))
    formats = {named.id: named for named in (*new.formats, *old.formats)}
    return replace(new, items=tuple(items), code_lists=tuple(lists), formats=tuple(formats.values()), tables=(), rules=(), calculations=())


def _item(before: DataItem, after: DataItem) -> DataItem:
    """Return an item of which either version can read what it holds, where they are of one kind; else the new one."""
    kinds = {before.type, after.type}
    if kinds == {"text", "code"}:
        return before if before.type == "text" else after
    if kinds <= {"integer", "decimal"}:
        return replace(after, type="decimal", scale=min(before.scale or 0, after.scale or 0))
    if kinds == {"text"}:
        lengths = [length for length in (before.max_length, after.max_length) if length is not None]
        return replace(before, max_length=min(lengths, default=None))
    return after


def _limits(name: str, version: Specification, both: Specification) -> Iterator[Rule]:
    """Yield what holds for the rows of a version besides its rules: it has only its own items, and the values of its lists."""
    for item in both.items:
        own = version.item_by_id.get(item.id)
        if own is None:
            yield _limit(f"{name} {item.id} is absent", item, IsBlank(Item(item.id)))
            continue
        values = version.values_of(own.id)
        if values and item.type in {"code", "text"} and set(values) != set(both.values_of(item.id) or ()):
            listed = Any((IsBlank(Item(item.id)), In(Item(item.id), tuple(map(Text, values)))))
            yield _limit(f"{name} {item.id} is in its list", item, listed)


def _limit(name: str, item: DataItem, condition: Condition) -> Rule:
    return Rule(name, name, "error", (item.id,), name, (), Row(Truth(True), condition))


def otherwise(old: Specification, new: Specification) -> set[str]:
    """Return the functions that give something else by the schedule of the new version."""
    return {name for name, keys in OF_THE_SCHEDULE.items() if any(getattr(old.schedule, key) != getattr(new.schedule, key) for key in keys)}


def _row_rules(version: Specification, both: Specification, unlike: set[str]) -> dict[str, Rule]:
    """Return a version's rules about one row, but those that ask what is of another kind in both, or functions that are unlike."""
    others = {item.id for item in version.items if kind_of(Item(item.id), version) != kind_of(Item(item.id), both)}
    rules: dict[str, Rule] = {}
    for rule in rules_of(version):
        if not isinstance(rule.test, Row):
            continue
        test = Row(without_tables(rule.test.when, version), without_tables(rule.test.expect, version))
        asked = [*values_in(test.when), *values_in(test.expect)]
        is_other = any(isinstance(value, Item) and value.id in others for value in asked)
        is_unlike = any(isinstance(value, Call) and value.name in unlike for value in asked)
        if not is_other and not is_unlike:
            rules[rule.id] = replace(rule, test=test)
    return rules


def without_tables(node: Condition, specification: Specification) -> Condition:
    """Return a condition with what its tables mean in their place."""
    match node:
        case InTable(table=table):
            return spelled_out(table, specification)
        case Not(condition=inner):
            return Not(without_tables(inner, specification))
        case All(conditions=parts):
            return All(tuple(without_tables(part, specification) for part in parts))
        case Any(conditions=parts):
            return Any(tuple(without_tables(part, specification) for part in parts))
        case _:
            return node
