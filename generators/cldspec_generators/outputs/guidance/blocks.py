"""What a page of the guide is made of, whatever its form: headings, paragraphs, lists, tables, pictures.

Every form (Markdown, HTML, Word, PDF) is written from these blocks, so that all say the same words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from cldspec.guidance import LINK


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text to the letter, as a program has it."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that stands out."""

    content: "Inline"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text in another tone."""

    content: "Inline"


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `target` is `KIND/IDENTIFIER` of a part of the guide if `within`, else an address."""

    target: str
    content: "Inline"
    within: bool


Inline = tuple[Text | Code | Strong | Emphasis | Link, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title of its page (level 2 and more), with the anchor by which it is linked to."""

    level: int
    anchor: str
    content: Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: Inline


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered if `ordered`; each entry is blocks of its own."""

    entries: tuple[tuple["Block", ...], ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headers. Its caption is the heading or the sentence before it."""

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is drawn from the specification, by name."""

    name: str


Block = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the guide: its name (that of its file), its title, the group in the contents, and its blocks."""

    id: str
    title: str
    group: str
    blocks: tuple[Block, ...]


def blocks_of(markdown: str, title: str) -> tuple[Block, ...]:
    """Return the blocks of a text in Markdown: CommonMark with tables, and `{#anchor}` at the end of a heading.

    Raises ValueError for anything that not every form can hold.
    """
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))
    return tuple(_Reader(title).blocks(tree.children))


def plain(content: Inline) -> str:
    """Return the words of a content, without its looks."""
    return "".join(part.text if isinstance(part, Text | Code) else plain(part.content) for part in content)


class _Reader:
    """Reads nodes; remembers the anchors given, and what the next table is about."""

    def __init__(self, title: str) -> None:
        self.anchors: set[str] = set()
        self.about = title

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            match node.type:
                case "heading":
                    yield self.heading(node)
                case "paragraph":
                    (inline,) = node.children
                    yield self.paragraph(inline)
                case "bullet_list" | "ordered_list":
                    entries = tuple(tuple(self.blocks(entry.children)) for entry in node.children)
                    yield Bullets(entries, node.type == "ordered_list")
                case "table":
                    head, *bodies = node.children
                    (titles,) = head.children
                    rows = tuple(tuple(inline_of(cell) for cell in row.children) for body in bodies for row in body.children)
                    yield Table(tuple(inline_of(cell) for cell in titles.children), rows, self.about)
                case _:
                    raise ValueError(f"A chapter cannot hold {node.type.replace('_', ' ')}.")

    def heading(self, node: SyntaxTreeNode) -> Heading:
        content = inline_of(node)
        anchor = None
        if content and isinstance(content[-1], Text) and (match := re.search(r"\s*\{#([\w.-]+)\}$", content[-1].text)):
            anchor = match[1]
            content = (*content[:-1], Text(content[-1].text[: match.start()]))
        self.about = plain(content)
        return Heading(int(node.tag[1:]), self.free(anchor or slug(self.about)), content)

    def paragraph(self, inline: SyntaxTreeNode) -> Block:
        if [child.type for child in inline.children] == ["image"]:
            source = str(inline.children[0].attrs["src"])
            return Picture(source.removeprefix(f"{LINK}picture/"))
        return Paragraph(_inline(inline.children))

    def free(self, anchor: str) -> str:
        """Return an anchor that no heading of the page has yet."""
        free, number = anchor, 1
        while free in self.anchors:
            number += 1
            free = f"{anchor}-{number}"
        self.anchors.add(free)
        return free


def slug(text: str) -> str:
    """Return a heading as an anchor."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def inline_of(node: SyntaxTreeNode) -> Inline:
    """Return the content of a heading or a cell."""
    return _inline(child for inline in node.children for child in inline.children)


def _inline(nodes: Iterable[SyntaxTreeNode]) -> Inline:
    return tuple(_parts(nodes))


def _parts(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Text | Code | Strong | Emphasis | Link]:
    for node in nodes:
        match node.type:
            case "text":
                yield Text(node.content)
            case "softbreak" | "hardbreak":
                yield Text(" ")
            case "code_inline":
                yield Code(node.content)
            case "strong":
                yield Strong(_inline(node.children))
            case "em":
                yield Emphasis(_inline(node.children))
            case "link":
                target = str(node.attrs["href"])
                yield Link(target.removeprefix(LINK), _inline(node.children), target.startswith(LINK))
            case _:
                raise ValueError(f"A chapter cannot hold {node.type.replace('_', ' ')}.")
