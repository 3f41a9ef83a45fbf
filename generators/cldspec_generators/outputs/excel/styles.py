"""How the workbook looks: its colours and formats. No colour says anything that a word, a border or a letter does not."""

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from cldspec.model import Severity

FONT = {"font_name": "Arial", "font_size": 10}
INK, BLUE, LINE_COLOUR = "#212B32", "#003087", "#AEB7BD"
INPUT = "#FFF9DB"
MARKS: dict[Severity, dict[str, Any]] = {
    "error": {"bg_color": "#F9D0D0", "font_color": "#7A0000", "bold": True, "border": 1, "border_color": "#C00000"},
    "warning": {"bg_color": "#FFE7B3", "font_color": "#5B3A00", "italic": True, "border": 3, "border_color": "#A65E00"},
    "information": {"bg_color": "#D3E8FA", "font_color": "#00366B", "underline": 1, "border": 4, "border_color": "#005EB8"},
}
"""How a cell is marked that breaks a rule: by colour, and also by its border and its letters."""
NOT_ASKED = {"bg_color": "#C9CED1", "font_color": INK, "pattern": 14, "fg_color": "#DDE1E4"}
"""How a cell is marked that is to be left blank: hatched."""


@dataclass(frozen=True)
class Styles:
    """Makes the formats of one workbook, each once."""

    workbook: Workbook
    _formats: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def _made(self, properties: dict[str, Any]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def of(self, **properties: Any) -> Format:
        """Return a format with these properties of XlsxWriter's."""
        return self._made(FONT | {"font_color": INK, "valign": "top"} | properties)

    def mark(self, **properties: Any) -> Format:
        """Return a conditional format: only what is set here changes."""
        return self._made(properties)

    @property
    def title(self) -> Format:
        """The first line of a sheet."""
        return self.of(bold=True, font_size=18, font_color=BLUE)

    @property
    def heading(self) -> Format:
        """The line above a part of a sheet."""
        return self.of(bold=True, font_size=13, font_color=BLUE)

    @property
    def label(self) -> Format:
        """What stands before a value."""
        return self.of(bold=True, text_wrap=True)

    @property
    def text(self) -> Format:
        """Running text."""
        return self.of(text_wrap=True)

    @property
    def line(self) -> Format:
        """A line of text that may run over the cells to its right."""
        return self.of()

    @property
    def head(self) -> Format:
        """The header of a column."""
        return self.of(bold=True, font_color="#FFFFFF", bg_color=BLUE, text_wrap=True, border=1, border_color=LINE_COLOUR)

    def cell(self, **properties: Any) -> Format:
        """A cell of a table."""
        return self.of(**({"text_wrap": True, "border": 1, "border_color": LINE_COLOUR} | properties))

    def entry(self, **properties: Any) -> Format:
        """A cell that a person fills."""
        return self.cell(bg_color=INPUT, locked=False, **properties)

    @property
    def link(self) -> Format:
        """A link to another sheet."""
        return self.of(font_color="#005EB8", underline=1)
