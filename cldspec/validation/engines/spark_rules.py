"""Spark checks the rules about several rows: first which groups of rows may break any of them, then only the rows of these."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cldspec.model import Specification
from cldspec.rules.all_rules import Rule, Same, Unique
from cldspec.rules.expression import Condition, Truth
from cldspec.rules.targets.sql.conditions import Columns, condition
from cldspec.rules.targets.sql.databases.spark import DATABASE
from cldspec.rules.targets.sql.finding_queries import rows_that_break
from cldspec.validation.engines.duckdb_rules import rules_by_group
from cldspec.validation.readers.spark_files import ROW

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_FEW_GROUPS = 200_000
"""The groups that are few enough for each worker to have them all."""


@dataclass(frozen=True, slots=True)
class _Groups:
    """The rows that are compared with each other: those that meet a condition and have the same values of the keys.

    `numbers` are those of the rules about them: one that says that there is only one row in each group, or several that say in
    which items the rows of a group agree.
    """

    keys: tuple[str, ...]
    when: Condition
    numbers: tuple[int, ...]
    is_unique: bool


def suspicious_groups(rules: Sequence[Rule], specification: Specification, columns: Columns, rows: str) -> str:
    """Return the query of the groups that may break a rule: the position of their kind, and a hash of their keys."""
    kinds = list(_kinds(rules))
    stacked = [f"{index}, {_key(kind, specification, columns)}, {_content(kind, rules, columns)}" for index, kind in enumerate(kinds)]
    if not stacked:
        return "SELECT 0 AS kind, 0L AS hash WHERE FALSE"
    unique = ", ".join(str(index) for index, kind in enumerate(kinds) if kind.is_unique) or "-1"
    return (
        f"SELECT kind, hash FROM (SELECT STACK({len(stacked)}, {', '.join(stacked)}) AS (kind, hash, content) FROM {rows} AS r)"
        " WHERE hash IS NOT NULL GROUP BY kind, hash"
        f" HAVING CASE WHEN kind IN ({unique}) THEN COUNT(*) > 1 ELSE MIN(content) <> MAX(content) END"
    )


def broken_by_groups(
    rules: Sequence[Rule], specification: Specification, columns: Columns, rows: str, suspicious: str, counts: Mapping[int, int]
) -> Iterator[str]:
    """Yield queries of the rows of suspicious groups that break rules: their numbers, and arrays of what they break.

    What a row breaks is the number of the rule, and the number of the first row that has what most have, if there is one.
    `suspicious` is the view of what `suspicious_groups` finds, and `counts` has how many groups there are of each kind.
    """
    for index, kind in enumerate(_kinds(rules)):
        if not counts.get(index):
            continue
        hint = "/*+ BROADCAST(s) */ " if counts[index] <= _FEW_GROUPS else ""
        hashes = f"(SELECT hash FROM {suspicious} WHERE kind = {index}) AS s"
        members = f"(SELECT {hint}r.* FROM {rows} AS r LEFT SEMI JOIN {hashes} ON s.hash = {_key(kind, specification, columns)}) AS r"
        group = f"OVER (PARTITION BY {', '.join(map(columns.value, kind.keys))})"
        if kind.is_unique:
            counted = f"SELECT r.{ROW}, COUNT(*) {group} AS members FROM {members}"
            yield f"SELECT {ROW}, ARRAY({_broken(kind.numbers[0], 'NULL')}) AS rules FROM ({counted}) WHERE members > 1"
        else:
            yield _rows_that_differ(kind, rules, columns, members, group)


def broken_by_all(spark: "SparkSession", rules: Sequence[Rule], specification: Specification, columns: Columns, rows: str) -> Iterator[str]:
    """Yield queries, likewise, for the rules that all rows of a return have the same value of an item."""
    tests = {number: rule.test for number, rule in enumerate(rules) if isinstance(rule.test, Same) and rule.test.of is None}
    if not tests:
        return
    counts: list[str] = []
    for test in tests.values():
        where = "TRUE" if test.when == Truth(True) else condition(test.when, specification, DATABASE, columns)
        value = f"CASE WHEN {where} THEN {columns.value(test.item)} END"
        blanks = f"COUNT_IF({where} AND {columns.is_blank(test.item)})" if test.blanks else "0"
        counts.append(f"COALESCE(MIN({value}) <> MAX({value}), FALSE) OR (COUNT({value}) > 0 AND {blanks} > 0)")
    (differs,) = spark.sql(f"SELECT {', '.join(counts)} FROM {rows} AS r").collect()
    for number, is_different in zip(tests, differs, strict=True):
        if is_different:
            found = rows_that_break(rules[number], specification, DATABASE, rows, columns)
            yield f"SELECT r.{ROW}, ARRAY({_broken(number, 'r.usual_row')}) AS rules FROM {found}"


def _kinds(rules: Sequence[Rule]) -> Iterator[_Groups]:
    """Yield the kinds of groups whose rows are compared."""
    for number, rule in enumerate(rules):
        if isinstance(rule.test, Unique):
            yield _Groups(rule.test.items, rule.test.when, (number,), is_unique=True)
    for of, when, numbers in rules_by_group(rules):
        yield _Groups((of,), when, tuple(numbers), is_unique=False)


def _key(kind: _Groups, specification: Specification, columns: Columns) -> str:
    """Return SQL for a hash of the keys of a row; NULL where it is in no group."""
    values = [columns.value(key) for key in kind.keys]
    conditions = [f"{value} IS NOT NULL" for value in values]
    if kind.when != Truth(True):
        conditions.append(f"({condition(kind.when, specification, DATABASE, columns)})")
    return f"CASE WHEN {' AND '.join(conditions)} THEN XXHASH64({', '.join(values)}) END"


def _content(kind: _Groups, rules: Sequence[Rule], columns: Columns) -> str:
    """Return SQL for a hash of everything in which the rows of a group should agree. A NULL would not change the hash."""
    values = [columns.value(test.item) for number in kind.numbers if isinstance(test := rules[number].test, Same)]
    hashes = (f"COALESCE(XXHASH64({value}), {index})" for index, value in enumerate(values))
    return f"XXHASH64({', '.join(hashes)})" if values else "0L"


def _broken(number: int, usual_row: str) -> str:
    return f"STRUCT({number} AS rule, CAST({usual_row} AS BIGINT) AS usual_row)"


def _rows_that_differ(kind: _Groups, rules: Sequence[Rule], columns: Columns, members: str, group: str) -> str:
    """Return the query of the rows that differ from most of their group, as `finding_queries` defines it, for all items at once."""
    counted: list[str] = []
    usual: list[str] = []
    broken: list[str] = []
    for number in kind.numbers:
        test = rules[number].test
        if not isinstance(test, Same):
            continue
        value, is_blank = columns.value(test.item), columns.is_blank(test.item)
        is_compared = f"({value} IS NOT NULL OR {is_blank})" if test.blanks else f"{value} IS NOT NULL"
        alike = f"COUNT_IF({is_compared}) {group.removesuffix(')')}, {value})"
        counted += [f"COUNT_IF({is_compared}) {group} AS members_{number}", f"{alike} AS alike_{number}"]
        is_usual = f"({value} IS NOT NULL AND 2 * r.alike_{number} > r.members_{number})"
        usual.append(f"MIN(IF({is_usual}, r.{ROW}, NULL)) {group} AS usual_{number}")
        differs = f"{is_compared} AND r.alike_{number} < r.members_{number} AND NOT {is_usual}"
        broken.append(f"IF({differs}, {_broken(number, f'r.usual_{number}')}, NULL)")
    grouped = f"SELECT r.*, {', '.join(usual)} FROM (SELECT r.*, {', '.join(counted)} FROM {members}) AS r"
    return f"SELECT r.{ROW}, ARRAY_COMPACT(ARRAY({', '.join(broken)})) AS rules FROM ({grouped}) AS r"
