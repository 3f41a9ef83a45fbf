"""Derivations as SQL: a query for each, with a common table expression for each step."""

from collections.abc import Callable, Mapping, Sequence

from cldspec.model import Criterion, Derivation, DerivationStep, Specification, StepKind
from cldspec.rules.evaluate import OTHERWISE
from cldspec.rules.targets.sql.conditions import calculated
from cldspec.rules.targets.sql.database import Database
from cldspec.steps.chains import follow_queries, spells_query
from cldspec.steps.needs import needed_columns
from cldspec.steps.parameters import items_of_defaults, ordered_parameters
from cldspec.steps.query import OTHER, OURS, Named, Names, Part, StepQuery, indented, inner
from cldspec.steps.scope import SUBMISSION, Scope, parameter_column, row_scope
from cldspec.steps.tables import TableRow, rows_of
from cldspec.steps.trace import NO, YES, kind_of_step, scope_of, trace

Remark = Callable[[DerivationStep, Scope], str]
"""Returns what a step does, in one sentence."""
Compiler = Callable[[DerivationStep, StepQuery, Scope], "str | Sequence[Part]"]
"""Returns the query of a step, or several, each with its name. It takes the scope after the step, with the columns that are needed."""


def query_of(derivation: Derivation, specification: Specification, database: Database, names: Names, remark: Remark | None = None) -> str:
    """Return the query of a derivation that has no mistakes. With `remark`, each step has a comment."""
    traced = trace(derivation.id, specification)
    needed = needed_columns(derivation.steps, traced)
    scopes = [scope.only(name for name in scope.columns if name in names) for scope, names in zip(traced.scopes, needed, strict=True)]
    before = names.rows if derivation.from_ is None else names.of_derivation(derivation.from_)
    expressions: list[str] = []
    for number, step in enumerate(derivation.steps, start=1):
        query = StepQuery(scopes[number - 1], database, names, before, f"step_{number}")
        compiled = _COMPILERS[kind_of_step(step)](step, query, scopes[number])
        parts = [(query.name, compiled)] if isinstance(compiled, str) else compiled
        for index, (name, text) in enumerate(parts):
            comment = f"-- {number}. {remark(step, traced.scopes[number - 1])}\n" if remark and not index else ""
            expressions.append(f"{name} AS (\n{indented(comment + text)}\n)")
        before = query.name
    listed = ",\n".join(f"  {OURS}.{database.identifier(name)}" for name in traced.result.columns)
    return f"WITH {', '.join(expressions)}\nSELECT\n{listed}\nFROM {before} AS {OURS}"


def parameter_query(specification: Specification, database: Database, rows: str) -> str:
    """Return the query of the one row of parameters, with their defaults, from the rows of returns."""
    items = row_scope(specification).only(items_of_defaults(specification))
    query = StepQuery(items, database, Names(rows, "", str), rows, "")
    taken = [
        (f"{'MAX' if parameter.take == 'latest' else 'MIN'}({query.column(parameter.item)})", parameter.id)
        for parameter in specification.parameters
        if parameter.item
    ]
    number = database.identifier(SUBMISSION)
    newest = f"{OURS}.{number} = (SELECT MAX(n.{number}) FROM {rows} AS n)"
    given = query.select(taken or [("COUNT(*)", "row_count")], query.from_before(), where=newest)
    expressions, before, known = [f"given AS (\n{indented(given)}\n)"], "given", [name for _, name in taken]
    for parameter in ordered_parameters(specification):
        if parameter.default is not None:
            columns = {name: parameter_column(specification.parameter_by_id[name]) for name in known}
            step = StepQuery(Scope(columns, specification), database, query.names, before, "")
            before = f"with_{parameter.id}"
            default = (step.value(parameter.default), parameter.id)
            expressions.append(f"{before} AS (\n{indented(step.select([*step.kept(known), default], step.from_before()))}\n)")
            known.append(parameter.id)
    listed = ",\n".join(f"  {OURS}.{database.identifier(name)}" for name in specification.parameter_by_id if name in known)
    return f"WITH {', '.join(expressions)}\nSELECT\n{listed}\nFROM {before} AS {OURS}"


def _keep(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    condition = query.condition(step.keep or "")
    return query.select(query.kept(after.columns), query.from_before(), where=condition)


def _set(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    texts = {name: text for name, text in (step.set or {}).items() if name in after.columns}
    new = [(query.value(text, after.columns[name]), name) for name, text in texts.items()]
    return query.select([*query.kept(set(after.columns) - set(texts)), *new], query.from_before())


def _cases(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    cases = step.cases or ()
    new: list[Named] = []
    for name in cases[0].set:
        if name in after.columns:
            column = after.columns[name]
            whens = [
                f"WHEN {query.condition(case.when)} THEN {query.value(case.set[name], column)}" for case in cases if case.when != OTHERWISE
            ]
            last = query.value(cases[-1].set[name], column)
            new.append((_case(whens, last) if whens else last, name))
    return query.select([*query.kept(set(after.columns) - set(cases[0].set)), *new], query.from_before())


def _case(whens: Sequence[str], otherwise: str | None = None, subject: str = "") -> str:
    """Return a CASE, with each WHEN on a line of its own."""
    lines = [*whens, *([f"ELSE {otherwise}"] if otherwise is not None else [])]
    return "\n".join([f"CASE{subject and f' {subject}'}", *(f"    {line}" for line in lines), "  END"])


def _identify(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    identify = step.identify
    assert identify  # noqa: S101 - the step is of this kind
    keys = [*identify.within, identify.otherwise]
    first, otherwise = query.column(identify.first), query.column(identify.otherwise)
    listed = [(query.column(key), key) for key in keys]
    known = query.select(
        [*listed, (f"MIN({query.database.in_code_order(first)})", "first_known")],
        query.from_before(),
        where=" AND ".join(f"{name} IS NOT NULL" for name in (first, *(name for name, _ in listed))),
        group=[name for name, _ in listed],
    )
    identifier = query.database.identifier
    joined = " AND ".join(f"k.{identifier(key)} = {query.column(key)}" for key in keys)
    first_known = f"k.{identifier('first_known')}"
    is_attached = identify.if_both == "attach"
    person = f"COALESCE({first}, {f'{first_known}, ' if is_attached else ''}{otherwise})"
    is_known = f"({first} IS NOT NULL OR {otherwise} IS NOT NULL)"
    is_kept = is_known if is_attached else f"{is_known}\n  AND ({first} IS NOT NULL OR {first_known} IS NULL)"
    source = f"{query.from_before()}\nLEFT JOIN {inner(known, 'k')} ON {joined}"
    return query.select([*query.kept(set(after.columns) - {identify.column}), (person, identify.column)], source, where=is_kept)


def _best(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    best = step.best
    assert best  # noqa: S101 - the step is of this kind
    kept = query.kept(query.scope.columns)
    only = best.order[0]
    if len(best.order) == 1 and not only.known and only.blanks == "last":  # needs no sorting, which is quicker
        value, extreme = query.column(only.column), f"{OURS}.{query.database.identifier('best_in_group')}"
        window = f"{'MAX' if only.is_descending else 'MIN'}({value}) {query.over(best.of)}"
        ranked = query.select([*kept, (window, "best_in_group")], query.from_before())
        is_best = f"{value} = {extreme} OR {extreme} IS NULL"
    else:
        order = ", ".join(part for criterion in best.order for part in _order(criterion, query))
        ranked = query.select([*kept, (f"RANK() {query.over(best.of, order)}", "place_in_group")], query.from_before())
        is_best = f"{OURS}.{query.database.identifier('place_in_group')} = 1"
    if not best.label:
        return query.select(query.kept(after.columns), inner(ranked), where=is_best)
    ordered = {criterion.column for criterion in best.order if not criterion.known}
    columns: list[Named] = []
    for name in after.columns:
        column = query.column(name)
        if name in best.of:
            columns.append((column, name))
        elif name in ordered:
            columns.append((f"MIN({column})", name))
        else:
            same = f"WHEN COUNT(*) = COUNT({column}) AND MIN({column}) = MAX({column}) THEN MIN({column})"
            label = None if best.label[name] == "blank" else query.value(best.label[name])
            whens = [same] if label is None else [same, f"WHEN COUNT({column}) > 0 THEN {label}"]
            columns.append((_case(whens), name))
    return query.select(columns, inner(ranked), where=is_best, group=[query.column(name) for name in best.of])


def _order(criterion: Criterion, query: StepQuery) -> list[str]:
    """Return what a window is ordered by, so that the best row comes first, whatever a database does with blanks."""
    column = query.column(criterion.column)
    if criterion.known:
        others = f" AND {column} NOT IN ({', '.join(map(query.database.text, criterion.except_))})" if criterion.except_ else ""
        return [f"CASE WHEN {column} IS NOT NULL{others} THEN 0 ELSE 1 END"]
    blank, value = ("0", "1") if criterion.blanks == "first" else ("1", "0")
    return [f"CASE WHEN {column} IS NULL THEN {blank} ELSE {value} END", f"{column}{' DESC' if criterion.is_descending else ''}"]


def _use_table(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    use = step.rank or step.map
    assert use  # noqa: S101 - the step is of one of these kinds
    rows = rows_of(use, query.scope.specification)
    names = [name for name in rows[0].gives if name in after.columns]
    new = [(_looked_up(rows, name, query, after), name) for name in names]
    return query.select([*query.kept(set(after.columns) - set(rows[0].gives)), *new], query.from_before())


def _looked_up(rows: Sequence[TableRow], name: str, query: StepQuery, after: Scope) -> str:
    """Return what the first row of a table that fits gives a column."""
    results = [(row, str(given) if isinstance(given := row.gives[name], int) else query.text(given) if given else "NULL") for row in rows]
    if all(result == "NULL" for _, result in results):
        return query.null(after.columns[name])
    subjects = {tuple(column for column, _ in row.fits) for row in rows}
    if len(subjects) == 1 and len(rows[0].fits) == 1 and all(row.fits[0][1] for row in rows):
        whens = [f"WHEN {query.database.text(str(row.fits[0][1]))} THEN {result}" for row, result in results]
        return _case(whens, subject=query.column(rows[0].fits[0][0]))
    return _case([f"WHEN {_fits(row, query)} THEN {result}" for row, result in results])


def _fits(row: TableRow, query: StepQuery) -> str:
    tests = [f"{query.column(name)} {'IS NULL' if value is None else f'= {query.database.text(value)}'}" for name, value in row.fits]
    return " AND ".join(tests) or "1 = 1"


def _same(names: Sequence[str], query: StepQuery) -> str:
    """Return the condition that a row of ours and one of another derivation have the same values."""
    return " AND ".join(f"{OTHER}.{query.database.identifier(name)} = {OURS}.{query.database.identifier(name)}" for name in names)


def _join(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    join = step.join
    assert join  # noqa: S101 - the step is of this kind
    query.other, query.prefix = scope_of(join.to, query.scope.specification), join.as_
    where = f" AND ({query.condition(join.where)})" if join.where else ""
    taken = [f"{join.as_}_{name}" for name in join.take if f"{join.as_}_{name}" in after.columns]
    columns = [*query.kept(set(after.columns) - set(taken)), *((query.column(name), name) for name in taken)]
    kind = "LEFT JOIN" if join.rows == "all" else "JOIN"
    table = query.names.of_derivation(join.to)
    return query.select(columns, f"{query.from_before()}\n{kind} {table} AS {OTHER} ON {_same(join.same, query)}{where}")


def _flag(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    flag = step.flag
    assert flag  # noqa: S101 - the step is of this kind
    query.other, query.prefix = scope_of(flag.in_, query.scope.specification), flag.as_
    where = f"{_same(flag.same, query)}{f' AND ({query.condition(flag.where)})' if flag.where else ''}"
    exists = f"EXISTS (\n  SELECT 1 FROM {query.names.of_derivation(flag.in_)} AS {OTHER}\n  WHERE {where}\n)"
    columns = query.kept(set(after.columns) - {flag.column})
    selects = [
        query.select([*columns, (query.text(value), flag.column)], query.from_before(), where=condition)
        for value, condition in ((flag.if_found, exists), (flag.if_not, f"NOT {exists}"))
    ]
    return "\nUNION ALL\n".join(selects)


def _group(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    group = step.group
    assert group  # noqa: S101 - the step is of this kind
    columns: list[Named] = [(query.column(name), name) for name in query.scope.columns if name in group.of]
    for total in group.columns:
        if total.id not in after.columns:
            continue
        if total.any is not None:
            sql = f"MAX(CASE WHEN {query.condition(total.any)} THEN {query.text(YES)} ELSE {query.text(NO)} END)"
        elif total.rows:
            sql = "COUNT(*)"
        elif total.sum:
            units, decimals = query.units(total.sum)
            is_exact = query.database.has_exact_decimals or not decimals
            sql = f"SUM({query.column(total.sum)})" if is_exact else f"SUM({units}) / {10**decimals}.0"
        else:
            source = total.earliest or total.smallest
            sql = f"MIN({query.column(source)})" if source else f"MAX({query.column(total.latest or total.greatest or '')})"
        columns.append((sql, total.id))
    return query.select(columns, query.from_before(), group=[query.column(name) for name in group.of])


def _count(step: DerivationStep, query: StepQuery, _: Scope) -> str:
    count = step.count
    assert count  # noqa: S101 - the step is of this kind
    database = query.database
    names = [*count.each, *count.by]
    number = database.identifier(count.column)
    counted = [(query.column(name), name) for name in dict.fromkeys((*names, *count.of))]
    if count.of:
        different = query.select(counted, query.from_before(), distinct=True)
        rows = query.select([(query.column(name), name) for name in names] + [("1", count.column)], inner(different))
    else:
        rows = query.select([*((query.column(name), name) for name in names), ("1", count.column)], query.from_before())
    sources = []
    if count.each:
        sources.append(inner(query.select([(query.column(name), name) for name in count.each], query.from_before(), distinct=True), "e"))
    for index, name in enumerate(count.by):
        values = query.scope.columns[name].values or ()
        texts = [f"SELECT {query.text(value)} AS {database.identifier(name)}" for value in values]
        sources.append(inner("\nUNION ALL ".join(texts), f"v{index}"))
    aliases = [*(("e", name) for name in count.each), *((f"v{index}", name) for index, name in enumerate(count.by))]
    zeros = query.select(
        [*((f"{alias}.{database.identifier(name)}", name) for alias, name in aliases), ("0", count.column)], "\nCROSS JOIN ".join(sources)
    )
    total = (f"CAST(SUM({OURS}.{number}) AS BIGINT)", count.column)
    both = f"{rows}\nUNION ALL\n{zeros}" if count.by else rows
    listed = [query.column(name) for name in names]
    return query.select([*zip(listed, names, strict=True), total], inner(both), group=listed)


def _share(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    share = step.share
    assert share  # noqa: S101 - the step is of this kind
    database = query.database
    (of, decimals), (times, _), (over, _) = (query.units(text) for text in (share.of, share.times, share.over))
    up, down = max(share.scale - decimals, 0), max(decimals - share.scale, 0)
    part = (f"{of} * {times}{f' * {10**up}' if up else ''}", "share_part")
    whole = (f"NULLIF({over}, 0){f' * {10**down}' if down else ''}", "share_whole")
    kept = query.kept(set(after.columns) - {share.column})
    numbers = query.select([*query.kept(query.scope.columns), part, whole], query.from_before())
    first, second = (f"{OURS}.{database.identifier(name)}" for name in ("share_part", "share_whole"))
    size = database.quotient(f"(2 * ABS({first}) + ABS({second}))", f"(2 * ABS({second}))")
    is_negative = f"({first} < 0 AND {second} > 0) OR ({first} > 0 AND {second} < 0)"
    rounded = f"{size} * CASE WHEN {is_negative} THEN -1 ELSE 1 END"
    if share.scale and database.has_exact_decimals:
        rounded = f"CAST({rounded} AS DECIMAL(20, 0)) * {10**-share.scale:.{share.scale}f}"
    elif share.scale:
        rounded = f"({rounded}) / {10**share.scale}.0"
    return query.select([*kept, (rounded, share.column)], inner(numbers))


def _calculate(step: DerivationStep, query: StepQuery, after: Scope) -> str:
    use = step.calculate
    assert use  # noqa: S101 - the step is of this kind
    calculation = next(one for one in query.scope.specification.calculations if one.id == use.calculation)
    result = calculated(calculation, query.specification, query.database, query.columns)
    return query.select([*query.kept(set(after.columns) - {use.column}), (result, use.column)], query.from_before())


_COMPILERS: Mapping[StepKind, Compiler] = {
    "keep": _keep,
    "set": _set,
    "cases": _cases,
    "identify": _identify,
    "best": _best,
    "spells": spells_query,
    "follow": follow_queries,
    "rank": _use_table,
    "map": _use_table,
    "join": _join,
    "flag": _flag,
    "group": _group,
    "count": _count,
    "share": _share,
    "calculate": _calculate,
}
