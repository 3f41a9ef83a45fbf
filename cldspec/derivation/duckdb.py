"""Work out derivations with DuckDB."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from cldspec.derivation.rows import ROWS, loaded_rows
from cldspec.model import Specification
from cldspec.rules.evaluate import Known
from cldspec.rules.targets.sql.databases.duckdb import DATABASE
from cldspec.spelling import suggest
from cldspec.steps.needs import needed_columns
from cldspec.steps.order import in_order
from cldspec.steps.parameters import items_of_defaults, parameter_values
from cldspec.steps.query import Names, StepQuery
from cldspec.steps.scope import Scope, parameter_column
from cldspec.steps.sql import query_of
from cldspec.steps.trace import scope_of, trace
from cldspec.validation.validator import Options, ProgressCallback, Source

if TYPE_CHECKING:
    import pyarrow as pa

NAMES = Names(ROWS, "derivation_parameter", lambda name: DATABASE.identifier(f"derived {name}"))


class UnknownDerivationError(Exception):
    """Raised where a specification has no derivation of a name, or none at all."""


@dataclass(frozen=True)
class DerivedTables:
    """The tables that follow from returns, in DuckDB. They are there as long as `derived_tables` is open."""

    connection: DuckDBPyConnection
    specification: Specification
    names: tuple[str, ...]
    parameters: Mapping[str, Known]

    def query(self, name: str) -> str:
        """Return the query of the rows of a derivation, in the order of its key. Blanks come last."""
        derivation = self.specification.derivation_by_id[name]
        columns = ", ".join(map(DATABASE.identifier, scope_of(name, self.specification).columns))
        order = ", ".join(f"{DATABASE.identifier(key)} NULLS LAST" for key in derivation.key)
        return f"SELECT {columns} FROM {NAMES.of_derivation(name)} ORDER BY {order}"

    def table(self, name: str) -> "pa.Table":
        """Return the rows of a derivation as an Arrow table."""
        return self.connection.sql(self.query(name)).to_arrow_table()


def wanted_derivations(specification: Specification, only: Collection[str]) -> tuple[str, ...]:
    """Return the identifiers of the derivations to work out, in the order of the specification. Raises UnknownDerivationError."""
    known = specification.derivation_by_id
    if not known:
        raise UnknownDerivationError(f"{specification.title} {specification.version_label} has no derivations.")
    for name in only:
        if name not in known:
            raise UnknownDerivationError(f"There is no derivation {name}. {suggest(name, known)}")
    return tuple(name for name in known if not only or name in only)


@contextmanager
def derived_tables(
    sources: Sequence[Source],
    specification: Specification,
    *,
    previous: Sequence[Sequence[Source]] = (),
    only: Collection[str] = (),
    parameters: Mapping[str, str] | None = None,
    names: Mapping[Path, str] | None = None,
    options: Options | None = None,
    progress_callback: ProgressCallback = lambda _connection, _step: None,
) -> Iterator[DerivedTables]:
    """Work out the derivations of sources that together are one submission: all, or `only` some.

    `previous` are earlier submissions, the oldest first. `parameters` are values in place of defaults, as
    `cldspec.steps.parameters.given_value` takes them. Raises UnreadableFileError, UnknownDerivationError and ParameterError.
    """
    wanted = wanted_derivations(specification, only)
    parameter_values(specification, {}, parameters or {})  # a wrong one is reported before a file is read
    derivations = in_order(specification, wanted)
    needed = _items_needed(specification, wanted)
    submissions = [*map(list, previous), list(sources)]
    with loaded_rows(
        submissions, specification, needed, names=names or {}, options=options or Options(), progress_callback=progress_callback
    ) as connection:
        values = _create_parameters(connection, specification, parameters or {}, len(submissions))
        for derivation in derivations:
            progress_callback(connection, f"Deriving {derivation.title}")
            table = NAMES.of_derivation(derivation.id)
            connection.execute(f"CREATE TEMP TABLE {table} AS {query_of(derivation, specification, DATABASE, NAMES)}")
        yield DerivedTables(connection, specification, wanted, values)


def _items_needed(specification: Specification, wanted: Collection[str]) -> set[str]:
    """Return the data items that the derivations and the defaults of parameters look at."""
    needed = set(items_of_defaults(specification))
    for derivation in in_order(specification, wanted):
        if derivation.from_ is None:
            needed |= needed_columns(derivation.steps, trace(derivation.id, specification))[0]
    return needed & set(specification.item_by_id)


def _create_parameters(
    connection: DuckDBPyConnection, specification: Specification, given: Mapping[str, str], newest: int
) -> Mapping[str, Known]:
    """Make the table of the one row of parameters, and return their values."""
    edges = {}
    for name in items_of_defaults(specification):
        column = DATABASE.identifier(name)
        ends = f"CAST(MIN({column}) AS VARCHAR), CAST(MAX({column}) AS VARCHAR)"
        first, last = connection.execute(f"SELECT {ends} FROM {ROWS} WHERE submission = {newest}").fetchone() or (None, None)
        edges[name] = (first, last)
    values = parameter_values(specification, edges, given)
    columns = []
    for parameter in specification.parameters:
        value = values.get(parameter.id)
        if value is None:
            sql = StepQuery(Scope({}, specification), DATABASE, NAMES, "", "").null(parameter_column(parameter))
        else:
            sql = DATABASE.date(str(value)) if parameter.type == "date" else f"CAST({value} AS BIGINT)"
        columns.append(f"{sql} AS {DATABASE.identifier(parameter.id)}")
    connection.execute(f"CREATE TEMP TABLE {NAMES.parameters} AS SELECT {', '.join(columns) or '1 AS row_count'}")
    return values
