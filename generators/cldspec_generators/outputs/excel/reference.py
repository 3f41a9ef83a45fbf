"""The sheets for looking things up: the data dictionary, the rules, the history."""

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from cldspec.model import DataItem
from cldspec.rules.all_rules import rules_of
from cldspec.rules.cells import DATE_FORM, FIRST_YEAR, LAST_YEAR
from cldspec.rules.coverage import left_out_rules
from cldspec.rules.targets.english import requirement
from cldspec.rules.targets.sentences import sentence
from cldspec_generators.outputs.excel.book import HEAD, Book, write_table
from cldspec_generators.outputs.excel.places import CHANGES, DICTIONARY, LISTS, RULES
from cldspec_generators.shared.theme import LINK_COLOUR

DICTIONARY_COLUMNS = {
    "No.": 6,
    "Section": 24,
    "Column": 28,
    "Identifier": 28,
    "Obligation": 12,
    "When to fill": 44,
    "Definition": 50,
    "Type": 30,
    "List": 24,
    "Examples": 34,
    "Guidance": 80,
    "Personal data": 16,
    "Rules": 30,
    "Sources": 44,
}
CHANGE_COLUMNS = {"Version": 12, "Date": 18, "What changed": 110}
RULE_COLUMNS = {
    "Rule": 30,
    "Severity": 13,
    "Column": 30,
    "Title": 40,
    "What the rule asks": 60,
    "What to do": 60,
    "Note": 50,
    "Checked in this workbook": 30,
    "Sources": 44,
}


def fill_dictionary(book: Book, sheet: Worksheet) -> None:
    """Fill the data dictionary: one row for each data item, in the order of the columns of a return."""
    _begin(book, sheet, DICTIONARY, "One row for each column of the sheet Data, in its order.")
    entries = (_entry(book, number, item) for number, item in enumerate(book.specification.items, 1))
    write_table(book, sheet, DICTIONARY_COLUMNS, entries, 2)
    for row, item in enumerate(book.specification.items, HEAD + 1):
        code_list = book.specification.code_list_of(item)
        if code_list:
            first = 5 + sum(len(one.codes) for one in book.specification.code_lists[: book.specification.code_lists.index(code_list)])
            link = f"internal:'{LISTS}'!C{first}"
            sheet.write_url(
                row, 8, link, book.formats.cell(font_color=LINK_COLOUR, underline=1), f"{code_list.title} ({len(code_list.codes)})"
            )


def fill_rules(book: Book, sheet: Worksheet) -> None:
    """Fill the sheet of rules: all of them, also those that the workbook cannot check."""
    held = len(book.rules)
    count = len(rules_of(book.specification))
    _begin(book, sheet, RULES, f"All {count} rules. This workbook checks {held}; the others look at many rows at once.")
    write_table(book, sheet, RULE_COLUMNS, _rules(book), 0)


def fill_changes(book: Book, sheet: Worksheet) -> None:
    """Fill the sheet of changes: what each version changed, the latest first."""
    _begin(book, sheet, CHANGES, "What each version changed, the latest first.")
    rows = ([release.version, release.dated, " ".join(release.summary.split())] for release in reversed(book.specification.history))
    write_table(book, sheet, CHANGE_COLUMNS, rows, 0)


def _begin(book: Book, sheet: Worksheet, title: str, what: str) -> None:
    sheet.write_string(0, 0, title, book.formats.title())
    sheet.write_string(1, 0, what, book.formats.line)


def _entry(book: Book, number: int, item: DataItem) -> list[str | int]:
    specification = book.specification
    rules = [rule.id for rule in rules_of(specification) if rule.items[0] == item.id]
    examples = [f"{example.value or '(blank)'}{f': {example.situation}' if example.situation else ''}" for example in item.examples]
    return [
        number,
        specification.section_by_id[item.section].title,
        item.title,
        item.id,
        item.obligation.capitalize(),
        requirement(item, specification),
        _plain(item.definition),
        _type(book, item),
        "",
        _plain("\n".join(examples), keep_lines=True),
        _plain(item.guidance),
        item.personal_data.capitalize(),
        ", ".join(rules),
        _sources(book, item.sources),
    ]


def _type(book: Book, item: DataItem) -> str:
    named = book.specification.format_by_id.get(item.format or "")
    match item.type:
        case "code":
            return "A value of the list."
        case "date":
            return f"A date, shown {DATE_FORM}, from {FIRST_YEAR} to {LAST_YEAR}."
        case "integer":
            return "A whole number."
        case "decimal":
            return f"A number with up to {item.scale} digits after the point."
    if named:
        return f"A text like {named.conforms[0]}. {named.advice or ''}".strip()
    return f"A text of at most {item.max_length} characters." if item.max_length is not None else "A text."


def _rules(book: Book) -> Iterator[list[str | int]]:
    specification = book.specification
    reasons = {rule.id: reason for rule, reason in left_out_rules(specification, "excel")}
    for rule in rules_of(specification):
        note = _plain((rule.entry.note if rule.entry else None) or "")
        checked = f"No: {reasons[rule.id]}." if rule.id in reasons else "Yes"
        title = specification.item_by_id[rule.items[0]].title
        asks = sentence(rule, specification)
        yield [rule.id, rule.severity.capitalize(), title, rule.title, asks, rule.message, note, checked, _sources(book, rule.sources)]


def _sources(book: Book, references: tuple[str, ...]) -> str:
    places = (book.specification.place_by_reference[reference] for reference in references)
    return "; ".join(f"{document.title}: {place.title}" for document, place in places)


def _plain(text: str, *, keep_lines: bool = False) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n")) if keep_lines else " ".join(text.split())
