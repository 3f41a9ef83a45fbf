"""Findings as an Arrow table, and tables as what is checked: for programs that call the library."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pyarrow as pa

from cldspec.validation.result import Finding, Result
from cldspec.validation.validator import Table

SCHEMA = pa.schema(
    [
        pa.field("file", pa.string(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
        pa.field("item", pa.string()),
        pa.field("rule", pa.string(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
        pa.field("suggestion", pa.string()),
        pa.field("value", pa.string()),
    ]
)
"""The columns of findings; they are the fields of a `Finding`."""


def findings_table(result: Result) -> pa.Table:
    """Return the findings that are kept, one a row."""
    columns = {field.name: [getattr(finding, field.name) for finding in result.findings] for field in fields(Finding)}
    return pa.table(columns, schema=SCHEMA)


def sources_of(source: object) -> list[Path | Table]:
    """Return what is to be checked: paths as such, anything else as a table."""
    if isinstance(source, str | Path):
        return [Path(source)]
    if isinstance(source, Sequence):
        return [one for part in source for one in sources_of(part)]
    return [Table(source)]
