"""Where things stand in the workbook, and the names that formulas call them by.

Excel takes a name with a relative reference, such as `=Data!$T1`, for the cell of whichever row uses it. So

- `row_ITEM` is the cell of a data item on the row in hand, `all_ITEM` its column as far down as anything is filled;
- `values_LIST` and `spellings_LIST` are cells that hold a whole code list, `list_LIST` is the range of its values;
- `breaks_RULE` says whether the row in hand breaks a rule: formulas in conditional formats stay as short as such a name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from cldspec.model import Calculation, CodeList, DataItem, Specification
from cldspec.rules.evaluate import MULTIPLIER
from cldspec.rules.expression import UnsupportedError
from cldspec.rules.targets.excel import Sheet, calculated_formula, explanation_formula
from cldspec_generators.shared.workbook import RESERVED_SHEET_NAMES, sheet_name

ABOUT, DATA, CHECK, LISTS, DICTIONARY, RULES, CHANGES, WORKING = (
    "About",
    "Data",
    "Check",
    "Code lists",
    "Data dictionary",
    "Rules",
    "Changes",
    "Working",
)
BAND, OBLIGATION, HEADER, FIRST = 0, 1, 2, 3
"""The rows of the sheet Data, from 0: the bands, the obligations, the headers, the first row to fill."""
ROWS = 20_000
"""How many rows are ready to be filled."""
LAST = FIRST + ROWS - 1
LOOKED_AT, LOOKED_AT_COLUMN = 1, "E"
"""Where the sheet Working has the cells of the row that is looked at: its first row, from 0, and its column."""
LONGEST_PROMPT_TITLE = 32
LONGEST_PROMPT = 255


def name_of(*words: str) -> str:
    """Return a name for formulas."""
    return re.sub(r"\W", "_", "_".join(words))


def _values(code_list: str) -> str:
    return name_of("values", code_list)


def _spellings(code_list: str) -> str:
    return name_of("spellings", code_list)


IN_HAND = Sheet(lambda item: name_of("row", item), _values, _spellings)
"""Where formulas about the row in hand find things."""
COLUMNS = Sheet(lambda item: name_of("all", item), _values, _spellings)
"""Where formulas about all filled rows find things."""


def looked_sheet(specification: Specification) -> Sheet:
    """Return where formulas about the row that the sheet Check looks at find things."""
    rows = {item.id: index for index, item in enumerate(specification.items, LOOKED_AT)}
    return Sheet(lambda item: f"${LOOKED_AT_COLUMN}${rows[item] + 1}", _values, _spellings)


def trial_sheet(calculation: Calculation) -> Sheet:
    """Return where formulas about the row in hand of a calculation's own sheet find things."""
    factor = tried(calculation, MULTIPLIER) if calculation.multipliers else None
    return Sheet(lambda item: tried(calculation, item), _values, _spellings, factor)


def tried(calculation: Calculation, what: str) -> str:
    """Return the name of the cell of an item, or of what is said, on the row in hand of a calculation's own sheet."""
    return name_of("try", calculation.id, what)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the sheets and columns of one specification stand."""

    specification: Specification
    labelled: Mapping[str, str]
    """The names of the sheets of lists from which one chooses once, by name, by the identifier of the list."""
    tools: Mapping[str, str]
    """The names of the sheets of calculations, by identifier."""

    def column(self, item: str) -> str:
        """Return the letters of an item's column on the sheet Data."""
        return str(xl_col_to_name(self.index(item)))

    def index(self, item: str) -> int:
        """Return the number of an item's column on the sheet Data, from 0."""
        return list(self.specification.item_by_id).index(item)

    @property
    def last_column(self) -> str:
        """The letters of the last column."""
        return str(xl_col_to_name(len(self.specification.items) - 1))


def places_of(specification: Specification) -> Places:
    """Return where everything will stand."""
    taken = {name.casefold() for name in (ABOUT, DATA, CHECK, LISTS, DICTIONARY, RULES, CHANGES, WORKING, *RESERVED_SHEET_NAMES)}
    lists = dict.fromkeys(code_list for item in filled_once(specification) if (code_list := specification.code_list_of(item)))
    labelled = {one.id: sheet_name(one.title, taken) for one in lists if is_labelled(one)}
    tools = {
        one.id: sheet_name(one.tool.title, taken) for one in specification.calculations if one.tool and _has_formulas(one, specification)
    }
    return Places(specification, labelled, tools)


def _has_formulas(calculation: Calculation, specification: Specification) -> bool:
    """Say whether a sheet can work a calculation out."""
    try:
        calculated_formula(calculation, specification, trial_sheet(calculation))
        explanation_formula(calculation, specification, trial_sheet(calculation))
    except UnsupportedError:
        return False
    return True


def is_labelled(code_list: CodeList) -> bool:
    """Say whether the values of a list are codes that people know by another name, no two of one name."""
    labels = [code.label for code in code_list.codes]
    return None not in labels and len({*labels}) == len(labels)


def filled_once(specification: Specification) -> list[DataItem]:
    """Return the items that have one value in the whole collection."""
    return [
        item
        for item in specification.items
        if specification.section_by_id[item.section].same_on_every_row_of == specification.collection.id
    ]
