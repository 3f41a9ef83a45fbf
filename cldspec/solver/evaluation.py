"""Questions about rows, and quick answers to some of them without the solver, by evaluation of the rules."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cldspec.model import Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.cells import UNREADABLE, Cell, to_typed
from cldspec.rules.evaluate import TODAY, Row, compiled
from cldspec.rules.reference import row_function, value_of
from cldspec.rules.tables import items_in

_TODAY_FUNCTION = TODAY.removesuffix("()")


@dataclass(frozen=True, slots=True)
class Question:
    """Is there a row with these cells for which a condition is TRUE, that passes some rules and breaks at least one of some others?"""

    where: ex.Condition
    cells: Mapping[str, Cell]
    passing: frozenset[str]
    breaking: Sequence[str]
    """Rules of which the row breaks at least one; none, if it need not break any."""


class RowRules:
    """The rules about one row of a specification as Python functions."""

    def __init__(self, specification: Specification, tests: Mapping[str, RowTest]) -> None:
        self.specification = specification
        self.is_broken_by = {name: row_function(test, specification) for name, test in tests.items()}
        self.concerns = {name: compiled(test.when, specification) for name, test in tests.items()}
        """For each rule, a function that returns the truth of its `when` for a row."""
        self.is_surely_passed_by = {name: _surely_passed(test, specification) for name, test in tests.items()}
        self.about: dict[str, list[str]] = defaultdict(list)
        """The rules that depend on an item, or on today()."""
        for name, test in tests.items():
            for item in _asked(test, specification):
                self.about[item].append(name)

    def broken(self, row: Row) -> frozenset[str]:
        """Return the rules that a row breaks."""
        return frozenset(name for name, is_broken_by in self.is_broken_by.items() if is_broken_by(row))

    def answers(self, row: Row, question: Question) -> bool:
        """Return whether a row is what a question asks for."""
        return (
            all(row[name] == cell for name, cell in question.cells.items())
            and compiled(question.where, self.specification)(row) is True
            and not any(self.is_broken_by[name](row) for name in question.passing)
            and (not question.breaking or any(self.is_broken_by[name](row) for name in question.breaking))
        )

    def distance(self, row: Row, question: Question) -> int:
        """Return a rough measure of how much a row must change to be what a question asks for."""
        changes = sum(row[name] != cell for name, cell in question.cells.items())
        return changes + (bool(question.breaking) and not any(self.concerns[name](row) for name in question.breaking))

    def is_value(self, name: str, cell: Cell) -> bool:
        """Return whether an item, or today(), can have a value."""
        if name == TODAY or cell is None:
            return (name == TODAY) != (cell is None)
        item = self.specification.item_by_id[name]
        return value_of(name, to_typed(item, cell), self.specification) == cell


PLAIN_NUMBERS = tuple(map(Decimal, (1, 2, 5, 10, 0, -1, 20, 50, 100, 1000)))
"""Numbers that convince in an example, in the order in which they are tried."""


class PartialRow:
    """A row of which some cells are not known yet, and the question that it is to answer.

    A cell that is not known is taken for unreadable, so that everything that depends on it is unknown. What is TRUE or FALSE
    all the same stays so, whatever the cell will be.
    """

    def __init__(self, rules: RowRules, question: Question) -> None:
        self._rules = rules
        self._question = question
        self._is_met = compiled(question.where, rules.specification)
        self.cells: dict[str, Cell] = {**dict.fromkeys([TODAY, *rules.specification.item_by_id], UNREADABLE), **question.cells}

    def accepts(self, name: str, cell: Cell) -> bool:
        """Give a cell a value, unless the row then cannot answer the question, whatever its other cells are."""
        if self._rules.is_value(name, cell):
            self.cells[name] = cell
            if not self._fails(name):
                return True
            self.cells[name] = UNREADABLE
        return False

    def answer(self) -> Row | None:
        """Return the row, if all its cells are known and it answers the question."""
        is_known = UNREADABLE not in self.cells.values()
        return self.cells if is_known and self._rules.answers(self.cells, self._question) else None

    def _fails(self, changed: str) -> bool:
        """Return whether the row cannot answer the question since a cell has changed."""
        rules, question = self._rules, self._question
        return (
            any(name in question.passing and rules.is_broken_by[name](self.cells) for name in rules.about[changed])
            or self._is_met(self.cells) is False
            or (bool(question.breaking) and all(rules.is_surely_passed_by[name](self.cells) for name in question.breaking))
        )


def choices_for(name: str, others: Iterable[Row], specification: Specification) -> Iterator[Cell]:
    """Yield the values to choose from for a cell: those of other preferred rows, blank, and its allowed values or plain numbers."""
    cells: list[Cell] = [other[name] for other in others]
    if name != TODAY:
        cells += [None, *(specification.values_of(name) or ())]
        cells += PLAIN_NUMBERS if specification.item_by_id[name].type in {"integer", "decimal"} else ()
    yield from dict.fromkeys(cells)


def nearest_by_evaluation(question: Question, preferred: Sequence[Row], rules: RowRules) -> Row | None:
    """Return the row that `NearestRow` of `nearest` finds, if evaluation alone leads to it.

    Each cell is as in the first preferred row unless a rule is then broken for sure. Each cell that is left out has the first
    value for which that is not so. If the row answers the question in the end, every choice was possible.
    """
    first, *others = preferred
    if not all(rules.is_value(name, cell) for name, cell in question.cells.items()):
        return None
    row = PartialRow(rules, question)
    left_out = [name for name, cell in first.items() if name not in question.cells and not row.accepts(name, cell)]
    return row.answer() if fill(row, left_out, others, rules.specification) else None


def fill(row: PartialRow, names: Iterable[str], others: Sequence[Row], specification: Specification) -> bool:
    """Give each of some cells the first value that the row accepts; return whether there is one for each."""
    return all(any(row.accepts(name, cell) for cell in choices_for(name, others, specification)) for name in names)


def _surely_passed(test: RowTest, specification: Specification) -> Callable[[Row], bool]:
    when, expect = compiled(test.when, specification), compiled(test.expect, specification)
    return lambda row: when(row) is False or expect(row) is True


def _asked(test: RowTest, specification: Specification) -> Iterator[str]:
    """Yield the items that a rule depends on, and today() if it does."""
    yield from items_in(test.when, specification) | items_in(test.expect, specification)
    values = [*ex.values_in(test.when), *ex.values_in(test.expect)]
    if any(isinstance(value, ex.Call) and value.name == _TODAY_FUNCTION for value in values):
        yield TODAY
