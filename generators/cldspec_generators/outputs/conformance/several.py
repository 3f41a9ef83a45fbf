"""Returns for the rules about several rows: what makes rows alike, which rows are compared, and what a blank means."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from cldspec.model import Cells, DataItem, Specification
from cldspec.rules.all_rules import Same, Unique
from cldspec.rules.evaluate import compiled
from cldspec.rules.reference import value_of
from cldspec.rules.tables import items_in
from cldspec_generators.outputs.conformance.truths import values_of
from cldspec_generators.outputs.conformance.values import numbered, other_spellings, other_values, unreadable_texts

_FAR = 500
"""Numbers from here on make identifiers that no row of the valid return has."""


@dataclass(frozen=True)
class Source:
    """Rows to make others of: those for which `when` is TRUE, and one for which it is not, if there is any."""

    base: Cells
    others: tuple[Cells, ...]
    unlike: Cells | None
    own: tuple[str, ...]
    """The items that tell rows apart."""
    specification: Specification

    def item(self, name: str) -> DataItem:
        """Return an item."""
        return self.specification.item_by_id[name]

    def row(self, number: int, cells: Mapping[str, str], base: Cells | None = None) -> Cells:
        """Return a row with these cells and with identifiers of its own."""
        row = base or self.base
        own = {name: numbered(self.item(name), _FAR + number, self.specification) for name in self.own if row[name]}
        return {**row, **own, **cells}

    def other(self, name: str, typed: str) -> str:
        """Return another value of an item, if possible one that a row to which the rule applies has."""
        used = next((row[name] for row in self.others if row[name] not in {"", typed}), None)
        return used or next(other_values(self.item(name), typed, self.specification), typed)

    def bases_by(self, names: Collection[str]) -> list[Cells]:
        """Return one row for each combination of values of some items, without that of the first row."""
        by_values = {tuple(row[name] for name in names): row for row in reversed((self.base, *self.others))}
        return [row for row in by_values.values() if row is not self.base]


def source_of(test: Unique | Same, rows: Sequence[Cells], own: Sequence[str], specification: Specification, today: str) -> Source | None:
    """Return the rows of the valid return to make others of; None if none will do."""
    is_met = compiled(test.when, specification)
    names = test.items if isinstance(test, Unique) else (test.item,)
    verdicts = [is_met(values_of(row, specification, today)) is True for row in rows]
    meeting = [row for row, verdict in zip(rows, verdicts, strict=True) if verdict and all(row[name] for name in names)]
    unlike = next((row for row, verdict in zip(rows, verdicts, strict=True) if not verdict), None)
    return Source(meeting[0], tuple(meeting[1:]), unlike, tuple(own), specification) if meeting else None


def returns_for_unique(test: Unique, source: Source) -> list[list[Cells]]:
    """Return one return: duplicates far apart, rows that share all keys but one, rows with a blank key, and rows that do not count."""
    base = source.base
    keys = {name: base[name] or numbered(source.item(name), 0, source.specification) for name in test.items}
    second = {name: source.other(name, typed) if source.item(name).type == "text" else typed for name, typed in keys.items()}
    cells: list[Mapping[str, str]] = [keys]
    cells += [{**keys, name: source.other(name, keys[name])} for name in test.items]
    cells += [second, second]
    cells += [{**keys, name: ""} for name in test.items for _ in range(2)]
    cells += [{**keys, name: typed} for name in test.items for typed in _lookalikes(source, name, keys[name])]
    rows = [source.row(number, one) for number, one in enumerate(cells)]
    if source.unlike:
        fixed = _items_of_when(test, source.specification)
        unlike = {name: typed for name, typed in keys.items() if name not in fixed}
        rows += [source.row(len(rows) + number, unlike, source.unlike) for number in range(2)]
    for base in source.bases_by(sorted(_items_of_when(test, source.specification))):
        rows += [source.row(len(rows) + number, {name: base[name] for name in test.items}, base) for number in range(2)]
    rows += [source.row(len(rows), second), source.row(len(rows) + 1, keys)]
    return [rows]


def returns_for_same(test: Same, source: Source) -> list[list[Cells]]:
    """Return one return with a group for each case, whose rows are far apart; without groups, a return for each case."""
    groups = [list(group) for group in _groups(test, source) if len(group) > 1]
    if test.of is None:
        return [[source.row(number, cells, base) for number, (cells, base) in enumerate(group)] for group in groups]
    of = source.item(test.of)
    tied: list[list[tuple[Mapping[str, str], Cells]]] = []
    for number, group in enumerate(groups):
        key = numbered(of, _FAR + 200 + number, source.specification)
        tied.append([({**cells, of.id: key}, base) for cells, base in group])
    tied.append([({test.item: typed, of.id: ""}, source.base) for typed in _two_values(test, source)])
    far_apart = [one for one in chain.from_iterable(zip_longest(*tied)) if one is not None]
    return [[source.row(number, cells, base) for number, (cells, base) in enumerate(far_apart)]]


def _groups(test: Same, source: Source) -> Iterator[Sequence[tuple[Mapping[str, str], Cells]]]:
    """Yield groups of rows: agreeing, differing, with a blank, unreadable or misspelt cell, and with rows that do not count."""
    item, base = source.item(test.item), source.base
    first, second = _two_values(test, source)
    patterns = [
        [first] * 3,
        [first, second],
        [first, first, first, second],
        [first, first, second, second],
        [first, ""],
        [first, first, ""],
    ]
    patterns += [[first, first, unreadable] for unreadable in list(unreadable_texts(item, source.specification))[:1]]
    patterns += [[first, first, spelling] for spelling in list(other_spellings(item, first, source.specification))[:1]]
    patterns += [[first, lookalike] for lookalike in _lookalikes(source, item.id, first)]
    yield from ([({item.id: typed}, base) for typed in pattern] for pattern in patterns)
    if source.unlike and item.id not in _items_of_when(test, source.specification):
        yield [({item.id: first}, base), ({item.id: second}, source.unlike)]
    elif source.unlike:
        yield [({item.id: first}, base), ({}, source.unlike)]


def _two_values(test: Same, source: Source) -> tuple[str, str]:
    first = source.base[test.item]
    return first, source.other(test.item, first)


def _lookalikes(source: Source, name: str, typed: str) -> list[str]:
    """Return texts that are other values of an item, but that a program may take for the same: in another case of letters."""
    item = source.item(name)
    if item.type != "text":
        return []
    return [text for text in (typed.upper(), typed.lower()) if text != typed and value_of(name, text, source.specification) == text][:1]


def _items_of_when(test: Unique | Same, specification: Specification) -> set[str]:
    return items_in(test.when, specification)
