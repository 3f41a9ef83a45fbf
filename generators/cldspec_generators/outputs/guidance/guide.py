"""The guide as a whole: its pages in order, made from the chapters and from the specification, and where everything stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from cldspec.guidance import chapter_markdown, filled_in
from cldspec.model import DataItem, Discrepancy, SaltRequirement, Section, Specification, Topic
from cldspec.rules.all_rules import Rule, rules_of
from cldspec.rules.cells import DATE_FORM
from cldspec.rules.coverage import all_targets, is_in_part, left_out_rules
from cldspec.rules.expression import parse, parse_value
from cldspec.rules.targets.english import arithmetic, english, requirement
from cldspec.rules.targets.sentences import sentence
from cldspec_generators.outputs.guidance.blocks import Heading, Page, blocks_of
from cldspec_generators.outputs.guidance.drawing import Picture
from cldspec_generators.outputs.guidance.pathway import pathway
from cldspec_generators.outputs.guidance.period import period

GUIDANCE, ITEMS, REFERENCE = "Guidance", "Data items", "Reference"
"""The groups of the contents."""
PAGES = {
    "item-index": "Index of data items",
    "lists": "Code lists",
    "tables": "Tables",
    "calculations": "Calculations",
    "rules": "Rules",
    "coverage": "What checks which rule",
    "unchecked": "What no rule checks",
    "traces": "Where each item comes from",
    "glossary": "Glossary",
    "history": "Version history",
    "discrepancies": "Where the sources disagree",
    "sources": "Sources",
}
"""The pages that are made without a chapter, by name: `templates/NAME.md.j2`."""
TOP = 2
"""The level of the upper headings of a page; its title is level 1."""
MANY = 3
"""From how many headings below each upper one on a chapter is a list of these, such as questions."""
LONG_LIST = 40
"""From how many values on a list stands on its own page only, and not beside each item as well."""


@dataclass(frozen=True, slots=True)
class Guide:
    """All pages, in order, and where each part stands: page and anchor ("" for the page as a whole) by `KIND/IDENTIFIER`."""

    specification: Specification
    pages: tuple[Page, ...]
    places: dict[str, tuple[str, str]]
    pictures: dict[str, Picture]


def guide_of(specification: Specification) -> Guide:
    """Return the guide of a specification."""
    pages = tuple(_pages(specification))
    pictures = {"pathway": pathway(specification), "period": period(specification)}
    return Guide(specification, pages, dict(_places(specification)), pictures)


def section_page(section: str) -> str:
    """Return the name of the page of a section."""
    return f"items-{section}"


def _pages(specification: Specification) -> Iterator[Page]:
    for chapter in specification.guidance:
        yield Page(chapter.id, chapter.title, GUIDANCE, blocks_of(chapter_markdown(chapter, specification), chapter.title))
    for section in specification.sections:
        yield _made("section", section_page(section.id), section.title, ITEMS, specification, part=section)
    for name, title in PAGES.items():
        yield _made(name, name, title, REFERENCE, specification)


def _made(template: str, name: str, title: str, group: str, specification: Specification, **more: object) -> Page:
    """Return a page made from a template."""
    text = files("cldspec_generators.outputs.guidance").joinpath("templates", f"{template}.md.j2").read_text(encoding="utf-8")
    return Page(name, title, group, blocks_of(filled_in(text, specification, more={**_helpers(specification), **more}), title))


def _helpers(specification: Specification) -> dict[str, object]:
    """Return what the templates can ask besides the expressions of chapters."""

    def rules_about(item: DataItem) -> list[Rule]:
        return [rule for rule in rules_of(specification) if item.id in rule.items]

    def discrepancies_about(item: DataItem) -> list[Discrepancy]:
        return [one for one in specification.discrepancies if item.id in one.concerns]

    def topics_of(item: DataItem) -> list[Topic]:
        return [topic for topic in specification.traceability.annex_1 if item.id in topic.items]

    def salt_of(item: DataItem) -> list[SaltRequirement]:
        return [requirement for requirement in specification.traceability.salt if item.id in requirement.items]

    def cited(references: tuple[str, ...]) -> str:
        by_document: dict[str, list[str]] = {}
        for reference in references:
            document, place = specification.place_by_reference[reference]
            by_document.setdefault(document.title, []).append(place.title)
        return ". ".join(f"{document}: {'; '.join(places)}" for document, places in by_document.items())

    def when_of(section: Section) -> str:
        condition = parse(section.applies_when)
        return english(condition, specification)

    def in_part(target: str) -> int:
        return sum(is_in_part(reason) for _, reason in left_out_rules(specification, target))

    return {
        "rules": rules_of(specification),
        "rules_about": rules_about,
        "discrepancies_about": discrepancies_about,
        "topics_of": topics_of,
        "salt_of": salt_of,
        "cited": cited,
        "when_of": when_of,
        "requirement": lambda item: requirement(item, specification),
        "sentence": lambda rule: sentence(rule, specification),
        "targets": all_targets(),
        "left_out": lambda target: left_out_rules(specification, target),
        "in_part": in_part,
        "in_english": lambda condition: english(parse(condition), specification),
        "arithmetic": lambda value: arithmetic(parse_value(value), specification),
        "items_using": lambda code_list: [item for item in specification.items if item.code_list == code_list.id],
        "in_order": sorted(specification.items, key=lambda item: item.title.casefold()),
        "long_list": LONG_LIST,
        "date_form": DATE_FORM,
    }


def _places(specification: Specification) -> Iterator[tuple[str, tuple[str, str]]]:
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
        ("discrepancy", "discrepancies", specification.discrepancies),
    ):
        for part in parts:
            yield f"{kind}/{part.id}", (page, part.id)
    for rule in rules_of(specification):
        item = specification.item_by_id[rule.items[0]]
        yield f"rule/{rule.id}", ("rules", rule.id) if rule.entry else (section_page(item.section), item.id)
    for name in PAGES:
        yield f"page/{name}", (name, "")


def contents_of(page: Page) -> list[Heading]:
    """Return the headings of a page that its contents list: the upper ones, and in a chapter of few words below each all of them."""
    upper = [block for block in page.blocks if isinstance(block, Heading) and block.level == TOP]
    below = [block for block in page.blocks if isinstance(block, Heading) and block.level == TOP + 1]
    return below if page.group == GUIDANCE and len(below) > MANY * max(len(upper), 1) else upper
