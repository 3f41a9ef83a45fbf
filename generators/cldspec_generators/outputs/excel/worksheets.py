"""What the worksheets of the template share: the workbook with its layout and formulas, pages for reading, and tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cldspec.model import Specification
from cldspec_generators.outputs.excel.layout import Layout, layout_of
from cldspec_generators.outputs.excel.rule_formulas import RuleFormula, not_applicable_formulas, rule_formulas
from cldspec_generators.shared.theme import INK
from cldspec_generators.shared.workbook import Formats, fit_row, set_print, set_widths

PACKAGE = "cldspec_generators.outputs.excel"
"""The package that has the Jinja templates."""
TITLE_ROW, SUBTITLE_ROW, HEAD_ROW = 0, 1, 3
"""The rows, from 0, of a worksheet with one table: its title, the line below, and the headers of the table."""
NOT_APPLICABLE_MARK: dict[str, Any] = {"bg_color": "#C9CED1", "font_color": INK, "pattern": 14, "fg_color": "#DDE1E4"}
"""How a cell that should stay blank is marked: hatched."""
PRINTED_WIDTH = 215
"""The width of the columns that are still legible on one page, in characters."""
ALLOWED_WHEN_PROTECTED = {"autofilter": True, "format_columns": True, "format_rows": True}
"""What people can do on a protected worksheet. Protection guards against slips only: there is no password."""


@dataclass(frozen=True, slots=True)
class Template:
    """The workbook while it is being written."""

    workbook: Workbook
    formats: Formats
    specification: Specification
    layout: Layout
    not_applicable: Mapping[str, str]
    """By section, the formula that is TRUE where the section does not apply to the current row."""
    rules: tuple[RuleFormula, ...]
    """What the workbook checks on each row, highest severity first."""


def new_template(workbook: Workbook, specification: Specification) -> Template:
    """Return the template of a specification, without worksheets."""
    formulas = not_applicable_formulas(specification), rule_formulas(specification)
    return Template(workbook, Formats(workbook), specification, layout_of(specification), *formulas)


def add_sheet(template: Template, name: str, colour: str, widths: Iterable[float]) -> Worksheet:
    """Add a worksheet for reading: without grid lines, with columns of these widths, in print as many pages wide as they need."""
    sheet, widths = template.workbook.add_worksheet(name), tuple(widths)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(colour)
    set_widths(sheet, widths)
    sheet.set_row(TITLE_ROW, 28)
    specification = template.specification
    title = f"{specification.title} {specification.version_label}".replace("&", "&&")
    set_print(sheet, footer=f"&L{title}&C&A&RPage &P of &N", pages=max(1, ceil(sum(widths) / PRINTED_WIDTH)))
    return sheet


def write_title(template: Template, sheet: Worksheet, title: str, subtitle: str) -> None:
    """Write the first two lines of a worksheet."""
    sheet.write_string(TITLE_ROW, 0, title, template.formats.title())
    sheet.write_string(SUBTITLE_ROW, 0, subtitle, template.formats.line)


def write_table(
    template: Template, sheet: Worksheet, heads: Mapping[str, float], rows: Iterable[Iterable[str | int]], key_column: int
) -> None:
    """Write a table with a filter below the title of a worksheet. Every text stays text.

    `heads` gives the width of each column by its header. `key_column`, from 0, is in bold and stays in sight.
    """
    write_heads(template, sheet, HEAD_ROW, heads)
    fit_row(sheet, HEAD_ROW, heads.items())
    last, plain, bold = HEAD_ROW, template.formats.cell(), template.formats.cell(bold=True)
    for last, row in enumerate(rows, HEAD_ROW + 1):
        cells = list(row)
        fit_row(sheet, last, zip(map(str, cells), heads.values(), strict=True))
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(last, column, cell, template.formats.cell(align="center"))
            else:
                sheet.write_string(last, column, cell, bold if column == key_column else plain)
    finish_table(sheet, last, len(heads), key_column + 1)
    sheet.repeat_columns(0, key_column)


def fill_down(  # noqa: PLR0913, PLR0917 - as XlsxWriter's own functions
    sheet: Worksheet, rows: tuple[int, int], column: int, formula: str, style: Format | None = None, value: str | int = ""
) -> None:
    """Write the same formula and its value in a column, from the first to the last of these rows.

    XlsxWriter takes long to examine a formula, so all rows share one cell.
    """
    first, last = rows
    for row in rows:
        sheet.write_formula(row, column, formula, style, value)
    for row in range(first + 1, last):
        sheet.table[row][column] = sheet.table[first][column]


def write_heads(template: Template, sheet: Worksheet, row: int, heads: Iterable[str], first_column: int = 0) -> None:
    """Write the headers of a table, from a column on."""
    for column, head in enumerate(heads, first_column):
        sheet.write_string(row, column, head, template.formats.head())


def finish_table(sheet: Worksheet, last: int, columns: int, frozen_columns: int = 0) -> None:
    """Give the table of a worksheet a filter, keep its headers in sight and in print, and protect the worksheet."""
    sheet.autofilter(HEAD_ROW, 0, max(last, HEAD_ROW + 1), columns - 1)
    sheet.freeze_panes(HEAD_ROW + 1, frozen_columns)
    sheet.repeat_rows(HEAD_ROW)
    sheet.protect("", ALLOWED_WHEN_PROTECTED)


def mark_cells(sheet: Worksheet, area: tuple[int, int, int, int], formula: str, mark: Format, *, stops: bool = False) -> None:
    """Give the cells of an area (first row and column, last row and column) a format where a formula is TRUE.

    With `stops`, later marks of the area do not apply to such a cell.
    """
    condition = {"type": "formula", "criteria": formula, "format": mark} | ({"stop_if_true": True} if stops else {})
    sheet.conditional_format(*area, condition)


def shortened_to_words(text: str, longest: int) -> str:
    """Return a text of at most `longest` characters. A longer one ends after a word, with an ellipsis."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def one_line(text: str) -> str:
    """Return a text from YAML without its line breaks."""
    return " ".join(text.split())
