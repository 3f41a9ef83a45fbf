"""Texts as whole numbers: a table of all texts that occur, and what is known of texts that do not."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count as count_from

import z3

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import has_format
from cldspec.rules.pattern import texts as texts_of_pattern
from cldspec.rules.reference import value_of
from cldspec.solver.z3_solver import Formula, Model, all_of, any_of, differs, negation


@dataclass(frozen=True, slots=True)
class Choice:
    """A text of a list: the bits of its index in the list. Z3 reasons faster about bits than about whole numbers."""

    numbers: tuple[int, ...]
    """The numbers of the texts of the list."""
    bits: tuple[Formula, ...]
    negated_bits: tuple[Formula, ...]

    def limits(self) -> Iterator[Formula]:
        """Yield that the index is one of the list."""
        for index in range(len(self.numbers), 2 ** len(self.bits)):
            yield negation(self._has_index(index))

    def equals(self, code: int) -> Formula:
        """Return that this is the text with a number."""
        return self._has_index(self.numbers.index(code)) if code in self.numbers else z3.BoolVal(False)

    def read(self, model: Model) -> int:
        """Return the number of the text in a model."""
        return self.numbers[sum(model.is_true(bit) << place for place, bit in enumerate(self.bits))]

    def literals(self, code: int) -> list[Formula]:
        """Return the literals that this is the text of the list with a number."""
        return self._index_literals(self.numbers.index(code))

    def _has_index(self, index: int) -> Formula:
        return all_of(self._index_literals(index))

    def _index_literals(self, index: int) -> list[Formula]:
        return [(self.bits if index >> place & 1 else self.negated_bits)[place] for place in range(len(self.bits))]


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text that is not of a list: a whole number, which need not be that of a text that occurs."""

    variable: Formula

    def limits(self) -> Iterator[Formula]:
        """Yield nothing: the facts of the table say what is known."""
        yield from ()

    def equals(self, code: int) -> Formula:
        """Return that this is the text with a number."""
        return self.variable == code

    def read(self, model: Model) -> int:
        """Return the number of the text in a model."""
        return model.number(self.variable)


Text = Choice | FreeText | int
"""A text of an item, or the number of a text that is written out."""


def equal(first: Text, second: Text) -> Formula:
    """Return that two texts are the same."""
    if isinstance(first, int):
        return z3.BoolVal(first == second) if isinstance(second, int) else second.equals(first)
    if isinstance(second, int):
        return first.equals(second)
    if isinstance(first, FreeText) and isinstance(second, FreeText):
        return first.variable == second.variable
    listed = first.numbers if isinstance(first, Choice) else second.numbers if isinstance(second, Choice) else ()
    return any_of([all_of([first.equals(number), second.equals(number)]) for number in listed])


class Texts:
    """The number of each text that occurs in an allowed value, a condition or a cell."""

    def __init__(self, specification: Specification) -> None:
        self._specification = specification
        self._free = {item.id: FreeText(z3.Int(item.id)) for item in specification.items if item.type == "text"}
        self._texts: list[str] = []
        self._numbers: dict[str, int] = {}
        self._prefixes: dict[str, Formula] = {}
        self.facts: list[Formula] = []
        """What is known of the texts, as far as the solver has not been given it yet."""

    def of_item(self, item: DataItem) -> Choice | FreeText:
        """Return the text of an item."""
        if item.id in self._free:
            return self._free[item.id]
        values = self._specification.values_of(item.id) or ()
        numbers = tuple(dict.fromkeys(self.number(value) for value in values))
        bits = tuple(z3.Bool(f"{item.id} bit {place}") for place in range((len(numbers) - 1).bit_length()))
        return Choice(numbers, bits, tuple(map(negation, bits)))

    def number(self, text: str) -> int:
        """Return the number of a text, and add the text if it is new."""
        if text not in self._numbers:
            number = self._numbers[text] = len(self._texts)
            self._texts.append(text)
            self.facts += [begins(number) == text.startswith(prefix) for prefix, begins in self._prefixes.items()]
            excluded = (free for name, free in self._free.items() if value_of(name, text, self._specification) != text)
            self.facts += [differs(free.variable, number) for free in excluded]
        return self._numbers[text]

    def begins(self, text: Text, prefix: str) -> Formula:
        """Return that a text begins with a prefix."""
        if not isinstance(text, FreeText):
            return any_of([equal(text, number) for known, number in self._numbers.items() if known.startswith(prefix)])
        if prefix not in self._prefixes:
            begins = z3.Function(f"begins with {prefix}", z3.IntSort(), z3.BoolSort())
            self.facts += [begins(number) == known.startswith(prefix) for known, number in self._numbers.items()]
            for other, begins_with_other in self._prefixes.items():
                self.facts += [_together(begins, prefix, begins_with_other, other, free.variable) for free in self._free.values()]
            self._prefixes[prefix] = begins
        return self._prefixes[prefix](text.variable)

    def has(self, number: int) -> bool:
        """Return whether a number is that of a text that occurs."""
        return 0 <= number < len(self._texts)

    def text(self, number: int) -> str:
        """Return the text with a number."""
        return self._texts[number]

    def made_up(self, item: DataItem, number: int, others: Collection[str], model: Model) -> str:
        """Return a text for the item that does not occur and is none of some others, with the prefix that the model gives it."""
        taken = {*self._texts, *others}
        prefixes = [prefix for prefix, begins in self._prefixes.items() if model.holds(begins(number))]
        prefix = max(prefixes, key=len, default="")
        named = self._specification.format_by_id.get(item.format or "")
        if named:
            usual = named.conforms[0]
            half = usual[: len(usual) // 2]
            is_denied = any(half.startswith(other) for other in self._prefixes if other not in prefixes)
            start = prefix or ("" if is_denied else half)
            candidates = (text for text in texts_of_pattern(named.pattern, start) if text not in taken and has_format(text, named))
            return next((text for text in candidates if all(text.startswith(one) == (one in prefixes) for one in self._prefixes)), usual)
        stem = prefix if item.max_length else f"{prefix}{item.title} "
        return next(text for count in count_from(1) if (text := f"{stem}{count}") not in taken)


def _together(begins: Formula, prefix: str, begins_with_other: Formula, other: str, text: Formula) -> Formula:
    """Return how two prefixes of a text go together: the longer includes the shorter, or a text cannot have both."""
    if prefix.startswith(other):
        return z3.Implies(begins(text), begins_with_other(text))
    if other.startswith(prefix):
        return z3.Implies(begins_with_other(text), begins(text))
    return z3.Not(z3.And(begins(text), begins_with_other(text)))
