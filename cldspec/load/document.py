"""Parse YAML into plain data with positions. Values that YAML could misread are findings."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from cldspec.findings import Finding
from cldspec.load.characters import unsafe_lines, unsafe_text
from cldspec.origin import Document, Path, Position, Span, position_at

SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=\S*?/?([a-z-]+\.schema\.json)\s*$")
_STRING = "tag:yaml.org,2002:str"
_BOOLEAN = "tag:yaml.org,2002:bool"
_MAPPING = "tag:yaml.org,2002:map"
_SEQUENCE = "tag:yaml.org,2002:seq"
_MERGE = "tag:yaml.org,2002:merge"
_INTEGER = "tag:yaml.org,2002:int"
_TRAPS = {
    "tag:yaml.org,2002:float": "a number with a decimal point, which may lose its zeros",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:null": "no value at all",
    _BOOLEAN: "true or false",
    _INTEGER: "a number, without its leading zeros or its colons",
}

_LOADER: Any = type(
    "_Loader",
    (getattr(yaml, "CSafeLoader", yaml.SafeLoader),),
    {"descend_resolver": lambda *_: None, "ascend_resolver": lambda *_: None},
)
"""PyYAML's loader, without its search for the tags of paths. We define no such tags, and the search takes time at every node."""
DEEPEST = 100
"""The most levels of lists and mappings inside each other. A specification has about ten; thousands would end the process."""
_BRACKETS = re.compile(r"[\[{]|[\]}]")
_DEEP_START = re.compile(rf"^[ \t?:-]{{{DEEPEST}}}", re.MULTILINE)
"""The beginning of a line that may open many levels without brackets."""


def parse(file: str, text: str) -> tuple[Document | None, list[Finding]]:
    """Return YAML text as a document, and the findings about its syntax; None if it is not YAML.

    Only strings, integers and the words true and false are accepted as values. A value that YAML reads as something else (`No`, `4.0`,
    `2020-12-01`, `007`, no value at all) is a finding that says what to write. So is a text that is not one line of plain characters.
    """
    start = Position(file, 1, 1)
    reader = _Reader(file)
    if unsafe := list(unsafe_lines(file, text)):  # YAML takes some of them for line breaks that a reviewer does not see
        return None, unsafe
    try:
        if too_deep := _too_deep(file, text):
            return None, [too_deep]
        node = yaml.compose(text, Loader=_LOADER)
        data = reader.read(node, ()) if node is not None else None
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(file, error)]
    except yaml.reader.ReaderError as error:
        at = position_at(file, text, error.position)
        return None, [Finding(at, "yaml-syntax", f"A YAML file cannot contain this character: {_on_one_line(error.reason)}.", "Remove it.")]
    except yaml.YAMLError as error:
        return None, [Finding(start, "yaml-syntax", f"The file cannot be read: {_on_one_line(error)}.", "Save the file as UTF-8 text.")]
    if node is None:
        return None, [Finding(start, "yaml-syntax", "The file is empty.", "Write its content, or remove the file.")]
    if reader.has_alias:  # what it stands for may be enormous, so nothing else looks at it
        return None, [*reader.findings, *_aliases(file, text)]
    return Document(file, text, data, reader.values, reader.keys), reader.findings


def schema_line(document: Document, expected: str) -> Iterator[Finding]:
    """Yield a finding if the first line does not name the schema that editors need to complete and check the file."""
    match = SCHEMA_LINE.match(document.text.split("\n", 1)[0])
    if not match or match[1] != expected:
        depth = "../" * (document.file.count("/") + 2)
        yield Finding(
            Position(document.file, 1, 1),
            "schema-line",
            "The first line does not name this file's schema, so editors cannot check it.",
            f"Begin the file with: # yaml-language-server: $schema={depth}cldspec/load/schemas/{expected}",
        )


def _too_deep(file: str, text: str) -> Finding | None:
    """Return a finding if lists and mappings are nested too deep. Most texts show at a glance that they are not."""
    depth = deepest = 0
    for bracket in _BRACKETS.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    if deepest < DEEPEST and not _DEEP_START.search(text):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            message = f"Lists are nested more than {DEEPEST} levels deep."
            return Finding(_position(file, event), "yaml-syntax", message, "Check for brackets that are not closed.")
    return None


def _aliases(file: str, text: str) -> Iterator[Finding]:
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            message = "An alias (*name) refers to another part of the file."
            yield Finding(_position(file, event), "yaml-alias", message, "Write the content here in full.")


def _position(file: str, event: yaml.Event) -> Position:
    mark = event.start_mark
    return Position(file, mark.line + 1, mark.column + 1) if mark else Position(file, 1, 1)


def _syntax(file: str, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    at = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file, 1, 1)
    problem = ", ".join(part for part in (error.context, error.problem) if part)
    return Finding(
        at,
        "yaml-syntax",
        f"This is not valid YAML: {_on_one_line(problem)}.",
        "Check the indentation, quotes and colons just before it. Put text that contains ': ' or ' #' in quotes.",
    )


def _on_one_line(error: object) -> str:
    return " ".join(str(error).split())


class _Spans(Mapping[Path, Span]):
    """The spans of nodes by their paths. They are worked out on demand, because only findings need them."""

    def __init__(self) -> None:
        self.nodes: dict[Path, yaml.Node] = {}

    def __getitem__(self, path: Path) -> Span:
        return _span(self.nodes[path])

    def __contains__(self, path: object) -> bool:
        return path in self.nodes

    def __iter__(self) -> Iterator[Path]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)


class _Reader:
    """Walks the nodes of one file, and collects values, positions and findings."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.values = _Spans()
        self.keys = _Spans()
        self.findings: list[Finding] = []
        self.has_alias = False
        self._read: dict[int, object] = {}

    def read(self, node: yaml.Node, path: Path) -> object:
        """Return the data of a node. An alias gives the data that was read before, or None if that node is still being read."""
        identity = id(node)
        if identity in self._read:
            self.has_alias = True
            return self._read[identity]
        self._read[identity] = None
        self.values.nodes[path] = node
        data = self._read[identity] = self._data(node, path)
        return data

    def _data(self, node: yaml.Node, path: Path) -> object:
        if isinstance(node, yaml.ScalarNode):
            return self._text(node) if node.tag == _STRING else self._scalar(node)
        if node.tag not in {_MAPPING, _SEQUENCE}:
            self._find(node, "yaml-trap", f"The tag {node.tag} is not allowed.", "Remove the tag.")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._find(key_node, "yaml-trap", "This key is not a word.", "Write a word before the colon.")
                continue
            key = str(key_node.value)
            if key_node.tag == _MERGE:
                self._find(
                    key_node, "yaml-alias", "A merge key (<<) refers to another part of the file.", "Write the content here in full."
                )
            elif key_node.tag == _STRING:
                self._text(key_node)
            else:
                self._find(key_node, "yaml-trap", f"YAML does not read the key {key} as text.", f'Write "{key}", in quotes.')
            if key in data:
                first = self.keys[*path, key]
                self._find(
                    key_node,
                    "duplicate-key",
                    f"The key {key} is here twice. The first one is on line {first.line}.",
                    "Keep one of them.",
                )
                continue
            inner = (*path, key)
            self.keys.nodes[inner] = key_node
            data[key] = self.read(value_node, inner)
        return data

    def _text(self, node: yaml.Node) -> str:
        """Return a text. Every text of a specification is one line, so that no file or terminal can take it for more."""
        text = str(node.value)
        if problem := unsafe_text(text):
            self._find(node, "unsafe-text", *problem)
        return text

    def _scalar(self, node: yaml.Node) -> object:
        """Return the data of a value that YAML does not read as text."""
        text = str(node.value)
        if node.tag == _BOOLEAN and text in {"true", "false"}:
            return text == "true"
        if node.tag == _INTEGER and re.fullmatch(r"0|-?[1-9][0-9]{0,17}", text):
            return int(text)
        if not text:
            self._find(node, "missing-value", "There is no value here.", 'Write the value, "" for an empty text, or remove the key.')
        elif node.tag in _TRAPS:
            self._find(node, "yaml-trap", f"YAML reads {text} as {_TRAPS[node.tag]}.", f'Write "{text}", in quotes.')
        else:
            self._find(node, "yaml-trap", f"The tag {node.tag} is not allowed.", "Write a plain value without a tag.")
        return text

    def _find(self, node: yaml.Node, check: str, message: str, fix: str) -> None:
        span = _span(node)
        self.findings.append(Finding(Position(self.file, span.line, span.column), check, message, fix))


def _span(node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(start.index, end.index, start.line + 1, start.column + 1)
