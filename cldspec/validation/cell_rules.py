"""What every cell should meet, whatever its data item: no errors of formulas, no words for nothing, no invisible characters.

`cldspec.rules.cells` says which cells do. These rules are named after the data item, as its own rules are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cldspec.model import DataItem, Severity, Specification
from cldspec.rules.all_rules import Readable, Rule
from cldspec.rules.cells import (
    SPACES,
    WITHOUT_RESULT,
    Remark,
    character_names,
    fillers,
    identifiers,
    needs_digit,
    reports_formula_errors,
    takes_any_text,
    tidy,
)
from cldspec.rules.look_alikes import first_look_alike
from cldspec.wording import joined

NEVER_CALCULATED = "The formula has no stored result. Open the workbook in Excel, save it, and validate it again."
"""What to do about a formula that was never calculated."""
TOO_NARROW = "The column is too narrow to show the value. Make it wider, and save the file again."
"""What to do about a column that is too narrow for its numbers."""
IT_HAS = "It has {}."
"""Which invisible or unusual characters a cell has."""


@dataclass(frozen=True, slots=True)
class Remarked(Readable):
    """A cell of the item has no such remark. These rules belong to no specification, and DuckDB alone checks them."""

    remark: Remark


@dataclass(frozen=True, slots=True)
class _CellRule:
    title: str
    severity: Severity
    message: str


_RULES: Mapping[Remark, _CellRule] = {
    Remark.ERROR: _CellRule(
        "{} is not a formula error", "error", "{} shows a formula error instead of a value. Correct the formula, or clear the cell."
    ),
    Remark.ROUNDED: _CellRule(
        "{} has all its digits",
        "error",
        "{} has more digits than a spreadsheet keeps, so the last digits are lost. Copy it again from your system, as text.",
    ),
    Remark.NO_VALUE: _CellRule(
        "{} is a value, not a word such as N/A",
        "warning",
        "{} has a word such as N/A or NULL instead of a value. Clear the cell, unless this is the real value.",
    ),
    Remark.LOST: _CellRule(
        "{} has no damaged characters",
        "error",
        "{} has characters that were damaged when the file was saved. Type the value again, or save the file again as CSV UTF-8.",
    ),
    Remark.CHARACTERS: _CellRule(
        "{} has no invisible characters",
        "error",
        "{} has invisible characters, so other systems read it as a different value. Type the value again.",
    ),
    Remark.LOOK_ALIKES: _CellRule(
        "{} has no characters that look like others",
        "warning",
        "{} has a letter, digit or sign that only looks right, so other systems read it as a different value. Type the value again.",
    ),
    Remark.FILLER: _CellRule(
        "{} is not a placeholder",
        "warning",
        "{} has a value that systems fill in where the real one is not known. Look up the real value.",
    ),
    Remark.SPACES: _CellRule(
        "{} has no extra spaces",
        "warning",
        "{} has spaces before or after its value, or an unusual space in it. Remove them, because other systems may not accept the value.",
    ),
    Remark.UNLIKE: _CellRule(
        "{} is like its examples",
        "information",
        "{} has no digit, although all its examples have some. Check that the right value is in the right column.",
    ),
}
_NO_IDENTIFIER = "{} has a word such as N/A instead of a value, so unrelated rows seem to belong together. Give the real value."


QUALITY_CHECKS = tuple(str(remark) for remark, rule in _RULES.items() if rule.severity != "error")
"""The checks that give no error. They can be left out."""


@lru_cache(maxsize=16)
def cell_rules(specification: Specification, without: frozenset[str] = frozenset()) -> tuple[Rule, ...]:
    """Return the rules about cells, item by item, without some of the quality checks.

    Rules about any text are left out where an item has a type or format of its own.
    """
    rules = (
        _rule(item, remark, specification) for item in specification.items for remark in Remark if _has_rule(item, remark, specification)
    )
    return tuple(rule for rule in rules if rule.severity == "error" or rule.id.removeprefix(f"{rule.items[0]}.") not in without)


def _has_rule(item: DataItem, remark: Remark, specification: Specification) -> bool:
    """Say whether a cell of an item may have a remark."""
    match remark:
        case Remark.SPACES:
            return True
        case Remark.FILLER:
            return bool(fillers(item, specification))
        case Remark.UNLIKE:
            return needs_digit(item)
        case Remark.ERROR:
            return reports_formula_errors(item, specification)
        case Remark.ROUNDED:
            return item.id in identifiers(specification)
        case _:
            return takes_any_text(item)


def severity_and_message(remark: Remark, *, is_identifier: bool) -> tuple[Severity, str]:
    """Return the severity of a cell with this remark, and the message, which begins with the title of its item."""
    if remark is Remark.NO_VALUE and is_identifier:
        return "error", _NO_IDENTIFIER
    return _RULES[remark].severity, _RULES[remark].message


def _rule(item: DataItem, remark: Remark, specification: Specification) -> Rule:
    severity, message = severity_and_message(remark, is_identifier=item.id in identifiers(specification))
    test, title = Remarked(item.id, remark), _RULES[remark].title.format(item.title)
    return Rule(f"{item.id}.{remark}", title, severity, (item.id,), message.format(item.title), (), test)


def cell_advice(remark: Remark, typed: str) -> str | None:
    """Return what the remark means for this cell: which characters it has, or what to do about its formula; None if there is no more."""
    if remark is Remark.ERROR:
        if tidy(typed) == WITHOUT_RESULT:
            return NEVER_CALCULATED
        if set(tidy(typed)) == {"#"}:
            return TOO_NARROW
        return None
    if remark in {Remark.CHARACTERS, Remark.LOST}:
        return IT_HAS.format(joined(character_names(tidy(typed))))
    if remark is Remark.LOOK_ALIKES:
        return first_look_alike(typed)
    if remark is Remark.SPACES and set(typed) & set(SPACES):
        return IT_HAS.format(joined(character_names(typed)))
    return None
