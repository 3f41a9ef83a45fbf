"""Rules as Excel formulas, for Excel from 2010 and for LibreOffice: over one row of a worksheet, or over all of its rows at once.

A worksheet has no NULL. A formula is TRUE where its condition has a given outcome, TRUE or FALSE, and it is FALSE everywhere else. So
each test of a cell first asks whether the cell is known, that is, whether it has a value of its item. The same formula serves a
cell, a conditional format and an array formula that counts rows, because it uses only functions that work cell by cell. AND is
`*` and OR is `+`. AND, OR, SUMPRODUCT, MEDIAN, COUNT, N and EOMONTH do not appear: they turn a whole column into one value.

- `TRIM(cell)` is the text of a cell. A cell that is empty without its spaces is blank.
- `ISNUMBER(FIND("␟"&LOWER(TRIM(cell))&"␟",values))` tests whether a text is in its list, in any case. `values` is a cell with all
  values of the list, in lower case, each between two of these signs. MATCH would take * and ? in the text as wildcards.
- `IFERROR(INT(cell)=cell,FALSE)` tests whether a cell is a whole number. A text is not.
- `IFERROR(FIND(...)*FIND(...),0)>0` tests whether each of some characters is one of those allowed in its position.
- `IF(known,test,FALSE)` is used where the test of an unknown cell would be an error, because a product evaluates all its parts.

A worksheet knows less than a validator, and is stricter:

- Another spelling of an allowed value (`also_seen_as`) is not in the list here, since the drop-down offers the values of the list.
- A date or a number that is typed as text is neither.
- A tab, a line break or a no-break space is not white space. Several spaces within a free text count as one.
- Numbers have 15 digits, so longer products are not exact.
- Excel accepts 29/02/1900 as a date, and cannot work out year_start before 1900.
- A cell that shows an error is not a value. A rule about several cells is not broken on a row where one of them shows an error.
"""

from cldspec.model import Calculation, Case, Specification
from cldspec.rules import expression as ex
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique
from cldspec.rules.evaluate import MULTIPLIER, NOT_APPLICABLE
from cldspec.rules.targets.excel.formula import MOST_CHARACTERS, all_of, joined_values, product, text_literal, within_limits
from cldspec.rules.targets.excel.row import RowWriter, Sheet

__all__ = [
    "MOST_CHARACTERS",
    "NAMED_SHEET",
    "Sheet",
    "broken_formula",
    "calculated_formula",
    "condition_formula",
    "explanation_formula",
    "items_needed",
    "joined_values",
    "needs_formula",
]

NAMED_SHEET = Sheet(lambda item: f"all_{item}", lambda code_list: f"values_{code_list}", lambda code_list: f"spellings_{code_list}")
"""A worksheet whose columns and lists have names. `cldspec.rules.coverage` uses it to ask whether a rule fits into a formula."""


def broken_formula(rule: Rule, specification: Specification, sheet: Sheet) -> str:
    """Return the formula, without "=", that is TRUE or 1 where the row breaks the rule, else FALSE or 0. Raises UnsupportedError."""
    writer = RowWriter(specification, sheet)
    match rule.test:
        case Row(when=when, expect=expect):
            return within_limits(f"IFERROR({writer.condition(ex.both(when, ex.Not(expect)))},FALSE)")
        case Readable(item=name):
            filled = f'{writer.text(name)}<>""'
            return within_limits(f"IFERROR({product([filled, f'NOT({writer.known(name)})'])},TRUE)")
        case Spelling(item=name):
            return within_limits(f"IFERROR({product([str(writer.known(name)), f'NOT({writer.is_exact_spelling(name)})'])},FALSE)")
        case Unique() | Same():
            raise ex.UnsupportedError("a rule about several rows")


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
    """Return the formula, without "=", that explains why there is no derived value, or which cells to fill; "" if there is one.

    Raises UnsupportedError.
    """
    writer = RowWriter(specification, sheet)

    def explanation(case: Case) -> str:
        if not case.value:
            return text_literal(case.not_applicable or "")
        needed = items_needed(case, calculation)
        missing = [f'IF({writer.known(name)},"",{text_literal(f" {specification.item_by_id[name].title}.")})' for name in needed]
        return f'IF({all_of(writer.known(name) for name in needed)},"",{"&".join([text_literal("Fill:"), *missing])})'

    return within_limits(f'IFERROR({writer.by_case(calculation, explanation)},"")')


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
