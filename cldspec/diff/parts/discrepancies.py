"""Changes of the recorded discrepancies between the sources."""

from collections.abc import Iterator, Mapping, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry, order_change
from cldspec.diff.parts.words import as_text
from cldspec.model import Discrepancy
from cldspec.wording import joined, number

_STANDING = ("weight", "status", "owner")
"""The fields that say what hangs on a discrepancy, whether it is settled, and by whom."""
_FEWEST = 3
"""The fewest discrepancies that are summed up if nothing else about them has changed."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of discrepancies."""
    by_id = {discrepancy.id: discrepancy for discrepancy in context.new.discrepancies}
    entries = by_entry(facts)
    graded = [name for name, own in entries.items() if name and not is_whole_entry(own) and all(fact.path[2] in _STANDING for fact in own)]
    graded = graded if len(graded) >= _FEWEST else []
    if graded:
        yield _graded({name: entries[name] for name in graded}, context)
    for name, own in entries.items():
        if name in graded:
            continue
        if not name:
            yield order_change(own[0], "discrepancies", context)
        elif is_whole_entry(own):
            yield _whole_discrepancy(own[0])
        else:
            entry = by_id[name]
            fields = joined(list(dict.fromkeys(fact.path[2] for fact in own))).replace("_", " ")
            yield change(
                "discrepancy-changed",
                f"discrepancy/{name}",
                f"{entry.id} {entry.title}",
                f"Its record has changed ({fields}).",
                at=entry,
                before="\n".join(as_text(fact.before) or "" for fact in own),
                after="\n".join(as_text(fact.after) or "" for fact in own),
            )


def _graded(entries: Mapping[str, Sequence[Fact]], context: Context) -> Change:
    """Return one change for all discrepancies whose weight, status or owner is all that has changed."""
    return change(
        "discrepancy-changed",
        "specification/discrepancies",
        "The register of discrepancies",
        f"The weight, status or owner of {number(len(entries))} discrepancies has changed.",
        at=context.new,
        before=_lines({name: [fact.before for fact in own] for name, own in entries.items()}),
        after=_lines({name: [fact.after for fact in own] for name, own in entries.items()}),
    )


def _lines(values: Mapping[str, Sequence[str | None]]) -> str | None:
    return "\n".join(f"{name}: {joined(known)}" for name, own in values.items() if (known := [value for value in own if value])) or None


def _whole_discrepancy(fact: Fact) -> Change:
    entry: Discrepancy = fact.after or fact.before
    is_added = fact.what == "added"
    what = "has been recorded" if is_added else "is settled"
    return change(
        "discrepancy-added" if is_added else "discrepancy-settled",
        f"discrepancy/{entry.id}",
        f"{entry.id} {entry.title}",
        f"This discrepancy between the sources {what}.",
        at=entry,
        before=fact.before,
        after=fact.after,
        items=entry.concerns,
    )
