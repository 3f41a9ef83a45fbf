"""Changes of calculations, the schedule, the guidance, and of all that a specification says besides."""

from collections.abc import Iterator, Sequence

from cldspec.diff.changes import Change, Effect
from cldspec.diff.facts import Fact, names
from cldspec.diff.merged import otherwise
from cldspec.diff.parts.context import NOBODY, Context, change, shown, told
from cldspec.diff.parts.rules import grouped
from cldspec.diff.parts.texts import text_changes
from cldspec.model import Calculation, Chapter, Discrepancy, Located
from cldspec.rules.all_rules import Row
from cldspec.rules.expression import Call, values_in

_LONG = 80
"""The characters of a name that is not cut."""
_WHOLE = 2
"""The length of the path to a whole entry."""
_NO_RULE = " No rule about rows shows it, so that there is no example."
_RESULT = {"cases", "type", "scale", "submitted"}
"""The fields of a calculation that decide what it gives."""
_WHEN_DUE = {"frequency", "year_starts", "cumulative", "overlap"}
"""The fields of the schedule that decide what a return is."""
_VERSION = {"version", "status", "published", "summary"}
"""What a version says of itself."""
_OTHERS = {
    "documents": ("sources-changed", "source"),
    "unchecked": ("unchecked-changed", "unchecked"),
    "glossary": ("glossary-changed", "term"),
    "traceability": ("traceability-changed", "topic"),
    "legal": ("legal-changed", "legal"),
    "scope": ("scope-changed", "scope"),
    "item_counts": ("counts-changed", "specification/item_counts"),
    "comparisons": ("counts-changed", "specification/comparisons"),
    "sample": ("sample-changed", "sample"),
    "history": ("history-changed", "specification/history"),
}
"""Of other parts: the kind of their changes, and what the name of their part begins with."""

_PARTS_WHOLE = {("traceability", "outside_annex_1")}
"""Lists whose entries have no names, so that they are told as one."""
_PARTS: dict[tuple[str, ...], str] = {("traceability", "outside_annex_1"): "topic/outside-annex-1", ("traceability", "salt"): "requirement"}
"""The parts of a few entries that are called otherwise than their neighbours."""


def of_calculations(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of calculations."""
    known = {one.id: one for one in context.new.calculations}
    for name, own in grouped(facts).items():
        if not name:
            yield _reordered(own[0], "The order of the calculations", context)
            continue
        part = f"calculation/{name}"
        if len(own[0].path) == _WHOLE:
            yield _whole_calculation(own[0], part)
            continue
        calculation = known[name]
        asked = [fact for fact in own if fact.path[2] in _RESULT]
        broken = Effect("breaking", "by definition", f"Figures of {calculation.title} before and after do not compare.")
        if asked:
            fields = " and ".join(dict.fromkeys(fact.path[2] for fact in asked))
            yield change(
                "calculation-changed",
                part,
                calculation.title,
                f"Its {fields} {'are' if len(asked) > 1 or fields == 'cases' else 'is'} otherwise: it gives another result.",
                at=calculation,
                key=asked[0].path[2],
                before="; ".join(str(shown(fact.before)) for fact in asked),
                after="; ".join(str(shown(fact.after)) for fact in asked),
                effects=(Effect("not breaking", "by definition", "Returns are not held to a calculation."), broken),
            )
        for fact in own:
            if fact.path[2] == "multipliers":
                value = fact.path[4] if len(fact.path) > 4 else "the item or its sources"  # noqa: PLR2004 - multipliers/values/VALUE
                decides = fact.path[-1] not in {"sources", "note"}
                before, after = (getattr(one, "multiplier", one) for one in (fact.before, fact.after))
                yield change(
                    "multiplier-changed" if decides else "sources-changed",
                    part,
                    calculation.title,
                    f"The factor of “{value}” is {shown(after) or 'gone'}; it was {shown(before) or 'none'}."
                    if decides
                    else told(fact, f"What is noted of the factor of “{value}”"),
                    at=calculation,
                    key="multipliers",
                    before=before,
                    after=after,
                    effects=(NOBODY, broken) if decides else (NOBODY, NOBODY),
                )
        rest = [fact for fact in own if fact not in asked and fact.path[2] != "multipliers"]
        yield from text_changes(rest, part, calculation.title, calculation)


def _whole_calculation(fact: Fact, part: str) -> Change:
    calculation: Calculation = fact.after or fact.before
    if fact.what == "added":
        return change("calculation-added", part, calculation.title, f"The calculation {calculation.title} is new.", at=calculation)
    gone = Effect("breaking", "by definition", f"Nothing says any more how {calculation.title} is worked out.")
    words = f"The calculation {calculation.title} is gone."
    return change("calculation-removed", part, calculation.title, words, at=calculation, effects=(NOBODY, gone))


def of_schedule(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of the schedule."""
    schedule = context.new.schedule
    asked = [fact for fact in facts if len(fact.path) == _WHOLE and fact.path[1] in _WHEN_DUE]
    if asked:
        dated = list(_dated(context))
        answers = [context.judge.ask("submitters", dated), context.judge.ask("consumers", dated)]
        shown_by = [one.witness for one in answers]
        reason = "A return by the old schedule is not one by the new: it is for another period, or holds other rows."
        words = [
            f"The {fact.path[1].replace('_', ' ')} is {shown(fact.after)}; it was {shown(fact.before)}."
            for fact in asked
        ]  # fmt: skip
        yield change(
            "schedule-changed",
            "specification/schedule",
            "The schedule",
            " ".join(words),
            at=schedule,
            key=asked[0].path[1],
            before="; ".join(str(shown(fact.before)) for fact in asked),
            after="; ".join(str(shown(fact.after)) for fact in asked),
            effects=(
                Effect("breaking", "by definition", f"{reason}{'' if shown_by[0] else _NO_RULE}", shown_by[0]),
                Effect("breaking", "by definition", "Returns come for other periods, or hold other rows.", shown_by[1]),
            ),
        )
    for fact in facts:
        if fact not in asked:
            what = (
                "A statement on the schedule"
                if "statements" in fact.path
                else "A date of the schedule"
                if "milestones" in fact.path
                else "Its source"
            )
            yield change(
                "statement-changed",
                "specification/schedule",
                "The schedule",
                "Its entries stand in another order." if fact.what == "reordered" else told(fact, what),
                at=schedule,
                before=fact.before,
                after=fact.after,
            )


def _dated(context: Context) -> Iterator[str]:
    """Yield the rules, errors if broken, that ask the schedule what it says otherwise now."""
    unlike = otherwise(context.old, context.new)
    for rules in (context.judge.new_rules, context.judge.old_rules):
        for rule in rules.values():
            conditions = (rule.test.when, rule.test.expect) if isinstance(rule.test, Row) and rule.severity == "error" else ()
            values = [value for condition in conditions for value in values_in(condition)]
            if any(isinstance(value, Call) and value.name in unlike for value in values):
                yield rule.id


def of_guidance(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of the chapters of the guidance."""
    known = {one.id: one for one in context.new.guidance}
    for name, own in grouped(facts).items():
        if not name:
            sentence = "The chapters stand in another order."
            yield change("chapters-reordered", "specification/guidance", "The chapters", sentence, at=context.new.guidance[0])
            continue
        part = f"chapter/{name}"
        if len(own[0].path) == _WHOLE:
            chapter: Chapter = own[0].after or own[0].before
            added = own[0].what == "added"
            words = f"The chapter {chapter.title} is {'new' if added else 'gone'}."
            yield change("chapter-added" if added else "chapter-removed", part, chapter.title, words, at=chapter)
            continue
        chapter = known[name]
        for fact in own:
            if fact.path[2] == "text":
                yield change(
                    "chapter-changed",
                    part,
                    chapter.title,
                    f"The chapter {chapter.title} reads otherwise.",
                    at=chapter,
                    before=str(fact.before),
                    after=str(fact.after),
                    is_text=True,
                )
        yield from text_changes([fact for fact in own if fact.path[2] != "text"], part, chapter.title, chapter)


def of_discrepancies(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield what changed in what is recorded of disagreements of the sources."""
    known = {one.id: one for one in context.new.discrepancies}
    for name, own in grouped(facts).items():
        if not name:
            yield _reordered(own[0], "The order of the discrepancies", context)
            continue
        part = f"discrepancy/{name}"
        if len(own[0].path) == _WHOLE:
            entry: Discrepancy = own[0].after or own[0].before
            added = own[0].what == "added"
            words = (
                f"A disagreement of the sources is recorded: {entry.title}."
                if added
                else f"A disagreement of the sources is settled: {entry.title}."
            )
            kind = "discrepancy-added" if added else "discrepancy-settled"
            yield change(
                kind, part, f"{entry.id} {entry.title}", words, at=entry, before=own[0].before, after=own[0].after, items=entry.concerns
            )
            continue
        entry = known[name]
        fields = " and ".join(dict.fromkeys(fact.path[2] for fact in own))
        yield change(
            "discrepancy-changed",
            part,
            f"{entry.id} {entry.title}",
            f"What is recorded of it reads otherwise ({fields}).",
            at=entry,
            before="\n".join(str(shown(fact.before) or "") for fact in own),
            after="\n".join(str(shown(fact.after) or "") for fact in own),
        )


def of_record(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of what a row is, and of how it is known again."""
    record = context.new.record
    rest = [fact for fact in facts if fact.path[1] != "known_by"]
    for fact in facts:
        if fact not in rest:
            yield change(
                "identity-changed",
                "specification/record",
                record.title,
                f"A row ({record.title.lower()}) is known again in a later submission by other keys.",
                at=record,
                key="known_by",
                before=_keys(fact.before),
                after=_keys(fact.after),
                effects=(
                    Effect("not breaking", "by definition", "No return is held to it."),
                    Effect("breaking", "by definition", "What was the same in two submissions may not be any more."),
                ),
            )
    if rest:
        yield _other(("record",), rest, context)


def _keys(keys: Sequence[Sequence[str]]) -> str:
    return "; ".join(", ".join(key) for key in keys)


def of_the_rest(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of all other parts."""
    new = context.new
    own_version = [fact for fact in facts if fact.path[0] in _VERSION or fact.path == ("history", new.version)]
    if own_version:
        before, after = context.old, new
        words = [
            f"Version {after.version} ({after.status}, {after.published}) follows {before.version} ({before.status}, {before.published})."
        ]
        entry = next((one for one in new.history if one.version == new.version), None)
        words += [shown(entry.summary) or ""] if entry else []
        yield change(
            "version-changed",
            "specification/version",
            f"Version {after.version}",
            " ".join(words),
            at=new,
            key="version",
            before=f"{before.version}: {before.summary}",
            after=f"{after.version}: {after.summary}",
        )
    others: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        if fact not in own_version:
            depth = (
                {"traceability": 3, "legal": 3, "scope": 3, "sample": 3}.get(fact.path[0], 2) if fact.path[:2] not in _PARTS_WHOLE else 2
            )
            others.setdefault(fact.path[:depth] if fact.path[0] in _OTHERS else fact.path[:1], []).append(fact)
    for path, own in others.items():
        yield _other(path, own, context)


def _other(path: tuple[str, ...], facts: Sequence[Fact], context: Context) -> Change:
    """Return the change of one entry of another part: of a term, a topic, a provision, a source."""
    kind, begins = _OTHERS.get(path[0], ("specification-changed", f"specification/{path[0]}"))
    part = _PARTS.get(path[:2], begins)
    part = f"{part}/{path[-1]}" if "/" not in part else part
    objects = [value for fact in facts for value in (fact.after, fact.before) if isinstance(value, Located)]
    at = objects[0] if objects and len(facts[0].path) == len(path) else _found(path, context) or context.new
    name = (_title(at) if len(path) > 1 and at is not context.new else path[-1]).replace("_", " ")
    if path[0] == "sample" and len(path) == _WHOLE:
        sentence = f"Sample data are made by another “{name}”."
    elif len(facts) == 1 and len(facts[0].path) == len(path):
        words = {"added": f"“{name}” is new.", "removed": f"“{name}” is gone.", "reordered": f"The order of {name} is another."}
        sentence = (
            words[facts[0].what]
            if len(path) > 1 and facts[0].what in words
            else told(facts[0], f"The stated number ({name})" if path[0] == "item_counts" else f"The {name}")
        )
    else:
        fields = " and ".join(dict.fromkeys(fact.path[len(path)] for fact in facts if len(fact.path) > len(path)))
        sentence = f"What is said of “{name}” reads otherwise ({fields.replace('_', ' ')})."
    return change(
        kind,
        part,
        name,
        sentence[:1].upper() + sentence[1:],
        at=at,
        before="\n".join(text for fact in facts if (text := shown(fact.before))) or None,
        after="\n".join(text for fact in facts if (text := shown(fact.after))) or None,
    )


def _title(one: Located) -> str:
    """Return what people call an entry."""
    for key in ("title", "item", "term", "topic", "requirement", "reason", "text", "id"):
        value = getattr(one, key, None)
        if value:
            text = " ".join(str(value).split())
            return text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]} ..."
    return type(one).__name__


def _found(path: tuple[str, ...], context: Context) -> Located | None:
    """Return what stands at a path in the new version."""
    value: object = context.new
    for step in path:
        value = dict(zip(names(value), value, strict=True)).get(step) if isinstance(value, tuple) else getattr(value, step, None)
    return value if isinstance(value, Located) else None


def _reordered(fact: Fact, what: str, context: Context) -> Change:
    return change(
        "specification-changed",
        f"specification/{fact.path[0]}",
        what,
        f"{what} is another.",
        at=context.new,
        before=fact.before,
        after=fact.after,
    )
