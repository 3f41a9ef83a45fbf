"""The layout of the template: its worksheets, and the rows and columns of the worksheet Data."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from cldspec.model import Calculation, CodeList, DataItem, Specification
from cldspec.rules.expression import UnsupportedError
from cldspec.rules.targets.excel import calculated_formula, explanation_formula
from cldspec_generators.outputs.excel.defined_names import calculator_references
from cldspec_generators.shared.workbook import RESERVED_SHEET_NAMES, sheet_name

ABOUT, DATA, CHECK, FINDINGS, LISTS, DICTIONARY, RULES, CHANGES, WORKINGS, ROW_FINDINGS = (
    "About",
    "Data",
    "Check",
    "Findings",
    "Code lists",
    "Data dictionary",
    "Rules",
    "Changes",
    "Workings",
    "Row findings",
)
"""The names of the worksheets that every template has."""
SHEET_NAMES = (ABOUT, DATA, CHECK, FINDINGS, LISTS, DICTIONARY, RULES, CHANGES, WORKINGS, ROW_FINDINGS)
SECTION_ROW, OBLIGATION_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2, 3
"""The rows of the worksheet Data, from 0: section titles, obligations, headers, and the first row to fill in."""
ROWS = 20_000
"""The rows that are ready to fill in."""
LAST_ROW = FIRST_ROW + ROWS - 1
CHECKED_ROWS = 2_000
"""The rows that are counted and listed. All rows that are ready are marked."""
LAST_CHECKED_ROW = FIRST_ROW + CHECKED_ROWS - 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of the worksheet Data, and the worksheets that only some specifications have."""

    specification: Specification
    named_code_sheets: Mapping[str, str]
    """By code list, the worksheet that lists its codes by name. People choose from it once, by name."""
    calculator_sheets: Mapping[str, str]
    """By calculation, the worksheet on which it can be tried out."""

    def column(self, item: str) -> str:
        """Return the letters of an item's column."""
        return str(xl_col_to_name(self.index(item)))

    def index(self, item: str) -> int:
        """Return the number of an item's column, from 0."""
        return list(self.specification.item_by_id).index(item)

    @property
    def last_column(self) -> str:
        """The letters of the last column."""
        return str(xl_col_to_name(len(self.specification.items) - 1))


def layout_of(specification: Specification) -> Layout:
    """Return the layout of the template of a specification."""
    taken = {name.casefold() for name in (*SHEET_NAMES, *RESERVED_SHEET_NAMES)}
    lists = dict.fromkeys(code_list for item in items_set_once(specification) if (code_list := specification.code_list_of(item)))
    named_code_sheets = {code_list.id: sheet_name(code_list.title, taken) for code_list in lists if has_named_codes(code_list)}
    calculator_sheets = {
        calculation.id: sheet_name(calculation.tool.title, taken)
        for calculation in specification.calculations
        if calculation.tool and _has_formulas(calculation, specification)
    }
    return Layout(specification, named_code_sheets, calculator_sheets)


def _has_formulas(calculation: Calculation, specification: Specification) -> bool:
    """Say whether worksheet formulas can work out a calculation."""
    references = calculator_references(calculation)
    try:
        calculated_formula(calculation, specification, references)
        explanation_formula(calculation, specification, references)
    except UnsupportedError:
        return False
    return True


def has_named_codes(code_list: CodeList) -> bool:
    """Say whether each value of a list is a code with a name of its own, by which people know it."""
    labels = [code.label for code in code_list.codes]
    return None not in labels and len({*labels}) == len(labels)


def items_set_once(specification: Specification) -> list[DataItem]:
    """Return the items that have the same value on all rows of a return."""
    return [
        item
        for item in specification.items
        if specification.section_by_id[item.section].same_on_every_row_of == specification.collection.id
    ]
