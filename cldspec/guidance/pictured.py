"""Which example of a derivation a picture shows."""

from typing import NamedTuple

from cldspec.model import Derivation, DerivationExample, Follow
from cldspec.rules.cells import to_iso_date

LEAST_ROWS = 3
"""The fewest rows of an example that a picture makes clearer."""


class Pictured(NamedTuple):
    """An example of what follows what: the step, the example, the position of the row that gives the result, and the result's column."""

    step: Follow
    example: DerivationExample
    chosen: int
    column: str


def pictured(derivation: Derivation) -> Pictured | None:
    """Return the first example of a derivation with `follow` in which one of several rows, no two alike, gives the result.

    That is the only row with the value that the example has in its last column.
    """
    step = next((step.follow for step in derivation.steps if step.follow), None)
    for example in derivation.examples if step else ():
        if step and len(example.given) >= LEAST_ROWS and len(example.gives) == 1:
            column, value = list(example.gives[0].items())[-1]
            having = [position for position, row in enumerate(example.given) if value and value in row.values()]
            kinds = {tuple(row.get(name) for name in step.take if name not in {step.start, step.end}) for row in example.given}
            if (
                len(having) == 1
                and len(kinds) == len(example.given)
                and all(to_iso_date(row.get(step.start) or "") for row in example.given)
            ):
                return Pictured(step, example, having[0], column)
    return None
