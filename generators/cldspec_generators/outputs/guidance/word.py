"""The guide as one Word document, with Word's own headings, contents, links, captions and tables."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement, serialize_for_reading
from docx.shared import Cm

from cldspec.guidance import document as doc
from cldspec_generators.outputs.guidance.guide import Guide
from cldspec_generators.outputs.guidance.pdf import png_of
from cldspec_generators.outputs.guidance.printed import (
    SMALL_TYPE_COLUMNS,
    before_page_number,
    column_widths,
    contents_depth,
    groups,
    running_title,
    title,
    title_page,
)
from cldspec_generators.outputs.guidance.word_styles import HYPERLINK, INDENT, MONOSPACED, TABLE_LOOK, TEXT_WIDTH, styles
from cldspec_generators.shared.writing import first_day, stored_archive

SIDES, TOP = Cm(2), Cm(2.4)
WIDTH, HEIGHT = Cm(21), Cm(29.7)
"""The margins and the size of a sheet, A4."""
RESOLUTION = 200
"""The resolution of pictures, in dots per inch."""
DEEPEST_LEVEL = 8
"""The deepest level of lists that Word has."""
BULLETS, NUMBERS = 0, 1
"""The kinds of lists, by their numbers in the document."""
UNKNOWN_PAGE = "…"
"""What the contents show for a page number until Word has worked it out."""
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML does not allow."""


def word_of(guide: Guide) -> bytes:
    """Return the guide as a Word document: the same bytes for the same guide, on any machine and day."""
    document = Document()
    _clear(document)
    _describe(document, guide)
    _fill(document.styles.element, "".join(styles()))
    writer = _Writer(guide, document)
    body = "".join(writer.document())
    _fill(document.part.numbering_part.element, writer.lists())
    for element in reversed(_parsed(body)):
        document.element.body.insert(0, element)
    _set_sheets(document, guide)
    written = io.BytesIO()
    document.save(written)
    return stored_archive(written.getvalue())


@dataclass(slots=True)
class _Writer:
    """Writes the guide as WordprocessingML. It remembers what it has numbered."""

    guide: Guide
    file: WordFile
    bookmarks: dict[tuple[str, str], str] = field(default_factory=dict)
    numbered_lists: int = 0
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    figures: Iterator[int] = field(default_factory=lambda: count(1))
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def document(self) -> Iterator[str]:
        for page in self.guide.pages:
            for anchor in ("", *(block.anchor for block in page.blocks if isinstance(block, doc.Heading))):
                self.bookmarks[page.id, anchor] = f"part_{len(self.bookmarks) + 1}"  # Word allows up to 40 characters
        yield from self.title_page()
        yield _paragraph("TOCHeading", _run("Contents"))
        for group in groups(self.guide):
            yield _paragraph("ContentsGroup", _run(group))
            yield from self.contents(group)
        for page in self.guide.pages:
            yield from self.page(page)

    def title_page(self) -> Iterator[str]:
        yield _paragraph("Title", _run(title(self.guide)))
        yield _paragraph("Subtitle", _run(self.guide.specification.version_title))
        for content in title_page(self.guide):
            yield _paragraph("Normal", self.inline(content))

    def contents(self, group: str) -> Iterator[str]:
        """Yield the contents of a group. Word works out the page numbers when it opens the document, because only Word knows them.

        Each number is a field of its own. LibreOffice would show none in a field for the whole table.
        """
        depth = contents_depth(group)
        entries = [entry for page in self.guide.pages if page.group == group for entry in self.entries(page, depth)]
        for level, bookmark, content in entries:
            number = "<w:r><w:tab/></w:r>" + _field_start(f"PAGEREF {bookmark} \\h") + _run(UNKNOWN_PAGE) + _field_mark("end")
            yield _paragraph(
                f"TOC{level}", f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{self.inline(content)}{number}</w:hyperlink>'
            )

    def entries(self, page: doc.Page, depth: int) -> Iterator[tuple[int, str, doc.Inline]]:
        yield 1, self.bookmarks[page.id, ""], (doc.Text(page.title),)
        for block in page.blocks:
            if isinstance(block, doc.Heading) and block.level <= depth:
                yield block.level, self.bookmarks[page.id, block.anchor], block.content

    def page(self, page: doc.Page) -> Iterator[str]:
        yield self.heading(1, self.bookmarks[page.id, ""], (doc.Text(page.title),))
        for block in page.blocks:
            yield from self.block(block, page)

    def block(self, block: doc.Block, page: doc.Page) -> Iterator[str]:
        match block:
            case doc.Heading(level=level, anchor=anchor, content=content):
                yield self.heading(level, self.bookmarks[page.id, anchor], content)
            case doc.Paragraph(content=content):
                yield _paragraph("Normal", self.inline(content), "<w:keepNext/>" if doc.is_opening(content) else "")
            case doc.Bullets():
                yield from self.bullets(block, page, 0)
            case doc.Table():
                yield self.caption("Table", next(self.tables), block.caption)
                yield self.table(block)
            case doc.Picture(name=name):
                yield _paragraph("Figure", self.picture(name))
                yield self.caption("Figure", next(self.figures), self.guide.pictures[name].title)

    def heading(self, level: int, bookmark: str, content: doc.Inline) -> str:
        start, end = self.bookmark(bookmark)
        return _paragraph(f"Heading{level}", start + self.inline(content) + end)

    def bookmark(self, name: str) -> tuple[str, str]:
        """Return the start and the end of a bookmark."""
        number = next(self.ids)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def bullets(self, block: doc.Bullets, page: doc.Page, level: int) -> Iterator[str]:
        self.numbered_lists += block.is_ordered
        kind = self.numbered_lists + 1 if block.is_ordered else 1
        level = min(level, DEEPEST_LEVEL)
        style = "ListNumber" if block.is_ordered else "ListBullet"
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{kind}"/></w:numPr>'
        continued = f'<w:ind w:left="{_left(level)}"/>'
        for entry in block.entries:
            properties = numbering
            for one in entry:
                if isinstance(one, doc.Paragraph):
                    yield _paragraph(style if properties is numbering else "ListContinue", self.inline(one.content), properties)
                    properties = continued
                elif isinstance(one, doc.Bullets):
                    yield from self.bullets(one, page, level + 1)
                else:
                    yield from self.block(one, page)

    def lists(self) -> str:
        """Return the kinds of lists. Each numbered list starts at 1."""
        kinds = f'<w:num w:numId="1"><w:abstractNumId w:val="{BULLETS}"/></w:num>'
        restart = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(DEEPEST_LEVEL + 1)
        )
        for number in range(self.numbered_lists):
            kinds += f'<w:num w:numId="{number + 2}"><w:abstractNumId w:val="{NUMBERS}"/>{restart}</w:num>'
        return _list_kind(BULLETS, "bullet") + _list_kind(NUMBERS, "decimal") + kinds

    def caption(self, word: str, number: int, words: str) -> str:
        field = _field_start(f"SEQ {word} \\* ARABIC") + _run(str(number)) + _field_mark("end")
        properties = "<w:keepNext/>" if word == "Table" else ""
        return _paragraph("Caption", _run(f"{word} ") + field + _run(f": {words}"), properties)

    def table(self, table: doc.Table) -> str:
        widths_wanted = column_widths(table)
        widths = [round(TEXT_WIDTH * width / sum(widths_wanted)) for width in widths_wanted]
        text, top = ("TableText", "TableHead") if len(table.head) < SMALL_TYPE_COLUMNS else ("TableSmall", "TableSmallHead")
        properties = f'<w:tblStyle w:val="GuideTable"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>{TABLE_LOOK}'
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self.row(table.head, widths, top, "<w:tblHeader/>")
        rows = "".join(self.row(row, widths, text, "") for row in table.rows)
        name = f"<w:tblCaption w:val={_quoted(table.caption)}/>"
        return f"<w:tbl><w:tblPr>{properties}{name}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"

    def row(self, cells: tuple[doc.Inline, ...], widths: list[int], style: str, properties: str) -> str:
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(style, self.inline(cell))}</w:tc>'
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{made}</w:tr>"

    def picture(self, name: str) -> str:
        """Return a picture as PNG, because not every version of Word can show SVG."""
        picture = self.guide.pictures[name]
        image = io.BytesIO(png_of(picture.svg, RESOLUTION))
        inline = self.file.part.new_pic_inline(image, width=WIDTH - 2 * SIDES)
        properties = inline.docPr
        properties.set("id", str(next(self.ids)))
        properties.set("name", name)
        properties.set("descr", picture.description)
        return f"<w:r><w:drawing>{serialize_for_reading(inline)}</w:drawing></w:r>"

    def inline(self, content: doc.Inline, style: str = "") -> str:
        return "".join(self.span(span, style) for span in content)

    def span(self, span: doc.Span, style: str) -> str:
        match span:
            case doc.Text(text=text):
                return _run(text, style)
            case doc.Code(text=text):
                return _run(text, style + MONOSPACED if HYPERLINK in style else '<w:rStyle w:val="Code"/>' + style)
            case doc.Strong(content=inner):
                return self.inline(inner, style + "<w:b/>")
            case doc.Emphasis(content=inner):
                return self.inline(inner, style + "<w:i/>")
            case doc.Link(target=target, content=inner, is_internal=True) if not self.guide.has(target):
                return self.inline(inner, style)
            case doc.Link(target=target, content=inner, is_internal=is_internal):
                address = self.internal_link(target) if is_internal else self.external_link(target)
                return f'<w:hyperlink {address} w:history="1">{self.inline(inner, HYPERLINK + style)}</w:hyperlink>'

    def internal_link(self, target: str) -> str:
        return f'w:anchor="{self.bookmarks[self.guide.addresses[target]]}"'

    def external_link(self, address: str) -> str:
        return f'r:id="{self.file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)}"'


def _run(text: str, properties: str = "") -> str:
    """Return a text with the properties of its letters. Identifiers such as that of a rule are not broken at their hyphen."""
    unbroken = doc.REFERENCE.sub(lambda match: match[0].replace("-", "\0"), _writable(text))
    parts = "<w:noBreakHyphen/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in unbroken.split("\0"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{parts}</w:r>"


def _writable(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)


def _quoted(text: str) -> str:
    return quoteattr(_writable(text))


def _paragraph(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _field_start(instruction: str) -> str:
    """Return the start of a field, whose value Word works out. Until then Word shows the text between this and the field's end."""
    return (
        f'{_field_mark("begin")}<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>{_field_mark("separate")}'
    )


def _field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _parsed(content: str) -> list[BaseOxmlElement]:
    return list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{content}</w:body>"))


def _fill(part: BaseOxmlElement, content: str) -> None:
    """Replace the elements of a part."""
    part[:] = _parsed(content)


def _left(level: int) -> int:
    return INDENT * (level + 1)


def _list_kind(number: int, form: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{"•" if form == "bullet" else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_left(level)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
        for level in range(DEEPEST_LEVEL + 1)
    )
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'


def _clear(document: WordFile) -> None:
    """Remove what the template of python-docx has that is not about this document."""
    for package_or_part, kinds in ((document.part.package, ("thumbnail", "extended-properties")), (document.part, ("stylesWithEffects",))):
        for name, relation in list(package_or_part.rels.items()):
            if relation.reltype.endswith(kinds):
                del package_or_part.rels[name]
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # otherwise Word opens it in compatibility mode
    settings.insert(0, OxmlElement("w:updateFields", {qn("w:val"): "true"}))
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")


def _describe(document: WordFile, guide: Guide) -> None:
    specification, properties = guide.specification, document.core_properties
    properties.title = title(guide)
    properties.subject = specification.abbreviation
    properties.author = properties.last_modified_by = specification.publisher
    properties.comments = specification.licence.attribution
    properties.version = specification.version_label
    properties.language = "en-GB"
    properties.created = properties.modified = first_day(specification.publication_date)


def _set_sheets(document: WordFile, guide: Guide) -> None:
    """Set the size of the sheets, and their header and footer. The first sheet, with the title, has neither."""
    (sheet,) = document.sections
    sheet.page_width, sheet.page_height = WIDTH, HEIGHT
    sheet.left_margin = sheet.right_margin = SIDES
    sheet.top_margin = sheet.bottom_margin = TOP
    sheet.header_distance = sheet.footer_distance = Cm(1.1)
    sheet.different_first_page_header_footer = True
    number, total = (_field_start(instruction) + _run("1") + _field_mark("end") for instruction in ("PAGE", "NUMPAGES"))
    _fill(sheet.header._element, _paragraph("Header", _run(running_title(guide))))  # noqa: SLF001 - python-docx has no fields
    _fill(sheet.footer._element, _paragraph("Footer", _run(before_page_number(guide)) + number + _run(" of ") + total))  # noqa: SLF001
