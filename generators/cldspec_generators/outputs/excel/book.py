"""What every sheet needs: the workbook, its looks, where things stand, and the rules as formulas."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cldspec.model import Severity, Specification
from cldspec.rules.all_rules import Row, Rule, rules_of
from cldspec.rules.evaluate import truth
from cldspec.rules.expression import Not, Truth, UnsupportedError, both, parse
from cldspec.rules.targets.excel import broken_formula, condition_formula
from cldspec_generators.outputs.excel.places import COLUMNS, IN_HAND, Places, looked_sheet
from cldspec_generators.shared.theme import INK
from cldspec_generators.shared.workbook import Formats, fit_row, set_print, set_widths

PACKAGE = "cldspec_generators.outputs.excel"
"""Whose templates are filled."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")
"""The gravest first."""
HEAD = 3
"""The row of the headers of a sheet that is one table, from 0."""
NOT_APPLICABLE_MARK = {"bg_color": "#C9CED1", "font_color": INK, "pattern": 14, "fg_color": "#DDE1E4"}
"""How a cell that should stay blank is marked: hatched."""
PROTECTED = {"autofilter": True, "format_columns": True, "format_rows": True}
"""What one may do on a sheet that is protected against slips; there is no password."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule as formulas: about the row in hand, about all rows, about the row that is looked at."""

    rule: Rule
    in_hand: str
    columns: str
    looked_at: str
    broken_by_a_blank_row: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook in the making."""

    workbook: Workbook
    formats: Formats
    specification: Specification
    places: Places
    not_for: Mapping[str, str]
    """By section, the formula that it is not for the row in hand."""
    rules: tuple[Compiled, ...]
    """The rules that the workbook checks, the gravest first."""


def sections_not_asked(specification: Specification) -> dict[str, str]:
    """Return by section the formula that it is not for the row in hand, for those that are not for every row."""
    made: dict[str, str] = {}
    for section in specification.sections:
        condition = parse(section.applies_when)
        if condition != Truth(True):
            with suppress(UnsupportedError):  # its cells are then not hatched
                made[section.id] = condition_formula(condition, specification, IN_HAND, wanted=False)
    return made


@lru_cache(maxsize=4)
def compiled_rules(specification: Specification) -> tuple[Compiled, ...]:
    """Return the rules that a sheet can check, as formulas, the gravest first."""
    made: list[Compiled] = []
    sheets = (IN_HAND, COLUMNS, looked_sheet(specification))
    for rule in rules_of(specification):
        try:
            in_hand, columns, looked_at = (broken_formula(rule, specification, sheet) for sheet in sheets)
        except UnsupportedError:
            continue  # the sheet Rules says so, as rules/coverage.csv does
        test = rule.test
        blank = isinstance(test, Row) and truth(both(test.when, Not(test.expect)), {}, specification) is True
        made.append(Compiled(rule, in_hand, columns, looked_at, blank))
    return tuple(sorted(made, key=lambda one: SEVERITIES.index(one.rule.severity)))


def add_sheet(book: Book, name: str, colour: str, widths: Iterable[float]) -> Worksheet:
    """Add a sheet for reading: no grid lines, columns of these widths, one page wide in print."""
    sheet = book.workbook.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(colour)
    set_widths(sheet, widths)
    sheet.set_row(0, 28)
    specification = book.specification
    set_print(sheet, footer=f"&L{specification.title.replace('&', '&&')} {specification.version}&C&A&RPage &P of &N")
    return sheet


def write_table(book: Book, sheet: Worksheet, heads: Mapping[str, float], rows: Iterable[Iterable[str | int]], bold: int) -> None:
    """Write a table below the title of a sheet, with a filter. Texts stay texts, whatever they look like.

    `heads` has the width of each column by its title; `bold` is the column, from 0, by which a row is known.
    """
    for column, head in enumerate(heads):
        sheet.write_string(HEAD, column, head, book.formats.head())
    fit_row(sheet, HEAD, heads.items())
    last, plain, strong = HEAD, book.formats.cell(), book.formats.cell(bold=True)
    for last, line in enumerate(rows, HEAD + 1):
        cells = list(line)
        fit_row(sheet, last, zip(map(str, cells), heads.values(), strict=True))
        for column, cell in enumerate(cells):
            shown = strong if column == bold else plain
            if isinstance(cell, int):
                sheet.write_number(last, column, cell, book.formats.cell(align="center"))
            else:
                sheet.write_string(last, column, cell, shown)
    sheet.autofilter(HEAD, 0, max(last, HEAD + 1), len(heads) - 1)
    sheet.repeat_rows(HEAD)
    sheet.freeze_panes(HEAD + 1, bold + 1)
    sheet.protect("", PROTECTED)


def cut(text: str, longest: int) -> str:
    """Return a text of at most so many characters, cut between words."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
