"""The hidden worksheet Workings, whose cells other formulas need, and the names by which formulas refer to cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cldspec.rules.dependent_values import DependentValues
from cldspec.rules.expression import UnsupportedError
from cldspec.rules.targets.excel import joined_values, named_constants, suspicious_texts
from cldspec_generators.outputs.excel.defined_names import name_of
from cldspec_generators.outputs.excel.layout import DATA, WORKINGS
from cldspec_generators.outputs.excel.worksheets import ALLOWED_WHEN_PROTECTED, Template

WIDTHS = (30, 20, 20, 4, 12)
"""The widths of the first columns."""
LIST_ROW = 1
"""The first row, from 0, of the code lists."""
LIST_COLUMN, RULE_COLUMN, CONSTANT_COLUMN = 0, 4, 6
"""The columns, from 0, at which the code lists, the columns of rules, and the texts that are looked for begin. Choices follow."""


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
    """Define the names for the cells of the current row, and for what is known of it."""
    define, layout, specification = template.workbook.define_name, template.layout, template.specification
    for item in specification.items:
        define(name_of("row", item.id), f"={DATA}!${layout.column(item.id)}1")
    define("row_is_blank", f"=(COUNTBLANK({DATA}!$A1:${layout.last_column}1)={len(specification.items)})")
    for section, formula in template.not_applicable.items():
        define(name_of("not_applicable", section), f"={formula}")
    for each in template.rules:
        define(name_of("breaks", each.rule.id), f"={each.formula}")


def write(template: Template, sheet: Worksheet, choices: list[Choices]) -> None:
    """Write the worksheet: the code lists, the column of each rule, the texts that are looked for, and the choices."""
    sheet.write_string(0, 0, "Cells that formulas need")
    _write_lists(template, sheet)
    columns = [template.layout.column(each.rule.items[0]) for each in template.rules]
    _write_named(template, sheet, "rule_columns", columns, RULE_COLUMN)
    column = CONSTANT_COLUMN
    for name, texts in {**named_constants(), "suspicious_texts": suspicious_texts()}.items():
        _write_named(template, sheet, name, texts, column)
        column += 1
    for one in choices:
        column = _write_choices(template, sheet, one, column + 1)
    sheet.protect("", ALLOWED_WHEN_PROTECTED)
    sheet.hide()


def _write_named(template: Template, sheet: Worksheet, name: str, texts: Sequence[str], column: int) -> None:
    """Write texts one below the other, and name their range."""
    for row, text in enumerate(texts):
        sheet.write_string(row, column, text)
    letters = xl_col_to_name(column)
    template.workbook.define_name(name, f"={WORKINGS}!${letters}$1:${letters}${len(texts)}")


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
    return column + len(columns)
