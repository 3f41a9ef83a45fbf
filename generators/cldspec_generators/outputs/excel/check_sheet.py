"""The worksheet Check: how many rows are filled in, and how many of them break each rule."""

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cldspec.model import Severity
from cldspec.rules.coverage import left_out_rules
from cldspec.wording import counted
from cldspec_generators.outputs.excel.layout import CHECK, CHECKED_ROWS, DATA, FINDINGS, LAST_CHECKED_ROW, LAST_ROW, RULES
from cldspec_generators.outputs.excel.row_findings_sheet import number_of
from cldspec_generators.outputs.excel.rule_formulas import SEVERITIES, RuleFormula
from cldspec_generators.outputs.excel.worksheets import (
    ALLOWED_WHEN_PROTECTED,
    NOT_APPLICABLE_MARK,
    Template,
    fill_down,
    mark_cells,
    write_heads,
    write_title,
)
from cldspec_generators.shared.theme import LINK_COLOUR, RED
from cldspec_generators.shared.workbook import SEVERITY_MARKS, fit_row

HEADS = ("Rule", "Severity", "Column", "What the rule says", "What to do", "Rows", "First row")
WIDTHS = (36, 14, 28, 50, 66, 8, 12)
"""The headers of the table of rules, and the widths of the columns."""
NUMBER_COLUMN = 7
"""The hidden column, from 0, with the number of each rule."""
COUNTS_ROW, LEGEND_ROW = 3, 9
"""The rows, from 0, at which the parts of the worksheet begin."""
FIRST_RULE_ROW = LEGEND_ROW + 8
"""The first row of the table of rules, from 0."""
SEVERITY_MEANINGS: dict[Severity, tuple[str, str]] = {
    "error": ("Error", "Bold, with a solid border. Correct it before you send the file. A blank cell with this border must be filled in."),
    "warning": ("Warning", "Italic, with a dashed border. Check it. It may be correct."),
    "information": ("Information", "Underlined, with a dotted border. For your information. Nothing needs to change."),
}
LEAVE_BLANK = ("Leave blank", "Hatched. This column does not apply to this kind of row.")


def write(template: Template, sheet: Worksheet) -> None:
    """Write the worksheet."""
    about = f"Checks the first {CHECKED_ROWS:,} rows of the worksheet {DATA}. Nothing leaves this workbook. {not_checked(template)}".strip()
    write_title(template, sheet, "Check", about)
    _write_counts(template, sheet)
    write_legend(template, sheet, LEGEND_ROW)
    _write_rules(template, sheet)
    sheet.protect("", ALLOWED_WHEN_PROTECTED)


def write_legend(template: Template, sheet: Worksheet, row: int) -> None:
    """Write how cells are marked and what each mark means, starting at a row."""
    formats = template.formats
    sheet.write_string(row, 0, f"How cells are marked on the worksheet {DATA}", formats.heading)
    marks = [(SEVERITY_MARKS[severity], SEVERITY_MEANINGS[severity]) for severity in SEVERITIES]
    for number, (mark, (word, meaning)) in enumerate([*marks, (NOT_APPLICABLE_MARK, LEAVE_BLANK)], 1):
        sheet.write_string(row + number, 0, word, formats.of(**mark))
        sheet.write_string(row + number, 1, meaning, formats.of(indent=1))


def _write_counts(template: Template, sheet: Worksheet) -> None:
    """Write how many rows are filled in, and how many times a rule of each severity is broken."""
    formats, last = template.formats, FIRST_RULE_ROW + len(template.rules)
    count_format = formats.cell(num_format="#,##0", bold=True)
    sheet.write_string(COUNTS_ROW, 0, "Rows filled in", formats.label)
    sheet.write_formula(COUNTS_ROW, 1, '=COUNTIF(rows_found,".*")', count_format, 0)
    template.workbook.define_name("rows_filled", f"={CHECK}!$B${COUNTS_ROW + 1}")
    _write_rows_below(template, sheet)
    severities, counts = f"$B${FIRST_RULE_ROW + 1}:$B${last}", f"$F${FIRST_RULE_ROW + 1}:$F${last}"
    for row, severity in enumerate(SEVERITIES, COUNTS_ROW + 1):
        word, _ = SEVERITY_MEANINGS[severity]
        sheet.write_string(row, 0, f"{word}s" if severity != "information" else word, formats.label)
        sheet.write_formula(row, 1, f'=SUMIF({severities},"{severity.capitalize()}",{counts})', count_format, 0)
        mark_cells(sheet, (row, 1, row, 1), f"=N(B{row + 1})>0", formats.mark(**SEVERITY_MARKS[severity]))
    all_pass = f"All rows pass the rules that are checked here. {not_checked(template)}".strip()
    sums = f"B{COUNTS_ROW + 2}:B{COUNTS_ROW + 1 + len(SEVERITIES)}"
    nothing = "Nothing is filled in yet."
    listed = f"The worksheet {FINDINGS} lists what is wrong, row by row."
    passes = f'IF($C${COUNTS_ROW + 1}="","{all_pass}","")'
    verdict = f'=IF(rows_filled=0,"{nothing}",IF(SUM({sums})=0,{passes},"{listed}"))'
    sheet.write_formula(COUNTS_ROW + 1, 2, verdict, formats.of(bold=True, indent=1), nothing)
    sheet.write_url(COUNTS_ROW + 2, 2, f"internal:{FINDINGS}!A1", formats.link(indent=1), f"Go to {FINDINGS}")


def _write_rows_below(template: Template, sheet: Worksheet) -> None:
    """Write which rows are filled in that are not counted, or not even marked."""

    def is_filled(first: int, last: str) -> str:
        return f"COUNTA({DATA}!$A${first + 1}:${template.layout.last_column}${last})>0"

    others = "Validate a larger return with the scripts for your database, or with cldspec."
    not_marked = f'"Rows below row {LAST_ROW + 1:,} are not checked. {others}"'
    not_counted = f'"Rows below row {LAST_CHECKED_ROW + 1:,} are marked, but not counted or listed. {others}"'
    beyond = f'IF({is_filled(LAST_CHECKED_ROW + 1, str(LAST_ROW + 1))},{not_counted},"")'
    formula = f"=IF({is_filled(LAST_ROW + 1, '1048576')},{not_marked},{beyond})"
    sheet.write_formula(COUNTS_ROW, 2, formula, template.formats.of(bold=True, font_color=RED, indent=1), "")


def _write_rules(template: Template, sheet: Worksheet) -> None:
    """Write the table of rules, with the number of rows that break each."""
    formats = template.formats
    sheet.write_string(FIRST_RULE_ROW - 2, 0, "All rules that this workbook checks", formats.heading)
    write_heads(template, sheet, FIRST_RULE_ROW - 1, HEADS)
    for index, each in enumerate(template.rules):
        row = FIRST_RULE_ROW + index
        texts = _texts(template, each)
        fit_row(sheet, row, zip(texts, WIDTHS, strict=False))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, formats.cell())
        sheet.write_string(row, NUMBER_COLUMN, number_of(template, index))
    last = FIRST_RULE_ROW + len(template.rules) - 1
    define = template.workbook.define_name
    define("rule_on_row", f"={CHECK}!${xl_col_to_name(NUMBER_COLUMN)}1")
    define("rows_of_rule", f"={CHECK}!$F1")
    define("first_row_found", '=MATCH("* "&rule_on_row&"*",rows_found,0)')
    define("first_cell_found", "=INDEX(rule_columns,VALUE(rule_on_row))&first_row_found")
    fill_down(sheet, (FIRST_RULE_ROW, last), 5, '=COUNTIF(rows_found,"* "&rule_on_row&"*")', formats.cell(num_format="#,##0"), 0)
    link = f'=IF(rows_of_rule>0,HYPERLINK("#{DATA}!"&first_cell_found,"Row "&first_row_found),"")'
    fill_down(sheet, (FIRST_RULE_ROW, last), 6, link, formats.cell(font_color=LINK_COLOUR, underline=1))
    sheet.set_column(NUMBER_COLUMN, NUMBER_COLUMN, 6, None, {"hidden": True})
    for severity in SEVERITIES:
        formula = f'=AND(N($F{FIRST_RULE_ROW + 1})>0,$B{FIRST_RULE_ROW + 1}="{severity.capitalize()}")'
        for column in (1, 5):
            mark_cells(sheet, (FIRST_RULE_ROW, column, last, column), formula, formats.mark(**SEVERITY_MARKS[severity]))
    sheet.autofilter(FIRST_RULE_ROW - 1, 0, last, len(HEADS) - 1)
    sheet.repeat_rows(FIRST_RULE_ROW - 1)


def not_checked(template: Template) -> str:
    """Return a sentence that says how many rules are not checked, or an empty text if all are."""
    count = len(left_out_rules(template.specification, "excel"))
    verb = "is" if count == 1 else "are"
    return f"{counted(count, 'rule')} {verb} not checked here: the worksheet {RULES} says which, and why." if count else ""


def _texts(template: Template, each: RuleFormula) -> tuple[str, ...]:
    """Return the texts about a rule, by column."""
    rule = each.rule
    title = template.specification.item_by_id[rule.items[0]].title
    return rule.id, rule.severity.capitalize(), title, each.says, rule.message
