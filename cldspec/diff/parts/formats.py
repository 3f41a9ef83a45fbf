"""Changes of formats: the named patterns that texts must match."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.directed_kinds import directed_kind
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import as_text, sides
from cldspec.model import Format

_WORDS = {"if_not_met": "severity of a value without this format"}
"""What a notice calls the keys of a format whose names say too little."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of formats."""
    for format_id, own in by_entry(facts).items():
        if not format_id:
            continue  # nobody sees the order of the formats
        part = f"format/{format_id}"
        items = list(dict.fromkeys(item.id for version in (context.new, context.old) for item in version.items if item.format == format_id))
        if is_whole_entry(own):
            named: Format = own[0].after or own[0].before
            is_added = own[0].what == "added"
            sentence = f"The format {'is new' if is_added else 'has been removed'}."
            yield change("format-added" if is_added else "format-removed", part, named.title, sentence, at=named, items=items)
            continue
        named = context.new.format_by_id[format_id]
        rule_facts = [fact for fact in own if fact.path[2] in {"pattern", "check_digit", "if_not_met"}]
        if rule_facts:
            direction, submitters, consumers = context.judge.effects_of_rules(context.readable_rules(items))
            before, after = sides(rule_facts, missing="none")
            yield change(
                directed_kind("item-format", direction),
                part,
                named.title,
                " ".join(map(_sentence, rule_facts)),
                at=named,
                key=rule_facts[0].path[2],
                before=before,
                after=after,
                items=items,
                effects=(submitters, consumers),
                direction=direction,
            )
        yield from text_changes([fact for fact in own if fact not in rule_facts], part, named.title, named, items=items)


def _sentence(fact: Fact) -> str:
    words = _WORDS.get(fact.path[2], fact.path[2].replace("_", " "))
    before, after = (text and text.replace("_", " ") for text in (as_text(fact.before), as_text(fact.after)))
    if before is None:
        return f"There is now a {words}: {after}."
    if after is None:
        return f"There is no longer a {words}. It was {before}."
    return f"The {words} is now {after}. It was {before}."
