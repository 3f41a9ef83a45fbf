"""A worker for the page that checks returns: it answers as the real one does, with a result that was made by hand.

What it does depends on the name of the first file: "stuck" never ends, "refused" cannot be read, "fault" is a fault of the program.
"""

import json
from dataclasses import asdict

from cldspec.validation.result import SEVERITIES, Result
from cldspec_generators.reports.validation.messages import sorted_findings

_SCRIPT = """
addEventListener("message", ({ data }) => {
  if (data.type === "check") {
    const name = data.files[0].name;
    postMessage({ type: "progress", file: name, bytes: 60, total: 100, rows: 12345 });
    if (name.startsWith("fault")) { throw new Error("<script>oops</script>"); }
    if (name.startsWith("refused")) {
      postMessage({ type: "refused", message: `${name} is no return: <b>it</b> is a picture.`, advice: "Choose a CSV file." });
    } else if (!name.startsWith("stuck")) {
      postMessage({ type: "result", summary: SUMMARY });
    }
    return;
  }
  const { number, filter, from, row, count, values } = data;
  const found = FINDINGS.filter((finding) => Object.entries(filter).every(([key, value]) => finding[key] === value));
  const sought = row === null ? -1 : found.findIndex((finding) => finding.row >= row);
  const start = row === null ? from : Math.floor(Math.max(sought, 0) / count) * count;
  const findings = found.slice(start, start + count).map((finding) => values ? finding : { ...finding, value: null });
  postMessage({ type: "found", number, total: found.length, from: start, sought: sought < 0 ? -1 : sought - start, findings });
});
"""


def fake_worker(result: Result) -> str:
    """Return the source of a worker that answers with this result."""
    summary = {
        "conforms": result.conforms,
        "rows": result.rows,
        "rowsConforming": result.rows_conforming,
        "rowsWith": {severity: result.rows_with.get(severity, 0) for severity in SEVERITIES},
        "total": len(result.findings),
        "today": result.today,
        "files": [
            {
                "name": file.name,
                "description": file.description,
                "headerRow": file.header_row,
                "rows": file.rows,
                "notes": file.notes,
                "sheet": file.sheet,
            }
            for file in result.files
        ],
        "brokenRules": [asdict(rule) for rule in result.broken_rules],
        "quality": [
            {"item": item.id, "cells": [{"status": status, "validity": validity, "count": cells} for (status, validity), cells in counts]}
            for item in result.specification.items
            if (counts := sorted(result.quality.get(item.id, {}).items()))
        ],
        "cumulation": result.cumulative and asdict(result.cumulative),
    }
    findings = [asdict(finding) for finding in sorted_findings(result)]
    return f"const SUMMARY = {json.dumps(summary)};\nconst FINDINGS = {json.dumps(findings)};\n{_SCRIPT}"
