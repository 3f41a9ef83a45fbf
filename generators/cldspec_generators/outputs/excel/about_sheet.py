"""The worksheet About: what the template is, whose return it is for, and how to fill it in."""

from xlsxwriter.worksheet import Worksheet

from cldspec.model import DataItem
from cldspec.wording import joined
from cldspec_generators.outputs.excel import check_sheet, data_sheet
from cldspec_generators.outputs.excel.defined_names import name_of
from cldspec_generators.outputs.excel.layout import (
    ABOUT,
    CHANGES,
    CHECK,
    CHECKED_ROWS,
    DATA,
    DICTIONARY,
    FINDINGS,
    LISTS,
    ROWS,
    RULES,
    items_set_once,
)
from cldspec_generators.outputs.excel.worksheets import ALLOWED_WHEN_PROTECTED, PACKAGE, Template, one_line, write_title
from cldspec_generators.shared.theme import RED
from cldspec_generators.shared.workbook import fit_row, quoted
from cldspec_generators.shared.writing import render_template

WIDTHS = (34, 118)
"""The widths of the columns."""


def write(template: Template, sheet: Worksheet) -> None:
    """Write the worksheet."""
    specification = template.specification
    published = f", {specification.publication_date}" if specification.publication_date else ""
    version = f"{specification.version_title} of the specification{published}. {specification.publisher}."
    write_title(template, sheet, f"{specification.title}: template", version)
    row = 2
    if specification.status == "draft":
        warning = f"This is a draft. Do not use it to submit a {specification.collection.title.lower()}."
        sheet.write_string(row, 0, warning, template.formats.of(bold=True, font_color=RED))
        row += 1
    row = _write_items_set_once(template, sheet, row + 1)
    steps = [(f"{number}.", step) for number, step in enumerate(_steps(template), 1)]
    row = _write_facts(template, sheet, row + 1, "How to fill in the template", steps)
    check_sheet.write_legend(template, sheet, row + 1)
    row = _write_contents(template, sheet, row + 7)
    _write_facts(template, sheet, row + 1, "About the specification", _facts(template))
    sheet.protect("", ALLOWED_WHEN_PROTECTED)
    sheet.activate()


def _write_items_set_once(template: Template, sheet: Worksheet, row: int) -> int:
    """Write the cells for items that are the same on all rows, and return the row below."""
    items = items_set_once(template.specification)
    if not items:
        return row
    collection = template.specification.collection.title.lower()
    sheet.write_string(row, 0, f"Your {collection}: fill this in once", template.formats.heading)
    for item in items:
        row = _write_item(template, sheet, row + 1, item)
    return row + 1


def _write_item(template: Template, sheet: Worksheet, row: int, item: DataItem) -> int:
    """Write the cell of an item, below a cell for its name if people know it by name; return the item's row."""
    formats, code_list = template.formats, template.specification.code_list_of(item)
    if code_list and code_list.id in template.layout.named_code_sheets:
        labels, codes = name_of("labels", code_list.id), name_of("codes", code_list.id)
        sheet.write_string(row, 0, f"{item.title}: choose by name", formats.label)
        sheet.write_blank(row, 1, None, formats.entry(bold=True))
        prompt = data_sheet.messages(
            code_list.title, f"Choose a name. {item.title} is then filled in for you.", "Choose a name from the list."
        )
        sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": f"={labels}", **prompt})
        chosen = f"{ABOUT}!$B${row + 1}"
        row += 1
        sheet.write_string(row, 0, item.title, formats.label)
        formula = f'=IFERROR(INDEX({codes},MATCH({chosen},{labels},0)),"")'
        sheet.write_formula(row, 1, formula, formats.cell(align="left", bold=True), "")
    else:
        sheet.write_string(row, 0, item.title, formats.label)
        sheet.write_blank(row, 1, None, formats.entry(**({"bold": True, "align": "left"} | data_sheet.cell_format(item))))
        sheet.data_validation(row, 1, row, 1, data_sheet.validation(template, item, says_when=False))
    template.workbook.define_name(name_of("chosen", item.id), f"={ABOUT}!$B${row + 1}")
    return row


def _write_facts(template: Template, sheet: Worksheet, row: int, heading: str, facts: list[tuple[str, str]]) -> int:
    """Write a heading with labelled texts below it, and return the row below."""
    sheet.write_string(row, 0, heading, template.formats.heading)
    sheet.set_row(row, 22)
    for label, text in facts:
        row += 1
        sheet.write_string(row, 0, label, template.formats.label)
        sheet.write_string(row, 1, text, template.formats.text)
        fit_row(sheet, row, [(text, WIDTHS[1])])
    return row + 1


def _steps(template: Template) -> list[str]:
    """Return how to fill in the template, step by step."""
    specification = template.specification
    names = {"data": DATA, "check": CHECK, "findings": FINDINGS, "rules": RULES}
    set_once = [item.title for item in items_set_once(specification)]
    values = {
        "specification": specification,
        "set_once": set_once,
        "set_once_in_words": joined(set_once),
        "rows": ROWS,
        "checked_rows": CHECKED_ROWS,
    }
    return render_template(PACKAGE, "steps.txt.j2", **values, **names).splitlines()


def _write_contents(template: Template, sheet: Worksheet, row: int) -> int:
    """Write a table of contents of the workbook, and return the row below."""
    specification, layout = template.specification, template.layout
    record, collection = specification.record.title.lower(), specification.collection.title.lower()
    calculations = [one for one in specification.calculations if one.id in layout.calculator_sheets]
    descriptions = {
        DATA: f"Your {collection}: {len(specification.items)} columns, one row for each {record}.",
        CHECK: "How many rows are filled in, and how many break each rule.",
        FINDINGS: "What is wrong, row by row, with a link to each cell.",
        LISTS: f"The values of all {len(specification.code_lists)} code lists, with descriptions.",
        DICTIONARY: "What each column means, and when and how to fill it in.",
        RULES: "Every rule in plain English.",
        **{title: f"{specification.code_list_by_id[name].title}, by name." for name, title in layout.named_code_sheets.items()},
        **{layout.calculator_sheets[one.id]: f"Calculates {one.title}." for one in calculations},
        CHANGES: "What changed in each version.",
    }
    sheet.write_string(row, 0, "Worksheets", template.formats.heading)
    for name, description in descriptions.items():
        row += 1
        sheet.write_url(row, 0, f"internal:{quoted(name)}!A1", template.formats.link(), name)
        sheet.write_string(row, 1, description, template.formats.text)
    return row + 1


def _facts(template: Template) -> list[tuple[str, str]]:
    """Return what the specification is about, on what basis, and whom to ask."""
    specification = template.specification
    direction, legal = specification.legal.direction, specification.legal
    personal = sum(item.personal_data != "none" for item in specification.items)
    special = sum(item.personal_data == "special category" for item in specification.items)
    columns = (
        f"{personal} of the {len(specification.items)} columns contain personal data; {special} of these contain special category data."
    )
    powers = "; ".join(power.title for power in legal.powers)
    return [
        ("Summary", one_line(specification.summary)),
        (specification.record.title, one_line(specification.record.description)),
        (specification.collection.title, one_line(specification.collection.description)),
        ("Legal basis", f"{direction.title}, {direction.dated}, from the {direction.from_} to the {direction.to}. Powers: {powers}."),
        ("Personal data", f"{columns} Keep a filled-in workbook as safe as the records themselves. Send it only in the agreed way."),
        ("Contact", f"{specification.contact.name}, {specification.contact.email}"),
        ("Licence", f"{specification.licence.name} ({specification.licence.url}). {specification.licence.attribution}"),
    ]
