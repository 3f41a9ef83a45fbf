"""Questions to the solver about the rules of a specification, and its answers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import z3

from cldspec.model import Severity, Specification
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.all_rules import Rule, rules_of
from cldspec.rules.cells import LAST_YEAR, UNREADABLE, Cell, read, to_typed
from cldspec.rules.evaluate import TODAY, Row, truth
from cldspec.rules.expression import Condition, Truth
from cldspec.rules.reference import row_function
from cldspec.solver.encode import Encoding, Formula

TIME_LIMIT = 2000
"""Milliseconds after which a question is given up as undecided."""


@dataclass(frozen=True, slots=True)
class Possible:
    """There is such a row: this one, with today() among its cells."""

    row: Row


@dataclass(frozen=True, slots=True)
class Never:
    """There is no such row: these rules, none of which can be left out, forbid it. Without any, it contradicts itself."""

    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """The solver did not find out."""

    reason: str


Answer = Possible | Never | Undecided


class Reasoner:
    """Answers questions about the rows of one specification; it keeps what the solver has learnt.

    It knows the specification's own rules, unless others are given.
    """

    def __init__(self, specification: Specification, rules: Iterable[Rule] | None = None) -> None:
        self.specification = specification
        self.rules: dict[str, Rule] = {rule.id: rule for rule in (rules_of(specification) if rules is None else rules)}
        self._encoding = Encoding(specification)
        self._solver = z3.Solver()
        self._solver.set("timeout", TIME_LIMIT)
        self._solver.add(*self._encoding.limits())
        self._model: Formula = None
        """A row that meets all that the question at hand holds so far."""
        self._kept: dict[str, Formula] = {}
        self._preferences: dict[tuple[tuple[str, Cell], ...], dict[str, Formula]] = {}
        for rule in self.rules.values():
            if isinstance(rule.test, RowTest):
                self._kept[rule.id] = z3.Bool(f"rule {rule.id}")
                self._solver.add(z3.Implies(self._kept[rule.id], z3.Not(self._broken(rule.test))))

    def ask(
        self,
        where: Condition,
        *,
        cells: Mapping[str, Cell] | None = None,
        keeping: Iterable[str],
        breaking: str | Collection[str] | None = None,
        preferring: Sequence[Row] = (),
        explaining: bool = True,
    ) -> Answer:
        """Say whether there is a row where a condition is TRUE, with these cells, that keeps some rules and breaks one of others.

        Rules about many rows, and about the text of a cell, are not looked at. The row found has as many cells as can be
        of the first preferred row, and of the others where it cannot. Unless `explaining`, an answer that there is none
        comes without the rules that forbid it, which takes longest to find.
        """
        wanted = [self._encoding.holds(where)] if where != Truth(True) else []
        wanted += [self._encoding.is_(name, cell) for name, cell in (cells or {}).items()]
        broken = [breaking] if isinstance(breaking, str) else list(breaking or ())
        tests = [self.rules[name].test for name in broken]
        wanted += [z3.Or([self._broken(test) for test in tests if isinstance(test, RowTest)])] if tests else []
        kept = {name: self._kept[name] for name in keeping if name in self._kept and name not in broken}
        preferences = [self._preference(row) for row in preferring]
        self._solver.add(*self._encoding.facts)
        self._encoding.facts.clear()
        self._solver.push()
        try:
            self._solver.add(*wanted)
            return self._answer(kept, preferences, where, explaining=explaining)
        finally:
            self._solver.pop()

    def rules_about_one_row(self, *severities: Severity) -> list[str]:
        """Return the identifiers of the rules about one row of these severities."""
        return [name for name in self._kept if self.rules[name].severity in severities]

    def rules_as_grave_as(self, rule: str) -> list[str]:
        """Return the rules about one row that are at least as grave: for who only minds errors, no warning takes an error's place."""
        grave: tuple[Severity, ...] = ("error", "warning", "information")
        return self.rules_about_one_row(*grave[: grave.index(self.rules[rule].severity) + 1])

    def _broken(self, test: RowTest) -> Formula:
        return z3.And(self._encoding.holds(test.when), self._encoding.holds(test.expect, False))

    def _preference(self, row: Row) -> dict[str, Formula]:
        """Return the formulas that each cell is as in a row; they are kept, since rows are preferred again and again."""
        key = tuple(row.items())
        if key not in self._preferences:
            self._preferences[key] = {name: self._encoding.is_(name, cell) for name, cell in row.items()}
        return self._preferences[key]

    def _answer(self, kept: dict[str, Formula], preferences: Sequence[dict[str, Formula]], where: Condition, *, explaining: bool) -> Answer:
        assumed = list(kept.values()) if explaining else []
        self._solver.add(*([] if explaining else kept.values()))
        result = self._solver.check(*assumed)
        if result == z3.unsat:
            return Never(self._smallest(kept) if explaining else ())
        if result != z3.sat:
            return Undecided(self._unknown())
        if preferences:
            self._prefer(assumed, preferences)
            if self._solver.check(*assumed) != z3.sat:
                return Undecided(self._unknown())
        row = self._encoding.row(self._solver.model())
        lies = [name for name in kept if is_broken(self.rules[name], row, self.specification)]
        items = [item for item in self.specification.items if item.type == "text"]
        is_readable = all(read(item, to_typed(item, row[item.id]), self.specification) == row[item.id] for item in items)
        if lies or not is_readable or truth(where, row, self.specification) is not True:
            return Undecided("no text of the right form could be made up for the row that it found")
        return Possible(row)

    def _unknown(self) -> str:
        reason = str(self._solver.reason_unknown()).strip("()")
        return "it took too long" if reason in {"canceled", "timeout"} else reason.replace("(", "").replace(")", "")

    def _smallest(self, kept: dict[str, Formula]) -> tuple[str, ...]:
        """Return rules that forbid it together, none of which can be left out."""
        core = _names(self._solver.unsat_core())
        needed = [name for name, literal in kept.items() if literal.decl().name() in core]
        for name in list(needed):
            fewer = [kept[other] for other in needed if other != name]
            if self._solver.check(*fewer) == z3.unsat:
                needed.remove(name)
        return tuple(needed)

    def _prefer(self, assumed: list[Formula], preferences: Sequence[dict[str, Formula]]) -> None:
        """Hold as many cells as can be to the first preference, earlier ones before later ones, and settle the rest one by one.

        What comes out depends on nothing but the question: not on what was asked before, nor on the machine.
        """
        first, *others = preferences
        left = list(first.items())
        free: list[str] = []
        self._model = self._solver.model()
        while left:
            count = self._most_at_once(assumed, [formula for _, formula in left])
            self._solver.add(*(formula for _, formula in left[:count]))
            free += [name for name, _ in left[count : count + 1]]
            left = left[count + 1 :]
        for name in free:
            self._settle(name, assumed, [other[name] for other in others])

    def _can_hold(self, assumed: list[Formula], formulas: list[Formula]) -> bool:
        """Say whether formulas can hold together with all that is held already; what holds in the model at hand need not be asked."""
        if all(z3.is_true(self._model.eval(formula, model_completion=True)) for formula in formulas):
            return True
        if self._solver.check(*assumed, *formulas) != z3.sat:
            return False
        self._model = self._solver.model()
        return True

    def _most_at_once(self, assumed: list[Formula], formulas: list[Formula]) -> int:
        """Return how many formulas, from the first on, can hold together."""
        most = len(formulas)
        while not self._can_hold(assumed, formulas[:most]):
            core = {literal.get_id() for literal in self._solver.unsat_core()}
            most = max((index for index in range(most) if formulas[index].get_id() in core), default=most - 1)
        return most

    def _settle(self, name: str, assumed: list[Formula], wanted: list[Formula]) -> None:
        """Hold a cell to the first of some formulas that can hold, or to the first value of its list, or to the least that it can be."""
        formulas = [*wanted, *self._encoding.choices(name)]
        for formula in {formula.get_id(): formula for formula in formulas}.values():
            if self._can_hold(assumed, [formula]):
                self._solver.add(formula)
                return
        measure = self._encoding.measure(name)
        if measure is None:
            return
        value, least, most = measure
        while least < most:
            middle = (least + most) // 2
            if self._can_hold(assumed, [value <= middle]):
                most = middle
            else:
                least = middle + 1
        self._solver.add(value == least)


def _names(literals: Iterable[Formula]) -> set[str]:
    return {str(literal.decl().name()) for literal in literals}


def is_broken(rule: Rule, row: Row, specification: Specification) -> bool:
    """Say whether a row breaks a rule about one row, as worked out in Python."""
    return isinstance(rule.test, RowTest) and row_function(rule.test, specification)(row)


def usual_rows(specification: Specification) -> tuple[Row, Row]:
    """Return two rows of the items' own examples, to prefer: one with blanks where an example has one, one without.

    The latest date among the examples is today(). The rows need not conform.
    """
    filled: dict[str, Cell] = {}
    sparse: dict[str, Cell] = {}
    for item in specification.items:
        typed = [example.value for example in item.examples]
        usual = read(item, next((value for value in typed if value), ""), specification)
        filled[item.id] = None if usual is UNREADABLE else usual
        sparse[item.id] = None if "" in typed else filled[item.id]
    dates = [str(filled[item.id]) for item in specification.items if item.type == "date" and filled[item.id]]
    today = max(dates, default=f"{LAST_YEAR}-12-31")
    return {TODAY: today, **sparse}, {TODAY: today, **filled}
