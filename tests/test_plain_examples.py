"""The numbers of made-up rows are small and plain, where the question allows it."""

from decimal import Decimal

import pytest

from cldspec.load import load
from cldspec.rules.expression import parse
from cldspec.solver.reason import Possible, Reasoner, usual_rows
from conftest import LIBRARY


@pytest.mark.parametrize(
    ("condition", "item", "number"),
    [
        ("fee < 0", "fee", "-1"),
        ("weeks > 10", "weeks", "20"),
        ("fee > 1.5", "fee", "2"),
        ("weeks > 10000 AND weeks < 12000", "weeks", "10001"),
        ("weeks < -1000", "weeks", "-1001"),
        ("fee < -5.5 AND fee > -7", "fee", "-5.51"),
    ],
)
def test_a_number_convinces(condition: str, item: str, number: str) -> None:
    specification = load(LIBRARY)
    answer = Reasoner(specification).ask(parse(condition), keeping=[], preferring=usual_rows(specification))
    assert isinstance(answer, Possible)
    assert answer.row[item] == Decimal(number)
