"""The pages of the guide: their names, and the address of each part of the specification."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from cldspec.guidance.pictured import pictured
from cldspec.model import Discrepancy, Specification
from cldspec.rules.all_rules import rules_of

PRINTED_PAGES = {"rules": "Rules", "glossary": "Glossary", "history": "Version history"}
"""The pages for reference that Word and PDF have too, with their titles. The templates of the guide have their text."""
WEB_PAGES = {
    "item-index": "Index of data items",
    "lists": "Code lists",
    "tables": "Tables",
    "calculations": "Calculations",
}
"""The pages for reference that only the web version has: in Word and PDF they would repeat what the data items and chapters say."""
DISCREPANCY_PAGES = {
    "discrepancies": "Where the sources disagree",
    "discrepancies-decided": "Disagreements that were decided",
    "discrepancies-wording": "Names and spellings that differ",
}
"""The pages about disagreements between the sources. The first has those that are open, or that nobody has sorted yet."""
DERIVED_PAGES = {
    "derived": "Derived tables at a glance",
    "deriving": "Methods, parameters and orders",
    "not-derived": "What is not derived",
}
"""The pages about derivations, besides one for each of their subjects. Word and PDF have only the first."""
ANNEX_PAGES = DISCREPANCY_PAGES | {
    "unchecked": "What no rule checks",
    "item-rules": "Rules that follow from the data items",
    "coverage": "Which output checks which rule",
    "traces": "Where each part comes from",
    "sources": "Sources",
}
"""The pages of the annex, which only the web version has."""
REFERENCE_PAGES = PRINTED_PAGES | WEB_PAGES | DERIVED_PAGES | ANNEX_PAGES
"""All pages that have no chapter."""
BEHIND_DERIVATIONS = {"method": "methods", "parameter": "parameters", "ranking": "rankings", "mapping": "mappings"}
"""The kinds of parts that derivations refer to, with the attribute of the specification that has them."""
OTHER_FILES = ("index", "readme", "search")
"""The names that other files of the guide have, so that no page can."""


def section_page(section: str) -> str:
    """Return the name of the page of a section."""
    return f"items-{section}"


def subject_page(subject: str) -> str:
    """Return the name of the page of the derivations of a subject."""
    return f"derived-{subject}"


def subjects(specification: Specification) -> list[str]:
    """Return the subjects of the derivations, in order."""
    return list(dict.fromkeys(derivation.subject for derivation in specification.derivations))


def discrepancy_page(discrepancy: Discrepancy) -> str:
    """Return the name of the page that has a disagreement between the sources."""
    if discrepancy.status != "decided":
        return "discrepancies"
    return "discrepancies-wording" if discrepancy.weight == "wording" else "discrepancies-decided"


def reference_pages(specification: Specification) -> list[str]:
    """Return the names of the pages that have no chapter. Decided disagreements and derivations have pages if there are any."""
    needed = {"discrepancies", *map(discrepancy_page, specification.discrepancies)}
    needed |= {"derived", "deriving"} if specification.derivations else set()
    needed |= {"not-derived"} if specification.not_derived else set()
    optional = DISCREPANCY_PAGES | DERIVED_PAGES
    return [name for name in REFERENCE_PAGES if name in needed or name not in optional]


@lru_cache(maxsize=16)
def addresses(specification: Specification) -> Mapping[str, tuple[str, str]]:
    """Return the page and the anchor ("" for the whole page) of each part of the guide, by `KIND/IDENTIFIER` of the part."""
    return dict(_addresses(specification))


def _addresses(specification: Specification) -> Iterator[tuple[str, tuple[str, str]]]:
    for chapter in specification.guidance:
        yield f"chapter/{chapter.id}", (chapter.id, "")
    for section in specification.sections:
        yield f"section/{section.id}", (section_page(section.id), "")
    for item in specification.items:
        yield f"item/{item.id}", (section_page(item.section), item.id)
    for kind, page, parts in (
        ("list", "lists", specification.code_lists),
        ("table", "tables", specification.tables),
        ("calculation", "calculations", specification.calculations),
    ):
        for part in parts:
            yield f"{kind}/{part.id}", (page, part.id)
    for derivation in specification.derivations:
        yield f"derivation/{derivation.id}", (subject_page(derivation.subject), derivation.id)
        if pictured(derivation):
            yield f"picture/derivation-{derivation.id}", (subject_page(derivation.subject), derivation.id)
    for kind, named in BEHIND_DERIVATIONS.items():
        for one in getattr(specification, named) if specification.derivations else ():
            yield f"{kind}/{one.id}", ("deriving", f"{kind}-{one.id}")
    for discrepancy in specification.discrepancies:
        yield f"discrepancy/{discrepancy.id}", (discrepancy_page(discrepancy), discrepancy.id)
    for rule in rules_of(specification):
        item = specification.item_by_id[rule.items[0]]
        yield f"rule/{rule.id}", ("rules", rule.id) if rule.entry else (section_page(item.section), item.id)
    for name in reference_pages(specification):
        yield f"page/{name}", (name, "")
