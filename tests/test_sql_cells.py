"""The SQL scripts say of damaged cells, blank rows and empty lines just what `cldspec validate` says, row for row."""

import csv
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from cldspec.rules.cells import FORMULA_ERRORS, INVISIBLE, LOST, NO_VALUE_WORDS, SPACES, UNKNOWN_WORDS
from cldspec.validation.result import Finding
from cldspec.validation.validator import Options, validate
from cldspec_generators.shared.sql_scripts import names_of
from engines import NAMES, Engine
from published_scripts import load_file, scripts, staged
from returns import Typed, own_keys, typed_row
from rows import good_rows
from specifications import SPECIFICATIONS
from t_sql import validated_after_translation

SPECIFICATION = SPECIFICATIONS["4.0"]
ITEMS = {
    "first_name": "Zoë",
    "person_unique_identifier": "PL1",
    "event_reference": "EV 1",
    "gender": "Female",
    "date_of_birth": "14/02/1950",
    "unit_cost": "12.50",
    "nhs_number": "9990000018",
}
"""An item of each kind, and a value."""
ALL = Options(limit=None)
each_database = pytest.mark.parametrize("name", [name if name != "spark" else pytest.param(name, marks=pytest.mark.slow) for name in NAMES])


def damaged_texts(value: str) -> list[str]:
    """Return the value of a cell with everything that may be wrong with a cell, and texts that only look as if they were wrong."""
    middle = len(value) // 2
    signs = [sign for sign in SPACES + INVISIBLE + LOST[:3] if sign != "\0"]
    words = sorted(NO_VALUE_WORDS | UNKNOWN_WORDS)
    return [
        *("", " ", "  ", "\t", "\u200b", " \u200b ", f" {value}", f"{value}  ", value.upper(), value.replace(" ", "  ")),
        *(f"{value}{sign}" for sign in signs),
        *(f"{value[:middle]}{sign}{value[middle:]}" for sign in signs),
        f" {value}{''.join(signs)}",
        *(word.upper() for word in words),
        *(f"\u00a0{word}\u200b" for word in words[::5]),
        *sorted(FORMULA_ERRORS),
        *("#n/a", " #REF! ", "#WITHOUT RESULT", "Err:502", "err:1", "Err:5021", "#", "##", "#####", "##1", "# #", "#N/A!", "x#N/A"),
        *("1E+15", "9.99E+09", "1.5e7", "0E+5", "12E+5", "1.E5", "1.5E", "1.5E1234", "1E++5", "1+E5", "1.2.3E5", "1E5E5", "E5", "1E5.5"),
        *("01/01/1900", " 31/12/2999", "9999999999", "0000000000", "no digit", "12\u0663", "P\uff11", "\u0410B", "B\u0410", "\u0410\u0412"),
        *("\u0410 B", "O\u2019Neil", "EV\u2013 1", "\u2044", "\u00b4", "\u2212 1"),
        *("\u2013x", "£", "n/a.", "nullable", "-1", "none of it", "\\N", "\\", "'", '"', "%", "[x]", "日本"),
    ]


@cache
def damaged_rows() -> tuple[Typed, ...]:
    """Return rows with such cells in these items, in another order for each, and blank rows between them."""
    good = typed_row(next(iter(good_rows(SPECIFICATION))), SPECIFICATION)
    blank = {item.id: "" for item in SPECIFICATION.items}
    texts = {item: damaged_texts(value) for item, value in ITEMS.items()}
    rows = [good, blank, blank | {"gender": " "}, blank | {"first_name": "\u200b"}, blank | {"gender": "\u200b"}]
    for number in range(max(map(len, texts.values()))):
        damaged = {item: some[(number + 37 * place) % len(some)] for place, (item, some) in enumerate(texts.items())}
        rows.append(good | own_keys(good, number, SPECIFICATION) | damaged)
    return (*rows, blank, good)


def write(path: Path, rows: Iterable[Sequence[str]], line_end: str = "\r\n") -> None:
    """Write rows below the headers of the template; a row without cells is an empty line."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator=line_end)
        for row in [[item.title for item in SPECIFICATION.items], *rows]:
            if row:
                writer.writerow(row)
            else:
                file.write(line_end)


def cells_of(row: Typed) -> list[str]:
    return [row[item.id] for item in SPECIFICATION.items]


@cache
def found_by_validate() -> Sequence[Finding]:
    """Return what `cldspec validate` finds in these rows."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "return.csv"
        write(path, map(cells_of, damaged_rows()))
        return validate([path], SPECIFICATION, options=ALL).findings


def compare(query: Callable[[str], list[tuple[Any, ...]]], findings: Sequence[Finding]) -> None:
    """Hold the findings of a script to those of `cldspec validate`. A script has a suggestion only where validate has the same one."""
    rows = query(f"SELECT row_number, item, rule, severity, message, suggestion FROM {names_of(SPECIFICATION).finding}")
    expected = sorted((finding.row, finding.item or "", finding.rule, finding.severity, finding.message) for finding in findings)
    found = sorted(row[:5] for row in rows)
    assert sorted(set(found) ^ set(expected))[:5] == []
    assert found == expected
    assert {rule.rpartition(".")[2] for *_, rule, _, _, suggestion in rows if suggestion} >= {"spaces", "spelling"}
    suggestions = {(finding.row, finding.rule): finding.suggestion for finding in findings}
    for row, _, rule, _, _, suggestion in rows:
        assert suggestion in {None, suggestions[row, rule]}, (row, rule)


@each_database
def test_scripts_find_what_validate_finds(name: str, engine_of: Callable[[str], Engine]) -> None:
    engine = engine_of(name)
    staged(engine, "4.0", damaged_rows())
    engine.run(scripts("4.0", name)["validate.sql"])
    compare(engine.query, found_by_validate())


def test_scripts_of_sql_server_find_what_validate_finds() -> None:
    connection = validated_after_translation("4.0", damaged_rows())
    compare(lambda query: connection.execute(query).fetchall(), found_by_validate())
    connection.close()


def odd_file(path: Path, line_end: str) -> Sequence[Finding]:
    """Write a file with empty lines, blank rows and line breaks in cells, and return what `cldspec validate` finds."""
    good = typed_row(next(iter(good_rows(SPECIFICATION))), SPECIFICATION)
    rows = [good | own_keys(good, number, SPECIFICATION) for number in range(5)]
    rows[0] |= {"gender": "\u2003Female", "first_name": "a, b"}
    rows[1] |= {"last_name": 'O"N\r\n\n"x"', "event_description": "one\n\n two", "gender": "No such"}
    rows[2] |= {"first_name": '"', "last_name": '""', "gp_practice_name": '","', "gender": "\u200bFemale", "event_description": "\\ \\n /"}
    rows[3] |= {"first_name": "x" * 5000, "last_name": "n/a", "gender": "male"}
    blank = [""] * len(SPECIFICATION.items)
    write(path, [[], cells_of(rows[0]), [], blank, cells_of(rows[1]), [], [], *map(cells_of, rows[2:]), blank, []], line_end)
    findings = validate([path], SPECIFICATION, options=ALL).findings
    assert {finding.row for finding in findings} >= {3, 6, 9, 10}
    return findings


@each_database
@pytest.mark.parametrize("line_end", ["\r\n", "\n"], ids=["windows", "unix"])
def test_rows_of_loaded_files_have_the_numbers_of_a_spreadsheet(
    name: str, line_end: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    path, engine = tmp_path / "odd.csv", engine_of(name)
    findings = odd_file(path, line_end)
    load_file(engine, "4.0", path)
    engine.run(scripts("4.0", name)["validate.sql"])
    compare(engine.query, findings)


@pytest.mark.parametrize("line_end", ["\r\n", "\n"], ids=["windows", "unix"])
def test_sql_server_numbers_the_rows_of_loaded_files_as_well(line_end: str, tmp_path: Path) -> None:
    findings = odd_file(tmp_path / "odd.csv", line_end)
    connection = validated_after_translation("4.0", tmp_path / "odd.csv")
    compare(lambda query: connection.execute(query).fetchall(), findings)
    connection.close()
