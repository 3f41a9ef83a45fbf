"""The specifications that the tests use: the real one, and a small made-up one of another subject. Each is checked once in a process."""

import pytest

from cldspec.check import load_checked
from conftest import LIBRARY, REAL

SPECIFICATIONS = {"4.0": load_checked(REAL), "library": load_checked(LIBRARY)}
each_specification = pytest.mark.parametrize("version", SPECIFICATIONS)


def decoded(path: str, content: bytes) -> str:
    """Return the text of an output. The conformance pack has files in other encodings, which are named after them."""
    encodings = {"utf-16.csv": "utf-16", "windows-1252.csv": "cp1252"}
    return content.decode(encodings.get(path.rsplit("/", maxsplit=1)[-1], "utf-8-sig"))
