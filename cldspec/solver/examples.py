"""Rows that keep a rule and rows that break it, whole and as typed: its own examples filled in, or made for it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from cldspec.model import Cells, DataItem, Specification
from cldspec.rules.all_rules import Readable, Row, Rule, Same, Spelling, Unique
from cldspec.rules.cells import Cell, read, to_typed
from cldspec.rules.expression import Compare, Condition, IsBlank, Item, Not, Number, Text, Truth
from cldspec.rules.tables import items_in
from cldspec.solver.reason import Possible, Reasoner, usual_rows

Kind = Literal["conforms", "breaks"]
_ALWAYS = Truth(True)


def example_rows(rule: Rule, kind: Kind, reasoner: Reasoner) -> list[Cells]:
    """Return rows that keep or break a rule, as typed. For a rule about many rows they are one return.

    As far as one row can show it, they keep every other error and warning. None where there is no such row.
    """
    specification = reasoner.specification
    if rule.entry:
        rows: list[Cells] = []
        for cells in getattr(rule.entry.examples, kind):
            values = {name: read(specification.item_by_id[name], typed, specification) for name, typed in cells.items()}
            breaking = rule.id if kind == "breaks" and isinstance(rule.test, Row) else None
            row = filled(reasoner, values, breaking=breaking)
            rows += [{**row, **cells}] if row else []
        return rows
    item = specification.item_by_id[rule.items[0]]
    if isinstance(rule.test, Row):
        row = filled(reasoner, {}, breaking=rule.id) if kind == "breaks" else filled(reasoner, {}, where=rule.test.when)
        return [row] if row else []
    usual = next((example.value for example in item.examples if example.value), "")
    row = filled(reasoner, {item.id: read(item, usual, specification)}) or filled(reasoner, {}, where=Not(IsBlank(Item(item.id))))
    if row is None:
        return []
    match rule.test:
        case Readable():
            named = specification.format_by_id.get(item.format or "")
            texts = named.breaks if named else ("?" * ((item.max_length or 0) + 1),)
            return [row] if kind == "conforms" else [{**row, item.id: text} for text in texts]
        case Spelling():
            return [row] if kind == "conforms" else [{**row, **_spelt_otherwise(item, reasoner)}]
        case Same(of=of):
            shared = {of: read(specification.item_by_id[of], row[of], specification)} if of else {}
            other = row if kind == "conforms" else filled(reasoner, shared, where=_differs(item, row[item.id], specification))
            return [row, other] if other else []
        case _:
            return []


def filled(reasoner: Reasoner, cells: Mapping[str, Cell], *, where: Condition = _ALWAYS, breaking: str | None = None) -> Cells | None:
    """Return a row with these cells, as typed, that sets off no error or warning, or just one; None if there is none."""
    keeping = reasoner.rules_about_one_row("error", "warning")
    quiet = [*keeping, *reasoner.rules_about_one_row("information")]
    for rules in (quiet, keeping):
        usual = usual_rows(reasoner.specification)
        answer = reasoner.ask(where, cells=cells, keeping=rules, breaking=breaking, preferring=usual, explaining=False)
        if isinstance(answer, Possible):
            return {item.id: to_typed(item, answer.row[item.id]) for item in reasoner.specification.items}
    return None


def items_of(rule: Rule, specification: Specification) -> list[str]:
    """Return the items that a rule is about, in template order: those that it names, and those that it asks."""
    named = {*rule.items, *items_asked(rule, specification)}
    return [item.id for item in specification.items if item.id in named]


def items_asked(rule: Rule, specification: Specification) -> set[str]:
    """Return the items whose values decide whether a row breaks a rule."""
    match rule.test:
        case Row(when=when, expect=expect):
            return items_in(when, specification) | items_in(expect, specification)
        case Unique(items=items, when=when):
            return {*items} | items_in(when, specification)
        case Same(item=item, of=of, when=when):
            return {item, *([of] if of else [])} | items_in(when, specification)
        case Readable(item=item) | Spelling(item=item):
            return {item}


def _spelt_otherwise(item: DataItem, reasoner: Reasoner) -> Cells:
    """Return another spelling of a value that the item can have."""
    for code in reasoner.specification.codes_of(item):
        spelling = code.also_seen_as[0].value if code.also_seen_as else code.value.swapcase()
        if spelling == code.value:
            continue
        row = filled(reasoner, {item.id: code.value})
        if row:
            return {**row, item.id: spelling}
    return {}


def _differs(item: DataItem, typed: str, specification: Specification) -> Condition:
    """Return the condition that the item has another value than this one."""
    value = read(item, typed, specification)
    return Compare("<>", Item(item.id), Number(value) if isinstance(value, Decimal) else Text(str(value)))
