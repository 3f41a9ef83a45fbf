"""The sheet Data: what a council fills."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cldspec.model import DataItem
from cldspec.rules.all_rules import Readable, rules_of
from cldspec.rules.cells import DATE_FORM, FIRST_YEAR, LAST_YEAR, WHOLE_DIGITS
from cldspec.rules.targets.english import requirement
from cldspec_generators.outputs.excel.book import NOT_APPLICABLE_MARK, SEVERITIES, Book, cut
from cldspec_generators.outputs.excel.places import (
    BAND,
    DATA,
    DICTIONARY,
    FIRST,
    HEADER,
    LAST,
    LONGEST_PROMPT,
    LONGEST_PROMPT_TITLE,
    OBLIGATION,
    filled_once,
    name_of,
)
from cldspec_generators.shared.theme import BANDS, PAPER
from cldspec_generators.shared.workbook import SEVERITY_MARKS


def fill(book: Book, sheet: Worksheet, depends_on: Mapping[str, str]) -> None:
    """Fill the sheet. `depends_on` says of items whose drop-down depends on another item which one that is."""
    sheet.set_tab_color(BANDS[0][0])
    sheet.set_row(BAND, 20)
    sheet.set_row(OBLIGATION, 18)
    sheet.set_row(HEADER, 62)
    _columns(book, sheet)
    _heads(book, sheet)
    _table(book, sheet)
    for item in book.specification.items:
        column, allowed = book.places.index(item.id), validation(book, item)
        if item.id in depends_on:
            allowed |= dependent(book, item, depends_on[item.id], name_of("choices", item.id))
        sheet.data_validation(FIRST, column, LAST, column, allowed)
        _marks(book, sheet, item)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST + 1}:{book.places.last_column}{LAST + 1}"})
    sheet.freeze_panes(FIRST, _frozen_columns(book))
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(BAND, HEADER)
    sheet.set_footer(f"&L{DATA}&CPage &P of &N")
    sheet.set_selection(FIRST, 0, FIRST, 0)


def shape(item: DataItem) -> dict[str, Any]:
    """Return how a cell of an item shows what it holds: a date as dates are typed, a number with its places, else a text."""
    match item.type:
        case "date":
            return {"num_format": DATE_FORM, "align": "left"}
        case "decimal":
            return {"num_format": "0." + "0" * item.scale if item.scale else "0"}
        case "integer":
            return {"num_format": "0"}
        case _:
            return {"num_format": "@"}


def validation(book: Book, item: DataItem, *, says_when: bool = True) -> dict[str, Any]:
    """Return what may be typed in a cell of an item, what is said beside it, and what is said of something else.

    With `says_when`, it is also said on which rows to fill it.
    """
    specification = book.specification
    rule = next((rule for rule in rules_of(specification) if rule.test == Readable(item.id)), None)
    said = {
        "input_title": cut(item.title, LONGEST_PROMPT_TITLE),
        "input_message": _prompt(book, item, says_when=says_when),
        "error_title": cut(item.title, LONGEST_PROMPT_TITLE),
        "error_message": cut(rule.message if rule else "This cannot stand here.", LONGEST_PROMPT),
    }
    if item.code_list:
        return said | {"validate": "list", "source": f"={name_of('list', item.code_list)}"}
    match item.type:
        case "date":
            limits = {"minimum": date(FIRST_YEAR, 1, 1), "maximum": date(LAST_YEAR, 12, 31)}
            return said | {"validate": "date", "criteria": "between", **limits}
        case "integer" | "decimal":
            most = 10**WHOLE_DIGITS - 1
            return said | {"validate": item.type, "criteria": "between", "minimum": -most, "maximum": most}
    if item.max_length is not None:
        return said | {"validate": "length", "criteria": "<=", "value": item.max_length}
    return said | {"validate": "any"}


def dependent(book: Book, item: DataItem, on: str, source: str) -> dict[str, Any]:
    """Return what differs where a drop-down depends on another item's cell: there, a blank elsewhere must not let anything pass."""
    other = book.specification.item_by_id[on].title
    return {
        "source": f"={source}",
        "ignore_blank": False,
        "error_message": cut(f"This {item.title} does not go with the {other} of the row. Choose another.", LONGEST_PROMPT),
    }


def _columns(book: Book, sheet: Worksheet) -> None:
    for index, item in enumerate(book.specification.items):
        values = book.specification.values_of(item.id) or ()
        longest = max((len(value) for value in values), default=10 if item.type in {"date", "integer", "decimal"} else 14)
        widest_word = max(len(word) for word in item.title.split())
        sheet.set_column(index, index, max(12, widest_word + 3, min(longest + 3, 32)), book.formats.of(**shape(item)))


def _heads(book: Book, sheet: Worksheet) -> None:
    index = 0
    for number, section in enumerate(book.specification.sections):
        dark, pale = BANDS[number % len(BANDS)]
        items = list(book.specification.items_of(section))
        band = book.formats.of(bold=True, font_color=PAPER, bg_color=dark, valign="vcenter")
        for place, item in enumerate(items):
            if place:
                sheet.write_blank(BAND, index, None, band)
            else:
                sheet.write_string(BAND, index, section.title, band)
            voluntary = item.obligation == "voluntary"
            shown = book.formats.of(bold=not voluntary, italic=voluntary, bg_color=pale, valign="vcenter", bottom=1, bottom_color=dark)
            sheet.write_string(OBLIGATION, index, item.obligation.capitalize(), shown)
            index += 1


def _table(book: Book, sheet: Worksheet) -> None:
    """Make a table of one row, which Excel lengthens as rows are added, with what is the same on every row filled in."""
    once = {item.id for item in filled_once(book.specification)}
    columns: list[dict[str, Any]] = []
    for number, section in enumerate(book.specification.sections):
        dark, pale = BANDS[number % len(BANDS)]
        head = book.formats.of(bold=True, text_wrap=True, bg_color=pale, border=1, border_color=dark)
        for item in book.specification.items_of(section):
            formula = {"formula": f"={name_of('fill', item.id)}"} if item.id in once else {}
            columns.append({"header": item.title, "header_format": head, **formula})
    last = len(columns) - 1
    sheet.add_table(HEADER, 0, FIRST, last, {"name": "Rows", "style": None, "columns": columns})
    blank = _are_blank({index for index, item in enumerate(book.specification.items) if item.id not in once})
    for item in filled_once(book.specification):
        column = book.places.index(item.id)
        # A text format here would make Excel take the formula for a text when someone edits it.
        shown = book.formats.of(**(shape(item) if item.type == "date" else {}))
        sheet.write_formula(FIRST, column, f"={name_of('fill', item.id)}", shown, "")
        chosen = name_of("chosen", item.id)
        book.workbook.define_name(name_of("fill", item.id), f'=IF({blank},"",IF({chosen}="","",{chosen}))')


def _are_blank(columns: set[int]) -> str:
    """Return the formula that the cells of the row in hand in some columns are blank."""
    starts = sorted(column for column in columns if column - 1 not in columns)
    ends = sorted(column for column in columns if column + 1 not in columns)
    runs = [f"COUNTBLANK({DATA}!${xl_col_to_name(start)}1:${xl_col_to_name(end)}1)" for start, end in zip(starts, ends, strict=True)]
    return f"{'+'.join(runs)}={len(columns)}"


def _prompt(book: Book, item: DataItem, *, says_when: bool) -> str:
    """Return what is said beside a cell: what the item is and, where there is room for all of it, when to fill it."""
    what = " ".join(f"{item.obligation.capitalize()}. {item.definition}".split())
    when = f" {requirement(item, book.specification)}" if says_when else ""
    if len(what + when) <= LONGEST_PROMPT:
        return what + when
    more = f" When to fill it: see {DICTIONARY}." if says_when else f" See {DICTIONARY}."
    return cut(what, LONGEST_PROMPT - len(more)) + more


def _marks(book: Book, sheet: Worksheet, item: DataItem) -> None:
    column = book.places.index(item.id)
    rules = [compiled.rule for compiled in book.rules if compiled.rule.items[0] == item.id]
    for severity in SEVERITIES:
        broken = [name_of("breaks", rule.id) for rule in rules if rule.severity == severity]
        if broken:
            name = name_of("has", severity, item.id)
            book.workbook.define_name(name, f"=NOT(row_is_blank)*({'+'.join(broken)}>0)")
            criteria = {
                "type": "formula",
                "criteria": f"={name}",
                "format": book.formats.mark(**SEVERITY_MARKS[severity]),
                "stop_if_true": True,
            }
            sheet.conditional_format(FIRST, column, LAST, column, criteria)
    if item.section in book.not_for:
        criteria = {
            "type": "formula",
            "criteria": f"={name_of('not_for', item.section)}",
            "format": book.formats.mark(**NOT_APPLICABLE_MARK),
        }
        sheet.conditional_format(FIRST, column, LAST, column, criteria)


def _frozen_columns(book: Book) -> int:
    """Return how many columns stay in sight: up to the one by whose value rows belong together."""
    groups = [section.same_on_every_row_of or "" for section in book.specification.sections]
    return max((book.places.index(group) + 1 for group in groups if group in book.specification.item_by_id), default=0)
