"""The comparison of two versions: facts are found, judged and put into words, part by part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from cldspec.diff.changes import Change, Comparison
from cldspec.diff.facts import Fact, differences
from cldspec.diff.judge import Judge
from cldspec.diff.parts import (
    annexes,
    calculations,
    code_lists,
    derivations,
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
from cldspec.model import ItemCounts, Specification
from cldspec.versions.ancestry import versions_between
from cldspec.versions.catalogue import sort_key

PARTS: Mapping[str, Callable[[Sequence[Fact], Context], Iterator[Change]]] = {
    "code_lists": code_lists.changes,
    "sections": sections.changes,
    "rules": rules.changes,
    "tables": tables.changes,
    "formats": formats.changes,
    "calculations": calculations.changes,
    "derivations": derivations.changes,
    "parameters": derivations.changes_of_parameters,
    "rankings": derivations.changes_of_rankings,
    "mappings": derivations.changes_of_mappings,
    "record": annexes.changes_of_record,
    "schedule": schedule.changes,
    "guidance": guidance.changes,
    "discrepancies": discrepancies.changes,
}
"""The parts of a specification, besides items, that have kinds of change of their own, in the order of a comparison."""
_MOVE_REFERENCES = {"item-added", "item-removed", "item-renamed"}
"""The kinds of change from which changes of references to the item follow."""
_MOVE_COUNTS = {"item-added", "item-removed", "print-changed", "obligation-tightened", "obligation-loosened", "obligation-changed"}
"""The kinds of change from which changes of the stated numbers of items follow."""


def compare(old: Specification, new: Specification, between: Sequence[Specification] = ()) -> Comparison:
    """Return all changes between two versions. Renames are followed through the versions `between`, oldest first."""
    renames = declared_renames(old, new, between)
    judge = Judge(old, new, renames)
    context = Context(judge, renames)
    facts = differences(_with_counts(judge.old, new), _with_counts(in_new_names(new, renames.respellings()), old), renames)
    item_changes = list(items.changes([fact for fact in facts if fact.path[0] == "items"], context))
    other_facts = [fact for fact in facts if fact.path[0] != "items"]
    consequences = list(_consequences(other_facts, item_changes))
    changes = _with_consequences(item_changes, consequences)
    other_facts = [fact for fact in other_facts if fact not in consequences]
    for part, changes_of_part in PARTS.items():
        changes += changes_of_part([fact for fact in other_facts if fact.path[0] == part], context)
    changes += annexes.changes([fact for fact in other_facts if fact.path[0] not in PARTS], context)
    changes.sort(key=lambda change: change.kind != "version-changed")  # it comes first
    missing = set(versions_between(old, new)) - {version.version for version in between}
    return Comparison(old, new, tuple(changes), renames, missing_versions=tuple(sorted(missing, key=sort_key)))


def _with_counts(version: Specification, other: Specification) -> Specification:
    """Return a version with the numbers of its items, counted, if only the other version states them."""
    if version.item_counts or not other.item_counts:
        return version
    mandatory, voluntary = version.counts["mandatory"], version.counts["voluntary"]
    return replace(version, item_counts=ItemCounts(mandatory=mandatory, voluntary=voluntary, sources=other.item_counts.sources))


def _consequences(facts: Sequence[Fact], changes: Sequence[Change]) -> Iterator[Fact]:
    """Yield the facts that only follow from changes of items: stated numbers of items, and references to just these items."""
    moved = {name for change in changes if change.kind in _MOVE_REFERENCES for name in (*change.items, change.before, change.after)}
    are_counts_moved = any(change.kind in _MOVE_COUNTS for change in changes)
    for fact in facts:
        is_count = are_counts_moved and fact.path[0] == "item_counts" and fact.path[-1] != "sources"
        before, after = (value or () for value in (fact.before, fact.after))
        is_reference = fact.path[-1] in {"items", "concerns"} and isinstance(before, tuple) and isinstance(after, tuple)
        difference = {*before} ^ {*after} if is_reference else set()
        if is_count or (difference and difference <= moved):
            yield fact


def _with_consequences(changes: Sequence[Change], consequences: Sequence[Fact]) -> list[Change]:
    """Return changes that name their consequences."""
    result: list[Change] = []
    for change in changes:
        names = {*change.items, change.before, change.after}
        also = [" ".join(fact.path) for fact in consequences if _follows(fact, change, names)]
        result.append(replace(change, also=(*change.also, *also)))
    return result


def _follows(fact: Fact, change: Change, names: set[str | None]) -> bool:
    if fact.path[0] == "item_counts":
        return change.kind in _MOVE_COUNTS
    return change.kind in _MOVE_REFERENCES and bool(names & {*(fact.before or ()), *(fact.after or ())})
