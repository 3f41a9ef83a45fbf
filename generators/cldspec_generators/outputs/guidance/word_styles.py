"""The styles of the Word document, under the names that Word has for them."""

from collections.abc import Iterator

from cldspec_generators.shared.theme import BLUE, INK, LINE, PALE_PAPER, QUIET_INK

FONT, CODE_FONT = "Arial", "Courier New"
TEXT_WIDTH, INDENT = 9638, 340
"""The width between the margins, and the indent of each level of a list, in twentieths of a point."""
HYPERLINK = '<w:rStyle w:val="Hyperlink"/>'
MONOSPACED = f'<w:rFonts w:ascii="{CODE_FONT}" w:hAnsi="{CODE_FONT}" w:eastAsia="{CODE_FONT}" w:cs="{CODE_FONT}"/><w:noProof/>'
TABLE_LOOK = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
BUILT_IN_STYLES = (
    *(
        "heading 1",
        "heading 2",
        "heading 3",
        "heading 4",
        "Title",
        "Subtitle",
        "TOC Heading",
        "toc 1",
        "toc 2",
        "caption",
        "header",
        "footer",
    ),
    *("List Bullet", "List Number", "List Continue", "Hyperlink"),
)
"""The names of Word's own styles, besides those that every document has."""


def styles() -> Iterator[str]:
    """Yield the content of the styles part of a Word document."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    yield f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    # Text properties are here and not in the defaults above: in tables, LibreOffice prefers the defaults to character styles.
    normal = f"<w:pPr>{_space(6, line=276)}</w:pPr><w:rPr>{fonts}{_colour(INK)}{_size(12)}</w:rPr>"
    yield _style("paragraph", "Normal", "Normal", f"<w:qFormat/>{normal}", default=True)
    yield _style("character", "DefaultParagraphFont", "Default Paragraph Font", "", default=True)
    yield _style("numbering", "NoList", "No List", "", default=True)
    blue = _colour(BLUE)
    together = "<w:keepNext/><w:keepLines/>"
    for level, large, before in ((1, 22, 0), (2, 15, 20), (3, 13, 14), (4, 12, 12)):
        start = "<w:pageBreakBefore/>" if level == 1 else ""
        properties = f'{together}{start}{_space(before, 2)}<w:outlineLvl w:val="{level - 1}"/>'
        yield _text_style(f"Heading{level}", f"heading {level}", properties, f"<w:b/>{blue}{_size(large)}", after="Normal")
    yield _text_style("Title", "Title", _space(150, 6, line=240), f"<w:b/>{blue}{_size(32)}", after="Normal")
    yield _text_style("Subtitle", "Subtitle", _space(10, 30), _size(16), after="Normal")
    yield _text_style("TOCHeading", "TOC Heading", f"{together}<w:pageBreakBefore/>", f"<w:b/>{blue}{_size(22)}")
    yield _text_style("ContentsGroup", "Contents Group", f"{together}{_space(16, 2)}", f"<w:b/>{blue}{_size(13)}")
    right = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    yield _text_style("TOC1", "toc 1", f"<w:keepNext/>{right}{_space(5, line=240)}", "")
    yield _text_style("TOC2", "toc 2", f'{right}{_space(2, line=240)}<w:ind w:left="{INDENT}"/>', _size(9.5))
    yield _text_style("Caption", "caption", f"<w:keepLines/>{_space(10, 5, line=240)}", f"<w:b/>{_size(9.5)}")
    yield _text_style("Figure", "Figure", f"<w:keepNext/>{_space(10)}", "")
    yield _text_style("Header", "header", _space(0), _colour(QUIET_INK) + _size(8.5))
    yield _text_style("Footer", "footer", f'{_space(0)}<w:jc w:val="right"/>', _colour(QUIET_INK) + _size(8.5))
    for kind in ("Bullet", "Number", "Continue"):
        yield _text_style(f"List{kind}", f"List {kind}", _space(3), "")
    cell = _space(2, 2, line=240)
    yield _text_style("TableText", "Table Text", cell, _size(10.5))
    yield _text_style("TableSmall", "Table Small", cell, _size(9.5))
    for name, title, size in (("TableHead", "Table Head", 10.5), ("TableSmallHead", "Table Small Head", 9.5)):
        yield _text_style(name, title, f"<w:keepNext/>{cell}", f"<w:b/>{_size(size)}")
    yield _style("character", "Hyperlink", "Hyperlink", f'<w:rPr>{blue}<w:u w:val="single"/></w:rPr>')
    yield _style("character", "Code", "Code", f"<w:rPr>{MONOSPACED}</w:rPr>")
    sides = (("top", 20), ("left", 80), ("bottom", 20), ("right", 80))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    yield _style("table", "TableNormal", "Normal Table", f"<w:tblPr><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>", default=True)
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE[1:]}"/>' for side in ("top", "bottom", "insideH"))
    head = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PALE_PAPER[1:]}"/></w:tcPr>'
    table = f'<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>'
    yield _style("table", "GuideTable", "Guide Table", f'<w:basedOn w:val="TableNormal"/>{table}')


def _style(kind: str, name: str, title: str, content: str, *, default: bool = False) -> str:
    start = ' w:default="1"' if default else "" if title in BUILT_IN_STYLES else ' w:customStyle="1"'
    return f'<w:style w:type="{kind}" w:styleId="{name}"{start}><w:name w:val="{title}"/>{content}</w:style>'


def _text_style(name: str, title: str, properties: str, letters: str, after: str = "") -> str:
    following = f'<w:next w:val="{after}"/>' if after else ""
    based = f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
    return _style("paragraph", name, title, f"{based}<w:pPr>{properties}</w:pPr><w:rPr>{letters}</w:rPr>")


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour.removeprefix("#")}"/>'


def _space(before: float, after: float = 0, line: int = 0) -> str:
    """Return the space before and after paragraphs, in points. Space goes before, because a table can have none after it."""
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{height}/>'
