"""Change requests: who asks for what and why, who agreed, and which changes between two versions they explain."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cldspec.diff.changes import Change, Comparison
from cldspec.diff.kinds import KINDS
from cldspec.findings import Finding
from cldspec.load import symbolic_link
from cldspec.load.cut_text import cut_texts
from cldspec.load.document import parse, schema_line
from cldspec.load.metaschema import form_findings
from cldspec.load.structure import structure
from cldspec.model import Located, Specification
from cldspec.origin import Origin, Position
from cldspec.spelling import suggest
from cldspec.versions.catalogue import REQUESTS
from cldspec.versions.releases import ReleaseEntry
from cldspec.wording import joined

SCHEMA = "change-request.schema.json"
NEED_NO_REQUEST = {"version-changed", "history-changed", "counts-changed"}
"""The kinds of change that need no request: they only record what a version is."""


@dataclass(frozen=True, kw_only=True)
class Touch(Located):
    """A part that a request changes, and the kinds of change that it asks for; without any, all kinds."""

    part: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Agreement(Located):
    """A body that has agreed, and the date (yyyy-mm-dd)."""

    body: str
    date: str


@dataclass(frozen=True, kw_only=True)
class ChangeRequest(Located):
    """A request to change the specification. `version` is the version in which the change is to be made."""

    id: str
    title: str
    version: str
    state: Literal["proposed", "agreed", "rejected", "withdrawn"]
    raised_by: str
    raised_on: str
    reason: str
    touches: tuple[Touch, ...]
    burden: str
    decision: str | None = None
    agreed_by: tuple[Agreement, ...] = ()
    in_force_from: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """Which requests explain which changes."""

    by_change: Mapping[tuple[str, str], tuple[ChangeRequest, ...]]
    """The requests that explain each change, by its kind and part. All changes that need a request are included."""
    promised: tuple[tuple[ChangeRequest, Touch], ...]
    """What requests ask for that has not changed."""

    def unexplained(self, comparison: Comparison) -> list[Change]:
        """Return the changes that need a request and have none."""
        return [change for change in comparison.changes if self.by_change.get((change.kind, change.part)) == ()]


def read_requests(root: Path) -> tuple[list[ChangeRequest], list[Finding]]:
    """Return the change requests in a folder of versions, by number, and findings about their form."""
    requests: list[ChangeRequest] = []
    findings: list[Finding] = []
    for path in sorted((root / REQUESTS).glob("*")):
        if path.name.startswith("."):
            continue
        name = path.name
        if path.is_symlink():
            findings.append(symbolic_link(name))
            continue
        if path.suffix != ".yaml" or not path.is_file():
            findings.append(
                Finding(Position(name, 1, 1), "unknown-file", "This file is not a change request.", "Name it CR-NNN.yaml, or move it.")
            )
            continue
        document, faults = parse(name, path.read_text(encoding="utf-8-sig", errors="replace"))
        form = [*form_findings(document, SCHEMA), *cut_texts(document, SCHEMA)] if document else []
        findings += [*faults, *form, *(schema_line(document, SCHEMA) if document else ())]
        if document is None or faults or form or not isinstance(document.data, dict):
            continue
        request = structure(ChangeRequest, document.data, Origin(document))
        requests.append(request)
        if request.id != path.stem:
            at = request.origin.value("id")
            findings.append(Finding(at, "bad-request", f"This file is {name}, but its id is {request.id}.", "Make them the same."))
    return requests, findings


def findings_of(requests: Sequence[ChangeRequest], specification: Specification) -> Iterator[Finding]:
    """Yield findings about the content of requests: the bodies that must agree, by the legal basis, and the kinds of change."""
    bodies = specification.legal.direction.changes_agreed_by
    for request in requests:
        agreed = {agreement.body for agreement in request.agreed_by}
        for index, agreement in enumerate(request.agreed_by):
            if bodies and agreement.body not in bodies:
                at = request.origin.value("agreed_by", index, "body")
                yield Finding(
                    at, "bad-request", f"{agreement.body} is not one of the bodies that must agree.", suggest(agreement.body, bodies)
                )
        missing = [body for body in bodies if body not in agreed]
        if request.state == "agreed" and missing:
            at = request.origin.value("state")
            message = f"The state of {request.id} is agreed, but {joined(missing)} {'has' if len(missing) == 1 else 'have'} not agreed."
            yield Finding(at, "bad-request", message, "Add under agreed_by who agreed and when, or write proposed.")
        for index, touch in enumerate(request.touches):
            for number, kind in enumerate(touch.kinds):
                if kind not in KINDS:
                    at = request.origin.value("touches", index, "kinds", number)
                    yield Finding(at, "bad-request", f"There is no kind of change {kind}.", suggest(kind, list(KINDS)))


def findings_of_granted(requests: Sequence[ChangeRequest], releases: Sequence[ReleaseEntry]) -> Iterator[Finding]:
    """Yield findings about requests that were granted by a release, and are no longer agreed. What is released cannot be withdrawn.

    The list of releases says which requests a release granted. For an older entry, which does not, they are those on which bodies
    had agreed.
    """
    by_id = {request.id: request for request in requests}
    for release in releases:
        of_version = [request for request in requests if request.version == release.version]
        granted = release.requests or [request.id for request in of_version if request.agreed_by]
        for request_id in granted:
            request = by_id.get(request_id)
            if request is None:
                message = f"{request_id} was agreed when version {release.version} was released on {release.date}, but its file is missing."
                yield Finding(Position(f"{request_id}.yaml", 1, 1), "bad-request", message, "Restore the file, for example with git.")
            elif request.state != "agreed" or request.version != release.version:
                is_moved = request.version != release.version
                now = f"its version is {request.version}" if is_moved else f"its state is {request.state}"
                message = f"{request.id} was agreed when version {release.version} was released on {release.date}, but now {now}."
                fix = "Undo that. To take back a released change, raise a new request for a later version."
                yield Finding(request.origin.value("version" if is_moved else "state"), "bad-request", message, fix)


def explained(comparison: Comparison, requests: Sequence[ChangeRequest]) -> Explained:
    """Return which of the requests for the new version, unless rejected or withdrawn, explain which changes."""
    version = comparison.new.version
    by_id = {request.id: request for request in requests if request.version == version and request.state in {"proposed", "agreed"}}
    touches = [(request, touch) for request in by_id.values() for touch in request.touches]
    by_change: dict[tuple[str, str], tuple[ChangeRequest, ...]] = {}
    made: set[int] = set()
    for change in comparison.changes:
        matching = [index for index, (_, touch) in enumerate(touches) if _explains(touch, change)]
        made |= set(matching)
        if change.kind not in NEED_NO_REQUEST:
            ids = dict.fromkeys(touches[index][0].id for index in matching)
            by_change[change.kind, change.part] = tuple(by_id[request_id] for request_id in ids)
    return Explained(by_change, tuple(touch for index, touch in enumerate(touches) if index not in made))


def _explains(touch: Touch, change: Change) -> bool:
    """Say whether a change is one of the part that a request touches, of something within it, or only follows from it."""
    is_within = change.part == touch.part or change.part.startswith(f"{touch.part}/")
    is_value = touch.part.startswith("list/") and change.part.startswith(f"value/{touch.part.removeprefix('list/')}/")
    only_follows = any(touch.part.rpartition("/")[2] in also.split() for also in change.also)
    return (is_within or is_value or only_follows) and (not touch.kinds or change.kind in touch.kinds)
