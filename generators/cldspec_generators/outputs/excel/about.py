"""The sheet About: what the workbook is, whose return it is, how to fill it."""

from xlsxwriter.worksheet import Worksheet

from cldspec.model import DataItem
from cldspec_generators.outputs.excel import check, data
from cldspec_generators.outputs.excel.book import PACKAGE, PROTECTED, Book, cut
from cldspec_generators.outputs.excel.places import (
    ABOUT,
    CHANGES,
    CHECK,
    DATA,
    DICTIONARY,
    LISTS,
    LONGEST_PROMPT,
    LONGEST_PROMPT_TITLE,
    ROWS,
    RULES,
    filled_once,
    name_of,
)
from cldspec_generators.shared.theme import RED
from cldspec_generators.shared.workbook import fit_row, quoted
from cldspec_generators.shared.writing import render_template

WIDTHS = (34, 118)


def fill(book: Book, sheet: Worksheet) -> None:
    """Fill the sheet."""
    specification, formats = book.specification, book.formats
    sheet.write_string(0, 0, f"{specification.title}: template", formats.title())
    version = f"Version {specification.version} of the specification, {specification.published}. {specification.publisher}."
    sheet.write_string(1, 0, version, formats.line)
    row = 2
    if specification.status == "draft":
        sheet.write_string(row, 0, "This is a draft. Do not send a return on it.", formats.of(bold=True, font_color=RED))
        row += 1
    row = _chosen(book, sheet, row + 1)
    row = _facts(book, sheet, row + 1, "How to fill it", [(f"{number}.", step) for number, step in enumerate(_steps(book), 1)])
    check.legend(book, sheet, row + 1, 0)
    row = _sheets(book, sheet, row + 7)
    _facts(book, sheet, row + 1, "What it is", _what_it_is(book))
    sheet.protect("", PROTECTED)
    sheet.activate()


def _chosen(book: Book, sheet: Worksheet, row: int) -> int:
    """Write what is chosen once for all rows; return the row below."""
    items = filled_once(book.specification)
    if not items:
        return row
    collection = book.specification.collection.title.lower()
    sheet.write_string(row, 0, f"Your {collection}: filled in once, here", book.formats.heading)
    for item in items:
        row = _choice(book, sheet, row + 1, item)
    return row + 1


def _choice(book: Book, sheet: Worksheet, row: int, item: DataItem) -> int:
    formats, specification = book.formats, book.specification
    code_list = specification.code_list_of(item)
    if code_list and code_list.id in book.places.labelled:
        labels, codes = name_of("labels", code_list.id), name_of("codes", code_list.id)
        sheet.write_string(row, 0, f"{item.title}: choose by name", formats.label)
        sheet.write_blank(row, 1, None, formats.entry(bold=True))
        said = {
            "input_title": cut(code_list.title, LONGEST_PROMPT_TITLE),
            "input_message": cut(f"Choose by name: {item.title} follows.", LONGEST_PROMPT),
            "error_title": cut(code_list.title, LONGEST_PROMPT_TITLE),
            "error_message": "Choose a name from the list.",
        }
        sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": f"={labels}", **said})
        name = f"{ABOUT}!$B${row + 1}"
        row += 1
        sheet.write_string(row, 0, item.title, formats.label)
        sheet.write_formula(row, 1, f'=IFERROR(INDEX({codes},MATCH({name},{labels},0)),"")', formats.cell(align="left", bold=True), "")
    else:
        sheet.write_string(row, 0, item.title, formats.label)
        sheet.write_blank(row, 1, None, formats.entry(**({"bold": True, "align": "left"} | data.shape(item))))
        sheet.data_validation(row, 1, row, 1, data.validation(book, item, says_when=False))
    book.workbook.define_name(name_of("chosen", item.id), f"={ABOUT}!$B${row + 1}")
    return row


def _facts(book: Book, sheet: Worksheet, row: int, heading: str, facts: list[tuple[str, str]]) -> int:
    sheet.write_string(row, 0, heading, book.formats.heading)
    sheet.set_row(row, 22)
    for label, text in facts:
        row += 1
        sheet.write_string(row, 0, label, book.formats.label)
        sheet.write_string(row, 1, text, book.formats.text)
        fit_row(sheet, row, [(text, WIDTHS[1])])
    return row + 1


def _steps(book: Book) -> list[str]:
    """Return how to fill the workbook, step by step."""
    names = {"data": DATA, "check": CHECK, "rules": RULES}
    specification = book.specification
    text = render_template(PACKAGE, "steps.txt.j2", specification=specification, once=filled_once(specification), **names, ready=ROWS)
    return text.splitlines()


def _sheets(book: Book, sheet: Worksheet, row: int) -> int:
    specification = book.specification
    what = {
        DATA: f"The {specification.collection.title.lower()} itself: {len(specification.items)} columns.",
        CHECK: "What is wrong, rule by rule, and in words for any row.",
        LISTS: f"The values of all {len(specification.code_lists)} lists, with descriptions.",
        DICTIONARY: "What each column means, when to fill it, and how.",
        RULES: "Every rule in plain English.",
        **{name: f"{specification.code_list_by_id[one].title}, by name." for one, name in book.places.labelled.items()},
        **{name: f"Works out {one.title}." for one in specification.calculations if (name := book.places.tools.get(one.id))},
        CHANGES: "What each version changed.",
    }
    sheet.write_string(row, 0, "The sheets", book.formats.heading)
    for name, text in what.items():
        row += 1
        sheet.write_url(row, 0, f"internal:{quoted(name)}!A1", book.formats.link(), name)
        sheet.write_string(row, 1, text, book.formats.text)
    return row + 1


def _what_it_is(book: Book) -> list[tuple[str, str]]:
    specification = book.specification
    direction, legal = specification.legal.direction, specification.legal
    personal = sum(item.personal_data != "none" for item in specification.items)
    special = sum(item.personal_data == "special category" for item in specification.items)
    held = f"{personal} of the {len(specification.items)} columns hold personal data, {special} of them of a special category."
    powers = "; ".join(power.title for power in legal.powers)
    return [
        ("The specification", _plain(specification.summary)),
        (f"One {specification.record.title.lower()}", _plain(specification.record.description)),
        (f"One {specification.collection.title.lower()}", _plain(specification.collection.description)),
        ("Legal basis", f"{direction.title}, {direction.dated}, from the {direction.from_} to the {direction.to}. Powers: {powers}."),
        ("Personal data", f"{held} Keep a filled workbook as you keep such records, and send it by no other way than the one agreed."),
        ("Contact", f"{specification.contact.name}, {specification.contact.email}"),
        ("Licence", f"{specification.licence.name} ({specification.licence.url}). {specification.licence.attribution}"),
    ]


def _plain(text: str) -> str:
    return " ".join(text.split())
