"""The columns that a step of a derivation sees, as a specification of their own, so that the rule language can be used for them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from cldspec.model import Calculation, Code, CodeList, DataItem, DerivedColumn, ItemType, Parameter, Specification
from cldspec.rules import expression as ex
from cldspec.rules.evaluate import MULTIPLIER, OTHERWISE
from cldspec.rules.types import kind_of

BLANK = "blank"
"""The expression for a blank."""
SUBMISSION, ROW_NUMBER = "submission", "row_number"
"""The columns of the rows of returns that are no data items: which submission a row is in, and its number there."""
_TYPES: Mapping[str | None, ItemType] = {"date": "date", "text": "text", "number": "integer", None: "text"}
"""For each kind of value, the type of a column that has it."""


@dataclass(frozen=True)
class Column:
    """A column. `values` are those that it can have, in order, if they are known; `item` is the data item that it comes from."""

    id: str
    title: str
    type: ItemType
    scale: int | None = None
    values: tuple[str, ...] | None = None
    code_list: str | None = None
    item: DataItem | None = None

    def renamed(self, name: str, title: str) -> "Column":
        """Return the same column under another name."""
        return replace(self, id=name, title=title)

    @cached_property
    def as_item(self) -> DataItem:
        """The column as a data item of a scope's view."""
        return _as_item(self)


@dataclass(frozen=True, eq=False)
class Scope:
    """The columns that a step sees, in order. Parameters are seen beside them."""

    columns: Mapping[str, Column]
    specification: Specification

    @cached_property
    def view(self) -> Specification:
        """The specification, with the columns and parameters in place of its data items."""
        parameters = [parameter_column(parameter) for parameter in self.specification.parameters]
        columns = [*self.columns.values(), *parameters]
        lists = [
            CodeList(
                id=_list_name(column),
                title=column.title,
                description=column.title,
                sources=(),
                codes=tuple(Code(value=value) for value in column.values or ()),
            )
            for column in columns
            if column.type == "code"
        ]
        return replace(
            self.specification,
            items=tuple(column.as_item for column in columns),
            code_lists=tuple({code_list.id: code_list for code_list in lists}.values()),
        )

    def knows(self, name: str) -> bool:
        """Say whether a condition can name this column or parameter."""
        return name in self.columns or name in self.specification.parameter_by_id

    def with_columns(self, columns: Iterable[Column]) -> "Scope":
        """Return the scope with these columns too, which replace others of their names."""
        return Scope({**self.columns, **{column.id: column for column in columns}}, self.specification)

    def only(self, names: Iterable[str]) -> "Scope":
        """Return the scope with these of its columns."""
        return Scope({name: self.columns[name] for name in names if name in self.columns}, self.specification)


def row_scope(specification: Specification) -> Scope:
    """Return the columns of the rows of returns."""
    numbers = [Column(SUBMISSION, "Submission", "integer"), Column(ROW_NUMBER, "Row", "integer")]
    items = [
        Column(item.id, item.title, item.type, item.scale, specification.values_of(item.id), item.code_list, item)
        for item in specification.items
    ]
    return Scope({column.id: column for column in (*numbers, *items)}, specification)


def parameter_scope(specification: Specification) -> Scope:
    """Return the scope of the default of a parameter, which sees the other parameters."""
    return Scope({}, specification)


def declared(column: DerivedColumn, given: Column | None, specification: Specification) -> Column:
    """Return a column of a result as it is declared. `given` is the column that the steps give, if there is one."""
    title = column.title or (given.title if given else column.id)
    if column.type is None:
        return given.renamed(column.id, title) if given else Column(column.id, title, "text")
    code_list = specification.code_list_by_id.get(column.code_list or "")
    values = (*(code_list.values if code_list else ()), *column.values)
    named = column.code_list if not column.values else None
    return Column(column.id, title, column.type, column.scale, values if column.type == "code" else None, named)


def expression(text: str) -> ex.Value | None:
    """Return the tree of an expression; None for a blank. Raises ExpressionError."""
    return None if text.strip() == BLANK else ex.parse_value(text)


def column_of(name: str, trees: Iterable[ex.Value | None], scope: Scope) -> Column:
    """Return the column that has the values of these expressions, such as those of several cases."""
    columns = [_column_of_value(name, tree, scope) for tree in trees if tree is not None]
    if not columns:
        return Column(name, title_of(name), "text")
    first = columns[0]
    if first.type in {"code", "text"}:
        if any(column.values is None for column in columns):
            return Column(name, title_of(name), "text")
        values = tuple(dict.fromkeys(value for column in columns for value in column.values or ()))
        lists = {column.code_list for column in columns}
        return Column(name, title_of(name), "code", None, values, lists.pop() if len(lists) == 1 else None)
    scale = max(column.scale or 0 for column in columns)
    return Column(name, title_of(name), "decimal" if scale else first.type, scale or None)


def scale_of(tree: ex.Value, view: Specification) -> int:
    """Return how many decimal places the number that an expression gives may have."""
    match tree:
        case ex.Item(name):
            return view.item_by_id[name].scale or 0
        case ex.Number(number):
            exponent = number.normalize().as_tuple().exponent
            return max(-exponent, 0) if isinstance(exponent, int) else 0
        case ex.Arithmetic("*", left, right):
            return scale_of(left, view) + scale_of(right, view)
        case ex.Arithmetic(_, left, right):
            return max(scale_of(left, view), scale_of(right, view))
        case _:
            return 0


def title_of(name: str) -> str:
    """Return what a column without a title of its own is called."""
    return name.replace("_", " ").capitalize()


@lru_cache(maxsize=256)  # each example asks for the same
def beside(scope: Scope, other: Scope, prefix: str) -> Scope:
    """Return a scope with the columns of another one, with a prefix."""
    return scope.with_columns(prefixed(other, prefix))


def prefixed(other: Scope, prefix: str, only: Collection[str] | None = None) -> list[Column]:
    """Return the columns of another scope, or some of them, with a prefix."""
    return [
        column.renamed(f"{prefix}_{name}", f"{column.title} ({prefix.replace('_', ' ')})")
        for name, column in other.columns.items()
        if only is None or name in only
    ]


def items_of_calculation(calculation: Calculation) -> tuple[str, ...]:
    """Return the names in the cases of a calculation; none if one cannot be parsed, which another check reports."""
    names = [calculation.multipliers.item] if calculation.multipliers else []
    try:
        for case in calculation.cases:
            nodes = [] if case.when == OTHERWISE else list(ex.values_in(ex.parse(case.when)))
            nodes += list(ex.values_in(ex.parse_value(case.value))) if case.value else []
            names += [node.id for node in nodes if isinstance(node, ex.Item) and node.id != MULTIPLIER]
    except ex.ExpressionError:
        return ()
    return tuple(dict.fromkeys(names))


def _column_of_value(name: str, tree: ex.Value, scope: Scope) -> Column:
    match tree:
        case ex.Item(source) if source in scope.columns:
            return scope.columns[source].renamed(name, title_of(name))
        case ex.Text(text):
            return Column(name, title_of(name), "code", None, (text,))
        case _:
            kind = kind_of(tree, scope.view)
            scale = scale_of(tree, scope.view) if kind == "number" else 0
            return Column(name, title_of(name), "decimal" if scale else _TYPES[kind], scale or None)


def parameter_column(parameter: Parameter) -> Column:
    """Return a parameter as a column."""
    return Column(parameter.id, parameter.title, parameter.type)


def _list_name(column: Column) -> str:
    return column.code_list or f"“{column.id}”"


def _as_item(column: Column) -> DataItem:
    """Return a column as a data item of the scope's view."""
    code_list = _list_name(column) if column.type == "code" else None
    if column.item:
        return replace(column.item, id=column.id, title=column.title, code_list=code_list)
    return DataItem(
        section="",
        id=column.id,
        title=column.title,
        type=column.type,
        obligation="voluntary",
        definition=column.title,
        guidance=column.title,
        personal_data="personal",
        sources=(),
        code_list=code_list,
        scale=column.scale,
    )
