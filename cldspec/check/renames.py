"""Check what a version declares as renamed, merged and split. `former_names` does the work."""

from collections.abc import Iterator

from cldspec.check.former_names import contradictions
from cldspec.findings import Finding
from cldspec.model import Specification


def bad_rename(specification: Specification) -> Iterator[Finding]:
    """What is renamed, merged or split was in the version before, has gone or is explained, and is named just once."""
    yield from contradictions("data item", specification.items)
    yield from contradictions("code list", specification.code_lists)
    for code_list in specification.code_lists:
        yield from contradictions("value", code_list.codes)
