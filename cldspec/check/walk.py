"""Functions that go through a specification, which several checks share."""

from collections.abc import Iterator
from dataclasses import fields

from cldspec.model import Located, Specification
from cldspec.rules.evaluate import OTHERWISE


def objects_in(part: Located) -> Iterator[Located]:
    """Yield an object of the model and all objects inside it."""
    yield part
    for field in fields(part):
        value = getattr(part, field.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Located):
                yield from objects_in(inner)


def conditions(specification: Specification) -> Iterator[str]:
    """Yield the texts of all conditions."""
    yield from (section.applies_when for section in specification.sections)
    yield from (item.required_when for item in specification.items if item.required_when is not None)
    yield from (text for rule in specification.rules for text in (rule.when, rule.expect) if text is not None)
    yield from (case.when for calculation in specification.calculations for case in calculation.cases if case.when != OTHERWISE)


def subjects(specification: Specification) -> set[str]:
    """Return the identifiers that a discrepancy can name under `concerns`."""
    parts = (
        specification.items,
        specification.code_lists,
        specification.tables,
        specification.sections,
        specification.calculations,
        specification.formats,
        specification.rules,
        specification.derivations,
        specification.parameters,
        specification.rankings,
        specification.mappings,
    )
    return {part.id for group in parts for part in group}
