"""The result of validating a return: plain data that every report reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cldspec.model import Severity, Specification

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")
"""The severities, highest first."""


class Status(StrEnum):
    """Whether a row should have a data item, as reports show it."""

    MANDATORY = "Mandatory"
    APPLICABLE = "Applicable but not mandatory"
    NOT_APPLICABLE = "Not applicable"
    """The row must leave it blank. Any value fails."""
    UNDETERMINED = "Undetermined"
    """A cell that decides it is itself blank or unreadable."""


class Validity(StrEnum):
    """Whether a cell passes, given its status, as reports show it."""

    VALID = "Passed: valid"
    BLANK = "Passed: blank (not mandatory)"
    MISSING = "Failed: blank (mandatory)"
    INVALID = "Failed: invalid"
    NOT_IN_FILE = "Not in the file"
    """The whole column is missing."""


Quality = Mapping[str, Mapping[tuple[Status, Validity], int]]
"""The number of cells of each status and validity, by data item. The numbers of an item add up to the number of rows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One row that breaks a rule.

    `row` counts as a spreadsheet does: where a file begins with its headers, these are row 1. `item` is the identifier of the
    data item; it is None where the finding is not about a single item. `suggestion` is what to write instead, or what probably
    happened to the value. `value` is the cell as typed; it is None unless values are shown.
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
class BrokenRule:
    """A rule that rows break. `rows` counts all of them, however many findings are listed."""

    rule: str
    title: str
    severity: Severity
    item: str | None
    message: str
    rows: int


@dataclass(frozen=True, slots=True)
class FileSummary:
    """A file as it was read: its name without folder, what kind it is in words, and the number of rows below its header row."""

    name: str
    description: str
    header_row: int
    rows: int
    notes: tuple[str, ...] = ()
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class CumulativeSummary:
    """How a submission differs from the previous ones: the number of events added, changed, unchanged and vanished."""

    added: int
    changed: int
    unchanged: int
    vanished: int
    merged: int
    """The rows of all submissions together: the latest, and the events that vanished from it."""
    changed_by_item: Mapping[str, int]
    """The number of events in which a data item changed, by item."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of validating one return.

    `findings` has the first findings for each rule, ordered by file and row. `broken_rules` has the totals, highest severity
    first.
    """

    specification: Specification
    files: tuple[FileSummary, ...]
    rows: int
    rows_with: Mapping[Severity, int]
    """The number of rows with a finding of each severity."""
    rows_conforming: int
    """The rows without an error."""
    broken_rules: tuple[BrokenRule, ...]
    findings: Sequence[Finding]
    quality: Quality
    limit: int | None
    """The most findings that are listed for each rule; None for all."""
    today: str
    """The date, yyyy-mm-dd, that rules took as today's."""
    cumulative: CumulativeSummary | None = None

    @property
    def conforms(self) -> bool:
        """Whether no rule is broken whose severity is error."""
        return not self.count("error")

    @property
    def total(self) -> int:
        """The number of findings, listed or not."""
        return sum(rule.rows for rule in self.broken_rules)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity, listed or not."""
        return sum(rule.rows for rule in self.broken_rules if rule.severity == severity)
