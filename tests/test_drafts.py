"""Whatever is made from a draft says so, and has no date of publication."""

import io
import re
import shutil
import zipfile
from pathlib import PurePosixPath

import pypdf
import pytest
from click.testing import CliRunner

from cldspec.commands import main
from cldspec.load import load
from cldspec_generators.shared.writing import DRAFT_NOTICE
from conftest import LIBRARY
from specifications import decoded

DATA = (".csv", ".instance.json", "results.example.json")
"""Files that are only rows for programs, which a line more would break. The README beside them says what they are."""
ASSETS = re.compile(r"guidance/html/assets/[\w.-]+\.(css|js|txt)")
"""Files of the web pages that are the same for every specification."""
PUBLISHED = "2031-07"
"""A date that nothing else in the specification has, as the file has it and as it is printed."""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The outputs of a draft that follows a release, and whose file has a date of publication."""
    spec = tmp_path_factory.mktemp("draft") / "spec"
    shutil.copytree(LIBRARY, spec / "1.0")
    for arguments in (["new", "1.1", "--from", "1.0"], ["build", "--version", "1.1"]):
        header = spec / "1.1" / "specification.yaml"
        if header.is_file():
            text = re.sub(r"\npublished: .*", "", header.read_text(encoding="utf-8"))
            header.write_text(text.replace("status: draft\n", f'status: draft\npublished: "{PUBLISHED}"\n'), encoding="utf-8")
        result = CliRunner().invoke(main, ["--spec", str(spec), *arguments])
        assert result.exit_code == 0, result.output
    assert load(spec / "1.1").version_label == "1.1 (draft)"
    folder = spec.parent / "outputs" / "1.1"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text_of(path: str, content: bytes) -> str:
    """Return the text of a file: of an office document all its parts, of a PDF its pages and properties."""
    if path.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        return " ".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
    if path.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))
    return decoded(path, content)


@pytest.mark.slow
def test_every_file_of_a_draft_says_so(outputs: dict[str, bytes]) -> None:
    assert len(outputs) > 100
    silent = [
        path
        for path, content in outputs.items()
        if not path.endswith(DATA) and not ASSETS.fullmatch(path)
        if not re.search(rf'1\.1 \(draft\)|\(draft\)</title>|"status": "draft"|{re.escape(DRAFT_NOTICE)}', text_of(path, content))
    ]
    assert silent == []


@pytest.mark.slow
def test_data_of_a_draft_have_a_readme_that_says_so(outputs: dict[str, bytes]) -> None:
    for path in outputs:
        if path.endswith(DATA):
            readmes = [f"{folder}/README.md" for folder in PurePosixPath(path).parents if f"{folder}/README.md" in outputs]
            assert any("1.1 (draft)" in outputs[readme].decode() for readme in readmes), path


@pytest.mark.slow
def test_every_sheet_of_the_pdf_says_so(outputs: dict[str, bytes]) -> None:
    (pdf,) = (content for path, content in outputs.items() if path.endswith(".pdf"))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert [number for number, text in enumerate(pages, 1) if "(draft)" not in text] == []
    assert [number for number, text in enumerate(pages[1:], 2) if f"Draft. Page {number} of {len(pages)}" not in text] == []


@pytest.mark.slow
def test_no_file_of_a_draft_has_a_date_of_publication(outputs: dict[str, bytes]) -> None:
    dates = re.compile("2031-07|July 2031|203107")
    assert [path for path, content in outputs.items() if dates.search(text_of(path, content))] == []
