"""The reasons for the changes of a correction: which reason explains which change."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from cldspec.diff.changes import Change
from cldspec.findings import Finding
from cldspec.load.document import parse
from cldspec.load.metaschema import form_findings
from cldspec.load.structure import structure
from cldspec.origin import Origin
from cldspec.versions.releases import ChangeReason

SCHEMA = "correction-reasons.schema.json"


def read_reasons(path: Path) -> tuple[list[ChangeReason], list[Finding]]:
    """Return the reasons in a file, and findings about its form. Raises OSError."""
    document, findings = parse(path.name, path.read_text(encoding="utf-8-sig", errors="replace"))
    findings += list(form_findings(document, SCHEMA)) if document else []
    if findings or document is None or not isinstance(document.data, list):
        return [], findings
    return [structure(ChangeReason, entry, Origin(document, (number,))) for number, entry in enumerate(document.data)], []


def reason_of(change: Change, reasons: Iterable[ChangeReason]) -> ChangeReason | None:
    """Return the first reason that names the part of a change; None if there is none."""
    return next((reason for reason in reasons if any(_names(part, change.part) for part in reason.parts)), None)


def parts_without_change(changes: Sequence[Change], reasons: Iterable[ChangeReason]) -> list[str]:
    """Return the parts that reasons name, and that no change is about."""
    named = (part for reason in reasons for part in reason.parts)
    return [part for part in named if not any(_names(part, change.part) for change in changes)]


def _names(pattern: str, part: str) -> bool:
    return _compiled(pattern).fullmatch(part) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of a pattern in which * stands for any text."""
    return re.compile(".*".join(map(re.escape, pattern.split("*"))), flags=re.DOTALL)
