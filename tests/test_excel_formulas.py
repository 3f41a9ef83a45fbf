"""The Excel formulas, as LibreOffice evaluates them, agree with the reference implementation on every row."""

import csv
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from awkward import awkward_rows
from cldspec.model import Calculation, DataItem, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Unique, rules_of
from cldspec.rules.cells import DATE_PATTERN, SPACES, Remark, fault_of, remark_of, tidy
from cldspec.rules.evaluate import NOT_APPLICABLE, OTHERWISE, calculate, truth
from cldspec.rules.evaluate import Row as Canonical
from cldspec.rules.expression import (
    All,
    Any,
    Arithmetic,
    Call,
    Compare,
    Condition,
    In,
    InTable,
    IsBlank,
    Item,
    Not,
    Number,
    StartsWith,
    Text,
    Truth,
    UnsupportedError,
    Value,
    parse,
)
from cldspec.rules.reference import breaking
from cldspec.rules.targets.excel import (
    MOST_CHARACTERS,
    REMARKS,
    Sheet,
    broken_formula,
    calculated_formula,
    joined_values,
    named_constants,
    remarked_formula,
)
from cldspec.validation.cell_rules import Remarked, cell_rules
from office import Office
from sheet_rows import DAY, bad_values, canonical, cells_of, own_spellings
from specifications import SPECIFICATIONS

RANDOM_CONDITIONS, AWKWARD_ROWS = 60, 60
NOT_LOOKED_FOR = {Remark.LOOK_ALIKES, Remark.FILLER, Remark.UNLIKE}
"""What the workbook does not report, so that it may report the spaces of such a cell instead."""
NOT_IN_A_CELL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""The characters that Excel does not take."""
ROW = "\0"
"""The placeholder in a formula for the number of its row."""
ERROR = "#N/A"
STALE = "not worked out"
FUNCTIONS = (
    "ABS DATE DAY EXACT FIND FIXED IF IFERROR INT ISERROR ISNUMBER ISTEXT LEFT LEN LOWER MID MOD MONTH N NOT RIGHT ROUND SUBSTITUTE "
    "SUMPRODUCT TODAY TRIM UPPER VALUE YEAR"
)
"""What the formulas may use: all are in Excel 2010."""
ODD_CELLS = (
    *("NULL", " n/a", "-", "?", "unknown", "#N/A", "#n/a ", "Err:502", "Err:", "##", "#", "x#", "a\u200bb", "\u200b", "a\ufffd", "\ufeffx"),
    *("1.23457E+15", "1e15", "1e-15", "12E5", "0.1E5", "x\u00a0", "\u2003x", "x\u3000y", "x\ty", " x", "x ", "x", "", "Nullarbor"),
)
"""Texts with which a cell may say nothing, or something other than it shows."""


def sheet_of(specification: Specification) -> Sheet:
    """Return where the cells of one row are."""
    columns = {item.id: f"${xl_col_to_name(index)}" for index, item in enumerate(specification.items)}
    lists = {one.id: xl_col_to_name(index) for index, one in enumerate(specification.code_lists)}
    return Sheet(lambda name: f"{columns[name]}{ROW}", lambda name: f"Lists!${lists[name]}$1", lambda name: f"Lists!${lists[name]}$2")


# Conditions


def some_condition(rng: random.Random, specification: Specification, levels: int = 3) -> Condition:
    """Return a condition of the rule language, any that makes sense."""
    if levels and rng.random() < 0.6:
        parts = tuple(some_condition(rng, specification, levels - 1) for _ in range(rng.randint(2, 3)))
        joined: list[Condition] = [All(parts), Any(parts), Not(parts[0])]
        return rng.choice(joined)
    by_type: dict[str, list[DataItem]] = {"code": [], "text": [], "date": [], "number": []}
    for item in specification.items:
        by_type[{"integer": "number", "decimal": "number"}.get(item.type, item.type)].append(item)
    operator = rng.choice(["=", "<>", "<", "<=", ">", ">="])
    equal = rng.choice(["=", "<>"])
    code, text = rng.choice(by_type["code"]), rng.choice(by_type["text"])
    values = specification.values_of(code.id) or ()
    like = [item for item in by_type["code"] if item.code_list == code.code_list]
    examples = [example.value for item in by_type["text"] for example in item.examples if example.value] + ["x", "AB999", "a ' \" b"]

    def a_day(deep: int = 1) -> Value:
        if deep and rng.random() < 0.3:
            return Call(rng.choice(["year_start", "period_end"]), (a_day(0),))
        return rng.choice([Item(rng.choice(by_type["date"]).id)] * 3 + [Call("today", ())])

    def number(deep: int = 2) -> Value:
        if deep and rng.random() < 0.4:
            return Arithmetic(rng.choice(["+", "-", "*"]), number(deep - 1), number(deep - 1))
        values: list[Value] = [Item(rng.choice(by_type["number"]).id)] * 4
        values.append(Number(Decimal(rng.choice(["0", "1", "2", "18", "-3", "0.5", "0.01", "100.25", "0.125"]))))
        values.append(Call("age_on", (a_day(), a_day())))
        return rng.choice(values)

    def iso() -> Text:
        return Text(rng.choice(["2021-04-01", "2020-02-29", "2000-01-01", "1950-06-30", "2999-12-31", DAY]))

    def compared(left: Value, right: Value) -> Condition:
        one, two = rng.choice([(left, right), (right, left)])
        return Compare(operator if equal != operator else equal, one, two)  # type: ignore[arg-type]

    filled = Item(rng.choice(by_type["number"]).id)
    leaves: list[Condition] = [
        IsBlank(Item(rng.choice(specification.items).id)),
        Compare(equal, *rng.choice([(Item(code.id), Text(rng.choice(values))), (Text(rng.choice(values)), Item(code.id))])),  # type: ignore[arg-type]
        Compare(equal, Item(code.id), Item(rng.choice(like).id)),  # type: ignore[arg-type]
        In(Item(code.id), tuple(map(Text, rng.sample(values, min(len(values), 3))))),
        StartsWith(Item(code.id), Text(rng.choice(values)[: rng.randint(0, 8)])),
        Compare(equal, Item(text.id), Text(rng.choice(examples))),  # type: ignore[arg-type]
        Compare(equal, Item(text.id), Item(rng.choice(by_type["text"]).id)),  # type: ignore[arg-type]
        In(Item(text.id), tuple(map(Text, rng.sample(examples, 3)))),
        StartsWith(Item(text.id), Text(rng.choice(examples)[:2])),
        compared(a_day(), rng.choice([a_day(), iso()])),
        compared(a_day(), a_day()),
        In(a_day(), (iso(), iso(), a_day())),
        compared(number(), number()),
        compared(number(), filled),
        In(number(), (Number(Decimal(3)), Number(Decimal("25.01")), number())),
        InTable(rng.choice(specification.tables).id),
        Truth(rng.random() < 0.5),
    ]
    return rng.choice(leaves)


def rules_for(conditions: list[Condition]) -> Iterator[Rule]:
    """Yield rules that are broken where a condition is TRUE, or, every second one, FALSE."""
    for index, condition in enumerate(conditions):
        expect = condition if index % 2 else Not(condition)
        yield Rule(f"condition-{index}", f"{condition}", "error", (), "", (), Row(Truth(True), expect))


# The workbook


@dataclass(frozen=True)
class Column:
    """A formula, what it is of, and what it gives for each row: those of people, then those with an error in a cell."""

    formula: str
    of: Rule | Calculation
    results: list[str]


@dataclass(frozen=True)
class Sheets:
    """What was worked out of a specification."""

    specification: Specification
    rows: list[dict[str, str]]
    erroneous: list[dict[str, str]]
    odd: list[dict[str, str]]
    """Rows whose cells say nothing, or something other than they show."""
    columns: list[Column]

    def rules(self) -> Iterator[tuple[Rule, Column]]:
        return ((column.of, column) for column in self.columns if isinstance(column.of, Rule) and not isinstance(column.of.test, Remarked))

    def remarks(self) -> Iterator[tuple[DataItem, Remark, list[str]]]:
        """Yield what the formulas about any cell give for the odd rows."""
        for column in self.columns:
            if isinstance(column.of, Rule) and isinstance(column.of.test, Remarked):
                yield self.specification.item_by_id[column.of.items[0]], column.of.test.remark, column.results[-len(self.odd) :]

    def calculations(self) -> Iterator[tuple[Calculation, Column]]:
        return ((column.of, column) for column in self.columns if isinstance(column.of, Calculation))


def conditions_of(specification: Specification) -> list[Condition]:
    rng = random.Random(10)  # noqa: S311 - nothing to keep secret
    return [*bracketed(specification), *(some_condition(rng, specification) for _ in range(RANDOM_CONDITIONS))]


def bracketed(specification: Specification) -> Iterator[Condition]:
    """Yield conditions whose arithmetic needs its brackets."""
    one, two = [Item(item.id) for item in specification.items if item.type in {"integer", "decimal"}][:2]
    signs: list[Literal["+", "-", "*"]] = ["+", "-", "*"]
    for outer in signs:
        for inner in signs:
            for at_right in (True, False):
                part = Arithmetic(inner, two, Number(Decimal("1.5")))
                whole = Arithmetic(outer, one, part) if at_right else Arithmetic(outer, part, one)
                yield Compare(">", whole, Number(Decimal("2.5")))


@pytest.fixture(scope="module", params=SPECIFICATIONS)
def sheets(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, office: Office) -> Sheets:
    """Return what LibreOffice makes of the formulas of a specification."""
    specification = SPECIFICATIONS[request.param]
    sheet = sheet_of(specification)
    rows = cells_of(specification)
    erroneous = [rows[1] | {item.id: ERROR} for item in specification.items]
    rules = [*rules_of(specification), *rules_for(conditions_of(specification))]
    columns = [Column(formula, rule, []) for rule in rules if (formula := formula_of(rule, specification))]
    columns += [Column(calculated_formula(one, specification, sheet), one, []) for one in specification.calculations]
    awkward = awkward_rows(specification, AWKWARD_ROWS)
    odd = [{item.id: text for item in specification.items if item.type in {"code", "text"}} for text in ODD_CELLS]
    odd += [{item.id: text for item in specification.items for text in odd_values(item, specification, index)} for index in range(6)]
    odd += [{item.id: plain(row[item.id]) for item in specification.items if item.type in {"code", "text"}} for row in awkward]
    columns += [Column(formula, rule, []) for rule in cell_rules(specification) if (formula := remarked(rule, specification))]
    folder = tmp_path_factory.mktemp("workbook")
    write(folder / "rows.xlsx", specification, [*rows, *erroneous, *odd], columns)
    results = worked_out(folder / "rows.xlsx", office)
    assert len(results) == len(rows) + len(erroneous) + len(odd)
    for index, column in enumerate(columns, len(specification.items)):
        shown = [line[index] for line in results]
        column.results.extend([{"1": "TRUE", "0": "FALSE"}.get(one, one) for one in shown] if isinstance(column.of, Rule) else shown)
    return Sheets(specification, rows, erroneous, odd, columns)


def plain(typed: str) -> str:
    """Return a text without the characters that a cell cannot have."""
    return NOT_IN_A_CELL.sub("\u200b", typed)


def odd_values(item: DataItem, specification: Specification, index: int) -> list[str]:
    """Return a text for a cell of an item: a value in an unusual form, or nothing if the item takes no such text."""
    if item.type not in {"code", "text"}:
        return []
    values = specification.values_of(item.id) or [value.value for value in item.examples if value.value] or ["x y"]
    return [(" {}", "{} ", "\u00a0{}", "{}\u2003", "\t{}", "{}")[index].format(values[0])]


def remarked(rule: Rule, specification: Specification) -> str | None:
    item = specification.item_by_id[rule.items[0]]
    if item.type not in {"code", "text"} or not isinstance(rule.test, Remarked) or rule.test.remark not in REMARKS:
        return None
    return f"IFERROR({remarked_formula(item, rule.test.remark, specification, sheet_of(specification))},FALSE)"


def formula_of(rule: Rule, specification: Specification) -> str | None:
    try:
        return broken_formula(rule, specification, sheet_of(specification))
    except UnsupportedError:
        return None


def write(path: Path, specification: Specification, rows: list[dict[str, str]], columns: list[Column]) -> None:
    """Write a workbook of the rows, as a person would type them, and beside them the formulas."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet, lists = workbook.add_worksheet("Rows"), workbook.add_worksheet("Lists")
        number = workbook.add_format({"num_format": "0.000000"})
        for column, code_list in enumerate(specification.code_lists):
            lists.write_column(0, column, [joined_values(code_list).lower(), joined_values(code_list)])
        for column, (name, texts) in enumerate(named_constants().items(), len(specification.code_lists)):
            lists.write_column(0, column, texts)
            letters = xl_col_to_name(column)
            workbook.define_name(name, f"=Lists!${letters}$1:${letters}${len(texts)}")
        bare = [without_net(one.formula) for one in columns]
        for row, cells in enumerate(rows):
            for column, item in enumerate(specification.items):
                type_into(sheet, row, column, item, cells.get(item.id, ""))
            is_erroneous = ERROR in cells.values()
            for index, one in enumerate(columns):
                formula = one.formula if is_erroneous else bare[index]
                shown_as = number if isinstance(one.of, Calculation) else None
                sheet.write_formula(row, len(specification.items) + index, formula.replace(ROW, str(row + 1)), shown_as, STALE)


def without_net(formula: str) -> str:
    """Return a formula that shows its errors, for cells that show none."""
    net = re.fullmatch(r'IFERROR\((.*),(TRUE|FALSE|"")\)', formula)
    assert net
    return net[1]


def type_into(sheet: Worksheet, row: int, column: int, item: DataItem, value: str) -> None:
    """Fill a cell: a date with a date, a number with a number, anything else with a text, in some rows a number where it looks like one."""
    if value == ERROR:
        sheet.write_formula(row, column, "=NA()", None, STALE)
        return
    for pattern in (DATE_PATTERN, f"{DATE_PATTERN} %H:%M") if item.type == "date" else ():
        try:
            sheet.write_datetime(row, column, datetime.strptime(value, pattern))  # noqa: DTZ007 - a calendar date has no time zone
        except ValueError:
            continue
        return
    looks_like_one = re.fullmatch("[1-9][0-9]{0,9}", value) and row % 2
    if looks_like_one or (item.type in {"date", "integer", "decimal"} and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value)):
        sheet.write_number(row, column, float(value))
    elif value:
        sheet.write_string(row, column, value)


def worked_out(workbook: Path, office: Office) -> list[list[str]]:
    """Return the first sheet of a workbook as LibreOffice shows it, all formulas worked out anew."""
    with office.convert(workbook, "csv", "44,34,76,1,,0,false,true,false").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


# What the formulas say


def test_rules_and_conditions_are_broken_where_the_reference_says_so(sheets: Sheets) -> None:
    reference = own_spellings(sheets.specification)
    values = canonical(sheets.rows, reference)
    differences = []
    for rule, column in sheets.rules():
        broken = set(breaking(rule, sheets.rows, values, reference))
        for index in range(len(sheets.rows)):
            expected = "TRUE" if index in broken else "FALSE"
            if column.results[index] != expected:
                differences.append((rule.id, rule.title, column.results[index], expected, sheets.rows[index], column.formula))
    assert not differences, (len(differences), differences[0])


def test_cells_have_the_remarks_that_the_reference_says(sheets: Sheets) -> None:
    """White space that is not a space is reported as such wherever it stands, because a worksheet does not read on without it."""
    seen = Counter[Remark]()
    for item, remark, results in sheets.remarks():
        for row, shown in zip(sheets.odd, results, strict=True):
            typed, text = row[item.id], tidy(row[item.id])
            expected = remark_of(item, typed, sheets.specification) is remark
            is_space = remark is Remark.SPACES and not expected
            if is_space and remark_of(item, typed, sheets.specification) in NOT_LOOKED_FOR:
                continue
            if is_space and set(typed) & set(SPACES) and remark_of(item, text, sheets.specification) in {None, *NOT_LOOKED_FOR}:
                continue
            assert shown == str(expected).upper(), (item.id, remark, typed)
            seen[remark] += expected
    assert {*seen} == {remark for _, remark, _ in sheets.remarks()}
    assert all(seen.values())


def test_the_rows_break_and_keep_every_rule(sheets: Sheets) -> None:
    """What no row breaks, or all do, would not be tested here."""
    is_decided = {rule.id: {*column.results[: len(sheets.rows)]} == {"TRUE", "FALSE"} for rule, column in sheets.rules()}
    conditions = [is_decided.pop(name) for name in list(is_decided) if name.startswith("condition-")]
    assert {name for name, has_both in is_decided.items() if not has_both} <= cannot_be_misspelt(sheets.specification)
    assert sum(conditions) > len(conditions) / 2


def cannot_be_misspelt(specification: Specification) -> set[str]:
    """Return the rules on the spelling of values without letters or spaces: what is not the value is another."""
    values = {item.id: specification.values_of(item.id) or () for item in specification.items}
    return {f"{name}.spelling" for name, of_item in values.items() if all(value.isdecimal() for value in of_item)}


def test_calculations_give_what_the_reference_gives(sheets: Sheets) -> None:
    reference = own_spellings(sheets.specification)
    for calculation, column in sheets.calculations():
        kinds: set[object] = set()
        for row, shown in zip(canonical(sheets.rows, reference), column.results, strict=False):
            expected = result_of(calculation, row, reference)
            kinds.add(type(expected) if expected != NOT_APPLICABLE else NOT_APPLICABLE)
            if isinstance(expected, Decimal):
                assert abs(Decimal(shown) - expected) <= abs(expected).scaleb(-14), row  # a sheet keeps 15 digits
            else:
                assert shown == expected, row
        assert kinds == {Decimal, str, NOT_APPLICABLE}


def result_of(calculation: Calculation, row: Canonical, specification: Specification) -> Decimal | str:
    for case in calculation.cases:
        if case.when == OTHERWISE or truth(parse(case.when), row, specification) is True:
            if case.value is None:
                return NOT_APPLICABLE
            break
    number = calculate(calculation, row, specification)
    return "" if number is None else number


def test_calculations_give_the_results_of_their_examples(sheets: Sheets) -> None:
    for calculation, column in sheets.calculations():
        for worked in calculation.examples:
            shown = column.results[sheets.rows.index(dict(worked.given))]
            assert shown == worked.result if worked.result == NOT_APPLICABLE else Decimal(shown) == Decimal(worked.result)


def test_rules_are_kept_and_broken_by_their_examples(sheets: Sheets) -> None:
    for rule, column in sheets.rules():
        if rule.entry:
            for examples, expected in ((rule.entry.examples.conforms, "FALSE"), (rule.entry.examples.breaks, "TRUE")):
                for cells in examples:
                    like_it = {shown for row, shown in zip(sheets.rows, column.results, strict=False) if cells.items() <= row.items()}
                    assert expected in like_it, cells


def test_a_cell_that_shows_an_error_is_no_value_and_breaks_nothing_else(sheets: Sheets) -> None:
    values = canonical(sheets.erroneous, sheets.specification)
    for rule, column in sheets.rules():
        broken = set(breaking(rule, sheets.erroneous, values, sheets.specification))
        for index, (item, shown) in enumerate(zip(sheets.specification.items, column.results[len(sheets.rows) :], strict=False)):
            assert shown in {"TRUE", "FALSE"}
            assert shown == "TRUE" if rule.test == Readable(item.id) else shown == "FALSE" or index in broken


# What the formulas are


@pytest.mark.parametrize("name", SPECIFICATIONS)
def test_every_rule_about_one_row_has_a_formula(name: str) -> None:
    specification = SPECIFICATIONS[name]
    for rule in rules_of(specification):
        assert (formula_of(rule, specification) is None) == isinstance(rule.test, Unique | Same), rule.id


@pytest.mark.parametrize("name", SPECIFICATIONS)
def test_formulas_keep_to_what_excel_takes(name: str) -> None:
    specification = SPECIFICATIONS[name]
    rules = [*rules_of(specification), *rules_for(conditions_of(specification))]
    formulas = [formula for rule in rules if (formula := formula_of(rule, specification))]
    formulas += [calculated_formula(one, specification, sheet_of(specification)) for one in specification.calculations]
    for formula in formulas:
        outside_texts = "".join(formula.split('"')[::2])
        assert "{" not in outside_texts
        assert set(re.findall(r"([A-Z.]+)\(", outside_texts)) <= set(FUNCTIONS.split())
        assert len(formula) < MOST_CHARACTERS
        assert all(len(text) <= 255 for text in formula.split('"')[1::2])


@pytest.mark.parametrize(
    ("rule_id", "formula"),
    [
        ("mark.required", 'TRIM(mark)=""'),
        ("reader_kind.required", '(TRIM(movement)="Lent")*(TRIM(reader_kind)="")'),
        (
            "movement.list",
            (
                'IF((TRIM(movement)<>"")*NOT(ISNUMBER(FIND("␟"&LOWER(TRIM(movement))&"␟",movements))),'
                "NOT((SUMPRODUCT(--ISNUMBER(FIND(white_space_characters,movement)))>0)),FALSE)"
            ),
        ),
        (
            "LOAN-03",
            (
                "IF(ISNUMBER(weeks)*IFERROR((ABS(weeks)<10^10)*(ROUND(weeks,0)=weeks),0)"
                "*ISNUMBER(fee)*IFERROR((ABS(fee)<10^10)*(ROUND(fee,2)=fee),0),ROUND(weeks*fee+0.5,2)>100.5,FALSE)"
            ),
        ),
    ],
)
def test_formulas_are_short(rule_id: str, formula: str) -> None:
    specification = SPECIFICATIONS["library"]
    rule = next(rule for rule in rules_of(specification) if rule.id == rule_id)
    named = Sheet(lambda name: name, lambda name: f"{name}s", lambda name: f"spellings_of_{name}")
    assert without_net(broken_formula(rule, specification, named)) == formula


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        (In(Item("weeks"), tuple(Number(Decimal(n)) for n in range(300))), None),
        (In(Item("weeks"), tuple(Number(Decimal(n)) for n in range(900))), "a rule that needs more than 8,192 characters"),
        (All(tuple(Compare("=", Item("remark"), Text("x" * n)) for n in range(1, 20)) * 14), None),
        (
            All(tuple(Compare("<>", Item("mark"), Text(f"{'x' * 200}{n}")) for n in range(40))),
            "a rule that needs more than 8,192 characters",
        ),
        (Compare("=", Item("remark"), Text("x" * 256)), None),
        (Compare("=", Item("remark"), Item("movement")), "a comparison of values from different code lists"),
        (Compare("=", Item("reader_kind"), Item("movement")), "a comparison of values from different code lists"),
        (StartsWith(Item("weeks"), Text("1")), "LIKE on something that is not text"),
        (StartsWith(Item("moved_on"), Text("2020")), "LIKE on something that is not text"),
    ],
)
def test_what_is_beyond_a_sheet_is_said(condition: Condition, reason: str | None) -> None:
    """Of conditions that repeat each other a formula asks once."""
    rule = next(rules_for([condition]))
    if reason is None:
        assert broken_formula(rule, SPECIFICATIONS["library"], sheet_of(SPECIFICATIONS["library"]))
        return
    with pytest.raises(UnsupportedError) as refused:
        broken_formula(rule, SPECIFICATIONS["library"], sheet_of(SPECIFICATIONS["library"]))
    assert str(refused.value) == reason


def test_a_condition_too_deep_is_refused() -> None:
    deep: Condition = IsBlank(Item("remark"))
    for index in range(40):
        deep = Any((Compare("=", Item("weeks"), Number(Decimal(index))), All((IsBlank(Item("fee")), deep))))
    with pytest.raises(UnsupportedError, match="levels"):
        broken_formula(next(rules_for([deep])), SPECIFICATIONS["library"], sheet_of(SPECIFICATIONS["library"]))


def test_the_sheet_is_typed_as_the_reference_is() -> None:
    """The bad values here are bad for the reference, too: a text in a date's cell that would be a date is another matter."""
    for specification in SPECIFICATIONS.values():
        for item in specification.items:
            if item.type not in {"code", "text"}:
                assert all(fault_of(item, value, specification) for value in bad_values(item, specification))
