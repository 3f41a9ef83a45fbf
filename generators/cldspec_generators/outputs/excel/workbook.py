"""The workbook as a whole: its sheets in order, and its bytes."""

from xlsxwriter.workbook import Workbook

from cldspec.model import Specification
from cldspec.rules.coverage import left_out_rules
from cldspec.rules.ties import ties
from cldspec_generators.outputs.excel import about, check, data, lists, reference, tool, working
from cldspec_generators.outputs.excel.book import PACKAGE, Book, add_sheet, compiled_rules, sections_not_asked
from cldspec_generators.outputs.excel.places import (
    ABOUT,
    CHANGES,
    CHECK,
    DATA,
    DICTIONARY,
    HEADER,
    LISTS,
    ROWS,
    RULES,
    WORKING,
    filled_once,
    name_of,
    places_of,
)
from cldspec_generators.shared.theme import BANDS
from cldspec_generators.shared.workbook import Formats, workbook_bytes
from cldspec_generators.shared.writing import render_template

FILL, READ = BANDS[0][0], BANDS[6][0]
"""The colours of the tabs of sheets that are filled, and of those that are read."""


def workbook(specification: Specification) -> bytes:
    """Return the workbook: the same bytes for the same specification, on any machine and day."""
    return workbook_bytes(
        lambda workbook: _write(workbook, specification),
        created=specification.published,
        title=f"{specification.title}: template, version {specification.version}",
        subject=specification.abbreviation,
        author=specification.publisher,
        comments=specification.licence.attribution,
    )


def readme(specification: Specification, name: str) -> str:
    """Return what stands beside the workbook, for people."""
    places = places_of(specification)
    return render_template(
        PACKAGE,
        "README.md.j2",
        specification=specification,
        file=name,
        rows=ROWS,
        header=HEADER + 1,
        swift=check.SWIFT,
        held=len(compiled_rules(specification)),
        missing=left_out_rules(specification, "excel"),
        once=filled_once(specification),
        labelled=places.labelled.values(),
        tools=places.tools,
        ties=ties(specification),
        items=specification.item_by_id,
    )


def _write(workbook: Workbook, specification: Specification) -> None:
    places = places_of(specification)
    book = Book(workbook, Formats(workbook), specification, places, sections_not_asked(specification), compiled_rules(specification))
    front = add_sheet(book, ABOUT, FILL, about.WIDTHS)
    table = book.workbook.add_worksheet(DATA)
    verdicts = add_sheet(book, CHECK, FILL, check.WIDTHS)
    tried: list[working.Choice] = []
    for calculation in specification.calculations:
        title = places.tools.get(calculation.id)
        if title:
            tried += tool.fill(book, add_sheet(book, title, FILL, ()), calculation, title)
    lists.fill(book, add_sheet(book, LISTS, READ, lists.WIDTHS))
    reference.fill_dictionary(book, add_sheet(book, DICTIONARY, READ, reference.DICTIONARY_COLUMNS.values()))
    reference.fill_rules(book, add_sheet(book, RULES, READ, reference.RULE_COLUMNS.values()))
    for code_list, name in places.labelled.items():
        lists.fill_labelled(book, add_sheet(book, name, READ, (44, 16)), specification.code_list_by_id[code_list], name)
    reference.fill_changes(book, add_sheet(book, CHANGES, READ, reference.CHANGE_COLUMNS.values()))
    hidden = add_sheet(book, WORKING, READ, (30, 20, 20, 30, 20, 4, 30))
    tied = [
        working.Choice(name_of("choices", tie.item), name_of("row", tie.on), tie, specification.values_of(tie.item) or ())
        for tie in ties(specification)
    ]
    working.name_rows(book)
    working.fill(book, hidden, [*tied, *tried], check.FIRST_RULE)
    data.fill(book, table, {tie.item: tie.on for tie in ties(specification)})
    check.fill(book, verdicts)
    about.fill(book, front)
