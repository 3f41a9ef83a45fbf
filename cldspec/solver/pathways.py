"""Rows of made-up people and things: the pathways of a specification, drawn by chance and filled so that they conform.

A pathway's cells and a draw of its dates and amounts are filled up by the solver, once. Each course is then a draw of its
own, whose other cells are changed by chance where no rule minds; it is kept if it breaks nothing, by the plain reference.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from random import Random

from cldspec.model import Cells, Pathway, SampleData, Specification, Step
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.all_rules import Rule, Same, Unique, rules_of
from cldspec.rules.cells import LAST_YEAR, UNREADABLE, Cell, read, to_iso_date, to_typed_date
from cldspec.rules.evaluate import TODAY, Row, truth
from cldspec.rules.expression import Call, Compare, Condition, In, InTable, Item, StartsWith, conditions_in, values_in
from cldspec.rules.reference import breaking
from cldspec.solver.counting import first_of
from cldspec.solver.examples import filled, items_asked
from cldspec.solver.reason import Reasoner, is_broken, usual_rows

Key = tuple[str, Cell]
"""A rule that ties rows of the whole return together, and the value that those share which it ties; None for all rows."""
_DRAWS = 60
"""How often dates are drawn anew before a pathway is given up."""
_FILLINGS = 5
"""How often the solver is asked with other dates."""
_FILLED = 0.6
"""How often a cell that may be blank is filled."""
_BLANKED = 0.1
"""How often a cell that may be blank, and is not, becomes so."""
_TODAY = TODAY.removesuffix("()")
"""The function that asks for the day."""
_LATER = timedelta(days=366)
"""How long after the usual day of a row a return is looked at, at the earliest."""
_FAR = f"{LAST_YEAR - 99}-01-01"
"""The last day on which anybody looks at a return; what breaks the same on both days does so between them."""


@dataclass(frozen=True)
class Scopes:
    """Which items have one value in a whole return, and which have one in all rows of a pathway; no others are in either."""

    whole: frozenset[str]
    group: frozenset[str]


@lru_cache(maxsize=16)
def scopes_of(specification: Specification) -> Scopes:
    """Return which items are the same on which rows."""
    same = [rule.test for rule in rules_of(specification) if isinstance(rule.test, Same)]
    group = specification.sample.group
    return Scopes(
        frozenset(test.item for test in same if test.of is None),
        frozenset({group} | {test.item for test in same if test.of == group}),
    )


@lru_cache(maxsize=16)
def ties_across(specification: Specification) -> tuple[Rule, ...]:
    """Return the rules by which rows of one pathway must agree with those of others: not those of who is counted."""
    counted = {one.item for one in specification.sample.identifiers}
    return tuple(rule for rule in rules_of(specification) if isinstance(rule.test, Same) and rule.test.of not in counted)


@lru_cache(maxsize=16)
def free_items(specification: Specification) -> frozenset[str]:
    """Return the items of which rules ask no more than whether they are blank: there one value is as good as another."""
    bound: set[str] = set(scopes_of(specification).whole)
    for rule in rules_of(specification):
        match rule.test:
            case RowTest(when=when, expect=expect):
                bound |= _compared(when, specification) | _compared(expect, specification)
            case Unique(items=items, when=when):
                bound |= {*items} | _compared(when, specification)
            case Same(item=item, of=of, when=when) if of != specification.sample.group:
                bound |= {item, of or item} | _compared(when, specification)
            case _:
                pass
    return frozenset(item.id for item in specification.items if item.id not in bound)


def _compared(condition: Condition, specification: Specification) -> set[str]:
    """Return the items that a condition asks for more than whether they are blank."""
    found: set[str] = set()
    for part in conditions_in(condition):
        if isinstance(part, InTable):
            found |= set(specification.table_by_id[part.table].keys)
        elif isinstance(part, Compare | In | StartsWith):
            found |= {value.id for value in values_in(part) if isinstance(value, Item)}
    return found


class NoCourseError(ValueError):
    """Raised where no draw of a pathway conforms; the message says why."""


class Courses:
    """Draws courses of pathways: rows, as typed, of one person or thing."""

    def __init__(self, reasoner: Reasoner) -> None:
        self.reasoner = reasoner
        self.specification = reasoner.specification
        self.agreed: dict[Key, Cell] = {}
        """What the rows of the return agree on so far, where rules tie them together."""
        self._texts: dict[Key, str] = {}
        self._filled: dict[str, list[Cells]] = {}
        self._known: list[Cells] = []
        self._cells: dict[tuple[str, str], Cell] = {}
        usual = usual_rows(self.specification)[0]
        self.days = ((date.fromisoformat(str(usual[TODAY])) + _LATER).isoformat(), _FAR)

    @property
    def _sample(self) -> SampleData:
        return self.specification.sample

    @cached_property
    def usual(self) -> Cells:
        """A row that conforms, whose cells are used on every row of the return where all rows must agree."""
        row = filled(self.reasoner, {})
        if row is None:
            raise NoCourseError("no row conforms")
        return row

    @cached_property
    def whole(self) -> dict[str, str]:
        """The cells that all rows of the return have, as typed. The caller may choose others."""
        return {name: self.usual[name] for name in scopes_of(self.specification).whole}

    @cached_property
    def _asking(self) -> Mapping[str, list[Rule]]:
        """The rules about one row by the items that they ask."""
        asking: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules_of(self.specification):
            if isinstance(rule.test, RowTest):
                for name in sorted(items_asked(rule, self.specification)):
                    asking[name].append(rule)
        return asking

    def course(self, pathway: Pathway, random: Random) -> list[Cells]:
        """Return a course of a pathway that breaks no rule. Raises NoCourseError if none was found."""
        broken = ""
        for _ in range(_DRAWS):
            drawn = self.drawn(pathway, random)
            rows = self.aligned({**one, **two, **self.whole} for one, two in zip(self._skeleton(pathway, random), drawn, strict=True))
            broken = self._broken_in(rows)
            if broken:
                continue
            self._vary(pathway, rows, random)
            rows = self.aligned(rows)
            findings = self.lasting(rows)
            broken = "nothing on some days" if findings is None else ", ".join(sorted({rule for _, rule in findings}))
            if not broken:
                self.agree(rows)
                return rows
        raise NoCourseError(f"the last of {_DRAWS} attempts broke {broken}")

    def pinned(self, pathway: Pathway) -> list[Mapping[str, Cell]]:
        """Return what a pathway says of each of its rows, whatever is drawn: its cells, and whether the step has an end."""
        ends = self._sample.ends
        is_open = [{ends: None} if ends and not (step.lasts or step.ends) else {} for step in pathway.steps]
        steps = zip(pathway.steps, is_open, strict=True)
        return [{**{name: self._read(name, typed) for name, typed in step.cells.items()}, **end} for step, end in steps]

    def drawn(self, pathway: Pathway, random: Random) -> list[Cells]:
        """Return the cells of a pathway's steps, with dates and amounts drawn, and identifiers."""
        sample = self._sample
        first = before = date.fromisoformat(to_iso_date(self.usual[sample.counted_from]) or _FAR)
        rows: list[dict[str, str]] = []
        for number, step in enumerate(pathway.steps):
            start = day = before + timedelta(days=random.randint(*step.starts))
            before = first
            row = {sample.starts: _typed(start), **step.cells}
            if sample.ends:
                row[sample.ends] = ""
            if step.lasts or step.ends:
                before = day = (start if step.lasts else first) + timedelta(days=random.randint(*(step.lasts or step.ends)))
                row |= {sample.ends: _typed(day)} if sample.ends else {}
            for other in step.days:
                row[other.item] = _typed(day + timedelta(days=random.randint(*other.between)))
            for amount in step.amounts:
                row[amount.item] = _between(amount.between, random)
            for one in sample.identifiers:
                in_group = one.item in scopes_of(self.specification).group or one.item == sample.group
                row[one.item] = first_of(one, self.specification, 0 if in_group else number)
            rows.append(row)
        shared = {name: typed for row in reversed(rows) for name, typed in row.items() if name in scopes_of(self.specification).group}
        return [{**row, **shared} for row in rows]

    def _skeleton(self, pathway: Pathway, random: Random) -> list[Cells]:
        """Return rows of the pathway that the solver has filled up, once."""
        if pathway.id not in self._filled:
            for _ in range(_FILLINGS):
                rows = self._fill(self.drawn(pathway, random))
                if rows:
                    self._filled[pathway.id] = rows
                    break
            else:
                raise NoCourseError("the solver cannot fill its steps so that they conform")
        return self._filled[pathway.id]

    def _fill(self, drawn: Sequence[Cells]) -> list[Cells]:
        """Return rows filled up, what is known of the group from the first on; none where one cannot be."""
        shared: Cells = {}
        rows: list[Cells] = []
        for own in drawn:
            known = {**shared, **{name: self.usual[name] for name in scopes_of(self.specification).whole}, **own}
            row = self._filled_up(known)
            if row is None:
                return []
            shared = {name: row[name] for name in scopes_of(self.specification).group}
            rows.append(row)
        return rows

    def _filled_up(self, cells: Cells) -> Cells | None:
        """Return a row with these cells: one that is known, where that will do, because asking the solver takes its time."""
        for known in self._known:
            row = {**known, **cells}
            if not self._broken_in([row]):
                return row
        found = filled(self.reasoner, {name: self._read(name, typed) for name, typed in cells.items()})
        if found is None:
            return None
        self._known.append({**found, **cells})
        return self._known[-1]

    def _vary(self, pathway: Pathway, rows: list[Cells], random: Random) -> None:
        """Change cells by chance, those that a pathway does not give, where no rule is broken by it."""
        scopes = scopes_of(self.specification)
        given = {name for step in pathway.steps for name in _given(step)}
        for vocabulary in self._sample.vocabularies:
            together = vocabulary.items
            if not given & {*together}:
                choices = [dict(zip(together, values, strict=True)) for values in vocabulary.values]
                self._change(together, choices, rows, random, in_group={*together} <= scopes.group)
        for item in self.specification.items:
            values = self.specification.values_of(item.id)
            if values and item.id not in given and item.id not in scopes.whole:
                choices = [{item.id: value} for value in values]
                self._change((item.id,), choices, rows, random, in_group=item.id in scopes.group)

    def _change(self, names: Sequence[str], choices: Sequence[Cells], rows: list[Cells], random: Random, *, in_group: bool) -> None:
        """Put one of some choices into rows, the same into all of a group, or blank them, where no rule is broken by it."""
        for several in [range(len(rows))] if in_group else [[index] for index in range(len(rows))]:
            is_filled = all(rows[index][name] for index in several for name in names)
            chance = random.random()
            cells = random.choice(choices)
            if is_filled and chance < _BLANKED:
                cells = dict.fromkeys(names, "")
            elif not is_filled and chance > _FILLED:
                continue
            changed = {index: {**rows[index], **cells} for index in several}
            if not any(self._breaks(row, names) for row in changed.values()):
                for index, row in changed.items():
                    rows[index] = row

    def _breaks(self, cells: Cells, names: Iterable[str]) -> bool:
        rules = {rule.id: rule for name in names for rule in self._asking.get(name, ())}
        row = self.as_values(cells)
        return any(is_broken(rule, row, self.specification) for rule in rules.values())

    def _broken_in(self, rows: Iterable[Cells]) -> str:
        """Return a rule about one row that one of some rows breaks; empty where none does."""
        for cells in rows:
            row = self.as_values(cells)
            for name in self.reasoner.rules_about_one_row("error", "warning", "information"):
                if is_broken(self.reasoner.rules[name], row, self.specification):
                    return name
        return ""

    def aligned(self, rows: Iterable[Cells], *, but: Collection[str] = ()) -> list[Cells]:
        """Return rows that agree with the others of the return where rules tie them together, `but` for some items."""
        held = dict(self._texts)
        made: list[Cells] = []
        for cells in rows:
            ties = {
                item: held.setdefault(key, cells.get(item, "")) for key, item, _ in memberships(self.as_values(cells), self.specification)
            }
            made.append({**cells, **{item: typed for item, typed in ties.items() if item not in but}})
        return made

    def agree(self, rows: Iterable[Cells]) -> None:
        """Hold all rows that come to what these have."""
        for cells in rows:
            for key, item, cell in memberships(self.as_values(cells), self.specification):
                self.agreed.setdefault(key, cell)
                self._texts.setdefault(key, cells.get(item, ""))

    def lasting(self, rows: Sequence[Cells]) -> set[tuple[int, str]] | None:
        """Return which rows break which rules, but for those that tie them to the rest of the return; None if that is not for good."""
        first, far = ([self._row(cells, day) for cells in rows] for day in self.days)
        found = {rule.id: set(breaking(rule, rows, first, self.specification)) for rule in self._own_rules}
        if any(set(breaking(rule, rows, far, self.specification)) != found[rule.id] for rule in self._dated):
            return None
        return {(index, name) for name, indexes in found.items() for index in indexes}

    def breaks(self, rule: Rule, rows: Sequence[Cells]) -> bool:
        """Say whether rows break a rule, on the first day that they are looked at."""
        return bool([*breaking(rule, rows, [self.as_values(cells) for cells in rows], self.specification)])

    @cached_property
    def _own_rules(self) -> list[Rule]:
        across = {rule.id for rule in ties_across(self.specification)}
        return [rule for rule in rules_of(self.specification) if rule.id not in across]

    @cached_property
    def _dated(self) -> list[Rule]:
        """The rules that ask for the day on which a row is looked at."""
        return [
            rule
            for rule in self._own_rules
            if isinstance(rule.test, RowTest) and (_asks_the_day(rule.test.when) or _asks_the_day(rule.test.expect))
        ]

    def as_values(self, cells: Cells) -> Row:
        """Return a row as values, on the usual day."""
        return self._row(cells, self.days[0])

    def _row(self, cells: Cells, day: str) -> Row:
        """Return a row as values, as `canonical_row` does; what was read once is known."""
        return {TODAY: day, **{item.id: self._read(item.id, cells.get(item.id, "")) for item in self.specification.items}}

    def _read(self, name: str, typed: str) -> Cell:
        if (name, typed) not in self._cells:
            self._cells[name, typed] = read(self.specification.item_by_id[name], typed, self.specification)
        return self._cells[name, typed]


def memberships(row: Row, specification: Specification) -> Iterator[tuple[Key, str, Cell]]:
    """Yield the ties of a row to the rest of its return: the key, the item that must agree, and what the row has there."""
    for rule in ties_across(specification):
        test = rule.test
        assert isinstance(test, Same)  # noqa: S101 - these are what ties across
        shared = row.get(test.of) if test.of else ""
        passed_over = {UNREADABLE} if test.blanks else {UNREADABLE, None}
        cell = row.get(test.item)
        if shared in {None, UNREADABLE} or cell in passed_over or truth(test.when, row, specification) is not True:
            continue
        yield (rule.id, shared), test.item, cell


def _given(step: Step) -> Iterator[str]:
    """Yield the items that a step gives."""
    yield from step.cells
    yield from (one.item for one in step.days)
    yield from (one.item for one in step.amounts)


def _asks_the_day(condition: Condition) -> bool:
    return any(isinstance(value, Call) and value.name == _TODAY for value in values_in(condition))


def _typed(day: date) -> str:
    return to_typed_date(day.isoformat())


def _between(bounds: Sequence[str], random: Random) -> str:
    """Return a number between two, as typed, with as many digits after the point."""
    scale = max(len(text.partition(".")[2]) for text in bounds)
    low, high = (int(Decimal(text).scaleb(scale)) for text in bounds)
    return f"{Decimal(random.randint(low, high)).scaleb(-scale):.{scale}f}"
