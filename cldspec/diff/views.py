"""Two versions as one side sees them, and rows for it: rows that one version accepts and the other may refuse."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from cldspec.diff.cell_texts import TYPICAL_TEXTS
from cldspec.diff.changes import Side
from cldspec.diff.combined import SolverRules
from cldspec.diff.conditions import ALWAYS
from cldspec.diff.renames import Renames
from cldspec.model import Cells, DataItem, Specification
from cldspec.rules.all_rules import Rule
from cldspec.rules.cells import UNREADABLE, Cell, read, to_typed
from cldspec.rules.evaluate import TODAY
from cldspec.rules.evaluate import Row as CanonicalRow
from cldspec.rules.expression import Condition, Item, values_in
from cldspec.solver.reason import Answer, Never, Possible, Reasoner, usual_rows


@dataclass(frozen=True)
class View:
    """Two versions as one side sees them: the version that accepts a return, and the version that may refuse it.

    Submitters write returns that the old version accepts, and the new version may refuse them. Consumers expect data that the
    old version accepts, and receive what the new version accepts. Everything has the names of the new version, except
    for the two versions `as_written`.
    """

    side: Side
    accepting: Specification
    refusing: Specification
    accepting_as_written: Specification
    refusing_as_written: Specification
    accepting_rules: Mapping[str, Rule]
    refusing_rules: Mapping[str, Rule]
    accepting_in_solver: SolverRules
    refusing_in_solver: SolverRules
    combined: Specification
    """The specification of the solver's rows, which can be rows of either version."""
    renames: Renames
    reasoner: Reasoner

    @property
    def accepting_name(self) -> str:
        """What the accepting version is called in a sentence."""
        return self._names[0]

    @property
    def refusing_name(self) -> str:
        """What the refusing version is called in a sentence."""
        return self._names[1]

    @property
    def _names(self) -> tuple[str, str]:
        versions = self.accepting.version, self.refusing.version
        if versions[0] != versions[1]:
            return f"version {versions[0]}", f"version {versions[1]}"
        return ("the old version", "the new version") if self.side == "submitters" else ("the new version", "the old version")

    @property
    def old_as_written(self) -> Specification:
        """The old version under its own names."""
        return self.accepting_as_written if self.side == "submitters" else self.refusing_as_written

    def own_item_id(self, item_id: str) -> str:
        """Return what the accepting version itself calls an item."""
        return self.renames.old_item_id(item_id) if self.side == "submitters" else item_id

    def other_item_id(self, own: str) -> str:
        """Return what the refusing version calls an item of the accepting version."""
        return self.renames.items.get(own, own) if self.side == "submitters" else self.renames.old_item_id(own)

    def new_rule_id(self, rule: Rule) -> str:
        """Return the identifier of a rule of the refusing version, as written, in the names of the new version."""
        item, point, kind = rule.id.partition(".")
        return rule.id if rule.entry or self.side == "submitters" else f"{self.renames.items.get(item, item)}{point}{kind}"

    def new_value(self, item: DataItem, text: str) -> str:
        """Return what the new version calls a value of the accepting version."""
        return self.renames.value(item.code_list, text) if self.side == "submitters" else text

    def ask(self, where: Condition = ALWAYS, *, cells: Mapping[str, Cell] | None = None, keeping: Collection[str] = ()) -> Answer:
        """Ask the solver for a row that conforms to the accepting version and passes the rules `keeping` as well."""
        kept = (*self.accepting_in_solver.errors, *keeping)
        return self.reasoner.ask(where, cells=cells, keeping=kept, preferring=self._typical_rows, explaining=False)

    def ask_for_breach(self, name: str, *, keeping: Collection[str] = ()) -> Answer:
        """Ask the solver for a row that conforms to the accepting version and breaks a rule of the other, by its solver's name."""
        kept = (*self.accepting_in_solver.errors, *keeping)
        return self.reasoner.ask(ALWAYS, keeping=kept, breaking=name, preferring=self._typical_rows, explaining=False)

    def never_breaks(self, names: Collection[str]) -> bool:
        """Say whether it is proved that no row that conforms to the accepting version breaks any of these rules."""
        answer = self.reasoner.ask(ALWAYS, keeping=self.accepting_in_solver.errors, breaking=names, explaining=False)
        return isinstance(answer, Never)

    def find_row(self, typed: Cells, where: Condition = ALWAYS) -> tuple[Cells | None, bool]:
        """Return a row that conforms to the accepting version, with these cells, where a condition is true.

        Without one, the second value says whether it is proved that there is none. Cells are as typed in the template.
        """
        items = self.accepting.item_by_id
        if any(isinstance(value, Item) and value.id not in items for value in values_in(where)):
            return None, False
        own = {name: text for name, text in typed.items() if name in items}
        cells: dict[str, Cell] = {}
        for name, text in own.items():
            value = read(items[name], text, self.accepting)
            if value is not UNREADABLE and are_same_type(items[name], self.combined.item_by_id[name]):
                cells[name] = value
        answer = self.ask(where, cells=cells)
        if isinstance(answer, Possible):
            return {**self.as_typed(answer.row), **own}, False
        return None, isinstance(answer, Never) and len(cells) == len(own)

    def row(self, typed: Cells, where: Condition = ALWAYS) -> Cells | None:
        """Return a row that conforms to the accepting version, with these cells, where a condition is true; None if none is found."""
        return self.find_row(typed, where)[0]

    def as_typed(self, row: CanonicalRow) -> Cells:
        """Return a row of the solver's as typed in the template, with texts that the accepting version can read."""
        typed = {TODAY: str(row[TODAY])}
        for item in self.accepting.items:
            if not are_same_type(item, self.combined.item_by_id[item.id]):
                typed[item.id] = _typical_text(item, self.accepting) if row[item.id] is not None else ""
                continue
            text = to_typed(item, row[item.id])
            if text and read(item, text, self.accepting) is UNREADABLE:
                text = _typical_text(item, self.accepting)
            typed[item.id] = text
        return typed

    @cached_property
    def _typical_rows(self) -> tuple[CanonicalRow, ...]:
        """A row that conforms to the accepting version, which examples resemble as far as possible; else the items' own examples."""
        examples = usual_rows(self.combined)
        answer = self.reasoner.ask(ALWAYS, keeping=self.accepting_in_solver.errors, preferring=examples, explaining=False)
        return (answer.row,) if isinstance(answer, Possible) else examples


def are_same_type(first: DataItem, second: DataItem) -> bool:
    """Say whether both items are texts (or codes), both are numbers, or both are dates."""
    types = {"code": "text", "integer": "decimal"}
    return types.get(first.type, first.type) == types.get(second.type, second.type)


def _typical_text(item: DataItem, specification: Specification) -> str:
    """Return a text, as typed in the template, that is a value of an item."""
    named = specification.format_by_id.get(item.format or "")
    candidates = [
        *(specification.values_of(item.id) or ())[:1],
        *(named.conforms if named else ()),
        *(example.value for example in item.examples),
        *TYPICAL_TEXTS,
    ]
    return next((text for text in candidates if read(item, text, specification) not in (UNREADABLE, None)), "")
