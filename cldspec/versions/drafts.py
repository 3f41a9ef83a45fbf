"""A new version begun from another, and a draft made a release: edits of the texts, which leave comments and layout alone."""

import re
from collections.abc import Mapping

from cldspec.load import CHAPTERS, SPECIFICATION
from cldspec.load.document import parse
from cldspec.origin import Document, Path

FORM = re.compile(r"[0-9]+\.[0-9]+")
"""How a version number is written."""


def draft(texts: Mapping[str, str], version: str, dated: str) -> dict[str, str]:
    """Return the texts of a new version that begins as another one is, whose texts are given.

    It is a draft; its history has one more entry; what the other version was called (`was`) is left out. `dated` is the
    day, in words, that the history says.
    """
    begun = {name: text if CHAPTERS.fullmatch(name) else _without_was(name, text) for name, text in texts.items()}
    header = _document(SPECIFICATION, begun[SPECIFICATION])
    old = str(_value(header, ("version",)))
    text = _with_value(header, ("status",), "draft")
    text = _with_value(_document(SPECIFICATION, text), ("version",), f'"{version}"')
    begun[SPECIFICATION] = _with_history(text, version, dated, f"This is a draft. It begins as version {old} is.")
    return begun


def released(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a draft as those of a release."""
    header = _document(SPECIFICATION, texts[SPECIFICATION])
    return {**texts, SPECIFICATION: _with_value(header, ("status",), "released")}


def with_entry(changelog: str, version: str, dated: str, lines: list[str]) -> str:
    """Return the text of a changelog with an entry for a version of the specification, above the older ones."""
    entry = "\n".join([f"### {version} ({dated})", "", *lines, ""])
    heading = "## Specification\n"
    if heading not in changelog:
        return f"{changelog.rstrip()}\n\n{heading}\n{entry}".lstrip("\n")
    before, after = changelog.split(heading, 1)
    return f"{before}{heading}\n{entry}\n{after.lstrip()}"


def _document(name: str, text: str) -> Document:
    document, _ = parse(name, text)
    assert document  # noqa: S101 - the version has been read before
    return document


def _value(document: Document, path: Path) -> object:
    value: object = document.data
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


def _with_value(document: Document, path: Path, value: str) -> str:
    """Return the text of a document with another value at a path."""
    span = document.values[path]
    return f"{document.text[: span.start]}{value}{document.text[span.end :]}"


def _with_history(text: str, version: str, dated: str, summary: str) -> str:
    """Return a specification's text with one more entry at the end of its history, which cites what the one before cites."""
    document = _document(SPECIFICATION, text)
    history = _value(document, ("history",))
    assert isinstance(history, list)  # noqa: S101 - its schema says so
    last = document.values["history", len(history) - 1]
    indent = " " * (last.column - 1)
    sources = ", ".join(history[-1]["sources"])
    lines = [f'version: "{version}"', f"dated: {dated}", f"summary: {summary}", f"sources: [{sources}]"]
    dash = f"{indent[:-2]}- "
    before = document.text[: last.end].rstrip()
    return f"{before}\n{dash}{f'{chr(10)}{indent}'.join(lines)}\n{document.text[len(before) :].lstrip(chr(10))}"


def _without_was(name: str, text: str) -> str:
    """Return a file's text without the lines that say what something was called."""
    document = _document(name, text)
    for path, span in sorted(document.keys.items(), key=lambda one: -one[1].start):
        if path[-1] == "was":
            start = text.rfind("\n", 0, span.start) + 1
            end = document.values[path].end
            if text[start : span.start].strip():  # in a mapping on one line, with a comma before or behind it
                whole = re.compile(r"\s*,\s*$").search(text[: span.start])
                start, end = (whole.start(), end) if whole else (span.start, end + len(re.match(r"\s*,?\s*", text[end:])[0]))  # type: ignore[index]
            else:
                end = text.find("\n", end) + 1 or len(text)
            text = text[:start] + text[end:]
    return text
