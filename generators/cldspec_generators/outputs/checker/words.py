"""What the scripts of the page say: the words of the reports, and the titles and addresses that results refer to."""

from cldspec.guidance.pages import addresses
from cldspec.model import Specification
from cldspec.rules.all_rules import rules_of
from cldspec.wording import FORMULA_START, MONTHS, NUMBER
from cldspec_generators.reports.validation import finding_list, messages, page
from cldspec_generators.shared.plain_text import LONGEST_CELL_TEXT, UNWRITABLE

GUIDE = "../guidance/html/"
"""Where the guide is, seen from the page."""


def words_of(specification: Specification) -> dict[str, object]:
    """Return what the scripts of the page say about results; `Words` in scripts/words.js describes it."""
    sections = {section.id: section.title for section in specification.sections}
    items = [
        {"id": item.id, "title": item.title, "section": sections[item.section], "address": _address(f"item/{item.id}", specification)}
        for item in specification.items
    ]
    return {
        "version": f"{specification.title} {specification.version_label}",
        "collection": messages.collection_name(specification),
        "noun": specification.collection.title.lower(),
        "severities": messages.SEVERITY_WORDS,
        "actions": messages.ACTIONS,
        "statuses": messages.STATUS_MEANINGS,
        "parts": messages.PARTS,
        "minWidth": messages.MIN_WIDTH,
        "findingsListed": messages.FINDINGS_LISTED,
        "longestText": page.MAX_TEXT_LENGTH,
        "longestCell": LONGEST_CELL_TEXT,
        "csvHeaders": finding_list.HEADERS,
        "sentences": messages.SENTENCES,
        "cumulation": messages.CUMULATION,
        "previous": messages.PREVIOUS,
        "noFindings": messages.NO_FINDINGS,
        "noItem": messages.NO_ITEM,
        "private": messages.PRIVATE,
        "notPrivate": messages.NOT_PRIVATE,
        "months": MONTHS,
        "items": items,
        "rules": {rule.id: _address(f"rule/{rule.id}", specification) for rule in rules_of(specification)},
        "contact": f"{specification.contact.name} ({specification.contact.email})",
        "unwritable": UNWRITABLE.pattern,
        "likeFormula": FORMULA_START.pattern,
        "likeNumber": NUMBER.pattern,
    }


def _address(part: str, specification: Specification) -> str:
    name, anchor = addresses(specification)[part]
    return f"{GUIDE}{name}.html{'#' + anchor if anchor else ''}"
