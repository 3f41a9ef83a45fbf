"""Changes of code lists and their values."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change, Effect, Side
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import NOBODY, Context, change
from cldspec.diff.parts.items import out_of_order
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import as_text, first_few
from cldspec.diff.renames import likely_new_value
from cldspec.model import Code, CodeList
from cldspec.spelling import folded

_VALUE = 4
"""The length of the path to a value: code_lists/LIST/codes/VALUE."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of code lists."""
    by_list: dict[str, list[Fact]] = {}
    for fact in facts:
        if len(fact.path) > 1:
            by_list.setdefault(fact.path[1], []).append(fact)
    renamed = {now: was for was, now in context.renames.lists.items()}
    for list_id in dict.fromkeys([*renamed, *by_list, *context.renames.values]):
        own = by_list.get(list_id, [])
        if own and own[0].path == ("code_lists", list_id):
            yield _whole(own[0], context)
            continue
        code_list = context.new.code_list_by_id[list_id]
        if list_id in renamed:
            reason = f"Whoever reads the list {renamed[list_id]} finds it as {list_id}."
            yield change(
                "list-renamed",
                f"list/{list_id}",
                code_list.title,
                f"The list has the identifier {list_id}; it was {renamed[list_id]}.",
                at=code_list,
                key="was",
                before=renamed[list_id],
                after=list_id,
                items=_items(list_id, context),
                effects=(NOBODY, Effect("breaking", "by definition", reason)),
            )
        yield from _values(code_list, own, context)
        rest = [fact for fact in own if fact.path[2] != "codes"]
        yield from text_changes(rest, f"list/{list_id}", code_list.title, code_list, items=_items(list_id, context))


def _whole(fact: Fact, context: Context) -> Change:
    code_list: CodeList = fact.after or fact.before
    added = fact.what == "added"
    return change(
        "list-added" if added else "list-removed",
        f"list/{code_list.id}",
        code_list.title,
        f"The list {code_list.title}, with {len(code_list.codes)} values, is {'new' if added else 'gone'}.",
        at=code_list,
        before=None if added else code_list.values,
        after=code_list.values if added else None,
        items=_items(code_list.id, context),
    )


def _items(list_id: str, context: Context) -> list[str]:
    return list(dict.fromkeys(item.id for version in (context.new, context.old) for item in version.items if item.code_list == list_id))


def _values(code_list: CodeList, facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    whole = [fact for fact in facts if len(fact.path) == _VALUE and fact.path[2] == "codes"]
    added = {fact.after.value: fact.after for fact in whole if fact.what == "added"}
    removed = {fact.before.value: fact.before for fact in whole if fact.what == "removed"}
    codes = {code.value: code for code in code_list.codes}
    for was, now in context.renames.values.get(code_list.id, {}).items():
        kind = "value-respelt" if folded(was) == folded(now) else "value-renamed"
        yield _renamed(kind, code_list, was, codes[now], context)
    for value, code in removed.items():
        near = likely_new_value(code, list(added.values()))
        hint = f"“{value}” may live on as “{near.value}”. If so, write `was: {value}` beside it." if near else None
        yield _one(code_list, code, "removed", context, hint)
    for value, code in added.items():
        before = next((gone for gone in removed.values() if likely_new_value(gone, [code])), None)
        hint = f"“{value}” may be “{before.value}” under a new name. If so, write `was: {before.value}` beside it." if before else None
        yield _one(code_list, code, "added", context, hint)
    old_names = {now: was for was, now in context.renames.values.get(code_list.id, {}).items()}
    for value, code in codes.items():
        own = [fact for fact in facts if fact.path[2:4] == ("codes", value) and len(fact.path) > _VALUE]
        yield from _within(code_list, code, own, old_names.get(value), context)
    for fact in facts:
        if fact.path[2:] == ("codes",):
            yield _reordered(code_list, fact, context)


def _name(code_list: CodeList, value: str) -> str:
    return f"“{value}” in {code_list.title}"


def _effect(side: Side, list_id: str, text: str, context: Context) -> Effect:
    """Return what it does to one side that the version that accepts returns has a value which the other may not know."""
    version = context.old if side == "submitters" else context.new
    effects = [context.judge.effect_of_text(side, item.id, text) for item in version.items if item.code_list == list_id]
    none = Effect("not breaking", "by definition", "No data item takes its values from the list.")
    return min(effects, key=lambda one: one.verdict != "breaking", default=none)


def _one(code_list: CodeList, code: Code, what: str, context: Context, hint: str | None) -> Change:
    added = what == "added"
    if added:
        nothing = "What could be sent can still be sent."
        effects = (Effect("not breaking", "by definition", nothing), _effect("consumers", code_list.id, code.value, context))
    else:
        nothing = "What is sent was known before."
        effects = (_effect("submitters", code_list.id, code.value, context), Effect("not breaking", "by definition", nothing))
    return change(
        f"value-{what}",
        f"value/{code_list.id}/{code.value}",
        _name(code_list, code.value),
        f"“{code.value}” is {'a new value of' if added else 'no longer a value of'} {code_list.title}.",
        at=code,
        before=None if added else code.value,
        after=code.value if added else None,
        items=_items(code_list.id, context),
        effects=effects,
        hint=hint,
    )


def _renamed(kind: str, code_list: CodeList, was: str, code: Code, context: Context) -> Change:
    return change(
        kind,
        f"value/{code_list.id}/{code.value}",
        _name(code_list, code.value),
        f"“{was}” in {code_list.title} is {'called' if kind == 'value-renamed' else 'spelt'} “{code.value}” now.",
        at=code,
        before=was,
        after=code.value,
        items=_items(code_list.id, context),
        effects=(_effect("submitters", code_list.id, was, context), _effect("consumers", code_list.id, code.value, context)),
    )


def _within(code_list: CodeList, code: Code, facts: Sequence[Fact], was: str | None, context: Context) -> Iterator[Change]:
    """Yield the changes of a value that stays; `was` is what it was called. That its old name is still read goes without saying."""
    part = f"value/{code_list.id}/{code.value}"
    said = [fact for fact in facts if fact.path[_VALUE] in {"label", "description"}]
    if said:
        before, after = ("; ".join(str(as_text(getattr(fact, side)) or "nothing") for fact in said) for side in ("before", "after"))
        yield _described(code_list, code, before, after, context)
    rest: list[Fact] = []
    for fact in facts:
        if fact.path[_VALUE] != "also_seen_as":
            rest += [fact] if fact not in said else []
        elif len(fact.path) != _VALUE + 2:
            rest.append(fact)
        elif (fact.what, fact.path[-1]) not in {("added", was), ("removed", code.value if was else None)}:
            yield _spelling(code_list, code, fact, context)
    yield from text_changes(rest, part, _name(code_list, code.value), code, depth=_VALUE, items=_items(code_list.id, context))


def _spelling(code_list: CodeList, code: Code, fact: Fact, context: Context) -> Change:
    effects = [NOBODY, NOBODY]
    spelling = fact.path[-1]
    if fact.what == "removed":
        effects[0] = _effect("submitters", code_list.id, spelling, context)
    else:
        effects[1] = _effect("consumers", code_list.id, spelling, context)
    return change(
        "value-spellings-changed",
        f"value/{code_list.id}/{code.value}",
        _name(code_list, code.value),
        f"The spelling “{spelling}” is {'read as this value now' if fact.what == 'added' else 'no longer read as this value'}.",
        at=code,
        before=None if fact.what == "added" else spelling,
        after=spelling if fact.what == "added" else None,
        items=_items(code_list.id, context),
        effects=(effects[0], effects[1]),
    )


def _described(code_list: CodeList, code: Code, before: str | None, after: str | None, context: Context) -> Change:
    return change(
        "value-described",
        f"value/{code_list.id}/{code.value}",
        _name(code_list, code.value),
        "What is said of the value reads otherwise.",
        at=code,
        before=before,
        after=after,
        items=_items(code_list.id, context),
    )


def _reordered(code_list: CodeList, fact: Fact, context: Context) -> Change:
    elsewhere = [f"“{value}”" for value in out_of_order(fact.before, fact.after)]
    return change(
        "values-reordered",
        f"list/{code_list.id}",
        code_list.title,
        f"In {code_list.title}, {first_few(elsewhere)} {'stands' if len(elsewhere) == 1 else 'stand'} at another place.",
        at=code_list,
        before=fact.before,
        after=fact.after,
        items=_items(code_list.id, context),
    )
