"""Tables of plain text for terminals.

A report may have some hundred rows, which rich takes longer to lay out than it takes to validate a return.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from textwrap import wrap

from cldspec.wording import printable

MIN_WIDTH = 16
"""The characters of the narrowest column of text that is wrapped."""
STYLES = {"bold": "1", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
"""Styles by name, and the codes of terminals for them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, which may have several lines, and whether it has numbers, which stand on the right, or is wrapped."""

    header: str
    is_number: bool = False
    is_wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, fewer than there are columns if the last are blank, and its style or that of its first cell."""

    cells: Sequence[str]
    style: str = ""
    first_style: str = ""


@dataclass(slots=True)
class TextTable:
    """A table whose columns are separated by spaces, with a line below the headers. At most one column is wrapped."""

    columns: Sequence[Column]
    rows: list[Row] = field(default_factory=list)

    def add(self, *cells: str, style: str = "", first_style: str = "") -> None:
        """Add a row."""
        self.rows.append(Row([cell if cell.isprintable() else printable(cell) for cell in cells], style, first_style))

    def lines(self, width: int, *, colours: bool) -> Iterator[str]:
        """Yield the lines of the table, no longer than `width` if the wrapped column can be narrow enough."""
        widths = self._widths(width)
        headers = [column.header.split("\n") for column in self.columns]
        for cells in zip_longest(*headers, fillvalue=""):
            yield styled(self._line(cells, widths), "bold" if colours else "")
        yield " ".join("-" * column_width for column_width in widths)
        for row in self.rows:
            wrapped = [
                wrap(cell, column_width) or [""] if column.is_wrapped and len(cell) > column_width else [cell]
                for cell, column, column_width in zip(row.cells, self.columns, widths, strict=False)
            ]
            for number, cells in enumerate(zip_longest(*wrapped, fillvalue="")):
                line = self._line(cells, widths)
                if colours and row.first_style and number == 0:
                    first = line[: widths[0]]
                    line = styled(first.rstrip(), row.first_style) + " " * (len(first) - len(first.rstrip())) + line[widths[0] :]
                yield styled(line, row.style if colours else "")

    def _widths(self, width: int) -> list[int]:
        """Return the width of each column: that of its longest cell, but for the wrapped column, which takes what is left."""
        natural = [max(map(len, column.header.split("\n"))) for column in self.columns]
        for row in self.rows:
            for index, cell in enumerate(row.cells):
                natural[index] = max(natural[index], len(cell))
        left = width - sum(natural) - len(self.columns) + 1
        return [
            max(column_width + min(left, 0), MIN_WIDTH) if column.is_wrapped else column_width
            for column, column_width in zip(self.columns, natural, strict=True)
        ]

    def _line(self, cells: Sequence[str], widths: Sequence[int]) -> str:
        parts = [
            cell.rjust(width) if column.is_number else cell.ljust(width)
            for cell, column, width in zip(cells, self.columns, widths, strict=False)
        ]
        return " ".join(parts).rstrip()


def styled(text: str, style: str) -> str:
    """Return a text with the codes that give it a style: words of STYLES with spaces between them; no codes for an empty style."""
    codes = ";".join(STYLES[word] for word in style.split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text
