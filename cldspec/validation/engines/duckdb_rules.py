"""Every rule held to the read cells of a return: rules about one row in one pass, rules about many rows only where they may be broken."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from duckdb import DuckDBPyConnection

from cldspec.model import Specification
from cldspec.rules.all_rules import Row, Rule, Same, Unique, alike_in_all
from cldspec.rules.expression import Condition, Truth
from cldspec.rules.tables import items_in
from cldspec.rules.targets.sql.conditions import Columns, breaks_rule, condition
from cldspec.rules.targets.sql.databases.duckdb import DATABASE as DIALECT
from cldspec.rules.targets.sql.finding_queries import rows_that_break
from cldspec.validation.engines.duckdb_cells import HITS, ROWS, columns, loose_items, unless_common, unread_columns, value_of

_SUSPECTS = "suspects"


def hold(
    connection: DuckDBPyConnection,
    specification: Specification,
    rules: Sequence[Rule],
    unread: Collection[str],
    latest: str,
    told: Collection[int],
) -> None:
    """Add the findings of the rules about a row, and about many rows; `unread` are the items with a cell that cannot be read.

    `latest` is the view of the rows of the latest submission: what rows are to agree in, they are within one submission.
    `told` are the numbers of the rules that are left out, since the columns have told it.
    """
    where = columns(specification, unread, "r")
    called: dict[str, str] = {}  # what several rules ask of dates is worked out once
    with_called = replace(where, call_column=lambda sql: called.setdefault(sql, f"r.called_{len(called)}"))
    tests = [
        (number, breaks_rule(rule.test.when, rule.test.expect, specification, DIALECT, with_called))
        for number, rule in enumerate(rules)
        if isinstance(rule.test, Row) and number not in told
    ]
    if tests:
        each = ", ".join(f"CASE WHEN {test} THEN {number} END" for number, test in tests)
        some = " OR ".join(f"({test})" for _, test in tests)
        common = _common_dates(connection, specification, rules)
        rows = ", ".join(["r.*", *(f"{_unless(sql, common)} AS {name.removeprefix('r.')}" for sql, name in called.items())])
        found_rules = f"LIST_FILTER([{each}], lambda rule: rule IS NOT NULL)"
        found = f"SELECT r.row_number, {found_rules} AS rules FROM (SELECT {rows} FROM {ROWS} AS r) AS r WHERE {some}"
        connection.execute(f"INSERT INTO {HITS} SELECT row_number, UNNEST(rules), NULL, NULL FROM ({found})")
    for number, rule in enumerate(rules):
        if isinstance(rule.test, Same) and rule.test.of is None:
            _add(connection, number, rows_that_break(rule, specification, DIALECT, latest, where))
        elif isinstance(rule.test, Unique):
            _add(connection, number, rows_that_break(rule, specification, DIALECT, ROWS, where))
    for of, when, numbers in alike(rules):
        agreeing = [rules[number] for number in numbers]
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {_SUSPECTS} AS {_suspects(of, when, agreeing, latest, specification, where)}")
        for number in numbers:
            _add(connection, number, rows_that_break(rules[number], specification, DIALECT, _SUSPECTS, where))


def _common_dates(connection: DuckDBPyConnection, specification: Specification, rules: Sequence[Rule]) -> dict[str, str]:
    """Return the dates that most rows hold, as far as the first row shows them, by the columns of their items."""
    items = [item for item in sorted(alike_in_all(rules)) if specification.item_by_id[item].type == "date"]
    if not items:
        return {}
    found = connection.execute(f"SELECT {', '.join(f'CAST({value_of(item)} AS VARCHAR)' for item in items)} FROM {ROWS} LIMIT 1").fetchone()
    return {f"r.{value_of(item)}": DIALECT.date(day) for item, day in zip(items, found or (), strict=False) if day}


def _unless(sql: str, common: Mapping[str, str]) -> str:
    for column, constant in common.items():
        sql = unless_common(sql, column, constant)
    return sql


def _add(connection: DuckDBPyConnection, number: int, found: str) -> None:
    connection.execute(f"INSERT INTO {HITS} SELECT r.row_number, {number}, NULL, NULL FROM {found}")


def alike(rules: Sequence[Rule]) -> Iterator[tuple[str, Condition, list[int]]]:
    """Yield the rules that the rows of the same group agree in something, those of the same groups together."""
    groups: dict[tuple[str, Condition], list[int]] = {}
    for number, rule in enumerate(rules):
        if isinstance(rule.test, Same) and rule.test.of is not None:
            groups.setdefault((rule.test.of, rule.test.when), []).append(number)
    for (of, when), numbers in groups.items():
        yield of, when, numbers


def _suspects(of: str, when: Condition, agreeing: Sequence[Rule], rows: str, specification: Specification, where: Columns) -> str:
    """Return the query of the rows of those groups that do not agree in everything that some rules want them to, texts tidied.

    All that the rows are to agree in is drawn into one number, which is much cheaper to compare. A group is known by a number,
    too: two may happen to share one, and be suspected wrongly.
    """
    items = [rule.test.item for rule in agreeing if isinstance(rule.test, Same)]
    loose = loose_items(specification)
    group, all_of_them = f"HASH(r.{value_of(of)})", f"HASH({', '.join(f'r.{value_of(item)}' for item in items)})"
    among = "" if when == Truth(True) else f" AND ({condition(when, specification, DIALECT, where)})"
    there = f"FROM {rows} AS r WHERE r.{value_of(of)} IS NOT NULL{among}"
    groups = f"SELECT {group} {there} GROUP BY {group} HAVING MIN({all_of_them}) <> MAX({all_of_them})"
    asked = dict.fromkeys([of, *items, *sorted(items_in(when, specification))])
    values = [f"{DIALECT.tidy(f'r.{value_of(item)}')} AS {value_of(item)}" if item in loose else f"r.{value_of(item)}" for item in asked]
    chosen = ", ".join(["r.row_number", *values, *(f"r.{name}" for name in unread_columns(specification))])
    return f"SELECT {chosen} {there} AND {group} IN ({groups})"
