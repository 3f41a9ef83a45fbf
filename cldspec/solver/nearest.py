"""The row that is nearest to preferred rows, among all rows that answer a question.

It depends on nothing but the question: not on earlier questions, the machine, or the choices that Z3 makes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cldspec.rules.cells import UNREADABLE, Cell
from cldspec.rules.evaluate import Row
from cldspec.solver.encode import Encoding
from cldspec.solver.evaluation import PartialRow, Question, RowRules, choices_for, fill
from cldspec.solver.z3_solver import Formula, Solver


@dataclass
class NearestRow:
    """The search for the nearest row. It adds to the solver's scope, which has what the question asks already."""

    solver: Solver
    encoding: Encoding
    rules: RowRules
    question: Question
    assumed: Sequence[Formula]
    """Literals that must hold, beside what was added to the solver."""
    result: bool | None = field(init=False)
    """What the solver said last: whether there is a row, or None if it did not find out."""

    def find(self, preferred: Sequence[Row]) -> Row | bool | None:
        """Return the row; False if there is none, None if the solver does not find out, True if it is that of the solver's model.

        It has as many cells as possible of the first preferred row, earlier cells before later ones. Each other cell, one after
        the other, has the first value that is possible: of the other preferred rows, of its list, a plain number, or else the first
        date, or the number that is nearest to zero.
        """
        first, *others = preferred
        cells = [(name, cell) for name, cell in first.items() if name not in self.question.cells]
        left_out = self._longest(cells)
        if not isinstance(left_out, list):
            return left_out
        row = self._partial(cells, left_out)
        if fill(row, left_out, others, self.rules.specification) and (answer := row.answer()) is not None:
            return answer
        row = self._partial(cells, left_out)
        self.solver.add(*(literal for pair in cells if pair[0] not in left_out for literal in self.encoding.literals(*pair)))
        for name in left_out:
            self._choose(row, name, others)
        if (answer := row.answer()) is None:
            self._can_hold()
        return answer or self.result

    def _partial(self, cells: Sequence[tuple[str, Cell]], left_out: Sequence[str]) -> PartialRow:
        row = PartialRow(self.rules, self.question)
        row.cells |= {name: cell for name, cell in cells if name not in left_out}
        return row

    def _longest(self, cells: Sequence[tuple[str, Cell]]) -> list[str] | bool | None:
        """Return the items whose cells are to be left out, so that as many cells as possible hold, earlier before later ones.

        Return False if there is no row at all, and None if the solver does not find out.
        """
        row = PartialRow(self.rules, self.question)
        left_out = [index for index, pair in enumerate(cells) if not row.accepts(*pair)]
        tried = [index for index in range(len(cells)) if index not in left_out]
        while (last := self._contradiction([cells[index] for index in tried])) is not None:
            if last < 0:
                return self.result
            last = tried[last]
            before = [index for index in tried if index < last]
            while left_out and last < left_out[-1] and (earlier := self._contradiction([cells[index] for index in before])) is not None:
                if earlier < 0:
                    return self.result
                last, before = before[earlier], before[:earlier]
            left_out = [*(index for index in left_out if index < last), last]  # what comes later may hold without the last one
            tried = [index for index in range(len(cells)) if index not in left_out]
        return [cells[index][0] for index in left_out]

    def _contradiction(self, cells: Sequence[tuple[str, Cell]]) -> int | None:
        """Return the index of the last of some cells that contradict each other; None if they can all hold.

        It is negative if there is no row even without them.
        """
        literals = [self.encoding.literals(*pair) for pair in cells]
        if self._can_hold(*(literal for several in literals for literal in several)):
            return None
        if self.result is None:
            return len(cells) - 1
        core = self.solver.core()
        return max((index for index, several in enumerate(literals) if any(one.get_id() in core for one in several)), default=-1)

    def _choose(self, row: PartialRow, name: str, others: Sequence[Row]) -> None:
        """Give a cell the first possible value: of the other preferred rows, of its list, a plain number, or else the simplest one.

        A text without such a value is left to the solver.
        """
        for cell in choices_for(name, others, self.rules.specification):
            if row.accepts(name, cell):
                if self._can_hold(self.encoding.equals(name, cell)):
                    self.solver.add(self.encoding.equals(name, cell))
                    return
                row.cells[name] = UNREADABLE
        simplest = self._simplest(name)
        if simplest is not None:
            row.cells[name] = self.encoding.cell(name, simplest)

    def _simplest(self, name: str) -> int | None:
        """Return the code of the first possible date, or of the possible number that is nearest to zero, and hold the solver to it.

        None for a text.
        """
        measured = self.encoding.range_of(name)
        if measured is None or not self._can_hold():
            return None
        value, least = measured
        if least >= 0:
            return self._least(name, value, least)
        if self._can_hold(value >= 0):
            self.solver.add(value >= 0)
            return self._least(name, value, 0)
        return -self._least(name, -value, 1)

    def _least(self, name: str, value: Formula, least: int) -> int:
        """Return the least that the code of a cell, or its opposite, can be, and hold the solver to it."""
        self._can_hold()
        most = abs(self.encoding.code_in(self.solver.model(), name))
        is_near = True
        while most > least:
            limit = most - 1 if is_near else (least + most) // 2  # Z3 often has found the least value already
            is_near = not is_near
            if self._can_hold(value <= limit):
                most = abs(self.encoding.code_in(self.solver.model(), name))
            else:
                least = limit + 1
        self.solver.add(value == least)
        return least

    def _can_hold(self, *formulas: Formula) -> bool:
        self.result = self.solver.can_hold([*self.assumed, *formulas])
        return self.result is True
