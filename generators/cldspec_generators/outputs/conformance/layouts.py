"""Files that hold the same rows in other ways: headers, encodings, separators and blank lines, and columns that are missing or unknown."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from cldspec.model import Cells, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.rules.reference import broken_rules
from cldspec.validation.readers.header import Header, covered_by_missing_columns, header_findings, items_by_column, no_rows
from cldspec.validation.result import Finding as FileFinding

_ROWS = 4
"""The rows of the valid return in each file."""
_Table = list[list[str]]
"""The rows of a file: the headers, and the cells."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A file with the findings to expect: row, item, rule, severity and message."""

    name: str
    """Its path without the ending."""
    title: str
    content: bytes
    rows: int
    findings: tuple[dict[str, object], ...]


def layouts(valid: Sequence[Cells], specification: Specification, today: str) -> Iterator[Layout]:
    """Yield the files. Those of the first kind conform."""
    rows = list(valid[:_ROWS])
    header = [item.title for item in specification.items]
    table = [header, *([row[item.id] for item in specification.items] for row in rows)]
    for name, title, content in _conforming(table, specification):
        yield Layout(f"files/{name}", f"Conforms. {title}.", content, len(rows), ())
    for name, title, changed in _with_findings(table, specification):
        yield Layout(f"files/{name}", f"{title}.", _csv(changed), len(changed) - 1, tuple(_expected(changed, specification, today)))


def _conforming(table: _Table, specification: Specification) -> Iterator[tuple[str, str, bytes]]:
    header, *rows = table
    identifiers = [item.id for item in specification.items]
    yield "columns-reversed", "The columns are in the opposite order", _csv([line[::-1] for line in table])
    yield "headers-lower-case", "The headers are in small letters", _csv([[title.lower() for title in header], *rows])
    yield "headers-spaced", "The headers have more spaces", _csv([[f" {title.replace(' ', '  ')} " for title in header], *rows])
    yield "headers-identifiers", "The headers are the identifiers of the data items", _csv([identifiers, *rows])
    yield "utf-8", "The encoding is UTF-8 without a byte order mark", _csv(table).removeprefix(b"\xef\xbb\xbf")
    yield (
        "utf-16",
        "The encoding is UTF-16 with a byte order mark, as Excel saves Unicode text",
        f"\ufeff{_text(table, ',')}".encode("utf-16-le"),
    )
    text = _text(table, ",")
    with suppress(UnicodeEncodeError):  # not all texts have only characters of this encoding
        yield "windows-1252", "The encoding is Windows-1252, as Excel saves CSV", text.encode("cp1252")
    yield "semicolons", "The separator is a semicolon", _text(table, ";").encode("utf-8-sig")
    yield "tabs", "The separator is a tab", _text(table, "\t").encode("utf-8-sig")
    yield "quoted", "All cells are in quotation marks", _text(table, ",", quoting=csv.QUOTE_ALL).encode("utf-8-sig")
    yield "line-feeds", "Lines end with LF only", _csv(table).replace(b"\r\n", b"\n")
    yield "no-end-of-line", "The last line has no end", _csv(table).removesuffix(b"\r\n")
    blank = ["" for _ in header]
    yield "blank-rows", "Rows without any cell are between and below the rows", _csv([header, rows[0], blank, *rows[1:], blank, blank])


def _with_findings(table: _Table, specification: Specification) -> Iterator[tuple[str, str, _Table]]:
    header, *rows = table
    optional = next((n for n, item in enumerate(specification.items) if item.if_blank is None), None)
    needed = next((n for n, item in enumerate(specification.items) if item.required_when is not None and item.if_blank == "error"), None)
    if optional is not None:
        yield "column-left-out", "A column that may be blank is missing", _without(table, optional)
    if needed is not None:
        yield "column-missing", "A column that the return needs is missing", _without(table, needed)
    yield "column-repeated", "The first column appears a second time", [[*line, line[0]] for line in table]
    yield "column-unknown", "A column is not in the template", [[*header, "Local item"], *([*row, "x"] for row in rows)]
    yield "no-rows", "There are no rows below the headers", [header]


def _without(table: _Table, place: int) -> _Table:
    return [line[:place] + line[place + 1 :] for line in table]


def _expected(table: _Table, specification: Specification, today: str) -> Iterator[dict[str, object]]:
    header, *lines = table
    columns = {item.id: place for place, item in reversed(items_by_column(header, specification).items())}
    found: list[FileFinding] = list(header_findings(Header(1, tuple(header), columns), (), "", specification))
    found += [] if lines else [no_rows("", 1)]
    for one in found:
        yield {"row": one.row, "item": one.item, "rule": one.rule, "severity": one.severity, "message": one.message}
    rows = [{item.id: line[columns[item.id]] if item.id in columns else "" for item in specification.items} for line in lines]
    rules = rules_of(specification)
    missing = {item.id for item in specification.items} - set(columns)
    covered = {rules[number].id for number in covered_by_missing_columns(rules, missing)}
    broken = broken_rules(rows, specification, today)
    for index, _ in enumerate(rows):
        for rule in rules:
            if (index, rule.id) in broken and rule.id not in covered:
                yield {"row": index + 2, "item": rule.items[0], "rule": rule.id, "severity": rule.severity, "message": rule.message}


def _csv(table: _Table) -> bytes:
    return _text(table, ",").encode("utf-8-sig")


def _text(table: _Table, separator: str, quoting: int = csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n", delimiter=separator, quoting=quoting).writerows(table)  # type: ignore[arg-type]
    return text.getvalue()
