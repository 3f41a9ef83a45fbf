"""Conditions and rows drawn by chance, within what the rule language allows for a specification.

No strategy has the specification among its arguments: hypothesis would write it out in full, again and again.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any as Json

from hypothesis import strategies as st

from cldspec.model import DataItem, Specification
from cldspec.rules.cells import UNREADABLE, Cell
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
    Value,
)

DAYS = ["1999-12-31", "2000-01-01", "2000-02-29", "2001-03-31", "2001-04-01", "2018-02-28", "2018-03-01", "2020-02-29", "2021-06-30"]
NUMBERS = [Decimal(text) for text in ("0", "1", "-1", "2", "3", "0.5", "2.50", "10.05", "99.99", "1000000.01")]
OPERATORS = ["=", "<>", "<", "<=", ">", ">="]
LOGIC_DEPTH = 12


def of_type(specification: Specification, *types: str) -> list[DataItem]:
    return [item for item in specification.items if item.type in types]


def texts_of(item: DataItem, specification: Specification) -> list[str]:
    named = specification.format_by_id.get(item.format or "")
    return list(specification.values_of(item.id) or ()) or (list(named.conforms) if named else ["Torn", "Torn off", "torn", "a b", "it's"])


def conditions(specification: Specification) -> "st.SearchStrategy[Condition]":
    """Draw conditions that make sense for the specification."""
    leaves = st.one_of(
        _texts(specification),
        _texts(specification),
        _dates(specification),
        _numbers(specification),
        st.sampled_from([item.id for item in specification.items]).map(lambda name: IsBlank(Item(name))),
        st.sampled_from([table.id for table in specification.tables]).map(InTable),
        st.booleans().map(Truth),
    )

    def joined(parts: "st.SearchStrategy[Condition]") -> "st.SearchStrategy[Condition]":
        some = st.lists(parts, min_size=2, max_size=3).map(tuple)
        return st.one_of(parts.map(Not), some.map(All), some.map(Any))

    return st.recursive(leaves, joined, max_leaves=LOGIC_DEPTH)


def _texts(specification: Specification) -> "st.SearchStrategy[Condition]":
    @st.composite
    def drawn(draw: st.DrawFn) -> Condition:
        item = draw(st.sampled_from(of_type(specification, "text", "code")))
        texts = st.sampled_from(texts_of(item, specification))
        match draw(st.integers(0, 3)):
            case 0:
                return In(Item(item.id), tuple(map(Text, draw(st.lists(texts, min_size=1, max_size=3)))))
            case 1:
                text = draw(texts)
                return StartsWith(Item(item.id), Text(text[: draw(st.integers(1, len(text)))]))
            case 2:
                others = [other for other in of_type(specification, item.type) if other.code_list == item.code_list]
                return Compare(draw(st.sampled_from(["=", "<>"])), Item(item.id), Item(draw(st.sampled_from(others)).id))
            case _:
                return Compare(draw(st.sampled_from(["=", "<>"])), Item(item.id), Text(draw(texts)))

    return drawn()


def _dates(specification: Specification) -> "st.SearchStrategy[Condition]":
    @st.composite
    def drawn(draw: st.DrawFn) -> Condition:
        items = st.sampled_from(of_type(specification, "date")).map(lambda item: Item(item.id))
        texts = st.sampled_from(DAYS).map(Text)
        either: st.SearchStrategy[Value] = st.one_of(items, texts)
        values: st.SearchStrategy[Value] = st.one_of(
            items,
            items,
            st.builds(lambda value: Call("year_start", (value,)), items),
            st.builds(lambda value: Call("period_end", (value,)), items),
        )
        if draw(st.booleans()):
            age = Call("age_on", (draw(items), draw(either)) if draw(st.booleans()) else (draw(texts), draw(items)))
            return Compare(draw(st.sampled_from(OPERATORS)), age, Number(Decimal(draw(st.integers(-2, 30)))))
        right = draw(st.one_of(values, texts, st.just(Call("today", ()))))
        return Compare(draw(st.sampled_from(OPERATORS)), draw(values), right)

    return drawn()


def _numbers(specification: Specification) -> "st.SearchStrategy[Condition]":
    @st.composite
    def drawn(draw: st.DrawFn) -> Condition:
        items: st.SearchStrategy[Value] = st.sampled_from(of_type(specification, "integer", "decimal")).map(lambda item: Item(item.id))
        literals: st.SearchStrategy[Value] = st.sampled_from(NUMBERS).map(Number)
        sums = st.builds(Arithmetic, st.sampled_from(["+", "-", "*"]), items, st.one_of(items, literals))
        if draw(st.integers(0, 3)) == 0:
            return In(draw(items), tuple(draw(st.lists(literals, min_size=1, max_size=3))))
        return Compare(draw(st.sampled_from(OPERATORS)), draw(st.one_of(items, sums)), draw(st.one_of(literals, items)))

    return drawn()


def rows(specification: Specification, *, readable: bool = False) -> "st.SearchStrategy[dict[str, Cell]]":
    """Draw rows of values, blanks and, unless all is to be readable, cells that are neither."""

    def cells(item: DataItem) -> "st.SearchStrategy[Cell]":
        values: Sequence[Json] = (
            DAYS
            if item.type == "date"
            else [number.quantize(Decimal(1).scaleb(-(item.scale or 0))) for number in NUMBERS]
            if item.type in {"integer", "decimal"}
            else texts_of(item, specification)
        )
        unreadable = [] if readable or (item.type == "text" and not item.format and not item.max_length) else [UNREADABLE]
        return st.sampled_from([None, *unreadable, *values])

    return st.fixed_dictionaries({item.id: cells(item) for item in specification.items})
