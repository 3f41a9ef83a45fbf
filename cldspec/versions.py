"""Where the versions of a specification are kept, and which one is meant."""

import re
from pathlib import Path

from cldspec.load import SPECIFICATION
from cldspec.load.document import parse
from cldspec.spelling import suggest

_SHIPPED = Path(__file__).parent / "_spec"


class UnknownVersion(LookupError):  # noqa: N818 - reads as what it says
    """Raised where there is no such version, or no version at all; the message says which there are."""


def spec_root(start: Path) -> Path:
    """Return the folder of versions: spec/ in `start` or the nearest folder above it, else the one that comes with cldspec.

    A spec/ that holds no version is returned all the same, so that what is wrong with it comes to light.
    """
    for folder in (start, *start.parents):
        if (folder / "spec").is_dir():
            return folder / "spec"
    return _SHIPPED


def is_shipped(root: Path) -> bool:
    """Say whether this is the folder of versions that comes with the installed package."""
    return root.resolve() == _SHIPPED.resolve()  # an environment may be reached by a link


def numbers(root: Path) -> list[str]:
    """Return the versions in a folder, oldest first."""
    found = [path.parent.name for path in root.glob(f"*/{SPECIFICATION}") if re.fullmatch(r"\d+\.\d+", path.parent.name)]
    return sorted(found, key=_order)


def folder_of(root: Path, version: str | None) -> Path:
    """Return the folder of a version; of the latest released one (or the latest, if none is) where none is named.

    A path to a folder that holds a specification is taken as it is. Raises UnknownVersion.
    """
    known = numbers(root)
    if version in known:
        return root / str(version)
    if version is not None and (Path(version) / SPECIFICATION).is_file():
        return Path(version)
    if version is None:
        released = [number for number in known if status(root / number) == "released"]
        if not known:
            raise UnknownVersion(f"There is no VERSION/{SPECIFICATION} in {root}. Give --spec the folder that holds the versions.")
        return root / (released or known)[-1]
    raise UnknownVersion(f"There is no version {version} in {root}. {suggest(version, known)}")


def status(folder: Path) -> str:
    """Return the status of the version in a folder, draft or released; nothing where it cannot be read."""
    try:
        text = (folder / SPECIFICATION).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""
    document, _ = parse(SPECIFICATION, text)
    return str(document.data.get("status", "")) if document and isinstance(document.data, dict) else ""


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
