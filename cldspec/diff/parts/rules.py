"""Changes of rules."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change, Direction
from cldspec.diff.facts import Fact
from cldspec.diff.kinds import directed
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import WHOLE_ENTRY, by_entry
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import as_text, first_few
from cldspec.model import RuleEntry
from cldspec.rules.all_rules import Rule
from cldspec.rules.targets.sentences import sentence

ASKS = {"when", "expect", "unique", "same_on_every_row_of", "items"}
"""The fields that say what a rule asks, and whom a finding points to."""
TELLS = {"title", "message", "note", "subject"}
"""The fields that only people read."""
_SEVERITIES = {
    "error": "A new rule, an error if broken",
    "warning": "A new rule, queried if broken",
    "information": "A new rule, for information",
}
_BY_BREACH: dict[tuple[bool, bool], Direction] = {
    (True, True): "both",
    (True, False): "tightened",
    (False, True): "loosened",
    (False, False): "equivalent",
}
"""Which way a rule has moved whose severity changed, by whether it breaks those who submit, and those who read."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of rules that are written out."""
    for rule_id, own in by_entry(facts).items():
        if not rule_id:
            words = "The rules stand in another order."
            yield change(
                "specification-changed",
                "specification/rules",
                "The order of the rules",
                words,
                at=context.new.rules[0],
                before=own[0].before,
                after=own[0].after,
            )
        elif len(own[0].path) == WHOLE_ENTRY:
            yield _whole_rule(own[0], context)
        else:
            yield from _rule(rule_id, own, context)


def _whole_rule(fact: Fact, context: Context) -> Change:
    entry: RuleEntry = fact.after or fact.before
    added = fact.what == "added"
    _, *effects = context.judge.effects_of_rules([entry.id])
    version, rules = (context.new, context.judge.new_rules) if added else (context.old, context.judge.old_rules)
    asks = sentence(rules[entry.id], version)
    return change(
        "rule-added" if added else "rule-removed",
        f"rule/{entry.id}",
        f"{entry.id} {rules[entry.id].title}",
        f"{_SEVERITIES[entry.severity] if added else 'Not asked any more'}: {asks}",
        at=entry,
        before=None if added else asks,
        after=asks if added else None,
        items=entry.items,
        effects=(effects[0], effects[1]),
    )


def _rule(rule_id: str, facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    before, after = context.judge.old_rules[rule_id], context.judge.new_rules[rule_id]
    entry = after.entry
    assert entry  # noqa: S101 - only rules that are written out have facts of their own
    part, name = f"rule/{rule_id}", f"{rule_id} {after.title}"
    fields = {fact.path[2]: fact for fact in facts}
    effects = context.judge.effects_of_rules([rule_id]) if fields.keys() & {*ASKS, "severity"} else None
    if effects and fields.keys() & ASKS:
        way, submitters, consumers = effects
        old, new = sentence(before, context.old), sentence(after, context.new)
        yield change(
            directed("rule", way),
            part,
            name,
            f"{new} It was: {old}" if old != new else "It is written otherwise, or points to other items.",
            at=entry,
            key=next(iter(fields.keys() & ASKS)),
            before=_asks(before),
            after=_asks(after),
            items=entry.items,
            effects=(submitters, consumers),
            direction=way,
        )
    if effects and "severity" in fields:
        grave = ("information", "warning", "error")
        raised = grave.index(after.severity) > grave.index(before.severity)
        yield change(
            "severity-raised" if raised else "severity-lowered",
            part,
            name,
            f"A breach is {_a(after.severity)} now; it was {_a(before.severity)}.",
            at=entry,
            key="severity",
            before=before.severity,
            after=after.severity,
            items=entry.items,
            effects=effects[1:],
            direction=_BY_BREACH[effects[1].verdict == "breaking", effects[2].verdict == "breaking"],
        )
    told = [fact for fact in facts if fact.path[2] in TELLS]
    if told:
        old_words, new_words = ("\n".join(str(as_text(getattr(fact, side))) for fact in told) for side in ("before", "after"))
        words = first_few([fact.path[2] for fact in told])
        yield change(
            "rule-text-changed", part, name, f"Its {words} reads otherwise.", at=entry, before=old_words, after=new_words, items=entry.items
        )
    examples = [fact for fact in facts if fact.path[2] == "examples"]
    if examples:
        old_rows, new_rows = ("; ".join(str(as_text(getattr(fact, side)) or "none") for fact in examples) for side in ("before", "after"))
        sentence_ = "It has other examples of what keeps or breaks it."
        yield change("rule-examples-changed", part, name, sentence_, at=entry, before=old_rows, after=new_rows, items=entry.items)
    rest = [fact for fact in facts if fact.path[2] not in {*ASKS, *TELLS, "severity", "examples"}]
    yield from text_changes(rest, part, name, entry, items=entry.items)


def _a(severity: str) -> str:
    return f"an {severity}" if severity[0] in "ei" else f"a {severity}"


def _asks(rule: Rule) -> str:
    """Return what a rule asks, in the rule language."""
    entry = rule.entry
    assert entry  # noqa: S101 - as above
    said = {"when": entry.when, "expect": entry.expect, "unique": entry.unique, "same_on_every_row_of": entry.same_on_every_row_of}
    return "; ".join(f"{key}: {as_text(value)}" for key, value in {**said, "items": entry.items}.items() if value)
