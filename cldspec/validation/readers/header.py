"""The row of headers of a return: where it stands, which columns it names, and what is wrong with them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cldspec.model import Severity, Specification
from cldspec.rules.all_rules import Row, Rule
from cldspec.rules.cells import tidy
from cldspec.rules.expression import IsBlank, Item, Not
from cldspec.spelling import nearest
from cldspec.validation.readers.template import DEEPEST_HEADER, UnreadableFileError, Value, columns_of, typed
from cldspec.validation.result import Broken, Finding

MOST_COLUMNS = 16_384
"""The columns of the widest sheet that Excel has."""
LONGEST_NAME = 80
"""The characters of a header that a message shows."""
MOST_NEAREST = 100
"""The headers for which a near one is looked for: where there are more, they are no misspellings."""
_MISSING = ("columns.missing", "columns.left-out")


@dataclass(frozen=True, slots=True)
class FormRule:
    """What is asked of the form of a file, the same for every specification."""

    title: str
    severity: Severity
    message: str


FORM_RULES: Mapping[str, FormRule] = {
    "columns.missing": FormRule(
        "Every column that rows need is there", "error", "Add the columns; the template has them. Until then they are taken for blank."
    ),
    "columns.left-out": FormRule(
        "Every other column of the template is there", "warning", "Add the columns, even if they are blank; the template has them."
    ),
    "columns.unknown": FormRule(
        "There is no column that the template does not have", "error", "Remove the columns from what you send, or give them their headers."
    ),
    "columns.repeated": FormRule("A column stands once", "error", "Remove the second one; it is not read."),
    "columns.unnamed": FormRule(
        "A column that holds something has a header", "error", "Give the column its header, or remove it; it is not read."
    ),
    "row.cells": FormRule(
        "A row has no more cells than there are headers", "error", "Put values with a separator inside them in quotation marks."
    ),
    "rows.none": FormRule("There is a row below the headers", "error", "Send the rows, too: this file has none."),
}
"""What is asked of the form of a file, by the identifiers of these rules."""


@dataclass(frozen=True, slots=True)
class Header:
    """A row of headers: its number as a spreadsheet shows it, its cells, and the index of the column of each item."""

    number: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]


def find_header(lines: Iterable[Sequence[Value]], specification: Specification, file: str = "the file") -> Header | None:
    """Return the first of the rows that has most headers of the template, of those where it may stand; None if none has two.

    Raises UnreadableFileError where a row is too wide for any spreadsheet.
    """
    best: Header | None = None
    for number, line in enumerate(lines, 1):
        if number > DEEPEST_HEADER:
            break
        if len(line) > MOST_COLUMNS:
            raise UnreadableFileError(
                f"Row {number} of {file} has more columns than any spreadsheet can have. Save the return as CSV UTF-8 again."
            )
        found: dict[str, int] = {}
        for index, item in columns_of(line, specification).items():
            found.setdefault(item.id, index)
        if len(found) > max(len(best.columns) if best else 0, 1):
            best = Header(number, tuple(map(typed, line)), found)
    return best


def header_findings(header: Header, filled: Iterable[int], file: str, specification: Specification) -> Iterator[Finding]:
    """Yield what is wrong with the headers of a file; `filled` are the indexes of the columns without header that hold something."""
    for item in specification.items:
        if item.id not in header.columns:
            needed = item.required_when is not None and item.if_blank == "error"
            message = f"The column {item.title} is missing, and taken for blank. Add it; the template has it."
            yield _finding("columns.missing" if needed else "columns.left-out", header, file, message, item=item.id)
    known = columns_of(header.cells, specification)
    for index, item in known.items():
        if header.columns[item.id] != index:
            message = (
                f"The column {item.title} stands twice, in {letters(header.columns[item.id])} and {letters(index)}. "
                "Only the first is read; remove the other."
            )
            yield _finding("columns.repeated", header, file, message, item=item.id)
    missing = [item.title for item in specification.items if item.id not in header.columns]
    unknown = [index for index, cell in enumerate(header.cells) if index not in known and tidy(cell)]
    for place, index in enumerate(unknown):
        name = " ".join(header.cells[index].split())[:LONGEST_NAME]
        near = nearest(name, missing) if place < MOST_NEAREST else ()
        message = f"The template has no column {name} ({letters(index)}). It is not read; remove it from what you send."
        yield _finding("columns.unknown", header, file, message, suggestion=near[0] if near else None)
    for index in filled:
        message = f"Column {letters(index)} has no header, but holds something. It is not read; give it its header, or remove it."
        yield _finding("columns.unnamed", header, file, message)


def letters(index: int) -> str:
    """Return the name of a column, by its index from 0, as a spreadsheet shows it."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name


def missing_in_all(findings_of_files: Iterable[Iterable[Finding]]) -> set[str]:
    """Return the items whose column is missing in every file, by the findings about each."""
    missing = [{one.item for one in findings if one.item and one.rule in _MISSING} for findings in findings_of_files]
    return set.intersection(*missing) if missing else set()


def told_by_columns(rules: Sequence[Rule], missing: Collection[str]) -> set[int]:
    """Return the numbers of the rules that would only say of every row that a column which is missing is blank: that is told once."""
    return {
        number
        for number, rule in enumerate(rules)
        if isinstance(rule.test, Row) and rule.items[0] in missing and rule.test.expect == Not(IsBlank(Item(rule.items[0])))
    }


def broken_form(findings: Iterable[Finding], long_rows: int) -> Iterator[Broken]:
    """Yield what is wrong with the form of files, one entry for each rule; of the rows that are too long not all are listed."""
    counts = Counter(finding.rule for finding in findings if finding.rule != "row.cells") + Counter({"row.cells": long_rows})
    for rule, count in counts.items():
        asked = FORM_RULES[rule]
        yield Broken(rule, asked.title, asked.severity, None, asked.message, count)


def no_rows(file: str, row: int) -> Finding:
    """Return the finding that there is no row at all below the headers in a row."""
    return Finding(file, row, None, "rows.none", FORM_RULES["rows.none"].severity, FORM_RULES["rows.none"].message)


def _finding(rule: str, header: Header, file: str, message: str, *, item: str | None = None, suggestion: str | None = None) -> Finding:
    return Finding(file, header.number, item, rule, FORM_RULES[rule].severity, message, suggestion)
