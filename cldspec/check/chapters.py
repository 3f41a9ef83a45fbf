"""Check the chapters of the guidance. A chapter may name any part of the specification, so the other checks run first."""

from collections.abc import Iterator

from cldspec.findings import Finding
from cldspec.guidance import ChapterError, read_chapter
from cldspec.guidance.pages import OTHER_FILES, REFERENCE_PAGES, section_page, subject_page, subjects
from cldspec.load import DEVICES
from cldspec.model import Specification
from cldspec.origin import Position


def bad_chapter(specification: Specification) -> Iterator[Finding]:
    """The chapters of the guidance have only what every format of the guide can show, and their expressions can be filled in."""
    for chapter in specification.guidance:
        try:
            read_chapter(chapter, specification)
        except ChapterError as fault:
            at = Position(chapter.origin.document.file, fault.line, 1)
            yield Finding(at, "bad-chapter", fault.message, fault.fix)


def chapter_name(specification: Specification) -> Iterator[Finding]:
    """The name of a chapter is that of no other page of the guide, and one that Windows allows for a file."""
    taken = dict.fromkeys((*REFERENCE_PAGES, *OTHER_FILES), "the guide has a page of this name already")
    taken |= {section_page(section.id): "a section of the template has this page" for section in specification.sections}
    taken |= {subject_page(subject): "the derivations of a subject have this page" for subject in subjects(specification)}
    taken |= dict.fromkeys(DEVICES, "Windows cannot have a file of this name")
    for chapter in specification.guidance:
        file = chapter.origin.document.file
        if chapter.id in taken:
            message = f"A chapter cannot be called {chapter.id}: {taken[chapter.id]}."
            yield Finding(Position(file, 1, 1), "chapter-name", message, "Rename the file.")
        taken.setdefault(chapter.id, f"{file} has this name already")
