"""The findings as a CSV file to open in Excel."""

import re
from collections.abc import Iterator

from cldspec.validation.result import Result
from cldspec_generators.reports.validation import messages as told
from cldspec_generators.shared.writing import EXCEL, csv_text

HEADERS = ("severity", "file", "row", "item", "item id", "rule", "message", "suggestion")
MOST = 32_000
"""The characters of a text that a cell of Excel can hold, with some to spare. With more, Excel tears rows apart."""
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_MAY_BE_FORMULA = re.compile("[\t\r\n]|\\s*[=+@\\-\uff1d\uff0b\uff20\uff0d]")
"""How texts begin that a spreadsheet may take for a formula; last, the wide signs that it takes for the same in East Asia."""


def findings_csv(result: Result) -> bytes:
    """Return the findings as CSV, by file and row; the values of cells only where they were asked for."""
    return csv_text([guarded(cell) for cell in row] for row in _rows(result)).encode(EXCEL)


def guarded(text: str) -> str:
    """Return a text that a spreadsheet takes for a text, or a number, never for a formula: an apostrophe goes before others."""
    return f"'{text}" if _MAY_BE_FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _rows(result: Result) -> Iterator[list[str]]:
    with_values = told.shows_values(result)
    yield [*HEADERS, "value"] if with_values else list(HEADERS)
    for one in told.in_order(result):
        title = told.title_of(result, one.item) if one.item else ""
        cells = [one.severity, one.file, str(one.row), title, one.item or "", one.rule, one.message, one.suggestion or ""]
        yield [told.cut(told.writable(cell), MOST) for cell in ([*cells, one.value or ""] if with_values else cells)]
