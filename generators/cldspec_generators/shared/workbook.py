"""Workbooks as outputs and reports write them: one theme, texts that stay texts, and the same bytes for the same content."""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import Any, BinaryIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cldspec.model import Severity
from cldspec.validation.temporary import private_folder
from cldspec.wording import may_be_formula
from cldspec_generators.shared.theme import BLUE, INK, LINK_COLOUR, PALE_LINE, PAPER, SEVERITY_COLOURS
from cldspec_generators.shared.writing import first_day, stored_archive

FONT_SIZE, TITLE_SIZE = 10, 18
"""The sizes of letters in points: usually, and in a worksheet's title."""
FONT = {"font_name": "Arial", "font_size": FONT_SIZE}
INPUT_COLOUR = "#FFF9DB"
"""The colour of a cell to fill in."""
LINE_HEIGHT, ROW_SPACE, HIGHEST_ROW = 13, 4, 409
"""The height of a line of text, the space between rows, and the height of the highest possible row, in points."""
LONGEST_SHEET_NAME = 31
RESERVED_SHEET_NAMES = ("History",)
"""Names that Excel allows no worksheet to have."""
A4, A3 = 9, 8
"""Paper sizes, by the numbers that workbooks have for them."""
_SOLID, _DASHED, _DOTTED = 1, 3, 4
"""Kinds of borders, by the numbers that workbooks have for them."""


def _mark(severity: Severity, border: int, **letters: Any) -> dict[str, Any]:
    colours = SEVERITY_COLOURS[severity]
    return {"bg_color": colours.background, "font_color": colours.text, "border": border, "border_color": colours.border, **letters}


SEVERITY_MARKS: dict[Severity, dict[str, Any]] = {
    "error": _mark("error", _SOLID, bold=True),
    "warning": _mark("warning", _DASHED, italic=True),
    "information": _mark("information", _DOTTED, underline=1),
}
"""How a cell of each severity is marked: by colours, and for those who do not see them by its border and its letters."""


@dataclass(frozen=True)
class Formats:
    """The formats of one workbook, each made once."""

    workbook: Workbook
    _made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def of(self, **properties: Any) -> Format:
        """Return the theme's format with these properties of XlsxWriter's."""
        return self.mark(**(FONT | {"font_color": INK, "valign": "top"} | properties))

    def mark(self, **properties: Any) -> Format:
        """Return a format for conditional formatting, which changes these properties only."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.workbook.add_format(properties)
        return self._made[key]

    def title(self, **properties: Any) -> Format:
        """Return the format of a worksheet's first line."""
        return self.of(bold=True, font_size=TITLE_SIZE, font_color=BLUE, **properties)

    @cached_property
    def heading(self) -> Format:
        """The line above a part of a worksheet."""
        return self.of(bold=True, font_size=13, font_color=BLUE)

    @cached_property
    def label(self) -> Format:
        """The name before a value."""
        return self.of(bold=True, text_wrap=True)

    @cached_property
    def text(self) -> Format:
        """Running text."""
        return self.of(text_wrap=True)

    @cached_property
    def line(self) -> Format:
        """A line of text that may run over the cells to its right."""
        return self.of()

    def head(self, **properties: Any) -> Format:
        """Return the format of a column's header."""
        style = {"font_color": PAPER, "bg_color": BLUE, "text_wrap": True, "border": 1, "border_color": PALE_LINE}
        return self.of(bold=True, **style, **properties)

    def cell(self, **properties: Any) -> Format:
        """Return the format of a cell in a table with lines around its cells."""
        return self.of(**({"text_wrap": True, "border": 1, "border_color": PALE_LINE} | properties))

    def entry(self, **properties: Any) -> Format:
        """Return the format of a cell to fill in."""
        return self.cell(bg_color=INPUT_COLOUR, locked=False, **properties)

    def link(self, **properties: Any) -> Format:
        """Return the format of a link."""
        return self.of(font_color=LINK_COLOUR, underline=1, **properties)

    def data(self, text: str) -> Format:
        """Return the format of a text from data: one that may be taken for a formula is marked as text."""
        return self._guarded_text if may_be_formula(text) else self.text

    @cached_property
    def _guarded_text(self) -> Format:
        return self.of(text_wrap=True, quote_prefix=True)


_PLAIN = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
"""Options that leave texts as they are."""


def write_row_by_row(file: BinaryIO, write: Callable[[Workbook], None], *, created: str | None, **properties: str) -> None:
    """Write the workbook that `write` fills, with a temporary folder instead of memory for its rows.

    `write` must fill the rows of each worksheet from the top to the bottom. `created` is as for `workbook_bytes`.
    """
    with private_folder() as folder:
        options = {"constant_memory": True, "tmpdir": str(folder), "default_format_properties": dict(FONT), **_PLAIN}
        with Workbook(file, options) as workbook:
            workbook.set_properties({**properties, "created": first_day(created)})
            write(workbook)


def workbook_bytes(write: Callable[[Workbook], None], *, created: str | None, is_compressed: bool = False, **properties: str) -> bytes:
    """Return the workbook that `write` fills: the same bytes for the same content, on any machine and day.

    `created` is the date in its properties, yyyy-mm-dd or yyyy-mm. A compressed workbook is a third as large, but its bytes depend on the
    machine's zlib.
    """
    written = io.BytesIO()
    with Workbook(written, {"in_memory": True, "default_format_properties": dict(FONT), **_PLAIN}) as workbook:
        workbook.set_properties({**properties, "created": first_day(created)})
        write(workbook)
    return written.getvalue() if is_compressed else stored_archive(written.getvalue())


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Set the widths of the first columns."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def set_print(sheet: Worksheet, *, footer: str = "&L&A&RPage &P of &N", paper: int = A4, is_landscape: bool = True, pages: int = 1) -> None:
    """Set a worksheet to print so many pages wide."""
    if is_landscape:
        sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(pages, 0)
    sheet.set_footer(footer)


def fit_row(sheet: Worksheet, row: int, cells: Iterable[tuple[str, float]], size: float = FONT_SIZE) -> None:
    """Make a row high enough for wrapped texts, each with the width of its column. Not every program does so by itself.

    `size` is the size of the letters in points.
    """
    scale = size / FONT_SIZE
    lines = max((_lines(text, width / scale) for text, width in cells), default=1)
    height = min(LINE_HEIGHT * scale * lines + ROW_SPACE, HIGHEST_ROW)
    if height != sheet.default_row_height:
        sheet.set_row(row, height)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column at most: letters are narrower than the digits that widths count."""
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(paragraph) / width)) for paragraph in text.split("\n"))


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that Excel allows a worksheet to have and that is not in `taken` (without regard to case), and add it there."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip("' ")[:LONGEST_SHEET_NAME].strip("' ") or "Sheet"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = f"{plain[: LONGEST_SHEET_NAME - len(ending)]}{ending}"
    taken.add(name.casefold())
    return name


def quoted(sheet: str) -> str:
    """Return a worksheet's name as formulas and links write it."""
    return "'" + sheet.replace("'", "''") + "'"
