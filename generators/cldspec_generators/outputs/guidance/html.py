"""The guide as a folder of web pages that works from a file share: search, contents, links to each part, nothing from other sites.

The pages are styled with NHS.UK frontend, without its fonts and the NHS logo, which only the NHS may use.
"""

from collections.abc import Iterator
from importlib.resources import files

from markupsafe import Markup, escape

from cldspec.guidance import document as doc
from cldspec.model import Artifact
from cldspec_generators.outputs.guidance.guide import PACKAGE, Guide, contents_of, file_name
from cldspec_generators.outputs.guidance.search_index import search_index
from cldspec_generators.shared.page import render_page
from cldspec_generators.shared.style_sheet import LICENCE, STYLES, licence, styles

HEADING_SIZES = {1: "xl", 2: "l", 3: "m", 4: "s"}
"""The sizes of headings by level, as classes of the style sheet name them."""


def html_of(guide: Guide) -> Iterator[Artifact]:
    """Yield the files of the folder. Raises MissingStyleSheetError."""
    groups = {group: [page for page in guide.pages if page.group == group] for group in dict.fromkeys(page.group for page in guide.pages)}
    shared = {"specification": guide.specification, "groups": groups, "style_sheet": STYLES, "style_licence": LICENCE}
    shared["file_name"] = file_name(guide)
    index = render_page(PACKAGE, "index.html.j2", **shared, title=None)
    yield Artifact("index.html", index.encode(), "The guide's first page: open it in a browser.")
    search = render_page(PACKAGE, "search.html.j2", **shared, title="Search")
    yield Artifact("search.html", search.encode(), "Search the guide.")
    for page in guide.pages:
        before, after = guide.neighbours(page)
        body = Markup("\n").join(_block(block, page, guide) for block in page.blocks)
        around = {"parts": contents_of(page), "before": before, "after": after}
        text = render_page(PACKAGE, "page.html.j2", **shared, **around, title=page.title, page=page, body=body, plain_text=doc.plain_text)
        yield Artifact(f"{page.id}.html", text.encode(), f"The guide: {page.title}.")
    yield Artifact("assets/search-index.js", search_index(guide).encode(), "The words that the search looks through.")
    for name in ("guide.css", "search.js"):
        yield Artifact(f"assets/{name}", files(PACKAGE).joinpath("assets", name).read_bytes(), "Style and search of the pages.")
    yield Artifact(f"assets/{STYLES}", styles(), "The style sheet of the pages.")
    yield Artifact(f"assets/{LICENCE}", licence(), "The licence of the style sheet.")
    for name, drawing in guide.pictures.items():
        yield Artifact(f"assets/{name}.svg", drawing.svg.encode(), f"{drawing.title}.")


def _block(block: doc.Block, page: doc.Page, guide: Guide) -> Markup:
    match block:
        case doc.Heading(level=level, anchor=anchor, content=content):
            size = HEADING_SIZES.get(level, "s")
            words = _inline(content, page, guide)
            link = Markup('<a class="guide-anchor" href="#{}" aria-label="Link to: {}">#</a>').format(anchor, doc.plain_text(content))
            opening = Markup('<h{0} id="{1}" class="nhsuk-heading-{2}">').format(level, anchor, size)
            return opening + words + Markup(" ") + link + Markup("</h{}>").format(level)
        case doc.Paragraph(content=content):
            return Markup("<p>") + _inline(content, page, guide) + Markup("</p>")
        case doc.Bullets(entries=entries, is_ordered=is_ordered):
            tag, kind = ("ol", "number") if is_ordered else ("ul", "bullet")
            lines = Markup("\n").join(_entry(entry, page, guide) for entry in entries)
            return Markup('<{0} class="nhsuk-list nhsuk-list--{1}">\n{2}\n</{0}>').format(tag, kind, lines)
        case doc.Table():
            return _table(block, page, guide)
        case doc.Picture(name=name):
            picture = guide.pictures[name]
            image = Markup('<img src="assets/{}.svg" alt="{}">').format(name, picture.description)
            return Markup('<figure class="guide-picture">{}<figcaption>{}</figcaption></figure>').format(image, picture.title)


def _entry(entry: tuple[doc.Block, ...], page: doc.Page, guide: Guide) -> Markup:
    """Return an entry of a list. Its first paragraph has no tags of its own, so that the list stays compact."""
    match entry:
        case (doc.Paragraph(content=content), *rest):
            more = [_block(block, page, guide) for block in rest]
            return Markup("<li>") + _inline(content, page, guide) + Markup("").join(more) + Markup("</li>")
        case _:
            return Markup("<li>") + Markup("").join(_block(block, page, guide) for block in entry) + Markup("</li>")


def _table(table: doc.Table, page: doc.Page, guide: Guide) -> Markup:
    """Return a table. On a narrow screen each cell is below the one before it, with the header of its column, so it needs its roles."""
    head = Markup("").join(Markup('<th role="columnheader" scope="col">{}</th>').format(_inline(cell, page, guide)) for cell in table.head)
    titles = [doc.plain_text(cell) for cell in table.head]
    rows = Markup("\n").join(
        Markup('<tr role="row" class="nhsuk-table__row">{}</tr>').format(
            Markup("").join(_cell(cell, page, guide, title) for title, cell in zip(titles, row, strict=True))
        )
        for row in table.rows
    )
    return Markup(
        '<div class="guide-table">\n<table role="table" class="nhsuk-table">\n'
        '<caption class="nhsuk-u-visually-hidden">{0}</caption>\n'
        '<thead role="rowgroup" class="nhsuk-table__head"><tr role="row">{1}</tr></thead>\n'
        '<tbody role="rowgroup" class="nhsuk-table__body">\n{2}\n</tbody>\n</table>\n</div>'
    ).format(table.caption, head, rows)


def _cell(content: doc.Inline, page: doc.Page, guide: Guide, title: str) -> Markup:
    """Return a cell, with the header of its column for narrow screens. A blank one says so to screen readers."""
    words = _inline(content, page, guide) if content else Markup('<span class="nhsuk-u-visually-hidden">(blank)</span>')
    return Markup(f'<td role="cell" class="nhsuk-table__cell" data-title="{escape(title)}">{words}</td>')  # noqa: S704 - escaped


def _inline(content: doc.Inline, page: doc.Page, guide: Guide) -> Markup:
    return Markup("").join(_span(span, page, guide) for span in content)


def _span(span: doc.Span, page: doc.Page, guide: Guide) -> Markup:
    match span:
        case doc.Text(text=text):
            return escape(text)
        case doc.Code(text=text):
            return Markup("<code>{}</code>").format(escape(text).replace("_", Markup("_<wbr>")))
        case doc.Strong(content=inner):
            return Markup("<strong>") + _inline(inner, page, guide) + Markup("</strong>")
        case doc.Emphasis(content=inner):
            return Markup("<em>") + _inline(inner, page, guide) + Markup("</em>")
        case doc.Link(target=target, content=inner, is_internal=is_internal):
            address = _address(target, page, guide) if is_internal else target
            style = ' class="guide-reference"' if doc.REFERENCE.fullmatch(doc.plain_text(inner)) else ""
            return Markup(f'<a href="{escape(address)}"{style}>{_inline(inner, page, guide)}</a>')  # noqa: S704 - escaped


def _address(target: str, page: doc.Page, guide: Guide) -> str:
    name, anchor = guide.addresses[target]
    fragment = f"#{anchor}" if anchor else ""
    return fragment if name == page.id and anchor else f"{name}.html{fragment}"
