"""Whether conditions are TRUE, FALSE or unknown for many rows at once: a set of rows is the bits of a whole number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_

from cldspec.model import Cells, Specification
from cldspec.rules import expression as ex
from cldspec.rules.cells import Cell, Unreadable
from cldspec.rules.evaluate import TODAY, Row, compiled
from cldspec.rules.reference import value_of

Rows = int
"""A set of rows. The row with the number n is in it if the bit n is 1."""
Truths = tuple[Rows, Rows]
"""The rows for which a condition is TRUE, and those for which it is FALSE. For the others it is unknown."""


class TruthTable:
    """The truths of conditions for the same rows, each worked out once.

    A part of a condition depends on few cells, which few rows have alike, so it is evaluated once for each combination.
    """

    def __init__(self, rows: Sequence[Row], specification: Specification) -> None:
        self.rows = rows
        self.specification = specification
        self.all: Rows = (1 << len(rows)) - 1
        self._known: dict[ex.Condition, Truths] = {}
        self._values: dict[str, dict[Cell, Rows]] = {}

    def rows_by_value(self, name: str) -> Mapping[Cell, Rows]:
        """Return the rows by their value of an item."""
        if name not in self._values:
            numbers: defaultdict[Cell, bytearray] = defaultdict(lambda: bytearray(len(self.rows) // 8 + 1))
            for number, row in enumerate(self.rows):
                numbers[row.get(name)][number // 8] |= 1 << number % 8
            self._values[name] = {value: int.from_bytes(bits, "little") for value, bits in numbers.items()}
        return self._values[name]

    def truths(self, condition: ex.Condition) -> Truths:
        """Return the rows for which a condition is TRUE, and those for which it is FALSE."""
        if condition not in self._known:
            self._known[condition] = self._truths(condition)
        return self._known[condition]

    def broken(self, when: ex.Condition, expect: ex.Condition) -> Rows:
        """Return the rows that break a rule: those for which `when` is TRUE and `expect` is FALSE."""
        return self.truths(when)[0] & self.truths(expect)[1]

    def _truths(self, condition: ex.Condition) -> Truths:
        match condition:
            case ex.Truth(value):
                return (self.all, 0) if value else (0, self.all)
            case ex.Not(inner):
                true, false = self.truths(inner)
                return false, true
            case ex.All(parts):
                both = [self.truths(part) for part in parts]
                return reduce(and_, (true for true, _ in both)), reduce(or_, (false for _, false in both))
            case ex.Any(parts):
                both = [self.truths(part) for part in parts]
                return reduce(or_, (true for true, _ in both)), reduce(and_, (false for _, false in both))
            case ex.Compare("=", ex.Item(name), ex.Text(text)):
                return self._among(name, {text})
            case ex.In(ex.Item(name), options) if all(isinstance(option, ex.Text) for option in options):
                return self._among(name, {option.value for option in options if isinstance(option, ex.Text)})
            case ex.InTable(name):
                return self._in_table(name)
            case _:
                return self._evaluated(condition)

    def _among(self, name: str, texts: set[str]) -> Truths:
        by_value = self.rows_by_value(name)
        true = reduce(or_, (by_value.get(text, 0) for text in texts), 0)
        unknown = reduce(or_, (rows for value, rows in by_value.items() if value is None or isinstance(value, Unreadable)), 0)
        return true, self.all & ~true & ~unknown

    def _in_table(self, name: str) -> Truths:
        table = self.specification.table_by_id[name]
        pairs = [[ex.Compare("=", ex.Item(key), ex.Text(row.get(key, ""))) for key in table.keys] for row in table.rows]
        return self._truths(ex.Any(tuple(ex.All(tuple(pair)) for pair in pairs)))

    def _evaluated(self, condition: ex.Condition) -> Truths:
        """Evaluate a condition once for each combination of the cells that it depends on."""
        names = sorted(
            {value.id for value in ex.values_in(condition) if isinstance(value, ex.Item)}
            | {TODAY for value in ex.values_in(condition) if isinstance(value, ex.Call) and value.name == "today"}
        )
        is_met = compiled(condition, self.specification)
        true = false = 0
        for cells, rows in self._combinations(names):
            verdict = is_met(cells)
            if verdict is True:
                true |= rows
            elif verdict is False:
                false |= rows
        return true, false

    def _combinations(self, names: Sequence[str]) -> list[tuple[dict[str, Cell], Rows]]:
        found: list[tuple[dict[str, Cell], Rows]] = [({}, self.all)]
        for name in names:
            by_value = self.rows_by_value(name)
            found = [({**cells, name: value}, both) for cells, rows in found for value, own in by_value.items() if (both := rows & own)]
        return found


def values_of(row: Cells, specification: Specification, today: str) -> Row:
    """Return the cells of a row as values, with today's date."""
    return {TODAY: today, **{name: value_of(name, typed, specification) for name, typed in row.items()}}


def numbers_of(rows: Rows) -> list[int]:
    """Return the numbers of the rows in a set."""
    numbers = []
    while rows:
        lowest = rows & -rows
        numbers.append(lowest.bit_length() - 1)
        rows ^= lowest
    return numbers
