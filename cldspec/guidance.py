"""The chapters of the guidance: Markdown in which names, counts, values and tables are expressions on the specification.

`{{ item('unit_cost') }}` stands for the item's title, linked to where the guide explains it. What an expression names must
exist: a chapter that names something else is refused, with its line. So no fact is typed twice, and none goes stale.
"""

import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cldspec.model import Chapter, Specification
from cldspec.rules.all_rules import rules_of
from cldspec.spelling import suggest

LINK = "ref:"
"""How links begin that lead to a part of the guide: `ref:KIND/IDENTIFIER`."""
HELP = "CONTRIBUTING.md says what expressions there are."
"""What to do about an expression that is none."""
PICTURES = ("pathway", "period")
"""The pictures that are drawn from the specification."""


class ChapterFault(Exception):  # noqa: N818 - reads as what it says
    """Raised where a chapter cannot be filled: the line of its file, what is wrong, and what to write."""

    def __init__(self, line: int, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.fix = line, message, fix


class _Unknown(Exception):  # noqa: N818 - as above
    """Raised by an expression that names what does not exist."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no {kind} {name}.", suggest(name, list(known)))


@lru_cache(maxsize=64)
def filled_chapter(chapter: Chapter, specification: Specification) -> str:
    """Return a chapter as Markdown, its expressions worked out. Raises ChapterFault."""
    return filled(chapter.text, specification, first_line=chapter.first_line)


def filled(text: str, specification: Specification, *, first_line: int = 1, more: Mapping[str, object] | None = None) -> str:
    """Return Markdown with its expressions worked out; `more` are names that it may use besides. Raises ChapterFault."""
    try:
        return _template(text).render(expressions(specification) | dict(more or {}))
    except TemplateSyntaxError as error:
        raise ChapterFault(first_line + error.lineno - 1, f"This is not an expression: {error.message}.", HELP) from error
    except _Unknown as error:
        message, fix = error.args
        raise ChapterFault(first_line + _line(error) - 1, message, fix) from error
    except (TemplateError, TypeError, ArithmeticError, LookupError) as error:
        raise ChapterFault(first_line + _line(error) - 1, f"This expression fails: {error}.", HELP) from error


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
    """Return what chapters can say, by name."""
    named: dict[str, Mapping[str, Any]] = {
        "item": specification.item_by_id,
        "list": specification.code_list_by_id,
        "section": specification.section_by_id,
        "table": specification.table_by_id,
        "calculation": {one.id: one for one in specification.calculations},
        "rule": {rule.id: rule for rule in rules_of(specification)},
        "chapter": {one.id: one for one in specification.guidance},
        "discrepancy": {one.id: one for one in specification.discrepancies},
    }

    def link(kind: str) -> Callable[..., str]:
        def linked(name: str, words: str | None = None) -> str:
            """Return a link to a part of the guide, in words of one's own or by its title."""
            part = _known(kind, name, named[kind])
            title = name if kind in {"rule", "discrepancy"} else part.title
            return f"[{escaped(words or title)}]({LINK}{kind}/{name})"

        return linked

    def value(item: str, text: str) -> str:
        """Return a list value of an item, to the letter."""
        _known("item", item, named["item"])
        values = specification.values_of(item) or ()
        if text not in values:
            raise _Unknown(f"value of {item}", text, values)
        return f"“{escaped(text)}”"

    def values(item: str) -> str:
        """Return the values of an item's list, a line each, with what is said of each."""
        codes = specification.codes_of(_known("item", item, named["item"]))
        return "\n".join(f"- **{escaped(code.value)}**{_after(code.label)}{_after(code.description)}" for code in codes)

    def rows(table: str) -> str:
        """Return a table of the specification as a table."""
        one = _known("table", table, named["table"])
        names = [*one.keys, *(attribute.id for attribute in one.attributes)]
        heads = [specification.item_by_id[name].title if name in specification.item_by_id else name for name in names]
        heads[len(one.keys) :] = [attribute.title for attribute in one.attributes]
        return markdown_table(heads, [[row.get(name, "") for name in names] for row in one.rows])

    def term(name: str) -> str:
        """Return a term of the glossary, as the glossary writes it."""
        terms = {one.term: one for one in specification.glossary}
        return escaped(_known("term", name, terms).term)

    def entries(name: str) -> str:
        """Return the entries of a part of the scope, a line each."""
        parts = {part: getattr(specification.scope, part) for part in ("in_scope", "out_of_scope", "new", "not_carried_forward")}
        return "\n".join(f"- **{escaped(entry.title)}**{_after(entry.text)}" for entry in _known("part of the scope", name, parts))

    def provisions(name: str) -> str:
        """Return the powers, purposes, functions, terms of dissemination or recipients, a line each."""
        parts = {part: getattr(specification.legal, part) for part in ("powers", "purposes", "functions", "dissemination", "recipients")}
        return "\n".join(f"- **{escaped(one.title)}**{_after(one.text)}" for one in _known("part of the legal basis", name, parts))

    def picture(name: str) -> str:
        """Return a picture that is drawn from the specification, on a line of its own."""
        if name not in PICTURES:
            raise _Unknown("picture", name, PICTURES)
        return f"![{name}]({LINK}picture/{name})"

    def page(name: str, words: str) -> str:
        """Return a link to a page that is made without a chapter; the generator knows which there are."""
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
    said = {"value": value, "values": values, "rows": rows, "term": term, "entries": entries, "provisions": provisions}
    return {**links, **said, "picture": picture, "page": page, "count": counts, "specification": specification}


def markdown_table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    titles = [cell(head) for head in heads]
    lines = [titles, ["---"] * len(titles), *([cell(text) for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(text: str) -> str:
    """Return plain text as it stands in a table of Markdown."""
    return escaped(text).replace("|", "\\|")


def escaped(text: str) -> str:
    """Return plain text such that Markdown takes no sign in it for its own, on one line."""
    plain = " ".join(text.split())
    for sign in "\\`*_[]<>":
        plain = plain.replace(sign, f"\\{sign}")
    return plain


def _after(text: str | None) -> str:
    return f": {escaped(text)}" if text else ""


def _known(kind: str, name: str, known: Mapping[str, Any]) -> Any:
    if name not in known:
        raise _Unknown(kind, name, known)
    return known[name]


def _line(error: BaseException) -> int:
    """Return the line of the template in which an error arose."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return frames[-1].lineno or 1 if frames else 1
