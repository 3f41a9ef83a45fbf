"""What every part needs to put facts into words: the two versions, who judges, and a few helpers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cldspec.diff.changes import Change, Direction, Effect
from cldspec.diff.facts import Fact
from cldspec.diff.judge import Judge
from cldspec.diff.renames import Renames
from cldspec.model import Located, Specification
from cldspec.rules.all_rules import Readable, Rule
from cldspec.wording import joined

NOBODY = Effect("not breaking", "by definition", "It decides about no row.")
"""The effect of what no rule asks."""
_LONG = 60
"""The characters of a text that is still quoted in a sentence."""


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
        before if is_text else shown(before),
        after if is_text else shown(after),
        (place.file, place.line),
        tuple(items),
        *effects,
        direction=direction,
        also=tuple(also),
        hint=hint,
    )


def shown(value: Any) -> str | None:
    """Return a value of the YAML as text; None where there is none."""
    match value:
        case None | ():
            return None
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(str(shown(part)) for part in value)
        case Mapping():
            return ", ".join(f"{key}: {shown(part)}" for key, part in value.items())
        case Located():
            from cldspec.model.as_data import as_data

            return shown(as_data(value))
        case list():
            return "; ".join(str(shown(part)) for part in value)
        case _:
            return " ".join(str(value).split())


def told(fact: Fact, what: str) -> str:
    """Return a sentence that says what a field of something is and was; long texts are left to whoever shows them."""
    before, after = shown(fact.before), shown(fact.after)
    if before is None:
        return f"{what} is new{_quoted(after)}."
    if after is None:
        return f"{what} is gone{_quoted(before)}."
    if max(len(before), len(after)) <= _LONG:
        return f"{what} is “{after}”; it was “{before}”."
    return f"{what} reads otherwise."


def _quoted(text: str | None) -> str:
    return f": “{text}”" if text is not None and len(text) <= _LONG else ""


def listed(words: Sequence[str], most: int = 4) -> str:
    """Return words as part of a sentence; of many, the first."""
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} others"
    return joined(words)
