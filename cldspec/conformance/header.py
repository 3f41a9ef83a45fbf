"""The row of headers of a return: where it stands, which columns it names, and what is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cldspec.conformance.result import Finding
from cldspec.filled import DEEPEST_HEADER, NotReadable, Value, columns_of, typed
from cldspec.model import Severity, Specification
from cldspec.rules.cells import tidy
from cldspec.spelling import nearest

MOST_COLUMNS = 16_384
"""The columns of the widest sheet that Excel has."""
LONGEST_NAME = 80
"""The characters of a header that a message shows."""
MOST_NEAREST = 100
"""The headers for which a near one is looked for: where there are more, they are no misspellings."""
FORM_RULES: Mapping[str, tuple[str, Severity]] = {
    "columns.missing": ("Every column of the template is there", "error"),
    "columns.unknown": ("There is no column that the template does not have", "error"),
    "columns.repeated": ("A column stands once", "error"),
    "columns.unnamed": ("A column that holds something has a header", "error"),
    "row.cells": ("A row has no more cells than there are headers", "error"),
}
"""What is asked of the form of a file: the identifier of each rule, its title and its severity."""


@dataclass(frozen=True, slots=True)
class Header:
    """A row of headers: its number as a spreadsheet shows it, its cells, and the index of the column of each item."""

    number: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]


def find_header(lines: Iterable[Sequence[Value]], specification: Specification, file: str = "the file") -> Header | None:
    """Return the first of the rows that has most headers of the template, of those where it may stand; None if none has two.

    Raises NotReadable where a row is too wide for any spreadsheet.
    """
    best: Header | None = None
    for number, line in enumerate(lines, 1):
        if number > DEEPEST_HEADER:
            break
        if len(line) > MOST_COLUMNS:
            raise NotReadable(f"Row {number} of {file} has more columns than any spreadsheet can have. Save the return as CSV UTF-8 again.")
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
            yield _finding("columns.missing", header, file, message, item=item.id, severity="error" if needed else "warning")
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


def _finding(
    rule: str,
    header: Header,
    file: str,
    message: str,
    *,
    item: str | None = None,
    severity: Severity | None = None,
    suggestion: str | None = None,
) -> Finding:
    return Finding(file, header.number, item, rule, severity or FORM_RULES[rule][1], message, suggestion)
