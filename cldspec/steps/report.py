"""Where the mistakes of a derivation are collected, with their positions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from re import fullmatch

from cldspec.findings import Finding
from cldspec.model import Specification
from cldspec.origin import Origin
from cldspec.rules import expression as ex
from cldspec.rules.types import DERIVATION_FUNCTIONS, Kind, problems, unknown_names
from cldspec.spelling import suggest
from cldspec.steps.scope import Scope, expression

CHECK = "bad-derivation"
"""The name of the check that reports the mistakes."""
KINDS: Mapping[str, Kind] = {"text": "text", "code": "text", "date": "date", "integer": "number", "decimal": "number"}
"""The kind of the values of each type of column."""
_LONGEST_NAME = 60
"""The most characters of a name: PostgreSQL cuts longer ones after 63, and steps add some."""


@dataclass
class Report:
    """Where the mistakes of a derivation are collected."""

    specification: Specification
    origin: Origin
    found: list[Finding] = field(default_factory=list)

    def problem(self, path: Iterable[str | int], message: str, fix: str, offset: int | None = None) -> None:
        """Add a mistake in the value at `path` below the step."""
        whole = tuple(path)
        at = self.origin.value(*whole) if offset is None else self.origin.inside(whole, offset)
        self.found.append(Finding(at, CHECK, message, fix))

    def columns(self, key: str, names: Iterable[str], scope: Scope) -> None:
        """Report the names in a list that are no columns."""
        for index, name in enumerate(names):
            self.column((key, index), name, scope)

    def column(self, path: Iterable[str | int], name: str, scope: Scope, kind: Kind | None = None, *, or_parameter: bool = False) -> None:
        """Report a name that is no column, or one of another kind."""
        if name in scope.columns:
            if kind and KINDS[scope.columns[name].type] != kind:
                self.problem(path, f"{name} is not a {kind}.", f"Name a column whose values are {kind}s.")
        elif or_parameter and name in scope.specification.parameter_by_id:
            if kind and KINDS[scope.specification.parameter_by_id[name].type] != kind:
                self.problem(path, f"{name} is not a {kind}.", f"Name a parameter whose value is a {kind}.")
        else:
            known = {*scope.columns, *(scope.specification.parameter_by_id if or_parameter else ())}
            self.problem(path, f"There is no column {name} here.", suggest(name, known))

    def days(self, key: str, text: str, scope: Scope) -> None:
        """Report what is neither a whole number nor a column or parameter of numbers."""
        if not text.isdecimal():
            self.column((key,), text, scope, "number", or_parameter=True)

    def new(self, path: Iterable[str | int], name: str, scope: Scope) -> None:
        """Report a name that a new column cannot have."""
        if not fullmatch("[a-z][a-z0-9_]*", name) or len(name) > _LONGEST_NAME:
            fix = f"Write up to {_LONGEST_NAME} lower-case letters, digits and underscores, such as age_band."
            self.problem(path, f"{name} is not a name that a column can have.", fix)
        if name in scope.specification.parameter_by_id:
            self.problem(path, f"{name} is the name of a parameter.", "Give the column another name.")

    def condition(self, path: Iterable[str | int], text: str, scope: Scope) -> None:
        """Report the mistakes in a condition."""
        whole = tuple(path)
        for found in problems(text, scope.view, DERIVATION_FUNCTIONS):
            self.problem(whole, found.message.replace("data item", "column"), found.fix.replace("data item", "column"), found.at[0])

    def value(self, path: Iterable[str | int], text: str, scope: Scope) -> ex.Value | None:
        """Return the tree of an expression, and report its mistakes; None for a blank, and for an expression with mistakes."""
        whole = tuple(path)
        try:
            tree = expression(text)
        except ex.ExpressionError as error:
            self.problem(whole, error.message, error.fix, error.at[0])
            return None
        mistakes = list(unknown_names(tree, scope.view, DERIVATION_FUNCTIONS)) if tree is not None else []
        for found in mistakes:
            self.problem(whole, found.message.replace("data item", "column"), found.fix.replace("data item", "column"), found.at[0])
        return None if mistakes else tree
