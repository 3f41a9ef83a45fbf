"""The PDF has the words of the guide, with the bookmarks, tags, links and descriptions that people and screen readers need."""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pypdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from cldspec.guidance.document import Bullets, Heading, Picture, Table, plain_text
from cldspec_generators.outputs.guidance.guide import Guide
from cldspec_generators.outputs.guidance.pdf import CHARACTERS, pdf_of, quoted
from guides import CHANGES, changed, every_block, guide_named, printed_guide
from specifications import SPECIFICATIONS

pytestmark = pytest.mark.slow


@pytest.fixture(params=SPECIFICATIONS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def guide(name: str) -> Guide:
    return guide_named(name)


@pytest.fixture
def reader(name: str) -> pypdf.PdfReader:
    return read(name)


@cache
def written(name: str) -> bytes:
    return pdf_of(guide_named(name))


@cache
def read(name: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(written(name)))


@cache
def tags(name: str) -> tuple[Any, ...]:
    """Return the tagged parts of a PDF, in no order."""
    return tuple(parts(read(name).root_object["/StructTreeRoot"]))


def parts(start: Any) -> Iterator[Any]:
    waiting = [start]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            if "/S" in one:
                yield one
            waiting.append(one.get("/K"))


def outline(entries: Any, level: int = 1) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from outline(entry, level + 1)
        else:
            yield level, entry.title


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_of(reader: pypdf.PdfReader, last: int = 0) -> str:
    """Return the text of the last sheets, or of all, without spaces and line ends."""
    return bare("".join(page.extract_text() for page in reader.pages[-last:]))


def test_bytes_are_the_same_each_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(name)
    assert first.startswith(b"%PDF")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setenv("TYPST_FONT_PATHS", "/usr/share/fonts")
    assert pdf_of(printed_guide(SPECIFICATIONS[name])) == first


def test_bookmarks_are_the_headings(guide: Guide, reader: pypdf.PdfReader) -> None:
    expected = [(1, "Contents")]
    for page in guide.pages:
        expected.append((1, page.title))
        expected += [(block.level, plain_text(block.content)) for block in page.blocks if isinstance(block, Heading)]
    assert list(outline(reader.outline)) == expected


def test_says_that_it_is_accessible(guide: Guide, reader: pypdf.PdfReader) -> None:
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    title = f"Guide to {guide.specification.title}"
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert reader.metadata.author == guide.specification.publisher
    assert title in metadata


def test_tags_are_the_blocks(name: str, guide: Guide) -> None:
    found = Counter(tag["/S"] for tag in tags(name))
    blocks = every_block(guide)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert found["/Table"] == len(tables)
    assert found["/TR"] == sum(1 + len(table.rows) for table in tables)
    assert found["/TH"] == sum(len(table.head) for table in tables)
    assert found["/TD"] == sum(len(row) for table in tables for row in table.rows)
    assert found["/L"] - found["/TOC"] <= sum(isinstance(block, Bullets) for block in blocks) <= found["/L"]
    assert found["/H1"] == len(guide.pages) + 1
    for level in (2, 3):
        assert found[f"/H{level}"] == sum(isinstance(block, Heading) and block.level == level for block in blocks)


def test_pictures_say_what_they_show(name: str, guide: Guide) -> None:
    shown = sorted(guide.pictures[block.name].description for block in every_block(guide) if isinstance(block, Picture))
    assert sorted(tag["/Alt"] for tag in tags(name) if tag["/S"] == "/Figure" and "/Alt" in tag) == shown


def test_links_lead_to_places_that_exist(guide: Guide, reader: pypdf.PdfReader) -> None:
    places = {f"{page}/{anchor}" for page, anchor in guide.addresses.values()}
    there = set(reader.named_destinations)
    within, outside = set(), set()
    for page in reader.pages:
        for reference in page.get("/Annots", ()):
            link = reference.get_object()
            if "/Dest" in link:
                within.add(str(link["/Dest"]))
            elif link["/A"]["/S"] == "/URI":
                outside.add(str(link["/A"]["/URI"]))
    assert within <= there
    assert {f"{page.id}/" for page in guide.pages} <= within
    assert len(within & places) > len(guide.pages)
    assert {f"mailto:{guide.specification.contact.email}", guide.specification.licence.url} <= outside


def test_words_are_all_there(guide: Guide, reader: pypdf.PdfReader) -> None:
    late = text_of(reader, last=8)
    last = guide.pages[-1]
    assert bare(last.title) in late
    for block in last.blocks:
        if isinstance(block, Heading):
            assert bare(plain_text(block.content)) in late
    assert f"Page{len(reader.pages)}of{len(reader.pages)}" in late


def test_every_cell_is_there() -> None:
    text = text_of(read("library"))
    for block in every_block(guide_named("library")):
        if isinstance(block, Table):
            assert f":{bare(block.caption)}" in text
            for row in (block.head, *block.rows):
                for cell in row:
                    assert bare(plain_text(cell)) in text


def test_nothing_is_left_to_be_filled() -> None:
    text = text_of(read("library"))
    assert not re.search(r"\{\{|\{%|loremipsum|#raw\(|\\u\{", text)
    assert bare("This is a draft.") not in text


def test_draft_says_so() -> None:
    draft = replace(SPECIFICATIONS["library"], status="draft")
    assert bare("This is a draft.") in text_of(pypdf.PdfReader(io.BytesIO(pdf_of(printed_guide(draft)))))


@pytest.mark.parametrize("part", CHANGES)
def test_change_in_the_specification_changes_the_document(part: str) -> None:
    said = 'A thing & <its> new _words_ ~1* #2 $x$ @y [z] \\ "q" -- //'
    made = pdf_of(printed_guide(changed(SPECIFICATIONS["library"], part, said)))
    assert made != written("library")
    assert bare(said) in text_of(pypdf.PdfReader(io.BytesIO(made)))


@settings(max_examples=50)
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x22FF).filter(CHARACTERS.fullmatch)))
def test_any_text_comes_through(text: str) -> None:
    source = f"#metadata({quoted(text)})#label({quoted('it')})".encode()
    assert json.loads(typst.query(source, "<it>", field="value", one=True)) == text


def test_letters_that_no_font_has_are_question_marks() -> None:
    assert quoted("a 漢 \U0001f600\tz\x07") == '"a ? ? z?"'
    assert pdf_of(printed_guide(changed(SPECIFICATIONS["library"], "definition", "漢 \U0001f600 \x07"))).startswith(b"%PDF")
