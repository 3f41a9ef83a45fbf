"""Rows near the boundaries of a rule about one row: each is judged otherwise by a program that has some fault in the rule."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, islice, product

from cldspec.model import Cells, DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.all_rules import Rule
from cldspec.rules.cells import FIRST_YEAR, LAST_YEAR, UNREADABLE, is_iso_date, to_typed, to_typed_date
from cldspec.rules.evaluate import TODAY, Row, compiled_value
from cldspec.rules.reference import value_of
from cldspec.rules.tables import items_in
from cldspec_generators.outputs.conformance.faults import faults_of
from cldspec_generators.outputs.conformance.truths import TruthTable, numbers_of, values_of
from cldspec_generators.outputs.conformance.values import other_values, unreadable_texts

_MOST_BASES = 4
"""The most rows of the valid return that are varied, of those to which the rule applies, and of the others."""
_MOST_VALUES = 40
"""The most values of a list that are tried."""
_FEW = 6
"""The number of values of each of two items that are tried together."""
_MOST_TOGETHER = 1200
"""The most rows in which two items are varied together."""
_BESIDE = (-1, 0, 1)
"""The days around a boundary."""


@dataclass(frozen=True)
class Variation:
    """Rows made of another row by other cells, for one rule."""

    rule: Rule
    specification: Specification
    today: str

    @property
    def test(self) -> RowTest:
        """The two conditions of the rule."""
        assert isinstance(self.rule.test, RowTest)  # noqa: S101 - the callers ask for these rules only
        return self.rule.test

    @property
    def items(self) -> list[DataItem]:
        """The items that the rule depends on, in the order of the template."""
        names = items_in(self.test.when, self.specification) | items_in(self.test.expect, self.specification)
        return [item for item in self.specification.items if item.id in names]

    def rows(self, bases: Sequence[Cells]) -> Iterator[Cells]:
        """Yield the rows themselves, then with one cell changed, then with two."""
        yield from bases
        texts = [{item.id: list(dict.fromkeys(self._texts(item, base))) for item in self.items} for base in bases]
        for base, by_item in zip(bases, texts, strict=True):
            yield from ({**base, name: text} for name, several in by_item.items() for text in several)
            yield from self._birthdays(base)
        for base, by_item in zip(bases, texts, strict=True):
            yield from self._in_tables(base)
            yield from islice(self._two_together(base, by_item), _MOST_TOGETHER)

    def _two_together(self, base: Cells, texts: Mapping[str, Sequence[str]]) -> Iterator[Cells]:
        few = {name: [*several[:_FEW]] for name, several in texts.items()}
        for first, second in combinations(few, 2):
            yield from ({**base, first: one, second: other} for one, other in product(few[first], few[second]))

    def _in_tables(self, base: Cells) -> Iterator[Cells]:
        """Yield the row with each combination of values that a table of the rule could have."""
        for name in sorted(ex.tables_of(self.test.when) | ex.tables_of(self.test.expect)):
            keys = self.specification.table_by_id[name].keys
            for values in product(*(["", *(self.specification.values_of(key) or ())] for key in keys)):
                yield {**base, **dict(zip(keys, values, strict=True))}

    def _texts(self, item: DataItem, base: Cells) -> Iterator[str]:
        """Yield cells of an item that make a difference to the rule, as typed; the first few most likely."""
        values: list[str] = []
        match item.type:
            case "date":
                values = [to_typed_date(day) for day in self._days(item, base)]
            case "integer" | "decimal":
                values = list(self._numbers(item))
            case "code":
                values = self._values(item)
            case _:
                values = list(islice(other_values(item, base[item.id], self.specification), 1))
        yield from values[:2]
        yield ""
        yield from values[2:]

    def _values(self, item: DataItem) -> list[str]:
        """Return the values of a list, those first that the rule names."""
        parts = (*ex.values_in(self.test.when), *ex.values_in(self.test.expect))
        named = {part.value for part in parts if isinstance(part, ex.Text)}
        values = self.specification.values_of(item.id) or ()
        return [*(value for value in values if value in named), *[value for value in values if value not in named][:_MOST_VALUES]]

    def _numbers(self, item: DataItem) -> Iterator[str]:
        unit = Decimal(1).scaleb(-(item.scale or 0))
        parts = (*ex.values_in(self.test.when), *ex.values_in(self.test.expect))
        for number in dict.fromkeys((*(part.value for part in parts if isinstance(part, ex.Number)), Decimal(0))):
            for more in (Decimal(0), unit, -unit, Decimal(1), -Decimal(1)):
                yield to_typed(item, number + more)

    def _days(self, item: DataItem, base: Cells) -> Iterator[str]:
        """Yield days beside each day that the item is compared with, and beside those of the row's other dates."""
        row = values_of(base, self.specification, self.today)
        days: dict[str, None] = {}
        for compare in self._comparisons():
            for value, other in ((compare.left, compare.right), (compare.right, compare.left)):
                if item.id in _names(value):
                    for day in _days_of(other, row, self.specification):
                        days[day] = None
        for other_item in self.specification.items:
            if other_item.type == "date" and other_item.id != item.id and isinstance(other_day := row[other_item.id], str):
                days[other_day] = None
        for day in days:
            for more in (0, -1, 1):
                yield from _shifted(day, more)
        if self._is_in_period_of(item) and isinstance(own_day := row[item.id], str):
            yield from _ends_of_months(int(own_day[:4]))

    def _is_in_period_of(self, item: DataItem) -> bool:
        """Say whether the rule asks for the reporting period or year that the item is in."""
        parts = (*ex.values_in(self.test.when), *ex.values_in(self.test.expect))
        return any(isinstance(part, ex.Call) and part.arguments == (ex.Item(item.id),) for part in parts)

    def _birthdays(self, base: Cells) -> Iterator[Cells]:
        """Yield the row with dates on, before and after the birthday that a rule asks for, and for those born on 29 February."""
        row = values_of(base, self.specification, self.today)
        for compare in self._comparisons():
            for value, other in ((compare.left, compare.right), (compare.right, compare.left)):
                match value, other:
                    case ex.Call("age_on", (ex.Item(birth), on)), ex.Number(age):
                        for day in _days_of(on, row, self.specification):
                            for years in (int(age), int(age) + 1):
                                for more in (0, 1, -1):
                                    for born in _shifted(_years_before(day, years), more):
                                        yield {**base, birth: to_typed_date(born)}
                        if isinstance(on, ex.Item):
                            yield from self._leap_days(base, birth, on.id, int(age))

    @staticmethod
    def _leap_days(base: Cells, birth: str, on: str, age: int) -> Iterator[Cells]:
        year = int((base[on] or "01/01/2020")[-4:])
        born = next(one for one in range(year - age - 1, year - age - 9, -1) if one % 4 == 0 and (one % 100 or one % 400 == 0))
        for day in (f"28/02/{born + age}", f"01/03/{born + age}"):
            yield {**base, birth: f"29/02/{born}", on: day}

    def unreadable(self, base: Cells) -> Iterator[Cells]:
        """Yield a row with each cell unreadable of which the rule asks whether it is blank: an unreadable cell is neither."""
        parts = (*ex.conditions_in(self.test.when), *ex.conditions_in(self.test.expect))
        for name in dict.fromkeys(part.item.id for part in parts if isinstance(part, ex.IsBlank)):
            text = next(unreadable_texts(self.specification.item_by_id[name], self.specification), None)
            if text:
                yield {**base, name: text}

    def boundaries(self, rows: Sequence[Row]) -> Iterator[int]:
        """Yield the rows in which two days that the rule compares are as far apart: on the same day, or a day before or after it.

        The same for birthdays, and the ends of all months where the rule asks for the period or the year of a date.
        """
        for compare in self._comparisons():
            by_distance: defaultdict[int, int] = defaultdict(int)
            for number, row in enumerate(rows):
                for place, distance in enumerate(self._distances(compare, row)):
                    if distance in _BESIDE:
                        by_distance[10 * place + distance] |= 1 << number
            yield from (by_distance[key] for key in sorted(by_distance))
        for item in self.items:
            if item.type == "date" and self._is_in_period_of(item):
                by_day: defaultdict[str, int] = defaultdict(int)
                for number, row in enumerate(rows):
                    if isinstance(day := row[item.id], str) and (date.fromisoformat(day) + timedelta(1)).day == 1:
                        by_day[day[5:]] |= 1 << number
                yield from (by_day[key] for key in sorted(by_day))

    def _distances(self, compare: ex.Compare, row: Row) -> Iterator[int | None]:
        """Yield how many days a row is from each boundary of a comparison; None if it has none."""
        for value, other in ((compare.left, compare.right), (compare.right, compare.left)):
            match value, other:
                case ex.Call("age_on", (ex.Item(birth), on)), ex.Number(age):
                    born, day = row[birth], next(_days_of(on, row, self.specification), None)
                    for years in (int(age), int(age) + 1):
                        if isinstance(born, str) and day and born[:4] < f"{LAST_YEAR - years}":
                            yield (date.fromisoformat(day) - date.fromisoformat(_years_before(born, -years))).days
                        else:
                            yield None
        days = [next(_days_of(value, row, self.specification), None) for value in (compare.left, compare.right)]
        yield (date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days if days[0] and days[1] else None

    def _comparisons(self) -> list[ex.Compare]:
        parts = (*ex.conditions_in(self.test.when), *ex.conditions_in(self.test.expect))
        return [part for part in parts if isinstance(part, ex.Compare)]


def near_rows(rule: Rule, bases: Sequence[Cells], specification: Specification, today: str) -> list[Cells]:
    """Return few rows of which at least one is judged otherwise for each fault that a program may have in a rule about one row.

    They are made of other rows, `bases`. A fault that none of them shows is left out.
    """
    variation = Variation(rule, specification, today)
    typed = list({tuple(row.items()): row for row in variation.rows(bases)}.values())
    names = [item.id for item in variation.items]
    rows: list[Row] = [{TODAY: today, **{name: value_of(name, row[name], specification) for name in names}} for row in typed]
    readable = [index for index, row in enumerate(rows) if UNREADABLE not in row.values()]
    typed, rows = [typed[index] for index in readable], [rows[index] for index in readable]
    table, test = TruthTable(rows, specification), variation.test
    broken = table.broken(test.when, test.expect)
    applies = table.truths(test.when)[0]
    chosen = 0
    for boundary in variation.boundaries(rows):
        beside = boundary & applies or boundary
        if not beside & chosen:
            chosen |= beside & -beside
    differences = [table.broken(fault.when, fault.expect) ^ broken for fault in faults_of(test, specification)]
    for difference in sorted(filter(None, differences), key=int.bit_count):
        if not difference & chosen:
            chosen |= difference & -difference
    return [*(typed[number] for number in numbers_of(chosen)), *variation.unreadable(bases[0])]


def _names(value: ex.Value) -> set[str]:
    return {part.id for part in ex.values_in(value) if isinstance(part, ex.Item)}


def _days_of(value: ex.Value, row: Row, specification: Specification) -> Iterator[str]:
    """Yield the day that a value is for a row, if it is one."""
    day = compiled_value(value, specification)(row)
    if isinstance(day, str) and is_iso_date(day):
        yield day


def _ends_of_months(year: int) -> Iterator[str]:
    """Yield the last day of each month of a year and of the year before."""
    for month in range(1, 13):
        yield from ((date(one + month // 12, month % 12 + 1, 1) - timedelta(1)).isoformat() for one in (year, year - 1))


def _shifted(day: str, days: int) -> Iterator[str]:
    """Yield the day some days later, if dates go so far."""
    if f"{FIRST_YEAR + 1}" <= day[:4] < f"{LAST_YEAR}":
        yield (date.fromisoformat(day) + timedelta(days)).isoformat()


def _years_before(day: str, years: int) -> str:
    year = int(day[:4]) - years
    return f"{year:04}-{day[5:]}" if is_iso_date(f"{year:04}-{day[5:]}") else f"{year:04}-03-01"
