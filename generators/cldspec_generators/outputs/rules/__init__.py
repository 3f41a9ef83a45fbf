"""The rules in plain English, and which output holds which of them."""

from collections.abc import Iterator

from cldspec.model import Artifact, Specification
from cldspec.rules.all_rules import Rule, rules_of
from cldspec.rules.coverage import all_targets, is_in_part, left_out_rules
from cldspec.rules.targets.sentences import sentence
from cldspec_generators.shared.writing import EXCEL, csv_text, render_template


def generate(specification: Specification) -> Iterator[Artifact]:
    """Every rule in plain English, with its message and sources, and the table of which output holds it. For readers."""
    rules = rules_of(specification)
    targets = all_targets()
    missing = {target.id: left_out_rules(specification, target.id) for target in targets}
    reasons = {target: {rule.id: reason for rule, reason in left_out} for target, left_out in missing.items()}
    yield Artifact("rules.csv", csv_text(_rules(rules, specification)).encode(EXCEL), "Every rule in plain English, for Excel.")
    header = ["rule", "severity", *(target.title for target in targets)]
    table = [[rule.id, rule.severity, *(_cell(reasons[target.id].get(rule.id)) for target in targets)] for rule in rules]
    yield Artifact("coverage.csv", csv_text([header, *table]).encode(EXCEL), "Which output holds which rule, and why not.")
    readme = render_template(
        __name__,
        "README.md.j2",
        specification=specification,
        rules=rules,
        sentences={rule.id: sentence(rule, specification) for rule in rules},
        targets=targets,
        missing=missing,
        partly={target.id: sum(is_in_part(reason) for reason in reasons[target.id].values()) for target in targets},
        cited=specification.place_by_reference,
    )
    yield Artifact("README.md", readme.encode())


def _rules(rules: tuple[Rule, ...], specification: Specification) -> Iterator[list[str]]:
    yield ["rule", "severity", "item", "column", "title", "what it asks", "what to do", "note", "sources"]
    for rule in rules:
        item = specification.item_by_id[rule.items[0]]
        places = (specification.place_by_reference[reference] for reference in rule.sources)
        sources = "; ".join(f"{document.title}: {place.title}" for document, place in places)
        note = (rule.entry.note if rule.entry else None) or ""
        yield [rule.id, rule.severity, item.id, item.title, rule.title, sentence(rule, specification), rule.message, note, sources]


def _cell(reason: str | None) -> str:
    if reason is None:
        return "yes"
    return f"in part: {reason}" if is_in_part(reason) else f"no: {reason}"
