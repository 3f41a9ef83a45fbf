"""The worksheet Findings: what is wrong, row by row, with a link to each cell."""

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cldspec_generators.outputs.excel.check_sheet import FIRST_RULE_ROW, not_checked
from cldspec_generators.outputs.excel.layout import CHECK, CHECKED_ROWS, DATA, FINDINGS, FIRST_ROW, LAST_CHECKED_ROW
from cldspec_generators.outputs.excel.rule_formulas import SEVERITIES
from cldspec_generators.outputs.excel.worksheets import ALLOWED_WHEN_PROTECTED, Template, fill_down, mark_cells, write_heads, write_title
from cldspec_generators.shared.theme import LINK_COLOUR
from cldspec_generators.shared.workbook import LINE_HEIGHT, ROW_SPACE, SEVERITY_MARKS

HEADS = {"Row": 10, "Cell": 12, "Column": 30, "Severity": 14, "What is wrong, and what to do": 110, "Rule": 36}
"""The headers of the list, with the widths of their columns."""
LINE_COLUMN = len(HEADS)
"""The hidden column, from 0, with the number of each line."""
START_ROW, HEAD_ROW = 3, 5
FIRST_LINE = HEAD_ROW + 1
"""The rows, from 0, of the cell with the row to begin at, of the headers, and of the first finding."""
LISTED = 500
"""The findings that are listed at once."""
TEXTS = {"finding_rule": "A", "finding_severity": "B", "finding_column": "C", "finding_message": "E"}
"""The names of what is said about the finding on the current row, with the columns of the worksheet Check that have it."""


def write(template: Template, sheet: Worksheet) -> None:
    """Write the worksheet."""
    formats = template.formats
    about = f"What is wrong in the first {CHECKED_ROWS:,} rows of the worksheet {DATA}. {not_checked(template)}".strip()
    write_title(template, sheet, FINDINGS, about)
    _define_names(template)
    _write_start(template, sheet)
    write_heads(template, sheet, HEAD_ROW, HEADS)
    last = FIRST_LINE + LISTED - 1
    link, text = formats.cell(font_color=LINK_COLOUR, underline=1), formats.cell()
    address = f'HYPERLINK("#{DATA}!"&finding_cell,finding_cell)'
    for column, formula in enumerate(("finding_row", address, "finding_column", "finding_severity", "finding_message", "finding_rule")):
        style = link if formula == address else formats.cell(align="left") if formula == "finding_row" else text
        fill_down(sheet, (FIRST_LINE, last), column, f'=IF(finding_row=0,"",{formula})', style)
    for line in range(FIRST_LINE, last + 1):
        sheet.set_row(line, 2 * LINE_HEIGHT + ROW_SPACE)
        sheet.write_number(line, LINE_COLUMN, line - FIRST_LINE + 1)
    sheet.set_column(LINE_COLUMN, LINE_COLUMN, 6, None, {"hidden": True})
    for severity in SEVERITIES:
        formula = f'=$D{FIRST_LINE + 1}="{severity.capitalize()}"'
        mark_cells(sheet, (FIRST_LINE, 3, last, 3), formula, formats.mark(**SEVERITY_MARKS[severity]))
    sheet.autofilter(HEAD_ROW, 0, last, len(HEADS) - 1)
    sheet.freeze_panes(FIRST_LINE, 0)
    sheet.repeat_rows(HEAD_ROW)
    _print_only_filled_lines(template)
    sheet.protect("", ALLOWED_WHEN_PROTECTED)
    sheet.set_selection(FIRST_LINE, 0, FIRST_LINE, 0)


def _define_names(template: Template) -> None:
    """Define the names of what is said about the finding on the current row."""
    define, rules = template.workbook.define_name, len(template.rules)
    define("finding_line", f"={FINDINGS}!${xl_col_to_name(LINE_COLUMN)}1")
    for name, column in TEXTS.items():
        define(name, f"=INDEX({CHECK}!${column}${FIRST_RULE_ROW + 1}:${column}${FIRST_RULE_ROW + rules},finding_number)")
    cell = "INDEX(rule_columns,finding_number)&finding_row"
    define("finding_cell", f"={cell}")


def _print_only_filled_lines(template: Template) -> None:
    """End the printed area at the last finding. It is a formula, which Excel works out when it prints; LibreOffice prints all lines."""
    first, last, column = FIRST_LINE + 1, FIRST_LINE + LISTED, xl_col_to_name(len(HEADS) - 1)
    end = f"INDEX({FINDINGS}!${column}$1:${column}${last},{FIRST_LINE}+MAX(1,COUNT({FINDINGS}!$A${first}:$A${last})))"
    template.workbook.define_name(f"{FINDINGS}!_xlnm.Print_Area", f"={FINDINGS}!$A$1:{end}")


def _write_start(template: Template, sheet: Worksheet) -> None:
    """Write the cell with the row to begin at, and how many findings there are."""
    formats = template.formats
    sheet.write_string(START_ROW, 0, "From row", formats.label)
    sheet.write_blank(START_ROW, 1, None, formats.entry(num_format="0", bold=True, align="left"))
    template.workbook.define_name("start_row", f"=N({FINDINGS}!$B${START_ROW + 1})")
    validation = {
        "validate": "integer",
        "criteria": "between",
        "minimum": 1,
        "maximum": LAST_CHECKED_ROW + 1,
        "input_title": "From row",
        "input_message": f"Leave this blank to list all findings. To list what follows, type the number of a row of the worksheet {DATA}.",
        "error_title": "From row",
        "error_message": f"Type a whole number from {FIRST_ROW + 1} to {LAST_CHECKED_ROW + 1}, or clear the cell.",
    }
    sheet.data_validation(START_ROW, 1, START_ROW, 1, validation)
    first, last = f"$A${FIRST_LINE + 1}", f"$A${FIRST_LINE + LISTED}"
    more = f'"There are more findings than the {LISTED} that are listed. To list those that follow, type "&{last}&" in the yellow cell."'
    nothing = "Nothing is filled in yet."
    none = f'IF(rows_filled=0,"{nothing}",IF(start_row>1,"There are no findings from this row on.","There are no findings."))'
    said = f'=IF({first}="",{none},IF({last}="","",{more}))'
    sheet.write_formula(START_ROW, 2, said, formats.of(bold=True, indent=1), nothing)
