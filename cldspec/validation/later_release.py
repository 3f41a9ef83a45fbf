"""A return for a later release, which the specification does not describe: one finding says so, and nothing else is checked."""

from collections.abc import Callable, Collection, Sequence

from cldspec.model import LaterRelease, Specification
from cldspec.spelling import folded
from cldspec.validation.readers.header import Header, format_finding
from cldspec.validation.result import Finding
from cldspec.wording import joined

SHARE = 0.5
"""The share of the headers of a later release that a return for it has."""
LOOKS_LATER = (
    "The file looks like a return for {}, which {} {} does not describe. It was not checked. "
    "Validate it with a specification of that release."
)
"""The message, with the release and the specification to fill in."""
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
    headers = {_name(cell) for cell in header.cells}
    likely = []
    for release in releases:
        own = own_headers(specification, release)
        if own and len(own & headers) / len(own) > SHARE:
            likely.append(release)
    if not likely:
        return None
    scores = {release.name: _known_texts(specification, release, header, texts) for release in likely}
    names = [release.name for release in likely if scores[release.name] == max(scores.values())]
    message = LOOKS_LATER.format(joined(names, "or"), specification.title, specification.version)
    return format_finding("version.later", header, file, message)


def own_headers(specification: Specification, release: LaterRelease) -> set[str]:
    """Return the headers of a release that are none of a specification, without regard to case and spaces."""
    known = {_name(name) for item in specification.items for name in (item.id, item.title)}
    return {_name(name) for name in release.headers} - known


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
