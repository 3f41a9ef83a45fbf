"""A return is checked by DuckDB as the plain reference checks it, whatever stands in its cells."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import pytest

from cldspec.model import ALWAYS, DataItem, Specification
from cldspec.rules.all_rules import Same, rules_of
from cldspec.rules.cells import UNREADABLE, read, remark_of
from cldspec.rules.evaluate import Row, truth
from cldspec.rules.expression import parse
from cldspec.rules.reference import broken_rules, canonical_row
from cldspec.rules.tables import items_in
from cldspec.validation.cell_rules import cell_rules
from cldspec.validation.result import Result, Status, Validity
from cldspec.validation.validator import Options, validate
from returns import whole_return
from specifications import SPECIFICATIONS, each_specification

TODAY = date.today().isoformat()  # noqa: DTZ011 - what the database takes for today
ALL = Options(limit=None)


def saved(rows: Sequence[Mapping[str, str]], specification: Specification, path: Path) -> Path:
    """Save rows as typed, below the headers of the template."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([item.title for item in specification.items])
        writer.writerows([row.get(item.id, "") for item in specification.items] for row in rows)
    return path


def is_filled(row: Mapping[str, str], specification: Specification) -> bool:
    return any(read(item, row.get(item.id, ""), specification) is not None for item in specification.items)


def expected_of(rows: Sequence[Mapping[str, str]], specification: Specification) -> set[tuple[int, str]]:
    """Return what the reference finds; blank rows between others are no rows of a return."""
    places = [index for index, row in enumerate(rows) if is_filled(row, specification)]
    broken = broken_rules([rows[index] for index in places], specification, TODAY)
    return {(places[index], rule) for index, rule in broken} | remarks_of(rows, specification)


def remarks_of(rows: Sequence[Mapping[str, str]], specification: Specification) -> set[tuple[int, str]]:
    """Return the rules about cells, which no specification has, that rows break: what `cldspec.rules.cells` remarks on each cell."""
    cells = [(index, item, row.get(item.id, "")) for index, row in enumerate(rows) for item in specification.items]
    return {(index, f"{item.id}.{remark}") for index, item, typed in cells if (remark := remark_of(item, typed, specification))}


def found(result: Result) -> set[tuple[int, str]]:
    """Return the index of the row and the rule of each finding about rows below one row of headers."""
    pairs = [(finding.row - 2, finding.rule) for finding in result.findings]
    assert len(pairs) == len(set(pairs))
    return set(pairs)


@each_specification
def test_a_return_is_judged_as_by_the_reference(version: str, tmp_path: Path) -> None:
    specification, rows = SPECIFICATIONS[version], whole_return(version)
    result = validate([saved(rows, specification, tmp_path / "return.csv")], specification, options=ALL)
    expected = expected_of(rows, specification)
    assert found(result) == expected
    rules = {rule.id: rule for rule in (*rules_of(specification), *cell_rules(specification))}
    for finding in result.findings:
        rule = rules[finding.rule]
        assert (finding.item, finding.severity, finding.message) == (rule.items[0], rule.severity, rule.message)
        if rule.id.endswith(".spelling"):
            item = specification.item_by_id[rule.items[0]]
            assert finding.suggestion == read(item, rows[finding.row - 2][item.id], specification)
    assert {one.rule: one.rows for one in result.broken_rules} == {
        rule: sum(rule == other for _, other in expected) for rule in {rule for _, rule in expected}
    }
    errors = {index for index, rule in expected if rules[rule].severity == "error"}
    assert result.rows == sum(is_filled(row, specification) for row in rows)
    assert result.rows_with["error"] == len(errors)
    assert result.rows_conforming == result.rows - len(errors)


@pytest.mark.slow
@each_specification
def test_every_cell_is_counted_on_both_scales(version: str, tmp_path: Path) -> None:
    """Status and validity of each cell, worked out anew for each row by the plain evaluator."""
    specification = SPECIFICATIONS[version]
    rows = [row for row in whole_return(version) if is_filled(row, specification)]
    result = validate([saved(rows, specification, tmp_path / "return.csv")], specification)
    counted: dict[str, Counter[tuple[Status, Validity]]] = {item.id: Counter() for item in specification.items}
    for row in rows:
        cells = canonical_row(row, specification, TODAY)
        for item in specification.items:
            status = status_of(item, cells, specification)
            blank = Validity.MISSING if status is Status.MANDATORY else Validity.BLANK
            cell = cells[item.id]
            is_wrong = cell is UNREADABLE or (cell is not None and status is Status.NOT_APPLICABLE)
            counted[item.id][status, Validity.INVALID if is_wrong else blank if cell is None else Validity.VALID] += 1
    assert result.quality == counted
    assert {status for counts in counted.values() for status, _ in counts} == set(Status)


def status_of(item: DataItem, cells: Row, specification: Specification) -> Status:
    applies = truth(parse(specification.section_by_id[item.section].applies_when), cells, specification)
    if not applies:
        return Status.NOT_APPLICABLE if applies is False else Status.UNDETERMINED
    if item.required_when is None or not (item.obligation == "mandatory" or item.if_blank == "error"):
        return Status.APPLICABLE
    when = parse(item.required_when)
    required = truth(when, cells, specification)
    if required is not None:
        return Status.MANDATORY if required else Status.APPLICABLE
    deciding = [specification.item_by_id[name] for name in items_in(when, specification)]
    is_wrong = any(
        cells[one.id] is UNREADABLE or (cells[one.id] is None and one.required_when == ALWAYS and one.if_blank == "error")
        for one in deciding
    )
    return Status.UNDETERMINED if is_wrong else Status.APPLICABLE


@pytest.mark.slow
def test_texts_that_differ_in_spaces_only_agree(tmp_path: Path) -> None:
    """Whether a text is asked for its value, or only for agreement and blankness, spaces around it do not count."""
    specification = SPECIFICATIONS["4.0"]
    row = next(row for row in whole_return("4.0") if not broken_rules([row], specification, TODAY))
    for item in specification.items:
        if item.type == "text" and row[item.id]:
            for other in (f" {row[item.id]}", f"{row[item.id]}\u00a0", f"\t{row[item.id]}\n", f"{row[item.id]}\r\n "):
                rows = [row, {**row, item.id: other}]
                result = validate([saved(rows, specification, tmp_path / "return.csv")], specification, options=ALL)
                assert found(result) == expected_of(rows, specification), item.id


@pytest.mark.slow
def test_check_digits_are_worked_out_as_by_the_reference(tmp_path: Path) -> None:
    """DuckDB works them out of the whole number, the reference digit by digit."""
    specification = SPECIFICATIONS["4.0"]
    formats = {named.id for named in specification.formats if named.check_digit}
    (item,) = (item for item in specification.items if item.format in formats)
    draw = Random(11)  # noqa: S311 - the same numbers each time
    numbers = [f"{draw.randrange(10**10):010}" for _ in range(4000)] + [f"{digit}" * 10 for digit in range(10)]
    result = validate(
        [saved([{item.id: number} for number in numbers], specification, tmp_path / "return.csv")], specification, options=ALL
    )
    wrong = {finding.row - 2 for finding in result.findings if finding.rule == f"{item.id}.format"}
    assert wrong == {index for index, number in enumerate(numbers) if read(item, number, specification) is UNREADABLE}
    assert 0 < len(wrong) < len(numbers)


@pytest.mark.slow
def test_submission_items_that_differ_from_the_first_row_are_read_all_the_same(tmp_path: Path) -> None:
    """What the first row holds is read once for all rows that hold it; no other row may be taken for it."""
    specification, rows = SPECIFICATIONS["4.0"], whole_return("4.0")
    same = sorted(rule.items[0] for rule in rules_of(specification) if isinstance(rule.test, Same) and rule.test.of is None)
    typed = {"x", " x ", "31/02/2021", "01/04/2021 ", "01/04/2021", "", "\N{NO-BREAK SPACE}"}
    for first in sorted(typed):
        given = [
            {**rows[0], **dict.fromkeys(same, first)},
            *({**rows[1], item: text} for item in same for text in sorted(typed)),
            *rows[:5],
        ]
        result = validate([saved(given, specification, tmp_path / "return.csv")], specification, options=ALL)
        assert found(result) == expected_of(given, specification)
