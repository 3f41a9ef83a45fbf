"""Which values of one listed item go with each value of another: what a drop-down may offer, once the other cell is filled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cldspec.model import Specification, Table
from cldspec.rules.all_rules import row_rules
from cldspec.rules.evaluate import truth
from cldspec.rules.expression import Not, both
from cldspec.rules.tables import items_in


@dataclass(frozen=True, slots=True)
class Tie:
    """The values that an item may have, in the order of its list, for each value of the item that it depends on."""

    item: str
    on: str
    values: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=16)
def ties(specification: Specification) -> tuple[Tie, ...]:
    """Return what the rules tie: each rule written out that is an error and speaks of two listed items and nothing else.

    A rule points to the item that is wrong; that is the one that depends on the other.
    """
    return tuple(_ties(specification))


def _ties(specification: Specification) -> Iterator[Tie]:
    for rule, test in row_rules(specification, "error"):
        names = items_in(test.when, specification) | items_in(test.expect, specification)
        if rule.entry is None or len(names) != 2 or not all(specification.values_of(name) for name in names):  # noqa: PLR2004 - a pair
            continue
        item = rule.items[0]
        (on,) = names - {item}
        broken = both(test.when, Not(test.expect))
        allowed = {
            value: tuple(
                own for own in specification.values_of(item) or () if truth(broken, {item: own, on: value}, specification) is not True
            )
            for value in specification.values_of(on) or ()
        }
        if all(allowed.values()):
            yield Tie(item, on, allowed)


def tie_of(table: Table, specification: Specification) -> Tie | None:
    """Return what the rows of a table with two keys say of its second one; None for another table."""
    if len(table.keys) != 2:  # noqa: PLR2004 - a pair
        return None
    on, item = table.keys
    found: dict[str, list[str]] = {}
    for row in table.rows:
        found.setdefault(row[on], []).append(row[item])
    order = [value for value in specification.values_of(on) or found if value in found]
    return Tie(item, on, {value: tuple(found[value]) for value in order})
