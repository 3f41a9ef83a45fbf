"""A made-up return: people drawn from the pathways, with faulty rows at random positions."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from random import Random

from cldspec.model import Severity, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.cells import Cell
from cldspec.rules.reference import odd_values
from cldspec.sample.faults import FaultTemplates
from cldspec.sample.row_templates import PathwayTemplates, RowTemplate, ValueSources
from cldspec.solver.pathways import Courses, Key, ties_across
from cldspec.solver.reason import Reasoner

FIRST_ROW = 2
"""The row of a spreadsheet that has the first record, below the headers."""


@dataclass(frozen=True, slots=True, order=True)
class PlantedFault:
    """A finding that a validator must report: the row as a spreadsheet shows it, the rule, and the data item that it is about."""

    row: int
    rule: str
    item: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class PlantingProblem:
    """A rule that is not planted, or not without breaking other rules, and why."""

    rule: str
    reason: str
    is_planted: bool = False


class Sample:
    """A made-up return with a number of rows, with or without faults.

    `faults` are the identifiers of the rules to break; None stands for all that can be broken without breaking others. `rate`
    is the share of faulty rows, but each rule is broken once if there is room. `problems` says which rules are not planted, or
    not alone, and why.
    """

    def __init__(
        self, specification: Specification, rows: int, *, seed: int = 0, faults: Sequence[str] | None = (), rate: float = 0.01
    ) -> None:
        self.specification = specification
        self.row_count = rows
        self.problems: list[PlantingProblem] = []
        self._courses = Courses(Reasoner(specification))
        self._sources = sources = ValueSources(specification, seed)
        self._pathways = PathwayTemplates(self._courses, sources, seed, rows)
        self._faults = FaultTemplates(self._courses, sources, self._pathways.courses, seed)
        self._rules = {rule.id: rule for rule in rules_of(specification)}
        self._ties: dict[RowTemplate, list[list[tuple[Key, Cell]]]] = {}
        random = Random(f"{seed}: faults")  # noqa: S311 - made-up faults, the same for the same seed
        self.has_faults = faults is None or bool(faults)
        self._planted = self._plan(faults, rate, random)
        self._faulty_positions = sorted(random.sample(range(rows), sum(len(template.rows) for template in self._planted)))

    @property
    def header(self) -> list[str]:
        """The headers of the columns."""
        return [item.title for item in self.specification.items]

    @property
    def faulty_row_count(self) -> int:
        """The number of rows that are faulty or belong to a fault."""
        return len(self._faulty_positions)

    @property
    def repeated_identifiers(self) -> list[str]:
        """The items that had too few identifiers for the rows so far, so that several people share some."""
        return [name for name, series in self._sources.series.items() if series.rounds > 1]

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows as typed. This works once: a second time, the identifiers would be others."""
        ordinary = (row for template in self._pathways.people() for row in template.instance())
        faulty = (row for template in self._planted for row in template.instance())
        for is_faulty in self._layout():
            yield next(faulty if is_faulty else ordinary)

    def findings(self) -> Iterator[PlantedFault]:
        """Yield exactly the findings that a validator must report, in the order of rows and rules."""
        if not self._planted:
            return
        odd = self._odd_cells()
        of_the_return = {rule.id for rule in ties_across(self.specification)}
        for number, (template, index) in enumerate(self._templates_of_rows(), start=FIRST_ROW):
            broken = {rule.id for rule in template.broken[index] if rule.id not in of_the_return} if template.broken else set()
            if odd:
                broken |= {key[0] for key, cell in self._ties_of(template)[index] if cell in odd.get(key, ())}
            for name in sorted(broken):
                rule = self._rules[name]
                yield PlantedFault(number, name, rule.items[0], rule.severity)

    def _plan(self, faults: Sequence[str] | None, rate: float, random: Random) -> list[RowTemplate]:
        """Return the templates of the faulty rows: one for each rule if there is room, then random ones up to the rate."""
        choices: list[list[RowTemplate]] = []
        for name in dict.fromkeys(self._rules if faults is None else faults):
            only_this, with_others = self._faults.templates(self._rules[name])
            if only_this or (with_others and faults is not None):
                choices.append(only_this or with_others)
            if not only_this:
                is_planted = faults is not None and bool(with_others)
                self.problems.append(PlantingProblem(name, self._reason(with_others, name), is_planted=is_planted))
        random.shuffle(choices)
        planted: list[RowTemplate] = []
        room = self.row_count
        for templates in choices:
            template = random.choice(templates)
            if len(template.rows) > room:
                self.problems.append(PlantingProblem(template.rule.id if template.rule else "", "the return has too few rows"))
                continue
            planted.append(template)
            room -= len(template.rows)
        wanted = round(self.row_count * rate)
        while choices and self.row_count - room < wanted:
            template = random.choice(random.choice(choices))
            if len(template.rows) > room:
                break
            planted.append(template)
            room -= len(template.rows)
        random.shuffle(planted)
        return planted

    def _reason(self, with_others: Sequence[RowTemplate], name: str) -> str:
        """Return why a rule cannot be broken without breaking others."""
        if not with_others:
            return "no made-up row was found that breaks it for every person and on every date"
        others = sorted({rule.id for rules in with_others[0].broken for rule in rules} - {name})
        if not others:
            return "a row that breaks it disagrees with the other rows of the return"
        return f"the only made-up rows that were found to break it also break {', '.join(others)}"

    def _layout(self) -> Iterator[bool]:
        """Yield for each row whether it is faulty."""
        position = 0
        for faulty_position in self._faulty_positions:
            yield from repeat(False, faulty_position - position)
            yield True
            position = faulty_position + 1
        yield from repeat(False, self.row_count - position)

    def _templates_of_rows(self) -> Iterator[tuple[RowTemplate, int]]:
        """Yield the template of each row, and the index of the row in it."""
        ordinary = ((template, index) for template in self._pathways.people() for index in range(len(template.rows)))
        faulty = ((template, index) for template in self._planted for index in range(len(template.rows)))
        for is_faulty in self._layout():
            yield next(faulty if is_faulty else ordinary)

    def _odd_cells(self) -> dict[Key, set[Cell]]:
        """Return the cells that break a rule about rows that should agree: those that most rows do not have, by the keys they share."""
        agreed = dict(self._courses.agreed)
        if not any(
            agreed.setdefault(key, cell) != cell
            for template in dict.fromkeys(self._planted)
            for row in self._ties_of(template)
            for key, cell in row
        ):
            return {}
        counts: dict[Key, Counter[Cell]] = defaultdict(Counter)
        for template, index in self._templates_of_rows():
            for key, cell in self._ties_of(template)[index]:
                counts[key][cell] += 1
        return {key: odd_values(cells) for key, cells in counts.items()}

    def _ties_of(self, template: RowTemplate) -> list[list[tuple[Key, Cell]]]:
        if template not in self._ties:
            self._ties[template] = self._faults.ties(template)
        return self._ties[template]
