"""The lines of a rule's card: what it asks, rows that pass and break it, and which targets include it."""

from collections.abc import Iterator, Mapping

from cldspec.commands.cards import Line, listed
from cldspec.model import Specification
from cldspec.rules.all_rules import Row, Rule
from cldspec.rules.coverage import all_targets
from cldspec.rules.expression import Truth
from cldspec.rules.targets.sentences import sentence_with_list
from cldspec.solver.examples import example_rows, items_of
from cldspec.solver.reason import Never, Possible, Reasoner, Undecided
from cldspec.wording import counted

_SEVERITIES = {
    "error": "error: the return is not ready to be sent",
    "warning": "warning: worth a query",
    "information": "information",
}


def about_rule(rule: Rule, specification: Specification, *, why: bool) -> Iterator[Line]:
    """Yield the lines about a rule. With `why`, they include what the rule adds to the others."""
    reasoner = Reasoner(specification)
    yield "", sentence_with_list(rule, specification)
    yield "severity", _SEVERITIES[rule.severity]
    yield "what to do", rule.message
    if rule.entry:
        entries = {key: getattr(rule.entry, key) for key in ("when", "expect", "unique", "same_on_every_row_of")}
        texts = {key: ", ".join(value) if isinstance(value, tuple) else value for key, value in entries.items() if value}
        yield from listed("in YAML", [f"{key}: {text}" for key, text in texts.items()])
        yield from listed("note", [rule.entry.note] if rule.entry.note else [])
    else:
        yield "comes from", f"the data item {rule.items[0]}, or its section or code list"
    yield from listed("data items", [f"{specification.item_by_id[name].title} ({name})" for name in rule.items])
    yield from listed("passes", [_cells(row, rule, specification) for row in example_rows(rule, "conforms", reasoner)] or ["(no row)"])
    yield from listed("breaks", [_cells(row, rule, specification) for row in example_rows(rule, "breaks", reasoner)] or ["(no row)"])
    if why:
        yield from listed("why", _what_it_adds(rule, reasoner))
    reasons = {target.title: target.reason(rule, specification) for target in all_targets()}
    yield "included in", "; ".join(title for title, reason in reasons.items() if reason is None)
    yield from listed("not in", [f"{title}: {reason}" for title, reason in reasons.items() if reason is not None])


def _cells(row: Mapping[str, str], rule: Rule, specification: Specification) -> str:
    """Return the cells of a row that the rule, or its own examples, are about."""
    examples = rule.entry.examples if rule.entry else None
    in_examples = {name for cells in (*examples.conforms, *examples.breaks) for name in cells} if examples else set()
    names = [name for name in row if name in {*items_of(rule, specification), *in_examples}]
    return ", ".join(f"{specification.item_by_id[name].title}: {row[name] or '(blank)'}" for name in names)


def _what_it_adds(rule: Rule, reasoner: Reasoner) -> Iterator[str]:
    if not isinstance(rule.test, Row):
        yield "This rule is not about the values of a single row, so the solver cannot judge it. The rows above were tried instead."
        return
    others = reasoner.rules_at_least_as_severe_as(rule.id)
    match reasoner.ask(Truth(True), keeping=others, breaking=rule.id):
        case Possible():
            number = counted(len(others) - 1, "other rule")
            yield f"It is needed: the row that breaks it passes all {number} about a single row that have the same or a higher severity."
        case Never(because=because) if because:
            yield f"It is not needed: it follows from {', '.join(because)}."
        case Never():
            yield "No row can break it."
        case Undecided(reason=reason):
            yield f"The solver could not decide whether it follows from other rules: {reason}."
    match reasoner.ask(rule.test.when, keeping=reasoner.rules_about_one_row("error")):
        case Never(because=because):
            yield f"It applies to no row that conforms, because of {', '.join(because)}."
        case Possible():
            yield "It applies to rows that conform."
        case Undecided(reason=reason):
            yield f"The solver could not decide whether it applies to a row that conforms: {reason}."
