"""What outputs look like: the colours of sections and, for web pages, the style sheet of NHS.UK frontend.

The style sheet is as the package of its makers has it, without fonts from elsewhere. That package is for a web framework
that is not needed here, so it is installed without what it depends on; the README's commands do that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution

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
PACKAGE, VERSION = "wagtail-nhsuk-frontend", "2.1.0"
"""The package that holds the style sheet. Another version has another style sheet, and other bytes would come out."""
STYLES = "nhsuk-frontend-10.4.2.min.css"
"""The name of the style sheet."""
LICENCE = "nhsuk-frontend-LICENCE.txt"
"""The name of its licence beside it."""


class MissingPackageError(Exception):
    """Raised where a package is not installed that an output needs: says which, and how to install it."""


def styles() -> bytes:
    """Return the style sheet. Raises MissingPackageError."""
    text = _file(STYLES).decode()
    return re.sub(r"@font-face\{.*?\}", "", text).encode()  # the fonts stand on a server, and only the NHS may use them


def licence() -> bytes:
    """Return the licence of the style sheet. Raises MissingPackageError."""
    return _file("LICENSE")


def _file(name: str) -> bytes:
    try:
        package = distribution(PACKAGE)
        found = next(path for path in package.files or () if path.name == name)
        return found.read_binary()
    except (PackageNotFoundError, StopIteration, OSError) as error:
        raise MissingPackageError(f"The web pages need {PACKAGE} {VERSION}: pip install --no-deps {PACKAGE}=={VERSION}") from error
