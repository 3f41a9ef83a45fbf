"""The differences between two versions, part by part: facts only, which are judged later.

Entries are matched by their names, so that an entry that moved does not count as removed and added. The old version comes in the
names of the new one, so that what the new version declares as renamed counts as the same. Each difference in the meaning of
the YAML is a fact; layout, line breaks and comments are not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from cldspec import model
from cldspec.diff.renames import Renames
from cldspec.model import Located, Specification
from cldspec.model.base import is_computed

What = Literal["added", "removed", "changed", "reordered"]

NAMES: dict[type[Located], tuple[str, ...]] = {
    model.Alternative: ("value",),
    model.Amount: ("item",),
    model.Attribute: ("id",),
    model.Calculation: ("id",),
    model.Chapter: ("id",),
    model.Code: ("value",),
    model.CodeList: ("id",),
    model.ComparableDataset: ("dataset",),
    model.DataItem: ("id",),
    model.DaysAfter: ("item",),
    model.Derivation: ("id",),
    model.DerivationExample: ("title",),
    model.DerivedColumn: ("id",),
    model.Difference: ("text",),
    model.Discrepancy: ("id",),
    model.Example: ("value", "situation"),
    model.Exemption: ("reason",),
    model.Format: ("id",),
    model.Identifier: ("item",),
    model.Meaning: ("value",),
    model.Method: ("id",),
    model.Milestone: ("when",),
    model.Multiplier: ("value",),
    model.NotDerived: ("requirement", "title"),
    model.Parameter: ("id",),
    model.Pathway: ("id",),
    model.Place: ("id",),
    model.Provision: ("id",),
    model.Ranking: ("id",),
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
    model.ValueMapping: ("id",),
    model.Vocabulary: ("id",),
}
"""The fields that name an entry of a list. Entries of other classes are matched by their positions."""
_POSITION_FIELDS = {"origin", "first_line"}
"""The fields that only say where something is written."""
PROSE = {
    *(
        "advice",
        "because",
        "burden",
        "decision",
        "definition",
        "description",
        "grain",
        "guidance",
        "instructions",
        "meaning",
        "message",
        "note",
        "notes",
    ),
    *("not_collected", "reason", "says", "situation", "summary", "text", "what"),
}
"""The fields that are texts for people, which may mention the names of things that are renamed."""
_FORMER_NAMES = {"was_where", "was_by_decision", "replaces"}
"""The fields of a value that say how it was merged or split, which is a change of its own."""
_NAMED_BY_PROSE = (model.DerivationExample, model.Difference, model.Example, model.Milestone, model.Reading, model.Statement)
"""The classes whose entries are named by texts for people."""
_BLOCK_START = re.compile(r"\s*([-*+] |[0-9]+[.)] |[|>]|#+ |\{%[^%]*%\}\s*$|\{\{ *(values|rows|entries|provisions|picture)\(|$)")

"""The beginning of a line that begins a new block."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One difference: its path from the top of the specification, and the values there in both versions."""

    path: tuple[str, ...]
    what: What
    before: Any = None
    after: Any = None


def differences(old: Specification, new: Specification, renames: Renames) -> list[Fact]:
    """Return all differences, in the order of the model's fields; `old` is in the names of the new version."""
    return list(_of_objects((), old, new, renames))


def _of_objects(path: tuple[str, ...], old: Located, new: Located, renames: Renames) -> Iterator[Fact]:
    for field in fields(new):
        if field.name not in _POSITION_FIELDS and not is_computed(field):
            before, after = getattr(old, field.name), getattr(new, field.name)
            if field.name == "was" and (after is None or renames.is_old(after)):
                continue  # a rename is a change of its own, and the next version need not repeat it
            if isinstance(new, model.Code) and field.name in _FORMER_NAMES:
                continue
            if before != after:
                yield from _of_values((*path, field.name.removesuffix("_")), before, after, renames)


def _of_values(path: tuple[str, ...], before: Any, after: Any, renames: Renames) -> Iterator[Fact]:
    if isinstance(before, Located) and isinstance(after, Located):
        yield from _of_objects(path, before, after, renames)
    elif isinstance(before, tuple) and isinstance(after, tuple) and any(isinstance(entry, Located) for entry in (*before, *after)):
        yield from _of_lists(path, before, after, renames)
    elif before in (None, ()) or after in (None, ()):
        yield Fact(path, "added" if before in (None, ()) else "removed", before, after)
    else:
        renamed = _in_new_names(before, renames) if _is_prose(path) else before
        if _without_layout(path, after) not in (_without_layout(path, before), _without_layout(path, renamed)):
            yield Fact(path, "changed", before, after)


def _is_prose(path: tuple[str, ...]) -> bool:
    """Say whether the value at a path is a text for people. The title of an item is not: it is a column header."""
    return path[-1] in PROSE or (path[-1] == "title" and path[0] != "items")


def _of_lists(path: tuple[str, ...], before: Sequence[Located], after: Sequence[Located], renames: Renames) -> Iterator[Fact]:
    new = dict(zip(names(after), after, strict=True))
    old_names = names(before)
    old: dict[str, Located] = {}
    for name, entry in zip(old_names, before, strict=True):
        renamed = renames.in_text(name) if isinstance(entry, _NAMED_BY_PROSE) and name not in new else name
        old[name if renamed in old_names else renamed] = entry
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
    """Return the name of each entry of a list. Of entries with the same name, the later ones have their index added."""
    result: list[str] = []
    for index, entry in enumerate(entries):
        keys = NAMES.get(type(entry), ())
        values = [getattr(entry, key) for key in keys]
        name = " ".join(_in_one_line(value) for value in values if value is not None) if keys else str(index)
        result.append(name if name not in result else f"{name} ({index})")
    return result


def _in_one_line(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple) else " ".join(str(value).split())


def _in_new_names(value: Any, renames: Renames) -> Any:
    if isinstance(value, str):
        return renames.in_text(value)
    if isinstance(value, tuple):
        return tuple(_in_new_names(part, renames) for part in value)
    if isinstance(value, Mapping):
        return {_in_new_names(key, renames): _in_new_names(part, renames) for key, part in value.items()}
    return value


def _without_layout(path: tuple[str, ...], value: Any) -> Any:
    """Return a value without what is only layout: where a chapter's lines are broken, and how words are spaced."""
    if isinstance(value, str):
        return blocks(value) if path[0] == "guidance" and path[-1] == "text" else " ".join(value.split())
    if isinstance(value, tuple):
        return tuple(_without_layout(path, part) for part in value)
    if isinstance(value, Mapping):
        return {key: _without_layout(path, part) for key, part in value.items()}
    return value


def blocks(text: str) -> list[str]:
    """Return the blocks of a Markdown text, each as one line: headings, paragraphs, list entries, table rows."""
    lines: list[str] = [""]
    for line in text.split("\n"):
        if _BLOCK_START.match(line):
            lines.append("")
        lines[-1] = f"{lines[-1]} {' '.join(line.split())}".strip()
    return [block for block in lines if block]
