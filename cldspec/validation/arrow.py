"""The result of validating a return as Arrow tables, for programs that call the library."""

from typing import Any

import pyarrow as pa

from cldspec.validation.result import Finding, Result

FINDINGS = pa.schema(
    [
        pa.field("file", pa.string(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
        pa.field("position", pa.int64()),
        pa.field("item", pa.string()),
        pa.field("rule", pa.string(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
        pa.field("suggestion", pa.string()),
        pa.field("value", pa.string()),
    ]
)
"""The columns of findings: the fields of a `Finding`, and the position of its row."""
RULES = pa.schema(
    [
        pa.field("rule", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("item", pa.string()),
        pa.field("message", pa.string(), nullable=False),
        pa.field("rows", pa.int64(), nullable=False),
    ]
)
"""The columns of broken rules: the fields of a `BrokenRule`."""
_BATCH = 10_000
"""The findings that are handed to Arrow at a time."""
QUALITY = pa.schema(
    [
        pa.field("item", pa.string(), nullable=False),
        pa.field("status", pa.string(), nullable=False),
        pa.field("validity", pa.string(), nullable=False),
        pa.field("cells", pa.int64(), nullable=False),
    ]
)
"""The columns of the quality of data items."""


def findings_table(result: Result) -> pa.Table:
    """Return the findings that are listed, one in each row.

    `position` counts the rows below the headers from 0, as the positions in a data frame do; it is null for findings about
    headers.
    """
    header_rows = {file.name: file.header_row for file in result.files}

    def cells(finding: Finding) -> dict[str, Any]:
        below = finding.row - header_rows[finding.file] - 1
        return {name: getattr(finding, name) for name in FINDINGS.names if name != "position"} | {"position": below if below >= 0 else None}

    batches = (result.findings[start : start + _BATCH] for start in range(0, len(result.findings), _BATCH))
    return pa.Table.from_batches([pa.RecordBatch.from_pylist(list(map(cells, batch)), schema=FINDINGS) for batch in batches], FINDINGS)


def rules_table(result: Result) -> pa.Table:
    """Return the broken rules, highest severity first, with the number of rows that break each, listed or not."""
    lines: list[dict[str, Any]] = [{name: getattr(rule, name) for name in RULES.names} for rule in result.broken_rules]
    return pa.Table.from_pylist(lines, schema=RULES)


def quality_table(result: Result) -> pa.Table:
    """Return the number of cells of each data item by status and validity, leaving out combinations without cells."""
    lines = [
        {"item": item, "status": status.value, "validity": validity.value, "cells": cells}
        for item, counts in result.quality.items()
        for (status, validity), cells in sorted(counts.items())
    ]
    return pa.Table.from_pylist(lines, schema=QUALITY)
