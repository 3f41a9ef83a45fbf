"""The guide as a document, whatever its format: pages of headings, paragraphs, lists, tables and pictures.

Every format (Markdown, HTML, Word, PDF) is written from these blocks, so that all have the same words.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier, or other text that programs read."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Important text, in bold."""

    content: "Inline"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text, in italics."""

    content: "Inline"


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `target` is `KIND/IDENTIFIER` of a part of the guide if `is_internal`, else a web address."""

    target: str
    content: "Inline"
    is_internal: bool


Span = Text | Code | Strong | Emphasis | Link
Inline = tuple[Span, ...]
"""The content of a paragraph, a heading or a cell."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title of its page (level 2 or more), with the anchor that links to it use."""

    level: int
    anchor: str
    content: Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: Inline


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list. Each entry has blocks of its own."""

    entries: tuple[tuple["Block", ...], ...]
    is_ordered: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headers. Its caption is the heading above it."""

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The name of a picture that is drawn from the specification."""

    name: str


Block = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the guide: its name (which is also that of its file), its title, its group in the contents, and its blocks."""

    id: str
    title: str
    group: str
    blocks: tuple[Block, ...]


REFERENCE = re.compile("[A-Z]+-[0-9]+")
"""An identifier that must not be broken at the end of a line, such as that of a rule."""


def plain_text(content: Inline) -> str:
    """Return the words of some content."""
    return "".join(span.text if isinstance(span, Text | Code) else plain_text(span.content) for span in content)


def is_opening(content: Inline) -> bool:
    """Return whether a paragraph introduces what follows it, and so belongs on the same page."""
    return plain_text(content).endswith(":")


def all_text(block: Block) -> str:
    """Return the words of a block, with spaces between its parts; nothing for a picture."""
    match block:
        case Heading(content=content) | Paragraph(content=content):
            return plain_text(content)
        case Bullets(entries=entries):
            return " ".join(all_text(inner) for entry in entries for inner in entry)
        case Table(rows=rows):
            return " ".join(plain_text(cell) for row in rows for cell in row)
        case Picture():
            return ""
