"""What the template checks: the rules of a specification and what every cell must meet, as formulas."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from cldspec.model import DataItem, Severity, Specification
from cldspec.rules.all_rules import Readable, Rule, rules_of
from cldspec.rules.cells import DATE_FORM, Remark
from cldspec.rules.expression import Truth, UnsupportedError, parse
from cldspec.rules.targets.excel import (
    REMARKS,
    Sheet,
    broken_formula,
    condition_formula,
    remarked_formula,
    stored_as_text_formula,
)
from cldspec.rules.targets.sentences import sentence_with_list
from cldspec.validation.cell_rules import Remarked, cell_rules
from cldspec_generators.outputs.excel.defined_names import CURRENT_ROW

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")
"""The severities, highest first."""


@dataclass(frozen=True, slots=True)
class RuleFormula:
    """A rule with the formula, without "=", that is TRUE where the current row breaks it, and what the rule says."""

    rule: Rule
    formula: str
    says: str

    @property
    def depends_on_today(self) -> bool:
        """Whether the rule depends on today's date, so that programs recalculate it after each change."""
        return "TODAY()" in self.formula

    @property
    def is_about_any_cell(self) -> bool:
        """Whether only a row with a suspicious text can break the rule (see `suspicious_texts`)."""
        return isinstance(self.rule.test, Remarked) and self.rule.test.remark is not Remark.ROUNDED


@lru_cache(maxsize=4)
def rule_formulas(specification: Specification) -> tuple[RuleFormula, ...]:
    """Return the formulas of what a workbook can check on each row, highest severity first."""
    found: list[RuleFormula] = []
    for rule in rules_of(specification):
        with suppress(UnsupportedError):  # the worksheet Rules says so, as does the coverage table
            found.append(RuleFormula(rule, broken_formula(rule, specification, CURRENT_ROW), sentence_with_list(rule, specification)))
    found += _rules_about_any_cell(specification)
    found += (stored_as_text(item, CURRENT_ROW) for item in specification.items if item.type in {"date", "integer", "decimal"})
    return tuple(sorted(found, key=lambda each: SEVERITIES.index(each.rule.severity)))


def stored_as_text(item: DataItem, sheet: Sheet) -> RuleFormula:
    """Return the rule that a date or a number is not stored as text. Only a workbook has it: elsewhere, every cell is text."""
    if item.type == "date":
        kind, steps = "date", f"Data > Text to Columns, Next, Next, Date: {''.join(part[0].upper() for part in DATE_FORM.split('/'))}"
    else:
        kind, steps = "number", "Data > Text to Columns"
    message = (
        f"{item.title} is a {kind} that is stored as text, so this workbook cannot check it. "
        f"To convert it, select the cells of the column, choose {steps}, and Finish."
    )
    title = f"{item.title} is not stored as text"
    rule = Rule(f"{item.id}.stored", title, "warning", (item.id,), message, (), Readable(item.id))
    return RuleFormula(rule, stored_as_text_formula(item, sheet), f"{item.title} is stored as a {kind}, not as text.")


def _rules_about_any_cell(specification: Specification) -> Iterator[RuleFormula]:
    for rule in cell_rules(specification):
        item = specification.item_by_id[rule.items[0]]
        if (
            isinstance(rule.test, Remarked) and rule.test.remark in REMARKS and item.type in {"code", "text"}
        ):  # white space makes a date or a number a text
            with suppress(UnsupportedError):
                formula = remarked_formula(item, rule.test.remark, specification, CURRENT_ROW)
                yield RuleFormula(rule, formula, f"{rule.title}.")


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
