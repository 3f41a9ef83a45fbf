"""Conditions and arithmetic make sense for this specification."""

from collections.abc import Iterator

from cldspec.check.walk import conditions
from cldspec.findings import Finding
from cldspec.model import Specification
from cldspec.rules.evaluate import OTHERWISE
from cldspec.rules.types import problems, value_problems


def bad_expression(specification: Specification) -> Iterator[Finding]:
    """A condition can be read, names data items that exist, and compares them with values that they can have."""
    for text, origin, path in conditions(specification):
        for problem in problems(text, specification):
            yield Finding(origin.inside(path, problem.at[0]), "bad-expression", problem.message, problem.fix)
    for calculation in specification.calculations:
        also_known = frozenset({"multiplier"} if calculation.multipliers else ())
        for case in calculation.cases:
            if case.value is not None:
                for problem in value_problems(case.value, specification, also_known=also_known):
                    yield Finding(case.origin.inside(("value",), problem.at[0]), "bad-expression", problem.message, problem.fix)


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
