"""Reads Markdown into the blocks of the guide, or says what some format of the guide cannot have."""

import re
from collections.abc import Collection, Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from cldspec.guidance import document as doc
from cldspec.guidance.expressions import LINK, PICTURES
from cldspec.spelling import suggest

_WORDS = {
    "blockquote": ("a quotation (a line that begins with >)", "Write a paragraph."),
    "code_block": ("a block of code (a line that begins with four spaces)", "Remove the spaces, or put code inside a line in backticks."),
    "fence": ("a block of code", "Put code inside a line, in backticks."),
    "hr": ("a horizontal rule", "Remove it, or write a heading."),
    "html_block": ("HTML", "Write Markdown. For a plain <, write \\<."),
    "html_inline": ("HTML", "Write Markdown. For a plain <, write \\<."),
    "image": ("a picture here", "Use {{ picture('NAME') }} in a paragraph of its own."),
}
"""What chapters cannot contain, in words, and what to do instead."""
_DEEPEST_LIST = 8
"""The most levels of lists inside each other. From ten on, the parser of Markdown leaves text out without a word."""
_WEB = re.compile(r"(?:https?://|mailto:)\S")


class UnsupportedMarkdownError(ValueError):
    """Raised for Markdown that some format of the guide does not support. It has what is wrong, what to do, and the line, from 1."""

    def __init__(self, line: int, message: str, fix: str) -> None:
        super().__init__(message, fix)
        self.line = line


def read_markdown(markdown: str, title: str, targets: Collection[str] = ()) -> tuple[doc.Block, ...]:
    """Return the blocks of a page, `title` being its title: CommonMark with tables, and `{#anchor}` at the end of a heading.

    `targets` are the parts of the guide that links can lead to, each as `KIND/IDENTIFIER`.
    Raises UnsupportedMarkdownError for anything that some format of the guide does not support.
    """
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))
    return tuple(_Reader(title, targets).blocks(tree.children))


class _Reader:
    """Turns nodes into blocks. It remembers the anchors of the page, and the last heading, which is the caption of a table."""

    def __init__(self, title: str, targets: Collection[str]) -> None:
        self.anchors: set[str] = set()
        self.caption = title
        self.targets = targets
        self.line = 1
        self.level = 1
        self.depth = 0

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[doc.Block]:
        for node in nodes:
            self.line = node.map[0] + 1 if node.map else self.line
            match node.type:
                case "heading":
                    yield self.heading(node)
                case "paragraph":
                    yield self.paragraph(*node.children)
                case "bullet_list" | "ordered_list":
                    yield self.bullets(node)
                case "table":
                    yield self.table(node)
                case _:
                    raise self.not_allowed(node)

    def heading(self, node: SyntaxTreeNode) -> doc.Heading:
        level = int(node.tag[1:])
        if not 1 < level <= self.level + 1:
            message = f"This heading has the level {level}, but the heading above it has the level {self.level}."
            fix = f"Begin it with {'#' * (self.level + 1)}, or with fewer signs, but at least two: the chapter's title has one."
            raise UnsupportedMarkdownError(self.line, message, fix)
        self.level = level
        content = self.inline_of(node)
        anchor = None
        if content and isinstance(content[-1], doc.Text) and (match := re.search(r"\s*\{#([\w.-]+)\}$", content[-1].text)):
            anchor = match[1]
            content = (*content[:-1], doc.Text(content[-1].text[: match.start()]))
        self.caption = doc.plain_text(content)
        if not self.caption.strip():
            raise UnsupportedMarkdownError(self.line, "This heading has no words.", "Write some, or remove it.")
        return doc.Heading(level, self.unique_anchor(anchor or slug(self.caption) or "part"), content)

    def unique_anchor(self, anchor: str) -> str:
        """Return an anchor that no heading of the page has yet."""
        unique, number = anchor, 1
        while unique in self.anchors:
            number += 1
            unique = f"{anchor}-{number}"
        self.anchors.add(unique)
        return unique

    def paragraph(self, inline: SyntaxTreeNode) -> doc.Block:
        if [child.type for child in inline.children] != ["image"]:
            return doc.Paragraph(tuple(self.spans(inline.children)))
        source = str(inline.children[0].attrs["src"])
        name = source.removeprefix(f"{LINK}picture/")
        if name == source or (name not in PICTURES and f"picture/{name}" not in self.targets):
            raise UnsupportedMarkdownError(self.line, "There is no such picture.", f"Choose from: {', '.join(PICTURES)}.")
        return doc.Picture(name)

    def bullets(self, node: SyntaxTreeNode) -> doc.Bullets:
        self.depth += 1
        if self.depth > _DEEPEST_LIST:
            message = f"Lists are nested more than {_DEEPEST_LIST} levels deep."
            raise UnsupportedMarkdownError(self.line, message, "Write it with fewer levels.")
        entries = tuple(tuple(self.blocks(entry.children)) for entry in node.children)
        self.depth -= 1
        return doc.Bullets(entries, node.type == "ordered_list")

    def table(self, node: SyntaxTreeNode) -> doc.Table:
        head, *bodies = node.children
        (titles,) = head.children
        heads = tuple(self.inline_of(cell) for cell in titles.children)
        rows = tuple(tuple(self.inline_of(cell) for cell in self.at(row).children) for body in bodies for row in body.children)
        return doc.Table(heads, rows, self.caption)

    def at(self, node: SyntaxTreeNode) -> SyntaxTreeNode:
        """Return a node, and remember its line."""
        self.line = node.map[0] + 1 if node.map else self.line
        return node

    def inline_of(self, node: SyntaxTreeNode) -> doc.Inline:
        """Return the content of a heading or a cell."""
        return tuple(self.spans(child for inline in node.children for child in inline.children))

    def spans(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[doc.Span]:
        for node in nodes:
            match node.type:
                case "text":
                    yield doc.Text(node.content)
                case "softbreak" | "hardbreak":
                    self.line += 1
                    yield doc.Text(" ")
                case "code_inline":
                    yield doc.Code(node.content)
                case "strong":
                    yield doc.Strong(tuple(self.spans(node.children)))
                case "em":
                    yield doc.Emphasis(tuple(self.spans(node.children)))
                case "link":
                    yield self.link(node)
                case _:
                    raise self.not_allowed(node)

    def link(self, node: SyntaxTreeNode) -> doc.Link:
        address = str(node.attrs["href"])
        target = address.removeprefix(LINK)
        is_internal = target != address
        if is_internal and target not in self.targets:
            message = f"There is no {target.replace('/', ' ', 1)} in the guide."
            raise UnsupportedMarkdownError(self.line, message, suggest(target, self.targets))
        if not is_internal and not _WEB.match(address):
            message = f"This link leads to {address or 'nowhere'}, which is no address on the web."
            fix = "Begin the address with https:// or mailto:. For a part of the guide, use an expression such as item('NAME')."
            raise UnsupportedMarkdownError(self.line, message, fix)
        return doc.Link(target, tuple(self.spans(node.children)), is_internal)

    def not_allowed(self, node: SyntaxTreeNode) -> UnsupportedMarkdownError:
        words, fix = _WORDS.get(node.type, (node.type.replace("_", " "), "Remove it."))
        return UnsupportedMarkdownError(self.line, f"A chapter cannot contain {words}.", fix)


def slug(text: str) -> str:
    """Return the anchor of a heading that does not give one."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
