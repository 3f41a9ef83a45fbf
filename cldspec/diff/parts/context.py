"""What the modules of all parts need to turn facts into changes: the two versions, the judge of effects, and `change`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cldspec.diff.changes import Change, Direction, Effect
from cldspec.diff.judge import Judge
from cldspec.diff.parts.words import as_text
from cldspec.diff.renames import Renames
from cldspec.model import Located, Specification
from cldspec.rules.all_rules import Readable

BREAKS_NOBODY = Effect("not breaking", "by definition", "No row is judged by it.")
"""The effect of a change that no rule depends on."""


@dataclass(frozen=True)
class Context:
    """Two versions, the old one in the names of the new one, and the judge of the changes between them."""

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
        """Return the rules of both versions that find unreadable cells of these items."""
        wanted = set(items)
        rules = (*self.judge.old_rules.values(), *self.judge.new_rules.values())
        return list(dict.fromkeys(rule.id for rule in rules if isinstance(rule.test, Readable) and rule.test.item in wanted))

    def existing_rules(self, names: Iterable[str]) -> list[str]:
        """Return those identifiers that are rules of either version."""
        return [name for name in names if name in self.judge.old_rules or name in self.judge.new_rules]


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
    effects: tuple[Effect, Effect] = (BREAKS_NOBODY, BREAKS_NOBODY),
    direction: Direction | None = None,
    also: Sequence[str] = (),
    hint: str | None = None,
    is_text: bool = False,
) -> Change:
    """Return a change.

    `at` is what it is about, if possible in the new version, and `key` the field of it that changed. `effects` are those on
    submitters and on consumers. With `is_text`, `before` and `after` are texts that keep their lines.
    """
    position = at.origin.value(key) if key else at.origin.value()
    return Change(
        kind,
        part,
        name,
        sentence,
        before if is_text else as_text(before),
        after if is_text else as_text(after),
        (position.file, position.line),
        tuple(items),
        *effects,
        direction=direction,
        also=tuple(also),
        hint=hint,
    )
