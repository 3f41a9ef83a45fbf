"""A comparison as plain data, for programs. `report.schema.json` beside this file says what it holds."""

from typing import Any

from cldspec.diff.changes import Comparison, Effect, Verdict, Witness
from cldspec.model import Specification
from cldspec_generators.reports.changes.messages import SIDES, Explained, Telling, Told

FORMAT = "1"
"""The form of the report."""
_VERDICTS: tuple[Verdict, ...] = ("breaking", "not breaking", "not decided")


def report(comparison: Comparison, explained: Explained | None = None) -> dict[str, Any]:
    """Return what changed as a value that JSON can hold."""
    telling = Telling(comparison, explained or {})
    counts = {side: {verdict: telling.count(side, verdict) for verdict in _VERDICTS} for side in SIDES}
    return {
        "format": FORMAT,
        "versions": {"old": _version(comparison.old), "new": _version(comparison.new)},
        "summary": {"changes": len(comparison.changes), **counts},
        "changes": [_change(one) for one in telling.changes],
    }


def _version(version: Specification) -> dict[str, str]:
    return {"title": version.title, "version": version.version, "status": version.status, "published": version.published}


def _change(one: Told) -> dict[str, Any]:
    change = one.change
    file, line = change.at
    return {
        "anchor": one.anchor,
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
        "requests": list(one.requests),
        **{side: _effect(one.effect(side)) for side in SIDES},
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
