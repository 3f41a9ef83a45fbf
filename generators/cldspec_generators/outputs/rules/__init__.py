"""The rules in plain English, and which output checks which of them."""

from collections.abc import Iterator

from cldspec.model import Artifact, Specification
from cldspec.rules.all_rules import Rule, rules_of
from cldspec.rules.coverage import all_targets, is_in_part, left_out_rules
from cldspec.rules.targets.sentences import sentence
from cldspec_generators.outputs.rules.machine import page_of_cells, page_of_language, rules_as_data, schema_of_rules
from cldspec_generators.shared.plain_text import guarded
from cldspec_generators.shared.writing import EXCEL, csv_text, json_text, render_template, rule_in_markdown, sources_in_words


def generate(specification: Specification) -> Iterator[Artifact]:
    """Every rule with its message and sources, in plain English and as JSON, and which output checks it. For readers and programs."""
    rules = rules_of(specification)
    targets = all_targets()
    left_out = {target.id: left_out_rules(specification, target.id) for target in targets}
    reasons = {target: {rule.id: reason for rule, reason in rules_left_out} for target, rules_left_out in left_out.items()}
    yield Artifact("rules.csv", csv_text(_rules(rules, specification)).encode(EXCEL), "Every rule in plain English, for Excel.")
    header = ["rule", "severity", *(target.title for target in targets)]
    table = [[rule.id, rule.severity, *(_coverage(reasons[target.id].get(rule.id)) for target in targets)] for rule in rules]
    yield Artifact("coverage.csv", csv_text([header, *table]).encode(EXCEL), "Which output checks which rule, and why not.")
    yield Artifact("rules.json", json_text(rules_as_data(specification)).encode(), "Every rule and every check, for programs.")
    yield Artifact("rules.schema.json", json_text(schema_of_rules(specification)).encode(), "The JSON Schema of rules.json.")
    yield Artifact("language.md", page_of_language(specification).encode(), "What conditions and kinds of rules mean.")
    yield Artifact("cells.md", page_of_cells(specification).encode(), "How the text of a cell becomes a value.")
    readme = render_template(
        __name__,
        "README.md.j2",
        specification=specification,
        rules=rules,
        statement=lambda rule: rule_in_markdown(rule, specification),
        sentences={rule.id: sentence(rule, specification) for rule in rules},
        targets=targets,
        left_out=left_out,
        in_part={target.id: sum(is_in_part(reason) for reason in reasons[target.id].values()) for target in targets},
        cited=lambda references: [place for places in specification.places_by_document(references).values() for place in places],
    )
    yield Artifact("README.md", readme.encode())


def _rules(rules: tuple[Rule, ...], specification: Specification) -> Iterator[list[str]]:
    yield ["rule", "severity", "item", "column", "title", "what it says", "what to do", "note", "sources"]
    for rule in rules:
        item = specification.item_by_id[rule.items[0]]
        sources = sources_in_words(rule.sources, specification)
        note = (rule.entry.note if rule.entry else None) or ""
        texts = (rule.title, sentence(rule, specification), rule.message, note, sources)
        yield [rule.id, rule.severity, item.id, item.title, *map(guarded, texts)]


def _coverage(reason: str | None) -> str:
    """Return whether an output checks a rule, and if not, why."""
    if reason is None:
        return "yes"
    return f"in part: {reason}" if is_in_part(reason) else f"no: {reason}"
