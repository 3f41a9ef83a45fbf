"""What every part needs to put facts into words: the two versions, who judges, and a few helpers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cldspec.diff.changes import Change, Direction, Effect
from cldspec.diff.judge import Judge
from cldspec.diff.parts.words import as_text
from cldspec.diff.renames import Renames
from cldspec.model import Located, Specification
from cldspec.rules.all_rules import Readable, Rule

NOBODY = Effect("not breaking", "by definition", "It decides about no row.")
"""The effect of what no rule asks."""


@dataclass(frozen=True)
class Context:
    """Two versions, the old one in the names of the new one, and who judges what changes between them."""

    judge: Judge
    renames: Renames

    @property
    def old(self) -> Specification:
        """The old version in the names of the new one."""
        return self.judge.old

    @property
    def new(self) -> Specification:
        """The new version."""
        return self.judge.new

    def readable_rules(self, items: Iterable[str]) -> list[str]:
        """Return the rules of both versions by which the cells of some items are read."""
        wanted = set(items)
        rules = (*self.judge.old_rules.values(), *self.judge.new_rules.values())
        return list(dict.fromkeys(rule.id for rule in rules if isinstance(rule.test, Readable) and rule.test.item in wanted))

    def rules_named(self, names: Iterable[str]) -> list[str]:
        """Return those identifiers that are rules of either version."""
        return [name for name in names if name in self.judge.old_rules or name in self.judge.new_rules]

    def rule(self, name: str) -> Rule:
        """Return a rule as the new version has it, or the old one where it is gone."""
        return self.judge.new_rules.get(name) or self.judge.old_rules[name]


def change(
    kind: str,
    part: str,
    name: str,
    sentence: str,
    *,
    at: Located,
    key: str = "",
    before: Any = None,
    after: Any = None,
    items: Sequence[str] = (),
    effects: tuple[Effect, Effect] = (NOBODY, NOBODY),
    direction: Direction | None = None,
    also: Sequence[str] = (),
    hint: str | None = None,
    is_text: bool = False,
) -> Change:
    """Return a change; `at` is what it is about, as far as possible in the new version, and `key` what of it.

    With `is_text`, the lines of what was and is are kept.
    """
    place = at.origin.value(key) if key else at.origin.value()
    return Change(
        kind,
        part,
        name,
        sentence,
        before if is_text else as_text(before),
        after if is_text else as_text(after),
        (place.file, place.line),
        tuple(items),
        *effects,
        direction=direction,
        also=tuple(also),
        hint=hint,
    )
