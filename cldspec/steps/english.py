"""What the steps of a derivation do, in one English sentence each."""

from collections.abc import Callable, Iterable, Mapping

from cldspec.model import Criterion, DerivationStep, StepKind
from cldspec.rules import expression as ex
from cldspec.rules.evaluate import OTHERWISE
from cldspec.rules.targets.english import arithmetic, english
from cldspec.steps.scope import Scope, beside, expression, title_of
from cldspec.steps.trace import kind_of_step, scope_of
from cldspec.wording import counted, joined


def sentence(step: DerivationStep, scope: Scope) -> str:
    """Return what a step does, as a sentence, and why, if that is given. `scope` is what the step sees."""
    said = _SENTENCES[kind_of_step(step)](step, scope)
    return f"{said[:1].upper()}{said[1:]}.{f' {step.because}' if step.because else ''}"


def _name(name: str, scope: Scope) -> str:
    """Return what a column or parameter is called."""
    if name in scope.columns:
        return scope.columns[name].title
    parameter = scope.specification.parameter_by_id.get(name)
    return parameter.title if parameter else title_of(name)


def _names(names: Iterable[str], scope: Scope, word: str = "and") -> str:
    return joined([_name(name, scope) for name in names], word)


def _condition(text: str, scope: Scope) -> str:
    return english(ex.parse(text), scope.view)


def _value(text: str, scope: Scope) -> str:
    tree = expression(text)
    return "blank" if tree is None else f"“{tree.value}”" if isinstance(tree, ex.Text) else arithmetic(tree, scope.view)


def _days(text: str, scope: Scope) -> str:
    """Return a number of days in words; of a parameter, its default and its title."""
    parameter = scope.specification.parameter_by_id.get(text)
    if parameter and parameter.default and parameter.default.isdecimal():
        return f"{counted(int(parameter.default), 'day')} (“{parameter.title}”)"
    return counted(int(text), "day") if text.isdecimal() else f"the days of “{_name(text, scope)}”"


def _settings(columns: Mapping[str, str], scope: Scope) -> str:
    return joined([f"{title_of(name)} to {_value(text, scope)}" for name, text in columns.items()])


def _keep(step: DerivationStep, scope: Scope) -> str:
    return f"keep the rows where {_condition(step.keep or '', scope)}"


def _set(step: DerivationStep, scope: Scope) -> str:
    return f"set {_settings(step.set or {}, scope)}"


def _cases(step: DerivationStep, scope: Scope) -> str:
    cases = [
        f"{'otherwise' if case.when == OTHERWISE else f'where {_condition(case.when, scope)}'}, set {_settings(case.set, scope)}"
        for case in step.cases or ()
    ]
    return f"take the first case that applies: {'; '.join(cases)}"


def _identify(step: DerivationStep, scope: Scope) -> str:
    identify = step.identify
    assert identify  # noqa: S101 - the step is of this kind
    first, otherwise = _name(identify.first, scope), _name(identify.otherwise, scope)
    within = f" and the same {_names(identify.within, scope)}" if identify.within else ""
    elsewhere = f"another row with the same {otherwise}{within} has a {first}"
    done = "drop the row" if identify.if_both == "drop" else f"take that {first} (the smallest, if there are several)"
    return (
        f"recognise who a row is about by {first}, or where it is blank by {otherwise}; "
        f"if {first} is blank and {elsewhere}, {done}; drop the rows that have neither"
    )


def _best(step: DerivationStep, scope: Scope) -> str:
    best = step.best
    assert best  # noqa: S101 - the step is of this kind
    order = ", then ".join(_criterion(criterion, scope) for criterion in best.order)
    if not best.label:
        return f"of the rows with the same {_names(best.of, scope)}, keep the best, and all that tie: {order}"
    blank = [name for name, text in best.label.items() if _value(text, scope) == "blank"]
    others = [f"{_name(name, scope)} is {_value(text, scope)}" for name, text in best.label.items() if name not in blank]
    blanks = [f"{_names(blank, scope)} {'is' if len(blank) == 1 else 'are'} blank"] if blank else []
    labels = joined([*blanks, *others])
    return f"make one row of the rows with the same {_names(best.of, scope)}, from the best: {order}; where these differ, {labels}"


def _criterion(criterion: Criterion, scope: Scope) -> str:
    name = _name(criterion.column, scope)
    if criterion.known:
        others = joined([f"“{value}”" for value in criterion.except_], "or")
        return f"those whose {name} is filled in{f' and not {others}' if others else ''}"
    word = next(word for word in ("smallest", "greatest", "earliest", "latest") if getattr(criterion, word))
    return f"those with the {word} {name}{' (a blank comes first)' if criterion.blanks == 'first' else ''}"


def _spells(step: DerivationStep, scope: Scope) -> str:
    spells = step.spells
    assert spells  # noqa: S101 - the step is of this kind
    before = "the end of the row before" if spells.compare == "previous row" else "the latest end before"
    return (
        f"number the spells of the rows with the same {_names(spells.of, scope)}: a row that starts at most {_days(spells.gap, scope)} "
        f"after {before} belongs to the same spell; an open row lasts until {_name(spells.open_until, scope)}"
    )


def _follow(step: DerivationStep, scope: Scope) -> str:
    follow = step.follow
    assert follow  # noqa: S101 - the step is of this kind
    other = scope_of(follow.in_, scope.specification)
    both = beside(scope, other, follow.as_)
    title = scope.specification.derivation_by_id[follow.in_].title
    left_out = f", except where {_condition(follow.except_, both)}" if follow.except_ else ""
    if follow.open_first == "always":
        first = f"the first starts within {_days(follow.first_within, scope)}, or is open"
    else:
        first = f"the first starts within {_days(follow.first_within, scope)}"
    before = "the end before" if follow.compare == "previous row" else "the latest end before"
    same_day = "all that starts on that day is left out" if follow.same_day == "cut" else "what else starts on that day still follows"
    return (
        f"find what follows in “{title}” with the same {_names(follow.same, scope)}, from {_name(follow.after, scope)} on{left_out}: "
        f"{first}, and each later one starts within {_days(follow.next_within, scope)} of {before}; "
        f"the chain ends where {_condition(follow.until, both)}, and {same_day}"
    )


def _rank(step: DerivationStep, scope: Scope) -> str:
    use = step.rank
    assert use  # noqa: S101 - the step is of this kind
    ranking = next(ranking for ranking in scope.specification.rankings if ranking.id == use.by)
    return f"rank the rows by “{ranking.title}”"


def _map(step: DerivationStep, scope: Scope) -> str:
    use = step.map
    assert use  # noqa: S101 - the step is of this kind
    mapping = next(mapping for mapping in scope.specification.mappings if mapping.id == use.by)
    return f"look up {joined([title_of(name) for name in use.set])} in “{mapping.title}”"


def _join(step: DerivationStep, scope: Scope) -> str:
    join = step.join
    assert join  # noqa: S101 - the step is of this kind
    other = scope_of(join.to, scope.specification)
    where = f", where {_condition(join.where, beside(scope, other, join.as_))}" if join.where else ""
    title = scope.specification.derivation_by_id[join.to].title
    rest = "; keep the rows without a match" if join.rows == "all" else "; drop the rows without a match"
    return f"add {_names(join.take, other)} from “{title}” with the same {_names(join.same, scope)}{where}{rest}"


def _flag(step: DerivationStep, scope: Scope) -> str:
    flag = step.flag
    assert flag  # noqa: S101 - the step is of this kind
    other = scope_of(flag.in_, scope.specification)
    where = f", where {_condition(flag.where, beside(scope, other, flag.as_))}" if flag.where else ""
    title = scope.specification.derivation_by_id[flag.in_].title
    return (
        f"set {title_of(flag.column)} to “{flag.if_found}” if there is a row in “{title}” with the same {_names(flag.same, scope)}{where}; "
        f"otherwise to “{flag.if_not}”"
    )


def _group(step: DerivationStep, scope: Scope) -> str:
    group = step.group
    assert group  # noqa: S101 - the step is of this kind
    totals = []
    for total in group.columns:
        title = title_of(total.id)
        if total.any is not None:
            totals.append(f"{title} says whether {_condition(total.any, scope)} for any of them")
        elif total.rows:
            totals.append(f"{title} is how many they are")
        else:
            word = next(word for word in ("earliest", "latest", "smallest", "greatest", "sum") if getattr(total, word))
            source = _name(getattr(total, word), scope)
            totals.append(f"{title} is the {'sum of' if word == 'sum' else word} {source}")
    return f"make one row of the rows with the same {_names(group.of, scope)}{f': {joined(totals)}' if totals else ''}"


def _count(step: DerivationStep, scope: Scope) -> str:
    count = step.count
    assert count  # noqa: S101 - the step is of this kind
    names = [*count.each, *count.by]
    counted = f"different values of {_names(count.of, scope)}" if count.of else "rows"
    each = f" for each {_names(names, scope)}" if names else ""
    zeros = f", with zero for each {_names(count.by, scope)} that does not occur" if count.by else ""
    return f"count the {counted}{each}{zeros}"


def _share(step: DerivationStep, scope: Scope) -> str:
    share = step.share
    assert share  # noqa: S101 - the step is of this kind
    of, times, over = (_value(text, scope) for text in (share.of, share.times, share.over))
    return f"set {title_of(share.column)} to {of} times {times} divided by {over}, to {counted(share.scale, 'decimal place')}"


def _calculate(step: DerivationStep, scope: Scope) -> str:
    use = step.calculate
    assert use  # noqa: S101 - the step is of this kind
    calculation = next(one for one in scope.specification.calculations if one.id == use.calculation)
    return f"calculate the {calculation.title}"


_SENTENCES: Mapping[StepKind, Callable[[DerivationStep, Scope], str]] = {
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
