"""Ways through a specification that several checks share."""

from collections.abc import Iterator
from dataclasses import fields

from cldspec.model import Located, Specification
from cldspec.rules.evaluate import OTHERWISE


def everything(written: Located) -> Iterator[Located]:
    """Yield an object of the model and every object inside it."""
    yield written
    for field in fields(written):
        value = getattr(written, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Located):
                yield from everything(part)


def conditions(specification: Specification) -> Iterator[str]:
    """Yield the text of every condition."""
    yield from (section.applies_when for section in specification.sections)
    yield from (item.required_when for item in specification.items if item.required_when is not None)
    yield from (text for rule in specification.rules for text in (rule.when, rule.expect) if text is not None)
    yield from (case.when for calculation in specification.calculations for case in calculation.cases if case.when != OTHERWISE)


def subjects(specification: Specification) -> set[str]:
    """Return the identifiers of all that a discrepancy can concern."""
    parts = (
        specification.items,
        specification.code_lists,
        specification.tables,
        specification.sections,
        specification.calculations,
        specification.formats,
        specification.rules,
    )
    return {part.id for group in parts for part in group}
