"""What a version lacks and another has, or has under another name: for those who look something up."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cldspec.lookup import Match
    from cldspec.model import Specification


def elsewhere(name: str, specification: "Specification", *roots: Path) -> str | None:
    """Return a sentence about what is not in a version: what it is called there now, or the latest other version that has it.

    `roots` are the folders of versions to look in. Versions that cannot be loaded are passed over. Return None if none has it.
    """
    from cldspec.lookup import find, find_by_former_name

    here = f"{name} is not in {specification.version_in_text}."
    if renamed := find_by_former_name(name, specification):
        known = "; ".join(dict.fromkeys(_described(match) for match in renamed))
        return f"{here} It is now {known}. Run: cldspec show {_quoted(renamed[0].name)} --version {specification.version}"
    for other in _others(specification, roots):
        if matches := find(name, other):
            known = "; ".join(_described(match) for match in matches)
            return f"{here} {other.version_title} has it: {known}. Run: cldspec show {_quoted(name)} --version {other.version}"
    return None


def _described(match: "Match") -> str:
    """Return what a part is, with its name."""
    if match.within:
        return f"the value {match.name} of the code list {match.within.id}"
    title = getattr(match.subject, "title", "")
    return f"the {match.kind} {match.name}" + (f" ({title})" if title and title != match.name else "")


def _quoted(name: str) -> str:
    """Return a name as every shell takes it: in double quotes if it is not a plain word."""
    return name if re.fullmatch(r"[\w.-]+", name) else f'"{name}"'


def _others(specification: "Specification", roots: tuple[Path, ...]) -> "Iterator[Specification]":
    """Yield the other versions in some folders, latest first."""
    from cldspec.findings import SpecificationError
    from cldspec.versions.catalogue import UnknownVersionError, sort_key, version_at, version_folders

    folders = {number: folder for root in roots for number, folder in version_folders(root).items() if number != specification.version}
    for number in sorted(folders, key=sort_key, reverse=True):
        try:
            yield version_at(folders[number].parent, number).specification
        except (SpecificationError, UnknownVersionError):
            continue
