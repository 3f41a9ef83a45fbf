"""Whom a change breaks.

A change breaks submitters if a return that conforms to the old version breaks an error of the new version. It breaks
consumers if a return that conforms to the new version breaks an error of the old version. Only the rules that the change adds,
removes or alters are asked about.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from cldspec.diff.changes import Direction, Effect, Side
from cldspec.diff.combined import combine
from cldspec.diff.conditions import filled_in
from cldspec.diff.effects import Answer, direction_of, effect_of
from cldspec.diff.questions import can_break, can_have_text
from cldspec.diff.renames import Renames
from cldspec.diff.translation import in_new_names
from cldspec.diff.views import View
from cldspec.diff.witnesses import COLUMN, witness_of
from cldspec.model import Specification
from cldspec.rules.all_rules import Readable, rules_of
from cldspec.solver.reason import Reasoner
from cldspec.spelling import folded
from cldspec.validation.readers.header import items_by_name


class Judge:
    """Finds out how changes between two versions affect returns; it keeps what the solver has learnt."""

    def __init__(self, old: Specification, new: Specification, renames: Renames) -> None:
        self.old_as_written, self.new, self.renames = old, new, renames
        self.old = in_new_names(old, renames)
        """The old version in the names of the new one."""
        self.old_rules = {rule.id: rule for rule in rules_of(self.old)}
        self.new_rules = {rule.id: rule for rule in rules_of(new)}

    def effects_of_rules(self, rules: Iterable[str]) -> tuple[Direction, Effect, Effect]:
        """Return the direction in which these rules changed, and the effects on submitters and on consumers."""
        names = tuple(rules)
        submitters, consumers = self.can_break("submitters", names), self.can_break("consumers", names)
        return direction_of(submitters, consumers), self.effect("submitters", submitters), self.effect("consumers", consumers)

    def can_break(self, side: Side, rules: Iterable[str]) -> Answer:
        """Find out whether what one version accepts breaks one of these rules of the other; errors before warnings."""
        return can_break(self._views[side], rules)

    def effect(self, side: Side, answer: Answer) -> Effect:
        """Return an answer as an effect on a side."""
        return effect_of(self._views[side], answer)

    def effect_of_text(self, side: Side, item_id: str, text: str) -> Effect:
        """Return the effect of a value, or a spelling of one, that an item of the accepting version may have."""
        view = self._views[side]
        return effect_of(view, can_have_text(view, item_id, text))

    def effect_of_columns(self, side: Side, item_ids: Collection[str], reason: str) -> Effect:
        """Return the effect of columns that the other version lacks, or has under other headers, with a row that fills them."""
        view = self._views[side]
        own = [item_id for item_id in item_ids if item_id in view.accepting.item_by_id]
        row = view.row({}, filled_in(own[:1])) or view.row({})
        broken = {COLUMN, *(rule for item_id in own for rule in self._rules_of_header(view, item_id))}
        witness = witness_of(view, [row], broken, tuple(own)) if row else None
        return Effect("breaking", "by definition", reason, witness)

    def _rules_of_header(self, view: View, item_id: str) -> list[str]:
        """Return the rules by which the other version reads the cells under an item's header, if it is the header of another item."""
        other = items_by_name(view.refusing).get(folded(view.accepting.item_by_id[item_id].title))
        return [
            name for name, rule in view.refusing_rules.items() if other and isinstance(rule.test, Readable) and rule.test.item == other.id
        ]

    @cached_property
    def _views(self) -> Mapping[Side, View]:
        old, new, written = self.old, self.new, self.old_as_written
        combined = combine(old, new)
        shared = (combined.specification, self.renames, Reasoner(combined.specification, combined.rules))
        return {
            "submitters": View("submitters", old, new, written, new, self.old_rules, self.new_rules, combined.old, combined.new, *shared),
            "consumers": View("consumers", new, old, new, written, self.new_rules, self.old_rules, combined.new, combined.old, *shared),
        }
