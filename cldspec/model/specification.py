"""One version of a specification, with all its parts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from cldspec.model.annexes import (
    Chapter,
    ComparableDataset,
    Contact,
    Discrepancy,
    ItemCounts,
    LaterRelease,
    Legal,
    Licence,
    Release,
    Schedule,
    Scope,
    Term,
    Traceability,
)
from cldspec.model.base import COMPUTED, Collection, Located, Place, SourceDocument, cited_request
from cldspec.model.calculations import Calculation
from cldspec.model.derivations import Derivation, Method, NotDerived, Parameter, Ranking, ValueMapping
from cldspec.model.items import DataItem, Format, Record, Section
from cldspec.model.lists import Code, CodeList, Table
from cldspec.model.rules import RuleEntry, Unchecked
from cldspec.model.samples import SampleData
from cldspec.wording import version_label


@dataclass(frozen=True, kw_only=True, eq=False)
class Specification(Located):
    """One version of a data specification, with all its parts. It equals only itself; cldspec.diff compares two."""

    title: str
    abbreviation: str
    version: str
    name: str | None = None
    status: Literal["draft", "released", "withdrawn"]
    published: str | None = None
    corrected: str | None = None
    summary: str
    publisher: str
    contact: Contact
    licence: Licence
    record: Record
    collection: Collection
    sections: tuple[Section, ...]
    schedule: Schedule
    history: tuple[Release, ...]
    item_counts: ItemCounts | None = None
    sources: tuple[str, ...]
    formats: tuple[Format, ...] = ()
    comparisons: tuple[ComparableDataset, ...] = ()
    documents: tuple[SourceDocument, ...]
    items: tuple[DataItem, ...]
    code_lists: tuple[CodeList, ...]
    tables: tuple[Table, ...]
    calculations: tuple[Calculation, ...]
    rules: tuple[RuleEntry, ...]
    unchecked: tuple[Unchecked, ...]
    discrepancies: tuple[Discrepancy, ...]
    traceability: Traceability
    legal: Legal
    scope: Scope
    glossary: tuple[Term, ...]
    sample: SampleData
    guidance: tuple[Chapter, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    methods: tuple[Method, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    mappings: tuple[ValueMapping, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    not_derived: tuple[NotDerived, ...] = ()
    later_releases: tuple[LaterRelease, ...] = field(default=(), compare=False, metadata=COMPUTED)
    """Releases that no version at hand describes. They are listed beside the versions, and a build fills them in."""

    __eq__ = object.__eq__  # what is derived from a specification is kept by the object: comparing all of its parts takes far longer
    __hash__ = object.__hash__

    @property
    def version_label(self) -> str:
        """What this version is called after a title, such as "4.0, corrected 14 December 2026"; see `cldspec.wording.version_label`."""
        return version_label(self.version, name=self.name, status=self.status, corrected=self.corrected)

    @property
    def version_title(self) -> str:
        """What this version is called where it stands alone, such as "Version 4.1 (draft)" or "Release 1 (version 5.1)"."""
        return self.version_label if self.name else f"Version {self.version_label}"

    @property
    def version_in_text(self) -> str:
        """What this version is called within a sentence, such as "version 4.1 (draft)" or "Release 1 (version 5.1)"."""
        return self.version_label if self.name else f"version {self.version_label}"

    @property
    def publication_date(self) -> str | None:
        """The date of publication, yyyy-mm-dd or yyyy-mm, as outputs print it. A draft is not published, whatever its file says."""
        return None if self.status == "draft" else self.published

    @cached_property
    def item_by_id(self) -> Mapping[str, DataItem]:
        """The data items by identifier, in template order."""
        return {item.id: item for item in self.items}

    @cached_property
    def section_by_id(self) -> Mapping[str, Section]:
        """The sections by identifier, in template order."""
        return {section.id: section for section in self.sections}

    @cached_property
    def code_list_by_id(self) -> Mapping[str, CodeList]:
        """The code lists by identifier."""
        return {code_list.id: code_list for code_list in self.code_lists}

    @cached_property
    def table_by_id(self) -> Mapping[str, Table]:
        """The tables by identifier."""
        return {table.id: table for table in self.tables}

    @cached_property
    def format_by_id(self) -> Mapping[str, Format]:
        """The named formats by identifier."""
        return {named.id: named for named in self.formats}

    @cached_property
    def place_by_reference(self) -> Mapping[str, tuple[SourceDocument, Place]]:
        """The places that can be cited, by `document/place`."""
        return {f"{document.id}/{place.id}": (document, place) for document in self.documents for place in document.places}

    @cached_property
    def derivation_by_id(self) -> Mapping[str, Derivation]:
        """The derivations by identifier."""
        return {derivation.id: derivation for derivation in self.derivations}

    @cached_property
    def parameter_by_id(self) -> Mapping[str, Parameter]:
        """The parameters of derivations by identifier."""
        return {parameter.id: parameter for parameter in self.parameters}

    def places_by_document(self, references: Iterable[str]) -> Mapping[str, list[str]]:
        """Return the titles of the places that some references cite, by what citations call their documents.

        A change request (`change/CR-001`) is cited by its number.
        """
        places: dict[str, list[str]] = {}
        for reference in references:
            request = cited_request(reference)
            if request:
                places.setdefault("Change requests", []).append(request)
            else:
                document, place = self.place_by_reference[reference]
                places.setdefault(document.short_title or document.title, []).append(place.title)
        return places

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many parts of each sort there are, by the names that texts use: {{ count.items }}."""
        return {
            "items": len(self.items),
            "mandatory": sum(item.obligation == "mandatory" for item in self.items),
            "voluntary": sum(item.obligation == "voluntary" for item in self.items),
            "sections": len(self.sections),
            "lists": len(self.code_lists),
        }

    def items_of(self, section: Section) -> Iterator[DataItem]:
        """Yield the data items of a section, in template order."""
        return (item for item in self.items if item.section == section.id)

    def code_list_of(self, item: DataItem) -> CodeList | None:
        """Return the code list of an item; None if it has none."""
        return self.code_list_by_id[item.code_list] if item.code_list else None

    def values_of(self, item_id: str) -> tuple[str, ...] | None:
        """Return the allowed values of an item. None if the item or its code list does not exist, or if it has no code list."""
        item = self.item_by_id.get(item_id)
        code_list = self.code_list_by_id.get(item.code_list or "") if item else None
        return code_list.values if code_list else None

    def codes_of(self, item: DataItem) -> tuple[Code, ...]:
        """Return the codes of an item's code list; an empty tuple if it has no code list."""
        return self.code_list_by_id[item.code_list].codes if item.code_list else ()
