"""The style sheet of the web pages: that of NHS.UK frontend, from the Python package of its makers.

That package is for a web framework that we do not use, so it is no dependency. Our wheel carries the two files that we need
from it instead; `hatch_build.py` fetches them when the wheel, or an editable installation, is built. They are not committed.

The standard library is all that this module imports, because `hatch_build.py` runs it before anything is installed.
"""

import re
import sys
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

PACKAGE, VERSION = "wagtail-nhsuk-frontend", "2.1.0"
"""The package that the style sheet comes from. Another version has another style sheet, which would change the outputs."""
STYLES = "nhsuk-frontend-10.4.2.min.css"
"""The file name of the style sheet."""
LICENCE = "nhsuk-frontend-LICENCE.txt"
"""The file name of its licence among the outputs."""
FOLDER = Path(__file__).parent / "nhsuk_frontend"
"""The folder of the files that the wheel carries."""
FILES = {
    STYLES: "f4c945508478b2f9be1178d7f9ec7c0e93250d824947add22c1a923c99033559",
    "LICENSE": "cf11e60c83e8daa1f7ab16db7e7c2b62fc1835229005ff83a1c7f5b20e67d227",
}
"""The names of these files, as in the package, and their SHA-256."""


class MissingStyleSheetError(Exception):
    """Raised if the style sheet is neither beside this module nor installed; the message says how to install it."""


def styles() -> bytes:
    """Return the style sheet without its fonts, which are on a server and licensed to the NHS only. Raises MissingStyleSheetError."""
    return re.sub(r"@font-face\{.*?\}", "", _content(STYLES).decode()).encode()


def licence() -> bytes:
    """Return the licence of the style sheet. Raises MissingStyleSheetError."""
    return _content("LICENSE")


def installed_file(name: str, folders: Sequence[str] | None = None) -> bytes | None:
    """Return a file of the package as installed in one of these folders, which are those of sys.path by default; None if it is not."""
    for package in distributions(name=PACKAGE, path=list(sys.path if folders is None else folders)):
        for file in package.files or ():
            if file.name == name:
                content: bytes = file.read_binary()
                return content if is_right(name, content) else None
    return None


def is_right(name: str, content: bytes) -> bool:
    """Say whether this is the file of that name, byte for byte."""
    return sha256(content).hexdigest() == FILES[name]


def _content(name: str) -> bytes:
    file = FOLDER / name
    content = file.read_bytes() if file.is_file() else installed_file(name)
    if content is None:
        raise MissingStyleSheetError(f"The style sheet of the web pages is missing. Install it: pip install --no-deps {PACKAGE}=={VERSION}")
    return content
