"""Templates of what a return holds: rows that are whole, and the cells of them that are made anew for each person."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from cldspec.model import Cells, Identifier, Specification
from cldspec.rules.all_rules import Rule
from cldspec.solver.counting import check_digit_of, counted, room_in
from cldspec.solver.pathways import Courses, free_items, scopes_of

Draw = Callable[[], tuple[str, ...]]
"""Gives the next values of a few columns."""
_STRIDE = 7_368_787
"""A prime that numbers of identifiers are multiplied by, so that those of neighbours look nothing alike."""
_SPREAD = 7919
"""What the seed is multiplied by, so that returns of other seeds begin elsewhere."""
_MOST = 600
"""The most courses that are drawn; in a large return each is used for many people."""
_ROWS_A_COURSE = 8
"""In a small return, how many rows there are for each course that is drawn."""


@dataclass(frozen=True, slots=True)
class Source:
    """What makes the values of some columns anew; None of its columns may be blank where it is used."""

    items: tuple[str, ...]
    columns: tuple[int, ...]
    draw: Draw


@dataclass(frozen=True, slots=True)
class Slot:
    """Cells of a template that are made anew: by what, in which rows."""

    source: Source
    rows: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Template:
    """Rows of one person or thing, their cells in the order of the columns, and which of these are made anew each time.

    `broken` are the rules that each row breaks; `rule` is the one that the template is there for.
    """

    rows: tuple[tuple[str, ...], ...]
    slots: tuple[Slot, ...]
    broken: tuple[tuple[Rule, ...], ...] = ()
    rule: Rule | None = None

    def instance(self) -> list[list[str]]:
        """Return the rows with new values."""
        made = [list(row) for row in self.rows]
        for slot in self.slots:
            source = slot.source
            values = source.draw()
            for index in slot.rows:
                row = made[index]
                for place, column in enumerate(source.columns):
                    row[column] = values[place]
        return made


class Sources:
    """What makes values anew: the identifiers, the vocabularies, and the lists of which no rule asks the value."""

    def __init__(self, specification: Specification, seed: int) -> None:
        self.specification = specification
        self._place = {item.id: column for column, item in enumerate(specification.items)}
        random = Random(f"{seed}: values")  # noqa: S311 - made-up values, the same for the same seed
        free = free_items(specification)
        self.numbered = {one.item: Numbered(one, specification, seed) for one in specification.sample.identifiers}
        self.identifiers = {name: self._source((name,), draw) for name, draw in self.numbered.items()}
        named = {name for vocabulary in specification.sample.vocabularies for name in vocabulary.items}
        self.others = [
            self._source(vocabulary.items, _drawn(vocabulary.values, random))
            for vocabulary in specification.sample.vocabularies
            if {*vocabulary.items} <= free
        ]
        self.others += [
            self._source((item.id,), _drawn([(value,) for value in specification.values_of(item.id) or ()], random))
            for item in specification.items
            if item.code_list and item.id in free and item.id not in named
        ]

    def template(
        self,
        rows: Sequence[Cells],
        *,
        keeping: Collection[str] = (),
        broken: Sequence[tuple[Rule, ...]] = (),
        rule: Rule | None = None,
    ) -> Template:
        """Return a template of rows; cells of the items in `keeping` stay as they are. What was the same in rows stays the same."""
        slots: list[Slot] = []
        for source in (*self.identifiers.values(), *self.others):
            places: dict[tuple[str, ...], list[int]] = {}
            for index, row in enumerate(rows):
                cells = tuple(row[name] for name in source.items)
                if all(cells) and not {*source.items} & {*keeping}:
                    places.setdefault(cells, []).append(index)
            slots += [Slot(source, tuple(indexes)) for indexes in places.values()]
        whole = tuple(tuple(row[item.id] for item in self.specification.items) for row in rows)
        return Template(whole, tuple(slots), tuple(broken), rule)

    def _source(self, items: Sequence[str], draw: Draw) -> Source:
        return Source(tuple(items), tuple(self._place[name] for name in items), draw)


class Numbered:
    """Gives each text of an identifier's form once, and then from the first on again; `rounds` says how often it began."""

    def __init__(self, one: Identifier, specification: Specification, seed: int) -> None:
        self.form = one.form
        self.rounds = 0
        self._check_digit = check_digit_of(one, specification)
        self._texts = self._endless(room_in(one.form, self._check_digit), seed)

    def __call__(self) -> tuple[str]:
        """Return the next text, as the value of the only column."""
        return (next(self._texts),)

    def _endless(self, room: int, seed: int) -> Iterator[str]:
        number = first = (seed * _SPREAD + 1) % room
        while True:
            self.rounds += number == first
            text = counted(self.form, number, self._check_digit)
            if text is not None:
                yield text
            number = (number + _STRIDE) % room


def _drawn(values: Sequence[tuple[str, ...]], random: Random) -> Draw:
    count = len(values)
    return lambda: values[int(random.random() * count)]


class Pool:
    """Templates of every pathway, from which the people of a return are drawn."""

    def __init__(self, courses: Courses, sources: Sources, seed: int, rows: int) -> None:
        self._seed = seed
        pathways = courses.specification.sample.pathways
        random = Random(f"{seed}: courses")  # noqa: S311 - as above
        courses.whole = _whole(courses, random)
        wanted = min(_MOST, rows // _ROWS_A_COURSE)
        shares = sum(one.share for one in pathways)
        self._shares = [one.share for one in pathways]
        self._templates: list[list[Template]] = []
        self.courses: list[list[Cells]] = []
        """The courses that were drawn, of all pathways."""
        for one in pathways:
            given = {name for step in one.steps for name in step.cells}
            drawn = [courses.course(one, random) for _ in range(max(1, wanted * one.share // shares))]
            self.courses += drawn
            self._templates.append([sources.template(course, keeping=given) for course in drawn])

    def people(self) -> Iterator[Template]:
        """Yield a template for one person after the other, without end, the same each time."""
        random = Random(f"{self._seed}: people")  # noqa: S311 - as above
        while True:
            for templates in random.choices(self._templates, self._shares, k=1000):
                yield templates[int(random.random() * len(templates))]


def _whole(courses: Courses, random: Random) -> dict[str, str]:
    """Return the cells that all rows of the return have: of lists, by chance, where no rule minds."""
    specification = courses.specification
    made = dict(courses.usual)
    for name in sorted(scopes_of(specification).whole):
        values = specification.values_of(name)
        if values:
            changed = {**made, name: random.choice(values)}
            made = made if courses.lasting([changed]) else changed
    return {name: made[name] for name in scopes_of(specification).whole}
