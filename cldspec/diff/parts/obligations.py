"""Changes of when a data item must be filled in, and of the severity of a blank."""

from collections.abc import Iterator, Mapping

from cldspec.diff.changes import Change
from cldspec.diff.directed_kinds import directed_kind
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.words import sides
from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.expression import parse
from cldspec.rules.targets.english import english

OBLIGATION_FIELDS = ("required_when", "if_blank", "obligation")
"""The fields that say when an item must be filled in."""
_SEVERITIES = {"error": "an error", "warning": "a warning", None: "allowed"}


def obligation_change(item: DataItem, by_field: Mapping[str, Fact], context: Context) -> Iterator[Change]:
    """Yield the change of an item's obligation, if there is one, from the facts about its fields."""
    facts = [by_field[field] for field in OBLIGATION_FIELDS if field in by_field]
    if not facts:
        return
    part, name = f"item/{item.id}", item.title
    before, after = sides(facts)
    if [fact.path[2] for fact in facts] == ["obligation"]:
        sentence = f"{_sentence(facts[0], context)} Blanks are treated as before."
        yield change("print-changed", part, name, sentence, at=item, key="obligation", before=before, after=after, items=[item.id])
        return
    direction, submitters, consumers = context.judge.effects_of_rules(context.existing_rules([f"{item.id}.required"]))
    yield change(
        directed_kind("obligation", direction),
        part,
        name,
        " ".join(_sentence(fact, context) for fact in facts),
        at=item,
        key=facts[0].path[2],
        before=before,
        after=after,
        items=[item.id],
        effects=(submitters, consumers),
        direction=direction,
    )


def _sentence(fact: Fact, context: Context) -> str:
    match fact.path[2]:
        case "required_when":
            old, new = _required(fact.before, context.old), _required(fact.after, context.new)
            if old == new:
                return "The condition under which it is required is written differently."
            return f"It is {f'now {new}' if new else 'no longer required'}. Before, it was {old or 'not required'}."
        case "if_blank":
            return f"A blank there is now {_SEVERITIES[fact.after]}. It was {_SEVERITIES[fact.before]}."
        case _:
            return f"The template now calls it {fact.after}. It was {fact.before}."


def _required(condition: str | None, version: Specification) -> str:
    """Return when an item is required, as part of a sentence; an empty text if it never is."""
    if condition is None:
        return ""
    if condition.strip() == ALWAYS:
        return "required wherever its section applies"
    return f"required where {english(parse(condition), version)}"
