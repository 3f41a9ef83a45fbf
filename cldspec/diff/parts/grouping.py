"""Facts grouped by the entry that they are about."""

from collections.abc import Sequence

from cldspec.diff.changes import Change
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change

WHOLE_ENTRY = 2
"""The length of a fact's path if it is about a whole entry of a part, such as rules/LOAN-01."""


def by_entry(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Return facts by the entry that they are about; those about the order of the entries under an empty name."""
    entries: dict[str, list[Fact]] = {}
    for fact in facts:
        entries.setdefault(fact.path[1] if len(fact.path) > 1 else "", []).append(fact)
    return entries


def is_whole_entry(facts: Sequence[Fact]) -> bool:
    """Say whether the facts about an entry are that it was added or removed."""
    return len(facts[0].path) == WHOLE_ENTRY


def order_change(fact: Fact, entries: str, context: Context) -> Change:
    """Return the change of the order of a part's entries, such as "rules"."""
    return change(
        "specification-changed",
        f"specification/{fact.path[0]}",
        f"The order of the {entries}",
        f"The order of the {entries} has changed.",
        at=context.new,
        before=fact.before,
        after=fact.after,
    )
