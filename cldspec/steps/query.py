"""The parts of the queries that steps are compiled to: columns, conditions and values of a step, and a SELECT in lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from cldspec.model import Specification
from cldspec.rules import expression as ex
from cldspec.rules.targets.sql.conditions import Columns, condition, in_units, value
from cldspec.rules.targets.sql.database import Database
from cldspec.steps.scope import Column, Scope, beside, expression

OURS, OTHER, PARAMETERS = "r", "o", "p"
"""What the rows of a step, those of another derivation, and the row of parameters are called in a query."""
Named = tuple[str, str]
"""An expression, and the name of the column that has it."""
Part = tuple[str, str]
"""The name of a common table expression, and its query."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of tables: of the rows of returns, of the one row of parameters, and of each derivation."""

    rows: str
    parameters: str
    of_derivation: Callable[[str], str]


@dataclass
class StepQuery:
    """What the query of one step is made of. `before` is the table that has the rows, and `name` what the step's own is called."""

    scope: Scope
    database: Database
    names: Names
    before: str
    name: str
    other: Scope | None = None
    prefix: str = ""
    asks_parameters: bool = field(default=False)

    @property
    def specification(self) -> Specification:
        """The specification whose data items are the columns that conditions see."""
        return self._seen.view

    @property
    def _seen(self) -> Scope:
        return beside(self.scope, self.other, self.prefix) if self.other else self.scope

    def column(self, name: str) -> str:
        """Return a column of the step before, of the other derivation, or a parameter."""
        if self.other and name.startswith(f"{self.prefix}_") and name.removeprefix(f"{self.prefix}_") in self.other.columns:
            return f"{OTHER}.{self.database.identifier(name.removeprefix(f'{self.prefix}_'))}"
        if name in self.scope.columns:
            return f"{OURS}.{self.database.identifier(name)}"
        self.asks_parameters = True
        return f"{PARAMETERS}.{self.database.identifier(name)}"

    @property
    def columns(self) -> Columns:
        """The columns as conditions need them."""
        return Columns(self.column, lambda _: None)

    def condition(self, text: str) -> str:
        """Return a condition."""
        return condition(ex.parse(text), self.specification, self.database, self.columns)

    def value(self, text: str, column: Column | None = None) -> str:
        """Return an expression; a text has the collation of a column, and a blank the type of `column`."""
        tree = expression(text)
        if tree is None:
            return self.null(column) if column else "NULL"
        if isinstance(tree, ex.Text):
            return self.text(tree.value)
        return value(tree, self.specification, self.database, self.columns)

    def units(self, text: str) -> tuple[str, int]:
        """Return a number as a whole number of units, and how many decimal places a unit has."""
        tree = ex.parse_value(text)
        return in_units(tree, self.specification, self.database, self.columns)

    def days(self, text: str) -> str:
        """Return a number of days, written as a number, or that of a parameter or column."""
        return text if text.isdecimal() else self.column(text)

    def text(self, text: str) -> str:
        """Return the literal of a text in a column."""
        return self.database.as_column_text(self.database.text(text))

    def null(self, column: Column) -> str:
        """Return a blank of the type of a column."""
        item = Scope({column.id: column}, self.scope.specification).view.items[0]
        return self.database.null_of(self.database.type_of(item))

    def kept(self, names: Iterable[str], alias: str = OURS) -> list[Named]:
        """Return columns that stay as they are, in the order of the scope."""
        wanted = set(names)
        return [(f"{alias}.{self.database.identifier(name)}", name) for name in self.scope.columns if name in wanted]

    def from_before(self) -> str:
        """Return the rows of the step before, and the parameters if the query asks for one."""
        return f"{self.before} AS {OURS}{self.with_parameters()}"

    def with_parameters(self) -> str:
        """Return the join with the one row of parameters, if the query asks for one."""
        return f"\nCROSS JOIN {self.names.parameters} AS {PARAMETERS}" if self.asks_parameters else ""

    def select(self, columns: Sequence[Named], source: str, *, where: str = "", group: Sequence[str] = (), distinct: bool = False) -> str:
        """Return a SELECT. `group` are expressions to group by."""
        lines = ",\n".join(
            f"  {sql}" if _is_named(sql, self.database.identifier(name)) else f"  {sql} AS {self.database.identifier(name)}"
            for sql, name in columns
        )
        query = f"SELECT{' DISTINCT' if distinct else ''}\n{lines}\nFROM {source}"
        if where:
            query += f"\nWHERE {where}"
        return query + (f"\nGROUP BY {', '.join(group)}" if group else "")

    def over(self, names: Iterable[str], order: str = "", frame: str = "") -> str:
        """Return a window over the rows of ours with the same values of some columns."""
        partition = ", ".join(f"{OURS}.{self.database.identifier(name)}" for name in names)
        return f"OVER (PARTITION BY {partition}{f' ORDER BY {order}' if order else ''}{f' {frame}' if frame else ''})"


def _is_named(sql: str, name: str) -> bool:
    """Say whether an expression is a column that has this name already."""
    alias, _, column = sql.partition(".")
    return column == name and alias.isidentifier()


def indented(text: str, by: int = 2) -> str:
    """Return a text with every line indented."""
    return "\n".join(f"{' ' * by}{line}" if line else line for line in text.split("\n"))


def inner(query: str, alias: str = OURS) -> str:
    """Return a query as the source of another one."""
    return f"(\n{indented(query)}\n) AS {alias}"
