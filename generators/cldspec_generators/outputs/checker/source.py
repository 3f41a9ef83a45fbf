"""The JavaScript of the page that checks a return: the compiled rules, and the files of `runtime/` in a fixed order."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from cldspec.model import Specification
from cldspec.rules.targets.javascript import compiled_rules
from cldspec_generators.outputs.checker.facts import all_rules, facts

RUNTIME = Path(__file__).parent / "runtime"
"""The folder of the JavaScript that is the same for every specification."""
CHECK_FILES = (
    "types.js",
    "texts.js",
    "values.js",
    "look_alikes.js",
    "cells.js",
    "list_values.js",
    "suggestions.js",
    "tables.js",
    "groups.js",
    "findings.js",
    "matching.js",
    "quality.js",
    "check.js",
)
"""The files that say what cells mean and check the rules."""
READ_FILES = (
    "names.js",
    "header.js",
    "later_release.js",
    "odd_rows.js",
    "file_bytes.js",
    "decoding.js",
    "csv_rows.js",
    "csv.js",
    "zip.js",
    "xml.js",
    "cell_values.js",
    "sheet.js",
    "workbook.js",
    "read_file.js",
)
"""The files that read returns."""
WORKER_FILES = ("messages.js", "worker.js")
"""The files that only the page's worker needs."""
_STRICT = '"use strict";\n'


def compiled(specification: Specification) -> str:
    """Return the rules and facts of a specification as JavaScript."""
    known = json.dumps(facts(specification), ensure_ascii=False, separators=(",", ":"))
    return f"/** @type {{Specification}} */\nconst SPECIFICATION = {known};\n{compiled_rules(all_rules(specification), specification)}"


def checker_source(specification: Specification) -> str:
    """Return the JavaScript that reads and checks returns, without the worker of the page."""
    return _joined([compiled(specification), *map(runtime_file, (*CHECK_FILES, *READ_FILES))])


def worker_source(specification: Specification) -> str:
    """Return the JavaScript of the page's worker."""
    return _joined([checker_source(specification).removeprefix(_STRICT), *map(runtime_file, WORKER_FILES)])


def _joined(parts: Sequence[str]) -> str:
    return _STRICT + "\n".join(parts)


@lru_cache
def runtime_file(name: str) -> str:
    """Return the text of a file of `runtime/`."""
    return (RUNTIME / name).read_text(encoding="utf-8")
