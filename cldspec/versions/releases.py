"""Released versions: each is frozen by the digest of its files, and never edited again."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cldspec.findings import Finding
from cldspec.load import SPECIFICATION, texts_in
from cldspec.load.document import parse
from cldspec.load.metaschema import form_findings
from cldspec.load.structure import structure
from cldspec.model import Located, Specification
from cldspec.origin import Origin, Position

RELEASES = "releases.yaml"
"""The file, beside the folders of versions, that says which are released."""
SCHEMA = "releases.schema.json"
CHECKS = {
    "unfrozen-release": "A version whose status is released stands in releases.yaml, and a draft does not.",
    "edited-release": "The files of a released version are as they were when it was released.",
    "bad-request": "A change request is named after its number, names kinds of change that there are, and is agreed by all who must agree.",
}
"""What is checked of releases and of change requests, in a sentence each."""
_HEAD = """# yaml-language-server: $schema=../cldspec/load/schemas/releases.schema.json
# The released versions. cldspec release writes this file; a version that stands here is never edited again.
releases:
"""


@dataclass(frozen=True, kw_only=True)
class Released(Located):
    """A released version: the day, and the digest of its files."""

    version: str
    date: str
    digest: str


def digest(texts: Mapping[str, str]) -> str:
    """Return the SHA-256 over the names and texts of a version's files, whatever the system's line ends."""
    whole = hashlib.sha256()
    for name, text in sorted(texts.items()):
        content = text.replace("\r\n", "\n").encode()
        whole.update(f"{name}\n{len(content)}\n".encode() + content)
    return whole.hexdigest()


def read_releases(root: Path) -> tuple[list[Released], list[Finding]]:
    """Return the released versions in a folder of versions, and what is wrong with the file that lists them."""
    path = root / RELEASES
    if not path.is_file():
        return [], []
    document, findings = parse(RELEASES, path.read_text(encoding="utf-8-sig", errors="replace"))
    findings += list(form_findings(document, SCHEMA)) if document else []
    if findings or document is None or not isinstance(document.data, dict):
        return [], findings
    return [structure(Released, entry, Origin(document, ("releases", n))) for n, entry in enumerate(document.data["releases"])], []


def findings_of(specification: Specification, folder: Path) -> Iterator[Finding]:
    """Yield what is wrong with the release of a version: it was edited since, or says that it is released and is not."""
    root = folder.resolve().parent
    if not (root / RELEASES).is_file():
        return  # nobody keeps releases here
    released, _ = read_releases(root)
    entry = next((one for one in released if one.version == specification.version), None)
    at = specification.origin.value("status")
    if entry is None and specification.status == "released":
        fix = f"Write draft, or run: cldspec release {specification.version}"
        message = f"Version {specification.version} says that it is released, but {RELEASES} has no entry for it."
        yield Finding(at, "unfrozen-release", message, fix)
    elif entry and specification.status != "released":
        fix = "Undo the change; start a new version by: cldspec new"
        message = f"Version {specification.version} was released on {entry.date}, but says that it is a draft."
        yield Finding(at, "unfrozen-release", message, fix)
    elif entry and digest(texts_in(folder)[0]) != entry.digest:
        message = f"Version {specification.version} was released on {entry.date}, and its files have been edited since."
        fix = "Undo the edits (git diff shows them); start a new version by: cldspec new"
        yield Finding(Position(SPECIFICATION, 1, 1), "edited-release", message, fix)


def is_frozen(folder: Path, texts: Mapping[str, str]) -> bool:
    """Say whether a version's files are those of a release, which was checked then."""
    released, _ = read_releases(folder.resolve().parent)
    return any(one.version == folder.name and one.digest == digest(texts) for one in released)


def with_release(root: Path, version: str, date: str, whole: str) -> str:
    """Return the text of the file of releases with one more entry."""
    path = root / RELEASES
    text = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
    text = text.replace("releases: []\n", "releases:\n")
    return f'{text.rstrip()}\n  - version: "{version}"\n    date: "{date}"\n    digest: "{whole}"\n'
