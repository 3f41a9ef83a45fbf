"""Two versions compared: their facts, put into words part by part, what only follows from another change put beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cldspec.diff.changes import Change, Comparison
from cldspec.diff.facts import Fact, differences
from cldspec.diff.judge import Judge
from cldspec.diff.parts import (
    annexes,
    calculations,
    code_lists,
    discrepancies,
    formats,
    guidance,
    items,
    rules,
    schedule,
    sections,
    tables,
)
from cldspec.diff.parts.context import Context
from cldspec.diff.renames import declared_renames
from cldspec.diff.translation import in_new_names
from cldspec.model import Specification

PARTS = {
    "code_lists": code_lists.changes,
    "sections": sections.changes,
    "rules": rules.changes,
    "tables": tables.changes,
    "formats": formats.changes,
    "calculations": calculations.changes,
    "record": annexes.changes_of_record,
    "schedule": schedule.changes,
    "guidance": guidance.changes,
    "discrepancies": discrepancies.changes,
}
"""The parts of a specification, besides items, that have kinds of change of their own, in the order of a comparison."""
_FOLLOWS = {"item-added", "item-removed", "item-renamed"}
"""The changes that references to the item only follow from."""
_COUNTS = {"item-added", "item-removed", "print-changed", "obligation-tightened", "obligation-loosened", "obligation-changed"}
"""The changes that counts of items only follow from."""


def compare(old: Specification, new: Specification) -> Comparison:
    """Return every change between two versions."""
    renames = declared_renames(old, new)
    judge = Judge(old, new, renames)
    context = Context(judge, renames)
    facts = differences(judge.old, in_new_names(new, renames.respellings()), renames)
    changes = list(items.changes([fact for fact in facts if fact.path[0] == "items"], context))
    others = [fact for fact in facts if fact.path[0] != "items"]
    following = list(_following(others, changes))
    changes = _with_following(changes, following)
    others = [fact for fact in others if fact not in following]
    for part, of_part in PARTS.items():
        changes += of_part([fact for fact in others if fact.path[0] == part], context)
    changes += annexes.changes([fact for fact in others if fact.path[0] not in PARTS], context)
    first = [change for change in changes if change.kind == "version-changed"]
    told = (*first, *(change for change in changes if change not in first))
    return Comparison(old, new, told, renames.items, renames.lists, renames.values)


def _following(facts: Sequence[Fact], changes: Sequence[Change]) -> Iterator[Fact]:
    """Yield the facts that only follow from items that came or went: counts, and references that differ in just these."""
    moved = {name for change in changes if change.kind in _FOLLOWS for name in (*change.items, change.before, change.after)}
    counted = any(change.kind in _COUNTS for change in changes)
    for fact in facts:
        is_count = counted and fact.path[0] == "item_counts" and fact.path[-1] != "sources"
        both = [one or () for one in (fact.before, fact.after)]
        is_reference = fact.path[-1] in {"items", "concerns"} and all(isinstance(one, tuple) for one in both)
        unlike = {*both[0]} ^ {*both[1]} if is_reference else set()
        if is_count or (unlike and unlike <= moved):
            yield fact


def _with_following(changes: Sequence[Change], following: Sequence[Fact]) -> list[Change]:
    """Return changes with what follows from them beside them."""
    told: list[Change] = []
    for change in changes:
        own = {*change.items, change.before, change.after}
        also = [
            " ".join(fact.path)
            for fact in following
            if (change.kind in _COUNTS and fact.path[0] == "item_counts")
            or (change.kind in _FOLLOWS and fact.path[0] != "item_counts" and own & {*(fact.before or ()), *(fact.after or ())})
        ]
        told.append(replace(change, also=(*change.also, *also)))
    return told
