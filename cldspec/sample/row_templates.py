"""Templates of rows: complete rows of made-up people, in which some cells get new values each time they are used."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from cldspec.model import Cells, Identifier, Specification
from cldspec.rules.all_rules import Rule
from cldspec.solver.counting import check_digit_of, counted, room_in
from cldspec.solver.pathways import Courses, free_items, scopes_of

Draw = Callable[[], tuple[str, ...]]
"""Returns the next values of a few columns."""
_STRIDE = 7_368_787
"""A prime by which the numbers of identifiers advance, so that identifiers of neighbouring rows do not look alike."""
_SEED_FACTOR = 7919
"""By what the seed is multiplied, so that returns with other seeds begin with other identifiers."""
_MAX_COURSES = 600
"""The most courses that are drawn. In a large return, each is used for many people."""
_ROWS_PER_COURSE = 8
"""In a small return, the number of rows for each course that is drawn."""


@dataclass(frozen=True, slots=True)
class ValueSource:
    """A source of new values for a few data items; it is used only in rows where none of them is blank."""

    items: tuple[str, ...]
    columns: tuple[int, ...]
    """The positions of the items in the template, from 0."""
    draw: Draw


@dataclass(frozen=True, slots=True)
class RenewedCells:
    """Cells of a template that get new values: the same values in all these rows, given by their indexes."""

    source: ValueSource
    rows: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class RowTemplate:
    """Rows of one person or thing, their cells in the order of the columns, and which cells get new values each time.

    `broken` are the rules that each row breaks. `rule` is the rule for which the template was made.
    """

    rows: tuple[tuple[str, ...], ...]
    renewed: tuple[RenewedCells, ...]
    broken: tuple[tuple[Rule, ...], ...] = ()
    rule: Rule | None = None

    def instance(self) -> list[list[str]]:
        """Return the rows with new values."""
        rows = [list(row) for row in self.rows]
        for cells in self.renewed:
            source = cells.source
            values = source.draw()
            for index in cells.rows:
                row = rows[index]
                for position, column in enumerate(source.columns):
                    row[column] = values[position]
        return rows


class ValueSources:
    """All sources of new values: identifiers, vocabularies, and code lists about whose values no rule asks."""

    def __init__(self, specification: Specification, seed: int) -> None:
        self.specification = specification
        self._columns = {item.id: column for column, item in enumerate(specification.items)}
        random = Random(f"{seed}: values")  # noqa: S311 - made-up values, the same for the same seed
        free = free_items(specification)
        self.series = {
            identifier.item: IdentifierSeries(identifier, specification, seed) for identifier in specification.sample.identifiers
        }
        self.identifiers = {name: self._source((name,), series) for name, series in self.series.items()}
        in_vocabulary = {name for vocabulary in specification.sample.vocabularies for name in vocabulary.items}
        self.others = [
            self._source(vocabulary.items, _random_choice(vocabulary.values, random))
            for vocabulary in specification.sample.vocabularies
            if {*vocabulary.items} <= free
        ]
        self.others += [
            self._source((item.id,), _random_choice([(value,) for value in specification.values_of(item.id) or ()], random))
            for item in specification.items
            if item.code_list and item.id in free and item.id not in in_vocabulary
        ]

    def template(
        self,
        rows: Sequence[Cells],
        *,
        keeping: Collection[str] = (),
        broken: Sequence[tuple[Rule, ...]] = (),
        rule: Rule | None = None,
    ) -> RowTemplate:
        """Return a template of rows. Cells of the items in `keeping` stay as they are, and what is the same in rows stays the same."""
        renewed: list[RenewedCells] = []
        for source in (*self.identifiers.values(), *self.others):
            indexes: dict[tuple[str, ...], list[int]] = {}
            for index, row in enumerate(rows):
                values = tuple(row[name] for name in source.items)
                if all(values) and not {*source.items} & {*keeping}:
                    indexes.setdefault(values, []).append(index)
            renewed += [RenewedCells(source, tuple(of_values)) for of_values in indexes.values()]
        cells = tuple(tuple(row[item.id] for item in self.specification.items) for row in rows)
        return RowTemplate(cells, tuple(renewed), tuple(broken), rule)

    def _source(self, items: Sequence[str], draw: Draw) -> ValueSource:
        return ValueSource(tuple(items), tuple(self._columns[name] for name in items), draw)


class IdentifierSeries:
    """Returns every identifier of a form once, and then begins again. `rounds` counts how often it has begun."""

    def __init__(self, identifier: Identifier, specification: Specification, seed: int) -> None:
        self.rounds = 0
        self._form = identifier.form
        self._check_digit = check_digit_of(identifier, specification)
        self._texts = self._endless(room_in(identifier.form, self._check_digit), seed)

    def __call__(self) -> tuple[str]:
        """Return the next identifier, as the value of the only column."""
        return (next(self._texts),)

    def _endless(self, room: int, seed: int) -> Iterator[str]:
        number = first = (seed * _SEED_FACTOR + 1) % room
        while True:
            self.rounds += number == first
            text = counted(self._form, number, self._check_digit)
            if text is not None:
                yield text
            number = (number + _STRIDE) % room


def _random_choice(values: Sequence[tuple[str, ...]], random: Random) -> Draw:
    count = len(values)
    return lambda: values[int(random.random() * count)]


class PathwayTemplates:
    """Templates of the people on every pathway, from which a return is drawn."""

    def __init__(self, courses: Courses, sources: ValueSources, seed: int, rows: int) -> None:
        self._seed = seed
        pathways = courses.specification.sample.pathways
        random = Random(f"{seed}: courses")  # noqa: S311 - as above
        courses.whole = _cells_of_whole_return(courses, random)
        wanted = min(_MAX_COURSES, rows // _ROWS_PER_COURSE)
        shares = sum(pathway.share for pathway in pathways)
        self._shares = [pathway.share for pathway in pathways]
        self._templates: list[list[RowTemplate]] = []
        self.courses: list[list[Cells]] = []
        """The courses that were drawn, on all pathways."""
        for pathway in pathways:
            given = {name for step in pathway.steps for name in step.cells}
            drawn = [courses.course(pathway, random) for _ in range(max(1, wanted * pathway.share // shares))]
            self.courses += drawn
            self._templates.append([sources.template(course, keeping=given) for course in drawn])

    def people(self) -> Iterator[RowTemplate]:
        """Yield the template of one person after another, without end, in the same order each time."""
        random = Random(f"{self._seed}: people")  # noqa: S311 - as above
        while True:
            for templates in random.choices(self._templates, self._shares, k=1000):
                yield templates[int(random.random() * len(templates))]


def _cells_of_whole_return(courses: Courses, random: Random) -> dict[str, str]:
    """Return the cells that all rows of the return share. List values are random, as far as rules allow."""
    specification = courses.specification
    cells = dict(courses.usual)
    for name in sorted(scopes_of(specification).whole):
        values = specification.values_of(name)
        if values:
            changed = {**cells, name: random.choice(values)}
            cells = cells if courses.lasting([changed]) else changed
    return {name: cells[name] for name in scopes_of(specification).whole}
