"""Cells with awkward characters, and what the reference in Python says about them."""

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Readable, Rule, Spelling, rules_of
from cldspec.rules.cells import (
    FORMULA_ERRORS,
    INVISIBLE,
    LOST,
    NO_VALUE_WORDS,
    SPACES,
    UNKNOWN_WORDS,
    UNREADABLE,
    fillers,
    read,
    remark_of,
    tidy,
)
from cldspec.rules.look_alikes import LOOK_ALIKES, PLAIN
from cldspec.validation.cell_rules import cell_rules
from cldspec.validation.result import Result
from cldspec_generators import generator_of
from returns import Typed

QUOTES = "\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb"
_OTHER_DIGITS = {plain: sign for sign, plain in PLAIN.items() if plain.isdigit()}
_OTHER_LETTERS = {plain: sign for sign, plain in PLAIN.items() if plain.isalpha()} | {"s": "\u017f", "i": "\u0131"}
_SIGNS = st.one_of(
    *(st.sampled_from(signs) for signs in (SPACES, SPACES, INVISIBLE, LOOK_ALIKES, LOST[:3], QUOTES)), st.sampled_from([" ", "  ", "\t"])
)
_WORDS = st.sampled_from(
    [
        *(sorted(NO_VALUE_WORDS | UNKNOWN_WORDS)),
        *(sorted(FORMULA_ERRORS)),
        *("##", "#####", "Err:502", "err:5", "1.23457E+15", "1E5", "12E400", "2e", "#N/A!", "N/A?", "nulll", "-.", "#", "0", "NULL NULL"),
        *("", " ", "\u3000", "\u200b", "\u200b \ufeff", "\x7f"),
    ]
)


def _bases(item: DataItem, specification: Specification) -> list[str]:
    """Return cells of an item that are readable."""
    code_list = specification.code_list_of(item)
    named = specification.format_by_id.get(item.format or "")
    if code_list:
        return [*code_list.values[:3], *(other.value for code in code_list.codes for other in code.also_seen_as)][:6]
    if named:
        return list(named.conforms)
    return {
        "date": ["14/02/1950", "01/04/2021"],
        "integer": ["3", "-12"],
        "decimal": ["21.50", "3"],
        "text": ["Alex Example", "PL13700", "EV-7"],
    }[item.type]


@st.composite
def _cells(draw: st.DrawFn, item: DataItem, specification: Specification) -> str:
    """Draw a cell: a value with awkward characters, a word, or a filler."""
    kind = draw(st.integers(0, 9))
    if kind < 3:
        word = draw(_WORDS if kind else st.sampled_from([*fillers(item, specification), *_bases(item, specification)]))
        cell = draw(st.sampled_from([word, word.upper(), word.lower(), word.title()]))
    else:
        cell = draw(st.sampled_from(_bases(item, specification)))
        cell = "".join(_OTHER_DIGITS.get(sign, sign) for sign in cell) if kind == 3 else cell
        place = draw(st.integers(0, len(cell)))
        if kind == 4:
            cell = cell[:place] + "".join(_OTHER_LETTERS.get(sign, sign) for sign in cell[place : place + 1]) + cell[place + 1 :]
        elif kind > 5:
            cell = cell[:place] + draw(_SIGNS) + cell[place:]
    before, after = (draw(st.sampled_from(["", "", "", " ", draw(_SIGNS)])) for _ in range(2))
    return f"{before}{cell}{after}"


@cache
def awkward_rows(specification: Specification, count: int, number: int = 18) -> tuple[Typed, ...]:
    """Return rows that are mostly blank, with awkward cells of every item; `number` chooses which are drawn.

    Two more rows have what is seldom drawn: long texts, numbers that a spreadsheet has rounded, and words for nothing.
    """
    drawn: list[Typed] = []
    cells = {item.id: _cells(item, specification) for item in specification.items}
    names = st.sets(st.sampled_from(list(cells)), min_size=3, max_size=9).map(sorted)
    rows = names.flatmap(lambda chosen: st.fixed_dictionaries({name: cells[name] for name in chosen}))

    @seed(number)
    @settings(max_examples=count, database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(rows)
    def collect(row: Typed) -> None:
        drawn.append({item.id: row.get(item.id, "") for item in specification.items})

    collect()
    long = {
        item.id: "x" * (item.max_length + 1) if item.max_length else "1.23457E+15" for item in specification.items if item.type == "text"
    }
    nothing = {item.id: "n/a" for item in specification.items if item.type == "text"}
    return (*drawn, *({item.id: row.get(item.id, "") for item in specification.items} for row in (long, nothing)))


def rules_about_cells(specification: Specification) -> dict[str, Rule]:
    """Return the rules about single cells, by identifier."""
    rules = (*rules_of(specification), *cell_rules(specification))
    return {rule.id: rule for rule in rules if isinstance(rule.test, Readable | Spelling)}


def rule_broken_by(item: DataItem, typed: str, specification: Specification) -> str | None:
    """Return the rule about single cells that a cell breaks, by the reference; at most one."""
    value = read(item, typed, specification)
    if remark := remark_of(item, typed, specification):
        return f"{item.id}.{remark}"
    is_other_spelling = bool(item.code_list) and isinstance(value, str) and tidy(typed) != value
    wanted = Readable if value is UNREADABLE else Spelling if is_other_spelling else None
    rules = (rule.id for rule in rules_of(specification) if rule.items[0] == item.id and type(rule.test) is wanted)
    return next(rules) if wanted else None


def expected(rows: Sequence[Typed], specification: Specification) -> Counter[tuple[int, str]]:
    """Return the rules about single cells that rows break, by the reference: the index of the row and the rule."""
    broken = ((index, rule_broken_by(item, row[item.id], specification)) for index, row in enumerate(rows) for item in specification.items)
    return Counter((index, rule) for index, rule in broken if rule)


def found(result: Result) -> Counter[tuple[int, str]]:
    """Return the same of the result of validating a file."""
    rules = rules_about_cells(result.specification)
    return Counter((one.row - 2, one.rule) for one in result.findings if one.rule in rules)


def saved(rows: Sequence[Typed], path: Path, specification: Specification) -> Path:
    """Write rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([item.title for item in specification.items])
        writer.writerows(row.values() for row in rows)
    return path


def as_json(item: DataItem, typed: str) -> str:
    """Return a cell as it is in JSON, where dates are yyyy-mm-dd."""
    return re.sub("([0-9]{2})/([0-9]{2})/([0-9]{4})", r"\3-\2-\1", typed) if item.type == "date" else typed


@cache
def json_validators(specification: Specification) -> Mapping[str, Any]:
    """Return what validates single values of each item with the published JSON Schema."""
    schemas = {artifact.path: artifact.content for artifact in generator_of("json-schema")(specification)}
    schema = json.loads(schemas[f"{specification.record.id}.schema.json"])
    kinds = schema["properties"]
    return {name: jsonschema_rs.validator_for({**kinds[name], "$defs": schema["$defs"]}) for name in specification.item_by_id}


def json_verdict(item: DataItem, typed: str, specification: Specification) -> str:
    """Say whether JSON Schema accepts or refuses a cell."""
    if item.type in {"integer", "decimal"}:
        return "not known"
    return "accepted" if json_validators(specification)[item.id].is_valid(as_json(item, typed)) else "refused"
