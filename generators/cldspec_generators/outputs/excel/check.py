"""The sheet Check: how many rows break each rule, and what is wrong in one row, in words."""

from xlsxwriter.worksheet import Worksheet

from cldspec.model import Severity
from cldspec.rules.all_rules import rules_of
from cldspec.rules.targets.sentences import sentence
from cldspec_generators.outputs.excel.book import NOT_APPLICABLE_MARK, PROTECTED, SEVERITIES, Book, Compiled
from cldspec_generators.outputs.excel.places import CHECK, DATA, FIRST, LAST, RULES, WORKING
from cldspec_generators.shared.theme import LINK_COLOUR, PALE_LINE, RED
from cldspec_generators.shared.workbook import SEVERITY_MARKS, fit_row

WIDTHS = (32, 14, 28, 66, 76, 10, 14)
SWITCH, COUNTS, LOOK, SLOTS, LEGEND = 3, 4, 9, 13, 22
"""The rows, from 0, of the parts of the sheet."""
FIRST_RULE = LEGEND + 9
"""The first row of the table of rules, from 0."""
MOST_SHOWN = 8
"""How many broken rules of one row are shown."""
SWIFT = 500
"""Up to how many rows counting takes no time that anyone notices."""
MEANINGS: dict[Severity, tuple[str, str]] = {
    "error": ("Error", "Bold, in a frame: put it right before the file is sent. A blank cell in this frame is to be filled."),
    "warning": ("Warning", "Italic, in a dashed frame: look at it. It may be right."),
    "information": ("Information", "Underlined, in a dotted frame: worth knowing. Nothing need change."),
}
LEAVE_BLANK = ("Leave blank", "Hatched: this column is not for rows of this kind.")


def fill(book: Book, sheet: Worksheet) -> None:
    """Fill the sheet."""
    formats = book.formats
    sheet.write_string(0, 0, "Check", formats.title())
    what = f"What the sheet {DATA} breaks, rule by rule and row by row; nothing leaves this workbook. {_unchecked(book)}"
    sheet.write_string(1, 0, what, formats.line)
    _switch(book, sheet)
    _counts(book, sheet)
    _one_row(book, sheet)
    legend(book, sheet, LEGEND, 0)
    _table(book, sheet)
    sheet.protect("", PROTECTED)
    sheet.set_selection(LOOK + 1, 1, LOOK + 1, 1)


def legend(book: Book, sheet: Worksheet, row: int, column: int) -> None:
    """Write how cells are marked and what each mark means, from a row on."""
    sheet.write_string(row, column, f"How the sheet {DATA} marks a cell", book.formats.heading)
    for number, severity in enumerate(SEVERITIES, 1):
        word, meaning = MEANINGS[severity]
        sheet.write_string(row + number, column, word, book.formats.of(**SEVERITY_MARKS[severity]))
        sheet.write_string(row + number, column + 1, meaning, book.formats.line)
    word, meaning = LEAVE_BLANK
    sheet.write_string(row + 4, column, word, book.formats.of(**NOT_APPLICABLE_MARK))
    sheet.write_string(row + 4, column + 1, meaning, book.formats.line)


def _switch(book: Book, sheet: Worksheet) -> None:
    formats = book.formats
    sheet.write_string(SWITCH, 0, "Counting", formats.label)
    sheet.write_string(SWITCH, 1, "Auto", formats.entry(bold=True))
    advice = f'"There are more than {SWIFT:,} rows: choose On to count. Then each change may take some seconds."'
    sheet.write_formula(SWITCH, 2, f'=IF(checking,"",{advice})', formats.line, "")
    sheet.data_validation(
        SWITCH,
        1,
        SWITCH,
        1,
        {
            "validate": "list",
            "source": ["Auto", "On"],
            "input_title": "Counting",
            "input_message": f"Auto: counts are live up to {SWIFT:,} rows. On: they always are. Cells are marked either way.",
            "error_title": "Counting",
            "error_message": "Choose Auto or On.",
        },
    )
    book.workbook.define_name("checking", f'=OR({CHECK}!$B${SWITCH + 1}="On",checked_rows<={SWIFT})')


def _counts(book: Book, sheet: Worksheet) -> None:
    formats, last = book.formats, FIRST_RULE + len(book.rules) - 1
    sheet.write_string(COUNTS, 0, "Rows filled", formats.label)
    sheet.write_formula(COUNTS, 1, "=checked_rows-blank_rows", formats.cell(num_format="#,##0", bold=True), 0)
    beyond = f"COUNTA({DATA}!$A${LAST + 2}:${book.places.last_column}$1048576)"
    message = f'"Rows below row "&ROW({DATA}!$A${LAST + 1})&" are not checked: split the file, or use the scripts for databases."'
    sheet.write_formula(COUNTS, 2, f'=IF({beyond}>0,{message},"")', formats.of(bold=True, font_color=RED), "")
    table = f"$B${FIRST_RULE + 1}:$B${last + 1}"
    counts = f"$F${FIRST_RULE + 1}:$F${last + 1}"
    for number, severity in enumerate(SEVERITIES, 1):
        word, _ = MEANINGS[severity]
        sheet.write_string(COUNTS + number, 0, f"{word}s" if severity != "information" else word, formats.label)
        shown = formats.cell(num_format="#,##0", bold=True)
        formula = f'=IF(checking,SUMIF({table},"{severity.capitalize()}",{counts}),"")'
        sheet.write_formula(COUNTS + number, 1, formula, shown, 0)
        cell = f"B{COUNTS + number + 1}"
        sheet.conditional_format(cell, {"type": "formula", "criteria": f"=N({cell})>0", "format": formats.mark(**SEVERITY_MARKS[severity])})
    none = f"No rule that is checked here is broken. {_unchecked(book)}".strip()
    filled, sums = f"B{COUNTS + 1}", f"B{COUNTS + 2}:B{COUNTS + 1 + len(SEVERITIES)}"
    done = f'=IF(checking,IF({filled}=0,"Nothing is filled yet.",IF(SUM({sums})=0,"{none}","")),"")'
    sheet.write_formula(COUNTS + 1, 2, done, formats.of(bold=True), "Nothing is filled yet.")


def _one_row(book: Book, sheet: Worksheet) -> None:
    formats = book.formats
    sheet.write_string(LOOK, 0, "Look at one row", formats.heading)
    row = LOOK + 1
    sheet.write_string(row, 0, "Number of the row", formats.label)
    sheet.write_blank(row, 1, None, formats.entry(num_format="0", bold=True, align="left"))
    book.workbook.define_name("looked_at", f"={CHECK}!$B${row + 1}")
    sheet.data_validation(
        row,
        1,
        row,
        1,
        {
            "validate": "integer",
            "criteria": "between",
            "minimum": FIRST + 1,
            "maximum": LAST + 1,
            "input_title": "Number of the row",
            "input_message": f"Type the number at the left edge of the sheet {DATA}: {FIRST + 1} is the first row below the headers.",
            "error_title": "Number of the row",
            "error_message": f"Type a whole number from {FIRST + 1} to {LAST + 1}.",
        },
    )
    verdict = (
        f'=IF(looked_at=0,"Type the number of a row of the sheet {DATA}.",IF(looked_at_is_blank,"This row is blank.",'
        'IF(COUNT(looked_at_breaks)=0,"This row breaks no rule that is checked here.",'
        f'COUNT(looked_at_breaks)&IF(COUNT(looked_at_breaks)=1," rule"," rules")&" broken"&IF(COUNT(looked_at_breaks)>{MOST_SHOWN},'
        f'"; the first {MOST_SHOWN} are shown.","."))))'
    )
    sheet.write_formula(row, 2, verdict, formats.of(bold=True), f"Type the number of a row of the sheet {DATA}.")
    sheet.write_formula(row, 4, f'=IF(looked_at=0,"",HYPERLINK("#{DATA}!A"&looked_at,"Go to row "&looked_at))', formats.link(), "")
    sheet.write_string(row + 1, 0, "Next row below with something", formats.label)
    sheet.write_array_formula(
        row + 1, 1, row + 1, 1, '{=IF(checking,MIN(IF(next_rows>0,next_rows)),"")}', formats.cell(num_format='0;;"none"', align="left"), 0
    )
    following = f"$B${row + 2}"
    link = f'=IF(N({following})>0,HYPERLINK("#{DATA}!A"&{following},"Go to row "&{following}),"")'
    sheet.write_formula(row + 1, 2, link, formats.link(), "")
    for column, head in enumerate(("Rule", "Severity", "Column", "What the rule asks", "What to do")):
        sheet.write_string(SLOTS - 1, column, head, formats.head())
    texts = [_texts(book, compiled) for compiled in book.rules]
    longest = [max(column, key=len, default="") for column in zip(*texts, strict=True)]
    for slot in range(MOST_SHOWN):
        fit_row(sheet, SLOTS + slot, zip(longest, WIDTHS, strict=False))
        for column, letter in enumerate("ABCDE"):
            cells = f"${letter}${FIRST_RULE + 1}:${letter}${FIRST_RULE + len(book.rules)}"
            formula = f'=IFERROR(INDEX({cells},SMALL(looked_at_breaks,{slot + 1})),"")'
            sheet.write_formula(SLOTS + slot, column, formula, formats.text, "")
    line = formats.mark(bottom=1, bottom_color=PALE_LINE)
    shown = {"type": "formula", "criteria": f'=$A{SLOTS + 1}<>""', "format": line}
    sheet.conditional_format(SLOTS, 0, SLOTS + MOST_SHOWN - 1, 4, shown)
    for severity in SEVERITIES:
        criteria = f'=$B{SLOTS + 1}="{severity.capitalize()}"'
        mark = formats.mark(**SEVERITY_MARKS[severity])
        sheet.conditional_format(SLOTS, 1, SLOTS + MOST_SHOWN - 1, 1, {"type": "formula", "criteria": criteria, "format": mark})


def _table(book: Book, sheet: Worksheet) -> None:
    formats = book.formats
    sheet.write_string(FIRST_RULE - 2, 0, "Every rule that this workbook checks", formats.heading)
    for column, head in enumerate(("Rule", "Severity", "Column", "What the rule asks", "What to do", "Rows", "Next row")):
        sheet.write_string(FIRST_RULE - 1, column, head, formats.head())
    for number, compiled in enumerate(book.rules, 1):
        row = FIRST_RULE + number - 1
        item = compiled.rule.items[0]
        texts = _texts(book, compiled)
        fit_row(sheet, row, zip(texts, WIDTHS, strict=False))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, formats.cell())
        blank = "-blank_rows" if compiled.broken_by_a_blank_row else ""
        formula = f'{{=IF(checking,SUM((row_numbers>0)*({compiled.columns})){blank},"")}}'
        sheet.write_array_formula(row, 5, row, 5, formula, formats.cell(num_format="#,##0"), 0)
        found = f"{WORKING}!$I${number + 1}"
        link = f'=IF({found}>0,HYPERLINK("#{DATA}!{book.places.column(item)}"&{found},"Row "&{found}),"")'
        sheet.write_formula(row, 6, link, formats.cell(font_color=LINK_COLOUR, underline=1), "")
    last = FIRST_RULE + len(book.rules) - 1
    for severity in SEVERITIES:
        criteria = f'=AND(N($F{FIRST_RULE + 1})>0,$B{FIRST_RULE + 1}="{severity.capitalize()}")'
        mark = formats.mark(**SEVERITY_MARKS[severity])
        for column in (1, 5):
            sheet.conditional_format(FIRST_RULE, column, last, column, {"type": "formula", "criteria": criteria, "format": mark})
    sheet.autofilter(FIRST_RULE - 1, 0, last, 6)


def _unchecked(book: Book) -> str:
    """Return what is not checked, in a sentence."""
    count = len(rules_of(book.specification)) - len(book.rules)
    return f"{count} rules that look at many rows at once are not checked here: see the sheet {RULES}." if count else ""


def _texts(book: Book, compiled: Compiled) -> tuple[str, ...]:
    """Return what the sheet says of a rule."""
    rule = compiled.rule
    title = book.specification.item_by_id[rule.items[0]].title
    return rule.id, rule.severity.capitalize(), title, sentence(rule, book.specification), rule.message
