"""The further returns of the pack: rows near the boundaries of each rule, rows to compare with each other, and each kind of cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from cldspec.model import Cells, Severity, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Readable, Rule, Same, Unique, rules_of
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.cells import LAST_YEAR, Remark, makes_unreadable, remark_of
from cldspec.rules.evaluate import TODAY, Row, compiled
from cldspec.rules.reference import rule_functions
from cldspec.validation.cell_rules import cell_rules
from cldspec_generators.outputs.conformance.cases import Case, Finding, finding
from cldspec_generators.outputs.conformance.cell_texts import texts_of
from cldspec_generators.outputs.conformance.near import near_rows
from cldspec_generators.outputs.conformance.several import returns_for_same, returns_for_unique, source_of
from cldspec_generators.outputs.conformance.truths import TruthTable, numbers_of, values_of
from cldspec_generators.outputs.conformance.valid import Ties
from cldspec_generators.outputs.conformance.values import numbered

_MOST_BASES = 3
"""The most rows of the valid return that are varied, of those to which a rule applies and of the others."""
_FAR = 100
"""Numbers from here on make identifiers that no row of the valid return has."""
_LAST_DAY = f"{LAST_YEAR}-01-01"


@dataclass(frozen=True, slots=True)
class Check:
    """A finding about a cell that no rule of the specification is about. A program may report it."""

    row: int
    item: str
    check: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Rows of the pack before it is known what to expect in them."""

    folder: str
    name: str
    title: str
    rule: str | None
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """A return of the pack with everything to expect. `today` is set if the findings are those of one day."""

    draft: Draft
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    today: str | None


def further_returns(valid: Sequence[Cells], cases: Sequence[Case], specification: Specification, today: str) -> list[Return]:
    """Return the returns beside the smallest ones that break each rule: those of rules, in their order, then those of cells."""
    near = [Draft("", case.rule.id, case.rule.title, case.rule.id, rows) for case, rows in _near(valid, cases, specification, today)]
    judged = _Judged(near, specification, today)
    parts = (part for place, draft in enumerate(near) for part in _parts(draft, judged.conforming(place)))
    several = (draft for case in cases for draft in _several(case.rule, valid, specification, today))
    drafts = [*parts, *several, *_of_cells(valid, specification)]
    in_order = {case.rule.id: place for place, case in enumerate(cases)}
    drafts.sort(key=lambda draft: in_order.get(draft.rule or "", len(in_order)))
    return _Judged(drafts, specification, today).returns()


class _Judged:
    """Drafts with what breaks rules in their rows. Rules about one row are evaluated for all drafts together."""

    def __init__(self, drafts: Sequence[Draft], specification: Specification, today: str) -> None:
        self.drafts, self.specification, self.today = drafts, specification, today
        rows = [row for draft in drafts for row in draft.rows]
        self.values: list[Row] = [values_of(row, specification, today) for row in rows]
        self.starts = [0]
        for draft in drafts:
            self.starts.append(self.starts[-1] + len(draft.rows))
        self.broken: list[list[int]] = [[] for _ in rows]
        """The places of the rules about one row that each row breaks."""
        self.depends: set[int] = set()
        """The rows that break other rules on a later day."""
        table = TruthTable(self.values, specification)
        later = TruthTable([{**row, TODAY: _LAST_DAY} for row in self.values], specification)
        for place, rule in enumerate(rules_of(specification)):
            if isinstance(rule.test, RowTest):
                found = table.broken(rule.test.when, rule.test.expect)
                for number in numbers_of(found):
                    self.broken[number].append(place)
                if _asks_for_today(rule.test):
                    self.depends.update(numbers_of(found ^ later.broken(rule.test.when, rule.test.expect)))

    def returns(self) -> list[Return]:
        """Return the drafts with what to expect in them."""
        return [Return(draft, *self._found(place), self._day(place)) for place, draft in enumerate(self.drafts)]

    def conforming(self, place: int) -> list[bool]:
        """Say of each row of a draft whether it has no finding."""
        findings, checks = self._found(place)
        faulty = {one.row for one in findings} | {one.row for one in checks}
        return [number not in faulty for number in range(2, len(self.drafts[place].rows) + 2)]

    def _day(self, place: int) -> str | None:
        rows = range(self.starts[place], self.starts[place + 1])
        return None if self.depends.isdisjoint(rows) else self.today

    def _found(self, place: int) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
        draft, start, specification = self.drafts[place], self.starts[place], self.specification
        values = self.values[start : start + len(draft.rows)]
        broken = {(number, rule) for number in range(len(draft.rows)) for rule in self.broken[start + number]}
        functions, rules = rule_functions(specification), rules_of(specification)
        for number, rule in enumerate(rules):
            if not isinstance(rule.test, RowTest):
                broken |= {(row, number) for row in functions[rule.id](draft.rows, values)}
        checks = tuple(_checks(draft.rows, specification))
        lengths = {rule.test.item: number for number, rule in enumerate(rules) if isinstance(rule.test, Readable)}
        broken -= {(one.row - 2, lengths[one.item]) for one in checks if one.item in lengths and _hides(one, draft.rows, specification)}
        return tuple(finding(rules[rule], row, draft.rows[row], specification) for row, rule in sorted(broken)), checks


def _asks_for_today(test: RowTest) -> bool:
    values = chain(ex.values_in(test.when), ex.values_in(test.expect))
    return any(isinstance(value, ex.Call) and value.name == "today" for value in values)


def _checks(rows: Sequence[Cells], specification: Specification) -> Iterator[Check]:
    """Yield the findings about cells that no rule of the specification is about."""
    rules = {rule.id: rule for rule in cell_rules(specification)}
    for index, row in enumerate(rows):
        for item in specification.items:
            typed = row[item.id]
            if typed and (remark := _remark(item.id, typed, specification)):
                rule = rules[f"{item.id}.{remark}"]
                yield Check(index + 2, item.id, rule.id, rule.severity, rule.message)


@lru_cache(maxsize=1 << 15)
def _remark(item_id: str, typed: str, specification: Specification) -> Remark | None:
    """Return what is wrong with a cell that is filled in. The same cells come again and again."""
    return remark_of(specification.item_by_id[item_id], typed, specification)


def _hides(check: Check, rows: Sequence[Cells], specification: Specification) -> bool:
    """Say whether a check reports a cell as unreadable, so that its rule does not."""
    item = specification.item_by_id[check.item]
    return makes_unreadable(_remark(item.id, rows[check.row - 2][item.id], specification), item, specification)


def _near(
    valid: Sequence[Cells], cases: Sequence[Case], specification: Specification, today: str
) -> Iterator[tuple[Case, tuple[Cells, ...]]]:
    """Yield the rows near the boundaries of each rule about one row."""
    values = [values_of(row, specification, today) for row in valid]
    for case in cases:
        if isinstance(case.rule.test, RowTest):
            is_met = compiled(case.rule.test.when, specification)
            applies = [is_met(row) is True for row in values]
            bases = [*case.rows, *_first(valid, applies, wanted=True), *_first(valid, applies, wanted=False)]
            rows = near_rows(case.rule, bases, specification, today)
            yield case, tuple(_with_own_identifiers(row, number, case.rule.items, specification) for number, row in enumerate(rows))


def _first(rows: Sequence[Cells], verdicts: Sequence[bool], *, wanted: bool) -> list[Cells]:
    return [row for row, verdict in zip(rows, verdicts, strict=True) if verdict is wanted][:_MOST_BASES]


def _parts(draft: Draft, conforming: Sequence[bool]) -> Iterator[Draft]:
    """Yield the rows without a finding as one return, and the others as another."""
    rows = [[row for row, conforms in zip(draft.rows, conforming, strict=True) if conforms is wanted] for wanted in (True, False)]
    for folder, title, some in zip(("passes", "more"), ("Conforms, near the boundaries", "Rows near the boundaries"), rows, strict=True):
        if some:
            yield Draft(folder, draft.name, f"{title} of {draft.rule}: {draft.title}.", draft.rule, tuple(some))


def _with_own_identifiers(row: Cells, number: int, items: Sequence[str], specification: Specification) -> Cells:
    """Return a row about a person and an event of its own, except in the items that it is about."""
    ties = Ties.of(specification)
    names = [name for name in (*ties.groups, *ties.own) if row[name] and name not in items]
    return {**row, **{name: numbered(specification.item_by_id[name], _FAR + number, specification) for name in names}}


def _several(rule: Rule, valid: Sequence[Cells], specification: Specification, today: str) -> Iterator[Draft]:
    """Yield the returns for a rule about several rows."""
    test = rule.test
    if not isinstance(test, Unique | Same):
        return
    ties = Ties.of(specification)
    own = {*ties.groups, *ties.own} - (set(test.items) if isinstance(test, Unique) else {test.item, test.of or ""})
    source = source_of(test, valid, sorted(own), specification, today)
    if source is None:
        return
    returns = returns_for_unique(test, source) if isinstance(test, Unique) else returns_for_same(test, source)
    for number, rows in enumerate(returns, 1):
        name = rule.id if len(returns) == 1 else f"{rule.id}-{number}"
        yield Draft("more", name, f"Which rows {rule.id} compares: {rule.title}.", rule.id, tuple(rows))


def _of_cells(valid: Sequence[Cells], specification: Specification) -> Iterator[Draft]:
    """Yield a return for each item, with texts that are its values and texts that only look like them."""
    for item in specification.items:
        base = next((row for row in valid if row[item.id]), None)
        if base:
            texts = texts_of(item, specification)
            rows = [{**_with_own_identifiers(base, number, (item.id,), specification), item.id: text} for number, text in enumerate(texts)]
            yield Draft("cells", item.id, f"How cells of {item.title} are read.", None, tuple(rows))


def index_entry(one: Return) -> Mapping[str, object]:
    """Return the entry of a return in the index."""
    draft = one.draft
    path = f"{draft.folder}/{draft.name}"
    counts = {"rows": len(draft.rows), "findings": len(one.findings), "checks": len(one.checks)}
    return {"file": f"{path}.csv", "expected": f"{path}.json", "title": draft.title, "rule": draft.rule, "today": one.today, **counts}
