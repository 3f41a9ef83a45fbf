"""Changes of calculations."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import NOBODY, Context, change
from cldspec.diff.parts.grouping import WHOLE_ENTRY, by_entry, order_change
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import as_text, field_sentence
from cldspec.model import Calculation

_RESULT = {"cases", "type", "scale", "submitted"}
"""The fields of a calculation that decide what it gives."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of calculations."""
    known = {one.id: one for one in context.new.calculations}
    for name, own in by_entry(facts).items():
        if not name:
            yield order_change(own[0], "The order of the calculations", context)
            continue
        part = f"calculation/{name}"
        if len(own[0].path) == WHOLE_ENTRY:
            yield _whole_calculation(own[0], part)
            continue
        calculation = known[name]
        asked = [fact for fact in own if fact.path[2] in _RESULT]
        broken = Effect("breaking", "by definition", f"Figures of {calculation.title} before and after do not compare.")
        if asked:
            fields = " and ".join(dict.fromkeys(fact.path[2] for fact in asked))
            yield change(
                "calculation-changed",
                part,
                calculation.title,
                f"Its {fields} {'are' if len(asked) > 1 or fields == 'cases' else 'is'} otherwise: it gives another result.",
                at=calculation,
                key=asked[0].path[2],
                before="; ".join(str(as_text(fact.before)) for fact in asked),
                after="; ".join(str(as_text(fact.after)) for fact in asked),
                effects=(Effect("not breaking", "by definition", "Returns are not held to a calculation."), broken),
            )
        for fact in own:
            if fact.path[2] == "multipliers":
                value = fact.path[4] if len(fact.path) > 4 else "the item or its sources"  # noqa: PLR2004 - multipliers/values/VALUE
                decides = fact.path[-1] not in {"sources", "note"}
                before, after = (getattr(one, "multiplier", one) for one in (fact.before, fact.after))
                yield change(
                    "multiplier-changed" if decides else "sources-changed",
                    part,
                    calculation.title,
                    f"The factor of “{value}” is {as_text(after) or 'gone'}; it was {as_text(before) or 'none'}."
                    if decides
                    else field_sentence(fact, f"What is noted of the factor of “{value}”"),
                    at=calculation,
                    key="multipliers",
                    before=before,
                    after=after,
                    effects=(NOBODY, broken) if decides else (NOBODY, NOBODY),
                )
        rest = [fact for fact in own if fact not in asked and fact.path[2] != "multipliers"]
        yield from text_changes(rest, part, calculation.title, calculation)


def _whole_calculation(fact: Fact, part: str) -> Change:
    calculation: Calculation = fact.after or fact.before
    if fact.what == "added":
        return change("calculation-added", part, calculation.title, f"The calculation {calculation.title} is new.", at=calculation)
    gone = Effect("breaking", "by definition", f"Nothing says any more how {calculation.title} is worked out.")
    words = f"The calculation {calculation.title} is gone."
    return change("calculation-removed", part, calculation.title, words, at=calculation, effects=(NOBODY, gone))
