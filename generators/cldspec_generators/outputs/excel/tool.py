"""The sheets on which people try a calculation out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cldspec.model import Calculation, DataItem, Multipliers, Specification, WeeklySchedule
from cldspec.rules.evaluate import MULTIPLIER, NOT_APPLICABLE, OTHERWISE
from cldspec.rules.expression import InTable, Item, Not, parse, tables_of, values_in
from cldspec.rules.targets.excel import calculated_formula, explanation_formula, items_needed, needs_formula
from cldspec.rules.ties import Tie, tie_of
from cldspec_generators.outputs.excel import data
from cldspec_generators.outputs.excel.book import NOT_APPLICABLE_MARK, PROTECTED, Book
from cldspec_generators.outputs.excel.places import name_of, trial_sheet, tried
from cldspec_generators.outputs.excel.working import Choice
from cldspec_generators.shared.workbook import SEVERITY_MARKS, quoted

ROWS = 60
"""How many rows there are to try things on, below the example."""
SPARE_ROWS = 4
"""How many rows of the week there are to fill, below those of the example."""
FIRST_COLUMN = 1
"""The column of the first item, from 0."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A calculation and the sheet on which it is tried."""

    book: Book
    sheet: Worksheet
    title: str
    calculation: Calculation
    items: list[DataItem]
    head: int
    """The row of the headers, from 0; the example stands below it."""

    def cell(self, item: str) -> str:
        """Return the name of the cell of an item, or of what is said, on the row in hand."""
        return tried(self.calculation, item)

    def uses(self, item: str) -> str:
        """Return the name of what says whether the row in hand needs an item."""
        return name_of("uses", self.calculation.id, item)

    def column(self, offset: int) -> int:
        """Return the number of a column after those of the items: multiplier, result, advice, a gap, what stands beside."""
        return FIRST_COLUMN + len(self.items) + offset

    @property
    def last(self) -> int:
        """The last row to fill."""
        return self.head + 1 + ROWS


def fill(book: Book, sheet: Worksheet, calculation: Calculation, title: str) -> list[Choice]:
    """Fill the sheet of a calculation that has a tool; return its drop-downs that depend on another cell."""
    tool, formats = calculation.tool, book.formats
    if tool is None:
        return []
    sheet.write_string(0, 0, tool.title, formats.title())
    sentences = _sentences(tool.instructions)
    for row, sentence in enumerate(sentences, 1):
        sheet.write_string(row, 0, sentence, formats.line)
    trial = Trial(book, sheet, title, calculation, items_of(calculation, book.specification), len(sentences) + 2)
    _names(trial)
    _widths(trial)
    _rows(trial)
    _validation(trial)
    _marks(trial)
    below = _multipliers(trial, calculation.multipliers) if calculation.multipliers else trial.head
    if tool.schedule:
        _schedule(trial, tool.schedule, below + 1)
    sheet.freeze_panes(trial.head + 1, 0)
    sheet.repeat_rows(trial.head)
    sheet.protect("", PROTECTED)
    sheet.set_selection(trial.head + 2, FIRST_COLUMN, trial.head + 2, FIRST_COLUMN)
    tie = _tie(calculation, book.specification)
    if tie is None:
        return []
    every = tuple(dict.fromkeys(value for values in tie.values.values() for value in values))
    return [Choice(_choices(calculation), trial.cell(tie.on), tie, every)]


def items_of(calculation: Calculation, specification: Specification) -> list[DataItem]:
    """Return the items that a calculation looks at, in template order."""
    names: set[str] = set()
    for case in calculation.cases:
        names |= {*items_needed(case, calculation)}
        if case.when != OTHERWISE:
            condition = parse(case.when)
            names |= {value.id for value in values_in(condition) if isinstance(value, Item)}
            names |= {key for table in tables_of(condition) for key in specification.table_by_id[table].keys}
    return [item for item in specification.items if item.id in names]


def _names(trial: Trial) -> None:
    """Name the cells of the row in hand, the result, the advice, and whether each item is needed."""
    book, calculation, here = trial.book, trial.calculation, quoted(trial.title)
    named: Callable[[str, str], Any] = book.workbook.define_name
    for column, item in enumerate(trial.items, FIRST_COLUMN):
        named(trial.cell(item.id), f"={here}!${xl_col_to_name(column)}1")
    named(trial.cell(MULTIPLIER), f"={here}!${xl_col_to_name(trial.column(0))}1")
    places = trial_sheet(calculation)
    named(name_of("result", calculation.id), f"={calculated_formula(calculation, book.specification, places)}")
    named(name_of("advice", calculation.id), f"={explanation_formula(calculation, book.specification, places)}")
    for item in _needed(trial):
        named(trial.uses(item.id), f"={needs_formula(item.id, calculation, book.specification, places)}")
    first, last = xl_col_to_name(FIRST_COLUMN), xl_col_to_name(trial.column(-1))
    named(trial.cell("is_blank"), f"=(COUNTBLANK({here}!${first}1:${last}1)={len(trial.items)})")


def _widths(trial: Trial) -> None:
    sheet = trial.sheet
    sheet.set_column(0, 0, 6)
    for column, item in enumerate(trial.items, FIRST_COLUMN):
        longest = max((len(value) for value in trial.book.specification.values_of(item.id) or ()), default=10)
        sheet.set_column(column, column, max(14, min(longest + 2, 36)))
    for offset, width in enumerate((12, 20, 52, 3, 16)):
        sheet.set_column(trial.column(offset), trial.column(offset), width)
    sheet.set_column(trial.column(5), trial.column(14), 10)


def _rows(trial: Trial) -> None:
    """Write the headers, the example, and the rows to fill."""
    sheet, formats, calculation = trial.sheet, trial.book.formats, trial.calculation
    titles = ["", *(item.title for item in trial.items), MULTIPLIER.capitalize(), calculation.title, "What to do"]
    for column, title in enumerate(titles):
        sheet.write_string(trial.head, column, title, formats.head())
    sheet.set_row(trial.head, 44)
    example = calculation.examples[0]
    for row in range(trial.head + 1, trial.last + 1):
        is_example = row == trial.head + 1
        sheet.write_string(row, 0, "E.g." if is_example else "", formats.cell(italic=True))
        for column, item in enumerate(trial.items, FIRST_COLUMN):
            given = example.given.get(item.id, "") if is_example else ""
            shown = formats.cell(italic=True, **data.shape(item)) if is_example else formats.entry(**data.shape(item))
            if given and item.type in {"integer", "decimal"}:
                sheet.write_number(row, column, float(given), shown)
            elif given:
                sheet.write_string(row, column, given, shown)
            else:
                sheet.write_blank(row, column, None, shown)
        _worked_out(trial, row, is_example=is_example)


def _worked_out(trial: Trial, row: int, *, is_example: bool) -> None:
    """Write the formulas of a row, with the values that they have in an unfilled workbook."""
    sheet, formats, calculation = trial.sheet, trial.book.formats, trial.calculation
    example, multipliers = calculation.examples[0], calculation.multipliers
    if multipliers:
        factors = {one.value: float(one.multiplier) for one in multipliers.values}
        value = f"TRIM({trial.cell(multipliers.item)})"
        lookup = f'=IFERROR(INDEX({_factors(calculation)},MATCH({value},{_factor_values(calculation)},0)),"")'
        known = factors.get(example.given.get(multipliers.item, ""), "") if is_example else ""
        sheet.write_formula(row, trial.column(0), lookup, formats.cell(num_format="General"), known)
    result = float(example.result) if is_example and example.result != NOT_APPLICABLE else example.result if is_example else ""
    money = {"num_format": "#,##0." + "0" * calculation.scale if calculation.scale else "#,##0", "bold": True, "align": "right"}
    formula = f'=IF({trial.cell("is_blank")},"",{name_of("result", calculation.id)})'
    sheet.write_formula(row, trial.column(1), formula, formats.cell(**money), result)
    said = f'=IF({trial.cell("is_blank")},"",{name_of("advice", calculation.id)})'
    reasons = [case.not_applicable or "" for case in calculation.cases]
    advice = reasons[0] if is_example and example.result == NOT_APPLICABLE else ""
    sheet.write_formula(row, trial.column(2), said, formats.cell(), advice)


def _validation(trial: Trial) -> None:
    tie = _tie(trial.calculation, trial.book.specification)
    for column, item in enumerate(trial.items, FIRST_COLUMN):
        allowed = data.validation(trial.book, item, says_when=False) | {"error_type": "warning"}
        if tie and item.id == tie.item:
            allowed |= data.dependent(trial.book, item, tie.on, _choices(trial.calculation))
        trial.sheet.data_validation(trial.head + 2, column, trial.last, column, allowed)


def _marks(trial: Trial) -> None:
    """Mark cells that are needed and blank, and cells that are not needed."""
    formats = trial.book.formats
    for item in _needed(trial):
        column = FIRST_COLUMN + trial.items.index(item)
        filled, uses = f"NOT({trial.cell('is_blank')})", trial.uses(item.id)
        missing = (f'={filled}*{uses}*(TRIM({trial.cell(item.id)})="")', formats.mark(**SEVERITY_MARKS["warning"]))
        idle = (f"={filled}*NOT({uses})", formats.mark(**NOT_APPLICABLE_MARK))
        for criteria, mark in (missing, idle):
            formula = {"type": "formula", "criteria": criteria, "format": mark}
            trial.sheet.conditional_format(trial.head + 1, column, trial.last, column, formula)


def _multipliers(trial: Trial, multipliers: Multipliers) -> int:
    """Write the multipliers at the right of the table, and name them; return the row below."""
    sheet, formats, column = trial.sheet, trial.book.formats, trial.column(4)
    sheet.write_string(trial.head, column, trial.book.specification.item_by_id[multipliers.item].title, formats.head())
    sheet.write_string(trial.head, column + 1, MULTIPLIER.capitalize(), formats.head())
    last = trial.head
    for last, one in enumerate(multipliers.values, trial.head + 1):
        sheet.write_string(last, column, one.value, formats.cell())
        sheet.write_number(last, column + 1, float(one.multiplier), formats.cell(num_format="General"))
    for letters, name in (
        (xl_col_to_name(column), _factor_values(trial.calculation)),
        (xl_col_to_name(column + 1), _factors(trial.calculation)),
    ):
        trial.book.workbook.define_name(name, f"={quoted(trial.title)}!${letters}${trial.head + 2}:${letters}${last + 1}")
    return last + 1


def _schedule(trial: Trial, schedule: WeeklySchedule, row: int) -> None:
    """Write the week of the example, and rows for a week of one's own, each with its sum."""
    sheet, formats, column = trial.sheet, trial.book.formats, trial.column(4)
    sheet.write_string(row, column, schedule.title, formats.heading)
    sheet.set_row(row + 1, 30)
    for offset, title in enumerate([schedule.time, *schedule.days, schedule.total]):
        sheet.write_string(row + 1, column + offset, title, formats.head())
    days = len(schedule.days)
    given = [(one.time, one.units) for one in schedule.rows]
    for place, (time, units) in enumerate([*given, *[("", ("",) * days)] * SPARE_ROWS], row + 2):
        is_given = place < row + 2 + len(given)
        shown = formats.cell(italic=True) if is_given else formats.entry()
        sheet.write_string(place, column, time, shown)
        for offset, unit in enumerate(units, 1):
            if unit:
                sheet.write_number(place, column + offset, float(unit), shown)
            else:
                sheet.write_blank(place, column + offset, None, shown)
        first, last = xl_col_to_name(column + 1), xl_col_to_name(column + days)
        planned = float(sum(Decimal(unit) for unit in units if unit))
        total = f"=SUM({first}{place + 1}:{last}{place + 1})"
        sheet.write_formula(place, column + days + 1, total, formats.cell(bold=True, num_format="0.##;;"), planned)
    below = row + 2 + len(given) + SPARE_ROWS
    totals = xl_col_to_name(column + days + 1)
    own = f"=SUM({totals}{row + 3 + len(given)}:{totals}{below})"
    sheet.write_string(below, column, schedule.total, formats.label)
    sheet.set_row(below, 30)
    sheet.write_formula(below, column + days + 1, own, formats.cell(bold=True, num_format="General"), 0)
    for place, sentence in enumerate(_sentences(schedule.note or ""), below + 1):
        sheet.write_string(place, column, sentence, formats.line)


def _needed(trial: Trial) -> list[DataItem]:
    """Return the items whose value some case needs."""
    needed = {name for case in trial.calculation.cases for name in items_needed(case, trial.calculation)}
    return [item for item in trial.items if item.id in needed]


def _tie(calculation: Calculation, specification: Specification) -> Tie | None:
    """Return what ties two items: a table without whose rows there is no result."""
    for case in calculation.cases:
        if case.when != OTHERWISE and case.not_applicable:
            condition = parse(case.when)
            if isinstance(condition, Not) and isinstance(condition.condition, InTable):
                return tie_of(specification.table_by_id[condition.condition.table], specification)
    return None


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=\.)\s+", " ".join(text.split())) if sentence]


def _choices(calculation: Calculation) -> str:
    return name_of("choices", calculation.id)


def _factors(calculation: Calculation) -> str:
    return name_of("multipliers", calculation.id)


def _factor_values(calculation: Calculation) -> str:
    return name_of("multiplied", calculation.id)
