"""The validation report as a workbook for whoever corrects the data: a worksheet for each broken rule, with links to the rows."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cldspec.validation.result import BrokenRule, FileSummary, Finding, Result, Status, Validity
from cldspec.wording import number
from cldspec_generators.reports.validation import messages
from cldspec_generators.reports.validation.workbook_links import (
    files_without_links,
    row_address,
    sheet_link,
    sheet_names,
    without_links_notes,
)
from cldspec_generators.reports.validation.workbook_tables import Cell, Column, Link, Part, TableWriter
from cldspec_generators.shared.workbook import write_row_by_row

MAX_ROWS = 1_000_000
"""The findings that a worksheet can hold, with some rows to spare. Others go to more worksheets."""
SUMMARY, ALL_FINDINGS, DATA_ITEMS, QUALITY = OWN_SHEETS = ("Summary", "All findings", "Data items", "Quality")
SUMMARY_WIDTHS = (20, 80, 34, 12, 12)
"""The widths of the columns of the summary. LibreOffice does not wrap links, so the titles of rules have a wide one."""
_FAILED = {Validity.MISSING, Validity.INVALID, Validity.NOT_IN_FILE}


def write_report(result: Result, file: BinaryIO, folder_files: Collection[str] | None = None) -> None:
    """Write the workbook.

    `folder_files` are the names of files in the folder that the workbook is for, to which links can lead; None for all. The
    workbook is compressed, unlike published files: nobody compares it, and it would be three times as large.
    """
    write_row_by_row(
        file,
        lambda target: _Report(target, result, folder_files).write(),
        created=result.today,
        title=messages.verdict(result),
        author=result.specification.publisher,
    )


def rule_sheet_names(rules: Iterable[str], taken: Iterable[str] = OWN_SHEETS) -> list[str]:
    """Return the name of the worksheet of each rule, in their order."""
    return sheet_names(rules, taken)


@dataclass(frozen=True, slots=True)
class _Page:
    """The findings that one worksheet holds: from this position on, and how many."""

    start: int
    count: int


def _pages(findings: int) -> list[_Page]:
    """Return how so many findings are divided among worksheets."""
    return [_Page(start, min(MAX_ROWS, findings - start)) for start in range(0, max(findings, 1), MAX_ROWS)]


def _note_about_page(page: _Page, findings: int) -> list[str]:
    """Return in two sentences which findings a worksheet holds, if it does not hold all that are listed."""
    if page.count == findings:
        return []
    first_and_last = f"{number(page.start + 1)} to {number(page.start + page.count)}"
    return [f"Findings {first_and_last} of {number(findings)}, in the order of the rows. The others are on worksheets of their own."]


class _Report:
    """The worksheets of one report."""

    def __init__(self, workbook: Workbook, result: Result, folder_files: Collection[str] | None) -> None:
        self.workbook, self.result, self.writer = workbook, result, TableWriter(workbook)
        self.with_values = messages.shows_values(result)
        self.all_pages = {
            f"{ALL_FINDINGS} {number}" if number > 1 else ALL_FINDINGS: page for number, page in enumerate(_pages(len(result.findings)), 1)
        }
        by_rule = [(rule, findings, page) for rule, findings in messages.by_rule(result) for page in _pages(len(findings))]
        names = rule_sheet_names((rule.rule for rule, *_ in by_rule), {*OWN_SHEETS, *self.all_pages})
        self.rule_pages = dict(zip(names, by_rule, strict=True))
        self.sheets = {(rule.rule, rule.severity): sheet_link(name) for name, (rule, *_) in reversed(self.rule_pages.items())}
        without_links = files_without_links(result, folder_files)
        self.addresses = {file.name: row_address(file) for file in result.files if file.name not in without_links}
        self.notes_about_links = without_links_notes(without_links)

    def write(self) -> None:
        """Write every worksheet."""
        summary = self.workbook.add_worksheet(SUMMARY)
        by_row = messages.sorted_findings(self.result)
        for name, page in self.all_pages.items():
            self._write_all_findings(self.workbook.add_worksheet(name), islice(by_row, page.count), page)
        self._write_items(self.workbook.add_worksheet(DATA_ITEMS))
        self._write_quality(self.workbook.add_worksheet(QUALITY))
        for name, (rule, findings, page) in self.rule_pages.items():
            self._write_rule(self.workbook.add_worksheet(name), rule, findings, page)
        self._write_summary(summary)

    def _write_summary(self, sheet: Worksheet) -> None:
        result, writer = self.result, self.writer
        notes = [
            messages.version_name(result),
            messages.today_note(result),
            *filter(None, [messages.limit_note(result)]),
            *([messages.PRIVATE] if self.with_values else []),
            *self.notes_about_links,
        ]
        lines = [(messages.verdict(result), writer.title), *((note, writer.formats.text) for note in notes)]
        writer.write_summary(sheet, lines, self._parts(), SUMMARY_WIDTHS)

    def _parts(self) -> Iterator[Part]:
        """Yield the tables of the summary."""
        result = self.result
        yield Part("Findings", ("Severity", "What to do", "", "Findings", "Rows"), self._severities())
        files = [(file.description, file.name, _notes_about(file), file.header_row, file.rows) for file in result.files]
        yield Part("Files", ("Format", "File", "Notes", "Header row", "Rows"), files)
        if result.broken_rules:
            headers = ("Severity", "Rule, with a link to its findings", "Data item", "Findings", "% of rows")
            yield Part("Broken rules", headers, map(self._rule_cells, result.broken_rules))
        if result.cumulative:
            counts = [(count, name) for name, count in messages.cumulative_counts(result)]
            yield Part(messages.PREVIOUS, ("Number", "Events"), counts)
        if changes := messages.changed_items(result):
            yield Part("Changed data items", ("Rows", "Data item"), [(rows, title) for title, rows in changes])

    def _severities(self) -> list[tuple[Cell, ...]]:
        return [
            (messages.SEVERITY_WORDS[severity], messages.ACTIONS[severity], "", findings, rows)
            for severity, findings, rows in messages.by_severity(self.result)
        ]

    def _rule_cells(self, rule: BrokenRule) -> tuple[Cell, ...]:
        share = rule.rows / self.result.rows if self.result.rows and messages.is_about_rows(rule) else None
        link = Link(rule.title, self.sheets[rule.rule, rule.severity])
        return (messages.SEVERITY_WORDS[rule.severity], link, self._title(rule.item), rule.rows, share)

    def _write_all_findings(self, sheet: Worksheet, findings: Iterable[Finding], page: _Page) -> None:
        """Write findings by file and row, for whoever goes through the data once."""
        columns = [*self._row_columns(), Column("Severity", 12), Column("Data item", 30), Column("What to do", 60)]
        columns += [*self._suggestion_columns(), Column("Rule, with a link to its worksheet", 30, has_links=True)]
        rows = (
            (
                *self._row_cells(finding),
                messages.SEVERITY_WORDS[finding.severity],
                self._title(finding.item),
                finding.message,
                *self._suggestion_cells(finding),
                self._rule_link(finding),
            )
            for finding in findings
        )
        listed = len(self.result.findings)
        notes = [*filter(None, [messages.limit_note(self.result)]), *_note_about_page(page, listed)]
        complete = "Every finding, in the order of the rows." if listed else messages.NO_FINDINGS
        self.writer.write_table(sheet, columns, rows, count=page.count, above=[*(notes or [complete]), *self.notes_about_links])

    def _write_rule(self, sheet: Worksheet, rule: BrokenRule, findings: Sequence[Finding], page: _Page) -> None:
        """Write findings for a rule, below what the rule asks."""
        has_own_messages = any(finding.message != rule.message for finding in findings)
        columns = [*self._row_columns(), Column("Data item", 40), *self._suggestion_columns()]
        columns += [Column("What to do", 60)] if has_own_messages else []
        rows = (
            (
                *self._row_cells(finding),
                self._title(finding.item),
                *self._suggestion_cells(finding),
                *([finding.message] if has_own_messages else []),
            )
            for finding in islice(findings, page.start, page.start + page.count)
        )
        how_often = f"{messages.how_often(self.result, rule)}."
        if len(findings) < rule.rows:
            how_often += f" The first {number(len(findings))} are listed."
        above = [
            rule.title,
            f"What to do: {rule.message}",
            f"{messages.SEVERITY_WORDS[rule.severity]}: {messages.ACTIONS[rule.severity]} The rule's identifier is {rule.rule}.",
            how_often,
            *_note_about_page(page, len(findings)),
        ]
        self.writer.write_table(sheet, columns, rows, count=page.count, above=above, back=Link("Back to the summary", sheet_link(SUMMARY)))

    def _write_items(self, sheet: Worksheet) -> None:
        """Write the findings about each data item, and how complete and valid it is."""
        result = self.result
        columns = [Column("Section", 30), Column("Data item", 44), *(Column(word, 13) for word in messages.SEVERITY_WORDS.values())]
        columns += [Column("Mandatory cells with a value", 24, is_share=True), Column("Values that are valid", 24, is_share=True)]
        counts = {count.item: count for count in messages.by_item(result)}
        measures = {measure.item: measure for measure in messages.measures(result)}
        rows: list[Sequence[Cell]] = []
        for name in [item.id for item in result.specification.items] + [name for name in counts if name not in measures]:
            count, measure = counts.pop(name, None), measures.get(name or "")
            if count or measure:
                numbers = [count.by_severity.get(severity, 0) if count else 0 for severity in messages.SEVERITY_WORDS]
                shares = (measure.complete, measure.valid) if measure else (None, None)
                rows.append((self._section(name), messages.title_of(result, name), *numbers, *shares))
        self.writer.write_table(
            sheet, columns, rows, count=len(rows), above=["The findings about each data item, and the quality of its cells."]
        )

    def _write_quality(self, sheet: Worksheet) -> None:
        """Write the cells of each data item by status and validity."""
        columns = [Column("Section", 30), Column("Data item", 44), Column("Status", 30), Column("Cells", 12)]
        for validity in Validity:
            columns += [Column(validity, 16), Column(f"{validity}, %", 18, is_share=True, is_bad=validity in _FAILED)]
        rows: list[Sequence[Cell]] = []
        for count in messages.by_status(self.result):
            cells = (part for validity in Validity for part in (count.by_validity[validity], count.by_validity[validity] / count.cells))
            rows.append((self._section(count.item), self._title(count.item), count.status, count.cells, *cells))
        meanings = "; ".join(f"{status}: {messages.STATUS_MEANINGS[status]}" for status in Status)
        self.writer.write_table(
            sheet, columns, rows, count=len(rows), above=[f"The cells of each data item by status and validity. {meanings}."]
        )

    def _row_columns(self) -> list[Column]:
        row = Column("Row", 9, is_row_number=True, has_links=True)
        return [Column("File", 30), row] if len(self.result.files) > 1 else [row]

    def _row_cells(self, finding: Finding) -> list[Cell]:
        address = self.addresses.get(finding.file)
        row = Link(finding.row, f"{address}{finding.row}") if address else finding.row
        return [finding.file, row] if len(self.result.files) > 1 else [row]

    def _suggestion_columns(self) -> list[Column]:
        return [Column("Suggestion", 40), *([Column("Value", 40)] if self.with_values else [])]

    def _suggestion_cells(self, finding: Finding) -> list[Cell]:
        return [finding.suggestion or "", *([finding.value or ""] if self.with_values else [])]

    def _rule_link(self, finding: Finding) -> Cell:
        sheet = self.sheets.get((finding.rule, finding.severity))
        return Link(finding.rule, sheet) if sheet else finding.rule

    def _title(self, item: str | None) -> str:
        return messages.title_of(self.result, item) if item else ""

    def _section(self, item: str | None) -> str:
        known = self.result.specification.item_by_id.get(item or "")
        return self.result.specification.section_by_id[known.section].title if known else ""


def _notes_about(file: FileSummary) -> str:
    sheet = [f"Sheet {file.sheet}."] if file.sheet else []
    return " ".join([*sheet, *file.notes])
