"""Changes as folders: two versions that differ in one thing, and what a comparison must say about them.

Each folder in tests/changes has before/, after/ and expected.yaml. Both versions are the specification of tests/library, except
for what the folder contains. Its files hold only the keys that matter, and of a list only the entries that matter; they replace
those of the same name, or are added at the end. What is only in before/ is missing from the new version, and what is only in
after/ from the old one. Files in both/ belong to both versions. Chapters (.md) are always whole.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from cldspec.diff.changes import Change
from cldspec.load import FILES, FOLDERS
from cldspec.model import Specification
from conftest import LIBRARY, TESTS, texts_of
from difference import effect_in_words, read

FOLDER = TESTS / "changes"
NAME_KEYS = ("id", "value", "term", "number")
"""The keys that may name an entry of a list. Lists whose entries have none of them are replaced whole."""
NOTHING = "nothing-changed"
"""How the names of folders begin in which nothing has changed."""

Files = Mapping[str, Any]
"""The content of files by their paths: what their YAML says, or the text of a chapter."""


@dataclass(frozen=True)
class ChangeFixture:
    """One folder of tests/changes."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def expected(self) -> Any:
        return parsed((self.folder / "expected.yaml").read_text(encoding="utf-8"))

    @property
    def title(self) -> str:
        return str(self.expected["title"])

    @cached_property
    def both(self) -> Files:
        return files_in(self.folder / "both")

    @cached_property
    def before(self) -> Files:
        return files_in(self.folder / "before")

    @cached_property
    def after(self) -> Files:
        return files_in(self.folder / "after")

    def versions(self) -> tuple[Specification, Specification]:
        """Return the old and the new version. They have derivations only if the fixture has some: others would name what it renames."""
        own = (*self.both, *self.before, *self.after)
        has_derivations = any(name.startswith("derivations/") for name in own)
        files = {name: content for name, content in library().items() if has_derivations or not name.startswith("derivations/")}
        base = merged(files, self.both, {})
        return specification(merged(base, self.before, self.after)), specification(merged(base, self.after, self.before))


@cache
def fixtures() -> tuple[ChangeFixture, ...]:
    return tuple(ChangeFixture(folder) for folder in sorted(FOLDER.iterdir()) if folder.is_dir())


def files_in(folder: Path) -> Files:
    """Return the content of the files in a folder; none if there is no such folder."""
    return contents(texts_of(folder)) if folder.is_dir() else {}


def contents(texts: Mapping[str, str]) -> Files:
    return {name: text if name.endswith(".md") else parsed(text) for name, text in texts.items()}


def parsed(text: str) -> Any:
    """Return the content of a YAML file, by the parser in C: there are hundreds of files, and all are read when the tests are collected."""
    return yaml.load(text, yaml.CSafeLoader)


@cache
def library() -> Files:
    return contents(texts_of(LIBRARY))


def specification(files: Files) -> Specification:
    return read({name: written(name, content) for name, content in files.items()})


def written(name: str, content: Any) -> str:
    """Return a file as text. JSON is YAML, too, in which no text can be misread."""
    if name.endswith(".md"):
        return str(content)
    folder, _, _ = name.rpartition("/")
    schema = FOLDERS[folder] if folder else FILES[name]
    depth = "../" * (name.count("/") + 2)
    return f"# yaml-language-server: $schema={depth}cldspec/load/schemas/{schema}\n{json.dumps(content, indent=1)}\n"


def merged(base: Files, own: Files, other: Files) -> Files:
    """Return the files of one version: those of a base with its own content, and without what only the other version has."""
    files: dict[str, Any] = {}
    for name in dict.fromkeys([*base, *own]):
        if name.endswith(".md"):
            content = own.get(name, None if name in other else base.get(name))
        else:
            content = merged_keys(base.get(name, {}), own.get(name, {}), other.get(name, {}))
        if content:
            files[name] = content
    return files


def merged_keys(base: Mapping[str, Any], own: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key in dict.fromkeys([*base, *own]):
        values = [files.get(key, []) for files in (base, own, other)]
        if has_named_entries(values[1] or values[2]) and isinstance(values[0], list):
            entries = merged_entries(*values)
            if entries:
                result[key] = entries
        elif key in own or key not in other:
            result[key] = own.get(key, base.get(key))
    return result


def merged_entries(base: Sequence[Any], own: Sequence[Any], other: Sequence[Any]) -> list[Any]:
    """Return the entries of a base with one version's own entries.

    Entries with the same names take their places, in their own order; if all are there, the order is that of the own entries.
    An entry that the other version has under another name takes the place of that. All others are added at the end.
    """
    names = [name_of(entry) for entry in base]
    own_names, other_names = [name_of(entry) for entry in own], [name_of(entry) for entry in other]
    if set(names) <= set(own_names):
        return list(own)
    new_names = {old: new for old, new in zip(other_names, own_names, strict=False) if old not in own_names and new not in names}
    names = [new_names.get(name, name) for name in names]
    removed = set(other_names) - set(own_names)
    replacing = iter(entry for entry in own if name_of(entry) in names)
    kept = [next(replacing) if name in own_names else entry for name, entry in zip(names, base, strict=True) if name not in removed]
    return [*kept, *(entry for entry in own if name_of(entry) not in names)]


def has_named_entries(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) and name_of(entry) is not None for entry in value)


def name_of(entry: Mapping[str, Any]) -> Any:
    return next((entry[key] for key in NAME_KEYS if key in entry), None)


def described(change: Change) -> dict[str, Any]:
    """Return a change as expected.yaml describes it."""
    words: dict[str, Any] = {
        "kind": change.kind,
        "part": change.part,
        "sentence": change.sentence,
        "submitters": effect_in_words(change.submitters),
        "consumers": effect_in_words(change.consumers),
    }
    further = {"direction": change.direction, "also": list(change.also), "hint": change.hint}
    return words | {key: value for key, value in further.items() if value}
