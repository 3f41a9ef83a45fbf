"""Changes of data items: which there are, what they are called, what they hold, when they must be filled."""

from collections.abc import Iterator, Mapping, Sequence

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact
from cldspec.diff.kinds import directed
from cldspec.diff.parts.context import NOBODY, Context, change
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import first_few
from cldspec.diff.renames import likely_new_item
from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.expression import parse
from cldspec.rules.targets.english import english
from cldspec.spelling import folded

FORMS = {"type": "item-type", "code_list": "item-list", "format": "item-format", "scale": "item-scale", "max_length": "item-length"}
"""The fields that say what an item holds, and the kinds of change of each; a change of an earlier one takes in later ones."""
OBLIGATIONS = {"obligation", "required_when", "if_blank"}
"""The fields that say when an item must be filled."""
_WORDS = {
    "type": "type",
    "code_list": "code list",
    "format": "form",
    "scale": "number of digits after the point",
    "max_length": "greatest length",
}


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of data items."""
    by_item: dict[str, list[Fact]] = {}
    for fact in facts:
        by_item.setdefault(fact.path[1] if len(fact.path) > 1 else "", []).append(fact)
    added = [fact.after for fact in facts if len(fact.path) == 2 and fact.what == "added"]  # noqa: PLR2004 - items/ID
    removed = [fact.before for fact in facts if len(fact.path) == 2 and fact.what == "removed"]  # noqa: PLR2004
    for was, now in context.renames.items.items():
        yield _renamed(was, context.new.item_by_id[now], context)
    for item_id, own in by_item.items():
        if not item_id:
            continue
        if own[0].path == ("items", item_id):
            yield _added(own[0].after, removed, context) if own[0].what == "added" else _removed(own[0].before, added, context)
        else:
            yield from _changed(context.new.item_by_id[item_id], own, context)
    moved = {item_id for item_id, own in by_item.items() if any(fact.path[2:] == ("section",) for fact in own)}
    yield from _reordered(by_item.get("", []), moved, context)


def _added(item: DataItem, removed: Sequence[DataItem], context: Context) -> Change:
    answer = context.judge.can_break("submitters", context.rules_named(rule for rule in context.judge.new_rules if _is_of(rule, item.id)))
    submitters = context.judge.effect("submitters", answer)
    if answer.found is False:
        words = "A return without the column, or with a blank in it, conforms as before."
        submitters = Effect("not breaking", "proved", words)
    consumers = Effect("not breaking", "by definition", "The data have one more column; nothing that was there is otherwise.")
    section = context.new.section_by_id[item.section]
    near = next((one for one in removed if likely_new_item(one, [item])), None)
    return change(
        "item-added",
        f"item/{item.id}",
        item.title,
        f"{item.title} is a new {item.obligation} data item in {section.title}.",
        at=item,
        after=item.title,
        items=[item.id],
        effects=(submitters, consumers),
        hint=_hint(near.id, f"{item.id} may be {near.id} under a new identifier") if near else None,
    )


def _removed(item: DataItem, added: Sequence[DataItem], context: Context) -> Change:
    heir = next((one for one in added if folded(one.title) == folded(item.title)), None)
    submitters = (
        Effect("not breaking", "by definition", f"The template has a column {item.title} all the same: it is {heir.id} now.")
        if heir
        else context.judge.effect_of_columns("submitters", [item.id], f"The column {item.title} is not in the template any more.")
    )
    consumers = Effect("breaking", "by definition", f"The data have no {item.id if heir else f'column {item.title}'} any more.")
    near = likely_new_item(item, list(added))
    return change(
        "item-removed",
        f"item/{item.id}",
        item.title,
        f"{item.title} is no longer a data item.",
        at=item,
        before=item.title,
        items=[item.id],
        effects=(submitters, consumers),
        hint=_hint(item.id, f"{item.id} may live on as {near.id}") if near else None,
    )


def _hint(was: str, what: str) -> str:
    return f"{what}. If so, write `was: {was}` beside the new one, and it is told as renamed."


def _renamed(was: str, item: DataItem, context: Context) -> Change:
    del context
    return change(
        "item-renamed",
        f"item/{item.id}",
        item.title,
        f"{item.title} has the identifier {item.id}; it was {was}.",
        at=item,
        key="was",
        before=was,
        after=item.id,
        items=[item.id],
        effects=(
            Effect("not breaking", "by definition", "The identifier stands in no file that is filled by the template: its header counts."),
            Effect("breaking", "by definition", f"Whoever reads {was} in a database or in JSON finds it as {item.id}."),
        ),
    )


def _changed(item: DataItem, facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    by_field: dict[str, Fact] = {fact.path[2]: fact for fact in facts if len(fact.path) == 3}  # noqa: PLR2004 - items/ID/FIELD
    part = f"item/{item.id}"
    taken: set[str] = set()
    if "title" in by_field:
        yield _retitled(item, by_field["title"], context)
    if "section" in by_field:
        yield _moved(item, by_field["section"], context)
    forms = [name for name in FORMS if name in by_field]
    if "type" in forms or "code_list" in forms:
        taken |= {*forms, "printed_type"}
        yield _form(item, forms[:1], by_field, context, also=[_form_words(by_field[name], context) for name in forms[1:]])
    else:
        for name in forms:
            yield _form(item, [name], by_field, context)
    obligations = [by_field[name] for name in ("required_when", "if_blank", "obligation") if name in by_field]
    if [fact.path[2] for fact in obligations] == ["obligation"]:
        yield _relabelled(item, obligations[0])
    elif obligations:
        yield _obligation(item, obligations, context)
    done = {"title", "section", *FORMS, *OBLIGATIONS, *taken}
    yield from text_changes([fact for fact in facts if fact.path[2] not in done], part, item.title, item, items=[item.id])


def _retitled(item: DataItem, fact: Fact, context: Context) -> Change:
    same = folded(fact.before) == folded(fact.after)
    reason = f"Columns are found by their headers: {fact.before} is not one of the new version."
    effects = (
        (Effect("not breaking", "by definition", "Headers are read without regard to capitals and spaces."), NOBODY)
        if same
        else (
            context.judge.effect_of_columns("submitters", [item.id], reason),
            Effect("breaking", "by definition", f"Whoever reads the column {fact.before} finds it as {fact.after}."),
        )
    )
    sentence = f"The column header is “{fact.after}”; it was “{fact.before}”."
    return change(
        "item-retitled",
        f"item/{item.id}",
        item.title,
        sentence,
        at=item,
        key="title",
        before=fact.before,
        after=fact.after,
        items=[item.id],
        effects=effects,
    )


def _moved(item: DataItem, fact: Fact, context: Context) -> Change:
    way, *effects = context.judge.effects_of_rules(_of_section(item.id, context))
    old, new = context.old.section_by_id[fact.before], context.new.section_by_id[fact.after]
    sentence = f"It stands in {new.title}; it was in {old.title}."
    return change(
        "item-moved",
        f"item/{item.id}",
        item.title,
        sentence,
        at=item,
        before=old.title,
        after=new.title,
        items=[item.id],
        effects=(effects[0], effects[1]),
        direction=way,
    )


def _of_section(item_id: str, context: Context) -> list[str]:
    return context.rules_named(f"{item_id}.{kind}" for kind in ("applies", "required", "same"))


def _form(item: DataItem, names: Sequence[str], by_field: Mapping[str, Fact], context: Context, also: Sequence[str] = ()) -> Change:
    fact = by_field[names[0]]
    way, submitters, consumers = context.judge.effects_of_rules(context.readable_rules([item.id]))
    return change(
        directed(FORMS[names[0]], way),
        f"item/{item.id}",
        item.title,
        f"{_form_words(fact, context)}.",
        at=item,
        key=names[0],
        before=fact.before,
        after=fact.after,
        items=[item.id],
        effects=(submitters, consumers),
        direction=way,
        also=also,
    )


def _form_words(fact: Fact, context: Context) -> str:
    field = fact.path[2]
    word = _WORDS[field]
    before, after = _called(field, fact.before, context.old), _called(field, fact.after, context.new)
    if fact.before is None:
        return f"It has a {word} now: {after}"
    return f"It has no {word} any more; it was {before}" if fact.after is None else f"The {word} is {after}; it was {before}"


def _called(field: str, value: object, version: Specification) -> str:
    """Return what people call a list or a form."""
    named = version.code_list_by_id.get(str(value)) if field == "code_list" else version.format_by_id.get(str(value))
    return named.title if named and field in {"code_list", "format"} else str(value)


def _obligation(item: DataItem, facts: Sequence[Fact], context: Context) -> Change:
    way, submitters, consumers = context.judge.effects_of_rules(context.rules_named([f"{item.id}.required"]))
    words = {"obligation": "The template calls it", "required_when": "It must be filled", "if_blank": "A blank where it must be filled is"}
    sentences = []
    for fact in facts:
        field = fact.path[2]
        before, after = _obliged(field, fact.before, context.old), _obliged(field, fact.after, context.new)
        sentences.append(f"{words[field]} {after}; before: {before}.")
    return change(
        directed("obligation", way),
        f"item/{item.id}",
        item.title,
        " ".join(sentences),
        at=item,
        key=facts[0].path[2],
        before=_joined(fact.before for fact in facts),
        after=_joined(fact.after for fact in facts),
        items=[item.id],
        effects=(submitters, consumers),
        direction=way,
    )


def _relabelled(item: DataItem, fact: Fact) -> Change:
    """Return the change of what the template prints above an item, while a blank is what it was."""
    sentence = f"The template calls it {fact.after}; before: {fact.before}. A blank is what it was."
    return change(
        "print-changed",
        f"item/{item.id}",
        item.title,
        sentence,
        at=item,
        key="obligation",
        before=fact.before,
        after=fact.after,
        items=[item.id],
    )


def _obliged(field: str, value: str | None, version: Specification) -> str:
    """Return what a field of the obligation says, as the end of a sentence."""
    match field, value:
        case "required_when", None:
            return "never"
        case "required_when", str():
            when = english(parse(value), version)
            return "wherever its section applies" if value.strip() == ALWAYS else f"where {when}"
        case "if_blank", _:
            return {"error": "an error", "warning": "queried", None: "no fault"}[value]
        case _:
            return str(value)


def _joined(values: Iterator[str | None]) -> str | None:
    return "; ".join(value for value in values if value) or None


def _is_of(rule: str, item_id: str) -> bool:
    return rule.partition(".")[0] == item_id and "." in rule


def _reordered(facts: Sequence[Fact], moved: set[str], context: Context) -> Iterator[Change]:
    for fact in facts:
        before, after = ([name for name in names if name not in moved] for names in (fact.before, fact.after))
        if before == after:
            continue  # they only follow their sections
        items = context.new.item_by_id
        elsewhere = out_of_order(before, after)
        names = [items[name].title for name in elsewhere]
        reason = "Whoever reads columns by their places reads other ones; by their headers, nothing changes."
        yield change(
            "items-reordered",
            "specification/items",
            "The order of the data items",
            f"{first_few(names)} {'stands' if len(names) == 1 else 'stand'} at another place.",
            at=items[elsewhere[0]],
            before=first_few([items[name].title for name in before], len(before)),
            after=first_few([items[name].title for name in after], len(after)),
            items=elsewhere,
            effects=(
                Effect("not breaking", "by definition", "Returns are read by the headers of their columns."),
                Effect("breaking", "by definition", reason),
            ),
        )


def out_of_order(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return the fewest names that must be moved to get from one order of the same names to the other, in the new order."""
    place = {name: index for index, name in enumerate(before)}
    best: list[list[str]] = []
    for name in after:
        longest: list[str] = max((one for one in best if place[one[-1]] < place[name]), key=len, default=[])
        best.append([*longest, name])
    longest_of_all: list[str] = max(best, key=len, default=[])
    kept = set(longest_of_all)
    return [name for name in after if name not in kept]
