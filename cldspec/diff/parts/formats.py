"""Changes of formats: the named patterns that texts must match."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.facts import Fact
from cldspec.diff.kinds import directed
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import WHOLE_ENTRY, by_entry
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import as_text
from cldspec.model import Format


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of named forms of text."""
    for format_id, own in by_entry(facts).items():
        if not format_id:
            continue  # nobody sees their order
        part = f"format/{format_id}"
        items = list(dict.fromkeys(item.id for version in (context.new, context.old) for item in version.items if item.format == format_id))
        if len(own[0].path) == WHOLE_ENTRY:
            named: Format = own[0].after or own[0].before
            added = own[0].what == "added"
            words = f"The form {named.title} is {'new' if added else 'gone'}."
            yield change("format-added" if added else "format-removed", part, named.title, words, at=named, items=items)
            continue
        named = context.new.format_by_id[format_id]
        asked = [fact for fact in own if fact.path[2] in {"pattern", "check_digit"}]
        if asked:
            way, submitters, consumers = context.judge.effects_of_rules(context.readable_rules(items))
            said = " ".join(f"The {one.path[2].replace('_', ' ')} is {_form(one.after)}; it was {_form(one.before)}." for one in asked)
            yield change(
                directed("item-format", way),
                part,
                named.title,
                said,
                at=named,
                key=asked[0].path[2],
                before="; ".join(str(as_text(fact.before)) for fact in asked),
                after="; ".join(str(as_text(fact.after)) for fact in asked),
                items=items,
                effects=(submitters, consumers),
                direction=way,
            )
        yield from text_changes([fact for fact in own if fact not in asked], part, named.title, named, items=items)


def _form(value: str | None) -> str:
    return (as_text(value) or "none").replace("_", " ")
