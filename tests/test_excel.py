"""The template works in LibreOffice as its users expect, and its checks agree with the reference implementation."""

import io
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.utility import xl_col_to_name

from cldspec.model import DataItem, Severity, Specification
from cldspec.rules.all_rules import Rule, rules_of
from cldspec.rules.cells import remark_of, to_iso_date
from cldspec.rules.dependent_values import dependent_values
from cldspec.rules.evaluate import NOT_APPLICABLE, truth
from cldspec.rules.evaluate import Row as Canonical
from cldspec.rules.expression import parse
from cldspec.rules.reference import breaking
from cldspec.rules.targets.excel import MOST_CHARACTERS
from cldspec.validation.cell_rules import Remarked
from cldspec.validation.readers.template import read_template
from cldspec_generators.outputs.excel import generate
from cldspec_generators.outputs.excel.check_sheet import FIRST_RULE_ROW
from cldspec_generators.outputs.excel.findings_sheet import FIRST_LINE, LISTED
from cldspec_generators.outputs.excel.layout import CHECKED_ROWS, FIRST_ROW, HEADER_ROW, LAST_ROW, ROWS, items_set_once, layout_of
from cldspec_generators.outputs.excel.rule_formulas import rule_formulas
from cldspec_generators.shared.workbook import INPUT_COLOUR, SEVERITY_MARKS
from office import CSV, XLSX, Office
from rows import good_rows, typed
from sheet_rows import bad_values, canonical, cells_of, own_spellings
from specifications import SPECIFICATIONS

DAY_0 = date(1899, 12, 30)
WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
HATCHED = "#CED2D5"
"""What LibreOffice makes of a hatching of two greys."""
CSV_IN_UTF_8 = "44,34,76,1,,0,false,true,true,false,false,{sheet}"
"""LibreOffice's options for CSV: comma, quotes, UTF-8, cells as shown; the number of the sheet, from 1."""


@pytest.fixture(params=SPECIFICATIONS)
def either(request: pytest.FixtureRequest) -> Specification:
    return SPECIFICATIONS[request.param]


@pytest.fixture
def template(either: Specification, tmp_path: Path) -> Path:
    return saved(either, tmp_path)


def saved(specification: Specification, folder: Path) -> Path:
    workbook = next(artifact for artifact in generate(specification) if artifact.path.endswith(".xlsx"))
    (folder / "template.xlsx").write_bytes(workbook.content)
    return folder / "template.xlsx"


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


# What it is made of


def test_the_headers_are_the_items_in_one_row(either: Specification, template: Path) -> None:
    sheet = opened(template)["Data"]
    assert [cell.value for cell in sheet[HEADER_ROW + 1]] == [item.title for item in either.items]
    assert [cell.value for cell in sheet[HEADER_ROW]] == [item.obligation.capitalize() for item in either.items]
    bands = {section.title: next(either.items_of(section)).id for section in either.sections}
    assert {cell.value: either.items[cell.column - 1].id for cell in sheet[1] if cell.value} == bands
    assert sheet.freeze_panes == f"{sheet.freeze_panes.rstrip('0123456789')}{FIRST_ROW + 1}"


def test_every_item_has_its_drop_down_or_its_limits_and_a_message(either: Specification, template: Path) -> None:
    book = opened(template)
    rules = {str(rule.sqref): rule for rule in book["Data"].data_validations.dataValidation}
    items_with_choices = {dependent.item for dependent in dependent_values(either)}
    for index, item in enumerate(either.items):
        letters = xl_col_to_name(index)
        rule = rules[f"{letters}{FIRST_ROW + 1}:{letters}{LAST_ROW + 1}"]
        assert rule.promptTitle
        assert rule.prompt
        assert item.obligation.capitalize() in rule.prompt
        if item.code_list:
            expected = f"choices_{item.id}" if item.id in items_with_choices else f"list_{item.code_list}".replace("-", "_")
            assert (rule.type, rule.formula1) == ("list", expected)
        else:
            length = "textLength" if item.max_length is not None else None
            kinds = {"date": "date", "decimal": "decimal", "integer": "whole"}
            assert rule.type == kinds.get(item.type, length)
    assert ROWS >= 20_000


def test_cells_are_shown_as_what_they_hold(either: Specification, template: Path) -> None:
    sheet = opened(template)["Data"]
    for index, item in enumerate(either.items):
        style = next(one for one in sheet.column_dimensions.values() if one.min <= index + 1 <= one.max)
        expected = {"date": "dd/mm/yyyy", "decimal": f"0.{'0' * (item.scale or 0)}", "integer": "0"}.get(item.type, "@")
        assert style.number_format == expected, item.id


@pytest.mark.slow
def test_the_file_keeps_to_the_limits_of_excel(template: Path) -> None:
    book = opened(template)
    names = [*book.defined_names.items(), *(entry for sheet in book for entry in sheet.defined_names.items())]
    for name, defined in names:
        assert len(defined.value) < MOST_CHARACTERS, name
        if not name.startswith("_xlnm"):
            assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{3,200}", name), name
            assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*", name), name
    assert len({name.casefold() for name, _ in names if not name.startswith("_xlnm")}) == len(book.defined_names)
    for sheet in book:
        assert len(sheet.title) <= 31
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.formula1 or "") <= 255
            assert len(rule.prompt or "") <= 255
            assert len(rule.error or "") <= 255
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.errorTitle or "") <= 32
        for area in sheet.conditional_formatting:
            assert all(len(formula) <= 255 for rule in area.rules for formula in rule.formula)
        for row in sheet.iter_rows():
            for cell in row:
                text = getattr(cell.value, "text", cell.value)
                assert len(str(text or "")) < (MOST_CHARACTERS if cell.data_type == "f" else 32768), cell


def test_every_name_that_a_formula_uses_is_there(template: Path) -> None:
    """LibreOffice shows #NAME? for an unknown name only where it works the formula out."""
    book = opened(template)
    known = {name.casefold() for name in book.defined_names}
    formulas = [defined.value for defined in book.defined_names.values()]
    for sheet in book:
        formulas += [formula for area in sheet.conditional_formatting for rule in area.rules for formula in rule.formula]
        formulas += [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.formula1]
        for row in sheet.iter_rows():
            formulas += [str(getattr(cell.value, "text", cell.value)) for cell in row if cell.data_type == "f"]
    used = {word for formula in formulas for word in re.findall(r"\b[a-z]+(?:_[A-Za-z0-9_]+)+\b", without_texts(formula))}
    assert used
    assert {word for word in used if word.casefold() not in known} == set()


def without_texts(formula: str) -> str:
    return "".join(re.sub(r"'[^']*'!", "", formula).split('"')[::2])


def test_the_printed_area_of_the_findings_ends_with_the_last_one(template: Path) -> None:
    with zipfile.ZipFile(template) as parts:
        names = parts.read("xl/workbook.xml").decode()
    [area] = re.findall(r'<definedName name="_xlnm.Print_Area" localSheetId="\d+">(.*?)</definedName>', names)
    first, last = FIRST_LINE + 1, FIRST_LINE + LISTED
    assert area == f"Findings!$A$1:INDEX(Findings!$F$1:$F${last},{FIRST_LINE}+MAX(1,COUNT(Findings!$A${first}:$A${last})))"


def test_there_are_no_macros_links_or_names_of_people(template: Path) -> None:
    with zipfile.ZipFile(template) as archive:
        names = archive.namelist()
        assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
        core = archive.read("docProps/core.xml").decode()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        for name in names:
            ET.fromstring(archive.read(name))  # noqa: S314 - our own file
    assert "<dcterms:created" in core


def test_every_sheet_says_what_it_is_and_is_protected_without_a_password(either: Specification, template: Path) -> None:
    book = opened(template)
    for sheet in book:
        assert sheet["A1"].value, sheet.title
        if sheet.sheet_state == "visible" and sheet.title != "Data":
            assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
    tools = [one.tool.title for one in either.calculations if one.tool]
    wanted = [
        "About",
        "Data",
        "Check",
        "Findings",
        *tools,
        "Code lists",
        "Data dictionary",
        "Rules",
        *layout_of(either).named_code_sheets.values(),
        "Changes",
    ]
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == wanted


def test_the_sheets_for_reading_hold_everything(either: Specification, template: Path) -> None:
    book = opened(template)
    lists = [(row[0].value, row[2].value) for row in book["Code lists"].iter_rows(min_row=5)]
    assert lists == [(one.title, code.value) for one in either.code_lists for code in one.codes]
    assert [row[3].value for row in book["Data dictionary"].iter_rows(min_row=5)] == [item.id for item in either.items]
    assert [row[0].value for row in book["Rules"].iter_rows(min_row=5)] == [rule.id for rule in rules_of(either)]
    assert [row[0].value for row in book["Changes"].iter_rows(min_row=5)] == [one.version for one in reversed(either.history)]
    about = "\n".join(str(cell.value) for row in book["About"].iter_rows() for cell in row if cell.value)
    for fact in (either.title, either.version, either.publisher, either.contact.email, either.licence.name, either.legal.direction.title):
        assert fact in about


# What it does


def test_it_shows_the_same_before_and_after_formulas_are_worked_out(template: Path, office: Office) -> None:
    """LibreOffice does not work out a file's formulas when it opens it: what is stored must be right."""
    book = openpyxl.load_workbook(template, data_only=True)
    formulas = opened(template)
    with_formulas = [sheet for sheet in formulas if any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)]
    steps = [("read", sheet.title, sheet.dimensions) for sheet in with_formulas if sheet.sheet_state == "visible"]
    assert len(steps) >= 2
    for (_, title, area), shown in zip(steps, office.run_steps(template, *steps), strict=True):
        first = book[title][area.partition(":")[0]]
        for row, line in enumerate(shown, first.row):
            for column, text in enumerate(line, first.column):
                if formulas[title].cell(row, column).data_type == "f":
                    assert is_shown(book[title].cell(row, column).value, text), (title, row, column)


def is_shown(value: object, text: str) -> bool:
    if isinstance(value, int | float):
        digits = text.replace(",", "")
        return (digits in {"", "none"} and value == 0) or (digits not in {"", "none"} and Decimal(digits) == Decimal(str(value)))
    return (value or "") == text


def test_every_drop_down_offers_its_list(either: Specification, template: Path, office: Office) -> None:
    items = [item for item in either.items if item.code_list]
    cells = [f"{xl_col_to_name(either.items.index(item))}{FIRST_ROW + 3}" for item in items]
    for item, offered in zip(items, office.run_steps(template, *(("offers", "Data", cell) for cell in cells)), strict=True):
        assert tuple(offered) == either.values_of(item.id), item.id


def test_a_drop_down_depends_on_another_cell_where_the_rules_tie_them(tmp_path: Path, office: Office) -> None:
    specification = SPECIFICATIONS["4.0"]
    (dependent,) = dependent_values(specification)
    assert (dependent.item, dependent.depends_on) == ("event_outcome", "event_type")
    layout = layout_of(specification)
    steps = []
    for row, value in enumerate(dependent.values, FIRST_ROW + 1):
        steps += [
            ("type", "Data", f"{layout.column(dependent.depends_on)}{row}", value),
            ("offers", "Data", f"{layout.column(dependent.item)}{row}"),
        ]
    offered = office.run_steps(saved(specification, tmp_path), *steps)[1::2]
    assert offered == [list(values) for values in dependent.values.values()]
    table = {(row["event_type"], row["event_outcome"]) for row in specification.table_by_id["event-outcomes"].rows}
    in_table = {
        value: [own for own in specification.values_of(dependent.item) or () if (value, own) in table] for value in dependent.values
    }
    queried = {
        **in_table,
        "Review": [own for own in offered[-1] if own in {*in_table["Review"], "Progress to Support Planning / Services"}],
    }
    assert dict(zip(dependent.values, offered, strict=True)) == queried


def test_what_is_chosen_once_fills_every_row(tmp_path: Path, office: Office) -> None:
    specification = SPECIFICATIONS["4.0"]
    chosen: list[tuple[Any, ...]] = [("type", "About", "B5", "Barnet"), ("type", "About", "B7", "2021/22")]
    chosen += [("type", "About", "B8", {"date": "2021-04-01"}), ("type", "About", "B9", {"date": "2021-06-30"})]
    copied = [("copy", "Data", "A4:D4", "A5"), ("copy", "Data", "A4:D4", "A6")]
    filled = [("type", "Data", "E4", "P1"), ("type", "Data", "X6", "Service")]
    path = saved(specification, tmp_path)
    *_, code, rows = office.run_steps(
        path, ("offers", "About", "B5"), *chosen, *copied, *filled, ("read", "About", "B6"), ("read", "Data", "A4:D6")
    )
    assert code == [["717"]]
    assert rows == [line := ["717", "2021/22", "01/04/2021", "30/06/2021"], [""] * 4, line]
    assert office.run_steps(path, ("offers", "About", "B5"))[0] == sorted(
        (code.label or "" for code in specification.code_list_by_id["local-authority"].codes), key=str.casefold
    )


@dataclass(frozen=True)
class Filled:
    """A filled workbook, and what the reference says of its rows."""

    specification: Specification
    rows: list[dict[str, str]]
    made: list[Canonical]
    """The same rows as values."""
    broken: dict[int, list[Rule]]
    path: Path
    counts: list[list[str]]
    """The first rows of the worksheet Check, and its table of rules."""
    listed: list[list[str]]
    """The findings that are listed from the third row on, and what the worksheet Findings says of them."""

    def expected_mark(self, index: int, item: DataItem) -> str:
        severities = {rule.severity for rule in self.broken[index] if rule.items[0] == item.id}
        highest_first: tuple[Severity, ...] = ("error", "warning", "information")
        for severity in highest_first:
            if severity in severities:
                return str(SEVERITY_MARKS[severity]["bg_color"])
        applies = parse(self.specification.section_by_id[item.section].applies_when)
        return HATCHED if truth(applies, self.made[index], self.specification) is False else ""


@pytest.fixture(scope="module", params=SPECIFICATIONS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, office: Office) -> Filled:
    """Return a workbook whose rows break every rule that a sheet can check, filled and saved by LibreOffice."""
    specification = SPECIFICATIONS[request.param]
    folder = tmp_path_factory.mktemp("filled")
    path = saved(specification, folder)
    rows = [row if any(value.strip() for value in row.values()) else {} for row in cells_of(specification)]
    area = f"A{FIRST_ROW + 1}:{layout_of(specification).last_column}{FIRST_ROW + len(rows)}"
    values = [[as_typed(item, row.get(item.id, "")) for item in specification.items] for row in rows]
    rules = rule_formulas(specification)
    _, _, counts, _, listed, more = office.run_steps(
        path,
        ("fill", "Data", area, values),
        ("save", XLSX, "", str(folder / "filled.xlsx")),
        ("read", "Check", f"A1:G{FIRST_RULE_ROW + len(rules)}"),
        ("type", "Findings", "B4", FIRST_ROW + 3),
        ("read", "Findings", f"A{FIRST_LINE + 1}:F{FIRST_LINE + LISTED}"),
        ("read", "Findings", "C4:C4"),
    )
    reference = own_spellings(specification)
    made = canonical(rows, reference)
    broken: dict[int, list[Rule]] = defaultdict(list)
    for rule in (each.rule for each in rules):
        for index in broken_by(rule, rows, made, reference):
            if rows[index]:
                broken[index].append(rule)
    return Filled(specification, rows, made, broken, folder / "filled.xlsx", counts, [*listed, *more])


def broken_by(rule: Rule, rows: list[dict[str, str]], made: list[Canonical], reference: Specification) -> list[int]:
    """Return the rows that break a rule of the workbook. No row has a date or a number that is stored as text."""
    item = reference.item_by_id[rule.items[0]]
    if isinstance(rule.test, Remarked):
        return [index for index, row in enumerate(rows) if remark_of(item, row.get(item.id, ""), reference) is rule.test.remark]
    return [] if rule.id == f"{item.id}.stored" else list(breaking(rule, rows, made, reference))


def as_typed(item: DataItem, value: str) -> str | float:
    """Return the content of a cell in which a person types something: a date or a number as a number, else a text."""
    if item.type == "date" and (iso := to_iso_date(value)):
        return float((date.fromisoformat(iso) - DAY_0).days)
    if item.type in {"date", "integer", "decimal"} and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return float(value)
    return value


def test_a_cell_is_marked_as_the_reference_says(filled: Filled, office: Office) -> None:
    shown = office.sheets_shown(filled.path)["Data"][FIRST_ROW:]
    differences = []
    for index in range(len(filled.rows)):
        for item, (colour, _) in zip(filled.specification.items, shown[index], strict=False):
            expected = filled.expected_mark(index, item)
            if colour != expected:
                differences.append((index, item.id, colour, expected, filled.rows[index]))
    assert not differences, (len(differences), differences[:1])


def test_the_check_sheet_counts_what_the_reference_counts(filled: Filled) -> None:
    rules = [each.rule for each in rule_formulas(filled.specification)]
    counts = Counter(rule.id for rules_of_row in filled.broken.values() for rule in rules_of_row)
    table, summary = filled.counts[FIRST_RULE_ROW:], filled.counts[3:7]
    assert {line[0]: int(line[5]) for line in table} == {rule.id: counts[rule.id] for rule in rules}
    firsts = {rule.id: min((index for index, found in filled.broken.items() if rule in found), default=None) for rule in rules}
    assert {line[0]: line[6] for line in table} == {
        name: "" if first is None else f"Row {first + FIRST_ROW + 1}" for name, first in firsts.items()
    }
    severities = Counter(rule.severity for found in filled.broken.values() for rule in found)
    filled_rows = sum(bool(row) for row in filled.rows)
    expected = [filled_rows, severities["error"], severities["warning"], severities["information"]]
    assert [int(line[1].replace(",", "")) for line in summary] == expected


def test_the_findings_are_listed_row_by_row(filled: Filled) -> None:
    titles = {item.id: item.title for item in filled.specification.items}
    places = {each.rule.id: (each.depends_on_today, each.is_about_any_cell) for each in rule_formulas(filled.specification)}
    column = layout_of(filled.specification).column
    expected = [
        [str(row), f"{column(rule.items[0])}{row}", titles[rule.items[0]], rule.severity.capitalize(), rule.message, rule.id]
        for row, rules in sorted((index + FIRST_ROW + 1, found) for index, found in filled.broken.items())
        for rule in sorted(rules, key=lambda rule: places[rule.id])
        if row >= FIRST_ROW + 3
    ]
    assert len(expected) > LISTED
    assert filled.listed[:-1] == expected[:LISTED]
    (said,) = filled.listed[-1]
    assert said.startswith(f"There are more findings than the {LISTED} that are listed.")
    assert f"type {expected[LISTED - 1][0]} in the yellow cell" in said


def test_a_clean_sheet_shows_nothing(either: Specification, template: Path, office: Office) -> None:
    rows = [{name: typed(either.item_by_id[name], cell) for name, cell in row.items()} for row in good_rows(either)]
    values = [[as_typed(item, row.get(item.id, "")) for item in either.items] for row in rows]
    area = f"A{FIRST_ROW + 1}:{layout_of(either).last_column}{FIRST_ROW + len(rows)}"
    path = template.with_name("clean.xlsx")
    *_, said = office.run_steps(template, ("fill", "Data", area, values), ("save", XLSX, "", str(path)), ("read", "Check", "B4:C7"))
    assert [line[0] for line in said] == [str(len(rows)), "0", "0", "0"]
    assert said[1][1].startswith("All rows pass the rules that are checked here.")
    colours = {colour for line in office.sheets_shown(path)["Data"][FIRST_ROW:] for colour, _ in line}
    assert colours <= {"", HATCHED}


@pytest.mark.parametrize(
    ("steps", "rows"),
    [
        ([("delete", "Data", "A4:A4")], 5),
        ([("delete", "Data", "A9:A9")], 5),
        ([("insert", "Data", "A4:A4"), ("type", "Data", "E4", "P7")], 7),
        ([("delete", "Data", "A1:A2")], 6),
        ([("insert", "Data", "A6:A7")], 6),
    ],
)
def test_rows_may_come_and_go(steps: list[tuple[Any, ...]], rows: int, tmp_path: Path, office: Office) -> None:
    """The checks follow: also where the first row goes, one comes before it, or the bands go."""
    people = [[f"P{number}"] for number in range(1, 7)]
    path = saved(SPECIFICATIONS["4.0"], tmp_path)
    needed = ("read", "Check", f"A{FIRST_RULE_ROW + 1}:F{FIRST_RULE_ROW + 30}")
    *_, counts, summary = office.run_steps(path, ("fill", "Data", "E4:E9", people), *steps, needed, ("read", "Check", "B4:B4"))
    assert summary == [[str(rows)]]
    assert {line[0]: line[5] for line in counts}["gender.required"] == str(rows)


def test_rows_that_are_not_counted_are_mentioned(tmp_path: Path, office: Office) -> None:
    path = saved(SPECIFICATIONS["4.0"], tmp_path)
    steps = [("type", "Data", f"E{FIRST_ROW + CHECKED_ROWS + 1}", "P1"), ("read", "Check", "B4:C5")]
    steps += [("type", "Data", f"E{LAST_ROW + 2}", "P1"), ("read", "Check", "B4:C5")]
    _, not_counted, _, not_marked = office.run_steps(path, *steps)
    assert f"Rows below row {FIRST_ROW + CHECKED_ROWS:,} are marked, but not counted or listed." in not_counted[0][1]
    assert not_counted[0][0] == "0"
    assert f"Rows below row {LAST_ROW + 1:,} are not checked." in not_marked[0][1]


def test_what_a_cell_shows_is_not_always_its_value(tmp_path: Path, office: Office) -> None:
    """A text that is a date or a number, errors of formulas and unusual characters have one finding each, which says what to do."""
    specification = SPECIFICATIONS["4.0"]
    column = layout_of(specification).column
    cells = {
        "person_unique_identifier": "P1",
        "date_of_birth": "01/04/1950",
        "event_start_date": "1/4/2021",
        "unit_cost": "21.50",
        "planned_units_per_week": "£5",
        "gender": "Male\u00a0",
        "ethnicity": "\u2003White: British",
        "first_name": "=NA()",
        "last_name": "\u200bZed",
        "gp_practice_name": "NULL",
        "event_type": "=1/0",
    }
    steps = [("type", "Data", f"{column(item)}4", value) for item, value in cells.items()]
    read = [("read", "Findings", f"B{FIRST_LINE + 1}:F{FIRST_LINE + 60}"), ("read", "Check", "A4:C7")]
    *_, found, counts = office.run_steps(saved(specification, tmp_path), *steps, *read)
    said = {line[4]: line[3] for line in found if line[4] and not line[4].endswith(".required")}
    assert {*said} == {
        *("date_of_birth.stored", "unit_cost.stored", "event_start_date.type", "planned_units_per_week.type", "gender.spaces"),
        *("ethnicity.spaces", "first_name.error", "last_name.characters", "gp_practice_name.no-value", "event_type.list"),
    }
    assert "stored as text" in said["date_of_birth.stored"]
    assert "Data > Text to Columns, Next, Next, Date: DMY, and Finish." in said["date_of_birth.stored"]
    assert "choose Data > Text to Columns, and Finish." in said["unit_cost.stored"]
    assert counts[0][1] == "1"
    assert not [cell for line in counts for cell in line if cell.startswith(("#", "Err:"))]


# The tool


def test_the_tool_gives_the_results_of_the_examples(tmp_path: Path, office: Office) -> None:
    specification = SPECIFICATIONS["4.0"]
    (calculation,) = specification.calculations
    assert calculation.tool
    name = calculation.tool.title
    head = head_of(opened(saved(specification, tmp_path))[name])
    titles = head[1]
    columns = {item.id: xl_col_to_name(titles.index(item.title)) for item in specification.items if item.title in titles}
    steps: list[tuple[Any, ...]] = []
    for row, example in enumerate(calculation.examples, head[0] + 2):
        for item, value in example.given.items():
            steps.append(("type", name, f"{columns[item]}{row}", as_typed(specification.item_by_id[item], value)))
    last = xl_col_to_name(titles.index("What to do"))
    table = office.run_steps(
        tmp_path / "template.xlsx", *steps, ("read", name, f"A{head[0] + 1}:{last}{head[0] + 1 + len(calculation.examples)}")
    )[-1]
    assert table[0][0] == "E.g."
    assert table[0][-2:] == ["5,474.70", ""]
    for example, line in zip(calculation.examples, table[1:], strict=True):
        if example.result == NOT_APPLICABLE:
            reasons = [case.not_applicable for case in calculation.cases if case.not_applicable]
            assert line[-2] == NOT_APPLICABLE
            assert line[-1] in reasons
        else:
            assert Decimal(line[-2].replace(",", "")) == Decimal(example.result)
            assert line[-1] == ""


def test_the_tool_asks_for_units_only_where_the_frequency_needs_them(tmp_path: Path, office: Office) -> None:
    specification = SPECIFICATIONS["4.0"]
    path = saved(specification, tmp_path)
    name = "Planned service cost tool"
    head, titles = head_of(opened(path)[name])
    column = {title: xl_col_to_name(index) for index, title in enumerate(titles)}
    nursing = ("Long Term Support: Nursing Care", "Long Term Nursing Care")
    lines = [
        (*nursing, 900, "Weekly", ""),
        (*nursing, 20, "Hourly", ""),
        ("Long Term Support: Community", "Meals", 5, "Hourly", ""),
        (*nursing, "", "Weekly", ""),
        (*nursing, 900, "Weekly", 5),
        (*nursing, "£21", "Wekly", ""),
        (*nursing, "5", "Weekly", ""),
        (*nursing, -5, "Weekly", ""),
    ]
    steps: list[tuple[Any, ...]] = []
    for row, line in enumerate(lines, head + 2):
        titles_typed = ("Service Type", "Service Component", "Unit Cost (£)", "Cost Frequency / Unit Type", "Planned units per week")
        for title, value in zip(titles_typed, line, strict=True):
            steps.append(("type", name, f"{column[title]}{row}", value))
    steps.append(("offers", name, f"{column['Service Component']}{head + 2}"))
    filled = tmp_path / "filled.xlsx"
    advice = ("read", name, f"{column['What to do']}{head + 2}:{column['What to do']}{head + 9}")
    *_, offered, said, _ = office.run_steps(path, *steps, advice, ("save", XLSX, "", str(filled)))
    assert offered == ["Long Term Nursing Care"]
    messages = {rule.id: rule.message for rule in rules_of(specification)}
    assert [line[0] for line in said[4:]] == [
        messages["COST-01"],
        f"{messages['unit_cost.type']} {messages['cost_frequency.list']}",
        next(each.rule.message for each in rule_formulas(specification) if each.rule.id == "unit_cost.stored"),
        messages["COST-04"],
    ]
    assert [line[0] for line in said[:4]] == [
        "",
        "Fill in Planned units per week.",
        "The calculation covers only the services that need a cost.",
        "Fill in Unit Cost (£).",
    ]
    units, cost = titles.index("Planned units per week"), titles.index("Unit Cost (£)")
    shown = office.sheets_shown(filled)[name][head + 1 : head + 9]
    not_asked, expected, wrong = HATCHED, SEVERITY_MARKS["warning"]["bg_color"], SEVERITY_MARKS["error"]["bg_color"]
    assert [line[units][0] for line in shown] == [not_asked, expected, *[not_asked] * 2, wrong, *[not_asked] * 3]
    assert [line[cost][0] for line in shown] == [INPUT_COLOUR] * 2 + [not_asked, expected, INPUT_COLOUR, wrong, expected, expected]


def test_the_week_adds_up(tmp_path: Path, office: Office) -> None:
    specification = SPECIFICATIONS["4.0"]
    path = saved(specification, tmp_path)
    name = "Planned service cost tool"
    sheet = opened(path)[name]
    (week,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == "Weekly schedule")
    row, column = week.row + 2, week.column - 1
    days = [xl_col_to_name(column + offset) for offset in range(9)]
    assert [sheet[f"{day}{row - 1}"].value for day in days] == ["Time", *WEEK, "Total sessions pw"]
    steps = [("type", name, f"{days[1]}{row + 1}", 2), ("type", name, f"{days[3]}{row + 2}", 1.5)]
    totals = office.run_steps(path, *steps, ("read", name, f"{days[8]}{row}:{days[8]}{row + 5}"))[-1]
    assert [line[0] for line in totals] == ["5", "2", "1.5", "", "", "3.5"]


def head_of(sheet: Worksheet) -> tuple[int, list[str]]:
    """Return the number of the row of headers of a tool's sheet, and its headers up to what to do."""
    for row in sheet.iter_rows():
        titles = [str(cell.value or "") for cell in row]
        if "What to do" in titles:
            return row[0].row, titles[: titles.index("What to do") + 1]
    raise AssertionError


# Reading back


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_filled_template_is_read_back_without_loss(either: Specification, template: Path, kind: str, office: Office) -> None:
    rows = list(distinct_rows(either))
    area = f"A{FIRST_ROW + 1}:{layout_of(either).last_column}{FIRST_ROW + len(rows)}"
    values = [[as_typed(item, row.get(item.id, "")) for item in either.items] for row in rows]
    target = template.with_name(f"filled.{kind}")
    filter_name, options = (XLSX, "") if kind == "xlsx" else (CSV, CSV_IN_UTF_8.format(sheet=2))
    office.run_steps(template, ("fill", "Data", area, values), ("save", filter_name, options, str(target)))
    if kind == "csv":
        target = next(target.parent.glob("filled*.csv"))
    found = read_template(target, either)
    assert (found.header_row, found.missing, found.unknown) == (HEADER_ROW + 1, (), ())
    numbers = {item.id for item in either.items if item.type in {"integer", "decimal"}}
    for row, read in zip(rows, found.rows, strict=True):
        assert same(read.cells, row, numbers), read.number
    assert [row.number for row in found.rows] == list(range(FIRST_ROW + 1, FIRST_ROW + 1 + len(rows)))


def same(read: Mapping[str, str], row: dict[str, str], numbers: set[str]) -> bool:
    if {name for name in row if row[name]} != set(read):
        return False
    return all(Decimal(value) == Decimal(row[name]) if name in numbers else value == row[name] for name, value in read.items())


def distinct_rows(specification: Specification) -> Iterator[dict[str, str]]:
    """Yield rows that conform, with every value of every list, and with texts that programs like to change."""
    for good in good_rows(specification):
        row = {name: typed(specification.item_by_id[name], cell) for name, cell in good.items()}
        yield row
        free = [item.id for item in specification.items if item.type == "text" and item.id in row]
        for text in ("007", "0123456789", "1e5", "=1+1", "01/02/2021", "Zoë O’Neill, “x”", "two\nlines", "a;b,c\td", "#N/A", "TRUE"):
            yield {**row, **dict.fromkeys(free, text)}
    for item in specification.items:
        for value in specification.values_of(item.id) or ():
            yield {**row, item.id: value}


def test_bad_values_are_read_as_they_stand(tmp_path: Path, office: Office) -> None:
    specification = SPECIFICATIONS["library"]
    rows = [
        {item.id: value}
        for item in specification.items
        for value in bad_values(item, specification)
        if value.strip() and not re.search(r"\d", value)
    ]
    values = [[row.get(item.id, "") for item in specification.items] for row in rows]
    area = f"A{FIRST_ROW + 1}:{layout_of(specification).last_column}{FIRST_ROW + len(rows)}"
    path = saved(specification, tmp_path)
    office.run_steps(path, ("fill", "Data", area, values), ("save", XLSX, "", str(tmp_path / "filled.xlsx")))
    assert [dict(row.cells) for row in read_template(tmp_path / "filled.xlsx", specification).rows] == rows


def test_the_unfilled_template_holds_no_row(either: Specification, template: Path) -> None:
    assert read_template(template, either).rows == ()


def test_libreoffice_opens_it_and_saves_it_again(template: Path, office: Office) -> None:
    again = template.with_name("again.xlsx")
    office.run_steps(template, ("save", XLSX, "", str(again)))
    one, other = opened(template), opened(again)
    assert one.sheetnames == other.sheetnames
    assert {*one.defined_names} <= {*other.defined_names}


def test_it_prints(template: Path, office: Office) -> None:
    assert office.convert(template, "pdf").read_bytes().startswith(b"%PDF")


def test_the_rows_chosen_once_are_of_the_collection(either: Specification) -> None:
    assert [item.id for item in items_set_once(either)] == [
        item.id for item in either.items if either.section_by_id[item.section].same_on_every_row_of == either.collection.id
    ]


def test_bytes_do_not_depend_on_how_often_it_is_made(either: Specification) -> None:
    one, other = ([artifact.content for artifact in generate(either)] for _ in range(2))
    assert one == other
    assert zipfile.is_zipfile(io.BytesIO(one[0]))
