"""Changes of sections: which there are, and the rows that they apply to."""

from collections.abc import Iterable, Iterator, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.facts import Fact
from cldspec.diff.kinds import directed
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import WHOLE_ENTRY, by_entry
from cldspec.diff.parts.texts import text_changes
from cldspec.model import ALWAYS, Section, Specification
from cldspec.rules.expression import parse
from cldspec.rules.targets.english import english

_SECTION_ASKS = {
    "applies_when": "It applies to: ",
    "same_on_every_row_of": "Rows must agree in it that agree in: ",
    "if_not_same": "Rows that do not agree are: ",
}
"""The fields that say what a section asks, and how a sentence about each begins."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of sections."""
    for section_id, own in by_entry(facts).items():
        if not section_id:
            yield change(
                "sections-reordered",
                "specification/sections",
                "The order of the sections",
                "The sections stand in another order.",
                at=context.new.sections[0],
                before=own[0].before,
                after=own[0].after,
            )
            continue
        if len(own[0].path) == WHOLE_ENTRY:
            section: Section = own[0].after or own[0].before
            kind = "section-added" if own[0].what == "added" else "section-removed"
            words = f"The section {section.title} is {'new' if own[0].what == 'added' else 'gone'}."
            yield change(kind, f"section/{section.id}", section.title, words, at=section)
            continue
        section = context.new.section_by_id[section_id]
        items = [item.id for item in context.new.items_of(section)]
        by_field = {fact.path[2]: fact for fact in own}
        if "applies_when" in by_field:
            yield _asked([by_field["applies_when"]], section, context, base="applicability", kinds=("applies", "required"))
        same = [by_field[field] for field in ("same_on_every_row_of", "if_not_same") if field in by_field]
        if same:
            yield _asked(same, section, context, base="sameness", kinds=("same",))
        rest = [fact for fact in own if fact.path[2] not in _SECTION_ASKS]
        yield from text_changes(rest, f"section/{section.id}", section.title, section, items=items)


def _asked(facts: Sequence[Fact], section: Section, context: Context, *, base: str, kinds: Iterable[str]) -> Change:
    items = [item.id for item in context.new.items_of(section)]
    way, submitters, consumers = context.judge.effects_of_rules(context.rules_named(f"{item}.{kind}" for kind in kinds for item in items))
    sentences = [
        f"{_SECTION_ASKS[fact.path[2]]}{_condition(fact, fact.after, context.new)}; before: {_condition(fact, fact.before, context.old)}."
        for fact in facts
    ]
    return change(
        directed(base, way),
        f"section/{section.id}",
        section.title,
        " ".join(sentences),
        at=section,
        key=facts[0].path[2],
        before="; ".join(str(fact.before) for fact in facts if fact.before) or None,
        after="; ".join(str(fact.after) for fact in facts if fact.after) or None,
        items=items,
        effects=(submitters, consumers),
        direction=way,
    )


def _condition(fact: Fact, value: str | None, version: Specification) -> str:
    if fact.path[2] == "applies_when" and value:
        return "every row" if value.strip() == ALWAYS else f"where {english(parse(value), version)}"
    item = version.item_by_id.get(value or "")
    return item.title if item else value or "nothing"
