"""When a data item is needed, as the lines of a small table, made from the rules.

For the few items of which one sentence would be too long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cldspec.model import DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Row, Rule, rules_of
from cldspec.rules.tables import items_in, spelled_out
from cldspec.rules.targets.english import demand, english, item_name, simplified


@dataclass(frozen=True, slots=True)
class Need:
    """A line of the table: on which rows, with which exception (an empty text if there is none), what must be so, and by which rule."""

    where: str
    unless: str
    then: str
    rule: str


def when_needed(item: DataItem, specification: Specification) -> tuple[Need, ...]:
    """Return when an item must be filled in, must be blank, or must not have some of its values, in the order of the rules.

    Only the rules whose findings point to the item count. A choice in a condition, and a long table, become a line for each option.
    On rows that no line is about, the item is optional.
    """
    return tuple(need for rule in rules_of(specification) if rule.items[0] == item.id for need in _needs(rule, item, specification))


def _needs(rule: Rule, item: DataItem, specification: Specification) -> Iterator[Need]:
    if not isinstance(rule.test, Row):
        return
    for when, demanded in _demands(rule, rule.test, item, specification):
        then = _then(rule, item, demanded, specification)
        asked_already = _asked_already(item, specification) if rule.entry and demanded == ex.Not(ex.IsBlank(ex.Item(item.id))) else ()
        applies = ex.parse(specification.section_by_id[item.section].applies_when)
        needless = {*_parts(applies), *asked_already} if when != applies and rule.id != f"{item.id}.applies" else set()
        for where, unless in _lines(when, needless, specification):
            yield Need(where, unless, then, rule.id)


def _demands(rule: Rule, test: Row, item: DataItem, specification: Specification) -> Iterator[tuple[ex.Condition, ex.Condition]]:
    """Yield what a rule demands of an item: that it is filled in or blank, or has none of some values; each with the rows."""
    blank = ex.IsBlank(ex.Item(item.id))
    for part in _parts(test.expect):
        if part in {blank, ex.Not(blank)}:
            yield test.when, part
    match test.when:
        case ex.StartsWith(ex.Item(name)) | ex.In(ex.Item(name)) | ex.Compare("=", ex.Item(name)) if name == item.id:
            if rule.severity != "information" and item.id not in items_in(test.expect, specification):
                yield ex.Not(test.expect), ex.Not(test.when)


def _then(rule: Rule, item: DataItem, demanded: ex.Condition, specification: Specification) -> str:
    if rule.severity == "information":
        return f"is pointed out if {english(ex.Not(demanded), specification).replace(item_name(item, specification), 'it', 1)}"
    sentence = demand(demanded, specification, "must" if rule.severity == "error" else "should")
    return sentence.removeprefix(item_name(item, specification)).strip()


def _lines(when: ex.Condition, needless: set[ex.Condition], specification: Specification) -> Iterator[tuple[str, str]]:
    """Yield the rows of a condition, one group of a long table at a time and without needless parts, and the exception from them."""
    parts = [part for part in _parts(simplified(when, specification)) if part not in needless]
    tables = [part for part in parts if isinstance(part, ex.InTable) and len(specification.table_by_id[part.table].keys) > 1]
    choices = [part for part in parts if isinstance(part, ex.Any)] if len(parts) > 1 else []
    exceptions = [part for part in choices if any(isinstance(option, ex.Not | ex.IsBlank) for option in part.conditions)]
    options: Sequence[ex.Condition] = [part for part in choices if part not in exceptions][:1]
    options = [spelled_out(tables[0].table, specification)] if tables else options
    rest = [part for part in parts if part not in exceptions and part not in options and part not in tables[:1]]
    unless = english(ex.Any(tuple(ex.Not(part) for part in exceptions)), specification) if exceptions else ""
    for option in _options(options):
        where = ex.pushed_inwards(ex.All((option, *rest)))
        yield "" if where == ex.Truth(True) else english(where, specification), unless


def _options(conditions: Sequence[ex.Condition]) -> tuple[ex.Condition, ...]:
    [condition] = conditions or [ex.Truth(True)]
    return condition.conditions if isinstance(condition, ex.Any) else (condition,)


def _asked_already(item: DataItem, specification: Specification) -> tuple[ex.Condition, ...]:
    """Return the condition by which other rules leave out the rows on which the item is required anyway."""
    return (simplified(ex.Not(ex.parse(item.required_when)), specification),) if item.required_when else ()


def _parts(condition: ex.Condition) -> tuple[ex.Condition, ...]:
    return condition.conditions if isinstance(condition, ex.All) else (condition,)
