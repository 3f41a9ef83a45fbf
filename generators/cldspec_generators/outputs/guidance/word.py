"""The guide as one Word document: headings, contents, links, captions and tables as Word knows them."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as Opened
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement, serialize_for_reading
from docx.shared import Cm

from cldspec_generators.outputs.guidance.blocks import (
    Block,
    Bullets,
    Code,
    Emphasis,
    Heading,
    Inline,
    Link,
    Page,
    Paragraph,
    Picture,
    Strong,
    Table,
    Text,
)
from cldspec_generators.outputs.guidance.guide import Guide
from cldspec_generators.outputs.guidance.paper import contents_depth, front, groups, running, shares, title
from cldspec_generators.outputs.guidance.pdf import png_of
from cldspec_generators.outputs.guidance.word_styles import INDENT, LINKED, LOOK_OF_TABLE, MONOSPACED, ROOM, styles
from cldspec_generators.shared.writing import first_day, stored_archive

SIDES, TOP = Cm(2), Cm(2.4)
WIDTH, HEIGHT = Cm(21), Cm(29.7)
"""The size of a sheet, A4, and its margins."""
RESOLUTION = 200
"""The dots an inch of pictures."""
DEEPEST = 8
"""The last level of lists that Word has."""
BULLETS, NUMBERS = 0, 1
"""The kinds of lists, by the number under which Word has them."""
MOST_COLUMNS = 4
"""A table of more columns is set in smaller type."""
LOST = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


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
    _set_sheet(document, guide)
    written = io.BytesIO()
    document.save(written)
    return stored_archive(written.getvalue())


@dataclass(slots=True)
class _Writer:
    """Writes the guide as XML; remembers what it has numbered."""

    guide: Guide
    opened: Opened
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    ordered: int = 0
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    figures: Iterator[int] = field(default_factory=lambda: count(1))
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def document(self) -> Iterator[str]:
        for page in self.guide.pages:
            for anchor in ("", *(block.anchor for block in page.blocks if isinstance(block, Heading))):
                self.marks[page.id, anchor] = f"place_{len(self.marks) + 1}"  # Word takes no more than 40 letters
        yield from self.title_page()
        yield _paragraph("TOCHeading", _run("Contents"))
        for number, group in enumerate(groups(self.guide), 1):
            yield _paragraph("ContentsGroup", _run(group))
            yield from self.contents(group, f"part_{number}")
        for number, group in enumerate(groups(self.guide), 1):
            # the contents of a group are those of its mark
            start, end = self.mark(f"part_{number}")
            yield start
            for page in self.guide.pages:
                if page.group == group:
                    yield from self.page(page)
            yield end

    def title_page(self) -> Iterator[str]:
        yield _paragraph("Title", _run(title(self.guide)))
        yield _paragraph("Subtitle", _run(f"Version {self.guide.specification.version}"))
        for content in front(self.guide):
            yield _paragraph("Normal", self.inline(content))

    def contents(self, group: str, mark: str) -> Iterator[str]:
        """Yield a table of contents that Word can make anew; until then it has no page numbers, which only Word knows."""
        depth = contents_depth(group)
        entries = [entry for page in self.guide.pages if page.group == group for entry in self.entries(page, depth)]
        order = f'TOC \\o "1-{depth}" \\h \\z \\b {mark}'
        for index, (level, place, content) in enumerate(entries):
            start = _field_start(order) if index == 0 else ""
            end = _sign("end") if index == len(entries) - 1 else ""
            link = f'<w:hyperlink w:anchor="{place}" w:history="1">{self.inline(content)}</w:hyperlink>'
            yield _paragraph(f"TOC{level}", start + link + end)

    def entries(self, page: Page, depth: int) -> Iterator[tuple[int, str, Inline]]:
        yield 1, self.marks[page.id, ""], (Text(page.title),)
        for block in page.blocks:
            if isinstance(block, Heading) and block.level <= depth:
                yield block.level, self.marks[page.id, block.anchor], block.content

    def page(self, page: Page) -> Iterator[str]:
        yield self.heading(1, self.marks[page.id, ""], (Text(page.title),))
        for block in page.blocks:
            yield from self.block(block, page)

    def block(self, block: Block, page: Page) -> Iterator[str]:
        match block:
            case Heading(level=level, anchor=anchor, content=content):
                yield self.heading(level, self.marks[page.id, anchor], content)
            case Paragraph(content=content):
                yield _paragraph("Normal", self.inline(content))
            case Bullets():
                yield from self.bullets(block, page, 0)
            case Table():
                yield self.caption("Table", next(self.tables), block.caption)
                yield self.table(block)
            case Picture(name=name):
                yield _paragraph("Figure", self.picture(name))
                yield self.caption("Figure", next(self.figures), self.guide.pictures[name].title)

    def heading(self, level: int, place: str, content: Inline) -> str:
        start, end = self.mark(place)
        return _paragraph(f"Heading{level}", start + self.inline(content) + end)

    def mark(self, name: str) -> tuple[str, str]:
        """Return the start and the end of a bookmark."""
        number = next(self.ids)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def bullets(self, block: Bullets, page: Page, level: int) -> Iterator[str]:
        self.ordered += block.ordered
        kind = self.ordered + 1 if block.ordered else 1
        level = min(level, DEEPEST)
        style = "ListNumber" if block.ordered else "ListBullet"
        sign = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{kind}"/></w:numPr>'
        further = f'<w:ind w:left="{_left(level)}"/>'
        for entry in block.entries:
            look = sign
            for one in entry:
                if isinstance(one, Paragraph):
                    yield _paragraph(style if look is sign else "ListContinue", self.inline(one.content), look)
                    look = further
                elif isinstance(one, Bullets):
                    yield from self.bullets(one, page, level + 1)
                else:
                    yield from self.block(one, page)

    def lists(self) -> str:
        """Return the kinds of lists; each list with numbers counts for itself."""
        kinds = f'<w:num w:numId="1"><w:abstractNumId w:val="{BULLETS}"/></w:num>'
        anew = "".join(f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(DEEPEST + 1))
        for number in range(self.ordered):
            kinds += f'<w:num w:numId="{number + 2}"><w:abstractNumId w:val="{NUMBERS}"/>{anew}</w:num>'
        return _list_kind(BULLETS, "bullet") + _list_kind(NUMBERS, "decimal") + kinds

    def caption(self, word: str, number: int, words: str) -> str:
        counted = _field_start(f"SEQ {word} \\* ARABIC") + _run(str(number)) + _sign("end")
        look = "<w:keepNext/>" if word == "Table" else ""
        return _paragraph("Caption", _run(f"{word} ") + counted + _run(f": {words}"), look)

    def table(self, table: Table) -> str:
        parts = shares(table)
        widths = [round(ROOM * part / sum(parts)) for part in parts]
        text, top = ("TableText", "TableHead") if len(table.head) <= MOST_COLUMNS else ("TableSmall", "TableSmallHead")
        looks = f'<w:tblStyle w:val="GuideTable"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>{LOOK_OF_TABLE}'
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self.row(table.head, widths, top, "<w:tblHeader/>")
        rows = "".join(self.row(row, widths, text, "") for row in table.rows)
        name = f"<w:tblCaption w:val={_quoted(table.caption)}/>"
        return f"<w:tbl><w:tblPr>{looks}{name}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"

    def row(self, cells: tuple[Inline, ...], widths: list[int], style: str, look: str) -> str:
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(style, self.inline(cell))}</w:tc>'
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{look}</w:trPr>{made}</w:tr>"

    def picture(self, name: str) -> str:
        """Return a picture as dots: not every Word can show the drawing itself."""
        picture = self.guide.pictures[name]
        drawn = io.BytesIO(png_of(picture.svg, RESOLUTION))
        inline = self.opened.part.new_pic_inline(drawn, width=WIDTH - 2 * SIDES)
        said = inline.docPr
        said.set("id", str(next(self.ids)))
        said.set("name", name)
        said.set("descr", picture.description)
        return f"<w:r><w:drawing>{serialize_for_reading(inline)}</w:drawing></w:r>"

    def inline(self, content: Inline, look: str = "") -> str:
        return "".join(self.part(part, look) for part in content)

    def part(self, part: Text | Code | Strong | Emphasis | Link, look: str) -> str:
        match part:
            case Text(text=text):
                return _run(text, look)
            case Code(text=text):
                return _run(text, look + MONOSPACED if LINKED in look else '<w:rStyle w:val="Code"/>' + look)
            case Strong(content=inner):
                return self.inline(inner, look + "<w:b/>")
            case Emphasis(content=inner):
                return self.inline(inner, look + "<w:i/>")
            case Link(target=target, content=inner, within=within):
                place = f'w:anchor="{self.marks[self.guide.places[target]]}"' if within else f'r:id="{self.outside(target)}"'
                return f'<w:hyperlink {place} w:history="1">{self.inline(inner, LINKED + look)}</w:hyperlink>'

    def outside(self, address: str) -> str:
        return self.opened.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(_held(text))}</w:t></w:r>'


def _held(text: str) -> str:
    return LOST.sub("\ufffd", text)


def _quoted(text: str) -> str:
    return quoteattr(_held(text))


def _paragraph(style: str, content: str, look: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{content}</w:p>'


def _field_start(order: str) -> str:
    """Return the start of what Word works out; until then it shows what stands between this and the end."""
    return f'{_sign("begin")}<w:r><w:instrText xml:space="preserve"> {escape(order)} </w:instrText></w:r>{_sign("separate")}'


def _sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _parsed(content: str) -> list[BaseOxmlElement]:
    return list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{content}</w:body>"))


def _fill(part: BaseOxmlElement, content: str) -> None:
    """Put new elements into a part, in place of what it has."""
    part[:] = _parsed(content)


def _left(level: int) -> int:
    return INDENT * (level + 1)


def _list_kind(number: int, form: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{"•" if form == "bullet" else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_left(level)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
        for level in range(DEEPEST + 1)
    )
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'


def _clear(document: Opened) -> None:
    """Take out what the template of python-docx brings along that is not about this document."""
    for package_or_part, kinds in ((document.part.package, ("thumbnail", "extended-properties")), (document.part, ("stylesWithEffects",))):
        for name, relation in list(package_or_part.rels.items()):
            if relation.reltype.endswith(kinds):
                del package_or_part.rels[name]
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word says that it runs in compatibility mode
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")


def _describe(document: Opened, guide: Guide) -> None:
    specification, properties = guide.specification, document.core_properties
    properties.title = title(guide)
    properties.subject = specification.abbreviation
    properties.author = properties.last_modified_by = specification.publisher
    properties.comments = specification.licence.attribution
    properties.version = specification.version
    properties.language = "en-GB"
    properties.created = properties.modified = first_day(guide.specification.published)


def _set_sheet(document: Opened, guide: Guide) -> None:
    """Set the size of sheets, and their head and foot, which the sheet of the title does not have."""
    (sheet,) = document.sections
    sheet.page_width, sheet.page_height = WIDTH, HEIGHT
    sheet.left_margin = sheet.right_margin = SIDES
    sheet.top_margin = sheet.bottom_margin = TOP
    sheet.header_distance = sheet.footer_distance = Cm(1.1)
    sheet.different_first_page_header_footer = True
    number, total = (_field_start(order) + _run("1") + _sign("end") for order in ("PAGE", "NUMPAGES"))
    _fill(sheet.header._element, _paragraph("Header", _run(running(guide))))  # noqa: SLF001 - python-docx has no fields
    _fill(sheet.footer._element, _paragraph("Footer", _run("Page ") + number + _run(" of ") + total))  # noqa: SLF001
