"""Conditions and arithmetic make sense for this specification."""

from collections.abc import Iterable, Iterator

from cldspec.findings import Finding
from cldspec.model import Specification
from cldspec.origin import Origin
from cldspec.rules.evaluate import OTHERWISE
from cldspec.rules.types import Problem, problems, problems_of


def bad_expression(specification: Specification) -> Iterator[Finding]:
    """A condition can be read, names data items that exist, and compares them with values that they can have."""
    for section in specification.sections:
        yield from _found(section.origin, "applies_when", problems(section.applies_when, specification))
    for item in specification.items:
        if item.required_when is not None:
            yield from _found(item.origin, "required_when", problems(item.required_when, specification))
    for rule in specification.rules:
        for key, text in (("when", rule.when), ("expect", rule.expect)):
            if text is not None:
                yield from _found(rule.origin, key, problems(text, specification))
    for calculation in specification.calculations:
        for case, key, problem in problems_of(calculation, specification):
            yield from _found(case.origin, key, [problem])


def last_case(specification: Specification) -> Iterator[Finding]:
    """The last case of a calculation, and only the last, is for all that is left: `when: otherwise`."""
    for calculation in specification.calculations:
        for index, case in enumerate(calculation.cases, start=1):
            if (case.when == OTHERWISE) != (index == len(calculation.cases)):
                yield Finding(
                    case.origin.value("when"),
                    "last-case",
                    "Only the last case, and always the last, is for all that is left.",
                    "Write otherwise there.",
                )


def _found(origin: Origin, key: str, found: Iterable[Problem]) -> Iterator[Finding]:
    for problem in found:
        yield Finding(origin.inside((key,), problem.at[0]), "bad-expression", problem.message, problem.fix)
