"""DuckDB checks the rules: those about one row in one pass, those about several rows only where they may be broken."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from duckdb import DuckDBPyConnection

from cldspec.model import Specification
from cldspec.rules.all_rules import Row, Rule, Same, Unique, items_same_on_all_rows
from cldspec.rules.expression import Condition, Truth
from cldspec.rules.tables import items_in
from cldspec.rules.targets.sql.conditions import Columns, breaks_rule, condition
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.rules.targets.sql.finding_queries import rows_that_break
from cldspec.validation.engines.duckdb_cells import (
    FINDINGS,
    ROWS,
    columns,
    once_for_constant,
    unreadable_columns,
    untidied_items,
    value_of,
)

_CANDIDATES = "candidate_rows"
"""The table of the rows that may break the rules about agreement within groups."""


def check_rules(
    connection: DuckDBPyConnection,
    specification: Specification,
    rules: Sequence[Rule],
    unreadable: Collection[str],
    latest: str,
    skipped: Collection[int],
) -> None:
    """Add the findings of the rules about one row and about several rows; `unreadable` are the items with an unreadable cell.

    `latest` is the view of the rows of the latest submission: rows must agree within one submission only. `skipped` are the
    numbers of rules that are not checked, since a missing column is reported instead.
    """
    item_columns = columns(specification, unreadable, "r")
    shared: dict[str, str] = {}  # what several rules ask about dates is evaluated once
    with_shared = replace(item_columns, call_column=lambda sql: shared.setdefault(sql, f"r.shared_{len(shared)}"))
    conditions = [
        (number, breaks_rule(rule.test.when, rule.test.expect, specification, DATABASE, with_shared))
        for number, rule in enumerate(rules)
        if isinstance(rule.test, Row) and number not in skipped
    ]
    if conditions:
        each = ", ".join(f"CASE WHEN {is_broken} THEN {number} END" for number, is_broken in conditions)
        any_broken = " OR ".join(f"({is_broken})" for _, is_broken in conditions)
        common = _common_dates(connection, rules, specification)
        rows = ", ".join(["r.*", *(f"{_once_for_constants(sql, common)} AS {name.removeprefix('r.')}" for sql, name in shared.items())])
        broken_rules = f"LIST_FILTER([{each}], lambda rule: rule IS NOT NULL)"
        found = f"SELECT r.row_number, {broken_rules} AS rules FROM (SELECT {rows} FROM {ROWS} AS r) AS r WHERE {any_broken}"
        connection.execute(f"INSERT INTO {FINDINGS} SELECT row_number, UNNEST(rules), NULL FROM ({found})")
    same_on_all_rows = {number: rule.test.item for number, rule in enumerate(rules) if isinstance(rule.test, Same) and rule.test.of is None}
    differing = _differing(connection, list(dict.fromkeys(same_on_all_rows.values())), latest)
    for number, rule in enumerate(rules):
        if isinstance(rule.test, Unique):
            found = rows_that_break(rule, specification, DATABASE, ROWS, item_columns)
            connection.execute(f"INSERT INTO {FINDINGS} SELECT r.row_number, {number}, NULL FROM {found}")
        elif same_on_all_rows.get(number) in differing:
            _add_differing(connection, number, rows_that_break(rule, specification, DATABASE, latest, item_columns))
    for of, when, numbers in rules_by_group(rules):
        items = {number: test.item for number in numbers if isinstance(test := rules[number].test, Same)}
        candidates = _candidates(of, when, list(items.values()), latest, specification, item_columns)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {_CANDIDATES} AS {candidates}")
        differing = _differing(connection, list(dict.fromkeys(items.values())), _CANDIDATES, of)
        for number, item in items.items():
            if item in differing:
                _add_differing(connection, number, rows_that_break(rules[number], specification, DATABASE, _CANDIDATES, item_columns))


def rules_by_group(rules: Sequence[Rule]) -> Iterator[tuple[str, Condition, list[int]]]:
    """Yield the numbers of the rules that rows of a group must agree in something, together for all rules about the same groups.

    The item and the condition say which rows form a group.
    """
    groups: dict[tuple[str, Condition], list[int]] = {}
    for number, rule in enumerate(rules):
        if isinstance(rule.test, Same) and rule.test.of is not None:
            groups.setdefault((rule.test.of, rule.test.when), []).append(number)
    for (of, when), numbers in groups.items():
        yield of, when, numbers


def _common_dates(connection: DuckDBPyConnection, rules: Sequence[Rule], specification: Specification) -> dict[str, str]:
    """Return the dates that most rows hold, as far as the first row shows, by the columns of their items."""
    items = [item for item in sorted(items_same_on_all_rows(rules)) if specification.item_by_id[item].type == "date"]
    if not items:
        return {}
    dates = ", ".join(f"CAST({value_of(item)} AS VARCHAR)" for item in items)
    first_row = connection.execute(f"SELECT {dates} FROM {ROWS} LIMIT 1").fetchone()
    return {f"r.{value_of(item)}": DATABASE.date(day) for item, day in zip(items, first_row or (), strict=False) if day}


def _once_for_constants(sql: str, constants: Mapping[str, str]) -> str:
    for column, constant in constants.items():
        sql = once_for_constant(sql, column, constant)
    return sql


def _add_differing(connection: DuckDBPyConnection, number: int, rows: str) -> None:
    connection.execute(f"INSERT INTO {FINDINGS} SELECT r.row_number, {number}, r.usual_row FROM {rows}")


def _differing(connection: DuckDBPyConnection, items: Sequence[str], rows: str, of: str = "") -> set[str]:
    """Return the items in which rows do not agree: the rows that share the value of `of`, or else all rows.

    To ask this about all items at once is quicker than to look for the rows that break each rule, which are usually none.
    """
    if not items:
        return set()
    values = {item: f"r.{value_of(item)}" for item in items}
    differs = [f"MIN({value}) <> MAX({value}) OR COUNT({value}) BETWEEN 1 AND COUNT(*) - 1" for value in values.values()]
    columns = [f"{condition} AS differs_{index}" for index, condition in enumerate(differs)]
    groups = f"SELECT {', '.join(columns)} FROM {rows} AS r{f' GROUP BY r.{value_of(of)}' if of else ''}"
    any_differs = ", ".join(f"BOOL_OR(differs_{index})" for index in range(len(columns)))
    found = connection.execute(f"SELECT {any_differs} FROM ({groups})").fetchone() or ()
    return {item for item, is_different in zip(values, found, strict=True) if is_different}


def _candidates(of: str, when: Condition, items: Sequence[str], rows: str, specification: Specification, item_columns: Columns) -> str:
    """Return the query of the rows of all groups that do not agree in all these items, with tidied texts.

    Everything in which rows must agree is hashed to one number, which is much cheaper to compare. Groups are known by a hash,
    too: if two groups share one, their rows may become candidates without need.
    """
    untidied = untidied_items(specification)
    group, all_values = f"HASH(r.{value_of(of)})", f"HASH({', '.join(f'r.{value_of(item)}' for item in items)})"
    where = "" if when == Truth(True) else f" AND ({condition(when, specification, DATABASE, item_columns)})"
    members = f"FROM {rows} AS r WHERE r.{value_of(of)} IS NOT NULL{where}"
    groups = f"SELECT {group} {members} GROUP BY {group} HAVING MIN({all_values}) <> MAX({all_values})"
    needed = dict.fromkeys([of, *items, *sorted(items_in(when, specification))])
    values = [
        f"{DATABASE.tidy(f'r.{value_of(item)}')} AS {value_of(item)}" if item in untidied else f"r.{value_of(item)}" for item in needed
    ]
    selected = ", ".join(["r.row_number", *values, *(f"r.{name}" for name in unreadable_columns(specification))])
    return f"SELECT {selected} {members} AND {group} IN ({groups})"
