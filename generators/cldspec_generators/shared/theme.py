"""The colours of workbooks, documents and web pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from cldspec.model import Severity

BANDS = (
    ("#003087", "#DCE6F5"),
    ("#00594C", "#D7EDE9"),
    ("#4B2E83", "#E6E0F2"),
    ("#7A1F3D", "#F5DEE6"),
    ("#5B4300", "#F3EACD"),
    ("#1B5E20", "#DDEFDD"),
    ("#37474F", "#E1E7EA"),
    ("#7C2855", "#F4DEEA"),
)
"""A dark and a pale colour for each section in turn; white on the dark one and ink on the pale one have a contrast above 7."""
INK, QUIET_INK, LINE, PALE_LINE, PAPER, PALE_PAPER = "#212B32", "#4C5862", "#8A949B", "#AEB7BD", "#FFFFFF", "#E8EDEE"
BLUE, PALE_BLUE = BANDS[0]
GREEN, RED = "#00594C", "#7A0000"
LINK_COLOUR = "#005EB8"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of something that stands out from the page."""

    background: str
    text: str
    border: str


SEVERITY_COLOURS: Mapping[Severity, Colours] = {
    "error": Colours("#F9D0D0", "#7A0000", "#C00000"),
    "warning": Colours("#FFE7B3", "#5B3A00", "#A65E00"),
    "information": Colours("#D3E8FA", "#00366B", "#005EB8"),
}
