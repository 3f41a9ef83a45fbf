"""Changes of calculations."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import BREAKS_NOBODY, Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry, order_change
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import as_text, field_sentence, have, sides
from cldspec.model import Calculation
from cldspec.wording import joined

_RESULT_FIELDS = {"cases": "formula", "type": "type", "scale": "number of decimal places", "submitted": "place in the return"}
"""The fields of a calculation that its result depends on, and what they are called."""
_CASE_KEY = 4
"""The step of a fact's path that names a key of a case: calculations/ID/cases/INDEX/KEY."""
_VALUE = 5
"""The least length of a fact's path if it is about one multiplier: calculations/ID/multipliers/values/VALUE."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of calculations."""
    by_id = {calculation.id: calculation for calculation in context.new.calculations}
    for name, own in by_entry(facts).items():
        if not name:
            yield order_change(own[0], "calculations", context)
        elif is_whole_entry(own):
            yield _whole_calculation(own[0])
        else:
            yield from _changed(by_id[name], own)


def _whole_calculation(fact: Fact) -> Change:
    calculation: Calculation = fact.after or fact.before
    part, title = f"calculation/{calculation.id}", calculation.title
    if fact.what == "added":
        return change("calculation-added", part, title, "The calculation is new.", at=calculation)
    consumers = Effect("breaking", "by definition", f"The specification no longer says how to calculate {title}.")
    sentence = "The calculation has been removed."
    return change("calculation-removed", part, title, sentence, at=calculation, effects=(BREAKS_NOBODY, consumers))


def _changed(calculation: Calculation, facts: Sequence[Fact]) -> Iterator[Change]:
    part, title = f"calculation/{calculation.id}", calculation.title
    consumers = Effect("breaking", "by definition", f"Results of {title} before and after the change cannot be compared.")
    of_cases = [fact for fact in facts if fact.path[2] == "cases"]
    reworded = of_cases if all(fact.path[-1] == "not_applicable" and fact.what == "changed" for fact in of_cases) else []
    result_facts = [fact for fact in facts if fact.path[2] in _RESULT_FIELDS and fact not in reworded]
    if result_facts:
        fields = [_RESULT_FIELDS[name] for name in dict.fromkeys(fact.path[2] for fact in result_facts)]
        before, after = sides(result_facts, missing="none")
        yield change(
            "calculation-changed",
            part,
            title,
            f"The {joined(fields)} {have(fields)} changed, so that the result is different.",
            at=calculation,
            key=result_facts[0].path[2],
            before=before,
            after=after,
            effects=(Effect("not breaking", "by definition", "Returns are not validated against calculations."), consumers),
        )
    for fact in facts:
        if fact.path[2] == "multipliers":
            yield _multiplier_change(calculation, fact, consumers)
    yield from text_changes(reworded, part, title, calculation, depth=_CASE_KEY)
    rest = [fact for fact in facts if fact not in [*result_facts, *reworded] and fact.path[2] != "multipliers"]
    yield from text_changes(rest, part, title, calculation)


def _multiplier_change(calculation: Calculation, fact: Fact, consumers: Effect) -> Change:
    is_note = fact.path[-1] in {"sources", "note"}
    old, new = (getattr(value, "multiplier", value) for value in (fact.before, fact.after))
    before, after = as_text(old), as_text(new)
    name = f"“{fact.path[4]}”" if len(fact.path) >= _VALUE else ""
    if is_note:
        sentence = field_sentence(fact, f"What is noted about the multiplier for {name}" if name else "What is noted about the multipliers")
    elif not name:
        sentence = field_sentence(fact, "The item of the multipliers")
    elif before is None:
        sentence = f"There is a new multiplier for {name}: {after}."
    elif after is None:
        sentence = f"The multiplier for {name} has been removed. It was {before}."
    else:
        sentence = f"The multiplier for {name} is now {after}. It was {before}."
    return change(
        "sources-changed" if is_note else "multiplier-changed",
        f"calculation/{calculation.id}",
        calculation.title,
        sentence,
        at=calculation,
        key="multipliers",
        before=before,
        after=after,
        effects=(BREAKS_NOBODY, BREAKS_NOBODY if is_note else consumers),
    )
