"""The validation report for the terminal: the summary first, then tables, then the first findings, one on each line."""

from collections.abc import Iterator
from textwrap import wrap

from cldspec.model import Severity
from cldspec.validation.result import Finding, Result, Status, Validity
from cldspec.wording import counted, number, printable, shortened
from cldspec_generators.reports.validation import messages
from cldspec_generators.reports.validation.text_table import Column, TextTable, styled

FINDINGS_LISTED, WIDTH = 20, 100
"""The number of findings that are listed, and the width of the tables in characters, by default."""
MIN_TITLE_WIDTH = 24
"""The characters of a column in which the titles of rules are readable."""
MAX_TEXT_LENGTH = 80
"""The characters of a value that the line of a finding shows at most. What to write is never cut off."""
_COLOURS: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "information": "cyan"}
_SHORT_STATUSES = {Status.APPLICABLE: "Applicable"}
"""Shorter names of statuses, since there is little room."""


def text(result: Result, findings_listed: int = FINDINGS_LISTED, *, width: int = WIDTH, colours: bool = False) -> str:
    """Return the whole report; `colours` is for a terminal that shows them."""
    return "".join(f"{line}\n" for line in _Report(result, width, colours=colours).lines(findings_listed))


def line(result: Result, finding: Finding) -> str:
    """Return a finding as one line."""
    about = f", {messages.title_of(result, finding.item)}" if finding.item else ""
    parts = [f"{finding.file} row {finding.row}{about} [{finding.rule}] {finding.severity}: {finding.message}"]
    parts += [f"Suggestion: {finding.suggestion}"] if finding.suggestion else []
    parts += [f"Value: {shortened(finding.value, MAX_TEXT_LENGTH) or '(blank)'}"] if finding.value is not None else []
    return printable(" ".join(parts))


class _Report:
    """The lines of one report."""

    def __init__(self, result: Result, width: int, *, colours: bool) -> None:
        self.result, self.width, self.colours = result, width, colours

    def lines(self, findings_listed: int) -> Iterator[str]:
        """Yield all lines of the report."""
        yield from self._summary()
        yield from self._rules()
        yield from self._items()
        yield from self._quality()
        yield from self._comparison()
        yield from self._findings(findings_listed)

    def _styled(self, line: str, style: str) -> str:
        return styled(line, style if self.colours else "")

    def _table(self, table: TextTable) -> Iterator[str]:
        return table.lines(self.width, colours=self.colours)

    def _heading(self, heading: str) -> Iterator[str]:
        yield from ("", self._styled(heading, "bold"), "")

    def _summary(self) -> Iterator[str]:
        result = self.result
        for part in wrap(messages.verdict(result), self.width):
            yield self._styled(part, "bold green" if result.conforms else "bold red")
        yield ""
        for file in result.files:
            sheet = f", sheet {file.sheet}" if file.sheet else ""
            rows = f"headers in row {file.header_row}, {counted(file.rows, 'row')} below them"
            yield from self._wrapped(f"{file.name}: {file.description}{sheet}, {rows}")
            for note in file.notes:
                yield from self._wrapped(f"  Note: {note}")
        yield messages.today_note(result)
        yield ""
        table = TextTable([Column("Severity"), *_number_columns("Findings", "Rows", "% of rows")])
        for severity, findings, rows_with in messages.by_severity(result):
            numbers = (*_numbers(findings, rows_with), messages.percent(rows_with, result.rows))
            table.add(messages.SEVERITY_WORDS[severity], *numbers, style=_COLOURS[severity] if findings else "")
        yield from self._table(table)

    def _wrapped(self, line: str) -> list[str]:
        return wrap(printable(line), self.width, break_on_hyphens=False) or [""]

    def _rules(self) -> Iterator[str]:
        """Yield the broken rules by identifier and title. Where the table is too narrow for both, the title is below the identifier."""
        result = self.result
        if not result.broken_rules:
            return
        yield from self._heading(f"By rule ({len(result.broken_rules)})")
        others = len("Information Findings % of rows ")
        longest = max(len(rule.rule) for rule in result.broken_rules)
        is_wide = self.width - others - longest >= MIN_TITLE_WIDTH
        names = [Column("Rule"), Column("Title", is_wrapped=True)] if is_wide else [Column("Rule", is_wrapped=True)]
        table = TextTable([Column("Severity"), *names, *_number_columns("Findings", "% of rows")])
        for rule in result.broken_rules:
            severity, counts = messages.SEVERITY_WORDS[rule.severity], (number(rule.rows), messages.share_of_rows(result, rule))
            table.add(severity, rule.rule, *([rule.title] if is_wide else []), *counts, first_style=_COLOURS[rule.severity])
            if not is_wide:
                table.add("", rule.title)
        yield from self._table(table)

    def _items(self) -> Iterator[str]:
        if not self.result.broken_rules:
            return
        yield from self._heading("Findings by data item")
        table = TextTable([Column("Data item", is_wrapped=True), *_number_columns(*messages.SEVERITY_WORDS.values())])
        for count in messages.by_item(self.result):
            table.add(count.title, *_numbers(*(count.by_severity.get(severity, 0) for severity in messages.SEVERITY_WORDS)))
        yield from self._table(table)

    def _quality(self) -> Iterator[str]:
        """Yield the cells of each data item by status and validity, without validities that no cell has."""
        counts = list(messages.by_status(self.result))
        if not counts:
            return
        validities = [validity for validity in messages.validities_used(self.result) if validity is not Validity.NOT_IN_FILE]
        yield from self._heading("Quality: cells of each data item by status and validity")
        headers = (validity.replace(" (", "\n(") for validity in validities)
        table = TextTable([Column("Data item", is_wrapped=True), *_number_columns(*headers)])
        item = ""
        for count in counts:
            if count.item != item:
                table.add(messages.title_of(self.result, count.item), style="bold")
                item = count.item
                if count.by_validity[Validity.NOT_IN_FILE]:
                    table.add(f"  {Validity.NOT_IN_FILE}")
            if count.by_validity[Validity.NOT_IN_FILE] == count.cells:
                continue
            cells = [_cells_and_share(count.by_validity[validity], count.cells) for validity in validities]
            table.add(f"  {_SHORT_STATUSES.get(count.status, count.status)}", *cells)
        yield from self._table(table)

    def _comparison(self) -> Iterator[str]:
        """Yield how the submission differs from previous ones."""
        if not self.result.cumulative:
            return
        yield from self._heading(messages.PREVIOUS)
        table = TextTable([Column("Events", is_wrapped=True), *_number_columns("Number")])
        for name, count in messages.cumulative_counts(self.result):
            table.add(name, number(count))
        yield from self._table(table)
        if changes := messages.changed_items(self.result):
            yield ""
            table = TextTable([Column("Changed data item", is_wrapped=True), *_number_columns("Rows")])
            for title, rows in changes:
                table.add(title, number(rows))
            yield from self._table(table)

    def _findings(self, most: int) -> Iterator[str]:
        """Yield the first findings for each rule, each on one line however long it is, since programs look for it there."""
        listed = messages.first_findings(self.result, most)
        if listed:
            totals = f"{number(len(listed))} of {number(self.result.total)}"
            yield from self._heading(f"Findings ({totals}: some for each rule, highest severity first)")
        for finding in listed:
            yield self._styled(line(self.result, finding), _COLOURS[finding.severity])
        if left := self.result.total - len(listed):
            yield from ("", f"And {counted(left, 'more finding')}.")


def _number_columns(*headers: str) -> Iterator[Column]:
    return (Column(header, is_number=True) for header in headers)


def _numbers(*values: int) -> Iterator[str]:
    return (number(value) if value else "-" for value in values)


def _cells_and_share(cells: int, total: int) -> str:
    return f"{number(cells)} {messages.percent(cells, total):>6}" if cells else ""
