"""What checking a return may come to, made by hand: for the tests of its reports."""

from collections.abc import Iterator
from dataclasses import replace

from cldspec.model import Specification
from cldspec.rules.all_rules import rules_of
from cldspec.validation.result import SEVERITIES, BrokenRule, CumulativeSummary, FileSummary, Finding, Quality, Result, Status, Validity

NASTY = (
    "=cmd|' /C calc'!A0",
    "+HYPERLINK(1)",
    "@SUM(A1)",
    "-2+3",
    "\t=1+1",
    "  =1+1",
    "\uff1d1+1",
    "<script>alert(1)</script>",
    "\"quotes\" and 'quotes', and a comma; {{ 7 * 7 }} [bold]text[/bold]",
    "two\nlines\r\nand more",
    "null \x00, bell \x07, escape \x1b[31m, half \ud800, \ufffe, _x0041_",
    "right to left \u202egnp.exe",
    "an emoji \U0001f469\u200d\U0001f52c, \u65e5\u672c, \u0142\u00f3d\u017a",
    "x" * 40_000,
    "https://example.org/#a",
    "-12.5",
    "007",
    "",
)
"""Texts that a cell may hold and a report may stumble over."""
FILES = (
    FileSummary("return Q2.xlsx", "Excel workbook", 3, 120, ("Two columns are not of the specification: X, Y.",), "It's data"),
    FileSummary("return-q1.csv", "CSV, comma, UTF-8", 1, 80),
)


def result(
    specification: Specification,
    *,
    rows: int = 200,
    most: int | None = 5,
    values: tuple[str, ...] | None = None,
    count: int | None = None,
) -> Result:
    """Return a result in which each of the first `count` rules is broken in 1, 2, 3 ... rows, as often as `most` are shown."""
    rules = rules_of(specification)[:count]
    broken = [BrokenRule(one.id, one.title, one.severity, one.items[0], one.message, place % 9 + 1) for place, one in enumerate(rules)]
    most_severe_first = tuple(sorted(broken, key=lambda one: (SEVERITIES.index(one.severity), -one.rows)))
    findings = [found for place, one in enumerate(broken) for found in _findings(one, place, most, values)]
    names = [file.name for file in FILES]
    with_any = {severity: sum(1 for one in broken if one.severity == severity) for severity in SEVERITIES}
    return Result(
        specification=specification,
        files=FILES,
        rows=rows,
        rows_with=with_any,
        rows_conforming=rows - with_any["error"],
        broken_rules=most_severe_first,
        findings=tuple(sorted(findings, key=lambda one: (names.index(one.file), one.row))),
        quality=quality(specification, rows),
        limit=most,
        today="2023-08-01",
    )


def nothing_found(specification: Specification) -> Result:
    """Return a result without findings."""
    return replace(result(specification, count=0), files=FILES[:1])


def empty(specification: Specification) -> Result:
    """Return the result of a file without rows."""
    return replace(result(specification, count=0, rows=0), files=(replace(FILES[0], rows=0),), quality={})


def every_kind(specification: Specification) -> Result:
    """Return a result with findings of every severity, about rows and columns, with nasty values shown, and cumulated.

    One of its rules has two severities, as no rule should: reports are to take it all the same.
    """
    made = replace(result(specification, values=NASTY, most=None), cumulative=cumulation(specification))
    nowhere = BrokenRule("file.many", "=A title of its own", "warning", None, "Look at the whole file.", 1)
    found = Finding(FILES[1].name, 2, None, nowhere.rule, "warning", nowhere.message)
    form = [
        BrokenRule("columns.missing", "Every column of the template is there", "error", None, "Add the columns.", 2),
        BrokenRule("columns.missing", "Every column of the template is there", "warning", None, "Add the columns.", 3),
    ]
    items = iter(specification.items)
    of_form = [
        Finding(FILES[1].name, 1, next(items).id, one.rule, one.severity, f"Add column {nth}.") for one in form for nth in range(one.rows)
    ]
    broken = sorted((*made.broken_rules, nowhere, *form), key=lambda one: SEVERITIES.index(one.severity))
    names = [file.name for file in FILES]
    findings = sorted((*made.findings, found, *of_form), key=lambda one: (names.index(one.file), one.row))
    return replace(made, broken_rules=tuple(broken), findings=tuple(findings))


def many_rules(specification: Specification, count: int = 200) -> Result:
    """Return a result with as many rules as asked for, whose names are long and alike."""
    made = result(specification, count=0)
    names = [f"{'the_same_long_beginning_of_a_name'}[{number}]" for number in range(count - 3)]
    names += ["History", "summary", "'quoted'/*?:\\"]
    item = specification.items[0].id
    broken = tuple(BrokenRule(name, f"Rule {name}", SEVERITIES[place % 3], item, "Do it.", 3) for place, name in enumerate(names))
    findings = tuple(Finding(FILES[0].name, 4 + place, item, one.rule, one.severity, one.message) for place, one in enumerate(broken))
    return replace(
        made,
        broken_rules=tuple(sorted(broken, key=lambda one: SEVERITIES.index(one.severity))),
        findings=findings,
        limit=1,
        rows_with=dict.fromkeys(SEVERITIES, 150),
        rows_conforming=50,
    )


def cumulation(specification: Specification) -> CumulativeSummary:
    first, *_, last = specification.items
    return CumulativeSummary(added=12, changed=3, unchanged=180, vanished=5, merged=200, changed_by_item={last.id: 1, first.id: 2})


def quality(specification: Specification, rows: int) -> Quality:
    """Return cells of every status and validity that there can be; the rows are those of one item."""
    pairs = [(status, validity) for status in Status for validity in Validity if validity is not Validity.NOT_IN_FILE]
    made: dict[str, dict[tuple[Status, Validity], int]] = {}
    for place, item in enumerate(specification.items):
        few: dict[tuple[Status, Validity], int] = dict.fromkeys(pairs[place % 3 :: 3], 1)
        rest = (Status.MANDATORY if place % 2 else Status.APPLICABLE, Validity.VALID)
        made[item.id] = {**few, rest: rows - sum(cells for pair, cells in few.items() if pair != rest)}
    return made


def _findings(one: BrokenRule, place: int, most: int | None, values: tuple[str, ...] | None) -> Iterator[Finding]:
    for nth in range(one.rows if most is None else min(one.rows, most)):
        value = values[(place + nth) % len(values)] if values else None
        suggestion = value if values and nth % 2 else ("Write Male." if nth == 1 else None)
        file = FILES[place % len(FILES)]
        row = file.header_row + 1 + (7 * place + 3 * nth) % file.rows
        yield Finding(file.name, row, one.item, one.rule, one.severity, one.message, suggestion, value)
