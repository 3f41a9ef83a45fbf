"""The findings as a CSV file to open in Excel."""

from collections.abc import Iterator

from cldspec.validation.result import Result
from cldspec_generators.reports.validation import messages as told
from cldspec_generators.shared.plain_text import cell_text, guarded
from cldspec_generators.shared.writing import EXCEL, csv_text

HEADERS = ("severity", "file", "row", "item", "item id", "rule", "message", "suggestion")


def findings_csv(result: Result) -> bytes:
    """Return the findings as CSV, by file and row; the values of cells only where they were asked for."""
    return csv_text([guarded(cell) for cell in row] for row in _rows(result)).encode(EXCEL)


def _rows(result: Result) -> Iterator[list[str]]:
    with_values = told.shows_values(result)
    yield [*HEADERS, "value"] if with_values else list(HEADERS)
    for one in told.in_order(result):
        title = told.title_of(result, one.item) if one.item else ""
        cells = [one.severity, one.file, str(one.row), title, one.item or "", one.rule, one.message, one.suggestion or ""]
        yield [cell_text(cell) for cell in ([*cells, one.value or ""] if with_values else cells)]
