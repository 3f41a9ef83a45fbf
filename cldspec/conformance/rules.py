"""Every rule held to the read cells of a return: rules about one row in one pass, rules about many rows only where they may be broken."""

from collections.abc import Collection, Iterator, Sequence

from duckdb import DuckDBPyConnection

from cldspec.conformance.cells import HITS, ROWS, columns, loose_items, value_of
from cldspec.model import Specification
from cldspec.rules.every import Row, Rule, Same, Unique
from cldspec.rules.expression import Condition, Truth
from cldspec.rules.sql.conditions import Columns, broken, condition
from cldspec.rules.sql.duckdb import DIALECT
from cldspec.rules.sql.findings import broken_rows

_SUSPECTS = "suspects"


def hold(connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule], unread: Collection[str], latest: str) -> None:
    """Add the findings of the rules about a row, and about many rows; `unread` are the items with a cell that cannot be read.

    `latest` is the view of the rows of the latest submission: what rows are to agree in, they are within one submission.
    """
    where = columns(specification, unread, "r")
    tests = [
        (number, broken(rule.test.when, rule.test.expect, specification, DIALECT, where))
        for number, rule in enumerate(rules)
        if isinstance(rule.test, Row)
    ]
    if tests:
        each = ", ".join(f"CASE WHEN {test} THEN {number} END" for number, test in tests)
        some = " OR ".join(f"({test})" for _, test in tests)
        told = f"SELECT r.row_number, LIST_FILTER([{each}], lambda rule: rule IS NOT NULL) AS rules FROM {ROWS} AS r WHERE {some}"
        connection.execute(f"INSERT INTO {HITS} SELECT row_number, UNNEST(rules), NULL, NULL FROM ({told})")
    for number, rule in enumerate(rules):
        if isinstance(rule.test, Same) and rule.test.of is None:
            _add(connection, number, broken_rows(rule, specification, DIALECT, latest, where))
        elif isinstance(rule.test, Unique):
            twice = _suspects(rule.test.items, rule.test.when, "COUNT(*) > 1", ROWS, specification, where)
            _hold_to(connection, [number], rules, twice, specification, where)
    for of, when, numbers in _alike(rules):
        items = [test.item for number in numbers if isinstance(test := rules[number].test, Same)]
        one = f"HASH({', '.join(f'r.{value_of(item)}' for item in items)})"
        differing = _suspects([of], when, f"MIN({one}) <> MAX({one})", latest, specification, where)
        _hold_to(connection, numbers, rules, differing, specification, where)


def _hold_to(
    connection: DuckDBPyConnection,
    numbers: Sequence[int],
    rules: Sequence[Rule],
    suspects: str,
    specification: Specification,
    where: Columns,
) -> None:
    """Add the findings of some rules about many rows, which only some suspects can break; texts are tidied before they are compared."""
    tidied = ", ".join(f"{DIALECT.tidy(f'r.{value_of(item)}')} AS {value_of(item)}" for item in sorted(loose_items(specification)))
    chosen = f"r.* REPLACE ({tidied})" if tidied else "r.*"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_SUSPECTS} AS SELECT {chosen} {suspects}")
    for number in numbers:
        _add(connection, number, broken_rows(rules[number], specification, DIALECT, _SUSPECTS, where))


def _add(connection: DuckDBPyConnection, number: int, found: str) -> None:
    connection.execute(f"INSERT INTO {HITS} SELECT r.row_number, {number}, NULL, NULL FROM {found}")


def _alike(rules: Sequence[Rule]) -> Iterator[tuple[str, Condition, list[int]]]:
    """Yield the rules that the rows of the same group agree in something, those of the same groups together."""
    groups: dict[tuple[str, Condition], list[int]] = {}
    for number, rule in enumerate(rules):
        if isinstance(rule.test, Same) and rule.test.of is not None:
            groups.setdefault((rule.test.of, rule.test.when), []).append(number)
    for (of, when), numbers in groups.items():
        yield of, when, numbers


def _suspects(keys: Sequence[str], when: Condition, having: str, rows: str, specification: Specification, where: Columns) -> str:
    """Return what follows SELECT in the query of the rows of those groups, by some keys, that meet a condition.

    A group is known by one number drawn from its keys, and rows are compared by one number drawn from all that they are to
    agree in: that is much cheaper than comparing texts. Two groups may happen to share a number, and be suspected wrongly.
    """
    key = f"HASH({', '.join(f'r.{value_of(item)}' for item in keys)})"
    filled = " AND ".join(f"r.{value_of(item)} IS NOT NULL" for item in keys)
    among = f"{filled}" if when == Truth(True) else f"{filled} AND ({condition(when, specification, DIALECT, where)})"
    groups = f"SELECT {key} FROM {rows} AS r WHERE {among} GROUP BY {key} HAVING {having}"
    return f"FROM {rows} AS r WHERE {among} AND {key} IN ({groups})"
