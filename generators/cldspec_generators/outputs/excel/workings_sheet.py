"""The hidden worksheet Workings, whose cells other formulas need, and the names by which formulas refer to cells."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cldspec.rules.dependent_values import DependentValues
from cldspec.rules.expression import UnsupportedError
from cldspec.rules.targets.excel import joined_values
from cldspec_generators.outputs.excel.defined_names import SELECTED_COLUMN, SELECTED_FIRST_ROW, name_of
from cldspec_generators.outputs.excel.layout import CHECK, DATA, HEADER_ROW, LAST_ROW, WORKINGS
from cldspec_generators.outputs.excel.worksheets import ALLOWED_WHEN_PROTECTED, Template

WIDTHS = (30, 20, 20, 30, 20, 4, 30)
"""The widths of the columns."""
LIST_ROW, RULE_ROW = 3, 1
"""The first rows, from 0, of the code lists and of the rules."""
LIST_COLUMN, ITEM_COLUMN, RULE_COLUMN, CHOICES_COLUMN = 0, 3, 6, 10
"""The columns, from 0, at which the code lists, the cells of the selected row, the rules and the choices begin."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a drop-down list offers that depends on another cell."""

    name: str
    """The name by which the drop-down list refers to its values."""
    cell: str
    """The name of the other cell."""
    dependent: DependentValues
    without: tuple[str, ...]
    """What the list offers while the other cell is blank."""


def define_names(template: Template) -> None:
    """Define the names for the cells of the current row, the columns down to the last row filled in, and what is known of rows.

    Ranges begin at the row of headers, because nobody deletes, cuts or sorts it. The first row to fill in may be deleted, or another row
    may be inserted before it.
    """
    define, layout = template.workbook.define_name, template.layout
    last_column, columns = layout.last_column, len(template.specification.items)
    for item in template.specification.items:
        column = layout.column(item.id)
        define(name_of("row", item.id), f"={DATA}!${column}1")
        cells = f"{DATA}!${column}${HEADER_ROW + 1}:${column}${LAST_ROW + 1}"
        define(name_of("all", item.id), f"=INDEX({cells},2):INDEX({cells},checked_rows+1)")
    define("checked_rows", f"={WORKINGS}!$B$1")
    define("blank_rows", f"={WORKINGS}!$B$2")
    first_cells = f"{DATA}!$A${HEADER_ROW + 1}:$A${LAST_ROW + 1}"
    define("row_numbers", f"=ROW(INDEX({first_cells},2):INDEX({first_cells},checked_rows+1))")
    cells = f"{DATA}!$A${HEADER_ROW + 1}:${last_column}${LAST_ROW + 1}"
    checked = f"INDEX({cells},2,1):INDEX({cells},checked_rows+1,{columns})"
    ones = f"TRANSPOSE(COLUMN({DATA}!$A$1:${last_column}$1)^0)"
    define("filled_rows", f'=(MMULT(--(IFERROR({checked},"x")<>""),{ones})>0)')
    define("row_is_blank", f"=(COUNTBLANK({DATA}!$A1:${last_column}1)={columns})")
    for section, formula in template.not_applicable.items():
        define(name_of("not_applicable", section), f"={formula}")
    for formulas in template.rules:
        define(name_of("breaks", formulas.rule.id), f"={formulas.current_row}")


def write(template: Template, sheet: Worksheet, choices: list[Choices], first_rule_row: int) -> None:
    """Write the worksheet: the number of rows, the code lists, the selected row, the rules, and the choices.

    `first_rule_row` is the row of the worksheet Check, from 0, at which its table of rules begins.
    """
    head = f"{DATA}!$A${HEADER_ROW + 1}"
    cells, first_cells = f"{head}:${template.layout.last_column}${LAST_ROW + 1}", f"{head}:$A${LAST_ROW + 1}"
    sheet.write_string(0, 0, "rows down to the last one filled in")
    sheet.write_array_formula("B1:B1", f'{{=MAX(1,(IFERROR({cells},"x")<>"")*(ROW({first_cells})-ROW({head})))}}', None, 1)
    sheet.write_string(1, 0, "blank rows among them")
    sheet.write_array_formula("B2:B2", "{=checked_rows-SUM(--filled_rows)}", None, 1)
    _write_lists(template, sheet)
    _write_selected_row(template, sheet)
    _write_rules(template, sheet, first_rule_row)
    column = CHOICES_COLUMN
    for one in choices:
        column = _write_choices(template, sheet, one, column)
    sheet.protect("", ALLOWED_WHEN_PROTECTED)
    sheet.hide()


def _write_lists(template: Template, sheet: Worksheet) -> None:
    """Write each code list as one text: in lower case, and as it is."""
    for row, code_list in enumerate(template.specification.code_lists, LIST_ROW):
        try:
            text = joined_values(code_list)
        except UnsupportedError:
            continue  # no rule about such a list has a formula
        for column, cell in enumerate([code_list.id, text.lower(), text], LIST_COLUMN):
            sheet.write_string(row, column, cell)
        for letter, name in (("B", "values"), ("C", "spellings")):
            template.workbook.define_name(name_of(name, code_list.id), f"={WORKINGS}!${letter}${row + 1}")


def _write_selected_row(template: Template, sheet: Worksheet) -> None:
    """Write the cells of the row that is selected on the worksheet Check, one below the other."""
    items = template.specification.items
    for row, item in enumerate(items, SELECTED_FIRST_ROW):
        letters = template.layout.column(item.id)
        cell = f"INDEX({DATA}!${letters}$1:${letters}${LAST_ROW + 1},selected_row)"
        sheet.write_string(row, ITEM_COLUMN, item.id)
        sheet.write_formula(row, ITEM_COLUMN + 1, f'=IF(selected_row=0,"",IF({cell}="","",{cell}))', None, "")
    first, last = SELECTED_FIRST_ROW + 1, SELECTED_FIRST_ROW + len(items)
    cells = f"{WORKINGS}!${SELECTED_COLUMN}${first}:${SELECTED_COLUMN}${last}"
    template.workbook.define_name("selected_row_is_blank", f"=(COUNTBLANK({cells})={len(items)})")


def _write_rules(template: Template, sheet: Worksheet, first_rule_row: int) -> None:
    """Write for each rule whether the selected row breaks it, and the next row below that does."""
    for number, formulas in enumerate(template.rules, 1):
        row = RULE_ROW + number - 1
        sheet.write_string(row, RULE_COLUMN, formulas.rule.id)
        is_broken = f'=IF(selected_row_is_blank,"",IF({formulas.selected_row},{number},""))'
        sheet.write_formula(row, RULE_COLUMN + 1, is_broken, None, "")
        rows = "filled_rows*" if formulas.is_broken_by_blank_row else ""
        count = f"N({CHECK}!$F${first_rule_row + number})"
        next_row = f"MIN(IF({rows}(row_numbers>selected_row)*({formulas.all_rows}),row_numbers))"
        sheet.write_array_formula(row, RULE_COLUMN + 2, row, RULE_COLUMN + 2, f"{{=IF({count}>0,{next_row},0)}}", None, 0)
    last = RULE_ROW + len(template.rules)
    template.workbook.define_name("selected_row_breaks", f"={WORKINGS}!$H${RULE_ROW + 1}:$H${last}")
    template.workbook.define_name("next_rows", f"={WORKINGS}!$I${RULE_ROW + 1}:$I${last}")


def _write_choices(template: Template, sheet: Worksheet, choices: Choices, column: int) -> int:
    """Write the values allowed with each value of the other item, a column each, and return the next free column."""
    columns = [*choices.dependent.values.items(), ("", choices.without)]
    for offset, (value, allowed) in enumerate(columns):
        sheet.write_string(0, column + offset, value)
        sheet.write_number(1, column + offset, len(allowed))
        sheet.write_column(2, column + offset, allowed)
    first, last, after = (xl_col_to_name(column + offset) for offset in (0, len(columns) - 2, len(columns) - 1))
    which = f"IFERROR(MATCH(TRIM({choices.cell}),{WORKINGS}!${first}$1:${last}$1,0),{len(columns)})"
    counts = f"{WORKINGS}!${first}$2:${after}$2"
    formula = f"=OFFSET({WORKINGS}!${first}$3,0,{which}-1,INDEX({counts},{which}),1)"
    template.workbook.define_name(choices.name, formula)
    return column + len(columns) + 1
