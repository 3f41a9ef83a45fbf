"""What checking a return comes to, for the terminal: the summary first, then tables, then the first findings, one a line."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cldspec.validation.result import Finding, Result, Status, Validity
from cldspec.wording import counted, number
from cldspec_generators.reports.validation import messages as told
from cldspec_generators.shared.plain_text import printable, shortened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

FINDINGS, WIDTH = 20, 100
"""How many findings are shown, and how wide the tables are, unless told otherwise."""
LONGEST = 80
"""The most characters of a value or a suggestion on the line of its finding."""
_COLOURS = {"error": "bold red", "warning": "yellow", "information": "cyan"}
_STATUSES = {Status.APPLICABLE: "Applicable"}
"""The statuses that are told in fewer words, for want of room."""
_LINED = "    \n    \n -- \n    \n    \n    \n    \n    \n"
"""A table with nothing but a line below its heads, in signs that every terminal has."""


def text(result: Result, findings_shown: int = FINDINGS, *, width: int = WIDTH, colours: bool = False) -> str:
    """Return the whole report; `colours` is for a terminal that shows them."""
    console = _console(width, colours=colours)
    _summary(console, result)
    _rules(console, result)
    _items(console, result)
    _quality(console, result)
    _cumulation(console, result)
    _findings(console, result, findings_shown)
    file = console.file
    assert isinstance(file, io.StringIO)  # noqa: S101 - made here
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def line(result: Result, finding: Finding) -> str:
    """Return a finding as one line."""
    about = f", {told.title_of(result, finding.item)}" if finding.item else ""
    parts = [f"{finding.file} row {finding.row}{about} [{finding.rule}] {finding.severity}: {finding.message}"]
    parts += [f"Suggestion: {shortened(finding.suggestion, LONGEST)}"] if finding.suggestion else []
    parts += [f"Value: {shortened(finding.value, LONGEST) or '(blank)'}"] if finding.value is not None else []
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


def _table(*heads: str) -> "Table":
    """Return an empty table; its heads that begin with > are of numbers."""
    from rich.box import Box
    from rich.table import Table

    table = Table(box=Box(_LINED, ascii=True), show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for head in heads:
        table.add_column(head.removeprefix(">"), justify="right" if head.startswith(">") else "left", overflow="fold", vertical="top")
    return table


def _heading(console: "Console", heading: str) -> None:
    console.print()
    console.print(heading, style="bold")
    console.print()


def _summary(console: "Console", result: Result) -> None:
    console.print(told.verdict(result), style="bold green" if told.conforms(result) else "bold red")
    console.print()
    for file in result.files:
        sheet = f", sheet {file.sheet}" if file.sheet else ""
        said = f"{file.name}: {file.description}{sheet}, headers in row {file.header_row}, {counted(file.rows, 'row')} below them"
        console.print(printable(said))
        for note in file.notes:
            console.print(f"  Note: {printable(note)}")
    console.print(told.today(result))
    console.print()
    table = _table("Severity", ">Findings", ">Rows", ">% of rows")
    for severity, findings, rows in told.counts(result):
        colour = _COLOURS[severity] if findings else ""
        table.add_row(told.SEVERITY_WORDS[severity], *_numbers(findings, rows), told.percent(rows, result.rows), style=colour)
    console.print(table)


def _rules(console: "Console", result: Result) -> None:
    from rich.text import Text

    if not result.broken_rules:
        return
    _heading(console, f"By rule ({len(result.broken_rules)})")
    table = _table("Severity", "Rule", "Data item", ">Findings", ">% of rows")
    for one in result.broken_rules:
        severity = Text(told.SEVERITY_WORDS[one.severity], _COLOURS[one.severity])
        share = told.share_of_rows(result, one)
        table.add_row(severity, one.rule, told.title_of(result, one.item) if one.item else "", number(one.rows), share)
    console.print(table)


def _items(console: "Console", result: Result) -> None:
    if not result.broken_rules:
        return
    _heading(console, "By data item: the number of findings")
    table = _table("Data item", *(f">{word}" for word in told.SEVERITY_WORDS.values()))
    for one in told.by_item(result):
        table.add_row(one.title, *_numbers(*(one.by_severity.get(severity, 0) for severity in told.SEVERITY_WORDS)))
    console.print(table)


def _quality(console: "Console", result: Result) -> None:
    """Print the cells of each data item by status and validity: validities that no cell has are left out."""
    rows = list(told.by_status(result))
    if not rows:
        return
    there = [validity for validity in Validity if any(row.by_validity[validity] for row in rows)]
    _heading(console, "Quality: the cells of each data item, by whether the row should fill it and by what it holds")
    table = _table("Data item", *(">" + validity.replace(" (", "\n(") for validity in there))
    before = ""
    for row in rows:
        if row.item != before:
            table.add_row(told.title_of(result, row.item), style="bold")
            before = row.item
        cells = [_cell(row.by_validity[validity], row.cells) for validity in there]
        table.add_row(f"  {_STATUSES.get(row.status, row.status)}", *cells)
    console.print(table)


def _cell(cells: int, whole: int) -> str:
    return f"{number(cells)} {told.percent(cells, whole):>6}" if cells else ""


def _cumulation(console: "Console", result: Result) -> None:
    if not result.cumulative:
        return
    _heading(console, told.BEFORE)
    table = _table("What", ">Number")
    for what, count in told.cumulated(result):
        table.add_row(what, number(count))
    console.print(table)
    if told.changed(result):
        console.print()
        table = _table("Data item that changed", ">Rows")
        for title, rows in told.changed(result):
            table.add_row(title, number(rows))
        console.print(table)


def _findings(console: "Console", result: Result, most: int) -> None:
    """Print the first findings of each rule, so many in all, each on a line of its own however long: programs look for it there."""
    from rich.text import Text

    shown = told.first(result, most)
    if shown:
        _heading(console, f"Findings ({number(len(shown))} of {number(result.total)}: some of each rule, the gravest rules first)")
    for finding in shown:
        console.print(Text(line(result, finding), _COLOURS[finding.severity]), soft_wrap=True)
    if left := result.total - len(shown):
        console.print()
        console.print(f"And {counted(left, 'more finding')}.")


def _numbers(*values: int) -> Iterator[str]:
    return (number(value) if value else "-" for value in values)
