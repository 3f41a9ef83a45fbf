"""A return for a later release, which the specification does not describe: one finding says so, and nothing else is checked."""

from collections.abc import Callable, Collection, Sequence

from cldspec.model import Specification
from cldspec.spelling import folded
from cldspec.validation.readers.header import Header, format_finding
from cldspec.validation.result import Finding
from cldspec.versions.later_releases import LaterRelease
from cldspec.wording import joined

_SHARE = 0.5
"""The share of the headers of a later release that a return for it has."""
MAX_TEXTS = 1000
"""The different texts of a column that are compared with the values of later releases."""


def later_release_finding(
    specification: Specification,
    releases: Sequence[LaterRelease],
    header: Header,
    file: str,
    texts: Callable[[str], Collection[str]],
) -> Finding | None:
    """Return the finding that a file was made for a later release; None if it was not.

    `texts` gives up to MAX_TEXTS different texts of an item in the file that are not exactly values of it.
    """
    known = {_name(name) for item in specification.items for name in (item.id, item.title)}
    headers = {_name(cell) for cell in header.cells}
    shares = {}
    for release in releases:
        own = {_name(name) for name in release.headers} - known
        shares[release.name] = len(own & headers) / len(own) if own else 0
    likely = [release for release in releases if shares[release.name] > _SHARE]
    if not likely:
        return None
    scores = {release.name: _known_texts(specification, release, header, texts) for release in likely}
    names = [release.name for release in likely if scores[release.name] == max(scores.values())]
    message = (
        f"The file looks like a return for {joined(names, 'or')}, which {specification.title} {specification.version} does not describe. "
        "It was not checked. Validate it with a specification of that release."
    )
    return format_finding("version.later", header, file, message)


def _known_texts(specification: Specification, release: LaterRelease, header: Header, texts: Callable[[str], Collection[str]]) -> int:
    """Return how many different texts of a file are values that the release has."""
    items = {folded(item.title): item.id for item in specification.items}
    count = 0
    for listed in release.values:
        item = items.get(folded(listed.header))
        if item in header.columns and item is not None:
            count += len(set(texts(item)) & set(listed.values))
    return count


def _name(header: str) -> str:
    """Return a header without regard to case and spaces; columns of databases have underscores instead."""
    return folded(header.replace("_", " "))
