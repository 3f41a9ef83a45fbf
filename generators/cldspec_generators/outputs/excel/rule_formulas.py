"""The rules of a specification as formulas of the template."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from cldspec.model import Severity, Specification
from cldspec.rules.all_rules import Row, Rule, rules_of
from cldspec.rules.evaluate import truth
from cldspec.rules.expression import Not, Truth, UnsupportedError, both, parse
from cldspec.rules.targets.excel import broken_formula, condition_formula
from cldspec_generators.outputs.excel.defined_names import ALL_ROWS, CURRENT_ROW, selected_row

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")
"""The severities, highest first."""


@dataclass(frozen=True, slots=True)
class RuleFormulas:
    """A rule with the formulas, without "=", that are TRUE where it is broken."""

    rule: Rule
    current_row: str
    all_rows: str
    selected_row: str
    is_broken_by_blank_row: bool


@lru_cache(maxsize=4)
def rule_formulas(specification: Specification) -> tuple[RuleFormulas, ...]:
    """Return the formulas of the rules that a workbook can check, highest severity first."""
    found: list[RuleFormulas] = []
    references = (CURRENT_ROW, ALL_ROWS, selected_row(specification))
    for rule in rules_of(specification):
        try:
            current_row, all_rows, selected = (broken_formula(rule, specification, sheet) for sheet in references)
        except UnsupportedError:
            continue  # the worksheet Rules says so, as does the coverage table
        found.append(RuleFormulas(rule, current_row, all_rows, selected, _is_broken_by_blank_row(rule, specification)))
    return tuple(sorted(found, key=lambda formulas: SEVERITIES.index(formulas.rule.severity)))


def _is_broken_by_blank_row(rule: Rule, specification: Specification) -> bool:
    test = rule.test
    return isinstance(test, Row) and truth(both(test.when, Not(test.expect)), {}, specification) is True


def not_applicable_formulas(specification: Specification) -> dict[str, str]:
    """Return, by section, the formula that is TRUE where the section does not apply to the current row.

    A section that applies to every row has none.
    """
    formulas: dict[str, str] = {}
    for section in specification.sections:
        condition = parse(section.applies_when)
        if condition != Truth(True):
            with suppress(UnsupportedError):  # its cells are not hatched then
                formulas[section.id] = condition_formula(condition, specification, CURRENT_ROW, outcome=False)
    return formulas
