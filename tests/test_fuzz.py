"""A few of the hostile inputs that benchmarks/fuzz.py draws: enough to keep it working, and to notice what got much worse."""

import random
import runpy

import pytest

from conftest import TESTS

pytestmark = pytest.mark.slow

ROUNDS = {"yaml": 40, "chapters": 15, "rules": 100, "returns": 10, "disk": 20}


@pytest.mark.parametrize("kind", ROUNDS)
def test_hostile_inputs_end_in_words(kind: str) -> None:
    kinds = runpy.run_path(str(TESTS.parent / "benchmarks" / "fuzz.py"))["KINDS_OF_INPUT"]
    for number in range(ROUNDS[kind]):
        kinds[kind](random.Random(f"{kind} 1 {number}"))  # noqa: S311 - the same inputs each time
