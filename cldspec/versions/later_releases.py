"""Releases that came after the versions in a folder and that none of these describes: how to recognise a return for one of them."""

from pathlib import Path

from cldspec.findings import Finding
from cldspec.load import symbolic_link
from cldspec.load.document import parse
from cldspec.load.metaschema import form_findings
from cldspec.load.structure import structure
from cldspec.model import LaterRelease
from cldspec.origin import Origin

LATER_RELEASES = "later-releases.yaml"
"""The file, next to the folders of versions, that lists them."""
SCHEMA = "later-releases.schema.json"


def read_later_releases(root: Path) -> tuple[tuple[LaterRelease, ...], list[Finding]]:
    """Return the later releases that a folder of versions lists, and findings about the form of that list."""
    path = root / LATER_RELEASES
    if path.is_symlink():
        return (), [symbolic_link(LATER_RELEASES)]
    if not path.is_file():
        return (), []
    document, findings = parse(LATER_RELEASES, path.read_text(encoding="utf-8-sig", errors="replace"))
    findings += list(form_findings(document, SCHEMA)) if document else []
    if findings or document is None or not isinstance(document.data, dict):
        return (), findings
    entries = enumerate(document.data["releases"])
    return tuple(structure(LaterRelease, entry, Origin(document, ("releases", number))) for number, entry in entries), []
