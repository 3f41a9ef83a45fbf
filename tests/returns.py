"""Whole returns as typed, with rows that pass all rules, that break each of them, and with every kind of unreadable cell."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from cldspec.model import DataItem, Specification
from cldspec.rules.all_rules import Readable, Same, Spelling, Unique, rules_of
from cldspec.rules.cells import SPACES, UNREADABLE, has_format, makes_unreadable, remark_of, tidy, to_typed_date
from cldspec.rules.evaluate import compiled
from cldspec.rules.reference import broken_rules, canonical_row
from cldspec.rules.targets.sentences import most_rows_have
from cldspec.solver.examples import example_rows
from cldspec.validation.cell_rules import cell_rules
from rows import good_rows, reasoner_of
from specifications import SPECIFICATIONS

TODAY = date.today().isoformat()  # noqa: DTZ011 - as the databases have it
Typed = dict[str, str]
"""A row as typed, by the identifiers of items."""


def typed_row(row: Mapping[str, Any], specification: Specification) -> Typed:
    """Return a row of values as typed in a file."""

    def cell(item: DataItem) -> str:
        value = row.get(item.id)
        if value is None:
            return ""
        if item.type == "date":
            return to_typed_date(value)
        return f"{int(value)}" if item.type == "integer" else f"{value:.{item.scale}f}" if item.type == "decimal" else str(value)

    return {item.id: cell(item) for item in specification.items}


@cache
def whole_return(version: str) -> tuple[Typed, ...]:
    """Return rows that pass all rules, rows that break each rule, and random rows."""
    specification = SPECIFICATIONS[version]
    draw = random.Random(version)  # noqa: S311 - the same rows each time
    good = [typed_row(row, specification) for row in good_rows(specification)]
    blank = {item.id: "" for item in specification.items if item.if_blank != "error"}
    rows = [*good, {}, *(row | own_keys(row, 390 + number, specification) | blank for number, row in enumerate(good))]
    for rule in rules_of(specification):
        rows += [dict(row) for row in example_rows(rule, "breaks", reasoner_of(specification))]
    for entry in specification.rules:
        for cells in (*entry.examples.conforms, *entry.examples.breaks):
            rows.append(good[0] | dict(cells))
    for number in range(250):
        row = dict(draw.choice(good))
        row |= own_keys(row, 400 + number, specification) if draw.random() < 0.7 else {}
        for item in draw.sample(specification.items, draw.randint(0, 5)):
            row[item.id] = draw.choice(strange_values(item, specification))
        rows.append(row)
    return tuple({item.id: row.get(item.id, "") for item in specification.items} for row in rows)


def strange_values(item: DataItem, specification: Specification) -> list[str]:
    """Return texts for a cell: blanks, values, other spellings, and unreadable ones."""
    named = specification.format_by_id.get(item.format or "")
    by_type: dict[str, list[str]] = {
        "text": [
            "x",
            "it's",
            "back\\slash",
            "two\nlines",
            "£ é",
            *(named.conforms + named.breaks if named else ()),
            "x" * ((item.max_length or 20) + 1),
        ],
        "date": [
            *("01/04/2021", "30/06/2021", "29/02/2020", "29/02/2021", "29/02/1900", "29/02/2000", "31/04/2021", "01/04/2003"),
            *("31/12/1899", "01/01/1900", "31/12/2999", "01/01/3000", "00/01/2021", "1/4/2021", "2021-04-01", "01/04/21", "today"),
            *("01/04/2021 00:00", "01-04-2021", "32/01/2021", "01/13/2021"),
        ],
        "integer": ["0", "3", "11", "-1", "3.0", "12345678901", "1e3", "-", "+3", "3 4"],
        "decimal": [
            *(
                "0",
                "5",
                "5.5",
                "5.55",
                "5.555",
                ".5",
                "5.",
                "-5.5",
                "--5",
                "5-",
                "1,000.00",
                "1234567890.12",
                "12345678901",
                "-1234567890.12",
            ),
            *("-12345678901", "1.2.3", "£5", "5e1", "-", "."),
        ],
    }
    code_list = specification.code_list_of(item)
    if code_list:
        spellings = [other.value for code in code_list.codes for other in code.also_seen_as]
        values = list(code_list.values[:4])
        by_type["code"] = [
            *values,
            *code_list.values[-2:],
            *spellings,
            values[0].upper(),
            values[-1].replace(" ", "  "),
            "No such value",
        ]
    texts = by_type[item.type]
    return ["", " ", "\t\u00a0", *texts, *texts, f"  {texts[0]}", f"{texts[0]}\u00a0", f"\t{texts[-1]} "]


def broken_rules_and_odd_cells(rows: Sequence[Typed], specification: Specification) -> set[tuple[int, str]]:
    """Return the rules that rows break and those about odd cells, by the Python reference, each with the position of a row.

    Blank rows break no rule. A cell of any text has one finding, though it may be both too long and odd.
    """
    filled = [index for index, row in enumerate(rows) if any(tidy(cell) for cell in row.values())]
    broken = {(filled[index], rule) for index, rule in broken_rules([rows[index] for index in filled], specification, TODAY)}
    remarks = [
        (index, item, remark) for index, row in enumerate(rows) for item in specification.items
        if (remark := remark_of(item, row[item.id], specification))
    ]  # fmt: skip
    lengths = {rule.test.item: rule.id for rule in rules_of(specification) if isinstance(rule.test, Readable)}
    twice = {(index, lengths.get(item.id, "")) for index, item, remark in remarks if makes_unreadable(remark, item, specification)}
    return broken - twice | {(index, f"{item.id}.{remark}") for index, item, remark in remarks}


def script_suggestions(
    found: Sequence[tuple[int, str]], rows: Sequence[Mapping[str, str]], specification: Specification
) -> dict[tuple[int, str], str | None]:
    """Return what validate.sql suggests for findings about values, by the position of the row and the rule: by the Python reference."""
    rules = {rule.id: rule for rule in rules_of(specification)}
    values = [canonical_row(row, specification, TODAY) for row in rows]
    filled = [index for index, row in enumerate(rows) if any(tidy(cell) for cell in row.values())]

    def usual_row(same: Same, index: int) -> int | None:
        holds, ignored = compiled(same.when, specification), {UNREADABLE} if same.blanks else {UNREADABLE, None}
        group = [one for one in filled if holds(values[one]) is True and values[one][same.item] not in ignored]
        group = [one for one in group if same.of is None or values[one][same.of] == values[index][same.of]]
        ((usual, count),) = Counter(values[one][same.item] for one in group).most_common(1)
        return next(one for one in group if values[one][same.item] == usual) if usual is not None and 2 * count > len(group) else None

    def suggestion(index: int, name: str) -> str | None:
        match rules[name].test:
            case Spelling(item=item):
                return str(values[index][item])
            case Same() as same if (usual := usual_row(same, index)) is not None:
                return most_rows_have(same, specification, None, str(usual + 2))
            case _:
                return None

    return {(index, name): suggestion(index, name) for index, name in found if name in rules}


def rows_with_errors(rows: Sequence[Typed], specification: Specification) -> set[int]:
    """Return the positions of the rows that have an error or are blank, by the Python reference."""
    rules = (*rules_of(specification), *cell_rules(specification))
    errors = {rule.id for rule in rules if rule.severity == "error"}
    blank = {index for index, row in enumerate(rows) if not any(tidy(cell) for cell in row.values())}
    return blank | {index for index, rule in broken_rules_and_odd_cells(rows, specification) if rule in errors}


def own_keys(row: Mapping[str, Any], number: int, specification: Specification) -> Typed:
    """Return values that no other row has for the items that rules compare rows by."""
    keys: set[str] = set()
    for rule in rules_of(specification):
        match rule.test:
            case Unique(items=items):
                keys |= {items[0]}
            case Same(of=str(of)):
                keys |= {of}
    own = {}
    for key in keys:
        item = specification.item_by_id[key]
        named = specification.format_by_id.get(item.format or "")
        if item.type == "text" and row.get(key) is not None:
            digits = 7 if named and named.check_digit else 3
            beginning = "999" if named and named.check_digit else (named.conforms[0].rstrip("0123456789") if named else "")
            made_up = [f"{beginning}{count:0{digits}}" for count in range(500)]
            texts = [text for text in (*made_up, *named.conforms) if has_format(text, named)] if named else []
            own[key] = texts[number % len(texts)] if named else f"{key} {number}"
    return own


def rows_with_white_space(specification: Specification, item_id: str) -> tuple[Typed, ...]:
    """Return rows with each character of white space around and inside the text of an item, with nothing else, and with letters."""
    blank = {item.id: "" for item in specification.items}
    texts = ["", " ", "ab", "é", " é b ", *SPACES, *(f"{sign}a{sign} b{sign}{sign}é{sign}" for sign in SPACES), f"a{SPACES[::2]}b"]
    return tuple(blank | {item_id: text} for text in texts)
