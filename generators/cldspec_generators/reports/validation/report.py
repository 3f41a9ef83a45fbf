"""The result of a validation as JSON, for programs. `report.schema.json` beside this file describes it."""

import json
from typing import Any

from cldspec.validation.result import Finding, Result, Status, Validity
from cldspec_generators.reports.validation import messages

FORMAT = "1"
"""The version of the report's format."""


def report_text(result: Result) -> str:
    """Return the report as JSON in ASCII, which every terminal and pipe can take, with one line for each entry of a list."""
    return "{\n" + ",\n".join(f" {json.dumps(key)}: {_lines(value)}" for key, value in report_json(result).items()) + "\n}\n"


def _lines(value: object) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value)
    return "[\n  " + ",\n  ".join(map(json.dumps, value)) + "\n ]"  # more indentation makes Python's encoder ten times slower


def report_json(result: Result) -> dict[str, Any]:
    """Return the report as a value that JSON can hold."""
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
        "findings": [_finding(finding) for finding in messages.sorted_findings(result)],
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
