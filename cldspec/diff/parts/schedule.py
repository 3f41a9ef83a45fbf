"""Changes of the schedule."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change, Effect
from cldspec.diff.combined import functions_that_differ
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import WHOLE_ENTRY
from cldspec.diff.parts.words import field_sentence, sides
from cldspec.rules.all_rules import Row
from cldspec.rules.expression import Call, values_in

_RETURN_FIELDS = {"frequency", "year_starts", "cumulative", "overlap"}
"""The fields that decide which period a return covers, and which rows belong in it."""
_NO_EXAMPLE = " No rule on rows depends on it, so there is no example."


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of the schedule."""
    return_facts = [fact for fact in facts if len(fact.path) == WHOLE_ENTRY and fact.path[1] in _RETURN_FIELDS]
    if return_facts:
        yield _return_change(return_facts, context)
    for fact in facts:
        if fact not in return_facts:
            sentence = "The order of its entries has changed." if fact.what == "reordered" else field_sentence(fact, _called(fact))
            yield change(
                "statement-changed",
                "specification/schedule",
                "The schedule",
                sentence,
                at=context.new.schedule,
                before=fact.before,
                after=fact.after,
            )


def _return_change(facts: Sequence[Fact], context: Context) -> Change:
    rules = _rules_that_differ(context)
    submitters, consumers = (context.judge.can_break(side, rules).witness for side in ("submitters", "consumers"))
    reason = "A return by the old schedule covers another period than a return by the new one, or has other rows."
    before, after = sides(facts)
    return change(
        "schedule-changed",
        "specification/schedule",
        "The schedule",
        " ".join(map(_sentence, facts)),
        at=context.new.schedule,
        key=facts[0].path[1],
        before=before,
        after=after,
        effects=(
            Effect("breaking", "by definition", f"{reason}{'' if submitters else _NO_EXAMPLE}", submitters),
            Effect("breaking", "by definition", "Returns now cover other periods, or have other rows.", consumers),
        ),
    )


def _sentence(fact: Fact) -> str:
    match fact.path[1]:
        case "frequency":
            return f"Returns are now {fact.after}. They were {fact.before}."
        case "year_starts":
            return f"The reporting year now starts on {fact.after} (month-day). It started on {fact.before}."
        case "cumulative":
            return "Each return now covers the year so far." if fact.after else "A return no longer covers the year so far."
        case _:
            rows = "what started, ended or was open in its period"
            return f"A return now contains {rows}." if fact.after else f"A return no longer contains {rows}."


def _called(fact: Fact) -> str:
    if "statements" in fact.path:
        return "A statement about the schedule"
    return "A date of the schedule" if "milestones" in fact.path else "The source of the schedule"


def _rules_that_differ(context: Context) -> list[str]:
    """Return the errors on single rows that depend on what has changed in the schedule."""
    functions = functions_that_differ(context.old, context.new)
    names: list[str] = []
    for rules in (context.judge.new_rules, context.judge.old_rules):
        for rule in rules.values():
            conditions = (rule.test.when, rule.test.expect) if isinstance(rule.test, Row) and rule.severity == "error" else ()
            values = [value for condition in conditions for value in values_in(condition)]
            if any(isinstance(value, Call) and value.name in functions for value in values):
                names.append(rule.id)
    return names
