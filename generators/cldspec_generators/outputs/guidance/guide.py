"""The guide as a whole: its pages in order, made from the chapters and from the specification, and the address of each part.

The web pages and Markdown have all pages. Word and PDF are for reading from beginning to end: they leave out the annex, and pages that
only repeat what the data items say.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files

from cldspec.guidance import filled_in, read_chapter
from cldspec.guidance.document import Heading, Page
from cldspec.guidance.markdown_reader import read_markdown
from cldspec.guidance.pages import (
    ANNEX_PAGES,
    DERIVED_PAGES,
    DISCREPANCY_PAGES,
    REFERENCE_PAGES,
    WEB_PAGES,
    addresses,
    discrepancy_page,
    reference_pages,
    section_page,
    subject_page,
    subjects,
)
from cldspec.guidance.pictured import pictured
from cldspec.model import DataItem, Discrepancy, SaltRequirement, Specification, Topic
from cldspec.rules.all_rules import Rule, rules_of
from cldspec.rules.cells import DATE_FORM
from cldspec.rules.coverage import REMARKS, all_targets, is_in_part, left_out_rules
from cldspec.rules.expression import parse, parse_value
from cldspec.rules.targets.english import arithmetic, english, requirement
from cldspec.rules.targets.needs import Need, when_needed
from cldspec.rules.targets.sentences import sentence
from cldspec_generators.outputs.guidance.derived import values_of_derivations
from cldspec_generators.outputs.guidance.picture_of_periods import picture_of_periods
from cldspec_generators.outputs.guidance.picture_of_sections import picture_of_sections
from cldspec_generators.outputs.guidance.picture_of_sequel import picture_of_sequel
from cldspec_generators.outputs.guidance.svg import Drawing
from cldspec_generators.shared.writing import rule_in_markdown

PACKAGE = "cldspec_generators.outputs.guidance"
"""The package that has the templates and assets."""
GUIDANCE, ITEMS, REFERENCE, ANNEX = "Guidance", "Data items", "Reference", "Annex"
DERIVED = "What is derived from your return"
GROUPS = GUIDANCE, ITEMS, REFERENCE, DERIVED, ANNEX
"""The groups of the contents, in order."""
TOP_LEVEL = 2
"""The level of the top headings of a page. Its title is level 1."""
MANY_SUBHEADINGS = 3
"""A chapter with more subheadings than this for each top heading is a list of these, such as questions and answers."""
MANY_NEEDS = 4
"""From this number of lines on, a table says when a data item is needed, because the sentence about it is too long."""
LONG_LIST = 40
"""From this number of values on, a code list is on its own page only, and not with each item as well."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The pages in order, the address of each part, and the pictures.

    An address is a page and an anchor ("" for the whole page), by `KIND/IDENTIFIER` of the part.
    """

    specification: Specification
    pages: tuple[Page, ...]
    addresses: Mapping[str, tuple[str, str]]
    pictures: dict[str, Drawing]

    def has(self, target: str) -> bool:
        """Return whether a link to a part, `KIND/IDENTIFIER`, leads to one of these pages."""
        return self.addresses[target][0] in {page.id for page in self.pages}

    def neighbours(self, page: Page) -> tuple[Page | None, Page | None]:
        """Return the pages before and after a page."""
        index = self.pages.index(page)
        return self.pages[index - 1] if index else None, self.pages[index + 1] if index + 1 < len(self.pages) else None


def guide_of(specification: Specification) -> Guide:
    """Return the guide of a specification."""
    pictures = {"pathway": picture_of_sections(specification), "period": picture_of_periods(specification)}
    for derivation in specification.derivations:
        if shown := pictured(derivation):
            pictures[f"derivation-{derivation.id}"] = picture_of_sequel(derivation, shown, specification)
    return Guide(specification, tuple(_pages(specification)), addresses(specification), pictures)


def file_name(guide: Guide) -> str:
    """Return the name of the Word document and the PDF, without its ending."""
    return f"{guide.specification.abbreviation.lower()}-guidance-{guide.specification.version}"


def printed(guide: Guide) -> Guide:
    """Return the guide without the pages that only the web version has."""
    left_out = {*WEB_PAGES, *ANNEX_PAGES, *DERIVED_PAGES, *map(subject_page, subjects(guide.specification))} - {"derived"}
    return replace(guide, pages=tuple(page for page in guide.pages if page.id not in left_out))


def contents_of(page: Page) -> list[Heading]:
    """Return the headings for the contents of a page: its top headings, or their subheadings if a chapter has many of these."""
    headings = [block for block in page.blocks if isinstance(block, Heading)]
    top = [heading for heading in headings if heading.level == TOP_LEVEL]
    below = [heading for heading in headings if heading.level == TOP_LEVEL + 1]
    has_many = len(below) > MANY_SUBHEADINGS * max(len(top), 1)
    return below if page.group == GUIDANCE and has_many else top


def _pages(specification: Specification) -> Iterator[Page]:
    for chapter in specification.guidance:
        yield Page(chapter.id, chapter.title, GUIDANCE, read_chapter(chapter, specification))
    for section in specification.sections:
        yield _page_of("section", section_page(section.id), section.title, ITEMS, specification, part=section)
    for name in reference_pages(specification):
        group = ANNEX if name in ANNEX_PAGES else DERIVED if name in DERIVED_PAGES else REFERENCE
        if name in DISCREPANCY_PAGES:
            found = [discrepancy for discrepancy in specification.discrepancies if discrepancy_page(discrepancy) == name]
            owners = Counter(discrepancy.owner for discrepancy in found if discrepancy.owner).most_common(1)
            values = {"page_name": name, "found": found, "usual_owner": owners[0][0] if owners else None}
            yield _page_of("discrepancies", name, REFERENCE_PAGES[name], group, specification, **values)
        else:
            yield _page_of(name, name, REFERENCE_PAGES[name], group, specification)
        if name == "derived":
            for subject in subjects(specification):
                title = f"Derived tables ({subject.replace('-', ' ')})"
                yield _page_of("derived-subject", subject_page(subject), title, group, specification, subject=subject)


def _page_of(template: str, name: str, title: str, group: str, specification: Specification, **values: object) -> Page:
    """Return the page that a template makes."""
    text = files(PACKAGE).joinpath("templates", f"{template}.md.j2").read_text(encoding="utf-8")
    markdown = filled_in(text, specification, more={**_template_values(specification), **values})
    return Page(name, title, group, read_markdown(markdown, title, addresses(specification)))


def _template_values(specification: Specification) -> dict[str, object]:
    """Return what templates may use in addition to the expressions that chapters may use."""

    def rules_about(item: DataItem) -> list[Rule]:
        return [rule for rule in rules_of(specification) if item.id in rule.items]

    def needs_of(item: DataItem) -> list[Need]:
        needs = [need for need in when_needed(item, specification) if severities[need.rule] != "information"]
        return needs if len(needs) >= MANY_NEEDS else []

    severities = {rule.id: rule.severity for rule in rules_of(specification)}

    def discrepancies_about(item: DataItem) -> list[Discrepancy]:
        return [discrepancy for discrepancy in specification.discrepancies if item.id in discrepancy.concerns]

    def topics_of(item: DataItem) -> list[Topic]:
        return [topic for topic in specification.traceability.annex_1 if item.id in topic.items]

    def salt_of(item: DataItem) -> list[SaltRequirement]:
        return [requirement for requirement in specification.traceability.salt if item.id in requirement.items]

    def cited(references: tuple[str, ...]) -> str:
        return ". ".join(f"{title}, {'; '.join(places)}" for title, places in specification.places_by_document(references).items())

    def checked_in_part(target: str) -> int:
        return sum(is_in_part(reason) for _, reason in left_out_rules(specification, target))

    return {
        "rules": rules_of(specification),
        "rules_about": rules_about,
        "needs_of": needs_of,
        "discrepancies_about": discrepancies_about,
        "topics_of": topics_of,
        "salt_of": salt_of,
        "cited": cited,
        "requirement": lambda item: requirement(item, specification),
        "sentence": lambda rule: sentence(rule, specification),
        "statement": lambda rule: rule_in_markdown(rule, specification),
        "targets": all_targets(),
        "remarks": REMARKS,
        "left_out": lambda target: left_out_rules(specification, target),
        "checked_in_part": checked_in_part,
        "in_english": lambda condition: english(parse(condition), specification),
        "arithmetic": lambda value: arithmetic(parse_value(value), specification),
        "items_using": lambda code_list: [item for item in specification.items if item.code_list == code_list.id],
        "items_by_title": sorted(specification.items, key=lambda item: item.title.casefold()),
        "long_list": LONG_LIST,
        "date_form": DATE_FORM,
        **values_of_derivations(specification),
    }
