"""Check the conditions and calculations."""

from collections.abc import Iterable, Iterator

from cldspec.findings import Finding
from cldspec.model import Specification
from cldspec.origin import Origin
from cldspec.rules.evaluate import OTHERWISE
from cldspec.rules.types import Problem, problems, problems_of


def bad_expression(specification: Specification) -> Iterator[Finding]:
    """Conditions and calculations can be parsed, name data items that exist, and compare them with values that they can have."""
    for section in specification.sections:
        yield from _findings(section.origin, "applies_when", problems(section.applies_when, specification))
    for item in specification.items:
        if item.required_when is not None:
            yield from _findings(item.origin, "required_when", problems(item.required_when, specification))
    for rule in specification.rules:
        for key, text in (("when", rule.when), ("expect", rule.expect)):
            if text is not None:
                yield from _findings(rule.origin, key, problems(text, specification))
    for calculation in specification.calculations:
        for case, key, problem in problems_of(calculation, specification):
            yield from _findings(case.origin, key, [problem])


def last_case(specification: Specification) -> Iterator[Finding]:
    """The last case of a calculation, and no other, has the condition `otherwise`."""
    for calculation in specification.calculations:
        for index, case in enumerate(calculation.cases, start=1):
            if (case.when == OTHERWISE) != (index == len(calculation.cases)):
                yield Finding(
                    case.origin.value("when"),
                    "last-case",
                    "The last case of a calculation, and no other, must have the condition otherwise.",
                    "Write a condition here." if case.when == OTHERWISE else "Write when: otherwise, or add a last case.",
                )


def _findings(origin: Origin, key: str, found_problems: Iterable[Problem]) -> Iterator[Finding]:
    for problem in found_problems:
        yield Finding(origin.inside((key,), problem.at[0]), "bad-expression", problem.message, problem.fix)
