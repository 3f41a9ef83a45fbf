"""Whatever the texts of a specification contain, they come out of every writer as text. The texts and the outputs are found, not listed."""

import csv
import io
import json
import re
import shutil
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from cldspec.commands import main
from cldspec.diff.compare import compare
from cldspec.diff.requests import Explained
from cldspec.model import Specification
from cldspec.rules.targets.sql.databases import all_databases
from cldspec_generators import generator_of, output_names
from cldspec_generators.building import change_files
from conftest import LIBRARY
from hostile_texts import MARK, Texts, hostile_files, hostile_library, numbers_in, with_line_breaks
from specifications import decoded

pytestmark = pytest.mark.slow

LITERALS = {"spark": r"'(?:[^'\\]|\\.)*'"}
"""Literals of texts, where they differ from standard SQL."""
OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]|^\s*::", re.MULTILINE)
"""What a terminal, or the log of a CI system, would obey."""
Made = dict[str, bytes]


def outputs_of(specification: Specification, *but: str) -> Made:
    """Return the files of all outputs by path."""
    names = [name for name in output_names() if name not in but]
    return {f"{name}/{file.path}": file.content for name in names for file in generator_of(name)(specification)}


@pytest.fixture(scope="module")
def hostile() -> tuple[Specification, Texts]:
    return hostile_library()


@pytest.fixture(scope="module")
def made(hostile: tuple[Specification, Texts]) -> Made:
    specification, _ = hostile
    changes = change_files(compare(specification, later_version()), Explained({}, ()))
    return outputs_of(specification) | {f"changes/{file.path}": file.content for file in changes}


def later_version() -> Specification:
    """Return another version, whose texts all differ."""
    later, _ = hostile_library("Later: ")
    return later


def assert_whole(text: str, texts: Texts, path: str, *, least: int = 1) -> None:
    """Check that each hostile text in what a reader sees is whole: nothing in it was taken for something else than text."""
    plain = "".join(text.split()).casefold()  # pictures break lines anywhere
    found = 0
    for number, end in numbers_in(plain):
        expected = "".join(texts.texts[number].split()).casefold()
        before = plain[max(end - len(expected), 0) : end]
        assert before == expected, f"{path}: …{before[-200:]}\nis not {expected}"
        found += 1
    assert found >= least, path


CHANGED_TEXTS = ("conformance/cells/", "conformance/files/", "conformance/more/")
"""Where the conformance pack has texts to test programs with, such as half of a value."""


def files(made: Made, *endings: str) -> dict[str, str]:
    return {path: decoded(path, content) for path, content in made.items() if path.endswith(endings)}


def test_markdown(made: Made, hostile: tuple[Specification, Texts]) -> None:
    seen = 0
    for path, text in files(made, ".md").items():
        tokens = [token for token in MarkdownIt("commonmark").enable("table").parse(text) if not path.startswith("changes/")]
        plain = []
        for token in tokens:
            assert token.type != "html_block" or token.content.startswith("<a id="), path
            for child in token.children or ():
                assert child.type != "html_inline" or re.fullmatch(r'<a id="[\w.-]+">|</a>', child.content), f"{path}: {child.content}"
                assert not str(child.attrs.get("href", "")).startswith("javascript"), path
                assert not str(child.attrs.get("src", "")).startswith("http"), path
                plain.append(" " if child.type in {"softbreak", "hardbreak"} else child.content)
            plain.append("\n")
        whole = "".join(plain)
        if MARK in whole:
            assert_whole(whole, hostile[1], path)
            seen += 1
    assert seen > 10


class _Page(HTMLParser):
    """What a page shows, and what it would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.dangers: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        for name, value in attributes:
            if name.startswith("on") or (name in {"src", "href"} and re.match(r"javascript:|x$|http://", value or "")):
                self.dangers.append(f"{tag} {name}={value}")

    def handle_endtag(self, _: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in {"script", "style"}:
            self.words.append(data)


def test_web_pages(made: Made, hostile: tuple[Specification, Texts]) -> None:
    for path, text in files(made, ".html", ".svg").items():
        page = _Page()
        page.feed(text)
        assert page.dangers == [], path
        if MARK in text and not path.startswith("changes/"):
            assert_whole("".join(page.words), hostile[1], path, least=0)


def test_csv(made: Made, hostile: tuple[Specification, Texts]) -> None:
    for path, text in files(made, ".csv").items():
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                if MARK in cell and not path.startswith(("changes/", *CHANGED_TEXTS)):
                    assert_whole(cell, hostile[1], path)


def test_no_cell_of_a_csv_file_for_people_is_a_formula() -> None:
    """Titles, values, labels and spellings are exactly what they are: `cldspec check` reports those that look like formulas."""
    specification, _ = hostile_library("=1+1 ")
    exact = {item.title for item in specification.items}
    for code in (code for code_list in specification.code_lists for code in code_list.codes):
        exact |= {code.value, code.label or "", " | ".join(other.value for other in code.also_seen_as)}
    exact |= {other.value for code_list in specification.code_lists for code in code_list.codes for other in code.also_seen_as}
    for path, text in files(outputs_of(specification, "guidance"), ".csv").items():
        if path.startswith(CHANGED_TEXTS):
            continue
        cells = {cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row}
        assert {cell for cell in cells if cell.startswith("=")} <= exact, path


def test_json_and_javascript(made: Made, hostile: tuple[Specification, Texts]) -> None:
    def walk(value: Any, path: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(key, path)
                walk(inner, path)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, path)
        elif isinstance(value, str) and MARK in value:
            assert_whole(value, hostile[1], path, least=0)

    for path, text in files(made, ".json").items():
        data = json.loads(text)
        if not path.startswith("changes/"):
            walk(data, path)
    (index,) = files(made, "search-index.js").values()
    walk(json.loads(index.removeprefix("window.guideIndex=").removesuffix(";\n")), "search-index.js")


def test_workbooks(made: Made, hostile: tuple[Specification, Texts]) -> None:
    seen = 0
    for path, content in made.items():
        if path.endswith(".xlsx"):
            for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
                for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and MARK in cell.value):
                    if cell.data_type != "s":
                        assert not re.search(r"DROP|img", re.sub(r'"(?:[^"]|"")*"', "", cell.value)), (
                            f"{path} {sheet.title}!{cell.coordinate}"
                        )
                    elif not path.startswith("changes/"):
                        assert_whole(cell.value, hostile[1], f"{path} {sheet.title}!{cell.coordinate}", least=0)
                        seen += 1
    assert seen > 100


def test_word(made: Made, hostile: tuple[Specification, Texts]) -> None:
    (content,) = (content for path, content in made.items() if path.endswith(".docx"))
    document = docx.Document(io.BytesIO(content))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    paragraphs += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for text in paragraphs:
        if MARK in text:
            assert_whole(text, hostile[1], "the Word document", least=0)


def test_the_pdf_is_typeset(made: Made) -> None:
    assert any(path.endswith(".pdf") and content.startswith(b"%PDF") for path, content in made.items())


def split(script: str, database: str) -> tuple[str, str]:
    """Return the code of a script, without its literals, and its remarks."""
    literal = LITERALS.get(database, r"'(?:[^']|'')*'")
    others = re.compile(rf"{literal}|/\*.*?\*/|--[^\n]*", re.DOTALL)
    return others.sub("", script), "\n".join(match[0] for match in others.finditer(script) if match[0].startswith(("--", "/*")))


@pytest.mark.parametrize("line_breaks", [False, True])
def test_sql(hostile: tuple[Specification, Texts], *, line_breaks: bool) -> None:
    specification = with_line_breaks(hostile[0]) if line_breaks else hostile[0]
    later = with_line_breaks(later_version()) if line_breaks else later_version()
    made = [*generator_of("sql")(specification), *change_files(compare(specification, later), Explained({}, ()))]
    scripts = {file.path: file.content.decode() for file in made if file.path.endswith(".sql")}
    for database in all_databases():
        own = {path: text for path, text in scripts.items() if database.name in path}
        assert len(own) > 5
        for path, text in own.items():
            code, remarks = split(text, database.name)
            assert MARK not in code, path
            assert "DROP TABLE t" not in code, path
            assert not re.search(r"[\x00-\x09\x0b-\x1f\u2028\u202e]", remarks), path
        if database.name == "sqlserver":
            for path, text in own.items():
                for batch in re.split(r"^GO$", text, flags=re.MULTILINE):
                    assert "'" not in split(batch, database.name)[0], path
                    assert not re.search(r"^\s*(?::|!!)", batch, re.MULTILINE), path


def test_sqlite_runs_the_scripts(hostile: tuple[Specification, Texts]) -> None:
    for specification in (hostile[0], with_line_breaks(hostile[0])):
        scripts = {file.path: file.content.decode() for file in generator_of("sql")(specification)}
        connection = sqlite3.connect(":memory:")
        for name in ("tables", "code_lists", "validate", "load", "derived"):
            connection.executescript(scripts[f"sqlite/{name}.sql"])
        (value, label), *_ = connection.execute("SELECT value, label FROM loans_list_movement ORDER BY position DESC LIMIT 1").fetchall()
        (codes,) = (one.codes for one in specification.code_lists if one.id == "movement")
        assert (value, label) == (codes[-1].value, codes[-1].label)
        connection.close()


def test_the_terminal_shows_texts_on_one_line(tmp_path: Path) -> None:
    """A text that a file may contain never begins a command in the log of a CI system, and obeys no terminal."""
    shutil.copytree(LIBRARY, tmp_path / "1.0")
    for old, new in (("title: Library", "title: x\\x1b[31m\\n::error::"), ("publisher: The Library", "publisher: \\u202ex")):
        path = tmp_path / "1.0" / "specification.yaml"
        key, _, value = new.partition(": ")
        text = path.read_text(encoding="utf-8")
        line = next(line for line in text.split("\n") if line.startswith(old.split(":")[0] + ":"))
        path.write_text(text.replace(line, f'{key}: "{value}"', 1), encoding="utf-8")
        for command in (["check", "--version", "1.0"], ["list", "items"], ["show", "mark"], ["build", "--to", str(tmp_path / "out")]):
            result = CliRunner().invoke(main, ["--spec", str(tmp_path), *command])
            assert result.exit_code in {1, 2}
            assert not OBEYED.search(result.output)
            assert "unsafe-text" in result.output


def test_commands_show_hostile_texts(tmp_path: Path) -> None:
    texts = hostile_files(Texts())
    for name, text in texts.items():
        path = tmp_path / "1.0" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    item, rule = "mark", "LOAN-01"
    for command in (
        ["check"],
        ["list", "items"],
        ["list", "rules"],
        ["show", item],
        ["show", rule],
        ["show", "movement"],
        ["diff", "1.0", "1.0"],
    ):
        result = CliRunner().invoke(main, ["--spec", str(tmp_path), *command])
        assert result.exit_code in {0, 1, 2}, (command, result.exception)
        assert not OBEYED.search(result.output)
