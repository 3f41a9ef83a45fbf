"""A specification in which every text that people read is hostile. The schemas say which texts these are, so new ones are included."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

import yaml

from cldspec.load import FILES, FOLDERS, read_texts
from cldspec.load.metaschema import read_schema
from cldspec.model import Located, Specification
from conftest import LIBRARY, texts_of

LONG = (
    """x | y <img src=x onerror=alert(1)> <b> {{ 7 * 7 }} {% x %} ' '' " \\ \\' ]]> --> */ /* -- ; DROP TABLE t; $(id) `c` *s* _e_ ~~d~~ """
    """&lt; &copy; [a](javascript:a) ![p](http://127.0.0.1/p) </script> #f("x") @x $m$ %s """
)
SHORT = "=<b>'\"|"
"""A text for the title of a worksheet, which has at most 31 characters."""
MARK = "§"
"""What surrounds the number of a text at its end. A writer that changes or ends a text early is found by what precedes the number."""
T = TypeVar("T")


class Texts:
    """The hostile texts, by their numbers."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}

    def new(self, most: int | None = None, start: str = "") -> str:
        """Return another text, of at most `most` characters."""
        number = len(self.texts)
        ending = f"{MARK}{number}{MARK}"
        most = most or len(start) + len(LONG) + len(ending)
        room = most - len(ending) - len(start)
        text = start + (LONG if len(LONG) <= room else LONG[: max(room, 0)] if room > len(SHORT) else SHORT) + ending
        self.texts[number] = text
        return text


def hostile_library(start: str = "") -> tuple[Specification, Texts]:
    """Return the made-up library's specification with hostile texts, each of which begins with `start`."""
    made = Texts()
    specification, findings = read_texts(hostile_files(made, start))
    assert findings == []
    assert specification
    return specification, made


def hostile_files(made: Texts, start: str = "") -> dict[str, str]:
    """Return the files of the made-up library with hostile texts."""
    texts = texts_of(LIBRARY)
    for name, text in texts.items():
        schema_name = FILES.get(name) or FOLDERS.get(name.partition("/")[0])
        if schema_name:
            data = yaml.safe_load(text)
            changed = _with_texts(data, read_schema(schema_name), schema_name, made, start)
            if name.startswith("code-lists/"):
                value, label, description = made.new(200, start), made.new(100, start), made.new(start=start)
                other = {"value": made.new(start=start), "sources": list(changed["sources"])}
                changed["codes"].append({"value": value, "label": label, "description": description, "also_seen_as": [other]})
            head = text.split("\n", 1)[0]
            texts[name] = f"{head}\n{yaml.safe_dump(changed, allow_unicode=True, sort_keys=False, width=10_000)}"
        elif name.endswith(".md"):
            texts[name] = text.replace("title: Loans", f"title: {yaml.safe_dump(made.new(), allow_unicode=True, width=10_000).strip()}", 1)
    return texts


def with_line_breaks(part: T) -> T:
    """Return a part of the model in which a line break, and what would be dangerous at the beginning of a line, precedes each hostile text.

    No file can have such texts. Writers have to be safe without relying on it.
    """
    mapped: T = _mapped(part)
    return mapped


def _mapped(value: Any) -> Any:
    if isinstance(value, str) and value.endswith(MARK):
        return f"a\r\nGO\nDROP TABLE t;\n::error::\x1b[31m\u2028\u202e{value}"
    if isinstance(value, tuple):
        return tuple(map(_mapped, value))
    if isinstance(value, dict):
        return {key: _mapped(inner) for key, inner in value.items()}
    if isinstance(value, Located):
        return replace(value, **{field.name: _mapped(getattr(value, field.name)) for field in fields(value) if field.name != "origin"})
    return value


def _with_texts(data: Any, schema: dict[str, Any], file: str, made: Texts, start: str) -> Any:
    """Return data in which each text that people read is another hostile one."""
    schema, file = _resolved(schema, file)
    if isinstance(data, dict):
        parts = schema.get("properties", {})
        return {key: _with_texts(value, parts[key], file, made, start) if key in parts else value for key, value in data.items()}
    if isinstance(data, list):
        return [_with_texts(value, schema.get("items", {}), file, made, start) for value in data]
    if isinstance(data, str) and schema.get("pattern") == r"\S":
        return made.new(schema.get("maxLength"), start)
    return data


def _resolved(schema: dict[str, Any], file: str) -> tuple[dict[str, Any], str]:
    """Return a schema in place of a reference to it, and the file that it is in."""
    if "$ref" not in schema:
        return schema, file
    document, _, name = schema["$ref"].partition("#/$defs/")
    home: Any = read_schema(document or file)
    found, file = _resolved(home["$defs"][name], document or file)
    return found | {key: value for key, value in schema.items() if key != "$ref"}, file


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the number of each hostile text in a text, and where it ends."""
    start = 0
    while (at := text.find(MARK, start)) >= 0:
        end = text.find(MARK, at + 1)
        if end < 0:
            return
        if text[at + 1 : end].isdecimal():
            yield int(text[at + 1 : end]), end + 1
        start = end + 1
