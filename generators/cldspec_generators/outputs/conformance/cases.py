"""For each rule the smallest return that breaks it, and if it can be no other: rows of the valid return with a fault planted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, combinations, islice

from cldspec.model import Cells, DataItem, Severity, Specification
from cldspec.rules.all_rules import Readable, Rule, Same, Spelling, Unique, rules_of
from cldspec.rules.all_rules import Row as RowTest
from cldspec.rules.cells import Cell, read, to_typed
from cldspec.rules.evaluate import TODAY, Row, truth
from cldspec.rules.expression import Condition, IsBlank, Not, Truth
from cldspec.rules.reference import breaking, broken_rules
from cldspec.solver.examples import example_rows
from cldspec.solver.reason import Possible, Reasoner
from cldspec_generators.outputs.conformance.valid import Ties, usual_choices
from cldspec_generators.outputs.conformance.values import numbered, others, spellings, unreadable

_ATTEMPTS = 40
"""As many returns that break a rule are looked at to find one that breaks no other."""
Rows = tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What whoever checks a return must say of a row; `row` counts as a spreadsheet does, with the headers in row 1."""

    row: int
    item: str
    rule: str
    severity: Severity
    message: str
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A return that breaks a rule, and all that is to be found in it. `also` are the rules that it cannot but break as well."""

    rule: Rule
    rows: Rows
    findings: tuple[Finding, ...]
    also: tuple[str, ...]


@dataclass(frozen=True)
class _Pool:
    """What cases are made from: a return that breaks no rule, as typed and as read, and who makes up rows that it has not."""

    reasoner: Reasoner
    today: str
    rows: Rows
    known: dict[tuple[str, str], Cell] = field(default_factory=dict)
    """What cells stand for; the same few are read again and again."""

    @property
    def specification(self) -> Specification:
        return self.reasoner.specification

    @cached_property
    def read(self) -> tuple[Row, ...]:
        return tuple(self.as_read(row) for row in self.rows)

    def as_read(self, row: Cells) -> Row:
        """Return the values of a row as typed."""
        for name, typed in row.items():
            if (name, typed) not in self.known:
                self.known[name, typed] = read(self.specification.item_by_id[name], typed, self.specification)
        return {TODAY: self.today, **{name: self.known[name, typed] for name, typed in row.items()}}

    def where(self, when: Condition) -> list[Cells]:
        """Return the rows on which a condition is TRUE."""
        return [row for row, read in zip(self.rows, self.read, strict=True) if truth(when, read, self.specification) is True]

    def apart(self) -> Cells:
        """Return cells that tell a row from all others."""
        texts = ((self.specification.item_by_id[name], len(self.rows)) for name in Ties.of(self.specification).own)
        return {item.id: numbered(item, number, self.specification) for item, number in texts}


def cases_of(valid: Sequence[Cells], reasoner: Reasoner, today: str) -> Iterator[Case]:
    """Yield a case for each rule, in the order of the rules; `valid` is a return that breaks none."""
    specification = reasoner.specification
    pool = _Pool(reasoner, today, tuple(valid))
    for rule in rules_of(specification):
        rows = _smallest(rule, pool)
        if rows:
            findings = findings_in(rows, specification, today)
            also = dict.fromkeys(one.rule for one in findings if one.rule != rule.id)
            yield Case(rule, rows, findings, tuple(also))


def findings_in(rows: Sequence[Cells], specification: Specification, today: str) -> tuple[Finding, ...]:
    """Return what the plain reference finds in a return, by row, and in the order of the rules."""
    broken = broken_rules(rows, specification, today)
    return tuple(
        Finding(index + 2, rule.items[0], rule.id, rule.severity, rule.message, _suggestion(rule, row, specification))
        for index, row in enumerate(rows)
        for rule in rules_of(specification)
        if (index, rule.id) in broken
    )


def _suggestion(rule: Rule, row: Cells, specification: Specification) -> str | None:
    """Return what to write instead, where that is known for sure."""
    if not isinstance(rule.test, Spelling):
        return None
    return str(read(specification.item_by_id[rule.test.item], row[rule.test.item], specification))


def _smallest(rule: Rule, pool: _Pool) -> Rows | None:
    """Return the first return at hand that breaks the rule alone, or else the one that breaks fewest others."""
    rules = rules_of(pool.specification)
    least, best = len(rules) + 1, None
    planted = islice(_breaking(rule, _planted(rule, pool), pool), _ATTEMPTS)
    for rows, canonical in chain(planted, _breaking(rule, _solved(rule, pool), pool)):
        broken = (1 for one in rules if _is_broken(one, rows, canonical, pool))
        count = sum(islice(broken, least))  # no need to know by how much it is worse
        if count < least:
            least, best = count, rows
        if least == 1:
            break
    return best


def _breaking(rule: Rule, returns: Iterable[Rows], pool: _Pool) -> Iterator[tuple[Rows, list[Row]]]:
    """Yield those returns that break a rule, as typed and as read."""
    for rows in returns:
        canonical = [pool.as_read(row) for row in rows]
        if _is_broken(rule, rows, canonical, pool):
            yield rows, canonical


def _is_broken(rule: Rule, rows: Rows, canonical: list[Row], pool: _Pool) -> bool:
    return any(True for _ in breaking(rule, rows, canonical, pool.specification))


def _solved(rule: Rule, pool: _Pool) -> Iterator[Rows]:
    """Yield what the solver makes up: for a rule about one row, the row that is most like a valid one."""
    if not isinstance(rule.test, RowTest):
        rows = example_rows(rule, "breaks", pool.reasoner)
        yield from [tuple(rows[:2])] if isinstance(rule.test, Unique | Same) else ((row,) for row in rows)
        return
    items, reasoner = pool.specification.items, pool.reasoner
    usual = list(usual_choices(pool.specification))
    quiet = reasoner.rules_about_one_row("error", "warning", "information")
    for cells in (*(rule.entry.examples.breaks if rule.entry else ()), {}):
        known = pool.as_read(cells)
        near = min(zip(pool.rows, pool.read, strict=True), key=lambda row: _differing(cells, row[0]))[1] if pool.rows else usual[0]
        for keeping in (quiet, reasoner.rules_about_one_row("error", "warning")):
            like = [{**near, **known}, *usual]
            answer = reasoner.ask(Truth(True), cells=known, keeping=keeping, breaking=rule.id, preferring=like, explaining=False)
            if isinstance(answer, Possible):
                yield ({**{item.id: to_typed(item, answer.row[item.id]) for item in items}, **cells},)
                break


def _planted(rule: Rule, pool: _Pool) -> Iterator[Rows]:
    """Yield returns made of valid rows with as few cells changed as can be."""
    specification = pool.specification
    item = specification.item_by_id[rule.items[0]]
    match rule.test:
        case RowTest(expect=IsBlank() | Not(condition=IsBlank())) if rule.entry is None:
            for row in pool.rows:
                texts = [""] if row[item.id] else others(item, "", specification)
                yield from (({**row, item.id: text},) for text in texts)
        case RowTest():
            for cells in rule.entry.examples.breaks if rule.entry else ():
                yield from (({**row, **cells},) for row in sorted(pool.rows, key=partial(_differing, cells)))
        case Readable():
            for text in unreadable(item, specification):
                yield from (({**row, item.id: text},) for row in pool.rows if row[item.id])
        case Spelling():
            for row in pool.rows:
                yield from (({**row, item.id: text},) for text in spellings(item, row[item.id], specification))
        case Unique(items=items, when=when):
            yield from _alike(pool.where(when), items, pool)
        case Same(item=name, of=of, when=when):
            yield from _unlike(pool.where(when), specification.item_by_id[name], of, pool)


def _differing(cells: Cells, row: Cells) -> int:
    return sum(row[name] != typed for name, typed in cells.items())


def _alike(rows: Sequence[Cells], items: Sequence[str], pool: _Pool) -> Iterator[Rows]:
    """Yield pairs of rows that share the values of some items: rows that nearly do so already, then a row that stands twice."""
    shared = [{name: row[name] for name in items} for row in rows]
    pairs = sorted(combinations(range(len(rows)), 2), key=lambda pair: _differing(shared[pair[0]], rows[pair[1]]))
    yield from ((rows[first], {**rows[second], **shared[first]}) for first, second in islice(pairs, _ATTEMPTS // 2))
    yield from ((row, {**row, **pool.apart(), **keys}) for row, keys in zip(rows, shared, strict=True))


def _unlike(rows: Sequence[Cells], item: DataItem, of: str | None, pool: _Pool) -> Iterator[Rows]:
    """Yield pairs of rows that share a value, or are of the same return, but differ in an item; then a row that stands twice."""
    pairs = (pair for pair in combinations(rows, 2) if of is None or pair[0][of] == pair[1][of] != "")
    for first, second in chain(pairs, ((row, {**row, **pool.apart()}) for row in rows)):
        yield from ((first, {**second, item.id: text}) for text in others(item, second[item.id], pool.specification))
