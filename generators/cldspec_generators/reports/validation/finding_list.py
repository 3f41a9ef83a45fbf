"""The findings as a CSV file to open in Excel."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from cldspec.validation.result import Result
from cldspec_generators.reports.validation import messages
from cldspec_generators.shared.plain_text import cell_text, guarded
from cldspec_generators.shared.writing import EXCEL

HEADERS = ("severity", "file", "row", "item", "item id", "rule", "message", "suggestion")


def write_csv(result: Result, file: BinaryIO) -> None:
    """Write the findings as CSV, by file and row, with the values of cells only if the result shows them."""
    text = io.TextIOWrapper(file, EXCEL, newline="")
    csv.writer(text, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in _rows(result))
    text.detach()


def _rows(result: Result) -> Iterator[list[str]]:
    with_values = messages.shows_values(result)
    yield [*HEADERS, "value"] if with_values else list(HEADERS)
    for finding in messages.sorted_findings(result):
        title = messages.title_of(result, finding.item) if finding.item else ""
        about = [finding.severity, finding.file, str(finding.row), title, finding.item or ""]
        cells = [*about, finding.rule, finding.message, finding.suggestion or ""]
        yield [cell_text(cell) for cell in ([*cells, finding.value or ""] if with_values else cells)]
