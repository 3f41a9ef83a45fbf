"""The guide as Markdown for reading on a code host: a file for each page, with anchors that do not depend on its headings."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from cldspec.guidance import document as doc
from cldspec.guidance.markdown import code, escaped, escaped_as_is
from cldspec.guidance.markdown_reader import slug
from cldspec_generators.outputs.guidance.guide import Guide
from cldspec_generators.shared.writing import DRAFT_NOTICE


def markdown_of(page: doc.Page, guide: Guide) -> str:
    """Return a page as Markdown."""
    blocks = "\n\n".join(_block(block, page, guide) for block in page.blocks)
    draft = f"**{DRAFT_NOTICE}**\n\n" if guide.specification.status == "draft" else ""
    return f"# {escaped(page.title)}\n\n{draft}{blocks}\n\n{_neighbour_links(page, guide)}\n"


def contents(guide: Guide) -> str:
    """Return the page that links to all others."""
    specification = guide.specification
    lines = [f"# Guide to {escaped(specification.title)} {escaped(specification.version_label)}", "", escaped(specification.summary), ""]
    for group in dict.fromkeys(page.group for page in guide.pages):
        lines += [f"## {group}", "", *(f"- [{escaped(page.title)}]({page.id}.md)" for page in guide.pages if page.group == group), ""]
    contact, licence = specification.contact, specification.licence
    lines += [f"Questions: {escaped(contact.name)}, {escaped(contact.email)}. {escaped(licence.attribution)}", ""]
    return "\n".join(lines)


def _neighbour_links(page: doc.Page, guide: Guide) -> str:
    """Return the links to the contents, and to the pages before and after."""
    before, after = guide.neighbours(page)
    links = ["[Contents](README.md)"]
    links += [f"previous: [{escaped(before.title)}]({before.id}.md)"] if before else []
    links += [f"next: [{escaped(after.title)}]({after.id}.md)"] if after else []
    return "---\n\n" + " | ".join(links)


def _block(block: doc.Block, page: doc.Page, guide: Guide) -> str:
    match block:
        case doc.Heading(level=level, anchor=anchor, content=content):
            heading = f"{'#' * level} {_inline(content, page, guide)}"
            plain = "".join(span.text for span in content if isinstance(span, doc.Text))
            return heading if anchor == slug(plain) else f'<a id="{anchor}"></a>\n\n{heading}'
        case doc.Paragraph(content=content):
            return _inline(content, page, guide)
        case doc.Bullets():
            return "\n".join(_list(block, page, guide))
        case doc.Table(head=head, rows=rows):
            lines = [[_cell(cell, page, guide) for cell in row] for row in (head, *rows)]
            lines.insert(1, ["---"] * len(head))
            return "\n".join(f"| {' | '.join(line)} |" for line in lines)
        case doc.Picture(name=name):
            picture = guide.pictures[name]
            return f"![{escaped(picture.description)}](pictures/{name}.svg)"


def _list(block: doc.Bullets, page: doc.Page, guide: Guide) -> Iterator[str]:
    for number, entry in enumerate(block.entries, 1):
        marker = f"{number}. " if block.is_ordered else "- "
        separator = "\n" if all(isinstance(one, doc.Bullets) for one in entry[1:]) else "\n\n"
        text = separator.join(_block(one, page, guide) for one in entry)
        yield marker + text.replace("\n", "\n" + " " * len(marker))


def _cell(content: doc.Inline, page: doc.Page, guide: Guide) -> str:
    return re.sub(r"(?<!\\)\|", r"\|", _inline(content, page, guide))  # those inside code


def _inline(content: doc.Inline, page: doc.Page, guide: Guide) -> str:
    return "".join(_span(span, page, guide) for span in content)


def _span(span: doc.Span, page: doc.Page, guide: Guide) -> str:
    match span:
        case doc.Text(text=text):
            return escaped_as_is(text)
        case doc.Code(text=text):
            return code(text)
        case doc.Strong(content=inner):
            return f"**{_inline(inner, page, guide)}**"
        case doc.Emphasis(content=inner):
            return f"*{_inline(inner, page, guide)}*"
        case doc.Link(target=target, content=inner, is_internal=is_internal):
            return f"[{_inline(inner, page, guide)}]({_address(target, page, guide) if is_internal else _web_address(target)})"


def _address(target: str, page: doc.Page, guide: Guide) -> str:
    name, anchor = guide.addresses[target]
    return (f"#{anchor}" if anchor else f"{name}.md") if name == page.id else f"{name}.md{'#' + anchor if anchor else ''}"


def _web_address(target: str) -> str:
    """Return an address that nothing in it can end."""
    return re.sub(r"[\s()<>\\]", lambda match: quote(match[0]), target)
