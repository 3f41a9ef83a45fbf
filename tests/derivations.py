"""Derivations in real databases, for the tests."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from cldspec.model import DataItem, Specification
from cldspec.rules.evaluate import Known
from cldspec.rules.targets.sql.database import Database
from cldspec.rules.targets.sql.databases import database_named
from cldspec.steps.order import in_order
from cldspec.steps.parameters import parameter_values
from cldspec.steps.query import Names
from cldspec.steps.reference import Values
from cldspec.steps.scope import ROW_NUMBER, SUBMISSION, Scope, row_scope
from cldspec.steps.sql import parameter_query, query_of
from cldspec.steps.trace import scope_of
from engines import Engine, Spark, Sql, insert

NAMES = Names("return_row", "derivation_parameter", lambda name: f"d_{name}")
FIRST = date(2019, 12, 25)


def derive_in(
    engine: Engine, rows: Sequence[Values], specification: Specification, given: Mapping[str, str], only: Sequence[str] | None = None
) -> dict[str, list[Values]]:
    """Return the rows of derivations, worked out in a database from rows of values."""
    database = database_named(engine.name)
    derivations = in_order(specification, only)
    scope = row_scope(specification)
    is_spark = isinstance(engine, Spark)
    for name in (*(NAMES.of_derivation(one.id) for one in derivations), NAMES.parameters, NAMES.rows):
        engine.run(f"DROP {'VIEW' if is_spark else 'TABLE'} IF EXISTS {name};\n")
    used = [name for name in scope.columns if name in {SUBMISSION, ROW_NUMBER} or _is_used(name, specification)]
    kinds = {name: _kind(name, scope, database) for name in used}
    cells = [[_sql(row[name], scope.columns[name].type, database) for name in used] for row in rows]
    if is_spark:
        values = ",\n".join(f"({', '.join(map(str, row))})" for row in cells)
        listed = ", ".join(f"CAST({database.identifier(name)} AS {kinds[name]}) AS {database.identifier(name)}" for name in used)
        columns = ", ".join(map(database.identifier, used))
        engine.run(f"CREATE TEMPORARY VIEW {NAMES.rows} AS SELECT {listed} FROM VALUES\n{values} AS v ({columns});\n")
    else:
        engine.run(f"CREATE TABLE {NAMES.rows} ({', '.join(f'{database.identifier(name)} {kinds[name]}' for name in used)});\n")
        insert(engine, NAMES.rows, [database.identifier(name) for name in used], cells)
    if given:
        fixed = parameter_values(specification, {}, given)
        columns = ", ".join(
            f"{_sql(value, specification.parameter_by_id[name].type, database)} AS {database.identifier(name)}"
            for name, value in fixed.items()
        )
        parameters = f"SELECT {columns}"
    else:
        parameters = parameter_query(specification, database, NAMES.rows)
    if isinstance(engine, Spark):
        engine.keep(NAMES.parameters, parameters)
    else:
        engine.run(f"CREATE TABLE {NAMES.parameters} AS {parameters};\n")
    found = {}
    for derivation in derivations:
        table = NAMES.of_derivation(derivation.id)
        query = _query(derivation.id, specification, engine.name)
        if isinstance(engine, Spark):
            engine.keep(table, query)
        else:
            engine.run(f"CREATE TABLE {table} AS {query};\n")
        result = scope_of(derivation.id, specification)
        listed = ", ".join(map(database.identifier, result.columns))
        found[derivation.id] = [_values(row, result) for row in engine.query(f"SELECT {listed} FROM {table}")]
    return found


@lru_cache(maxsize=1024)
def _query(name: str, specification: Specification, engine: str) -> str:
    return query_of(specification.derivation_by_id[name], specification, database_named(engine), NAMES)


def random_rows(specification: Specification, number: int, seed: int, texts: Sequence[str] = ("A", "B", "C")) -> list[Values]:
    """Return rows of values of a few people within a few weeks, in any combination."""
    chance = random.Random(seed)  # noqa: S311 - made-up rows

    def value(item: DataItem) -> Known:
        values = specification.values_of(item.id)
        if chance.random() < 0.15:
            return None
        if item.type == "code":
            return chance.choice(values or ("",))
        if item.type == "date":
            return (FIRST + timedelta(chance.randrange(60))).isoformat()
        if item.type in {"integer", "decimal"}:
            return (
                Decimal(chance.randrange(1, 500)).scaleb(-(item.scale or 2)) if item.type == "decimal" else Decimal(chance.randrange(1, 4))
            )
        return chance.choice(texts)

    rows: list[Values] = []
    for index in range(number):
        row: Values = {SUBMISSION: Decimal(chance.randrange(1, 3)), ROW_NUMBER: Decimal(index + 1)}
        rows.append(row | {item.id: value(item) for item in specification.items})
    return rows


def _is_used(name: str, specification: Specification) -> bool:
    text = str(specification.derivations) + str(specification.parameters) + str(specification.rankings) + str(specification.mappings)
    return name in text or any(name in str(calculation) for calculation in specification.calculations)


def _kind(name: str, scope: Scope, database: Database) -> str:
    item = scope.columns[name].item
    return database.type_of(item) if item else "BIGINT"


def _sql(value: Known, kind: str, database: Database) -> object:
    if value is None:
        return Sql("NULL")
    if kind == "date":
        return Sql(database.date(str(value)))
    return Sql(f"{value:f}") if isinstance(value, Decimal) else Sql(database.text(value))


def _values(row: Sequence[Any], scope: Scope) -> Values:
    found: Values = {}
    for (name, column), value in zip(scope.columns.items(), row, strict=True):
        if value is None or isinstance(value, str):
            found[name] = value
        elif column.type == "date":
            found[name] = value.isoformat()
        else:
            found[name] = Decimal(str(value))
    return found
