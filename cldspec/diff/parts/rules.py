"""Changes of rules."""

from collections.abc import Iterator, Mapping, Sequence

from cldspec.diff.changes import Change, Direction
from cldspec.diff.directed_kinds import directed_kind
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry, order_change
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import as_text, have, sides
from cldspec.model import RuleEntry
from cldspec.rules.all_rules import Rule
from cldspec.rules.targets.sentences import sentence
from cldspec.wording import joined

CONDITION_FIELDS = {"when", "expect", "unique", "same_on_every_row_of", "items"}
"""The fields that say what a rule requires, and which items its findings are about."""
TEXT_FIELDS = {"title", "message", "note", "subject"}
"""The fields that only people read."""
_SEVERITIES = {"information": "reported for information", "warning": "a warning", "error": "an error"}
"""What a breach of a rule is, by its severity, lowest first."""
_DIRECTIONS: Mapping[tuple[bool, bool], Direction] = {
    (True, True): "both",
    (True, False): "tightened",
    (False, True): "loosened",
    (False, False): "equivalent",
}
"""The direction of a change of severity, by whether it breaks submitters and consumers."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of rules."""
    for rule_id, own in by_entry(facts).items():
        if not rule_id:
            yield order_change(own[0], "rules", context)
        elif is_whole_entry(own):
            yield _whole_rule(own[0], context)
        else:
            yield from _changed(rule_id, own, context)


def _whole_rule(fact: Fact, context: Context) -> Change:
    entry: RuleEntry = fact.after or fact.before
    is_added = fact.what == "added"
    _, submitters, consumers = context.judge.effects_of_rules([entry.id])
    version, rules = (context.new, context.judge.new_rules) if is_added else (context.old, context.judge.old_rules)
    requires = sentence(rules[entry.id], version)
    words = f"The rule is new, and a breach is {_SEVERITIES[entry.severity]}." if is_added else "The rule has been removed. It was:"
    return change(
        "rule-added" if is_added else "rule-removed",
        f"rule/{entry.id}",
        f"{entry.id} {rules[entry.id].title}",
        f"{words} {requires}",
        at=entry,
        before=None if is_added else requires,
        after=requires if is_added else None,
        items=entry.items,
        effects=(submitters, consumers),
    )


def _changed(rule_id: str, facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    before, after = context.judge.old_rules[rule_id], context.judge.new_rules[rule_id]
    entry = after.entry
    assert entry  # noqa: S101 - only rules with an entry of their own have facts
    part, name = f"rule/{rule_id}", f"{rule_id} {after.title}"
    fields = {fact.path[2]: fact for fact in facts}
    if fields.keys() & {*CONDITION_FIELDS, "severity"}:
        direction, submitters, consumers = context.judge.effects_of_rules([rule_id])
        effects = submitters, consumers
        if fields.keys() & CONDITION_FIELDS:
            old, new = sentence(before, context.old), sentence(after, context.new)
            yield change(
                directed_kind("rule", direction),
                part,
                name,
                f"{new} Before: {old}" if old != new else "It is written differently, or its findings are about other items.",
                at=entry,
                key=next(name for name in fields if name in CONDITION_FIELDS),
                before=_conditions(before),
                after=_conditions(after),
                items=entry.items,
                effects=effects,
                direction=direction,
            )
        if "severity" in fields:
            severities = list(_SEVERITIES)
            is_raised = severities.index(after.severity) > severities.index(before.severity)
            yield change(
                "severity-raised" if is_raised else "severity-lowered",
                part,
                name,
                f"A breach is now {_SEVERITIES[after.severity]}. It was {_SEVERITIES[before.severity]}.",
                at=entry,
                key="severity",
                before=before.severity,
                after=after.severity,
                items=entry.items,
                effects=effects,
                direction=_DIRECTIONS[submitters.verdict == "breaking", consumers.verdict == "breaking"],
            )
    texts = [fact for fact in facts if fact.path[2] in TEXT_FIELDS]
    if texts:
        names = [fact.path[2] for fact in texts]
        words = f"The {joined(names)} {have(names)} changed."
        old_text, new_text = sides(texts, "\n", "none")
        yield change("rule-text-changed", part, name, words, at=entry, before=old_text, after=new_text, items=entry.items)
    examples = [fact for fact in facts if fact.path[2] == "examples"]
    if examples:
        words = "The examples of rows that pass or break it have changed."
        old_text, new_text = sides(examples, missing="none")
        yield change("rule-examples-changed", part, name, words, at=entry, before=old_text, after=new_text, items=entry.items)
    rest = [fact for fact in facts if fact.path[2] not in {*CONDITION_FIELDS, *TEXT_FIELDS, "severity", "examples"}]
    yield from text_changes(rest, part, name, entry, items=entry.items)


def _conditions(rule: Rule) -> str:
    """Return what a rule requires, in the rule language."""
    entry = rule.entry
    assert entry  # noqa: S101 - as above
    fields = {
        "when": entry.when,
        "expect": entry.expect,
        "unique": entry.unique,
        "same_on_every_row_of": entry.same_on_every_row_of,
        "items": entry.items,
    }
    return "; ".join(f"{key}: {as_text(value)}" for key, value in fields.items() if value)
