"""Check that identifiers, headers and numbers are unique and in order."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from cldspec.findings import Finding
from cldspec.model import Located, Specification
from cldspec.origin import Origin
from cldspec.spelling import folded


def duplicate_identifier(specification: Specification) -> Iterator[Finding]:
    """Two parts of the same kind have different identifiers."""
    groups: list[Iterable[Located]] = [
        specification.sections,
        specification.formats,
        specification.items,
        specification.calculations,
        specification.rules,
        specification.unchecked,
        specification.discrepancies,
        specification.documents,
        *(document.places for document in specification.documents),
        *(table.attributes for table in specification.tables),
        specification.sample.vocabularies,
        specification.sample.pathways,
        specification.traceability.annex_1,
        (*specification.derivations, *specification.parameters, *specification.rankings, *specification.mappings),
        specification.methods,
        *(getattr(specification.legal, part) for part in ("powers", "purposes", "functions", "dissemination", "recipients")),
        *(getattr(specification.scope, part) for part in ("in_scope", "out_of_scope", "new", "not_carried_forward")),
    ]
    for group in groups:
        yield from _duplicates(group, "id", "duplicate-identifier")
    yield from _duplicates(specification.glossary, "term", "duplicate-identifier")
    yield from _duplicates(specification.history, "version", "duplicate-identifier")


def duplicate_title(specification: Specification) -> Iterator[Finding]:
    """Data items have different column headers, even if case and spaces are ignored."""
    yield from _duplicates(specification.items, "title", "duplicate-title")


def numbering(specification: Specification) -> Iterator[Finding]:
    """Discrepancies, SALT requirements and rules are in the order of their numbers, and the history ends with this version."""
    for index, requirement in enumerate(specification.traceability.salt, start=1):
        if requirement.number != index:
            yield Finding(
                requirement.origin.value("number"),
                "numbering",
                f"The number is {requirement.number}, but this is entry {index}.",
                f"Write {index}.",
            )
    yield from _in_order([(discrepancy.id, discrepancy.origin) for discrepancy in specification.discrepancies])
    for subject in dict.fromkeys(rule.subject for rule in specification.rules):
        yield from _in_order([(rule.id, rule.origin) for rule in specification.rules if rule.subject == subject])
    newest = specification.history[-1]
    if newest.version != specification.version:
        yield Finding(
            newest.origin.value("version"),
            "numbering",
            f"The history ends with {newest.version}, but this is version {specification.version}.",
            "Add an entry for this version at the end.",
        )


def _in_order(entries: Iterable[tuple[str, Origin]]) -> Iterator[Finding]:
    for (before, _), (name, origin) in pairwise(entries):
        if name < before:
            yield Finding(
                origin.value("id"), "numbering", f"{name} comes after {before}.", "Put the entries into the order of their numbers."
            )


def _duplicates(group: Iterable[Located], key: str, check: str) -> Iterator[Finding]:
    first: dict[str, Located] = {}
    for part in group:
        name = str(getattr(part, key))
        key_of_name = folded(name)
        if key_of_name in first:
            at = first[key_of_name].origin.value(key)
            yield Finding(
                part.origin.value(key), check, f"The {key} {name} is already used in {at.file}, line {at.line}.", "Choose another one."
            )
        else:
            first[key_of_name] = part
