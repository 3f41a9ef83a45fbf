"""Deriving tables from returns in Python: what `cldspec.derive` does."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cldspec.model import Specification

if TYPE_CHECKING:
    import pyarrow as pa


def derive(
    source: object,
    *,
    version: str | Path | Specification | None = None,
    spec: str | Path | None = None,
    previous: object = (),
    only: Collection[str] = (),
    parameters: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> "dict[str, pa.Table]":
    """Return the tables that follow from a return; see `cldspec.derive`."""
    from cldspec.check.versions import load_version
    from cldspec.derivation.duckdb import derived_tables
    from cldspec.validation.api import named_sources
    from cldspec.validation.validator import Options

    specification = load_version(version, spec)
    sources, earlier = named_sources(source, previous)
    options = Options(sheet=sheet)
    with derived_tables(
        sources, specification, previous=earlier, only=[only] if isinstance(only, str) else only, parameters=parameters, options=options
    ) as tables:
        return {name: tables.table(name) for name in tables.names}
