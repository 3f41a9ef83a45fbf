"""The worksheets for looking things up: the data dictionary, the rules, and the changes in each version."""

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.cells import DATE_FORM, FIRST_YEAR, LAST_YEAR
from cldspec.rules.coverage import left_out_rules
from cldspec.rules.targets.english import requirement
from cldspec.rules.targets.sentences import sentence_with_list
from cldspec_generators.outputs.excel.layout import CHANGES, DATA, DICTIONARY, LISTS, RULES
from cldspec_generators.outputs.excel.worksheets import HEAD_ROW, Template, one_line, write_table, write_title
from cldspec_generators.shared.theme import LINK_COLOUR
from cldspec_generators.shared.workbook import quoted
from cldspec_generators.shared.writing import sources_in_words

DICTIONARY_COLUMNS = {
    "No.": 6,
    "Section": 24,
    "Column": 28,
    "Identifier": 28,
    "Obligation": 12,
    "When to fill it in": 44,
    "Definition": 50,
    "Type": 30,
    "List": 24,
    "Examples": 34,
    "Guidance": 80,
    "Personal data": 16,
    "Rules": 36,
    "Sources": 110,
}
HISTORY_COLUMN = {"Since and formerly": 34}
"""The last column of the data dictionary, if an item has a history."""
RULE_COLUMNS = {
    "Rule": 40,
    "Severity": 13,
    "Column": 30,
    "Title": 40,
    "What the rule says": 60,
    "What to do": 60,
    "Note": 50,
    "Checked in this workbook": 30,
    "Sources": 110,
}
CHANGE_COLUMNS = {"Version": 12, "Date": 18, "What changed": 110}
"""The headers of each table, with the widths of their columns."""


def dictionary_columns(specification: Specification) -> dict[str, int]:
    """Return the headers of the data dictionary, with the widths of their columns."""
    return DICTIONARY_COLUMNS | (HISTORY_COLUMN if any(item.history for item in specification.items) else {})


def write_dictionary(template: Template, sheet: Worksheet) -> None:
    """Write the data dictionary: one row for each data item, in the order of the columns of a return."""
    specification = template.specification
    write_title(template, sheet, DICTIONARY, f"One row for each column of the worksheet {DATA}, in the same order.")
    columns = dictionary_columns(specification)
    entries = (_entry(template, number, item)[: len(columns)] for number, item in enumerate(specification.items, 1))
    names = list(columns)
    write_table(template, sheet, columns, entries, names.index("Column"))
    link_format = template.formats.cell(font_color=LINK_COLOUR, underline=1)
    for row, item in enumerate(specification.items, HEAD_ROW + 1):
        code_list = specification.code_list_of(item)
        if code_list:
            lists_above = specification.code_lists[: specification.code_lists.index(code_list)]
            first = HEAD_ROW + 2 + sum(len(other.codes) for other in lists_above)
            text = f"{code_list.title} ({len(code_list.codes)})"
            sheet.write_url(row, names.index("List"), f"internal:{quoted(LISTS)}!C{first}", link_format, text)


def write_rules(template: Template, sheet: Worksheet) -> None:
    """Write all rules, including those that the workbook cannot check."""
    count = len(rules_of(template.specification))
    checked = count - len(left_out_rules(template.specification, "excel"))
    write_title(template, sheet, RULES, f"All {count} rules. This workbook checks {checked} of them.")
    write_table(template, sheet, RULE_COLUMNS, _rules(template), 0)


def write_changes(template: Template, sheet: Worksheet) -> None:
    """Write what changed in each version, latest first."""
    write_title(template, sheet, CHANGES, "What changed in each version, latest first.")
    history = reversed(template.specification.history)
    rows = ([release.version, release.dated, one_line(release.summary)] for release in history)
    write_table(template, sheet, CHANGE_COLUMNS, rows, 0)


def _entry(template: Template, number: int, item: DataItem) -> list[str | int]:
    """Return the row of an item in the data dictionary. The link to its list is written later."""
    specification = template.specification
    rules = [rule.id for rule in rules_of(specification) if rule.items[0] == item.id]
    examples = [f"{example.value or '(blank)'}{f': {example.situation}' if example.situation else ''}" for example in item.examples]
    return [
        number,
        specification.section_by_id[item.section].title,
        item.title,
        item.id,
        item.obligation.capitalize(),
        requirement(item, specification),
        one_line(item.definition),
        _type(template, item),
        "",
        "\n".join(map(one_line, examples)),
        one_line(item.guidance),
        item.personal_data.capitalize(),
        ", ".join(rules),
        sources_in_words(item.sources, specification),
        item.history,
    ]


def _type(template: Template, item: DataItem) -> str:
    """Return what a cell of an item may contain."""
    named = template.specification.format_by_id.get(item.format or "")
    match item.type:
        case "code":
            return "A value from the list."
        case "date":
            return f"A date, {DATE_FORM}, from {FIRST_YEAR} to {LAST_YEAR}."
        case "integer":
            return "A whole number."
        case "decimal":
            return f"A number with up to {item.scale} decimal places." if item.scale else "A whole number."
    if named:
        return f"Text such as {named.conforms[0]}. {named.advice or ''}".strip()
    return f"Text of up to {item.max_length} characters." if item.max_length is not None else "Text."


def _rules(template: Template) -> Iterator[list[str | int]]:
    specification = template.specification
    reasons = {rule.id: reason for rule, reason in left_out_rules(specification, "excel")}
    for rule in rules_of(specification):
        yield [
            rule.id,
            rule.severity.capitalize(),
            specification.item_by_id[rule.items[0]].title,
            rule.title,
            sentence_with_list(rule, specification),
            rule.message,
            one_line((rule.entry.note if rule.entry else None) or ""),
            f"No: {reasons[rule.id]}." if rule.id in reasons else "Yes",
            sources_in_words(rule.sources, specification),
        ]
