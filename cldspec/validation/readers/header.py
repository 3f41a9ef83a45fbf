"""The header row of a return: where it is, which data items its columns are, and what is wrong with it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cldspec.model import DataItem, Severity, Specification
from cldspec.rules.all_rules import Row, Rule
from cldspec.rules.cells import INVISIBLE, LOST, character_names, tidy
from cldspec.rules.expression import IsBlank, Item, Not
from cldspec.spelling import folded, nearest
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.cell_text import CellValue, text_of
from cldspec.validation.result import BrokenRule, Finding
from cldspec.wording import joined, without_bracket

LAST_HEADER_ROW = 50
"""The last row in which headers are looked for."""
MAX_COLUMNS = 16_384
"""The columns of the widest worksheet that Excel allows."""
MAX_NAME_LENGTH = 80
"""The characters of a header that a message shows."""
MAX_SUGGESTIONS = 100
"""The unknown headers for which a similar one is suggested. More than that are not misspellings."""
ABOUT_UNKNOWN_COLUMN = "Correct its header, or remove the column if it is not needed."
"""What to do about a column that is not in the template."""
_MISSING = ("columns.missing", "columns.left-out")


@dataclass(frozen=True, slots=True)
class FormatRule:
    """What every return must meet as a file, whatever its specification."""

    title: str
    severity: Severity
    message: str


FORMAT_RULES: Mapping[str, FormatRule] = {
    "columns.missing": FormatRule(
        "No required column is missing",
        "error",
        "A column that the return needs is missing. Add it from the template. Until then all its cells count as blank.",
    ),
    "columns.left-out": FormatRule(
        "No optional column is missing", "warning", "A column of the template is missing. Add it, even if it is blank."
    ),
    "columns.unknown": FormatRule(
        "Every column is in the template",
        "error",
        "A column is not in the template, so it is not read. Correct its header, or remove it.",
    ),
    "columns.repeated": FormatRule(
        "Each column appears once", "error", "A column appears twice, and only the first is read. Remove the second."
    ),
    "columns.unnamed": FormatRule(
        "Every column with data has a header", "error", "A column has data but no header, so it is not read. Add its header, or remove it."
    ),
    "row.cells": FormatRule(
        "No row has more cells than there are headers",
        "error",
        "The row has too many cells. Put values that contain a separator in quotation marks.",
    ),
    "version.later": FormatRule(
        "The return is for a release that the specification describes", "error", "Validate it with a specification of its release."
    ),
    "sheets.unread": FormatRule(
        "All rows are on the sheet that is read", "error", "Name the sheet to read with --sheet, or put all rows on one sheet."
    ),
    "row.swallowed": FormatRule(
        "No rows are hidden in a cell", "error", "A stray quotation mark has joined rows. Remove it, so that all rows are read."
    ),
    "row.header": FormatRule("The headers appear once", "error", "The row repeats the headers. Remove it."),
    "row.total": FormatRule("No row has totals", "error", "The row has totals. Remove it."),
    "row.shifted": FormatRule(
        "No row is shifted",
        "error",
        "The cells of the row are one column too far to the right. Put values that contain a separator in quotation marks.",
    ),
    "row.letters": FormatRule(
        "No letters with accents are damaged", "warning", "Letters with accents are damaged. Export the rows again, as CSV UTF-8."
    ),
    "rows.none": FormatRule("There is at least one row below the headers", "error", "This file has no rows below the headers. Add them."),
}
"""The rules about the format of a file, by identifier."""
LONG_ROW = "The row has more cells than the {} headers. Put values that contain a separator in quotation marks."
"""The message about a row with too many cells, with the number of headers to fill in."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: its number as a spreadsheet shows it, its cells, and the index of each data item's column."""

    number: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]


def find_header(rows: Iterable[Sequence[CellValue]], specification: Specification, file: str = "the file") -> Header | None:
    """Return the first of the rows with the most headers of the template; None if no row has two.

    Only the first LAST_HEADER_ROW rows are looked at. Raises UnreadableFileError where a row is too wide for a spreadsheet.
    """
    best: Header | None = None
    for number, row in enumerate(rows, 1):
        if number > LAST_HEADER_ROW:
            break
        if len(row) > MAX_COLUMNS:
            raise UnreadableFileError(
                f"Row {number} of {file} has more columns than a spreadsheet can have. Save the return as CSV UTF-8 again."
            )
        columns: dict[str, int] = {}
        for index, item in items_by_column(row, specification).items():
            columns.setdefault(item.id, index)
        if len(columns) > max(len(best.columns) if best else 0, 1):
            best = Header(number, tuple(map(text_of, row)), columns)
    return best


def no_header(name: str, specification: Specification) -> str:
    """Return the message about a file in which no header row is found."""
    return (
        f"{name} has no row with headers of the template among its first {LAST_HEADER_ROW}. "
        f"Copy the header row from the template: {specification.items[0].title}, {specification.items[1].title}, and so on."
    )


def items_by_column(row: Sequence[CellValue], specification: Specification) -> dict[int, DataItem]:
    """Return the data items whose title or identifier a row holds, by the index of the cell. Case and spaces do not matter."""
    known = items_by_name(specification)
    return {index: item for index, cell in enumerate(row) if isinstance(cell, str) and (item := known.get(folded(cell)))}


@lru_cache(maxsize=4)
def items_by_name(specification: Specification) -> dict[str, DataItem]:
    """Return the data items by the headers under which their columns are found, without case and spaces.

    A title that is the identifier of another item is a header of the item that it is the title of.
    """
    titles = {folded(item.title): item for item in specification.items}
    return {folded(item.id): item for item in specification.items} | titles


def header_findings(header: Header, unnamed: Iterable[int], file: str, specification: Specification) -> Iterator[Finding]:
    """Yield what is wrong with the headers of a file; `unnamed` are the indexes of columns that have data but no header."""
    for item in specification.items:
        if item.id not in header.columns:
            message = f"The column {item.title} is missing, so it counts as blank. Add it from the template."
            yield format_finding("columns.missing" if is_needed(item) else "columns.left-out", header, file, message, item=item.id)
    known = items_by_column(header.cells, specification)
    for index, item in known.items():
        if header.columns[item.id] != index:
            first, second = letters(header.columns[item.id]), letters(index)
            message = f"The column {item.title} appears twice, in {first} and {second}. Only the first is read. Remove the second."
            yield format_finding("columns.repeated", header, file, message, item=item.id)
    missing = [item.title for item in specification.items if item.id not in header.columns]
    unknown = [index for index, cell in enumerate(header.cells) if index not in known and tidy(cell)]
    for count, index in enumerate(unknown):
        name = " ".join(header.cells[index].split())[:MAX_NAME_LENGTH]
        without = [title for title in missing if folded(without_bracket(title)) == folded(without_bracket(name))]
        near = (without or nearest(name, missing)) if count < MAX_SUGGESTIONS else ()
        odd = character_names("".join(sign for sign in header.cells[index] if sign in INVISIBLE + LOST))
        has_odd = f"has {joined(odd)}, so it is not that of the template, and the column is not read"
        why = has_odd if odd else "is not in the template, so the column is not read"
        message = f"The header of column {letters(index)} {why}. {ABOUT_UNKNOWN_COLUMN}"
        finding = format_finding("columns.unknown", header, file, message, suggestion=near[0] if near else None)
        yield replace(finding, value=name, severity=specification.collection.if_unknown_column)
    for index in unnamed:
        message = f"Column {letters(index)} has data but no header. It is not read. Give it its header, or remove it."
        yield format_finding("columns.unnamed", header, file, message)


def is_needed(item: DataItem) -> bool:
    """Say whether the return needs the column of an item: a row without a value may be an error."""
    return item.required_when is not None and item.if_blank == "error"


def without_values(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without the texts of the file. A header may be anything, even the data of a person."""
    return [replace(finding, value=None) for finding in findings]


def letters(index: int) -> str:
    """Return the name of a column, by its index from 0, as a spreadsheet shows it."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name


def missing_in_all(findings_of_files: Iterable[Iterable[Finding]]) -> set[str]:
    """Return the data items whose column is missing in every file, given the findings about each file."""
    missing = [{finding.item for finding in findings if finding.item and finding.rule in _MISSING} for findings in findings_of_files]
    return set.intersection(*missing) if missing else set()


def covered_by_missing_columns(rules: Sequence[Rule], missing: Collection[str]) -> set[int]:
    """Return the numbers of the rules that every row would break because a column is missing, which is reported once instead."""
    return {
        number
        for number, rule in enumerate(rules)
        if isinstance(rule.test, Row) and rule.items[0] in missing and rule.test.expect == Not(IsBlank(Item(rule.items[0])))
    }


def broken_format_rules(findings: Iterable[Finding], faulty_rows: Mapping[str, int]) -> Iterator[BrokenRule]:
    """Yield the rules about the format of files that are broken. `faulty_rows` counts rows, listed or not, by rule."""
    listed = list(findings)
    severities = {finding.rule: finding.severity for finding in listed}  # that of an unknown column is the specification's
    counts = Counter(finding.rule for finding in listed if finding.rule not in faulty_rows) + Counter(faulty_rows)
    for identifier, count in counts.items():
        rule = FORMAT_RULES[identifier]
        yield BrokenRule(identifier, rule.title, severities.get(identifier, rule.severity), None, rule.message, count)


def no_rows(file: str, row: int) -> Finding:
    """Return the finding that there are no rows below the headers, which are in `row`."""
    return Finding(file, row, None, "rows.none", FORMAT_RULES["rows.none"].severity, FORMAT_RULES["rows.none"].message)


def row_finding(rule: str, file: str, row: int, message: str) -> Finding:
    """Return a finding about the format of a row."""
    return Finding(file, row, None, rule, FORMAT_RULES[rule].severity, message)


def format_finding(
    rule: str, header: Header, file: str, message: str, *, item: str | None = None, suggestion: str | None = None
) -> Finding:
    """Return a finding about the headers, or about the file as a whole, in the row of the headers."""
    return Finding(file, header.number, item, rule, FORMAT_RULES[rule].severity, message, suggestion)
