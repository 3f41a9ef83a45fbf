"""Changes of data items: which there are, what they are called, what they hold, and when they must be filled in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cldspec.diff.changes import Change, Effect
from cldspec.diff.directed_kinds import directed_kind
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import BREAKS_NOBODY, Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry
from cldspec.diff.parts.obligations import OBLIGATION_FIELDS, obligation_change
from cldspec.diff.parts.positions import BREAKS_POSITIONS, FOUND_BY_HEADERS, MOVED, is_out_of_order, moves_later_columns
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import first_few, have
from cldspec.diff.renames import likely_new_item
from cldspec.model import DataItem, Specification
from cldspec.spelling import folded
from cldspec.validation.readers.header import items_by_name

FORMAT_FIELDS = {
    "type": ("item-type", "type"),
    "code_list": ("item-list", "code list"),
    "format": ("item-format", "format"),
    "scale": ("item-scale", "number of decimal places"),
    "max_length": ("item-length", "maximum length"),
}
"""The fields that say what an item holds: the kinds of their changes, and what they are called.

If the type or the code list changes, changes of later fields are part of that change.
"""
_FIELD_OF_AN_ITEM = 3
"""The length of a fact's path if it is about a field of an item: items/ID/FIELD."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of data items."""
    entries = by_entry(facts)
    order = entries.pop("", [])
    whole = [own[0] for own in entries.values() if is_whole_entry(own)]
    added = [fact.after for fact in whole if fact.what == "added"]
    removed = [fact.before for fact in whole if fact.what == "removed"]
    renamed = context.renames.items
    for old_id, new_id in renamed.items():
        item = context.new.item_by_id[new_id]
        yield _exchanged(old_id, item, renamed[new_id], context) if new_id in renamed else _renamed(old_id, item)
    for item_id, own in entries.items():
        if is_whole_entry(own):
            yield _added(own[0].after, removed, context) if own[0].what == "added" else _removed(own[0].before, added, context)
        else:
            yield from _changed(context.new.item_by_id[item_id], own, context)
    moved = {item_id for item_id, own in entries.items() if any(fact.path[2:] == ("section",) for fact in own)}
    yield from _reordered(order, moved, context)


def _added(item: DataItem, removed: Sequence[DataItem], context: Context) -> Change:
    own_rules = context.existing_rules(rule for rule in context.judge.new_rules if rule.startswith(f"{item.id}."))
    answer = context.judge.can_break("submitters", own_rules)
    submitters = context.judge.effect("submitters", answer)
    if answer.found is False:
        submitters = Effect("not breaking", "proved", "A return without the column, or with blanks in it, still conforms.")
    if moves_later_columns(item.id, context):
        consumers = replace(BREAKS_POSITIONS, reason=f"The columns after it have moved. {MOVED}")
    else:
        consumers = Effect("not breaking", "by definition", "The data have one more column. The other columns are where they were.")
    section = context.new.section_by_id[item.section]
    likely = next((old for old in removed if likely_new_item(old, [item])), None)
    return change(
        "item-added",
        f"item/{item.id}",
        item.title,
        f"It is a new {item.obligation} data item in {section.title}.",
        at=item,
        after=item.title,
        items=[item.id],
        effects=(submitters, consumers),
        hint=f"{item.id} may be a new identifier of {likely.id}. {_remedy(likely.id)}" if likely else None,
    )


def _removed(item: DataItem, added: Sequence[DataItem], context: Context) -> Change:
    same_header = next((new for new in added if folded(new.title) == folded(item.title)), None)
    if same_header:
        submitters = Effect("not breaking", "by definition", f"The template still has a column {item.title}. It is now {same_header.id}.")
    else:
        submitters = context.judge.effect_of_columns("submitters", [item.id], f"The template no longer has the column {item.title}.")
    gone = f"The data no longer have {item.id if same_header else f'the column {item.title}'}."
    moved = f" The columns after it have moved. {MOVED}" if moves_later_columns(item.id, context) else ""
    consumers = Effect("breaking", "by definition", f"{gone}{moved}")
    likely = likely_new_item(item, added)
    return change(
        "item-removed",
        f"item/{item.id}",
        item.title,
        "It is no longer a data item.",
        at=item,
        before=item.title,
        items=[item.id],
        effects=(submitters, consumers),
        hint=f"{item.id} may have become {likely.id}. {_remedy(item.id)}" if likely else None,
    )


def _remedy(old_id: str) -> str:
    return f"If so, add `was: {old_id}` to the new item, and it counts as renamed."


def _renamed(old_id: str, item: DataItem) -> Change:
    return change(
        "item-renamed",
        f"item/{item.id}",
        item.title,
        f"The identifier is now {item.id}. It was {old_id}.",
        at=item,
        key="was",
        before=old_id,
        after=item.id,
        items=[item.id],
        effects=(
            Effect("not breaking", "by definition", "Columns of returns are found by their headers, not by identifiers."),
            Effect("breaking", "by definition", f"{old_id} is now called {item.id} in databases and in JSON."),
        ),
    )


def _exchanged(old_id: str, item: DataItem, now_called: str, context: Context) -> Change:
    """Return the change of an item whose identifier was that of another item, which is now called otherwise."""
    old = f"version {context.judge.old_as_written.version}"
    return change(
        "item-exchanged",
        f"item/{item.id}",
        item.title,
        f"The identifier {item.id} now belongs to what was {old_id} before. What was {item.id} before is now {now_called}.",
        at=item,
        key="was",
        before=old_id,
        after=item.id,
        items=[item.id],
        effects=(
            Effect("breaking", "by definition", f"What conforms to {old} under the identifier {item.id} is now read as another data item."),
            Effect("breaking", "by definition", f"The data under the identifier {item.id} are those of another data item than in {old}."),
        ),
    )


def _changed(item: DataItem, facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    by_field = {fact.path[2]: fact for fact in facts if len(fact.path) == _FIELD_OF_AN_ITEM}
    done = {"title", "section", *FORMAT_FIELDS, *OBLIGATION_FIELDS}
    if "title" in by_field:
        yield _retitled(item, by_field["title"], context)
    if "section" in by_field:
        yield _moved(item, by_field["section"], context)
    fields = [name for name in FORMAT_FIELDS if name in by_field]
    if "type" in fields or "code_list" in fields:
        done.add("printed_type")
        yield _format_change(item, by_field[fields[0]], context, also=[_in_short(by_field[name], context) for name in fields[1:]])
    else:
        for name in fields:
            yield _format_change(item, by_field[name], context)
    yield from obligation_change(item, by_field, context)
    rest = [fact for fact in facts if fact.path[2] not in done]
    yield from text_changes(rest, f"item/{item.id}", item.title, item, items=[item.id])


def _retitled(item: DataItem, fact: Fact, context: Context) -> Change:
    if folded(fact.before) == folded(fact.after):
        submitters = Effect("not breaking", "by definition", "Capitals and spaces in column headers make no difference.")
        consumers = BREAKS_NOBODY
    else:
        found = items_by_name(context.new).get(folded(fact.before))
        if found and found.id != item.id:
            reason = f"Columns are found by their headers, and {fact.before} is now the header of another data item, {found.id}."
        else:
            reason = f"Columns are found by their headers, and the new version has no column {fact.before}."
        submitters = context.judge.effect_of_columns("submitters", [item.id], reason)
        consumers = Effect("breaking", "by definition", f"The column {fact.before} is now called {fact.after}.")
    return change(
        "item-retitled",
        f"item/{item.id}",
        item.title,
        f"The column header is now “{fact.after}”. It was “{fact.before}”.",
        at=item,
        key="title",
        before=fact.before,
        after=fact.after,
        items=[item.id],
        effects=(submitters, consumers),
    )


def _moved(item: DataItem, fact: Fact, context: Context) -> Change:
    rules = context.existing_rules(f"{item.id}.{kind}" for kind in ("applies", "required", "same"))
    direction, submitters, consumers = context.judge.effects_of_rules(rules)
    old, new = context.old.section_by_id[fact.before], context.new.section_by_id[fact.after]
    if consumers.verdict != "breaking" and is_out_of_order(item.id, context):
        consumers = BREAKS_POSITIONS
    return change(
        "item-moved",
        f"item/{item.id}",
        item.title,
        f"It is now in the section {new.title}. It was in {old.title}.",
        at=item,
        before=old.title,
        after=new.title,
        items=[item.id],
        effects=(submitters, consumers),
        direction=direction,
    )


def _format_change(item: DataItem, fact: Fact, context: Context, also: Sequence[str] = ()) -> Change:
    field = fact.path[2]
    kind, words = FORMAT_FIELDS[field]
    direction, submitters, consumers = context.judge.effects_of_rules(context.readable_rules([item.id]))
    before, after = _called(field, fact.before, context.old), _called(field, fact.after, context.new)
    if before == after:  # two code lists or formats may have the same title
        before, after = fact.before, fact.after
    if fact.before is None:
        sentence = f"The {words} is now {after}. There was none before."
    elif fact.after is None:
        sentence = f"There is no longer a {words}. It was {before}."
    else:
        sentence = f"The {words} is now {after}. It was {before}."
    return change(
        directed_kind(kind, direction),
        f"item/{item.id}",
        item.title,
        sentence,
        at=item,
        key=field,
        before=fact.before,
        after=fact.after,
        items=[item.id],
        effects=(submitters, consumers),
        direction=direction,
        also=also,
    )


def _in_short(fact: Fact, context: Context) -> str:
    field = fact.path[2]
    _, words = FORMAT_FIELDS[field]
    before, after = _called(field, fact.before, context.old), _called(field, fact.after, context.new)
    return f"{words} from {before} to {after}"


def _called(field: str, value: object, version: Specification) -> str:
    """Return the value of a field in words: the title of a code list or format."""
    named: Mapping[str, Mapping[str, object]] = {"code_list": version.code_list_by_id, "format": version.format_by_id}
    entry = named.get(field, {}).get(str(value))
    return str(getattr(entry, "title", "none" if value is None else value))


def _reordered(facts: Sequence[Fact], moved: set[str], context: Context) -> Iterator[Change]:
    for fact in facts:
        before, after = ([name for name in names if name not in moved] for names in (fact.before, fact.after))
        if before == after:
            continue  # the items that moved only follow their sections
        titles = {item.id: item.title for item in context.new.items}
        out_of_place = out_of_order(before, after)
        names = [titles[item_id] for item_id in out_of_place]
        yield change(
            "items-reordered",
            "specification/items",
            "The order of the data items",
            f"{first_few(names)} {have(names)} moved.",
            at=context.new.item_by_id[out_of_place[0]],
            before=first_few([titles[item_id] for item_id in before], len(before)),
            after=first_few([titles[item_id] for item_id in after], len(after)),
            items=out_of_place,
            effects=(FOUND_BY_HEADERS, BREAKS_POSITIONS),
        )


def out_of_order(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return the fewest names that must move to get from one order of the same names to the other, in the new order."""
    position = {name: index for index, name in enumerate(before)}
    increasing: list[list[str]] = []
    for name in after:
        longest: list[str] = max((run for run in increasing if position[run[-1]] < position[name]), key=len, default=[])
        increasing.append([*longest, name])
    longest_of_all: list[str] = max(increasing, key=len, default=[])
    kept = set(longest_of_all)
    return [name for name in after if name not in kept]
