"""Items whose allowed values depend on the value of another item, for drop-down lists that depend on another cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cldspec.model import Specification, Table
from cldspec.rules.all_rules import row_rules
from cldspec.rules.evaluate import truth
from cldspec.rules.expression import Not, both
from cldspec.rules.tables import items_in


@dataclass(frozen=True, slots=True)
class DependentValues:
    """The values that an item may have, in list order, for each value of the item that it depends on. Both are identifiers."""

    item: str
    depends_on: str
    values: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=16)
def dependent_values(specification: Specification) -> tuple[DependentValues, ...]:
    """Return the items whose values depend on another item because of a rule.

    Such a rule is in a file of rules, is an error, and is about two items with code lists and no others. A finding of the rule points
    to its first item, so that item depends on the other.
    """
    return tuple(_dependent_values(specification))


def _dependent_values(specification: Specification) -> Iterator[DependentValues]:
    for rule, test in row_rules(specification, "error"):
        items = items_in(test.when, specification) | items_in(test.expect, specification)
        if rule.entry is None or len(items) != 2 or not all(specification.values_of(name) for name in items):  # noqa: PLR2004 - a pair
            continue
        item = rule.items[0]
        (depends_on,) = items - {item}
        broken = both(test.when, Not(test.expect))
        allowed = {
            value: tuple(
                own
                for own in specification.values_of(item) or ()
                if truth(broken, {item: own, depends_on: value}, specification) is not True
            )
            for value in specification.values_of(depends_on) or ()
        }
        if all(allowed.values()):
            yield DependentValues(item, depends_on, allowed)


def dependent_values_in(table: Table, specification: Specification) -> DependentValues | None:
    """Return the values of the second key of a table for each value of its first key; None for a table without exactly two keys."""
    if len(table.keys) != 2:  # noqa: PLR2004 - a pair
        return None
    depends_on, item = table.keys
    allowed: dict[str, list[str]] = {}
    for row in table.rows:
        allowed.setdefault(row[depends_on], []).append(row[item])
    order = [value for value in specification.values_of(depends_on) or allowed if value in allowed]
    return DependentValues(item, depends_on, {value: tuple(allowed[value]) for value in order})
