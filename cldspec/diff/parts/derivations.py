"""Changes of derivations, and of the parameters, rankings and mappings that they use. They touch those who read, not those who submit."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact
from cldspec.diff.parts.context import BREAKS_NOBODY, Context, change
from cldspec.diff.parts.grouping import by_entry, is_whole_entry, order_change
from cldspec.diff.parts.texts import text_changes
from cldspec.diff.parts.words import as_text, first_few, have, sides
from cldspec.model import Derivation, DerivationStep, DerivedColumn, Parameter, Ranking, Specification
from cldspec.wording import counted, joined

_NOT_VALIDATED = Effect("not breaking", "by definition", "Returns are not validated against what is derived from them.")
_COLUMN_TEXTS = {"title", "definition", "sources"}
"""The fields of a column that only people read."""
_INNER_KEY = 4
"""The step of a fact's path that names a key of a step or column: derivations/ID/columns/COLUMN/KEY."""
_PARAMETER_FIELDS = {"type": "type", "default": "default", "item": "data item of the default", "take": "choice of the default"}
"""The fields of a parameter that results depend on, and what they are called."""
_TABLE_FIELDS = ("columns", "results", "rows")
"""The fields of a ranking or mapping that results depend on."""


def changes(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of derivations."""
    for name, own in by_entry(facts).items():
        if not name:
            yield order_change(own[0], "derivations", context)
        elif is_whole_entry(own):
            yield _whole_derivation(own[0])
        else:
            yield from _changed_derivation(context.old.derivation_by_id[name], context.new.derivation_by_id[name], own, context)


def changes_of_parameters(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of the parameters of derivations."""
    by_id = {parameter.id: parameter for parameter in context.new.parameters}
    for name, own in by_entry(facts).items():
        if not name:
            yield order_change(own[0], "parameters", context)
        elif is_whole_entry(own):
            parameter: Parameter = own[0].after or own[0].before
            removed = Effect("breaking", "by definition", f"Whoever sets {parameter.title} no longer can.")
            yield _whole_entry("parameter", own[0], removed)
        else:
            part, title = f"parameter/{name}", by_id[name].title
            results = [fact for fact in own if fact.path[2] in _PARAMETER_FIELDS]
            if results:
                words = [_PARAMETER_FIELDS[fact.path[2]] for fact in results]
                before, after = sides(results, missing="none")
                yield change(
                    "parameter-changed",
                    part,
                    title,
                    f"The {joined(words)} of the parameter {have(words)} changed, so that results may be different.",
                    at=by_id[name],
                    before=before,
                    after=after,
                    effects=(_NOT_VALIDATED, _not_comparable(title)),
                )
            yield from text_changes([fact for fact in own if fact not in results], part, title, by_id[name])


def changes_of_rankings(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of rankings."""
    yield from _table_changes("ranking", facts, context.old.rankings, context.new.rankings, context)


def changes_of_mappings(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of mappings."""
    yield from _table_changes("mapping", facts, context.old.mappings, context.new.mappings, context)


def _whole_derivation(fact: Fact) -> Change:
    derivation: Derivation = fact.after or fact.before
    part, title = f"derivation/{derivation.id}", derivation.title
    if fact.what == "added":
        return change("derivation-added", part, title, "The derivation is new.", at=derivation)
    removed = Effect("breaking", "by definition", f"The specification no longer says how {title} is derived.")
    sentence = "The derivation has been removed."
    return change("derivation-removed", part, title, sentence, at=derivation, effects=(_NOT_VALIDATED, removed))


def _changed_derivation(old: Derivation, new: Derivation, facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    part, title = f"derivation/{new.id}", new.title
    inner = [fact for fact in facts if fact.path[2] in {"steps", "columns"}]
    reworded = [fact for fact in inner if _is_text(fact)]
    results = [fact for fact in facts if fact.path[2] in {"key", "from"} or (fact in inner and fact not in reworded)]
    if results:
        old_columns, new_columns = ([column.id for column in version.columns] for version in (old, new))
        only_adds_columns = all(fact.path[2] == "columns" and fact.what == "added" for fact in results) and (
            new_columns[: len(old_columns)] == old_columns
        )
        before, after = _sides_of_results(old, new, results)
        yield change(
            "derivation-changed",
            part,
            title,
            _sentence(old, new, results, context.new),
            at=new,
            key=results[0].path[2],
            before=before,
            after=after,
            effects=(_NOT_VALIDATED, BREAKS_NOBODY if only_adds_columns else _not_comparable(title)),
        )
    yield from text_changes(reworded, part, title, new, depth=_INNER_KEY)
    yield from text_changes([fact for fact in facts if fact not in results and fact not in reworded], part, title, new)


def _is_text(fact: Fact) -> bool:
    """Say whether a fact about a step or a column is about what only people read."""
    if len(fact.path) <= _INNER_KEY:
        return False
    return fact.path[-1] == "because" if fact.path[2] == "steps" else fact.path[_INNER_KEY] in _COLUMN_TEXTS


def _sides_of_results(old: Derivation, new: Derivation, facts: Sequence[Fact]) -> tuple[str | None, str | None]:
    """Return the steps that only one version has, and the other fields that have changed."""
    before, after = sides([fact for fact in facts if fact.path[2] != "steps"])
    removed = [as_text(step) for step in old.steps if step not in new.steps]
    added = [as_text(step) for step in new.steps if step not in old.steps]
    return "; ".join(filter(None, (*removed, before))) or None, "; ".join(filter(None, (*added, after))) or None


def _sentence(old: Derivation, new: Derivation, facts: Sequence[Fact], specification: Specification) -> str:
    touched = {fact.path[2] for fact in facts}
    sentences = [_about_steps(old, new)] if "steps" in touched else []
    by_id = {column.id: _title(column, specification) for column in (*old.columns, *new.columns)}
    titles: dict[str, list[str]] = {}
    for fact in facts:
        if fact.path[2] == "columns" and len(fact.path) >= _INNER_KEY:
            titles.setdefault(fact.what if len(fact.path) == _INNER_KEY else "changed", []).append(f"“{by_id[fact.path[3]]}”")
    for what_happened, columns in titles.items():
        own = list(dict.fromkeys(columns))
        verb = {"added": "is new" if len(own) == 1 else "are new", "removed": f"{have(own)} been removed"}
        sentences.append(f"The column{'s' if len(own) > 1 else ''} {first_few(own)} {verb.get(what_happened, f'{have(own)} changed')}.")
    if "columns" in touched and not titles:
        sentences.append("The order of the columns has changed.")
    other = [words for key, words in {"key": "the key of a row", "from": "the table that it comes from"}.items() if key in touched]
    if other:
        sentences.append(f"{joined(other).capitalize()} {have(other)} changed.")
    return " ".join(sentences)


def _about_steps(old: Derivation, new: Derivation) -> str:
    if len(old.steps) == len(new.steps):
        numbers = [str(at) for at, (before, after) in enumerate(zip(old.steps, new.steps, strict=True), start=1) if before != after]
        kinds = f" ({_kind(new.steps[int(numbers[0]) - 1])})" if len(numbers) == 1 else ""
        return f"Step{'s' if len(numbers) > 1 else ''} {joined(numbers)}{kinds} {have(numbers)} changed."
    more = len(new.steps) - len(old.steps)
    return f"{counted(abs(more), 'step')} {'was' if abs(more) == 1 else 'were'} {'added' if more > 0 else 'removed'}."


def _kind(step: DerivationStep) -> str:
    names = (field.name for field in fields(step) if field.name not in {"origin", "because"})
    return next(name for name in names if getattr(step, name) is not None)


def _title(column: DerivedColumn, specification: Specification) -> str:
    item = specification.item_by_id.get(column.id)
    return column.title or (item.title if item else column.id.replace("_", " "))


def _table_changes(kind: str, facts: Sequence[Fact], old: Sequence[Ranking], new: Sequence[Ranking], context: Context) -> Iterator[Change]:
    """Yield the changes of rankings or of mappings. Whether one is there breaks nobody: derivations that use it change as well."""
    old_by_id, new_by_id = ({table.id: table for table in tables} for tables in (old, new))
    for name, own in by_entry(facts).items():
        if not name:
            yield order_change(own[0], f"{kind}s", context)
            continue
        if is_whole_entry(own):
            yield _whole_entry(kind, own[0], BREAKS_NOBODY)
            continue
        table, part = new_by_id[name], f"{kind}/{name}"
        results = [fact for fact in own if fact.path[2] in _TABLE_FIELDS]
        if results:
            others, rows = old_by_id[name].rows, table.rows
            removed, added = tuple(row for row in others if row not in rows), tuple(row for row in rows if row not in others)
            counts = [
                f"{counted(len(some), 'row')} {'was' if len(some) == 1 else 'were'} {verb}"
                for some, verb in ((added, "added"), (removed, "removed"))
                if some
            ]
            yield change(
                f"{kind}-changed",
                part,
                table.title,
                f"{' and '.join(counts) or 'The order of its rows has changed, or its columns have'}, so that results may be different.",
                at=table,
                key=results[0].path[2],
                before=removed or "none",
                after=added or "none",
                effects=(_NOT_VALIDATED, _not_comparable(table.title)),
            )
        yield from text_changes([fact for fact in own if fact not in results], part, table.title, table)


def _whole_entry(kind: str, fact: Fact, removed: Effect) -> Change:
    """Return the change of a parameter, ranking or mapping that was added or removed."""
    entry: Parameter | Ranking = fact.after or fact.before
    is_added = fact.what == "added"
    return change(
        f"{kind}-changed",
        f"{kind}/{entry.id}",
        entry.title,
        f"The {kind} {'is new' if is_added else 'has been removed'}.",
        at=entry,
        before=fact.before,
        after=fact.after,
        effects=(_NOT_VALIDATED, BREAKS_NOBODY if is_added else removed),
    )


def _not_comparable(title: str) -> Effect:
    return Effect("breaking", "by definition", f"What is derived with {title} before and after the change cannot be compared.")
