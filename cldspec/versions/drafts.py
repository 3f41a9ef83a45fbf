"""New versions, and the release of a draft: edits of the files' texts, which leave comments and layout alone."""

import re
from collections.abc import Mapping

from cldspec.load import CHAPTERS, SPECIFICATION
from cldspec.load.document import parse
from cldspec.origin import Document, Path, Span

VERSION_NUMBER = re.compile(r"[0-9]+\.[0-9]+")
"""The pattern of a version number."""


def draft(texts: Mapping[str, str], version: str, dated: str) -> dict[str, str]:
    """Return the texts of a new version that begins as a copy of another one, whose texts are given.

    The copy is a draft, its history has one more entry, and its former names (`was`) are left out. `dated` is the date of
    that entry, in words.
    """
    copied = {name: text if CHAPTERS.fullmatch(name) else _without_former_names(name, text) for name, text in texts.items()}
    header = _document(SPECIFICATION, copied[SPECIFICATION])
    old = str(_value_at(header, ("version",)))
    text = _with_value(header, ("status",), "draft")
    text = _with_value(_document(SPECIFICATION, text), ("version",), f'"{version}"')
    copied[SPECIFICATION] = _with_history_entry(text, version, dated, f"This is a draft. It begins as a copy of version {old}.")
    return copied


def released(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a draft with the status of a release."""
    header = _document(SPECIFICATION, texts[SPECIFICATION])
    return {**texts, SPECIFICATION: _with_value(header, ("status",), "released")}


def with_entry(changelog: str, version: str, dated: str, lines: list[str]) -> str:
    """Return the text of a changelog with an entry for a version of the specification, above the older entries."""
    entry = "\n".join([f"### {version} ({dated})", "", *lines, ""])
    heading = "## Specification\n"
    if heading not in changelog:
        return f"{changelog.rstrip()}\n\n{heading}\n{entry}".lstrip("\n")
    before, after = changelog.split(heading, 1)
    return f"{before}{heading}\n{entry}\n{after.lstrip()}"


def _document(name: str, text: str) -> Document:
    document, _ = parse(name, text)
    assert document  # noqa: S101 - the version has been loaded before
    return document


def _value_at(document: Document, path: Path) -> object:
    value: object = document.data
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


def _with_value(document: Document, path: Path, value: str) -> str:
    """Return the text of a document with a new value at a path."""
    span = document.values[path]
    return f"{document.text[: span.start]}{value}{document.text[span.end :]}"


def _with_history_entry(text: str, version: str, dated: str, summary: str) -> str:
    """Return the text of specification.yaml with one more entry at the end of its history; it cites the last entry's sources."""
    document = _document(SPECIFICATION, text)
    history = _value_at(document, ("history",))
    assert isinstance(history, list)  # noqa: S101 - its schema says so
    last = document.values["history", len(history) - 1]
    indent = " " * (last.column - 1)
    sources = ", ".join(history[-1]["sources"])
    lines = [f'version: "{version}"', f"dated: {dated}", f"summary: {summary}", f"sources: [{sources}]"]
    dash = f"{indent[:-2]}- "
    before = document.text[: last.end].rstrip()
    return f"{before}\n{dash}{f'{chr(10)}{indent}'.join(lines)}\n{document.text[len(before) :].lstrip(chr(10))}"


def _without_former_names(name: str, text: str) -> str:
    """Return a file's text without the keys `was`."""
    document = _document(name, text)
    from_the_end = sorted(document.keys.items(), key=lambda entry: -entry[1].start)
    for path, key in from_the_end:
        if path[-1] == "was":
            start, end = _extent(text, key, document.values[path].end)
            text = text[:start] + text[end:]
    return text


def _extent(text: str, key: Span, value_end: int) -> tuple[int, int]:
    """Return where a key with its value begins and ends, so that without it the mapping is still well written."""
    line_start = text.rfind("\n", 0, key.start) + 1
    if not text[line_start : key.start].strip():
        return line_start, text.find("\n", value_end) + 1 or len(text)
    comma_before = re.compile(r"\s*,\s*$").search(text[: key.start])  # the mapping is on one line
    if comma_before:
        return comma_before.start(), value_end
    comma_after = re.match(r"\s*,?\s*", text[value_end:])
    return key.start, value_end + (comma_after.end() if comma_after else 0)
