"""Comparing two versions from Python: what `cldspec.diff` does."""

from pathlib import Path

from cldspec.check import HARMLESS, check_without_chapters, load_comparable
from cldspec.check.versions import root_of, version_files
from cldspec.diff.changes import Comparison
from cldspec.diff.compare import compare
from cldspec.findings import SpecificationError
from cldspec.model import Specification
from cldspec.versions.ancestry import load_between


def compare_sound(old: str | Path | Specification, new: str | Path | Specification, spec: str | Path | None = None) -> Comparison:
    """Return every change between two versions; see `cldspec.diff`."""
    versions = _sound(old, spec), _sound(new, spec)
    if isinstance(new, Specification):
        return compare(*versions)
    files = version_files(new, spec)
    root = files.folder.resolve().parent if files.folder else root_of(spec)
    return compare(*versions, load_between(*versions, root, files.label))


def _sound(version: str | Path | Specification, spec: str | Path | None) -> Specification:
    """Return a version whose findings, if there are any, change no verdict. Raises SpecificationError for others."""
    if not isinstance(version, Specification):
        return load_comparable(version_files(version, spec))[0]
    findings = check_without_chapters(version)
    if any(finding.check not in HARMLESS for finding in findings):
        raise SpecificationError(findings)
    return version
