"""What differs between two versions, part by part: facts only, judged by nobody yet.

Parts are matched by what names them, so that an entry that moved is not one removed and one added. The old version comes
in the names of the new one, so that what the new version declares as renamed is the same. Every difference in what the YAML
means is one fact; how it is laid out, wrapped and commented is none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from cldspec import model
from cldspec.diff.renames import Renames
from cldspec.model import Located, Specification

What = Literal["added", "removed", "changed", "reordered"]

NAMES: dict[type[Located], tuple[str, ...]] = {
    model.Alternative: ("value",),
    model.Amount: ("item",),
    model.Attribute: ("id",),
    model.Calculation: ("id",),
    model.Chapter: ("id",),
    model.Code: ("value",),
    model.CodeList: ("id",),
    model.Comparison: ("dataset",),
    model.DataItem: ("id",),
    model.DaysAfter: ("item",),
    model.Discrepancy: ("id",),
    model.Example: ("value", "situation"),
    model.Exemption: ("reason",),
    model.Format: ("id",),
    model.Identifier: ("item",),
    model.Meaning: ("value",),
    model.Milestone: ("when",),
    model.Multiplier: ("value",),
    model.Pathway: ("id",),
    model.Place: ("id",),
    model.Provision: ("id",),
    model.Reading: ("says",),
    model.Release: ("version",),
    model.RuleEntry: ("id",),
    model.SaltRequirement: ("number",),
    model.ScheduleRow: ("time",),
    model.ScopeEntry: ("id",),
    model.Section: ("id",),
    model.SourceDocument: ("id",),
    model.Statement: ("text",),
    model.Table: ("id",),
    model.Term: ("term",),
    model.Topic: ("id",),
    model.Unchecked: ("id",),
    model.Vocabulary: ("id",),
}
"""What names an entry of a list. Entries of other classes are known by their place."""
UNSAID = {"origin", "first_line"}
"""Fields that say nothing: where something is written."""
PROSE = {
    *("advice", "burden", "decision", "definition", "description", "guidance", "instructions", "meaning", "message", "note", "notes"),
    *("not_collected", "reason", "says", "situation", "summary", "text", "what"),
}
"""The fields that are words for people, in which what is renamed may be named."""
_NAMED_BY_PROSE = (model.Example, model.Milestone, model.Reading, model.Statement)
"""The classes whose entries are known by words."""
_BLOCK = re.compile(r"\s*([-*+] |[0-9]+[.)] |[|>]|#+ |\{%|\{\{ *(values|rows|entries|provisions|picture)\(|$)")


@dataclass(frozen=True, slots=True)
class Fact:
    """One difference: the way to it from the top of the specification, and what stands there in either version."""

    path: tuple[str, ...]
    what: What
    before: Any = None
    after: Any = None


def differences(old: Specification, new: Specification, renames: Renames) -> list[Fact]:
    """Return every difference, in the order of the model's fields; `old` is in the names of the new version."""
    return list(_of_objects((), old, new, renames))


def _of_objects(path: tuple[str, ...], old: Located, new: Located, renames: Renames) -> Iterator[Fact]:
    for one in fields(new):
        if one.name not in UNSAID:
            before, after = getattr(old, one.name), getattr(new, one.name)
            if one.name == "was" and (after is None or renames.is_old(after)):
                continue  # a rename is told as one, and forgotten by the version after
            if before != after:
                yield from _between((*path, one.name.removesuffix("_")), before, after, renames)


def _between(path: tuple[str, ...], before: Any, after: Any, renames: Renames) -> Iterator[Fact]:
    if isinstance(before, Located) and isinstance(after, Located):
        yield from _of_objects(path, before, after, renames)
    elif isinstance(before, tuple) and isinstance(after, tuple) and any(isinstance(one, Located) for one in (*before, *after)):
        yield from _of_lists(path, before, after, renames)
    elif before in (None, ()) or after in (None, ()):
        yield Fact(path, "added" if before in (None, ()) else "removed", before, after)
    elif _said(path, after) not in (_said(path, before), _said(path, _in_new_names(before, renames) if _is_prose(path) else before)):
        yield Fact(path, "changed", before, after)


def _is_prose(path: tuple[str, ...]) -> bool:
    """Say whether words stand at a path; the title of an item is the header of its column."""
    return path[-1] in PROSE or (path[-1] == "title" and path[0] != "items")


def _of_lists(path: tuple[str, ...], before: Sequence[Located], after: Sequence[Located], renames: Renames) -> Iterator[Fact]:
    new = dict(zip(names(after), after, strict=True))
    own = names(before)
    old: dict[str, Located] = {}
    for name, entry in zip(own, before, strict=True):
        renamed = renames.in_text(name) if isinstance(entry, _NAMED_BY_PROSE) and name not in new else name
        old[name if renamed in own else renamed] = entry
    for name, entry in old.items():
        if name not in new:
            yield Fact((*path, name), "removed", entry, None)
    for name, entry in new.items():
        if name not in old:
            yield Fact((*path, name), "added", None, entry)
        else:
            yield from _of_objects((*path, name), old[name], entry, renames)
    kept_before, kept_after = [name for name in old if name in new], [name for name in new if name in old]
    if kept_before != kept_after:
        yield Fact(path, "reordered", tuple(kept_before), tuple(kept_after))


def names(entries: Sequence[Located]) -> list[str]:
    """Return what each entry of a list is known by; those that share a name are told apart by their numbers."""
    found: list[str] = []
    for index, entry in enumerate(entries):
        keys = NAMES.get(type(entry), ())
        said = [getattr(entry, key) for key in keys]
        name = " ".join(_word(one) for one in said if one is not None) if keys else str(index)
        found.append(name if name not in found else f"{name} ({index})")
    return found


def _word(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple) else " ".join(str(value).split())


def _in_new_names(value: Any, renames: Renames) -> Any:
    if isinstance(value, str):
        return renames.in_text(value)
    if isinstance(value, tuple):
        return tuple(_in_new_names(part, renames) for part in value)
    if isinstance(value, Mapping):
        return {_in_new_names(key, renames): _in_new_names(part, renames) for key, part in value.items()}
    return value


def _said(path: tuple[str, ...], value: Any) -> Any:
    """Return a value without what is only layout: how a chapter's lines are wrapped, how words are spaced."""
    if isinstance(value, str):
        return blocks(value) if path[0] == "guidance" and path[-1] == "text" else " ".join(value.split())
    if isinstance(value, tuple):
        return tuple(_said(path, part) for part in value)
    if isinstance(value, Mapping):
        return {key: _said(path, part) for key, part in value.items()}
    return value


def blocks(text: str) -> list[str]:
    """Return the blocks of Markdown: headings, paragraphs, entries of lists, rows of tables, each on one line."""
    found: list[str] = [""]
    for line in text.split("\n"):
        if _BLOCK.match(line):
            found.append("")
        found[-1] = f"{found[-1]} {' '.join(line.split())}".strip()
    return [block for block in found if block]
