"""A made-up return: people drawn from the pool, and faulty rows in some places."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from random import Random

from cldspec.model import Severity, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.cells import Cell
from cldspec.sample.faults import Faults
from cldspec.sample.people import Pool, Sources, Template
from cldspec.solver.pathways import Courses, Key
from cldspec.solver.reason import Reasoner

FIRST_ROW = 2
"""The row of a spreadsheet in which the first record stands, below the headers."""


@dataclass(frozen=True, slots=True, order=True)
class Planted:
    """A finding that a validator must report: the row as a spreadsheet counts it, the item that it points to, the rule."""

    row: int
    rule: str
    item: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Left:
    """A rule that is not planted, or not alone, and why."""

    rule: str
    reason: str
    is_planted: bool = False


class Sample:
    """A made-up return of so many rows, with faults against some rules or none.

    `faults` are identifiers of rules, or None for all that can be planted alone; `rate` is the share of faulty rows, but each
    rule is planted once while there is room. `left` says which rules are not planted, or not alone, and why.
    """

    def __init__(
        self, specification: Specification, rows: int, *, seed: int = 0, faults: Sequence[str] | None = (), rate: float = 0.01
    ) -> None:
        self.specification = specification
        self.count = rows
        self.left: list[Left] = []
        self._courses = Courses(Reasoner(specification))
        self._sources = sources = Sources(specification, seed)
        self._pool = Pool(self._courses, sources, seed, rows)
        self._faults = Faults(self._courses, sources, self._pool.courses, seed)
        self._rules = {rule.id: rule for rule in rules_of(specification)}
        self._ties: dict[Template, list[list[tuple[Key, Cell]]]] = {}
        random = Random(f"{seed}: faults")  # noqa: S311 - made-up faults, the same for the same seed
        self.has_faults = faults is None or bool(faults)
        self._planted = self._plan(faults, rate, random)
        self._positions = sorted(random.sample(range(rows), sum(len(one.rows) for one in self._planted)))

    @property
    def header(self) -> list[str]:
        """The headers of the columns."""
        return [item.title for item in self.specification.items]

    @property
    def faulty_rows(self) -> int:
        """How many rows are faulty, or belong to a fault."""
        return len(self._positions)

    @property
    def begun_again(self) -> list[str]:
        """The items of whose identifiers there were too few for the rows that were made: some stand for several people."""
        return [name for name, draw in self._sources.numbered.items() if draw.rounds > 1]

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows, as typed; once, because the identifiers of a second time would be others."""
        ordinary = (row for template in self._pool.people() for row in template.instance())
        faulty = (row for template in self._planted for row in template.instance())
        for is_faulty in self._layout():
            yield next(faulty if is_faulty else ordinary)

    def findings(self) -> Iterator[Planted]:
        """Yield the findings that a validator must report, and no others, in order of row and rule."""
        if not self._planted:
            return
        at_odds = self._at_odds()
        for number, (template, index) in enumerate(self._places(), start=FIRST_ROW):
            broken = {rule.id for rule in template.broken[index]} if template.broken else set()
            if at_odds:
                broken |= {key[0] for key, _ in self._ties_of(template)[index] if key in at_odds}
            for name in sorted(broken):
                rule = self._rules[name]
                yield Planted(number, name, rule.items[0], rule.severity)

    def _plan(self, faults: Sequence[str] | None, rate: float, random: Random) -> list[Template]:
        """Return the templates of the faulty rows: each rule once while there is room, then by chance up to the rate."""
        choices: list[list[Template]] = []
        for name in dict.fromkeys(self._rules if faults is None else faults):
            alone, in_company = self._faults.templates(self._rules[name])
            if alone or (in_company and faults is not None):
                choices.append(alone or in_company)
            if not alone:
                self.left.append(Left(name, self._reason(in_company, name), is_planted=faults is not None and bool(in_company)))
        random.shuffle(choices)
        planted: list[Template] = []
        room = self.count
        for templates in choices:
            one = random.choice(templates)
            if len(one.rows) > room:
                self.left.append(Left(one.rule.id if one.rule else "", "there is no room for it"))
                continue
            planted.append(one)
            room -= len(one.rows)
        wanted = round(self.count * rate)
        while choices and self.count - room < wanted:
            one = random.choice(random.choice(choices))
            if len(one.rows) > room:
                break
            planted.append(one)
            room -= len(one.rows)
        random.shuffle(planted)
        return planted

    def _reason(self, in_company: Sequence[Template], name: str) -> str:
        """Return why a rule cannot be planted alone."""
        if not in_company:
            return "no made-up row breaks it, whoever it is about and whenever it is looked at"
        others = sorted({rule.id for broken in in_company[0].broken for rule in broken} - {name})
        if not others:
            return "one row breaks it on other rows, too"
        return f"no made-up row was found that breaks it alone: the one that was found breaks {', '.join(others)} too"

    def _layout(self) -> Iterator[bool]:
        """Yield for each row whether it is a faulty one."""
        at = 0
        for position in self._positions:
            yield from repeat(False, position - at)
            yield True
            at = position + 1
        yield from repeat(False, self.count - at)

    def _places(self) -> Iterator[tuple[Template, int]]:
        """Yield for each row the template that it comes from, and the index there."""
        ordinary = ((template, index) for template in self._pool.people() for index in range(len(template.rows)))
        faulty = ((template, index) for template in self._planted for index in range(len(template.rows)))
        for is_faulty in self._layout():
            yield next(faulty if is_faulty else ordinary)

    def _at_odds(self) -> set[Key]:
        """Return the ties by which rows of this return disagree."""
        held = dict(self._courses.agreed)
        if not any(
            held.setdefault(key, cell) != cell for one in dict.fromkeys(self._planted) for row in self._ties_of(one) for key, cell in row
        ):
            return set()
        found: dict[Key, set[Cell]] = defaultdict(set)
        for template, index in dict.fromkeys(self._places()):
            for key, cell in self._ties_of(template)[index]:
                found[key].add(cell)
        return {key for key, cells in found.items() if len(cells) > 1}

    def _ties_of(self, template: Template) -> list[list[tuple[Key, Cell]]]:
        if template not in self._ties:
            self._ties[template] = self._faults.ties(template)
        return self._ties[template]
