"""What checking a return comes to: plain data, which every report reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cldspec.model import Severity, Specification

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")
"""The severities, the gravest first."""


class Status(StrEnum):
    """Whether a row should fill a data item, as the department's own reports have it."""

    MANDATORY = "Mandatory"
    APPLICABLE = "Applicable but not mandatory"
    NOT_APPLICABLE = "Not applicable"
    """The row is to leave it blank: whatever stands there fails."""
    UNDETERMINED = "Undetermined"
    """A cell that decides it is itself blank or not readable."""


class Validity(StrEnum):
    """What a cell holds, measured by its status, as the department's own reports have it."""

    VALID = "Passed: valid"
    BLANK = "Passed: blank (not mandatory)"
    MISSING = "Failed: blank (mandatory)"
    INVALID = "Failed: invalid"


Quality = Mapping[str, Mapping[tuple[Status, Validity], int]]
"""By data item, the number of cells of each status and validity that there are; those of an item add up to the rows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a row breaks.

    `row` counts as a spreadsheet does: in a file that begins with its headers these are row 1. `item` is the identifier of
    the data item, None where the finding is about no one item. `suggestion` is what to write, or what the value probably
    was. `value` is the cell as typed, only where it was asked for.
    """

    file: str
    row: int
    item: str | None
    rule: str
    severity: Severity
    message: str
    suggestion: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that rows break, and how many of them, whatever the number of findings that are shown."""

    rule: str
    title: str
    severity: Severity
    item: str | None
    message: str
    rows: int


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was read: its name without folder, its form in words, and its rows below the row of headers."""

    name: str
    form: str
    header: int
    rows: int
    notes: tuple[str, ...] = ()
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Cumulation:
    """How a submission differs from those before it: the events added, changed, unchanged and vanished."""

    added: int
    changed: int
    unchanged: int
    vanished: int
    merged: int
    """The rows of all submissions together: the latest, and what vanished from it."""
    changed_by_item: Mapping[str, int]
    """By data item, the number of events in which it changed."""


@dataclass(frozen=True, slots=True)
class Result:
    """What checking one submission comes to.

    `findings` are the first of each rule, in the order of files and rows; `broken` has the true numbers, the gravest first.
    """

    specification: Specification
    files: tuple[File, ...]
    rows: int
    rows_with: Mapping[Severity, int]
    """By severity, the number of rows with a finding of it."""
    rows_conforming: int
    """Rows without an error."""
    broken: tuple[Broken, ...]
    findings: tuple[Finding, ...]
    quality: Quality
    limit: int | None
    """The most findings of a rule that are shown; None for all."""
    today: str
    """The day, yyyy-mm-dd, by which rules that ask for today were judged."""
    cumulation: Cumulation | None = None

    @property
    def total(self) -> int:
        """The number of findings that there are, shown or not."""
        return sum(one.rows for one in self.broken)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity that there are, shown or not."""
        return sum(one.rows for one in self.broken if one.severity == severity)
