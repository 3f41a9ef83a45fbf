"""Where things were written: files, lines and columns of the YAML, kept beside the values read from it."""

from collections.abc import Mapping
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""The way from the top of a YAML file to a value: keys of mappings and indexes of sequences."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Span:
    """The characters of a YAML node: start and end offsets in the text, and the start as line and column from 1."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One YAML file as read; two are the same only if they are one.

    `data` holds only dicts, lists, strings, integers and booleans. `values` and `keys` give the span of each value
    and of each mapping key by its path.
    """

    file: str
    text: str
    data: object
    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]


@dataclass(frozen=True, slots=True)
class Origin:
    """The place of one object of the model in its document."""

    document: Document
    path: Path = ()

    def under(self, *path: str | int) -> "Origin":
        """Return the origin of what stands at `path` below this object."""
        return Origin(self.document, (*self.path, *path))

    def value(self, *path: str | int) -> Position:
        """Return the position of the value at `path` below this object, or of the nearest thing around it."""
        return self._nearest(self.document.values, (*self.path, *path))

    def key(self, *path: str | int) -> Position:
        """Return the position of the key that ends `path` below this object, or of the value if it has no key."""
        whole = (*self.path, *path)
        span = self.document.keys.get(whole)
        return self._position(span) if span else self.value(*path)

    def inside(self, path: Path, offset: int) -> Position:
        """Return the position of the character at `offset` of the text value at `path`.

        Quotes, line folding and indentation make a value differ from what stands in the file, but the characters of the
        value stand there in the same order: each is looked for after the one before it.
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
        return Position(self.document.file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))

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
