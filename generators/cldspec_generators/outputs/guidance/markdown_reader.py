"""Reads Markdown into the blocks of the guide."""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from cldspec.guidance import LINK
from cldspec_generators.outputs.guidance import document as doc


def read_markdown(markdown: str, title: str) -> tuple[doc.Block, ...]:
    """Return the blocks of a page, `title` being its title: CommonMark with tables, and `{#anchor}` at the end of a heading.

    Raises ValueError for anything that some format of the guide does not support.
    """
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))
    return tuple(_Reader(title).blocks(tree.children))


def slug(text: str) -> str:
    """Return the anchor of a heading that does not give one."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


class _Reader:
    """Turns nodes into blocks. It remembers the anchors of the page, and the last heading, which is the caption of a table."""

    def __init__(self, title: str) -> None:
        self.anchors: set[str] = set()
        self.caption = title

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[doc.Block]:
        for node in nodes:
            match node.type:
                case "heading":
                    yield self.heading(node)
                case "paragraph":
                    (inline,) = node.children
                    yield _paragraph(inline)
                case "bullet_list" | "ordered_list":
                    entries = tuple(tuple(self.blocks(entry.children)) for entry in node.children)
                    yield doc.Bullets(entries, node.type == "ordered_list")
                case "table":
                    head, *bodies = node.children
                    (titles,) = head.children
                    rows = tuple(tuple(_inline_of(cell) for cell in row.children) for body in bodies for row in body.children)
                    yield doc.Table(tuple(_inline_of(cell) for cell in titles.children), rows, self.caption)
                case _:
                    raise _not_allowed(node)

    def heading(self, node: SyntaxTreeNode) -> doc.Heading:
        content = _inline_of(node)
        anchor = None
        if content and isinstance(content[-1], doc.Text) and (match := re.search(r"\s*\{#([\w.-]+)\}$", content[-1].text)):
            anchor = match[1]
            content = (*content[:-1], doc.Text(content[-1].text[: match.start()]))
        self.caption = doc.plain_text(content)
        return doc.Heading(int(node.tag[1:]), self.unique_anchor(anchor or slug(self.caption)), content)

    def unique_anchor(self, anchor: str) -> str:
        """Return an anchor that no heading of the page has yet."""
        unique, number = anchor, 1
        while unique in self.anchors:
            number += 1
            unique = f"{anchor}-{number}"
        self.anchors.add(unique)
        return unique


def _paragraph(inline: SyntaxTreeNode) -> doc.Block:
    if [child.type for child in inline.children] == ["image"]:
        source = str(inline.children[0].attrs["src"])
        return doc.Picture(source.removeprefix(f"{LINK}picture/"))
    return doc.Paragraph(tuple(_spans(inline.children)))


def _inline_of(node: SyntaxTreeNode) -> doc.Inline:
    """Return the content of a heading or a cell."""
    return tuple(_spans(child for inline in node.children for child in inline.children))


def _spans(nodes: Iterable[SyntaxTreeNode]) -> Iterator[doc.Span]:
    for node in nodes:
        match node.type:
            case "text":
                yield doc.Text(node.content)
            case "softbreak" | "hardbreak":
                yield doc.Text(" ")
            case "code_inline":
                yield doc.Code(node.content)
            case "strong":
                yield doc.Strong(tuple(_spans(node.children)))
            case "em":
                yield doc.Emphasis(tuple(_spans(node.children)))
            case "link":
                target = str(node.attrs["href"])
                yield doc.Link(target.removeprefix(LINK), tuple(_spans(node.children)), target.startswith(LINK))
            case _:
                raise _not_allowed(node)


def _not_allowed(node: SyntaxTreeNode) -> ValueError:
    return ValueError(f"A chapter cannot contain {node.type.replace('_', ' ')}.")
