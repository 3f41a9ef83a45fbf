"""Whatever a chapter contains, `check` and `build` agree: it is a finding with its line, or the guide shows it. It takes no time either."""

import time

import pytest

from cldspec.check import check
from cldspec.findings import Finding
from cldspec.guidance import ChapterError, read_chapter
from cldspec.guidance.document import all_text
from cldspec.load import read_texts
from cldspec.model import Specification
from conftest import LIBRARY, texts_of

CHAPTER = "guidance/01-loans.md"
REFUSED = {
    "{% for i in range(99999) %}x{% endfor %}": "'range' is undefined",
    "{% for a in specification.items %}" * 6 + "x" + "{% endfor %}" * 6: "take more than 10,000 steps",
    "{{ 'x' * 10**9 }}": "cannot multiply",
    "{{ 10**10**8 }}": "cannot raise to a power",
    "{{ '{:>2000000000}'.format(1) }}": "cannot call this",
    "{{ ('%2000000000d' % 1) }}": "cannot divide",
    "{{ 'x' | center(1000000000) }}": "No filter named 'center'",
    "{{ specification.items | map('center', 1000000000) | list | length }}": "No filter named 'center'",
    "{{ lipsum(n=100000) | length }}": "'lipsum' is undefined",
    "{% set x = 'x' * 9 %}": "cannot multiply",
    "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x ~ x ~ x ~ x ~ x ~ x ~ x %}" * 6: "more than 100,000 characters",
    "{% for a in specification.items %}{% for b in specification.items %}"
    + "long " * 50_000
    + "{% endfor %}{% endfor %}": "becomes longer than",
    "{{ " + "9" * 5000 + " }}": "does not work",
    "{% if count.items %}" * 60 + "x" + "{% endif %}" * 60: "10 levels of blocks",
    "{{ " + "(" * 5000 + ")" * 5000 + " }}": "more than 30 levels",
    "{% set a = [1, 2] %}{% set b = [a, a] %}": "A list in an expression",
    "{% include 'x' %}": "cannot include other files",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}": "cannot define macros",
    "`{{ count }}`": "only text and numbers can be printed",
    "`{{ item }}`": "only text and numbers can be printed",
    "{{ specification }}": "only text and numbers can be printed",
    "{{ none }}": "only text and numbers can be printed",
    "{{ 1 if specification.items | join }}": "only text and numbers can be printed",
    "{{ item(1) }}": "item is not called as it should be",
    "{{ item() }}": "item is not called as it should be",
    "{{ value('movement', 5) }}": "value is not called as it should be",
    "{{ rows(['x']) }}": "rows is not called as it should be",
    "{{ term(none) }}": "term is not called as it should be",
    "{{ page('nope', 'x') }}": "There is no page nope",
    "{{ 'a' + 1 }}": "works on whole numbers only",
    "> quote": "cannot contain a quotation",
    "```\ncode\n```": "cannot contain a block of code",
    "    four spaces": "cannot contain a block of code",
    "---": "cannot contain a horizontal rule",
    "<script>alert('chapter')</script>": "cannot contain HTML",
    "text <b>bold</b>": "cannot contain HTML",
    "![img](http://127.0.0.1/track.png)": "There is no such picture",
    "![img](ref:picture/nope)": "There is no such picture",
    "text ![img](ref:picture/period)": "cannot contain a picture here",
    "[a](ref:item/nope)": "There is no item nope in the guide",
    "[a](ref:page/nope)": "There is no page nope in the guide",
    "[a](other.md)": "no address on the web",
    "[a](file:///etc/passwd)": "",
    "# As high as the title": "has the level 1",
    "###### Levels left out": "has the level 6",
    "##": "This heading has no words",
    "- " * 12 + "deep": "nested more than 8 levels",
}
SHOWN = {
    '{{ "<script>" }}': "<script>",
    "{{ item('mark', 'a | b <i>') }}": "a | b <i>",
    "| {{ item('mark', 'a | b') }} |\n| --- |\n| x |": "x",
    "[a](javascript:alert(1))": "[a](javascript:alert(1))",
    "&lt;b&gt;": "<b>",
    '{{ "\\x1b[31m red" }}': "\\x1b[31m red",
    "{% raw %}{{ x }}{% endraw %}": "{{ x }}",
    "{{ 'a' if 0 }}b": "b",
}


def findings_with(line: str, name: str = CHAPTER) -> tuple[Specification | None, list[Finding], int]:
    """Return the library's specification with a piece of text in a chapter, its findings, and the line of the piece."""
    texts = texts_of(LIBRARY)
    head = texts[CHAPTER] + "\nBefore.\n\n"
    texts[name] = f"{head}{line}\n\nAfter.\n"
    specification, findings = read_texts(texts)
    return specification, [*findings, *(check(specification) if specification else [])], head.count("\n") + 1


@pytest.mark.parametrize(("line", "words"), REFUSED.items(), ids=[line[:30] for line in REFUSED])
def test_what_a_chapter_cannot_do_is_a_finding_at_its_line(line: str, words: str) -> None:
    start = time.perf_counter()
    specification, findings, at = findings_with(line)
    assert time.perf_counter() - start < 10
    if not words and not findings:  # the parser of Markdown takes it for text
        return
    assert [(finding.check, finding.at.file, finding.at.line) for finding in findings] == [("bad-chapter", CHAPTER, at)]
    assert words in findings[0].message
    assert findings[0].fix
    assert specification is not None
    with pytest.raises(ChapterError):
        read_chapter(specification.guidance[0], specification)


@pytest.mark.parametrize(("line", "words"), SHOWN.items(), ids=[line[:30] for line in SHOWN])
def test_what_looks_dangerous_is_shown_as_text(line: str, words: str) -> None:
    specification, findings, _ = findings_with(line)
    assert findings == []
    assert specification is not None
    assert any(words in all_text(block) for block in read_chapter(specification.guidance[0], specification))


@pytest.mark.parametrize(
    ("name", "check_name", "words"),
    [
        ("18-lists", "chapter-name", "the guide has a page of this name already"),
        ("18-index", "chapter-name", "the guide has a page of this name already"),
        ("18-readme", "chapter-name", "the guide has a page of this name already"),
        ("18-items-loan", "chapter-name", "a section of the template has this page"),
        ("18-con", "chapter-name", "Windows cannot have a file of this name"),
        ("18-com1", "chapter-name", "Windows cannot have a file of this name"),
        ("18-loans", "chapter-name", "guidance/01-loans.md has this name already"),
    ],
)
def test_the_name_of_a_chapter_is_free(name: str, check_name: str, words: str) -> None:
    _, findings, _ = findings_with("Text.", f"guidance/{name}.md")
    assert [(finding.check, finding.at.file) for finding in findings] == [(check_name, f"guidance/{name}.md")]
    assert words in findings[0].message


def test_a_line_inside_a_paragraph_or_a_table_is_named() -> None:
    for before, line in (("One\ntwo\n", "[three](ref:item/nope)"), ("| a |\n| --- |\n| b |\n", "| <i> |")):
        _, findings, at = findings_with(before + line)
        assert [finding.at.line for finding in findings] == [at + before.count("\n")]
