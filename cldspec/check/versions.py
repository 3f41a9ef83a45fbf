"""Versions by their names, for callers of the Python API: loaded, or checked."""

from pathlib import Path

from cldspec.check import UNDECIDED, check, load_and_check, load_checked, prove
from cldspec.findings import Finding
from cldspec.model import Specification
from cldspec.versions.catalogue import UnknownVersionError, VersionFiles, resolve_version, spec_root, versions_folder


def load_version(version: str | Path | Specification | None = None, spec: str | Path | None = None) -> Specification:
    """Return the version with this name; the latest released version without a name.

    `version` is a number, a folder or git:REVISION; a specification that is loaded already is returned as it is. `spec` is the
    folder of versions: spec/ in the current folder or above by default, or else the versions that come with cldspec. Raises
    TypeError where the version is a number such as 4.0 instead of text, UnknownVersionError where there is no such version,
    and SpecificationError where it does not pass its checks.
    """
    return version if isinstance(version, Specification) else load_checked(version_files(version, spec))


def version_files(version: str | Path | None = None, spec: str | Path | None = None) -> VersionFiles:
    """Return the files of the version with this name; see `load_version`. Raises TypeError and UnknownVersionError."""
    if version is not None and not isinstance(version, str | Path):
        raise TypeError(f'version is the {type(version).__name__} {version!r}. Write it as text: version="{version}".')
    return resolve_version(root_of(spec), None if version is None else str(version))


def root_of(spec: str | Path | None) -> Path:
    """Return the folder of versions that `spec` names, or the one that is used without it; see `load_version`.

    Raises TypeError and UnknownVersionError.
    """
    if spec is None:
        return spec_root(Path.cwd())
    if not isinstance(spec, str | Path):
        raise TypeError(f"spec is the {type(spec).__name__} {spec!r}. It is the path of a folder of versions.")
    if not Path(spec).is_dir():
        raise UnknownVersionError(f"There is no folder {spec}. spec is the path of a folder of versions.")
    return versions_folder(Path(spec))


def findings_with_proofs(source: VersionFiles | Specification) -> tuple[list[Finding], list[Finding]]:
    """Return all findings about a version, and what the solver could not decide, which is no mistake in the specification.

    The rules are proved only if there are no other findings.
    """
    specification, findings = (source, check(source)) if isinstance(source, Specification) else load_and_check(source)
    proofs = prove(specification) if specification is not None and not findings else []
    undecided = [finding for finding in proofs if finding.check == UNDECIDED]
    return [*findings, *(finding for finding in proofs if finding.check != UNDECIDED)], undecided
