"""The hidden sheet Working, which formulas elsewhere need, and the names of everything."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cldspec.rules.expression import UnsupportedError
from cldspec.rules.targets.excel import joined_values
from cldspec.rules.ties import Tie
from cldspec_generators.outputs.excel.book import PROTECTED, Book
from cldspec_generators.outputs.excel.places import CHECK, DATA, HEADER, LAST, LOOKED_AT, LOOKED_AT_COLUMN, WORKING, name_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down that depends on another cell: its name, that cell, and what it offers, also while that cell is blank."""

    name: str
    cell: str
    tie: Tie
    otherwise: tuple[str, ...]


LIST_ROW, RULE_ROW = 3, 1
LIST_COLUMN, ITEM_COLUMN, RULE_COLUMN, TIE_COLUMN = 0, 3, 6, 10


def name_rows(book: Book) -> None:
    """Name the cells of the row in hand, the columns as far as they are filled, and what is asked about a row.

    Ranges begin at the row of headers, which nobody deletes, cuts or sorts: the first row to fill may go, or another come before it.
    """
    workbook, places, last_column = book.workbook, book.places, book.places.last_column
    count = len(book.specification.items)
    for item in book.specification.items:
        column = places.column(item.id)
        workbook.define_name(name_of("row", item.id), f"={DATA}!${column}1")
        whole = f"{DATA}!${column}${HEADER + 1}:${column}${LAST + 1}"
        workbook.define_name(name_of("all", item.id), f"=INDEX({whole},2):INDEX({whole},checked_rows+1)")
    workbook.define_name("checked_rows", f"={WORKING}!$B$1")
    workbook.define_name("blank_rows", f"={WORKING}!$B$2")
    beside = f"{DATA}!$A${HEADER + 1}:$A${LAST + 1}"
    workbook.define_name("row_numbers", f"=ROW(INDEX({beside},2):INDEX({beside},checked_rows+1))")
    whole = f"{DATA}!$A${HEADER + 1}:${last_column}${LAST + 1}"
    filled = f"INDEX({whole},2,1):INDEX({whole},checked_rows+1,{count})"
    ones = f"TRANSPOSE(COLUMN({DATA}!$A$1:${last_column}$1)^0)"
    workbook.define_name("filled_rows", f'=(MMULT(--(IFERROR({filled},"x")<>""),{ones})>0)')
    workbook.define_name("row_is_blank", f"=(COUNTBLANK({DATA}!$A1:${last_column}1)={count})")
    for section, formula in book.not_for.items():
        workbook.define_name(name_of("not_for", section), f"={formula}")
    for compiled in book.rules:
        workbook.define_name(name_of("breaks", compiled.rule.id), f"={compiled.in_hand}")


def fill(book: Book, sheet: Worksheet, choices: list[Choice], first_rule: int) -> None:
    """Fill the sheet: how many rows there are, the lists for formulas, the row that is looked at, the rules, what depends on what.

    `first_rule` is the row of the sheet Check, from 0, at which the counts begin.
    """
    sheet.write_string(0, 0, "rows as far down as anything is filled")
    head = f"{DATA}!$A${HEADER + 1}"
    whole, beside = f"{head}:${book.places.last_column}${LAST + 1}", f"{head}:$A${LAST + 1}"
    sheet.write_array_formula("B1:B1", f'{{=MAX(1,(IFERROR({whole},"x")<>"")*(ROW({beside})-ROW({head})))}}', None, 1)
    sheet.write_string(1, 0, "blank rows among them")
    sheet.write_array_formula("B2:B2", "{=checked_rows-SUM(--filled_rows)}", None, 1)
    _lists(book, sheet)
    _looked_at(book, sheet)
    _rules(book, sheet, first_rule)
    column = TIE_COLUMN
    for choice in choices:
        column = _tied(book, sheet, choice, column)
    sheet.protect("", PROTECTED)
    sheet.hide()


def _lists(book: Book, sheet: Worksheet) -> None:
    for row, code_list in enumerate(book.specification.code_lists, LIST_ROW):
        try:
            text = joined_values(code_list)
        except UnsupportedError:
            continue  # no rule about such a list has a formula
        for column, cell in enumerate([code_list.id, text.lower(), text], LIST_COLUMN):
            sheet.write_string(row, column, cell)
        for letter, name in (("B", "values"), ("C", "spellings")):
            book.workbook.define_name(name_of(name, code_list.id), f"={WORKING}!${letter}${row + 1}")


def _looked_at(book: Book, sheet: Worksheet) -> None:
    """Write the cells of the row that is looked at, one below the other."""
    for row, item in enumerate(book.specification.items, LOOKED_AT):
        column = f"{DATA}!${book.places.column(item.id)}$1:${book.places.column(item.id)}${LAST + 1}"
        cell = f"INDEX({column},looked_at)"
        sheet.write_string(row, ITEM_COLUMN, item.id)
        sheet.write_formula(row, ITEM_COLUMN + 1, f'=IF(looked_at=0,"",IF({cell}="","",{cell}))', None, "")
    first, last = LOOKED_AT + 1, LOOKED_AT + len(book.specification.items)
    cells = f"${LOOKED_AT_COLUMN}${first}:${LOOKED_AT_COLUMN}${last}"
    book.workbook.define_name("looked_at_is_blank", f"=(COUNTBLANK({WORKING}!{cells})={len(book.specification.items)})")


def _rules(book: Book, sheet: Worksheet, first_rule: int) -> None:
    """Write for each rule whether the row that is looked at breaks it, and which row below that one does next."""
    for number, compiled in enumerate(book.rules, 1):
        row = RULE_ROW + number - 1
        sheet.write_string(row, RULE_COLUMN, compiled.rule.id)
        sheet.write_formula(row, RULE_COLUMN + 1, f'=IF(looked_at_is_blank,"",IF({compiled.looked_at},{number},""))', None, "")
        rows = "filled_rows*" if compiled.broken_by_a_blank_row else ""
        count = f"N({CHECK}!$F${first_rule + number})"
        formula = f"{{=IF({count}>0,MIN(IF({rows}(row_numbers>looked_at)*({compiled.columns}),row_numbers)),0)}}"
        sheet.write_array_formula(row, RULE_COLUMN + 2, row, RULE_COLUMN + 2, formula, None, 0)
    last = RULE_ROW + len(book.rules)
    book.workbook.define_name("looked_at_breaks", f"={WORKING}!$H${RULE_ROW + 1}:$H${last}")
    book.workbook.define_name("next_rows", f"={WORKING}!$I${RULE_ROW + 1}:$I${last}")


def _tied(book: Book, sheet: Worksheet, choice: Choice, column: int) -> int:
    """Write the values that go with each value of another item, a column each, and name the choice; return the next free column."""
    columns = [*choice.tie.values.items(), ("", choice.otherwise)]
    for offset, (value, allowed) in enumerate(columns):
        sheet.write_string(0, column + offset, value)
        sheet.write_number(1, column + offset, len(allowed))
        sheet.write_column(2, column + offset, allowed)
    first, last, after = (xl_col_to_name(column + offset) for offset in (0, len(columns) - 2, len(columns) - 1))
    which = f"IFERROR(MATCH(TRIM({choice.cell}),{WORKING}!${first}$1:${last}$1,0),{len(columns)})"
    counts = f"{WORKING}!${first}$2:${after}$2"
    formula = f"=OFFSET({WORKING}!${first}$3,0,{which}-1,INDEX({counts},{which}),1)"
    book.workbook.define_name(choice.name, formula)
    return column + len(columns) + 1
