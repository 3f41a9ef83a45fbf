"""The chapters of the guidance: Markdown with expressions for names, counts, values and tables of the specification.

For example, `{{ item('unit_cost') }}` stands for the title of the item, with a link to its explanation in the guide. An expression that
names a part that does not exist is an error, with the line in the chapter. So no fact is typed twice, and none becomes out of date.
"""

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cldspec.model import Chapter, Specification
from cldspec.nesting import MOST_CHARACTERS, MOST_LEVELS, too_deep_at
from cldspec.rules.all_rules import rules_of
from cldspec.spelling import suggest

LINK = "ref:"
"""The beginning of links to parts of the guide: `ref:KIND/IDENTIFIER`."""
PICTURES = ("pathway", "period")
"""The pictures that are drawn from the data of the specification."""

_PIECE = re.compile(
    r"\{(?P<sign>[{%])(?!#)-?(?P<inside>\s*(?:(?P<opens>if|for|macro|call|filter|with)\b|(?P<closes>end(?:if|for|macro|call|filter|with))\b)?"
    r".*?)(?:\}\}|%\}|\Z)",
    re.DOTALL,
)
"""An expression of a chapter, or the beginning or end of a block."""
_MOST_BLOCKS = 10
"""The most levels of blocks, such as loops. Python allows twenty."""


class ChapterError(Exception):
    """Raised where a chapter cannot be filled in. It has the line of the file, what is wrong, and what to do."""

    def __init__(self, line: int, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.fix = line, message, fix


class _UnknownNameError(Exception):
    """Raised by an expression with a name that does not exist."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no {kind} {name}.", suggest(name, list(known)))


@lru_cache(maxsize=64)
def chapter_markdown(chapter: Chapter, specification: Specification) -> str:
    """Return a chapter as Markdown, with its expressions filled in. Raises ChapterError."""
    return filled_in(chapter.text, specification, first_line=chapter.first_line)


def filled_in(text: str, specification: Specification, *, first_line: int = 1, more: Mapping[str, object] | None = None) -> str:
    """Return Markdown with its expressions filled in. Raises ChapterError.

    `first_line` is the line of the file on which the text begins. `more` are additional names that expressions may use.
    """
    _refuse_deep(text, first_line)
    names = expressions(specification) | dict(more or {})
    fix = f"Expressions begin with one of these names: {', '.join(sorted(names))}."
    try:
        return _template(text).render(names)
    except TemplateSyntaxError as error:
        raise ChapterError(first_line + error.lineno - 1, f"This expression is not valid: {error.message}.", fix) from error
    except _UnknownNameError as error:
        raise ChapterError(first_line + _line(error) - 1, *error.args) from error
    except (RecursionError, MemoryError, SyntaxError) as error:
        raise ChapterError(first_line, "An expression in this chapter has too many levels.", "Split it.") from error
    except (TemplateError, TypeError, AttributeError, ValueError, ArithmeticError, LookupError) as error:
        raise ChapterError(first_line + _line(error) - 1, f"This expression does not work: {error}.", fix) from error


def _refuse_deep(text: str, first_line: int) -> None:
    """Raise ChapterError where expressions or blocks are nested so deeply that Jinja or Python would crash."""
    blocks = 0
    for piece in _PIECE.finditer(text):
        opens, closes = piece["opens"], piece["closes"]
        blocks += bool(opens) - bool(closes)
        at = piece.start() if blocks > _MOST_BLOCKS else too_deep_at(piece["inside"])
        if at is not None:
            line = first_line + text.count("\n", 0, piece.start())
            limits = f"{MOST_LEVELS} levels of brackets and signs, {_MOST_BLOCKS} levels of blocks, or {MOST_CHARACTERS:,} characters"
            raise ChapterError(line, f"This expression has more than {limits}.", "Split it.")


@lru_cache(maxsize=64)
def _template(text: str) -> Template:
    environment = ImmutableSandboxedEnvironment(
        comment_start_string="{%#",  # {# begins the anchor of a heading
        comment_end_string="#%}",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters |= {"cell": cell, "plain": escaped}
    return environment.from_string(text)


def expressions(specification: Specification) -> dict[str, object]:
    """Return the names that expressions in chapters may use."""
    named: dict[str, Mapping[str, Any]] = {
        "item": specification.item_by_id,
        "list": specification.code_list_by_id,
        "section": specification.section_by_id,
        "table": specification.table_by_id,
        "calculation": {calculation.id: calculation for calculation in specification.calculations},
        "rule": {rule.id: rule for rule in rules_of(specification)},
        "chapter": {chapter.id: chapter for chapter in specification.guidance},
        "discrepancy": {discrepancy.id: discrepancy for discrepancy in specification.discrepancies},
    }

    def link(kind: str) -> Callable[..., str]:
        def linked(name: str, words: str | None = None) -> str:
            """Return a link to a part of the guide. Its text is `words`, or the title of the part."""
            part = _known(kind, name, named[kind])
            title = name if kind in {"rule", "discrepancy"} else part.title
            return f"[{escaped(words or title)}]({LINK}{kind}/{name})"

        return linked

    def value(item: str, text: str) -> str:
        """Return an allowed value of an item, in quotation marks."""
        _known("item", item, named["item"])
        values = specification.values_of(item) or ()
        if text not in values:
            raise _UnknownNameError(f"value of {item}", text, values)
        return f"“{escaped(text)}”"

    def values(item: str) -> str:
        """Return the allowed values of an item as a list, with their labels and descriptions."""
        codes = specification.codes_of(_known("item", item, named["item"]))
        return "\n".join(f"- **{escaped(code.value)}**{_after(code.label)}{_after(code.description)}" for code in codes)

    def rows(table: str) -> str:
        """Return a table of the specification as a table in Markdown."""
        shown = _known("table", table, named["table"])
        names = [*shown.keys, *(attribute.id for attribute in shown.attributes)]
        heads = [specification.item_by_id[name].title if name in specification.item_by_id else name for name in names]
        heads[len(shown.keys) :] = [attribute.title for attribute in shown.attributes]
        return markdown_table(heads, [[row.get(name, "") for name in names] for row in shown.rows])

    def term(name: str) -> str:
        """Return a term as the glossary writes it."""
        terms = {entry.term: entry for entry in specification.glossary}
        return escaped(_known("term", name, terms).term)

    def entries(name: str) -> str:
        """Return the entries of a part of the scope as a list."""
        parts = {part: getattr(specification.scope, part) for part in ("in_scope", "out_of_scope", "new", "not_carried_forward")}
        return "\n".join(f"- **{escaped(entry.title)}**{_after(entry.text)}" for entry in _known("part of the scope", name, parts))

    def provisions(name: str) -> str:
        """Return the powers, purposes, functions, terms of dissemination or recipients as a list."""
        parts = {part: getattr(specification.legal, part) for part in ("powers", "purposes", "functions", "dissemination", "recipients")}
        return "\n".join(f"- **{escaped(entry.title)}**{_after(entry.text)}" for entry in _known("part of the legal basis", name, parts))

    def picture(name: str) -> str:
        """Return a picture that is drawn from the specification."""
        if name not in PICTURES:
            raise _UnknownNameError("picture", name, PICTURES)
        return f"![{name}]({LINK}picture/{name})"

    def page(name: str, words: str) -> str:
        """Return a link to a page that has no chapter. The generator checks that the page exists."""
        return f"[{escaped(words)}]({LINK}page/{name})"

    counts = SimpleNamespace(
        items=len(specification.items),
        mandatory=sum(item.obligation == "mandatory" for item in specification.items),
        voluntary=sum(item.obligation == "voluntary" for item in specification.items),
        sections=len(specification.sections),
        lists=len(specification.code_lists),
        rules=len(rules_of(specification)),
        discrepancies=len(specification.discrepancies),
        personal=sum(item.personal_data != "none" for item in specification.items),
        special=sum(item.personal_data == "special category" for item in specification.items),
        unchecked=len(specification.unchecked),
        topics=len(specification.traceability.annex_1),
        salt=len(specification.traceability.salt),
    )
    links = {kind: link(kind) for kind in named}
    texts = {"value": value, "values": values, "rows": rows, "term": term, "entries": entries, "provisions": provisions}
    return {**links, **texts, "picture": picture, "page": page, "count": counts, "specification": specification}


def markdown_table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown from the plain texts of its heads and rows."""
    titles = [cell(head) for head in heads]
    lines = [titles, ["---"] * len(titles), *([cell(text) for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(text: str) -> str:
    """Return plain text as a cell of a table in Markdown."""
    return escaped(text).replace("|", "\\|")


def escaped(text: str) -> str:
    """Return plain text as Markdown on one line, with its special characters escaped."""
    plain = " ".join(text.split())
    for character in "\\`*_[]<>":
        plain = plain.replace(character, f"\\{character}")
    return plain


def _after(text: str | None) -> str:
    """Return an optional text as it follows a name: a colon and the text."""
    return f": {escaped(text)}" if text else ""


def _known(kind: str, name: str, known: Mapping[str, Any]) -> Any:
    """Return what a name stands for. Raises _UnknownNameError."""
    if name not in known:
        raise _UnknownNameError(kind, name, known)
    return known[name]


def _line(error: BaseException) -> int:
    """Return the line of the template in which an error happened, from 1."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return frames[-1].lineno or 1 if frames else 1
