"""The Word document has the words of the guide, in Word's own headings, tables, links and described pictures."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from cldspec.guidance.document import Block, Bullets, Heading, Inline, Link, Paragraph, Picture, Table, Text, plain_text
from cldspec_generators.outputs.guidance.guide import Guide
from cldspec_generators.outputs.guidance.word import word_of
from guides import CHANGES, changed, every_block, flat, guide_named, printed_guide
from office import Office
from specifications import SPECIFICATIONS

LONGEST_NAME = 40
"""The most letters that Word takes for the name of a bookmark."""


@pytest.fixture(params=SPECIFICATIONS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def guide(name: str) -> Guide:
    return guide_named(name)


@pytest.fixture
def document(name: str) -> Document:
    return docx.Document(io.BytesIO(written(name)))


@cache
def written(name: str) -> bytes:
    return word_of(guide_named(name))


def links(content: Inline) -> Iterator[Link]:
    for part in content:
        if isinstance(part, Link):
            yield part
        elif not isinstance(part, Text) and not hasattr(part, "text"):
            yield from links(part.content)


def links_of(block: Block) -> Iterator[Link]:
    match block:
        case Heading(content=content) | Paragraph(content=content):
            yield from links(content)
        case Table(head=head, rows=rows):
            for row in (head, *rows):
                for cell in row:
                    yield from links(cell)


def words(element: Any) -> str:
    return "".join("-" if text.tag == qn("w:noBreakHyphen") else text.text or "" for text in element.iter(qn("w:t"), qn("w:noBreakHyphen")))


def body(document: Document) -> Any:
    return document.element.body


def styled(document: Document, style: str) -> list[str]:
    return [words(paragraph._element) for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == style]  # noqa: SLF001


@pytest.mark.slow
def test_bytes_are_the_same_each_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(name)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert word_of(printed_guide(SPECIFICATIONS[name])) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {(part.compress_type, part.date_time, part.create_system) for part in archive.infolist()} == {
            (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 3)
        }


def test_headings_are_those_of_the_pages(guide: Guide, document: Document) -> None:
    expected = []
    for page in guide.pages:
        expected.append((1, page.title))
        expected += [(block.level, plain_text(block.content)) for block in flat(page.blocks) if isinstance(block, Heading)]
    found = [
        (int(match[1]), words(paragraph._element))  # noqa: SLF001
        for paragraph in document.paragraphs
        if paragraph.style and (match := re.fullmatch(r"Heading (\d)", str(paragraph.style.name)))
    ]
    assert found == expected


def test_paragraphs_are_all_there(guide: Guide, document: Document) -> None:
    expected = [plain_text(block.content) for block in every_block(guide) if isinstance(block, Paragraph)]
    kinds = {"Normal", "List Bullet", "List Number", "List Continue"}
    found = [words(paragraph._element) for paragraph in document.paragraphs if paragraph.style and paragraph.style.name in kinds]  # noqa: SLF001
    assert found[-len(expected) :] == expected


def test_tables_have_their_rows_and_captions(guide: Guide, document: Document) -> None:
    tables = [block for block in every_block(guide) if isinstance(block, Table)]
    expected = [[[plain_text(cell) for cell in row] for row in (table.head, *table.rows)] for table in tables]
    found = [
        [[words(cell) for cell in row.iter(qn("w:tc"))] for row in element.iter(qn("w:tr"))] for element in body(document).iter(qn("w:tbl"))
    ]
    assert found == expected
    captions = [caption for caption in styled(document, "Caption") if caption.startswith("Table ")]
    assert captions == [f"Table {number}: {table.caption}" for number, table in enumerate(tables, 1)]
    for element in body(document).iter(qn("w:tbl")):
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in element.iter(qn("w:tr"))]
        assert heads == [True] + [False] * (len(heads) - 1)


def test_links_lead_where_they_say(guide: Guide, document: Document) -> None:
    headings = {
        start.get(qn("w:name")): words(paragraph)
        for paragraph in body(document).iter(qn("w:p"))
        for start in paragraph.iter(qn("w:bookmarkStart"))
    }
    every = [start.get(qn("w:name")) for start in body(document).iter(qn("w:bookmarkStart"))]
    assert len(every) == len(set(every))
    assert all(len(mark) <= LONGEST_NAME for mark in every)
    titles = {(page.id, ""): page.title for page in guide.pages}
    for page in guide.pages:
        titles |= {(page.id, block.anchor): plain_text(block.content) for block in page.blocks if isinstance(block, Heading)}
    expected = [
        (plain_text(link.content), titles[guide.addresses[link.target]] if link.is_internal else link.target)
        for block in every_block(guide)
        for link in links_of(block)
        if not link.is_internal or guide.has(link.target)
    ]
    found = []
    for link in body(document).iter(qn("w:hyperlink")):
        mark, outside = link.get(qn("w:anchor")), link.get(qn("r:id"))
        found.append((words(link), headings[mark] if mark else document.part.rels[outside].target_ref))
    assert found[-len(expected) :] == expected
    contents = [(text, target) for text, target in found[: -len(expected)] if "@" not in text and "//" not in target]
    assert all(text == f"{target}…" for text, target in contents)


def test_contents_list_every_page_and_have_page_numbers(guide: Guide, document: Document) -> None:
    assert styled(document, "toc 1") == [f"{page.title}…" for page in guide.pages]
    assert styled(document, "Contents Group") == list(dict.fromkeys(page.group for page in guide.pages))
    orders = [str(order.text).split() for order in body(document).iter(qn("w:instrText"))]
    marks = {start.get(qn("w:name")) for start in body(document).iter(qn("w:bookmarkStart"))}
    numbered = [order[1] for order in orders if order[0] == "PAGEREF"]
    assert len(numbered) == len(styled(document, "toc 1")) + len(styled(document, "toc 2"))
    assert set(numbered) <= marks
    kinds = [sign.get(qn("w:fldCharType")) for sign in body(document).iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"] * len(orders)
    assert document.settings.element.find(qn("w:updateFields")) is not None


def test_pictures_say_what_they_show(guide: Guide, document: Document) -> None:
    names = [block.name for block in every_block(guide) if isinstance(block, Picture)]
    assert [one.get("descr") for one in body(document).iter(qn("wp:docPr"))] == [guide.pictures[name].description for name in names]
    captions = [caption for caption in styled(document, "Caption") if caption.startswith("Figure ")]
    assert captions == [f"Figure {number}: {guide.pictures[name].title}" for number, name in enumerate(names, 1)]


def test_document_says_what_it_is(guide: Guide, document: Document) -> None:
    specification, properties = guide.specification, document.core_properties
    assert properties.title == f"Guide to {specification.title}"
    assert properties.author == properties.last_modified_by == specification.publisher
    assert str(properties.created).startswith(specification.published or "1980-01-01")
    languages = {language.get(qn("w:val")) for language in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    (section,) = document.sections
    assert f"Guide to {specification.title}, version {specification.version}" in words(section.header._element)  # noqa: SLF001
    assert words(section.footer._element) == "Page 1 of 1"  # noqa: SLF001
    text = words(body(document))
    for said in (specification.licence.attribution, specification.contact.email, f"Version {specification.version}"):
        assert said in text
    assert not re.search(r"\{\{|\{%|\bTODO\b|lorem ipsum|python-docx", text, re.IGNORECASE)
    assert "This is a draft." not in text


def test_draft_says_so() -> None:
    draft = replace(SPECIFICATIONS["library"], status="draft")
    assert "This is a draft." in words(body(docx.Document(io.BytesIO(word_of(printed_guide(draft))))))


def test_every_style_that_is_used_is_there(document: Document) -> None:
    there = {style.get(qn("w:styleId")) for style in document.styles.element.iter(qn("w:style"))}
    kinds = ("w:pStyle", "w:rStyle", "w:tblStyle")
    assert {style.get(qn("w:val")) for kind in kinds for style in body(document).iter(qn(kind))} <= there


def test_numbered_lists_each_count_for_themselves(guide: Guide, document: Document) -> None:
    ordered = [block for block in every_block(guide) if isinstance(block, Bullets) and block.is_ordered]
    used = {number.get(qn("w:val")) for number in body(document).iter(qn("w:numId"))}
    there = {number.get(qn("w:numId")) for number in document.part.numbering_part.element.iter(qn("w:num"))}
    assert used <= there
    assert len(there) == len(ordered) + 1


def test_opens_in_libreoffice(name: str, guide: Guide, tmp_path: Path, office: Office) -> None:
    path = tmp_path / "guide.docx"
    path.write_bytes(written(name))
    reader = pypdf.PdfReader(office.convert(path, "pdf"))
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages[-8:]))
    last = re.sub(r"\s", "", guide.pages[-1].title)
    assert last in text
    contents = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages[1:8]))
    assert re.search(rf"{re.escape(last)}\.*{len(reader.pages)}\b|{re.escape(last)}\.*[1-9]", contents), "the contents have page numbers"


@pytest.mark.parametrize("part", CHANGES)
def test_change_in_the_specification_changes_the_document(part: str) -> None:
    said = "A thing & <its> “new” _words_ ~1* #2"
    made = word_of(printed_guide(changed(SPECIFICATIONS["library"], part, said)))
    assert made != written("library")
    assert said in words(body(docx.Document(io.BytesIO(made))))


def test_what_xml_cannot_hold_is_marked() -> None:
    made = word_of(printed_guide(changed(SPECIFICATIONS["library"], "definition", "a\x07b")))
    assert r"a\x07b" in words(body(docx.Document(io.BytesIO(made))))
