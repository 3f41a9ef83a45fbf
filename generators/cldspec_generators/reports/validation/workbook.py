"""What checking a return comes to as a workbook for whoever mends it: a sheet for each broken rule, links to the rows."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cldspec.validation.result import BrokenRule, FileSummary, Finding, Result, Status, Validity
from cldspec.wording import counted, number
from cldspec_generators.reports.validation import messages as told
from cldspec_generators.shared.plain_text import cell_text, writable
from cldspec_generators.shared.workbook import (
    FONT_SIZE,
    LINE_HEIGHT,
    LONGEST_SHEET_NAME,
    RESERVED_SHEET_NAMES,
    ROW_SPACE,
    SEVERITY_MARKS,
    TITLE_SIZE,
    Formats,
    fit_row,
    quoted,
    set_print,
    set_widths,
    sheet_name,
    workbook_bytes,
)

GOOD, BAD = "#1B5E20", "#B3261E"
ROWS = 1_000_000
"""The findings that a sheet can hold, with some rows to spare."""
LINKS = 65_000
"""The links that a sheet can hold, with some to spare."""
NAMED = 5
"""The files that are named where something is said of many."""
SUMMARY, ALL, ITEMS, QUALITY = "Summary", "All findings", "Data items", "Quality"
WIDTHS = (16, 62, 40, 12, 12)
"""How wide the columns of the summary are."""
_LINKABLE = re.compile(r"[^#%/\\:*?\"<>|\x00-\x1f]{2,}")
"""The names of files that links can lead to in Excel as in LibreOffice."""
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class _Link:
    """A number or a text that leads somewhere."""

    cell: str | int
    url: str


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table: its title, its width, and whether it holds shares."""

    title: str
    width: int
    is_share: bool = False


def workbook(result: Result, beside: Collection[str] | None = None) -> bytes:
    """Return the workbook; `beside` are the names of files in the folder that it is for, to which links can lead: None for all.

    It is compressed, as no published file is: nobody compares it, and it would be thrice as long.
    """
    return workbook_bytes(
        lambda workbook: _Book(workbook, result, beside).write(),
        created=result.today,
        is_compressed=True,
        title=told.verdict(result),
        author=result.specification.publisher,
    )


def sheet_names(rules: Iterable[str]) -> list[str]:
    """Return a name of a sheet for each of some rules, in their order: one that Excel takes, and that is like no other."""
    taken = {name.casefold() for name in (SUMMARY, ALL, ITEMS, QUALITY, *RESERVED_SHEET_NAMES)}
    return [sheet_name(writable(rule), taken) for rule in rules]


def address_of(file: FileSummary) -> str | None:
    """Return what links to a row of a file begin with, from beside it; None where no link can lead there.

    Excel calls the one sheet of a CSV file as the file is called, cut to what a name of a sheet can hold.
    """
    name = PurePosixPath(file.name)
    sheet = file.sheet if file.sheet is not None else name.stem[:LONGEST_SHEET_NAME] if name.suffix.lower() == ".csv" else None
    if sheet is None or not _LINKABLE.fullmatch(file.name) or _NO_SHEET_NAME.search(sheet):
        return None
    return f"external:{file.name}#{quoted(sheet)}!A"


def unlinked(result: Result, beside: Collection[str] | None) -> dict[str, str]:
    """Return to which files no links to rows can lead, of those with findings, and why."""
    names = [file.name for file in result.files]
    with_findings = {one.file for one in result.findings}
    reasons = {}
    for file in result.files:
        if file.name not in with_findings:
            continue
        if names.count(file.name) > 1:
            reasons[file.name] = "more than one file has this name"
        elif address_of(file) is None:
            reasons[file.name] = "no link can lead into a file of this kind or name"
        elif beside is not None and file.name not in beside:
            reasons[file.name] = "only into files in the folder that this workbook was written to can links lead"
    return reasons


class _Book:
    """The sheets of a workbook, as they are written."""

    def __init__(self, book: Workbook, result: Result, beside: Collection[str] | None) -> None:
        formats = Formats(book)
        self.book, self.result, self.formats = book, result, formats
        self.with_values = told.shows_values(result)
        self.title = formats.title(text_wrap=True)
        self.number = formats.of(num_format="#,##0")
        self.row = formats.of(num_format="0")
        self.shares = {form: formats.of(num_format=form, align="right") for form in ("0%", "0.0%", '"<0.1%"', '">99.9%"')}
        self.link, self.linked_row = formats.link(text_wrap=True), formats.link(num_format="0", align="center")
        self.severities = {told.SEVERITY_WORDS[severity]: formats.of(text_wrap=True, **mark) for severity, mark in SEVERITY_MARKS.items()}
        self.names = sheet_names(one.rule for one in result.broken_rules)
        self.sheets = {(one.rule, one.severity): _sheet(name) for one, name in zip(result.broken_rules, self.names, strict=True)}
        self.unlinked = unlinked(result, beside)
        self.addresses = {file.name: address_of(file) for file in result.files if file.name not in self.unlinked}

    def write(self) -> None:
        """Write every sheet."""
        rules = told.by_rule(self.result)
        summary = self.book.add_worksheet(SUMMARY)
        self._all(self.book.add_worksheet(ALL))
        self._items(self.book.add_worksheet(ITEMS))
        self._quality(self.book.add_worksheet(QUALITY))
        for name, (rule, findings) in zip(self.names, rules, strict=True):
            self._rule(self.book.add_worksheet(name), rule, findings)
        self._summary(summary)

    def _summary(self, sheet: Worksheet) -> None:
        result = self.result
        set_widths(sheet, WIDTHS)
        sheet.hide_gridlines(2)
        sheet.set_default_row(LINE_HEIGHT + ROW_SPACE)
        said = [
            told.version(result),
            told.today(result),
            *filter(None, [told.cap(result)]),
            *([told.PRIVATE] if told.shows_values(result) else []),
            *self._without_links(),
        ]
        row = self._lines(sheet, 0, [(told.verdict(result), self.title), *((line, self.formats.text) for line in said)], sum(WIDTHS))
        row = self._part(sheet, row, "Findings", ("Severity", "What it asks", "", "Findings", "Rows"), self._counts())
        files = [(file.description, file.name, _how_read(file), file.header_row, file.rows) for file in result.files]
        row = self._part(sheet, row, "Files as they were read", ("Form", "File", "Notes", "Header row", "Rows"), files)
        rules = [self._rule_line(one) for one in result.broken_rules]
        if rules:
            heads = ("Severity", "Rule, with a link to its findings", "Data item", "Findings", "% of rows")
            row = self._part(sheet, row, "Rules that are broken", heads, rules)
        if result.cumulative:
            row = self._part(
                sheet, row, told.BEFORE, ("Rows", "What became of them"), [(rows, what) for what, rows in told.cumulated(result)]
            )
            changed = [(rows, title) for title, rows in told.changed(result)]
            row = self._part(sheet, row, "What changed", ("Rows", "Data item"), changed) if changed else row
        set_print(sheet)

    def _counts(self) -> list[tuple[Cell, ...]]:
        return [
            (told.SEVERITY_WORDS[severity], f"It {told.MEANINGS[severity]}.", "", findings, rows)
            for severity, findings, rows in told.counts(self.result)
        ]

    def _rule_line(self, one: BrokenRule) -> tuple[Cell | _Link, ...]:
        title = told.title_of(self.result, one.item) if one.item else ""
        share = one.rows / self.result.rows if self.result.rows and told.is_of_rows(one) else None
        link = _Link(one.title, self.sheets[one.rule, one.severity])
        return (told.SEVERITY_WORDS[one.severity], link, title, one.rows, share)

    def _part(self, sheet: Worksheet, row: int, heading: str, heads: Sequence[str], lines: Iterable[Sequence[Cell | _Link]]) -> int:
        """Write a heading with a table below it, and return the row after."""
        sheet.write_string(row + 1, 0, heading, self.formats.heading)
        row += 2
        for column, head in enumerate(heads):
            is_number = column > 2  # noqa: PLR2004 - the two narrow ones
            sheet.write_string(row, column, head, self.formats.head(align="right") if is_number else self.formats.head())
        for line in lines:
            row += 1
            for column, cell in enumerate(line):
                self._cell(sheet, row, column, cell, self.number)
            fit_row(sheet, row, zip(map(_shown, line), WIDTHS, strict=False))
        return row + 1

    def _lines(self, sheet: Worksheet, row: int, lines: Iterable[tuple[str, Format]], width: int, columns: int = 5) -> int:
        """Write texts, each over the width of some columns, and return the row after."""
        for text, style in lines:
            sheet.merge_range(row, 0, row, columns - 1, "", style)
            sheet.write_string(row, 0, cell_text(text), style)
            fit_row(sheet, row, [(text, width)], TITLE_SIZE if style is self.title else FONT_SIZE)
            row += 1
        return row

    def _all(self, sheet: Worksheet) -> None:
        """Write every finding, by file and row: one walks through the data once."""
        findings = told.in_order(self.result)
        columns = [*self._where(), _Column("Severity", 12), _Column("Data item", 30), _Column("What to do", 60), *self._what()]
        columns += [_Column("Rule, with a link to its sheet", 30)]
        lines = [
            (
                *self._at(one),
                told.SEVERITY_WORDS[one.severity],
                told.title_of(self.result, one.item) if one.item else "",
                one.message,
                *self._better(one),
                self._to_rule(one),
            )
            for one in findings[:ROWS]
        ]
        above = [told.cap(self.result) or (told.NO_FINDINGS if not findings else "Every finding, in the order of the rows.")]
        above += self._without_links()
        self._table(sheet, columns, lines, above)

    def _rule(self, sheet: Worksheet, rule: BrokenRule, findings: Sequence[Finding]) -> None:
        """Write the findings of a rule, below what it asks."""
        own_words = any(one.message != rule.message for one in findings)
        columns = [*self._where(), _Column("Data item", 40), *self._what(), *([_Column("What to do", 60)] if own_words else [])]
        lines = [
            (
                *self._at(one),
                told.title_of(self.result, one.item) if one.item else "",
                *self._better(one),
                *([one.message] if own_words else []),
            )
            for one in findings[:ROWS]
        ]
        shown = min(len(findings), ROWS)
        how_many = told.how_often(self.result, rule)
        above = [
            rule.title,
            f"What to do: {rule.message}",
            f"{told.SEVERITY_WORDS[rule.severity]} ({told.MEANINGS[rule.severity]}). Rule {rule.rule}.",
            f"{how_many}{'' if shown >= rule.rows else f', of which the first {number(shown)} are listed here'}.",
        ]
        self._table(sheet, columns, lines, above, back=True)

    def _items(self, sheet: Worksheet) -> None:
        """Write what each data item comes to: its findings, how complete and how valid it is."""
        result = self.result
        words = list(told.SEVERITY_WORDS.values())
        columns = [_Column("Section", 30), _Column("Data item", 44), *(_Column(word, 13) for word in words)]
        columns += [_Column("Filled where mandatory", 24, is_share=True), _Column("Valid where filled", 24, is_share=True)]
        counts = {one.item: one for one in told.by_item(result)}
        measures = {one.item: one for one in told.measures(result)}
        lines: list[Sequence[Cell | _Link]] = []
        for name in [item.id for item in result.specification.items] + [name for name in counts if name not in measures]:
            count, measure = counts.pop(name, None), measures.get(name or "")
            if count or measure:
                numbers = [count.by_severity.get(severity, 0) if count else 0 for severity in told.SEVERITY_WORDS]
                good = (measure.complete, measure.valid) if measure else (None, None)
                lines.append((_section(result, name), told.title_of(result, name), *numbers, *good))
        self._table(sheet, columns, lines, ["Each data item: its findings, and how good its cells are."])

    def _quality(self, sheet: Worksheet) -> None:
        """Write the cells of each data item by status and validity."""
        columns = [_Column("Section", 30), _Column("Data item", 44), _Column("Should the row fill it", 30), _Column("Cells", 12)]
        for validity in Validity:
            columns += [_Column(validity, 16), _Column(f"{validity}, %", 18, is_share=True)]
        lines: list[Sequence[Cell | _Link]] = []
        for one in told.by_status(self.result):
            cells = (part for validity in Validity for part in (one.by_validity[validity], one.by_validity[validity] / one.cells))
            lines.append((_section(self.result, one.item), told.title_of(self.result, one.item), one.status, one.cells, *cells))
        meanings = "; ".join(f"{status}: {told.STATUS_MEANINGS[status]}" for status in Status)
        self._table(sheet, columns, lines, [f"The cells of each data item. {meanings}."])

    def _where(self) -> list[_Column]:
        return [*([_Column("File", 30)] if len(self.result.files) > 1 else []), _Column("Row", 9)]

    def _at(self, one: Finding) -> Iterator[Cell | _Link]:
        if len(self.result.files) > 1:
            yield one.file
        address = self.addresses.get(one.file)
        yield _Link(one.row, f"{address}{one.row}") if address else one.row

    def _what(self) -> list[_Column]:
        return [_Column("Suggestion", 40), *([_Column("Value", 40)] if self.with_values else [])]

    def _better(self, one: Finding) -> list[Cell]:
        return [one.suggestion or "", *([one.value or ""] if self.with_values else [])]

    def _to_rule(self, one: Finding) -> Cell | _Link:
        sheet = self.sheets.get((one.rule, one.severity))
        return _Link(one.rule, sheet) if sheet else one.rule

    def _without_links(self) -> list[str]:
        """Return in sentences to which files no links to rows lead, and why."""
        names: dict[str, list[str]] = {}
        for name, reason in self.unlinked.items():
            names.setdefault(reason, []).append(name)
        return [f"No links lead to the rows of {_some(of_reason)}: {reason}." for reason, of_reason in names.items()]

    def _table(
        self,
        sheet: Worksheet,
        columns: Sequence[_Column],
        lines: Sequence[Sequence[Cell | _Link]],
        above: Sequence[str],
        *,
        back: bool = False,
    ) -> None:
        """Write some lines of text, and below them a table to filter, its heads in sight."""
        widths = [column.width for column in columns]
        sheet.set_default_row(LINE_HEIGHT + ROW_SPACE)
        set_widths(sheet, widths)
        told_above = [(text, self.formats.label if place == 0 else self.formats.text) for place, text in enumerate(above)]
        links = sum(1 for column in columns if column.title.startswith(("Row", "Rule")))
        if links * len(lines) > LINKS:
            told_above.append((f"There is room for {number(LINKS)} links on a sheet: what follows after has none.", self.formats.text))
        top = self._lines(sheet, 0, told_above, sum(widths), len(columns))
        if back:
            self._cell(sheet, top, 0, _Link("Back to the summary", f"internal:{SUMMARY}!A1"), self.formats.text)
            top += 1
        self._write_rows(sheet, columns, lines, top)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        set_print(sheet)

    def _write_rows(self, sheet: Worksheet, columns: Sequence[_Column], lines: Sequence[Sequence[Cell | _Link]], top: int) -> None:
        widths = [column.width for column in columns]
        for place, column in enumerate(columns):
            sheet.write_string(top, place, column.title, self.formats.head())
        fit_row(sheet, top, [(column.title, column.width - 4) for column in columns])  # beside its button
        row, links = top, 0
        for line in lines:
            row += 1
            for place, (column, cell) in enumerate(zip(columns, line, strict=True)):
                links += isinstance(cell, _Link)
                linked = cell.cell if isinstance(cell, _Link) and links > LINKS else cell
                self._cell(sheet, row, place, linked, self.row if column.title == "Row" else self.number)
            fit_row(sheet, row, zip(map(_shown, line), widths, strict=True))
        if not lines:
            return
        sheet.autofilter(top, 0, row, len(columns) - 1)
        for place, column in enumerate(columns):
            if column.is_share:
                good = BAD if column.title.startswith("Failed") else GOOD
                bar = {"type": "data_bar", "bar_solid": True, "bar_color": _pale(good), "bar_border_color": good, "data_bar_2010": True}
                limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
                sheet.conditional_format(top + 1, place, row, place, {**bar, **limits})

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell | _Link, number: Format) -> None:
        """Write a cell: texts as texts whatever they begin with, numbers as numbers, also as links; fractions as shares."""
        text = self.formats.text
        if isinstance(cell, _Link):
            sheet.write_url(row, column, cell.url, self.link, "")  # what it shows comes below, with its own format
            cell, text, number = cell.cell, self.link, self.linked_row
        elif isinstance(cell, str):
            text = self.severities.get(cell) or self.formats.data(cell)
        if isinstance(cell, str):
            if cell:
                sheet.write_string(row, column, cell_text(cell), text)
        elif cell is not None:
            sheet.write_number(row, column, cell, self.shares[_form_of(cell)] if isinstance(cell, float) else number)


def _form_of(share: float) -> str:
    """Return how a share is shown: as 0% and 100% only where it is exactly that."""
    told_ = told.share(share)
    return "0%" if share in {0, 1} else f'"{told_}"' if told_[0] in "<>" else "0.0%"


def _how_read(file: FileSummary) -> str:
    sheet = [f"Sheet {file.sheet}."] if file.sheet else []
    return " ".join([*sheet, *file.notes])


def _section(result: Result, item: str | None) -> str:
    known = result.specification.item_by_id.get(item or "")
    return result.specification.section_by_id[known.section].title if known else ""


def _sheet(name: str) -> str:
    """Return what leads to the top of a sheet."""
    return f"internal:{quoted(name)}!A1"


def _some(names: Sequence[str]) -> str:
    left = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {counted(left, 'other file')}" if left > 0 else "")


def _shown(cell: Cell | _Link) -> str:
    text = cell.cell if isinstance(cell, _Link) else cell
    return text if isinstance(text, str) else ""


def _pale(colour: str) -> str:
    return {GOOD: "#A8D5AC", BAD: "#F2B8B5"}[colour]
