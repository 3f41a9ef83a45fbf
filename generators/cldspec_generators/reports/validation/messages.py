"""What every report says, worked out once: the verdict in words, shares, and findings by rule, item and status."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cldspec.model import Severity, Specification
from cldspec.validation.finding_columns import SelectedFindings
from cldspec.validation.result import SEVERITIES, BrokenRule, Finding, Result, Status, Validity
from cldspec.wording import counted, date_in_words, joined, number

SEVERITY_WORDS: dict[Severity, str] = {"error": "Error", "warning": "Warning", "information": "Information"}
ACTIONS: dict[Severity, str] = {
    "error": "Correct it before you send the data.",
    "warning": "Check it. It may be a mistake.",
    "information": "No action is needed, but it may help to know.",
}
"""What each severity asks the reader to do."""
NO_ITEM = "(no single item)"
"""The name in place of a data item where findings are not about a single one."""
NO_FINDINGS = "No row breaks a rule."
PREVIOUS = "Compared with previous submissions"
"""The heading of the numbers that compare a submission with previous ones."""
STATUS_MEANINGS: dict[Status, str] = {
    Status.MANDATORY: "the row must have a value",
    Status.APPLICABLE: "the row may have a value",
    Status.NOT_APPLICABLE: "the row must be blank here",
    Status.UNDETERMINED: "a cell that decides this is blank or unreadable",
}
PRIVATE = "This report shows values from the data, which may be about people. Keep it as safe as the data."
NOT_PRIVATE = "This page shows no values from the data, except in suggestions."
SENTENCES: Mapping[str, str] = {
    "format errors": "{name} does not conform to {version}: the format of its files has errors.",
    "row with errors": "{name} does not conform to {version}: {share} has errors.",
    "rows with errors": "{name} does not conform to {version}: {share} have errors.",
    "no rows": "{name} has no rows, so there was nothing to check.",
    "conforms": "{name} conforms to {version}: none of its {rows} has an error. {others}",
    "other finding": "There is {kinds}.",
    "other findings": "There are {kinds}.",
    "share": "{part} of {whole} ({percent})",
    "row breaks": "{share} breaks this rule",
    "rows break": "{share} break this rule",
    "today": "Today's date was taken as {date}.",
}
"""The sentences about a result, to be filled in here and in the page that checks a return in the browser."""
CUMULATION: Mapping[str, str] = {
    "added": "Added",
    "changed": "Changed",
    "unchanged": "Unchanged",
    "vanished": "Vanished: in a previous submission, but not in this one",
    "merged": "All submissions together: this one and what vanished",
}
"""What the numbers that compare a submission with previous ones are called."""
PARTS: Mapping[Validity, str] = {
    Validity.VALID: "valid",
    Validity.BLANK: "blank",
    Validity.MISSING: "missing",
    Validity.INVALID: "invalid",
    Validity.NOT_IN_FILE: "not in the file",
}
"""The parts of a bar from left to right, with the names of their patterns."""
FINDINGS_LISTED = 10
"""The findings for each rule that a web page lists. The other reports list more."""
MIN_WIDTH = 1.5
"""The width of a part of a bar, in per cent, below which it could not be seen."""


@dataclass(frozen=True, slots=True)
class ItemCount:
    """The number of findings about a data item by severity. `item` is None for findings that are not about a single item."""

    item: str | None
    title: str
    by_severity: Mapping[Severity, int]


@dataclass(frozen=True, slots=True)
class StatusCount:
    """The cells of a data item that have a status, by validity."""

    item: str
    status: Status
    cells: int
    by_validity: Mapping[Validity, int]


@dataclass(frozen=True, slots=True)
class Measure:
    """How complete and how valid the cells of a data item are."""

    item: str
    by_validity: Mapping[Validity, int]
    """All its cells except those that are rightly blank."""
    rightly_blank: int
    """The cells that must be blank and are. They say nothing about the quality of the data."""
    mandatory: int
    """The cells that must have a value."""
    missing: int
    """The cells that must have a value and are blank."""

    @property
    def with_value(self) -> int:
        """The cells that have a value, valid or not."""
        return self.by_validity[Validity.VALID] + self.by_validity[Validity.INVALID]

    @property
    def complete(self) -> float | None:
        """The share of mandatory cells that have a value; None where no cell is mandatory."""
        return 1 - self.missing / self.mandatory if self.mandatory else None

    @property
    def valid(self) -> float | None:
        """The share of values that are valid; None where there are no values."""
        return self.by_validity[Validity.VALID] / self.with_value if self.with_value else None


def version_name(result: Result) -> str:
    """Return the name of the version against which the return was validated."""
    return f"{result.specification.title} {result.specification.version_label}"


def verdict(result: Result) -> str:
    """Return in a sentence or two whether the return conforms."""
    names = {"name": collection_name(result.specification), "version": version_name(result)}
    if not result.conforms:
        with_errors = result.rows - result.rows_conforming
        if not with_errors:
            return SENTENCES["format errors"].format(**names)
        return SENTENCES[f"{'row' if with_errors == 1 else 'rows'} with errors"].format(**names, share=_share(with_errors, result.rows))
    if not result.rows:
        return SENTENCES["no rows"].format(**names)
    return SENTENCES["conforms"].format(**names, rows=counted(result.rows, "row"), others=_other_findings(result))


def collection_name(specification: Specification) -> str:
    """Return what a sentence calls the return, as its first words."""
    title = specification.collection.title
    return f"The {title[:1].lower()}{title[1:]}"


def _other_findings(result: Result) -> str:
    """Return in a sentence how many findings there are besides errors."""
    warnings, information = result.count("warning"), result.count("information")
    if not warnings + information:
        return NO_FINDINGS
    kinds = [
        *([counted(warnings, "warning")] if warnings else []),
        *([f"{counted(information, 'finding')} for information"] if information else []),
    ]
    return SENTENCES["other finding" if warnings + information == 1 else "other findings"].format(kinds=joined(kinds))


def _share(part: int, rows: int) -> str:
    return SENTENCES["share"].format(part=number(part), whole=counted(rows, "row"), percent=percent(part, rows))


def limit_note(result: Result) -> str | None:
    """Return in two sentences which findings are listed; None if all are."""
    listed = len(result.findings)
    if listed >= result.total:
        return None
    first = (
        f"The first {number(result.limit)} findings for each rule are listed" if result.limit is not None else "Not every finding is listed"
    )
    return f"{first}: {number(listed)} of {number(result.total)} in all. Totals always cover every row."


def today_note(result: Result) -> str:
    """Return in a sentence which date rules took as today's."""
    return SENTENCES["today"].format(date=date_in_words(result.today))


def title_of(result: Result, item: str | None) -> str:
    """Return the title of a data item."""
    known = result.specification.item_by_id.get(item or "")
    return known.title if known else item or NO_ITEM


def percent(part: int, whole: int) -> str:
    """Return a share in per cent. It is 0% or 100% only if it is exactly that."""
    return share_in_percent(part / whole if whole else None)


def share_in_percent(share: float | None) -> str:
    """Return a share in per cent; an empty text for None."""
    if share is None:
        return ""
    if share in {0, 1}:
        return f"{share:.0%}"
    rounded = f"{share:.1%}"
    return {"0.0%": "<0.1%", "100.0%": ">99.9%"}.get(rounded, rounded)


def is_about_rows(rule: BrokenRule) -> bool:
    """Say whether a rule is about single rows. A rule without a data item is about columns or files, which are no share of the rows."""
    return rule.item is not None


def share_of_rows(result: Result, rule: BrokenRule) -> str:
    """Return the share of the rows that break a rule, in per cent; an empty text for a rule that is not about rows."""
    return percent(rule.rows, result.rows) if is_about_rows(rule) else ""


def how_often(result: Result, rule: BrokenRule) -> str:
    """Return in words how often a rule is broken."""
    if not is_about_rows(rule):
        return counted(rule.rows, "finding")
    return SENTENCES["row breaks" if rule.rows == 1 else "rows break"].format(share=_share(rule.rows, result.rows))


def by_severity(result: Result) -> Iterator[tuple[Severity, int, int]]:
    """Yield each severity with its number of findings and the number of rows that have one."""
    return ((severity, result.count(severity), result.rows_with.get(severity, 0)) for severity in SEVERITIES)


def by_item(result: Result) -> list[ItemCount]:
    """Return the number of findings by data item, in the order of the template; those without an item come last."""
    counts: dict[str | None, Counter[Severity]] = {item.id: Counter() for item in result.specification.items}
    for rule in result.broken_rules:
        counts.setdefault(rule.item, Counter())[rule.severity] += rule.rows
    with_findings = [(item, count) for item, count in counts.items() if count]
    return [ItemCount(item, title_of(result, item), count) for item, count in sorted(with_findings, key=lambda pair: pair[0] is None)]


def by_rule(result: Result) -> list[tuple[BrokenRule, Sequence[Finding]]]:
    """Return the broken rules with the findings that are listed for each. A rule with two severities appears twice."""
    positions: dict[tuple[str, Severity], array[int]] = {(rule.rule, rule.severity): array("I") for rule in result.broken_rules}
    for position, finding in enumerate(result.findings):
        positions.setdefault((finding.rule, finding.severity), array("I")).append(position)
    return [(rule, SelectedFindings(result.findings, positions[rule.rule, rule.severity])) for rule in result.broken_rules]


def sorted_findings(result: Result) -> Iterator[Finding]:
    """Yield the findings by file and row, those of a row by severity, highest first."""
    for _, of_row in groupby(result.findings, lambda finding: (finding.file, finding.row)):
        yield from sorted(of_row, key=lambda finding: SEVERITIES.index(finding.severity))


def first_findings(result: Result, most: int) -> list[Finding]:
    """Return the findings to show first, rule by rule: one for each rule, highest severity first, then a second for each, and so on."""
    ranked = [(nth, rank, finding) for rank, (_, findings) in enumerate(by_rule(result)) for nth, finding in enumerate(findings[:most])]
    chosen = sorted(ranked, key=lambda entry: entry[:2])[:most]
    return [finding for _, _, finding in sorted(chosen, key=lambda entry: (entry[1], entry[0]))]


def shows_values(result: Result) -> bool:
    """Say whether findings show values, which may be about people."""
    return any(finding.value is not None for finding in result.findings)


def by_status(result: Result) -> Iterator[StatusCount]:
    """Yield the cells of each data item by status and validity, in the order of the template, without statuses that no cell has."""
    for item in result.specification.items:
        cells = result.quality.get(item.id, {})
        for status in Status:
            by_validity = {validity: cells.get((status, validity), 0) for validity in Validity}
            if total := sum(by_validity.values()):
                yield StatusCount(item.id, status, total, by_validity)


def validities_used(result: Result) -> list[Validity]:
    """Return the validities that at least one cell has."""
    counts = list(by_status(result))
    return [validity for validity in Validity if any(count.by_validity[validity] for count in counts)]


def measures(result: Result) -> Iterator[Measure]:
    """Yield how complete and valid each data item is, in the order of the template."""
    counts_of_item: dict[str, list[StatusCount]] = {}
    for count in by_status(result):
        counts_of_item.setdefault(count.item, []).append(count)
    for item, counts in counts_of_item.items():
        by_validity = {validity: sum(count.by_validity[validity] for count in counts) for validity in Validity}
        rightly_blank = sum(count.by_validity[Validity.BLANK] for count in counts if count.status is Status.NOT_APPLICABLE)
        by_validity[Validity.BLANK] -= rightly_blank
        mandatory = [count for count in counts if count.status is Status.MANDATORY]
        without_value = (Validity.MISSING, Validity.BLANK, Validity.NOT_IN_FILE)
        missing = sum(count.by_validity[validity] for count in mandatory for validity in without_value)
        yield Measure(item, by_validity, rightly_blank, sum(count.cells for count in mandatory), missing)


def cumulative_counts(result: Result) -> list[tuple[str, int]]:
    """Return in words with numbers how the submission differs from previous ones; nothing if there are none."""
    summary = result.cumulative
    if summary is None:
        return []
    return [(words, getattr(summary, name)) for name, words in CUMULATION.items()]


def changed_items(result: Result) -> list[tuple[str, int]]:
    """Return the titles of the data items that changed since the previous submissions, and in how many rows, the most first."""
    changes = result.cumulative.changed_by_item if result.cumulative else {}
    order = {item.id: number for number, item in enumerate(result.specification.items)}
    most_first = sorted((-rows, order.get(item, len(order)), item) for item, rows in changes.items() if rows)
    return [(title_of(result, item), -rows) for rows, _, item in most_first]
