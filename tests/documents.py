"""The documents of the repository: their links, their blocks of code, and the command lines in them.

The word behind the fence says what a test does with a block:

- `sh`: the lines that begin with `cldspec ` must name commands and options that exist;
- `sh run`: the block is run as well, in a copy of the project, and no line may end with an exit code above 1;
- `console`: a transcript. The lines that begin with `$ ` are run. The others must be what the command prints; `...` stands for any text;
- `python run`: the block is run in the same folder.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from textwrap import dedent

from conftest import ROOT

_PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "generators/README.md", "examples/next-version/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
)
DOCUMENTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in _PAGES}
"""The text of each document, by its path."""
_BLOCK = re.compile(r"^( *)```([^\n`]*)\n(.*?)^\1```[ ]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of code in a document, without its indentation; `line` is that of its fence, from 1."""

    document: str
    line: int
    info: str
    text: str

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


@dataclass(frozen=True)
class Command:
    """A command line, and what the document says that it prints (None where it says nothing)."""

    line: str
    printed: str | None = None


def blocks_of(document: str) -> Iterator[Block]:
    """Yield the blocks of code of a document."""
    text = DOCUMENTS[document]
    for match in _BLOCK.finditer(text):
        yield Block(document, text.count("\n", 0, match.start()) + 1, match[2].strip(), dedent(match[3]))


def commands_of(block: Block) -> Iterator[Command]:
    """Yield the command lines of a block; a backslash at the end of a line continues it."""
    text = block.text.replace("\\\n", " ")
    if block.info == "console":
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            line, _, printed = part.partition("\n")
            yield Command(line, printed)
    else:
        yield from (Command(line) for line in text.splitlines() if line.strip() and not line.startswith("#"))


def command_lines_of(document: str) -> Iterator[str]:
    """Yield every command line of a document that begins with `cldspec `, those in running text as well."""
    for block in blocks_of(document):
        if block.info in {"sh", "sh run", "console"}:
            yield from (command.line for command in commands_of(block) if command.line.startswith("cldspec "))
    yield from re.findall(r"`(cldspec [^`\n]+)`", _BLOCK.sub("", DOCUMENTS[document]))


def words_of(line: str) -> tuple[list[str], str | None]:
    """Return the arguments of a command line, and the file that its output goes to."""
    words = [word for word in shlex.split(line, comments=True)[1:] if word != "..."]
    if ">" in words:
        at = words.index(">")
        return words[:at], words[at + 1]
    return words, None


def links_of(document: str) -> list[str]:
    """Return the targets of the links to other documents, or within this one."""
    return re.findall(r"\]\((?![a-z]+:)([^)\s]+)\)", _BLOCK.sub("", DOCUMENTS[document]))


@cache
def anchors_of(document: str) -> frozenset[str]:
    """Return what a link may name in a document: its headings, as GitHub writes them in addresses."""
    headings = re.findall(r"^#+ +(.*?) *$", _BLOCK.sub("", DOCUMENTS[document]), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)


def is_printed(expected: str, printed: str) -> bool:
    """Say whether a text is what a document shows of it: `...` stands for any text, and spaces at the ends of lines do not count."""

    def bare(text: str) -> str:
        return "\n".join(line.rstrip() for line in text.strip().splitlines())

    pattern = ".*".join(re.escape(part) for part in bare(expected).split("..."))
    return re.fullmatch(pattern, bare(printed), re.DOTALL) is not None
