"""Changes of the recorded discrepancies between the sources."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import WHOLE_ENTRY, by_entry, order_change
from cldspec.diff.parts.words import as_text
from cldspec.model import Discrepancy


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield what changed in what is recorded of disagreements of the sources."""
    known = {one.id: one for one in context.new.discrepancies}
    for name, own in by_entry(facts).items():
        if not name:
            yield order_change(own[0], "The order of the discrepancies", context)
            continue
        part = f"discrepancy/{name}"
        if len(own[0].path) == WHOLE_ENTRY:
            entry: Discrepancy = own[0].after or own[0].before
            added = own[0].what == "added"
            words = (
                f"A disagreement of the sources is recorded: {entry.title}."
                if added
                else f"A disagreement of the sources is settled: {entry.title}."
            )
            kind = "discrepancy-added" if added else "discrepancy-settled"
            yield change(
                kind, part, f"{entry.id} {entry.title}", words, at=entry, before=own[0].before, after=own[0].after, items=entry.concerns
            )
            continue
        entry = known[name]
        fields = " and ".join(dict.fromkeys(fact.path[2] for fact in own))
        yield change(
            "discrepancy-changed",
            part,
            f"{entry.id} {entry.title}",
            f"What is recorded of it reads otherwise ({fields}).",
            at=entry,
            before="\n".join(str(as_text(fact.before) or "") for fact in own),
            after="\n".join(str(as_text(fact.after) or "") for fact in own),
        )
