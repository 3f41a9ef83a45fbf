"""New versions, and the release of a draft: edits of the files' texts, which leave comments and layout alone."""

import re
from collections.abc import Callable, Collection, Mapping

from cldspec.load import CHAPTERS, SPECIFICATION
from cldspec.load.document import parse
from cldspec.origin import Document, Path, Span

VERSION_NUMBER = re.compile(r"(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})")
"""The pattern of a version number: two numbers of up to three digits, without zeros in front."""

_OF_ONE_VERSION = {"name", "published", "corrected", "item_counts"}
"""The keys of specification.yaml that are true of one version only."""
_DRAFT_COMMENT = re.compile(r"\s*#.*\bdraft(ed)?\b", re.IGNORECASE)
"""A line that is a comment which calls something a draft."""

_DRAFT_SENTENCE = re.compile(r"\bThis is a draft\b.*?\.\s+", re.DOTALL)
"""A sentence of a summary that calls the version a draft. A full stop ends it, but not the one in 4.0."""

_OF_VALUES = {"was_where", "was_by_decision", "replaces"}
"""The keys of values that say what was merged or split since the version before."""


def next_number(taken: Collection[str], latest: str | None, *, is_breaking: bool) -> str:
    """Return a number that a version can take after the latest release: of its first part if something breaks, or else of its second."""
    if latest is None:
        return "1.0"
    first, second = (int(part) for part in latest.split("."))
    while True:
        first, second = (first + 1, 0) if is_breaking else (first, second + 1)
        if (number := f"{first}.{second}") not in taken:
            return number


def draft(texts: Mapping[str, str], version: str, dated: str) -> dict[str, str]:
    """Return the texts of a new version that begins as a copy of another one, whose texts are given.

    The copy is a draft, and its history has one more entry. What is true only of the other version is left out: its name, its dates,
    stated numbers of items, former names (`was`), and comments that call it a draft. `dated` is the date of that entry, in words.
    """
    old = str(_value_at(_document(SPECIFICATION, texts[SPECIFICATION]), ("version",)))
    copied = {name: text if CHAPTERS.fullmatch(name) else _without_former_names(name, text) for name, text in texts.items()}
    copied = {name: text if CHAPTERS.fullmatch(name) else _with_own_comments(text, old, version) for name, text in copied.items()}
    text = _with_own_summary(copied)
    text = without_keys(SPECIFICATION, text, lambda path: len(path) == 1 and path[0] in _OF_ONE_VERSION)
    text = with_value(text, "status", "draft")
    text = with_value(text, "version", f'"{version}"')
    copied[SPECIFICATION] = _with_history_entry(text, version, dated, f"This is a draft. It begins as a copy of version {old}.")
    return copied


def released(texts: Mapping[str, str], date: str) -> dict[str, str]:
    """Return the texts of a draft with the status of a release, and the date (yyyy-mm-dd) on which it is published."""
    text = with_value(texts[SPECIFICATION], "status", "released")
    return {**texts, SPECIFICATION: with_value(text, "published", f'"{date}"', after="status")}


def with_value(text: str, key: str, value: str, *, after: str = "") -> str:
    """Return the text of specification.yaml with a new value of a key at its top; a new key follows the key `after`."""
    document = _document(SPECIFICATION, text)
    if (key,) in document.values:
        return _with_value(document, (key,), value)
    line_end = text.find("\n", document.values[after,].end)
    return f"{text[:line_end]}\n{key}: {value}{text[line_end:]}"


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
    """Return a file's text without the keys that say what was renamed, merged or split."""
    return without_keys(name, text, lambda path: path[-1] == "was" or (path[0] == "codes" and path[-1] in _OF_VALUES))


def without_keys(name: str, text: str, is_removed: Callable[[Path], bool]) -> str:
    """Return a file's text without the keys, and their values, whose paths are to be removed."""
    document = _document(name, text)
    from_the_end = sorted(document.keys.items(), key=lambda entry: -entry[1].start)
    for path, key in from_the_end:
        if is_removed(path):
            start, end = _extent(text, key, len(text[: document.values[path].end].rstrip()))
            text = text[:start] + text[end:]
    return text


def _with_own_comments(text: str, old: str, new: str) -> str:
    """Return a file's text without comments that call it a draft; those at its top name the new version instead of the old one."""
    lines = [line for line in text.splitlines(keepends=True) if not _DRAFT_COMMENT.match(line)]
    top = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    number = re.compile(rf"\bversion {re.escape(old)}(?![.0-9])")
    return "".join([*(number.sub(f"version {new}", line) for line in lines[:top]), *lines[top:]])


def _with_own_summary(texts: Mapping[str, str]) -> str:
    """Return the text of specification.yaml whose summary does not say that it is a draft, and counts the items that it numbers."""
    text = texts[SPECIFICATION]
    files = [_document(name, items).data for name, items in texts.items() if name.startswith("items/")]
    number = sum(len(data["items"]) for data in files if isinstance(data, dict))
    span = _document(SPECIFICATION, text).values["summary",]
    summary = _DRAFT_SENTENCE.sub("", text[span.start : span.end])
    summary = re.sub(rf"\b{number}(\s+)data items\b", r"{{ count.items }}\1data items", summary)
    return f"{text[: span.start]}{summary}{text[span.end :]}"


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
