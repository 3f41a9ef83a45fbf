"""The sheets of code lists: all of them, and one for each list from which one chooses once, by name."""

from xlsxwriter.worksheet import Worksheet

from cldspec.model import CodeList
from cldspec_generators.outputs.excel.book import HEAD, PROTECTED, Book
from cldspec_generators.outputs.excel.places import LISTS, name_of
from cldspec_generators.shared.theme import BLUE
from cldspec_generators.shared.workbook import fit_row, quoted

WIDTHS = (30, 6, 52, 30, 70, 44, 44)


def fill(book: Book, sheet: Worksheet) -> None:
    """Fill the sheet of all lists, one row a value, and name the range of each list."""
    formats, specification = book.formats, book.specification
    sheet.write_string(0, 0, LISTS, formats.title())
    sheet.write_string(
        1, 0, "A return holds the value to the letter; the drop-downs offer it. Use the filter to see one list.", formats.line
    )
    for column, head in enumerate(("List", "No.", "Value", "Name", "Description", "Also seen as", "Used by")):
        sheet.write_string(HEAD, column, head, formats.head())
    row = HEAD + 1
    for code_list in specification.code_lists:
        used_by = ", ".join(item.title for item in specification.items if item.code_list == code_list.id)
        first = row
        for number, code in enumerate(code_list.codes, 1):
            others = "; ".join(dict.fromkeys(other.value for other in code.also_seen_as))
            top = {"top": 2, "top_color": BLUE} if number == 1 else {}
            description = " ".join((code.description or "").split())
            cells = (code_list.title, "", code.value, code.label or "", description, others, used_by)
            fit_row(sheet, row, zip(cells, WIDTHS, strict=True))
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, formats.cell(**top, **({"bold": True, "num_format": "@"} if column == 2 else {})))  # noqa: PLR2004
            sheet.write_number(row, 1, number, formats.cell(align="center", **top))
            row += 1
        book.workbook.define_name(name_of("list", code_list.id), f"={quoted(LISTS)}!$C${first + 1}:$C${row}")
    sheet.autofilter(HEAD, 0, row - 1, 6)
    sheet.ignore_errors({"number_stored_as_text": f"C{HEAD + 2}:C{row}"})
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.repeat_rows(HEAD)
    sheet.protect("", PROTECTED)


def fill_labelled(book: Book, sheet: Worksheet, code_list: CodeList, name: str) -> None:
    """Fill the sheet of a list from which one chooses by name; `labels_LIST` and `codes_LIST` are its columns, in order of name."""
    formats = book.formats
    used_by = [item.title for item in book.specification.items if item.code_list == code_list.id]
    sheet.write_string(0, 0, code_list.title, formats.title())
    sheet.write_string(1, 0, f"{len(code_list.codes)} values of {', '.join(used_by)}, by name.", formats.line)
    sheet.write_string(HEAD, 0, "Name", formats.head())
    sheet.write_string(HEAD, 1, used_by[0], formats.head())
    codes = sorted(code_list.codes, key=lambda code: (code.label or "").casefold())
    for row, code in enumerate(codes, HEAD + 1):
        sheet.write_string(row, 0, code.label or "", formats.cell())
        sheet.write_string(row, 1, code.value, formats.cell(num_format="@"))
    last = HEAD + 1 + len(codes)
    for letter, word in (("A", "labels"), ("B", "codes")):
        book.workbook.define_name(name_of(word, code_list.id), f"={quoted(name)}!${letter}${HEAD + 2}:${letter}${last}")
    sheet.autofilter(HEAD, 0, last - 1, 1)
    sheet.ignore_errors({"number_stored_as_text": f"B{HEAD + 2}:B{last}"})
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.repeat_rows(HEAD)
    sheet.protect("", PROTECTED)
