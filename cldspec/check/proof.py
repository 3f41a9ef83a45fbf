"""Check the rules with the solver: no rule forbids something by accident, repeats another, or applies to no row.

The proofs are about the rules about one row, and cover every possible row. They need a specification that has no other
finding.
"""

from collections.abc import Iterator
from functools import lru_cache
from random import Random

from cldspec.check import UNDECIDED
from cldspec.findings import Finding
from cldspec.model import DataItem, RuleEntry, Specification
from cldspec.origin import Position
from cldspec.rules.all_rules import Row, Rule, rules_of
from cldspec.rules.cells import read
from cldspec.rules.expression import Compare, Condition, In, InTable, IsBlank, Item, Not, StartsWith, Text, Truth, conditions_in, values_in
from cldspec.rules.reference import breaking, canonical_row
from cldspec.solver.examples import items_asked
from cldspec.solver.pathways import Courses, NoCourseError
from cldspec.solver.reason import Answer, Never, Possible, Reasoner, Undecided


@lru_cache(maxsize=4)
def _reasoner(specification: Specification) -> Reasoner:
    return Reasoner(specification)


def contradiction(specification: Specification) -> Iterator[Finding]:
    """At least one row conforms."""
    reasoner = _reasoner(specification)
    answer = reasoner.ask(Truth(True), keeping=reasoner.rules_about_one_row("error"))
    if isinstance(answer, Never):
        at = _place(reasoner.rules[answer.because[0]], specification)
        yield Finding(at, "contradiction", f"No row can pass all of these rules: {_listed(answer)}.", "Change one of them.")


def unusable_value(specification: Specification) -> Iterator[Finding]:
    """Every data item and allowed value can be used in a row that breaks no error or warning, or a discrepancy says why not."""
    if any(contradiction(specification)):
        return
    reasoner = _reasoner(specification)
    named, compared = _named_values(specification)
    for item in specification.items:
        answer = _usable(reasoner, Not(IsBlank(Item(item.id))))
        if not isinstance(answer, Possible):
            yield _unusable(item.origin.value("id"), f"{item.id} can never be filled in", answer)
            continue
        code_list = specification.code_list_of(item)
        similar_is_proved = False
        for code in code_list.codes if code_list else ():
            if code.value not in named and item.id not in compared:
                if similar_is_proved:
                    continue  # no rule names the value, so the proof for another such value is enough
                similar_is_proved = True
            answer = _usable(reasoner, Compare("=", Item(item.id), Text(code.value)))
            if not isinstance(answer, Possible) and not _is_explained(item, code.value, specification):
                yield _unusable(code.origin.value("value"), f"No row can have the value {code.value} in {item.id}", answer)


def redundant_rule(specification: Specification) -> Iterator[Finding]:
    """No rule follows from other rules of the same or a higher severity."""
    reasoner = _reasoner(specification)
    for rule in _row_rules(specification):
        answer = reasoner.ask(Truth(True), keeping=reasoner.rules_at_least_as_severe_as(rule.id), breaking=rule.id)
        at = _place(rule, specification)
        if isinstance(answer, Never):
            why = f"follows from {_listed(answer)}" if answer.because else "is never broken"
            yield Finding(at, "redundant-rule", f"{rule.id} {why}.", "Remove it, or correct what it expects.")
        elif isinstance(answer, Undecided):
            yield _undecided(at, f"whether {rule.id} follows from other rules", answer)


def idle_rule(specification: Specification) -> Iterator[Finding]:
    """A rule applies to at least one row that passes all other rules that are errors."""
    reasoner = _reasoner(specification)
    for rule in rules_of(specification):
        when = getattr(rule.test, "when", Truth(True))
        if when == Truth(True):
            continue
        keeping = [name for name in reasoner.rules_about_one_row("error") if name != rule.id]
        answer = reasoner.ask(when, keeping=keeping)
        at = _place(rule, specification, "when")
        if isinstance(answer, Never):
            why = f", because of {_listed(answer)}" if answer.because else ": its condition contradicts itself"
            yield Finding(at, "idle-rule", f"{rule.id} applies to no row{why}.", "Correct its when.")
        elif isinstance(answer, Undecided):
            yield _undecided(at, f"whether {rule.id} applies to any row", answer)


def unasked_item(specification: Specification) -> Iterator[Finding]:
    """The data items of a rule are those that its conditions use, and it does not group rows by the item that it compares."""
    reasoner = _reasoner(specification)
    for entry in specification.rules:
        asked = items_asked(reasoner.rules[entry.id], specification)
        for index, name in enumerate(entry.items):
            if name not in asked:
                at = entry.origin.value("items", index)
                yield Finding(
                    at, "unasked-item", f"{entry.id} does not use {name}.", f"List the items that it uses: {', '.join(sorted(asked))}."
                )
        if entry.same_on_every_row_of == entry.items[0]:
            at = entry.origin.value("same_on_every_row_of")
            yield Finding(
                at, "unasked-item", "The rule groups rows by the item that it compares, so it is never broken.", "Name another data item."
            )


def unproved_example(specification: Specification) -> Iterator[Finding]:
    """The examples of a rule pass or break it as they say, and break no other error or warning, when the rest of each row is filled in."""
    reasoner = _reasoner(specification)
    for entry in specification.rules:
        rule = reasoner.rules[entry.id]
        if isinstance(rule.test, Row):
            yield from _examples_of_a_row(entry, reasoner, specification)
        else:
            yield from _examples_of_a_return(entry, rule, specification)


def unproved_pathway(specification: Specification) -> Iterator[Finding]:
    """Each step of a pathway is possible in a row that breaks no rule, and a whole course of the pathway can be made up."""
    reasoner = _reasoner(specification)
    courses = Courses(reasoner)
    keeping = reasoner.rules_about_one_row("error", "warning", "information")
    for pathway in specification.sample.pathways:
        forbidden = False
        for step, row in zip(pathway.steps, courses.pinned(pathway), strict=True):
            answer = reasoner.ask(Truth(True), cells=row, keeping=keeping)
            if isinstance(answer, Never):
                forbidden = True
                message = f"No row with these cells can pass {_listed(answer)}." if answer.because else "No row can have these cells."
                yield Finding(step.origin.value("cells"), "unproved-pathway", message, "Add cells to the step, or change them.")
            elif isinstance(answer, Undecided):
                yield _undecided(step.origin.value("cells"), "whether there is such a row", answer)
        try:
            if not forbidden:
                courses.course(pathway, Random(pathway.id))  # noqa: S311 - the same draws each time
        except NoCourseError as error:
            message = f"No course of this pathway conforms: {error}."
            yield Finding(pathway.origin.value("id"), "unproved-pathway", message, "Change its cells, its days or its amounts.")


def _examples_of_a_row(entry: RuleEntry, reasoner: Reasoner, specification: Specification) -> Iterator[Finding]:
    keeping = {*reasoner.rules_about_one_row("error", "warning"), entry.id}
    for kind in ("conforms", "breaks"):
        for index, cells in enumerate(getattr(entry.examples, kind)):
            row = {name: read(specification.item_by_id[name], typed, specification) for name, typed in cells.items()}
            answer = reasoner.ask(Truth(True), cells=row, keeping=keeping, breaking=entry.id if kind == "breaks" else None)
            at = entry.examples.origin.value(kind, index)
            claim = "pass" if kind == "conforms" else "break"
            if isinstance(answer, Never) and not answer.because:
                yield Finding(
                    at, "unproved-example", f"No row with these cells can {claim} {entry.id}.", "Correct the example, or the rule."
                )
            elif isinstance(answer, Never):
                message = f"No row with these cells can {claim} {entry.id} and pass {_listed(answer)}."
                yield Finding(at, "unproved-example", message, "Add cells to the example, or change them.")
            elif isinstance(answer, Undecided):
                yield _undecided(at, "whether there is such a row", answer)


def _examples_of_a_return(entry: RuleEntry, rule: Rule, specification: Specification) -> Iterator[Finding]:
    for kind in ("conforms", "breaks"):
        rows = getattr(entry.examples, kind)
        canonical = [canonical_row(cells, specification, "") for cells in rows]
        broken = set(breaking(rule, rows, canonical, specification))
        at = entry.examples.origin.value(kind)
        if kind == "conforms" and broken:
            yield Finding(at, "unproved-example", f"As one return, these rows break {entry.id}.", "Correct them, or the rule.")
        if kind == "breaks" and not broken:
            yield Finding(at, "unproved-example", f"As one return, these rows do not break {entry.id}.", "Correct them, or the rule.")


def _usable(reasoner: Reasoner, where: Condition) -> Answer:
    """Return whether a row meets a condition and breaks no error or warning. If not, return what forbids it, errors before warnings."""
    answer = reasoner.ask(where, keeping=reasoner.rules_about_one_row("error", "warning"))
    if isinstance(answer, Possible):
        return answer
    by_errors = reasoner.ask(where, keeping=reasoner.rules_about_one_row("error"))
    return by_errors if isinstance(by_errors, Never) else answer


def _named_values(specification: Specification) -> tuple[set[str], set[str]]:
    """Return the texts that some rule names, and the items that some rule compares with another item."""
    texts: set[str] = set()
    compared: set[str] = set()
    listed = {value for code_list in specification.code_lists for value in code_list.values}
    for rule in rules_of(specification):
        if not isinstance(rule.test, Row):
            continue
        for part in (*conditions_in(rule.test.when), *conditions_in(rule.test.expect)):
            texts |= {value.value for value in values_in(part) if isinstance(value, Text)}
            match part:
                case InTable(table=name):
                    texts |= {value for row in specification.table_by_id[name].rows for value in row.values()}
                case StartsWith(prefix=Text(value=prefix)):
                    texts |= {value for value in listed if value.startswith(prefix)}
                case Compare(left=Item(id=one), right=Item(id=two)):
                    compared |= {one, two}
                case In(value=Item(id=one), options=options):
                    others = {option.id for option in options if isinstance(option, Item)}
                    compared |= {one, *others} if others else set()
                case _:
                    pass
    return texts, compared


def _is_explained(item: DataItem, value: str, specification: Specification) -> bool:
    """Say whether a discrepancy that concerns the item or its list is about the value."""
    return any(
        {item.id, item.code_list} & set(discrepancy.concerns) and any(reading.says == value for reading in discrepancy.readings)
        for discrepancy in specification.discrepancies
    )


def _row_rules(specification: Specification) -> Iterator[Rule]:
    return (rule for rule in rules_of(specification) if isinstance(rule.test, Row))


def _unusable(at: Position, what: str, answer: Answer) -> Finding:
    if isinstance(answer, Undecided):
        return _undecided(at, f"this: {what}", answer)
    assert isinstance(answer, Never)  # noqa: S101
    fix = "Change one of these rules, or record in discrepancies.yaml why the value stays."
    return Finding(
        at, "unusable-value", f"{what}: {_listed(answer)} {'forbids' if len(answer.because) == 1 else 'together forbid'} it.", fix
    )


def _undecided(at: Position, what: str, answer: Undecided) -> Finding:
    return Finding(at, UNDECIDED, f"The solver could not decide {what}: {answer.reason}.", "Check it yourself, or simplify the rule.")


def _place(rule: Rule, specification: Specification, key: str = "id") -> Position:
    """Return where a rule is written: in its entry, or in the data item or section that makes it."""
    if rule.entry:
        return rule.entry.origin.value(key)
    item = specification.item_by_id[rule.items[0]]
    if rule.id.endswith(".required"):
        return item.origin.value("required_when")
    return specification.section_by_id[item.section].origin.value("applies_when")


def _listed(answer: Never) -> str:
    return ", ".join(answer.because)
