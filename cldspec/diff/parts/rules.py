"""Changes of what is asked of rows: rules, the rows that sections apply to, tables of what goes together, named forms."""

from collections.abc import Iterable, Iterator, Sequence

from cldspec.diff.changes import Change, Direction
from cldspec.diff.facts import Fact
from cldspec.diff.kinds import directed
from cldspec.diff.parts.context import Context, change, listed, shown
from cldspec.diff.parts.texts import text_changes
from cldspec.model import ALWAYS, Format, RuleEntry, Section, Specification, Table
from cldspec.rules.all_rules import Row, Rule, Same, Unique
from cldspec.rules.expression import parse, tables_of
from cldspec.rules.targets.english import english
from cldspec.rules.targets.sentences import sentence

ASKS = {"when", "expect", "unique", "same_on_every_row_of", "items"}
"""The fields that say what a rule asks, and whom a finding points to."""
TELLS = {"title", "message", "note", "subject"}
"""The fields that only people read."""
_SEVERITIES = {
    "error": "A new rule, an error if broken",
    "warning": "A new rule, queried if broken",
    "information": "A new rule, for information",
}
_SECTION_ASKS = {
    "applies_when": "It applies to: ",
    "same_on_every_row_of": "Rows must agree in it that agree in: ",
    "if_not_same": "Rows that do not agree are: ",
}
"""The fields that say what a section asks, and how a sentence about each begins."""
_BY_BREACH: dict[tuple[bool, bool], Direction] = {
    (True, True): "both",
    (True, False): "tightened",
    (False, True): "loosened",
    (False, False): "equivalent",
}
"""Which way a rule has moved whose severity changed, by whether it breaks those who submit, and those who read."""
_WHOLE = 2
"""The length of the path to a whole entry."""


def of_rules(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of rules that are written out."""
    for rule_id, own in grouped(facts).items():
        if not rule_id:
            words = "The rules stand in another order."
            yield change(
                "specification-changed",
                "specification/rules",
                "The order of the rules",
                words,
                at=context.new.rules[0],
                before=own[0].before,
                after=own[0].after,
            )
        elif len(own[0].path) == _WHOLE:
            yield _whole_rule(own[0], context)
        else:
            yield from _rule(rule_id, own, context)


def _whole_rule(fact: Fact, context: Context) -> Change:
    entry: RuleEntry = fact.after or fact.before
    added = fact.what == "added"
    _, *effects = context.judge.of_rules([entry.id])
    version, rules = (context.new, context.judge.new_rules) if added else (context.old, context.judge.old_rules)
    asks = sentence(rules[entry.id], version)
    return change(
        "rule-added" if added else "rule-removed",
        f"rule/{entry.id}",
        f"{entry.id} {rules[entry.id].title}",
        f"{_SEVERITIES[entry.severity] if added else 'Not asked any more'}: {asks}",
        at=entry,
        before=None if added else asks,
        after=asks if added else None,
        items=entry.items,
        effects=(effects[0], effects[1]),
    )


def _rule(rule_id: str, facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    before, after = context.judge.old_rules[rule_id], context.judge.new_rules[rule_id]
    entry = after.entry
    assert entry  # noqa: S101 - only rules that are written out have facts of their own
    part, name = f"rule/{rule_id}", f"{rule_id} {after.title}"
    fields = {fact.path[2]: fact for fact in facts}
    effects = context.judge.of_rules([rule_id]) if fields.keys() & {*ASKS, "severity"} else None
    if effects and fields.keys() & ASKS:
        way, submitters, consumers = effects
        old, new = sentence(before, context.old), sentence(after, context.new)
        yield change(
            directed("rule", way),
            part,
            name,
            f"{new} It was: {old}" if old != new else "It is written otherwise, or points to other items.",
            at=entry,
            key=next(iter(fields.keys() & ASKS)),
            before=_asks(before),
            after=_asks(after),
            items=entry.items,
            effects=(submitters, consumers),
            direction=way,
        )
    if effects and "severity" in fields:
        grave = ("information", "warning", "error")
        raised = grave.index(after.severity) > grave.index(before.severity)
        yield change(
            "severity-raised" if raised else "severity-lowered",
            part,
            name,
            f"A breach is {_a(after.severity)} now; it was {_a(before.severity)}.",
            at=entry,
            key="severity",
            before=before.severity,
            after=after.severity,
            items=entry.items,
            effects=effects[1:],
            direction=_BY_BREACH[effects[1].verdict == "breaking", effects[2].verdict == "breaking"],
        )
    told = [fact for fact in facts if fact.path[2] in TELLS]
    if told:
        old_words, new_words = ("\n".join(str(shown(getattr(fact, side))) for fact in told) for side in ("before", "after"))
        words = listed([fact.path[2] for fact in told])
        yield change(
            "rule-retold", part, name, f"Its {words} reads otherwise.", at=entry, before=old_words, after=new_words, items=entry.items
        )
    examples = [fact for fact in facts if fact.path[2] == "examples"]
    if examples:
        old_rows, new_rows = ("; ".join(str(shown(getattr(fact, side)) or "none") for fact in examples) for side in ("before", "after"))
        sentence_ = "It has other examples of what keeps or breaks it."
        yield change("rule-examples-changed", part, name, sentence_, at=entry, before=old_rows, after=new_rows, items=entry.items)
    rest = [fact for fact in facts if fact.path[2] not in {*ASKS, *TELLS, "severity", "examples"}]
    yield from text_changes(rest, part, name, entry, items=entry.items)


def _a(severity: str) -> str:
    return f"an {severity}" if severity[0] in "ei" else f"a {severity}"


def _asks(rule: Rule) -> str:
    """Return what a rule asks, in the rule language."""
    entry = rule.entry
    assert entry  # noqa: S101 - as above
    said = {"when": entry.when, "expect": entry.expect, "unique": entry.unique, "same_on_every_row_of": entry.same_on_every_row_of}
    return "; ".join(f"{key}: {shown(value)}" for key, value in {**said, "items": entry.items}.items() if value)


def of_sections(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of sections."""
    for section_id, own in grouped(facts).items():
        if not section_id:
            yield change(
                "sections-reordered",
                "specification/sections",
                "The order of the sections",
                "The sections stand in another order.",
                at=context.new.sections[0],
                before=own[0].before,
                after=own[0].after,
            )
            continue
        if len(own[0].path) == _WHOLE:
            section: Section = own[0].after or own[0].before
            kind = "section-added" if own[0].what == "added" else "section-removed"
            words = f"The section {section.title} is {'new' if own[0].what == 'added' else 'gone'}."
            yield change(kind, f"section/{section.id}", section.title, words, at=section)
            continue
        section = context.new.section_by_id[section_id]
        items = [item.id for item in context.new.items_of(section)]
        by_field = {fact.path[2]: fact for fact in own}
        if "applies_when" in by_field:
            yield _asked([by_field["applies_when"]], section, context, base="applicability", kinds=("applies", "required"))
        same = [by_field[field] for field in ("same_on_every_row_of", "if_not_same") if field in by_field]
        if same:
            yield _asked(same, section, context, base="sameness", kinds=("same",))
        rest = [fact for fact in own if fact.path[2] not in _SECTION_ASKS]
        yield from text_changes(rest, f"section/{section.id}", section.title, section, items=items)


def _asked(facts: Sequence[Fact], section: Section, context: Context, *, base: str, kinds: Iterable[str]) -> Change:
    items = [item.id for item in context.new.items_of(section)]
    way, submitters, consumers = context.judge.of_rules(context.rules_named(f"{item}.{kind}" for kind in kinds for item in items))
    sentences = [
        f"{_SECTION_ASKS[fact.path[2]]}{_condition(fact, fact.after, context.new)}; before: {_condition(fact, fact.before, context.old)}."
        for fact in facts
    ]
    return change(
        directed(base, way),
        f"section/{section.id}",
        section.title,
        " ".join(sentences),
        at=section,
        key=facts[0].path[2],
        before="; ".join(str(fact.before) for fact in facts if fact.before) or None,
        after="; ".join(str(fact.after) for fact in facts if fact.after) or None,
        items=items,
        effects=(submitters, consumers),
        direction=way,
    )


def _condition(fact: Fact, value: str | None, version: Specification) -> str:
    if fact.path[2] == "applies_when" and value:
        return "every row" if value.strip() == ALWAYS else f"where {english(parse(value), version)}"
    item = version.item_by_id.get(value or "")
    return item.title if item else value or "nothing"


def of_tables(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of tables of values that go together."""
    for table_id, own in grouped(facts).items():
        if not table_id:
            continue  # their files are in the order of the alphabet
        part = f"table/{table_id}"
        rules = list(_asking(table_id, context))
        if len(own[0].path) == _WHOLE:
            table: Table = own[0].after or own[0].before
            added = own[0].what == "added"
            words = f"The table {table.title}, with {len(table.rows)} rows, is {'new' if added else 'gone'}."
            yield change("table-added" if added else "table-removed", part, table.title, words, at=table, items=table.keys)
            continue
        table = context.new.table_by_id[table_id]
        asked = [fact for fact in own if fact.path[2] in {"rows", "keys"}]
        if asked:
            way, submitters, consumers = context.judge.of_rules(rules)
            old_rows, new_rows = context.old.table_by_id[table_id].rows, table.rows
            gone, new = ([row for row in one if row not in other] for one, other in ((old_rows, new_rows), (new_rows, old_rows)))
            counts = [
                f"{len(rows)} {'row' if len(rows) == 1 else 'rows'} {verb}" for rows, verb in ((new, "added"), (gone, "removed")) if rows
            ]
            yield change(
                directed("table", way),
                part,
                table.title,
                f"{' and '.join(counts) or 'Its rows stand in another order, or its keys are others'}.",
                at=table,
                key="rows",
                before=tuple(gone),
                after=tuple(new),
                items=table.keys,
                effects=(submitters, consumers),
                direction=way,
            )
        yield from text_changes([fact for fact in own if fact not in asked], part, table.title, table, items=table.keys)


def _asking(table_id: str, context: Context) -> Iterator[str]:
    """Yield the rules of either version that ask a table."""
    asking: dict[str, None] = {}
    for rules in (context.judge.new_rules, context.judge.old_rules):
        for rule in rules.values():
            conditions = [rule.test.when, rule.test.expect] if isinstance(rule.test, Row) else []
            conditions += [rule.test.when] if isinstance(rule.test, Unique | Same) else []
            if any(table_id in tables_of(condition) for condition in conditions):
                asking[rule.id] = None
    yield from asking


def of_formats(facts: Sequence[Fact], context: Context) -> Iterator[Change]:
    """Yield the changes of named forms of text."""
    for format_id, own in grouped(facts).items():
        if not format_id:
            continue  # nobody sees their order
        part = f"format/{format_id}"
        items = list(dict.fromkeys(item.id for version in (context.new, context.old) for item in version.items if item.format == format_id))
        if len(own[0].path) == _WHOLE:
            named: Format = own[0].after or own[0].before
            added = own[0].what == "added"
            words = f"The form {named.title} is {'new' if added else 'gone'}."
            yield change("format-added" if added else "format-removed", part, named.title, words, at=named, items=items)
            continue
        named = context.new.format_by_id[format_id]
        asked = [fact for fact in own if fact.path[2] in {"pattern", "check_digit"}]
        if asked:
            way, submitters, consumers = context.judge.of_rules(context.readable_rules(items))
            said = " ".join(f"The {one.path[2].replace('_', ' ')} is {_form(one.after)}; it was {_form(one.before)}." for one in asked)
            yield change(
                directed("item-format", way),
                part,
                named.title,
                said,
                at=named,
                key=asked[0].path[2],
                before="; ".join(str(shown(fact.before)) for fact in asked),
                after="; ".join(str(shown(fact.after)) for fact in asked),
                items=items,
                effects=(submitters, consumers),
                direction=way,
            )
        yield from text_changes([fact for fact in own if fact not in asked], part, named.title, named, items=items)


def _form(value: str | None) -> str:
    return (shown(value) or "none").replace("_", " ")


def grouped(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Return facts by the entry that they are about; those of the whole collection under an empty name."""
    by_entry: dict[str, list[Fact]] = {}
    for fact in facts:
        by_entry.setdefault(fact.path[1] if len(fact.path) > 1 else "", []).append(fact)
    return by_entry
