"""Derivations worked out in plain Python: the reference that every database must agree with.

It is for examples and tests. A row maps columns to values: texts, dates yyyy-mm-dd, numbers, and None for a blank. Rows of a result
have no order.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, product
from typing import Any

from cldspec.model import Cells, Criterion, Derivation, DerivationStep, Specification, StepKind
from cldspec.rules import expression as ex
from cldspec.rules.cells import Unreadable
from cldspec.rules.evaluate import OTHERWISE, Known, calculate, compiled, compiled_value
from cldspec.rules.reference import value_of
from cldspec.steps.order import in_order
from cldspec.steps.parameters import items_of_defaults, parameter_values
from cldspec.steps.scope import ROW_NUMBER, SUBMISSION, Scope, beside, expression
from cldspec.steps.tables import rows_of
from cldspec.steps.trace import FOLLOWED, NO, NOTHING, OUT_OF_REACH, YES, kind_of_step, scope_of, trace

Values = dict[str, Known]
"""A row."""
Tables = Mapping[str, Sequence[Values]]
"""The rows of derivations that are worked out already."""


def derived(rows: Sequence[Cells], specification: Specification, given: Mapping[str, str], only: Sequence[str] | None = None) -> Tables:
    """Return the rows of derivations, of all or of `only` some and what they use, from rows of returns as typed in the template.

    A row may say under `submission` which submission it is in. `given` are values of parameters.
    """
    return derived_from([row_of(index, cells, specification) for index, cells in enumerate(rows, start=1)], specification, given, only)


def derived_from(
    rows: Sequence[Values], specification: Specification, given: Mapping[str, str], only: Sequence[str] | None = None
) -> Tables:
    """Return the same, from rows of values."""
    newest = max((_number(row[SUBMISSION]) for row in rows), default=Decimal(1))
    edges = {}
    for name in items_of_defaults(specification):
        days = [day for row in rows if row[SUBMISSION] == newest and isinstance(day := row[name], str)]
        edges[name] = (min(days, default=None), max(days, default=None))
    parameters = parameter_values(specification, edges, given)
    tables: dict[str, Sequence[Values]] = {}
    for derivation in in_order(specification, only):
        begin = rows if derivation.from_ is None else tables[derivation.from_]
        tables[derivation.id] = result_of(derivation, specification, begin, tables, parameters)
    return tables


def result_of(
    derivation: Derivation, specification: Specification, rows: Sequence[Values], tables: Tables, parameters: Mapping[str, Known]
) -> list[Values]:
    """Return the rows of a derivation, from those that it begins with, and those of the derivations that it uses."""
    traced = trace(derivation.id, specification)
    current: Iterable[Values] = rows
    for step, scope in zip(derivation.steps, traced.scopes, strict=False):
        current = _STEPS[kind_of_step(step)](step, list(current), _Context(scope, tables, parameters))
    return [{name: row.get(name) for name in traced.result.columns} for row in current]


@dataclass(frozen=True)
class _Context:
    """What a step sees beside its rows."""

    scope: Scope
    tables: Tables
    parameters: Mapping[str, Known]

    def test(self, condition: str, scope: Scope | None = None) -> Callable[[Values], bool]:
        """Return a condition as a function that says whether it is TRUE for a row."""
        function = compiled(ex.parse(condition), (scope or self.scope).view)
        return lambda row: function({**self.parameters, **row}) is True

    def value(self, text: str) -> Callable[[Values], Known]:
        """Return an expression as a function of a row."""
        tree = expression(text)
        if tree is None:
            return lambda _: None
        function = compiled_value(tree, self.scope.view)
        return lambda row: function({**self.parameters, **row})

    def days(self, text: str, row: Values) -> int:
        """Return a number of days, which is written as a number, or is that of a parameter or column."""
        return int(text) if text.isdecimal() else int(_number({**self.parameters, **row}[text]))

    def other_rows(self, name: str, prefix: str) -> tuple[Scope, list[Values]]:
        """Return what a condition on two tables sees, and the rows of the other one, with a prefix."""
        other = scope_of(name, self.scope.specification)
        return beside(self.scope, other, prefix), [{f"{prefix}_{key}": value for key, value in row.items()} for row in self.tables[name]]


def row_of(index: int, cells: Cells, specification: Specification) -> Values:
    """Return a row of returns, as typed, as values. An unreadable cell is blank."""
    row: Values = {SUBMISSION: Decimal(cells.get(SUBMISSION) or 1), ROW_NUMBER: Decimal(cells.get(ROW_NUMBER) or index)}
    for item in specification.items:
        cell = value_of(item.id, cells.get(item.id, ""), specification)
        row[item.id] = None if isinstance(cell, Unreadable) else cell
    return row


def _number(value: Known) -> Decimal:
    assert isinstance(value, Decimal)  # noqa: S101 - the types of the steps have been checked
    return value


def _key(row: Values, names: Iterable[str]) -> tuple[Known, ...]:
    return tuple(row[name] for name in names)


def _grouped(rows: Iterable[Values], names: Sequence[str]) -> list[list[Values]]:
    """Return rows in groups with the same values. Blanks are the same."""
    groups: defaultdict[tuple[Known, ...], list[Values]] = defaultdict(list)
    for row in rows:
        groups[_key(row, names)].append(row)
    return list(groups.values())


def _by_key(rows: Iterable[Values], names: Sequence[str]) -> Mapping[tuple[Known, ...], list[Values]]:
    """Return rows by the values of some columns, without those that have a blank in one of them."""
    found: defaultdict[tuple[Known, ...], list[Values]] = defaultdict(list)
    for row in rows:
        key = _key(row, names)
        if None not in key:
            found[key].append(row)
    return found


def _keep(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    return list(filter(context.test(step.keep or ""), rows))


def _set(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    functions = {name: context.value(text) for name, text in (step.set or {}).items()}
    return [row | {name: function(row) for name, function in functions.items()} for row in rows]


def _cases(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    cases = [
        (context.test("always" if case.when == OTHERWISE else case.when), {name: context.value(text) for name, text in case.set.items()})
        for case in step.cases or ()
    ]
    found = []
    for row in rows:
        functions = next(functions for is_met, functions in cases if is_met(row))
        found.append(row | {name: function(row) for name, function in functions.items()})
    return found


def _identify(step: DerivationStep, rows: list[Values], _: _Context) -> list[Values]:
    identify = step.identify
    assert identify  # noqa: S101 - the step is of this kind
    keys = [*identify.within, identify.otherwise]
    firsts = {
        key: min(str(row[identify.first]) for row in same if row[identify.first] is not None)
        for key, same in _by_key((row for row in rows if row[identify.first] is not None), keys).items()
    }
    found = []
    for row in rows:
        first, otherwise = row[identify.first], row[identify.otherwise]
        known = firsts.get(_key(row, keys)) if first is None else None
        person = first if first is not None else known if known is not None and identify.if_both == "attach" else otherwise
        is_dropped = person is None or (known is not None and identify.if_both == "drop")
        if not is_dropped:
            found.append(row | {identify.column: person})
    return found


def _worth(row: Values, criteria: Sequence[Criterion]) -> tuple[Hashable, ...]:
    """Return what sorts the rows of a group, the best first."""
    worth: list[Hashable] = []
    for criterion in criteria:
        value = row[criterion.column]
        if criterion.known:
            worth.append(value is None or value in criterion.except_)
            continue
        size: Known | int = value
        if criterion.is_descending and value is not None:
            size = -date.fromisoformat(value).toordinal() if isinstance(value, str) else -value
        worth.append(((value is None) != (criterion.blanks == "first"), 0 if value is None else size))
    return tuple(worth)


def _best(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    best = step.best
    assert best  # noqa: S101 - the step is of this kind
    labels = {name: context.value(text) for name, text in best.label.items()}
    found: list[Values] = []
    for group in _grouped(rows, best.of):
        place = min(_worth(row, best.order) for row in group)
        tied = [row for row in group if _worth(row, best.order) == place]
        if not best.label:
            found += tied
            continue
        kept = [*best.of, *(criterion.column for criterion in best.order if not criterion.known)]
        row = {name: tied[0][name] for name in kept}
        for name, label in labels.items():
            values = {one[name] for one in tied}
            if name not in row:
                row[name] = values.pop() if len(values) == 1 else label(tied[0])
        found.append(row)
    return found


def _spells(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    spells = step.spells
    assert spells  # noqa: S101 - the step is of this kind
    found: list[Values] = []
    for group in _grouped((row for row in rows if row[spells.start] is not None), spells.of):
        ends = [(str(row[spells.start]), _end(row, spells.end, spells.open_until, context), row) for row in group]
        ends.sort(key=lambda one: (one[0], one[1] is None, one[1] or ""))
        number, before, latest = 0, None, None
        numbered: list[tuple[int, Values]] = []
        for (start, end), same in groupby(ends, key=lambda one: one[:2]):
            end_before = before if spells.compare == "previous row" else latest
            same_rows = [row for _, _, row in same]
            for row in same_rows:  # rows with the same start and end open a spell each, if they end before they start, but share its number
                is_near = end_before is not None and _days(end_before, start) <= context.days(spells.gap, row)
                number += not is_near
                before, latest = end, max(filter(None, (latest, end)), default=None)
                end_before = before if spells.compare == "previous row" else latest
            numbered += [(number, row) for row in same_rows]
        for spell_number, of_spell in groupby(numbered, key=lambda one: one[0]):
            spell = [row for _, row in of_spell]
            closed = [row[spells.end] for row in spell]
            new: Values = {spells.number: Decimal(spell_number)}
            if spells.spell_start:
                new[spells.spell_start] = min(str(row[spells.start]) for row in spell)
            if spells.spell_end:
                new[spells.spell_end] = None if None in closed else max(map(str, closed))
            found += [row | new for row in spell]
    return found


def _end(row: Values, end: str, open_until: str, context: _Context) -> str | None:
    value = row[end] if row[end] is not None else {**context.parameters, **row}[open_until]
    return None if value is None else str(value)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _follow(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    follow = step.follow
    assert follow  # noqa: S101 - the step is of this kind
    prefix = follow.as_
    both, others = context.other_rows(follow.in_, prefix)
    breaks = context.test(follow.until, both)
    is_left_out = context.test(follow.except_, both) if follow.except_ else lambda _: False
    candidates = _by_key(others, [f"{prefix}_{name}" for name in follow.same])
    start_of, end_of = f"{prefix}_{follow.start}", f"{prefix}_{follow.end}"
    taken = [f"{prefix}_{name}" for name in follow.take]
    found: list[Values] = []
    for row in rows:
        after = row[follow.after]
        pairs = [
            row | other for other in candidates.get(_key(row, follow.same), ()) if after is not None and _is_after(other[start_of], after)
        ]
        pairs = [pair for pair in pairs if not is_left_out(pair)]
        pairs.sort(key=lambda pair: (str(pair[start_of]), pair[end_of] is None, str(pair[end_of])))
        first = str(pairs[0][start_of]) if pairs else ""
        gap_cut = break_cut = _NEVER
        end_before: str | None = None
        for pair in pairs:
            start, end = str(pair[start_of]), str(pair[end_of] or _NEVER)
            escapes = follow.open_first == "always" and pair[end_of] is None
            if start == first:
                is_late = _days(str(after), start) > context.days(follow.first_within, row) and not escapes
            else:
                is_late = _days(str(end_before), start) > context.days(follow.next_within, row)
            if is_late:
                gap_cut = min(gap_cut, start)
            if breaks(pair):
                break_cut = min(break_cut, start)
            end_before = end if follow.compare == "previous row" or end_before is None else max(end_before, end)
        chain = []
        for pair in pairs:
            start = str(pair[start_of])
            is_before_break = start < break_cut or (follow.same_day == "keep" and start == break_cut and not breaks(pair))
            if start < gap_cut and is_before_break:
                chain.append(row | {name: pair[name] for name in taken} | {follow.found: FOLLOWED})
        blanks: Values = dict.fromkeys(taken)
        found += chain or [row | blanks | {follow.found: OUT_OF_REACH if pairs else NOTHING}]
    return found


_NEVER = "9999-12-31"
"""The day that stands for the end of what is open: it is never too long ago."""


def _is_after(start: Known, after: Known) -> bool:
    return start is not None and str(start) >= str(after)


def _use_table(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    use = step.rank or step.map
    assert use  # noqa: S101 - the step is of one of these kinds
    table = rows_of(use, context.scope.specification)
    found = []
    for row in rows:
        fitting = next((entry for entry in table if all(row[name] == value for name, value in entry.fits)), None)
        gives = fitting.gives if fitting else dict.fromkeys(table[0].gives)
        found.append(row | {name: Decimal(value) if isinstance(value, int) else value for name, value in gives.items()})
    return found


def _join(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    join = step.join
    assert join  # noqa: S101 - the step is of this kind
    both, others = context.other_rows(join.to, join.as_)
    fits = context.test(join.where or "always", both)
    by_key = _by_key(others, [f"{join.as_}_{name}" for name in join.same])
    taken = [f"{join.as_}_{name}" for name in join.take]
    found: list[Values] = []
    for row in rows:
        matches = [other for other in by_key.get(_key(row, join.same), ()) if fits(row | other)]
        found += [row | {name: other[name] for name in taken} for other in matches]
        if not matches and join.rows == "all":
            found.append(row | dict.fromkeys(taken))
    return found


def _flag(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    flag = step.flag
    assert flag  # noqa: S101 - the step is of this kind
    both, others = context.other_rows(flag.in_, flag.as_)
    fits = context.test(flag.where or "always", both)
    by_key = _by_key(others, [f"{flag.as_}_{name}" for name in flag.same])
    found = []
    for row in rows:
        is_found = any(fits(row | other) for other in by_key.get(_key(row, flag.same), ()))
        found.append(row | {flag.column: flag.if_found if is_found else flag.if_not})
    return found


def _group(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    group = step.group
    assert group  # noqa: S101 - the step is of this kind
    found = []
    for same in _grouped(rows, group.of):
        new: Values = {name: same[0][name] for name in group.of}
        for total in group.columns:
            if total.any is not None:
                new[total.id] = YES if any(map(context.test(total.any), same)) else NO
            elif total.rows:
                new[total.id] = Decimal(len(same))
            else:
                source = total.earliest or total.latest or total.smallest or total.greatest or total.sum or ""
                values: list[Any] = [row[source] for row in same if row[source] is not None]
                join = sum if total.sum else min if total.earliest or total.smallest else max
                new[total.id] = join(values) if values else None
        found.append(new)
    return found


def _count(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    count = step.count
    assert count  # noqa: S101 - the step is of this kind
    names = [*count.each, *count.by]
    counted = {_key(row, [*names, *count.of]) for row in rows} if count.of else [_key(row, names) for row in rows]
    closed = [context.scope.columns[name].values or () for name in count.by]
    each = {_key(row, count.each) for row in rows} if count.each else {()}
    numbers: dict[tuple[Known, ...], int] = {(*one, *values): 0 for one in each for values in product(*closed)}
    for key in counted:
        numbers[key[: len(names)]] = numbers.get(key[: len(names)], 0) + 1
    return [{**dict(zip(names, key, strict=True)), count.column: Decimal(number)} for key, number in numbers.items()]


def _share(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    share = step.share
    assert share  # noqa: S101 - the step is of this kind
    parts = [context.value(text) for text in (share.of, share.times, share.over)]
    found = []
    for row in rows:
        of, times, over = (part(row) for part in parts)
        result = None
        if isinstance(of, Decimal) and isinstance(times, Decimal) and isinstance(over, Decimal) and over:
            result = (of * times / over).quantize(Decimal(1).scaleb(-share.scale), ROUND_HALF_UP)
        found.append(row | {share.column: result})
    return found


def _calculate(step: DerivationStep, rows: list[Values], context: _Context) -> list[Values]:
    use = step.calculate
    assert use  # noqa: S101 - the step is of this kind
    calculation = next(one for one in context.scope.specification.calculations if one.id == use.calculation)
    return [row | {use.column: calculate(calculation, row, context.scope.view)} for row in rows]


_STEPS: Mapping[StepKind, Callable[[DerivationStep, list[Values], _Context], list[Values]]] = {
    "keep": _keep,
    "set": _set,
    "cases": _cases,
    "identify": _identify,
    "best": _best,
    "spells": _spells,
    "follow": _follow,
    "rank": _use_table,
    "map": _use_table,
    "join": _join,
    "flag": _flag,
    "group": _group,
    "count": _count,
    "share": _share,
    "calculate": _calculate,
}
