"""The names that expressions in chapters may use, for the names, counts, values and tables of the specification."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from inspect import signature
from types import SimpleNamespace
from typing import Any

from cldspec.guidance.markdown import Markdown, escaped, markdown_table
from cldspec.guidance.pages import BEHIND_DERIVATIONS, reference_pages
from cldspec.guidance.pictured import pictured
from cldspec.model import Specification
from cldspec.rules.all_rules import rules_of
from cldspec.spelling import suggest

LINK = "ref:"
"""The beginning of links to parts of the guide: `ref:KIND/IDENTIFIER`."""
PICTURES = ("pathway", "period")
"""The pictures that are drawn from the data of the specification."""


class UnknownNameError(Exception):
    """Raised by an expression with a name that does not exist. It has what is wrong, and what to do."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no {kind} {name}.", suggest(name, list(known)))


class WrongCallError(Exception):
    """Raised by an expression that calls a function with something else than texts. It has what is wrong, and what to do."""

    def __init__(self, function: Callable[..., str], name: str) -> None:
        words = [repr(word.replace("_", " ")) for word in signature(function).parameters]
        super().__init__(f"{name} is not called as it should be.", f"Write {name}({', '.join(words)}), with texts in quotes.")


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
        "derivation": specification.derivation_by_id,
        **{kind: {part.id: part for part in getattr(specification, parts)} for kind, parts in BEHIND_DERIVATIONS.items()},
    }

    def link(kind: str) -> Callable[..., Markdown]:
        def linked(name: str, words: str | None = None) -> Markdown:
            """Return a link to a part of the guide. Its text is `words`, or the title of the part."""
            part = _known(kind, name, named[kind])
            title = name if kind in {"rule", "discrepancy"} else part.title
            return Markdown(f"[{escaped(words or title)}]({LINK}{kind}/{name})")

        return linked

    def value(item: str, text: str) -> Markdown:
        """Return an allowed value of an item, in quotation marks."""
        _known("item", item, named["item"])
        values = specification.values_of(item) or ()
        if text not in values:
            raise UnknownNameError(f"value of {item}", text, values)
        return Markdown(f"“{escaped(text)}”")

    def values(item: str) -> Markdown:
        """Return the allowed values of an item as a list, with their labels and descriptions."""
        codes = specification.codes_of(_known("item", item, named["item"]))
        return Markdown("\n".join(f"- **{escaped(code.value)}**{_after(code.label)}{_after(code.description)}" for code in codes))

    def rows(table: str) -> Markdown:
        """Return a table of the specification as a table in Markdown."""
        shown = _known("table", table, named["table"])
        names = [*shown.keys, *(attribute.id for attribute in shown.attributes)]
        heads = [specification.item_by_id[name].title if name in specification.item_by_id else name for name in names]
        heads[len(shown.keys) :] = [attribute.title for attribute in shown.attributes]
        return markdown_table(heads, [[row.get(name, "") for name in names] for row in shown.rows])

    def term(name: str) -> Markdown:
        """Return a term as the glossary writes it."""
        terms = {entry.term: entry for entry in specification.glossary}
        return escaped(_known("term", name, terms).term)

    def entries(name: str) -> Markdown:
        """Return the entries of a part of the scope as a list."""
        parts = {part: getattr(specification.scope, part) for part in ("in_scope", "out_of_scope", "new", "not_carried_forward")}
        return Markdown(
            "\n".join(f"- **{escaped(entry.title)}**{_after(entry.text)}" for entry in _known("part of the scope", name, parts))
        )

    def provisions(name: str) -> Markdown:
        """Return the powers, purposes, functions, terms of dissemination or recipients as a list."""
        parts = {part: getattr(specification.legal, part) for part in ("powers", "purposes", "functions", "dissemination", "recipients")}
        return Markdown(
            "\n".join(f"- **{escaped(entry.title)}**{_after(entry.text)}" for entry in _known("part of the legal basis", name, parts))
        )

    def picture(name: str) -> Markdown:
        """Return a picture that is drawn from the specification."""
        known = [*PICTURES, *(f"derivation-{derivation.id}" for derivation in specification.derivations if pictured(derivation))]
        if name not in known:
            raise UnknownNameError("picture", name, known)
        return Markdown(f"![{name}]({LINK}picture/{name})")

    def page(name: str, words: str) -> Markdown:
        """Return a link to a page that has no chapter."""
        _known("page", name, dict.fromkeys(reference_pages(specification)))
        return Markdown(f"[{escaped(words)}]({LINK}page/{name})")

    counts = SimpleNamespace(
        **specification.counts,
        rules=len(rules_of(specification)),
        discrepancies=len(specification.discrepancies),
        personal=sum(item.personal_data != "none" for item in specification.items),
        special=sum(item.personal_data == "special category" for item in specification.items),
        unchecked=len(specification.unchecked),
        topics=len(specification.traceability.annex_1),
        salt=len(specification.traceability.salt),
    )
    links = {kind: link(kind) for kind in named}
    texts: dict[str, Callable[..., Markdown]] = {
        "value": value,
        "values": values,
        "rows": rows,
        "term": term,
        "entries": entries,
        "provisions": provisions,
    }
    functions: dict[str, Callable[..., Markdown]] = {**links, **texts, "picture": picture, "page": page}
    called = {name: _with_texts_only(function, name) for name, function in functions.items()}
    return {**called, "count": counts, "specification": specification}


def _with_texts_only(function: Callable[..., Markdown], name: str) -> Callable[..., Markdown]:
    """Return a function that raises WrongCallError unless it is called with the texts that it needs."""
    expected = signature(function)

    @wraps(function)
    def checked(*arguments: object, **named: object) -> Markdown:
        try:
            bound = expected.bind(*arguments, **named)
        except TypeError as error:
            raise WrongCallError(function, name) from error
        if not all(isinstance(argument, str) for argument in bound.arguments.values()):
            raise WrongCallError(function, name)
        return function(*bound.args, **bound.kwargs)

    return checked


def _after(text: str | None) -> str:
    """Return an optional text as it follows a name: a colon and the text."""
    return f": {escaped(text)}" if text else ""


def _known(kind: str, name: str, known: Mapping[str, Any]) -> Any:
    """Return what a name stands for. Raises UnknownNameError."""
    if name not in known:
        raise UnknownNameError(kind, name, known)
    return known[name]
