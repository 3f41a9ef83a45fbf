"""The worksheet Check: how many rows break each rule, and what is wrong in the row that the user selects."""

from xlsxwriter.worksheet import Worksheet

from cldspec.model import Severity
from cldspec.rules.all_rules import rules_of
from cldspec.rules.targets.sentences import sentence
from cldspec.wording import counted
from cldspec_generators.outputs.excel.layout import CHECK, DATA, FIRST_ROW, LAST_ROW, RULES, WORKINGS
from cldspec_generators.outputs.excel.rule_formulas import SEVERITIES, RuleFormulas
from cldspec_generators.outputs.excel.worksheets import (
    ALLOWED_WHEN_PROTECTED,
    NOT_APPLICABLE_MARK,
    Template,
    mark_cells,
    write_heads,
    write_title,
)
from cldspec_generators.shared.theme import LINK_COLOUR, PALE_LINE, RED
from cldspec_generators.shared.workbook import SEVERITY_MARKS, fit_row

HEADS = ("Rule", "Severity", "Column", "What the rule says", "What to do", "Rows", "Next row")
WIDTHS = (32, 14, 28, 66, 76, 10, 14)
"""The headers of the table of rules, and the widths of the columns."""
COUNTING_ROW, COUNTS_ROW, SELECTION_ROW, FINDINGS_ROW, LEGEND_ROW = 3, 4, 9, 13, 22
"""The rows, from 0, at which the parts of the worksheet begin."""
FIRST_RULE_ROW = LEGEND_ROW + 9
"""The first row of the table of rules, from 0."""
FINDINGS_SHOWN = 8
"""The broken rules of the selected row that are listed."""
LIVE_ROWS = 500
"""The most rows that can be counted without a noticeable delay."""
SEVERITY_MEANINGS: dict[Severity, tuple[str, str]] = {
    "error": ("Error", "Bold, with a solid border. Correct it before you send the file. A blank cell with this border must be filled in."),
    "warning": ("Warning", "Italic, with a dashed border. Check it. It may be correct."),
    "information": ("Information", "Underlined, with a dotted border. For your information. Nothing needs to change."),
}
LEAVE_BLANK = ("Leave blank", "Hatched. This column does not apply to this kind of row.")


def write(template: Template, sheet: Worksheet) -> None:
    """Write the worksheet."""
    about = f"Checks the worksheet {DATA} against the rules. Nothing leaves this workbook. {_not_checked(template)}".strip()
    write_title(template, sheet, "Check", about)
    _write_counting(template, sheet)
    _write_counts(template, sheet)
    _write_selection(template, sheet)
    _write_findings(template, sheet)
    write_legend(template, sheet, LEGEND_ROW)
    _write_rules(template, sheet)
    sheet.protect("", ALLOWED_WHEN_PROTECTED)
    sheet.set_selection(SELECTION_ROW + 1, 1, SELECTION_ROW + 1, 1)


def write_legend(template: Template, sheet: Worksheet, row: int) -> None:
    """Write how cells are marked and what each mark means, starting at a row."""
    formats = template.formats
    sheet.write_string(row, 0, f"How cells are marked on the worksheet {DATA}", formats.heading)
    marks = [(SEVERITY_MARKS[severity], SEVERITY_MEANINGS[severity]) for severity in SEVERITIES]
    for number, (mark, (word, meaning)) in enumerate([*marks, (NOT_APPLICABLE_MARK, LEAVE_BLANK)], 1):
        sheet.write_string(row + number, 0, word, formats.of(**mark))
        sheet.write_string(row + number, 1, meaning, formats.line)


def _write_counting(template: Template, sheet: Worksheet) -> None:
    """Write the cell that says whether rows are counted."""
    formats, row = template.formats, COUNTING_ROW
    sheet.write_string(row, 0, "Counting", formats.label)
    sheet.write_string(row, 1, "Auto", formats.entry(bold=True))
    advice = f'"There are more than {LIVE_ROWS:,} rows. Choose On to count them. Each change may then take a few seconds."'
    sheet.write_formula(row, 2, f'=IF(is_counting,"",{advice})', formats.line, "")
    validation = {
        "validate": "list",
        "source": ["Auto", "On"],
        "input_title": "Counting",
        "input_message": f"Auto: rows are counted if there are up to {LIVE_ROWS:,}. On: they always are. Cells are marked either way.",
        "error_title": "Counting",
        "error_message": "Choose Auto or On.",
    }
    sheet.data_validation(row, 1, row, 1, validation)
    template.workbook.define_name("is_counting", f'=OR({CHECK}!$B${row + 1}="On",checked_rows<={LIVE_ROWS})')


def _write_counts(template: Template, sheet: Worksheet) -> None:
    """Write how many rows are filled in, and how many times a rule of each severity is broken."""
    formats, last = template.formats, FIRST_RULE_ROW + len(template.rules)
    count_format = formats.cell(num_format="#,##0", bold=True)
    sheet.write_string(COUNTS_ROW, 0, "Rows filled in", formats.label)
    sheet.write_formula(COUNTS_ROW, 1, "=checked_rows-blank_rows", count_format, 0)
    below = f"COUNTA({DATA}!$A${LAST_ROW + 2}:${template.layout.last_column}$1048576)"
    message = f'"Rows below row "&ROW({DATA}!$A${LAST_ROW + 1})&" are not checked. Split the file, or use the scripts for your database."'
    sheet.write_formula(COUNTS_ROW, 2, f'=IF({below}>0,{message},"")', formats.of(bold=True, font_color=RED), "")
    severities, counts = f"$B${FIRST_RULE_ROW + 1}:$B${last}", f"$F${FIRST_RULE_ROW + 1}:$F${last}"
    for row, severity in enumerate(SEVERITIES, COUNTS_ROW + 1):
        word, _ = SEVERITY_MEANINGS[severity]
        sheet.write_string(row, 0, f"{word}s" if severity != "information" else word, formats.label)
        formula = f'=IF(is_counting,SUMIF({severities},"{severity.capitalize()}",{counts}),"")'
        sheet.write_formula(row, 1, formula, count_format, 0)
        mark_cells(sheet, (row, 1, row, 1), f"=N(B{row + 1})>0", formats.mark(**SEVERITY_MARKS[severity]))
    all_pass = f"All rows pass the rules that are checked here. {_not_checked(template)}".strip()
    filled, sums = f"B{COUNTS_ROW + 1}", f"B{COUNTS_ROW + 2}:B{COUNTS_ROW + 1 + len(SEVERITIES)}"
    nothing = "Nothing is filled in yet."
    verdict = f'=IF(is_counting,IF({filled}=0,"{nothing}",IF(SUM({sums})=0,"{all_pass}","")),"")'
    sheet.write_formula(COUNTS_ROW + 1, 2, verdict, formats.of(bold=True), nothing)


def _write_selection(template: Template, sheet: Worksheet) -> None:
    """Write the cell that selects a row, how many rules this row breaks, and the next row that breaks one."""
    formats, row = template.formats, SELECTION_ROW + 1
    sheet.write_string(SELECTION_ROW, 0, "Check one row", formats.heading)
    sheet.write_string(row, 0, "Row number", formats.label)
    sheet.write_blank(row, 1, None, formats.entry(num_format="0", bold=True, align="left"))
    template.workbook.define_name("selected_row", f"={CHECK}!$B${row + 1}")
    prompt = f"Type the number of a row of the worksheet {DATA}."
    validation = {
        "validate": "integer",
        "criteria": "between",
        "minimum": FIRST_ROW + 1,
        "maximum": LAST_ROW + 1,
        "input_title": "Row number",
        "input_message": f"{prompt} Row {FIRST_ROW + 1} is the first one below the headers.",
        "error_title": "Row number",
        "error_message": f"Type a whole number from {FIRST_ROW + 1} to {LAST_ROW + 1}.",
    }
    sheet.data_validation(row, 1, row, 1, validation)
    count = "COUNT(selected_row_breaks)"
    cut = f'IF({count}>{FINDINGS_SHOWN}," The first {FINDINGS_SHOWN} are listed.","")'
    breaks = f'"This row breaks "&{count}&IF({count}=1," rule."," rules.")&{cut}'
    passes = f'IF({count}=0,"This row passes all rules that are checked here.",{breaks})'
    verdict = f'=IF(selected_row=0,"{prompt}",IF(selected_row_is_blank,"This row is blank.",{passes}))'
    sheet.write_formula(row, 2, verdict, formats.of(bold=True), prompt)
    link = f'=IF(selected_row=0,"",HYPERLINK("#{DATA}!A"&selected_row,"Go to row "&selected_row))'
    sheet.write_formula(row, 4, link, formats.link(), "")
    sheet.write_string(row + 1, 0, "Next row that breaks a rule", formats.label)
    next_row = '{=IF(is_counting,MIN(IF(next_rows>0,next_rows)),"")}'
    sheet.write_array_formula(row + 1, 1, row + 1, 1, next_row, formats.cell(num_format='0;;"none"', align="left"), 0)
    cell = f"$B${row + 2}"
    link = f'=IF(N({cell})>0,HYPERLINK("#{DATA}!A"&{cell},"Go to row "&{cell}),"")'
    sheet.write_formula(row + 1, 2, link, formats.link(), "")


def _write_findings(template: Template, sheet: Worksheet) -> None:
    """Write the rules that the selected row breaks."""
    formats, columns = template.formats, 5
    write_heads(template, sheet, FINDINGS_ROW - 1, HEADS[:columns])
    texts = [_texts(template, formulas) for formulas in template.rules]
    longest = [max(column, key=len, default="") for column in zip(*texts, strict=True)]
    for number in range(FINDINGS_SHOWN):
        fit_row(sheet, FINDINGS_ROW + number, zip(longest, WIDTHS, strict=False))
        for column, letter in enumerate("ABCDE"):
            cells = f"${letter}${FIRST_RULE_ROW + 1}:${letter}${FIRST_RULE_ROW + len(template.rules)}"
            formula = f'=IFERROR(INDEX({cells},SMALL(selected_row_breaks,{number + 1})),"")'
            sheet.write_formula(FINDINGS_ROW + number, column, formula, formats.text, "")
    last = FINDINGS_ROW + FINDINGS_SHOWN - 1
    line = formats.mark(bottom=1, bottom_color=PALE_LINE)
    mark_cells(sheet, (FINDINGS_ROW, 0, last, columns - 1), f'=$A{FINDINGS_ROW + 1}<>""', line)
    for severity in SEVERITIES:
        formula = f'=$B{FINDINGS_ROW + 1}="{severity.capitalize()}"'
        mark_cells(sheet, (FINDINGS_ROW, 1, last, 1), formula, formats.mark(**SEVERITY_MARKS[severity]))


def _write_rules(template: Template, sheet: Worksheet) -> None:
    """Write the table of rules, with the number of rows that break each."""
    formats = template.formats
    sheet.write_string(FIRST_RULE_ROW - 2, 0, "All rules that this workbook checks", formats.heading)
    write_heads(template, sheet, FIRST_RULE_ROW - 1, HEADS)
    for number, formulas in enumerate(template.rules, 1):
        row = FIRST_RULE_ROW + number - 1
        item = formulas.rule.items[0]
        texts = _texts(template, formulas)
        fit_row(sheet, row, zip(texts, WIDTHS, strict=False))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, formats.cell())
        blank = "-blank_rows" if formulas.is_broken_by_blank_row else ""
        count = f'{{=IF(is_counting,SUM((row_numbers>0)*({formulas.all_rows})){blank},"")}}'
        sheet.write_array_formula(row, 5, row, 5, count, formats.cell(num_format="#,##0"), 0)
        next_row = f"{WORKINGS}!$I${number + 1}"
        link = f'=IF({next_row}>0,HYPERLINK("#{DATA}!{template.layout.column(item)}"&{next_row},"Row "&{next_row}),"")'
        sheet.write_formula(row, 6, link, formats.cell(font_color=LINK_COLOUR, underline=1), "")
    last = FIRST_RULE_ROW + len(template.rules) - 1
    for severity in SEVERITIES:
        formula = f'=AND(N($F{FIRST_RULE_ROW + 1})>0,$B{FIRST_RULE_ROW + 1}="{severity.capitalize()}")'
        for column in (1, 5):
            mark_cells(sheet, (FIRST_RULE_ROW, column, last, column), formula, formats.mark(**SEVERITY_MARKS[severity]))
    sheet.autofilter(FIRST_RULE_ROW - 1, 0, last, len(HEADS) - 1)


def _not_checked(template: Template) -> str:
    """Return a sentence that says how many rules are not checked, or an empty text if all are."""
    count = len(rules_of(template.specification)) - len(template.rules)
    verb = "is" if count == 1 else "are"
    return f"{counted(count, 'rule')} {verb} not checked here: the worksheet {RULES} says which, and why." if count else ""


def _texts(template: Template, formulas: RuleFormulas) -> tuple[str, ...]:
    """Return the texts about a rule, by column."""
    rule = formulas.rule
    title = template.specification.item_by_id[rule.items[0]].title
    return rule.id, rule.severity.capitalize(), title, sentence(rule, template.specification), rule.message
