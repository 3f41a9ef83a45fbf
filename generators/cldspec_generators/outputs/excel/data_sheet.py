"""The worksheet Data: the rows that a council fills in, with drop-down lists, messages and marks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cldspec.model import DataItem
from cldspec.rules.all_rules import Readable, rules_of
from cldspec.rules.cells import DATE_FORM, FIRST_YEAR, LAST_YEAR, WHOLE_DIGITS
from cldspec.rules.targets.english import requirement
from cldspec_generators.outputs.excel.defined_names import name_of
from cldspec_generators.outputs.excel.layout import (
    DATA,
    DICTIONARY,
    FIRST_ROW,
    HEADER_ROW,
    LAST_ROW,
    OBLIGATION_ROW,
    SECTION_ROW,
    items_set_once,
)
from cldspec_generators.outputs.excel.rule_formulas import SEVERITIES
from cldspec_generators.outputs.excel.worksheets import NOT_APPLICABLE_MARK, Template, mark_cells, shortened_to_words
from cldspec_generators.shared.theme import BANDS, PAPER
from cldspec_generators.shared.workbook import SEVERITY_MARKS

LONGEST_MESSAGE_TITLE, LONGEST_MESSAGE = 32, 255
"""The characters that Excel allows in the messages of a cell."""


def write(template: Template, sheet: Worksheet, depends_on: Mapping[str, str]) -> None:
    """Write the worksheet. `depends_on` gives, for items whose drop-down list depends on another item, that other item."""
    sheet.set_tab_color(BANDS[0][0])
    sheet.set_row(SECTION_ROW, 20)
    sheet.set_row(OBLIGATION_ROW, 18)
    sheet.set_row(HEADER_ROW, 62)
    _set_columns(template, sheet)
    _write_heads(template, sheet)
    _add_table(template, sheet)
    for item in template.specification.items:
        column, allowed = template.layout.index(item.id), validation(template, item)
        if item.id in depends_on:
            allowed |= dependent_validation(template, item, depends_on[item.id], name_of("choices", item.id))
        sheet.data_validation(FIRST_ROW, column, LAST_ROW, column, allowed)
        _mark(template, sheet, item)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:{template.layout.last_column}{LAST_ROW + 1}"})
    sheet.freeze_panes(FIRST_ROW, _frozen_columns(template))
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(SECTION_ROW, HEADER_ROW)
    if _frozen_columns(template):
        sheet.repeat_columns(_frozen_columns(template) - 1)
    sheet.set_footer(f"&L{DATA}&CPage &P of &N")
    sheet.set_selection(FIRST_ROW, 0, FIRST_ROW, 0)


def cell_format(item: DataItem) -> dict[str, Any]:
    """Return the properties of a cell's format by its type: a date as dates are typed, a number with its decimals, else text."""
    match item.type:
        case "date":
            return {"num_format": DATE_FORM, "align": "left"}
        case "decimal":
            return {"num_format": "0." + "0" * item.scale if item.scale else "0"}
        case "integer":
            return {"num_format": "0"}
        case _:
            return {"num_format": "@"}


def validation(template: Template, item: DataItem, *, says_when: bool = True) -> dict[str, Any]:
    """Return what a cell of an item accepts, the message beside it, and the message about anything else.

    With `says_when`, the message also says on which rows to fill it in.
    """
    specification = template.specification
    rule = next((rule for rule in rules_of(specification) if rule.test == Readable(item.id)), None)
    texts = messages(item.title, _prompt(template, item, says_when=says_when), rule.message if rule else "This value is not allowed here.")
    if item.code_list:
        return texts | {"validate": "list", "source": f"={name_of('list', item.code_list)}"}
    match item.type:
        case "date":
            limits = {"minimum": date(FIRST_YEAR, 1, 1), "maximum": date(LAST_YEAR, 12, 31)}
            return texts | {"validate": "date", "criteria": "between", **limits}
        case "integer" | "decimal":
            most = 10**WHOLE_DIGITS - 1
            return texts | {"validate": item.type, "criteria": "between", "minimum": -most, "maximum": most}
    if item.max_length is not None:
        return texts | {"validate": "length", "criteria": "<=", "value": item.max_length}
    return texts | {"validate": "any"}


def messages(title: str, prompt: str, error: str) -> dict[str, Any]:
    """Return the message beside a cell and the message about a value that it does not accept, as data validation has them."""
    short_title = shortened_to_words(title, LONGEST_MESSAGE_TITLE)
    return {
        "input_title": short_title,
        "input_message": shortened_to_words(prompt, LONGEST_MESSAGE),
        "error_title": short_title,
        "error_message": shortened_to_words(error, LONGEST_MESSAGE),
    }


def dependent_validation(template: Template, item: DataItem, on: str, source: str) -> dict[str, Any]:
    """Return what differs in the validation of an item whose drop-down list depends on the cell of another item.

    While the other cell is blank, Excel would accept any value, so `ignore_blank` is off.
    """
    other = template.specification.item_by_id[on].title
    error = f"This {item.title} is not allowed with the {other} of this row. Choose another."
    return {"source": f"={source}", "ignore_blank": False, "error_message": shortened_to_words(error, LONGEST_MESSAGE)}


def _set_columns(template: Template, sheet: Worksheet) -> None:
    for index, item in enumerate(template.specification.items):
        values = template.specification.values_of(item.id) or ()
        longest = max((len(value) for value in values), default=10 if item.type in {"date", "integer", "decimal"} else 14)
        widest_word = max(len(word) for word in item.title.split())
        width = max(12, widest_word + 3, min(longest + 3, 32))
        sheet.set_column(index, index, width, template.formats.of(**cell_format(item)))


def _write_heads(template: Template, sheet: Worksheet) -> None:
    """Write the section and the obligation above each header."""
    formats, index = template.formats, 0
    for number, section in enumerate(template.specification.sections):
        dark, pale = BANDS[number % len(BANDS)]
        band = formats.of(bold=True, font_color=PAPER, bg_color=dark, valign="vcenter")
        for position, item in enumerate(template.specification.items_of(section)):
            if position:
                sheet.write_blank(SECTION_ROW, index, None, band)
            else:
                sheet.write_string(SECTION_ROW, index, section.title, band)
            is_voluntary = item.obligation == "voluntary"
            letters = {"bold": not is_voluntary, "italic": is_voluntary}
            obligation = formats.of(**letters, bg_color=pale, valign="vcenter", bottom=1, bottom_color=dark)
            sheet.write_string(OBLIGATION_ROW, index, item.obligation.capitalize(), obligation)
            index += 1


def _add_table(template: Template, sheet: Worksheet) -> None:
    """Make a table of one row, which Excel extends as rows are added, with the items filled in that are the same on all rows."""
    specification, formats = template.specification, template.formats
    set_once = {item.id for item in items_set_once(specification)}
    columns: list[dict[str, Any]] = []
    for number, section in enumerate(specification.sections):
        dark, pale = BANDS[number % len(BANDS)]
        head = formats.of(bold=True, text_wrap=True, bg_color=pale, border=1, border_color=dark)
        for item in specification.items_of(section):
            formula = {"formula": f"={name_of('default', item.id)}"} if item.id in set_once else {}
            columns.append({"header": item.title, "header_format": head, **formula})
    sheet.add_table(HEADER_ROW, 0, FIRST_ROW, len(columns) - 1, {"name": "Rows", "style": None, "columns": columns})
    is_blank = _blank_formula({index for index, item in enumerate(specification.items) if item.id not in set_once})
    for item in items_set_once(specification):
        # With a text format, Excel would take the formula for text once someone edits it.
        style = formats.of(**(cell_format(item) if item.type == "date" else {}))
        default, chosen = name_of("default", item.id), name_of("chosen", item.id)
        sheet.write_formula(FIRST_ROW, template.layout.index(item.id), f"={default}", style, "")
        template.workbook.define_name(default, f'=IF({is_blank},"",IF({chosen}="","",{chosen}))')


def _blank_formula(columns: set[int]) -> str:
    """Return the formula that is TRUE where the cells of some columns are blank on the current row."""
    starts = sorted(column for column in columns if column - 1 not in columns)
    ends = sorted(column for column in columns if column + 1 not in columns)
    runs = [f"COUNTBLANK({DATA}!${xl_col_to_name(start)}1:${xl_col_to_name(end)}1)" for start, end in zip(starts, ends, strict=True)]
    return f"{'+'.join(runs)}={len(columns)}"


def _prompt(template: Template, item: DataItem, *, says_when: bool) -> str:
    """Return the message beside a cell: what the item is and, if all of it fits, when to fill it in."""
    what = " ".join(f"{item.obligation.capitalize()}. {item.definition}".split())
    when = f" {requirement(item, template.specification)}" if says_when else ""
    if len(what + when) <= LONGEST_MESSAGE:
        return what + when
    more = f" When to fill it in: see {DICTIONARY}." if says_when else f" See {DICTIONARY}."
    return shortened_to_words(what, LONGEST_MESSAGE - len(more)) + more


def _mark(template: Template, sheet: Worksheet, item: DataItem) -> None:
    """Mark the cells of an item that break a rule, and those that should stay blank."""
    column, formats = template.layout.index(item.id), template.formats
    area = (FIRST_ROW, column, LAST_ROW, column)
    rules = [each.rule for each in template.rules if each.rule.items[0] == item.id]
    for severity in SEVERITIES:
        broken = [name_of("breaks", rule.id) for rule in rules if rule.severity == severity]
        if broken:
            name = name_of("has", severity, item.id)
            template.workbook.define_name(name, f"=NOT(row_is_blank)*({'+'.join(broken)}>0)")
            mark_cells(sheet, area, f"={name}", formats.mark(**SEVERITY_MARKS[severity]), stops=True)
    if item.section in template.not_applicable:
        mark_cells(sheet, area, f"={name_of('not_applicable', item.section)}", formats.mark(**NOT_APPLICABLE_MARK))


def _frozen_columns(template: Template) -> int:
    """Return how many columns stay in sight: up to the last one whose value groups rows."""
    groups = [section.same_on_every_row_of or "" for section in template.specification.sections]
    return max((template.layout.index(group) + 1 for group in groups if group in template.specification.item_by_id), default=0)
