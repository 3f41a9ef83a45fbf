"""Rows that break a rule, and as far as can be nothing else."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from cldspec.model import Cells
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, rules_of
from cldspec.rules.cells import Cell, read, to_iso_date, to_typed_date
from cldspec.sample.corruptions import other_spellings, wrong_texts
from cldspec.sample.people import Sources, Template
from cldspec.solver.examples import example_rows, filled, items_asked
from cldspec.solver.pathways import Courses, Key, memberships, scopes_of, ties_across

_ORDINARY = 80
"""How many ordinary courses are looked at for rows that can be spoilt."""
_ENOUGH = 3
"""The templates of a rule after which no more are looked for."""


class Faults:
    """Makes templates of faulty rows, which agree with the rest of the return where their rule lets them."""

    def __init__(self, courses: Courses, sources: Sources, ordinary: Sequence[list[Cells]], seed: int) -> None:
        self.courses = courses
        self._random = Random(f"{seed}: spoilt")  # noqa: S311 - made-up faults, the same for the same seed
        self._ordinary = self._random.sample(ordinary, min(_ORDINARY, len(ordinary)))
        self.sources = sources
        self.specification = courses.specification
        self._names = list(self.specification.item_by_id)
        self._rules = {rule.id: rule for rule in rules_of(self.specification)}
        self._across = {rule.id for rule in ties_across(self.specification)}

    def templates(self, rule: Rule) -> tuple[list[Template], list[Template]]:
        """Return templates that break this rule alone, and such as break others beside it, or rows elsewhere in the return."""
        alone = self._spoilt_alone(rule)
        in_company: list[Template] = []
        for rows in self._returns(rule) if not alone else ():
            for made in self._made(rule, rows):
                is_alone = self._is_alone(rule, made)
                (alone if is_alone else in_company).append(made)
                if is_alone:
                    self.courses.agree(self._cells(made))
                    break
            if alone and not self._takes_any(rule):
                break
        return [way for one in alone for way in (one, *self._other_ways(rule, one))], sorted(
            in_company, key=lambda one: (self._is_at_odds(one), _company(one))
        )

    def _spoilt_alone(self, rule: Rule) -> list[Template]:
        """Return templates of ordinary rows, spoilt so that they break this rule alone: a few, which are unlike."""
        found: list[Template] = []
        for rows in self._spoilt(rule):
            aligned = self.courses.aligned(rows, but=self._meant(rule))
            if self.courses.breaks(rule, aligned) and {name for _, name in self.courses.lasting(aligned) or ()} == {rule.id}:
                made = self._template(rule, aligned)
                if made and self._is_alone(rule, made):
                    self.courses.agree(self._cells(made))
                    found.append(made)
            if len(found) == _ENOUGH:
                break
        return found

    def _spoilt(self, rule: Rule) -> Iterator[Sequence[Cells]]:
        """Yield ordinary rows with something changed that may break a rule."""
        item = self.specification.item_by_id[rule.items[0]]
        others = [example.value for example in item.examples] + [*(self.specification.values_of(item.id) or ()), ""]
        for course in self._ordinary:
            row = self._random.choice(course)
            typed = row[item.id]
            match rule.test:
                case Row() if rule.entry:
                    yield from ([{**row, **cells}] for cells in rule.entry.examples.breaks)
                case Row():
                    yield [{**row, item.id: "" if typed else next((text for text in others if text), "")}]
                case Readable():
                    ways = wrong_texts(item, typed, self.specification) if typed else []
                    yield from ([{**row, item.id: text}] for text in ways[:1])
                case Spelling():
                    ways = other_spellings(item, typed, self.specification) if typed else []
                    yield from ([{**row, item.id: text}] for text in ways[:1])
                case Same(of=of) if of == self.specification.sample.group and not rule.entry and len(course) > 1:
                    other = self._random.choice([text for text in others if text != course[-1][item.id]] or [""])
                    yield [*course[:-1], {**course[-1], item.id: other}]
                case _:
                    pass

    def ties(self, template: Template) -> list[list[tuple[Key, Cell]]]:
        """Return what ties each row of a template to the rest of the return: by the key of a tie, what the row has there."""
        rows = [self.courses.as_values(cells) for cells in self._cells(template)]
        return [[(key, cell) for key, _, cell in memberships(row, self.specification)] for row in rows]

    def _is_alone(self, rule: Rule, template: Template) -> bool:
        return {one.id for broken in template.broken for one in broken} == {rule.id} and not self._is_at_odds(template)

    @staticmethod
    def _meant(rule: Rule) -> Collection[str]:
        """Return the item that is wrong on purpose where rows would have to agree in it."""
        return {rule.test.item} if isinstance(rule.test, Same | Readable | Spelling) else ()

    def _is_at_odds(self, template: Template) -> bool:
        """Say whether rows disagree with the rest of the return, so that rows elsewhere break a rule."""
        return any(self.courses.agreed.get(key, cell) != cell for row in self.ties(template) for key, cell in row)

    @staticmethod
    def _takes_any(rule: Rule) -> bool:
        """Say whether each example of a rule is a row by itself, so that all of them serve."""
        return rule.entry is not None and isinstance(rule.test, Row)

    def _returns(self, rule: Rule) -> Iterator[Sequence[Cells]]:
        """Yield rows that break a rule: its examples, and one that has what the whole return has."""
        rows = example_rows(rule, "breaks", self.courses.reasoner)
        own = [[row] for row in rows] if isinstance(rule.test, Row | Readable | Spelling) else [rows] if rows else []
        yield from own
        if isinstance(rule.test, Row):
            whole = {name: self._read(name, typed) for name, typed in self.courses.whole.items()}
            row = filled(self.courses.reasoner, whole, breaking=rule.id)
            if row and [row] not in own:
                yield [row]

    def _made(self, rule: Rule, rows: Sequence[Cells]) -> Iterator[Template]:
        """Yield templates of rows that break a rule: as they agree with the rest of the return, and as they are."""
        asked = items_asked(rule, self.specification)
        seen: list[list[Cells]] = []
        for held in (self._meant(rule), asked):
            whole = {name: typed for name, typed in self.courses.whole.items() if name not in held}
            aligned = self.courses.aligned(({**row, **whole} for row in self._as_one_group(rule, rows)), but=held)
            for days in (0, 1, -1) if len(rows) > 1 and self.specification.sample.starts not in asked else (0,):
                made = self._apart(aligned, days)
                if made not in seen:
                    seen.append(made)
        for made in (*seen, *([] if list(rows) in seen else [list(rows)])):
            template = self._template(rule, made)
            if template:
                yield template

    def _apart(self, rows: Sequence[Cells], days: int) -> list[Cells]:
        """Return rows each of which starts some days after the one before, so that they are not the same record twice."""
        starts = self.specification.sample.starts
        made: list[Cells] = []
        for number, cells in enumerate(rows):
            iso = to_iso_date(cells[starts])
            later = date.fromisoformat(iso) + timedelta(days=days * number) if iso else None
            made.append({**cells, starts: to_typed_date(later.isoformat())} if later else cells)
        return made

    def _template(self, rule: Rule, rows: Sequence[Cells]) -> Template | None:
        """Return a template of rows; None where what they break depends on whom they are about, or on the day."""
        counted = set() if isinstance(rule.test, Readable | Spelling) else set(self.sources.identifiers)
        keeping = items_asked(rule, self.specification) - counted
        template = self.sources.template(rows, keeping=keeping, rule=rule)
        other = [dict(zip(self._names, row, strict=True)) for row in template.instance()]
        findings = self.courses.lasting(rows)
        if findings is None or self.courses.lasting(other) != findings:
            return None
        if rule.id not in self._across and rule.id not in {name for _, name in findings}:
            return None
        broken = [tuple(self._rules[name] for index, name in sorted(findings) if index == place) for place in range(len(rows))]
        return self.sources.template(rows, keeping=keeping, broken=broken, rule=rule)

    def _as_one_group(self, rule: Rule, rows: Sequence[Cells]) -> list[Cells]:
        """Return rows of which those of one person agree in all details but those that the rule is about."""
        group, scopes = self.specification.sample.group, scopes_of(self.specification)
        asked = items_asked(rule, self.specification)
        first: dict[str, Cells] = {}
        made: list[Cells] = []
        for row in rows:
            known = first.setdefault(row[group], row)
            made.append({**row, **{name: known[name] for name in scopes.group if name not in asked}})
        return made

    def _other_ways(self, rule: Rule, template: Template) -> Iterator[Template]:
        """Yield other ways in which a cell cannot be read, or is spelt otherwise; every rule takes these alike."""
        if not isinstance(rule.test, Readable | Spelling):
            return
        item = self.specification.item_by_id[rule.test.item]
        (cells,) = self._cells(template)
        usual = next((example.value for example in item.examples if example.value), "")
        if isinstance(rule.test, Readable):
            ways = wrong_texts(item, usual, self.specification)
        else:
            ways = other_spellings(item, str(self._read(item.id, cells[item.id])), self.specification)
        for text in ways:
            if text != cells[item.id]:
                yield self.sources.template([{**cells, item.id: text}], keeping={item.id}, broken=template.broken, rule=rule)

    def _cells(self, template: Template) -> list[Cells]:
        return [dict(zip(self._names, row, strict=True)) for row in template.rows]

    def _read(self, name: str, typed: str) -> Cell:
        return read(self.specification.item_by_id[name], typed, self.specification)


def _company(template: Template) -> int:
    """Return how many rules a template breaks."""
    return len({rule.id for broken in template.broken for rule in broken})
