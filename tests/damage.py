"""Kinds of damage to a return, and the page of the documentation that says what `cldspec validate` makes of each.

`python tests/damage.py` writes the page again.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pyarrow as pa
from pyarrow import parquet

from awkward import json_verdict
from cldspec.model import Cells
from cldspec.rules.cells import Remark
from cldspec.rules.coverage import all_targets, is_in_part, left_out_rules
from cldspec.validation.errors import UnreadableFileError
from cldspec.validation.result import Finding
from cldspec.validation.validator import Options, validate
from cldspec.versions.later_releases import read_later_releases
from conftest import REAL, ROOT
from specifications import SPECIFICATIONS

SPECIFICATION = SPECIFICATIONS["4.0"]
PAGE = ROOT / "docs" / "damage.md"
EVENT = {
    "la_code": "716",
    "reporting_year": "2021/22",
    "reporting_period_start_date": "01/04/2021",
    "reporting_period_end_date": "30/06/2021",
    "person_unique_identifier": "PL1",
    "nhs_number": "9990000018",
    "first_name": "Zoë",
    "last_name": "Example",
    "gender": "Female",
    "ethnicity": "White (English / Welsh / Scottish / Northern Irish / British)",
    "date_of_birth": "14/02/1950",
    "primary_support_reason": "Physical Support: Access & mobility only",
    "postcode": "ZZ1 1ZZ",
    "accommodation_status": "Owner occupier or shared ownership scheme",
    "employment_status": "Paid: Less than 16 hours a week",
    "has_informal_carer": "Yes",
    "autism_spectrum_disorder": "Yes",
    "visual_impairment": "Blind/severely sight impaired",
    "hearing_impairment": "Deaf with speech",
    "dementia": "Yes",
    "event_type": "Request",
    "event_reference": "EV-1",
    "event_start_date": "20/05/2021",
    "event_description": "Adult contact",
    "route_of_access": "Planned Entry (Transition)",
}
"""A request that breaks no rule."""
TITLES = [item.title for item in SPECIFICATION.items]


@dataclass(frozen=True)
class CellDamage:
    """A cell that is damaged: what it is, the item and its text as typed, and the rule that reports it."""

    what: str
    item: str
    typed: str
    rule: str


@dataclass(frozen=True)
class FileDamage:
    """A file that is damaged: what it is, how it is made in a folder, and the rule that reports it.

    The rule is "refused" for a file that is not read at all, and "" where nothing is wrong with the file.
    """

    what: str
    make: Callable[[Path], Path]
    rule: str


CELLS = (
    CellDamage("the error of a formula", "event_description", "#N/A", "error"),
    CellDamage("the error of a formula in a date", "date_of_death", "#REF!", "type"),
    CellDamage("the error of a formula in a list", "gender", "#SPILL!", "list"),
    CellDamage("an error as Excel calls it in another language", "event_description", "#NV", "error"),
    CellDamage("an error of LibreOffice", "first_name", "Err:502", "error"),
    CellDamage("a column that was too narrow", "last_name", "#####", "error"),
    CellDamage("a word for nothing", "first_name", "NULL", "no-value"),
    CellDamage("a word for nothing, written otherwise", "gp_practice_name", "N/a", "no-value"),
    CellDamage("a dash for nothing", "event_description", "-", "no-value"),
    CellDamage("a word for nothing in an identifier", "person_unique_identifier", "NULL", "no-value"),
    CellDamage("a word for not known in an identifier", "event_reference", "unknown", "no-value"),
    CellDamage("a zero-width space in an identifier", "event_reference", "EV-\u200b7", "characters"),
    CellDamage("a soft hyphen", "last_name", "Exam\u00adple", "characters"),
    CellDamage("a mark of direction in a date", "date_of_birth", "\u200e14/02/1950", "type"),
    CellDamage("a mark of direction in a number with a check digit", "nhs_number", "\u202d9990000018", "format"),
    CellDamage("a byte order mark in a list value", "gender", "Female\ufeff", "list"),
    CellDamage("a control character", "event_description", "Adult\x01contact", "characters"),
    CellDamage("a selector of variants", "event_description", "Adult\ufe0f contact", "characters"),
    CellDamage("a space before a list value", "gender", " Female", "spaces"),
    CellDamage("a no-break space after a list value", "gender", "Female\u00a0", "spaces"),
    CellDamage("an em space within a postcode", "postcode", "ZZ1\u20031ZZ", "spaces"),
    CellDamage("a tab after a name", "last_name", "Example\t", "spaces"),
    CellDamage("an ideographic space before a date", "date_of_birth", "\u300014/02/1950", "spaces"),
    CellDamage("nothing but white space where a value is needed", "last_name", "\u2003", "required"),
    CellDamage("a Cyrillic letter in an identifier", "event_reference", "\u0415V-12", "look-alikes"),
    CellDamage("a dash instead of a hyphen in an identifier", "event_reference", "EV\u201313", "look-alikes"),
    CellDamage("a Cyrillic letter within a word", "first_name", "\u0410lex", "look-alikes"),
    CellDamage("full-width digits", "nhs_number", "\uff19\uff19\uff190000018", "format"),
    CellDamage("digits of another script", "unit_cost", "\u0662\u0661", "type"),
    CellDamage("a Cyrillic letter in a list value", "gender", "F\u0435male", "list"),
    CellDamage("an identifier that a spreadsheet has rounded", "person_unique_identifier", "1.23457E+15", "digits"),
    CellDamage("a number with a check digit in scientific notation", "nhs_number", "9.99E+09", "format"),
    CellDamage("spaces within a number with a check digit", "nhs_number", "999 000 0018", "format"),
    CellDamage("a wrong check digit", "nhs_number", "9990000019", "format"),
    CellDamage("one digit again and again", "nhs_number", "3333333333", "filler"),
    CellDamage("the first possible date", "date_of_birth", "01/01/1900", "filler"),
    CellDamage("a text that is unlike its examples", "reporting_year", "Banana", "unlike-examples"),
    CellDamage("the number that Excel stores for a date", "event_start_date", "44336", "type"),
    CellDamage("a date with the month first", "event_start_date", "05/20/2021", "type"),
    CellDamage("a date with the year first", "event_start_date", "2021/05/20", "type"),
    CellDamage("a date with a time", "event_start_date", "20/05/2021 10:30", "type"),
    CellDamage("a date with a time zone", "event_start_date", "2021-05-20T00:00:00+01:00", "type"),
    CellDamage("a year of two digits", "event_start_date", "20/05/21", "type"),
    CellDamage("a day that does not exist", "event_start_date", "31/04/2021", "type"),
    CellDamage("a month as a word", "event_start_date", "20 May 2021", "type"),
    CellDamage("a currency sign", "unit_cost", "£21.50", "type"),
    CellDamage("commas between thousands", "unit_cost", "1,234.50", "type"),
    CellDamage("points between thousands and a decimal comma", "unit_cost", "1.234,50", "type"),
    CellDamage("spaces between thousands and a decimal comma", "unit_cost", "1 234,50", "type"),
    CellDamage("a decimal comma", "unit_cost", "21,50", "type"),
    CellDamage("a negative number in brackets", "unit_cost", "(21.00)", "type"),
    CellDamage("too many decimal places", "unit_cost", "21.505", "type"),
    CellDamage("a number in scientific notation", "unit_cost", "2.15E+01", "type"),
    CellDamage("a number with words", "unit_cost", "21.50 per week", "type"),
    CellDamage("the first letter of a list value", "gender", "F", "list"),
    CellDamage("a misspelt list value", "gender", "Femal", "list"),
    CellDamage("a list value in small letters", "gender", "female", "spelling"),
    CellDamage("TRUE for Yes", "dementia", "TRUE", "list"),
    CellDamage("a list value without its bracket", "route_of_access", "Planned Entry", "list"),
    CellDamage("a code as a number with decimals", "la_code", "716.0", "list"),
)


def event(number: int, changes: Cells | None = None) -> list[str]:
    """Return the cells of a request with a person and a reference of its own, changed."""
    own = {"event_reference": f"EV-{number + 100}", "person_unique_identifier": f"PL{number + 100}", "nhs_number": ""}
    row = {**EVENT, **own, **(changes or {})}
    return [row.get(item.id, "") for item in SPECIFICATION.items]


def _text(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def _utf8() -> bytes:
    return _text([TITLES, event(0)]).encode()


def _csv(*rows: Sequence[str]) -> Callable[[Path], Path]:
    return _bytes(_text([TITLES, *rows]).encode())


def _bytes(content: bytes, name: str = "return.csv") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def _swallowed() -> bytes:
    return (
        _text([TITLES, event(0), event(1, {"first_name": "FIRST"}), event(2), event(3, {"first_name": "LAST"})])
        .replace("FIRST", '"FIRST')
        .replace("LAST", 'LAST"')
        .encode()
    )


def _shifted() -> list[str]:
    cells = event(1)
    index = TITLES.index("First Name")
    cells[index : index + 1] = ["Alex", " Sam"]
    return cells[:-1]


def _workbook(*sheets: tuple[str, Sequence[Sequence[str]], bool]) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        book = openpyxl.Workbook()
        for index, (name, rows, is_hidden) in enumerate(sheets):
            sheet = book.active if index == 0 else book.create_sheet()
            sheet.title = name
            for row in [TITLES, *rows]:
                sheet.append([cell or None for cell in row])
            sheet.sheet_state = "hidden" if is_hidden else "visible"
        book.active = len(sheets) - 1
        book.save(folder / "return.xlsx")
        return folder / "return.xlsx"

    return make


def _nested(folder: Path) -> Path:
    columns = {title: pa.array([[cell] if title == "First Name" else cell]) for title, cell in zip(TITLES, event(0), strict=True)}
    parquet.write_table(pa.table(columns), folder / "return.parquet")
    return folder / "return.parquet"


def _later(folder: Path) -> Path:
    signature = read_later_releases(REAL.parent)[0][0]
    first, *others = signature.headers
    titles = [first if title == "First Name" else title for title in TITLES]
    return _bytes(_text([[*titles, *others], [*event(0), *others]]).encode())(folder)


_TOTAL = ["Total", *[""] * (len(TITLES) - 2), "2"]
_BLANK = [""] * len(TITLES)
FILES = (
    FileDamage("a stray quotation mark that swallows rows", _bytes(_swallowed()), "row.swallowed"),
    FileDamage("a quotation mark that is never closed", _bytes(_text([TITLES, event(0)]).encode() + b'"716,'), "refused"),
    FileDamage(
        "a byte that is not in the encoding",
        _bytes(_text([TITLES, event(0)]).encode().replace("ë".encode(), b"\xeb")),
        "first_name.encoding",
    ),
    FileDamage(
        "letters in UTF-8 that were opened in another encoding", _bytes(_utf8().replace("ë".encode(), "Ã«".encode())), "row.letters"
    ),
    FileDamage("a zero byte", _bytes(_utf8().replace(b"Adult", b"Ad\0ult")), "event_description.characters"),
    FileDamage("the headers again in mid-file", _csv(event(0), TITLES, event(1)), "row.header"),
    FileDamage("a row of totals", _csv(event(0), event(1), _TOTAL), "row.total"),
    FileDamage("a row that an unquoted comma shifts", _csv(event(0), _shifted(), event(2)), "row.shifted"),
    FileDamage("a row with more cells than headers", _csv(event(0), [*event(1), "x"]), "row.cells"),
    FileDamage("a row of another year", _csv(*map(event, range(3)), event(3, {"reporting_year": "2020/21"})), "reporting_year.same"),
    FileDamage("rows of commas only", _csv(event(0), _BLANK, event(1)), ""),
    FileDamage("empty lines", _bytes(_text([TITLES, event(0)]).encode() + b"\r\n\r\n" + _text([event(1)]).encode()), ""),
    FileDamage("a title above the headers", _bytes(b"Our return\r\n\r\n" + _text([TITLES, event(0)]).encode()), ""),
    FileDamage("semicolons instead of commas", _bytes(_text([TITLES, event(0)], ";").encode()), ""),
    FileDamage("UTF-16, as Excel saves Unicode text", _bytes(_text([TITLES, event(0)], "\t").encode("utf-16")), ""),
    FileDamage("Windows-1252, as Excel saves CSV", _bytes(_text([TITLES, event(0)]).encode("cp1252")), ""),
    FileDamage("a column that is missing", _bytes(_text([TITLES[1:], event(0)[1:]]).encode()), "columns.missing"),
    FileDamage("a column that may be left out", _bytes(_text([TITLES[:-1], event(0)[:-1]]).encode()), "columns.left-out"),
    FileDamage("a column that is not in the template", _bytes(_text([[*TITLES, "Notes"], [*event(0), ""]]).encode()), "columns.unknown"),
    FileDamage("a column that is there twice", _bytes(_text([[*TITLES, "Gender"], [*event(0), "Female"]]).encode()), "columns.repeated"),
    FileDamage("headers without rows", _csv(), "rows.none"),
    FileDamage("rows without headers", _bytes(_text([event(0)]).encode()), "refused"),
    FileDamage("an empty file", _bytes(b""), "refused"),
    FileDamage("a picture", _bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "return.png"), "refused"),
    FileDamage("a workbook that is cut off", _bytes(b"PK\x03\x04" + bytes(200), "return.xlsx"), "refused"),
    FileDamage("two sheets with the headers", _workbook(("Q1", [event(0)], False), ("Q2", [event(1)], False)), "sheets.unread"),
    FileDamage("a hidden sheet with the headers", _workbook(("Old", [event(0)], True), ("New", [event(1)], False)), ""),
    FileDamage("a formula that was never calculated", _workbook(("Q1", [event(0, {"gender": '="Fe"&"male"'})], False)), "gender.list"),
    FileDamage("a column of lists in a Parquet file", _nested, "refused"),
    FileDamage("a return for a later release", _later, "version.later"),
)


def rule_of(damage: CellDamage) -> str:
    """Return the identifier of the rule that reports a damaged cell."""
    return f"{damage.item}.{damage.rule}"


def cell_rows() -> list[list[str]]:
    """Return a row for each damaged cell, with a person and a reference of its own."""
    return [event(number, {damage.item: damage.typed}) for number, damage in enumerate(CELLS)]


@cache
def findings_about_cells() -> dict[CellDamage, list[Finding]]:
    """Return what the report says about the row of each damaged cell."""
    with TemporaryDirectory() as folder:
        found = _validated(_csv(*cell_rows())(Path(folder)))
    return {damage: [one for one in found if one.row == number] for number, damage in enumerate(CELLS, 2)}


@cache
def findings_about_file(damage: FileDamage) -> tuple[list[Finding], str]:
    """Return what the report says about a damaged file, and why it was not read, if so."""
    with TemporaryDirectory() as folder:
        try:
            return _validated(damage.make(Path(folder))), ""
        except UnreadableFileError as error:
            return [], str(error)


def _validated(path: Path) -> list[Finding]:
    options = Options(limit=None, show_values=True, later_releases=read_later_releases(REAL.parent)[0])
    return list(validate([path], SPECIFICATION, options=options).findings)


def page() -> str:
    """Return the page of the documentation."""
    cells = [_cell_row(damage, found) for damage, found in findings_about_cells().items()]
    files = [_file_row(damage) for damage in FILES]
    return _PAGE.format(kinds=len(cells) + len(files), cells="\n".join(cells), files="\n".join(files))


def _cell_row(damage: CellDamage, found: Sequence[Finding]) -> str:
    finding = next(one for one in found if one.rule == rule_of(damage))
    item = SPECIFICATION.item_by_id[damage.item]
    json = json_verdict(item, damage.typed, SPECIFICATION)
    outputs = (_in_target(finding.rule, "sqlite"), json)
    return _row(damage.what, f"{item.title}: `{_shown(damage.typed)}`", _said(finding), *outputs)


def _file_row(damage: FileDamage) -> str:
    found, refusal = findings_about_file(damage)
    said = f"The file is not read. {refusal}" if refusal else "It is read. Nothing is reported."
    if damage.rule not in {"", "refused"}:
        said = _said(next(one for one in found if one.rule == damage.rule))
    return _row(damage.what, said)


def _said(finding: Finding) -> str:
    """Return the severity of a finding and what it says: its suggestion, with its message where that is not about the item."""
    message, suggestion = finding.message, finding.suggestion
    if suggestion and not suggestion.endswith("."):
        return f"{finding.severity.capitalize()}, with a suggestion: {suggestion}"
    is_about_any_cell = finding.rule.rpartition(".")[2] in set(Remark)
    parts = [message, suggestion] if is_about_any_cell or not suggestion else [suggestion]
    return f"{finding.severity.capitalize()}. {' '.join(part for part in parts if part)}"


def _in_target(rule: str, target: str) -> str:
    """Say whether an output reports a rule, by the coverage table."""
    kind = rule.partition(".")[2]
    if kind in set(Remark):
        known = next(one for one in all_targets() if one.id == target)
        return known.cells.get(Remark(kind), "yes")
    reason = next((why for left_out, why in left_out_rules(SPECIFICATION, target) if left_out.id == rule), None)
    return "yes" if reason is None or is_in_part(reason) else f"no: {reason}"


def _shown(typed: str) -> str:
    """Return a text with what nobody sees as a number of Unicode."""
    return "".join(sign if sign.isprintable() and (sign.isascii() or sign in "£ë") else f"<U+{ord(sign):04X}>" for sign in typed)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in cells)} |"


_PAGE = """# What the tool makes of a damaged return

Spreadsheets, databases and e-mails damage returns. This page lists {kinds} kinds of damage, and what `cldspec validate` reports about
each, with `--show-values`. For a cell that is no value of its data item, the page shows only the suggestion, if there is one. A test tries
each kind.

## Cells

`<U+200B>` stands for a character that cannot be seen or printed here. The scripts are `validate.sql` of every database. JSON Schema accepts
or refuses a cell. Its dates are yyyy-mm-dd, and it has numbers of its own.

| damage | cell | what is reported | scripts | JSON Schema |
|---|---|---|---|---|
{cells}

## Rows, files and workbooks

Scripts and JSON Schema do not read files. The database does, or your program. Spark reports the same of CSV and Parquet files,
except damaged letters.

| damage | what is reported |
|---|---|
{files}
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
