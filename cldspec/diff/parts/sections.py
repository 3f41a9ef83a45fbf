"""Changes of sections: which there are, the rows that they apply to, and the rows that must agree in them."""

from collections.abc import Iterable, Iterator, Sequence

from cldspec.diff.changes import Change
from cldspec.diff.directed_kinds import directed_kind
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import sides
from cldspec.model import ALWAYS, Section, Specification
from cldspec.rules.expression import parse
from cldspec.rules.targets.english import english

_RULE_FIELDS = {"applies_when", "same_on_every_row_of", "if_not_same"}
"""The fields that rules depend on."""
_SEVERITIES = {"error": "an error", "warning": "a warning", "information": "reported for information"}


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of sections."""
    for section_id, own in by_entry(facts).items():
        if not section_id:
            yield change(
                "sections-reordered",
                "specification/sections",
                "The order of the sections",
                "The order of the sections has changed.",
                at=context.new.sections[0],
                before=own[0].before,
                after=own[0].after,
            )
        elif is_whole_entry(own):
            section: Section = own[0].after or own[0].before
            is_added = own[0].what == "added"
            sentence = f"The section {'is new' if is_added else 'has been removed'}."
            kind = "section-added" if is_added else "section-removed"
            yield change(kind, f"section/{section.id}", section.title, sentence, at=section)
        else:
            yield from _changed(context.new.section_by_id[section_id], own, context)


def _changed(section: Section, facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    by_field = {fact.path[2]: fact for fact in facts}
    if "applies_when" in by_field:
        yield _rule_change([by_field["applies_when"]], section, context, base="applicability", kinds=("applies", "required"))
    same = [by_field[field] for field in ("same_on_every_row_of", "if_not_same") if field in by_field]
    if same:
        yield _rule_change(same, section, context, base="sameness", kinds=("same",))
    rest = [fact for fact in facts if fact.path[2] not in _RULE_FIELDS]
    items = [item.id for item in context.new.items_of(section)]
    yield from text_changes(rest, f"section/{section.id}", section.title, section, items=items)


def _rule_change(facts: Sequence[Fact], section: Section, context: Context, *, base: str, kinds: Iterable[str]) -> Change:
    items = [item.id for item in context.new.items_of(section)]
    rules = context.existing_rules(f"{item}.{kind}" for kind in kinds for item in items)
    direction, submitters, consumers = context.judge.effects_of_rules(rules)
    before, after = sides(facts)
    return change(
        directed_kind(base, direction),
        f"section/{section.id}",
        section.title,
        " ".join(sentence for fact in facts if (sentence := _sentence(fact, context))),
        at=section,
        key=facts[0].path[2],
        before=before,
        after=after,
        items=items,
        effects=(submitters, consumers),
        direction=direction,
    )


def _sentence(fact: Fact, context: Context) -> str:
    """Return a sentence about a field that rules depend on; nothing if another field's sentence implies it."""
    match fact.path[2]:
        case "applies_when":
            old, new = _rows(fact.before, context.old), _rows(fact.after, context.new)
            if old == new:
                return "The condition under which it applies is written differently."
            return f"It now applies to {new}. Before, it applied to {old}."
        case "same_on_every_row_of" if fact.after is None:
            return f"{_begun(_group(fact.before, context.old))} no longer have to agree in it."
        case "same_on_every_row_of":
            before = f" Before, this was required of {_group(fact.before, context.old)}." if fact.before else ""
            return f"{_begun(_group(fact.after, context.new))} must now agree in it.{before}"
        case _ if fact.after is None:
            return ""
        case _:
            before = f" They were {_SEVERITIES[fact.before]}." if fact.before else ""
            return f"Rows that differ are now {_SEVERITIES[fact.after]}.{before}"


def _rows(condition: str | None, version: Specification) -> str:
    if condition is None or condition.strip() == ALWAYS:
        return "every row"
    return f"rows where {english(parse(condition), version)}"


def _group(item_id: str, version: Specification) -> str:
    """Return which rows must agree, as part of a sentence."""
    item = version.item_by_id.get(item_id)
    return f"rows with the same {item.title}" if item else f"all rows of a {version.collection.title.lower()}"


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
