"""The specification as a value: plain, frozen data that mirrors the YAML key by key.

`cldspec/load/schemas/` explains each key; a test holds the fields here to the keys there. Every object remembers where
it was written (`origin`), which no comparison looks at. Expressions are kept as text; `cldspec.rules` reads them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal, Protocol

from cldspec.origin import Document, Origin
from cldspec.spelling import folded

ALWAYS = "always"
"""The condition that every row meets, as the YAML writes it."""

_NOWHERE = Origin(Document(file="", text="", data=None, values={}, keys={}))


@dataclass(frozen=True, kw_only=True)
class Written:
    """Anything read from a YAML file."""

    origin: Origin = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Alternative(Written):
    """Another spelling of a value or a name, and where the sources print it."""

    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Place(Written):
    """A heading, table or cell range of a source document that can be cited."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class SourceDocument(Written):
    """A document that the specification was taken from."""

    id: str
    title: str
    places: tuple[Place, ...]
    version: str | None = None
    dated: str | None = None
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class Contact(Written):
    """Whom to ask."""

    name: str
    email: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Licence(Written):
    """The terms under which the content may be used; `id` is that of the SPDX list."""

    id: str
    name: str
    url: str
    attribution: str


@dataclass(frozen=True, kw_only=True)
class Noun(Written):
    """What a row, or a file of rows, is called and is."""

    id: str
    title: str
    description: str


@dataclass(frozen=True, kw_only=True)
class Record(Noun):
    """What a row is, and the keys, best first, by which it is known again in a later submission.

    Two rows are of the same record if they agree in all items of the first key of which both have every value; the last
    key is for all others, and there a blank agrees with a blank.
    """

    known_by: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]


Severity = Literal["error", "warning", "information"]
"""What a broken rule means: the return is not ready to be sent; it is worth a query; it is worth knowing."""


@dataclass(frozen=True, kw_only=True)
class Section(Written):
    """A band of columns of the template; `applies_when` says on which rows its cells may be filled.

    `same_on_every_row_of` is a data item, or the collection: rows that agree in it agree in the whole section.
    """

    id: str
    title: str
    applies_when: str
    description: str
    sources: tuple[str, ...]
    also_called: tuple[Alternative, ...] = ()
    same_on_every_row_of: str | None = None
    if_not_same: Severity | None = None


@dataclass(frozen=True, kw_only=True)
class Format(Written):
    """A named form of text; `pattern` is a regular expression for the whole value."""

    id: str
    title: str
    pattern: str
    description: str
    conforms: tuple[str, ...]
    breaks: tuple[str, ...]
    check_digit: Literal["modulus_11"] | None = None
    advice: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statement(Written):
    """A sentence with its source."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Milestone(Written):
    """Something planned or done at a time."""

    when: str
    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Schedule(Written):
    """When returns are due; `year_starts` is month-day. With `overlap`, a return holds what started, ended or was open in its period."""

    frequency: Literal["monthly", "quarterly", "yearly"]
    year_starts: str
    cumulative: bool
    statements: tuple[Statement, ...]
    milestones: tuple[Milestone, ...]
    sources: tuple[str, ...]
    overlap: bool = False

    @property
    def first_month(self) -> int:
        """The month, from 1, on whose first day the reporting year starts."""
        return int(self.year_starts[:2])

    @property
    def months(self) -> int:
        """The months of a reporting period."""
        return {"monthly": 1, "quarterly": 3, "yearly": 12}[self.frequency]

    def months_left(self, month: int) -> int:
        """Return how many whole months of a reporting period are left after a month, from 1."""
        return self.months - 1 - (month - self.first_month) % 12 % self.months


@dataclass(frozen=True, kw_only=True)
class Release(Written):
    """A version in the history, with its date as printed."""

    version: str
    dated: str
    summary: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ItemCounts(Written):
    """How many data items the source says there are."""

    mandatory: int
    voluntary: int
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison(Written):
    """How many data items a comparable data set has."""

    dataset: str
    items: int
    sources: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Example(Written):
    """A cell as typed in the template ("" for one left blank), and when one would type it."""

    value: str
    situation: str | None = None
    sources: tuple[str, ...] = ()


ItemType = Literal["text", "code", "date", "integer", "decimal"]


@dataclass(frozen=True, kw_only=True)
class DataItem(Written):
    """One column of the return.

    `required_when` says on which rows a blank is a fault, among the rows that the section applies to; None means never.
    `was` is the identifier that it had in the version before.
    """

    section: str
    id: str
    title: str
    type: ItemType
    printed_type: str
    obligation: Literal["mandatory", "voluntary"]
    definition: str
    guidance: str
    personal_data: Literal["none", "personal", "special category"]
    sources: tuple[str, ...]
    also_called: tuple[Alternative, ...] = ()
    code_list: str | None = None
    format: str | None = None
    scale: int | None = None
    max_length: int | None = None
    required_when: str | None = None
    if_blank: Literal["error", "warning"] | None = None
    examples: tuple[Example, ...] = ()
    was: str | None = None


@dataclass(frozen=True, kw_only=True)
class Code(Written):
    """One value of a code list; `was` is what stood for it in the version before."""

    value: str
    was: str | None = None
    label: str | None = None
    description: str | None = None
    also_seen_as: tuple[Alternative, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CodeList(Written):
    """A defined list, its values in order; `was` is the identifier that it had in the version before."""

    id: str
    title: str
    description: str
    sources: tuple[str, ...]
    codes: tuple[Code, ...]
    was: str | None = None

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The values, in order."""
        return tuple(code.value for code in self.codes)

    @cached_property
    def by_spelling(self) -> Mapping[str, str]:
        """The values by each spelling that stands for them, folded: their own and those seen elsewhere."""
        others = ((other.value, code.value) for code in self.codes for other in code.also_seen_as)
        return {folded(spelling): value for spelling, value in [*others, *((value, value) for value in self.values)]}


@dataclass(frozen=True, kw_only=True)
class Meaning(Written):
    """A value of a table's attribute and what it means."""

    value: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Attribute(Written):
    """What a table says about each of its rows besides the keys."""

    id: str
    title: str
    values: tuple[Meaning, ...]


@dataclass(frozen=True, kw_only=True)
class Table(Written):
    """Which values of several data items belong together: each row maps keys and attributes to values."""

    id: str
    title: str
    description: str
    keys: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    sources: tuple[str, ...]
    attributes: tuple[Attribute, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Multiplier(Written):
    """The factor that goes with one value of a code list."""

    value: str
    multiplier: Decimal
    note: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Multipliers(Written):
    """The factors that go with the values of a data item."""

    item: str
    values: tuple[Multiplier, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Case(Written):
    """One case of a calculation: arithmetic (`value`), or why there is no result (`not_applicable`)."""

    when: str
    value: str | None = None
    not_applicable: str | None = None


@dataclass(frozen=True, kw_only=True)
class WorkedExample(Written):
    """Cells of a row as typed in the template, and the result of the calculation for it."""

    given: Mapping[str, str]
    result: str
    note: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ScheduleRow(Written):
    """What is planned at one time of the day: a number for each day of the week, "" for none."""

    time: str
    units: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WeeklySchedule(Written):
    """A grid of days and times whose sum is the value of a data item; `rows` are those of the calculation's first example."""

    item: str
    title: str
    time: str
    days: tuple[str, ...]
    total: str
    rows: tuple[ScheduleRow, ...]
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tool(Written):
    """A sheet on which people try a calculation out."""

    title: str
    instructions: str
    sources: tuple[str, ...]
    schedule: WeeklySchedule | None = None


@dataclass(frozen=True, kw_only=True)
class Calculation(Written):
    """A value derived from a row; the first case whose condition holds decides."""

    id: str
    title: str
    type: Literal["decimal"]
    definition: str
    guidance: str
    submitted: bool
    cases: tuple[Case, ...]
    examples: tuple[WorkedExample, ...]
    sources: tuple[str, ...]
    also_called: tuple[Alternative, ...] = ()
    scale: int | None = None
    multipliers: Multipliers | None = None
    tool: Tool | None = None


Cells = Mapping[str, str]
"""Cells of a row by the identifier of their data item, as typed in the template; "" for one left blank."""


@dataclass(frozen=True, kw_only=True)
class RuleExamples(Written):
    """Rows that keep a rule, and rows that break it: only what matters, the rest of each row is filled so that it conforms.

    For a rule about one row each entry is such a row. For a rule about many rows the entries of a list are one return.
    """

    conforms: tuple[Cells, ...]
    breaks: tuple[Cells, ...]


@dataclass(frozen=True, kw_only=True)
class RuleEntry(Written):
    """A rule as the YAML writes it: `when` and `expect` are conditions on a row, `unique` and `same_on_every_row_of` on many.

    `cldspec.rules.every` adds the rules that the data items themselves make.
    """

    subject: str
    id: str
    title: str
    severity: Severity
    items: tuple[str, ...]
    message: str
    examples: RuleExamples
    sources: tuple[str, ...]
    when: str = ALWAYS
    expect: str | None = None
    unique: tuple[str, ...] = ()
    same_on_every_row_of: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Unchecked(Written):
    """A statement of the sources that no rule holds, and the reason."""

    id: str
    text: str
    reason: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Reading(Written):
    """What one part of the sources says."""

    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Discrepancy(Written):
    """A place where the sources disagree, and what was decided."""

    id: str
    title: str
    kind: str
    readings: tuple[Reading, ...]
    decision: str
    reason: str
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Topic(Written):
    """A topic of the Direction's Annex 1: the data items that serve it, or why none does."""

    id: str
    category: str
    topic: str
    items: tuple[str, ...] = ()
    not_collected: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Exemption(Written):
    """Data items that no topic names, and why they are collected all the same."""

    items: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class SaltRequirement(Written):
    """A data requirement of the older return: the data items that serve it, or why none does."""

    number: int
    requirement: str
    computed: bool
    items: tuple[str, ...] = ()
    not_collected: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Traceability(Written):
    """From topics and older requirements to data items."""

    annex_1: tuple[Topic, ...]
    outside_annex_1: tuple[Exemption, ...]
    salt: tuple[SaltRequirement, ...]


@dataclass(frozen=True, kw_only=True)
class Direction(Written):
    """The legal instrument; `changes_agreed_by` are the bodies that must all agree before the specification changes."""

    title: str
    dated: str
    from_: str
    to: str
    comes_into_force: str
    duration: str
    review: str
    sources: tuple[str, ...]
    replaces: str | None = None
    fees: str | None = None
    changes_agreed_by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Provision(Written):
    """A power, purpose, function, term or recipient."""

    id: str
    title: str
    sources: tuple[str, ...]
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Legal(Written):
    """The legal basis, what it is for, and who may receive data."""

    direction: Direction
    powers: tuple[Provision, ...]
    purposes: tuple[Provision, ...]
    functions: tuple[Provision, ...]
    dissemination: tuple[Provision, ...]
    recipients: tuple[Provision, ...]


@dataclass(frozen=True, kw_only=True)
class ScopeEntry(Written):
    """Something in scope, out of scope, new, or no longer asked for."""

    id: str
    title: str
    text: str
    sources: tuple[str, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scope(Written):
    """What the collection covers, and how it compares with the return before it."""

    in_scope: tuple[ScopeEntry, ...]
    out_of_scope: tuple[ScopeEntry, ...]
    new: tuple[ScopeEntry, ...]
    not_carried_forward: tuple[ScopeEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Term(Written):
    """A term or an abbreviation."""

    term: str
    meaning: str
    sources: tuple[str, ...]
    stands_for: str | None = None


@dataclass(frozen=True, kw_only=True)
class Identifier(Written):
    """A text item whose values are made by counting: in `form`, # stands for a digit, @ for a capital letter."""

    item: str
    form: str


@dataclass(frozen=True, kw_only=True)
class Vocabulary(Written):
    """Made-up values of text items, one or several that go together."""

    id: str
    items: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class DaysAfter(Written):
    """A date, as the least and the most days after the end of a step, or after its start while it is open."""

    item: str
    between: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Amount(Written):
    """A number between two others, as typed, with as many digits after the point as these have."""

    item: str
    between: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Step(Written):
    """One row of a pathway: the cells that matter, and when it starts and ends, in days, at least and at most.

    It starts after the end of the step before, or, where there is none or it is open, after the day that counting begins
    from. It `lasts` some days, or `ends` after the day that counting begins from; without either it is open.
    """

    cells: Cells
    starts: tuple[int, ...]
    lasts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    days: tuple[DaysAfter, ...] = ()
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pathway(Written):
    """What may happen to one person or thing, step by step; `share` says how often, beside the others."""

    id: str
    title: str
    share: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class SampleData(Written):
    """What made-up returns are made of: pathways, whose rows share the value of `group`, and values that stand for nothing real.

    `starts` and `ends` are the dates of a step; days are counted from the usual value of `counted_from`.
    """

    group: str
    counted_from: str
    starts: str
    identifiers: tuple[Identifier, ...]
    pathways: tuple[Pathway, ...]
    ends: str | None = None
    vocabularies: tuple[Vocabulary, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chapter(Written):
    """A chapter of the guidance: Markdown with expressions, which `cldspec.guidance` works out.

    `first_line` is the line of its file on which the text begins.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    text: str
    first_line: int


@dataclass(frozen=True, kw_only=True)
class Specification(Written):
    """One version of a data specification, whole."""

    title: str
    abbreviation: str
    version: str
    status: Literal["draft", "released"]
    published: str
    summary: str
    publisher: str
    contact: Contact
    licence: Licence
    record: Record
    collection: Noun
    sections: tuple[Section, ...]
    schedule: Schedule
    history: tuple[Release, ...]
    item_counts: ItemCounts
    sources: tuple[str, ...]
    formats: tuple[Format, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
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

    def __hash__(self) -> int:
        """What is read from YAML mappings cannot be hashed; title and version tell specifications apart well enough."""
        return hash((self.title, self.version))

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

    def items_of(self, section: Section) -> Iterator[DataItem]:
        """Yield the data items of a section, in template order."""
        return (item for item in self.items if item.section == section.id)

    def code_list_of(self, item: DataItem) -> CodeList | None:
        """Return the code list of an item; None if it has none."""
        return self.code_list_by_id[item.code_list] if item.code_list else None

    def values_of(self, item_id: str) -> tuple[str, ...] | None:
        """Return the list values of an item; None where there is no such item, or it has no list, or one that does not exist."""
        item = self.item_by_id.get(item_id)
        code_list = self.code_list_by_id.get(item.code_list or "") if item else None
        return code_list.values if code_list else None

    def codes_of(self, item: DataItem) -> tuple[Code, ...]:
        """Return the codes that the item may take; none if it has no code list."""
        return self.code_list_by_id[item.code_list].codes if item.code_list else ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """One generated file: its path below the version's output folder, with forward slashes, its bytes, and what it is for.

    Where `about` is empty, the file serves what its output is for.
    """

    path: str
    content: bytes
    about: str = ""

    def __post_init__(self) -> None:
        """Refuse a path that leads out of the output's folder."""
        if {"", ".", ".."} & set(self.path.split("/")) or set("\\:") & set(self.path):
            raise ValueError(f"{self.path!r} is not a path below the output's folder, with forward slashes.")


class Generator(Protocol):
    """What makes one output: a pure function of a specification."""

    def __call__(self, specification: Specification) -> Iterator[Artifact]:
        """Yield the files of the output."""
        ...
