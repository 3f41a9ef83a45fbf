"""Tables in the worksheets of a validation report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cldspec.wording import number
from cldspec_generators.reports.validation.messages import SEVERITY_WORDS, share_in_percent
from cldspec_generators.shared.plain_text import cell_text
from cldspec_generators.shared.workbook import (
    FONT_SIZE,
    LINE_HEIGHT,
    ROW_SPACE,
    SEVERITY_MARKS,
    TITLE_SIZE,
    Formats,
    fit_row,
    set_print,
    set_widths,
)

MAX_LINKS = 65_000
"""The links that a worksheet can hold, with some to spare."""
MAX_LINKS_IN_ALL = 200_000
"""The links that a workbook gets, since all are kept in memory until it is complete."""
MAX_FITTED = 100_000
"""The rows of a table that are made high enough for their texts: the heights of all rows are kept in memory."""
_GOOD, _BAD = ("#1B5E20", "#A8D5AC"), ("#B3261E", "#F2B8B5")
"""The colours of the border and of the inside of bars that show good and bad shares."""
_FILTER_BUTTON = 4
"""The width that the button of a filter takes in a column header."""
Value = str | int | float | None
"""The value of a cell; a float is a share from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere: its value, and the address."""

    value: str | int
    address: str


Cell = Value | Link


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. A column of shares shows bars; `is_bad` colours them red."""

    title: str
    width: int
    is_row_number: bool = False
    has_links: bool = False
    is_share: bool = False
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A small table in a summary: its heading, the headers of its columns, and its rows."""

    heading: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Cell]]


class TableWriter:
    """Writes lines of text and tables into the worksheets of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self.formats = formats = Formats(workbook)
        self.title = formats.title(text_wrap=True)
        self._links_left = MAX_LINKS_IN_ALL
        self._number = formats.of(num_format="#,##0")
        self._row_number = formats.of(num_format="0")
        self._shares = {form: formats.of(num_format=form, align="right") for form in ("0%", "0.0%", '"<0.1%"', '">99.9%"')}
        self._link, self._linked_row_number = formats.link(text_wrap=True), formats.link(num_format="0", align="center")
        self._severities = {SEVERITY_WORDS[severity]: formats.of(text_wrap=True, **mark) for severity, mark in SEVERITY_MARKS.items()}

    def write_lines(self, sheet: Worksheet, row: int, lines: Iterable[tuple[str, Format]], widths: Sequence[float]) -> int:
        """Write texts, each across all columns, and return the row below."""
        for text, text_format in lines:
            sheet.merge_range(row, 0, row, len(widths) - 1, "", text_format)
            sheet.write_string(row, 0, cell_text(text), text_format)
            fit_row(sheet, row, [(text, sum(widths))], TITLE_SIZE if text_format is self.title else FONT_SIZE)
            row += 1
        return row

    def write_summary(self, sheet: Worksheet, lines: Iterable[tuple[str, Format]], parts: Iterable[Part], widths: Sequence[float]) -> None:
        """Fill a worksheet: lines of text, and small tables below them. Columns after the third have numbers."""
        set_widths(sheet, widths)
        sheet.hide_gridlines(2)
        sheet.set_default_row(LINE_HEIGHT + ROW_SPACE)
        row = self.write_lines(sheet, 0, lines, widths)
        for part in parts:
            sheet.write_string(row + 1, 0, part.heading, self.formats.heading)
            row += 2
            for column, header in enumerate(part.headers):
                is_number = column > 2  # noqa: PLR2004 - as the docstring says
                sheet.write_string(row, column, header, self.formats.head(align="right") if is_number else self.formats.head())
            for cells in part.rows:
                row += 1
                for column, cell in enumerate(cells):
                    self.write_cell(sheet, row, column, cell, self._number)
                fit_row(sheet, row, zip(map(_text_of, cells), widths, strict=False))
            row += 1
        set_print(sheet)

    def write_table(  # noqa: PLR0913 - all of them make the table
        self,
        sheet: Worksheet,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        count: int,
        above: Sequence[str],
        back: Link | None = None,
    ) -> None:
        """Fill a worksheet: lines of text, a link back, and a table with filters whose headers stay in sight.

        `count` is the number of rows, which are written one by one: there may be a million of them.
        """
        widths = [column.width for column in columns]
        sheet.set_default_row(LINE_HEIGHT + ROW_SPACE)
        set_widths(sheet, widths)
        lines = [(text, self.formats.label if index == 0 else self.formats.text) for index, text in enumerate(above)]
        room = min(MAX_LINKS, self._links_left)
        if sum(column.has_links for column in columns) * count > room:
            note = f"This worksheet has room for {number(room)} links, so the rows after these have none."
            lines.append((note, self.formats.text))
        top = self.write_lines(sheet, 0, lines, widths)
        if back:
            sheet.merge_range(top, 0, top, len(widths) - 1, "", self.formats.text)
            self.write_cell(sheet, top, 0, back, self.formats.text)
            top += 1
        self._links_left -= self._write_rows(sheet, columns, rows, top, room)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        set_print(sheet)

    def _write_rows(self, sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], top: int, room: int) -> int:
        """Write the headers and the rows. Return how many links were written, at most as many as there is room for."""
        widths = [column.width for column in columns]
        for index, column in enumerate(columns):
            sheet.write_string(top, index, column.title, self.formats.head())
        fit_row(sheet, top, [(column.title, column.width - _FILTER_BUTTON) for column in columns])
        row, links = top, 0
        for cells in rows:
            row += 1
            for index, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                written = cell.value if isinstance(cell, Link) and links >= room else cell
                links += isinstance(written, Link)
                self.write_cell(sheet, row, index, written, self._row_number if column.is_row_number else self._number)
            if row - top <= MAX_FITTED:
                fit_row(sheet, row, zip(map(_text_of, cells), widths, strict=True))
        if row == top:
            return links
        sheet.autofilter(top, 0, row, len(columns) - 1)
        for index, column in enumerate(columns):
            if column.is_share:
                border, inside = _BAD if column.is_bad else _GOOD
                bar = {"type": "data_bar", "bar_solid": True, "bar_color": inside, "bar_border_color": border, "data_bar_2010": True}
                limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
                sheet.conditional_format(top + 1, index, row, index, {**bar, **limits})
        return links

    def write_cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, number_format: Format) -> None:
        """Write a cell: a text as text whatever it begins with, an integer in this format, a float as a share; or a link."""
        text_format = self.formats.text
        if isinstance(cell, Link):
            sheet.write_url(row, column, cell.address, self._link, "")  # the value is written below, with a format of its own
            cell, text_format, number_format = cell.value, self._link, self._linked_row_number
        elif isinstance(cell, str):
            text_format = self._severities.get(cell) or self.formats.data(cell)
        if isinstance(cell, str):
            if cell:
                sheet.write_string(row, column, cell_text(cell), text_format)
        elif cell is not None:
            sheet.write_number(row, column, cell, self._shares[_share_format(cell)] if isinstance(cell, float) else number_format)


def _share_format(share: float) -> str:
    """Return the number format of a share, which shows 0% and 100% only for exactly these."""
    text = share_in_percent(share)
    return "0%" if share in {0, 1} else f'"{text}"' if text[0] in "<>" else "0.0%"


def _text_of(cell: Cell) -> str:
    value = cell.value if isinstance(cell, Link) else cell
    return value if isinstance(value, str) else ""
