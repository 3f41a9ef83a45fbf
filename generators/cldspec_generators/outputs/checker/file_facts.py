"""What the page that checks a return knows about files, as plain data for JavaScript. Each fact comes from the module that has it."""

from typing import Any

from cldspec.model import Specification
from cldspec.validation import odd_rows
from cldspec.validation.readers import header, loading


def file_facts(specification: Specification) -> dict[str, Any]:
    """Return what `SPECIFICATION.files` is in JavaScript."""
    return {
        "formatRules": {
            name: {"title": rule.title, "severity": rule.severity, "message": rule.message} for name, rule in header.FORMAT_RULES.items()
        },
        "ifUnknownColumn": specification.collection.if_unknown_column,
        "longRow": header.LONG_ROW,
        "oddRows": dict(odd_rows.MESSAGES),
        "mostCandidates": odd_rows.MOST_CANDIDATES,
        "faultyRowsListed": loading.FAULTY_ROWS_LISTED,
    }
