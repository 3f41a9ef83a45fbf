"""For each rule the smallest return that breaks it and, if possible, no other: rows of the valid return with a deliberate fault."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain, combinations, islice

from cldspec.model import Cells, DataItem, Severity, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Readable, Rule, Same, Spelling, Unique, rules_of
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.cells import to_typed
from cldspec.rules.evaluate import Row, compiled
from cldspec.rules.reference import broken_rules, rule_functions, value_of
from cldspec.solver.examples import example_rows
from cldspec.solver.reason import Possible, Reasoner
from cldspec_generators.outputs.conformance.truths import values_of
from cldspec_generators.outputs.conformance.valid import Ties, usual_choices
from cldspec_generators.outputs.conformance.values import numbered, other_spellings, other_values, unreadable_texts

_MOST_CANDIDATES = 40
"""The most returns that are tried for a rule, to find one that breaks no other rule."""
Rows = tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding that a checker must report; `row` counts as a spreadsheet does, with the headers in row 1."""

    row: int
    item: str
    rule: str
    severity: Severity
    message: str
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A return that breaks a rule, and every finding in it. `also` are the other rules that it breaks, because it must."""

    rule: Rule
    rows: Rows
    findings: tuple[Finding, ...]
    also: tuple[str, ...]


@dataclass(frozen=True)
class _ValidReturn:
    """A return that breaks no rule, from which the cases are made, with the solver for rows that it lacks."""

    reasoner: Reasoner
    today: str
    rows: Rows

    @property
    def specification(self) -> Specification:
        return self.reasoner.specification

    @cached_property
    def values(self) -> tuple[Row, ...]:
        """The rows as values."""
        return tuple(map(self.values_of, self.rows))

    def values_of(self, row: Cells) -> Row:
        """Return the cells of a row as values, with today's date."""
        return values_of(row, self.specification, self.today)

    def rows_where(self, when: ex.Condition) -> list[Cells]:
        """Return the rows for which a condition is TRUE."""
        is_met = compiled(when, self.specification)
        return [row for row, values in zip(self.rows, self.values, strict=True) if is_met(values) is True]

    def new_identifiers(self) -> Cells:
        """Return the cells that distinguish a new row from all these rows."""
        items = (self.specification.item_by_id[name] for name in Ties.of(self.specification).own)
        return {item.id: numbered(item, len(self.rows), self.specification) for item in items}


def cases_of(valid: Sequence[Cells], reasoner: Reasoner, today: str) -> Iterator[Case]:
    """Yield a case for each rule that a return can break, in the order of the rules; `valid` is a return that breaks none."""
    specification = reasoner.specification
    source = _ValidReturn(reasoner, today, tuple(valid))
    for rule in rules_of(specification):
        rows = _smallest(rule, source)
        if rows:
            findings = findings_in(rows, specification, today)
            also = dict.fromkeys(finding.rule for finding in findings if finding.rule != rule.id)
            yield Case(rule, rows, findings, tuple(also))


def findings_in(rows: Sequence[Cells], specification: Specification, today: str) -> tuple[Finding, ...]:
    """Return the findings of the Python reference in a return, by row and in the order of the rules."""
    broken = broken_rules(rows, specification, today)
    return tuple(
        finding(rule, index, row, specification)
        for index, row in enumerate(rows)
        for rule in rules_of(specification)
        if (index, rule.id) in broken
    )


def finding(rule: Rule, index: int, row: Cells, specification: Specification) -> Finding:
    """Return the finding that a row, counted from 0, breaks a rule."""
    return Finding(index + 2, rule.items[0], rule.id, rule.severity, rule.message, _suggestion(rule, row, specification))


def _suggestion(rule: Rule, row: Cells, specification: Specification) -> str | None:
    """Return the value to write instead, for a rule that leaves only one."""
    if not isinstance(rule.test, Spelling):
        return None
    return str(value_of(rule.test.item, row[rule.test.item], specification))


def _smallest(rule: Rule, valid: _ValidReturn) -> Rows | None:
    """Return the first candidate that breaks the rule alone, or else the one that breaks the fewest other rules."""
    functions = rule_functions(valid.specification)
    fewest, best = len(functions) + 1, None
    made = islice(_breaking(rule, _with_fault(rule, valid), valid), _MOST_CANDIDATES)
    for rows, values in chain(made, _breaking(rule, _solved(rule, valid), valid)):
        broken = (1 for breaking_rows in functions.values() if breaking_rows(rows, values))
        count = sum(islice(broken, fewest))  # stops once it is no better
        if count < fewest:
            fewest, best = count, rows
        if fewest == 1:
            break
    return best


def _breaking(rule: Rule, candidates: Iterable[Rows], valid: _ValidReturn) -> Iterator[tuple[Rows, list[Row]]]:
    """Yield the candidates that break a rule, as typed and as values."""
    breaking_rows = rule_functions(valid.specification)[rule.id]
    for rows in candidates:
        values = [valid.values_of(row) for row in rows]
        if breaking_rows(rows, values):
            yield rows, values


def _solved(rule: Rule, valid: _ValidReturn) -> Iterator[Rows]:
    """Yield candidates of the solver: for a rule about one row, the row that is most like a valid one."""
    if not isinstance(rule.test, RowTest):
        rows = example_rows(rule, "breaks", valid.reasoner)
        yield from [tuple(rows[:2])] if isinstance(rule.test, Unique | Same) else ((row,) for row in rows)
        return
    items, reasoner = valid.specification.items, valid.reasoner
    usual = list(usual_choices(valid.specification))
    for cells in (*(rule.entry.examples.breaks if rule.entry else ()), {}):
        known = valid.values_of(cells)
        nearest = min(zip(valid.rows, valid.values, strict=True), key=lambda row: _distance(cells, row[0]))[1] if valid.rows else usual[0]
        for severities in (("error", "warning", "information"), ("error", "warning")):
            answer = reasoner.ask(
                ex.Truth(True),
                cells=known,
                keeping=reasoner.rules_about_one_row(*severities),
                breaking=rule.id,
                preferring=[{**nearest, **known}, *usual],
                explaining=False,
            )
            if isinstance(answer, Possible):
                yield ({**{item.id: to_typed(item, answer.row[item.id]) for item in items}, **cells},)
                break


def _with_fault(rule: Rule, valid: _ValidReturn) -> Iterator[Rows]:
    """Yield candidates that are rows of the valid return with as few cells changed as possible."""
    specification = valid.specification
    item = specification.item_by_id[rule.items[0]]
    match rule.test:
        case RowTest(expect=ex.IsBlank() | ex.Not(ex.IsBlank())) if rule.entry is None:
            for row in valid.rows:
                texts = [""] if row[item.id] else other_values(item, "", specification)
                yield from _with_cell(row, item, texts)
        case RowTest():
            for cells in rule.entry.examples.breaks if rule.entry else ():
                yield from (({**row, **cells},) for row in sorted(valid.rows, key=partial(_distance, cells)))
        case Readable():
            for text in unreadable_texts(item, specification):
                for row in valid.rows:
                    yield from _with_cell(row, item, [text] if row[item.id] else [])
        case Spelling():
            for row in valid.rows:
                yield from _with_cell(row, item, other_spellings(item, row[item.id], specification))
        case Unique(items=items, when=when):
            yield from _duplicates(valid.rows_where(when), items, valid)
        case Same(item=name, of=of, when=when):
            yield from _differing(valid.rows_where(when), specification.item_by_id[name], of, valid)


def _with_cell(row: Cells, item: DataItem, texts: Iterable[str]) -> Iterator[Rows]:
    """Yield the row with each of some texts as the cell of an item."""
    return (({**row, item.id: text},) for text in texts)


def _distance(cells: Cells, row: Cells) -> int:
    """Return how many of these cells a row does not have."""
    return sum(row[name] != typed for name, typed in cells.items())


def _duplicates(rows: Sequence[Cells], items: Sequence[str], valid: _ValidReturn) -> Iterator[Rows]:
    """Yield pairs of rows that share the values of some items: first rows that nearly do so already, then copies of one row."""
    shared = [{name: row[name] for name in items} for row in rows]
    pairs = sorted(combinations(range(len(rows)), 2), key=lambda pair: _distance(shared[pair[0]], rows[pair[1]]))
    yield from ((rows[first], {**rows[second], **shared[first]}) for first, second in islice(pairs, _MOST_CANDIDATES // 2))
    yield from ((row, {**row, **valid.new_identifiers(), **keys}) for row, keys in zip(rows, shared, strict=True))


def _differing(rows: Sequence[Cells], item: DataItem, of: str | None, valid: _ValidReturn) -> Iterator[Rows]:
    """Yield pairs of rows that differ in an item but share the value of `of`, or are of the same return; then copies of one row."""
    pairs = (pair for pair in combinations(rows, 2) if of is None or pair[0][of] == pair[1][of] != "")
    for first, second in chain(pairs, ((row, {**row, **valid.new_identifiers()}) for row in rows)):
        yield from ((first, {**second, item.id: text}) for text in other_values(item, second[item.id], valid.specification))
