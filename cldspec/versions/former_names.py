"""Former names (`was`) written into the texts of a version, without touching comments and layout."""

import json
import re
from collections.abc import Iterable, Mapping

from cldspec.load.document import parse
from cldspec.origin import Document, Path

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_ /().&;-]*")
"""The texts that YAML reads as they are, without quotes, unless YAML knows them as a word of its own."""
_YAML_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def with_former_names(texts: Mapping[str, str], names: Iterable[tuple[str, Path, str, str]]) -> dict[str, str]:
    """Return the texts of a version with former names, which have the form of `was: OLD` after the key that holds the new name.

    Each name is a file, the path of an entry in it that has no former name yet, the key that holds its new name, and the old name.
    """
    by_file: dict[str, list[tuple[Path, str, str]]] = {}
    for file, path, key, old in names:
        by_file.setdefault(file, []).append((path, key, old))
    return {**texts, **{file: _with_names(file, texts[file], entries) for file, entries in by_file.items()}}


def _with_names(file: str, text: str, entries: Iterable[tuple[Path, str, str]]) -> str:
    document, _ = parse(file, text)
    assert document  # noqa: S101 - the version has been loaded before
    insertions = [_insertion(document, path, key, old) for path, key, old in entries]
    for at, added in sorted(insertions, reverse=True):
        text = f"{text[:at]}{added}{text[at:]}"
    return text


def _insertion(document: Document, path: Path, key: str, old: str) -> tuple[int, str]:
    """Return where the former name of an entry is inserted, and the text that is inserted."""
    text, value_end, key_span = document.text, document.values[*path, key].end, document.keys[*path, key]
    if text[document.values[path].start] == "{":  # the entry is on one line, or in JSON
        quoted_key = '"was"' if text[key_span.start] == '"' else "was"
        return value_end, f", {quoted_key}: {json.dumps(old, ensure_ascii=False)}"
    line_end = text.find("\n", value_end)
    if text[value_end - 1 : value_end] == "\n":  # a value of several lines ends where the next line begins
        return value_end, f"{' ' * (key_span.column - 1)}was: {_scalar(old)}\n"
    return (len(text) if line_end < 0 else line_end), f"\n{' ' * (key_span.column - 1)}was: {_scalar(old)}"


def _scalar(text: str) -> str:
    """Return a text as YAML, in quotes unless it is plain."""
    is_plain = _PLAIN.fullmatch(text) and text == text.rstrip() and text.casefold() not in _YAML_WORDS
    return text if is_plain else json.dumps(text, ensure_ascii=False)
