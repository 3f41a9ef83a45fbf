"""Find the parts of a specification that have a name: items, sections, code lists, values, discrepancies and so on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cldspec.model import (
    Calculation,
    Code,
    CodeList,
    DataItem,
    Derivation,
    Discrepancy,
    Format,
    SaltRequirement,
    Section,
    Specification,
    Table,
    Term,
    Topic,
)
from cldspec.model.base import Versioned
from cldspec.rules.all_rules import Rule, rules_of
from cldspec.spelling import folded, nearest

Kind = Literal[
    "data item",
    "section",
    "code list",
    "value",
    "table",
    "calculation",
    "derivation",
    "rule",
    "format",
    "discrepancy",
    "topic",
    "SALT requirement",
    "term",
]
Subject = (
    DataItem | Section | CodeList | Code | Table | Calculation | Derivation | Rule | Format | Discrepancy | Topic | SaltRequirement | Term
)


@dataclass(frozen=True, slots=True)
class Match:
    """A part of the specification that has the name. `within` is the code list of a value."""

    kind: Kind
    name: str
    subject: Subject
    within: CodeList | None = None


def find(name: str, specification: Specification) -> list[Match]:
    """Return the parts with this identifier or, if there are none, those with this name. Case and repeated spaces are ignored."""
    wanted = folded(name)
    entries = list(_entries(specification))
    by_identifier = [match for key, match, is_identifier in entries if is_identifier and folded(key) == wanted]
    by_name = [match for key, match, is_identifier in entries if not is_identifier and folded(key) == wanted]
    unique: list[Match] = []
    for match in by_identifier or by_name:
        if not any(match.subject is other.subject for other in unique):
            unique.append(match)
    return unique


def find_by_former_name(name: str, specification: Specification) -> list[Match]:
    """Return the items, code lists and values that had this name or identifier in an earlier version, as far as it is known."""
    wanted = folded(name)
    parts: list[Match] = [Match("data item", item.id, item) for item in specification.items]
    for one in specification.code_lists:
        parts += [Match("code list", one.id, one), *(Match("value", code.value, code, one) for code in one.codes)]
    return [match for match in parts if wanted in _former_names(match.subject)]


def _former_names(subject: Subject) -> set[str]:
    former = subject.formerly if isinstance(subject, Versioned) else ()
    return {folded(known) for one in former for known in (one.name, one.id or "")}


def similar_names(name: str, specification: Specification) -> list[str]:
    """Return up to five names that are similar to this one, best first."""
    keys = {key for key, _, _ in _entries(specification)}
    inside = sorted((key for key in keys if len(name) > 2 and name.casefold() in key.casefold()), key=len)  # noqa: PLR2004 - shorter texts are in too many names
    return list(dict.fromkeys([*nearest(name, keys, 5), *inside]))[:5]


def _entries(specification: Specification) -> Iterator[tuple[str, Match, bool]]:
    """Yield all names, the part that each stands for, and whether it is an identifier."""
    for item in specification.items:
        match = Match("data item", item.id, item)
        yield item.id, match, True
        for name in (item.title, *(other.value for other in item.also_called)):
            yield name, match, False
    for section in specification.sections:
        match = Match("section", section.id, section)
        yield section.id, match, True
        for name in (section.title, *(other.value for other in section.also_called)):
            yield name, match, False
    for calculation in specification.calculations:
        match = Match("calculation", calculation.id, calculation)
        yield calculation.id, match, True
        for name in (calculation.title, *(other.value for other in calculation.also_called)):
            yield name, match, False
    for derivation in specification.derivations:
        yield derivation.id, Match("derivation", derivation.id, derivation), True
        yield derivation.title, Match("derivation", derivation.id, derivation), False
    for table in specification.tables:
        yield table.id, Match("table", table.id, table), True
        yield table.title, Match("table", table.id, table), False
    for rule in rules_of(specification):
        yield rule.id, Match("rule", rule.id, rule), True
    for named in specification.formats:
        yield named.id, Match("format", named.id, named), True
    for discrepancy in specification.discrepancies:
        yield discrepancy.id, Match("discrepancy", discrepancy.id, discrepancy), True
    for code_list in specification.code_lists:
        match = Match("code list", code_list.id, code_list)
        yield code_list.id, match, True
        yield code_list.title, match, False
        for code in code_list.codes:
            value = Match("value", code.value, code, code_list)
            for name in (code.value, *([code.label] if code.label else []), *(other.value for other in code.also_seen_as)):
                yield name, value, False
    for topic in specification.traceability.annex_1:
        yield topic.id, Match("topic", topic.id, topic), True
    for requirement in specification.traceability.salt:
        yield f"SALT {requirement.number}", Match("SALT requirement", f"SALT {requirement.number}", requirement), True
        yield requirement.requirement, Match("SALT requirement", f"SALT {requirement.number}", requirement), False
    for term in specification.glossary:
        yield term.term, Match("term", term.term, term), False
