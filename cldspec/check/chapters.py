"""The chapters of the guidance name what exists. Asked once nothing else is wrong, since a chapter may name any part."""

from collections.abc import Iterator

from cldspec.findings import Finding
from cldspec.guidance import ChapterFault, filled_chapter
from cldspec.model import Specification
from cldspec.origin import Position


def bad_chapter(specification: Specification) -> Iterator[Finding]:
    """What a chapter of the guidance names exists, and its expressions can be worked out."""
    for chapter in specification.guidance:
        try:
            filled_chapter(chapter, specification)
        except ChapterFault as fault:
            at = Position(chapter.origin.document.file, fault.line, 1)
            yield Finding(at, "bad-chapter", fault.message, fault.fix)
