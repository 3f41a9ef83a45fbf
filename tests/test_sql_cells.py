"""The SQL scripts say of damaged cells, blank rows and empty lines just what `cldspec validate` says, row for row."""

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from cldspec.rules.cells import FORMULA_ERRORS, INVISIBLE, LOST, NO_VALUE_WORDS, SPACES, UNKNOWN_WORDS
from cldspec.validation.validator import Options, validate
from cldspec_generators.shared.sql_scripts import names_of
from engines import NAMES, Engine
from published_scripts import scripts, staged
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
Found = list[tuple[int, str, str, str, str]]
"""Row, item, rule, severity and message of each finding, in order."""


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


@cache
def found_by_validate() -> tuple[Found, dict[tuple[int, str], str | None]]:
    """Return what `cldspec validate` finds in these rows, and its suggestions by row and rule."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "return.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow([item.title for item in SPECIFICATION.items])
            writer.writerows([row[item.id] for item in SPECIFICATION.items] for row in damaged_rows())
        findings = validate([path], SPECIFICATION, options=Options(limit=None, show_values=True)).findings
    found = [(finding.row, finding.item or "", finding.rule, finding.severity, finding.message) for finding in findings]
    return sorted(found), {(finding.row, finding.rule): finding.suggestion for finding in findings}


def compare(rows: list[tuple[Any, ...]]) -> None:
    """Hold the findings of a script to those of `cldspec validate`. A script has a suggestion only where validate has the same one."""
    expected, suggestions = found_by_validate()
    found = sorted(row[:5] for row in rows)
    assert sorted(set(found) ^ set(expected))[:5] == []
    assert found == expected
    for row, _, rule, _, _, suggestion in rows:
        assert suggestion in {None, suggestions[row, rule]}, (row, rule)


@pytest.mark.parametrize("name", [name if name != "spark" else pytest.param(name, marks=pytest.mark.slow) for name in NAMES])
def test_scripts_find_what_validate_finds(name: str, engine_of: Callable[[str], Engine]) -> None:
    engine = engine_of(name)
    staged(engine, "4.0", damaged_rows())
    engine.run(scripts("4.0", name)["validate.sql"])
    compare(engine.query(f"SELECT row_number, item, rule, severity, message, suggestion FROM {names_of(SPECIFICATION).finding}"))


def test_scripts_of_sql_server_find_what_validate_finds() -> None:
    connection = validated_after_translation("4.0", damaged_rows())
    compare(
        connection.execute(
            f"SELECT row_number, item, rule, severity, message, suggestion FROM {names_of(SPECIFICATION).finding}"
        ).fetchall()
    )
    connection.close()
