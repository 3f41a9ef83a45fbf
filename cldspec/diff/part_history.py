"""The history of items, code lists and values: the version that first had each, and what it was called before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from cldspec.diff.renames import Renames, Successor, declared_renames
from cldspec.model import CodeList, DataItem, Specification
from cldspec.model.base import FormerName
from cldspec.wording import version_label

_Part = TypeVar("_Part")
_Titled = TypeVar("_Titled", DataItem, CodeList)
_Values = tuple[tuple[str, ...], CodeList]
"""What a value was in a version: the values that it comes from, and their code list."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One step into the past: a version, what it is called, and what the version after it renamed."""

    older: Specification
    called: str
    renames: Renames


def with_history(specification: Specification, earlier: Sequence[Specification]) -> Specification:
    """Return a specification whose items, code lists and values have their history (`since` and `formerly`).

    `earlier` are the versions that it came from, oldest first. Nothing is known about what was before the oldest. Of a draft among
    them, only the renames count if another one was released: nobody used what it is called.
    """
    versions = [*earlier, specification]
    used = [index for index, older in enumerate(earlier) if older.status != "draft"] or list(range(len(earlier)))
    steps = [_step(versions[older : newer + 1]) for older, newer in pairwise([*used, len(earlier)])]
    steps.reverse()
    names = [version_label(specification.version, name=specification.name), *(step.called for step in steps)]
    items = (_titled(item, _past(item, steps, _item_before), names) for item in specification.items)
    lists = (_with_values(_titled(one, _past(one, steps, _list_before), names), steps, names) for one in specification.code_lists)
    return replace(specification, items=tuple(items), code_lists=tuple(lists))


def _step(versions: Sequence[Specification]) -> _Step:
    """Return the step from the last of some versions to the first."""
    older, *between, newer = versions
    return _Step(older, version_label(older.version, name=older.name), declared_renames(older, newer, between))


def _with_values(code_list: CodeList, steps: Sequence[_Step], names: Sequence[str]) -> CodeList:
    codes = []
    for code in code_list.codes:
        now: _Values = ((code.value,), code_list)
        past = [values for values, _ in _past(now, steps, _values_before)]
        former = [
            FormerName(name=value, until=names[age]) for age in range(1, len(past)) for value in past[age] if value not in past[age - 1]
        ]
        codes.append(replace(code, since=_since(past, names), formerly=tuple(former)))
    return replace(code_list, codes=tuple(codes))


def _titled(part: _Titled, past: Sequence[_Titled], names: Sequence[str]) -> _Titled:
    """Return an item or a code list with its history; `past` is what it was in each version, the latest first."""
    former = [
        FormerName(name=old.title, id=old.id if old.id != new.id else None, until=until)
        for (new, old), until in zip(pairwise(past), names[1:], strict=False)
        if (old.title, old.id) != (new.title, new.id)
    ]
    return replace(part, since=_since(past, names), formerly=tuple(former))


def _past(part: _Part, steps: Sequence[_Step], before: Callable[[_Part, _Step], _Part | None]) -> list[_Part]:
    """Return what a part was in each version, the latest first, back to the version that first had it."""
    past = [part]
    for step in steps:
        older = before(past[-1], step)
        if older is None:
            break
        past.append(older)
    return past


def _item_before(item: DataItem, step: _Step) -> DataItem | None:
    return step.older.item_by_id.get(step.renames.old_item_id(item.id))


def _list_before(code_list: CodeList, step: _Step) -> CodeList | None:
    lists = step.renames.lists
    old = next((was for was, now in lists.items() if now == code_list.id), None if code_list.id in lists else code_list.id)
    return step.older.code_list_by_id.get(old or "")


def _values_before(values_in_list: _Values, step: _Step) -> _Values | None:
    """Return the old values that have become some values of a code list, and the list; None if there were none."""
    values, code_list = values_in_list
    older = _list_before(code_list, step)
    if older is None:
        return None
    becomes = {old: step.renames.becomes(code_list.id, old) or (Successor(old),) for old in older.values}
    origins = tuple(old for old, successors in becomes.items() if any(successor.value in values for successor in successors))
    return (origins, older) if origins else None


def _since(past: Sequence[object], names: Sequence[str]) -> str | None:
    """Return the version that first had a part; None if it is the oldest at hand."""
    return names[len(past) - 1] if len(past) < len(names) else None
