"""Strategies for random conditions and rows of a specification.

No strategy has the specification as an argument, because hypothesis would print it in full again and again.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any as Json

from hypothesis import strategies as st

from cldspec.model import DataItem, Specification
from cldspec.rules import expression as ex
from cldspec.rules.cells import UNREADABLE, Cell

DAYS = ["1999-12-31", "2000-01-01", "2000-02-29", "2001-03-31", "2001-04-01", "2018-02-28", "2018-03-01", "2020-02-29", "2021-06-30"]
NUMBERS = [Decimal(text) for text in ("0", "1", "-1", "2", "3", "0.5", "2.50", "10.05", "99.99", "1000000.01")]
OPERATORS = ["=", "<>", "<", "<=", ">", ">="]
LOGIC_DEPTH = 12


def of_type(specification: Specification, *types: str) -> list[DataItem]:
    return [item for item in specification.items if item.type in types]


def texts_of(item: DataItem, specification: Specification) -> list[str]:
    named = specification.format_by_id.get(item.format or "")
    return list(specification.values_of(item.id) or ()) or (list(named.conforms) if named else ["Torn", "Torn off", "torn", "a b", "it's"])


def conditions(specification: Specification) -> "st.SearchStrategy[ex.Condition]":
    """Draw conditions that make sense for the specification."""
    leaves = st.one_of(
        _texts(specification),
        _texts(specification),
        _dates(specification),
        _numbers(specification),
        st.sampled_from([item.id for item in specification.items]).map(lambda name: ex.IsBlank(ex.Item(name))),
        st.sampled_from([table.id for table in specification.tables]).map(ex.InTable),
        st.booleans().map(ex.Truth),
    )

    def joined(parts: "st.SearchStrategy[ex.Condition]") -> "st.SearchStrategy[ex.Condition]":
        some = st.lists(parts, min_size=2, max_size=3).map(tuple)
        return st.one_of(parts.map(ex.Not), some.map(ex.All), some.map(ex.Any))

    return st.recursive(leaves, joined, max_leaves=LOGIC_DEPTH)


def _texts(specification: Specification) -> "st.SearchStrategy[ex.Condition]":
    @st.composite
    def drawn(draw: st.DrawFn) -> ex.Condition:
        item = draw(st.sampled_from(of_type(specification, "text", "code")))
        texts = st.sampled_from(texts_of(item, specification))
        match draw(st.integers(0, 3)):
            case 0:
                return ex.In(ex.Item(item.id), tuple(map(ex.Text, draw(st.lists(texts, min_size=1, max_size=3)))))
            case 1:
                text = draw(texts)
                return ex.StartsWith(ex.Item(item.id), ex.Text(text[: draw(st.integers(1, len(text)))]))
            case 2:
                others = [other for other in of_type(specification, item.type) if other.code_list == item.code_list]
                return ex.Compare(draw(st.sampled_from(["=", "<>"])), ex.Item(item.id), ex.Item(draw(st.sampled_from(others)).id))
            case _:
                return ex.Compare(draw(st.sampled_from(["=", "<>"])), ex.Item(item.id), ex.Text(draw(texts)))

    return drawn()


def _dates(specification: Specification) -> "st.SearchStrategy[ex.Condition]":
    @st.composite
    def drawn(draw: st.DrawFn) -> ex.Condition:
        items = st.sampled_from(of_type(specification, "date")).map(lambda item: ex.Item(item.id))
        texts = st.sampled_from(DAYS).map(ex.Text)
        either: st.SearchStrategy[ex.Value] = st.one_of(items, texts)
        values: st.SearchStrategy[ex.Value] = st.one_of(
            items,
            items,
            st.builds(lambda value: ex.Call("year_start", (value,)), items),
            st.builds(lambda value: ex.Call("period_end", (value,)), items),
        )
        if draw(st.booleans()):
            age = ex.Call("age_on", (draw(items), draw(either)) if draw(st.booleans()) else (draw(texts), draw(items)))
            return ex.Compare(draw(st.sampled_from(OPERATORS)), age, ex.Number(Decimal(draw(st.integers(-2, 30)))))
        right = draw(st.one_of(values, texts, st.just(ex.Call("today", ()))))
        return ex.Compare(draw(st.sampled_from(OPERATORS)), draw(values), right)

    return drawn()


def _numbers(specification: Specification) -> "st.SearchStrategy[ex.Condition]":
    @st.composite
    def drawn(draw: st.DrawFn) -> ex.Condition:
        items: st.SearchStrategy[ex.Value] = st.sampled_from(of_type(specification, "integer", "decimal")).map(
            lambda item: ex.Item(item.id)
        )
        literals: st.SearchStrategy[ex.Value] = st.sampled_from(NUMBERS).map(ex.Number)
        sums = st.builds(ex.Arithmetic, st.sampled_from(["+", "-", "*"]), items, st.one_of(items, literals))
        if draw(st.integers(0, 3)) == 0:
            return ex.In(draw(items), tuple(draw(st.lists(literals, min_size=1, max_size=3))))
        return ex.Compare(draw(st.sampled_from(OPERATORS)), draw(st.one_of(items, sums)), draw(st.one_of(literals, items)))

    return drawn()


def rows(specification: Specification, *, readable: bool = False) -> "st.SearchStrategy[dict[str, Cell]]":
    """Draw rows of values and blanks, and, unless `readable`, unreadable cells."""

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
