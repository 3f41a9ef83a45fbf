"""What every report says, worked out once: the verdict in words, shares, and findings by rule, item and status."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cldspec.model import Severity
from cldspec.validation.result import SEVERITIES, BrokenRule, Finding, Result, Status, Validity
from cldspec.wording import counted, number

SEVERITY_WORDS: dict[Severity, str] = {"error": "Error", "warning": "Warning", "information": "Information"}
MEANINGS: dict[Severity, str] = {
    "error": "must be mended before the data are sent",
    "warning": "is worth a look: it is probably a mistake",
    "information": "is worth knowing",
}
"""What each severity asks of the reader."""
NO_ITEM = "(no one item)"
"""What stands in place of a data item where a finding is about no one item."""
NO_FINDINGS = "No row breaks a rule."
BEFORE = "Compared with what was submitted before"
"""The heading over how a submission differs from those before it."""
STATUS_MEANINGS: dict[Status, str] = {
    Status.MANDATORY: "the row must fill it",
    Status.APPLICABLE: "the row may fill it",
    Status.NOT_APPLICABLE: "the row must leave it blank",
    Status.UNDETERMINED: "a cell that decides it is blank or cannot be read",
}
PRIVATE = "This report shows cells of the data, which may be about people: keep it as safe as the data."


@dataclass(frozen=True, slots=True)
class ItemCount:
    """How often rules about a data item are broken, by their severity; `item` is None for rules about no one item."""

    item: str | None
    title: str
    by_severity: Mapping[Severity, int]


@dataclass(frozen=True, slots=True)
class StatusCount:
    """The cells of a data item that have a status, by their validity."""

    item: str
    status: Status
    cells: int
    by_validity: Mapping[Validity, int]


@dataclass(frozen=True, slots=True)
class Measure:
    """How complete and how valid the cells of a data item are; None where there is nothing to measure."""

    item: str
    by_validity: Mapping[Validity, int]
    """All its cells but those that are spared."""
    spared: int
    """The cells that the row must leave blank, and does: they say nothing of how good the data are."""
    needed: int
    """The cells that must be filled."""
    missing: int
    """Those of them that are blank."""

    @property
    def filled(self) -> int:
        """The cells that hold something."""
        return self.by_validity[Validity.VALID] + self.by_validity[Validity.INVALID]

    @property
    def complete(self) -> float | None:
        """The share of the cells that must be filled which are."""
        return 1 - self.missing / self.needed if self.needed else None

    @property
    def valid(self) -> float | None:
        """The share of the filled cells that hold something valid."""
        return self.by_validity[Validity.VALID] / self.filled if self.filled else None


def version(result: Result) -> str:
    """Return what the data were held to."""
    specification = result.specification
    return f"{specification.title} {specification.version}{' (a draft)' if specification.status == 'draft' else ''}"


def conforms(result: Result) -> bool:
    """Say whether no row breaks a rule that must not be broken."""
    return not result.count("error")


def verdict(result: Result) -> str:
    """Return in a sentence or two whether the data conform."""
    name = f"The {_lower(result.specification.collection.title)}"
    if not conforms(result):
        bad = result.rows - result.rows_conforming
        if not bad:
            return f"{name} does not conform to {version(result)}: the form of its files is not as it should be."
        verb = "has" if bad == 1 else "have"
        share = f"{number(bad)} of {counted(result.rows, 'row')} ({percent(bad, result.rows)}) {verb} errors"
        return f"{name} does not conform to {version(result)}: {share}."
    if not result.rows:
        return f"{name} has no rows: there was nothing to check."
    rest = " No row breaks any rule." if not result.total else " See what is worth a look."
    return f"{name} conforms to {version(result)}: there is no error in {counted(result.rows, 'row')}.{rest}"


def cap(result: Result) -> str | None:
    """Return in a sentence which findings are not shown; None if all are."""
    shown = len(result.findings)
    if shown >= result.total:
        return None
    at_most = f"at most {number(result.limit)} of each rule, " if result.limit is not None else ""
    return f"Not every finding is shown: {at_most}{number(shown)} of {number(result.total)} in all. The numbers by rule and item count all."


def today(result: Result) -> str:
    """Return in a sentence by which day the data were judged."""
    return f"Rules that ask for today were judged as on {result.today}."


def title_of(result: Result, item: str | None) -> str:
    """Return what people call a data item."""
    known = result.specification.item_by_id.get(item or "")
    return known.title if known else item or NO_ITEM


def percent(part: int, whole: int) -> str:
    """Return a share in per cent: 0% and 100% only where it is exactly that."""
    return share(part / whole if whole else None)


def share(value: float | None) -> str:
    """Return a share in per cent; nothing for None."""
    if value is None:
        return ""
    if value in {0, 1}:
        return f"{value:.0%}"
    rounded = f"{value:.1%}"
    return {"0.0%": "<0.1%", "100.0%": ">99.9%"}.get(rounded, rounded)


def is_of_rows(rule: BrokenRule) -> bool:
    """Say whether a rule is about single rows: one that is about no data item is about columns or files, which are no share of the rows."""
    return rule.item is not None


def share_of_rows(result: Result, rule: BrokenRule) -> str:
    """Return the share of the rows that break a rule, in per cent; nothing for a rule about something else than rows."""
    return percent(rule.rows, result.rows) if is_of_rows(rule) else ""


def how_often(result: Result, rule: BrokenRule) -> str:
    """Return in words how often a rule is broken."""
    if not is_of_rows(rule):
        return counted(rule.rows, "finding")
    return f"{number(rule.rows)} of {counted(result.rows, 'row')} ({share_of_rows(result, rule)})"


def counts(result: Result) -> Iterator[tuple[Severity, int, int]]:
    """Yield the number of findings, and of rows with one, of each severity."""
    return ((severity, result.count(severity), result.rows_with.get(severity, 0)) for severity in SEVERITIES)


def by_item(result: Result) -> list[ItemCount]:
    """Return how often rules about each data item are broken, in the order of the template; last, those about no one item."""
    counted_of: dict[str | None, Counter[Severity]] = {item.id: Counter() for item in result.specification.items}
    for one in result.broken_rules:
        counted_of.setdefault(one.item, Counter())[one.severity] += one.rows
    found = [(item, count) for item, count in counted_of.items() if count]
    return [ItemCount(item, title_of(result, item), count) for item, count in sorted(found, key=lambda one: one[0] is None)]


def by_rule(result: Result) -> list[tuple[BrokenRule, list[Finding]]]:
    """Return the rules that are broken with the findings that are shown of each; a rule of two severities is two."""
    shown: dict[tuple[str, Severity], list[Finding]] = {(one.rule, one.severity): [] for one in result.broken_rules}
    for finding in in_order(result):
        shown.setdefault((finding.rule, finding.severity), []).append(finding)
    return [(one, shown[one.rule, one.severity]) for one in result.broken_rules]


def in_order(result: Result) -> list[Finding]:
    """Return the findings as one walks through the data: by file and row, the gravest of a row first."""
    files = {file.name: place for place, file in reversed(list(enumerate(result.files)))}
    return sorted(result.findings, key=lambda one: (files.get(one.file, len(files)), one.row, SEVERITIES.index(one.severity)))


def first(result: Result, most: int) -> list[Finding]:
    """Return the findings to show first: one of each rule, then another of each, the gravest rules first; those of a rule together."""
    ranked = [(nth, rank, one) for rank, (_, findings) in enumerate(by_rule(result)) for nth, one in enumerate(findings)]
    chosen = sorted(ranked, key=lambda one: one[:2])[:most]
    return [one for _, _, one in sorted(chosen, key=lambda one: (one[1], one[0]))]


def shows_values(result: Result) -> bool:
    """Say whether the cells were asked for: they may be about people."""
    return any(finding.value is not None for finding in result.findings)


def by_status(result: Result) -> Iterator[StatusCount]:
    """Yield the cells of each data item by status and validity, in the order of the template; only what there is."""
    for item in result.specification.items:
        cells = result.quality.get(item.id, {})
        for status in Status:
            by_validity = {validity: cells.get((status, validity), 0) for validity in Validity}
            if total := sum(by_validity.values()):
                yield StatusCount(item.id, status, total, by_validity)


def measures(result: Result) -> Iterator[Measure]:
    """Yield how complete and valid each data item is that has been measured, in the order of the template."""
    of_item: dict[str, list[StatusCount]] = {}
    for one in by_status(result):
        of_item.setdefault(one.item, []).append(one)
    for item, counts_of in of_item.items():
        by_validity = {validity: sum(one.by_validity[validity] for one in counts_of) for validity in Validity}
        spared = sum(one.by_validity[Validity.BLANK] for one in counts_of if one.status is Status.NOT_APPLICABLE)
        by_validity[Validity.BLANK] -= spared
        needed = [one for one in counts_of if one.status is Status.MANDATORY]
        missing = sum(one.by_validity[Validity.MISSING] + one.by_validity[Validity.BLANK] for one in needed)
        yield Measure(item, by_validity, spared, sum(one.cells for one in needed), missing)


def cumulated(result: Result) -> list[tuple[str, int]]:
    """Return how the submission differs from those before it, in words with numbers; nothing if it was not compared."""
    one = result.cumulative
    if one is None:
        return []
    return [
        ("Added", one.added),
        ("Changed", one.changed),
        ("The same", one.unchanged),
        ("Vanished: submitted before, not any more", one.vanished),
        ("All submissions together: this one, and what vanished", one.merged),
    ]


def changed(result: Result) -> list[tuple[str, int]]:
    """Return the titles of the data items that changed since before, and in how many rows, the most first."""
    by = result.cumulative.changed_by_item if result.cumulative else {}
    places = {item.id: place for place, item in enumerate(result.specification.items)}
    order = sorted((-rows, places.get(item, len(places)), item) for item, rows in by.items() if rows)
    return [(title_of(result, item), -rows) for rows, _, item in order]


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
