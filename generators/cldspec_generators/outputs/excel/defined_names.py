"""The names by which formulas of the template refer to cells.

A name may refer to the current row, as `=Data!$T1` does: it means the cell on the row of the formula that uses it. So

- `row_ITEM` is the cell of a data item on the current row;
- `values_LIST` and `spellings_LIST` are cells that hold a whole code list as one text, and `list_LIST` is the range of its values;
- `breaks_RULE` says whether the current row breaks a rule, so that formulas in conditional formats stay short.
"""

import re

from cldspec.model import Calculation
from cldspec.rules.evaluate import MULTIPLIER
from cldspec.rules.targets.excel import Sheet


def name_of(*words: str) -> str:
    """Return a name that Excel allows in formulas."""
    return re.sub(r"\W", "_", "_".join(words))


def _values(code_list: str) -> str:
    return name_of("values", code_list)


def _spellings(code_list: str) -> str:
    return name_of("spellings", code_list)


CURRENT_ROW = Sheet(lambda item: name_of("row", item), _values, _spellings)
"""The references of formulas about the current row."""


def calculator_references(calculation: Calculation) -> Sheet:
    """Return the references of formulas about the current row of a calculation's own worksheet."""
    factor = calculator_cell(calculation, MULTIPLIER) if calculation.multipliers else None
    return Sheet(lambda item: calculator_cell(calculation, item), _values, _spellings, factor)


def calculator_cell(calculation: Calculation, name: str) -> str:
    """Return the name of an item's cell, or of another cell, on the current row of a calculation's own worksheet."""
    return name_of("try", calculation.id, name)
