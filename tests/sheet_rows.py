"""Rows as people type them into a worksheet, with good and bad cells of every kind, and their values by the Python reference."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from cldspec.model import CodeList, DataItem, Specification
from cldspec.rules.all_rules import Row, rules_of
from cldspec.rules.cells import DATE_PATTERN
from cldspec.rules.evaluate import Row as Canonical
from cldspec.rules.expression import Item, Text, tables_of, values_in
from cldspec.rules.reference import breaking, canonical_row
from rows import good_rows, typed

NOW = datetime.now().astimezone()
DAY = NOW.date().isoformat()
RANDOM_ROWS = 250


def own_spellings(specification: Specification) -> Specification:
    """Return the specification as a worksheet has it, without other spellings of allowed values."""

    def own(code_list: CodeList) -> CodeList:
        return replace(code_list, codes=tuple(replace(code, also_seen_as=()) for code in code_list.codes))

    return replace(specification, code_lists=tuple(map(own, specification.code_lists)))


def cells_of(specification: Specification) -> list[dict[str, str]]:
    """Return a blank row, good rows, the rows of examples, rows with a bad cell in each column, and random rows."""
    good = [{name: typed(specification.item_by_id[name], cell) for name, cell in row.items()} for row in good_rows(specification)]
    rows = [{}, *good, *rows_of_examples(good, specification)]
    rng = random.Random(4)  # noqa: S311 - nothing to keep secret
    values = {item.id: [*good_values(item, specification, rng)] for item in specification.items}
    bad = {item.id: [*bad_values(item, specification)] for item in specification.items}
    rows += [{name: rng.choice(bad[name]) if index >= len(bad[name]) else bad[name][index] for name in bad} for index in range(20)]
    for _ in range(RANDOM_ROWS):
        row = dict(rng.choice(good))
        for item in rng.sample(specification.items, rng.randint(1, len(specification.items))):
            row[item.id] = rng.choice(rng.choice([values[item.id], values[item.id], values[item.id], bad[item.id], ["", "", " "]]))
        rows.append(row)
    return [*rows, *rows_that_break_the_rest(rows, good, values, specification, rng)]


def rows_that_break_the_rest(
    rows: list[dict[str, str]], good: list[dict[str, str]], values: dict[str, list[str]], specification: Specification, rng: random.Random
) -> Iterator[dict[str, str]]:
    """Yield a row that breaks each rule that no row breaks yet."""
    values_of_rows = canonical(rows, specification)
    for rule in rules_of(specification):
        if isinstance(rule.test, Row) and not any(breaking(rule, rows, values_of_rows, specification)):
            conditions = (rule.test.when, rule.test.expect)
            tables = [specification.table_by_id[table] for condition in conditions for table in tables_of(condition)]
            parts = [value for condition in conditions for value in values_in(condition)]
            names = dict.fromkeys(
                [*(part.id for part in parts if isinstance(part, Item)), *(key for table in tables for key in table.keys)]
            )
            texts = [part.value for part in parts if isinstance(part, Text)]
            choices = {name: [text for text in texts if text in values[name]] or values[name] for name in names}
            candidates = [dict(rng.choice(good)) for _ in range(2000)]
            for row in candidates:
                row |= {name: rng.choice([rng.choice(choices[name]), ""]) for name in names if rng.random() < 0.7}
            yield candidates[next(breaking(rule, candidates, canonical(candidates, specification), specification))]


def rows_of_examples(good: list[dict[str, str]], specification: Specification) -> Iterator[dict[str, str]]:
    """Yield the examples of rules, each completed to a whole row, and those of calculations."""
    rules = {rule.id: rule for rule in rules_of(specification)}
    for entry in specification.rules:
        for examples, breaks in ((entry.examples.conforms, False), (entry.examples.breaks, True)):
            for cells in examples:
                rows = [{**row, **cells} for row in good]
                broken = set(breaking(rules[entry.id], rows, canonical(rows, specification), specification))
                yield next((row for index, row in enumerate(rows) if (index in broken) is breaks), rows[0])
    for calculation in specification.calculations:
        yield from (dict(worked.given) for worked in calculation.examples)


def canonical(rows: list[dict[str, str]], specification: Specification) -> list[Canonical]:
    return [canonical_row(cells, specification, DAY) for cells in rows]


def good_values(item: DataItem, specification: Specification, rng: random.Random) -> Iterator[str]:
    yield from (example.value for example in item.examples if example.value)
    named = specification.format_by_id.get(item.format or "")
    match item.type:
        case "code":
            yield from specification.values_of(item.id) or ()
        case "date":
            within = [(0, 0), (1, 1), (-1, -1), *[(-300, 300)] * 6, *[(-36000, -6000)] * 6, *[(0, 300000)] * 4]
            yield from ((NOW + timedelta(rng.randint(*days))).strftime(DATE_PATTERN) for days in within)
            yield from ("31/12/2999", "29/02/2000", "31/03/2021", "01/04/2021", "30/06/2021")
        case "integer":
            yield from ("0", "1", "2", "3", "7", "10", "11", "40", "-3", "9999999999")
        case "decimal":
            yield from ("0", "0.01", "0.1", "0.3", "1", "2.5", "25", "25.01", "-0.01", "-3", "9999999999.99")
            yield from (f"{rng.randint(0, 99999) / 100:.2f}" for _ in range(20))
        case "text":
            yield from named.conforms if named else ("x", "X", " x ", "007", "12", "a ' \" b", "Torn *", "A" * (item.max_length or 9))


def bad_values(item: DataItem, specification: Specification) -> Iterator[str]:
    """Yield unreadable texts, and other spellings of allowed values."""
    named = specification.format_by_id.get(item.format or "")
    match item.type:
        case "code":
            value = max(specification.values_of(item.id) or ("",), key=lambda value: (" " in value, value.upper() != value))
            yield from (
                value.upper(),
                value.lower(),
                f" {value} ",
                value.replace(" ", "  "),
                "?" * len(value),
                f"{value[0]}*",
                "*",
                "~",
                "<>",
            )
            yield from (f"{value}s", "No such value", "x" * 300, '"')
            yield from (spelling.value for code in specification.codes_of(item) for spelling in code.also_seen_as)
        case "date":
            yield from ("soon", "31/02/2021", "01/01/3000", "01/02/2020 10:30", "2020-02-01x", "-5", "45000.5", "9999999999")
        case "integer" | "decimal":
            yield from ("much", "1.234", "-0.001", "3.5001", "10000000000", "-10000000000", "1,5,3", "£3")
            yield from () if item.scale else ("0.5", "2.01")
        case "text" if named:
            yield from named.breaks
            yield from (text.lower() for text in named.conforms)
            yield from (f" {text}" for text in named.conforms)
            yield from (text.replace(" ", "  ") for text in named.conforms)
            yield from (f"{text}0" for text in named.conforms)
        case "text" if limit := item.max_length:
            yield from ("A" * (limit + 1), f"  {'A' * limit}   ", f"A{' ' * (limit - 2)}B", f"A{' ' * (limit - 1)}B", " " * (limit + 3))
        case "text":
            yield " \u00e9 "
