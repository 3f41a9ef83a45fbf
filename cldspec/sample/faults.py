"""Templates of rows that break one rule and, as far as possible, nothing else."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from cldspec.model import Cells
from cldspec.rules.all_rules import Readable, Rule, Same, Spelling, rules_of
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.cells import Cell, read, remark_of, to_iso_date, to_typed_date
from cldspec.sample.corruptions import other_spellings, unreadable_texts
from cldspec.sample.row_templates import RowTemplate, ValueSources
from cldspec.solver.examples import example_rows, filled, items_asked
from cldspec.solver.pathways import Courses, Key, memberships, scopes_of, ties_across

_ORDINARY_COURSES = 80
"""The ordinary courses whose rows are changed to break a rule."""
_ENOUGH = 3
"""The number of templates of a rule after which no more are looked for."""


class FaultTemplates:
    """Makes templates of faulty rows that agree with the rest of the return, as far as their rule allows."""

    def __init__(self, courses: Courses, sources: ValueSources, ordinary: Sequence[list[Cells]], seed: int) -> None:
        self.courses = courses
        self._random = Random(f"{seed}: spoilt")  # noqa: S311 - made-up faults, the same for the same seed
        self._ordinary = self._random.sample(ordinary, min(_ORDINARY_COURSES, len(ordinary)))
        self.sources = sources
        self.specification = courses.specification
        self._names = list(self.specification.item_by_id)
        self._rules = {rule.id: rule for rule in rules_of(self.specification)}
        self._rules_across_people = {rule.id for rule in ties_across(self.specification)}

    def templates(self, rule: Rule) -> tuple[list[RowTemplate], list[RowTemplate]]:
        """Return templates that break only this rule, and templates that break other rules too, or rules on other rows."""
        only_this = self._from_ordinary_rows(rule)
        with_others: list[RowTemplate] = []
        for rows in self._breaking_rows(rule) if not only_this else ():
            for template in self._variants(rule, rows):
                breaks_only_this = self._breaks_only(rule, template)
                (only_this if breaks_only_this else with_others).append(template)
                if breaks_only_this:
                    self.courses.agree(self._cells(template))
                    break
            if only_this and not self._is_each_example_a_row(rule):
                break
        all_of_this = [variant for template in only_this for variant in (template, *self._other_texts(rule, template))]
        return all_of_this, sorted(with_others, key=lambda template: (self._disagrees(template), _rules_broken(template)))

    def ties(self, template: RowTemplate) -> list[list[tuple[Key, Cell]]]:
        """Return what ties each row of a template to the rest of the return: keys, and the values of the row under them."""
        rows = [self.courses.as_values(cells) for cells in self._cells(template)]
        return [[(key, cell) for key, _, cell in memberships(row, self.specification)] for row in rows]

    # Ordinary rows with a mistake

    def _from_ordinary_rows(self, rule: Rule) -> list[RowTemplate]:
        """Return a few templates of ordinary rows that were changed to break only this rule."""
        templates: list[RowTemplate] = []
        for rows in self._changed_rows(rule):
            aligned = self.courses.aligned(rows, but=self._changed_on_purpose(rule))
            if self.courses.breaks(rule, aligned) and {name for _, name in self.courses.lasting(aligned) or ()} == {rule.id}:
                template = self._template(rule, aligned)
                if template and self._breaks_only(rule, template):
                    self.courses.agree(self._cells(template))
                    templates.append(template)
            if len(templates) == _ENOUGH:
                break
        return templates

    def _changed_rows(self, rule: Rule) -> Iterator[Sequence[Cells]]:
        """Yield ordinary rows with a change that may break the rule."""
        item = self.specification.item_by_id[rule.items[0]]
        others = [example.value for example in item.examples] + [*(self.specification.values_of(item.id) or ()), ""]
        for course in self._ordinary:
            row = self._random.choice(course)
            typed = row[item.id]
            match rule.test:
                case RowTest() if rule.entry:
                    yield from ([{**row, **cells}] for cells in rule.entry.examples.breaks)
                case RowTest():
                    yield [{**row, item.id: "" if typed else next((text for text in others if text), "")}]
                case Readable():
                    texts = unreadable_texts(item, typed, self.specification) if typed else []
                    yield from ([{**row, item.id: text}] for text in texts[:1])
                case Spelling():
                    texts = other_spellings(item, typed, self.specification) if typed else []
                    yield from ([{**row, item.id: text}] for text in texts[:1])
                case Same(of=of) if of == self.specification.sample.group and not rule.entry and len(course) > 1:
                    other = self._random.choice([text for text in others if text != course[-1][item.id]] or [""])
                    yield [*course[:-1], {**course[-1], item.id: other}]
                case _:
                    pass

    # Rows from the rule's examples and from the solver

    def _breaking_rows(self, rule: Rule) -> Iterator[Sequence[Cells]]:
        """Yield rows that break a rule: its examples, and one with the cells that the whole return shares."""
        rows = example_rows(rule, "breaks", self.courses.reasoner)
        examples = [[row] for row in rows] if isinstance(rule.test, RowTest | Readable | Spelling) else [rows] if rows else []
        yield from examples
        if isinstance(rule.test, RowTest):
            whole = {name: self._read(name, typed) for name, typed in self.courses.whole.items()}
            row = filled(self.courses.reasoner, whole, breaking=rule.id)
            if row and [row] not in examples:
                yield [row]

    def _variants(self, rule: Rule, rows: Sequence[Cells]) -> Iterator[RowTemplate]:
        """Yield templates of rows that break a rule: changed to agree with the rest of the return, and unchanged."""
        asked = items_asked(rule, self.specification)
        variants: list[list[Cells]] = []
        for unchanged in (self._changed_on_purpose(rule), asked):
            whole = {name: typed for name, typed in self.courses.whole.items() if name not in unchanged}
            aligned = self.courses.aligned(({**row, **whole} for row in self._as_one_group(rule, rows)), but=unchanged)
            for days in (0, 1, -1) if len(rows) > 1 and self.specification.sample.starts not in asked else (0,):
                variant = self._days_apart(aligned, days)
                if variant not in variants:
                    variants.append(variant)
        for variant in (*variants, *([] if list(rows) in variants else [list(rows)])):
            template = self._template(rule, variant)
            if template:
                yield template

    def _days_apart(self, rows: Sequence[Cells], days: int) -> list[Cells]:
        """Return rows each of which starts some days after the previous one, so that they are not duplicates."""
        starts = self.specification.sample.starts
        moved: list[Cells] = []
        for number, cells in enumerate(rows):
            iso = to_iso_date(cells[starts])
            later = date.fromisoformat(iso) + timedelta(days=days * number) if iso else None
            moved.append({**cells, starts: to_typed_date(later.isoformat())} if later else cells)
        return moved

    def _as_one_group(self, rule: Rule, rows: Sequence[Cells]) -> list[Cells]:
        """Return rows in which those of one person have the same details, except the details that the rule is about."""
        group, scopes = self.specification.sample.group, scopes_of(self.specification)
        asked = items_asked(rule, self.specification)
        first: dict[str, Cells] = {}
        grouped: list[Cells] = []
        for row in rows:
            known = first.setdefault(row[group], row)
            grouped.append({**row, **{name: known[name] for name in scopes.group if name not in asked}})
        return grouped

    # Templates

    def _template(self, rule: Rule, rows: Sequence[Cells]) -> RowTemplate | None:
        """Return a template of rows; None where the rules that they break depend on whom they are about, or on the date.

        None also where a cell is odd, such as the first possible date: validation has a finding about it as well.
        """
        if any(remark_of(item, row[item.id], self.specification) for row in rows for item in self.specification.items):
            return None
        identifiers = set() if isinstance(rule.test, Readable | Spelling) else set(self.sources.identifiers)
        keeping = items_asked(rule, self.specification) - identifiers
        template = self.sources.template(rows, keeping=keeping, rule=rule)
        with_other_values = [dict(zip(self._names, row, strict=True)) for row in template.instance()]
        findings = self.courses.lasting(rows)
        if findings is None or self.courses.lasting(with_other_values) != findings:
            return None
        if rule.id not in self._rules_across_people and rule.id not in {name for _, name in findings}:
            return None
        broken = [tuple(self._rules[name] for index, name in sorted(findings) if index == number) for number in range(len(rows))]
        return self.sources.template(rows, keeping=keeping, broken=broken, rule=rule)

    def _other_texts(self, rule: Rule, template: RowTemplate) -> Iterator[RowTemplate]:
        """Yield the template with other unreadable texts or other spellings, which break the same rules."""
        if not isinstance(rule.test, Readable | Spelling):
            return
        item = self.specification.item_by_id[rule.test.item]
        (cells,) = self._cells(template)
        usual = next((example.value for example in item.examples if example.value), "")
        if isinstance(rule.test, Readable):
            texts = unreadable_texts(item, usual, self.specification)
        else:
            texts = other_spellings(item, str(self._read(item.id, cells[item.id])), self.specification)
        for text in texts:
            if text != cells[item.id]:
                yield self.sources.template([{**cells, item.id: text}], keeping={item.id}, broken=template.broken, rule=rule)

    def _breaks_only(self, rule: Rule, template: RowTemplate) -> bool:
        return {broken.id for rules in template.broken for broken in rules} == {rule.id} and not self._disagrees(template)

    def _disagrees(self, template: RowTemplate) -> bool:
        """Say whether rows disagree with the rest of the return, so that rows elsewhere break a rule."""
        return any(self.courses.agreed.get(key, cell) != cell for row in self.ties(template) for key, cell in row)

    @staticmethod
    def _changed_on_purpose(rule: Rule) -> Collection[str]:
        """Return the item whose value is wrong on purpose, where rows would otherwise have to agree."""
        return {rule.test.item} if isinstance(rule.test, Same | Readable | Spelling) else ()

    @staticmethod
    def _is_each_example_a_row(rule: Rule) -> bool:
        """Say whether each example of a rule is a row by itself, so that all examples can be used."""
        return rule.entry is not None and isinstance(rule.test, RowTest)

    def _cells(self, template: RowTemplate) -> list[Cells]:
        return [dict(zip(self._names, row, strict=True)) for row in template.rows]

    def _read(self, name: str, typed: str) -> Cell:
        return read(self.specification.item_by_id[name], typed, self.specification)


def _rules_broken(template: RowTemplate) -> int:
    """Return how many rules a template breaks."""
    return len({rule.id for rules in template.broken for rule in rules})
