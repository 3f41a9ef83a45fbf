"""Changes of code lists and their values."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import BREAKS_NOBODY, Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry
from cldspec.diff.parts.items import out_of_order
from cldspec.diff.parts.mapped_values import effect_of_value, exchanged_value, items_with, merged_values, named, split_values
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import first_few, have, sides
from cldspec.diff.renames import likely_new_value
from cldspec.model import Code, CodeList
from cldspec.spelling import folded
from cldspec.wording import counted

_VALUE = 4
"""The length of a fact's path if it is about a whole value: code_lists/LIST/codes/VALUE."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of code lists."""
    entries = by_entry(facts)
    entries.pop("", None)  # the files are in alphabetical order
    old_names = {new: old for old, new in context.renames.lists.items()}
    renames = context.renames
    for list_id in dict.fromkeys([*old_names, *entries, *renames.values, *renames.merged, *renames.split]):
        own = entries.get(list_id, [])
        if own and is_whole_entry(own):
            yield _whole_list(own[0], context)
            continue
        code_list = context.new.code_list_by_id[list_id]
        if list_id in old_names:
            yield _renamed_list(code_list, old_names[list_id], context)
        yield from _values(code_list, own, context)
        rest = [fact for fact in own if fact.path[2] != "codes"]
        yield from text_changes(rest, f"list/{list_id}", code_list.title, code_list, items=items_with(list_id, context))


def _whole_list(fact: Fact, context: Context) -> Change:
    code_list: CodeList = fact.after or fact.before
    is_added = fact.what == "added"
    values = counted(len(code_list.codes), "value")
    what = f"is new. It has {values}" if is_added else f"has been removed. It had {values}"
    return change(
        "list-added" if is_added else "list-removed",
        f"list/{code_list.id}",
        code_list.title,
        f"The code list {what}.",
        at=code_list,
        before=None if is_added else code_list.values,
        after=code_list.values if is_added else None,
        items=items_with(code_list.id, context),
    )


def _renamed_list(code_list: CodeList, old_id: str, context: Context) -> Change:
    return change(
        "list-renamed",
        f"list/{code_list.id}",
        code_list.title,
        f"The identifier is now {code_list.id}. It was {old_id}.",
        at=code_list,
        key="was",
        before=old_id,
        after=code_list.id,
        items=items_with(code_list.id, context),
        effects=(BREAKS_NOBODY, Effect("breaking", "by definition", f"The code list {old_id} is now called {code_list.id}.")),
    )


def _values(code_list: CodeList, facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    whole = [fact for fact in facts if len(fact.path) == _VALUE and fact.path[2] == "codes"]
    added = {fact.after.value: fact.after for fact in whole if fact.what == "added"}
    removed = {fact.before.value: fact.before for fact in whole if fact.what == "removed"}
    codes = {code.value: code for code in code_list.codes}
    renamed = context.renames.values.get(code_list.id, {})
    for old, new in renamed.items():
        if new in renamed:
            yield exchanged_value(code_list, new, old, renamed[new], context)
        else:
            yield _renamed_value(code_list, old, codes[new], context)
    for value in [value for value in added if value in renamed]:
        yield exchanged_value(code_list, value, None, renamed[value], context)
        del added[value]
    yield from merged_values(code_list, removed, added, context)
    yield from split_values(code_list, removed, added, context)
    for value, code in removed.items():
        likely = likely_new_value(code, list(added.values()))
        hint = f"“{value}” may have become “{likely.value}”. {_remedy(value)}" if likely else None
        yield _removed_value(code_list, code, hint, context)
    for value, code in added.items():
        before = next((old for old in removed.values() if likely_new_value(old, [code])), None)
        hint = f"“{value}” may be a new name for “{before.value}”. {_remedy(before.value)}" if before else None
        yield _added_value(code_list, code, hint, context)
    old_names = {new: old for old, new in renamed.items()}
    for value, code in codes.items():
        own = [fact for fact in facts if fact.path[2:4] == ("codes", value) and len(fact.path) > _VALUE]
        yield from _changed_value(code_list, code, own, old_names.get(value), context)
    for fact in facts:
        if fact.path[2:] == ("codes",):
            yield _reordered(code_list, fact, context)


def _remedy(old: str) -> str:
    return f"If so, add `was: {old}` to the new value."


def _added_value(code_list: CodeList, code: Code, hint: str | None, context: Context) -> Change:
    submitters = Effect("not breaking", "by definition", "All values that could be sent can still be sent.")
    return change(
        "value-added",
        f"value/{code_list.id}/{code.value}",
        named(code_list, code.value),
        "It is a new value.",
        at=code,
        after=code.value,
        items=items_with(code_list.id, context),
        effects=(submitters, effect_of_value("consumers", code_list.id, code.value, context)),
        hint=hint,
    )


def _removed_value(code_list: CodeList, code: Code, hint: str | None, context: Context) -> Change:
    consumers = Effect("not breaking", "by definition", "Readers know all values that can be sent.")
    return change(
        "value-removed",
        f"value/{code_list.id}/{code.value}",
        named(code_list, code.value),
        "It is no longer a value.",
        at=code,
        before=code.value,
        items=items_with(code_list.id, context),
        effects=(effect_of_value("submitters", code_list.id, code.value, context), consumers),
        hint=hint,
    )


def _renamed_value(code_list: CodeList, old: str, code: Code, context: Context) -> Change:
    is_respelt = folded(old) == folded(code.value)
    if old in code_list.values:
        submitters = Effect("not breaking", "by definition", f"“{old}” can still be sent. Its new meaning is a change of its own.")
    else:
        submitters = effect_of_value("submitters", code_list.id, old, context)
    return change(
        "value-respelt" if is_respelt else "value-renamed",
        f"value/{code_list.id}/{code.value}",
        named(code_list, code.value),
        f"“{old}” is now {'spelt' if is_respelt else 'called'} “{code.value}”.",
        at=code,
        before=old,
        after=code.value,
        items=items_with(code_list.id, context),
        effects=(submitters, effect_of_value("consumers", code_list.id, code.value, context)),
    )


def _changed_value(code_list: CodeList, code: Code, facts: Sequence[Fact], old: str | None, context: Context) -> Iterator[Change]:
    """Yield the changes of a value that stays; `old` is its former name, if it is renamed.

    A new spelling that is the former name, or a removed one that is the new name, is part of the rename.
    """
    described = [fact for fact in facts if fact.path[_VALUE] in {"label", "description"}]
    if described:
        yield _described(code_list, code, described, context)
    rest: list[Fact] = []
    for fact in facts:
        is_spelling = fact.path[_VALUE] == "also_seen_as" and len(fact.path) == _VALUE + 2
        if not is_spelling:
            rest += [fact] if fact not in described else []
        elif (fact.what, fact.path[-1]) not in {("added", old), ("removed", code.value if old else None)}:
            yield _spelling(code_list, code, fact, context)
    part = f"value/{code_list.id}/{code.value}"
    yield from text_changes(rest, part, named(code_list, code.value), code, depth=_VALUE, items=items_with(code_list.id, context))


def _described(code_list: CodeList, code: Code, facts: Sequence[Fact], context: Context) -> Change:
    before, after = sides(facts, missing="none")
    words = " and ".join(fact.path[_VALUE] for fact in facts)
    return change(
        "value-described",
        f"value/{code_list.id}/{code.value}",
        named(code_list, code.value),
        f"The {words} of the value {have(facts)} changed.",
        at=code,
        before=before,
        after=after,
        items=items_with(code_list.id, context),
    )


def _spelling(code_list: CodeList, code: Code, fact: Fact, context: Context) -> Change:
    spelling = fact.path[-1]
    is_added = fact.what == "added"
    submitters = BREAKS_NOBODY if is_added else effect_of_value("submitters", code_list.id, spelling, context)
    consumers = effect_of_value("consumers", code_list.id, spelling, context) if is_added else BREAKS_NOBODY
    return change(
        "value-spellings-changed",
        f"value/{code_list.id}/{code.value}",
        named(code_list, code.value),
        f"The spelling “{spelling}” is {'now' if is_added else 'no longer'} accepted for this value.",
        at=code,
        before=None if is_added else spelling,
        after=spelling if is_added else None,
        items=items_with(code_list.id, context),
        effects=(submitters, consumers),
    )


def _reordered(code_list: CodeList, fact: Fact, context: Context) -> Change:
    values = [f"“{value}”" for value in out_of_order(fact.before, fact.after)]
    return change(
        "values-reordered",
        f"list/{code_list.id}",
        code_list.title,
        f"{first_few(values)} {have(values)} moved.",
        at=code_list,
        before=fact.before,
        after=fact.after,
        items=items_with(code_list.id, context),
    )
