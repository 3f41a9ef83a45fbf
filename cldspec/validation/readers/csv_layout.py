"""What the beginning of a CSV file shows: which character separates its cells, and where its header row is."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from cldspec.model import Specification
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.readers.header import LAST_HEADER_ROW, Header, find_header, no_header

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
"""The characters that may separate cells, with their names. The first wins where two fit equally well."""
MAX_CELL_LENGTH = 2**20
"""The characters of the longest cell that is read."""
UTF_8, WINDOWS_1252, UTF_16 = "UTF-8", "Windows-1252", "UTF-16"


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """The separator and the header row of a CSV file.

    `text_to_header` is the text of the file down to the end of the header row. `first_rows` holds the cells of the first rows below
    the headers, as far as they are in the text that was looked at.
    """

    separator: str
    header: Header
    text_to_header: str
    first_rows: Sequence[Sequence[str]]

    def description(self, encoding: str) -> str:
        """Return in words what kind of CSV file it is."""
        return f"CSV, {encoding}, separated by {SEPARATORS[self.separator]}"


def find_layout(text: str, name: str, specification: Specification) -> CsvLayout:
    """Return the layout that shows the most headers, given the text at the beginning of a CSV file.

    Raises UnreadableFileError where there is no header row.
    """
    best: CsvLayout | None = None
    for separator in SEPARATORS:
        rows, ends = _first_rows(text, separator)
        header = find_header(rows, specification, name)
        if header and (best is None or len(header.columns) > len(best.header.columns)):
            best = CsvLayout(separator, header, text[: ends[header.number - 1]], rows[header.number :])
    if best is None:
        raise UnreadableFileError(no_header(name, specification))
    return best


def _first_rows(text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    """Return the rows that may hold the headers, up to the first unreadable one, and the position in the text where each ends."""
    csv.field_size_limit(MAX_CELL_LENGTH)
    rows: list[list[str]] = []
    ends: list[int] = []
    source = io.StringIO(text, newline="")
    try:
        for row in islice(csv.reader(source, delimiter=separator), LAST_HEADER_ROW):
            rows.append(row)
            ends.append(source.tell())
    except csv.Error:
        pass
    return rows, ends
