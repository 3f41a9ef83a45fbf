"""The worksheets of code lists: one with all lists, and one for each list whose codes people choose by name."""

from xlsxwriter.worksheet import Worksheet

from cldspec.model import CodeList, Specification
from cldspec_generators.outputs.excel.defined_names import name_of
from cldspec_generators.outputs.excel.layout import LISTS
from cldspec_generators.outputs.excel.worksheets import HEAD_ROW, Template, finish_table, one_line, write_heads, write_title
from cldspec_generators.shared.theme import BLUE
from cldspec_generators.shared.workbook import fit_row, quoted

HEADS = {"List": 30, "No.": 6, "Value": 52, "Name": 30, "Description": 70, "Other spellings": 44, "Used by": 44}
HISTORY_HEAD = {"Since and formerly": 34}
"""The last header, if a value has a history."""
"""The headers of the worksheet of all lists, with the widths of their columns."""
VALUE_COLUMN = list(HEADS).index("Value")
NAMED_WIDTHS = (44, 16)
"""The widths of the columns of a worksheet of codes by name."""


def heads(specification: Specification) -> dict[str, int]:
    """Return the headers of the worksheet of all lists, with the widths of their columns."""
    has_history = any(code.history for code_list in specification.code_lists for code in code_list.codes)
    return HEADS | (HISTORY_HEAD if has_history else {})


def write_all(template: Template, sheet: Worksheet) -> None:
    """Write the worksheet of all lists, one row for each value, and name the range of each list."""
    formats, specification = template.formats, template.specification
    about = "Values must be spelt exactly as shown here. The drop-down lists offer them. Use the filter to see one list."
    write_title(template, sheet, LISTS, about)
    columns = heads(specification)
    write_heads(template, sheet, HEAD_ROW, columns)
    row = HEAD_ROW + 1
    for code_list in specification.code_lists:
        used_by = ", ".join(item.title for item in specification.items if item.code_list == code_list.id)
        first = row
        for number, code in enumerate(code_list.codes, 1):
            others = "; ".join(dict.fromkeys(other.value for other in code.also_seen_as))
            top = {"top": 2, "top_color": BLUE} if number == 1 else {}
            cells = [code_list.title, "", code.value, code.label or "", one_line(code.description or ""), others, used_by, code.history]
            cells = cells[: len(columns)]
            fit_row(sheet, row, zip(cells, columns.values(), strict=True))
            for column, cell in enumerate(cells):
                as_value = {"bold": True, "num_format": "@"} if column == VALUE_COLUMN else {}
                sheet.write_string(row, column, cell, formats.cell(**top, **as_value))
            sheet.write_number(row, 1, number, formats.cell(align="center", **top))
            row += 1
        template.workbook.define_name(name_of("list", code_list.id), f"={quoted(LISTS)}!$C${first + 1}:$C${row}")
    sheet.ignore_errors({"number_stored_as_text": f"C{HEAD_ROW + 2}:C{row}"})
    finish_table(sheet, row - 1, len(columns))
    sheet.repeat_columns(0, VALUE_COLUMN)


def write_by_name(template: Template, sheet: Worksheet, code_list: CodeList, title: str) -> None:
    """Write the worksheet of a list whose codes people choose by name. `labels_LIST` and `codes_LIST` are its columns, sorted by name."""
    formats = template.formats
    used_by = [item.title for item in template.specification.items if item.code_list == code_list.id]
    write_title(template, sheet, code_list.title, f"The {len(code_list.codes)} values of {', '.join(used_by)}, sorted by name.")
    write_heads(template, sheet, HEAD_ROW, ("Name", used_by[0]))
    codes = sorted(code_list.codes, key=lambda code: (code.label or "").casefold())
    for row, code in enumerate(codes, HEAD_ROW + 1):
        sheet.write_string(row, 0, code.label or "", formats.cell())
        sheet.write_string(row, 1, code.value, formats.cell(num_format="@"))
    last = HEAD_ROW + len(codes)
    for letter, word in (("A", "labels"), ("B", "codes")):
        template.workbook.define_name(name_of(word, code_list.id), f"={quoted(title)}!${letter}${HEAD_ROW + 2}:${letter}${last + 1}")
    sheet.ignore_errors({"number_stored_as_text": f"B{HEAD_ROW + 2}:B{last + 1}"})
    finish_table(sheet, last, len(NAMED_WIDTHS))
