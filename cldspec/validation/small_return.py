"""A return of a few rows, written as a CSV file and validated in memory, without a database.

The headers and cells are read as those of any other return. The rules are checked by the plain reference, with which every engine
agrees, on any day. A comparison of versions validates many such returns.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from cldspec.model import Specification
from cldspec.rules.all_rules import Rule, rules_of
from cldspec.rules.cells import tidy
from cldspec.rules.reference import broken_rules
from cldspec.validation.readers.csv_layout import find_layout
from cldspec.validation.readers.header import header_findings, no_rows
from cldspec.validation.result import Finding

_NAME = "return.csv"


@dataclass(frozen=True, slots=True)
class SmallResult:
    """The result of validating a small return.

    Where a column is missing, `rules` also has the rules that its blanks break, which a report about a return leaves out.
    """

    rules: tuple[Rule, ...]
    """The rules that rows break."""
    findings: tuple[Finding, ...]
    """What is wrong with the headers, or that there are no rows."""

    @property
    def conforms(self) -> bool:
        """Whether there is no error."""
        return "error" not in {rule.severity for rule in self.rules} | {finding.severity for finding in self.findings}


def csv_text(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the text of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([headers, *rows])
    return text.getvalue()


def validate_text(text: str, specification: Specification, today: str) -> SmallResult:
    """Return the result of validating the text of a CSV file on a day, yyyy-mm-dd.

    Raises UnreadableFileError where it has no header row.
    """
    layout = find_layout(text, _NAME, specification)
    header = layout.header
    lines = islice(csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator), header.number, None)
    rows = [
        {item: cells[index] for item, index in header.columns.items() if index < len(cells)} for cells in lines if any(map(tidy, cells))
    ]
    findings = [*header_findings(header, (), _NAME, specification), *(() if rows else [no_rows(_NAME, header.number)])]
    broken = {rule_id for _, rule_id in broken_rules(rows, specification, today)}
    return SmallResult(tuple(rule for rule in rules_of(specification) if rule.id in broken), tuple(findings))
