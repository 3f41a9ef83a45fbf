"""The guide has the same words as the specification in every format, and its pages are accessible and need no network."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from markdown_it import MarkdownIt
from playwright.sync_api import Page

from cldspec.guidance import ChapterError, cell, chapter_markdown, escaped, filled_in
from cldspec.guidance.markdown_reader import read_markdown
from cldspec.model import Chapter, Specification
from cldspec.rules.all_rules import rules_of
from cldspec_generators.outputs.guidance import generate
from cldspec_generators.outputs.guidance.guide import guide_of, printed
from cldspec_generators.outputs.guidance.markdown import markdown_of
from cldspec_generators.reports.downloads import size_in_words
from conftest import ROOT
from specifications import SPECIFICATIONS

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
OUTPUTS = ROOT / "outputs"
KINDS = (
    "index",
    "how-a-return-is-built",
    "collecting-and-submitting",
    "items-costs",
    "lists",
    "rules",
    "questions",
    "search",
    "derived-requests",
    "deriving",
)
"""A page of each kind."""


def made(specification: Specification) -> dict[str, bytes]:
    return {artifact.path: artifact.content for artifact in generate(specification)}


# Chapters


def chapter(text: str) -> Chapter:
    return Chapter(id="a", title="A", sources=(), text=text, first_line=7)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("one\ntwo {{ item('marks') }}", 8, "There is no item marks."),
        ("{{ value('movement', 'Lend') }}", 7, "There is no value of movement Lend."),
        ("\n\n{{ specification.titel }}", 9, "This expression does not work"),
        ("{{ rule('X') }}", 7, "There is no rule X."),
        ("{{ picture('pathways') }}", 7, "There is no picture pathways."),
        ("{{ item( }}", 7, "This expression is not valid"),
        ("{% for x in y %}", 7, "This expression is not valid"),
        ("{{ ''.__class__.__mro__ }}", 7, "This expression does not work"),
        ("{{ 1 / 0 }}", 7, "An expression cannot divide here"),
    ],
)
def test_a_wrong_expression_is_refused_with_its_line(text: str, line: int, message: str, library: Specification) -> None:
    with pytest.raises(ChapterError) as fault:
        chapter_markdown(chapter(text), library)
    assert fault.value.line == line
    assert fault.value.message.startswith(message)
    assert fault.value.fix


def test_plain_text_stays_plain() -> None:
    for text in ("a_b*c", "[x](y)", "<b>", "`x`", "a | b", "1 < 2 > 0", "\\", "**NEW**"):
        table = read_markdown(f"| a |\n| --- |\n| {cell(text)} |\n", "a")
        assert getattr(table[0], "rows")[0][0][0].text == text  # noqa: B009 - a table
        assert MarkdownIt().render(escaped(text)).strip() == f"<p>{MarkdownIt().render(escaped(text))[3:-5]}</p>"


def test_what_not_every_form_can_hold_is_refused() -> None:
    for text in ("<b>x</b>", "```\nx\n```", "> x", "***"):
        with pytest.raises(ValueError, match="A chapter cannot contain"):
            read_markdown(text, "a")


def test_no_value_list_or_title_is_typed_in_a_chapter() -> None:
    """The long values and titles that a chapter shows come from expressions: they do not stand in its text."""
    specification = SPECIFICATIONS["4.0"]
    long = {value for one in specification.code_lists for value in one.values if len(value) > 25}
    long |= {item.title for item in specification.items if len(item.title) > 20}
    for one in specification.guidance:
        typed = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", one.text, flags=re.DOTALL)
        assert {value for value in long if value in typed} == set(), one.id


# Every form


def test_a_changed_value_changes_every_form() -> None:
    specification = SPECIFICATIONS["library"]
    (first, *others) = specification.code_lists
    codes = (replace(first.codes[0], value="Borrowed for long"), *first.codes[1:])
    changed = replace(
        specification, code_lists=(replace(first, codes=codes), *others), guidance=(), calculations=(), derivations=(), rules=()
    )
    before, after = made(replace(specification, guidance=(), calculations=(), derivations=(), rules=())), made(changed)
    for path in ("markdown/lists.md", "html/lists.html", "html/assets/search-index.js"):
        assert b"Borrowed for long" in after[path]
        assert b"Borrowed for long" not in before[path]
    forms = {path for path in after if before.get(path) != after[path]}
    assert {Path(path).suffix for path in forms} >= {".md", ".html", ".docx", ".pdf"}


@pytest.mark.slow
@pytest.mark.parametrize("name", SPECIFICATIONS)
def test_every_part_of_the_specification_is_in_the_guide(name: str) -> None:
    specification = SPECIFICATIONS[name]
    guide = guide_of(specification)
    anchors = {(page.id, getattr(block, "anchor", "")) for page in guide.pages for block in page.blocks} | {
        (page.id, "") for page in guide.pages
    }
    assert {target for target, place in guide.addresses.items() if place not in anchors} == set()
    whole = "\n".join(
        content.decode() for path, content in made(specification).items() if path.startswith("markdown/") and path.endswith(".md")
    )
    for words in (
        *(item.definition for item in specification.items),
        *(code.value for one in specification.code_lists for code in one.codes),
        *(rule.id for rule in rules_of(specification)),
        *(one.decision for one in specification.discrepancies),
        *(term.meaning for term in specification.glossary),
        *(statement.reason for statement in specification.unchecked),
        *(release.summary for release in specification.history),
        *(one.definition for one in specification.derivations),
        *(difference.text for one in specification.derivations for difference in one.differences),
        *(one.definition for one in specification.parameters),
        *(one.reason for one in specification.not_derived),
    ):
        assert escaped(words) in whole or cell(words) in whole, words


def test_derivations_are_in_words_and_only_where_there_are_some(library: Specification) -> None:
    guide = guide_of(library)
    pages = {page.id: markdown_of(page, guide) for page in guide.pages}
    loans = pages["derived-loans"]
    assert "- **Parameter:** [Gap](deriving.md#parameter-loan_gap). The default is 3." in loans
    assert "- **Method:** [Lending 2020](deriving.md#method-lending-2020)" in loans
    assert re.search(r"^1\. Keep the rows where Movement is “Lent”", loans, re.MULTILINE)
    assert "| Lent on | `lent_on` | The first day of the loan. |" in loans
    assert "The default is Day of reference minus 1 year." in pages["deriving"]
    assert "[Loans](derived-loans.md#loan_spell)" in pages["traces"]
    assert [page.title for page in printed(guide).pages if "deriv" in page.id] == ["Derived tables at a glance"]
    none = guide_of(replace(library, derivations=(), parameters=(), methods=(), rankings=(), mappings=(), not_derived=()))
    assert not [page.id for page in none.pages if "deriv" in page.id]


def targets_of(html: str) -> tuple[set[str], set[str]]:
    """Return the links and the anchors of a page."""
    links: set[str] = set()
    anchors: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's own
            given = dict(attrs)
            if given.get("id"):
                assert given["id"] not in anchors, f"{given['id']} twice"
                anchors.add(str(given["id"]))
            links.update(str(given[key]) for key in ("href", "src") if given.get(key))

    Reader().feed(html)
    return links, anchors


def test_every_link_of_every_web_page_leads_somewhere() -> None:
    pages = {path: targets_of(path.read_text(encoding="utf-8")) for path in OUTPUTS.rglob("*.html")}
    assert len(pages) > 30
    for path, (links, _) in pages.items():
        for link in links:
            if re.match(r"(https?|mailto|data):", link):
                continue
            name, _, anchor = unquote(link).partition("#")
            target = (path.parent / name.partition("?")[0]).resolve() if name else path
            assert target.is_file(), f"{path}: {link}"
            if anchor:
                assert anchor in pages[target][1], f"{path}: {link}"


def test_every_link_of_the_markdown_leads_somewhere() -> None:
    folder = OUTPUTS / "4.0" / "guidance" / "markdown"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    anchors = {name: {*re.findall(r'<a id="([^"]+)">', text), *host_anchors(text)} for name, text in texts.items()}
    for name, text in texts.items():
        html = MarkdownIt("commonmark").enable("table").render(text)
        for link in targets_of(re.sub(r'<a id="[^"]*"></a>', "", html))[0]:
            if re.match(r"(https?|mailto):", link):
                continue
            file, _, anchor = unquote(link).partition("#")
            assert not file or (folder / file).is_file(), f"{name}: {link}"
            assert not anchor or anchor in anchors[file or name], f"{name}: {link}"


def host_anchors(text: str) -> set[str]:
    """Return the anchors that a code host gives the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.replace("\\", "").lower()).replace(" ", "-") for heading in headings}


# In a browser


def violations(page: Page) -> list[Any]:
    results = Axe().run(page, options=WCAG)
    return [(one["id"], [node["html"][:150] for node in one["nodes"]][:3]) for one in results.response["violations"]]


@pytest.mark.parametrize("name", KINDS)
def test_the_pages_are_accessible(name: str, page: Page) -> None:
    query = "?q=cost" if name == "search" else ""
    page.goto((OUTPUTS / "4.0" / "guidance" / "html" / f"{name}.html").as_uri() + query)
    assert violations(page) == []


@pytest.mark.parametrize("path", ["index.html", "4.0/index.html"])
def test_the_download_pages_are_accessible(path: str, page: Page) -> None:
    page.goto((OUTPUTS / path).as_uri())
    assert violations(page) == []


def test_pages_fit_a_narrow_screen_and_print_without_addresses(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for name in (
        "index",
        "items-costs",
        "rules",
        "outcomes",
        "traces",
        "item-index",
        "coverage",
        "derived-requests",
        "deriving",
        "not-derived",
    ):
        page.goto((OUTPUTS / "4.0" / "guidance" / "html" / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        too_wide = (
            "[...document.querySelectorAll('table, td')].filter(one => one.scrollWidth > document.documentElement.clientWidth).length"
        )
        assert page.evaluate(too_wide) == 0, name
    page.emulate_media(media="print")
    for path in ("guidance/html/rules.html", "index.html"):
        page.goto((OUTPUTS / "4.0" / path).as_uri())
        printed = "[...document.querySelectorAll('a')].map(link => getComputedStyle(link, '::after').content).filter(it => it !== 'none')"
        assert page.evaluate(printed) == [], path


QUESTIONS = {
    "which services need a unit cost": "unit cost",
    "care home temporarily": "temporar",
    "event end date blank": "end date",
    "NHS Number not known": "nhs number",
    "reassessment review": "review",
    "postcode moved": "postcode",
    "full cost client costs": "full cost client",
    "equipment last year": "equipment",
    "client died": "died",
    "hospital admission": "hospital",
    "home care": "home",
    "respite": "respite",
    "deadline": "deadline",
    "do I resend events already sent": "sent",
    "homecare": "home support",
    "self funder": "self-fund",
    "top up": "top-up",
    "no fixed abode": "normal",
    "prisoner": "prison",
    "date format": "dd/mm/yyyy",
    "suspended service end date": "suspended",
    "out of area care home postcode": "postcode",
    "ethnicity refused": "ethnicity",
    "moved to another council": "outcome",
    "carers LTS003": "carer",
    "CHC funding": "unit cost",
    "12 week disregard": "self-fund",
    "resubmit corrections": "sent before",
    "local authority code": "la code",
    "costing": "cost",
    "sequel to request": "sequel to a request",
    "part direct payment": "direct payment and part direct payment",
}
"""Searches, and words of a part that answers each."""


def test_questions_find_their_answer(page: Page) -> None:
    """A question typed on the first page, and others typed in the search, each find a part that answers it among the first five."""
    page.goto((OUTPUTS / "4.0" / "guidance" / "html" / "index.html").as_uri())
    page.get_by_label("Search the guide").fill("unit cost")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    field, results = page.get_by_label("Search for"), page.locator("#results > li")
    for question, expected in QUESTIONS.items():
        field.fill(question)
        shown = [text.casefold() for text in results.all_inner_texts()[:5]]
        assert any(expected in text for text in shown), (question, shown)
    first = results.locator("a").first
    address = str(first.get_attribute("href"))
    first.click()
    page.wait_for_url(f"**/{address}")
    page.locator("h1").wait_for()


def test_searching_says_what_it_found(page: Page) -> None:
    page.goto((OUTPUTS / "4.0" / "guidance" / "html" / "search.html").as_uri())
    message, field = page.locator("#message"), page.get_by_label("Search for")
    assert message.inner_text() == "Type one or more words."
    field.fill("zzzz")
    assert message.inner_text().startswith("No results.")
    field.fill("D-001")
    assert page.locator("#results > li").count() >= 1


def test_a_deep_link_leads_to_its_part(page: Page) -> None:
    page.goto((OUTPUTS / "4.0" / "guidance" / "html" / "items-costs.html").as_uri() + "#cost_frequency")
    assert page.locator("#cost_frequency").inner_text().startswith("Cost Frequency / Unit Type")
    assert 0 <= page.locator("#cost_frequency").bounding_box()["y"] < 200  # type: ignore[index]


def test_pictures_have_words(page: Page) -> None:
    guide = guide_of(SPECIFICATIONS["4.0"])
    page.goto((OUTPUTS / "4.0" / "guidance" / "html" / "how-a-return-is-built.html").as_uri())
    picture = page.locator("img").first
    assert picture.get_attribute("alt") == guide.pictures["pathway"].description
    assert page.evaluate("document.querySelector('img').naturalWidth") > 100
    for section in SPECIFICATIONS["4.0"].sections:
        assert section.title in guide.pictures["pathway"].description
    page.goto((OUTPUTS / "4.0" / "guidance" / "html" / "derived-requests.html").as_uri())
    described = str(page.locator("#sequel_to_request ~ figure img").first.get_attribute("alt"))
    assert "Long Term Support: Community: from 09/05/2021 on, without an end. This row gives “Sequel”." in described


# Downloads


def test_the_download_page_has_every_file() -> None:
    page = (OUTPUTS / "4.0" / "index.html").read_text(encoding="utf-8")
    folder = OUTPUTS / "4.0"
    files = [path for path in folder.rglob("*") if path.is_file() and path.parent != folder]
    assert files
    for path in files:
        assert f'href="{path.relative_to(folder).as_posix()}"' in page
        assert size_in_words(path.stat().st_size) in page
    cells = re.findall(r'</a></td><td class="nhsuk-table__cell">(.*?)</td><td class="nhsuk-table__cell">[^<]+</td></tr>', page)
    assert len(cells) == len(files)
    assert all(cells), "every file says what it is for"
    assert len(re.findall(r'class="nhsuk-table__cell digest">[0-9a-f]{64}<', page)) == len(files)


@pytest.mark.parametrize(("count", "text"), [(7, "7 bytes"), (1234, "1.2 KB"), (12345, "12 KB"), (1234567, "1.2 MB")])
def test_sizes_are_read_by_people(count: int, text: str) -> None:
    assert size_in_words(count) == text


def test_filled_takes_more_names(library: Specification) -> None:
    assert filled_in("{{ x }} {{ count.items }}", library, more={"x": 1}) == f"1 {len(library.items)}"
