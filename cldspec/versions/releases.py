"""Releases: versions whose files are frozen by a digest, and never edited again."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cldspec.findings import Finding
from cldspec.load import SPECIFICATION, symbolic_link, texts_in
from cldspec.load.document import parse
from cldspec.load.metaschema import form_findings
from cldspec.load.structure import structure
from cldspec.model import Located, Specification
from cldspec.origin import Document, Origin, Position

RELEASES = "releases.yaml"
"""The file, next to the folders of versions, that lists the releases."""
SCHEMA = "releases.schema.json"
CHECKS = {
    "unfrozen-release": "A version is listed in releases.yaml if its status is released or withdrawn, and only then.",
    "missing-versions": "The folder that releases.yaml names under after contains versions.",
    "same-name": "No two versions have the same name.",
    "edited-release": "The files of a released version have not been edited since its release.",
    "missing-release": "Every version that is listed in releases.yaml has its folder.",
    "broken-record": "The corrections of a release follow from each other, and what each of them changed is kept as it was.",
    "bad-request": "A change request is named after its number, names existing kinds of change, and every body that must agree has agreed.",
}
"""The checks of releases and of change requests, by name: what is true of a specification that passes."""
_HEAD = """# yaml-language-server: $schema=../cldspec/load/schemas/releases.schema.json
# The released versions. cldspec release and cldspec correct write this file. A version that is listed here is not edited in any other way.
releases:
"""


@dataclass(frozen=True, kw_only=True)
class ChangeReason(Located):
    """Why a correction made some of its changes. `parts` name them, as `cldspec diff` does; `*` stands for anything."""

    reason: str
    parts: tuple[str, ...]
    only_wording: bool = False
    """Whether these changes only put texts in other words, so that nobody has to do anything about them."""


@dataclass(frozen=True, kw_only=True)
class Correction(Located):
    """One correction of a release: the date (yyyy-mm-dd), why it was made, and the digests of the files before and after it."""

    date: str
    kind: Literal["correction", "addition"]
    """An addition changes nothing that is asked of anyone, and no text that was there before."""
    before: str
    digest: str
    reason: str | None = None
    """The general reason, for the changes that have none of their own."""
    reasons: tuple[ChangeReason, ...] = ()
    added: tuple[str, ...] = ()
    """The files that were not there before, by their paths below the version's folder."""

    @property
    def record(self) -> dict[str, object]:
        """Its keys in the list of releases."""
        reasons = [
            {"reason": reason.reason, "parts": list(reason.parts)} | ({"only_wording": True} if reason.only_wording else {})
            for reason in self.reasons
        ]
        record: dict[str, object] = {"date": self.date, "reason": self.reason, "reasons": reasons, "kind": self.kind, "before": self.before}
        record |= {"digest": self.digest, "added": list(self.added)}
        return {key: value for key, value in record.items() if value}


@dataclass(frozen=True, kw_only=True)
class ReleaseEntry(Located):
    """One release: its version, the date (yyyy-mm-dd), the digest of its files, and its corrections since, oldest first."""

    version: str
    date: str
    digest: str
    requests: tuple[str, ...] = ()
    """The change requests that the release grants, by number."""
    corrections: tuple[Correction, ...] = ()

    @property
    def current_digest(self) -> str:
        """The digest of its files now: after the last correction, if there was one."""
        return self.corrections[-1].digest if self.corrections else self.digest

    @property
    def current_date(self) -> str:
        """The date from which its files are as they are now."""
        return self.corrections[-1].date if self.corrections else self.date


def digest(texts: Mapping[str, str]) -> str:
    """Return the SHA-256 of the names and texts of a version's files, as hexadecimal digits. Line ends make no difference."""
    sha256 = hashlib.sha256()
    for name, text in sorted(texts.items()):
        content = text.replace("\r\n", "\n").encode()
        sha256.update(f"{name}\n{len(content)}\n".encode() + content)
    return sha256.hexdigest()


def read_releases(root: Path) -> tuple[list[ReleaseEntry], list[Finding]]:
    """Return the releases listed in a folder of versions, and findings about the form of that list."""
    document, findings = _list_of_releases(root)
    findings += list(form_findings(document, SCHEMA)) if document else []
    if findings or document is None or not isinstance(document.data, dict):
        return [], findings
    earlier = earlier_root(root)
    if earlier and not any(earlier.glob(f"*/{SPECIFICATION}")):
        at = Origin(document).value("after")
        message = f"There are no versions in {document.data['after']}."
        findings.append(
            Finding(at, "missing-versions", message, "Write the path from this file to a folder of versions, or remove the line.")
        )
    releases = [structure(ReleaseEntry, entry, Origin(document, ("releases", n))) for n, entry in enumerate(document.data["releases"])]
    return releases, findings


def all_releases(root: Path) -> list[ReleaseEntry]:
    """Return the releases listed in a folder of versions, and in the folders of the versions that came before those."""
    return [entry for folder in roots_of(root) for entry in read_releases(folder)[0]]


def roots_of(root: Path) -> list[Path]:
    """Return a folder of versions, and then those of the versions that came before, each of which the list of releases names."""
    roots = [root]
    while (earlier := earlier_root(roots[-1])) and earlier.resolve() not in [known.resolve() for known in roots]:
        roots.append(earlier)
    return roots


def earlier_root(root: Path) -> Path | None:
    """Return the folder of the versions that came before those in a folder, if its list of releases names one."""
    document, _ = _list_of_releases(root)
    name = document.data.get("after") if document and isinstance(document.data, dict) else None
    return (root / name).resolve() if isinstance(name, str) else None


def _list_of_releases(root: Path) -> tuple[Document | None, list[Finding]]:
    path = root / RELEASES
    if path.is_symlink():
        return None, [symbolic_link(RELEASES)]
    return parse(RELEASES, path.read_text(encoding="utf-8-sig", errors="replace")) if path.is_file() else (None, [])


def findings_of(specification: Specification, folder: Path) -> Iterator[Finding]:
    """Yield findings about the release of a version: it was edited afterwards, or its status contradicts the list of releases."""
    root = folder.resolve().parent
    if not (root / RELEASES).is_file():
        return  # this folder keeps no releases
    releases, _ = read_releases(root)
    entry = next((release for release in releases if release.version == specification.version), None)
    at = specification.origin.value("status")
    if entry is None and specification.status != "draft":
        fix = f"Write draft, or run: cldspec release {specification.version}"
        message = f"The status of version {specification.version} is {specification.status}, but {RELEASES} has no entry for it."
        yield Finding(at, "unfrozen-release", message, fix)
    elif entry is None and specification.corrected:
        message = f"Version {specification.version} is a draft, which cannot have been corrected."
        yield Finding(specification.origin.value("corrected"), "unfrozen-release", message, "Remove the key corrected.")
    elif entry and specification.status == "draft":
        fix = "Undo the change. To begin a new version, run: cldspec new"
        message = f"Version {specification.version} was released on {entry.date}, but its status is {specification.status}."
        yield Finding(at, "unfrozen-release", message, fix)
    elif entry and digest(texts_in(folder)[0]) != entry.current_digest:
        was = f"released on {entry.date}" + (f" and corrected on {entry.current_date}" if entry.corrections else "")
        message = f"Version {specification.version} was {was}, and its files have been edited since then."
        fix = (
            "Undo the edits (git diff shows them). If the version was wrong as it was released, put the edits on record: "
            f'cldspec correct {specification.version} --because "..." To begin a new version, run: cldspec new'
        )
        yield Finding(Position(SPECIFICATION, 1, 1), "edited-release", message, fix)


def is_frozen(folder: Path, texts: Mapping[str, str]) -> bool:
    """Say whether a version's files are those of a release, unchanged. They were checked before the release."""
    releases, _ = read_releases(folder.resolve().parent)
    return any(release.version == folder.name and release.current_digest == digest(texts) for release in releases)


def with_release(root: Path, version: str, date: str, digest_of_files: str, requests: Sequence[str] = ()) -> str:
    """Return the text of the list of releases with one more entry. `requests` are the change requests that it grants, by number."""
    path = root / RELEASES
    text = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
    text = text.replace("releases: []\n", "releases:\n")
    granted = f"    requests: [{', '.join(requests)}]\n" if requests else ""
    return f'{text.rstrip()}\n  - version: "{version}"\n    date: "{date}"\n    digest: "{digest_of_files}"\n{granted}'
