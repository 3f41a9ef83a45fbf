"""A version of the specification by its name, for callers of the Python API."""

from pathlib import Path

from cldspec.check import load_checked
from cldspec.model import Specification
from cldspec.versions.catalogue import resolve_version, spec_root


def load_version(version: str | Path | Specification | None = None, spec: str | Path | None = None) -> Specification:
    """Return the version with this name; the latest released version without a name.

    `version` is a number, a folder or git:REVISION; a specification that is loaded already is returned as it is. `spec` is the
    folder of versions: spec/ in the current folder or above by default, or else the versions that come with cldspec. Raises
    TypeError where the version is a number such as 4.0 instead of text, UnknownVersionError where there is no such version,
    and SpecificationError where it does not pass its checks.
    """
    if isinstance(version, Specification):
        return version
    if version is not None and not isinstance(version, str | Path):
        raise TypeError(f'version is the {type(version).__name__} {version!r}. Write it as text: version="{version}".')
    root = spec_root(Path.cwd()) if spec is None else Path(spec)
    return load_checked(resolve_version(root, None if version is None else str(version)))
