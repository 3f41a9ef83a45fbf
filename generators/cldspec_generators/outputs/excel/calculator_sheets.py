"""The worksheets on which people can try out a calculation."""

import re
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cldspec.model import Calculation, DataItem, Multipliers, Severity, Specification, WeeklySchedule
from cldspec.rules.all_rules import Readable, Row, Rule, Spelling, rules_of
from cldspec.rules.dependent_values import DependentValues, dependent_values_in
from cldspec.rules.evaluate import MULTIPLIER, NOT_APPLICABLE, OTHERWISE
from cldspec.rules.expression import InTable, Item, Not, UnsupportedError, parse, tables_of, values_in
from cldspec.rules.targets.excel import (
    broken_formula,
    calculated_formula,
    explanation_formula,
    items_needed,
    needs_formula,
    text_literal,
    within_limits,
)
from cldspec_generators.outputs.excel import data_sheet
from cldspec_generators.outputs.excel.defined_names import calculator_cell, calculator_references, name_of
from cldspec_generators.outputs.excel.rule_formulas import SEVERITIES, RuleFormula, stored_as_text
from cldspec_generators.outputs.excel.workings_sheet import Choices
from cldspec_generators.outputs.excel.worksheets import (
    ALLOWED_WHEN_PROTECTED,
    NOT_APPLICABLE_MARK,
    TITLE_ROW,
    Template,
    mark_cells,
    write_heads,
)
from cldspec_generators.shared.workbook import LINE_HEIGHT, ROW_SPACE, SEVERITY_MARKS, quoted

ROWS = 60
"""The rows to fill in, below the example."""
SPARE_SCHEDULE_ROWS = 4
"""The rows of a weekly schedule to fill in, below those of the example."""
ADVICE_WIDTH = 90
"""The width of the column that says what to do."""
FIRST_COLUMN = 1
"""The column of the first item, from 0."""


@dataclass(frozen=True, slots=True)
class Calculator:
    """A calculation, and the worksheet on which it can be tried out."""

    template: Template
    sheet: Worksheet
    title: str
    calculation: Calculation
    items: list[DataItem]
    head_row: int
    """The row of the headers, from 0. The example is below it."""
    rules: tuple[RuleFormula, ...]
    """The rules that the worksheet checks."""

    def cell(self, name: str) -> str:
        """Return the name of an item's cell, or of another cell, on the current row."""
        return calculator_cell(self.calculation, name)

    def needs(self, item: str) -> str:
        """Return the name of the formula that says whether the current row needs an item."""
        return name_of("needs", self.calculation.id, item)

    def breaks(self, rule: Rule) -> str:
        """Return the name of the formula that says whether the current row breaks a rule."""
        return calculator_cell(self.calculation, f"breaks_{rule.id}")

    def has(self, severity: Severity, item: DataItem) -> str:
        """Return the name of the formula that says whether an item's cell on the current row breaks a rule of this severity."""
        return calculator_cell(self.calculation, f"has_{severity}_{item.id}")

    def column(self, offset: int) -> int:
        """Return the number of a column after those of the items: multiplier, result, advice, a gap, then the tables at the side."""
        return FIRST_COLUMN + len(self.items) + offset

    @property
    def last_row(self) -> int:
        """The last row to fill in, from 0."""
        return self.head_row + 1 + ROWS


def write(template: Template, sheet: Worksheet, calculation: Calculation, title: str) -> list[Choices]:
    """Write the worksheet of a calculation that has a tool, and return its drop-down lists that depend on another cell."""
    tool, formats = calculation.tool, template.formats
    if tool is None:
        return []
    sheet.write_string(TITLE_ROW, 0, tool.title, formats.title())
    instructions = _sentences(tool.instructions)
    for row, instruction in enumerate(instructions, TITLE_ROW + 1):
        sheet.write_string(row, 0, instruction, formats.line)
    items = items_used(calculation, template.specification)
    rules = rules_checked(calculation, template.specification)
    calculator = Calculator(template, sheet, title, calculation, items, len(instructions) + 2, rules)
    _define_names(calculator)
    _set_widths(calculator)
    _write_rows(calculator)
    _validate(calculator)
    _mark(calculator)
    below = _write_multipliers(calculator, calculation.multipliers) if calculation.multipliers else calculator.head_row
    if tool.schedule:
        _write_schedule(calculator, tool.schedule, below + 1)
    sheet.freeze_panes(calculator.head_row + 1, 0)
    sheet.repeat_rows(calculator.head_row)
    sheet.fit_to_pages(2, 0)
    sheet.protect("", ALLOWED_WHEN_PROTECTED)
    sheet.set_selection(calculator.head_row + 2, FIRST_COLUMN, calculator.head_row + 2, FIRST_COLUMN)
    dependent = _dependent_values(calculation, template.specification)
    if dependent is None:
        return []
    all_values = tuple(dict.fromkeys(value for values in dependent.values.values() for value in values))
    return [Choices(_choices_name(calculation), calculator.cell(dependent.depends_on), dependent, all_values)]


def items_used(calculation: Calculation, specification: Specification) -> list[DataItem]:
    """Return the items that a calculation uses, in the order of the template."""
    names: set[str] = set()
    for case in calculation.cases:
        names |= {*items_needed(case, calculation)}
        if case.when != OTHERWISE:
            condition = parse(case.when)
            names |= {value.id for value in values_in(condition) if isinstance(value, Item)}
            names |= {key for table in tables_of(condition) for key in specification.table_by_id[table].keys}
    return [item for item in specification.items if item.id in names]


def _define_names(calculator: Calculator) -> None:
    """Define the names for the cells of the current row, the result, the advice, and whether each item is needed."""
    specification, calculation = calculator.template.specification, calculator.calculation
    define, own_sheet = calculator.template.workbook.define_name, quoted(calculator.title)
    references = calculator_references(calculation)
    for column, item in enumerate(calculator.items, FIRST_COLUMN):
        define(calculator.cell(item.id), f"={own_sheet}!${xl_col_to_name(column)}1")
    define(calculator.cell(MULTIPLIER), f"={own_sheet}!${xl_col_to_name(calculator.column(0))}1")
    _define_rules(calculator)
    define(name_of("result", calculation.id), f"={calculated_formula(calculation, specification, references)}")
    define(name_of("advice", calculation.id), f"={explanation_formula(calculation, specification, references)}")
    for item in _items_with_value(calculator):
        define(calculator.needs(item.id), f"={needs_formula(item.id, calculation, specification, references)}")
    first, last = xl_col_to_name(FIRST_COLUMN), xl_col_to_name(calculator.column(-1))
    define(calculator.cell("is_blank"), f"=(COUNTBLANK({own_sheet}!${first}1:${last}1)={len(calculator.items)})")


def _define_rules(calculator: Calculator) -> None:
    """Define the names that say which rules the current row breaks, and what to do about them."""
    define = calculator.template.workbook.define_name
    for each in calculator.rules:
        define(calculator.breaks(each.rule), f"={each.formula}")
    messages = [f'IF({calculator.breaks(each.rule)},{text_literal(f"{each.rule.message} ")},"")' for each in calculator.rules]
    define(calculator.cell("wrong"), f"={within_limits('&'.join(messages) or text_literal(''))}")
    for severity in SEVERITIES:
        for item in calculator.items:
            broken = [
                calculator.breaks(each.rule) for each in calculator.rules if (each.rule.items[0], each.rule.severity) == (item.id, severity)
            ]
            if broken:
                define(calculator.has(severity, item), f"=({'+'.join(broken)}>0)")


def rules_checked(calculation: Calculation, specification: Specification) -> tuple[RuleFormula, ...]:
    """Return the rules that can be checked with the items of a calculation: those about one cell, and those in rule files.

    Rules that are only information are left out.
    """
    items = {item.id: item for item in items_used(calculation, specification)}
    references = calculator_references(calculation)
    found = [stored_as_text(item, references) for item in items.values() if item.type in {"date", "integer", "decimal"}]
    for rule in rules_of(specification):
        is_about_cell = isinstance(rule.test, Readable | Spelling) and rule.items[0] in items
        is_about_row = isinstance(rule.test, Row) and rule.entry is not None and _items_in(rule.test, specification) <= items.keys()
        if rule.severity != "information" and (is_about_cell or is_about_row):
            with suppress(UnsupportedError):
                found.append(RuleFormula(rule, broken_formula(rule, specification, references), ""))
    return tuple(found)


def _items_in(test: Row, specification: Specification) -> set[str]:
    """Return the items that a rule about one row looks at."""
    return {
        name
        for condition in (test.when, test.expect)
        for name in (
            *(value.id for value in values_in(condition) if isinstance(value, Item)),
            *(key for table in tables_of(condition) for key in specification.table_by_id[table].keys),
        )
    }


def _set_widths(calculator: Calculator) -> None:
    sheet = calculator.sheet
    sheet.set_column(0, 0, 6)
    for column, item in enumerate(calculator.items, FIRST_COLUMN):
        longest = max((len(value) for value in calculator.template.specification.values_of(item.id) or ()), default=10)
        sheet.set_column(column, column, max(14, min(longest + 2, 36)))
    for offset, width in enumerate((12, 20, ADVICE_WIDTH, 3, 16)):
        sheet.set_column(calculator.column(offset), calculator.column(offset), width)
    sheet.set_column(calculator.column(5), calculator.column(14), 10)


def _write_rows(calculator: Calculator) -> None:
    """Write the headers, the example, and the rows to fill in."""
    sheet, formats, calculation = calculator.sheet, calculator.template.formats, calculator.calculation
    heads = ["", *(item.title for item in calculator.items), MULTIPLIER.capitalize(), calculation.title, "What to do"]
    write_heads(calculator.template, sheet, calculator.head_row, heads)
    sheet.set_row(calculator.head_row, 44)
    example = calculation.examples[0]
    for row in range(calculator.head_row + 1, calculator.last_row + 1):
        is_example = row == calculator.head_row + 1
        sheet.set_row(row, 2 * LINE_HEIGHT + ROW_SPACE)  # no program makes it higher for the result of a formula
        sheet.write_string(row, 0, "E.g." if is_example else "", formats.cell(italic=True))
        for column, item in enumerate(calculator.items, FIRST_COLUMN):
            given = example.given.get(item.id, "") if is_example else ""
            shape = data_sheet.cell_format(item)
            style = formats.cell(italic=True, **shape) if is_example else formats.entry(**shape)
            if given and item.type in {"integer", "decimal"}:
                sheet.write_number(row, column, float(given), style)
            elif given:
                sheet.write_string(row, column, given, style)
            else:
                sheet.write_blank(row, column, None, style)
        _write_results(calculator, row, is_example=is_example)


def _write_results(calculator: Calculator, row: int, *, is_example: bool) -> None:
    """Write the formulas of a row, with the values that they have before anything is filled in."""
    sheet, formats, calculation = calculator.sheet, calculator.template.formats, calculator.calculation
    example, multipliers, is_blank = calculation.examples[0], calculation.multipliers, calculator.cell("is_blank")
    if multipliers:
        factors = {one.value: float(one.multiplier) for one in multipliers.values}
        value = f"TRIM({calculator.cell(multipliers.item)})"
        lookup = f'=IFERROR(INDEX({_factors_name(calculation)},MATCH({value},{_factor_values_name(calculation)},0)),"")'
        factor = factors.get(example.given.get(multipliers.item, ""), "") if is_example else ""
        sheet.write_formula(row, calculator.column(0), lookup, formats.cell(num_format="General"), factor)
    is_number = is_example and example.result != NOT_APPLICABLE
    result: str | float = float(example.result) if is_number else example.result if is_example else ""
    number_format = "#,##0." + "0" * calculation.scale if calculation.scale else "#,##0"
    style = formats.cell(num_format=number_format, bold=True, align="right")
    sheet.write_formula(row, calculator.column(1), f'=IF({is_blank},"",{name_of("result", calculation.id)})', style, result)
    reasons = [case.not_applicable or "" for case in calculation.cases]
    said = f'=IF({is_blank},"",TRIM({calculator.cell("wrong")}&{name_of("advice", calculation.id)}))'
    advice = reasons[0] if is_example and example.result == NOT_APPLICABLE else ""
    sheet.write_formula(row, calculator.column(2), said, formats.cell(), advice)


def _validate(calculator: Calculator) -> None:
    """Set what each column accepts. Other values get a warning only, as people may want to try them."""
    template = calculator.template
    dependent = _dependent_values(calculator.calculation, template.specification)
    for column, item in enumerate(calculator.items, FIRST_COLUMN):
        allowed: dict[str, Any] = data_sheet.validation(template, item, says_when=False) | {"error_type": "warning"}
        if dependent and item.id == dependent.item:
            allowed |= data_sheet.dependent_validation(template, item, dependent.depends_on, _choices_name(calculator.calculation))
        calculator.sheet.data_validation(calculator.head_row + 2, column, calculator.last_row, column, allowed)


def _mark(calculator: Calculator) -> None:
    """Mark cells that break a rule, blank cells that are needed, and cells that are not needed."""
    formats = calculator.template.formats
    for column, item in enumerate(calculator.items, FIRST_COLUMN):
        for severity in SEVERITIES:
            if any((each.rule.items[0], each.rule.severity) == (item.id, severity) for each in calculator.rules):
                area = (calculator.head_row + 1, column, calculator.last_row, column)
                mark = formats.mark(**SEVERITY_MARKS[severity])
                mark_cells(calculator.sheet, area, f"={calculator.has(severity, item)}", mark, stops=True)
    for item in _items_with_value(calculator):
        column = FIRST_COLUMN + calculator.items.index(item)
        area = (calculator.head_row + 1, column, calculator.last_row, column)
        is_filled, is_needed = f"NOT({calculator.cell('is_blank')})", calculator.needs(item.id)
        missing = f'={is_filled}*{is_needed}*(TRIM({calculator.cell(item.id)})="")'
        mark_cells(calculator.sheet, area, missing, formats.mark(**SEVERITY_MARKS["warning"]))
        mark_cells(calculator.sheet, area, f"={is_filled}*NOT({is_needed})", formats.mark(**NOT_APPLICABLE_MARK))


def _write_multipliers(calculator: Calculator, multipliers: Multipliers) -> int:
    """Write the multipliers to the right of the table, name their cells, and return the row below."""
    sheet, formats, column = calculator.sheet, calculator.template.formats, calculator.column(4)
    item = calculator.template.specification.item_by_id[multipliers.item]
    write_heads(calculator.template, sheet, calculator.head_row, (item.title, MULTIPLIER.capitalize()), column)
    last = calculator.head_row
    for last, one in enumerate(multipliers.values, calculator.head_row + 1):
        sheet.write_string(last, column, one.value, formats.cell())
        sheet.write_number(last, column + 1, float(one.multiplier), formats.cell(num_format="General"))
    for index, name in ((column, _factor_values_name(calculator.calculation)), (column + 1, _factors_name(calculator.calculation))):
        letters = xl_col_to_name(index)
        cells = f"{quoted(calculator.title)}!${letters}${calculator.head_row + 2}:${letters}${last + 1}"
        calculator.template.workbook.define_name(name, f"={cells}")
    return last + 1


def _write_schedule(calculator: Calculator, schedule: WeeklySchedule, row: int) -> None:
    """Write the week of the example, and rows for a week of the user's own, each with its total."""
    sheet, formats, column = calculator.sheet, calculator.template.formats, calculator.column(4)
    sheet.write_string(row, column, schedule.title, formats.heading)
    sheet.set_row(row + 1, 44)
    write_heads(calculator.template, sheet, row + 1, [schedule.time, *schedule.days, schedule.total], column)
    days = len(schedule.days)
    given = [(one.time, one.units) for one in schedule.rows]
    spare = [("", ("",) * days)] * SPARE_SCHEDULE_ROWS
    for line, (time, units) in enumerate([*given, *spare], row + 2):
        style = formats.cell(italic=True) if line < row + 2 + len(given) else formats.entry()
        sheet.write_string(line, column, time, style)
        for offset, unit in enumerate(units, 1):
            if unit:
                sheet.write_number(line, column + offset, float(unit), style)
            else:
                sheet.write_blank(line, column + offset, None, style)
        first, last = xl_col_to_name(column + 1), xl_col_to_name(column + days)
        total = float(sum(Decimal(unit) for unit in units if unit))
        formula = f"=SUM({first}{line + 1}:{last}{line + 1})"
        sheet.write_formula(line, column + days + 1, formula, formats.cell(bold=True, num_format="0.##;;"), total)
    below = row + 2 + len(given) + SPARE_SCHEDULE_ROWS
    totals = xl_col_to_name(column + days + 1)
    own_total = f"=SUM({totals}{row + 3 + len(given)}:{totals}{below})"
    sheet.write_string(below, column, schedule.total, formats.label)
    sheet.set_row(below, 30)
    sheet.write_formula(below, column + days + 1, own_total, formats.cell(bold=True, num_format="General"), 0)
    for line, note in enumerate(_sentences(schedule.note or ""), below + 1):
        sheet.write_string(line, column, note, formats.line)


def _items_with_value(calculator: Calculator) -> list[DataItem]:
    """Return the items whose value some case of the calculation needs."""
    needed = {name for case in calculator.calculation.cases for name in items_needed(case, calculator.calculation)}
    return [item for item in calculator.items if item.id in needed]


def _dependent_values(calculation: Calculation, specification: Specification) -> DependentValues | None:
    """Return the values that depend on each other because of a table, if there is no result for rows outside it."""
    for case in calculation.cases:
        if case.when != OTHERWISE and case.not_applicable:
            condition = parse(case.when)
            if isinstance(condition, Not) and isinstance(condition.condition, InTable):
                return dependent_values_in(specification.table_by_id[condition.condition.table], specification)
    return None


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=\.)\s+", " ".join(text.split())) if sentence]


def _choices_name(calculation: Calculation) -> str:
    return name_of("choices", calculation.id)


def _factors_name(calculation: Calculation) -> str:
    return name_of("multipliers", calculation.id)


def _factor_values_name(calculation: Calculation) -> str:
    return name_of("multiplied", calculation.id)
