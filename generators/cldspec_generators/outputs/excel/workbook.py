"""The template as a whole: its worksheets in order, and its README."""

from xlsxwriter.workbook import Workbook

from cldspec.model import Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.coverage import left_out_rules
from cldspec.rules.dependent_values import dependent_values
from cldspec_generators.outputs.excel import (
    about_sheet,
    calculator_sheets,
    check_sheet,
    code_list_sheets,
    data_sheet,
    findings_sheet,
    reference_sheets,
    row_findings_sheet,
    workings_sheet,
)
from cldspec_generators.outputs.excel.defined_names import name_of
from cldspec_generators.outputs.excel.layout import (
    ABOUT,
    CHANGES,
    CHECK,
    CHECKED_ROWS,
    DATA,
    DICTIONARY,
    FINDINGS,
    HEADER_ROW,
    LISTS,
    ROW_FINDINGS,
    ROWS,
    RULES,
    WORKINGS,
    items_set_once,
    layout_of,
)
from cldspec_generators.outputs.excel.worksheets import PACKAGE, add_sheet, new_template
from cldspec_generators.shared.theme import BANDS
from cldspec_generators.shared.workbook import workbook_bytes
from cldspec_generators.shared.writing import render_template

INPUT_TAB, READING_TAB = BANDS[0][0], BANDS[6][0]
"""The colours of the tabs of worksheets to fill in, and of those to read."""


def workbook(specification: Specification) -> bytes:
    """Return the template: the same bytes for the same specification, on any machine and day."""
    return workbook_bytes(
        lambda workbook: _write(workbook, specification),
        created=specification.publication_date,
        title=f"{specification.title}: template, {specification.version_in_text}",
        subject=specification.abbreviation,
        author=specification.publisher,
        comments=specification.licence.attribution,
    )


def readme(specification: Specification, file: str) -> str:
    """Return the README; `file` is the name of the template."""
    layout = layout_of(specification)
    return render_template(
        PACKAGE,
        "README.md.j2",
        specification=specification,
        file=file,
        rows=ROWS,
        checked_rows=CHECKED_ROWS,
        header=HEADER_ROW + 1,
        listed=findings_sheet.LISTED,
        checked=len(rules_of(specification)) - len(left_out_rules(specification, "excel")),
        not_checked=left_out_rules(specification, "excel"),
        set_once=items_set_once(specification),
        named_code_sheets=layout.named_code_sheets.values(),
        calculator_sheets=layout.calculator_sheets,
        dependents=dependent_values(specification),
        items=specification.item_by_id,
    )


def _write(workbook: Workbook, specification: Specification) -> None:
    template = new_template(workbook, specification)
    layout = template.layout
    about = add_sheet(template, ABOUT, INPUT_TAB, about_sheet.WIDTHS)
    data = workbook.add_worksheet(DATA)
    check = add_sheet(template, CHECK, INPUT_TAB, check_sheet.WIDTHS)
    findings = add_sheet(template, FINDINGS, INPUT_TAB, findings_sheet.HEADS.values())
    choices: list[workings_sheet.Choices] = []
    for calculation in specification.calculations:
        title = layout.calculator_sheets.get(calculation.id)
        if title:
            choices += calculator_sheets.write(template, add_sheet(template, title, INPUT_TAB, ()), calculation, title)
    code_list_sheets.write_all(template, add_sheet(template, LISTS, READING_TAB, code_list_sheets.heads(specification).values()))
    reference_sheets.write_dictionary(
        template, add_sheet(template, DICTIONARY, READING_TAB, reference_sheets.dictionary_columns(specification).values())
    )
    reference_sheets.write_rules(template, add_sheet(template, RULES, READING_TAB, reference_sheets.RULE_COLUMNS.values()))
    for name, title in layout.named_code_sheets.items():
        sheet = add_sheet(template, title, READING_TAB, code_list_sheets.NAMED_WIDTHS)
        code_list_sheets.write_by_name(template, sheet, specification.code_list_by_id[name], title)
    reference_sheets.write_changes(template, add_sheet(template, CHANGES, READING_TAB, reference_sheets.CHANGE_COLUMNS.values()))
    workings = add_sheet(template, WORKINGS, READING_TAB, workings_sheet.WIDTHS)
    row_findings = workbook.add_worksheet(ROW_FINDINGS)
    of_data = [
        workings_sheet.Choices(
            name_of("choices", dependent.item),
            name_of("row", dependent.depends_on),
            dependent,
            specification.values_of(dependent.item) or (),
        )
        for dependent in dependent_values(specification)
    ]
    workings_sheet.define_names(template)
    workings_sheet.write(template, workings, [*of_data, *choices])
    data_sheet.write(template, data, {dependent.item: dependent.depends_on for dependent in dependent_values(specification)})
    check_sheet.write(template, check)
    findings_sheet.write(template, findings)
    row_findings_sheet.write(template, row_findings, findings_sheet.LISTED)
    about_sheet.write(template, about)
