"""A comparison as plain data for programs. Its format is in `report.schema.json`."""

from typing import Any

from cldspec.diff.changes import Comparison, Effect, Verdict, Witness
from cldspec.model import Specification
from cldspec_generators.reports.changes.applies import Explanations
from cldspec_generators.reports.changes.content import Entry, Notice
from cldspec_generators.reports.changes.wording import SIDES

FORMAT = "1"
"""The version of the format."""
_VERDICTS: tuple[Verdict, ...] = ("breaking", "not breaking", "not decided")


def report(comparison: Comparison, explanations: Explanations | None = None) -> dict[str, Any]:
    """Return a comparison as a value that JSON can represent."""
    notice = Notice(comparison, explanations or {})
    counts = {side: {verdict: notice.count(side, verdict) for verdict in _VERDICTS} for side in SIDES}
    return {
        "format": FORMAT,
        "versions": {"old": _version(comparison.old), "new": _version(comparison.new)},
        **_correction(notice),
        **({"missing_versions": list(comparison.missing_versions)} if comparison.missing_versions else {}),
        "applies": [
            {"from": application.date, "sentence": " ".join(application.sentences), "changes": [entry.anchor for entry in entries]}
            for application, entries in notice.applies
        ],
        "summary": {"changes": len(comparison.changes), **counts},
        "changes": [_change(entry) for entry in notice.entries],
    }


def _correction(notice: Notice) -> dict[str, Any]:
    correction = notice.comparison.correction
    if correction is None:
        return {}
    about = {"date": correction.date, "kind": correction.kind, **({"reason": correction.reason} if correction.reason else {})}
    reasons = [
        {"reason": reason, "changes": [part.anchor for entry in entries for part in (entry.parts or (entry,))]}
        for reason, entries in notice.reasons
    ]
    return {"correction": {**about, **({"reasons": reasons} if reasons else {})}}


def _version(version: Specification) -> dict[str, str]:
    optional = {"published": version.publication_date, "name": version.name, "corrected": version.corrected}
    known = {name: value for name, value in optional.items() if value}
    return {"title": version.title, "version": version.version, "status": version.status, **known}


def _change(entry: Entry) -> dict[str, Any]:
    change = entry.change
    file, line = change.at
    return {
        "anchor": entry.anchor,
        "kind": change.kind,
        "part": change.part,
        "name": change.name,
        "sentence": change.sentence,
        "before": change.before,
        "after": change.after,
        "file": file,
        "line": line,
        "items": list(change.items),
        "direction": change.direction,
        "also": list(change.also),
        "hint": change.hint,
        "requests": entry.requests,
        "in_force_from": entry.dates,
        **{side: _effect(entry.effect(side)) for side in SIDES},
    }


def _effect(effect: Effect) -> dict[str, Any]:
    witness = _witness(effect.witness) if effect.witness else None
    return {"verdict": effect.verdict, "how": effect.how, "reason": effect.reason, "witness": witness}


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "rows": [dict(row) for row in witness.rows],
        "today": witness.today,
        "accepted_by": witness.accepted_by,
        "rejected_by": witness.rejected_by,
        "because": [{"rule": rule, "message": message} for rule, message in witness.because],
        "matters": list(witness.matters),
    }
