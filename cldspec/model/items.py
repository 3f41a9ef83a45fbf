"""Data items, their sections and their formats."""

from dataclasses import dataclass
from typing import Literal

from cldspec.model.base import Alternative, Located, Noun, Severity, Versioned


@dataclass(frozen=True, kw_only=True)
class Record(Noun):
    """What a row is, and the keys that identify its record in a later return, best first.

    Two rows are the same record if they have the same values in the first key that is complete in both. If no key is, the last one
    decides. In it, a blank matches a blank.
    """

    known_by: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Section(Located):
    """A section of the template. `applies_when` is the condition of the rows on which it may be filled in.

    `same_on_every_row_of` is a data item, or the collection. Rows with the same value of the item, or all rows of a return, must
    have the same values in the section.
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
    """A named format of text items. `pattern` is a regular expression for the whole value."""

    id: str
    title: str
    pattern: str
    description: str
    conforms: tuple[str, ...]
    breaks: tuple[str, ...]
    check_digit: Literal["modulus_11"] | None = None
    if_not_met: Severity = "error"
    """How severe it is if a value does not have the format."""
    advice: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Example(Located):
    """A cell as typed in the template ("" for a blank), and the situation in which it is right."""

    value: str
    situation: str | None = None
    sources: tuple[str, ...] = ()


ItemType = Literal["text", "code", "date", "integer", "decimal"]


@dataclass(frozen=True, kw_only=True)
class DataItem(Versioned):
    """One column of the return.

    `required_when` is the condition of the rows on which a blank is a mistake, among the rows that the section applies to. None
    means that a blank is never a mistake. `was` is the identifier in the previous version, if it was renamed. With
    `may_look_like_formula`, the title is meant, although a spreadsheet may take it for a formula.
    """

    section: str
    id: str
    title: str
    type: ItemType
    printed_type: str | None = None
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
    may_look_like_formula: Literal[True] | None = None
