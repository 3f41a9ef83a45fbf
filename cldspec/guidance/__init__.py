"""The chapters of the guidance: Markdown with expressions for names, counts, values and tables of the specification.

For example, `{{ item('unit_cost') }}` stands for the title of the item, with a link to its explanation in the guide. An expression that
names a part that does not exist is an error, with the line in the chapter. So no fact is typed twice, and none becomes out of date.

`read_chapter` is the one parser of chapters: the check and every format of the guide use it, so what has been checked can be built.
"""

import re
import traceback
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from cldspec.guidance import limits
from cldspec.guidance.document import Block
from cldspec.guidance.expressions import UnknownNameError, WrongCallError, expressions
from cldspec.guidance.markdown import Markdown, cell, code, escaped, joined, markdown_table
from cldspec.guidance.markdown_reader import UnsupportedMarkdownError, read_markdown
from cldspec.guidance.pages import addresses
from cldspec.model import Chapter, Specification
from cldspec.wording import counted

__all__ = ["ChapterError", "Markdown", "cell", "chapter_markdown", "escaped", "expressions", "filled_in", "markdown_table", "read_chapter"]

_MARK = "\0"
"""What surrounds the number of a line of the chapter, at the beginning of each line, until the text is complete."""
_LINE = re.compile(f"{_MARK}([0-9]+){_MARK}")
_ADDRESS_IN_MEMORY = re.compile(r" at 0x[0-9a-fA-F]+")
_TEMPLATE = "<template>"


class ChapterError(Exception):
    """Raised where a chapter cannot be filled in. It has the line of the file, what is wrong, and what to do."""

    def __init__(self, line: int, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.fix = line, message, fix


class _Filled(NamedTuple):
    """Markdown with its expressions filled in, and for each of its lines the line of the template, from 1."""

    text: str
    lines: tuple[int, ...]


@lru_cache(maxsize=64)
def read_chapter(chapter: Chapter, specification: Specification) -> tuple[Block, ...]:
    """Return the blocks of a chapter. Raises ChapterError if it cannot be filled in, or has what some format of the guide lacks."""
    filled = _filled_chapter(chapter, specification)
    try:
        return read_markdown(filled.text, chapter.title, addresses(specification))
    except UnsupportedMarkdownError as error:
        line = filled.lines[min(error.line, len(filled.lines)) - 1]
        raise ChapterError(chapter.first_line + line - 1, *error.args) from error


def chapter_markdown(chapter: Chapter, specification: Specification) -> str:
    """Return a chapter as Markdown, with its expressions filled in. Raises ChapterError."""
    return _filled_chapter(chapter, specification).text


@lru_cache(maxsize=64)
def _filled_chapter(chapter: Chapter, specification: Specification) -> _Filled:
    names = {**expressions(specification), **limits.budget()}
    return _filled(chapter.text, names, chapter.first_line, is_limited=True)


def filled_in(text: str, specification: Specification, *, more: Mapping[str, object] | None = None) -> str:
    """Return the Markdown of a template of ours with its expressions filled in. Raises ChapterError.

    `more` are additional names that expressions may use. Unlike a chapter, a template may use everything that Jinja can do.
    """
    return _filled(text, expressions(specification) | dict(more or {}), 1, is_limited=False).text


def _filled(text: str, names: Mapping[str, object], first_line: int, *, is_limited: bool) -> _Filled:
    """Return a text with its expressions filled in. `first_line` is the line of the file on which it begins. Raises ChapterError."""
    known = ", ".join(sorted(filter(None, names)))
    fix = f"Expressions begin with one of these names: {known}."
    try:
        if is_limited:
            limits.refuse_deep(text)
        marked = limits.rendered(_template(text, is_limited=is_limited).generate(names))
    except TemplateSyntaxError as error:
        raise ChapterError(
            first_line + error.lineno - 1, f"This expression is not valid: {(error.message or '').rstrip('.')}.", fix
        ) from error
    except limits.LimitError as error:
        raise ChapterError(first_line + (error.line or _line(error, text)) - 1, *error.args) from error
    except (UnknownNameError, WrongCallError) as error:
        raise ChapterError(first_line + _line(error, text) - 1, *error.args) from error
    except (RecursionError, SyntaxError, MemoryError) as error:  # of Jinja's parser, or of the Python that it makes
        raise ChapterError(first_line + _longest_line(text) - 1, "This expression has too many levels.", "Simplify it.") from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        words = _ADDRESS_IN_MEMORY.sub("", str(error)).rstrip(".")
        raise ChapterError(first_line + _line(error, text) - 1, f"This expression does not work: {words}.", fix) from error
    return _without_marks(marked)


@lru_cache(maxsize=128)
def _template(text: str, *, is_limited: bool) -> Template:
    """Return the compiled text. That of a chapter begins each of its own lines with a mark."""
    environment = (limits.LimitedEnvironment if is_limited else Environment)(
        comment_start_string="{%#",  # {# begins the anchor of a heading
        comment_end_string="#%}",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        finalize=limits.shown,
    )
    if is_limited:
        environment.globals.clear()
        environment.filters = {name: environment.filters[name] for name in limits.FILTERS}
    own = {"cell": cell, "plain": escaped, "code": code, "raw": Markdown, "steps_": limits.steps, "counted": counted}
    environment.filters |= {**own, "string": lambda value: joined([value]), "join": limits.short_join}
    tree = environment.parse(text)
    if is_limited:  # a template of ours needs no lines for messages
        tree = _Marker().visit(limits.limited(tree))
    return Template.from_code(environment, environment.compile(tree), environment.globals)


class _Marker(NodeTransformer):
    """Marks each line of the text outside expressions with its number."""

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802 - the name that Jinja looks for
        """Add the marks to a piece of text."""
        first, *others = node.data.split("\n")
        lines = (f"{_MARK}{node.lineno + number}{_MARK}{line}" for number, line in enumerate(others, 1))
        return nodes.TemplateData("\n".join([first, *lines]), lineno=node.lineno)


def _without_marks(marked: str) -> _Filled:
    """Return a text without its marks. A line that has none belongs to the line before it."""
    lines: list[int] = []
    line = 1
    for text in marked.split("\n"):
        found = _LINE.search(text)
        line = int(found[1]) if found else line
        lines.append(line)
    return _Filled(_LINE.sub("", marked), tuple(lines))


def _line(error: BaseException, text: str) -> int:
    """Return the line of the template in which an error happened, from 1."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == _TEMPLATE]
    return frames[-1].lineno or 1 if frames else _longest_line(text)


def _longest_line(text: str) -> int:
    """Return the longest line with an expression: what Jinja cannot even parse is one that is too long."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda index: len(lines[index]) * ("{" in lines[index])) + 1
