"""Changes of the schedule."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change, Effect
from cldspec.diff.combined import functions_that_differ
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import WHOLE_ENTRY
from cldspec.diff.parts.words import as_text, field_sentence
from cldspec.rules.all_rules import Row
from cldspec.rules.expression import Call, values_in

_NO_RULE = " No rule about rows shows it, so that there is no example."
_WHEN_DUE = {"frequency", "year_starts", "cumulative", "overlap"}
"""The fields of the schedule that decide what a return is."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of the schedule."""
    schedule = context.new.schedule
    asked = [fact for fact in facts if len(fact.path) == WHOLE_ENTRY and fact.path[1] in _WHEN_DUE]
    if asked:
        dated = list(_dated(context))
        answers = [context.judge.can_break("submitters", dated), context.judge.can_break("consumers", dated)]
        shown_by = [one.witness for one in answers]
        reason = "A return by the old schedule is not one by the new: it is for another period, or holds other rows."
        words = [
            f"The {fact.path[1].replace('_', ' ')} is {as_text(fact.after)}; it was {as_text(fact.before)}."
            for fact in asked
        ]  # fmt: skip
        yield change(
            "schedule-changed",
            "specification/schedule",
            "The schedule",
            " ".join(words),
            at=schedule,
            key=asked[0].path[1],
            before="; ".join(str(as_text(fact.before)) for fact in asked),
            after="; ".join(str(as_text(fact.after)) for fact in asked),
            effects=(
                Effect("breaking", "by definition", f"{reason}{'' if shown_by[0] else _NO_RULE}", shown_by[0]),
                Effect("breaking", "by definition", "Returns come for other periods, or hold other rows.", shown_by[1]),
            ),
        )
    for fact in facts:
        if fact not in asked:
            what = (
                "A statement on the schedule"
                if "statements" in fact.path
                else "A date of the schedule"
                if "milestones" in fact.path
                else "Its source"
            )
            yield change(
                "statement-changed",
                "specification/schedule",
                "The schedule",
                "Its entries stand in another order." if fact.what == "reordered" else field_sentence(fact, what),
                at=schedule,
                before=fact.before,
                after=fact.after,
            )


def _dated(context: Context) -> Iterator[str]:
    """Yield the rules, errors if broken, that ask the schedule what it says otherwise now."""
    unlike = functions_that_differ(context.old, context.new)
    for rules in (context.judge.new_rules, context.judge.old_rules):
        for rule in rules.values():
            conditions = (rule.test.when, rule.test.expect) if isinstance(rule.test, Row) and rule.severity == "error" else ()
            values = [value for condition in conditions for value in values_in(condition)]
            if any(isinstance(value, Call) and value.name in unlike for value in values):
                yield rule.id
