"""Where the versions of a specification are kept, and which one is meant."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cldspec.findings import SpecificationError
from cldspec.load import SPECIFICATION, read_texts, texts_in
from cldspec.load.document import parse
from cldspec.model import Specification
from cldspec.spelling import suggest
from cldspec.versions.git import GitError, texts_at
from cldspec.versions.releases import is_frozen

_SHIPPED = Path(__file__).parent.parent / "_spec"


GIT = "git:"
"""How a version begins that stands in a revision of the git repository: git:REVISION, or git:REVISION:VERSION."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a specification as read, and what its files are shown as: a folder, or a revision."""

    specification: Specification
    place: str
    folder: Path | None
    sound: frozenset[tuple[str, str]] = frozenset()
    """Files whose form is known to be right, where this is a release."""


class UnknownVersionError(LookupError):
    """Raised where there is no such version, or no version at all; the message says which there are."""


def spec_root(start: Path) -> Path:
    """Return the folder of versions: spec/ in `start` or the nearest folder above it, else the one that comes with cldspec.

    A spec/ that holds no version is returned all the same, so that what is wrong with it comes to light. With a program in
    a checkout, the one of the checkout comes.
    """
    for folder in (start, *start.parents):
        if (folder / "spec").is_dir():
            return folder / "spec"
    return _SHIPPED if _SHIPPED.is_dir() else Path(__file__).parent.parent.parent / "spec"


def is_shipped(root: Path) -> bool:
    """Say whether this is the folder of versions that comes with the installed package."""
    return root.resolve() == _SHIPPED.resolve()  # an environment may be reached by a link


def numbers(root: Path) -> list[str]:
    """Return the versions in a folder, oldest first."""
    found = [path.parent.name for path in root.glob(f"*/{SPECIFICATION}") if re.fullmatch(r"\d+\.\d+", path.parent.name)]
    return sorted(found, key=order)


def folder_of(root: Path, version: str | None) -> Path:
    """Return the folder of a version; of the latest released one (or the latest, if none is) where none is named.

    A path to a folder that holds a specification is taken as it is. Raises UnknownVersionError.
    """
    known = numbers(root)
    if version in known:
        return root / str(version)
    if version is not None and (Path(version) / SPECIFICATION).is_file():
        return Path(version)
    if version is None:
        released = [number for number in known if status(root / number) == "released"]
        if not known:
            raise UnknownVersionError(f"There is no VERSION/{SPECIFICATION} in {root}. Give --spec the folder that holds the versions.")
        return root / (released or known)[-1]
    raise UnknownVersionError(f"There is no version {version} in {root}. {suggest(version, known)}")


def status(folder: Path) -> str:
    """Return the status of the version in a folder, draft or released; nothing where it cannot be read."""
    try:
        text = (folder / SPECIFICATION).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""
    document, _ = parse(SPECIFICATION, text)
    return str(document.data.get("status", "")) if document and isinstance(document.data, dict) else ""


def version_at(root: Path, name: str, sound: Collection[tuple[str, str]] = frozenset()) -> Version:
    """Return a version, read but not checked: by its number, its folder, a folder that holds versions, or git:REVISION[:VERSION].

    Of several versions the newest is meant. `sound` are files whose form is known to be right. Raises UnknownVersionError, and
    SpecificationError where its form is wrong.
    """
    if name.startswith(GIT):
        return _at_revision(root, name)
    folder = root / name
    if name not in numbers(root):
        folder = Path(name)
        holding = next((one for one in (folder / "spec", folder) if numbers(one)), None)
        if not (folder / SPECIFICATION).is_file() and holding:
            folder = holding / numbers(holding)[-1]
        elif not (folder / SPECIFICATION).is_file():
            folder = folder_of(root, name)
    texts, unread = texts_in(folder)
    known = texts.items() if is_frozen(folder, texts) else sound
    specification, findings = read_texts(texts, unread, known)
    if specification is None or findings:
        raise SpecificationError(findings, folder)
    return Version(specification, folder.as_posix(), folder, frozenset(known))


def before(root: Path, version: str) -> str | None:
    """Return the released version before one, in a folder of versions; the one before it if none is released, None if it is the first."""
    earlier = [number for number in numbers(root) if order(number) < order(version)]
    released = [number for number in earlier if status(root / number) == "released"]
    known = released or earlier
    return known[-1] if known else None


def _at_revision(root: Path, name: str) -> Version:
    revision, _, number = name.removeprefix(GIT).partition(":")
    try:
        texts = texts_at(revision, root)
    except GitError as error:
        raise UnknownVersionError(str(error)) from error
    known = sorted({match[1] for path in texts if (match := re.fullmatch(rf"(\d+\.\d+)/{SPECIFICATION}", path))}, key=order)
    if (number and number not in known) or not known:
        raise UnknownVersionError(f"There is no version {number} in {root.name}/ at {revision}. {suggest(number, known)}")
    number = number or known[-1]
    own = {path.removeprefix(f"{number}/"): text for path, text in texts.items() if path.startswith(f"{number}/")}
    specification, findings = read_texts(own)
    if specification is None or findings:
        raise SpecificationError(findings, Path(f"{GIT}{revision}:{number}"))
    return Version(specification, f"{GIT}{revision}:{number}", None)


def order(version: str) -> tuple[int, ...]:
    """Return what versions are sorted by."""
    return tuple(int(part) for part in version.split("."))
