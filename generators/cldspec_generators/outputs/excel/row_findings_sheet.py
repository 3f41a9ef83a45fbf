"""The hidden worksheet Row findings: for each row of the worksheet Data a text with the numbers of the rules that it breaks.

Everything that is counted or listed comes from these texts, so each rule is worked out once for each row, and when a cell changes, only
its row is worked out again. The texts are made in parts, a column each: LibreOffice allows a formula 8,192 tokens, those of the names in
it included. Rules about today's date are a part of their own, because programs recalculate them after each change.
"""

import re
from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cldspec.rules.targets.excel import SEPARATOR
from cldspec_generators.outputs.excel.defined_names import name_of
from cldspec_generators.outputs.excel.layout import DATA, HEADER_ROW, LAST_CHECKED_ROW, ROW_FINDINGS
from cldspec_generators.outputs.excel.rule_formulas import RuleFormula
from cldspec_generators.outputs.excel.worksheets import ALLOWED_WHEN_PROTECTED, TITLE_ROW, Template, fill_down
from cldspec_generators.shared.workbook import quoted

FIRST, LAST = TITLE_ROW + 1, LAST_CHECKED_ROW
"""The first and the last row with formulas, from 0. If somebody deletes the rows above the headers of Data, rows begin further up."""
TEXT, ROW_NUMBER, PLACE, LISTED_TEXT, FIRST_PART = 0, 1, 2, 3, 4
"""The columns, from 0: the texts; for each finding that the worksheet Findings lists its row, its place in the row's text, and this text;
and the parts of the texts."""
MOST_TOKENS, MOST_CHARACTERS = 7500, 8000
"""The most tokens in a part, with those of the rules, and the most characters, without them."""


def write(template: Template, sheet: Worksheet, listed: int) -> None:
    """Write the worksheet. The worksheet Findings lists so many findings."""
    sheet.write_string(TITLE_ROW, 0, f"The numbers of the rules that each row of the worksheet {DATA} breaks")
    define, texts = template.workbook.define_name, xl_col_to_name(TEXT)
    define("rows_found", f"={quoted(ROW_FINDINGS)}!${texts}$1:${texts}${LAST + 2}")
    define("first_row", f"=(ROW({DATA}!$A${HEADER_ROW + 1})+1)")
    define("is_no_row", "=OR(ROW()<first_row,row_is_blank)")
    _define_plain(template)
    parts = list(_parts(template))
    columns = [xl_col_to_name(column) for column in range(FIRST_PART, FIRST_PART + len(parts))]
    joined = "&".join(f"{quoted(ROW_FINDINGS)}!${column}1" for column in columns)
    define("row_findings", f'=IF(is_no_row,"","."&{joined})')
    _fill(sheet, TEXT, "=row_findings")
    for number, part in enumerate(parts, 1):
        define(f"findings_part_{number}", f'=IF(is_no_row,"",{part})')
        _fill(sheet, FIRST_PART + number - 1, f"=findings_part_{number}")
    _write_listed(template, sheet, listed)
    sheet.protect("", ALLOWED_WHEN_PROTECTED)
    sheet.hide()


def number_of(template: Template, index: int) -> str:
    """Return the number of a rule as the texts have it: from 1, all with the same number of digits."""
    return str(index + 1).zfill(len(str(len(template.rules))))


def _parts(template: Template) -> Iterator[str]:
    """Yield the formulas of the parts of a row's text: the numbers of the rules that it breaks."""
    numbered = [(each, number_of(template, index)) for index, each in enumerate(template.rules)]
    yield from _joined([one for one in numbered if not one[0].is_about_any_cell and not one[0].depends_on_today])
    for part in _joined([one for one in numbered if one[0].is_about_any_cell]):
        yield f'IF(row_is_plain,"",{part})'
    yield from _joined([one for one in numbered if one[0].depends_on_today])


def _joined(rules: list[tuple[RuleFormula, str]]) -> Iterator[str]:
    """Yield formulas that join the numbers of broken rules, each within the limits of both programs."""
    formula, tokens = "", 0
    for each, number in rules:
        piece, needed = f'IF({name_of("breaks", each.rule.id)}," {number}","")', _tokens(each.formula)
        if formula and (tokens + needed > MOST_TOKENS or len(formula) + len(piece) > MOST_CHARACTERS):
            yield formula
            formula, tokens = "", 0
        formula, tokens = f"{formula}&{piece}" if formula else piece, tokens + needed
    if formula:
        yield formula


def _tokens(formula: str) -> int:
    """Return how many values, operators and functions a formula has, with those that join it to others."""
    return len(re.findall(r'"[^"]*"|[\w.]+|[^\w\s(),]', formula)) + 6


def _define_plain(template: Template) -> None:
    """Define the name that says whether a row has none of the texts because of which a cell may break a rule about any cell."""
    cells = "&".join(f'{name_of("row", item.id)}&"{SEPARATOR}"' for item in template.specification.items)
    template.workbook.define_name("row_in_lower_case", f'=LOWER("{SEPARATOR}"&{cells})')
    is_plain = "SUMPRODUCT(--ISNUMBER(FIND(suspicious_texts,row_in_lower_case)))=0"
    template.workbook.define_name("row_is_plain", f"=IF(ISERROR(row_in_lower_case),FALSE,{is_plain})")


def _fill(sheet: Worksheet, column: int, formula: str, last: int = LAST, value: str | int = "") -> None:
    """Write the same formula in each row down to `last`."""
    fill_down(sheet, (FIRST, last), column, formula, value=value)


def _write_listed(template: Template, sheet: Worksheet, listed: int) -> None:
    """Write which row and which place in its text each listed finding has: the next one in the row of the finding before, or a later row.

    The finding before is one row further down, because a name cannot refer to the row above. So the first one is at the bottom.
    """
    define, own_sheet, width = template.workbook.define_name, quoted(ROW_FINDINGS), len(number_of(template, 0)) + 1
    number, place, text = (xl_col_to_name(column) for column in (ROW_NUMBER, PLACE, LISTED_TEXT))
    for name, column, row in (
        *(("listed_row", number, 1), ("listed_place", place, 1), ("listed_text", text, 1)),
        *(("row_before", number, 2), ("place_before", place, 2), ("text_before", text, 2)),
    ):
        define(name, f"={own_sheet}!${column}{row}")
    later_row = f'IFERROR(row_before+MATCH("* *",INDEX(rows_found,row_before+1):INDEX(rows_found,{LAST + 2}),0),0)'
    has_more = f"place_before+{2 * width - 1}<=LEN(text_before)"
    define("next_row", f"=IF(row_before=0,0,IF({has_more},row_before,{later_row}))")
    define("next_place", f"=IF(listed_row=row_before,place_before+{width},2)")
    define("next_text", '=IF(listed_row=0,"",INDEX(rows_found,listed_row))')
    last = FIRST + listed
    for column, formula, value in ((ROW_NUMBER, "=next_row", 0), (PLACE, "=next_place", 2), (LISTED_TEXT, "=next_text", "")):
        _fill(sheet, column, formula, last - 1, value)
    sheet.write_formula(last, ROW_NUMBER, "=MAX(1,start_row-1)", None, 1)
    for name, column in (("finding_row", number), ("finding_place", place), ("finding_text", text)):
        define(name, f"=INDEX({own_sheet}!${column}${FIRST + 1}:${column}${last},{last}-finding_line)")
    define("finding_number", f"=VALUE(MID(finding_text,finding_place+1,{width - 1}))")
