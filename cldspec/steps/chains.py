"""Spells, and what follows an anchor, as SQL: windows over the rows of a group, in the order of their dates.

Ties are broken in the same way in every database. Rows are ordered by start and then by end, so that rows that share a place are
the same to a window; and a sum over a window without a frame includes all of them.
"""

from collections.abc import Iterable, Sequence

from cldspec.model import DerivationStep
from cldspec.steps.query import OTHER, OURS, Named, Part, StepQuery, inner
from cldspec.steps.scope import Scope
from cldspec.steps.trace import FOLLOWED, NOTHING, OUT_OF_REACH, scope_of

_BEFORE = "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
NEVER = "9999-12-31"
"""The day that stands for the end of what is open: it is never too long ago."""
_START, _END, _BREAKS, _END_BEFORE, _FIRST = "chain_start", "chain_end", "chain_breaks", "chain_end_before", "chain_first"
_GAP_CUT, _BREAK_CUT, _FOLLOWS, _PLACE = "chain_gap", "chain_break", "chain_follows", "chain_place"


def _end_before(end: str, comparison: str, names: Iterable[str], order: str, query: StepQuery) -> str:
    """Return the end that a start is compared with: of the row before, or the latest of all rows before."""
    if comparison == "previous row":
        return f"LAG({end}) {query.over(names, order)}"
    return f"MAX({end}) {query.over(names, order, _BEFORE)}"


def spells_query(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    """Return the query of the step `spells`."""
    spells = step.spells
    assert spells  # noqa: S101 - the step is of this kind
    kept = query.kept(query.scope.columns)
    start, database = query.column(spells.start), query.database
    end_name, number_name = "spell_row_end", "spell_opens"
    ends = query.select(
        [*kept, (f"COALESCE({query.column(spells.end)}, {query.column(spells.open_until)})", end_name)],
        query.from_before(),
        where=f"{start} IS NOT NULL",
    )
    end = f"{OURS}.{database.identifier(end_name)}"
    order = f"{start}, CASE WHEN {end} IS NULL THEN 1 ELSE 0 END, {end}"
    before = query.select([*kept, (end, end_name), (_end_before(end, spells.compare, spells.of, order, query), _END_BEFORE)], inner(ends))
    end_before = f"{OURS}.{database.identifier(_END_BEFORE)}"
    is_near = f"{database.days_between(end_before, start)} <= {_days(spells.gap, query)}"
    opens = query.select(
        [*kept, (end, end_name), (f"CASE WHEN {is_near} THEN 0 ELSE 1 END", number_name)], inner(before) + _parameters(spells.gap, query)
    )
    total = f"CAST(SUM({OURS}.{database.identifier(number_name)}) {query.over(spells.of, order)} AS BIGINT)"
    new = {spells.number, spells.spell_start, spells.spell_end}
    numbered = query.select(
        [*query.kept(name for name in query.scope.columns if name != spells.number), (total, spells.number)], inner(opens)
    )
    groups = [*spells.of, spells.number]
    columns: list[Named] = query.kept(set(after.columns) - new)
    if spells.number in after.columns:
        columns.append((f"{OURS}.{database.identifier(spells.number)}", spells.number))
    if spells.spell_start in after.columns and spells.spell_start:
        columns.append((f"MIN({start}) {query.over(groups)}", spells.spell_start))
    if spells.spell_end in after.columns and spells.spell_end:
        own = query.column(spells.end)
        is_closed = f"COUNT({own}) {query.over(groups)} = COUNT(*) {query.over(groups)}"
        columns.append((f"CASE WHEN {is_closed} THEN MAX({own}) {query.over(groups)} END", spells.spell_end))
    return query.select(columns, inner(numbered))


def _days(text: str, query: StepQuery) -> str:
    return query.days(text)


def _parameters(text: str, query: StepQuery) -> str:
    """Return the join with the parameters, if a number of days is one."""
    is_parameter = not text.isdecimal() and text not in query.scope.columns
    return f"\nCROSS JOIN {query.names.parameters} AS p" if is_parameter else ""


def follow_queries(step: DerivationStep, query: StepQuery, after: Scope) -> Sequence[Part]:
    """Return the queries of the step `follow`: the candidates, the ends before them, what cuts the chain, and the chain itself."""
    follow = step.follow
    assert follow  # noqa: S101 - the step is of this kind
    database = query.database
    other = scope_of(follow.in_, query.scope.specification)
    query.other, query.prefix = other, follow.as_
    taken = [f"{follow.as_}_{name}" for name in follow.take if f"{follow.as_}_{name}" in after.columns]
    ours = [name for name in query.scope.columns if name not in taken and name != follow.found]

    def own(name: str) -> str:
        return f"{OURS}.{database.identifier(name)}"

    start, end = (f"{OTHER}.{database.identifier(name)}" for name in (follow.start, follow.end))
    same = [f"{OTHER}.{database.identifier(name)} = {own(name)}" for name in follow.same]
    joined = [*same, f"{start} >= {own(follow.after)}"]
    if follow.except_:
        joined.append(f"CASE WHEN {query.condition(follow.except_)} THEN 1 ELSE 0 END = 0")
    breaks = f"CASE WHEN {query.condition(follow.until)} THEN 1 ELSE 0 END"
    first_within, next_within = _days(follow.first_within, query), _days(follow.next_within, query)
    candidates = query.select(
        [
            *query.kept(ours),
            *((query.column(name), name) for name in taken),
            (start, _START),
            (f"COALESCE({end}, {database.date(NEVER)})", _END),
            (breaks, _BREAKS),
        ],
        f"{query.from_before()}\nLEFT JOIN {query.names.of_derivation(follow.in_)} AS {OTHER} ON {f'{chr(10)}  AND '.join(joined)}",
    )
    query.other = None
    everything = [(own(name), name) for name in (*ours, *taken)]
    order = f"{own(_START)}, {own(_END)}"
    ends = query.select(
        [
            *everything,
            *((own(name), name) for name in (_START, _END, _BREAKS)),
            (f"MIN({own(_START)}) {query.over(follow.anchor)}", _FIRST),
            (_end_before(own(_END), follow.compare, follow.anchor, order, query), _END_BEFORE),
        ],
        f"{query.name}_candidates AS {OURS}",
    )
    is_late = f"{database.days_between(own(follow.after), own(_START))} > {first_within}"
    if follow.open_first == "always":
        is_late += f" AND {own(_END)} < {database.date(NEVER)}"
    is_gap = f"{database.days_between(own(_END_BEFORE), own(_START))} > {next_within}"
    gap = (
        f"MIN(CASE\n    WHEN {own(_START)} = {own(_FIRST)} AND {is_late} THEN {own(_START)}\n"
        f"    WHEN {own(_START)} > {own(_FIRST)} AND {is_gap} THEN {own(_START)}\n  END) {query.over(follow.anchor)}"
    )
    stop = f"MIN(CASE WHEN {own(_BREAKS)} = 1 THEN {own(_START)} END) {query.over(follow.anchor)}"
    cuts = query.select(
        [*everything, *((own(name), name) for name in (_START, _BREAKS)), (gap, _GAP_CUT), (stop, _BREAK_CUT)],
        f"{query.name}_ends AS {OURS}{query.with_parameters()}",
    )
    before_gap = f"({own(_GAP_CUT)} IS NULL OR {own(_START)} < {own(_GAP_CUT)})"
    before_break = f"{own(_BREAK_CUT)} IS NULL OR {own(_START)} < {own(_BREAK_CUT)}"
    if follow.same_day == "keep":
        before_break += f" OR ({own(_START)} = {own(_BREAK_CUT)} AND {own(_BREAKS)} = 0)"
    is_in = f"CASE WHEN {own(_START)} IS NOT NULL AND {before_gap} AND ({before_break}) THEN 1 ELSE 0 END"
    chain = query.select([*everything, (own(_START), _START), (is_in, _FOLLOWS)], f"{query.name}_cuts AS {OURS}")
    follows = f"{own(_FOLLOWS)} = 1"
    place = f"ROW_NUMBER() {query.over(follow.anchor, f'{own(_FOLLOWS)} DESC')}"
    placed = query.select([*everything, (own(_START), _START), (own(_FOLLOWS), _FOLLOWS), (place, _PLACE)], f"{query.name}_chain AS {OURS}")
    columns = [(own(name), name) for name in ours if name in after.columns]
    columns += [(f"CASE WHEN {follows} THEN {own(name)} END", name) for name in taken]
    if follow.found in after.columns:
        texts = [query.text(word) for word in (NOTHING, FOLLOWED, OUT_OF_REACH)]
        found = f"CASE WHEN {own(_START)} IS NULL THEN {texts[0]} WHEN {follows} THEN {texts[1]} ELSE {texts[2]} END"
        columns.append((found, follow.found))
    result = query.select(columns, inner(placed), where=f"{follows} OR {own(_PLACE)} = 1")
    named = (("candidates", candidates), ("ends", ends), ("cuts", cuts), ("chain", chain))
    return [*((f"{query.name}_{name}", text) for name, text in named), (query.name, result)]
