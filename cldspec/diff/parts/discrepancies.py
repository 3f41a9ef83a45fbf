"""Changes of the recorded discrepancies between the sources."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry, order_change
from cldspec.diff.parts.words import as_text
from cldspec.model import Discrepancy
from cldspec.wording import joined


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of discrepancies."""
    by_id = {discrepancy.id: discrepancy for discrepancy in context.new.discrepancies}
    for name, own in by_entry(facts).items():
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
