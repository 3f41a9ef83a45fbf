"""Check the chapters of the guidance. A chapter may name any part of the specification, so the other checks run first."""

from collections.abc import Iterator

from cldspec.findings import Finding
from cldspec.guidance import ChapterError, chapter_markdown
from cldspec.model import Specification
from cldspec.origin import Position


def bad_chapter(specification: Specification) -> Iterator[Finding]:
    """The expressions in the chapters of the guidance name parts that exist, and can be filled in."""
    for chapter in specification.guidance:
        try:
            chapter_markdown(chapter, specification)
        except ChapterError as fault:
            at = Position(chapter.origin.document.file, fault.line, 1)
            yield Finding(at, "bad-chapter", fault.message, fault.fix)
