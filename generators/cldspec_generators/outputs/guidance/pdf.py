"""The guide as one PDF, typeset by Typst: tagged for accessibility (PDF/UA-1), with bookmarks, links and page numbers."""

import re
from collections.abc import Iterator

import typst

from cldspec.guidance import document as doc
from cldspec_generators.outputs.guidance.guide import Guide
from cldspec_generators.outputs.guidance.printed import (
    SMALL_TYPE_COLUMNS,
    before_page_number,
    column_widths,
    contents_depth,
    groups,
    title,
    title_page,
)
from cldspec_generators.shared.theme import BLUE, INK, LINE, PALE_PAPER, QUIET_INK
from cldspec_generators.shared.writing import first_day

FONTS = '("Libertinus Serif", "New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono")'
"""The fonts that come with Typst, so that the bytes do not depend on the fonts of a machine."""
NO_FOLDERS: list[bytes] = []
"""The other folders with fonts: none."""
STYLES = f"""
#set text(font: {FONTS}, size: 12pt, fill: rgb("{INK}"), lang: "en", region: "GB", hyphenate: false)
#set par(leading: 0.68em, spacing: 1em)
#set list(indent: 0.4em, body-indent: 0.6em)
#set enum(indent: 0.4em, body-indent: 0.6em)
#set heading(supplement: none)
#show heading: set text(fill: rgb("{BLUE}"))
#show heading: set block(above: 1.5em, below: 0.8em, sticky: true)
#show heading.where(level: 1): set text(size: 21pt)
#show heading.where(level: 1): set block(below: 1em)
#show heading.where(level: 1): it => pagebreak(weak: true) + it
#show heading.where(level: 2): set text(size: 16pt)
#show heading.where(level: 3): set text(size: 13.5pt)
#show heading.where(level: 4): set text(size: 12pt)
#show raw: set text(font: "DejaVu Sans Mono", size: 0.95em)
#show link: set text(fill: rgb("{BLUE}"))
#show link: underline.with(stroke: 0.4pt, offset: 1.6pt)
#show std.title: set text(size: 30pt, weight: "bold", fill: rgb("{BLUE}"))
#show std.title: set par(leading: 0.4em)
#show std.title: set block(below: 0.8em)
#set figure(gap: 0.6em)
#show figure: set block(above: 1.4em, below: 1.6em)
#show figure.where(kind: table): set block(breakable: true)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.caption: it => block(width: 100%, sticky: true, align(left, text(size: 9.5pt, weight: "bold", it)))
#show table: set text(size: 10.5pt)
#show table: set par(leading: 0.55em)
#show table.cell: set align(left)
#show table.cell.where(y: 0): set text(weight: "bold")
#set table(
  align: left + top,
  inset: (x: 5pt, y: 4.5pt),
  stroke: (x: none, y: 0.5pt + rgb("{LINE}")),
  fill: (x, y) => if y == 0 {{ rgb("{PALE_PAPER}") }},
)
#show outline.entry.where(level: 1): set block(above: 0.9em)
#show outline.entry.where(level: 2): set text(size: 10.5pt)
#show outline.entry: it => {{ show underline: u => u.body; it }}
"""
"""The styles of the document."""


def pdf_of(guide: Guide) -> bytes:
    """Return the guide as a PDF: the same bytes for the same guide, on any machine and day. Raises as `typeset` does."""
    return typeset(typst_source(guide))


def typst_source(guide: Guide) -> bytes:
    """Return the guide in the language of Typst."""
    return "\n".join(_document(guide)).encode()


def typeset(source: bytes) -> bytes:
    """Return a source as PDF. Raises typst.TypstError if Typst cannot set it."""
    return typst.compile(source, format="pdf", pdf_standards="ua-1", ignore_system_fonts=True, font_paths=NO_FOLDERS)


def png_of(svg: str, resolution: float) -> bytes:
    """Return an SVG drawing as PNG, for programs that cannot show SVG. `resolution` is in dots per inch."""
    source = f'#set page(width: auto, height: auto, margin: 0pt)\n#set text(font: {FONTS})\n#image(bytes({quoted(svg)}), format: "svg")'
    return typst.compile(source.encode(), format="png", ppi=resolution, ignore_system_fonts=True, font_paths=NO_FOLDERS)


CHARACTERS = re.compile("[\u0020-\u007e\u00a1-\u052f\u1e00-\u22ff]")
"""The characters that the fonts have. PDF/UA does not allow others, and they would stop the build."""
_REPLACED_CHARACTERS = re.compile(f'["\\\\]|(?!{CHARACTERS.pattern}).', re.DOTALL)
"""The characters that are escaped or replaced in a string literal."""


def quoted(text: str) -> str:
    """Return a text as a string literal of Typst, in which nothing is markup."""
    return f'"{_REPLACED_CHARACTERS.sub(_replacement, text)}"'


def _replacement(match: re.Match[str]) -> str:
    """Return what is written for a character: an escape, a space or a question mark."""
    character = match[0]
    if character in '"\\':
        return f"\\{character}"
    return " " if character.isspace() else "?"


def _document(guide: Guide) -> Iterator[str]:
    specification = guide.specification
    published = specification.publication_date
    day = first_day(published)
    date = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if published else "none"
    about = f"title: {quoted(title(guide))}, author: {quoted(specification.publisher)}, description: {quoted(specification.summary)}"
    yield f"#set document({about}, date: {date})"
    yield _sheets(guide)
    yield STYLES
    yield from _title_page(guide)
    yield from _contents(guide)
    for group in groups(guide):
        yield _mark(f"start of {group}")
        for page in guide.pages:
            if page.group == group:
                yield from _page(page, guide)
        yield _mark(f"end of {group}")


def _sheets(guide: Guide) -> str:
    """Return the layout of the sheets. Each names its page of the guide, except the first one, which has no header and no footer."""
    small = f'set text(size: 8.5pt, fill: rgb("{QUIET_INK}"))'
    headings = "query(heading.where(level: 1)).filter(one => one.location().page() <= here().page())"
    words = f"{quoted(guide.specification.abbreviation + ' ' + guide.specification.version_label + ': ')} + {headings}.last().body"
    head = f"context if here().page() > 1 {{ {small}; {words} }}"
    number = 'counter(page).display("1 of 1", both: true)'
    foot = f"context if here().page() > 1 {{ {small}; align(right, {quoted(before_page_number(guide))} + {number}) }}"
    return f'#set page(paper: "a4", margin: (x: 2cm, top: 2.4cm, bottom: 2.2cm), header: {head}, footer: {foot})'


def _title_page(guide: Guide) -> Iterator[str]:
    yield "#v(5cm)"
    yield "#std.title()"
    yield f"#block(above: 1.2em, text(size: 17pt, {quoted(guide.specification.version_title)}))"
    yield f'#block(above: 1.6em, below: 2em, line(length: 30%, stroke: 2pt + rgb("{BLUE}")))'
    for content in title_page(guide):
        yield f"#par({_inline(content, guide)})"


def _contents(guide: Guide) -> Iterator[str]:
    yield f"#heading(level: 1, outlined: false, bookmarked: true, {quoted('Contents')})"
    for group in groups(guide):
        levels = [f"heading.where(level: {level}, outlined: true)" for level in range(1, contents_depth(group) + 1)]
        chosen = levels[0] + "".join(f".or({level})" for level in levels[1:])
        start, end = (f"label({quoted(f'{side} of {group}')})" for side in ("start", "end"))
        yield f'#block(above: 1.6em, below: 0.6em, sticky: true, text(size: 13pt, weight: "bold", fill: rgb("{BLUE}"), {quoted(group)}))'
        yield f"#outline(title: none, indent: 1.2em, target: selector({chosen}).after({start}).before({end}))"


def _page(page: doc.Page, guide: Guide) -> Iterator[str]:
    yield f"#heading(level: 1, {quoted(page.title)}){_label(page.id, '')}"
    for block in page.blocks:
        yield f"#{_block(block, page, guide)}{_label(page.id, block.anchor) if isinstance(block, doc.Heading) else ''}"


def _label(page: str, anchor: str) -> str:
    """Return the label of the thing just before it; anchors are unique within a page only."""
    return f"#{_name(page, anchor)}"


def _name(page: str, anchor: str) -> str:
    return f"label({quoted(f'{page}/{anchor}')})"


def _mark(name: str) -> str:
    return f"#metadata(none)#label({quoted(name)})"


def _block(block: doc.Block, page: doc.Page, guide: Guide) -> str:
    """Return a block as code of Typst."""
    match block:
        case doc.Heading(level=level, content=content):
            return f"heading(level: {level}, {_inline(content, guide)})"
        case doc.Paragraph(content=content):
            paragraph = f"par({_inline(content, guide)})"
            return f"block(sticky: true, below: 0.68em, {paragraph})" if doc.is_opening(content) else paragraph
        case doc.Bullets(entries=entries, is_ordered=is_ordered):
            tight = all(len(entry) == 1 for entry in entries)
            items = ", ".join("{" + "; ".join(_entry(one, page, guide) for one in entry) + "}" for entry in entries)
            return f"{'enum' if is_ordered else 'list'}(tight: {str(tight).lower()}, {items})"
        case doc.Table():
            return _table(block, guide)
        case doc.Picture(name=name):
            picture = guide.pictures[name]
            image = f'image(bytes({quoted(picture.svg)}), format: "svg", width: 100%, alt: {quoted(picture.description)})'
            return f"figure({image}, caption: {quoted(picture.title)})"


def _entry(block: doc.Block, page: doc.Page, guide: Guide) -> str:
    """Return a block of an entry of a list; its first words are not set apart as a paragraph."""
    return _inline(block.content, guide) + "; parbreak()" if isinstance(block, doc.Paragraph) else _block(block, page, guide)


def _table(table: doc.Table, guide: Guide) -> str:
    widths = ", ".join(f"{width:.1f}fr" for width in column_widths(table))
    head = "".join(f"{_inline(cell, guide)}, " for cell in table.head)
    cells = "".join(f"{_inline(cell, guide)}, " for row in table.rows for cell in row)
    made = f"table(columns: ({widths},), table.header({head}), {cells})"
    if len(table.head) >= SMALL_TYPE_COLUMNS:
        made = f"{{ show table: set text(size: 9pt); {made} }}"
    return f"figure(kind: table, caption: {quoted(table.caption)}, {made})"


def _inline(content: doc.Inline, guide: Guide) -> str:
    return "[" + "".join(_span(span, guide) for span in content) + "]"


def _span(span: doc.Span, guide: Guide) -> str:
    """Return a part as markup of Typst; the semicolon ends the code, whatever follows."""
    match span:
        case doc.Text(text=text):
            return f"#{quoted(text)};"
        case doc.Code(text=text):
            return f"#raw({quoted(text)});"
        case doc.Strong(content=inner):
            return f"#strong({_inline(inner, guide)});"
        case doc.Emphasis(content=inner):
            return f"#emph({_inline(inner, guide)});"
        case doc.Link(target=target, content=inner, is_internal=is_internal):
            words = _inline(inner, guide)
            if doc.REFERENCE.fullmatch(doc.plain_text(inner)):
                words = f"box({words})"
            if is_internal and not guide.has(target):
                return f"#{words};"
            return f"#link({_name(*guide.addresses[target]) if is_internal else quoted(target)}, {words});"
