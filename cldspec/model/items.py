"""Data items, the sections that they stand in, and the formats that they have."""

from dataclasses import dataclass
from typing import Literal

from cldspec.model.base import Alternative, Located, Noun, Severity


@dataclass(frozen=True, kw_only=True)
class Record(Noun):
    """What a row is, and the keys, best first, by which it is known again in a later submission.

    Two rows are of the same record if they agree in all items of the first key of which both have every value; the last
    key is for all others, and there a blank agrees with a blank.
    """

    known_by: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Section(Located):
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
class Format(Located):
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
class Example(Located):
    """A cell as typed in the template ("" for one left blank), and when one would type it."""

    value: str
    situation: str | None = None
    sources: tuple[str, ...] = ()


ItemType = Literal["text", "code", "date", "integer", "decimal"]


@dataclass(frozen=True, kw_only=True)
class DataItem(Located):
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
