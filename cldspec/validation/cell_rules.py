"""What every cell must meet, whatever its data item: no errors of formulas, no words for nothing, no invisible characters.

`cldspec.rules.cells` says which cells do. These rules are named after the data item, as its own rules are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cldspec.model import DataItem, Severity, Specification
from cldspec.rules.all_rules import Readable, Rule
from cldspec.rules.cells import SPACES, WITHOUT_RESULT, Remark, character_names, identifiers, takes_any_text, tidy
from cldspec.wording import joined

NEVER_CALCULATED = "The formula has no stored result. Open the workbook in Excel, save it, and validate it again."
"""What to do about a formula that was never calculated."""


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
        "{} is not the error of a formula", "error", "{} shows the error of a formula, not a value. Correct the formula, or clear the cell."
    ),
    Remark.ROUNDED: _CellRule(
        "{} has all its digits",
        "error",
        "{} is a number with more digits than a spreadsheet keeps, so its last digits are lost. Copy it again from your system, as text.",
    ),
    Remark.NO_VALUE: _CellRule(
        "{} is not a word for nothing",
        "warning",
        "{} has a word that stands for no value. Leave the cell blank, unless this is really the value.",
    ),
    Remark.LOST: _CellRule(
        "{} has no damaged characters",
        "error",
        "{} has characters that were damaged when the file was saved. Type the value again, or save the file again as CSV UTF-8.",
    ),
    Remark.CHARACTERS: _CellRule(
        "{} has only visible characters",
        "error",
        "{} has characters that nobody can see, so other programs take it for another value. Type the value again.",
    ),
    Remark.SPACES: _CellRule(
        "{} has no white space around it",
        "warning",
        "{} has white space around its value, or an unusual space in it. Remove it: other programs may refuse the value.",
    ),
}
_NO_IDENTIFIER = "{} has a word that stands for no value, so different rows seem to belong together. Give each its own value."


@lru_cache(maxsize=16)
def cell_rules(specification: Specification) -> tuple[Rule, ...]:
    """Return the rules about cells, item by item. Those about any text are left out where an item has a type or format of its own."""
    return tuple(
        _rule(item, remark, specification)
        for item in specification.items
        for remark in (Remark if takes_any_text(item) else (Remark.SPACES,))
        if remark is not Remark.ROUNDED or item.id in identifiers(specification)
    )


def _rule(item: DataItem, remark: Remark, specification: Specification) -> Rule:
    rule = _RULES[remark]
    message, severity = rule.message, rule.severity
    if remark is Remark.NO_VALUE and item.id in identifiers(specification):
        message, severity = _NO_IDENTIFIER, "error"
    test = Remarked(item.id, remark)
    return Rule(f"{item.id}.{remark}", rule.title.format(item.title), severity, (item.id,), message.format(item.title), (), test)


def cell_advice(remark: Remark, typed: str) -> str | None:
    """Return what the remark means for this cell: which characters it has, or what to do about its formula; None if there is no more."""
    if remark is Remark.ERROR:
        if tidy(typed) == WITHOUT_RESULT:
            return NEVER_CALCULATED
        if set(tidy(typed)) == {"#"}:
            return "The column is too narrow to show the value. Make it wider, and save the file again."
        return None
    if remark in {Remark.CHARACTERS, Remark.LOST}:
        return f"It has {joined(character_names(tidy(typed)))}."
    if remark is Remark.SPACES and set(typed) & set(SPACES):
        return f"It has {joined(character_names(typed))}."
    return None
