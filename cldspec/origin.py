"""The origin of each value: its file, line and column in the YAML."""

from collections.abc import Mapping
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""The path from the top of a YAML file to a value: keys of mappings and indexes of sequences."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A position in a file. Lines and columns are counted from 1."""

    file: str
    line: int
    column: int


def position_at(file: str, text: str, offset: int) -> Position:
    """Return the position of the character of a file's text at an offset, which is counted from 0."""
    return Position(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


@dataclass(frozen=True, slots=True)
class Span:
    """The characters of a YAML node: the offsets of its start and end in the text, and the line and column of its start, from 1."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One YAML file as read. Documents are compared by identity, not by content.

    `data` contains only dicts, lists, strings, integers and booleans. `values` and `keys` give the span of each value
    and of each mapping key by its path.
    """

    file: str
    text: str
    data: object
    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]


@dataclass(frozen=True, slots=True)
class Origin:
    """The document of an object of the model, and the path to it."""

    document: Document
    path: Path = ()

    def under(self, *path: str | int) -> "Origin":
        """Return the origin of the value at `path` below this object."""
        return Origin(self.document, (*self.path, *path))

    def value(self, *path: str | int) -> Position:
        """Return the position of the value at `path` below this object, or of the nearest value that contains it."""
        return self._nearest(self.document.values, (*self.path, *path))

    def key(self, *path: str | int) -> Position:
        """Return the position of the key that ends `path` below this object, or of the value if it has no key."""
        whole = (*self.path, *path)
        span = self.document.keys.get(whole)
        return self._position(span) if span else self.value(*path)

    def inside(self, path: Path, offset: int) -> Position:
        """Return the position of the character at `offset` of the text value at `path`.

        Because of quotes, line folding and indentation, a value is not the same as its text in the file. But its characters are
        there in the same order, so each is searched for after the one before it.
        """
        span = self.document.values.get((*self.path, *path))
        value = self._text_at((*self.path, *path))
        if span is None or value is None:
            return self.value(*path)
        text = self.document.text
        at = span.start
        for index, character in enumerate(value[: offset + 1]):
            if not character.isspace():
                at = max(text.find(character, at if index == 0 else at + 1, span.end), at)
        return position_at(self.document.file, text, at)

    def _text_at(self, path: Path) -> str | None:
        data = self.document.data
        for step in path:
            if isinstance(data, dict) or (isinstance(data, list) and isinstance(step, int)):
                data = data[step]  # type: ignore[index]
        return data if isinstance(data, str) else None

    def _nearest(self, spans: Mapping[Path, Span], path: Path) -> Position:
        while path and path not in spans:
            path = path[:-1]
        return self._position(spans.get(path))

    def _position(self, span: Span | None) -> Position:
        return Position(self.document.file, span.line, span.column) if span else Position(self.document.file, 1, 1)
