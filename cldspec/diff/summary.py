"""Many changes summed up as one: new names of values, list by list.

A version that respells a whole list has dozens of changes that say the same. A reader wants to know that the list was respelt and
what became of its values, and to see each pair in a table.
"""

from collections.abc import Sequence
from dataclasses import replace

from cldspec.diff.changes import Change, Effect
from cldspec.model import Specification
from cldspec.wording import counted, joined

_SUMMED_UP = {
    "value-renamed": ("respelt", "the {} new names in {}"),
    "value-respelt": ("respelt in capitals or spaces only", "{} values of {}"),
}
"""The kinds of change that are summed up by list: what has happened to the values, and what a task calls them."""
_NOT_ONE_TO_ONE = {"value-merged": "merged", "value-split": "split", "value-exchanged": "exchanged"}
"""The kinds of change after which a value is not just one other, and what has happened in a word."""
_FEWEST = 3
"""The fewest values of a list that are summed up. Fewer are easier to read one by one."""


def summed_up(changes: Sequence[Change], new: Specification) -> list[Change]:
    """Return changes in which new names of values are one change for each list, where their verdicts are the same.

    Such a change has the single ones as its `parts`, and their first examples. `new` is the new version.
    """
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        if change.kind in _SUMMED_UP:
            groups.setdefault(_key(change), []).append(change)
    result: list[Change] = []
    for change in changes:
        group = groups.get(_key(change), []) if change.kind in _SUMMED_UP else []
        if len(group) < _FEWEST:
            result.append(change)
        elif change is group[0]:
            result.append(_sum(group, changes, new))
    return result


def _key(change: Change) -> tuple[object, ...]:
    """Return what changes have in common that are summed up."""
    return change.kind, _list_of(change), _verdict(change.submitters), _verdict(change.consumers)


def _verdict(effect: Effect) -> tuple[object, ...]:
    return effect.verdict, effect.how, effect.reason, effect.is_queried


def _list_of(change: Change) -> str:
    """Return the identifier of the code list that a change of a value is about."""
    _, list_id, *_ = change.part.split("/")
    return list_id


def _sum(group: Sequence[Change], changes: Sequence[Change], new: Specification) -> Change:
    first, list_id = group[0], _list_of(group[0])
    title = new.code_list_by_id[list_id].title
    what_happened, name = _SUMMED_UP[first.kind]
    return replace(
        first,
        part=f"list/{list_id}",
        name=name.format(len(group), title),
        sentence=f"{title}: {counted(len(group), 'value')} {what_happened}, {_gained_and_lost(list_id, changes)}.",
        before=None,
        after=None,
        submitters=_with_first_example([change.submitters for change in group]),
        consumers=_with_first_example([change.consumers for change in group]),
        parts=tuple(group),
    )


def _with_first_example(effects: Sequence[Effect]) -> Effect:
    return next((effect for effect in effects if effect.witness), effects[0])


def _gained_and_lost(list_id: str, changes: Sequence[Change]) -> str:
    """Return how many values a list has gained and lost, in words, and whether others are merged, split or exchanged."""
    of_list = [change.kind for change in changes if change.part.startswith(f"value/{list_id}/")]
    gained, lost = of_list.count("value-added"), of_list.count("value-removed")
    others = [word for kind, word in _NOT_ONE_TO_ONE.items() if kind in of_list]
    more = f", others {joined(others)}" if others else ""
    return (f"{gained or 'none'} gained, {lost or 'none'} lost" if gained or lost else "none gained or lost") + more
