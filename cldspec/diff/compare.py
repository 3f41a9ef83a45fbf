"""Two versions compared: their facts, put into words part by part, what only follows from another change put beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cldspec.diff.changes import Change, Comparison
from cldspec.diff.facts import Fact, differences
from cldspec.diff.judge import Judge
from cldspec.diff.parts import items, lists, rest, rules
from cldspec.diff.parts.context import Context
from cldspec.diff.renames import declared
from cldspec.model import Specification

PARTS = {
    "items": items.changes,
    "code_lists": lists.changes,
    "sections": rules.of_sections,
    "rules": rules.of_rules,
    "tables": rules.of_tables,
    "formats": rules.of_formats,
    "calculations": rest.of_calculations,
    "schedule": rest.of_schedule,
    "guidance": rest.of_guidance,
    "discrepancies": rest.of_discrepancies,
}
"""The parts that have changes of their own kinds, in the order in which they are told."""
_FOLLOWS = {"item-added", "item-removed", "item-renamed"}
"""The changes that others only follow from: counts and references to the item."""


def compare(old: Specification, new: Specification) -> Comparison:
    """Return every change between two versions."""
    renames = declared(old, new)
    judge = Judge(old, new, renames)
    context = Context(judge, renames)
    facts = differences(judge.old, new, renames)
    changes: list[Change] = []
    for part, of_part in PARTS.items():
        own = [fact for fact in facts if fact.path[0] == part]
        changes += of_part(own, context)
    others = [fact for fact in facts if fact.path[0] not in PARTS]
    following = list(_following(others, changes))
    changes += rest.of_the_rest([fact for fact in others if fact not in following], context)
    changes = _with_following(changes, following)
    first = [change for change in changes if change.kind == "version-changed"]
    told = (*first, *(change for change in changes if change not in first))
    return Comparison(old, new, told, renames.items, renames.lists, renames.values)


def _following(facts: Sequence[Fact], changes: Sequence[Change]) -> Iterator[Fact]:
    """Yield the facts that only follow from items that came or went: counts, and references that differ in just these."""
    moved = {name for change in changes if change.kind in _FOLLOWS for name in (*change.items, change.before, change.after)}
    if not moved:
        return
    for fact in facts:
        is_count = fact.path[0] == "item_counts"
        is_reference = fact.path[-1] in {"items", "concerns"} and {*(fact.before or ())} ^ {*(fact.after or ())} <= moved
        if is_count or is_reference:
            yield fact


def _with_following(changes: Sequence[Change], following: Sequence[Fact]) -> list[Change]:
    """Return changes with what follows from them beside them."""
    if not following:
        return list(changes)
    told: list[Change] = []
    for change in changes:
        also = list(change.also)
        if change.kind in _FOLLOWS:
            also += [" ".join(fact.path) for fact in following if fact.path[0] == "item_counts" or set(change.items) & _names(fact)]
        told.append(replace(change, also=tuple(also)))
    return told


def _names(fact: Fact) -> set[str]:
    return {*(fact.before or ()), *(fact.after or ())}
