"""Follow the steps of a derivation: which columns each step sees, and which mistakes it has."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cldspec.findings import Finding
from cldspec.model import Derivation, DerivationStep, Follow, Join, Specification, StepKind, UseMapping, UseRanking
from cldspec.rules import expression as ex
from cldspec.rules.evaluate import OTHERWISE
from cldspec.rules.types import Kind
from cldspec.spelling import suggest
from cldspec.steps.order import in_order
from cldspec.steps.report import KINDS, Report
from cldspec.steps.scope import Column, Scope, beside, column_of, declared, expression, items_of_calculation, prefixed, row_scope, title_of

FOLLOWED, OUT_OF_REACH, NOTHING = FOUND = ("Followed", "Out of reach", "Nothing follows")
"""What the step `follow` says of an anchor: a row follows it, none is within reach, or there is none."""
YES, NO = "Yes", "No"
"""What a total with a condition says of a group."""


@dataclass(frozen=True)
class Trace:
    """The scopes of a derivation: what each step sees, and at the end what the result has; and the mistakes."""

    scopes: tuple[Scope, ...]
    result: Scope
    findings: tuple[Finding, ...]


@lru_cache(maxsize=256)
def trace(name: str, specification: Specification) -> Trace:
    """Return what the steps of a derivation see, and its mistakes, by its identifier. The derivations that it uses do not use it."""
    derivation = specification.derivation_by_id[name]
    scope = scope_of(derivation.from_, specification)
    scopes: list[Scope] = [scope]
    report = Report(specification, derivation.origin)
    for step in derivation.steps:
        kind = kind_of_step(step)
        report.origin = step.origin.under(kind)
        scope = _STEPS[kind](step, scope, report)
        scopes.append(scope)
    report.origin = derivation.origin
    result = _result(derivation, scope, report)
    return Trace(tuple(scopes), result, tuple(report.found))


def scope_of(name: str | None, specification: Specification) -> Scope:
    """Return the columns of a derivation, by its identifier; of the rows of returns without one, and none of one that is unknown."""
    if name is None:
        return row_scope(specification)
    is_sound = any(derivation.id == name for derivation in in_order(specification, [name]))
    return trace(name, specification).result if is_sound else Scope({}, specification)


def kind_of_step(step: DerivationStep) -> StepKind:
    """Return the kind of a step."""
    return next(kind for kind in _STEPS if getattr(step, kind) is not None)


def _other(key: str, name: str, report: Report) -> Scope:
    """Return the columns of another derivation, and report one that does not exist."""
    known = report.specification.derivation_by_id
    if name not in known:
        report.problem((key,), f"There is no derivation {name}.", suggest(name, known))
    return scope_of(name, report.specification)


def _keep(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    report.condition((), step.keep or "", scope)
    return scope


def _set(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    columns = [_set_column((name,), name, [((name,), text)], scope, report) for name, text in (step.set or {}).items()]
    return scope.with_columns(columns)


def _set_column(
    path: Iterable[str | int], name: str, texts: Sequence[tuple[tuple[str | int, ...], str]], scope: Scope, report: Report
) -> Column:
    """Return the column that has the values of some expressions, given with their paths, and report their mistakes."""
    report.new(path, name, scope)
    trees = [report.value(at, text, scope) for at, text in texts]
    columns = [column_of(name, [tree], scope) for tree in trees if tree is not None]
    if len({KINDS[column.type] for column in columns}) > 1:
        report.problem(texts[0][0], f"The cases give {name} values of several kinds.", "Give it only texts, only numbers or only dates.")
        return Column(name, title_of(name), "text")
    return column_of(name, trees, scope)


def _cases(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    cases = step.cases or ()
    for index, case in enumerate(cases):
        is_last = index == len(cases) - 1
        if (case.when == OTHERWISE) != is_last:
            fix = "Write when: otherwise, or add a last case." if is_last else "Write a condition here."
            report.problem((index, "when"), "The last case, and no other, must have the condition otherwise.", fix)
        if case.when != OTHERWISE:
            report.condition((index, "when"), case.when, scope)
        if set(case.set) != set(cases[0].set):
            report.problem((index, "set"), "This case does not set the same columns as the first one.", f"Set {', '.join(cases[0].set)}.")
    columns = []
    for name in cases[0].set:
        texts = [((index, "set", name), case.set[name]) for index, case in enumerate(cases) if name in case.set]
        columns.append(_set_column((0, "set", name), name, texts, scope, report))
    return scope.with_columns(columns)


def _identify(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    identify = step.identify
    assert identify  # noqa: S101 - the step is of this kind
    report.new(("column",), identify.column, scope)
    report.column(("first",), identify.first, scope, "text")
    report.column(("otherwise",), identify.otherwise, scope, "text")
    report.columns("within", identify.within, scope)
    return scope.with_columns([Column(identify.column, title_of(identify.column), "text")])


def _best(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    best = step.best
    assert best  # noqa: S101 - the step is of this kind
    report.columns("of", best.of, scope)
    for index, criterion in enumerate(best.order):
        kind: Kind | None = "number" if criterion.smallest or criterion.greatest else None if criterion.known else "date"
        key = next(key for key in ("smallest", "greatest", "earliest", "latest", "known") if getattr(criterion, key))
        report.column(("order", index, key), criterion.column, scope, kind)
        column = scope.columns.get(criterion.column)
        for position, value in enumerate(criterion.except_):
            if column and column.values and value not in column.values:
                path = ("order", index, "except", position)
                report.problem(path, f"{value} is not a value of {criterion.column}.", suggest(value, column.values))
    for name, text in best.label.items():
        report.column(("label", name), name, scope)
        tree = report.value(("label", name), text, scope)
        if not isinstance(tree, ex.Text | ex.Number | None):
            report.problem(("label", name), "A label is a text, a number or the word blank.", "Write it like this: \"'Not known'\".")
    if not best.label:
        return scope
    labelled = [column_of(name, [tree, ex.Item(name)], scope) for name, tree in _labels(best.label, scope)]
    ordered = [criterion.column for criterion in best.order if not criterion.known]
    return scope.only(dict.fromkeys((*best.of, *ordered))).with_columns(
        [column for column in labelled if column.id not in best.of and column.id not in ordered]
    )


def _labels(label: Mapping[str, str], scope: Scope) -> list[tuple[str, ex.Value | None]]:
    """Return the labels as trees, by column, without those that have mistakes."""
    found: list[tuple[str, ex.Value | None]] = []
    for name, text in label.items():
        try:
            tree = expression(text)
        except ex.ExpressionError:
            tree = None
        if name in scope.columns:
            found.append((name, tree))
    return found


def _spells(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    spells = step.spells
    assert spells  # noqa: S101 - the step is of this kind
    report.columns("of", spells.of, scope)
    report.column(("start",), spells.start, scope, "date")
    report.column(("end",), spells.end, scope, "date")
    report.column(("open_until",), spells.open_until, scope, "date", or_parameter=True)
    report.days("gap", spells.gap, scope)
    new = [Column(spells.number, title_of(spells.number), "integer")]
    new += [Column(name, title_of(name), "date") for name in (spells.spell_start, spells.spell_end) if name]
    for column in new:
        report.new((), column.id, scope)
    return scope.with_columns(new)


def _follow(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    follow = step.follow
    assert follow  # noqa: S101 - the step is of this kind
    other = _other("in", follow.in_, report)
    _report_join(follow, scope, other, report)
    report.columns("anchor", follow.anchor, scope)
    report.column(("after",), follow.after, scope, "date")
    report.column(("start",), follow.start, other, "date")
    report.column(("end",), follow.end, other, "date")
    report.days("first_within", follow.first_within, scope)
    report.days("next_within", follow.next_within, scope)
    both = beside(scope, other, follow.as_)
    report.condition(("until",), follow.until, both)
    if follow.except_:
        report.condition(("except",), follow.except_, both)
    report.new(("found",), follow.found, scope)
    found = Column(follow.found, title_of(follow.found), "code", None, FOUND)
    return scope.with_columns([*prefixed(other, follow.as_, follow.take), found])


def _report_join(join: Follow | Join, scope: Scope, other: Scope, report: Report) -> None:
    """Report the mistakes in the columns that two tables have in common, and in those that are taken from the other one."""
    _report_same(join.same, scope, other, report)
    report.columns("take", join.take, other)
    for name in join.take:
        report.new(("as",), f"{join.as_}_{name}", scope)


def _report_same(same: tuple[str, ...], scope: Scope, other: Scope, report: Report) -> None:
    for index, name in enumerate(same):
        report.column(("same", index), name, scope)
        if name in scope.columns:
            report.column(("same", index), name, other, KINDS[scope.columns[name].type])


def _rank(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    use = step.rank
    assert use  # noqa: S101 - the step is of this kind
    _report_table(use, scope, report)
    report.new(("column",), use.column, scope)
    return scope.with_columns([Column(use.column, title_of(use.column), "integer")])


def _map(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    use = step.map
    assert use  # noqa: S101 - the step is of this kind
    _report_table(use, scope, report)
    mapping = next((mapping for mapping in report.specification.mappings if mapping.id == use.by), None)
    columns = []
    for name, result in use.set.items():
        report.new(("set", name), name, scope)
        if mapping and result not in mapping.results:
            report.problem(("set", name), f"{mapping.id} has no result {result}.", suggest(result, mapping.results))
        values = tuple(dict.fromkeys(row[result] for row in mapping.rows if row.get(result))) if mapping else ()
        columns.append(Column(name, title_of(name), "code", None, values))
    return scope.with_columns(columns)


def _report_table(use: UseRanking | UseMapping, scope: Scope, report: Report) -> None:
    """Report the mistakes in the use of a ranking or mapping."""
    is_ranking = isinstance(use, UseRanking)
    kind, tables = ("ranking", report.specification.rankings) if is_ranking else ("mapping", report.specification.mappings)
    name, using, known = use.by, use.using, {table.id: table for table in tables}
    table = known.get(name)
    if table is None:
        report.problem(("by",), f"There is no {kind} {name}.", suggest(name, known))
        return
    for column in using:
        if column not in table.columns:
            report.problem(("using", column), f"The {kind} {name} has no column {column}.", suggest(column, table.columns))
    for column in table.columns:
        path = ("using", column) if column in using else ("by",)
        report.column(path, using.get(column, column), scope, "text")


def _join(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    join = step.join
    assert join  # noqa: S101 - the step is of this kind
    other = _other("to", join.to, report)
    _report_join(join, scope, other, report)
    if join.where:
        report.condition(("where",), join.where, beside(scope, other, join.as_))
    return scope.with_columns(prefixed(other, join.as_, join.take))


def _flag(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    flag = step.flag
    assert flag  # noqa: S101 - the step is of this kind
    other = _other("in", flag.in_, report)
    _report_same(flag.same, scope, other, report)
    if flag.where:
        report.condition(("where",), flag.where, beside(scope, other, flag.as_))
    report.new(("column",), flag.column, scope)
    return scope.with_columns([Column(flag.column, title_of(flag.column), "code", None, (flag.if_found, flag.if_not))])


def _group(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    group = step.group
    assert group  # noqa: S101 - the step is of this kind
    report.columns("of", group.of, scope)
    totals = []
    for index, total in enumerate(group.columns):
        report.new(("columns", index, "id"), total.id, scope)
        title = title_of(total.id)
        if total.any is not None:
            report.condition(("columns", index, "any"), total.any, scope)
            totals.append(Column(total.id, title, "code", None, (YES, NO)))
        elif total.rows:
            totals.append(Column(total.id, title, "integer"))
        else:
            key = next(key for key in ("earliest", "latest", "smallest", "greatest", "sum") if getattr(total, key))
            source = getattr(total, key)
            report.column(("columns", index, key), source, scope, "date" if key in {"earliest", "latest"} else "number")
            totals.append(scope.columns[source].renamed(total.id, title) if source in scope.columns else Column(total.id, title, "text"))
    return scope.only(group.of).with_columns(totals)


def _count(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    count = step.count
    assert count  # noqa: S101 - the step is of this kind
    for key, names in (("by", count.by), ("each", count.each), ("of", count.of)):
        report.columns(key, names, scope)
    for index, name in enumerate(count.by):
        if name in scope.columns and not scope.columns[name].values:
            fix = "Move it to each, or give the column a code list or values."
            report.problem(("by", index), f"It is not known which values {name} can have.", fix)
    report.new(("column",), count.column, scope)
    return scope.only((*count.each, *count.by)).with_columns([Column(count.column, title_of(count.column), "integer")])


def _share(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    share = step.share
    assert share  # noqa: S101 - the step is of this kind
    for key, text in (("of", share.of), ("times", share.times), ("over", share.over)):
        tree = report.value((key,), text, scope)
        column = column_of("", [tree], scope) if tree is not None else None
        if column and KINDS[column.type] != "number":
            report.problem((key,), f"{text} is not a number.", "Write a column of numbers, a number, or their sum or product.")
        elif column and key != "of" and column.scale:
            report.problem((key,), f"{text} is not a whole number.", "Write a column of whole numbers, such as a number of days.")
    report.new(("column",), share.column, scope)
    kind: Column = Column(share.column, title_of(share.column), "decimal" if share.scale else "integer", share.scale or None)
    return scope.with_columns([kind])


def _calculate(step: DerivationStep, scope: Scope, report: Report) -> Scope:
    use = step.calculate
    assert use  # noqa: S101 - the step is of this kind
    known = {calculation.id: calculation for calculation in report.specification.calculations}
    calculation = known.get(use.calculation)
    report.new(("column",), use.column, scope)
    if calculation is None:
        report.problem(("calculation",), f"There is no calculation {use.calculation}.", suggest(use.calculation, known))
        return scope.with_columns([Column(use.column, title_of(use.column), "decimal")])
    for name in items_of_calculation(calculation):
        if name in report.specification.item_by_id and name not in scope.columns:
            report.problem(("calculation",), f"The calculation needs {name}.", f"Add {name} to the columns of the derivation in from.")
    return scope.with_columns([Column(use.column, calculation.title, "decimal", calculation.scale)])


_STEPS: Mapping[StepKind, Callable[[DerivationStep, Scope, Report], Scope]] = {
    "keep": _keep,
    "set": _set,
    "cases": _cases,
    "identify": _identify,
    "best": _best,
    "spells": _spells,
    "follow": _follow,
    "rank": _rank,
    "map": _map,
    "join": _join,
    "flag": _flag,
    "group": _group,
    "count": _count,
    "share": _share,
    "calculate": _calculate,
}


def _result(derivation: Derivation, scope: Scope, report: Report) -> Scope:
    """Return the columns of the result as they are declared, and report those that the steps do not give so."""
    columns: dict[str, Column] = {}
    for index, column in enumerate(derivation.columns):
        given = scope.columns.get(column.id)
        report.column(("columns", index, "id"), column.id, scope)
        wanted = declared(column, given, report.specification)
        if column.code_list and column.code_list not in report.specification.code_list_by_id:
            fix = suggest(column.code_list, report.specification.code_list_by_id)
            report.problem(("columns", index, "code_list"), f"There is no code list {column.code_list}.", fix)
        elif column.type == "code" and not wanted.values:
            report.problem(("columns", index, "type"), f"{column.id} is a code without values.", "Add code_list or values.")
        elif given and column.type:
            _report_type(index, wanted, given, report)
        if column.id in columns:
            report.problem(("columns", index, "id"), f"The column {column.id} is there twice.", "Remove one of them.")
        columns[column.id] = wanted
    result = Scope(columns, report.specification)
    report.columns("key", derivation.key, result)
    return result


def _report_type(index: int, wanted: Column, given: Column, report: Report) -> None:
    path = ("columns", index, "type")
    if KINDS[wanted.type] != KINDS[given.type]:
        report.problem(
            path, f"The steps give {wanted.id} {given.type} values, not {wanted.type}.", f"Write {given.type}, or change a step."
        )
    elif (given.scale or 0) > (wanted.scale or 0):
        report.problem(path, f"The steps give {wanted.id} up to {given.scale} decimal places.", f"Write decimal, and scale: {given.scale}.")
    elif wanted.type == "code" and given.values is not None:
        for value in given.values:
            if value not in (wanted.values or ()):
                fix = f"Add {value} to the values, or change the step."
                report.problem(path, f"A step gives {wanted.id} the value {value}, which is not declared.", fix)
        for value in wanted.values or ():
            if value not in given.values:
                report.problem(path, f"No step gives {wanted.id} the value {value}.", "Remove the value, or add a case that gives it.")
    elif wanted.type == "code":
        report.problem(path, f"The steps give {wanted.id} any text.", "Write text, or map the texts to values.")
