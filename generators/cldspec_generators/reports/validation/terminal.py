"""The validation report for the terminal: the summary first, then tables, then the first findings, one on each line."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cldspec.model import Severity
from cldspec.validation.result import BrokenRule, Finding, Result, Status
from cldspec.wording import counted, number
from cldspec_generators.reports.validation import messages
from cldspec_generators.shared.plain_text import printable, shortened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

FINDINGS_LISTED, WIDTH = 20, 100
"""The number of findings that are listed, and the width of the tables in characters, by default."""
MIN_TITLE_WIDTH = 24
"""The characters of a column in which the titles of rules are readable."""
MAX_TEXT_LENGTH = 80
"""The characters of a value or a suggestion that the line of a finding shows at most."""
_COLOURS: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "information": "cyan"}
_SHORT_STATUSES = {Status.APPLICABLE: "Applicable"}
"""Shorter names of statuses, since there is little room."""
_BOX = "    \n    \n -- \n    \n    \n    \n    \n    \n"
"""A table with nothing but a line below its column headers, in characters that every terminal has."""


def text(result: Result, findings_listed: int = FINDINGS_LISTED, *, width: int = WIDTH, colours: bool = False) -> str:
    """Return the whole report; `colours` is for a terminal that shows them."""
    console = _console(width, colours=colours)
    _print_summary(console, result)
    _print_rules(console, result)
    _print_items(console, result)
    _print_quality(console, result)
    _print_comparison(console, result)
    _print_findings(console, result, findings_listed)
    file = console.file
    assert isinstance(file, io.StringIO)  # noqa: S101 - made here
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def line(result: Result, finding: Finding) -> str:
    """Return a finding as one line."""
    about = f", {messages.title_of(result, finding.item)}" if finding.item else ""
    parts = [f"{finding.file} row {finding.row}{about} [{finding.rule}] {finding.severity}: {finding.message}"]
    parts += [f"Suggestion: {shortened(finding.suggestion, MAX_TEXT_LENGTH)}"] if finding.suggestion else []
    parts += [f"Value: {shortened(finding.value, MAX_TEXT_LENGTH) or '(blank)'}"] if finding.value is not None else []
    return printable(" ".join(parts))


def _console(width: int, *, colours: bool) -> "Console":
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=width,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        force_terminal=colours,
        color_system="standard" if colours else None,
    )


def _table(*headers: str) -> "Table":
    """Return an empty table. A column whose header begins with > has numbers; one that begins with ! is never broken."""
    from rich.box import Box
    from rich.table import Table

    table = Table(box=Box(_BOX, ascii=True), show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for header in headers:
        table.add_column(
            header.lstrip(">!"),
            justify="right" if header.startswith(">") else "left",
            overflow="fold",
            vertical="top",
            no_wrap=header.startswith("!"),
        )
    return table


def _print_heading(console: "Console", heading: str) -> None:
    console.print()
    console.print(heading, style="bold")
    console.print()


def _print_summary(console: "Console", result: Result) -> None:
    console.print(messages.verdict(result), style="bold green" if result.conforms else "bold red")
    console.print()
    for file in result.files:
        sheet = f", sheet {file.sheet}" if file.sheet else ""
        description = f"{file.name}: {file.description}{sheet}, headers in row {file.header_row}, {counted(file.rows, 'row')} below them"
        console.print(printable(description))
        for note in file.notes:
            console.print(f"  Note: {printable(note)}")
    console.print(messages.today_note(result))
    console.print()
    table = _table("Severity", ">Findings", ">Rows", ">% of rows")
    for severity, findings, rows in messages.by_severity(result):
        colour = _COLOURS[severity] if findings else ""
        table.add_row(messages.SEVERITY_WORDS[severity], *_numbers(findings, rows), messages.percent(rows, result.rows), style=colour)
    console.print(table)


def _print_rules(console: "Console", result: Result) -> None:
    """Print the broken rules by identifier and title. Where the table is too narrow for both, the title is below the identifier."""
    if not result.broken_rules:
        return
    _print_heading(console, f"By rule ({len(result.broken_rules)})")
    numbers = len(" Information Findings % of rows ")
    longest = max(len(rule.rule) for rule in result.broken_rules)
    is_wide = console.width - numbers - longest >= MIN_TITLE_WIDTH
    table = _table("Severity", *(["!Rule", "Title"] if is_wide else ["Rule"]), ">Findings", ">% of rows")
    for rule in result.broken_rules:
        severity, counts = _coloured(rule), (number(rule.rows), messages.share_of_rows(result, rule))
        table.add_row(severity, rule.rule, *([rule.title] if is_wide else []), *counts)
        if not is_wide:
            table.add_row("", f"  {rule.title}")
    console.print(table)


def _coloured(rule: BrokenRule) -> "Text":
    from rich.text import Text

    return Text(messages.SEVERITY_WORDS[rule.severity], _COLOURS[rule.severity])


def _print_items(console: "Console", result: Result) -> None:
    if not result.broken_rules:
        return
    _print_heading(console, "Findings by data item")
    table = _table("Data item", *(f">{word}" for word in messages.SEVERITY_WORDS.values()))
    for count in messages.by_item(result):
        table.add_row(count.title, *_numbers(*(count.by_severity.get(severity, 0) for severity in messages.SEVERITY_WORDS)))
    console.print(table)


def _print_quality(console: "Console", result: Result) -> None:
    """Print the cells of each data item by status and validity, without validities that no cell has."""
    counts = list(messages.by_status(result))
    if not counts:
        return
    validities = messages.validities_used(result)
    _print_heading(console, "Quality: cells of each data item by status and validity")
    table = _table("Data item", *(">" + validity.replace(" (", "\n(") for validity in validities))
    item = ""
    for count in counts:
        if count.item != item:
            table.add_row(messages.title_of(result, count.item), style="bold")
            item = count.item
        cells = [_cells_and_share(count.by_validity[validity], count.cells) for validity in validities]
        table.add_row(f"  {_SHORT_STATUSES.get(count.status, count.status)}", *cells)
    console.print(table)


def _cells_and_share(cells: int, total: int) -> str:
    return f"{number(cells)} {messages.percent(cells, total):>6}" if cells else ""


def _print_comparison(console: "Console", result: Result) -> None:
    """Print how the submission differs from previous ones."""
    if not result.cumulative:
        return
    _print_heading(console, messages.PREVIOUS)
    table = _table("Events", ">Number")
    for name, count in messages.cumulative_counts(result):
        table.add_row(name, number(count))
    console.print(table)
    if messages.changed_items(result):
        console.print()
        table = _table("Changed data item", ">Rows")
        for title, rows in messages.changed_items(result):
            table.add_row(title, number(rows))
        console.print(table)


def _print_findings(console: "Console", result: Result, most: int) -> None:
    """Print the first findings for each rule, each on one line however long it is, since programs look for it there."""
    from rich.text import Text

    listed = messages.first_findings(result, most)
    if listed:
        totals = f"{number(len(listed))} of {number(result.total)}"
        _print_heading(console, f"Findings ({totals}: some for each rule, highest severity first)")
    for finding in listed:
        console.print(Text(line(result, finding), _COLOURS[finding.severity]), soft_wrap=True)
    if left := result.total - len(listed):
        console.print()
        console.print(f"And {counted(left, 'more finding')}.")


def _numbers(*values: int) -> Iterator[str]:
    return (number(value) if value else "-" for value in values)
