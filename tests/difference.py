"""What the tests of comparisons share: versions made by text edits, and a change as one line to hold against what is expected."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cldspec.diff.changes import Change, Comparison, Effect, Witness
from cldspec.diff.compare import compare
from cldspec.load import read_texts
from cldspec.model import Cells, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.reference import broken_rules
from cldspec.spelling import folded
from conftest import texts_of

Edit = tuple[str, str, str]
"""A file, a piece of it, and what stands in the place of the first such piece; see also `END`, `NEW` and `EVERYWHERE`."""
END = "⟦end⟧"
"""As a piece: what is written at the end of a file."""
NEW = "⟦new⟧"
"""As a piece: the text of a file that is not there."""
EVERYWHERE = "⟦everywhere⟧"
"""As a file: whole words, wherever they stand; all of them."""


@cache
def written(folder: Path) -> Mapping[str, str]:
    return texts_of(folder)


def read(texts: Mapping[str, str]) -> Specification:
    specification, findings = read_texts(dict(texts))
    assert specification is not None, findings
    assert not findings, findings
    return specification


def edited(texts: Mapping[str, str], edits: Iterable[Edit], moves: Mapping[str, str | None]) -> dict[str, str]:
    """Return texts after edits; before these, files move, or go."""
    made = {name: text for old, text in texts.items() if (name := moves.get(old, old)) is not None}
    for file, old, new in edits:
        if file == EVERYWHERE:
            words = re.compile(rf"(?<![\w/-]){re.escape(old)}(?![\w-])")
            made = {name: words.sub(new, text) for name, text in made.items()}
        elif old == NEW:
            assert file not in made
            made[file] = new
        elif old == END:
            made[file] += new
        else:
            assert old in made[file], f"{old} is not in {file}"
            made[file] = made[file].replace(old, new, 1)
    return made


@dataclass(frozen=True)
class Case:
    """Two versions: `base` are edits that make the old one from what is in a folder, `edits` those that make the new one from it.

    With `swap` the new one is the old one. `told` are the changes, each as a line, that must be told, and no others.
    """

    name: str
    edits: tuple[Edit, ...]
    told: tuple[str, ...]
    folder: Path
    base: tuple[Edit, ...] = ()
    moves: Mapping[str, str | None] = field(default_factory=dict)
    swap: bool = False

    def versions(self) -> tuple[Specification, Specification]:
        before = edited(written(self.folder), self.base, {})
        after = edited(before, self.edits, self.moves)
        old, new = read(before), read(after)
        return (new, old) if self.swap else (old, new)

    def compared(self) -> Comparison:
        return compare(*self.versions())


def line(change: Change) -> str:
    """Return all that is judged of a change: its kind and part, what it does to whom, and the way that it moves."""
    words = f"{change.kind} {change.part}: {effect(change.submitters)} | {effect(change.consumers)}"
    return f"{words} | {change.direction}" if change.direction else words


def effect(one: Effect) -> str:
    verdict = {"breaking": "breaks", "not breaking": "no", "not decided": "open"}[one.verdict]
    how = {"proved": "proved", "searched": "searched", "by definition": "defined", "not decided": "undecided"}[one.how]
    return f"{verdict}, {how}{', shown' if one.witness else ''}"


def hold(witness: Witness, found: Comparison, *, is_submitted: bool) -> None:
    """Look at an example anew: one version accepts it, and the other finds an error, or has no such column."""
    own, other = (found.old, found.new) if is_submitted else (found.new, found.old)
    assert (witness.accepted_by, witness.rejected_by) == (own.version, other.version)
    assert all(set(row) <= set(own.item_by_id) for row in witness.rows)
    assert not errors(witness.rows, own, witness.today)
    assert set(witness.matters) <= {*own.item_by_id, *other.item_by_id}
    because = {name for name, _ in witness.because}
    if "column" in because:
        assert {folded(own.item_by_id[name].title) for name in witness.matters if name in own.item_by_id} - {
            folded(item.title) for item in other.items
        }
        return
    names = found.renamed_items if is_submitted else {new: old for old, new in found.renamed_items.items()}
    as_read = [{names.get(name, name): text for name, text in row.items()} for row in witness.rows]
    translated = [
        {names.get(name, name): word(found, name, text, is_submitted=is_submitted) for name, text in row.items()} for row in witness.rows
    ]
    broken = errors(as_read, other, witness.today) | errors(translated, other, witness.today)
    back = {} if is_submitted else found.renamed_items
    assert because & {renamed(name, back) for name in broken}


def errors(rows: Sequence[Cells], specification: Specification, today: str) -> set[str]:
    grave = {rule.id for rule in rules_of(specification) if rule.severity == "error"}
    return {name for _, name in broken_rules(rows, specification, today)} & grave


def word(found: Comparison, item: str, text: str, *, is_submitted: bool) -> str:
    """Return a cell of one version with the value that it has in the other, where it is renamed."""
    new_name = found.renamed_items.get(item, item) if is_submitted else item
    known = found.new.item_by_id.get(new_name)
    words = found.renamed_values.get((known.code_list if known else None) or "", {})
    return (words if is_submitted else {new: old for old, new in words.items()}).get(text, text)


def renamed(rule_id: str, names: Mapping[str, str]) -> str:
    name, point, kind = rule_id.partition(".")
    return f"{names.get(name, name)}{point}{kind}"
