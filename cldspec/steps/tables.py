"""Rankings and mappings: which rows of them fit which values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cldspec.model import Ranking, Specification, UseMapping, UseRanking

Fits = Sequence[tuple[str, str | None]]
"""The columns that a row of a table looks at, each with its value; None for a blank."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a ranking or mapping: what it fits, and what it gives, by the names of the new columns."""

    fits: Fits
    gives: Mapping[str, str | int | None]


def rows_of(use: UseRanking | UseMapping, specification: Specification) -> tuple[TableRow, ...]:
    """Return the rows of the table that a step uses, in order, under the step's names of the columns."""
    tables: tuple[Ranking, ...] = specification.rankings if isinstance(use, UseRanking) else specification.mappings
    table = next(table for table in tables if table.id == use.by)
    rows = []
    for rank, row in enumerate(table.rows, start=1):
        fits = [(use.using.get(name, name), row[name] or None) for name in table.columns if name in row]
        gives: Mapping[str, str | int | None]
        gives = {use.column: rank} if isinstance(use, UseRanking) else {new: row.get(result) or None for new, result in use.set.items()}
        rows.append(TableRow(fits, gives))
    return tuple(rows)


def columns_of(use: UseRanking | UseMapping, specification: Specification) -> tuple[str, ...]:
    """Return the columns that the table of a step looks at, under the step's names of them."""
    tables: tuple[Ranking, ...] = specification.rankings if isinstance(use, UseRanking) else specification.mappings
    table = next(table for table in tables if table.id == use.by)
    return tuple(use.using.get(name, name) for name in table.columns)
