"""The result of a validation as JSON, for programs. `report.schema.json` beside this file describes it."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from cldspec.validation.result import Finding, Result, Status, Validity
from cldspec_generators.reports.validation import messages

FORMAT = "1"
"""The version of the report's format."""


def write_json(result: Result, file: BinaryIO) -> None:
    """Write the report as JSON in ASCII, which every terminal and pipe can take, with one line for each entry of a list."""
    file.writelines(piece.encode("ascii") for piece in _pieces(result))


def _pieces(result: Result) -> Iterator[str]:
    """Yield the report in pieces: there may be millions of findings."""
    yield "{"
    separator = "\n"
    for key, value in {**_totals(result), "findings": map(_finding, messages.sorted_findings(result))}.items():
        yield f"{separator} {json.dumps(key)}: "
        yield from _lines(value)
        separator = ",\n"
    yield "\n}\n"


def _lines(value: object) -> Iterator[str]:
    if not isinstance(value, list | map):
        yield json.dumps(value)
        return
    separator = "[\n  "
    for entry in value:
        yield f"{separator}{json.dumps(entry)}"  # more indentation makes Python's encoder ten times slower
        separator = ",\n  "
    yield "[]" if separator.startswith("[") else "\n ]"


def _totals(result: Result) -> dict[str, Any]:
    """Return everything but the findings as a value that JSON can hold."""
    specification = result.specification
    summary = result.cumulative
    return {
        "format": FORMAT,
        "specification": {"title": specification.title, "version": specification.version, "status": specification.status},
        "conforms": result.conforms,
        "today": result.today,
        "files": [
            {
                "name": file.name,
                "form": file.description,
                "sheet": file.sheet,
                "header": file.header_row,
                "rows": file.rows,
                "notes": list(file.notes),
            }
            for file in result.files
        ],
        "rows": result.rows,
        "rows_conforming": result.rows_conforming,
        "counts": {severity: {"findings": findings, "rows": rows} for severity, findings, rows in messages.by_severity(result)},
        "rules": [
            {
                "rule": rule.rule,
                "title": rule.title,
                "severity": rule.severity,
                "item": rule.item,
                "message": rule.message,
                "rows": rule.rows,
            }
            for rule in result.broken_rules
        ],
        "items": [
            {"item": count.item, **{severity: count.by_severity.get(severity, 0) for severity in messages.SEVERITY_WORDS}}
            for count in messages.by_item(result)
        ],
        "quality": [
            {"item": item.id, "status": status, "validity": validity, "cells": cells}
            for item in specification.items
            for status in Status
            for validity in Validity
            if (cells := result.quality.get(item.id, {}).get((status, validity), 0))
        ],
        "cumulation": summary
        and {
            "added": summary.added,
            "changed": summary.changed,
            "unchanged": summary.unchanged,
            "vanished": summary.vanished,
            "merged": summary.merged,
            "changed_by_item": dict(summary.changed_by_item),
        },
        "limit": result.limit,
        "findings_total": result.total,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    """Return a finding, with the value of its cell only if the result shows it."""
    return {
        "file": finding.file,
        "row": finding.row,
        "item": finding.item,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "suggestion": finding.suggestion,
        **({} if finding.value is None else {"value": finding.value}),
    }
