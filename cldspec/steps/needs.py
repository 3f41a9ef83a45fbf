"""Which columns a step needs, so that a query reads no others."""

from collections.abc import Callable, Iterable, Mapping

from cldspec.model import Derivation, DerivationStep, Parameter, Specification, StepKind
from cldspec.rules import expression as ex
from cldspec.rules.evaluate import OTHERWISE
from cldspec.steps.scope import Scope, expression, items_of_calculation
from cldspec.steps.tables import columns_of
from cldspec.steps.trace import Trace, kind_of_step, trace

Names = frozenset[str]
"""Names of columns."""


def needed_columns(steps: Iterable[DerivationStep], trace: Trace) -> list[Names]:
    """Return, for each step, the columns that must be there after it; and at the beginning of the list, those before the first step."""
    needed = frozenset(trace.result.columns)
    found = [needed]
    for step, scope in reversed(list(zip(steps, trace.scopes, strict=False))):
        needed = frozenset(_NEEDS[kind_of_step(step)](step, needed, scope.specification)) & frozenset(scope.columns)
        found.append(needed)
    return found[::-1]


def parameters_of(derivation: Derivation, specification: Specification) -> list[Parameter]:
    """Return the parameters that the steps of a derivation name, in the order of the specification."""
    after = trace(derivation.id, specification).scopes[1:]
    named = [
        _NEEDS[kind_of_step(step)](step, frozenset(scope.columns), specification)
        for step, scope in zip(derivation.steps, after, strict=True)
    ]
    return [parameter for parameter in specification.parameters if any(parameter.id in names for names in named)]


def names_in_condition(*texts: str | None) -> Names:
    """Return the columns and parameters that conditions name."""
    found: set[str] = set()
    for text in texts:
        if text is not None and text != OTHERWISE:
            condition = ex.parse(text)
            found |= {value.id for value in ex.values_in(condition) if isinstance(value, ex.Item)}
    return frozenset(found)


def names_in_values(texts: Iterable[str]) -> Names:
    """Return the columns and parameters that expressions name."""
    trees = [tree for text in texts if (tree := expression(text)) is not None]
    return frozenset(value.id for tree in trees for value in ex.values_in(tree) if isinstance(value, ex.Item))


def tables_in_condition(text: str | None, specification: Specification) -> Names:
    """Return the columns that the tables of a condition look at."""
    tables = {table for text in (text or "always",) if text != OTHERWISE for table in ex.tables_of(ex.parse(text))}
    return frozenset(key for table in tables for key in specification.table_by_id[table].keys)


def _condition(text: str | None, specification: Specification) -> Names:
    return names_in_condition(text) | tables_in_condition(text, specification)


def _keep(step: DerivationStep, after: Names, specification: Specification) -> Names:
    return after | _condition(step.keep, specification)


def _set(step: DerivationStep, after: Names, _: Specification) -> Names:
    columns = step.set or {}
    return (after - set(columns)) | names_in_values(text for name, text in columns.items() if name in after)


def _cases(step: DerivationStep, after: Names, specification: Specification) -> Names:
    cases = step.cases or ()
    conditions = frozenset().union(*(_condition(case.when, specification) for case in cases))
    return (after - set(cases[0].set)) | conditions | names_in_values(text for case in cases for text in case.set.values())


def _identify(step: DerivationStep, after: Names, _: Specification) -> Names:
    identify = step.identify
    assert identify  # noqa: S101 - the step is of this kind
    return (after - {identify.column}) | {identify.first, identify.otherwise, *identify.within}


def _best(step: DerivationStep, after: Names, _: Specification) -> Names:
    best = step.best
    assert best  # noqa: S101 - the step is of this kind
    ours = frozenset((*best.of, *(criterion.column for criterion in best.order)))
    return ours | after


def _spells(step: DerivationStep, after: Names, _: Specification) -> Names:
    spells = step.spells
    assert spells  # noqa: S101 - the step is of this kind
    new = {spells.number, spells.spell_start, spells.spell_end}
    return (after - new) | {*spells.of, spells.start, spells.end, spells.open_until, spells.gap}


def _follow(step: DerivationStep, after: Names, specification: Specification) -> Names:
    follow = step.follow
    assert follow  # noqa: S101 - the step is of this kind
    new = {follow.found, *(f"{follow.as_}_{name}" for name in follow.take)}
    conditions = _condition(follow.until, specification) | _condition(follow.except_, specification)
    return (after - new) | {*follow.same, *follow.anchor, follow.after, follow.first_within, follow.next_within} | conditions


def _table(step: DerivationStep, after: Names, specification: Specification) -> Names:
    use = step.rank or step.map
    assert use  # noqa: S101 - the step is of one of these kinds
    new = {step.rank.column} if step.rank else set(step.map.set) if step.map else set()
    return (after - new) | set(columns_of(use, specification))


def _join(step: DerivationStep, after: Names, specification: Specification) -> Names:
    join = step.join
    assert join  # noqa: S101 - the step is of this kind
    return (after - {f"{join.as_}_{name}" for name in join.take}) | set(join.same) | _condition(join.where, specification)


def _flag(step: DerivationStep, after: Names, specification: Specification) -> Names:
    flag = step.flag
    assert flag  # noqa: S101 - the step is of this kind
    return (after - {flag.column}) | set(flag.same) | _condition(flag.where, specification)


def _group(step: DerivationStep, _: Names, specification: Specification) -> Names:
    group = step.group
    assert group  # noqa: S101 - the step is of this kind
    found = frozenset(group.of)
    for total in group.columns:
        source = total.earliest or total.latest or total.smallest or total.greatest or total.sum
        found |= _condition(total.any, specification) | ({source} if source else frozenset())
    return found


def _count(step: DerivationStep, _: Names, __: Specification) -> Names:
    count = step.count
    assert count  # noqa: S101 - the step is of this kind
    return frozenset((*count.each, *count.by, *count.of))


def _share(step: DerivationStep, after: Names, _: Specification) -> Names:
    share = step.share
    assert share  # noqa: S101 - the step is of this kind
    return (after - {share.column}) | names_in_values((share.of, share.times, share.over))


def _calculate(step: DerivationStep, after: Names, specification: Specification) -> Names:
    use = step.calculate
    assert use  # noqa: S101 - the step is of this kind
    calculation = next(one for one in specification.calculations if one.id == use.calculation)
    return (after - {use.column}) | set(items_of_calculation(calculation))


_NEEDS: Mapping[StepKind, Callable[[DerivationStep, Names, Specification], Names]] = {
    "keep": _keep,
    "set": _set,
    "cases": _cases,
    "identify": _identify,
    "best": _best,
    "spells": _spells,
    "follow": _follow,
    "rank": _table,
    "map": _table,
    "join": _join,
    "flag": _flag,
    "group": _group,
    "count": _count,
    "share": _share,
    "calculate": _calculate,
}


def columns_of_other(scope: Scope, prefix: str, names: Names) -> Names:
    """Return which columns of another derivation are among these names, which have its prefix."""
    return frozenset(name.removeprefix(f"{prefix}_") for name in names if name.startswith(f"{prefix}_")) & frozenset(scope.columns)
