"""What checking a return comes to as plain data, for programs. `report.schema.json` beside this file says what it holds."""

import json
from typing import Any

from cldspec.validation.result import Finding, Result, Status, Validity
from cldspec_generators.reports.validation import messages as told

FORMAT = "1"
"""The form of the report."""


def report_text(result: Result) -> str:
    """Return the report as JSON, each thing of a list on a line of its own; in ASCII, which every terminal and pipe can take."""
    return "{\n" + ",\n".join(f" {json.dumps(key)}: {_lines(value)}" for key, value in report_json(result).items()) + "\n}\n"


def _lines(value: object) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value)
    return "[\n  " + ",\n  ".join(map(json.dumps, value)) + "\n ]"  # to indent more makes Python's encoder ten times slower


def report_json(result: Result) -> dict[str, Any]:
    """Return the report as a value that JSON can hold."""
    specification = result.specification
    cumulation = result.cumulative
    return {
        "format": FORMAT,
        "specification": {"title": specification.title, "version": specification.version, "status": specification.status},
        "conforms": told.conforms(result),
        "today": result.today,
        "files": [
            {
                "name": one.name,
                "form": one.description,
                "sheet": one.sheet,
                "header": one.header_row,
                "rows": one.rows,
                "notes": list(one.notes),
            }
            for one in result.files
        ],
        "rows": result.rows,
        "rows_conforming": result.rows_conforming,
        "counts": {severity: {"findings": findings, "rows": rows} for severity, findings, rows in told.counts(result)},
        "rules": [
            {"rule": one.rule, "title": one.title, "severity": one.severity, "item": one.item, "message": one.message, "rows": one.rows}
            for one in result.broken_rules
        ],
        "items": [
            {"item": one.item, **{severity: one.by_severity.get(severity, 0) for severity in told.SEVERITY_WORDS}}
            for one in told.by_item(result)
        ],
        "quality": [
            {"item": item.id, "status": status, "validity": validity, "cells": cells}
            for item in specification.items
            for status in Status
            for validity in Validity
            if (cells := result.quality.get(item.id, {}).get((status, validity), 0))
        ],
        "cumulation": cumulation
        and {
            "added": cumulation.added,
            "changed": cumulation.changed,
            "unchanged": cumulation.unchanged,
            "vanished": cumulation.vanished,
            "merged": cumulation.merged,
            "changed_by_item": dict(cumulation.changed_by_item),
        },
        "limit": result.limit,
        "findings_total": result.total,
        "findings": [_finding(one) for one in told.in_order(result)],
    }


def _finding(one: Finding) -> dict[str, Any]:
    """Return a finding; the value of its cell only where it was asked for."""
    return {
        "file": one.file,
        "row": one.row,
        "item": one.item,
        "rule": one.rule,
        "severity": one.severity,
        "message": one.message,
        "suggestion": one.suggestion,
        **({} if one.value is None else {"value": one.value}),
    }
