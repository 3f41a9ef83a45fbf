"""The specifications that the tests use: the real one, and a small made-up one of another subject. Each is checked once in a process."""

import pytest

from cldspec.check import load_checked
from conftest import LIBRARY, REAL

SPECIFICATIONS = {"4.0": load_checked(REAL), "library": load_checked(LIBRARY)}
each_specification = pytest.mark.parametrize("version", SPECIFICATIONS)
