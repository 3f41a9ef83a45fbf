"""Rules as Excel formulas, for Excel from 2010 and for LibreOffice, over one row of a worksheet.

A worksheet has no NULL. A formula is TRUE where its condition has a given outcome, TRUE or FALSE, and it is FALSE everywhere else. So
each test of a cell first asks whether the cell is known, that is, whether it has a value of its item. AND is `*` and OR is `+`.

- `TRIM(cell)` is the text of a cell. A cell that is empty without its spaces is blank.
- `ISNUMBER(FIND("␟"&LOWER(TRIM(cell))&"␟",values))` tests whether a text is in its list, in any case. `values` is a cell with all
  values of the list, in lower case, each between two of these signs. MATCH would take * and ? in the text as wildcards.
- `IFERROR(INT(cell)=cell,FALSE)` tests whether a cell is a whole number. A text is not.
- `IFERROR(FIND(...)*FIND(...),0)>0` tests whether each of some characters is one of those allowed in its position.
- `IF(known,test,FALSE)` is used where the test of an unknown cell would be an error, because a product evaluates all its parts.

A worksheet knows less than a validator:

- Another spelling of an allowed value (`also_seen_as`) is not in the list here, since the drop-down offers the values of the list.
- A date or a number that is stored as text is not known (see `stored_as_text_formula`).
- White space other than the space and invisible characters are reported, but not removed. A cell with them is unknown to other rules
  if it is not free text. Several spaces within a free text count as one.
- Numbers have 15 digits, so longer products are not exact.
- Excel accepts 29/02/1900 as a date, and cannot work out year_start before 1900.
- A cell that shows an error is not a value. A rule about several cells is not broken on a row where one of them shows an error.
"""

from cldspec.model import Calculation, Case, DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique
from cldspec.rules.cells import Remark, takes_any_text
from cldspec.rules.evaluate import MULTIPLIER, NOT_APPLICABLE
from cldspec.rules.targets.excel.cell import (
    REMARKS,
    WHITE_SPACE,
    has_one_of,
    has_remark,
    is_stored_as_text,
    named_constants,
    suspicious_texts,
)
from cldspec.rules.targets.excel.formula import MOST_CHARACTERS, SEPARATOR, joined_values, product, text_literal, within_limits
from cldspec.rules.targets.excel.row import RowWriter, Sheet

__all__ = [
    "MOST_CHARACTERS",
    "NAMED_SHEET",
    "REMARKS",
    "SEPARATOR",
    "Sheet",
    "broken_formula",
    "calculated_formula",
    "condition_formula",
    "explanation_formula",
    "items_needed",
    "joined_values",
    "named_constants",
    "needs_formula",
    "remarked_formula",
    "stored_as_text_formula",
    "suspicious_texts",
    "text_literal",
    "within_limits",
]

NAMED_SHEET = Sheet(
    lambda item: f"row_{item}",
    lambda code_list: f"values_{code_list}",
    lambda code_list: f"spellings_{code_list}",
)
"""A worksheet whose columns and lists have names. `cldspec.rules.coverage` uses it to ask whether a rule fits into a formula."""


def broken_formula(rule: Rule, specification: Specification, sheet: Sheet) -> str:
    """Return the formula, without "=", that is TRUE or 1 where the row breaks the rule, else FALSE or 0. Raises UnsupportedError."""
    writer = RowWriter(specification, sheet)
    match rule.test:
        case Row(when=when, expect=expect):
            return within_limits(f"IFERROR({writer.condition(ex.both(when, ex.Not(expect)))},FALSE)")
        case Readable(item=name):
            item = specification.item_by_id[name]
            is_unknown = product([f'{writer.text(name)}<>""', f"NOT({writer.known(name)})"])
            if item.type in {"code", "text"}:
                other = has_one_of(sheet.cell(name), WHITE_SPACE)  # a rule of its own says so
            else:
                other = is_stored_as_text(item, sheet.cell(name), writer.text(name))
            return within_limits(f"IFERROR(IF({is_unknown},NOT({other}),FALSE),TRUE)")
        case Spelling(item=name):
            return within_limits(f"IFERROR({product([str(writer.known(name)), f'NOT({writer.is_exact_spelling(name)})'])},FALSE)")
        case Unique() | Same():
            raise ex.UnsupportedError("a rule about several rows")


def stored_as_text_formula(item: DataItem, sheet: Sheet) -> str:
    """Return the formula, without "=", that is TRUE or 1 where the cell of a date or a number has a text that is one."""
    return within_limits(is_stored_as_text(item, sheet.cell(item.id), f"TRIM({sheet.cell(item.id)})"))


def remarked_formula(item: DataItem, remark: Remark, specification: Specification, sheet: Sheet) -> str:
    """Return the formula, without "=", that is TRUE or 1 where a cell has a remark. Raises UnsupportedError."""
    writer = RowWriter(specification, sheet)
    known = "TRUE" if takes_any_text(item) else writer.is_exact_spelling(item.id) if item.code_list else str(writer.known(item.id))
    return within_limits(has_remark(item, remark, sheet.cell(item.id), f"({known})", specification))


def condition_formula(condition: ex.Condition, specification: Specification, sheet: Sheet, *, outcome: bool = True) -> str:
    """Return the formula, without "=", that is TRUE or 1 where a condition has this outcome, else FALSE or 0. Raises UnsupportedError."""
    return within_limits(f"IFERROR({RowWriter(specification, sheet).condition(condition, outcome=outcome)},FALSE)")


def calculated_formula(calculation: Calculation, specification: Specification, sheet: Sheet) -> str:
    """Return the formula, without "=", of a derived value: a number, n/a, or "" if it needs a blank cell. Raises UnsupportedError."""
    writer = RowWriter(specification, sheet)

    def result(case: Case) -> str:
        if not case.value:
            return text_literal(NOT_APPLICABLE)
        return writer.result(ex.parse_value(case.value), items_needed(case, calculation), calculation)

    return within_limits(f'IFERROR({writer.by_case(calculation, result)},"")')


def explanation_formula(calculation: Calculation, specification: Specification, sheet: Sheet) -> str:
    """Return the formula, without "=", that explains why there is no derived value, or which blank cells to fill in; "" if none are blank.

    Raises UnsupportedError.
    """
    writer = RowWriter(specification, sheet)

    def explanation(case: Case) -> str:
        if not case.value:
            return text_literal(case.not_applicable or "")
        titles = {name: specification.item_by_id[name].title for name in items_needed(case, calculation)}
        return "&".join(f'IF({writer.text(name)}="",{text_literal(f"Fill in {title}. ")},"")' for name, title in titles.items())

    return within_limits(f'IFERROR(TRIM({writer.by_case(calculation, explanation)}),"")')


def needs_formula(item: str, calculation: Calculation, specification: Specification, sheet: Sheet) -> str:
    """Return the formula, without "=", that is TRUE where a derived value needs an item, else FALSE. Raises UnsupportedError."""

    def is_needed(case: Case) -> str:
        return str(item in items_needed(case, calculation)).upper()

    return within_limits(f"IFERROR({RowWriter(specification, sheet).by_case(calculation, is_needed)},FALSE)")


def items_needed(case: Case, calculation: Calculation) -> list[str]:
    """Return the identifiers of the items that a case of a calculation needs."""
    names = [part.id for part in ex.values_in(ex.parse_value(case.value)) if isinstance(part, ex.Item)] if case.value else []
    multipliers = calculation.multipliers
    return list(dict.fromkeys(multipliers.item if multipliers and name == MULTIPLIER else name for name in names))
