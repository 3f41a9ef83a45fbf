"""Questions to the solver about the rules of a specification, and its answers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import z3

from cldspec.model import Severity, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.all_rules import Rule, rules_of
from cldspec.rules.cells import LAST_YEAR, UNREADABLE, Cell
from cldspec.rules.evaluate import TODAY, Row
from cldspec.rules.reference import row_function, value_of
from cldspec.solver.encode import Encoding
from cldspec.solver.evaluation import Question, RowRules, nearest_by_evaluation
from cldspec.solver.nearest import NearestRow
from cldspec.solver.z3_solver import Formula, Solver, all_of, any_of, negation

TIME_LIMIT = 2000
"""Milliseconds after which the solver gives up a question as undecided."""
_MOST_KNOWN_ROWS = 200
"""The most rows of earlier answers that are kept."""
_SIMILAR_ROWS = 3
"""The number of these that are tried with some cells changed, before the solver is asked."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")
"""The severities, highest first."""


@dataclass(frozen=True, slots=True)
class Possible:
    """There is such a row: this one, with today() among its cells."""

    row: Row


@dataclass(frozen=True, slots=True)
class Never:
    """There is no such row. These rules forbid it, and none of them can be left out. If there are none, it contradicts itself."""

    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """The solver could not decide."""

    reason: str


Answer = Possible | Never | Undecided


class Reasoner:
    """Answers questions about the rows of one specification. It keeps what the solver has learnt.

    It knows the specification's own rules, unless others are given.
    """

    def __init__(self, specification: Specification, rules: Iterable[Rule] | None = None) -> None:
        self.specification = specification
        self.rules: dict[str, Rule] = {rule.id: rule for rule in (rules_of(specification) if rules is None else rules)}
        self._tests = {name: rule.test for name, rule in self.rules.items() if isinstance(rule.test, RowTest)}
        self._row_rules = RowRules(specification, self._tests)
        self._encoding = Encoding(specification)
        self._solver = Solver(TIME_LIMIT)
        self._solver.add(*self._encoding.limits())
        self._broken: dict[str, Formula] = {}
        self._passed: dict[str, Formula] = {}
        """Literals that imply that a row passes a rule, for the rules that have been asked about."""
        self._known_rows: dict[tuple[Cell, ...], tuple[Row, frozenset[str]]] = {}
        """Rows of earlier answers, each with the rules about one row that it breaks."""

    def ask(
        self,
        where: ex.Condition,
        *,
        cells: Mapping[str, Cell] | None = None,
        keeping: Iterable[str],
        breaking: str | Collection[str] | None = None,
        preferring: Sequence[Row] = (),
        explaining: bool = True,
    ) -> Answer:
        """Return whether there is a row with these cells for which a condition is TRUE, and such a row.

        The row passes the rules `keeping`, except those that it is to break, and breaks one of the rules `breaking`. Rules about
        several rows, and about the text of a cell, are ignored. The row has as many cells as possible of the first preferred row,
        and of the others where it cannot; without preferred rows, any row will do. Unless `explaining`, a negative
        answer does not include the rules that forbid the row, because they take longest to find.
        """
        broken = [breaking] if isinstance(breaking, str) else list(breaking or ())
        question = Question(
            where,
            dict(cells or {}),
            frozenset(name for name in keeping if name in self._tests and name not in broken),
            [name for name in broken if name in self._tests],
        )
        row = nearest_by_evaluation(question, preferring, self._row_rules) if preferring else self._any_row(question)
        if row is not None:
            return self._possible(row)
        given = [literal for pair in question.cells.items() for literal in self._encoding.literals(*pair)]
        for pair in (pair for row in preferring for pair in row.items()):
            self._encoding.literals(*pair)
        wanted = [self._encoding.formula(where)] if where != ex.Truth(True) else []
        wanted += [any_of([self._broken_formula(name) for name in question.breaking])] if broken else []
        self._learn(question.passing)
        self._solver.add(*self._encoding.new_facts())
        with self._solver.scope():
            self._solver.add(*given, *wanted)
            return self._answer(question, preferring, explaining=explaining)

    def remember(self, row: Row) -> None:
        """Keep a row, with today() among its cells, as an example for later questions."""
        key = tuple(row.values())
        if key not in self._known_rows:
            self._known_rows[key] = (row, self._row_rules.broken(row))
        for oldest in list(islice(self._known_rows, max(len(self._known_rows) - _MOST_KNOWN_ROWS, 0))):
            del self._known_rows[oldest]

    def rules_about_one_row(self, *severities: Severity) -> list[str]:
        """Return the identifiers of the rules about one row of these severities."""
        return [name for name in self._tests if self.rules[name].severity in severities]

    def rules_at_least_as_severe_as(self, rule: str) -> list[str]:
        """Return the rules about one row that are at least as severe, since a warning cannot replace an error."""
        return self.rules_about_one_row(*SEVERITIES[: SEVERITIES.index(self.rules[rule].severity) + 1])

    def _learn(self, rules: Collection[str]) -> None:
        """Add the rules that the solver does not know yet. Many questions need only some of the rules."""
        for name in self._tests:
            if name in rules and name not in self._passed:
                self._passed[name] = z3.Bool(f"passes {name}")
                self._solver.add(z3.Implies(self._passed[name], negation(self._broken_formula(name))))

    def _broken_formula(self, name: str) -> Formula:
        """Return that a row breaks a rule."""
        if name not in self._broken:
            test = self._tests[name]
            self._broken[name] = all_of([self._encoding.formula(test.when), self._encoding.formula(test.expect, False)])
        return self._broken[name]

    def _any_row(self, question: Question) -> Row | None:
        """Return a row that answers a question, if an earlier answer had such a row, or a similar one."""
        for row, broken in self._known_rows.values():
            is_broken = not question.breaking or not broken.isdisjoint(question.breaking)
            if is_broken and broken.isdisjoint(question.passing) and self._row_rules.answers(row, question):
                return row
        similar = sorted((row for row, _ in self._known_rows.values()), key=lambda row: self._row_rules.distance(row, question))
        usual = usual_rows(self.specification)
        found = (nearest_by_evaluation(question, [row, *usual], self._row_rules) for row in similar[:_SIMILAR_ROWS])
        return next((row for row in found if row is not None), None)

    def _answer(self, question: Question, preferring: Sequence[Row], *, explaining: bool) -> Answer:
        """Ask the solver, in a scope that has what the question asks except the rules that the row is to pass."""
        passed = [self._passed[name] for name in self._passed if name in question.passing]
        assumed = passed if explaining else []
        if not explaining:
            self._solver.add(*passed)
        found: Row | bool | None
        if preferring:
            found = NearestRow(self._solver, self._encoding, self._row_rules, question, assumed).find(preferring)
        else:
            found = self._solver.can_hold(assumed)
        match found:
            case None:
                return Undecided(self._solver.reason_unknown())
            case False:
                return Never(self._smallest(question.passing) if explaining else ())
            case True:
                row = self._encoding.row(self._solver.model())
                texts = [item.id for item in self.specification.items if item.type == "text"]
                is_readable = all(self._row_rules.is_value(name, row[name]) for name in texts)
                if is_readable and self._row_rules.answers(row, question):
                    return self._possible(row)
                return Undecided("no text of the right form could be made up for the row that it found")
            case row:
                return self._possible(row)

    def _possible(self, row: Row) -> Possible:
        self.remember(row)
        return Possible(row)

    def _smallest(self, passing: Collection[str]) -> tuple[str, ...]:
        """Return rules that together forbid such a row, none of which can be left out."""
        core = self._solver.core()
        needed = [name for name, literal in self._passed.items() if name in passing and literal.get_id() in core]
        for name in list(needed):
            if self._solver.can_hold([self._passed[other] for other in needed if other != name]) is False:
                needed.remove(name)
        return tuple(needed)


def is_broken(rule: Rule, row: Row, specification: Specification) -> bool:
    """Return whether a row breaks a rule about one row, by the Python reference."""
    return isinstance(rule.test, RowTest) and row_function(rule.test, specification)(row)


def usual_rows(specification: Specification) -> tuple[Row, Row]:
    """Return two rows of the items' own examples, to prefer: one with blanks where an example has one, one without.

    The latest date among the examples is today(). The rows need not conform.
    """
    full: dict[str, Cell] = {}
    sparse: dict[str, Cell] = {}
    for item in specification.items:
        typed = [example.value for example in item.examples]
        usual = value_of(item.id, next((value for value in typed if value), ""), specification)
        full[item.id] = None if usual is UNREADABLE else usual
        sparse[item.id] = None if "" in typed else full[item.id]
    dates = [str(full[item.id]) for item in specification.items if item.type == "date" and full[item.id]]
    today = max(dates, default=f"{LAST_YEAR}-12-31")
    return {TODAY: today, **sparse}, {TODAY: today, **full}
